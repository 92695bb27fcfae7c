"""What a Homey's devices become: one test for each rule of the protocol page's section 3."""

from __future__ import annotations

from typing import Any

import pytest
from homeassistant.components.alarm_control_panel import AlarmControlPanelState
from homeassistant.components.climate import HVACMode
from homeassistant.components.cover import CoverState
from homeassistant.components.light import ColorMode
from homeassistant.components.media_player import MediaPlayerState, RepeatMode
from homeassistant.components.sensor import SensorDeviceClass, SensorStateClass
from homeassistant.components.vacuum import VacuumActivity
from homeassistant.const import EntityCategory

from custom_components.multihub.hubs.homey.mapping.house import HomeyFacts, House
from custom_components.multihub.hubs.homey.requests import FetchPicture, Write
from custom_components.multihub.model import Choice, Image, Range
from virtual_hubs.homey.descriptors import choices

from .mapping import cap, device, feature, features, house, map_device, written

# Lights


def test_a_colour_light_writes_mode_hue_saturation_then_level() -> None:
    light = feature(
        "light", "light", cap("onoff", True), cap("dim", 0.5), cap("light_hue", 0.5), cap("light_saturation", 1),
        cap("light_temperature", 0.5), cap("light_mode", "color"),
    )  # fmt: skip
    assert light.color_modes == {ColorMode.HS, ColorMode.COLOR_TEMP}
    assert (light.color_mode, light.hs, light.brightness) == (ColorMode.HS, (180.0, 100), 128)
    assert written(light.turn_on, brightness=255, hs=(90, 50)) == [
        ("light_mode", "color"), ("light_hue", 0.25), ("light_saturation", 0.5), ("dim", 1),
    ]  # fmt: skip
    assert written(light.turn_on, kelvin=2000) == [("light_mode", "temperature"), ("light_temperature", 1)]


@pytest.mark.parametrize(("warmth", "kelvin"), [(0, 6536), (1, 2000), (0.5, 3063)])
def test_the_wires_warmth_grows_as_kelvin_falls(warmth: float, kelvin: int) -> None:
    light = feature("light", "light", cap("onoff", True), cap("light_temperature", warmth))
    assert light.kelvin == kelvin
    assert written(light.turn_on, kelvin=kelvin) == [("light_temperature", pytest.approx(warmth, abs=0.01))]


def test_warm_and_cold_are_swapped_where_a_person_says_so() -> None:
    raw = device("light", cap("onoff", True), cap("light_temperature", 0))
    made = House(HomeyFacts("Homey"), lambda _: True, warm_is_low=True)
    made.take_devices({raw["id"]: raw})
    light: Any = made.devices[raw["id"]].features[0]
    assert light.kelvin == 2000
    assert written(light.turn_on, kelvin=6536) == [("light_temperature", 1)]


def test_a_level_alone_switches_a_lamp_on_unless_the_device_says_it_does_not() -> None:
    usual = feature("light", "light", cap("onoff", False), cap("dim", 0.5))
    assert written(usual.turn_on, brightness=128) == [("dim", 0.5)]
    assert written(usual.turn_on) == [("onoff", True)]
    other = feature("light", "light", cap("onoff", False, options={"setOnDim": False}), cap("dim", 0.5))
    assert written(other.turn_on, brightness=128) == [("dim", 0.5), ("onoff", True)]


def test_a_lamp_without_a_switch_goes_on_by_its_level_and_keeps_it_in_another_colour() -> None:
    off, on = (feature("light", "light", cap("dim", level), cap("light_hue", 0.1)) for level in (0, 0.3))
    assert written(off.turn_on) == [("dim", 1)]
    assert written(off.turn_on, hs=(180, 100)) == [("light_hue", 0.5), ("dim", 1)]
    assert written(on.turn_on, hs=(180, 100)) == [("light_hue", 0.5)]


def test_a_transition_is_a_duration_in_milliseconds_where_the_device_takes_one() -> None:
    light = feature("light", "light", cap("onoff", True), cap("dim", 0.5, options={"duration": True}))
    assert light.transition
    assert light.turn_on.request(brightness=255, transition=2.5).writes == (Write("dim", 1, 2500),)
    assert not feature("light", "light", cap("onoff", True), cap("dim", 0.5)).transition


