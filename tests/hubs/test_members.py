"""A long answer read again: what is written the same is the very same, and whatever is written is what is read."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings, strategies as st

from custom_components.multihub.hubs.members import Members

DEVICES = {f"d{number}": {"id": f"d{number}", "value": number, "of": {"d1": {}, "d2": [1]}} for number in range(5)}

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-9, 9) | st.text(max_size=3),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=2), inner, max_size=3),
    max_leaves=6,
)
OBJECTS = st.dictionaries(st.sampled_from(["a", "b", "ä", '"', "\\", "", "c d"]), VALUES, max_size=5)
WRITTEN = {
    "compact": lambda data: json.dumps(data, separators=(",", ":"), ensure_ascii=False),
    "spaced": json.dumps,
    "in lines": lambda data: json.dumps(data, indent=2),
}


@pytest.mark.parametrize("written", WRITTEN.values(), ids=WRITTEN)
def test_a_member_that_is_written_the_same_is_the_very_same_and_another_one_is_read(written: Any) -> None:
    members = Members()
    before = members.read(written(DEVICES))
    after = members.read(written({**DEVICES, "d2": {"id": "d2", "value": 9}}))
    assert after["d2"] == {"id": "d2", "value": 9}
    assert all(after[key] is before[key] for key in DEVICES if key != "d2")


def test_members_that_come_go_and_change_places_leave_the_others_the_very_same() -> None:
    members = Members()
    before = members.read(json.dumps(DEVICES))
    turned = {"new": 1, **dict(sorted(DEVICES.items(), reverse=True))}
    del turned["d3"]
    after = members.read(json.dumps(turned))
    assert after == turned and list(after) == list(turned)
    assert all(after[key] is before[key] for key in ("d2", "d1"))


@pytest.mark.parametrize("text", ['{"a": 1} ', '{"a": 12}', '{"a": 1, "b": 1}', '{"a": 1, "a": 2}', '{"a": 1.5}', "{}"])
def test_what_begins_as_before_is_not_taken_for_the_same(text: str) -> None:
    members = Members()
    members.read('{"a": 1}')
    assert members.read(text) == json.loads(text)
    assert members.read('{"a": 1}') == {"a": 1}


@pytest.mark.parametrize(
    "text", ["[1, 2]", "null", '"text"', '{"a": NaN}', '{"half": "\\ud800"}', '{"a": "line\nline"}']
)
def test_what_is_no_object_or_not_quite_json_is_read_all_the_same(text: str) -> None:
    assert repr(Members().read(text)) == repr(json.loads(text, strict=False))


@pytest.mark.parametrize(
    "text", ["", "{", '{"a": 1', '{"a": 1,}', '{"a": 1} {}', '{"a" 1}', '{"a": 1 "b": 2}', "[" * 99_999]
)
def test_what_is_no_json_is_refused_and_the_next_answer_read(text: str) -> None:
    members = Members()
    members.read(json.dumps(DEVICES))
    with pytest.raises(ValueError):
        members.read(text)
    assert members.read(json.dumps(DEVICES)) == DEVICES


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(OBJECTS, min_size=1, max_size=4), st.sampled_from(sorted(WRITTEN)))
def test_one_answer_after_the_other_is_read_as_it_is_written(answers: list[dict[str, Any]], way: str) -> None:
    members = Members()
    for answer in answers:
        assert members.read(WRITTEN[way](answer)) == answer
