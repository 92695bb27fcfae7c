"""What a key may not do, and that a session ends: said once, so that a person can make a better one."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from homeassistant.config_entries import ConfigEntry
from homeassistant.core import HomeAssistant, callback

from ... import issues
from .client import Session
from .client.operations import OPERATIONS
from .entry import CONF_ACCOUNT_URL

KEY: Final = "PAT"
"""What the Homey calls the session of a local key, the one kind that does not end (protocol page, section 1.1)."""

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
def tell_rights(hass: HomeAssistant, entry: ConfigEntry[Any], session: Session, scopes: tuple[str, ...]) -> None:
    """Say in repairs what the key may not do, and that it ends; take away what is so no longer."""
    _tell(hass, entry, "homey_scopes", bool(scopes), scopes=", ".join(scopes))
    is_key = session.kind in (None, KEY)
    _tell(hass, entry, "homey_session", not is_key and CONF_ACCOUNT_URL not in entry.data)


def _tell(hass: HomeAssistant, entry: ConfigEntry[Any], kind: str, is_so: bool, **told: str) -> None:
    if is_so:
        issues.tell(hass, entry, kind, issues.Mend.RECONFIGURE, placeholders=told)
    else:
        issues.settle(hass, entry, kind)
