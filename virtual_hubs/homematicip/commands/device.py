"""``device/control/*``, ``device/configuration/*`` and what else is asked of one device."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

from ..home import BLOCKING_SECONDS, WRONG_PINS_BEFORE_BLOCKING, Home, milliseconds
from . import checks
from .checks import Check, Command, CommandError, Json

IDENTIFY_SECONDS = 3.0
ON_FOREVER = 111600.0
NOMINAL_WATTS = 42.5

type ChannelEffect = Callable[[Home, Json, Json], Any]
"""What a command does: home, body, the channel."""


def on_channel(effect: ChannelEffect | None = None, *, needs: str | None = None, **values: Check) -> Command:
    """A command to one channel, which must have the field ``needs`` (by default the first of ``values``).

    Without an effect the values are simply written to the channel.
    """
    fields = tuple(values)
    ability = needs if needs is not None else next(iter(fields), "")

    def run(home: Home, body: Json) -> Any:
        channel = home.channel(body["deviceId"], body["channelIndex"])
        if ability and ability not in channel:
            raise CommandError(400, "INVALID_CHANNEL")
        if effect is not None:
            return effect(home, body, channel)
        _write(home, body, {key: body[key] for key in fields})
        return None

    timing = {name: checks.seconds for name in ("onTime", "rampTime") if name not in values}
    return Command(run, {"deviceId": checks.text, "channelIndex": checks.whole, **values}, timing)


def _write(home: Home, body: Json, values: Json) -> None:
    home.write_channel(body["deviceId"], body["channelIndex"], values)


def _switch(home: Home, body: Json, channel: Json) -> None:
    values: Json = {"on": body["on"]}
    if "currentPowerConsumption" in channel:
        values["currentPowerConsumption"] = NOMINAL_WATTS if body["on"] else 0.0
    if "dimLevel" in channel:
        values["dimLevel"] = (channel["dimLevel"] or 1.0) if body["on"] else 0.0
    _write(home, body, values)
    _off_after(home, body, {"on": False})


def _light(*fields: str, unset: tuple[str, ...] = ()) -> ChannelEffect:
    def effect(home: Home, body: Json, channel: Json) -> None:
        values: Json = {key: body[key] for key in fields if key in body}
        if values.get("dimLevel", 0) > 1:
            values["dimLevel"] = channel.get("dimLevel") or 1.0
        if "on" in channel and "dimLevel" in values:
            values["on"] = values["dimLevel"] > 0
        _write(home, body, values | {key: None for key in unset if key in channel})
        _off_after(
            home, body, {key: 0.0 if key == "dimLevel" else False for key in ("on", "dimLevel") if key in channel}
        )

    return effect


def _off_after(home: Home, body: Json, values: Json) -> None:
    seconds = body.get("onTime", ON_FOREVER)
    if 0 < seconds < ON_FOREVER:
        home.later(seconds, lambda: _write(home, body, values))


def _move(*fields: str) -> ChannelEffect:
    def effect(home: Home, body: Json, _channel: Json) -> None:
        _travel(home, body, {key: body[key] for key in fields}, {"processing": True}, {"processing": False})

    return effect


def _travel(home: Home, body: Json, there: Json, meanwhile: Json, after: Json) -> None:
    if not home.travel:
        _write(home, body, there | after)
        return
    address = body["deviceId"], body["channelIndex"]
    journey = home.journeys[address] = object()
    _write(home, body, meanwhile)

    def arrive() -> None:
        if home.journeys.get(address) is journey:
            del home.journeys[address]
            _write(home, body, there | after)

    home.later(home.travel, arrive)


def _stop(home: Home, body: Json, channel: Json) -> None:
    home.journeys.pop((body["deviceId"], body["channelIndex"]), None)
    _write(home, body, {"processing": False} if "processing" in channel else {})


def _favourite(home: Home, body: Json, channel: Json) -> None:
    primary, secondary = ("shutterLevel", "slatsLevel") if "shutterLevel" in channel else SHADING_LEVELS
    there = {primary: channel.get("favoritePrimaryShadingPosition", 0.5)}
    if channel.get(secondary) is not None:
        there[secondary] = channel.get("favoriteSecondaryShadingPosition", 0.5)
    _travel(home, body, there, {"processing": True}, {"processing": False})


def _door(home: Home, body: Json, channel: Json) -> None:
    command = body["doorCommand"]
    if command == "STOP":
        home.journeys.pop((body["deviceId"], body["channelIndex"]), None)
        _write(home, body, {"processing": False})
        return
    if command == "PARTIAL_OPEN" and not channel.get("ventilationPositionSupported"):
        raise CommandError(400, "INVALID_REQUEST")
    there = {"doorState": DOOR_STATES[command]}
    _travel(home, body, there, {"processing": True}, {"processing": False})


def _impulse(home: Home, body: Json, channel: Json) -> None:
    _write(home, body, {"processing": True})
    home.later(channel.get("impulseDuration") or 0.1, lambda: _write(home, body, {"processing": False}))


def _authorize(home: Home, body: Json) -> None:
    """The access authorization: the client must belong to it, and its PIN must be right."""
    if not home.authorized:
        raise CommandError(403, "CLIENT_ACCESS_DENIED")
    now = time.time()
    if now < home.blocked_until:
        raise CommandError(400, "INVALID_AUTHORIZATION_PIN", blockingTime=int(home.blocked_until * 1000))
    if body["authorizationPin"] == home.authorization_pin:
        home.wrong_pins = 0
        return
    home.wrong_pins += 1
    blocking: Json = {}
    if home.wrong_pins >= WRONG_PINS_BEFORE_BLOCKING:
        home.blocked_until = now + BLOCKING_SECONDS
        home.wrong_pins = 0
        blocking["blockingTime"] = int(home.blocked_until * 1000)
    raise CommandError(400, "INVALID_AUTHORIZATION_PIN", **blocking)


def _lock(home: Home, body: Json, channel: Json) -> None:
    _authorize(home, body)
    target = body["targetLockState"]
    motor = "CLOSING" if target == "LOCKED" else "OPENING"
    del channel
    _travel(home, body, {"lockState": target}, {"motorState": motor}, {"motorState": "STOPPED"})


def _pull_latch(home: Home, body: Json, channel: Json) -> None:
    _authorize(home, body)
    if channel.get("channelRole") != "DOOR_OPENER_ACTUATOR":
        raise CommandError(400, "INVALID_CHANNEL")
    home.touch("device", body["deviceId"])


def _always_open(home: Home, body: Json, channel: Json) -> None:
    _authorize(home, body)
    del channel
    for other in home.device(body["deviceId"])["functionalChannels"].values():
        if other.get("functionalChannelType") == "DOOR_SWITCH_CHANNEL":
            home.write_channel(body["deviceId"], other["index"], {"doorLockActive": body["doorLockActive"]})


def _ventilate(home: Home, body: Json, channel: Json) -> None:
    level = body["ventilationLevel"]
    values: Json = {"ventilationLevel": level, "dimLevel": level, "on": level > 0}
    values["ventilationState"] = "VENTILATION" if level else "NO_VENTILATION"
    _write(home, body, {key: value for key, value in values.items() if key in channel})


def _ventilation_state(home: Home, body: Json, channel: Json) -> None:
    level = 0.0 if body["ventilationState"] == "NO_VENTILATION" else channel.get("ventilationLevel") or 1.0
    _ventilate(home, body | {"ventilationLevel": level}, channel)


def _water(home: Home, body: Json, channel: Json) -> None:
    active = body.get("wateringActive", not channel.get("wateringActive"))
    _write(home, body, {"wateringActive": active, "waterFlow": 12.0 if active else 0.0})
    duration = body.get("wateringTime", 0)
    if active and duration:
        home.later(duration, lambda: _write(home, body, {"wateringActive": False, "waterFlow": 0.0}))


def _sound(home: Home, body: Json, channel: Json) -> None:
    values: Json = {"soundFile": body["soundFile"], "volumeLevel": body["volumeLevel"]}
    values["playingFileActive"] = body["volumeLevel"] > 0
    values["on"] = values["playingFileActive"] or bool(channel.get("dimLevel"))
    _write(home, body, values)


def _reset(*fields: str) -> ChannelEffect:
    def effect(home: Home, body: Json, channel: Json) -> None:
        _write(home, body, {key: 0 if isinstance(channel[key], int) else 0.0 for key in fields if key in channel})

    return effect


def _identify(home: Home, body: Json, channel: Json) -> None:
    features = channel.get("supportedOptionalFeatures") or {}
    if not features.get("IFeatureDeviceIdentify"):
        raise CommandError(400, "INVALID_REQUEST")
    home.touch("device", body["deviceId"])


def _scene(home: Home, body: Json, channel: Json) -> None:
    _write(home, body, {"lightSceneId": body["id"], "on": True, "dimLevel": channel.get("dimLevel") or 1.0})


def on_device(effect: Callable[[Home, Json], Any], **values: Check) -> Command:
    """A command to a whole device."""

    def run(home: Home, body: Json) -> Any:
        home.device(body["deviceId"])
        return effect(home, body)

    return Command(run, {"deviceId": checks.text, **values})


def _label(home: Home, body: Json) -> None:
    home.device(body["deviceId"])["label"] = body["label"]
    home.touch("device", body["deviceId"])


def _delete(home: Home, body: Json) -> None:
    home.remove("device", body["deviceId"])


def _update_applicable(home: Home, body: Json) -> Json:
    return {"updateApplicable": home.device(body["deviceId"]).get("updateState") == "UPDATE_AVAILABLE"}


def _authorize_update(home: Home, body: Json) -> None:
    device = home.device(body["deviceId"])
    if device.get("updateState") != "UPDATE_AVAILABLE":
        raise CommandError(400, "INVALID_REQUEST")
    device["updateState"] = "UPDATE_AUTHORIZED"
    home.touch("device", body["deviceId"])

    def done() -> None:
        device["updateState"] = "UP_TO_DATE"
        device["firmwareVersion"] = device.get("availableFirmwareVersion") or device["firmwareVersion"]
        device["lastStatusUpdate"] = milliseconds()
        home.touch("device", body["deviceId"])

    home.later(home.travel, done)


SHADING_LEVELS = ("primaryShadingLevel", "secondaryShadingLevel")
DOOR_STATES = {"OPEN": "OPEN", "CLOSE": "CLOSED", "PARTIAL_OPEN": "VENTILATION_POSITION"}

CONTROL: dict[str, Command] = {
    "setSwitchState": on_channel(_switch, on=checks.boolean),
    "setSwitchStateWithTime": on_channel(_switch, on=checks.boolean, onTime=checks.seconds),
    "setDimLevel": on_channel(_light("dimLevel"), dimLevel=checks.level),
    "setDimLevelWithTime": on_channel(
        _light("dimLevel"), dimLevel=checks.level, onTime=checks.seconds, rampTime=checks.seconds
    ),
    "setHueSaturationDimLevel": on_channel(
        _light("hue", "saturationLevel", "dimLevel", unset=("colorTemperature",)),
        hue=checks.within(0, 360), saturationLevel=checks.level, dimLevel=checks.level_or_keep,
    ),
    "setHueSaturationDimLevelWithTime": on_channel(
        _light("hue", "saturationLevel", "dimLevel", unset=("colorTemperature",)),
        hue=checks.within(0, 360), saturationLevel=checks.level, dimLevel=checks.level_or_keep,
        onTime=checks.seconds, rampTime=checks.seconds,
    ),
    "setColorTemperatureDimLevel": on_channel(
        _light("colorTemperature", "dimLevel", unset=("hue", "saturationLevel")),
        colorTemperature=checks.within(1000, 10000), dimLevel=checks.level_or_keep,
    ),
    "setColorTemperatureDimLevelWithTime": on_channel(
        _light("colorTemperature", "dimLevel", unset=("hue", "saturationLevel")),
        colorTemperature=checks.within(1000, 10000), dimLevel=checks.level_or_keep,
        onTime=checks.seconds, rampTime=checks.seconds,
    ),
    "startLightScene": on_channel(_scene, needs="lightSceneId", id=checks.whole, dimLevel=checks.level_or_keep),
    "setOpticalSignal": on_channel(
        _light("simpleRGBColorState", "opticalSignalBehaviour", "dimLevel"),
        simpleRGBColorState=checks.color, opticalSignalBehaviour=checks.behaviour, dimLevel=checks.level_or_keep,
    ),
    "setOpticalSignalWithTime": on_channel(
        _light("simpleRGBColorState", "opticalSignalBehaviour", "dimLevel"),
        simpleRGBColorState=checks.color, opticalSignalBehaviour=checks.behaviour, dimLevel=checks.level_or_keep,
        onTime=checks.seconds, rampTime=checks.seconds,
    ),
    "setSimpleRGBColorDimLevel": on_channel(
        _light("simpleRGBColorState", "dimLevel"), simpleRGBColorState=checks.color, dimLevel=checks.level_or_keep
    ),
    "setSimpleRGBColorDimLevelWithTime": on_channel(
        _light("simpleRGBColorState", "dimLevel"),
        simpleRGBColorState=checks.color, dimLevel=checks.level_or_keep,
        onTime=checks.seconds, rampTime=checks.seconds,
    ),
    "setSoundFileVolumeLevel": on_channel(
        _sound, soundFile=checks.matching(r"INTERNAL_SOUNDFILE|RANDOM_SOUNDFILE|SOUNDFILE_\d{3}"),
        volumeLevel=checks.level,
    ),
    "setVentilationLevel": on_channel(_ventilate, ventilationLevel=checks.level),
    "setVentilationState": on_channel(
        _ventilation_state, ventilationState=checks.one_of("VENTILATION", "NO_VENTILATION")
    ),
    "setShutterLevel": on_channel(_move("shutterLevel"), shutterLevel=checks.level),
    "setSlatsLevel": on_channel(
        _move("slatsLevel", "shutterLevel"), slatsLevel=checks.level, shutterLevel=checks.level
    ),
    "setPrimaryShadingLevel": on_channel(_move("primaryShadingLevel"), primaryShadingLevel=checks.level),
    "setSecondaryShadingLevel": on_channel(
        _move("primaryShadingLevel", "secondaryShadingLevel"),
        primaryShadingLevel=checks.level, secondaryShadingLevel=checks.level,
    ),
    "setFavoriteShadingPosition": on_channel(_favourite, needs="favoritePrimaryShadingPosition"),
    "stop": on_channel(_stop, needs="processing"),
    "sendDoorCommand": on_channel(
        _door, needs="doorState", doorCommand=checks.one_of("OPEN", "CLOSE", "STOP", "PARTIAL_OPEN")
    ),
    "startImpulse": on_channel(_impulse, needs="impulseDuration"),
    "setLockState": on_channel(
        _lock, needs="lockState", targetLockState=checks.one_of("LOCKED", "UNLOCKED", "OPEN"),
        authorizationPin=checks.text,
    ),
    "pullLatch": on_channel(_pull_latch, needs="authorized", authorizationPin=checks.text),
    "setDoorLockActive": on_channel(doorLockActive=checks.boolean),
    "setDoorLockActiveWithAuthorization": on_channel(
        _always_open, needs="authorized", doorLockActive=checks.boolean, authorizationPin=checks.text
    ),
    "setMotionDetectionActive": on_channel(motionDetectionActive=checks.boolean),
    "setWateringSwitchState": on_channel(_water, wateringActive=checks.boolean),
    "setWateringSwitchStateWithTime": on_channel(_water, wateringActive=checks.boolean, wateringTime=checks.seconds),
    "toggleWateringState": on_channel(_water, needs="wateringActive"),
    "setWaterSupplyState": on_channel(
        waterSupplyState=checks.one_of("NO_WATERFLOW", "REDUCED_WATERFLOW", "FULL_OPENED")
    ),
    "resetEnergyCounter": on_channel(_reset("energyCounter", "energyCounterTwo"), needs="energyCounter"),
    "resetPassageCounter": on_channel(
        _reset("leftCounter", "rightCounter", "leftRightCounterDelta"), needs="leftCounter"
    ),
    "resetWaterVolume": on_channel(_reset("waterVolume", "waterVolumeSinceOpen"), needs="waterVolume"),
    "setIdentify": on_channel(_identify),
}  # fmt: skip

CONFIGURATION: dict[str, Command] = {
    "setOperationLock": on_channel(
        lambda home, body, _: _write(home, body, {"operationLockActive": body["operationLock"]}),
        needs="operationLockActive", operationLock=checks.boolean,
    ),
    "setRouterModuleEnabled": on_channel(routerModuleEnabled=checks.boolean),
    "setClimateControlDisplay": on_channel(display=checks.one_of("ACTUAL", "SETPOINT", "ACTUAL_HUMIDITY")),
    "setMinimumFloorHeatingValvePosition": on_channel(minimumFloorHeatingValvePosition=checks.level),
    "setAccelerationSensorMode": on_channel(
        accelerationSensorMode=checks.one_of("ANY_MOTION", "FLAT_DECT", "TILT")
    ),
    "setAccelerationSensorNeutralPosition": on_channel(
        accelerationSensorNeutralPosition=checks.one_of("HORIZONTAL", "VERTICAL")
    ),
    "setAccelerationSensorSensitivity": on_channel(
        accelerationSensorSensitivity=checks.matching(r"SENSOR_RANGE_\w+")
    ),
    "setAccelerationSensorTriggerAngle": on_channel(accelerationSensorTriggerAngle=checks.within(0, 180)),
    "setAccelerationSensorEventFilterPeriod": on_channel(accelerationSensorEventFilterPeriod=checks.within(0, 8)),
    "setNotificationSoundType": on_channel(
        lambda home, body, _: _write(
            home, body,
            {f"notificationSoundType{'HighToLow' if body['highToLow'] else 'LowToHigh'}": body["notificationSoundType"]},
        ),
        needs="notificationSoundTypeHighToLow",
        notificationSoundType=checks.matching(r"SOUND_\w+"), highToLow=checks.boolean,
    ),
    "setAcousticAlarmSignal": on_channel(acousticAlarmSignal=checks.acoustic_signal),
    "setAcousticAlarmTiming": on_channel(
        acousticAlarmTiming=checks.one_of("PERMANENT", "THREE_MINUTES", "SIX_MINUTES", "ONCE_PER_MINUTE")
    ),
    "setAcousticWaterAlarmTrigger": on_channel(acousticWaterAlarmTrigger=checks.water_trigger),
    "setInAppWaterAlarmTrigger": on_channel(inAppWaterAlarmTrigger=checks.water_trigger),
    "setSirenWaterAlarmTrigger": on_channel(sirenWaterAlarmTrigger=checks.water_trigger),
}  # fmt: skip

DEVICE_COMMANDS: dict[str, Command] = {
    **{f"device/control/{name}": command for name, command in CONTROL.items()},
    **{f"device/configuration/{name}": command for name, command in CONFIGURATION.items()},
    "device/setDeviceLabel": on_device(_label, label=checks.text),
    "device/deleteDevice": on_device(_delete),
    "device/isUpdateApplicable": on_device(_update_applicable),
    "device/authorizeUpdate": on_device(_authorize_update),
}
