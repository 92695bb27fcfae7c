"""What lights, covers, fans, valves, sirens and updates show of what the wire tells."""

from __future__ import annotations

from typing import Any

import pytest
from homeassistant.components.cover import CoverState
from homeassistant.components.light import ColorMode

from .homes import HUB, changed, channel, device, feature, group, house, keys, service
from .said import channel_feature


def shown(kind: str, key: str, **raw: Any) -> Any:
    return channel_feature(kind, key, raw)


@pytest.mark.parametrize(
    ("level", "position", "is_closed"),
    [(0.0, 100, False), (1.0, 0, True), (0.25, 75, False), (0.997, 1, False), (None, None, None), ("half", None, None)],
)
def test_a_shutter_is_open_at_nothing_and_closed_at_one(level: Any, position: Any, is_closed: Any) -> None:
    found = shown("SHUTTER_CHANNEL", "cover", shutterLevel=level)
    assert (found.position, found.is_closed) == (position, is_closed)


def test_only_a_blind_that_tells_its_slats_has_them() -> None:
    assert shown("BLIND_CHANNEL", "cover", shutterLevel=0.5, slatsLevel=0.2).tilt_position == 80
    without = shown("BLIND_CHANNEL", "cover", shutterLevel=0.5, slatsLevel=None)
    assert (without.tilt_position, without.set_tilt_position) == (None, None)


@pytest.mark.parametrize(
    ("raw", "moving"),
    [
        ({"processing": True, "lastShadingDirection": "LIGHTER"}, CoverState.OPENING),
        ({"processing": True, "lastShadingDirection": "DARKER"}, CoverState.CLOSING),
        ({"processing": False, "lastShadingDirection": "DARKER"}, None),
        ({"processing": True}, None),
    ],
)
def test_a_cover_under_way_says_where_if_it_tells(raw: dict[str, Any], moving: CoverState | None) -> None:
    assert shown("BLIND_CHANNEL", "cover", shutterLevel=0.5, **raw).moving is moving


@pytest.mark.parametrize(
    ("state", "is_closed"),
    [("CLOSED", True), ("OPEN", False), ("VENTILATION_POSITION", False), ("POSITION_UNKNOWN", None), (None, None)],
)
def test_a_garage_door_that_does_not_know_its_position_is_unknown(state: str | None, is_closed: bool | None) -> None:
    assert shown("DOOR_CHANNEL", "cover", doorState=state).is_closed is is_closed


def test_a_garage_group_tells_its_doors_one_by_one() -> None:
    doors = [device(name, channel(1, "DOOR_CHANNEL", doorState="CLOSED")) for name in ("left", "right")]
    both = group("both", "EXTENDED_LINKED_GARAGE_DOOR", ("left", 1), ("right", 1), doorState="CLOSED")
    made = house(*doors, both)
    calls = feature(made, "both", "group_cover").open.request().calls
    assert [call.body["deviceId"] for call in calls] == ["left", "right"]
    alone = house(group("none", "EXTENDED_LINKED_GARAGE_DOOR", doorState=None))
    assert feature(alone, "none", "group_cover").open is None


@pytest.mark.parametrize(
    ("raw", "modes", "mode"),
    [
        ({"dimLevel": 0.5, "hue": 10, "saturationLevel": 0.5}, {ColorMode.HS}, ColorMode.HS),
        ({"dimLevel": 0.5, "colorTemperature": 3000}, {ColorMode.COLOR_TEMP}, ColorMode.COLOR_TEMP),
        (
            {"dimLevel": 0.5, "colorTemperature": 3000, "hue": 10, "saturationLevel": 0.5},
            {ColorMode.HS, ColorMode.COLOR_TEMP},
            ColorMode.HS,
        ),
        ({"dimLevel": 0.5}, {ColorMode.BRIGHTNESS}, ColorMode.BRIGHTNESS),
        ({"on": True}, {ColorMode.ONOFF}, ColorMode.ONOFF),
        (
            {"dimLevel": 0.5, "supportedOptionalFeatures": {"IOptionalFeatureHueSaturationValue": True}},
            {ColorMode.HS},
            ColorMode.HS,
        ),
    ],
)
def test_what_a_light_can_do_is_what_it_tells(raw: dict[str, Any], modes: set[ColorMode], mode: ColorMode) -> None:
    found = shown("UNIVERSAL_LIGHT_CHANNEL", "light", **raw)
    assert (found.color_modes, found.color_mode) == (modes, mode)
    assert found.color_mode in found.color_modes


def test_a_coloured_light_that_shines_white_can_still_be_coloured() -> None:
    def lamp(**raw: Any) -> dict[str, Any]:
        return device("lamp", channel(1, "EXTERNAL_UNIVERSAL_LIGHT_CHANNEL", on=True, dimLevel=1.0, **raw))

    made = house(lamp(hue=10, saturationLevel=1.0))
    changed(made, lamp(hue=None, saturationLevel=None, colorTemperature=3000))
    found = feature(made, "lamp", "1_light")
    assert found.color_modes == {ColorMode.HS, ColorMode.COLOR_TEMP}
    assert (found.color_mode, found.kelvin, found.hs) == (ColorMode.COLOR_TEMP, 3000, None)


