"""What a group shows of its members, as the cloud brings it up to date by itself."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

type Json = dict[str, Any]

WINDOW_STATES = ("CLOSED", "TILTED", "OPEN")
SMOKE_STATES = ("IDLE_OFF", "INTRUSION_ALARM", "SECONDARY_ALARM", "PRIMARY_ALARM")


def _worst(order: tuple[str, ...]) -> Callable[[list[Any]], Any]:
    return lambda values: max(values, key=lambda value: order.index(value) if value in order else -1)


SWITCHED: Mapping[str, Callable[[list[Any]], Any]] = {"on": any, "dimLevel": max}
SHADED: Mapping[str, Callable[[list[Any]], Any]] = {
    "shutterLevel": max,
    "slatsLevel": max,
    "primaryShadingLevel": max,
    "secondaryShadingLevel": max,
    "processing": any,
}
GUARDED: Mapping[str, Callable[[list[Any]], Any]] = {
    "windowState": _worst(WINDOW_STATES),
    "smokeDetectorAlarmType": _worst(SMOKE_STATES),
    "motionDetected": any,
    "presenceDetected": any,
    "moistureDetected": any,
    "waterlevelDetected": any,
    "powerMainsFailure": any,
    "sabotage": any,
}
MIRRORED: Mapping[str, Mapping[str, Callable[[list[Any]], Any]]] = {
    "SWITCHING": {**SWITCHED, **SHADED},
    "EXTENDED_LINKED_SWITCHING": SWITCHED,
    "EXTENDED_LINKED_SHUTTER": SHADED,
    "SHUTTER_PROFILE": SHADED,
    "SWITCHING_PROFILE": SWITCHED,
    "EXTENDED_LINKED_NOTIFICATION": {
        **SWITCHED,
        "simpleRGBColorState": lambda values: values[0],
        "opticalSignalBehaviour": lambda values: values[0],
    },
    "EXTENDED_LINKED_VENTILATION": {"ventilationLevel": max, "ventilationState": lambda values: values[0]},
    "EXTENDED_LINKED_GARAGE_DOOR": {"doorState": lambda values: values[0], "processing": any},
    "EXTENDED_LINKED_WATERING": {"wateringActive": any},
    "HOT_WATER": {"on": any},
    "SECURITY": GUARDED,
    "SECURITY_ZONE": GUARDED,
    "WATER_ALARM": GUARDED,
    "SMOKE_ALARM_DETECTION_RULE": GUARDED,
    "INDOOR_CLIMATE": GUARDED,
    "LOCK_OUT_PROTECTION_RULE": GUARDED,
    "HEATING": {
        "actualTemperature": lambda values: values[0],
        "humidity": lambda values: values[0],
        "valvePosition": max,
        "windowState": _worst(WINDOW_STATES),
    },
    "ENVIRONMENT": {
        key: lambda values: values[0]
        for key in ("actualTemperature", "humidity", "illumination", "raining", "windSpeed")
    },
}
"""Group type: which of its fields follow the same field of its member channels, and how several become one."""


def aggregated(group: Mapping[str, Any], channels: Iterable[Mapping[str, Any]]) -> Json:
    """Those fields of the group that its members' values no longer agree with, with their new values."""
    members = list(channels)
    result: Json = {}
    for field, combine in MIRRORED.get(group.get("type", ""), {}).items():
        values = [channel[field] for channel in members if channel.get(field) is not None]
        if field in group and values:
            value = combine(values)
            if group[field] != value:
                result[field] = value
    return result
