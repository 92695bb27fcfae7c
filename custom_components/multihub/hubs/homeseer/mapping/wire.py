"""The raw rows and control pairs as typed data; whatever is malformed in them becomes a default.

Protocol page, sections 1.4 (rows) and 1.5 (controls).
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any, Final, NamedTuple

from ...characters import whole_characters

SENTINEL: Final = 2_147_480_000
"""Values beyond this (either sign) mean that there is none."""

SHOWING: Final = ("value", "status", "last_change")
"""What of a row changes all the time."""

_DATE = re.compile(r"/Date\((-?\d{1,18})(?:[+-]\d{4})?\)/")
_MISC_HIDDEN: Final = 0x20
_MISC_IS_LIGHT: Final = 0x2000
_NO_RANGE: Final = (0.0, 100.0)
_LEAST: Final = 1e-9
_MOST: Final = 1e15
"""Between these a scale may be."""


class Row(NamedTuple):
    """One device or feature. ``previous`` is the value that it had before this one, if it is known.

    A tuple, since most of a row is the same after each change: that one is made of the other at once.
    """

    ref: int
    name: str
    location: str
    location2: str
    value: float | None
    status: str
    type_text: str
    last_change: datetime | None
    relationship: int
    associated: tuple[int, ...]
    api: int
    type: int
    subtype: int
    hidden: bool
    is_light: bool
    interface: str
    image: str
    previous: float | None = None

    @property
    def codes(self) -> tuple[int, int, int]:
        """API, type and subtype together."""
        return self.api, self.type, self.subtype


@dataclass(frozen=True, slots=True)
class Limits:
    """The range of a control; what is shown is ``prefix + (value - offset) / divisor + suffix``."""

    low: float
    high: float
    decimals: int
    offset: float
    divisor: float
    prefix: str
    suffix: str
    is_known: bool
    """Whether the answer told both ends."""

    def shown(self, value: float) -> float:
        """The number that HomeSeer shows for a value."""
        return (value - self.offset) / self.divisor

    def raw(self, shown: float) -> float:
        """The value behind a number that HomeSeer shows."""
        return shown * self.divisor + self.offset


@dataclass(frozen=True, slots=True)
class Pair:
    """One control: a value under a label, or a range."""

    index: int
    label: str
    use: int
    type: int
    value: float
    limits: Limits | None


def as_number(raw: Any) -> float | None:
    """A finite number, from a number or from a text with either decimal sign; ``None`` for anything else."""
    if isinstance(raw, str):
        try:
            number = float(raw.strip().replace(",", "."))
        except ValueError:
            return None
    elif isinstance(raw, int | float):
        try:
            number = float(raw)
        except OverflowError:
            return None
    else:
        return None
    return number if math.isfinite(number) else None


def as_value(raw: Any) -> float | None:
    """A row's value, ``None`` for a sentinel too."""
    number = as_number(raw)
    return None if number is None or abs(number) > SENTINEL else number


def as_int(raw: Any, default: int = 0) -> int:
    """A whole number, from whatever looks like one."""
    if type(raw) is int:
        return raw
    number = as_number(raw)
    return default if number is None else int(number)


def as_text(raw: Any) -> str:
    """A text without surrogates that no other program could read; empty for anything else."""
    if not isinstance(raw, str):
        return ""
    return whole_characters(raw).strip()


def as_date(raw: Any) -> datetime | None:
    """The moment of ``/Date(ms±zone)/``: milliseconds are UTC whatever the zone says, before 1970 is never."""
    match = _DATE.fullmatch(raw) if isinstance(raw, str) else None
    if match is None or (milliseconds := int(match[1])) < 0:
        return None
    try:
        return datetime.fromtimestamp(milliseconds / 1000, UTC)
    except (OverflowError, OSError, ValueError):
        return None


