"""The units in HomeSeer's texts, and what is measured in them (protocol page, section 5.3)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from homeassistant.components.sensor import SensorDeviceClass as Kind, SensorStateClass as Course

NUMBER_AND_UNIT: Final = re.compile(r"\s*(-?\d[\d.,]*)\s*(\D{0,16}?)\s*")
"""The whole of a text that is a number with a unit, or a number alone."""


@dataclass(frozen=True, slots=True)
class Measure:
    """How a unit is called here, and what it measures."""

    unit: str
    device_class: Kind | None = None
    state_class: Course = Course.MEASUREMENT


_ENERGY = Course.TOTAL_INCREASING

UNITS: Final[dict[str, Measure]] = {
    "F": Measure("°F", Kind.TEMPERATURE),
    "°F": Measure("°F", Kind.TEMPERATURE),
    "C": Measure("°C", Kind.TEMPERATURE),
    "°C": Measure("°C", Kind.TEMPERATURE),
    "%": Measure("%"),
    "LUX": Measure("lx", Kind.ILLUMINANCE),
    "LX": Measure("lx", Kind.ILLUMINANCE),
    "W": Measure("W", Kind.POWER),
    "WATT": Measure("W", Kind.POWER),
    "WATTS": Measure("W", Kind.POWER),
    "KW": Measure("kW", Kind.POWER),
    "WH": Measure("Wh", Kind.ENERGY, _ENERGY),
    "KWH": Measure("kWh", Kind.ENERGY, _ENERGY),
    "KW HOURS": Measure("kWh", Kind.ENERGY, _ENERGY),
    "KW-HOURS": Measure("kWh", Kind.ENERGY, _ENERGY),
    "V": Measure("V", Kind.VOLTAGE),
    "VOLT": Measure("V", Kind.VOLTAGE),
    "VOLTS": Measure("V", Kind.VOLTAGE),
    "MV": Measure("mV", Kind.VOLTAGE),
    "A": Measure("A", Kind.CURRENT),
    "AMP": Measure("A", Kind.CURRENT),
    "AMPS": Measure("A", Kind.CURRENT),
    "AMPERES": Measure("A", Kind.CURRENT),
    "MA": Measure("mA", Kind.CURRENT),
    "HZ": Measure("Hz", Kind.FREQUENCY),
    "UV": Measure("UV"),
    "HPA": Measure("hPa", Kind.ATMOSPHERIC_PRESSURE),
    "MB": Measure("mbar", Kind.ATMOSPHERIC_PRESSURE),
    "MBAR": Measure("mbar", Kind.ATMOSPHERIC_PRESSURE),
    "INHG": Measure("inHg", Kind.ATMOSPHERIC_PRESSURE),
    "MMHG": Measure("mmHg", Kind.ATMOSPHERIC_PRESSURE),
    "KPA": Measure("kPa", Kind.PRESSURE),
    "PSI": Measure("psi", Kind.PRESSURE),
    "PPM": Measure("ppm"),
    "DB": Measure("dB", Kind.SOUND_PRESSURE),
    "DBA": Measure("dBA", Kind.SOUND_PRESSURE),
    "DBM": Measure("dBm", Kind.SIGNAL_STRENGTH),
    "MPH": Measure("mph", Kind.WIND_SPEED),
    "KM/H": Measure("km/h", Kind.WIND_SPEED),
    "KMH": Measure("km/h", Kind.WIND_SPEED),
    "KPH": Measure("km/h", Kind.WIND_SPEED),
    "M/S": Measure("m/s", Kind.WIND_SPEED),
    "MM": Measure("mm"),
    "IN": Measure("in"),
    "MM/H": Measure("mm/h", Kind.PRECIPITATION_INTENSITY),
    "IN/H": Measure("in/h", Kind.PRECIPITATION_INTENSITY),
    "S": Measure("s", Kind.DURATION),
    "SEC": Measure("s", Kind.DURATION),
    "SECONDS": Measure("s", Kind.DURATION),
    "MIN": Measure("min", Kind.DURATION),
    "MINUTES": Measure("min", Kind.DURATION),
    "H": Measure("h", Kind.DURATION),
    "HOURS": Measure("h", Kind.DURATION),
    "DAYS": Measure("d", Kind.DURATION),
}
"""A unit's word in capitals: what it is."""

DEGREES: Final = frozenset({"°", "DEG", "DEGREES"})
"""A temperature that does not tell its unit."""

PERCENT_WORDS: Final[tuple[tuple[frozenset[str], Kind], ...]] = (
    (frozenset({"battery", "batteries"}), Kind.BATTERY),
    (frozenset({"humidity"}), Kind.HUMIDITY),
    (frozenset({"moisture"}), Kind.MOISTURE),
)
PPM_WORDS: Final[tuple[tuple[frozenset[str], Kind], ...]] = (
    (frozenset({"dioxide", "co2"}), Kind.CO2),
    (frozenset({"monoxide", "co"}), Kind.CO),
)
RAIN_WORDS: Final = frozenset({"rain", "rainfall", "precipitation"})

CODE_MEASURES: Final[dict[tuple[int, int, int], Measure]] = {
    (513, 256, 1): UNITS["W"],
    (513, 256, 2): UNITS["A"],
    (513, 256, 3): UNITS["V"],
    (513, 256, 4): UNITS["KWH"],
    (513, 16, 5): Measure("%", Kind.HUMIDITY),
    (16, 2, 5): Measure("%", Kind.HUMIDITY),
}
"""API, type and subtype that tell what is measured, where the text tells no unit."""

TEMPERATURE_CODES: Final = frozenset({(16, 2, 0), (16, 2, 1), (513, 16, 0), (513, 16, 1)})


def unit_word(text: str) -> str:
    """A unit's word as the table has it."""
    return " ".join(text.strip(" .").upper().replace("º", "°").split())


def split_number(status: str) -> tuple[float, str] | None:
    """The number and the unit's word of a text that is nothing but that."""
    if len(status) > 40 or not (match := NUMBER_AND_UNIT.fullmatch(status)):
        return None
    digits = match[1].rstrip(".,")
    if "," in digits and "." in digits:
        thousands = "," if digits.rfind(".") > digits.rfind(",") else "."
        digits = digits.replace(thousands, "")
    try:
        return float(digits.replace(",", ".")), unit_word(match[2])
    except ValueError:
        return None
