"""Zones become areas; two rooms of one name are told apart by what they lie in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

from .wire import words


def zone_names(zones: Mapping[str, Mapping[str, Any]]) -> dict[str, str]:
    """Each zone's name; where two share one, with the zone around it before it."""
    plain = {zone_id: words(zone.get("name")) or zone_id for zone_id, zone in zones.items()}
    times = Counter(name.casefold() for name in plain.values())
    result = {}
    for zone_id, name in plain.items():
        around = plain.get(str(zones[zone_id].get("parent")))
        result[zone_id] = f"{around} {name}" if around and times[name.casefold()] > 1 else name
    return result
