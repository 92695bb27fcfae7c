"""What the commands to one group do to it and its members."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ..home import Home
from . import checks
from .checks import CommandError, Json
from .device_effects import off_after

PROFILES = tuple(f"PROFILE_{number}" for number in range(1, 7))
WEEKDAYS = ("MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY", "FRIDAY", "SATURDAY", "SUNDAY")
SECONDS_A_MINUTE = 60
SHADING_FIELDS = ("shutterLevel", "primaryShadingLevel")

type GroupEffect = Callable[[Home, Json, Json], Any]
"""What a command does: home, body, the group."""


def set_point(home: Home, body: Json, group: Json) -> None:
    """Another set point, of the thermostats too."""
    temperature = body["setPointTemperature"]
    if not group.get("minTemperature", 5.0) <= temperature <= group.get("maxTemperature", 30.0):
        raise CommandError(400, "INVALID_REQUEST")
    home.write_group(body["groupId"], {"setPointTemperature": temperature})
    home.write_members(group, {"setPointTemperature": temperature})


def boost(home: Home, body: Json, group: Json) -> None:
    """Heat with all might for a while, or stop it."""
    if body["boost"] and group.get("boostAllowed") is False:
        raise CommandError(400, "INVALID_REQUEST")
    home.write_group(body["groupId"], {"boostMode": body["boost"]})
    home.write_members(group, {"valvePosition": 0.8 if body["boost"] else 0.1})
    if body["boost"]:
        minutes = group.get("boostDuration") or 15
        home.later(minutes * SECONDS_A_MINUTE, lambda: home.write_group(body["groupId"], {"boostMode": False}))


def _profile_name(index: Any) -> str:
    return index if isinstance(index, str) else PROFILES[index]


def is_profile(value: Any) -> bool:
    """The name of a profile, or its number from 0."""
    return value in PROFILES or (checks.whole(value) and value < len(PROFILES))


def active_profile(home: Home, body: Json, group: Json) -> None:
    """Heat by another profile."""
    name = _profile_name(body["profileIndex"])
    if not group.get("profiles", {}).get(name, {}).get("enabled"):
        raise CommandError(400, "INVALID_REQUEST")
    home.write_group(body["groupId"], {"activeProfile": name})


def read_profile(home: Home, body: Json, group: Json) -> Json:
    """The profile with its days."""
    name = _profile_name(body["profileIndex"])
    profile = group.get("profiles", {}).get(name)
    if profile is None:
        raise CommandError(400, "INVALID_REQUEST")
    period = {"starttime": "06:00", "endtime": "22:00", "value": 21.0}
    period |= {"starttimeAsMinutesOfDay": 360, "endtimeAsMinutesOfDay": 1320}
    days = {day: {"baseValue": 17.0, "dayOfWeek": day, "periods": [dict(period)]} for day in WEEKDAYS}
    return {
        "groupId": body["groupId"],
        "homeId": group.get("homeId"),
        "id": profile.get("profileId"),
        "index": name,
        "name": profile.get("name"),
        "profileDays": profile.get("profileDays") or days,
        "type": "HEATING",
    }


def write_profile(home: Home, body: Json, group: Json) -> None:
    """Another name or other days for the profile."""
    name = _profile_name(body["profileIndex"])
    values = {key: body["profile"][key] for key in ("name", "profileDays") if key in body["profile"]}
    home.write_group(body["groupId"], {"profiles": {name: group["profiles"][name] | values}})


def switch(home: Home, body: Json, group: Json) -> None:
    """All members on or off; off again after ``onTime``."""
    values: Json = {"on": body["on"]}
    home.write_group(body["groupId"], values)
    if "dimLevel" in group:
        values["dimLevel"] = 1.0 if body["on"] else 0.0
    home.write_members(group, values)
    _members_off_after(home, body, group)


def dim(home: Home, body: Json, group: Json) -> None:
    """All members at this level; off again after ``onTime``."""
    values: Json = {"dimLevel": body["dimLevel"], "on": body["dimLevel"] > 0}
    home.write_group(body["groupId"], values)
    home.write_members(group, values)
    _members_off_after(home, body, group)


def _members_off_after(home: Home, body: Json, group: Json) -> None:
    for device_id, index in home.members(group):
        channel = home.channel(device_id, index)
        dark = {key: value for key, value in {"dimLevel": 0.0, "on": False}.items() if key in channel}
        off_after(home, {**body, "deviceId": device_id, "channelIndex": index}, dark)


SHADING = {"shutterLevel": "primaryShadingLevel", "slatsLevel": "secondaryShadingLevel"}
"""Two names of the same level: a group tells both, its members one."""
OTHER_NAME = SHADING | {other: name for name, other in SHADING.items()}


def members_too(*fields: str) -> GroupEffect:
    """Write these fields to the group and to its members, by either name."""

    def effect(home: Home, body: Json, group: Json) -> None:
        values = {key: body[key] for key in fields}
        values |= {OTHER_NAME[key]: value for key, value in values.items() if key in OTHER_NAME}
        there = {key: values[key] for key in values if group.get(key) is not None} | {"processing": False}
        home.write_group(body["groupId"], {key: value for key, value in there.items() if key in group})
        home.write_members(group, values | {"processing": False})

    return effect


def stop(home: Home, body: Json, group: Json) -> None:
    """All members stay where they are."""
    for address in home.members(group):
        home.journeys.pop(address, None)
    home.write_members(group, {"processing": False})
    home.write_group(body["groupId"], {"processing": False})


def test_signal(home: Home, body: Json, group: Json) -> None:
    """Sound or flash for a while; a disabled signal ends it."""
    silent = any(str(body.get(key, "")).startswith("DISABLE") for key in ("signalAcoustic", "signalOptical"))
    home.write_group(body["groupId"], {"on": not silent})
    if not silent:
        seconds = group.get("onTime") or 180.0
        home.later(seconds, lambda: home.write_group(body["groupId"], {"on": False}))


def alarm_state(home: Home, body: Json, group: Json) -> None:
    """Sound, or stop it."""
    home.write_group(body["groupId"], {"on": body["on"]})
    if body["on"]:
        home.later(group.get("onTime") or 180.0, lambda: home.write_group(body["groupId"], {"on": False}))


def colored(*fields: str) -> GroupEffect:
    """All lamps in this colour."""

    def effect(home: Home, body: Json, group: Json) -> None:
        values: Json = {key: body[key] for key in fields} | {"on": body["dimLevel"] > 0}
        home.write_members(group, values)
        home.write_group(body["groupId"], {key: value for key, value in values.items() if key in group})

    return effect


def toggle_switch(home: Home, body: Json, group: Json) -> None:
    """On if it is off, off if it is on."""
    switch(home, body | {"on": not group.get("on")}, group)


def toggle_shading(home: Home, body: Json, group: Json) -> None:
    """Down if it is up, up if it is down."""
    level = 0.0 if any(group.get(key) for key in SHADING_FIELDS) else 1.0
    home.write_members(group, dict.fromkeys(SHADING_FIELDS, level))


def favourite(home: Home, body: Json, group: Json) -> None:
    """All members to their favourite position."""
    del body
    home.write_members(group, dict.fromkeys(SHADING_FIELDS, 0.5))


def scene(home: Home, body: Json, group: Json) -> None:
    """Start a light scene."""
    home.write_members(group, {"lightSceneId": body["id"], "on": True})


def party(home: Home, body: Json, group: Json) -> None:
    """Warm until the party is over."""
    home.write_group(body["groupId"], {"partyMode": True, "setPointTemperature": body["temperature"]})
    home.write_members(group, {"setPointTemperature": body["temperature"]})
    home.write_functional_home("INDOOR_CLIMATE", {"absenceType": "PARTY", "absenceEndTime": body["endTime"]})


def ventilate(home: Home, body: Json, group: Json) -> None:
    """All members air at this level."""
    level = body.get("ventilationLevel", 0.0 if body.get("ventilationState") == "NO_VENTILATION" else 1.0)
    values: Json = {"ventilationLevel": level, "ventilationState": "VENTILATION" if level else "NO_VENTILATION"}
    home.write_group(body["groupId"], values)
    home.write_members(group, values | {"on": level > 0, "dimLevel": level})


def toggle_ventilation(home: Home, body: Json, group: Json) -> None:
    """Air if it doesn't, don't if it does."""
    ventilate(home, body | {"ventilationLevel": 0.0 if group.get("ventilationLevel") else 1.0}, group)


def water(home: Home, body: Json, group: Json) -> None:
    """Open or close the taps."""
    active = body.get("wateringActive", not group.get("wateringActive"))
    home.write_group(body["groupId"], {"wateringActive": active})
    home.write_members(group, {"wateringActive": active, "waterFlow": 12.0 if active else 0.0})


def notify(home: Home, body: Json, group: Json) -> None:
    """Show the signal that the group is made for."""
    shown: Json = {"opticalSignalBehaviour": "onOpticalSignalBehaviour", "simpleRGBColorState": "onSimpleRGBColor"}
    values = {field: group.get(source) for field, source in shown.items()}
    values |= {"on": True, "dimLevel": group.get("onLevel", 1.0)}
    home.write_group(body["groupId"], values)
    home.write_members(group, values)


def quiet(home: Home, body: Json, group: Json) -> None:
    """Show nothing any more."""
    home.write_group(body["groupId"], {"on": False, "dimLevel": 0.0})
    home.write_members(group, {"on": False, "dimLevel": 0.0})


def label(home: Home, body: Json, group: Json) -> None:
    """Give the group another name."""
    del group
    home.write_group(body["groupId"], {"label": body["label"]})


def delete(home: Home, body: Json, group: Json) -> None:
    """Take the group out of the home."""
    del group
    home.remove("group", body["groupId"])
