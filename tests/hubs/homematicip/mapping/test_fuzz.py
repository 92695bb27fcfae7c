"""Whatever comes over the wire, nothing raises, and nothing else is lost."""

from __future__ import annotations

import copy
import json
from contextlib import suppress
from typing import Any

from hypothesis import HealthCheck, given, settings, strategies as st

from custom_components.multihub.hubs.homematicip.mapping import House
from custom_components.multihub.model import Device, Sensor
from virtual_hubs.homematicip.house import demo_house

STATE = json.loads(json.dumps(demo_house("3014F711A000000000000AAA")))
TEXT = st.sampled_from(["", "OPEN", "AUTOMATIC", "3014", "nan", "2026_01_01 00:00", "ü"]) | st.text(max_size=5)
SCALARS = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=True) | TEXT
ANYTHING = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXT, inner, max_size=3),
    max_leaves=5,
)
QUIET = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)


def paths(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Where every value of the state stands."""
    found = [path] if path else []
    if isinstance(value, dict):
        for key, inner in value.items():
            found += paths(inner, (*path, key))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            found += paths(inner, (*path, index))
    return found


PATHS = paths(STATE)


def swap(state: Any, path: tuple[Any, ...], value: Any) -> None:
    """Put something else where a value stands, if that is still there."""
    *way, last = path
    with suppress(TypeError, KeyError, IndexError):
        for key in way:
            state = state[key]
        state[last] = value


SWAPS = st.lists(st.tuples(st.sampled_from(PATHS), ANYTHING), min_size=1, max_size=20)


def use(house: House) -> tuple[Device, ...]:
    """Look at everything, as an entity would."""
    devices = house.devices()
    assert len({device.id for device in devices}) == len(devices)
    for device in devices:
        assert device.name
        for feature in device.features:
            hash(feature.key)
            repr(feature)
            if isinstance(feature, Sensor) and isinstance(feature.value, float):
                assert feature.value == feature.value, "NaN is unknown, not a number"
    return devices


@given(SWAPS)
@QUIET
def test_a_state_with_swapped_types_is_read(swaps: list[tuple[tuple[Any, ...], Any]]) -> None:
    state = copy.deepcopy(STATE)
    for path, value in swaps:
        swap(state, path, value)
    house = House("hub")
    house.read(state)
    use(house)


@given(SWAPS, st.data())
@QUIET
def test_events_with_swapped_types_are_applied(swaps: list[tuple[tuple[Any, ...], Any]], data: st.DataObject) -> None:
    house = House("hub")
    house.read(copy.deepcopy(STATE))
    state = copy.deepcopy(STATE)
    for path, value in swaps:
        swap(state, path, value)
    kind = data.draw(st.sampled_from(["DEVICE", "GROUP", "HOME"]))
    verb = data.draw(st.sampled_from(["ADDED", "CHANGED", "REMOVED"]))
    listed = {"DEVICE": state.get("devices"), "GROUP": state.get("groups"), "HOME": {"home": state.get("home")}}[kind]
    for raw in listed.values() if isinstance(listed, dict) else ():
        event = {
            "pushEventType": f"{kind}_{verb}",
            kind.lower(): raw,
            "id": raw.get("id") if isinstance(raw, dict) else raw,
        }
        house.apply(event)
    use(house)
    house.read(copy.deepcopy(STATE))
    assert {device.id for device in house.devices()} >= set(STATE["devices"])


@given(st.dictionaries(st.sampled_from(["pushEventType", "device", "group", "home", "id", "deviceId"]), ANYTHING))
@QUIET
def test_any_object_is_an_event_that_changes_nothing_it_should_not(event: dict[str, Any]) -> None:
    house = House("hub")
    house.read(copy.deepcopy(STATE))
    house.apply(event)
    use(house)


@given(st.data())
@QUIET
def test_happenings_of_any_kind_never_raise(data: st.DataObject) -> None:
    house = House("hub")
    house.read(copy.deepcopy(STATE))
    event = {
        "pushEventType": data.draw(st.sampled_from(["DEVICE_CHANNEL_EVENT", "DEVICE_CODE_STATE_EVENT"])),
        "deviceId": data.draw(st.sampled_from(sorted(STATE["devices"])) | ANYTHING),
        "channelIndex": data.draw(st.integers(0, 20) | ANYTHING),
        "channelEventType": data.draw(st.sampled_from(["KEY_PRESS_SHORT", "PASSAGE_LEFT"]) | ANYTHING),
        "codeIndex": data.draw(st.integers(-3, 30) | ANYTHING),
        "codeState": data.draw(st.sampled_from(["KNOWN_CODE_ID_RECEIVED"]) | ANYTHING),
    }
    for occurrence in house.apply(event).occurrences:
        (device,) = (one for one in house.devices() if one.id == occurrence.device_id)
        assert occurrence.key in {feature.key for feature in device.features}


@given(ANYTHING)
@QUIET
def test_any_answer_is_a_journal_and_a_reason(answer: Any) -> None:
    house = House("hub")
    house.journal(answer)
    house.journal({"entries": answer})
    house.blocking(answer)
    house.blocking({"channelActivationProblems": answer})
