"""A hub behind proxies, and its entry: what the table of faults does to each of them."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar

from aiohttp import web
from homeassistant.core import HomeAssistant
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.multihub.const import DOMAIN
from tests.helpers import state
from virtual_hubs.base import VirtualHub
from virtual_hubs.certificate import make_certificate

from .proxy import Proxy

NAME = "hub.test"
"""The name by which hubs are reached; the table takes it away from the name server."""

WRONG = make_certificate()
"""A certificate that no entry has pinned."""


BROKEN_OFF = 0
"""In place of a status: no answer at all."""


@dataclass(slots=True)
class HttpTrouble:
    """What a server answers in place of an answer, to so many requests."""

    status: int = 0
    times: int = 0
    headers: Mapping[str, str] = field(default_factory=dict)
    given: int = 0
    open_paths: tuple[str, ...] = ()
    """What is answered without credentials, so that nobody is refused."""

    def begin(self, status: int, times: int = 1 << 30, **headers: str) -> None:
        """Answer this from now on."""
        self.status, self.times, self.given = status, times, 0
        self.headers = {name.replace("_", "-"): value for name, value in headers.items()}

    def end(self) -> None:
        """Answer as it should be."""
        self.times = 0

    @web.middleware
    async def middleware(
        self, request: web.Request, handler: Callable[[web.Request], Awaitable[web.StreamResponse]]
    ) -> web.StreamResponse:
        """Stand before a server's own handlers."""
        if self.times > 0 and not (self.status in (401, 403) and request.path in self.open_paths):
            self.times -= 1
            self.given += 1
            if self.status == BROKEN_OFF and request.transport:
                request.transport.abort()
                return web.Response()
            return web.Response(status=self.status, headers=self.headers, text="<html>no</html>")
        return await handler(request)


class Home:
    """One hub by one way; subclasses know their virtual hub."""

    name: ClassVar[str]
    vendor: ClassVar[str]
    title = "Our house"
    secure: ClassVar[bool] = False
    """Whether it shows a certificate that the entry has pinned."""
    pushes: ClassVar[bool] = True
    says: ClassVar[bool] = True
    """Whether messages come by themselves, with something to get wrong."""
    throttles: ClassVar[bool] = True
    """Whether this protocol knows 429."""
    entities: ClassVar[int] = 0
    """About how many entities its house is to have; 0: the few that faults need."""

    hub: VirtualHub
    lamp: tuple[str, str]
    """Platform and the end of the unique id of something that is switched."""

    def __init__(self, hass: HomeAssistant, number: int = 1) -> None:
        """Be the hub with this number: two of one vendor are two houses."""
        self.hass = hass
        self.number = number
        self.http = HttpTrouble()
        self.proxies: list[Proxy] = []
        self.theirs: list[Proxy] = []
        """Those by which the hub comes to us; what it leaves open is its own affair."""
        self.of_push: list[Proxy] = []
        """Those that have nothing but push, where that has a connection of its own."""
        self.entry: MockConfigEntry
        self.secrets: set[str] = set()
        self.theirs_to_tell = "nothing"
        """The secret that Home Assistant itself writes down: the id of a webhook that was called."""
        self.bytes_before = 0
        """What had gone over the wire when something odd was pushed."""

    # What subclasses say

    def make(self) -> VirtualHub:
        """The virtual hub, not yet started."""
        raise NotImplementedError

    async def reach(self) -> dict[str, Any]:
        """Stand before its ports; gives the entry's data."""
        raise NotImplementedError

    def switch(self, on: bool) -> None:
        """Switch the lamp in the house."""
        raise NotImplementedError

    @property
    def is_on(self) -> bool:
        """Whether the lamp is on in the house."""
        raise NotImplementedError

    @property
    def streams(self) -> int:
        """How many connections the hub holds open to push by."""
        return 0

    async def revoke(self) -> None:
        """Take away what lets us in."""
        raise NotImplementedError

    def restore(self) -> None:
        """Let us in again, by what we had."""
        raise NotImplementedError

    def reboot(self) -> None:
        """Forget what a restart forgets; the network is gone by then."""

    def return_from_reboot(self) -> None:
        """Be as after the start."""

    def change_devices(self) -> tuple[str, str]:
        """Take a device away and add another; gives the ends of their unique ids with the platform before."""
        raise NotImplementedError

    async def become_another(self) -> None:
        """Be another hub at the same place, where that can be told."""
        raise NotImplementedError

    async def be_itself(self) -> None:
        """Be the old one again."""

    async def say(self, what: str) -> None:
        """Push something odd: ``duplicate``, ``reordered``, ``late``, ``unknown``, ``huge``."""
        raise NotImplementedError

    # What they are given

    async def start(self) -> None:
        """Open the hub and what stands before it."""
        self.hub = self.make()
        serve = self.hub.serve

        def guarded(app: web.Application, **options: Any) -> Awaitable[str]:
            app.middlewares.append(self.http.middleware)
            return serve(app, **options)

        self.hub.serve = guarded  # type: ignore[method-assign, assignment]
        await self.hub.start()
        data = await self.reach()
        hub_id = data.pop("hub_id")
        self.entry = MockConfigEntry(
            domain=DOMAIN, title=self.title, unique_id=hub_id, data={"hub": self.vendor, "hub_id": hub_id, **data}
        )
        self.entry.add_to_hass(self.hass)

    async def stop(self) -> None:
        """Close it all."""
        for proxy in self.every_proxy:
            await proxy.close()
        await self.hub.stop()

    async def before(self, port: int, *, of_push: bool = False) -> int:
        """Stand before a port, or before who pushes there; gives the port to use instead."""
        proxy = Proxy(port, WRONG.context)
        await proxy.open()
        self.proxies.append(proxy)
        if of_push:
            self.of_push.append(proxy)
        return proxy.port

    @property
    def every_proxy(self) -> list[Proxy]:
        """Ours and theirs."""
        return [*self.proxies, *self.theirs]

    def break_off(self) -> None:
        """Break every connection off."""
        for proxy in self.every_proxy:
            proxy.break_off()

    @property
    def shown(self) -> str:
        """The lamp's state in Home Assistant."""
        return state(self.hass, self.lamp[0], f"{self.entry.data['hub_id']}_{self.lamp[1]}").state

    @property
    def right(self) -> bool:
        """Whether Home Assistant shows what is, and knows that it does."""
        connection = self.entry.runtime_data.connection
        told = connection.health.way not in ("poll", "none")
        polled = connection.interval == self.entry.runtime_data.hub.fallback_interval
        steady = told if self.pushes else polled
        return self.shown == ("on" if self.is_on else "off") and connection.health.connected and steady

    def bytes(self) -> int:
        """What went over the wire."""
        return sum(proxy.bytes for proxy in self.every_proxy) + self.http.given


def port_of(url: str) -> int:
    """The port in an address."""
    return int(url.split("//", 1)[1].split("/", 1)[0].rpartition(":")[2])
