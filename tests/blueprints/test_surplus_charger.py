"""A surplus of energy to a charger."""

from __future__ import annotations

from typing import Any

import pytest
from homeassistant.components.sensor import SensorDeviceClass, SensorStateClass

from custom_components.multihub.model import Sensor
from tests.memory_hub.house import FEATURES
from tests.memory_hub.words import DEVICE

from .home import Home, MakeHome


def meter(value: float | None, unit: str) -> Sensor:
    return Sensor(
        key="grid",
        name="Grid",
        value=value,
        unit=unit,
        device_class=SensorDeviceClass.POWER,
        state_class=SensorStateClass.MEASUREMENT,
    )


async def with_meter(make_home: MakeHome, unit: str = "W", **inputs: Any) -> Home:
    home = await make_home(meter(0, unit), FEATURES["switch"])
    await home.automate(
        "surplus_charger",
        grid=home.entity_id("grid"),
        charger=home.entity_id("switch"),
        surplus=1400,
        draw=200,
        wait={"minutes": 5},
        **inputs,
    )
    return home


def charges(home: Home) -> bool:
    assert home.hub.feature(DEVICE, "switch").is_on is (home.state("switch").state == "on")
    return home.state("switch").state == "on"


@pytest.mark.parametrize(
    ("unit", "inputs", "given", "taken"),
    [("W", {}, -1500, 300), ("kW", {}, -1.5, 0.3), ("W", {"turned_round": True}, 1500, -300)],
    ids=["watts", "kilowatts", "a meter that counts the other way round"],
)
async def test_the_charger_goes_on_with_a_lasting_surplus_and_off_with_a_lasting_draw(
    make_home: MakeHome, unit: str, inputs: dict[str, Any], given: float, taken: float
) -> None:
    home = await with_meter(make_home, unit, **inputs)
    await home.become("grid", value=given)
    await home.pass_time(minutes=4)
    assert not charges(home)
    await home.pass_time(minutes=2)
    assert charges(home)
    # it uses the surplus up: neither is there
    await home.become("grid", value=0)
    await home.pass_time(minutes=10)
    assert charges(home)
    await home.become("grid", value=taken)
    await home.pass_time(minutes=6)
    assert not charges(home)


async def test_a_cloud_switches_nothing(make_home: MakeHome) -> None:
    home = await with_meter(make_home)
    for value in (-2000, 500, -2000, 500):
        await home.become("grid", value=value)
        await home.pass_time(minutes=4)
    assert not charges(home)
    assert home.hub.sent == []


async def test_a_meter_that_says_nothing_switches_nothing(make_home: MakeHome) -> None:
    home = await with_meter(make_home)
    await home.become("grid", value=None)
    await home.pass_time(minutes=30)
    assert home.hub.sent == []
