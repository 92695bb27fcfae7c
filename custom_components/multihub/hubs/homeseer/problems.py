"""What a person can mend, as repairs that go away by themselves."""

from __future__ import annotations

from typing import Any, Final

from homeassistant.config_entries import ConfigEntry
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers import issue_registry as ir

from ...const import DOMAIN
from ..base import HubAuthError, HubError, HubInputError
from .ways import CONF_ASCII_PORT

PATIENCE: Final = 2
"""How often the ASCII port may fail to answer before it is told: HomeSeer may only be starting."""


class Problems:
    """The repairs of one HomeSeer."""

    def __init__(self, hass: HomeAssistant, entry: ConfigEntry[Any]) -> None:
        """Nothing is wrong yet."""
        self._hass = hass
        self._entry = entry
        self._failures = 0

    @callback
    def ascii_port(self, error: HubError | None) -> None:
        """Say why the ASCII port does not serve; ``None``: it does."""
        issue = f"homeseer_ascii_{self._entry.entry_id}"
        if error is None:
            self._failures = 0
            ir.async_delete_issue(self._hass, DOMAIN, issue)
            return
        kind = "off"
        if isinstance(error, HubAuthError):
            kind = "refused"
        elif isinstance(error, HubInputError):
            kind = "password"
        self._failures += 1
        if kind == "off" and self._failures < PATIENCE:
            return
        ir.async_create_issue(
            self._hass,
            DOMAIN,
            issue,
            is_fixable=False,
            severity=ir.IssueSeverity.WARNING,
            translation_key=f"homeseer_ascii_{kind}",
            translation_placeholders={
                "hub": self._entry.title,
                "port": str(self._entry.data.get(CONF_ASCII_PORT, "")),
            },
        )
