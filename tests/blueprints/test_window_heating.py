"""A window that is open turns the heating down, and back."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from homeassistant.components.binary_sensor import BinarySensorDeviceClass

from custom_components.multihub.model import BinarySensor, Climate, Feature
from tests.memory_hub.house import FEATURES
from tests.memory_hub.words import DEVICE, choice, limits

from .home import Home, MakeHome


def window(key: str, *, is_on: bool = False) -> BinarySensor:
    return BinarySensor(key=key, name=key, is_on=is_on, device_class=BinarySensorDeviceClass.WINDOW)


def thermostat(**changes: Any) -> Feature:
    climate = FEATURES["climate"]
    assert isinstance(climate, Climate)
    return replace(climate, **changes)


async def with_windows(make_home: MakeHome, *windows: BinarySensor, **changes: Any) -> Home:
    home = await make_home(thermostat(**changes), *windows)
    await home.automate(
        "window_heating",
        windows=[home.entity_id(one.key) for one in windows],
        thermostats=[home.entity_id("climate")],
        wait={"minutes": 2},
        lowered=10,
        fallback=19,
    )
    return home


def wanted(home: Home) -> Any:
    return home.state("climate").attributes["temperature"]


async def test_a_window_that_stays_open_turns_the_heating_down_and_closing_it_brings_it_back(
    make_home: MakeHome,
) -> None:
    home = await with_windows(make_home, window("left"), mode=choice("climate", "mode", "auto", "off", "heat", "auto"))
    await home.become("left", is_on=True)
    assert wanted(home) == 21
    await home.pass_time(minutes=3)
    assert wanted(home) == 10
    await home.become("left", is_on=False)
    assert wanted(home) == 21
    assert home.state("climate").state == "auto"


async def test_airing_for_a_moment_does_nothing(make_home: MakeHome) -> None:
    home = await with_windows(make_home, window("left"))
    await home.become("left", is_on=True)
    await home.pass_time(minutes=1)
    await home.become("left", is_on=False)
    await home.pass_time(minutes=5)
    assert wanted(home) == 21
    assert home.hub.sent == []


async def test_the_heating_waits_for_the_last_window_and_remembers_what_was_before_the_first(
    make_home: MakeHome,
) -> None:
    home = await with_windows(make_home, window("left"), window("right"))
    await home.become("left", is_on=True)
    await home.pass_time(minutes=3)
    await home.become("right", is_on=True)
    await home.pass_time(minutes=3)
    await home.become("left", is_on=False)
    assert wanted(home) == 10
    await home.become("right", is_on=False)
    assert wanted(home) == 21


async def test_each_time_what_was_before_is_remembered_anew(make_home: MakeHome) -> None:
    home = await with_windows(make_home, window("left"))
    for temperature in (21, 17.5):
        await home.become("climate", target=limits("climate", "target", temperature, 5, 30, 0.5, "°C"))
        await home.become("left", is_on=True)
        await home.pass_time(minutes=3)
        assert wanted(home) == 10
        await home.become("left", is_on=False)
        assert wanted(home) == temperature


async def test_a_window_that_was_open_while_home_assistant_started_brings_the_chosen_temperature(
    make_home: MakeHome,
) -> None:
    """The heating is down already, and nobody knows what was before."""
    home = await with_windows(
        make_home,
        window("left", is_on=True),
        target=limits("climate", "target", 10, 5, 30, 0.5, "°C"),
    )
    await home.pass_time(minutes=3)
    await home.become("left", is_on=False)
    assert wanted(home) == 19


@pytest.mark.parametrize("minutes", [1, 3])
async def test_a_room_that_is_kept_that_cool_stays_so(make_home: MakeHome, minutes: int) -> None:
    home = await with_windows(make_home, window("left"), target=limits("climate", "target", 10, 5, 30, 0.5, "°C"))
    await home.become("left", is_on=True)
    await home.pass_time(minutes=minutes)
    await home.become("left", is_on=False)
    assert wanted(home) == 10


async def test_a_window_that_is_heard_of_again_while_the_heating_is_down_does_not_forget(make_home: MakeHome) -> None:
    home = await with_windows(make_home, window("left"))
    await home.become("left", is_on=True)
    await home.pass_time(minutes=3)
    home.hub.put(replace(home.hub.devices[DEVICE], available=False))
    await home.hass.async_block_till_done()
    assert home.state("left").state == "unavailable"
    home.hub.put(replace(home.hub.devices[DEVICE], available=True))
    await home.pass_time(minutes=3)
    await home.become("left", is_on=False)
    assert wanted(home) == 21