@pytest.mark.parametrize(("level", "brightness"), [(0.0, 0), (1.0, 255), (0.001, 1), (None, None)])
def test_a_light_that_shines_has_a_brightness(level: float | None, brightness: int | None) -> None:
    assert shown("DIMMER_CHANNEL", "light", dimLevel=level).brightness == brightness


@pytest.mark.parametrize(
    ("hs", "color"),
    [((0, 3), "WHITE"), ((350, 90), "RED"), ((65, 80), "YELLOW"), ((185, 50), "TURQUOISE"), ((301, 99), "PURPLE")],
)
def test_a_signal_light_takes_the_nearest_of_its_colours(hs: tuple[float, float], color: str) -> None:
    found = shown("OPTICAL_SIGNAL_CHANNEL", "signal_light", simpleRGBColorState="BLACK", dimLevel=0.0, on=False)
    assert found.turn_on.request(hs=hs).body["simpleRGBColorState"] == color


@pytest.mark.parametrize(("running", "effect"), [(0, None), (3, "scene_3"), (11, None), (None, None), ("3", None)])
def test_a_strip_shows_the_light_scene_that_runs(running: object, effect: str | None) -> None:
    scenes = {"IOptionalFeatureLightScene": True}
    found = shown("UNIVERSAL_LIGHT_CHANNEL", "light", lightSceneId=running, supportedOptionalFeatures=scenes)
    assert found.effect.value == effect
    assert found.effect.options == tuple(f"scene_{number}" for number in range(1, 11))


@pytest.mark.parametrize("supported", [{}, {"IOptionalFeatureLightScene": False}])
def test_a_light_without_scenes_has_no_effects(supported: dict[str, bool]) -> None:
    found = shown("UNIVERSAL_LIGHT_CHANNEL", "light", lightSceneId=0, supportedOptionalFeatures=supported)
    assert found.effect is None


def test_a_light_that_is_only_switched_has_no_transition() -> None:
    assert shown("UNIVERSAL_LIGHT_CHANNEL", "light", on=True).transition is False
    assert shown("UNIVERSAL_LIGHT_CHANNEL", "light", on=True, dimLevel=0.5).transition is True


def test_a_signal_light_blinks_only_where_it_can() -> None:
    blinks = {"IFeatureOpticalSignalBehaviourState": True}
    assert shown("NOTIFICATION_LIGHT_CHANNEL", "signal_light", dimLevel=0.0).effect is None
    found = shown("NOTIFICATION_LIGHT_CHANNEL", "signal_light", dimLevel=0.0, supportedOptionalFeatures=blinks)
    assert found.effect.options == ("on", "blinking", "flashing", "billowing")


@pytest.mark.parametrize(
    ("raw", "is_on", "percentage"),
    [
        ({"ventilationState": "VENTILATION", "ventilationLevel": 0.3}, True, 30),
        ({"ventilationState": "NO_VENTILATION", "ventilationLevel": 0.0}, False, 0),
        ({"ventilationState": None, "ventilationLevel": 0.5}, True, 50),
        ({"ventilationState": None, "ventilationLevel": None}, None, None),
    ],
)
def test_a_fan(raw: dict[str, Any], is_on: bool | None, percentage: int | None) -> None:
    found = shown("UNIVERSAL_ACTUATOR_CHANNEL", "fan", channelRole="VENTILATION_ACTUATOR", **raw)
    assert (found.is_on, found.percentage) == (is_on, percentage)


def test_an_actuator_without_ventilation_is_a_light() -> None:
    assert shown("UNIVERSAL_ACTUATOR_CHANNEL", "light", dimLevel=0.5).brightness == 128


@pytest.mark.parametrize(
    ("state", "is_closed"),
    [("NO_WATERFLOW", True), ("REDUCED_WATERFLOW", False), ("FULL_OPENED", False), ("UNKNOWN", None), (None, None)],
)
def test_the_houses_water(state: str | None, is_closed: bool | None) -> None:
    assert shown("WATER_SUPPLY_STOP_CHANNEL", "valve", waterSupplyState=state).is_closed is is_closed


@pytest.mark.parametrize(
    ("alarm", "smoke"),
    [("PRIMARY_ALARM", True), ("SECONDARY_ALARM", False), ("INTRUSION_ALARM", False), ("IDLE_OFF", False), ("X", None)],
)
def test_smoke_is_where_it_was_detected_and_the_rest_is_told_apart(alarm: str, smoke: bool | None) -> None:
    assert shown("SMOKE_DETECTOR_CHANNEL", "smoke", smokeDetectorAlarmType=alarm).is_on is smoke
    told = shown("SMOKE_DETECTOR_CHANNEL", "smoke_alarm", smokeDetectorAlarmType=alarm).value
    assert told == (alarm.lower() if smoke is not None else None)


