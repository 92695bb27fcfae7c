"""A hub without a coordinator: what it would tell one is written down, and can be waited for."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Mapping
from contextlib import suppress
from typing import Any

from homeassistant.core import HomeAssistant
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.multihub.const import CONF_HUB, CONF_HUB_ID, CONF_WAY, DOMAIN
from custom_components.multihub.hubs.base import HubError, Snapshot
from custom_components.multihub.hubs.homeseer.hub import HomeSeerHub, create_hub
from custom_components.multihub.hubs.homeseer.ways import LOCAL
from custom_components.multihub.inventory import overlaid
from custom_components.multihub.model import Device, Feature
from virtual_hubs.homeseer import VirtualHomeSeer


def entry_for(virtual: VirtualHomeSeer, *, way: str = LOCAL, options: dict[str, Any] | None = None, **data: Any) -> Any:
    """An entry as the dialog would make it."""
    credentials = {"username": virtual.username, "password": virtual.password}
    if way == LOCAL:
        found: dict[str, Any] = {"host": "127.0.0.1", "port": virtual.port, "ascii_port": virtual.ascii.port}
    else:
        found = {"url": virtual.cloud_url, "license": "12345"}
    return MockConfigEntry(
        domain=DOMAIN,
        title="HomeSeer",
        unique_id="local-1",
        data={CONF_HUB: "homeseer", CONF_HUB_ID: "local-1", CONF_WAY: way, **found, **credentials, **data},
        options=options or {},
    )


def ref(virtual: VirtualHomeSeer, name: str) -> int:
    """The number of the row of this name."""
    return next(row.ref for row in virtual.house.rows.values() if row.name == name)


class Listener:
    """Stands where the coordinator would."""

    def __init__(self, hub: HomeSeerHub) -> None:
        self.hub = hub
        self.ways: list[str] = []
        self.devices: dict[str, Device] = {}
        self.changes: list[Device] = []
        self.events: list[tuple[str, str]] = []
        self.ended: HubError | None = None
        self._told = asyncio.Condition()
        self._tasks: set[asyncio.Task[Any]] = set()

    async def begin(self) -> Snapshot:
        """Connect, fetch, and listen from then on."""
        await self.hub.connect()
        snapshot = await self.fetch()
        self.listen()
        return snapshot

    async def fetch(self) -> Snapshot:
        snapshot = await self.hub.fetch()
        self.devices = {device.id: device for device in snapshot.devices}
        return snapshot

    def listen(self) -> None:
        async def run() -> None:
            try:
                await self.hub.listen(self)
            except HubError as err:
                self.ended = err
                self._wake()

        self._spawn(run())

    async def end(self) -> None:
        for task in list(self._tasks):
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task
        await self.hub.close()

    def feature(self, device_id: int | str, key: str) -> Any:
        return next(feature for feature in self.devices[str(device_id)].features if feature.key == key)

    def by_ref(self, ref: int) -> Feature:
        """The feature of a row."""
        return next(f for device in self.devices.values() for f in device.features if f.key == str(ref))

    async def until(self, holds: Callable[[], Any], timeout: float = 5) -> Any:
        async with asyncio.timeout(timeout), self._told:
            await self._told.wait_for(holds)
        return holds()

    # The sink

    def ready(self, way: str = "websocket") -> None:
        self.ways.append(way)
        self._spawn(self._fetched())

    async def _fetched(self) -> None:
        try:
            await self.fetch()
        except HubError as err:
            self.ended = err
        self._wake()

    def changed(self, devices: Iterable[Device]) -> None:
        for device in devices:
            self.devices[device.id] = device
            self.changes.append(device)
        self._wake()

    def updated(self, device_id: str, features: Iterable[Feature]) -> None:
        device = self.devices[device_id]
        newer = {(device_id, feature.key): feature for feature in features}
        assert newer.keys() <= {(device_id, feature.key) for feature in device.features}
        self.changed([overlaid(device, newer)])

    def removed(self, device_ids: Iterable[str]) -> None:
        for device_id in device_ids:
            del self.devices[device_id]
        self._wake()

    def event(self, device_id: str, key: str, event_type: str, attributes: Mapping[str, Any]) -> None:
        self.events.append((key, event_type))
        self._wake()

    def _wake(self) -> None:
        async def wake() -> None:
            async with self._told:
                self._told.notify_all()

        self._spawn(wake())

    def _spawn(self, work: Awaitable[None]) -> None:
        task = asyncio.ensure_future(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)


def listener_for(hass: HomeAssistant, entry: MockConfigEntry) -> Listener:
    """A hub of this entry, with quick timing, and who listens to it."""
    entry.add_to_hass(hass)
    hub = create_hub(hass, entry)
    assert isinstance(hub, HomeSeerHub)
    hub.timing.changes = hub.timing.net = 0.05
    hub.timing.retry = hub.timing.longest = 0.05
    hub.timing.debounce = 0
    hub.timing.connect_within = 0.2
    return Listener(hub)
