"""Small things that the tests of OpenMotics say."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import Any

from homeassistant.config_entries import ConfigEntryState
from homeassistant.core import HomeAssistant, State
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.multihub.const import CONF_FINGERPRINT, CONF_HUB, CONF_HUB_ID, CONF_WAY, DOMAIN
from custom_components.multihub.hubs.base import Sink
from custom_components.multihub.model import Device, Feature
from tests.helpers import entity_id, state
from virtual_hubs.openmotics import VirtualOpenMotics
from virtual_hubs.openmotics.hub import HOME

HUB_ID = "hub"
"""The hub id in these tests: that it stays whatever the way in is has its own tests."""


class Listener(Sink):
    """Stands where the coordinator would, and remembers what is told."""

    def __init__(self) -> None:
        """Begin with nothing told."""
        self.stands = asyncio.Event()
        self.devices: dict[str, Device] = {}
        self.heard_of: set[str] = set()
        """The devices that something was told of."""
        self._told = asyncio.Event()

    def ready(self, way: str = "websocket") -> None:
        """Push stands; nothing is fetched here."""
        self.stands.set()

    def changed(self, devices: Iterable[Device]) -> None:
        """Remember the devices."""
        found = {device.id: device for device in devices}
        self.devices |= found
        self.heard_of |= found.keys()
        self._told.set()

    def updated(self, device_id: str, features: Iterable[Feature]) -> None:
        """Remember the values, of a device that is known."""
        if device := self.devices.get(device_id):
            newer = {feature.key: feature for feature in features}
            now = tuple(newer.get(own.key, own) for own in device.features)
            self.devices[device_id] = replace(device, features=now)
        self.heard_of.add(device_id)
        self._told.set()

    def removed(self, device_ids: Iterable[str]) -> None:
        """Nothing is removed here."""

    def event(self, device_id: str, key: str, event_type: str, attributes: Mapping[str, Any]) -> None:
        """Presses are for the tests in Home Assistant."""

    async def until(self, holds: Callable[[], object], timeout: float) -> None:
        """Wait for what is told until something holds."""
        async with asyncio.timeout(timeout):
            while not holds():
                self._told.clear()
                await self._told.wait()


def entry_of(
    hass: HomeAssistant, virtual: VirtualOpenMotics, way: str = "local", options: Mapping[str, Any] | None = None
) -> MockConfigEntry:
    """An entry for a way in, as the dialogs would make it; not yet set up."""
    fields = virtual.flow_of(way)[f"openmotics_{way}"]
    values = {**fields, **fields.get("advanced", {})}
    values.pop("advanced", None)
    if way == "local":
        assert virtual.certificate
        values[CONF_FINGERPRINT] = virtual.certificate.fingerprint
    else:
        values["installation"] = str(HOME)
    entry = MockConfigEntry(
        domain=DOMAIN,
        title="Home",
        unique_id=HUB_ID,
        data={CONF_HUB: "openmotics", CONF_HUB_ID: HUB_ID, CONF_WAY: f"openmotics_{way}", **values},
        options=dict(options or {}),
    )
    entry.add_to_hass(hass)
    return entry


async def set_up(
    hass: HomeAssistant, virtual: VirtualOpenMotics, way: str = "local", *, listens: bool = True, **more: Any
) -> MockConfigEntry:
    """Set up an entry and wait until it listens, where that way has something to listen to."""
    entry = entry_of(hass, virtual, way, **more)
    await hass.config_entries.async_setup(entry.entry_id)
    await hass.async_block_till_done()
    assert entry.state is ConfigEntryState.LOADED
    if way != "cloud" and listens:
        await listening(hass, virtual, entry, way)
    return entry


async def listening(
    hass: HomeAssistant, virtual: VirtualOpenMotics, entry: MockConfigEntry, way: str = "local", times: int = 2
) -> None:
    """Wait until push stands and the fetch that follows it is done; ``times`` counts all fetches so far."""
    what = ("http", "/get_errors") if way == "local" else ("legacy", "/api/get_errors")
    await virtual.until(lambda: virtual.count(*what) >= times)
    while entry.runtime_data._fetches:  # noqa: SLF001
        await hass.async_block_till_done(wait_background_tasks=False)
        await asyncio.sleep(0)


def of(hass: HomeAssistant, platform: str, thing: str) -> State:
    """The state of a feature, by device and key."""
    return state(hass, platform, f"{HUB_ID}_{thing}")


def id_of(hass: HomeAssistant, platform: str, thing: str) -> str:
    """The entity of a feature, by device and key."""
    return entity_id(hass, platform, f"{HUB_ID}_{thing}")


async def call(hass: HomeAssistant, domain: str, action: str, entity_id: str, **data: Any) -> None:
    """Call an action and wait for it."""
    await hass.services.async_call(domain, action, {"entity_id": entity_id, **data}, blocking=True)