def test_a_lamp_fades_out_where_it_can_and_goes_off_where_it_can_not() -> None:
    fading = feature("light", "light", cap("onoff", True), cap("dim", 0.5, options={"duration": True}))
    assert fading.turn_off.request(transition=2).writes == (Write("dim", 0, 2000),)
    assert written(fading.turn_off) == [("onoff", False)]
    plain = feature("light", "light", cap("onoff", True), cap("dim", 0.5))
    assert written(plain.turn_off, transition=2) == [("onoff", False)]
    without_switch = feature("light", "light", cap("dim", 0.5))
    assert written(without_switch.turn_off) == [("dim", 0)]


@pytest.mark.parametrize("device_class", ["socket", "relay", "other"])
def test_whatever_can_be_dimmed_is_a_light(device_class: str) -> None:
    assert set(features(device_class, cap("onoff", True), cap("dim", 1))) == {"light"}


def test_a_socket_with_a_lamp_plugged_in_is_a_light() -> None:
    assert set(features("socket", cap("onoff", True), virtualClass="light")) == {"light"}


# Switches and parts


def test_each_output_of_a_relay_is_a_switch_of_its_own() -> None:
    made = features("relay", cap("onoff.output1", True, title="Left"), cap("onoff.output2", False, title="Right"))
    assert [(one.name, one.is_on) for one in made.values()] == [("Left", True), ("Right", False)]  # type: ignore[attr-defined]
    assert written(made["onoff.output2"].turn_on) == [("onoff.output2", True)]  # type: ignore[attr-defined]


def test_parts_with_one_title_are_told_apart() -> None:
    made = features("relay", cap("measure_power.output1", 1), cap("measure_power.output2", 2))
    assert {one.name for one in made.values()} == {"Power Output1", "Power Output2"}


def test_a_relay_that_is_called_a_garage_door_stays_a_switch() -> None:
    made = features("relay", cap("onoff", False), virtualClass="garagedoor")
    assert [one.platform for one in made.values()] == ["switch"]


# Covers


def test_a_blind_has_its_position_and_its_slats_in_percent() -> None:
    blind = feature("blinds", "cover", cap("windowcoverings_set", 0.25), cap("windowcoverings_tilt_set", 1))
    assert (blind.position, blind.is_closed, blind.tilt_position) == (25, False, 100)
    assert written(blind.set_position, 40) == [("windowcoverings_set", 0.4)]
    assert written(blind.close) == [("windowcoverings_set", 0)]
    assert blind.stop is None


def test_the_motion_of_a_cover_is_not_its_position() -> None:
    shutter = feature("shutterblinds", "cover", cap("windowcoverings_state", "up"))
    assert (shutter.is_closed, shutter.moving, shutter.assumed_state) == (None, CoverState.OPENING, True)
    assert written(shutter.stop) == [("windowcoverings_state", "idle")]
    assert written(shutter.open) == [("windowcoverings_state", "up")]


def test_an_old_shutter_has_dim_for_its_position() -> None:
    made = features("windowcoverings", cap("dim", 0), cap("onoff", False), cap("windowcoverings_state", "idle"))
    assert set(made) == {"cover"}
    cover: Any = made["cover"]
    assert (cover.position, cover.is_closed) == (0, True)
    assert written(cover.set_position, 100) == [("dim", 1)]


def test_a_garage_door_opens_by_not_being_closed() -> None:
    door = feature("garagedoor", "cover", cap("garagedoor_closed", True))
    assert door.is_closed is True
    assert written(door.open) == [("garagedoor_closed", False)]


# Climate


