"""What a feature is: the rules in their order, and each kind's commands and values."""

from __future__ import annotations

from typing import Any

import pytest

from custom_components.multihub.hubs.homeseer.mapping import Settings
from custom_components.multihub.hubs.homeseer.requests import SetString, SetValue, Several

from .builders import DIMMER, ON_OFF, Raw, feature_of, features_of, house_of, pair, row, said

LOCKS = [pair("Lock", 255, 18), pair("Unlock", 0, 19)]
DOORS = [pair("Open", 255, 19), pair("Close", 0, 18)]
BLIND = [pair("Closed", 0, 2), pair("Open", 99, 1), pair("Position", 1, 3, 7, start=1, end=98)]
SPEEDS = [pair("Off", 0, 2), pair("1", 33), pair("2", 66), pair("3", 99)]
LIST = [pair("Home", 0, type=3), pair("Away", 1, type=3)]


@pytest.mark.parametrize(
    ("raw", "controls", "platform"),
    [
        (row(1, codes=(4, 0, 91)), [], "event"),
        (row(1, codes=(513, 0, 1)), [], "event"),
        (row(1, device_type_string="Z-Wave Central Scene"), [], "event"),
        (row(1, codes=(4, 0, 102)), DOORS, "cover"),
        (row(1, "Garage"), [pair("Open", 1), pair("Close", 0)], "cover"),
        (row(1, "Garage light"), ON_OFF, "light"),
        (row(1), DOORS, "cover"),
        (row(1), LOCKS, "lock"),
        (row(1), [pair("Lock", 1), pair("Unlock", 0)], "lock"),
        (row(1), [pair("Color", 0, 22)], "light"),
        (row(1), [pair("Color", 0, 0, 13)], "light"),
        (row(1), [*ON_OFF, pair("Dim", 1, 23, 7, start=1, end=99)], "fan"),
        (row(1, "Ceiling fan"), DIMMER, "fan"),
        (row(1, "Fan light"), ON_OFF, "light"),
        (row(1), SPEEDS, "fan"),
        (row(1, "Blind"), BLIND, "cover"),
        (row(1, "Shutters"), [pair("Up", 1), pair("Down", 0), pair("Stop", 2, 7)], "cover"),
        (row(1), [pair("Up", 1), pair("Down", 0), pair("Stop", 2, 7)], "cover"),
        (row(1), DIMMER, "light"),
        (row(1), ON_OFF, "switch"),
        (row(1), [pair("On", 1), pair("Off", 0)], "switch"),
        (row(1, "Desk lamp"), ON_OFF, "light"),
        (row(1, misc=0x2000), ON_OFF, "light"),
        (row(1, "Water valve"), ON_OFF, "valve"),
        (row(1), [pair("Play", 1, 5), pair("Pause", 2, 6)], "media_player"),
        (row(1, "Garage"), [pair("Open Door", 1), pair("Close Door", 0)], "cover"),
        (row(1, status_image="/images/HomeSeer/status/Garage-Open.png"), [pair("Up", 1), pair("Down", 0)], "cover"),
        (row(1, "Garage outlet"), ON_OFF, "switch"),
        (row(1, "Garage door"), [pair("Press", 1)], "button"),
        (row(1, "Garage door", status="Closed", codes=(4, 0, 102)), [], "binary_sensor"),
        (row(1, status="Locked", codes=(4, 0, 98)), [], "sensor"),
        (row(1), [*DIMMER, pair("Up", 150)], "cover"),
        (row(1), [*DIMMER, pair("Closed", 150)], "light"),
        (row(1), [pair("Up", 1), pair("Stop", 2, 7)], "cover"),
        (row(1, "Roller shade"), ON_OFF, "cover"),
        (row(1, "Blind lamp"), ON_OFF, "light"),
        (row(1, "Blind battery", 80, "80%"), [], "sensor"),
        (row(1), [pair("On", 1), pair("Off", 0, 2)], "switch"),
        (row(1), [pair("On", 1, 10), pair("Off", 0, 10)], "button"),
        (row(1), [pair("Pause", 1, 6), pair("Stop", 2, 7)], "button"),
        (row(1), [pair("Mute", 1, 28), pair("Unmute", 2, 29)], "button"),
        (row(1), [pair("Level", 0, 33, 7, start=0, end=100), pair("Mute", 1, 28), pair("Unmute", 2, 29)], "number"),
        (row(1), [pair("On", 1, 1), pair("Night", 2)], "button"),
        (row(1, value=9), LIST, "select"),
        (row(1), [*LIST, pair("Note", 5, 0, 10)], "select"),
        (row(1), [pair("Start", 1), pair("Note", 5, 0, 10)], "button"),
        (row(1), [pair("Level", 0, 0, 7, start=0, end=9), pair("Note", 10, 0, 10)], "number"),
        (row(1), [pair("Run", 1, 0, 12), pair("End", 2, 0, 12)], "button"),
        (row(1, status="Open"), [pair("Open", 1, 0, 1), pair("Closed", 0, 0, 1)], "binary_sensor"),
        (row(1), [pair("Away", 1, 24), pair("Here", 0, 25)], "binary_sensor"),
        (row(1), [pair("On", 1, 1)], "button"),
        (row(1), [pair("Bypass", 1)], "button"),
        (row(1), [pair("Volume up", 1, 34), pair("Volume down", 2, 35)], "button"),
        (row(1), LIST, "select"),
        (row(1), [pair("Minutes", 0, 0, 9, start=0, end=60)], "number"),
        (row(1), [pair("Text", 0, 0, 10)], "text"),
        (row(1, status="Open"), [], "binary_sensor"),
        (row(1, status="weird", codes=(4, 0, 48)), [], "binary_sensor"),
        (row(1, status="weird", codes=(513, 0, 3)), [], "binary_sensor"),
        (row(1, status="Closed for the season"), [], "sensor"),
        (row(1), [], "sensor"),
    ],
)
def test_a_row_becomes(raw: Raw, controls: list[Raw], platform: str) -> None:
    assert feature_of(raw, controls).platform == platform


