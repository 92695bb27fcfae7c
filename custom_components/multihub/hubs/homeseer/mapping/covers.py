"""Garage doors, gates and blinds (protocol page, sections 5.2 and 5.4)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from homeassistant.components.cover import CoverDeviceClass, CoverState

from ....model import Command, Cover, Feature
from ..requests import SetValue
from .facts import LAST_LEVEL, Facts, Part, Scale, setter, words_of
from .uses import Use
from .wire import Pair, Row

CLOSED, OPEN, OPENING, CLOSING, STOPPED = "closed", "open", "opening", "closing", "stopped"

TEXTS: Final[tuple[tuple[str, str], ...]] = (
    ("opening", OPENING),
    ("closing", CLOSING),
    ("stopped", STOPPED),
    ("closed", CLOSED),
    ("close", CLOSED),
    ("open", OPEN),
    ("opened", OPEN),
    ("down", CLOSED),
    ("up", OPEN),
)
"""Words of the text, looked for in this order: what they say of the door."""

BARRIER_VALUES: Final = {0.0: CLOSED, 252.0: CLOSING, 253.0: STOPPED, 254.0: OPENING, 255.0: OPEN}
MYQ_VALUES: Final = {1.0: OPEN, 2.0: CLOSED, 3.0: STOPPED, 4.0: OPENING, 5.0: CLOSING}
HSMYQ_VALUES: Final = {1.0: CLOSED, 2.0: CLOSING, 3.0: OPEN, 4.0: OPENING, 5.0: STOPPED}
"""Values where the text says nothing: a Z-Wave barrier, LiftMaster's MyQ, the plug-in HSMyQ."""

_VALUES_BY_INTERFACE: Final = {
    "myq": MYQ_VALUES,
    "liftmaster": MYQ_VALUES,
    "liftmastermyq": MYQ_VALUES,
    "hsmyq": HSMYQ_VALUES,
}

BLIND_CLASSES: Final[tuple[tuple[str, CoverDeviceClass], ...]] = (
    ("curtain", CoverDeviceClass.CURTAIN),
    ("awning", CoverDeviceClass.AWNING),
    ("shutter", CoverDeviceClass.SHUTTER),
    ("shade", CoverDeviceClass.SHADE),
    ("blind", CoverDeviceClass.BLIND),
    ("roller", CoverDeviceClass.SHADE),
)


def garage(facts: Facts) -> Part:
    """A garage door or a gate; real ones open by "door unlock" and close by "door lock"."""
    opens = _first(facts, ("open", "up"), Use.UNLOCK, Use.ON)
    closes = _first(facts, ("close", "closed", "down"), Use.LOCK, Use.OFF)
    stop = facts.pair(Use.STOP, "stop")
    values = _VALUES_BY_INTERFACE.get(facts.row.interface.lower().replace(" ", ""), BARRIER_VALUES)
    device_class = CoverDeviceClass.GATE if "gate" in facts.words else CoverDeviceClass.GARAGE
    commands: dict[str, Any] = {
        "open": setter(facts.ref, opens),
        "close": setter(facts.ref, closes),
        "stop": setter(facts.ref, stop),
    }

    def render(rows: Mapping[int, Row]) -> tuple[Feature, ...]:
        now = door_state(rows[facts.ref], opens, closes, values)
        return (
            Cover(
                **facts.base(),
                is_closed=None if now is None else now == CLOSED,
                moving=_moving(now),
                device_class=device_class,
                **commands,
            ),
        )

    return Part("cover", (facts.ref,), render, _used(facts, opens, closes, stop))


def blind(facts: Facts) -> Part:
    """A blind, with a position where it has a range."""
    opens = _first(facts, ("open", "up", "raise"), Use.ON)
    closes = _first(facts, ("close", "closed", "down", "lower"), Use.OFF)
    stop = facts.pair(Use.STOP, "stop")
    limits = facts.range_of(Use.DIM, Use.DIM_FAN) or next((pair.limits for pair in facts.ranges), None)
    scale = Scale.of(limits, closes.value if closes else None, opens.value if opens else None) if limits else None
    set_position: Command | None = None
    if scale:
        closed_value = closes.value if closes else scale.base
        set_position = Command(
            lambda position: SetValue(facts.ref, scale.value(position / 100) if position > 0 else closed_value, True)
        )
    words = facts.words
    device_class = next((kind for word, kind in BLIND_CLASSES if word in words or f"{word}s" in words), None)
    commands: dict[str, Any] = {
        "open": setter(facts.ref, opens),
        "close": setter(facts.ref, closes),
        "stop": setter(facts.ref, stop),
    }
    if scale and set_position:
        commands["open"] = commands["open"] or Command(lambda: SetValue(facts.ref, scale.full))
        commands["close"] = commands["close"] or Command(lambda: SetValue(facts.ref, scale.base))

    def render(rows: Mapping[int, Row]) -> tuple[Feature, ...]:
        row = rows[facts.ref]
        position: int | None = None
        if scale:
            share = scale.share(row.value, row.previous)
            within = row.value is not None and (scale.base <= row.value <= scale.top or row.value == LAST_LEVEL)
            position = round(share * 100) if share is not None and within else None
        now = door_state(row, opens, closes, {})
        closed = position == 0 if position is not None else (None if now is None else now == CLOSED)
        return (
            Cover(
                **facts.base(),
                is_closed=closed,
                position=position,
                moving=_moving(now),
                device_class=device_class,
                set_position=set_position,
                **commands,
            ),
        )

    return Part("cover", (facts.ref,), render, _used(facts, opens, closes, stop))


def door_state(row: Row, opens: Pair | None, closes: Pair | None, values: Mapping[float, str]) -> str | None:
    """What a door does: by its text, else by its controls' values, else by the family's values."""
    words = words_of(row.status)
    for word, meaning in TEXTS:
        if word in words:
            return meaning
    if row.value is None:
        return None
    if row.value in values and not (opens and closes and {opens.value, closes.value} - set(values)):
        return values[row.value]
    if closes and row.value == closes.value:
        return CLOSED
    if opens and row.value == opens.value:
        return OPEN
    return None


def _first(facts: Facts, labels: tuple[str, ...], *uses: Use) -> Pair | None:
    """The control by its label, since uses are often wrong on doors; then by its use."""
    by_label = (pair for label in labels for pair in facts.discrete if pair.label.lower() == label)
    by_word = (pair for label in labels for pair in facts.discrete if label in words_of(pair.label))
    return (
        next(by_label, None) or next(by_word, None) or next((pair for use in uses if (pair := facts.pair(use))), None)
    )


def _moving(now: str | None) -> CoverState | None:
    return {OPENING: CoverState.OPENING, CLOSING: CoverState.CLOSING}.get(now or "")


def _used(facts: Facts, *pairs: Pair | None) -> frozenset[int]:
    return frozenset(pair.index for pair in facts.pairs if pair in pairs or pair.limits)
