"""What happens: keys, bells, passages, codes and the security journal."""

from __future__ import annotations

from typing import Any

import pytest

from custom_components.multihub.hubs.homematicip.mapping import House, Occurrence

from .homes import HUB, channel, device, feature, house, keys

REMOTE = device(
    "remote",
    channel(0, "DEVICE_BASE"),
    channel(1, "SINGLE_KEY_CHANNEL"),
    channel(2, "SINGLE_KEY_CHANNEL", channelRole="DOOR_BELL_INPUT"),
)
GATE = device("gate", channel(1, "PASSAGE_DETECTOR_CHANNEL", leftCounter=1))
KEYPAD = device("keypad", channel(0, "DEVICE_BLOCKING_WITH_TEACHABLE_CODE", codeLabels=["Main", None]))


def happens(made: House, device_id: str, index: object, kind: object) -> tuple[Occurrence, ...]:
    event = {
        "pushEventType": "DEVICE_CHANNEL_EVENT",
        "deviceId": device_id,
        "channelIndex": index,
        "channelEventType": kind,
    }
    return made.apply(event).occurrences


@pytest.mark.parametrize(
    ("device_id", "index", "kind", "key", "event_type"),
    [
        ("remote", 1, "KEY_PRESS_SHORT", "1_button", "press_end"),
        ("remote", 1, "KEY_PRESS_LONG_START", "1_button", "long_press_start"),
        ("remote", 1, "KEY_PRESS_LONG_STOP", "1_button", "long_press_end"),
        ("remote", 2, "DOOR_BELL_SENSOR_EVENT", "2_doorbell", "ring"),
        ("gate", 1, "PASSAGE_LEFT", "1_passage", "left"),
        ("gate", 1, "PASSAGE_RIGHT", "1_passage", "right"),
    ],
)
def test_an_event_reaches_its_feature(device_id: str, index: int, kind: str, key: str, event_type: str) -> None:
    made = house(REMOTE, GATE)
    assert happens(made, device_id, index, kind) == (Occurrence(device_id, key, event_type, {}),)
    assert event_type in feature(made, device_id, key).event_types


def test_two_equal_presses_are_two() -> None:
    made = house(REMOTE)
    assert happens(made, "remote", 1, "KEY_PRESS_SHORT")
    assert happens(made, "remote", 1, "KEY_PRESS_SHORT")


def test_the_older_name_of_the_channels_index_is_understood() -> None:
    made = house(REMOTE)
    event = {
        "pushEventType": "DEVICE_CHANNEL_EVENT",
        "deviceId": "remote",
        "functionalChannelIndex": 1,
        "channelEventType": "KEY_PRESS_SHORT",
    }
    assert [one.key for one in made.apply(event).occurrences] == ["1_button"]


def test_the_repeats_of_a_held_key_are_not_told() -> None:
    made = house(REMOTE)
    assert happens(made, "remote", 1, "KEY_PRESS_LONG") == ()
    assert made.problems == ()


def test_an_event_of_a_channel_without_keys_is_named_once() -> None:
    made = house(device("lamp", channel(1, "DIMMER_CHANNEL", dimLevel=0.0)))
    event = {
        "pushEventType": "DEVICE_CHANNEL_EVENT",
        "deviceId": "lamp",
        "channelIndex": 1,
        "channelEventType": "KEY_PRESS_SHORT",
    }
    assert made.apply(event).problems == ("HmIP-TEST …lamp, channel 1: it tells of a button that it does not have",)
    assert made.apply(event).problems == ()


def test_a_bell_button_is_first_a_bell() -> None:
    bell = device("bell", channel(1, "SINGLE_KEY_CHANNEL", channelRole="DOOR_BELL_INPUT"))
    made = house(bell)
    assert feature(made, "bell", "1_doorbell").name is None
    assert {"1_doorbell", "1_button"} <= keys(made, "bell")


def test_an_input_is_a_key_or_a_contact_as_the_app_has_it() -> None:
    def used_as(mode: str) -> dict[str, Any]:
        return device("input", channel(1, "MULTI_MODE_INPUT_CHANNEL", multiModeInputMode=mode, windowState="OPEN"))

    made = house(used_as("BINARY_BEHAVIOR"))
    assert keys(made, "input") == {"1_contact"}
    assert feature(made, "input", "1_contact").is_on is True
    made = house(used_as("KEY_BEHAVIOR"))
    assert feature(made, "input", "1_button").name is None
    assert feature(made, "input", "1_contact").enabled_by_default is False


@pytest.mark.parametrize(
    ("code", "event_type", "attributes"),
    [
        ({"codeIndex": 1, "codeState": "KNOWN_CODE_ID_RECEIVED"}, "known_code", {"code_index": 1, "code_name": "Main"}),
        ({"codeIndex": 2, "codeState": "KNOWN_CODE_ID_RECEIVED"}, "known_code", {"code_index": 2}),
        ({"codeIndex": 9, "codeState": "KNOWN_CODE_ID_RECEIVED"}, "known_code", {"code_index": 9}),
        ({"codeState": "UNKNOWN_CODE_DETECTED"}, "unknown_code", {}),
    ],
)
def test_a_code_at_the_keypad_says_whose_it_is(
    code: dict[str, Any], event_type: str, attributes: dict[str, Any]
) -> None:
    made = house(KEYPAD)
    event = {"pushEventType": "DEVICE_CODE_STATE_EVENT", "deviceId": "keypad", **code}
    assert made.apply(event).occurrences == (Occurrence("keypad", "0_code", event_type, attributes),)


JOURNAL = {
    "entries": [
        {"eventTimestamp": 1700000002000, "eventType": "SABOTAGE", "label": "Window"},
        {
            "eventTimestamp": 1700000001000,
            "eventType": "ACTIVATION_CHANGED",
            "label": "Alarm",
            "securityZoneValues": {"EXTERNAL": True},
        },
        {"eventTimestamp": "soon", "eventType": "SABOTAGE"},
        "HTML",
    ]
}


def test_the_journal_is_asked_for_and_tells_only_what_is_new() -> None:
    made = house()
    assert made.apply({"pushEventType": "SECURITY_JOURNAL_CHANGED"}).journal is True
    assert made.journal(JOURNAL) == (Occurrence(HUB, "home_security_journal", "sabotage", {"label": "Window"}),)
    assert made.journal(JOURNAL) == ()
    newer = {"eventTimestamp": 1700000003000, "eventType": "FLUX_CAPACITOR_OVERLOAD", "label": ""}
    assert made.journal({"entries": [newer, *JOURNAL["entries"]]}) == (
        Occurrence(HUB, "home_security_journal", "other", {}),
    )


def test_the_journal_of_arming_names_the_zones() -> None:
    made = house()
    made.journal({"entries": []})
    (occurrence,) = made.journal({"entries": JOURNAL["entries"][1:]})
    assert occurrence.attributes == {"label": "Alarm", "external": True}
    assert (
        occurrence.event_type
        in feature(house(functionalHomes={"SECURITY_AND_ALARM": {"active": True}}), HUB, occurrence.key).event_types
    )
