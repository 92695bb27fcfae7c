"""Reading what the wire says: numbers that may be text, bytes that mean nothing, rows that are broken."""

from __future__ import annotations

import logging
import math
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, Final

from ...characters import whole_characters

_LOGGER = logging.getLogger(__name__)

NOT_SET: Final = (None, 255, 65535, "")
"""What means "none" where the gateway counts in bytes or words (protocol page, section 1.1)."""

NO_STEPS: Final = 65535
"""What a shutter without steps has in their place, if not 0, 1 or nothing."""

MOST: Final = 2.0**53
"""No measure, count or id is as big: what is, can't be told apart from its neighbours."""

LAST_MOMENT: Final = 32_503_680_000.0
"""The year 3000, in seconds since 1970."""

UNUSED_NAMES: Final = ("", "NOT_IN_USE")

type Row = Mapping[str, Any]


def number(value: Any) -> float | None:
    """A number, ``None`` for what is none: text without one, NaN, infinity, more than anything can be."""
    if value is None or isinstance(value, bool):
        return None
    try:
        found = float(value)
    except (TypeError, ValueError, OverflowError):
        return None
    return found if math.isfinite(found) and abs(found) < MOST else None


def whole(value: Any) -> int | None:
    """A number without decimals, or ``None``."""
    found = number(value)
    return None if found is None else round(found)


def steps(value: Any) -> int | None:
    """In how many steps a shutter moves, ``None`` where it has none: one is no way to go (page, section 1.4)."""
    found = whole(value)
    return found if found is not None and 1 < found < NO_STEPS else None


def epoch(value: Any) -> float | None:
    """Seconds since 1970, ``None`` for what is none or lies in no calendar."""
    found = number(value)
    return found if found is not None and 0 <= found < LAST_MOMENT else None


def flag(value: Any) -> bool | None:
    """Yes or no, be it a number, or ``None``."""
    return None if value is None else bool(value)


def on(value: Any) -> bool | None:
    """Whether a word says ``on``, however it is written; ``None`` where there is none."""
    return None if value is None else word(value) == "on"


def word(value: Any) -> str | None:
    """A word in small letters, or ``None``."""
    return whole_characters(value.lower()) if isinstance(value, str) and value else None


def text(value: Any) -> str | None:
    """Text that says something, or ``None``."""
    return whole_characters(str(value)).strip() or None if value is not None else None


def row_name(row: Row) -> str:
    """How a row's thing is called, empty where it has no name."""
    return text(row.get("name") or None) or ""


def identifier(value: Any) -> str:
    """An id as text; raises where there is none."""
    found = whole(value)
    if found is None:
        raise ValueError("no id")
    return str(found)


def reference(value: Any) -> str | None:
    """Another thing's id, ``None`` where none is set."""
    return None if value in NOT_SET else identifier(value)


def is_used(row: Row) -> bool:
    """Whether a slot of the configuration is used: named, and not said to be unused."""
    return row.get("in_use") is not False and row_name(row) not in UNUSED_NAMES


def listed(value: Any) -> list[Any]:
    """A list, empty where there is none."""
    return value if isinstance(value, list) else []


def mapped(value: Any) -> Row:
    """An object, empty where there is none."""
    return value if isinstance(value, Mapping) else {}


def each[ResultT](rows: Any, read: Callable[[Row], ResultT | None]) -> Iterator[ResultT]:
    """What is read from each row; a broken one is left out and hides no other."""
    for row in rows if isinstance(rows, Iterable) and not isinstance(rows, str | Mapping) else ():
        try:
            result = read(row)
        except (AttributeError, KeyError, TypeError, ValueError, IndexError) as err:
            _LOGGER.debug("A part is left out: %s", type(err).__name__)
            continue
        if result is not None:
            yield result
