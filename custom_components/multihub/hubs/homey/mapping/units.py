"""Units: what apps write on the wire, in the words that Home Assistant has for them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

UNITS: Final[dict[str, str]] = {
    "C": "°C", "℃": "°C", "ºC": "°C", "F": "°F", "℉": "°F", "ºF": "°F",
    "KWh": "kWh", "kwh": "kWh", "KWH": "kWh", "wh": "Wh", "w": "W", "kw": "kW", "KW": "kW",
    "v": "V", "a": "A", "hz": "Hz", "lux": "lx", "Lux": "lx", "Lx": "lx",
    "mBar": "mbar", "hpa": "hPa", "Bar": "bar",
    "ppm ": "ppm", "PPM": "ppm", "ug/m3": "μg/m³", "ug/m³": "μg/m³", "μg/m3": "μg/m³",
    "kmh": "km/h", "kph": "km/h", "m/sec": "m/s", "deg": "°", "degrees": "°",
    "UVI": "UV index", "l/min": "L/min", "l/h": "L/h", "l": "L", "liter": "L", "m3": "m³", "m3/h": "m³/h",
    "b/s": "bit/s", "bytes": "B", "bps": "bit/s", "dBA": "dBA", "db": "dB", "sec": "s", "minutes": "min", "hours": "h",
}  # fmt: skip
"""As it is written: as Home Assistant writes it. What does not stand here stays as it is."""

MICRO: Final = str.maketrans({"\u00b5": "\u03bc"})


def unit_of(unit: str | None, allowed: Iterable[Any] | None = None) -> str | None:
    """The unit in Home Assistant's spelling; of ``allowed`` the very one, whatever micro sign it has."""
    if unit is None:
        return None
    plain = unit.strip().translate(MICRO)
    plain = UNITS.get(plain, plain)
    for one in allowed or ():
        if isinstance(one, str) and one.translate(MICRO) == plain:
            return str(one)
    return plain or None