def parse_row(raw: Mapping[str, Any], before: Row | None = None) -> Row | None:
    """The row of one entry of ``Devices``; ``None`` without a usable ref."""
    ref = as_number(raw.get("ref"))
    if ref is None or ref <= 0 or ref != int(ref):
        return None
    kind = raw.get("device_type")
    codes: Mapping[str, Any] = kind if isinstance(kind, dict) else {}
    associated = raw.get("associated_devices")
    value = as_value(raw.get("value"))
    misc = as_int(raw.get("misc"))
    previous = before.previous if before else None
    if before and before.value is not None and before.value != value:
        previous = before.value
    return Row(
        ref=int(ref),
        name=as_text(raw.get("name")),
        location=as_text(raw.get("location")),
        location2=as_text(raw.get("location2")),
        value=value,
        status=as_text(raw.get("status")),
        type_text=as_text(raw.get("device_type_string")),
        last_change=as_date(raw.get("last_change")),
        relationship=as_int(raw.get("relationship")),
        associated=tuple(map(as_int, associated)) if isinstance(associated, list) else (),
        api=as_int(codes.get("Device_API")),
        type=as_int(codes.get("Device_Type")),
        subtype=as_int(codes.get("Device_SubType")),
        hidden=raw.get("hide_from_view") is True or bool(misc & _MISC_HIDDEN),
        is_light=bool(misc & _MISC_IS_LIGHT),
        interface=as_text(raw.get("interface_name")),
        image=as_text(raw.get("status_image")),
        previous=previous,
    )


def parse_shown(raw: Mapping[str, Any], raw_before: Mapping[str, Any], before: Row) -> Row | None:
    """The row of an entry that was ``before`` and shows something else; ``None`` where more of it is another."""
    if {**raw_before, **{key: raw[key] for key in SHOWING if key in raw}} != raw:
        return None
    value = as_value(raw.get("value"))
    is_other = before.value is not None and before.value != value
    return before._replace(
        value=value,
        status=as_text(raw.get("status")),
        last_change=as_date(raw.get("last_change")),
        previous=before.value if is_other else before.previous,
    )


def parse_pairs(raw: Mapping[str, Any]) -> tuple[Pair, ...]:
    """The control pairs of one entry of ``getcontrol``, by their index, of which no two are the same."""
    pairs = raw.get("ControlPairs", raw.get("control_pairs"))
    if not isinstance(pairs, list):
        return ()
    found: dict[int, Pair] = {}
    for position, item in enumerate(pairs):
        if isinstance(item, dict):
            pair = _pair(item, position)
            while pair.index in found:
                pair = replace(pair, index=pair.index + 1)
            found[pair.index] = pair
    return tuple(found[index] for index in sorted(found))


def _pair(raw: Mapping[str, Any], position: int) -> Pair:
    limits = raw.get("Range")
    return Pair(
        index=as_int(raw.get("CCIndex"), position),
        label=as_text(raw.get("Label")),
        use=as_int(raw.get("ControlUse")),
        type=as_int(raw.get("ControlType")),
        value=as_number(raw.get("ControlValue")) or 0.0,
        limits=_limits(limits) if isinstance(limits, dict) else None,
    )


def _plausible(value: object) -> float | None:
    """A number with which can be counted: what is beyond makes any other one infinite."""
    found = as_number(value)
    return found if found is not None and _LEAST < abs(found) < _MOST else None


def _limits(raw: Mapping[str, Any]) -> Limits:
    low, high = as_number(raw.get("RangeStart")), as_number(raw.get("RangeEnd"))
    is_known = low is not None and high is not None and low < high
    divisor = _plausible(raw.get("RangeStatusDivisor"))
    return Limits(
        low=low if is_known and low is not None else _NO_RANGE[0],
        high=high if is_known and high is not None else _NO_RANGE[1],
        decimals=max(0, min(6, as_int(raw.get("RangeStatusDecimals")))),
        offset=_plausible(raw.get("RangeStatusValueOffset")) or 0.0,
        divisor=divisor if divisor is not None and divisor > 0 else 1.0,
        prefix=as_text(raw.get("RangeStatusPrefix")),
        suffix=as_text(raw.get("RangeStatusSuffix")),
        is_known=is_known,
    )
