"""OpenMotics as a hub: the one of three that the entry's way in asks for."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from homeassistant.config_entries import ConfigEntry
from homeassistant.core import HomeAssistant

from ...const import CONF_HUB_ID, CONF_WAY
from ..base import Hub
from .cloud_hub import CloudHub
from .gateway_hub import GatewayHub, LegacyHub
from .mapping.sensors import CounterOption
from .ways import CLOUD, CONF_INSTALLATION, LEGACY, cloud_client, gateway_client, legacy_client

CONF_PULSE_COUNTERS: Final = "pulse_counters"
"""The option: what each pulse counter counts, by its number."""


def counters_of(options: Mapping[str, Any]) -> dict[str, CounterOption]:
    """What a person said of the pulse counters."""
    return {
        number: CounterOption(kind=said["kind"], pulses=said["pulses"])
        for number, said in options.get(CONF_PULSE_COUNTERS, {}).items()
    }


def create_hub(hass: HomeAssistant, entry: ConfigEntry[Any]) -> Hub:
    """The hub of an entry."""
    data = entry.data
    hub_id, name, counters = data[CONF_HUB_ID], entry.title, counters_of(entry.options)
    if data[CONF_WAY] == CLOUD:
        return CloudHub(cloud_client(hass, data), data[CONF_INSTALLATION], hub_id, name, counters)
    if data[CONF_WAY] == LEGACY:
        return LegacyHub(legacy_client(hass, data), hub_id, name, counters)
    return GatewayHub(gateway_client(hass, data), hub_id, name, counters)
