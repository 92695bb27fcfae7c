"""How the words of the wire are read: SGTINs, frames, answers and error codes."""

from __future__ import annotations

import json
import time

import pytest
from hypothesis import given, strategies as st

from custom_components.multihub.hubs.base import HubCommandError, HubConnectionError, HubError, HubInputError
from custom_components.multihub.hubs.homematicip.client import (
    Credentials,
    access_point_label,
    access_points,
    normalized_access_point,
)
from custom_components.multihub.hubs.homematicip.client.wire import RefusedError, checked_state, decoded, events_of

SGTIN = "3014F711A0000B1E55ED0A17"


@pytest.mark.parametrize("typed", [SGTIN, "3014-F711-A000-0B1E-55ED-0A17", " 3014f711a0000b1e55ed0a17 "])
def test_a_sgtin_may_be_typed_with_dashes_spaces_and_small_letters(typed: str) -> None:
    assert normalized_access_point(typed) == SGTIN


@pytest.mark.parametrize("typed", ["", "3014", SGTIN + "0", SGTIN[:-1] + "G", "hcu1-0a17.local"])
def test_what_is_no_sgtin_is_told_before_anything_is_sent(typed: str) -> None:
    with pytest.raises(HubError) as error:
        normalized_access_point(typed)
    assert error.value.key == "invalid_access_point"


def test_the_client_proves_itself_by_the_salted_hash_of_the_sgtin() -> None:
    headers = Credentials(SGTIN, "secret").headers()
    assert len(headers["CLIENTAUTH"]) == 128
    assert headers["CLIENTAUTH"] == headers["CLIENTAUTH"].upper()
    assert headers["AUTHTOKEN"] == "secret"
    assert "AUTHTOKEN" not in Credentials(SGTIN).headers()


def test_credentials_show_nothing_of_themselves() -> None:
    shown = repr(Credentials(SGTIN, "secret"))
    assert SGTIN not in shown
    assert "secret" not in shown


def test_events_come_in_the_order_of_their_numbers() -> None:
    frame = {"events": {"10": {"n": 3}, "2": {"n": 2}, "0": {"n": 1}, "x": {"n": 4}, "3": "broken"}}
    assert [event["n"] for event in events_of(frame)] == [1, 2, 3, 4]


_ANY_JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**53), 2**53)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8) | st.just("events"), inner, max_size=4)
    ),
    max_leaves=12,
)


@given(st.binary() | st.text() | _ANY_JSON.map(json.dumps))
def test_whatever_comes_in_is_events_or_no_frame(data: str | bytes) -> None:
    try:
        events = events_of(decoded(data))
    except ValueError:
        return
    assert all(isinstance(event, dict) for event in events)


@given(_ANY_JSON, st.integers(400, 499))
def test_whatever_a_refusal_says_has_a_message(answer: object, status: int) -> None:
    refusal = RefusedError("device/control/stop", status, answer)
    assert refusal.for_command().key
    assert refusal.for_pairing().key


def test_a_frame_without_events_tells_nothing() -> None:
    assert events_of({"timestamp": 1}) == []


@pytest.mark.parametrize("data", ["", "<html>", "[]", '{"events": []}', '"x"', '{"events": {"0": {"push'])
def test_what_is_no_frame_is_an_error(data: str) -> None:
    with pytest.raises(ValueError):
        events_of(decoded(data))


@pytest.mark.parametrize("answer", [None, [], {}, {"devices": []}, {"home": {}}, "x"])
def test_what_is_no_home_is_a_broken_connection(answer: object) -> None:
    with pytest.raises(HubConnectionError):
        checked_state(answer)


def test_access_points_are_found_in_the_homes_updates_and_among_the_devices() -> None:
    state = {
        "home": {"accessPointUpdateStates": {SGTIN: {}, "odd": {}}},
        "devices": {
            SGTIN[:-1] + "8": {"type": "ACCESS_POINT"},
            SGTIN[:-1] + "9": {"type": "PLUGABLE_SWITCH"},
            "broken": None,
        },
    }
    assert access_points(state) == {SGTIN, SGTIN[:-1] + "8"}
    assert access_points({}) == set()


def test_the_access_point_is_called_by_its_label_or_by_the_end_of_its_sgtin() -> None:
    assert access_point_label({"devices": {SGTIN: {"label": "Hallway"}}}, SGTIN) == "Hallway"
    assert access_point_label({"devices": {SGTIN: {"label": ""}}}, SGTIN) == "HomematicIP 0A17"
    assert access_point_label({"devices": {SGTIN: 7}}, SGTIN) == "HomematicIP 0A17"
    assert access_point_label({}, SGTIN) == "HomematicIP 0A17"


def test_a_refused_pin_of_a_door_is_the_persons_to_mend() -> None:
    error = RefusedError("device/control/setLockState", 400, {"errorCode": "INVALID_AUTHORIZATION_PIN"}).for_command()
    assert isinstance(error, HubInputError)
    assert error.key == "wrong_lock_pin"


@pytest.mark.parametrize(("minutes", "key"), [(5, "wrong_lock_pin_blocked"), (-5, "wrong_lock_pin")])
def test_a_blocked_door_says_for_how_long(minutes: int, key: str) -> None:
    until = (time.time() + minutes * 60) * 1000
    answer = {"errorCode": "INVALID_AUTHORIZATION_PIN", "blockingTime": until}
    error = RefusedError("device/control/setLockState", 400, answer).for_command()
    assert error.key == key
    assert minutes < 0 or error.placeholders == {"minutes": "5"}


@pytest.mark.parametrize(
    ("answer", "key", "reason"),
    [
        ({"errorCode": "CLIENT_ACCESS_DENIED"}, "access_denied", "client access denied"),
        ({"errorCode": "DEVICE_UNREACHABLE"}, "device_unreachable", "device unreachable"),
        ({"errorCode": "SOMETHING_NEW"}, "command_failed", "something new"),
        ({"errorCode": 7}, "command_failed", "400"),
        (None, "command_failed", "400"),
    ],
)
def test_a_refused_command_says_why(answer: object, key: str, reason: str) -> None:
    error = RefusedError("device/control/setSwitchState", 400, answer).for_command()
    assert type(error) is HubCommandError
    assert error.key == key
    assert error.placeholders == {"reason": reason}


@pytest.mark.parametrize(
    ("code", "key"),
    [
        ("INVALID_PIN", "invalid_pin"),
        ("ASSIGNMENT_LOCKED", "hub_locked"),
        ("AUTH_IN_PROCESS", "pairing_busy"),
        ("INVALID_REQUEST", "invalid_access_point"),
    ],
)
def test_a_refused_pairing_says_what_to_do(code: str, key: str) -> None:
    assert RefusedError("auth/connectionRequest", 403, {"errorCode": code}).for_pairing().key == key
