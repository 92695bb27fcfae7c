"""Thermostats: one climate feature of a tree, whatever the plug-in calls its rows."""

from __future__ import annotations

from typing import Any

import pytest

from custom_components.multihub.hubs.homeseer.mapping import Settings
from custom_components.multihub.hubs.homeseer.requests import SetValue
from custom_components.multihub.model import Climate
from virtual_hubs.homeseer import demo_house
from virtual_hubs.homeseer.trees import Generation

from .builders import applied, device, house_of, mapped, pair, row, said

ROOT = row(1, "Thermostat", relationship=2)
TEMPERATURE = row(2, "Temperature", 20, "20 C", root=1)
HEAT = [pair("(value) C", 5, 12, 6, start=5, end=30, suffix=" C")]
COOL = [pair("(value) C", 15, 13, 6, start=15, end=35, suffix=" C")]
MODES = [pair("Off", 0, 14), pair("Heat", 1, 15), pair("Cool", 2, 16), pair("Auto", 3, 17)]


def climate(rows: list[Any], controls: dict[int, Any], **settings: Any) -> Climate:
    (found,) = house_of(rows, controls, Settings(**settings)).devices
    feature = found.features[0]
    assert isinstance(feature, Climate)
    return feature


@pytest.mark.parametrize("generation", ["hs3", "hs4"])
def test_a_whole_thermostat(generation: Generation) -> None:
    house = demo_house(generation)
    thermostat = device(mapped(house, generation), "Thermostat")
    found = thermostat.features[0]
    assert isinstance(found, Climate)
    assert (found.key, found.name, found.unit, found.current, found.humidity) == ("climate", None, "°C", 20.5, 47)
    assert (found.mode.value, found.mode.options) == ("heat", ("off", "heat", "cool", "heat_cool"))
    assert found.target and (found.target.value, found.target.min, found.target.max) == (21, 5, 30)
    assert found.action == "heating"
    assert found.preset and found.preset.options == ("none", "Energy Save Heat", "Hold On")
    assert found.fan and (found.fan.value, found.fan.options) == ("auto", ("auto", "on"))
    names = [feature.name for feature in thermostat.features[1:]]
    assert "Operating State" in names and "Mode" not in names and len(names) == 4


def test_fahrenheit_stays_fahrenheit_in_steps_of_one_degree() -> None:
    thermostat = device(mapped(demo_house("hs4", fahrenheit=True), "hs4"), "Thermostat")
    found = thermostat.features[0]
    assert isinstance(found, Climate) and found.target
    assert (found.unit, found.target.value, found.target.step) == ("°F", 70, 1)


def test_the_mode_decides_which_targets_count() -> None:
    rows = [
        ROOT,
        TEMPERATURE,
        row(3, "Heat", 19, "19 C", root=1),
        row(4, "Cool", 25, "25 C", root=1),
    ]
    controls = {3: HEAT, 4: COOL, 5: MODES}
    heating = climate([*rows, row(5, "Mode", 1, root=1)], controls)
    assert heating.target and heating.target.value == 19 and heating.low is None
    assert said(heating.target.set, 20.5) == SetValue(3, 20.5, True)
    cooling = climate([*rows, row(5, "Mode", 2, root=1)], controls)
    assert cooling.target and cooling.target.value == 25
    between = climate([*rows, row(5, "Mode", 3, root=1)], controls)
    assert between.low and between.high and (between.low.value, between.high.value) == (19, 25)
    assert said(between.high.set, 26) == SetValue(4, 26, True)
    assert between.target is None
    assert said(between.mode.set, "off") == SetValue(5, 0)


def test_a_floor_thermostat_with_one_set_point_only_heats() -> None:
    floor = climate([ROOT, TEMPERATURE, row(3, "Setpoint", 22, root=1)], {3: HEAT})
    assert (floor.mode.value, floor.mode.options, floor.mode.set) == ("heat", ("heat",), None)
    assert floor.target and floor.target.value == 22


def test_controls_without_uses_are_known_by_codes_and_labels() -> None:
    rows = [
        row(1, "Thermostat", relationship=2, codes=(16, 99, 0)),
        row(2, "Temp", 20, "20", codes=(16, 2, 1), root=1),
        row(3, "Set", 21, codes=(16, 6, 1), root=1),
        row(4, "Mode", 2, "Eco", codes=(16, 9, 0), root=1),
        row(5, "State", 0, "Idle", codes=(16, 1, 0), root=1),
    ]
    modes = [pair("Heat", 1), pair("Eco", 2), pair("Fan Only", 3), pair("Dry Air", 4)]
    found = climate(rows, {3: [pair("Set", 5, 0, 7, start=5, end=30)], 4: modes})
    assert found.mode.options == ("heat", "fan_only", "dry")
    assert found.preset and (found.preset.value, found.preset.options) == ("eco", ("none", "eco"))
    assert said(found.preset.set, "none") == SetValue(4, 1)
    assert said(found.preset.set, "eco") == SetValue(4, 2)
    assert (found.current, found.action) == (20, "idle")


def test_a_hold_is_a_preset_and_lets_go_at_its_own_row() -> None:
    rows = [ROOT, TEMPERATURE, row(3, "Set", 21, root=1), row(4, "Hold", 1, codes=(513, 17, 15), root=1)]
    found = climate(rows, {3: HEAT, 4: [pair("Hold Off", 0), pair("Hold On", 1)]})
    assert found.preset and (found.preset.value, found.preset.options) == ("Hold On", ("none", "Hold On"))
    assert said(found.preset.set, "none") == SetValue(4, 0)


def test_a_mode_that_is_a_preset_still_heats() -> None:
    rows = [ROOT, TEMPERATURE, row(3, "Set", 21, root=1), row(5, "Mode", 11, "Energy Save Heat", root=1)]
    found = climate(rows, {3: HEAT, 5: [*MODES, pair("Energy Save Heat", 11)]})
    assert (found.mode.value, found.preset and found.preset.value) == ("heat", "Energy Save Heat")


def test_a_change_of_any_of_its_rows_renders_it_anew() -> None:
    house = house_of([ROOT, TEMPERATURE, row(3, "Set", 21, root=1)], {3: HEAT})
    (changed,) = applied(house, row(2, "Temperature", 21.5, "21.5 C", root=1))
    assert [getattr(feature, "current", getattr(feature, "value", None)) for feature in changed.features] == [
        21.5,
        21.5,
    ]


def test_a_temperature_alone_is_no_thermostat() -> None:
    (found,) = house_of([ROOT, TEMPERATURE]).devices
    assert [feature.platform for feature in found.features] == ["sensor"]
