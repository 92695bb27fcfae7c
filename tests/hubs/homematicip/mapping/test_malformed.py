"""What is malformed is named once, and nothing else is lost."""

from __future__ import annotations

from typing import Any

import pytest

from custom_components.multihub.hubs.homematicip.mapping import House

from .homes import HUB, channel, device, feature, house, of, service, state

LAMP = device("lamp-1234567890", service(), channel(1, "SWITCH_CHANNEL", on=True))


def read(raw: dict[str, Any]) -> House:
    made = House(HUB)
    made.read(raw)
    return made


@pytest.mark.parametrize("body", [{}, {"devices": None}, {"devices": [], "groups": "x", "home": 3}])
def test_an_empty_state_is_a_hub_alone(body: dict[str, Any]) -> None:
    made = read(body)
    assert [one.id for one in made.devices()] == [HUB]
    assert made.problems == ("the state lists no devices",)


def test_a_device_without_its_base_keys_is_there_with_what_it_has() -> None:
    broken = {"functionalChannels": {"1": {"functionalChannelType": "SWITCH_CHANNEL", "on": True}}}
    raw = state(LAMP)
    raw["devices"]["broken"] = broken
    made = read(raw)
    assert feature(made, "broken", "1_switch").is_on is True
    assert of(made, "broken").name == "HomematicIP"
    assert feature(made, "lamp-1234567890", "1_switch").is_on is True
    assert made.problems == ("a device has no id of its own",)


@pytest.mark.parametrize("value", [None, "nothing", 3, []])
def test_a_channel_that_is_no_object_is_named_and_the_others_are_there(value: object) -> None:
    lamp = device("lamp-1234567890", channel(1, "SWITCH_CHANNEL", on=True))
    lamp["functionalChannels"]["2"] = value
    made = read(state(lamp))
    assert feature(made, "lamp-1234567890", "1_switch").is_on is True
    assert made.problems == ("HmIP-TEST …7890: channel 2 is not an object",)


def test_a_problem_is_told_once_and_names_no_whole_id() -> None:
    broken = device("lamp-1234567890", functionalChannels=None)
    made = read(state({**broken, "functionalChannels": None}))
    assert made.problems == ("HmIP-TEST …7890: it lists no channels",)
    made.read(state({**broken, "functionalChannels": None}))
    assert made.problems == ()


def test_a_device_that_is_no_object_hides_no_other() -> None:
    raw = state(LAMP)
    raw["devices"]["broken"] = "HTML"
    made = read(raw)
    assert feature(made, "lamp-1234567890", "1_switch").is_on is True
    assert made.problems == ("a device is not an object",)


@pytest.mark.parametrize("event", [{"device": None}, {"device": {}}, {"device": "lamp"}, {}])
def test_an_event_without_a_device_is_named_and_nothing_changes(event: dict[str, Any]) -> None:
    made = house(LAMP)
    change = made.apply({"pushEventType": "DEVICE_CHANGED", **event})
    assert (change.devices, change.problems) == ((), ("an event names no device",))


@pytest.mark.parametrize("value", ["21.5", True, None, float("nan"), float("inf"), [], {}, 10**400])
def test_what_is_no_number_is_unknown(value: object) -> None:
    made = house(device("thermometer", channel(1, "CLIMATE_SENSOR_CHANNEL", actualTemperature=value)))
    assert feature(made, "thermometer", "1_temperature").value is None


def test_a_number_that_is_infinite_in_percent_is_unknown() -> None:
    made = house(device("valve", channel(1, "FLOOR_TERMINAL_BLOCK_MECHANIC_CHANNEL", valvePosition=1e308)))
    assert feature(made, "valve", "1_valve_position").value is None


@pytest.mark.parametrize("value", ["on", 1, None, []])
def test_what_is_neither_true_nor_false_is_unknown(value: object) -> None:
    made = house(device("lamp", channel(1, "SWITCH_CHANNEL", on=value)))
    assert feature(made, "lamp", "1_switch").is_on is None


@pytest.mark.parametrize("value", ["AJAR", 1, None, True])
def test_a_word_that_nobody_knows_is_unknown(value: object) -> None:
    made = house(device("window", channel(1, "ROTARY_HANDLE_CHANNEL", windowState=value)))
    assert feature(made, "window", "1_handle").value is None


def test_an_unknown_type_gives_what_it_tells_and_a_switch() -> None:
    made = house(
        device(
            "new",
            service(),
            channel(
                1,
                "BRAND_NEW_CHANNEL",
                on=True,
                actualTemperature=20.5,
                pumpSpeed=7,
                pumpReady=False,
                profileMode="AUTOMATIC",
            ),
        )
    )
    assert feature(made, "new", "1_switch").is_on is True
    assert feature(made, "new", "1_temperature").value == 20.5
    assert (feature(made, "new", "1_pumpSpeed").name, feature(made, "new", "1_pumpSpeed").value) == ("Pump speed", 7)
    assert feature(made, "new", "1_pumpReady").is_on is False


def test_an_unknown_service_channel_still_tells_battery_and_reach() -> None:
    made = house(device("new", channel(0, "DEVICE_BRAND_NEW", unreach=True, lowBat=True)))
    assert feature(made, "new", "0_battery").is_on is True
    assert of(made, "new").available is False


def test_an_unknown_group_is_a_switch_that_is_off_by_default() -> None:
    made = house({"id": "new", "type": "BRAND_NEW_GROUP", "label": "New", "on": True, "channels": []})
    switch = feature(made, "new", "group_switch")
    assert (switch.is_on, switch.enabled_by_default) == (True, False)


def test_a_shade_that_says_in_a_list_whether_it_tilts_is_a_shade() -> None:
    shade = channel(1, "SHADING_CHANNEL", primaryShadingLevel=0.25, secondaryShadingStateType=["TILT_USED"])
    assert feature(house(device("shade", service(), shade)), "shade", "1_cover").position == 75
