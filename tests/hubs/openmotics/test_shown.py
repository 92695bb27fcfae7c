"""Devices are made once: what is as it was is the very same, and of a value that became another only that is told."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from custom_components.multihub.hubs.openmotics.mapping import gateway
from custom_components.multihub.hubs.openmotics.mapping.devices import Labels
from custom_components.multihub.hubs.openmotics.mapping.house import House
from custom_components.multihub.hubs.openmotics.mapping.modules import Module
from custom_components.multihub.hubs.openmotics.mapping.parts import (
    Abilities,
    Change,
    Circuit,
    EnergyModule,
    Output,
    Part,
    Sensor,
    Shutter,
    Thermostat,
    ThermostatGroup,
    Ventilation,
)
from custom_components.multihub.hubs.openmotics.mapping.replied import Replied
from custom_components.multihub.hubs.openmotics.mapping.shown import Shown
from custom_components.multihub.hubs.openmotics.mapping.states import STATES, changes
from custom_components.multihub.model import Device
from virtual_hubs.openmotics import demo_house

LABELS = Labels("Home")

type Replies = dict[str, dict[str, Any]]


@pytest.fixture
def replies() -> Replies:
    return demo_house().replies


@pytest.fixture
def house(replies: Replies) -> House:
    house = House(Abilities())
    configure(house, replies)
    for function in STATES.keys() & replies.keys():
        house.apply(changes(house, function, replies[function]))
    return house


@pytest.fixture
def shown(house: House) -> Shown:
    shown = Shown(house, LABELS)
    shown.devices()
    return shown


def configure(house: House, replies: Replies) -> None:
    for kind, parts in gateway.parts(replies).items():
        house.configure(kind, parts)


def by_id(devices: tuple[Device, ...]) -> dict[str, Device]:
    return {device.id: device for device in devices}


def made_anew(before: tuple[Device, ...], now: tuple[Device, ...]) -> set[str]:
    """The devices that are not the very same."""
    known = by_id(before)
    return {device.id for device in now if known.get(device.id) is not device}


def test_what_is_as_it_was_is_the_very_same_device(house: House, shown: Shown, replies: Replies) -> None:
    before = shown.devices()
    configure(house, replies)
    for function in STATES.keys() & replies.keys():
        house.apply(changes(house, function, replies[function]))
    assert made_anew(before, shown.devices()) == set()


@pytest.mark.parametrize(
    ("kind", "part_id", "values", "told"),
    [
        (Output, "2", {"is_on": True}, {"output_2": ["output"]}),
        (Output, "2", {"locked": True}, {"output_2": ["locked"]}),
        (Sensor, "1", {"value": 1.5}, {"sensor_1": ["value"]}),
        (Circuit, "1_0", {"power": 1.5, "current": 0.5}, {"energy_1": ["0_power", "0_current"]}),
        (Circuit, "1_0", {"night": None}, {"energy_1": ["0_energy", "0_night"]}),
        (Thermostat, "0", {"target": 9.5}, {"thermostat_0": ["thermostat"]}),
        (
            ThermostatGroup,
            "0",
            {"mode": "cooling"},
            {"thermostat_group_0": ["mode"], "thermostat_0": ["thermostat"], "thermostat_1": ["thermostat"]},
        ),
    ],
)
def test_a_value_that_became_another_is_told_alone(
    kind: type[Part], part_id: str, values: dict[str, Any], told: dict[str, list[str]], house: House, shown: Shown
) -> None:
    before = shown.devices()
    news = shown.news(house.apply([Change(kind, part_id, values)]))
    assert news.devices == []
    assert {device: [feature.key for feature in features] for device, features in news.values.items()} == told
    now = shown.devices()
    assert made_anew(before, now) == set(told)
    assert now == Shown(house, LABELS).devices()
    assert shown.news([(kind, part_id)]).values == {}


def test_circuits_of_one_message_are_told_together(house: House, shown: Shown) -> None:
    changed = house.apply([Change(Circuit, f"1_{clamp}", {"power": 1.5}) for clamp in (0, 1)])
    features = shown.news(changed).values["energy_1"]
    assert sorted(feature.key for feature in features) == ["0_power", "1_power"]


@pytest.mark.parametrize(
    ("kind", "part_id", "values", "device"),
    [
        (EnergyModule, "1", {"answers": False}, "energy_1"),
        (Ventilation, "1", {"connected": False}, "ventilation_1"),
        (Output, "2", {"locked": None}, "output_2"),
    ],
)
def test_a_device_that_can_not_be_reached_or_has_other_features_is_told_whole(
    kind: type[Part], part_id: str, values: dict[str, Any], device: str, house: House, shown: Shown
) -> None:
    news = shown.news(house.apply([Change(kind, part_id, values)]))
    assert ([told.id for told in news.devices], news.values) == ([device], {})
    assert news.devices[0] is by_id(shown.devices())[device]


def test_a_sensor_that_has_its_first_value_is_told_whole(replies: Replies) -> None:
    replies["get_sensor_configurations"]["config"] = [{"id": 0, "name": "Old", "offset": 0, "room": 255}]
    house = House(Abilities())
    configure(house, replies)
    shown = Shown(house, LABELS)
    assert "sensor_0_humidity" not in by_id(shown.devices())
    told = shown.news(house.apply([Change(Sensor, "0_humidity", {"value": 40.0})]))
    assert [device.id for device in told.devices] == ["sensor_0_humidity"]
    gone = shown.news(house.apply([Change(Sensor, "0_humidity", {"value": None})]))
    assert (gone.devices, gone.values) == ([], {})
    assert "sensor_0_humidity" not in by_id(shown.devices())


def test_shutters_are_told_with_their_group(house: House, shown: Shown) -> None:
    grouped = [part.id for part in house.of(Shutter).values() if part.groups]
    news = shown.news(house.apply([Change(Shutter, part_id, {"moves": "going_down"}) for part_id in grouped]))
    assert news.values.keys() == {"gateway", *(f"shutter_{part_id}" for part_id in grouped)}


def test_a_module_that_falls_silent_takes_its_things_along(house: House, shown: Shown) -> None:
    place = house.of(Output)["2"].module
    assert place is not None
    house.take_modules({"1": Module("1", "output", place, answers=False)})
    assert not by_id(shown.devices())["output_2"].available


def test_who_may_not_control_any_more_has_no_commands_left(house: House, shown: Shown) -> None:
    house.abilities = Abilities(control=False)
    assert shown.devices() == Shown(house, LABELS).devices()


def test_of_an_energy_module_that_is_gone_nothing_is_kept(house: House, shown: Shown) -> None:
    house.configure(EnergyModule, [])
    house.configure(Circuit, [])
    assert "energy_1" not in by_id(shown.devices())
    assert shown._circuits == {}  # noqa: SLF001
    assert shown._faces[EnergyModule] == {}  # noqa: SLF001


def test_a_new_name_makes_a_new_device_of_the_same_features(house: House, shown: Shown) -> None:
    before = by_id(shown.devices())["energy_1"]
    house.configure(EnergyModule, [replace(house.of(EnergyModule)["1"], name="Cellar")])
    now = by_id(shown.devices())["energy_1"]
    assert (now.name, before.name == "Cellar") == ("Cellar", False)
    assert all(new is old for new, old in zip(now.features, before.features, strict=True))


# What is replied again


def test_a_reply_that_says_the_same_has_no_news(replies: Replies) -> None:
    replied = Replied()
    for function in STATES.keys() & replies.keys():
        assert replied.news(function, replies[function]) == replies[function]
        assert replied.news(function, dict(replies[function])) is None


def test_of_a_reply_only_the_rows_that_differ_are_news(replies: Replies) -> None:
    replied, reply = Replied(), replies["get_output_status"]
    replied.news("get_output_status", reply)
    other = {**reply["status"][1], "status": 7}
    again = {**reply, "status": [reply["status"][0], other, *reply["status"][2:]]}
    assert replied.news("get_output_status", again) == {**reply, "status": [other]}


@pytest.mark.parametrize(
    ("function", "kind", "part_id", "rows"),
    [
        ("get_output_status", Output, "2", 1),
        ("get_sensor_status", Sensor, "1", 1),
        ("get_thermostat_group_status", Thermostat, "0", None),
        ("get_realtime_power", Circuit, "1_0", None),
    ],
)
def test_what_was_pushed_since_is_news_even_if_the_reply_says_the_same(
    function: str, kind: type[Part], part_id: str, rows: int | None, replies: Replies
) -> None:
    replied, reply = Replied(), replies[function]
    replied.news(function, reply)
    replied.otherwise([(kind, part_id)])
    news = replied.news(function, reply)
    assert news is not None
    assert len(news["status"]) == rows if rows else news == reply
    assert replied.news(function, reply) is None


@pytest.mark.parametrize("row", [None, [], {"id": None}, {"id": "x"}, {}])
def test_a_row_that_is_none_hides_no_news(row: Any, replies: Replies) -> None:
    replied, reply = Replied(), replies["get_output_status"]
    broken = {**reply, "status": [row, *reply["status"]]}
    replied.news("get_output_status", broken)
    replied.otherwise([(Output, "2")])
    news = replied.news("get_output_status", broken)
    assert news is not None
    assert [own["id"] for own in news["status"]] == [2]
