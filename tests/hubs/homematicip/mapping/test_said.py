"""What we say is what the library says: path and body of each command, with the library as the referee."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from homematicip import group as library_groups
from homematicip.async_home import AsyncHome
from homematicip.base.enums import AcousticAlarmSignal, ClimateControlMode, OpticalAlarmSignal, ProfileMode
from homematicip.commands import functional_channel_commands as library
from homematicip.connection.rest_connection import RestResult
from homematicip.device import OperationLockableDevice
from homematicip.rule import SimpleRule

from custom_components.multihub.hubs.homematicip.mapping.alarm import arm_anyway
from custom_components.multihub.hubs.homematicip.mapping.head import firmware as ours

from .said import DEVICE, GROUP, INDEX, Said, channel_feature, group_feature, home_feature, said, says

type Theirs = Callable[[Any], Awaitable[Any]]


class Recorder:
    """A connection that only writes down what it is given."""

    def __init__(self) -> None:
        self.said: Said = []

    async def async_post(self, path: str, data: Any = None, custom_header: Any = None) -> RestResult:
        self.said.append((path, data or {}))
        return RestResult(status=200, json={})


def on_channel(name: str, **arguments: Any) -> Theirs:
    """One of the library's functions for a channel."""
    function = getattr(library, name)
    return lambda connection: function(connection, DEVICE, INDEX, **arguments)


def on_group(kind: type[library_groups.Group], method: str, *arguments: Any, **attributes: Any) -> Theirs:
    """One of the methods of the library's groups."""

    def call(connection: Any) -> Awaitable[Any]:
        group = kind(connection)
        group.id = GROUP
        for name, value in attributes.items():
            setattr(group, name, value)
        result: Awaitable[Any] = getattr(group, method)(*arguments)
        return result

    return call


def on_home(method: str, *arguments: Any, zones: tuple[str, ...] = ("INTERNAL", "EXTERNAL")) -> Theirs:
    """One of the methods of the library's home."""

    def call(connection: Any) -> Awaitable[Any]:
        home = AsyncHome()
        home._connection = connection  # noqa: SLF001
        for label in zones:
            zone = library_groups.SecurityZoneGroup(connection)
            zone.label, zone.devices = label, []
            home.groups.append(zone)
        result: Awaitable[Any] = getattr(home, method)(*arguments)
        return result

    return call


def rule(connection: Any) -> Awaitable[Any]:
    found = SimpleRule(connection)
    found.id = "rule"
    result: Awaitable[Any] = found.set_rule_enabled_state_async(True)
    return result


def operation_lock(connection: Any) -> Awaitable[Any]:
    device = OperationLockableDevice(connection)
    device.id = DEVICE
    result: Awaitable[Any] = device.set_operation_lock_async(True)
    return result


def firmware(connection: Any) -> Awaitable[Any]:
    device = OperationLockableDevice(connection)
    device.id = DEVICE
    result: Awaitable[Any] = device.authorizeUpdate_async()
    return result


