"""A virtual Homey and a client of it, as every test of this hub wants them."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from ipaddress import ip_address
from typing import Any

import aiohttp
import pytest
from homeassistant.config_entries import ConfigEntryState
from homeassistant.core import HomeAssistant, State
from homeassistant.helpers.service_info.zeroconf import ZeroconfServiceInfo
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.multihub.hubs.homey.client import HomeyClient, Pace
from tests.helpers import state
from virtual_hubs.homey import API_KEY, VirtualHomey

type StartHomey = Callable[..., Awaitable[VirtualHomey]]


@pytest.fixture
async def start_homey() -> AsyncIterator[StartHomey]:
    """Starts virtual Homeys and stops them after the test."""
    started: list[VirtualHomey] = []

    async def start(**options: Any) -> VirtualHomey:
        hub = VirtualHomey(**options)
        if hub.tls:
            # a certificate that does not verify is refused in the handshake; the server's side of that is no fault
            asyncio.get_running_loop().set_exception_handler(lambda _, context: None)
        await hub.start()
        started.append(hub)
        return hub

    yield start
    for hub in started:
        await hub.stop()


@pytest.fixture
async def homey(start_homey: StartHomey) -> VirtualHomey:
    """A Homey Pro of today with the demo house."""
    return await start_homey()


@pytest.fixture
async def make_client(session: aiohttp.ClientSession) -> AsyncIterator[Callable[..., HomeyClient]]:
    """Makes clients, quick ones unless told otherwise, and closes them after the test."""
    made: list[HomeyClient] = []

    def make(hub: VirtualHomey, token: str = API_KEY, **options: Any) -> HomeyClient:
        client = HomeyClient(session, hub.url, token, **{"pace": Pace(spacing=0.001), **options})
        made.append(client)
        return client

    yield make
    for client in made:
        await client.close()


type AddHomey = Callable[..., Awaitable[MockConfigEntry]]


def entry_data(hub: VirtualHomey, token: str = API_KEY) -> dict[str, Any]:
    """What the dialogs keep of a Homey that was added with a key."""
    where = hub.url.removeprefix("http://")
    return {"hub": "homey", "hub_id": hub.homey_id, "way": "homey_key", "host": where, "token": token}


@pytest.fixture
async def add_homey(hass: HomeAssistant) -> AsyncIterator[AddHomey]:
    """Adds a Homey to Home Assistant and waits until it listens; unloads it after the test."""
    added: list[MockConfigEntry] = []

    async def add(hub: VirtualHomey, *, listens: bool = True, **data: Any) -> MockConfigEntry:
        entry = MockConfigEntry(
            domain="multihub", title="Our Homey", unique_id=hub.homey_id, data={**entry_data(hub), **data}
        )
        entry.add_to_hass(hass)
        added.append(entry)
        await hass.config_entries.async_setup(entry.entry_id)
        await hass.async_block_till_done()
        if listens:
            await listening(hass, hub)
        return entry

    yield add
    for entry in added:
        if entry.state is ConfigEntryState.LOADED:
            await hass.config_entries.async_unload(entry.entry_id)


async def listening(hass: HomeAssistant, hub: VirtualHomey) -> None:
    """Wait until every device of the house is subscribed to, and all was fetched again after that."""

    def subscribed() -> bool:
        return any(
            all(f"homey:device:{one}" in session.subscriptions for one in hub.house.items["device"])
            for session in hub.sessions
        )

    def fetched() -> bool:
        order = [entry.what.partition(":")[0] for entry in hub.log if entry.kind == "websocket"]
        last = len(order) - 1 - order[::-1].index("subscribe homey")
        return "devices getDevices" in order[last:]

    await hub.until(lambda: subscribed() and fetched())
    await hass.async_block_till_done(wait_background_tasks=False)


def announced(hub: VirtualHomey) -> ZeroconfServiceInfo:
    """What it says of itself in the network."""
    address = ip_address("127.0.0.1")
    return ZeroconfServiceInfo(
        ip_address=address,
        ip_addresses=[address],
        hostname="Homey-9013DA000001.local.",
        name="Homey._homey._tcp.local.",
        port=int(hub.url.rsplit(":", 1)[1]),
        properties={"id": hub.homey_id, "name": "Homey"},
        type="_homey._tcp.local.",
    )


def unique(hub: VirtualHomey, device: str, key: str) -> str:
    """The unique id of a feature, by the device's name."""
    return f"{hub.homey_id}_{hub.device(device)['id']}_{key}"


def state_of(hass: HomeAssistant, hub: VirtualHomey, platform: str, device: str, key: str) -> State:
    """The state of a device's entity."""
    return state(hass, platform, unique(hub, device, key))


class Clock:
    """The event loop's time, which a test can let pass: what waits for its time is woken, servers answer between."""

    def __init__(self, loop: asyncio.AbstractEventLoop, monkeypatch: pytest.MonkeyPatch) -> None:
        self.passed = 0.0
        real = loop.time
        monkeypatch.setattr(loop, "time", lambda: real() + self.passed)

    async def until(self, holds: Callable[[], bool], *, seconds: float, step: float = 0.5) -> float:
        """Let time pass until this holds, for so many seconds at most; gives how many it took."""
        began = self.passed
        while not holds():
            assert self.passed - began < seconds, "the time is over"
            await self.advance(step)
        return self.passed - began

    async def advance(self, seconds: float, *, step: float = 0.5) -> None:
        """Let so many seconds pass, in steps after each of which everybody has a turn."""
        for _ in range(round(seconds / step)):
            self.passed += step
            for _ in range(TURNS):
                await asyncio.sleep(0)


TURNS = 30
"""How often the loop looks at its sockets before time goes on: an answer over loopback takes fewer."""


@pytest.fixture
async def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """Time that the test lets pass."""
    return Clock(asyncio.get_running_loop(), monkeypatch)
