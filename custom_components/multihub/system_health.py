"""How the hubs are reached, on Home Assistant's page of its own health."""

from __future__ import annotations

from collections import Counter
from typing import Any

from homeassistant.components.system_health import SystemHealthRegistration
from homeassistant.core import HomeAssistant, callback

from .const import CONF_HUB, DOMAIN
from .coordinator import MultihubConfigEntry


@callback
def async_register(hass: HomeAssistant, register: SystemHealthRegistration) -> None:
    """Tell Home Assistant whom to ask."""
    register.async_register_info(system_health_info, "/config/integrations/integration/multihub")


async def system_health_info(hass: HomeAssistant) -> dict[str, Any]:
    """One line a hub; people paste this page into reports, so hubs are told by kind and number, not by name."""
    kinds: Counter[str] = Counter()
    told: dict[str, Any] = {}
    for entry in hass.config_entries.async_loaded_entries(DOMAIN):
        kind = entry.data[CONF_HUB]
        kinds[kind] += 1
        told[kind if kinds[kind] == 1 else f"{kind}_{kinds[kind]}"] = _line(entry)
    return told


def _line(entry: MultihubConfigEntry) -> str:
    coordinator = entry.runtime_data
    health = coordinator.connection.health
    parts = (
        "connected" if health.connected else "not connected",
        f"by {health.way}",
        f"{health.reconnects} reconnects",
        f"{len(coordinator.inventory.devices)} devices",
        f"{len(coordinator.inventory.features)} entities",
    )
    return ", ".join(parts)