SWITCH = channel_feature("SWITCH_CHANNEL", "switch", {"on": False})
DIMMER = channel_feature("DIMMER_CHANNEL", "light", {"dimLevel": 0.5})
COLOR = channel_feature(
    "UNIVERSAL_LIGHT_CHANNEL",
    "light",
    {
        "dimLevel": 0.5,
        "on": True,
        "hue": 120,
        "saturationLevel": 1.0,
        "colorTemperature": 3000,
        "supportedOptionalFeatures": {"IOptionalFeatureLightScene": True},
    },
)
SIGNAL = channel_feature(
    "OPTICAL_SIGNAL_CHANNEL", "signal_light", {"dimLevel": 0.5, "simpleRGBColorState": "RED", "on": True}
)
NOTIFICATION = channel_feature(
    "NOTIFICATION_LIGHT_CHANNEL", "signal_light", {"dimLevel": 0.5, "simpleRGBColorState": "RED", "on": True}
)
MP3 = {"playingFileActive": False, "dimLevel": 0.0, "simpleRGBColorState": "BLACK", "on": False}
SIREN = channel_feature("NOTIFICATION_MP3_SOUND_CHANNEL", "siren", MP3)
BLIND = channel_feature("BLIND_CHANNEL", "cover", {"shutterLevel": 0.25, "slatsLevel": 0.5})
SHADE = channel_feature(
    "SHADING_CHANNEL",
    "cover",
    {"primaryShadingLevel": 0.25, "secondaryShadingLevel": 0.5, "secondaryShadingStateType": "TILT_USED"},
)
GARAGE = channel_feature("DOOR_CHANNEL", "cover", {"doorState": "CLOSED"})
VENT = channel_feature("DOOR_CHANNEL", "vent", {"ventilationPositionSupported": True})
LOCK = channel_feature("DOOR_LOCK_CHANNEL", "lock", {"lockState": "LOCKED"})
FAN = channel_feature("UNIVERSAL_ACTUATOR_CHANNEL", "fan", {"channelRole": "VENTILATION_ACTUATOR"})
VALVE = channel_feature("WATERING_ACTUATOR_CHANNEL", "valve", {"wateringActive": False})
WATER_STOP = channel_feature("WATER_SUPPLY_STOP_CHANNEL", "valve", {"waterSupplyState": "FULL_OPENED"})
ALWAYS_OPEN = channel_feature("DOOR_SWITCH_CHANNEL", "always_open", {"doorLockActive": False})
OPENER = channel_feature("ACCESS_AUTHORIZATION_CHANNEL", "open_door", {"channelRole": "DOOR_OPENER_ACTUATOR"})
MOTION = channel_feature("MOTION_DETECTION_CHANNEL", "motion_detection", {"motionDetectionActive": True})
KEY_LOCK = channel_feature("DEVICE_OPERATIONLOCK", "operation_lock", {"operationLockActive": False})
IDENTIFY = channel_feature("DEVICE_BASE", "identify", {"supportedOptionalFeatures": {"IFeatureDeviceIdentify": True}})
SHUTTERS = group_feature("EXTENDED_LINKED_SHUTTER", "cover", {"shutterLevel": 0.25, "slatsLevel": 0.5})
LIGHTS = group_feature("EXTENDED_LINKED_SWITCHING", "switch", {"on": False})
PROFILE = group_feature("SHUTTER_PROFILE", "profile", {"profileMode": "MANUAL"})
SIRENS = group_feature("ALARM_SWITCHING", "siren", {"label": "SIREN", "signalAcoustic": "FREQUENCY_FALLING"})
ROOM = {
    "controlMode": "AUTOMATIC",
    "activeProfile": "PROFILE_1",
    "boostAllowed": True,
    "profiles": {
        "PROFILE_1": {"name": "Work", "visible": True, "enabled": True},
        "PROFILE_2": {"name": "", "visible": True, "enabled": True},
    },
}
HEATING = group_feature("HEATING", "climate", ROOM)
CLASSIC = ({"label": "INTERNAL", "silent": True}, {"label": "EXTERNAL", "silent": False})
REQUESTED = ({"label": "ABSENCE"}, {"label": "PRESENCE"})
ALARM = home_feature("home_alarm", {}, SECURITY_ZONE=CLASSIC)
ASKED = home_feature("home_alarm", {}, SECURITY_ZONE=REQUESTED)
SILENT = home_feature("home_silent_external", {}, SECURITY_ZONE=CLASSIC)
CLIMATE_HOME = {"functionalHomes": {"INDOOR_CLIMATE": {"absenceType": "NOT_ABSENT", "coolingEnabled": True}}}
ABSENCE = home_feature("home_absence", CLIMATE_HOME)
VACATION = home_feature("home_absence", {"functionalHomes": {"INDOOR_CLIMATE": {"absenceType": "VACATION"}}})
COOLING = home_feature("home_cooling", CLIMATE_HOME)
ALERT = home_feature(
    "home_smoke_detectors_alert",
    {"functionalHomes": {"SECURITY_AND_ALARM": {"intrusionAlertThroughSmokeDetectors": False}}},
)
RULE = home_feature("rule_rule", {"ruleMetaDatas": {"rule": {"id": "rule", "label": "Night", "active": False}}})


