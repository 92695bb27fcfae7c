"""What a key may not do: left out, and said once, so that a person can make a richer one."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from homeassistant.config_entries import ConfigEntry
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers import issue_registry as ir

from ...const import DOMAIN
from .client.operations import OPERATIONS

WANTED: Final = (
    "apps.getApps",
    "devices.getDevices",
    "devices.setCapabilityValue",
    "energy.getLiveReport",
    "flow.getFlows",
    "flow.triggerFlow",
    "geolocation.getOptionLocation",
    "insights.getLogs",
    "logic.getVariables",
    "moods.getMoods",
    "moods.setMood",
    "notifications.getNotifications",
    "system.getInfo",
    "users.getUsers",
    "zones.getZones",
)
"""What this integration makes something of; without one of these, something is left out."""


def missing_scopes(may: Callable[[str], bool]) -> tuple[str, ...]:
    """The scopes that would bring more."""
    return tuple(sorted({str(OPERATIONS[one].scope) for one in WANTED if not may(one)}))


@callback
def tell_missing(hass: HomeAssistant, entry: ConfigEntry[Any], scopes: tuple[str, ...]) -> None:
    """Say in a repair what the key may not do; take it away where nothing is missing."""
    issue = f"homey_scopes_{entry.entry_id}"
    if not scopes:
        ir.async_delete_issue(hass, DOMAIN, issue)
        return
    ir.async_create_issue(
        hass,
        DOMAIN,
        issue,
        is_fixable=False,
        severity=ir.IssueSeverity.WARNING,
        translation_key="homey_scopes",
        translation_placeholders={"hub": entry.title, "scopes": ", ".join(scopes)},
    )
