"""Looking at devices as the platforms would."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields
from datetime import date
from decimal import Decimal
from enum import Enum
from functools import cache
from operator import attrgetter
from typing import Any, Final

from homeassistant.helpers.typing import UndefinedType

from custom_components.multihub.model import CalendarItem, Choice, Command, Device, Feature, Range

NONE: Final = type(None)

PLAIN: Final[Mapping[str, tuple[type, ...]]] = {
    "bool": (bool,),
    "bool | None": (bool, NONE),
    "int": (int,),
    "int | None": (int, NONE),
    "float | None": (float, int, NONE),
    "str": (str,),
    "str | None": (str, NONE),
}
"""What stands in a field of these types; the others are looked at by what they hold."""


def look(devices: Iterable[Device], *, halves: bool = False) -> dict[str, tuple[Feature, ...]]:
    """The features of each device; nothing is twice, and everything is what the model says it is.

    ``halves`` of characters may stand in texts where the wire's parser refuses them, so that no mapping meets them.
    """
    checks = {**_CHECKS, str: _nothing} if halves else _CHECKS
    seen: dict[str, tuple[Feature, ...]] = {}
    for device in devices:
        assert device.id not in seen
        seen[device.id] = device.features
        _look_at(device, checks)
        assert len({feature.key for feature in device.features}) == len(device.features)
        for feature in device.features:
            assert feature.platform
            _look_at(feature, checks)
    return seen


def _look_at(one: Any, checks: Checks) -> None:
    names, values_of, allowed = _described(type(one))
    for value, types in zip(values_of(one), allowed, strict=True):
        if type(value) not in types and not isinstance(value, types):
            name = names[[*values_of(one)].index(value)]
            raise AssertionError(f"{type(one).__name__}.{name} of {one!r} is {value!r}")
        if (check := checks.get(type(value))) is not None:
            check(value, checks)


@cache
def _described(kind: type) -> tuple[tuple[str, ...], Callable[[Any], tuple[Any, ...]], tuple[tuple[type, ...], ...]]:
    """Of a class of the model: the names of its fields, what reads them, and what may stand in each."""
    shown = [field for field in fields(kind) if field.name != "features"]
    names = tuple(field.name for field in shown)
    allowed = tuple(PLAIN.get(str(field.type), ANYTHING) for field in shown)
    return names, attrgetter(*names), allowed


ANYTHING: Final = (
    NONE, bool, int, float, str, Decimal, date, Enum, UndefinedType, Command, Choice, Range, CalendarItem, tuple,
    frozenset, Mapping,
)  # fmt: skip
"""What can stand in a field at all: nothing raw from the wire but text and numbers."""


def _number(value: float, _: Checks) -> None:
    assert -1e308 < value < 1e308 or math.isfinite(value), f"{value} is no number"


def _text(value: str, _: Checks) -> None:
    value.encode()  # half a character can be written nowhere


def _nothing(value: str, _: Checks) -> None:
    """Let it stand."""


def _all(values: Iterable[Any], checks: Checks) -> None:
    for value in values:
        assert isinstance(value, ANYTHING), value
        if (check := checks.get(type(value))) is not None:
            check(value, checks)


def _named(values: Mapping[Any, Any], checks: Checks) -> None:
    _all((*values, *values.values()), checks)


def _limits(limits: Range, checks: Checks) -> None:
    _look_at(limits, checks)
    assert limits.min <= limits.max, limits
    assert limits.step > 0, limits


type Checks = Mapping[type, Callable[[Any, Checks], None]]

_CHECKS: Final[Checks] = {
    int: _number,
    float: _number,
    str: _text,
    tuple: _all,
    frozenset: _all,
    dict: _named,
    Range: _limits,
    Choice: _look_at,
    CalendarItem: _look_at,
}
"""What is looked at in a value of each of these types."""
