"""Channels and groups that tell everything that our tables know, so that no feature of a table stays away."""

from __future__ import annotations

import itertools
from functools import cache
from typing import Any

from custom_components.multihub.hubs.homematicip.mapping import channels, fields, groups
from custom_components.multihub.hubs.homematicip.mapping.home import HOME_PARTS, HomeView
from custom_components.multihub.hubs.homematicip.mapping.part import Member, Part
from custom_components.multihub.hubs.homematicip.mapping.readers import Features
from custom_components.multihub.hubs.homematicip.mapping.rows import Flag, Row, Word
from custom_components.multihub.model import Feature

ROLES = ("DOOR_OPENER_ACTUATOR", "DOOR_BELL_INPUT", "VENTILATION_ACTUATOR", None)
COUNTED = (
    ("USAGE_HIGH_TARIFF", "USAGE_LOW_TARIFF", "INPUT_SINGLE_TARIFF"),
    ("USAGE_SINGLE_TARIFF", "INPUT_HIGH_TARIFF", "INPUT_LOW_TARIFF"),
    ("SOMETHING_ELSE", "SOMETHING_ELSE", "SOMETHING_ELSE"),
)
COUNTERS = ("energyCounterOne", "energyCounterTwo", "energyCounterThree")
BESIDES: dict[str, Any] = {
    "on": True,
    "unreach": False,
    "dimLevel": 0.5,
    "shutterLevel": 0.25,
    "slatsLevel": 0.5,
    "primaryShadingLevel": 0.25,
    "secondaryShadingLevel": 0.5,
    "secondaryShadingStateType": "TILT_USED",
    "processing": False,
    "hue": 120,
    "saturationLevel": 1.0,
    "colorTemperature": 3000,
    "minimalColorTemperature": 2000,
    "maximumColorTemperature": 6500,
    "simpleRGBColorState": "RED",
    "opticalSignalBehaviour": "ON",
    "playingFileActive": False,
    "ventilationLevel": 0.5,
    "ventilationState": "VENTILATION",
    "ventilationPositionSupported": True,
    "wateringActive": False,
    "waterSupplyState": "FULL_OPENED",
    "motionDetectionActive": True,
    "operationLockActive": False,
    "doorLockActive": False,
    "doorBellLabel": "Bell",
    "lockState": "LOCKED",
    "motorState": "STOPPED",
    "convertedValue": 3,
    "unit": "bar",
    "currentGasFlow": 1.5,
    "gasVolume": 20,
    "currentPowerConsumption": 5,
    "profileMode": "AUTOMATIC",
    "metaGroupId": "room",
    "valvePosition": 0.5,
    "favoritePrimaryShadingPosition": 0.5,
    "signalAcoustic": "FREQUENCY_RISING",
}


@cache
def table_rows() -> tuple[Row, ...]:
    """Every row of every table."""
    found: list[Row] = []
    for module in (fields, groups, channels):
        for value in vars(module).values():
            for row in value if isinstance(value, tuple) else (value,):
                if isinstance(row, Row) and row not in found:
                    found.append(row)
    for decided in (*channels.CHANNELS.values(), *groups.GROUPS.values()):
        features = decided.features if isinstance(decided, groups.Grouped) else decided
        for mapper in features.mappers if isinstance(features, Features) else ():
            if isinstance(mapper, Row) and mapper not in found:
                found.append(mapper)
    return tuple(found)


def told(row: Row) -> Any:
    """A value of the row's field."""
    if isinstance(row, Word):
        return row.options[0].upper()
    if isinstance(row, Flag):
        return next(iter(sorted(row.on))) if row.on else True
    return 1


def everything(**more: Any) -> dict[str, Any]:
    """A part that tells all fields that we know."""
    rows = table_rows()
    return {
        **{row.field: told(row) for row in rows},
        **BESIDES,
        "supportedOptionalFeatures": {
            **{row.optional: True for row in rows if row.optional},
            "IFeatureDeviceIdentify": True,
            "IOptionalFeatureHueSaturationValue": True,
        },
        **more,
    }


def is_service(kind: str) -> bool:
    """Whether it is a type of channel 0, of which a device has one."""
    return kind.startswith(("DEVICE_", "ACCESS_CONTROLLER_", "EXTERNAL_BASE"))


@cache
def channel_features() -> tuple[tuple[str, Part, tuple[Feature, ...]], ...]:
    """What each type of channel becomes: as the main one or not, alone or one of several, in every role."""
    found = []
    modes = ("KEY_BEHAVIOR", "BINARY_BEHAVIOR")
    shapes = itertools.product(((True, True), (False, True), (False, False)), ROLES, modes)
    for ((main, alone), role, mode), counted in zip(shapes, itertools.cycle(COUNTED), strict=False):
        raw = everything(
            channelRole=role,
            multiModeInputMode=mode,
            **dict.fromkeys(COUNTERS, 5),
            **{f"{name}Type": f"ENERGY_COUNTER_{what}" for name, what in zip(COUNTERS, counted, strict=True)},
        )
        for kind, decided in (*channels.CHANNELS.items(), ("NEVER_HEARD_OF", channels.UNKNOWN)):
            if isinstance(decided, Features) and (alone or not is_service(kind)):
                index = 0 if is_service(kind) else 3
                part = Part("device", index, {**raw, "functionalChannelType": kind}, main=main, alone=alone)
                found.append((kind, part, decided(part)))
    return tuple(found)


@cache
def group_features() -> tuple[tuple[str, Part, tuple[Feature, ...]], ...]:
    """What each type of group becomes."""
    found = []
    door = Member("door", 1, "DOOR_CHANNEL", Part("door", 1, {"functionalChannelType": "DOOR_CHANNEL"}))
    labels = ("INTERNAL", "SIREN", "Living room", "ALARM")
    for own, label, level in itertools.product((True, False), labels, (0.5, None)):
        for kind, decided in (*groups.GROUPS.items(), ("NEVER_HEARD_OF", groups.UNKNOWN)):
            if isinstance(decided, groups.Grouped):
                raw = everything(type=kind, label=label, dimLevel=level)
                room = {"label": "Living room"}
                part = Part("group", 0, raw, main=own, device=room, members=(door,), prefix="group")
                found.append((kind, part, decided.features(part)))
    return tuple(found)


def home_features() -> tuple[Feature, ...]:
    """What the home itself becomes."""
    zones = {label: {"label": label, "silent": True, "active": False} for label in ("INTERNAL", "EXTERNAL")}
    home = HomeView(
        {
            "connected": True,
            "dutyCycle": 8.0,
            "carrierSense": 2.0,
            "currentAPVersion": "1.2.4",
            "weather": {"temperature": 16.6, "weatherCondition": "CLEAR"},
            "ruleMetaDatas": {"rule": {"id": "rule", "label": "Light at night", "active": True}},
            "functionalHomes": {
                "INDOOR_CLIMATE": {"absenceType": "VACATION"},
                "SECURITY_AND_ALARM": {"intrusionAlertThroughSmokeDetectors": False},
            },
        },
        {"SECURITY_ZONE": zones, "HEATING": {"room": {"cooling": False}}},
    )
    return tuple(feature for part in HOME_PARTS.values() for feature in part.features(home))
