"""Small things that many tests say."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from homeassistant.core import Event, EventStateChangedData, HomeAssistant, State, callback
from homeassistant.helpers import device_registry as dr, entity_registry as er
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.multihub.const import DOMAIN
from tests.memory_hub.hub import MemoryHub

type AddEntry = Callable[[MemoryHub], MockConfigEntry]


def entity_id(hass: HomeAssistant, platform: str, unique_id: str) -> str:
    """The entity of this unique id, whatever this Home Assistant calls it."""
    found = er.async_get(hass).async_get_entity_id(platform, DOMAIN, unique_id)
    assert found, f"no {platform} {unique_id}"
    return found


def state(hass: HomeAssistant, platform: str, unique_id: str) -> State:
    """The state of the entity of this unique id."""
    found = hass.states.get(entity_id(hass, platform, unique_id))
    assert found, f"{platform} {unique_id} has no state"
    return found


def device(hass: HomeAssistant, platform: str, unique_id: str) -> dr.DeviceEntry:
    """The device of the entity of this unique id."""
    entry = er.async_get(hass).async_get(entity_id(hass, platform, unique_id))
    assert entry and entry.device_id
    found = dr.async_get(hass).async_get(entry.device_id)
    assert isinstance(found, dr.DeviceEntry)
    return found


async def set_up(hass: HomeAssistant, add_entry: AddEntry, hub: MemoryHub) -> MockConfigEntry:
    """Set up a hub in memory and wait until it listens."""
    entry = add_entry(hub)
    await hass.config_entries.async_setup(entry.entry_id)
    await hass.async_block_till_done()
    return entry


async def until(hass: HomeAssistant, holds: Callable[[], object], timeout: float = 5) -> None:
    """Wait for the state change after which something holds."""
    changed = asyncio.Event()

    @callback
    def heard(_: Event[EventStateChangedData]) -> None:
        changed.set()

    remove = hass.bus.async_listen("state_changed", heard)
    try:
        async with asyncio.timeout(timeout):
            while not holds():
                changed.clear()
                await changed.wait()
    finally:
        remove()


def writes(hass: HomeAssistant) -> list[str]:
    """The ids of the entities that write a state from now on, in order, a repeated state too."""
    written: list[str] = []

    @callback
    def changed(event: Event[EventStateChangedData]) -> None:
        written.append(event.data["entity_id"])

    hass.bus.async_listen("state_changed", changed)
    hass.bus.async_listen("state_reported", changed, event_filter=callback(lambda _: True))
    return written