CASES: dict[str, tuple[Said, Theirs]] = {
    "switch on": (says(SWITCH, "turn_on"), on_channel("set_switch_state_async", on=True)),
    "switch off": (says(SWITCH, "turn_off"), on_channel("set_switch_state_async", on=False)),
    "dim": (says(DIMMER, "turn_on", brightness=102), on_channel("set_dim_level_async", dim_level=0.4)),
    "dimmer as it was": (says(DIMMER, "turn_on"), on_channel("set_dim_level_async", dim_level=0.5)),
    "dimmer off": (says(DIMMER, "turn_off"), on_channel("set_dim_level_async", dim_level=0.0)),
    "dim in two seconds": (
        says(DIMMER, "turn_on", brightness=102, transition=2.0)[:1],
        on_channel("set_dim_level_with_time_async", dim_level=0.4, on_time=16383.0, ramp_time=2.0),
    ),
    "and stay so": (
        says(DIMMER, "turn_on", brightness=102, transition=2.0)[1:],
        on_channel("set_dim_level_async", dim_level=0.4),
    ),
    "dimmer off in two seconds": (
        says(DIMMER, "turn_off", transition=2.0),
        on_channel("set_dim_level_with_time_async", dim_level=0.0, on_time=16383.0, ramp_time=2.0),
    ),
    "hue in two seconds": (
        says(COLOR, "turn_on", hs=(240.0, 50.0), brightness=255, transition=2.0)[:1],
        on_channel(
            "set_hue_saturation_dim_level_with_time_async",
            hue=240,
            saturation_level=0.5,
            dim_level=1.0,
            on_time=16383.0,
            ramp_time=2.0,
        ),
    ),
    "white in two seconds": (
        says(COLOR, "turn_on", kelvin=4000, transition=2.0)[:1],
        on_channel(
            "set_color_temperature_dim_level_with_time_async",
            color_temperature=4000,
            dim_level=0.5,
            on_time=16383.0,
            ramp_time=2.0,
        ),
    ),
    "colour off in two seconds": (
        says(COLOR, "turn_off", transition=2.0),
        on_channel("set_dim_level_with_time_async", dim_level=0.0, on_time=16383.0, ramp_time=2.0),
    ),
    "light scene": (
        says(COLOR, "turn_on", effect="scene_3", brightness=255),
        on_channel("start_light_scene_async", scene_id=3, dim_level=1.0),
    ),
    "hue": (
        says(COLOR, "turn_on", hs=(240.0, 50.0), brightness=255),
        on_channel("set_hue_saturation_dim_level_async", hue=240, saturation_level=0.5, dim_level=1.0),
    ),
    "brightness of a colour": (
        says(COLOR, "turn_on", brightness=255),
        on_channel("set_hue_saturation_dim_level_async", hue=120, saturation_level=1.0, dim_level=1.0),
    ),
    "white": (
        says(COLOR, "turn_on", kelvin=4000),
        on_channel("set_color_temperature_dim_level_async", color_temperature=4000, dim_level=0.5),
    ),
    "white beyond the limits": (
        says(COLOR, "turn_on", kelvin=9000),
        on_channel("set_color_temperature_dim_level_async", color_temperature=6500, dim_level=0.5),
    ),
    "colour off": (says(COLOR, "turn_off"), on_channel("set_switch_state_async", on=False)),
    "signal": (
        says(SIGNAL, "turn_on", hs=(120.0, 100.0), brightness=255, effect="blinking"),
        on_channel("set_optical_signal_async", optical_signal_behaviour="BLINKING_MIDDLE", rgb="GREEN", dim_level=1.0),
    ),
    "signal off": (
        says(SIGNAL, "turn_off"),
        on_channel("set_optical_signal_async", optical_signal_behaviour="OFF", rgb="RED", dim_level=0.0),
    ),
    "notification": (
        says(NOTIFICATION, "turn_on", hs=(60.0, 100.0), brightness=255),
        on_channel("set_simple_rgb_color_dim_level_async", simple_rgb_color_state="YELLOW", dim_level=1.0),
    ),
    "notification in two seconds": (
        says(NOTIFICATION, "turn_on", brightness=255, transition=2.0),
        on_channel(
            "set_simple_rgb_color_dim_level_with_time_async",
            simple_rgb_color_state="RED",
            dim_level=1.0,
            on_time=0,
            ramp_time=2.0,
        ),
    ),
    "sound": (
        says(SIREN, "turn_on", tone="sound_7", volume=0.5),
        on_channel("set_sound_file_volume_level_async", sound_file="SOUNDFILE_007", volume_level=0.5),
    ),
    "silence": (
        says(SIREN, "turn_off"),
        on_channel("set_sound_file_volume_level_async", sound_file="INTERNAL_SOUNDFILE", volume_level=0.0),
    ),
    "blind to a position": (
        says(BLIND, "set_position", 30),
        on_channel("set_shutter_level_async", shutter_level=0.7),
    ),
    "blind open": (says(BLIND, "open"), on_channel("set_shutter_level_async", shutter_level=0.0)),
    "blind closed": (says(BLIND, "close"), on_channel("set_shutter_level_async", shutter_level=1.0)),
    "blind stops": (says(BLIND, "stop"), on_channel("set_shutter_stop_async")),
    "slats": (
        says(BLIND, "set_tilt_position", 80),
        on_channel("set_slats_level_async", slats_level=0.2, shutter_level=0.25),
    ),
    "shade": (says(SHADE, "close"), on_channel("set_primary_shading_level_async", primary_shading_level=1.0)),
    "shade's second level": (
        says(SHADE, "open_tilt"),
        on_channel("set_secondary_shading_level_async", primary_shading_level=0.25, secondary_shading_level=0.0),
    ),
    "garage opens": (says(GARAGE, "open"), on_channel("send_door_command_async", door_command="OPEN")),
    "garage stops": (says(GARAGE, "stop"), on_channel("send_door_command_async", door_command="STOP")),
    "garage vents": (says(VENT, "press"), on_channel("send_door_command_async", door_command="PARTIAL_OPEN")),
    "lock": (says(LOCK, "lock"), on_channel("set_lock_state_async", lock_state="LOCKED", pin="")),
    "unlock with a PIN": (
        says(LOCK, "unlock", code="1234"),
        on_channel("set_lock_state_async", lock_state="UNLOCKED", pin="1234"),
    ),
    "open the latch of a lock": (says(LOCK, "open"), on_channel("set_lock_state_async", lock_state="OPEN", pin="")),
    "pull the latch": (says(OPENER, "press"), on_channel("pull_latch_async")),
    "always open": (says(ALWAYS_OPEN, "turn_on"), on_channel("set_door_lock_active_async", door_lock_active=True)),
    "impulse": (
        says(channel_feature("IMPULSE_OUTPUT_CHANNEL", "impulse", {}), "press"),
        on_channel("start_impulse_async"),
    ),
    "fan at a level": (
        says(FAN, "set_percentage", 40),
        on_channel("set_ventilation_level_async", ventilation_level=0.4),
    ),
    "fan on": (
        says(FAN, "turn_on", None, None),
        on_channel("set_ventilation_state_async", ventilation_state="VENTILATION"),
    ),
    "fan at nothing": (
        says(FAN, "set_percentage", 0),
        on_channel("set_ventilation_state_async", ventilation_state="NO_VENTILATION"),
    ),
    "watering": (says(VALVE, "open"), on_channel("set_watering_switch_state_async", watering_active=True)),
    "water stops": (
        says(WATER_STOP, "close"),
        on_channel("set_water_supply_state_async", water_supply_state="NO_WATERFLOW"),
    ),
    "water flows": (
        says(WATER_STOP, "open"),
        on_channel("set_water_supply_state_async", water_supply_state="FULL_OPENED"),
    ),
    "motion detection": (
        says(MOTION, "turn_off"),
        on_channel("set_motion_detection_active_async", motion_detection_active=False),
    ),
    "identify": (says(IDENTIFY, "press"), on_channel("set_identify_async")),
    "reset energy": (
        says(channel_feature("SWITCH_MEASURING_CHANNEL", "reset_energy", {}), "press"),
        on_channel("reset_energy_counter_async"),
    ),
    "reset passages": (
        says(channel_feature("PASSAGE_DETECTOR_CHANNEL", "reset_passages", {}), "press"),
        on_channel("reset_passage_counter_async"),
    ),
    "reset water": (
        says(channel_feature("WATERING_ACTUATOR_CHANNEL", "reset_water_volume", {}), "press"),
        on_channel("reset_water_volume_async"),
    ),
    "favorite": (
        says(channel_feature("BLIND_CHANNEL", "favorite", {"favoritePrimaryShadingPosition": 0.5}), "press"),
        on_channel("set_favorite_shading_position"),
    ),
    "group on": (says(LIGHTS, "turn_on"), on_group(library_groups.SwitchingGroup, "turn_on_async")),
    "group off": (says(LIGHTS, "turn_off"), on_group(library_groups.SwitchingGroup, "turn_off_async")),
    "shutters open": (
        says(SHUTTERS, "open"),
        on_group(library_groups.ExtendedLinkedShutterGroup, "set_shutter_level_async", 0.0),
    ),
    "shutters close with their slats": (
        says(SHUTTERS, "close"),
        on_group(library_groups.ExtendedLinkedShutterGroup, "set_slats_level_async", 1.0, 1.0),
    ),
    "slats of a group": (
        says(SHUTTERS, "set_tilt_position", 40),
        on_group(library_groups.ExtendedLinkedShutterGroup, "set_slats_level_async", 0.6, shutterLevel=0.25),
    ),
    "shutters stop": (
        says(SHUTTERS, "stop"),
        on_group(library_groups.ExtendedLinkedShutterGroup, "set_shutter_stop_async"),
    ),
    "follow the profile": (
        says(PROFILE, "turn_on"),
        on_group(library_groups.ShutterProfile, "set_profile_mode_async", ProfileMode.AUTOMATIC),
    ),
    "sirens": (
        says(SIRENS, "turn_on", tone="event"),
        on_group(library_groups.AlarmSwitchingGroup, "test_signal_acoustic_async", AcousticAlarmSignal.EVENT),
    ),
    "sirens with their own signal": (
        says(SIRENS, "turn_on"),
        on_group(
            library_groups.AlarmSwitchingGroup, "test_signal_acoustic_async", AcousticAlarmSignal.FREQUENCY_FALLING
        ),
    ),
    "sirens are silent": (
        says(SIRENS, "turn_off")[:1],
        on_group(
            library_groups.AlarmSwitchingGroup,
            "test_signal_acoustic_async",
            AcousticAlarmSignal.DISABLE_ACOUSTIC_SIGNAL,
        ),
    ),
    "sirens are dark": (
        says(SIRENS, "turn_off")[1:],
        on_group(
            library_groups.AlarmSwitchingGroup,
            "test_signal_optical_async",
            OpticalAlarmSignal.DISABLE_OPTICAL_SIGNAL,
        ),
    ),
    "temperature": (
        says(HEATING, "target.set", 21.5),
        on_group(library_groups.HeatingGroup, "set_point_temperature_async", 21.5),
    ),
    "manual": (
        says(HEATING, "mode.set", "heat"),
        on_group(library_groups.HeatingGroup, "set_control_mode_async", ClimateControlMode.MANUAL),
    ),
    "automatic": (
        says(HEATING, "mode.set", "auto"),
        on_group(library_groups.HeatingGroup, "set_control_mode_async", ClimateControlMode.AUTOMATIC),
    ),
    "boost": (says(HEATING, "preset.set", "boost"), on_group(library_groups.HeatingGroup, "set_boost_async", True)),
    "eco": (
        says(HEATING, "preset.set", "eco"),
        on_group(library_groups.HeatingGroup, "set_control_mode_async", ClimateControlMode.ECO),
    ),
    "profile": (
        says(HEATING, "preset.set", "Profile 2"),
        on_group(library_groups.HeatingGroup, "set_active_profile_async", 1),
    ),
    "arm at home": (says(ALARM, "arm_home"), on_home("set_security_zones_activation_async", False, True)),
    "arm when away": (says(ALARM, "arm_away"), on_home("set_security_zones_activation_async", True, True)),
    "disarm": (says(ALARM, "disarm"), on_home("set_security_zones_activation_async", False, False)),
    "ask to arm at home": (
        says(ASKED, "arm_home"),
        on_home("set_security_zones_activation_async", False, True, zones=("ABSENCE", "PRESENCE")),
    ),
    "ask to arm when away": (
        says(ASKED, "arm_away", code=None),
        on_home("set_security_zones_activation_async", True, True, zones=("ABSENCE", "PRESENCE")),
    ),
    "ask to disarm": (
        says(ASKED, "disarm"),
        on_home("set_security_zones_activation_async", False, False, zones=("ABSENCE", "PRESENCE")),
    ),
    "arm anyway": (
        said(arm_anyway(REQUESTED, "away", [{"deviceId": DEVICE, "channelIndex": 1}])),
        on_home(
            "set_security_zones_activation_with_ignore_list_async",
            True,
            True,
            True,
            [{"deviceId": DEVICE, "channelIndex": 1}],
            zones=("ABSENCE", "PRESENCE"),
        ),
    ),
    "silent alarm": (says(SILENT, "turn_on"), on_home("set_silent_alarm_async", True, True)),
    "smoke detectors alert": (
        says(ALERT, "turn_on"),
        on_home("set_intrusion_alert_through_smoke_detectors_async", True),
    ),
    "eco for good": (says(ABSENCE, "choice.set", "eco"), on_home("activate_absence_permanent_async")),
    "back home": (says(ABSENCE, "choice.set", "present"), on_home("deactivate_absence_async")),
    "back from vacation": (says(VACATION, "choice.set", "present"), on_home("deactivate_vacation_async")),
    "cool": (says(COOLING, "turn_on"), on_home("set_cooling_async", True)),
    "rule": (says(RULE, "turn_on"), rule),
}


