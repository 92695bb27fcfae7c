"""A Home Control Unit is reached through the cloud only while its remote access is on (protocol page, section 1.2)."""

from __future__ import annotations

from typing import Any, Final

from homeassistant.config_entries import ConfigEntry
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers import device_registry as dr

CONTROL_UNIT: Final = "HmIP-HCU"


@callback
def has_control_unit(hass: HomeAssistant, entry: ConfigEntry[Any]) -> bool:
    """Whether the home has one, as Home Assistant remembers its devices: the home itself tells nothing then."""
    devices = dr.async_entries_for_config_entry(dr.async_get(hass), entry.entry_id)
    return any((device.model or "").startswith(CONTROL_UNIT) for device in devices)