def test_a_thermostat_has_the_modes_and_the_step_that_it_tells() -> None:
    thermostat = feature(
        "thermostat", "climate", cap("target_temperature", 20.5, min=5, max=30, step=0.5),
        cap("measure_temperature", 19.5), cap("thermostat_mode", "heat", values=choices("heat off")),
    )  # fmt: skip
    assert thermostat.mode == Choice("heat", ("off", "heat"), thermostat.mode.set)
    assert thermostat.target == Range(20.5, 5, 30, 0.5, "°C", thermostat.target.set)
    assert thermostat.current == 19.5
    assert written(thermostat.mode.set, "off") == [("thermostat_mode", "off")]
    assert written(thermostat.target.set, 21.46) == [("target_temperature", 21.46)]


def test_modes_that_home_assistant_has_no_word_for_are_presets() -> None:
    made = feature(
        "thermostat", "climate", cap("target_temperature", 20),
        cap("thermostat_mode", "eco", values=choices("heat off eco holiday")),
    )  # fmt: skip
    assert made.mode.options == ("off", "heat")
    assert made.mode.value == HVACMode.HEAT
    assert (made.preset.value, made.preset.options) == ("eco", ("eco", "holiday"))
    assert written(made.preset.set, "holiday") == [("thermostat_mode", "holiday")]


def test_an_air_conditioning_is_off_when_it_is_switched_off_and_on_with_its_mode() -> None:
    made = feature(
        "airconditioning", "climate", cap("onoff", False), cap("target_temperature", 22),
        cap("thermostat_mode", "cool"), cap("fan_mode", "auto"), cap("swing_mode", "both"),
    )  # fmt: skip
    assert made.mode.value == HVACMode.OFF
    assert written(made.mode.set, "heat") == [("onoff", True), ("thermostat_mode", "heat")]
    assert written(made.mode.set, "off") == [("onoff", False)]
    assert (made.fan.value, made.swing.value) == ("auto", "both")


def test_a_radiator_valve_keeps_its_position_as_something_to_see() -> None:
    made = features("thermostat", cap("target_temperature", 18), cap("valve_position", 0.3, setable=False))
    assert made["valve_position"].value == 30  # type: ignore[attr-defined]


def test_fahrenheit_stays_fahrenheit() -> None:
    made = features(
        "thermostat", cap("target_temperature", 70, units="°F", min=40, max=95, step=1),
        cap("measure_temperature", 68, units="F"),
    )  # fmt: skip
    climate: Any = made["climate"]
    assert (climate.unit, climate.target.unit, climate.target.step) == ("°F", "°F", 1)
    assert made["measure_temperature"].unit == "°F"  # type: ignore[attr-defined]


def test_a_second_setpoint_is_a_number_beside() -> None:
    made = features("heatpump", cap("target_temperature", 21), cap("target_temperature.comfort", 22, title="Comfort"))
    comfort: Any = made["target_temperature.comfort"]
    assert (comfort.name, comfort.range.value, comfort.range.min, comfort.range.max) == ("Comfort", 22, 4, 35)


# Other wholes


def test_a_water_heaters_operations_are_the_devices() -> None:
    heater = feature("waterheater", "water_heater", cap("target_temperature", 55), cap("heater_operation_mode", "eco"))
    assert heater.mode.value == "eco"
    assert written(heater.mode.set, "performance") == [("heater_operation_mode", "performance")]


def test_a_kettle_has_a_temperature_and_a_switch() -> None:
    kettle = feature("kettle", "water_heater", cap("target_temperature", 90, max=100), cap("onoff", True))
    assert (kettle.mode.value, kettle.target.max) == ("electric", 100)
    assert written(kettle.mode.set, "off") == [("onoff", False)]


def test_a_dehumidifier_aims_in_percent() -> None:
    dry = feature("dehumidifier", "humidifier", cap("onoff", True), cap("target_humidity", 0.5, min=0.3, max=0.8))
    assert (dry.target.value, dry.target.min, dry.target.max) == (50, 30, 80)
    assert written(dry.target.set, 45) == [("target_humidity", 0.45)]


def test_a_fan_has_speed_mode_and_oscillation() -> None:
    fan = feature("fan", "fan", cap("onoff", False), cap("fan_speed", 0.66), cap("oscillating", True))
    assert (fan.is_on, fan.percentage, fan.oscillating) == (False, 0, True)
    assert written(fan.turn_on, percentage=33) == [("onoff", True), ("fan_speed", 0.33)]
    assert written(fan.set_percentage, 50) == [("fan_speed", 0.5)]
    assert written(fan.oscillate, False) == [("oscillating", False)]


