"""Every command that the ``homematicip`` library, 2.19.1, has for a channel: the virtual cloud takes it and obeys."""

from __future__ import annotations

import inspect
from typing import Any

import httpx
import pytest
from homematicip.commands import functional_channel_commands as commands
from homematicip.connection.connection_context import ConnectionContext
from homematicip.connection.rest_connection import RestConnection

from virtual_hubs.homematicip import VirtualHomematicIP

from .homematicip_library import done, looked_up

type Case = tuple[str, str, int, dict[str, Any], dict[str, Any]]

CASES: list[Case] = [
    # command, device, channel, arguments, what the channel then says
    ("set_switch_state_async", "Deckenlicht Küche", 1, {"on": False}, {"on": False}),
    ("set_dim_level_async", "Bettlicht", 1, {"dim_level": 0.4}, {"dimLevel": 0.4, "on": True}),
    (
        "set_dim_level_with_time_async", "Leselampe", 1, {"dim_level": 0.9, "on_time": 60.0, "ramp_time": 1.0},
        {"dimLevel": 0.9},
    ),
    (
        "set_hue_saturation_dim_level_async", "Lichtband Regal", 1,
        {"hue": 120, "saturation_level": 1.0, "dim_level": 0.3}, {"hue": 120, "saturationLevel": 1.0, "dimLevel": 0.3},
    ),
    (
        "set_hue_saturation_dim_level_with_time_async", "Lichtband Regal", 1,
        {"hue": 10, "saturation_level": 0.5, "dim_level": 0.0, "on_time": 60.0, "ramp_time": 1.0},
        {"hue": 10, "on": False},
    ),
    (
        "set_color_temperature_dim_level_async", "DALI Esszimmer", 1, {"color_temperature": 2700, "dim_level": 1.0},
        {"colorTemperature": 2700, "hue": None, "on": True},
    ),
    (
        "set_color_temperature_dim_level_with_time_async", "DALI Esszimmer", 2,
        {"color_temperature": 4000, "dim_level": 0.5, "on_time": 60.0, "ramp_time": 1.0}, {"colorTemperature": 4000},
    ),
    ("start_light_scene_async", "DALI Esszimmer", 1, {"scene_id": 3, "dim_level": 0.7}, {"lightSceneId": 3, "dimLevel": 0.7, "on": True}),
    (
        "set_optical_signal_async", "Tasterleiste Oskar", 8,
        {"optical_signal_behaviour": "BLINKING_MIDDLE", "rgb": "BLUE"},
        {"opticalSignalBehaviour": "BLINKING_MIDDLE", "simpleRGBColorState": "BLUE", "on": True},
    ),
    (
        "set_optical_signal_with_time_async", "Tasterleiste Oskar", 9,
        {"optical_signal_behaviour": "ON", "simple_rgb_color_state": "RED", "on_time": 60.0, "ramp_time": 0.5},
        {"simpleRGBColorState": "RED"},
    ),
    (
        "set_simple_rgb_color_dim_level_async", "Schalter an der Tür", 2,
        {"simple_rgb_color_state": "PURPLE", "dim_level": 0.7}, {"simpleRGBColorState": "PURPLE", "dimLevel": 0.7},
    ),
    (
        "set_simple_rgb_color_dim_level_with_time_async", "Schalter an der Tür", 3,
        {"simple_rgb_color_state": "YELLOW", "dim_level": 1.0, "on_time": 60.0, "ramp_time": 0.5}, {"on": True},
    ),
    (
        "set_sound_file_volume_level_async", "Türgong Kinderzimmer", 1,
        {"sound_file": "SOUNDFILE_017", "volume_level": 0.5}, {"soundFile": "SOUNDFILE_017", "playingFileActive": True},
    ),
    ("set_shutter_level_async", "Markise Balkon", 1, {"shutter_level": 0.6}, {"shutterLevel": 0.6}),
    (
        "set_slats_level_async", "Jalousien Südseite", 2, {"slats_level": 0.5, "shutter_level": 1.0},
        {"slatsLevel": 0.5, "shutterLevel": 1.0},
    ),
    ("set_shutter_stop_async", "Jalousien Südseite", 2, {}, {"processing": False}),
    (
        "set_primary_shading_level_async", "Plissee Dachfenster", 1, {"primary_shading_level": 0.1},
        {"primaryShadingLevel": 0.1},
    ),
    (
        "set_secondary_shading_level_async", "Plissee Dachfenster", 1,
        {"primary_shading_level": 0.2, "secondary_shading_level": 0.3}, {"secondaryShadingLevel": 0.3},
    ),
    ("set_favorite_shading_position", "Rollladen Schlafzimmer", 1, {}, {"shutterLevel": 0.5}),
    ("send_door_command_async", "Garagentor", 1, {"door_command": "PARTIAL_OPEN"}, {"doorState": "VENTILATION_POSITION"}),
    ("start_impulse_async", "Garagentaster", 2, {}, {"processing": True}),
    (
        "set_lock_state_async", "Nebeneingang", 1, {"lock_state": "OPEN", "pin": ""},
        {"lockState": "OPEN", "motorState": "STOPPED"},
    ),
    ("pull_latch_async", "Nebeneingang", 3, {"pin": None}, {"authorized": True}),
    ("set_door_lock_active_async", "Motorschloss Garage", 3, {"door_lock_active": True}, {"doorLockActive": True}),
    ("set_ventilation_level_async", "Lüfter Bad", 1, {"ventilation_level": 0.8}, {"ventilationLevel": 0.8}),
    (
        "set_ventilation_state_async", "Lüfter Bad", 1, {"ventilation_state": "NO_VENTILATION"},
        {"ventilationState": "NO_VENTILATION", "ventilationLevel": 0.0},
    ),
    (
        "set_motion_detection_active_async", "Bewegungsmelder Büro", 1, {"motion_detection_active": False},
        {"motionDetectionActive": False},
    ),
    ("set_watering_switch_state_async", "Rasenbewässerung", 1, {"watering_active": True}, {"wateringActive": True}),
    (
        "set_watering_switch_state_with_time_async", "Rasenbewässerung", 1,
        {"watering_active": True, "watering_time": 600.0}, {"wateringActive": True, "waterFlow": 12.0},
    ),
    ("toggle_watering_state_async", "Rasenbewässerung", 1, {}, {"wateringActive": True}),
    (
        "set_water_supply_state_async", "Hauptwasserhahn", 1, {"water_supply_state": "NO_WATERFLOW"},
        {"waterSupplyState": "NO_WATERFLOW"},
    ),
    ("reset_energy_counter_async", "Fernsehecke", 1, {}, {"energyCounter": 0.0}),
    ("reset_passage_counter_async", "Durchgang Treppe", 1, {}, {"leftCounter": 0, "rightCounter": 0}),
    ("reset_water_volume_async", "Rasenbewässerung", 1, {}, {"waterVolume": 0.0}),
    ("set_identify_async", "Taster Treppe", 0, {}, {"unreach": False}),
    ("set_operation_lock_async", "Wandthermostat Wohnzimmer", 0, {"operation_lock": True}, {"operationLockActive": True}),
    ("set_display_async", "Wandthermostat Wohnzimmer", 1, {"display": "SETPOINT"}, {"display": "SETPOINT"}),
    (
        "set_minimum_floor_heating_valve_position_async", "Fußbodenheizung Erdgeschoss", 0, {"position": 0.1},
        {"minimumFloorHeatingValvePosition": 0.1},
    ),
    ("set_acceleration_sensor_mode_async", "Wäscheklappe", 1, {"mode": "TILT"}, {"accelerationSensorMode": "TILT"}),
    (
        "set_acceleration_sensor_neutral_position_async", "Wäscheklappe", 1, {"neutral_position": "HORIZONTAL"},
        {"accelerationSensorNeutralPosition": "HORIZONTAL"},
    ),
    (
        "set_acceleration_sensor_sensitivity_async", "Neigungssensor Tor", 1, {"sensitivity": "SENSOR_RANGE_4G"},
        {"accelerationSensorSensitivity": "SENSOR_RANGE_4G"},
    ),
    (
        "set_acceleration_sensor_trigger_angle_async", "Neigungssensor Tor", 1, {"angle": 30},
        {"accelerationSensorTriggerAngle": 30},
    ),
    (
        "set_acceleration_sensor_event_filter_period_async", "Neigungssensor Tor", 1, {"period": 2.0},
        {"accelerationSensorEventFilterPeriod": 2.0},
    ),
    (
        "set_notification_sound_type_async", "Wäscheklappe", 1, {"sound_type": "SOUND_LONG", "is_high_to_low": True},
        {"notificationSoundTypeHighToLow": "SOUND_LONG"},
    ),
    (
        "set_acoustic_alarm_signal_async", "Wassermelder Spüle", 1, {"acoustic_alarm_signal": "FREQUENCY_FALLING"},
        {"acousticAlarmSignal": "FREQUENCY_FALLING"},
    ),
    (
        "set_acoustic_alarm_timing_async", "Wassermelder Spüle", 1, {"acoustic_alarm_timing": "PERMANENT"},
        {"acousticAlarmTiming": "PERMANENT"},
    ),
    (
        "set_acoustic_water_alarm_trigger_async", "Wassermelder Spüle", 1, {"acoustic_water_alarm_trigger": "NO_ALARM"},
        {"acousticWaterAlarmTrigger": "NO_ALARM"},
    ),
    (
        "set_inapp_water_alarm_trigger_async", "Wassermelder Bad", 1, {"inapp_water_alarm_trigger": "WATER_DETECTION"},
        {"inAppWaterAlarmTrigger": "WATER_DETECTION"},
    ),
    (
        "set_siren_water_alarm_trigger_async", "Wassermelder Bad", 1, {"siren_water_alarm_trigger": "NO_ALARM"},
        {"sirenWaterAlarmTrigger": "NO_ALARM"},
    ),
]  # fmt: skip


