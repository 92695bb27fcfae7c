"""What a row's text will be for a value, learned from what it was: a push may bring the number alone (section 1.4)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from .units import NUMBER_AND_UNIT, split_number
from .uses import Use
from .wire import Limits, Pair, Row

_MOST_VALUES: Final = 32
"""Values of one row whose texts are kept."""

_LONGEST_TEXT: Final = 60
_SWITCH_USES: Final = frozenset({Use.ON, Use.OFF})

type _Known = dict[float, str]


class Texts:
    """The texts of all rows by their values.

    A row that has shown two texts for one value tells more than its value: its next text is never
    known before it is read.
    """

    def __init__(self) -> None:
        """Begin with nothing learned."""
        self._known: dict[int, _Known | None] = {}

    def learn(self, row: Row) -> None:
        """Remember what this row shows."""
        if row.value is None or split_number(row.status):
            return
        known = self._known.setdefault(row.ref, {})
        if known is None:
            return
        if known.setdefault(row.value, row.status) != row.status or len(row.status) > _LONGEST_TEXT:
            self._known[row.ref] = None
        elif len(known) > _MOST_VALUES:
            del known[next(iter(known))]

    def of(self, row: Row, value: float, pairs: Iterable[Pair]) -> str | None:
        """The text for another value, a guess until the row is read; ``None`` where only reading it can tell."""
        known = self._known.get(row.ref, {})
        if known is None:
            return None
        if (text := known.get(value)) is not None:
            return text
        label = next((pair.label for pair in pairs if pair.value == value and pair.use in _SWITCH_USES), None)
        if label:
            return label
        limits = next(
            (pair.limits for pair in pairs if pair.limits and pair.limits.low <= value <= pair.limits.high), None
        )
        return _counted(row, value, limits)


def _counted(row: Row, value: float, limits: Limits | None) -> str | None:
    """The text with another number in it, where it is its value and a unit, or as the row's range shows it."""
    if limits and row.value is not None:
        before, after = (f"{limits.shown(number):.{limits.decimals}f}" for number in (row.value, value))
        whole = f"{limits.prefix}{before}{limits.suffix}".replace(" ", "")
        if row.status.replace(" ", "") == whole and row.status.count(before) == 1:
            return row.status.replace(before, after)
    shown = split_number(row.status)
    if shown is None or shown[0] != row.value or (found := NUMBER_AND_UNIT.fullmatch(row.status)) is None:
        return None
    digits = found[1].rstrip(".,")
    decimals = len(digits) - 1 - digits.rfind(".") if "." in digits else 0
    return f"{value:.{decimals}f}{row.status[found.end(1) :]}"