@pytest.mark.parametrize(
    ("first", "second", "platform"),
    [
        (row(1, codes=(4, 0, 91)), DOORS, "event"),
        (row(1), [*DOORS, *LOCKS], "cover"),
        (row(1), [*LOCKS, pair("Color", 5, 22)], "lock"),
        (row(1, "Fan"), [*DIMMER, pair("Color", 5, 22)], "light"),
        (row(1, "Fan"), [*DIMMER, pair("Up", 5), pair("Down", 6)], "fan"),
        (row(1), [*DIMMER, pair("Up", 5), pair("Down", 6)], "cover"),
        (row(1), [*DIMMER, pair("Play", 5, 5)], "light"),
        (row(1), [*ON_OFF, pair("Play", 5, 5)], "switch"),
        (row(1), [*LIST, pair("Play", 5, 5)], "media_player"),
        (row(1), [*LIST, pair("Next", 5, 31)], "button"),
        (row(1), [*LIST, pair("Level", 5, 0, 7, start=5, end=9)], "select"),
    ],
)
def test_of_two_things_that_it_could_be_the_page_says_which(first: Raw, second: list[Raw], platform: str) -> None:
    """Each is the earlier one of two neighbours in the order of the rules."""
    assert feature_of(first, second).platform == platform


def test_a_feature_of_a_blind_that_is_not_the_blind_is_what_it_is() -> None:
    root = row(1, "Blind", relationship=2, associated_devices=[2])
    assert feature_of(row(2, "Blind - Indicator", root=1), ON_OFF, root=root).platform == "switch"


@pytest.mark.parametrize(
    ("uses", "value", "is_on", "device_class"),
    [
        ((24, 25), 7, True, "motion"),
        ((24, 25), 3, False, "motion"),
        ((26, 27), 7, True, "opening"),
        ((26, 27), 3, False, "opening"),
        ((26, 27), None, None, "opening"),
    ],
)
def test_values_that_say_by_their_use_what_they_mean(
    uses: tuple[int, int], value: Any, is_on: bool | None, device_class: str
) -> None:
    controls = [pair("A", 7, uses[0]), pair("B", 3, uses[1])]
    (sensor,) = features_of(row(1, value=value, status="?"), controls)
    assert (sensor.platform, sensor.is_on, sensor.device_class) == (  # type: ignore[attr-defined]
        "binary_sensor",
        is_on,
        device_class,
    )


def test_a_text_beside_a_choice_is_a_text_that_is_off_at_first() -> None:
    select, text = features_of(row(1, "Mode", status="Hello"), [*LIST, pair("Note", 5, 0, 10)])
    assert select.platform == "select"
    assert (text.platform, text.key, text.name, text.enabled_by_default) == ("text", "1_2", "Note", False)
    assert said(text.set, "Bye") == SetString(1, 2, 5, "Bye")  # type: ignore[attr-defined]


def test_what_a_players_volume_can_besides_is_not_lost() -> None:
    rows = [
        row(1, "Sonos", relationship=2),
        row(2, "Sonos - Control", root=1),
        row(3, "Sonos - Volume", 30, root=1),
    ]
    volume = [pair("Volume", 0, 33, 7, start=0, end=60), pair("Mute", 100, 28), pair("Unmute", 101, 29)]
    (device,) = house_of(rows, {2: [pair("Play", 1, 5)], 3: volume}).devices
    assert [feature.platform for feature in device.features] == ["media_player", "button", "button"]


