"""Reading the wire without trusting it: what is not of its type is ``None``, nothing ever raises."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta, tzinfo
from math import isfinite
from typing import Any, Final

EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
MAX_MILLISECONDS: Final = 253402300799000  # the end of the year 9999
LOCAL_TIME: Final = "%Y_%m_%d %H:%M"
"""How the home writes a local time (absence, vacation, party)."""

NOTHING: Final[Mapping[str, Any]] = {}
ABSENT: Final = object()


def number(value: object) -> int | float | None:
    """A finite number; neither a bool nor a numeral in a string is one."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        try:
            return value if isfinite(value) else None
        except OverflowError:
            return None
    return None


def whole(value: object) -> int | None:
    """A whole number."""
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def flag(value: object) -> bool | None:
    """True or false."""
    return value if isinstance(value, bool) else None


def text(value: object) -> str | None:
    """A text with something in it."""
    return (value.strip() or None) if isinstance(value, str) else None


def word(value: object) -> str | None:
    """One of the wire's constants (``LIKE_THIS``) as Home Assistant writes states (``like_this``)."""
    return value.lower() if isinstance(value, str) and value else None


def mapping(value: object) -> Mapping[str, Any]:
    """An object, or an empty one."""
    return value if isinstance(value, dict) else NOTHING


def objects(value: object) -> tuple[Mapping[str, Any], ...]:
    """The objects of a list."""
    return tuple(item for item in value if isinstance(item, dict)) if isinstance(value, list) else ()


def share(value: object) -> float | None:
    """A level between 0 and 1; what lies beyond is cut off (1.005 means "as before" on some devices)."""
    level = number(value)
    return None if level is None else min(1.0, max(0.0, float(level)))


def percent(value: object) -> int | None:
    """A level between 0 and 1 in %."""
    level = share(value)
    return None if level is None else round(level * 100)


def moment(value: object) -> datetime | None:
    """Milliseconds since 1970, as an aware time; 0 is "never"."""
    milliseconds = number(value)
    if milliseconds is None or not 0 < milliseconds <= MAX_MILLISECONDS:
        return None
    return EPOCH + timedelta(milliseconds=milliseconds)


def local_moment(value: object, zone: tzinfo) -> datetime | None:
    """A local time of the home (``2026_12_24 18:00``) in the home's time zone."""
    if not isinstance(value, str):
        return None
    try:
        return datetime.strptime(value, LOCAL_TIME).replace(tzinfo=zone)
    except ValueError:
        return None


def local_text(value: datetime, zone: tzinfo) -> str:
    """A time as the home writes it; an aware one is turned into the home's time zone first."""
    return (value if value.tzinfo is None else value.astimezone(zone)).strftime(LOCAL_TIME)


def moved_fields(before: Mapping[str, Any], now: Mapping[str, Any]) -> set[str]:
    """The names of the fields that are not as they were, those that came or went included."""
    moved = {name for name, value in now.items() if before.get(name, ABSENT) != value}
    if len(before) != len(now) or not moved <= before.keys():
        moved |= before.keys() - now.keys()
    return moved
