"""``group/*``: heating, switching, alarms and the groups themselves."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ..home import Home
from . import checks
from .checks import Check, Command, CommandError, Json

PROFILES = tuple(f"PROFILE_{number}" for number in range(1, 7))
WEEKDAYS = ("MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY", "FRIDAY", "SATURDAY", "SUNDAY")
ECO_DIFFERENCE = 4.0
SECONDS_A_MINUTE = 60

type GroupEffect = Callable[[Home, Json, Json], Any]
"""What a command does: home, body, the group."""


def on_group(effect: GroupEffect | None = None, *, needs: str | None = None, **values: Check) -> Command:
    """A command to one group, which must have the field ``needs`` (by default the first of ``values``)."""
    fields = tuple(values)
    ability = needs if needs is not None else next(iter(fields), "")

    def run(home: Home, body: Json) -> Any:
        group = home.group(body["groupId"])
        if ability and ability not in group:
            raise CommandError(400, "INVALID_GROUP")
        if effect is not None:
            return effect(home, body, group)
        home.write_group(body["groupId"], {key: body[key] for key in fields})
        return None

    return Command(run, {"groupId": checks.text, **values})


def _set_point(home: Home, body: Json, group: Json) -> None:
    temperature = body["setPointTemperature"]
    if not group.get("minTemperature", 5.0) <= temperature <= group.get("maxTemperature", 30.0):
        raise CommandError(400, "INVALID_REQUEST")
    home.write_group(body["groupId"], {"setPointTemperature": temperature})
    home.write_members(group, {"setPointTemperature": temperature})


def _boost(home: Home, body: Json, group: Json) -> None:
    if body["boost"] and group.get("boostAllowed") is False:
        raise CommandError(400, "INVALID_REQUEST")
    home.write_group(body["groupId"], {"boostMode": body["boost"]})
    home.write_members(group, {"valvePosition": 0.8 if body["boost"] else 0.1})
    if body["boost"]:
        minutes = group.get("boostDuration") or 15
        home.later(minutes * SECONDS_A_MINUTE, lambda: home.write_group(body["groupId"], {"boostMode": False}))


def _profile_name(index: Any) -> str:
    return index if isinstance(index, str) else PROFILES[index]


def _is_profile(value: Any) -> bool:
    return value in PROFILES or (checks.whole(value) and value < len(PROFILES))


def _active_profile(home: Home, body: Json, group: Json) -> None:
    name = _profile_name(body["profileIndex"])
    if not group.get("profiles", {}).get(name, {}).get("enabled"):
        raise CommandError(400, "INVALID_REQUEST")
    home.write_group(body["groupId"], {"activeProfile": name})


def _profile(home: Home, body: Json, group: Json) -> Json:
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


def _update_profile(home: Home, body: Json, group: Json) -> None:
    name = _profile_name(body["profileIndex"])
    values = {key: body["profile"][key] for key in ("name", "profileDays") if key in body["profile"]}
    home.write_group(body["groupId"], {"profiles": {name: group["profiles"][name] | values}})


def _switch(home: Home, body: Json, group: Json) -> None:
    values: Json = {"on": body["on"]}
    home.write_group(body["groupId"], values)
    if "dimLevel" in group:
        values["dimLevel"] = 1.0 if body["on"] else 0.0
    home.write_members(group, values)


def _dim(home: Home, body: Json, group: Json) -> None:
    values: Json = {"dimLevel": body["dimLevel"], "on": body["dimLevel"] > 0}
    home.write_group(body["groupId"], values)
    home.write_members(group, values)


def _members_too(*fields: str) -> GroupEffect:
    def effect(home: Home, body: Json, group: Json) -> None:
        values = {key: body[key] for key in fields}
        there = {key: values[key] for key in values if group.get(key) is not None} | {"processing": False}
        home.write_group(body["groupId"], {key: value for key, value in there.items() if key in group})
        home.write_members(group, values | {"processing": False})

    return effect


def _stop(home: Home, body: Json, group: Json) -> None:
    for address in home.members(group):
        home.journeys.pop(address, None)
    home.write_members(group, {"processing": False})
    home.write_group(body["groupId"], {"processing": False})


def _test_signal(home: Home, body: Json, group: Json) -> None:
    silent = any(str(body.get(key, "")).startswith("DISABLE") for key in ("signalAcoustic", "signalOptical"))
    home.write_group(body["groupId"], {"on": not silent})
    if not silent:
        seconds = group.get("onTime") or 180.0
        home.later(seconds, lambda: home.write_group(body["groupId"], {"on": False}))


def _alarm_state(home: Home, body: Json, group: Json) -> None:
    home.write_group(body["groupId"], {"on": body["on"]})
    if body["on"]:
        home.later(group.get("onTime") or 180.0, lambda: home.write_group(body["groupId"], {"on": False}))


def _label(home: Home, body: Json, group: Json) -> None:
    del group
    home.write_group(body["groupId"], {"label": body["label"]})


def _delete(home: Home, body: Json, group: Json) -> None:
    del group
    home.remove("group", body["groupId"])


HEATING: dict[str, Command] = {
    "setSetPointTemperature": on_group(_set_point, setPointTemperature=checks.number),
    "setBoost": on_group(_boost, needs="boostMode", boost=checks.boolean),
    "setBoostDuration": on_group(boostDuration=checks.within(0, 60)),
    "setControlMode": on_group(controlMode=checks.one_of("AUTOMATIC", "MANUAL", "ECO")),
    "setActiveProfile": on_group(_active_profile, needs="activeProfile", profileIndex=_is_profile),
    "setProfileMode": on_group(profileMode=checks.one_of("AUTOMATIC", "MANUAL")),
    "getProfile": on_group(_profile, needs="profiles", profileIndex=_is_profile),
    "updateProfile": on_group(
        _update_profile, needs="profiles", profileIndex=_is_profile, profile=checks.mapping
    ),
    "setHotWaterState": on_group(_switch, on=checks.boolean),
    "setHotWaterOnTime": on_group(onTime=checks.seconds),
    "setHotWaterProfileMode": on_group(profileMode=checks.one_of("AUTOMATIC", "MANUAL")),
}  # fmt: skip

SWITCHING: dict[str, Command] = {
    "setState": on_group(_switch, on=checks.boolean),
    "setDimLevel": on_group(_dim, dimLevel=checks.level),
    "setShutterLevel": on_group(_members_too("shutterLevel"), shutterLevel=checks.level),
    "setSlatsLevel": on_group(
        _members_too("slatsLevel", "shutterLevel"), shutterLevel=checks.level, slatsLevel=checks.level
    ),
    "setPrimaryShadingLevel": on_group(_members_too("primaryShadingLevel"), primaryShadingLevel=checks.level),
    "setSecondaryShadingLevel": on_group(
        _members_too("primaryShadingLevel", "secondaryShadingLevel"),
        primaryShadingLevel=checks.level, secondaryShadingLevel=checks.level,
    ),
    "stop": on_group(_stop, needs="processing"),
    "linked/setOnTime": on_group(onTime=checks.seconds),
    "alarm/setState": on_group(_alarm_state, on=checks.boolean),
    "alarm/setOnTime": on_group(onTime=checks.seconds),
    "alarm/setSignalAcoustic": on_group(signalAcoustic=checks.acoustic_signal),
    "alarm/setSignalOptical": on_group(signalOptical=checks.optical_signal),
    "alarm/testSignalAcoustic": on_group(_test_signal, signalAcoustic=checks.acoustic_signal),
    "alarm/testSignalOptical": on_group(_test_signal, signalOptical=checks.optical_signal),
    "profile/setProfileMode": on_group(
        lambda home, body, _: home.write_group(body["groupId"], {"profileMode": body["profileMode"]}),
        profileMode=checks.one_of("AUTOMATIC", "MANUAL"), channels=checks.listing,
    ),
    "profile/setGroupChannels": on_group(channels=checks.listing),
}  # fmt: skip

GROUP_COMMANDS: dict[str, Command] = {
    **{f"group/heating/{name}": command for name, command in HEATING.items()},
    **{f"group/switching/{name}": command for name, command in SWITCHING.items()},
    "group/setGroupLabel": on_group(_label, label=checks.text),
    "group/deleteGroup": on_group(_delete),
}
