"""A line and a repair when something of the house does not answer or is gone, a line when it is back."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final

from homeassistant.config_entries import ConfigEntry
from homeassistant.core import HomeAssistant, callback

from ... import issues

ISSUE: Final = "openmotics_modules"

type Show = Callable[[Iterable[str]], None]
"""Shows a person what does not answer now; nothing, if everything does."""

_LOGGER = logging.getLogger(__name__)


class Absences:
    """What was said of one house, so that it is said once."""

    def __init__(self, house: str) -> None:
        """Speak of the house by its name."""
        self.show: Show = nobody
        self._house = house
        self._silent: dict[str, str] = {}

    def tell(self, silent: Mapping[str, str]) -> None:
        """Say what has fallen silent, and what answers again."""
        for key, words in silent.items():
            if key not in self._silent:
                _LOGGER.warning(
                    "%s: %s does not answer; its entities are unavailable until it does", self._house, words
                )
        for key, words in self._silent.items():
            if key not in silent:
                _LOGGER.warning("%s: %s answers again", self._house, words)
        self._silent = dict(silent)
        self.show(silent.values())

    def removed(self, names: Iterable[str]) -> None:
        """Say what is not in the configuration any more."""
        if listed := ", ".join(names):
            _LOGGER.warning("%s: not in the gateway's configuration any more, and removed: %s", self._house, listed)


def nobody(_: Iterable[str]) -> None:
    """Show it to nobody."""


@callback
def show_silent(hass: HomeAssistant, entry: ConfigEntry[Any], silent: Iterable[str]) -> None:
    """Show in repairs what does not answer; take it away when everything does."""
    if listed := "\n".join(f"- {words}" for words in silent):
        issues.tell(hass, entry, ISSUE, issues.Mend.AGAIN, placeholders={"modules": listed})
    else:
        issues.settle(hass, entry, ISSUE)
