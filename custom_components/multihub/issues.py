"""What a person can mend, as repairs; each goes away by itself when it is mended."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Any, Final

from homeassistant.config_entries import ConfigEntry
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers import issue_registry as ir

from .const import DOMAIN
from .hubs.base import HubError


class Mend(StrEnum):
    """How a repair is mended."""

    AGAIN = "again"
    """At the hub: then the hub is asked again."""
    RECONFIGURE = "reconfigure"
    """In the dialog that changes the way in."""
    SIGN_IN = "reauth"
    """In the dialog that asks for credentials."""


FROM_ERRORS: Final[Mapping[str, Mend]] = {
    "certificate_changed": Mend.RECONFIGURE,
    "json_disabled": Mend.AGAIN,
    "missing_role": Mend.RECONFIGURE,
    "missing_scopes": Mend.RECONFIGURE,
    "remote_access_off": Mend.AGAIN,
    "subscription_inactive": Mend.AGAIN,
    "terms_not_accepted": Mend.SIGN_IN,
    "throttled": Mend.AGAIN,
}
"""The errors of hubs that are a repair as long as they last: their keys, which are those of the texts."""

ENTRY: Final = "entry_id"
MEND: Final = "mend"


@callback
def raised(hass: HomeAssistant, entry: ConfigEntry[Any], err: HubError) -> None:
    """Tell of an error, if it is one that a person can mend."""
    if mend := FROM_ERRORS.get(err.key):
        tell(hass, entry, err.key, mend, placeholders=err.placeholders)


@callback
def delivered(hass: HomeAssistant, entry: ConfigEntry[Any]) -> None:
    """Take away what a successful fetch has proved to be over."""
    for kind in FROM_ERRORS:
        settle(hass, entry, kind)


@callback
def tell(
    hass: HomeAssistant,
    entry: ConfigEntry[Any],
    kind: str,
    mend: Mend,
    *,
    text: str | None = None,
    placeholders: Mapping[str, str] | None = None,
) -> None:
    """Tell of something that can be mended; ``text`` names the words where ``kind`` has several."""
    ir.async_create_issue(
        hass,
        DOMAIN,
        _issue_id(entry, kind),
        data={ENTRY: entry.entry_id, MEND: mend},
        is_fixable=True,
        severity=ir.IssueSeverity.WARNING,
        translation_key=text or kind,
        translation_placeholders={"hub": entry.title, **(placeholders or {})},
    )


@callback
def settle(hass: HomeAssistant, entry: ConfigEntry[Any], kind: str) -> None:
    """Take away what is mended."""
    ir.async_delete_issue(hass, DOMAIN, _issue_id(entry, kind))


@callback
def forget(hass: HomeAssistant, entry: ConfigEntry[Any]) -> None:
    """Take away all of an entry that is no more."""
    ours = [issue_id for domain, issue_id in ir.async_get(hass).issues if domain == DOMAIN]
    for issue_id in ours:
        if issue_id.endswith(f"_{entry.entry_id}"):
            ir.async_delete_issue(hass, DOMAIN, issue_id)


def _issue_id(entry: ConfigEntry[Any], kind: str) -> str:
    return f"{kind}_{entry.entry_id}"