def test_a_fan_with_modes_has_them_as_presets_and_goes_on_by_any_of_its_parts() -> None:
    fan = feature("fan", "fan", cap("onoff", False), cap("fan_mode", "auto"))
    assert (fan.preset.value, fan.preset.options) == ("auto", ("auto", "on", "off"))
    assert written(fan.turn_on, preset_mode="on") == [("onoff", True), ("fan_mode", "on")]
    turning = feature("fan", "fan", cap("onoff", True), cap("fan_speed", 0.5))
    assert written(turning.turn_on) == [("onoff", True)], "it is told again: what we know may be old"
    without_switch = feature("fan", "fan", cap("fan_speed", 0.5))
    assert written(without_switch.turn_on) == [("fan_speed", 1)]
    assert written(without_switch.turn_off) == [("fan_speed", 0)]


def test_a_lock_needs_no_code_and_its_mode_is_a_setting() -> None:
    made = features("lock", cap("locked", True), cap("lock_mode", "always_locked"))
    lock: Any = made["lock"]
    assert lock.is_locked
    assert written(lock.unlock, None) == [("locked", False)]
    assert made["lock_mode"].category is EntityCategory.CONFIG


def test_a_speaker_plays_and_says_what() -> None:
    made = feature(
        "speaker", "media_player", cap("speaker_playing", True), cap("speaker_track", "So What"),
        cap("speaker_repeat", "track"), cap("volume_set", 0.35), cap("speaker_next"), cap("speaker_position", 41),
        cap("speaker_stop"), cap("volume_mute", False),
    )  # fmt: skip
    assert (made.state, made.title, made.repeat) == (MediaPlayerState.PLAYING, "So What", RepeatMode.ONE)
    assert (made.volume, made.position) == (0.35, 41)
    assert made.position_updated is not None
    assert written(made.set_repeat, "all") == [("speaker_repeat", "playlist")]
    assert written(made.next) == [("speaker_next", True)]
    assert written(made.mute, True) == [("volume_mute", True)]


def test_a_television_has_sources_and_zaps() -> None:
    made = feature(
        "tv", "media_player", cap("onoff", False), cap("media_input", "hdmi_1"), cap("channel_up"), cap("channel_down")
    )
    assert (made.state, made.source.value) == (MediaPlayerState.OFF, "hdmi_1")
    assert written(made.next) == [("channel_up", True)]
    assert written(made.source.set, "usb_1") == [("media_input", "usb_1")]


def test_a_volume_that_begins_above_nothing_comes_back_as_it_was_set() -> None:
    player = feature("speaker", "media_player", cap("volume_set", 30, min=20, max=40))
    assert player.volume == 0.5
    assert written(player.set_volume, 0.5) == [("volume_set", 30)]


def test_a_vacuum_cleaner_is_told_its_state() -> None:
    made = feature(
        "vacuumcleaner", "vacuum", cap("vacuumcleaner_state", "charging"), cap("vacuumcleaner_job_mode", "mop")
    )
    assert (made.activity, made.fan_speed.value) == (VacuumActivity.DOCKED, "mop")
    assert written(made.clean_spot) == [("vacuumcleaner_state", "spot_cleaning")]
    assert written(made.return_home) == [("vacuumcleaner_state", "docked")]
    assert made.pause is None


def test_an_alarm_is_triggered_by_its_alarm() -> None:
    quiet = feature("homealarm", "alarm_control_panel", cap("homealarm_state", "partially_armed"))
    assert quiet.state is AlarmControlPanelState.ARMED_HOME
    loud = features("homealarm", cap("homealarm_state", "armed"), cap("alarm_generic", True))
    assert loud["alarm_control_panel"].state is AlarmControlPanelState.TRIGGERED  # type: ignore[attr-defined]
    assert loud["alarm_generic"].is_on  # type: ignore[attr-defined]
    assert written(quiet.disarm, None) == [("homealarm_state", "disarmed")]


