"""What a person can download of a hub or a device and give to a developer: nothing private is in it."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from homeassistant.core import HomeAssistant
from homeassistant.helpers.device_registry import DeviceEntry

from .coordinator import HubCoordinator, MultihubConfigEntry
from .hubs.pseudonyms import Pseudonyms
from .model import Device
from .projection import projected_device, projected_hub, recording, told_entry


async def async_get_config_entry_diagnostics(hass: HomeAssistant, entry: MultihubConfigEntry) -> dict[str, Any]:
    """The entry, its devices as they are mapped, and what the hub said: that can be played again."""
    names = Pseudonyms()
    coordinator: HubCoordinator | None = getattr(entry, "runtime_data", None)
    if coordinator is None:  # its first set-up has not succeeded yet
        return {"entry": told_entry(entry, names)}
    told = recording(coordinator, names)
    devices = coordinator.inventory.devices.values()
    return {
        "entry": told_entry(entry, names),
        "connection": asdict(coordinator.connection.health),
        "devices": [_projected(coordinator, device, names) for device in devices],
        "recording": told,
    }


async def async_get_device_diagnostics(
    hass: HomeAssistant, entry: MultihubConfigEntry, device: DeviceEntry
) -> dict[str, Any]:
    """One device as it is mapped, and how its hub is reached."""
    names = Pseudonyms()
    coordinator = entry.runtime_data
    known = coordinator.inventory.devices.get(coordinator.registry.device_id(device.id) or "")
    return {
        "entry": told_entry(entry, names),
        "connection": asdict(coordinator.connection.health),
        "device": _projected(coordinator, known, names) if known else None,
    }


def _projected(coordinator: HubCoordinator, device: Device, names: Pseudonyms) -> dict[str, Any]:
    projected = projected_hub if device.id == coordinator.hub.info.device_id else projected_device
    return projected(device, names.of)