@pytest.mark.parametrize("name", CASES)
async def test_we_say_what_the_library_says(name: str) -> None:
    ours, theirs = CASES[name]
    recorder = Recorder()
    await theirs(recorder)
    assert ours == recorder.said


async def test_the_keys_of_a_device_are_locked_on_its_service_channel() -> None:
    recorder = Recorder()
    await operation_lock(recorder)
    ((path, body),) = says(KEY_LOCK, "turn_on")
    assert [(path, {**body, "channelIndex": 0})] == recorder.said


async def test_firmware_that_waits_is_installed_as_the_library_does() -> None:
    raw = {"firmwareVersion": "1.0", "availableFirmwareVersion": "1.2", "updateState": "UPDATE_AVAILABLE"}
    (update,) = ours(DEVICE, raw)
    recorder = Recorder()
    await firmware(recorder)
    assert says(update, "install") == recorder.said


def test_vacation_goes_on_when_it_is_chosen_again() -> None:
    assert says(VACATION, "choice.set", "vacation") == []


def test_a_boost_ends_before_another_mode_is_set() -> None:
    boosting = group_feature("HEATING", "climate", {**ROOM, "boostMode": True})
    assert says(boosting, "mode.set", "auto") == [
        ("group/heating/setBoost", {"groupId": GROUP, "boost": False}),
        ("group/heating/setControlMode", {"groupId": GROUP, "controlMode": "AUTOMATIC"}),
    ]


def test_a_profile_is_followed_only_in_automatic_mode() -> None:
    manual = group_feature("HEATING", "climate", {**ROOM, "controlMode": "MANUAL"})
    assert says(manual, "preset.set", "Work") == [
        ("group/heating/setControlMode", {"groupId": GROUP, "controlMode": "AUTOMATIC"}),
        ("group/heating/setActiveProfile", {"groupId": GROUP, "profileIndex": 0}),
    ]


def test_no_pin_stands_in_a_request_that_is_written_down() -> None:
    request = LOCK.unlock.request(code="4711")  # type: ignore[attr-defined]
    assert "4711" not in repr(request)
    assert "4711" not in repr(LOCK)


@pytest.mark.parametrize(("wanted", "ramp"), [(0.01, 0.1), (20000.0, 16383.0)])
def test_a_signal_light_is_given_no_ramp_that_the_interface_does_not_take(wanted: float, ramp: float) -> None:
    ((path, body),) = says(NOTIFICATION, "turn_on", transition=wanted)
    assert (path, body["rampTime"]) == ("device/control/setSimpleRGBColorDimLevelWithTime", ramp)
    assert says(NOTIFICATION, "turn_on", transition=0)[0][0] == "device/control/setSimpleRGBColorDimLevel"
