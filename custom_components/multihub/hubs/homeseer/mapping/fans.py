"""Fans: only the speeds that exist (protocol page, section 5.4)."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any, Final

from ....model import Command, Fan, Feature, Request
from ..requests import SetValue
from .facts import LAST_LEVEL, Facts, Part, Scale
from .switches import is_on, on_off_pairs
from .uses import Use
from .wire import Pair, Row

SPEED_WORDS: Final = ("low", "medium low", "med low", "medium", "med", "medium high", "med high", "high")
"""Labels of speeds besides plain numbers."""

_SPEED_USES: Final = frozenset({0, int(Use.ON), int(Use.DIM), int(Use.DIM_FAN)})


def speeds(facts: Facts) -> tuple[Pair, ...]:
    """The controls that are one speed each, slowest first; empty where there are fewer than two."""
    found: dict[float, Pair] = {}
    for pair in facts.discrete:
        label = pair.label.lower().removeprefix("speed").strip()
        is_speed = label.isdigit() or label in SPEED_WORDS
        if is_speed and pair.use in _SPEED_USES and 0 < pair.value != LAST_LEVEL:
            found.setdefault(pair.value, pair)
    return tuple(found[value] for value in sorted(found)) if len(found) > 1 else ()


def fan(facts: Facts) -> Part:
    """A fan: by its discrete speeds where it has them, else over its range."""
    steps = [pair.value for pair in speeds(facts)]
    on, off = on_off_pairs(facts)
    alternate = facts.pair(Use.ON_ALTERNATE)
    off_value = off.value if off else 0.0
    limits = facts.range_of(Use.DIM_FAN, Use.DIM)
    scale = Scale.of(limits, off_value, on.value if on else None)
    plain = next((pair.value for pair in (alternate, on) if pair), steps[-1] if steps else scale.full)
    ref = facts.ref

    def for_percentage(percentage: int) -> SetValue:
        if percentage <= 0:
            return SetValue(ref, off_value)
        if steps:
            return SetValue(ref, steps[min(len(steps), math.ceil(percentage * len(steps) / 100)) - 1], True)
        return SetValue(ref, scale.value(percentage / 100), True)

    def turn_on(percentage: int | None = None, preset_mode: str | None = None, **_: Any) -> Request:
        return SetValue(ref, plain) if percentage is None else for_percentage(percentage)

    can_set = bool(steps or limits)
    turn_on_command = Command(turn_on)
    turn_off_command = Command(lambda **_: SetValue(ref, off_value))
    set_percentage = Command(for_percentage) if can_set else None

    def percentage_of(row: Row) -> int | None:
        value = row.value
        if value is None or not can_set:
            return None
        if value == off_value:
            return 0
        if not steps:
            share = scale.share(value, row.previous)
            return None if share is None else round(share * 100)
        if value == LAST_LEVEL and LAST_LEVEL not in steps:
            value = row.previous if row.previous in steps else None
        if value is None:
            return None
        reached = next((number for number, step in enumerate(steps, 1) if value <= step), len(steps))
        return round(reached * 100 / len(steps))

    def render(rows: Mapping[int, Row]) -> tuple[Feature, ...]:
        row = rows[ref]
        return (
            Fan(
                **facts.base(),
                is_on=is_on(facts, row, None, off),
                percentage=percentage_of(row),
                speed_count=len(steps) or 100,
                turn_on=turn_on_command,
                turn_off=turn_off_command,
                set_percentage=set_percentage,
            ),
        )

    known = {on, off, alternate, *speeds(facts)}
    used = frozenset(pair.index for pair in facts.pairs if pair in known or pair.use in (Use.DIM, Use.DIM_FAN))
    return Part("fan", (ref,), render, used)