def test_a_valve_has_a_switch_or_a_position() -> None:
    tap = feature("faucet", "valve", cap("onoff", True))
    assert (tap.is_closed, tap.reports_position) == (False, False)
    sprinkler = feature("sprinkler", "valve", cap("valve_position", 0.5))
    assert (sprinkler.is_closed, sprinkler.position) == (False, 50)
    assert written(sprinkler.close) == [("valve_position", 0)]


def test_a_chargers_switch_power_and_state() -> None:
    made = features(
        "evcharger", cap("evcharger_charging", True), cap("target_power", 7000),
        cap("evcharger_charging_state", "plugged_in_charging"),
    )  # fmt: skip
    assert [one.platform for one in made.values()] == ["switch", "number", "sensor"]
    assert made["target_power"].range.unit == "W"  # type: ignore[attr-defined]


# Sensors


def test_connectivity_is_the_other_way_round() -> None:
    made = feature("sensor", "alarm_connectivity", cap("alarm_connectivity", False))
    assert made.is_on is True


@pytest.mark.parametrize(
    ("capability_id", "unit", "device_class"),
    [
        ("measure_temperature", "C", SensorDeviceClass.TEMPERATURE),
        ("meter_power", "KWh", SensorDeviceClass.ENERGY),
        ("measure_pm25", "\u00b5g/m³", SensorDeviceClass.PM25),
        ("measure_pm25", "\u03bcg/m³", SensorDeviceClass.PM25),
        ("measure_power", None, SensorDeviceClass.POWER),
        ("meter_rain", "mm", SensorDeviceClass.PRECIPITATION),
        ("meter_rain", "m³", SensorDeviceClass.VOLUME),
    ],
)
def test_units_are_understood_as_apps_write_them(
    capability_id: str, unit: str | None, device_class: SensorDeviceClass
) -> None:
    made = feature("sensor", capability_id, cap(capability_id, 1, units=unit))
    assert made.device_class is device_class


def test_a_unit_that_does_not_fit_costs_the_device_class_not_the_value() -> None:
    made = feature("sensor", "measure_power", cap("measure_power", 5, units="bananas"))
    assert (made.value, made.unit, made.device_class, made.name) == (5, "bananas", None, "Power")


@pytest.mark.parametrize(("greatest", "value", "shown"), [(1, 0.42, 42), (100, 42, 42), (None, 42, 42)])
def test_percent_is_decided_by_the_greatest_value(greatest: float | None, value: float, shown: float) -> None:
    made = feature("sensor", "measure_humidity", cap("measure_humidity", value, max=greatest))
    assert (made.value, made.unit) == (shown, "%")


def test_the_parts_of_a_meter_are_energy_each() -> None:
    made = features("sensor", cap("meter_power.imported", 5), cap("meter_power.exported", 6), cap("meter_gas", 7))
    assert [one.translation_key for one in made.values()][:2] == ["energy_imported", "energy_exported"]
    assert {one.state_class for one in made.values()} == {SensorStateClass.TOTAL_INCREASING}  # type: ignore[attr-defined]


def test_a_pressure_is_the_airs_only_where_weather_is_measured() -> None:
    outside = feature("sensor", "measure_pressure", cap("measure_pressure", 1000), cap("measure_rain", 0))
    pipe = feature("sensor", "measure_pressure", cap("measure_pressure", 2000))
    assert outside.device_class is SensorDeviceClass.ATMOSPHERIC_PRESSURE
    assert pipe.device_class is SensorDeviceClass.PRESSURE


# What is not in any table


@pytest.mark.parametrize(
    ("raw", "platform"),
    [
        (cap("app_flag", True, type="boolean", setable=True), "switch"),
        (cap("app_flag", True, type="boolean", setable=False), "binary_sensor"),
        (cap("app_press", None, type="boolean", getable=False, setable=True), "button"),
        (cap("app_number", 3, type="number", setable=True), "number"),
        (cap("app_number", 3, type="number", setable=False), "sensor"),
        (cap("app_choice", "a", type="enum", setable=True, values=choices("a b")), "select"),
        (cap("app_choice", "a", type="enum", setable=False, values=choices("a b")), "sensor"),
        (cap("app_text", "a", type="string", setable=True), "text"),
        (cap("app_text", "a", type="string", setable=False), "sensor"),
        (cap("app_odd", [1], type="no such type", setable=False), "sensor"),
    ],
)
def test_an_apps_own_capability_is_what_its_description_says(raw: dict[str, Any], platform: str) -> None:
    made = feature("other", raw["id"], raw)
    assert made.platform == platform
    assert made.name == raw["title"]


