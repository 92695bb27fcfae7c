"""A room's heating: what it shows of its group, its members, its profiles and the home's absence."""

from __future__ import annotations

from typing import Any
from zoneinfo import ZoneInfo

import pytest
from homeassistant.components.climate import HVACAction

from custom_components.multihub.hubs.homematicip.mapping import House

from .homes import channel, device, feature, group, home, home_changed, house, keys, state, told

PROFILES = {
    "PROFILE_1": {"name": "Work", "visible": True, "enabled": True},
    "PROFILE_2": {"name": "", "visible": True, "enabled": True},
    "PROFILE_3": {"name": "Hidden", "visible": False, "enabled": True},
    "PROFILE_4": {"name": "Summer", "visible": True, "enabled": True},
}
RADIATOR = device("radiator", channel(1, "HEATING_THERMOSTAT_CHANNEL", valveActualTemperature=19.0))
WALL = device("wall", channel(1, "WALL_MOUNTED_THERMOSTAT_PRO_CHANNEL", actualTemperature=20.0))


def room(*things: dict[str, Any], absence: str = "NOT_ABSENT", **fields: Any) -> House:
    raw = group(
        "heating",
        "HEATING",
        *((one["id"], 1) for one in things),
        **{
            "controlMode": "AUTOMATIC",
            "activeProfile": "PROFILE_1",
            "profiles": PROFILES,
            "actualTemperature": 20.5,
            "setPointTemperature": 21.0,
            "minTemperature": 5.0,
            "maxTemperature": 30.0,
            "cooling": False,
            "boostAllowed": True,
            **fields,
        },
    )
    return house(*things, raw, functionalHomes={"INDOOR_CLIMATE": {"absenceType": absence}})


def climate(made: House) -> Any:
    return feature(made, "heating", "group_climate")


def test_a_heating_room_shows_its_temperatures_and_profiles() -> None:
    found = climate(room(RADIATOR, humidity=45))
    assert (found.current, found.humidity, found.target.value) == (20.5, 45, 21.0)
    assert (found.target.min, found.target.max, found.target.step) == (5.0, 30.0, 0.5)
    assert found.mode.value == "auto"
    assert found.mode.options == ("auto", "heat")
    assert found.preset.value == "Work"
    assert found.preset.options == ("none", "boost", "eco", "Work", "Profile 2")


@pytest.mark.parametrize(
    ("fields", "absence", "mode", "preset"),
    [
        ({}, "NOT_ABSENT", "auto", "Work"),
        ({"activeProfile": "PROFILE_2"}, "NOT_ABSENT", "auto", "Profile 2"),
        ({"activeProfile": "PROFILE_3"}, "NOT_ABSENT", "auto", "none"),
        ({"controlMode": "MANUAL"}, "NOT_ABSENT", "heat", "none"),
        ({"boostMode": True}, "NOT_ABSENT", "heat", "boost"),
        ({"controlMode": "ECO"}, "PERMANENT", "auto", "eco"),
        ({"controlMode": "ECO"}, "PERIOD", "auto", "eco"),
        ({"controlMode": "ECO"}, "VACATION", "auto", "away"),
        ({"controlMode": "ECO", "partyMode": True}, "NOT_ABSENT", "auto", "party"),
    ],
)
def test_what_a_room_does_shows_as_mode_and_preset(
    fields: dict[str, Any], absence: str, mode: str, preset: str
) -> None:
    found = climate(room(RADIATOR, absence=absence, **fields))
    assert (found.mode.value, found.preset.value) == (mode, preset)
    assert found.preset.value in found.preset.options


def test_a_cooling_room_has_cooling_profiles_and_no_boost() -> None:
    found = climate(room(RADIATOR, cooling=True, coolingAllowed=True, activeProfile="PROFILE_4"))
    assert found.mode.options == ("auto", "cool")
    assert found.preset.options == ("none", "eco", "Summer")
    assert found.preset.value == "Summer"


@pytest.mark.parametrize("fields", [{"coolingAllowed": False}, {"coolingAllowed": True, "coolingIgnored": True}])
def test_a_room_that_does_not_cool_is_off_while_the_home_does(fields: dict[str, Any]) -> None:
    found = climate(room(RADIATOR, cooling=True, **fields))
    assert (found.mode.value, found.mode.options, found.mode.set, found.preset) == ("off", ("off",), None, None)


def test_only_rooms_with_a_radiator_can_boost() -> None:
    assert "boost" not in climate(room(WALL)).preset.options
    assert "boost" in climate(room(WALL, RADIATOR)).preset.options
    assert "boost" not in climate(room(RADIATOR, boostAllowed=False)).preset.options


