"""The groups of a house: what belongs to every room of itself, and what a family has set up."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from ..mirror import aggregated
from .models import NOW, group_id

type Json = dict[str, Any]
type Member = Json

COMMON: Json = {"dutyCycle": False, "lowBat": False, "unreach": False, "metaGroupId": None}
EMPTY: Json = {"dutyCycle": None, "lowBat": None, "unreach": None, "metaGroupId": None, "lastStatusUpdate": 0}
SHADING: Json = {
    "shutterLevel": None, "slatsLevel": None, "processing": False, "primaryShadingLevel": None,
    "primaryShadingStateType": "NOT_EXISTENT", "secondaryShadingLevel": None,
    "secondaryShadingStateType": "NOT_EXISTENT",
}  # fmt: skip
SWITCHED: Json = {"on": False, "dimLevel": None, **SHADING}
GUARD: Json = {
    "windowState": None, "motionDetected": None, "presenceDetected": None, "sabotage": False,
    "smokeDetectorAlarmType": None, "moistureDetected": None, "waterlevelDetected": None, "powerMainsFailure": None,
}  # fmt: skip
ALARM: Json = {
    "on": False, "dimLevel": None, "onTime": 180.0, "signalAcoustic": "FREQUENCY_RISING",
    "signalOptical": "DOUBLE_FLASHING_REPEATING", "smokeDetectorAlarmType": "IDLE_OFF", "acousticFeedbackEnabled": True,
}  # fmt: skip
HEATING: Json = {
    "activeProfile": "PROFILE_1", "actualTemperature": None, "boostAllowed": True, "boostDuration": 15,
    "boostMode": False, "controlMode": "AUTOMATIC", "controllable": True, "cooling": False, "coolingAllowed": False,
    "coolingIgnored": False, "dewPointControlEnabled": False, "dewPointTemperature": 12.0, "ecoAllowed": True,
    "ecoIgnored": False, "externalClockCoolingTemperature": 23.0, "externalClockEnabled": False,
    "externalClockHeatingTemperature": 19.0, "floorHeatingMode": "FLOOR_HEATING_STANDARD",
    "heatingFailureSupported": True, "humidity": None, "humidityLimitEnabled": True, "humidityLimitPreEnabled": True,
    "humidityLimitPreValue": 60, "humidityLimitValue": 60, "humidityLimiterAlarm": False,
    "lastSetPointReachedTimestamp": NOW, "lastSetPointUpdatedTimestamp": NOW, "maxTemperature": 30.0,
    "minTemperature": 5.0, "partyMode": False, "setPointTemperature": 21.0, "switchClimateCoolingEnable": True,
    "switchClimateHeatingEnable": True, "valveActualTemperature": None, "valvePosition": None,
    "valveSilentModeEnabled": False, "valveSilentModeSupported": False, "windowOpenTemperature": 12.0,
    "windowOpenTemperatureCooling": 28.0, "windowState": None,
}  # fmt: skip
PROFILE_NAMES = ("Alltag", "Homeoffice", "Ferien", "", "", "")

SWITCHABLE = frozenset({
    "SWITCH_CHANNEL", "SWITCH_MEASURING_CHANNEL", "MULTI_MODE_INPUT_SWITCH_CHANNEL", "DIMMER_CHANNEL",
    "MULTI_MODE_INPUT_DIMMER_CHANNEL", "UNIVERSAL_DIMMING_CHANNEL", "UNIVERSAL_LIGHT_CHANNEL",
    "BLIND_CHANNEL", "SHUTTER_CHANNEL", "MULTI_MODE_INPUT_BLIND_CHANNEL", "SHADING_CHANNEL",
})  # fmt: skip
GUARDING = frozenset({
    "SHUTTER_CONTACT_CHANNEL", "ROTARY_HANDLE_CHANNEL", "CONTACT_INTERFACE_CHANNEL", "MOTION_DETECTION_CHANNEL",
    "PRESENCE_DETECTION_CHANNEL", "SMOKE_DETECTOR_CHANNEL", "WATER_SENSOR_CHANNEL", "BASE_WATER_SENSOR_CHANNEL",
    "MAINS_FAILURE_CHANNEL",
})  # fmt: skip
CLIMATIC = frozenset({
    "WALL_MOUNTED_THERMOSTAT_PRO_CHANNEL", "WALL_MOUNTED_THERMOSTAT_CHANNEL", "WALL_MOUNTED_THERMOSTAT_BASIC_CHANNEL",
    "WALL_MOUNTED_THERMOSTAT_WITHOUT_DISPLAY_CHANNEL", "WALL_MOUNTED_THERMOSTAT_WITH_CARBON_CHANNEL",
    "HEATING_THERMOSTAT_CHANNEL", "ANALOG_ROOM_CONTROL_CHANNEL",
})  # fmt: skip
HEATING_TOO = frozenset({"SHUTTER_CONTACT_CHANNEL", "ROTARY_HANDLE_CHANNEL"})
WEATHERING = frozenset({"WEATHER_SENSOR_PRO_CHANNEL", "WEATHER_SENSOR_PLUS_CHANNEL", "WEATHER_SENSOR_CHANNEL"})
METERING = frozenset({"SWITCH_MEASURING_CHANNEL", "ENERGY_SENSORS_INTERFACE_CHANNEL"})
ACCESSING = frozenset({"DOOR_LOCK_CHANNEL", "DOOR_LOCK_PRO_CHANNEL", "DOOR_SWITCH_CHANNEL", "DOOR_CHANNEL"})

OUTER_SKIN = frozenset({"SHUTTER_CONTACT_CHANNEL", "ROTARY_HANDLE_CHANNEL", "CONTACT_INTERFACE_CHANNEL"})
INNER_SPACE = frozenset({"MOTION_DETECTION_CHANNEL", "PRESENCE_DETECTION_CHANNEL"})


def of_kinds(channels: Iterable[Json], wanted: frozenset[str] | set[str]) -> list[Json]:
    """Those of the channels that are of the kinds."""
    return [channel for channel in channels if channel["functionalChannelType"] in wanted]


class Groups:
    """Makes the groups of one home and ties channels to them."""

    def __init__(self, home_id: str) -> None:
        """Begin with none."""
        self.home_id = home_id
        self.all: dict[str, Json] = {}

    def add(self, kind: str, label: str, channels: Iterable[Json] = (), room: str | None = None, **values: Any) -> Json:
        """A group of these channels; what it shows of them is worked out."""
        members = list(channels)
        identity = group_id(f"{kind} {label} {room or ''}")
        group: Json = {
            **(COMMON if members else EMPTY),
            **({"lastStatusUpdate": NOW} if members else {}),
            **values,
            "id": identity,
            "homeId": self.home_id,
            "label": label,
            "type": kind,
            "channels": [{"deviceId": one["deviceId"], "channelIndex": one["index"]} for one in members],
        }
        if room is not None:
            group["metaGroupId"] = group_id(f"META {room} ")
        group.update(aggregated({**group, **_seen(group, members)}, members) if members else {})
        for one in members:
            one["groups"].append(identity)
        self.all[identity] = group
        return group

    def room(self, label: str, devices: list[Json]) -> None:
        """A room, and the groups that each room has of itself for what is in it."""
        service = [device["functionalChannels"]["0"] for device in devices]
        channels = [
            channel for device in devices for channel in device["functionalChannels"].values() if channel["index"] != 0
        ]
        inner = []
        if climatic := of_kinds(channels, CLIMATIC):
            inner.append(self.heating(label, climatic + of_kinds(channels, HEATING_TOO)))
        if switchable := of_kinds(channels, SWITCHABLE):
            inner.append(self.add("SWITCHING", label, switchable, label, **SWITCHED))
        if guarding := of_kinds(channels, GUARDING):
            inner.append(self.add("SECURITY", label, guarding, label, **GUARD))
        if weathering := of_kinds(channels, WEATHERING):
            values = {"actualTemperature": 0.0, "humidity": 0, "illumination": 0.0, "raining": False, "windSpeed": 0.0}
            inner.append(self.add("ENVIRONMENT", label, weathering, label, **values))
        if metering := of_kinds(channels, METERING):
            inner.append(self.add("ENERGY", label, metering, label))
        if accessing := of_kinds(channels, ACCESSING):
            inner.append(self.add("ACCESS_CONTROL", label, accessing, label))
        self.add(
            "META", label, service + channels, configPending=False, sabotage=None, incorrectPositioned=None,
            groups=[group["id"] for group in inner],
        )  # fmt: skip

    def heating(self, label: str, channels: list[Json]) -> Json:
        """The heating group of a room, with six profiles of which three are used."""
        identity = group_id(f"HEATING {label} {label}")
        profiles = {
            f"PROFILE_{number}": {
                "enabled": True, "visible": bool(name), "groupId": identity, "index": f"PROFILE_{number}",
                "name": name, "profileId": group_id(f"profile {number} {label}"),
            }
            for number, name in enumerate(PROFILE_NAMES, 1)
        }  # fmt: skip
        wanted = next((one["setPointTemperature"] for one in channels if "setPointTemperature" in one), 21.0)
        return self.add(
            "HEATING", label, channels, label, **(HEATING | {"profiles": profiles, "setPointTemperature": wanted})
        )


def _seen(group: Json, members: list[Json]) -> Json:
    """Something unlike any value for each field that members know, so that it is worked out afresh."""
    return {key: ... for key in group if any(one.get(key) is not None for one in members) and key not in _KEPT}


_KEPT = frozenset(
    {"id", "homeId", "label", "groups", "channels", "setPointTemperature", "lowBat", "dutyCycle", "unreach"}
)
