"""Whatever a Homey says, no exception leaves the mapping, and no sound device is lost by a broken one."""

from __future__ import annotations

import copy
import random
from datetime import UTC, datetime
from typing import Any

import pytest
from homeassistant.const import Platform

from custom_components.multihub.hubs.homey.mapping.home import SECTIONS
from custom_components.multihub.hubs.homey.mapping.house import HomeyFacts, House
from custom_components.multihub.hubs.homey.mapping.itself import HUB_DEVICE
from custom_components.multihub.model import Sensor
from virtual_hubs.homey import capability as cap, demo_house

from .mapping import device, features, house, map_device

ODDITIES: tuple[Any, ...] = (
    None, True, False, 0, -1, 1e308, -1e308, float("nan"), float("inf"), 2**70, "", "text", "\ud800", "x" * 5000,
    [], {}, [None], {"id": None}, [[]], {"id": "x"},
)  # fmt: skip

ANSWERS = {
    "flows": "flow",
    "advanced_flows": "advancedflow",
    "moods": "mood",
    "variables": "variable",
    "users": "user",
    "zones": "zone",
    "apps": "app",
    "energy": "live",
    "energy_today": "report",
    "price": "prices",
    "system": "info",
    "storage": "storage",
    "weather": "weather",
    "location": "location",
}
"""What the demo house has for each section."""

EVENTS = (
    "device.create",
    "device.update",
    "device.delete",
    "flow.update",
    "variable.create",
    "zone.delete",
    "capability",
)


def broken(data: Any, chance: random.Random, rate: float) -> Any:
    """The data with some of it replaced, left out or turned around."""
    if chance.random() < rate:
        return copy.deepcopy(chance.choice(ODDITIES))
    if isinstance(data, dict):
        return {key: broken(value, chance, rate) for key, value in data.items() if chance.random() > rate / 2}
    if isinstance(data, list):
        return [broken(value, chance, rate) for value in data]
    return data


@pytest.mark.parametrize("seed", range(60))
def test_no_exception_leaves_the_mapping(seed: int) -> None:
    chance = random.Random(seed)
    demo = demo_house("X", generation=chance.choice((2, 3)))
    made = House(HomeyFacts("Homey"), lambda _: chance.random() > 0.2)
    rate = chance.choice((0.01, 0.05, 0.2))
    made.take_drivers(broken(demo.items["driver"], chance, rate))
    made.tell_time(datetime.now(UTC))
    prices = {"priceUnit": "EUR", "pricesPerInterval": [{"periodStart": "2026-01-01T00:00:00Z", "value": 0.1}] * 3}
    answers = {**demo.items, **demo.values, "prices": prices}
    for name, kind in ANSWERS.items():
        made.take_section(name, broken(answers[kind], chance, rate))
    assert ANSWERS.keys() == SECTIONS.keys()
    made.take_updates(broken([{"version": "13"}], chance, rate))
    sound = device("sensor", cap("measure_temperature", 20))
    made.take_devices(
        {**{key: broken(one, chance, rate) for key, one in demo.items["device"].items()}, sound["id"]: sound}
    )
    assert [one.key for one in made.devices[sound["id"]].features] == ["measure_temperature"]
    for raw in demo.items["device"].values():
        message = broken({**raw, "capabilityId": next(iter(raw["capabilities"]), None), "value": 1}, chance, rate)
        uri = chance.choice((f"homey:device:{raw['id']}", "homey:manager:devices", "homey:manager:flow", ""))
        made.hear(uri, chance.choice(EVENTS), message)
    for one in made.devices.values():
        keys = [feature.key for feature in one.features]
        assert len(keys) == len(set(keys))
    repr(made.devices)


@pytest.mark.parametrize(
    ("device_class", "capability", "value"),
    [("light", "dim", 1), ("windowcoverings", "windowcoverings_set", 1), ("fan", "fan_speed", 1)],
)
def test_limits_that_are_next_to_nothing_are_no_division_by_it(device_class: str, capability: str, value: Any) -> None:
    described = {**cap(capability, value), "min": 0, "max": 5e-324, "step": 5e-324}
    assert features(device_class, cap("onoff", True), described)


def test_a_lamp_that_can_neither_be_switched_nor_dimmed_is_no_light_that_could_not_be_put_out() -> None:
    found = features("light", cap("light_hue", 0.5))
    assert [one.platform for one in found.values()] == [Platform.NUMBER]


def test_a_step_backwards_is_no_step_by_which_every_value_would_be_refused() -> None:
    found: Any = features("thermostat", cap("target_temperature", 20, step=-4095))
    assert found["climate"].target.step == 0.5


def test_half_a_character_names_no_picture() -> None:
    raw = device("camera", images=["camera"])
    raw["images"][0]["imageObj"]["id"] = "\ud800"
    assert not map_device(raw).features


def test_a_price_of_the_calendars_last_hour_takes_no_other_with_it() -> None:
    made = House(HomeyFacts("Homey"), lambda _: True)
    made.tell_time(datetime(2026, 1, 1, 0, 30, tzinfo=UTC))
    prices = [{"periodStart": start, "value": 0.1} for start in ("9999-12-31T23:30:00Z", "2026-01-01T00:00:00Z")]
    made.take_section("price", {"priceUnit": "EUR", "pricesPerInterval": prices})
    assert [one.value for one in made.devices[HUB_DEVICE].features if isinstance(one, Sensor)] == [0.1]


def test_a_picture_whose_title_is_another_is_called_by_it() -> None:
    raw = device("camera", images=["camera"])
    raw["images"].append({**raw["images"][0], "imageObj": {"id": "second", "url": "/second"}, "title": "Door"})
    made = house(raw)
    made.take_devices({raw["id"]: {**raw, "images": [*raw["images"][:1], {**raw["images"][1], "title": "Yard"}]}})
    assert [feature.name for feature in made.devices[raw["id"]].features][-1] == "Yard"


def test_a_capability_without_a_kind_is_what_its_value_is_as_soon_as_that_is_told() -> None:
    raw = device("other", {**cap("odd"), "type": "strange"})
    made = house(raw)
    now = {"odd": {**raw["capabilitiesObj"]["odd"], "value": 21.5}}
    made.take_devices({raw["id"]: {**raw, "capabilitiesObj": now}})
    assert [feature.platform for feature in made.devices[raw["id"]].features] == [Platform.NUMBER]


@pytest.mark.parametrize(("told", "platform"), [(1, Platform.SWITCH), (0, Platform.BINARY_SENSOR)])
def test_one_and_zero_are_yes_and_no_since_they_are_equal_to_them(told: int, platform: Platform) -> None:
    found = features("other", {**cap("onoff", True), "setable": told})
    assert [one.platform for one in found.values()] == [platform]
