"""A home's state read again: what is written the same is the very same, and whatever is written is what is read."""

from __future__ import annotations

import copy
import json
from typing import Any

import orjson
import pytest
from hypothesis import given, settings, strategies as st

from custom_components.multihub.hubs.homematicip.client.state_reader import StateReader
from virtual_hubs.homematicip.house import demo_house

HOME: dict[str, Any] = json.loads(json.dumps(demo_house("3014F711A000000000000AAA")))
DEVICE, *OTHER_DEVICES = HOME["devices"]
GROUP, *OTHER_GROUPS = HOME["groups"]

WRITTEN = {
    "compact bytes": orjson.dumps,
    "compact text": lambda data: orjson.dumps(data).decode(),
    "spaced": json.dumps,
    "groups before devices": lambda data: json.dumps({"groups": data["groups"], **data} if "groups" in data else data),
    "in lines": lambda data: json.dumps(data, indent=2),
    "in a message": lambda data: json.dumps({"id": 1, "body": {"code": 200, "body": data}}),
}


def home_in(answer: Any) -> Any:
    """The home of an answer, wherever it is."""
    return answer["body"]["body"] if "body" in answer else answer


@pytest.mark.parametrize("written", WRITTEN.values(), ids=WRITTEN)
def test_a_device_or_group_that_is_written_the_same_is_the_very_same_and_another_one_is_read(written: Any) -> None:
    reader = StateReader()
    before = home_in(reader.read(written(HOME)))
    assert before == HOME
    newer = copy.deepcopy(HOME)
    newer["devices"][DEVICE]["label"] = newer["groups"][GROUP]["label"] = newer["home"]["timeZoneId"] = "other"
    after = home_in(reader.read(written(newer)))
    assert after == newer
    assert all(after["devices"][name] is before["devices"][name] for name in OTHER_DEVICES)
    assert all(after["groups"][name] is before["groups"][name] for name in OTHER_GROUPS)


@pytest.mark.parametrize(
    "text",
    [
        '{"devices": {}, "groups": {}}',
        '{"devices": [], "groups": null}',
        '{"groups": {"a": {"devices": {"b": {}}}}}',
        '{"devices": {"a": 1}, "list": [{"groups": {"b": 2}}]}',
        '{"list": [{"devices": {"a": 1}}], "devices": {"b": 2}}',
        '{"devices": {"a": 1}, "devices": {"b": 2}}',
        '{"home": "\\"devices\\": {", "devices": {"a": "\\"groups\\": {"}}',
        '{"errorCode": "INVALID_AUTHORIZATION"}',
        "[]",
        "null",
    ],
)
def test_whatever_stands_where_is_read_as_it_is_written(text: str) -> None:
    reader = StateReader()
    for _ in range(2):
        assert reader.read(text) == json.loads(text)
        assert reader.read(text.encode()) == json.loads(text)


@pytest.mark.parametrize(
    "data", ["", "{", '{"devices": {"a": {}}', '{"devices": {"a": }}', b'{"devices": {"\xff": 1}}']
)
def test_what_is_no_json_is_refused_and_the_next_answer_read(data: str | bytes) -> None:
    reader = StateReader()
    reader.read(json.dumps(HOME))
    with pytest.raises(ValueError):
        reader.read(data)
    assert reader.read(json.dumps(HOME)) == HOME


_INNER = st.recursive(
    st.none() | st.booleans() | st.integers(-9, 9) | st.text(max_size=3),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["devices", "groups", "a", "ä", '"']), inner, max_size=4)
    ),
    max_leaves=9,
)


@settings(max_examples=300, deadline=None)
@given(st.lists(_INNER, min_size=1, max_size=4), st.sampled_from(["compact bytes", "spaced", "in lines"]))
def test_one_answer_after_the_other_is_read_as_it_is_written(answers: list[Any], way: str) -> None:
    reader = StateReader()
    for answer in answers:
        assert reader.read(WRITTEN[way](answer)) == answer
