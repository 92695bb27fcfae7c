"""What an entry's options, the session and the first answer decide for the mapping."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from .mapping import Settings, room_location, uses_fahrenheit
from .ways import OPTION_AREA, OPTION_OVERRIDES

_LOCATIONS: Final = ("location", "location2")


def settings_of(
    options: Mapping[str, Any], session: Mapping[str, Any], status: Mapping[str, Any], *, us_units: bool
) -> Settings:
    """The mapping's settings; ``us_units`` is Home Assistant's own system, where HomeSeer tells none."""
    chosen = options.get(OPTION_AREA, "auto")
    area = room_location(session) if chosen == "auto" else chosen if chosen in _LOCATIONS else None
    kinds = options.get(OPTION_OVERRIDES, {})
    overrides = {int(ref): str(kind) for kind, refs in kinds.items() for ref in refs}
    return Settings(uses_fahrenheit(status, us_units), area, overrides)