@pytest.mark.parametrize(
    ("fields", "action"),
    [
        ({"floorHeatingMode": "RADIATOR", "valvePosition": 0.3}, HVACAction.HEATING),
        ({"floorHeatingMode": "RADIATOR", "valvePosition": 0.0}, HVACAction.IDLE),
        ({"floorHeatingMode": "FLOOR_HEATING_STANDARD", "valvePosition": 0.3}, None),
        ({"floorHeatingMode": "RADIATOR", "valvePosition": None}, None),
        ({"floorHeatingMode": "RADIATOR", "valvePosition": 0.3, "cooling": True, "coolingAllowed": True}, None),
    ],
)
def test_whether_a_radiator_heats_follows_from_its_valve(fields: dict[str, Any], action: HVACAction | None) -> None:
    assert climate(room(RADIATOR, **fields)).action is action


def test_a_room_that_can_not_be_controlled_has_no_target_to_set() -> None:
    assert climate(room(RADIATOR, controllable=False)).target.set is None


def test_a_vacation_of_the_home_changes_the_presets_of_its_rooms() -> None:
    made = room(RADIATOR, controlMode="ECO", absence="PERMANENT")
    change = home_changed(made, functionalHomes={"INDOOR_CLIMATE": {"absenceType": "VACATION"}})
    assert "heating" in told(change)
    assert climate(made).preset.value == "away"


def test_two_profiles_of_one_name_are_told_apart() -> None:
    twice = {"PROFILE_1": PROFILES["PROFILE_1"], "PROFILE_2": PROFILES["PROFILE_1"]}
    found = climate(room(RADIATOR, profiles=twice, activeProfile="PROFILE_2"))
    assert found.preset.options[-2:] == ("Work", "Work (2)")
    assert found.preset.value == "Work (2)"


def test_the_end_of_an_absence_is_in_the_homes_time_zone() -> None:
    absent = {"absenceType": "PERIOD", "absenceEndTime": "2026_12_24 18:00", "ecoTemperature": 17.0}
    made = House("hub")
    made.read({**state(), "home": home(functionalHomes={"INDOOR_CLIMATE": absent})}, ZoneInfo("Europe/Vienna"))
    assert feature(made, "hub", "home_absence_end").value.isoformat() == "2026-12-24T18:00:00+01:00"
    assert feature(made, "hub", "home_absence").choice.value == "eco_until"
    assert feature(made, "hub", "home_absence").choice.options == ("present", "eco", "eco_until")


@pytest.mark.parametrize("end", ["soon", "2026_13_24 18:00", 7, None])
def test_an_end_that_can_not_be_read_is_unknown(end: object) -> None:
    absent = {"absenceType": "PERIOD", "absenceEndTime": end}
    made = house(functionalHomes={"INDOOR_CLIMATE": absent})
    assert feature(made, made.devices()[0].id, "home_absence_end").value is None


def test_the_home_cools_if_a_room_does() -> None:
    made = room(RADIATOR, cooling=False)
    hub = made.devices()[0].id
    assert feature(made, hub, "home_cooling").is_on is False
    raw = {**(made.raw("heating") or {}), "cooling": True}
    change = made.apply({"pushEventType": "GROUP_CHANGED", "group": raw})
    assert set(told(change)) == {"heating", hub}
    assert feature(made, hub, "home_cooling").is_on is True


def test_a_thermostat_of_another_make_is_heated_by_its_room() -> None:
    other = device("other", channel(1, "GENERIC_THERMOSTAT_CHANNEL", actualTemperature=20.0, setPointTemperature=21.0))
    found = climate(room(other))
    assert (found.current, found.target.value) == (20.5, 21.0)
    assert found.target.set.request(22.0).path == "group/heating/setSetPointTemperature"


def test_a_heat_pump_tells_what_it_does_in_units_and_words() -> None:
    pump = channel(
        1,
        "EXTERNAL_HEAT_PUMP_CHANNEL",
        climateOperationMode="COOLING",
        presenceMode="VACATION",
        supplyTemperature=38.5,
        heatingTemperatureOffset=-1.5,
    )
    made = house(device("pump", pump))
    assert feature(made, "pump", "1_operating_mode").value == "cooling"
    assert feature(made, "pump", "1_presence_mode").value == "vacation"
    supply = feature(made, "pump", "1_supply_temperature")
    assert (supply.value, supply.unit, supply.device_class) == (38.5, "°C", "temperature")
    assert feature(made, "pump", "1_heating_offset").value == -1.5
    assert "1_cooling_offset" not in keys(made, "pump")


def test_limits_that_are_the_wrong_way_round_are_those_of_every_thermostat() -> None:
    found = climate(room(RADIATOR, minTemperature=12.0, maxTemperature=0))
    assert (found.target.min, found.target.max) == (5.0, 30.0)
