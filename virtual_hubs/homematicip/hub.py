"""The virtual HomematicIP: one home behind a cloud, with everything that can be done to it."""

from __future__ import annotations

import asyncio
import contextlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from ..base import VirtualHub, merged
from .access import Access
from .cloud import AppInterface
from .commands.home import journal
from .faults import Faults
from .home import Home, UnknownObjectError, milliseconds
from .house import demo_house
from .sockets import Sockets, frame

type Json = dict[str, Any]

SGTIN = "3014F711A0000B1E55ED0A17"
FIRST_CLIENT = "5f0c1c0a-9d0e-4a53-8d3b-2f1a8a4f0b01"


class VirtualHomematicIP(VirtualHub):
    """A HomematicIP access point, reached through a cloud."""

    kind = "homematicip"

    def __init__(
        self,
        *,
        house: Json | Path | str | None = None,
        pin: str | None = None,
        sgtin: str = SGTIN,
        hcu: bool = False,
        port: int = 0,
        press_after: float | None = None,
        travel: float = 0.0,
    ) -> None:
        """Serve ``house``: a getCurrentState answer, a file of one, or ours.

        ``pin``: the system PIN. ``hcu``: pairing must be unlocked by a first press. ``press_after``: seconds after
        which the button presses itself when a client asks. ``travel``: seconds that shutters, doors and locks take.
        """
        super().__init__(port=port)
        self.access = Access(sgtin, pin=pin, hcu=hcu)
        self.faults = Faults()
        self.home = Home(_state(house, sgtin))
        self.home.travel = travel
        self.home.later = self._later
        self.home.part("home")["pinAssigned"] = pin is not None
        self.token = self.access.invite(FIRST_CLIENT)
        """A token that is already good, for tests that don't pair."""
        self.sockets = Sockets(self.faults, self.record)
        self.press_after = press_after
        self.lookup_url = ""
        self.rest_url = ""
        self.websocket_url = ""
        self._outbox: asyncio.Queue[tuple[str, str]] = asyncio.Queue()
        self.controls = {
            "pair": lambda _body: self.press_button(),
            "set": lambda body: self.set(**body),
            "unset": lambda body: self.unset(body["path"]),
            "add": lambda body: self.add(**body),
            "remove": lambda body: self.remove(**body),
            "push": self.push,
            "raw": lambda body: self.push_text(body["text"]),
            "press": lambda body: self.press(**body),
            "code": lambda body: self.enter_code(**body),
            "alarm": lambda body: self.alarm(**body),
            "throttle": lambda body: self.faults.throttle(**body),
            "revoke": lambda body: self.revoke(**body),
            "drop": lambda body: self.drop(**body),
            "truncate": lambda _body: self.truncate(),
            "fault": self.fault,
            "answer": lambda body: self.faults.lay_out(**body),
        }

    @property
    def sgtin(self) -> str:
        """The access point's id."""
        return self.access.sgtin

    def state(self) -> Json:
        """What ``getCurrentState`` gives."""
        return self.home.state

    async def start_servers(self) -> None:
        """Open lookup, REST and websocket, all on one port."""
        self.spawn(self._post())
        self.interface = AppInterface(self.home, self.access, self.faults, self.sockets, self.record)
        self.interface.changed = self.flush
        self.interface.asked = self._asked
        self.interface.addresses = lambda: (self.rest_url, self.websocket_url)
        self.url = await self.serve(self.interface.rest_app(events=True, lookup=True), port=self.port)
        self.lookup_url = f"{self.url}/getHost"
        self.rest_url = self.url
        self.websocket_url = f"ws{self.url.removeprefix('http')}"
        advanced: Json = {"advanced": {"url": self.lookup_url}}
        pin = {"pin": self.access.pin} if self.access.pin else {}
        self.flow = {
            "user": "homematicip",
            "homematicip": "homematicip_cloud",
            "homematicip_cloud": {"access_point": self.sgtin, **pin, **advanced},
        }

    async def stop_servers(self) -> None:
        """End the sockets."""
        await self.sockets.close()

    # What a person does to it

    def press_button(self) -> None:
        """Press the button of the access point."""
        self.record("button", "pressed")
        self.access.press_button()

    def set(
        self,
        *,
        device: str | None = None,
        channel: int | None = None,
        group: str | None = None,
        home: bool = False,
        values: Json,
        quiet: bool = False,
    ) -> None:
        """Lay ``values`` over a device, its channel, a group or the home, and push it (unless ``quiet``)."""
        if device is not None and channel is not None:
            self.home.write_channel(device, channel, values)
        elif device is not None:
            target = self.home.device(device)
            target.update(merged(target, values))
            target["lastStatusUpdate"] = milliseconds()
            self.home.touch("device", device)
        elif group is not None:
            self.home.write_group(group, values)
        elif home:
            self.home.write_home(values)
        if quiet:
            self.home.take_events()
        self.flush()

    def unset(self, path: list[str]) -> None:
        """Take one key out of the state without a word: ``["devices", id, "functionalChannels"]``."""
        part = self.home.state
        for key in path[:-1]:
            part = part[key]
        del part[path[-1]]

    def add(self, *, device: Json | None = None, group: Json | None = None) -> None:
        """A new device or group joins the home."""
        for kind, thing in (("device", device), ("group", group)):
            if thing is not None:
                self.home.add(kind, thing)
        self.flush()

    def remove(self, *, device: str | None = None, group: str | None = None) -> None:
        """A device or group leaves the home."""
        for kind, thing_id in (("device", device), ("group", group)):
            if thing_id is not None:
                self.home.remove(kind, thing_id)
        self.flush()

    def press(self, *, device: str, channel: int, event: str = "KEY_PRESS_SHORT") -> None:
        """A key, a bell or a passage of this device tells of itself."""
        self.home.channel(device, channel)
        body = {"deviceId": device, "channelIndex": channel, "channelEventType": event}
        self.push({"pushEventType": "DEVICE_CHANNEL_EVENT", **body})

    def enter_code(self, *, device: str, code: int = 1, known: bool = True) -> None:
        """Somebody enters a code at a keypad."""
        state = "KNOWN_CODE_ID_RECEIVED" if known else "UNKNOWN_CODE_DETECTED"
        self.push(
            {"pushEventType": "DEVICE_CODE_STATE_EVENT", "deviceId": device, "codeIndex": code, "codeState": state}
        )

    def alarm(self, *, active: bool = True, device: str | None = None, channel: int = 1) -> None:
        """The alarm goes off, or is over."""
        values: Json = {"alarmActive": active}
        if active:
            by = None if device is None else {"deviceId": device, "channelIndex": channel}
            values |= {"alarmEventTimestamp": milliseconds(), "alarmEventDeviceChannel": by}
            with contextlib.suppress(UnknownObjectError):
                journal(self.home, "SENSOR_EVENT", self.home.device(device)["label"])
        self.home.write_functional_home("SECURITY_AND_ALARM", values)
        self.flush()

    # What goes wrong with it

    def throttle(self, seconds: float | None = None, requests: int = 0) -> None:
        """Answer 429 for some seconds (``None``: until told otherwise, 0: no longer), or to the next requests."""
        self.faults.throttle(seconds, requests)

    async def revoke(self, token: str | None = None) -> None:
        """Take the rights of this client, or of all; their sockets end."""
        await self.sockets.close(self.access.revoke(token))

    async def drop(self, *, abort: bool = False) -> None:
        """End all event sockets: with a close frame, or without a word."""
        await self.sockets.close(abort=abort)

    async def truncate(self) -> None:
        """Half a websocket frame, then the connection is gone."""
        await self.sockets.cut_within_a_frame()

    def fault(self, body: Json) -> None:
        """Switch faults on and off: ``refusing``, ``delay``, ``half_open``, ``binary``."""
        for key in ("refusing", "delay", "half_open", "binary"):
            if key in body:
                setattr(self.faults, key, body[key])

    # What it tells

    def push(self, *events: Json) -> None:
        """Push these events in one frame, as they are."""
        names = " ".join(str(event.get("pushEventType")) for event in events)
        self._outbox.put_nowait((frame(list(events), self.sgtin), names))

    def flush(self) -> None:
        """Push what has changed since the last time, in one frame."""
        if events := self.home.take_events():
            self.push(*events)

    async def push_text(self, text: str) -> None:
        """Push exactly this text as a frame."""
        await self.sockets.send(text)

    async def _post(self) -> None:
        while True:
            text, names = await self._outbox.get()
            await self.sockets.send(text, names)

    def _later(self, seconds: float, work: Callable[[], None]) -> None:
        async def wait() -> None:
            await asyncio.sleep(seconds)
            with contextlib.suppress(UnknownObjectError):
                work()
            self.flush()
            self.touch()

        self.spawn(wait())

    def _asked(self) -> None:
        if self.press_after is None:
            return

        async def press() -> None:
            await asyncio.sleep(self.press_after or 0)
            self.press_button()

        self.spawn(press())


def _state(house: Json | Path | str | None, sgtin: str) -> Json:
    if house is None or house == "demo":
        return demo_house(sgtin)
    if isinstance(house, dict):
        return house
    state: Json = json.loads(Path(house).read_text(encoding="utf-8"))
    return state
