"""One line when something of the house does not answer or is gone, one when it is back."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Mapping

_LOGGER = logging.getLogger(__name__)


class Absences:
    """What was said of one house, so that it is said once."""

    def __init__(self, house: str) -> None:
        """Speak of the house by its name."""
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

    def removed(self, names: Iterable[str]) -> None:
        """Say what is not in the configuration any more."""
        if listed := ", ".join(names):
            _LOGGER.warning("%s: not in the gateway's configuration any more, and removed: %s", self._house, listed)
