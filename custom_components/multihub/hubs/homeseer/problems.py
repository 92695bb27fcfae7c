"""What a person can mend, as repairs that go away by themselves."""

from __future__ import annotations

from typing import Any, Final

from homeassistant.config_entries import ConfigEntry
from homeassistant.core import HomeAssistant, callback

from ... import issues
from ..base import HubAuthError, HubError, HubInputError
from .ways import CONF_ASCII_PORT

ASCII: Final = "homeseer_ascii"

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
        if error is None:
            self._failures = 0
            issues.settle(self._hass, self._entry, ASCII)
            return
        kind = "off"
        if isinstance(error, HubAuthError):
            kind = "refused"
        elif isinstance(error, HubInputError):
            kind = "password"
        self._failures += 1
        if kind == "off" and self._failures < PATIENCE:
            return
        issues.tell(
            self._hass,
            self._entry,
            ASCII,
            issues.Mend.RECONFIGURE,
            text=f"{ASCII}_{kind}",
            placeholders={"port": str(self._entry.data.get(CONF_ASCII_PORT, ""))},
        )