def test_an_app_that_changes_a_known_capability_names_it_itself() -> None:
    made = feature("washer", "operational_state", cap("operational_state", "running", setable=True, title="Programme"))
    assert (made.platform, made.name) == ("select", "Programme")


@pytest.mark.parametrize("value", [None, "auto", [], {}, float("nan"), float("inf"), True])
def test_a_number_that_is_none_is_unknown(value: Any) -> None:
    assert feature("sensor", "measure_temperature", cap("measure_temperature", value)).value is None


def test_a_picture_is_no_state_and_a_long_text_is_cut() -> None:
    made = features(
        "other",
        cap("drawing", "<svg " + "x" * 5000, type="string", setable=False),
        cap("story", "y" * 5000, type="string", setable=False),
    )
    assert made["drawing"].value is None  # type: ignore[attr-defined]
    assert len(made["story"].value) == 255  # type: ignore[attr-defined]


def test_maintenance_is_out_of_the_way() -> None:
    made = feature("socket", "button.reset", cap("button.reset", maintenanceAction=True))
    assert (made.category, made.enabled_by_default) == (EntityCategory.CONFIG, False)


@pytest.mark.parametrize(
    "broken",
    [None, 5, "text", [], {"type": "number"}, {"type": "enum", "values": [None, {"id": 3}]}, {"type": []}],
)
def test_one_malformed_capability_never_hides_another(broken: Any) -> None:
    raw = device("sensor", cap("measure_temperature", 20))
    raw["capabilitiesObj"]["broken"] = broken
    assert "measure_temperature" in {one.key for one in map_device(raw).features}


# A doorbell, pictures, availability, zones


def test_a_doorbell_rings_each_time() -> None:
    raw = device("doorbell", cap("alarm_generic", False))
    made = house(raw)
    uri = f"homey:device:{raw['id']}"
    rings = [
        made.hear(uri, "capability", {"capabilityId": "alarm_generic", "value": value}).events for value in (True, True)
    ]
    assert rings == [((raw["id"], "doorbell", "ring", {}),)] * 2


def test_a_camera_has_its_picture_and_the_time_of_it() -> None:
    raw = device("camera", images=["camera"])
    made = house(raw)
    image: Any = made.devices[raw["id"]].features[0]
    request = image.fetch.request()
    assert isinstance(request, FetchPicture)
    told = made.hear(
        "homey:manager:images",
        "image.update",
        {"id": raw["images"][0]["imageObj"]["id"], "lastUpdated": "2026-05-01T10:00:00Z"},
    )
    (newer,) = told.values[raw["id"]]
    assert isinstance(newer, Image)
    assert newer == made.devices[raw["id"]].features[0]
    assert newer.updated > image.updated


@pytest.mark.parametrize("state", [{"available": False}, {"ready": False}])
def test_a_device_that_is_not_ready_is_not_available(state: dict[str, bool]) -> None:
    assert not map_device(device("light", cap("onoff", True), **state)).available


def test_rooms_of_one_name_are_told_apart() -> None:
    made = house(device("light", cap("onoff", True), zone="b2"))
    zones = {
        "h": {"id": "h", "name": "Home", "parent": None},
        "f": {"id": "f", "name": "First floor", "parent": "h"},
        "g": {"id": "g", "name": "Ground floor", "parent": "h"},
        "b1": {"id": "b1", "name": "Bathroom", "parent": "g"},
        "b2": {"id": "b2", "name": "Bathroom", "parent": "f"},
    }
    made.take_section("zones", zones)
    assert [one.area for one in made.devices.values() if one.id != "homey"] == ["First floor Bathroom"]