@pytest.mark.parametrize(
    ("code", "controls", "platform"),
    [
        ((512, 2, 0), DIMMER, "fan"),
        ((512, 3, 0), ON_OFF, "light"),
        ((512, 9, 0), BLIND, "cover"),
        ((512, 7, 0), ON_OFF, "switch"),
    ],
)
def test_what_hs4_calls_the_device_counts(code: tuple[int, int, int], controls: list[Raw], platform: str) -> None:
    root = row(1, "Root", relationship=2, codes=code, associated_devices=[2])
    assert feature_of(row(2, "Root - Feature", codes=(513, 0, 2), root=1), controls, root=root).platform == platform


def test_an_hs4_outlet_is_an_outlet() -> None:
    root = row(1, "Root", relationship=2, codes=(512, 5, 0), associated_devices=[2])
    assert feature_of(row(2, "Root - Feature", root=1), ON_OFF, root=root).device_class == "outlet"


@pytest.mark.parametrize(
    ("kind", "controls", "platform"),
    [
        ("light", ON_OFF, "light"),
        ("light", DIMMER, "light"),
        ("switch", DIMMER, "switch"),
        ("garage", ON_OFF, "cover"),
        ("cover", DIMMER, "cover"),
        ("lock", ON_OFF, "lock"),
        ("fan", DIMMER, "fan"),
        ("valve", ON_OFF, "valve"),
        ("sensor", ON_OFF, "sensor"),
        ("binary_sensor", ON_OFF, "binary_sensor"),
        ("button", ON_OFF, "button"),
        ("select", ON_OFF, "select"),
        ("number", DIMMER, "number"),
        ("lock", [], "sensor"),
    ],
)
def test_what_a_person_chose_goes_first(kind: str, controls: list[Raw], platform: str) -> None:
    settings = Settings(overrides={1: kind})
    assert feature_of(row(1), controls, settings).platform == platform


def test_what_a_person_left_out_is_none() -> None:
    assert features_of(row(1), ON_OFF, Settings(overrides={1: "ignored"})) == ()


# Switches and lights


@pytest.mark.parametrize(
    ("value", "status", "interface", "is_on"),
    [
        (255, "On", "", True),
        (0, "Off", "", False),
        (100, "", "", True),
        (1, "Off", "", False),
        (None, "", "", None),
        (None, "On", "", True),
        (104, "", "Insteon", False),
        (104, "", "Z-Wave", True),
    ],
)
def test_a_switch_is_on(value: Any, status: str, interface: str, is_on: bool | None) -> None:
    controls = [pair("On", 100, 1), pair("Off", 0, 2)]
    assert feature_of(row(1, value=value, status=status, interface_name=interface), controls).is_on is is_on


def test_a_switch_says_its_values() -> None:
    switch = feature_of(row(1), ON_OFF)
    assert (said(switch.turn_on), said(switch.turn_off)) == (SetValue(1, 255), SetValue(1, 0))


@pytest.mark.parametrize(
    ("value", "is_on", "brightness"),
    [(0, False, None), (1, True, 3), (50, True, 129), (98, True, 252), (99, True, 255), (255, True, None)],
)
def test_a_dimmers_scale_runs_to_its_on_value(value: float, is_on: bool, brightness: int | None) -> None:
    light = feature_of(row(1, value=value), DIMMER)
    assert (light.is_on, light.brightness) == (is_on, brightness)


def test_a_dimmer_at_its_last_level_keeps_the_brightness_that_it_had() -> None:
    house = house_of([row(1, value=40)], {1: DIMMER})
    assert not house.apply([row(1, value=255)])
    assert house.devices[0].features[0].brightness == 103  # type: ignore[attr-defined]
    assert house.is_level_pending(1)
    house.apply([row(1, value=42)])
    assert not house.is_level_pending(1)


@pytest.mark.parametrize(
    ("brightness", "request_"),
    [
        (None, SetValue(1, 255)),
        (255, SetValue(1, 99, True)),
        (1, SetValue(1, 1, True)),
        (128, SetValue(1, 50, True)),
        (254, SetValue(1, 98, True)),
    ],
)
def test_a_dimmer_is_told_values_within_its_range(brightness: int | None, request_: SetValue) -> None:
    light = feature_of(row(1), DIMMER)
    assert said(light.turn_on, brightness=brightness) == request_
    assert said(light.turn_off, transition=None) == SetValue(1, 0)


