"""``group/*``: heating, switching, alarms and the groups themselves."""

from __future__ import annotations

from typing import Any

from ..home import Home
from . import checks, group_effects as effects
from .checks import Check, Command, CommandError, Json
from .group_effects import GroupEffect

WRONG_KIND = dict.fromkeys(
    ("setPointTemperature", "boostMode", "boostDuration", "controlMode", "activeProfile", "partyMode"),
    "NOT_HEATING_GROUP",
)
"""The field that a group lacks: what the cloud says of it."""


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


HUE: dict[str, Check] = {"hue": checks.within(0, 360), "saturationLevel": checks.level, "dimLevel": checks.level}
WHITE: dict[str, Check] = {"colorTemperature": checks.within(1000, 10000), "dimLevel": checks.level}
TIMES: dict[str, Check] = {"onTime": checks.seconds, "rampTime": checks.seconds}
FAN_STATE = checks.one_of("VENTILATION", "NO_VENTILATION")

HEATING: dict[str, Command] = {
    "setSetPointTemperature": on_group(effects.set_point, setPointTemperature=checks.number),
    "setBoost": on_group(effects.boost, needs="boostMode", boost=checks.boolean),
    "setBoostDuration": on_group(boostDuration=checks.within(0, 60)),
    "setControlMode": on_group(controlMode=checks.one_of("AUTOMATIC", "MANUAL", "ECO")),
    "activatePartyMode": on_group(
        effects.party, needs="partyMode", endTime=checks.end_time, temperature=checks.within(5, 30)
    ),
    "setActiveProfile": on_group(effects.active_profile, needs="activeProfile", profileIndex=effects.is_profile),
    "setProfileMode": on_group(profileMode=checks.one_of("AUTOMATIC", "MANUAL")),
    "getProfile": on_group(effects.read_profile, needs="profiles", profileIndex=effects.is_profile),
    "updateProfile": on_group(
        effects.write_profile, needs="profiles", profileIndex=effects.is_profile, profile=checks.mapping
    ),
    "setHotWaterState": on_group(effects.switch, on=checks.boolean),
    "setHotWaterOnTime": on_group(onTime=checks.seconds),
    "setHotWaterProfileMode": on_group(profileMode=checks.one_of("AUTOMATIC", "MANUAL")),
}  # fmt: skip

SWITCHING: dict[str, Command] = {
    "setState": on_group(effects.switch, on=checks.boolean),
    "setDimLevel": on_group(effects.dim, dimLevel=checks.level),
    "setShutterLevel": on_group(effects.members_too("shutterLevel"), shutterLevel=checks.level),
    "setSlatsLevel": on_group(
        effects.members_too("slatsLevel", "shutterLevel"), shutterLevel=checks.level, slatsLevel=checks.level
    ),
    "setPrimaryShadingLevel": on_group(effects.members_too("primaryShadingLevel"), primaryShadingLevel=checks.level),
    "setSecondaryShadingLevel": on_group(
        effects.members_too("primaryShadingLevel", "secondaryShadingLevel"),
        primaryShadingLevel=checks.level, secondaryShadingLevel=checks.level,
    ),
    "setDimLevelWithTime": on_group(
        effects.dim, dimLevel=checks.level, onTime=checks.seconds, rampTime=checks.seconds
    ),
    "setSwitchStateWithTime": on_group(effects.switch, on=checks.boolean, onTime=checks.seconds),
    "setHueSaturationDimLevel": on_group(effects.colored(*HUE), needs="on", **HUE),
    "setHueSaturationDimLevelWithTime": on_group(effects.colored(*HUE), needs="on", **HUE, **TIMES),
    "setColorTemperatureDimLevel": on_group(effects.colored(*WHITE), needs="on", **WHITE),
    "setColorTemperatureDimLevelWithTime": on_group(effects.colored(*WHITE), needs="on", **WHITE, **TIMES),
    "setFavoriteShadingPosition": on_group(effects.favourite, needs="shutterLevel"),
    "startLightScene": on_group(effects.scene, needs="on", id=checks.whole),
    "toggleSwitchState": on_group(effects.toggle_switch, needs="on"),
    "toggleShadingState": on_group(effects.toggle_shading, needs="shutterLevel"),
    "stop": on_group(effects.stop, needs="processing"),
    "linked/setOnTime": on_group(onTime=checks.seconds),
    "alarm/setState": on_group(effects.alarm_state, on=checks.boolean),
    "alarm/setOnTime": on_group(onTime=checks.seconds),
    "alarm/setSignalAcoustic": on_group(signalAcoustic=checks.acoustic_signal),
    "alarm/setSignalOptical": on_group(signalOptical=checks.optical_signal),
    "alarm/testSignalAcoustic": on_group(effects.test_signal, signalAcoustic=checks.acoustic_signal),
    "alarm/testSignalOptical": on_group(effects.test_signal, signalOptical=checks.optical_signal),
    "profile/setProfileMode": on_group(
        lambda home, body, _: home.write_group(body["groupId"], {"profileMode": body["profileMode"]}),
        profileMode=checks.one_of("AUTOMATIC", "MANUAL"), channels=checks.listing,
    ),
    "profile/setGroupChannels": on_group(channels=checks.listing),
}  # fmt: skip

LINKED: dict[str, Command] = {
    "setOpticalSignalBehaviour": on_group(opticalSignalBehaviour=checks.behaviour),
    "setSoundFileVolumeLevel": on_group(soundFile=checks.text, volumeLevel=checks.level),
    "setVentilationLevel": on_group(effects.ventilate, ventilationLevel=checks.level),
    "setVentilationLevelWithTime": on_group(
        effects.ventilate, ventilationLevel=checks.level, ventilationTime=checks.seconds
    ),
    "setVentilationState": on_group(effects.ventilate, ventilationState=FAN_STATE),
    "setVentilationStateWithTime": on_group(effects.ventilate, ventilationState=FAN_STATE, ventilationTime=checks.seconds),
    "setWateringSwitchState": on_group(effects.water, wateringActive=checks.boolean),
    "setWateringSwitchStateWithTime": on_group(effects.water, wateringActive=checks.boolean, wateringTime=checks.seconds),
    "startNotification": on_group(effects.notify, needs="onSimpleRGBColor"),
    "stopNotification": on_group(effects.quiet, needs="onSimpleRGBColor"),
    "toggleVentilationState": on_group(effects.toggle_ventilation, needs="ventilationLevel"),
    "toggleWateringState": on_group(effects.water, needs="wateringActive"),
}  # fmt: skip

GROUP_COMMANDS: dict[str, Command] = {
    **{f"group/heating/{name}": command for name, command in HEATING.items()},
    **{f"group/switching/{name}": command for name, command in SWITCHING.items()},
    **{f"group/linked/control/{name}": command for name, command in LINKED.items()},
    "group/profile/setProfileMode": on_group(profileMode=checks.one_of("AUTOMATIC", "MANUAL")),
    "group/setGroupLabel": on_group(effects.label, label=checks.text),
    "group/deleteGroup": on_group(effects.delete),
}
