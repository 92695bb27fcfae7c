"""Multihub: HomematicIP, Homey, HomeSeer and OpenMotics in Home Assistant."""

from __future__ import annotations

from typing import TYPE_CHECKING

from homeassistant.const import EVENT_HOMEASSISTANT_STOP
from homeassistant.core import Event, HomeAssistant
from homeassistant.helpers import config_validation as cv, device_registry as dr
from homeassistant.helpers.typing import ConfigType

from . import issues
from .const import CONF_HUB, DOMAIN
from .coordinator import HubCoordinator
from .history import async_import_once
from .hubs import async_hub_module
from .services import async_register_actions

if TYPE_CHECKING:
    from .coordinator import MultihubConfigEntry

CONFIG_SCHEMA = cv.config_entry_only_config_schema(DOMAIN)


async def async_setup(hass: HomeAssistant, config: ConfigType) -> bool:
    """Register the actions; they are there without any hub, so that automations are valid."""
    async_register_actions(hass)
    return True


async def async_setup_entry(hass: HomeAssistant, entry: MultihubConfigEntry) -> bool:
    """Set up one hub."""
    module = await async_hub_module(hass, entry.data[CONF_HUB])
    coordinator = HubCoordinator(hass, entry, module.create_hub(hass, entry))
    entry.async_on_unload(coordinator.async_close)
    await coordinator.async_config_entry_first_refresh()
    entry.runtime_data = coordinator
    await coordinator.async_start()
    async_import_once(hass, coordinator)

    async def close(_: Event) -> None:
        await coordinator.async_close()

    entry.async_on_unload(hass.bus.async_listen_once(EVENT_HOMEASSISTANT_STOP, close))
    return True


async def async_unload_entry(hass: HomeAssistant, entry: MultihubConfigEntry) -> bool:
    """Let one hub go; what it has open is closed when its entities are gone."""
    return await hass.config_entries.async_unload_platforms(entry, sorted(entry.runtime_data.platforms.forwarded))


async def async_remove_entry(hass: HomeAssistant, entry: MultihubConfigEntry) -> None:
    """Take away what a person was to mend: there is nothing left to mend."""
    issues.forget(hass, entry)


async def async_remove_config_entry_device(
    hass: HomeAssistant, entry: MultihubConfigEntry, device: dr.DeviceEntry
) -> bool:
    """Let a person delete a device that the hub does not have any more."""
    coordinator = entry.runtime_data
    return coordinator.registry.device_id(device.id) not in coordinator.inventory.devices