def test_a_colour_and_its_dimmer_are_one_light() -> None:
    root = row(1, "Lamp", relationship=2)
    dimmer = row(2, "Lamp - Dimmer", 50, root=1)
    color = row(3, "Lamp - Color", 0, "#FF8800", root=1)
    (device,) = house_of([root, dimmer, color], {2: DIMMER, 3: [pair("Color", 0, 22, 13)]}).devices
    (light,) = device.features
    assert (light.key, light.name, light.rgb, light.brightness) == ("2", None, (255, 136, 0), 129)  # type: ignore[attr-defined]
    turn_on = light.turn_on  # type: ignore[attr-defined]
    assert said(turn_on, rgb=(0, 0, 255)) == Several((SetString(3, 0, 0, "0000ff"),))
    assert said(turn_on, rgb=(0, 0, 255), brightness=255) == Several(
        (SetString(3, 0, 0, "0000ff"), SetValue(2, 99, True))
    )


@pytest.mark.parametrize(
    ("status", "rgb", "brightness"),
    [("ff0000", (255, 0, 0), 255), ("0,0,128", (0, 0, 255), 128), ("000000", None, None), ("blue", None, None)],
)
def test_a_colour_alone_holds_its_brightness(status: str, rgb: Any, brightness: int | None) -> None:
    light = feature_of(row(1, status=status), [pair("Color", 0, 22)])
    assert (light.rgb, light.brightness) == (rgb, brightness)
    assert said(light.turn_on, rgb=(255, 0, 0), brightness=128) == SetString(1, 0, 0, "800000")
    assert said(light.turn_off) == SetString(1, 0, 0, "000000")


# Fans


@pytest.mark.parametrize(("percentage", "value"), [(0, 0), (1, 33), (33, 33), (34, 66), (67, 99), (100, 99)])
def test_a_fan_is_told_only_the_speeds_that_exist(percentage: int, value: float) -> None:
    fan = feature_of(row(1), SPEEDS)
    assert fan.speed_count == 3
    assert said(fan.set_percentage, percentage) == SetValue(1, value, percentage > 0)
    assert said(fan.turn_on, percentage=None, preset_mode=None) == SetValue(1, 99)


@pytest.mark.parametrize(("value", "percentage"), [(0, 0), (33, 33), (66, 67), (99, 100), (50, 67), (None, None)])
def test_a_fans_speed_is_its_step(value: float | None, percentage: int | None) -> None:
    assert feature_of(row(1, value=value), SPEEDS).percentage == percentage


def test_a_recorded_fan_with_two_on_controls_is_a_fan_by_its_range() -> None:
    controls = [
        pair("Off", 0, 2),
        pair("3", 99, 1),
        pair("On", 100, 1),
        pair("On Last Level", 255, 4),
        pair("Dim", 1, 3, 7, start=1, end=99),
    ]
    fan = feature_of(row(1, "Fan", 50), controls)
    assert (fan.platform, fan.speed_count) == ("fan", 100)
    assert said(fan.turn_on, percentage=50, preset_mode=None) == SetValue(1, 50, True)
    assert said(fan.turn_on, percentage=None, preset_mode=None) == SetValue(1, 255)


# Covers and locks


@pytest.mark.parametrize(
    ("value", "status", "interface", "is_closed", "moving"),
    [
        (0, "Closed", "Z-Wave", True, None),
        (255, "Open", "Z-Wave", False, None),
        (252, "Closing", "Z-Wave", False, "closing"),
        (254, "Opening", "Z-Wave", False, "opening"),
        (253, "Stopped", "Z-Wave", False, None),
        (252, "", "Z-Wave", False, "closing"),
        (0, "", "Z-Wave", True, None),
        (77, "", "Z-Wave", None, None),
        (None, "", "Z-Wave", None, None),
    ],
)
def test_a_garage_door(value: Any, status: str, interface: str, is_closed: bool | None, moving: str | None) -> None:
    door = feature_of(row(1, "Garage", value, status, interface_name=interface), DOORS)
    assert (door.is_closed, door.moving) == (is_closed, moving)
    assert (said(door.open), said(door.close)) == (SetValue(1, 255), SetValue(1, 0))


@pytest.mark.parametrize(
    ("interface", "value", "is_closed"), [("MyQ", 2, True), ("MyQ", 1, False), ("HSMyQ", 1, True), ("HSMyQ", 3, False)]
)
def test_a_garage_door_of_another_make(interface: str, value: float, is_closed: bool) -> None:
    controls = [pair("Open", 1), pair("Close", 2 if interface == "MyQ" else 3)]
    door = feature_of(row(1, "Garage", value, interface_name=interface), controls)
    assert door.is_closed is is_closed


