"""``device/control/*``, ``device/configuration/*`` and what else is asked of one device."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ..home import Home
from . import checks, device_effects as effects
from .checks import Check, Command, CommandError, Json
from .device_effects import ChannelEffect


def on_channel(effect: ChannelEffect | None = None, *, needs: str | None = None, **values: Check) -> Command:
    """A command to one channel, which must have the field ``needs`` (by default the first of ``values``).

    Without an effect the values are simply written to the channel.
    """
    fields = tuple(values)
    ability = needs if needs is not None else next(iter(fields), "")

    def run(home: Home, body: Json) -> Any:
        channel = home.channel(body["deviceId"], body["channelIndex"])
        if ability and ability not in channel:
            raise CommandError(400, "FEATURE_NOT_SUPPORTED")
        if effect is not None:
            return effect(home, body, channel)
        effects.write(home, body, {key: body[key] for key in fields})
        return None

    timing = {name: checks.seconds for name in ("onTime", "rampTime") if name not in values}
    return Command(run, {"deviceId": checks.text, "channelIndex": checks.whole, **values}, timing)


def on_device(effect: Callable[[Home, Json], Any], **values: Check) -> Command:
    """A command to a whole device."""

    def run(home: Home, body: Json) -> Any:
        home.device(body["deviceId"])
        return effect(home, body)

    return Command(run, {"deviceId": checks.text, **values})


SOUND_FILE = checks.matching(r"INTERNAL_SOUNDFILE|RANDOM_SOUNDFILE|SOUNDFILE_\d{3}")
VENTILATION_STATE = checks.one_of("VENTILATION", "NO_VENTILATION")

CONTROL: dict[str, Command] = {
    "setSwitchState": on_channel(effects.switch, on=checks.boolean),
    "setSwitchStateWithTime": on_channel(effects.switch, on=checks.boolean, onTime=checks.seconds),
    "setDimLevel": on_channel(effects.light("dimLevel"), dimLevel=checks.level),
    "setDimLevelWithTime": on_channel(
        effects.light("dimLevel"), dimLevel=checks.level, onTime=checks.seconds, rampTime=checks.seconds
    ),
    "setHueSaturationDimLevel": on_channel(
        effects.light("hue", "saturationLevel", "dimLevel", unset=("colorTemperature",)),
        hue=checks.within(0, 360), saturationLevel=checks.level, dimLevel=checks.level_or_keep,
    ),
    "setHueSaturationDimLevelWithTime": on_channel(
        effects.light("hue", "saturationLevel", "dimLevel", unset=("colorTemperature",)),
        hue=checks.within(0, 360), saturationLevel=checks.level, dimLevel=checks.level_or_keep,
        onTime=checks.seconds, rampTime=checks.seconds,
    ),
    "setColorTemperatureDimLevel": on_channel(
        effects.light("colorTemperature", "dimLevel", unset=("hue", "saturationLevel")),
        colorTemperature=checks.within(1000, 10000), dimLevel=checks.level_or_keep,
    ),
    "setColorTemperatureDimLevelWithTime": on_channel(
        effects.light("colorTemperature", "dimLevel", unset=("hue", "saturationLevel")),
        colorTemperature=checks.within(1000, 10000), dimLevel=checks.level_or_keep,
        onTime=checks.seconds, rampTime=checks.seconds,
    ),
    "startLightScene": on_channel(effects.scene, needs="lightSceneId", id=checks.whole, dimLevel=checks.level_or_keep),
    "setOpticalSignal": on_channel(
        effects.light("simpleRGBColorState", "opticalSignalBehaviour", "dimLevel"),
        simpleRGBColorState=checks.color, opticalSignalBehaviour=checks.behaviour, dimLevel=checks.level_or_keep,
    ),
    "setOpticalSignalWithTime": on_channel(
        effects.light("simpleRGBColorState", "opticalSignalBehaviour", "dimLevel"),
        simpleRGBColorState=checks.color, opticalSignalBehaviour=checks.behaviour, dimLevel=checks.level_or_keep,
        onTime=checks.seconds, rampTime=checks.seconds,
    ),
    "setSimpleRGBColorDimLevel": on_channel(
        effects.light("simpleRGBColorState", "dimLevel"), simpleRGBColorState=checks.color, dimLevel=checks.level_or_keep
    ),
    "setSimpleRGBColorDimLevelWithTime": on_channel(
        effects.light("simpleRGBColorState", "dimLevel"),
        simpleRGBColorState=checks.color, dimLevel=checks.level_or_keep,
        onTime=checks.seconds, rampTime=checks.seconds,
    ),
    "setSoundFileVolumeLevel": on_channel(
        effects.sound, soundFile=SOUND_FILE,
        volumeLevel=checks.level,
    ),
    "setVentilationLevel": on_channel(effects.ventilate, ventilationLevel=checks.level),
    "setVentilationState": on_channel(
        effects.ventilation_state, ventilationState=VENTILATION_STATE
    ),
    "setShutterLevel": on_channel(effects.move("shutterLevel"), shutterLevel=checks.level),
    "setSlatsLevel": on_channel(
        effects.move("slatsLevel", "shutterLevel"), slatsLevel=checks.level, shutterLevel=checks.level
    ),
    "setPrimaryShadingLevel": on_channel(effects.move("primaryShadingLevel"), primaryShadingLevel=checks.level),
    "setSecondaryShadingLevel": on_channel(
        effects.move("primaryShadingLevel", "secondaryShadingLevel"),
        primaryShadingLevel=checks.level, secondaryShadingLevel=checks.level,
    ),
    "setFavoriteShadingPosition": on_channel(effects.favourite, needs="favoritePrimaryShadingPosition"),
    "stop": on_channel(effects.stop, needs="processing"),
    "sendDoorCommand": on_channel(
        effects.door, needs="doorState", doorCommand=checks.one_of("OPEN", "CLOSE", "STOP", "PARTIAL_OPEN")
    ),
    "startImpulse": on_channel(effects.impulse, needs="impulseDuration"),
    "setLockState": on_channel(
        effects.lock, needs="lockState", targetLockState=checks.one_of("LOCKED", "UNLOCKED", "OPEN"),
        authorizationPin=checks.text,
    ),
    "pullLatch": on_channel(effects.pull_latch, needs="authorized", authorizationPin=checks.text),
    "setDoorLockActive": on_channel(doorLockActive=checks.boolean),
    "setDoorLockActiveWithAuthorization": on_channel(
        effects.always_open, needs="authorized", doorLockActive=checks.boolean, authorizationPin=checks.text
    ),
    "setMotionDetectionActive": on_channel(motionDetectionActive=checks.boolean),
    "setWateringSwitchState": on_channel(effects.water, wateringActive=checks.boolean),
    "setWateringSwitchStateWithTime": on_channel(effects.water, wateringActive=checks.boolean, wateringTime=checks.seconds),
    "toggleWateringState": on_channel(effects.water, needs="wateringActive"),
    "setWaterSupplyState": on_channel(
        waterSupplyState=checks.one_of("NO_WATERFLOW", "REDUCED_WATERFLOW", "FULL_OPENED")
    ),
    "resetEnergyCounter": on_channel(effects.reset("energyCounter", "energyCounterTwo"), needs="energyCounter"),
    "resetPassageCounter": on_channel(
        effects.reset("leftCounter", "rightCounter", "leftRightCounterDelta"), needs="leftCounter"
    ),
    "resetWaterVolume": on_channel(effects.reset("waterVolume", "waterVolumeSinceOpen"), needs="waterVolume"),
    "setIdentify": on_channel(effects.identify),
    "setIdentifyOem": on_channel(effects.identify),
    "setSwitchStateForIdentify": on_channel(effects.switch, on=checks.boolean),
    "setSoundFileVolumeLevelWithTime": on_channel(
        effects.sound, soundFile=SOUND_FILE, volumeLevel=checks.level, onTime=checks.seconds
    ),
    "setVentilationLevelWithTime": on_channel(
        effects.ventilate, ventilationLevel=checks.level, ventilationTime=checks.seconds
    ),
    "setVentilationStateWithTime": on_channel(
        effects.ventilation_state, ventilationState=VENTILATION_STATE, ventilationTime=checks.seconds
    ),
    "toggleSwitchState": on_channel(effects.toggle("on", effects.switch), needs="on"),
    "toggleShadingState": on_channel(effects.toggle_shading, needs="processing"),
    "toggleGarageDoorState": on_channel(effects.toggle_door, needs="doorState"),
    "toggleVentilationState": on_channel(effects.toggle_ventilation, needs="ventilationLevel"),
    "toggleCameraNightVision": on_channel(
        effects.toggle(
            "nightVisionActive",
            lambda home, body, _: effects.write(home, body, {"nightVisionActive": body["nightVisionActive"]}),
        ),
        needs="nightVisionActive",
    ),
    "resetBlocking": on_channel(effects.unblock, needs="blockedSabotage"),
    "acknowledgeFrostProtectionError": on_channel(effects.acknowledge, needs="frostProtectionError"),
}  # fmt: skip

CONFIGURATION: dict[str, Command] = {
    "setOperationLock": on_channel(
        lambda home, body, _: effects.write(home, body, {"operationLockActive": body["operationLock"]}),
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
        lambda home, body, _: effects.write(
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
    "device/setDeviceLabel": on_device(effects.label, label=checks.text),
    "device/deleteDevice": on_device(effects.delete),
    "device/isUpdateApplicable": on_device(effects.update_applicable),
    "device/authorizeUpdate": on_device(effects.authorize_update),
}
