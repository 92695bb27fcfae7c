"""The alarm: both panels, their zones, what blocks them, and the locks with their PIN."""

from __future__ import annotations

from typing import Any

import pytest
from homeassistant.components.alarm_control_panel import AlarmControlPanelState as State

from custom_components.multihub.hubs.homematicip.mapping import House

from .homes import HUB, changed, channel, device, feature, group, home_changed, house, keys, service, told
from .said import says


def zones(**active: bool) -> list[dict[str, Any]]:
    return [
        group(label, "SECURITY_ZONE", label=label, active=on, silent=False, windowState="CLOSED")
        for label, on in active.items()
    ]


def panel(made: House) -> Any:
    return feature(made, HUB, "home_alarm")


@pytest.mark.parametrize(
    ("active", "shown"),
    [
        ({"EXTERNAL": False, "INTERNAL": False}, State.DISARMED),
        ({"EXTERNAL": True, "INTERNAL": False}, State.ARMED_HOME),
        ({"EXTERNAL": True, "INTERNAL": True}, State.ARMED_AWAY),
        ({"EXTERNAL": False, "INTERNAL": True}, State.ARMED_CUSTOM_BYPASS),
        ({"PRESENCE": False, "ABSENCE": False}, State.DISARMED),
        ({"PRESENCE": True, "ABSENCE": False}, State.ARMED_HOME),
        ({"PRESENCE": False, "ABSENCE": True}, State.ARMED_AWAY),
    ],
)
def test_the_armed_zones_are_the_state(active: dict[str, bool], shown: State) -> None:
    assert panel(house(*zones(**active))).state is shown


def test_a_zone_of_the_newer_panel_that_does_not_say_is_not_armed() -> None:
    quiet = [group(label, "SECURITY_ZONE", label=label) for label in ("PRESENCE", "ABSENCE")]
    assert panel(house(*quiet)).state is State.DISARMED


@pytest.mark.parametrize(
    ("security", "shown"),
    [
        ({"alarmActive": True, "activationInProgress": True}, State.TRIGGERED),
        ({"activationInProgress": True}, State.ARMING),
    ],
)
def test_what_the_alarm_does_comes_before_the_zones(security: dict[str, bool], shown: State) -> None:
    made = house(*zones(EXTERNAL=True, INTERNAL=True), functionalHomes={"SECURITY_AND_ALARM": security})
    assert panel(made).state is shown


def test_without_zones_the_state_is_unknown_and_without_an_alarm_there_is_no_panel() -> None:
    assert panel(house(functionalHomes={"SECURITY_AND_ALARM": {"active": True}})).state is None
    assert "home_alarm" not in keys(house(), HUB)


def test_an_armed_zone_changes_the_panel() -> None:
    made = house(*zones(EXTERNAL=False, INTERNAL=False))
    change = changed(made, zones(EXTERNAL=True)[0])
    assert set(told(change)) == {HUB}
    assert panel(made).state is State.ARMED_HOME


def test_an_alarm_that_goes_off_changes_the_panel() -> None:
    made = house(*zones(EXTERNAL=True, INTERNAL=True))
    home_changed(made, functionalHomes={"SECURITY_AND_ALARM": {"alarmActive": True}})
    assert panel(made).state is State.TRIGGERED


def test_a_silent_zone_is_told_with_the_other_one_as_it_is_now() -> None:
    made = house(*zones(EXTERNAL=False, INTERNAL=False))
    before = feature(made, HUB, "home_silent_internal")
    changed(made, {**zones(EXTERNAL=False)[0], "silent": True})
    said = says(before, "turn_on")
    assert said == [("home/security/setZonesSilentAlarm", {"zonesSilentAlarm": {"EXTERNAL": True, "INTERNAL": True}})]


@pytest.mark.parametrize(
    ("fields", "unsafe"),
    [
        ({"windowState": "CLOSED", "motionDetected": False}, False),
        ({"windowState": "TILTED"}, True),
        ({"motionDetected": True}, True),
        ({"waterlevelDetected": True}, True),
        ({"smokeDetectorAlarmType": "PRIMARY_ALARM"}, True),
        ({"smokeDetectorAlarmType": "IDLE_OFF", "windowState": "CLOSED"}, False),
        ({}, None),
    ],
)
def test_a_room_is_unsafe_if_anything_in_it_is(fields: dict[str, Any], unsafe: bool | None) -> None:
    assert feature(house(group("room", "SECURITY", **fields)), "room", "group_safety").is_on is unsafe


def test_what_blocks_the_alarm_is_named_by_the_devices_labels() -> None:
    made = house(device("window", channel(1, "SHUTTER_CONTACT_CHANNEL"), label="Bathroom window"))
    answer = {"channelActivationProblems": {"window:1": ["WINDOW_OPEN"], "gone:0": ["SABOTAGE"]}}
    assert made.blocking(answer) == ("?", "Bathroom window")
    assert made.blocking({}) == made.blocking(None) == ()


LOCK = device("lock", service(lockJammed=False), channel(1, "DOOR_LOCK_CHANNEL", lockState="LOCKED"))
PROFILE = group("profile", "ACCESS_AUTHORIZATION_PROFILE", ("lock", 9), authorizationPinAssigned=True)


def test_a_lock_whose_authorization_has_a_pin_asks_for_it() -> None:
    found = feature(house(LOCK, PROFILE), "lock", "1_lock")
    assert found.code_format is not None


def test_a_lock_without_a_pin_or_with_one_that_was_left_with_us_asks_for_none() -> None:
    assert feature(house(LOCK), "lock", "1_lock").code_format is None
    assert feature(house(LOCK, PROFILE, pin_stored=True), "lock", "1_lock").code_format is None


def test_a_pin_that_is_assigned_later_is_asked_for_from_then_on() -> None:
    made = house(LOCK, {**PROFILE, "authorizationPinAssigned": False})
    assert feature(made, "lock", "1_lock").code_format is None
    assert set(told(changed(made, PROFILE))) == {"lock"}
    assert feature(made, "lock", "1_lock").code_format is not None


@pytest.mark.parametrize(
    ("fields", "shown"),
    [
        ({"lockState": "LOCKED", "motorState": "STOPPED"}, (True, False, False, False)),
        ({"lockState": "UNLOCKED", "motorState": "CLOSING"}, (False, False, True, False)),
        ({"lockState": "LOCKED", "motorState": "OPENING"}, (True, False, False, True)),
        ({"lockState": "OPEN", "motorState": "STOPPED"}, (False, True, False, False)),
        ({"lockState": "NONE"}, (None, False, False, False)),
        ({"lockState": None}, (None, False, False, False)),
    ],
)
def test_what_a_lock_does(fields: dict[str, Any], shown: tuple[Any, ...]) -> None:
    found = feature(house(device("lock", channel(1, "DOOR_LOCK_CHANNEL", **fields))), "lock", "1_lock")
    assert (found.is_locked, found.is_open, found.is_locking, found.is_unlocking) == shown


def test_a_jam_that_the_service_channel_tells_jams_the_lock() -> None:
    made = house(LOCK)
    assert feature(made, "lock", "1_lock").is_jammed is False
    changed(made, device("lock", service(lockJammed=True), channel(1, "DOOR_LOCK_CHANNEL", lockState="LOCKED")))
    assert feature(made, "lock", "1_lock").is_jammed is True
