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

WRONG_KIND = dict.fromkeys(
    ("setPointTemperature", "boostMode", "boostDuration", "controlMode", "activeProfile", "partyMode"),
    "NOT_HEATING_GROUP",
)
"""The field that a group lacks: what the cloud says of it."""

type GroupEffect = Callable[[Home, Json, Json], Any]
"""What a command does: home, body, the group."""


def on_group(effect: GroupEffect | None = None, *, needs: str | None = None, **values: Check) -> Command:
    """A command to one group, which must have the field ``needs`` (by default the first of ``values``)."""
    fields = tuple(values)
    ability = needs if needs is not None else next(iter(fields), "")

    def run(home: Home, body: Json) -> Any:
        group = home.group(body["groupId"])
        if ability and ability not in group:
            raise CommandError(400, WRONG_KIND.get(ability, "FEATURE_NOT_SUPPORTED"))
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


def _colored(*fields: str) -> GroupEffect:
    def effect(home: Home, body: Json, group: Json) -> None:
        values: Json = {key: body[key] for key in fields} | {"on": body["dimLevel"] > 0}
        home.write_members(group, values)
        home.write_group(body["groupId"], {key: value for key, value in values.items() if key in group})

    return effect


def _toggle_switch(home: Home, body: Json, group: Json) -> None:
    _switch(home, body | {"on": not group.get("on")}, group)


def _toggle_shading(home: Home, body: Json, group: Json) -> None:
    level = 0.0 if any(group.get(key) for key in SHADING_FIELDS) else 1.0
    home.write_members(group, dict.fromkeys(SHADING_FIELDS, level))


def _favourite(home: Home, body: Json, group: Json) -> None:
    del body
    home.write_members(group, dict.fromkeys(SHADING_FIELDS, 0.5))


def _scene(home: Home, body: Json, group: Json) -> None:
    home.write_members(group, {"lightSceneId": body["id"], "on": True})


def _party(home: Home, body: Json, group: Json) -> None:
    home.write_group(body["groupId"], {"partyMode": True, "setPointTemperature": body["temperature"]})
    home.write_members(group, {"setPointTemperature": body["temperature"]})
    home.write_functional_home("INDOOR_CLIMATE", {"absenceType": "PARTY", "absenceEndTime": body["endTime"]})


def _ventilate(home: Home, body: Json, group: Json) -> None:
    level = body.get("ventilationLevel", 0.0 if body.get("ventilationState") == "NO_VENTILATION" else 1.0)
    values: Json = {"ventilationLevel": level, "ventilationState": "VENTILATION" if level else "NO_VENTILATION"}
    home.write_group(body["groupId"], values)
    home.write_members(group, values | {"on": level > 0, "dimLevel": level})


def _toggle_ventilation(home: Home, body: Json, group: Json) -> None:
    _ventilate(home, body | {"ventilationLevel": 0.0 if group.get("ventilationLevel") else 1.0}, group)


def _water(home: Home, body: Json, group: Json) -> None:
    active = body.get("wateringActive", not group.get("wateringActive"))
    home.write_group(body["groupId"], {"wateringActive": active})
    home.write_members(group, {"wateringActive": active, "waterFlow": 12.0 if active else 0.0})


def _notify(home: Home, body: Json, group: Json) -> None:
    shown: Json = {"opticalSignalBehaviour": "onOpticalSignalBehaviour", "simpleRGBColorState": "onSimpleRGBColor"}
    values = {field: group.get(source) for field, source in shown.items()}
    values |= {"on": True, "dimLevel": group.get("onLevel", 1.0)}
    home.write_group(body["groupId"], values)
    home.write_members(group, values)


def _quiet(home: Home, body: Json, group: Json) -> None:
    home.write_group(body["groupId"], {"on": False, "dimLevel": 0.0})
    home.write_members(group, {"on": False, "dimLevel": 0.0})


def _label(home: Home, body: Json, group: Json) -> None:
    del group
    home.write_group(body["groupId"], {"label": body["label"]})