def test_import_and_export_are_sensors_of_their_own() -> None:
    raw = {
        "currentPowerConsumption": 1039.0,
        "energyCounterOne": 5272.2,
        "energyCounterOneType": "ENERGY_COUNTER_USAGE_HIGH_TARIFF",
        "energyCounterThree": 3.5,
        "energyCounterThreeType": "ENERGY_COUNTER_INPUT_SINGLE_TARIFF",
    }
    assert shown("ENERGY_SENSORS_INTERFACE_CHANNEL", "energy_one", **raw).translation_key == "energy_usage_high_tariff"
    assert shown("ENERGY_SENSORS_INTERFACE_CHANNEL", "energy_three", **raw).translation_key == "energy_fed_in"


@pytest.mark.parametrize(
    ("raw", "installed", "latest", "in_progress", "can_install"),
    [
        ({"availableFirmwareVersion": "1.2", "updateState": "UP_TO_DATE"}, "1.0", "1.2", False, False),
        ({"availableFirmwareVersion": "1.2", "updateState": "UPDATE_AVAILABLE"}, "1.0", "1.2", False, True),
        ({"availableFirmwareVersion": "1.2", "updateState": "TRANSFERING_UPDATE"}, "1.0", "1.2", True, False),
        ({"availableFirmwareVersion": "0.0.0", "updateState": "UP_TO_DATE"}, "1.0", "1.0", False, False),
        ({"availableFirmwareVersion": None, "updateState": None}, "1.0", "1.0", False, False),
    ],
)
def test_a_devices_firmware(
    raw: dict[str, Any], installed: str, latest: str, in_progress: bool, can_install: bool
) -> None:
    found = feature(house(device("lamp", service(), firmwareVersion="1.0", **raw)), "lamp", "firmware")
    assert (found.installed, found.latest, found.in_progress) == (installed, latest, in_progress)
    assert (found.install is not None) is can_install


def test_a_radiator_says_that_it_has_to_learn_its_valve_again() -> None:
    made = house(device("radiator", service(), automaticValveAdaptionNeeded=False), device("lamp", service()))
    assert feature(made, "radiator", "valve_adaption").is_on is False
    changed(made, device("radiator", service(), automaticValveAdaptionNeeded=True))
    assert feature(made, "radiator", "valve_adaption").is_on is True
    assert "valve_adaption" not in keys(made, "lamp")


def test_an_external_device_has_no_firmware_to_update() -> None:
    assert "firmware" not in keys(house(device("lamp", service(), firmwareVersion="1.0")), "lamp")


def test_errors_are_on_only_where_the_firmware_says_that_they_are_real() -> None:
    made = house(
        device("old", service(deviceOverheated=False)),
        device("new", service(deviceOverheated=False, supportedOptionalFeatures={"IFeatureDeviceOverheated": True})),
        device("none", service(deviceOverheated=False, supportedOptionalFeatures={"IFeatureDeviceOverheated": False})),
    )
    assert feature(made, "old", "0_overheated").enabled_by_default is False
    assert feature(made, "new", "0_overheated").enabled_by_default is True
    assert "0_overheated" not in keys(made, "none")


def test_only_a_device_with_a_battery_has_one() -> None:
    made = house(device("wired", service(lowBat=None)), device("radio", service(lowBat=True)))
    assert "0_battery" not in keys(made, "wired")
    assert feature(made, "radio", "0_battery").is_on is True


@pytest.mark.parametrize(
    ("weather", "condition"),
    [
        ({"weatherCondition": "CLEAR", "weatherDayTime": "DAY"}, "sunny"),
        ({"weatherCondition": "CLEAR", "weatherDayTime": "NIGHT"}, "clear-night"),
        ({"weatherCondition": "HEAVILY_CLOUDY_WITH_SNOW"}, "snowy"),
        ({"weatherCondition": "UNKNOWN"}, None),
        ({"temperature": 16.6}, None),
    ],
)
def test_the_weather_of_the_home(weather: dict[str, Any], condition: str | None) -> None:
    assert feature(house(weather=weather), HUB, "home_weather").condition == condition


@pytest.mark.parametrize(
    ("raw", "condition"),
    [
        ({"storm": True, "raining": True}, "windy"),
        ({"raining": True, "sunshine": True}, "rainy"),
        ({"sunshine": True}, "sunny"),
        ({"sunshine": False}, None),
    ],
)
def test_the_weather_of_a_station(raw: dict[str, Any], condition: str | None) -> None:
    assert shown("WEATHER_SENSOR_PRO_CHANNEL", "weather", **raw).condition == condition
