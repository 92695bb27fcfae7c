"""Repair issues that every hub can have; each goes away by itself when it is mended."""

from __future__ import annotations

from typing import TYPE_CHECKING

from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers import issue_registry as ir

from .const import DOMAIN

if TYPE_CHECKING:
    from .coordinator import MultihubConfigEntry

THROTTLED = "throttled"
CERTIFICATE_CHANGED = "certificate_changed"
_KINDS = (THROTTLED, CERTIFICATE_CHANGED)


@callback
def throttled(hass: HomeAssistant, entry: MultihubConfigEntry, seconds: float) -> None:
    """Say that the hub asks to be left alone for so long."""
    _create(hass, entry, THROTTLED, {"minutes": str(max(1, round(seconds / 60)))})


@callback
def certificate_changed(hass: HomeAssistant, entry: MultihubConfigEntry) -> None:
    """Say that something answers with another certificate than the one that was confirmed."""
    _create(hass, entry, CERTIFICATE_CHANGED, {})


@callback
def clear(hass: HomeAssistant, entry: MultihubConfigEntry) -> None:
    """Take away what a successful fetch has proved to be over."""
    for kind in _KINDS:
        ir.async_delete_issue(hass, DOMAIN, f"{kind}_{entry.entry_id}")


def _create(hass: HomeAssistant, entry: MultihubConfigEntry, kind: str, placeholders: dict[str, str]) -> None:
    ir.async_create_issue(
        hass,
        DOMAIN,
        f"{kind}_{entry.entry_id}",
        is_fixable=False,
        severity=ir.IssueSeverity.WARNING,
        translation_key=kind,
        translation_placeholders={"hub": entry.title, **placeholders},
    )
