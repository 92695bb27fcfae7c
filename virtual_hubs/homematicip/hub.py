"""The virtual HomematicIP: one home behind a cloud, and in the house if it has a HCU1."""

from __future__ import annotations

import asyncio
import contextlib
import json
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from .. import LOOPBACK
from ..certificate import Certificate
from .access import Access
from .cloud import AppInterface
from .connect import ConnectInterface
from .deeds import Deeds
from .faults import Faults
from .home import Home, UnknownObjectError
from .house import FIRST_CLIENT, access_point_of, demo_house, recorded_house, sized_house
from .live import Life
from .plugins import Plugin, Plugins
from .sockets import Sockets, frame

type Json = dict[str, Any]

SGTIN = "3014F711A0000B1E55ED0A17"
WAYS = ("cloud", "hcu", "connect", "token")


class VirtualHomematicIP(Deeds):
    """A HomematicIP access point behind its cloud; a HCU1 is in the house, too."""

    kind = "homematicip"

    def __init__(
        self,
        *,
        house: Json | Path | str | None = None,
        size: int = 0,
        seed: int = 0,
        pin: str | None = None,
        sgtin: str | None = None,
        hcu: bool = False,
        way: str = "cloud",
        port: int = 0,
        press_after: float | None = None,
        travel: float = 0.0,
        live: float | None = None,
    ) -> None:
        """Serve ``house``: a getCurrentState answer, a file that holds one, or ours; or one of about ``size`` entities.

        ``pin``: the system PIN. ``hcu``: a HCU1, with its servers in the house; pairing must be unlocked by a first
        press. ``way``: the way in that ``flow`` describes. ``press_after``: seconds after which the button presses
        itself when a client asks. ``travel``: seconds that shutters, doors and locks take. ``live``: seconds from one
        small change in the house to the next.
        """
        super().__init__(port=port)
        self.hcu = hcu or way in {"hcu", "connect"}
        self.way = way
        recorded = None if house is None or house == "demo" else recorded_house(house)
        sgtin = sgtin or access_point_of(recorded or {}) or SGTIN
        self.access = Access(sgtin, pin=pin, hcu=self.hcu)
        self.plugins = Plugins()
        self.faults = Faults()
        self.home = Home(recorded or (sized_house(sgtin, size, seed) if size else demo_house(sgtin)))
        self.home.travel = travel
        self.home.later = self._later
        self.home.part("home")["pinAssigned"] = pin is not None
        self.token = self.access.invite(FIRST_CLIENT)
        """A token that is already good, for tests that don't pair."""
        self.sockets = Sockets(self.faults, self.record)
        self.connect = ConnectInterface(self.home, self.plugins, self.faults, self.record)
        self.interface = AppInterface(self.home, self.access, self.faults, self.sockets, self.record)
        self.press_after = press_after
        self.live = live
        self.life = Life(self.home, seed)
        """``life.beat()`` and ``flush()`` let something change by itself."""
        self.certificate: Certificate | None = None
        """What the servers in the house show."""
        self.lookup_url = self.rest_url = self.websocket_url = ""
        self.lan_rest_url = self.lan_events_url = self.connect_url = ""
        self.flows: Json = {}
        """Each way in: what to type in its dialog."""
        self._outbox: asyncio.Queue[tuple[str, str]] = asyncio.Queue()
        self.add_controls()

    @property
    def sgtin(self) -> str:
        """The access point's id."""
        return self.access.sgtin

    @property
    def _name_in_the_house(self) -> str:
        return f"hcu1-{self.sgtin[-4:].lower()}.local"

    def state(self) -> Json:
        """What ``getCurrentState`` gives."""
        return self.home.state

    def remembered(self) -> Json:
        """The tokens of its clients and plugins."""
        return {
            "clients": self.access.tokens,
            "plugins": {token: asdict(plugin) for token, plugin in self.plugins.tokens.items()},
        }

    def recall(self, kept: Json) -> None:
        """Let in again who was let in before."""
        self.access.tokens |= kept.get("clients", {})
        self.plugins.tokens |= {token: Plugin(**plugin) for token, plugin in kept.get("plugins", {}).items()}

    async def start_servers(self) -> None:
        """Open lookup, REST and websocket on one port, and a HCU1's own ports."""
        self.spawn(self._post())
        self.interface.changed = self.connect.changed = self.flush
        self.interface.asked = self._asked
        self.interface.addresses = lambda: (self.rest_url, self.websocket_url)
        self.url = await self.serve(self.interface.rest_app(events=True, lookup=True), name="web", port=self.port)
        self.lookup_url = f"{self.url}/getHost"
        self._found_at(self.url)
        if self.hcu:
            await self._start_hcu()
        if self.live is not None:
            self.spawn(self._live(self.live))
        self.flows = self._ways()
        self.flow = {"user": "homematicip", "homematicip": f"homematicip_{self.way}"}
        self.flow[f"homematicip_{self.way}"] = self.flows[f"homematicip_{self.way}"]

    async def move(self) -> None:
        """The cloud moves this access point to another host: the old one is gone, the lookup knows the new one."""
        self.interface.retire_hosts()
        self._found_at(await self.serve(self.interface.rest_app(events=True)))
        await self.sockets.close()

    def _found_at(self, url: str) -> None:
        self.rest_url = url
        self.websocket_url = f"ws{url.removeprefix('http')}"

    async def stop_servers(self) -> None:
        """End the sockets, and every wait."""
        self.faults.ended.set()
        await self.sockets.close()
        await self.connect.close()

    def announcement(self) -> str:
        """The one line of JSON, with every way in."""
        return json.dumps({**json.loads(super().announcement()), "flows": self.flows})

    def renew_certificate(self) -> str:
        """The HCU1 shows another certificate from now on; gives its SHA-256."""
        self.certificate = self.own_certificate(self._name_in_the_house, anew=True)
        return self.certificate.fingerprint

    # What it tells

    def push(self, *events: Json) -> None:
        """Push these events in one frame, as they are."""
        names = " ".join(str(event.get("pushEventType")) for event in events)
        self._outbox.put_nowait((frame(list(events), self.sgtin), names))

    async def _post(self) -> None:
        while True:
            text, names = await self._outbox.get()
            await self.sockets.send(text, names)
            await self.connect.send_events(text)

    # In the house

    async def _start_hcu(self) -> None:
        self.certificate = self.own_certificate(self._name_in_the_house)
        tls = self.certificate.context
        tls.sni_callback = self._show_certificate
        self.interface.plugins = self.plugins
        self.lan_rest_url = await self.serve(self.interface.rest_app(), name="app", tls=tls)
        events = await self.serve(self.interface.events_app(), name="events", tls=tls)
        self.lan_events_url = events.replace("https", "wss", 1)
        connect = await self.serve(self.connect.app(), name="connect", tls=tls)
        self.connect_url = connect.replace("https", "wss", 1)

    def _show_certificate(self, connection: Any, _name: str | None, _context: Any) -> None:
        if self.certificate is not None:
            connection.context = self.certificate.context

    def _ways(self) -> Json:
        pin = {"pin": self.access.pin} if self.access.pin else {}
        lookup = {"advanced": {"url": self.lookup_url}}
        ways: Json = {
            "homematicip_cloud": {"access_point": self.sgtin, **pin, **lookup},
            "homematicip_token": {"access_point": self.sgtin, "token": self.token, **lookup},
        }
        if self.hcu:
            rest, events, connect = (
                urlsplit(url).port for url in (self.lan_rest_url, self.lan_events_url, self.connect_url)
            )
            key = next(iter(self.plugins.keys), "")
            ways["homematicip_hcu"] = {
                "host": LOOPBACK,
                "access_point": self.sgtin,
                **pin,
                "advanced": {"port": rest, "events_port": events},
            }
            ways["homematicip_connect"] = {
                "host": LOOPBACK,
                "activation_key": key,
                "access_point": self.sgtin,
                "advanced": {"port": rest, "websocket_port": connect},
            }
        return ways

    # By itself

    def _later(self, seconds: float, work: Callable[[], None]) -> None:
        async def wait() -> None:
            await asyncio.sleep(seconds)
            with contextlib.suppress(UnknownObjectError):
                work()
            self.flush()
            self.touch()

        self.spawn(wait())

    async def _live(self, seconds: float) -> None:
        while True:
            await asyncio.sleep(seconds)
            self.life.beat()
            self.flush()

    def _asked(self) -> None:
        if self.press_after is None:
            return

        async def press() -> None:
            await asyncio.sleep(self.press_after or 0)
            self.press_button()

        self.spawn(press())
