"""What only tells: sensors, from their text's unit or as text (protocol page, section 5.3)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from homeassistant.components.sensor import SensorDeviceClass, SensorStateClass
from homeassistant.const import EntityCategory
from homeassistant.helpers.typing import UNDEFINED

from ....model import Feature, Sensor
from .facts import Facts, Part
from .units import (
    CODE_MEASURES,
    DEGREES,
    PERCENT_WORDS,
    PPM_WORDS,
    RAIN_WORDS,
    TEMPERATURE_CODES,
    UNITS,
    Measure,
    split_number,
)
from .wire import Row

UNKNOWN_TEXTS: Final = frozenset({"", "unknown", "no status", "not set", "n/a", "-", "none"})
"""Texts that mean that nothing is known."""

_MAX_TEXT: Final = 255
_BATTERY_CODES: Final = frozenset({(513, 0, 0), (4, 0, 128)})
_BATTERY_LOW: Final = 255
_FULL: Final = 100
_TIMER_WORDS: Final = frozenset({"timer", "counter"})

NAMES: Final = {
    SensorDeviceClass.TEMPERATURE: {"temperature", "air temperature"},
    SensorDeviceClass.HUMIDITY: {"humidity", "relative humidity"},
    SensorDeviceClass.BATTERY: {"battery"},
    SensorDeviceClass.POWER: {"power", "watts", "electric meter watts"},
    SensorDeviceClass.ENERGY: {"energy", "kw hours"},
    SensorDeviceClass.VOLTAGE: {"voltage", "volts"},
    SensorDeviceClass.CURRENT: {"current", "amperes", "amps"},
    SensorDeviceClass.ILLUMINANCE: {"illuminance", "luminance"},
}
"""Names that say no more than the device class does: that one is translated."""


def sensor(facts: Facts) -> Part:
    """A sensor: a number where the text is a number, the text itself else."""
    measure = _measure(facts)
    is_known = facts.row.status.lower() not in UNKNOWN_TEXTS
    if measure is None:
        return _timer(facts) if _TIMER_WORDS & facts.own_words else _text(facts, is_undecided=not is_known)
    base = facts.base()
    if measure.device_class and (facts.name or "").lower() in NAMES.get(measure.device_class, ()):
        base["name"] = UNDEFINED
    is_battery = measure.device_class is SensorDeviceClass.BATTERY
    if is_battery:
        base["category"] = EntityCategory.DIAGNOSTIC

    def render(rows: Mapping[int, Row]) -> tuple[Feature, ...]:
        row = rows[facts.ref]
        value = measured(row)
        if is_battery and value is not None and value > _FULL:
            value = 0 if value == _BATTERY_LOW else None
        return (
            Sensor(
                **base,
                value=value,
                unit=measure.unit or None,
                device_class=measure.device_class,
                state_class=measure.state_class,
            ),
        )

    return Part("sensor", (facts.ref,), render, is_undecided=not is_known)


def measured(row: Row) -> float | None:
    """The number that a row holds.

    Its value; where that is 0 and the text is another number, the text's (plug-ins that only write
    texts leave the value at 0).
    """
    if row.status.lower() in UNKNOWN_TEXTS and row.status:
        return None
    if row.value == 0 and (shown := split_number(row.status)):
        return shown[0]
    return row.value


def _measure(facts: Facts) -> Measure | None:
    """What is measured; ``None`` for texts."""
    row = facts.row
    shown = split_number(row.status)
    if is_battery(facts):
        return Measure("%", SensorDeviceClass.BATTERY)
    if row.codes in TEMPERATURE_CODES or (shown and shown[1] in DEGREES):
        unit = shown[1] if shown else ""
        return UNITS.get(unit) or UNITS["F" if facts.settings.fahrenheit else "C"]
    if shown is None:
        return CODE_MEASURES.get(row.codes) if row.status.lower() in UNKNOWN_TEXTS else None
    unit = shown[1]
    if not unit:
        if "temperature" in facts.own_words:
            return UNITS["F" if facts.settings.fahrenheit else "C"]
        return CODE_MEASURES.get(row.codes) or Measure("")
    known = UNITS.get(unit)
    if known is None:
        return Measure(row.status.lstrip("-0123456789., ").strip())
    if known.device_class is None:
        return _by_words(known, facts)
    return known


def _by_words(known: Measure, facts: Facts) -> Measure:
    """A unit that measures many things: the words, or else the codes, tell which."""
    if known.unit in ("mm", "in"):
        is_rain = RAIN_WORDS & facts.words
        return Measure(known.unit, SensorDeviceClass.PRECIPITATION if is_rain else SensorDeviceClass.DISTANCE)
    table = PERCENT_WORDS if known.unit == "%" else PPM_WORDS if known.unit == "ppm" else ()
    for words, device_class in table:
        if words & facts.own_words:
            return Measure(known.unit, device_class)
    by_code = CODE_MEASURES.get(facts.row.codes)
    return by_code if by_code and by_code.unit == known.unit else known


def is_battery(facts: Facts) -> bool:
    """Whether it is a battery: codes that other things have too need the word as well (the page's trap)."""
    has_word = any(word.startswith("batter") for word in facts.own_words)
    return has_word and (facts.row.codes in _BATTERY_CODES or "%" in facts.row.status)


def _text(facts: Facts, *, is_undecided: bool) -> Part:
    def render(rows: Mapping[int, Row]) -> tuple[Feature, ...]:
        status = rows[facts.ref].status
        value = None if status.lower() in UNKNOWN_TEXTS else status[:_MAX_TEXT]
        return (Sensor(**facts.base(), value=value),)

    return Part("sensor", (facts.ref,), render, is_undecided=is_undecided)


def _timer(facts: Facts) -> Part:
    """A timer in seconds, or a counter; both disabled at first, since they change all the time."""
    is_timer = "timer" in facts.own_words
    base = facts.base() | {"enabled_by_default": False}

    def render(rows: Mapping[int, Row]) -> tuple[Feature, ...]:
        return (
            Sensor(
                **base,
                value=rows[facts.ref].value,
                unit="s" if is_timer else None,
                device_class=SensorDeviceClass.DURATION if is_timer else None,
                state_class=SensorStateClass.MEASUREMENT,
            ),
        )

    return Part("sensor", (facts.ref,), render)