@pytest.mark.parametrize(
    ("value", "position", "is_closed"),
    [(0, 0, True), (1, 1, False), (50, 51, False), (99, 100, False), (254, None, None)],
)
def test_a_blinds_position(value: float, position: int | None, is_closed: bool | None) -> None:
    blind = feature_of(row(1, "Blind", value), [*BLIND, pair("Stop", 254, 7)])
    assert (blind.position, blind.is_closed) == (position, is_closed)
    assert said(blind.set_position, 100) == SetValue(1, 99, True)
    assert said(blind.set_position, 50) == SetValue(1, 50, True)
    assert said(blind.set_position, 0) == SetValue(1, 0, True)
    assert said(blind.stop) == SetValue(1, 254)


@pytest.mark.parametrize(
    ("value", "status", "is_locked"),
    [
        (255, "Locked", True),
        (0, "Unlocked", False),
        (1, "Unsecured with timeout", False),
        (255, "Secured", True),
        (255, "", True),
        (0, "", False),
        (65, "", True),
        (17, "", False),
        (254, "Unknown", None),
        (None, "", None),
    ],
)
def test_a_locks_text_goes_before_its_value(value: Any, status: str, is_locked: bool | None) -> None:
    lock = feature_of(row(1, value=value, status=status), LOCKS)
    assert lock.is_locked is is_locked
    assert (said(lock.lock, code=None), said(lock.unlock, code=None)) == (SetValue(1, 255), SetValue(1, 0))


# Players, choices, numbers, buttons


def test_a_player_and_its_volume_are_one() -> None:
    root = row(1, "Sonos", relationship=2)
    player = row(2, "Sonos - Control", 2, "Paused", root=1)
    volume = row(3, "Sonos - Volume", 30, root=1)
    controls = {
        2: [pair("Play", 1, 5), pair("Pause", 2, 6), pair("Next", 3, 31)],
        3: [pair("Volume", 0, 33, 7, start=0, end=60)],
    }
    (device,) = house_of([root, player, volume], controls).devices
    (found,) = device.features
    assert (found.key, found.name, found.state, found.volume) == ("2", None, "paused", 0.5)  # type: ignore[attr-defined]
    assert said(found.play) == SetValue(2, 1)  # type: ignore[attr-defined]
    assert said(found.set_volume, 0.25) == SetValue(3, 15, True)  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("value", "status", "now"),
    [(0, "", "Home"), (1, "", "Away (1)"), (3, "", "Away (3)"), (9, "home", "Home"), (9, "", None)],
)
def test_a_select_tells_equal_labels_apart(value: float, status: str, now: str | None) -> None:
    controls = [pair("Home", 0, type=3), pair("Away", 1, type=3), pair("Away", 3, type=3)]
    choice = feature_of(row(1, value=value, status=status), controls).choice
    assert (choice.value, choice.options) == (now, ("Home", "Away (1)", "Away (3)"))
    assert said(choice.set, "Away (3)") == SetValue(1, 3)


def test_a_number_is_shown_as_homeseer_shows_it() -> None:
    controls = [pair("Set", 0, 0, 9, start=0, end=1000, decimals=1, divisor=10, suffix=" °C")]
    number = feature_of(row(1, value=205), controls)
    assert (number.range.value, number.range.min, number.range.max) == (20.5, 0, 100)
    assert (number.range.step, number.range.unit, number.device_class) == (0.1, "°C", "temperature")
    assert said(number.range.set, 21.5) == SetValue(1, 215, True)
    assert feature_of(row(1, value=2050), controls).range.value is None


def test_buttons_press_their_values() -> None:
    controls = [pair("Volume up", 1, 34), pair("Volume down", 2, 35)]
    up, down = features_of(row(1, "Remote"), controls)
    assert (up.key, up.name) == ("1_0", "Volume up")
    assert said(down.press) == SetValue(1, 2)  # type: ignore[attr-defined]


def test_controls_that_a_kind_has_no_use_for_are_buttons_that_are_off_at_first() -> None:
    switch, toggle = features_of(row(1), [*ON_OFF, pair("Toggle", 7)])
    assert (switch.platform, toggle.platform, toggle.name, toggle.enabled_by_default) == (
        "switch",
        "button",
        "Toggle",
        False,
    )


def test_a_text_is_given_by_its_control() -> None:
    text = feature_of(row(1, status="Hello"), [pair("Text", 5, 0, 10)])
    assert (text.value, text.enabled_by_default) == ("Hello", False)
    assert said(text.set, "Bye") == SetString(1, 0, 5, "Bye")