def _delete(home: Home, body: Json, group: Json) -> None:
    del group
    home.remove("group", body["groupId"])


SHADING_FIELDS = ("shutterLevel", "primaryShadingLevel")
HUE: dict[str, Check] = {"hue": checks.within(0, 360), "saturationLevel": checks.level, "dimLevel": checks.level}
WHITE: dict[str, Check] = {"colorTemperature": checks.within(1000, 10000), "dimLevel": checks.level}
TIMES: dict[str, Check] = {"onTime": checks.seconds, "rampTime": checks.seconds}
FAN_STATE = checks.one_of("VENTILATION", "NO_VENTILATION")

HEATING: dict[str, Command] = {
    "setSetPointTemperature": on_group(_set_point, setPointTemperature=checks.number),
    "setBoost": on_group(_boost, needs="boostMode", boost=checks.boolean),
    "setBoostDuration": on_group(boostDuration=checks.within(0, 60)),
    "setControlMode": on_group(controlMode=checks.one_of("AUTOMATIC", "MANUAL")),
    "activatePartyMode": on_group(
        _party, needs="partyMode", endTime=checks.end_time, temperature=checks.within(5, 30)
    ),
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
    "setDimLevelWithTime": on_group(
        _dim, dimLevel=checks.level, onTime=checks.seconds, rampTime=checks.seconds
    ),
    "setSwitchStateWithTime": on_group(_switch, on=checks.boolean, onTime=checks.seconds),
    "setHueSaturationDimLevel": on_group(_colored(*HUE), needs="on", **HUE),
    "setHueSaturationDimLevelWithTime": on_group(_colored(*HUE), needs="on", **HUE, **TIMES),
    "setColorTemperatureDimLevel": on_group(_colored(*WHITE), needs="on", **WHITE),
    "setColorTemperatureDimLevelWithTime": on_group(_colored(*WHITE), needs="on", **WHITE, **TIMES),
    "setFavoriteShadingPosition": on_group(_favourite, needs="shutterLevel"),
    "startLightScene": on_group(_scene, needs="on", id=checks.whole),
    "toggleSwitchState": on_group(_toggle_switch, needs="on"),
    "toggleShadingState": on_group(_toggle_shading, needs="shutterLevel"),
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

LINKED: dict[str, Command] = {
    "setOpticalSignalBehaviour": on_group(opticalSignalBehaviour=checks.behaviour),
    "setSoundFileVolumeLevel": on_group(soundFile=checks.text, volumeLevel=checks.level),
    "setVentilationLevel": on_group(_ventilate, ventilationLevel=checks.level),
    "setVentilationLevelWithTime": on_group(
        _ventilate, ventilationLevel=checks.level, ventilationTime=checks.seconds
    ),
    "setVentilationState": on_group(_ventilate, ventilationState=FAN_STATE),
    "setVentilationStateWithTime": on_group(_ventilate, ventilationState=FAN_STATE, ventilationTime=checks.seconds),
    "setWateringSwitchState": on_group(_water, wateringActive=checks.boolean),
    "setWateringSwitchStateWithTime": on_group(_water, wateringActive=checks.boolean, wateringTime=checks.seconds),
    "startNotification": on_group(_notify, needs="onSimpleRGBColor"),
    "stopNotification": on_group(_quiet, needs="onSimpleRGBColor"),
    "toggleVentilationState": on_group(_toggle_ventilation, needs="ventilationLevel"),
    "toggleWateringState": on_group(_water, needs="wateringActive"),
}  # fmt: skip

GROUP_COMMANDS: dict[str, Command] = {
    **{f"group/heating/{name}": command for name, command in HEATING.items()},
    **{f"group/switching/{name}": command for name, command in SWITCHING.items()},
    **{f"group/linked/control/{name}": command for name, command in LINKED.items()},
    "group/profile/setProfileMode": on_group(profileMode=checks.one_of("AUTOMATIC", "MANUAL")),
    "group/setGroupLabel": on_group(_label, label=checks.text),
    "group/deleteGroup": on_group(_delete),
}
