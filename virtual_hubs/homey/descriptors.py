"""How the virtual Homey describes a capability: the official descriptors of those that its devices have."""

from __future__ import annotations

from datetime import datetime
from typing import Any

STAMP = "2026-01-01T00:00:00.000Z"

_ALARMS = [
    "battery",
    "cold",
    "co",
    "co2",
    "connectivity",
    "contact",
    "door_fault",
    "fire",
    "gas",
    "generic",
    "heat",
    "light",
    "lost",
    "moisture",
    "motion",
    "night",
    "noise",
    "occupancy",
    "open",
    "power",
    "presence",
    "problem",
    "rain",
    "running",
    "safety",
    "smoke",
    "stuck",
    "tamper",
    "vibration",
    "water",
]

_NUMBERS: dict[str, str | None] = {
    "measure_aqi": None,
    "measure_battery": "%",
    "measure_co": "ppm",
    "measure_co2": "ppm",
    "measure_current": "A",
    "measure_gust_angle": "°",
    "measure_gust_strength": "km/h",
    "measure_humidity": "%",
    "measure_luminance": "lx",
    "measure_noise": "dB",
    "measure_o3": "μg/m³",
    "measure_pm1": "μg/m³",
    "measure_pm10": "μg/m³",
    "measure_pm25": "μg/m³",
    "measure_power": "W",
    "measure_pressure": "mbar",
    "measure_rain": "mm",
    "measure_rain_intensity": "mm/h",
    "measure_signal_strength": "dB",
    "measure_temperature": "°C",
    "measure_tvoc": "μg/m³",
    "measure_ultraviolet": "UVI",
    "measure_voltage": "V",
    "measure_water": "L/min",
    "measure_wind_angle": "°",
    "measure_wind_strength": "km/h",
    "meter_gas": "m³",
    "meter_power": "kWh",
    "meter_rain": "m³",
    "meter_water": "m³",
    "speaker_duration": None,
    "speaker_position": None,
}

_SETABLE_NUMBERS: dict[str, tuple[float, float, str | None]] = {
    "dim": (0, 1, "%"),
    "fan_speed": (0, 1, "%"),
    "light_hue": (0, 1, None),
    "light_saturation": (0, 1, None),
    "light_temperature": (0, 1, None),
    "power_level": (0, 1, "%"),
    "target_humidity": (0, 1, "%"),
    "target_power": (-25000, 25000, "W"),
    "target_temperature": (4, 35, "°C"),
    "target_temperature_max": (4, 35, "°C"),
    "target_temperature_min": (4, 35, "°C"),
    "valve_position": (0, 1, "%"),
    "volume_set": (0, 1, "%"),
    "windowcoverings_set": (0, 1, "%"),
    "windowcoverings_tilt_set": (0, 1, "%"),
}

_ENUMS: dict[str, str] = {
    "battery_charging_state": "charging discharging idle",
    "evcharger_charging_state": "plugged_in_charging plugged_in_discharging plugged_in_paused plugged_in plugged_out",
    "level_aqi": "good fair moderate poor very_poor extremely_poor",
    "level_pm25": "low medium high critical",
    "level_tvoc": "low medium high critical",
    "operational_state": "stopped running paused error",
}

_SETABLE_ENUMS: dict[str, str] = {
    "fan_mode": "auto on off",
    "heater_operation_mode": "eco electric performance high_demand heat_pump gas off",
    "homealarm_state": "armed disarmed partially_armed",
    "light_mode": "color temperature",
    "lock_mode": "always_locked always_unlocked locked_until_unlock",
    "media_input": "hdmi_1 hdmi_2 hdmi_3 usb_1 usb_2 component",
    "mower_state": "mowing docked paused error",
    "speaker_repeat": "none track playlist",
    "swing_mode": "vertical horizontal both",
    "thermostat_mode": "auto heat cool off",
    "vacuumcleaner_job_mode": "off normal high turbo mop auto",
    "vacuumcleaner_state": "cleaning spot_cleaning docked charging stopped",
    "windowcoverings_state": "up idle down",
}

_SETABLE_BOOLEANS = [
    "onoff",
    "locked",
    "oscillating",
    "garagedoor_closed",
    "windowcoverings_closed",
    "evcharger_charging",
    "speaker_playing",
    "speaker_shuffle",
    "volume_mute",
    "power_boost",
]
_PRESSES = [
    "button",
    "speaker_next",
    "speaker_prev",
    "speaker_stop",
    "volume_up",
    "volume_down",
    "channel_up",
    "channel_down",
    "windowcoverings_tilt_up",
    "windowcoverings_tilt_down",
]
_STRINGS = ("speaker_artist", "speaker_album", "speaker_track")

_TITLES = {"onoff": "Turned on", "dim": "Dim level", "meter_power": "Energy", "measure_power": "Power"}


def written(at: datetime) -> str:
    """A moment (UTC) as a Homey writes it: with milliseconds and a Z."""
    return at.isoformat(timespec="milliseconds").replace("+00:00", "Z")


def title_of(capability_id: str) -> str:
    """The title in the household's language, English here."""
    base = capability_id.split(".", maxsplit=1)[0]
    return _TITLES.get(base, base.replace("_", " ").capitalize())


def _known(base: str) -> dict[str, Any]:
    if base.removeprefix("alarm_") in _ALARMS and base.startswith("alarm_"):
        return {"type": "boolean", "getable": True, "setable": False}
    if base in _SETABLE_BOOLEANS:
        return {"type": "boolean", "getable": True, "setable": True}
    if base in _PRESSES:
        return {"type": "boolean", "getable": False, "setable": True}
    if base in _STRINGS:
        return {"type": "string", "getable": True, "setable": False}
    if base in _NUMBERS:
        return {"type": "number", "getable": True, "setable": False, "units": _NUMBERS[base], "decimals": 2}
    if base in _SETABLE_NUMBERS:
        low, high, units = _SETABLE_NUMBERS[base]
        return {
            "type": "number", "getable": True, "setable": True,
            "min": low, "max": high, "units": units, "decimals": 2,
        }  # fmt: skip
    for table, setable in ((_ENUMS, False), (_SETABLE_ENUMS, True)):
        if base in table:
            return {"type": "enum", "getable": True, "setable": setable, "values": choices(table[base])}
    return {"type": "boolean", "getable": True, "setable": True}


def choices(words: str) -> list[dict[str, str]]:
    """The values of an enumeration, from their ids."""
    return [{"id": word, "title": word.replace("_", " ").capitalize()} for word in words.split()]


def capability(capability_id: str, value: Any = None, **changes: Any) -> dict[str, Any]:
    """One entry of ``capabilitiesObj`` (protocol page, section 3.1)."""
    return {
        "id": capability_id,
        "title": title_of(capability_id),
        "desc": None,
        "units": None,
        "value": value,
        "lastUpdated": STAMP,
        "options": {},
        **_known(capability_id.split(".", maxsplit=1)[0]),
        **changes,
    }


def fits(described: dict[str, Any], value: Any) -> bool:
    """Whether a capability can take a value."""
    kind = described["type"]
    if kind == "boolean":
        return isinstance(value, bool)
    if kind == "number":
        low, high = described.get("min"), described.get("max")
        number = isinstance(value, int | float) and not isinstance(value, bool)
        return number and (low is None or value >= low) and (high is None or value <= high)
    if kind == "enum":
        return value in [one["id"] for one in described.get("values", [])]
    return True