def device_id(cloud: VirtualHomematicIP, label: str) -> str:
    return next(str(one["id"]) for one in cloud.state()["devices"].values() if one["label"] == label)


def test_no_command_of_the_library_is_forgotten() -> None:
    known = {
        name for name, made in inspect.getmembers(commands, inspect.iscoroutinefunction) if not name.startswith("_")
    }
    assert known == {name for name, *_ in CASES}


@pytest.mark.parametrize(
    ("command", "label", "index", "arguments", "expected"), CASES, ids=[f"{case[0]}-{case[1]}" for case in CASES]
)
async def test_the_command_is_obeyed_and_echoed(
    cloud: VirtualHomematicIP,
    command: str,
    label: str,
    index: int,
    arguments: dict[str, Any],
    expected: dict[str, Any],
) -> None:
    target = device_id(cloud, label)
    context: ConnectionContext
    session: httpx.AsyncClient
    async with looked_up(cloud, token=cloud.token) as (context, session):
        connection = RestConnection(context, session)
        before = dict(cloud.home.channel(target, index))
        done(await getattr(commands, command)(connection, target, index, **arguments))
        channel = cloud.home.channel(target, index)
        assert {key: channel.get(key) for key in expected} == expected
        if channel != before:
            await cloud.until(lambda: cloud.count("websocket_out", "DEVICE_CHANGED"))
        wrong = await getattr(commands, command)(connection, target, 99, **arguments)
        assert (wrong.status, wrong.error_code) == (400, "UNKNOWN_CHANNEL")
