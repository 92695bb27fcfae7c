"""Answers that are read row by row: whatever is written, it says what reading it as a whole says."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, strategies as st

from custom_components.multihub.hubs.openmotics.client import Rows, rows
from custom_components.multihub.hubs.openmotics.client.form import parsed
from virtual_hubs.openmotics import sized_house

STATUS = [{"id": number, "status": number % 2, "dimmer": 0, "locked": False} for number in range(5)]


def answer(status: Any = STATUS, **more: Any) -> bytes:
    return json.dumps({"success": True, "status": status, **more}).encode()


def with_row(place: int, **values: Any) -> list[dict[str, Any]]:
    return [{**row, **values} if number == place else row for number, row in enumerate(STATUS)]


def without_row(place: int) -> list[dict[str, Any]]:
    return [row for number, row in enumerate(STATUS) if number != place]


def test_what_is_written_as_it_was_is_the_very_same() -> None:
    reader = Rows()
    assert reader.read(answer()) is reader.read(answer())


@pytest.mark.parametrize("place", range(5))
def test_of_rows_that_are_written_otherwise_the_others_are_the_very_same(place: int) -> None:
    reader = Rows()
    before = reader.read(answer())
    after = reader.read(answer(with_row(place, dimmer=55)))
    assert after == parsed(answer(with_row(place, dimmer=55)))
    assert before == parsed(answer())
    assert [now is old for now, old in zip(after["status"], before["status"], strict=True)] == [
        number != place for number in range(5)
    ]


def test_only_the_rows_that_are_written_otherwise_are_decoded(monkeypatch: pytest.MonkeyPatch) -> None:
    house = sized_house(500, 0)
    status = house.rows("get_output_status", "status")
    reader = Rows()
    reader.read(answer(status))
    decoded: list[bytes] = []
    original = rows.loads
    monkeypatch.setattr(rows, "loads", lambda text: decoded.append(text) or original(text))
    monkeypatch.setattr(rows, "parsed", pytest.fail)
    status[7]["status"] = 1 - status[7]["status"]
    assert reader.read(answer(status))["status"] == status
    assert len(decoded) == 2, "what the row was, and what it is"


NESTED = [{"id": 0, "thermostats": [{"id": 0, "act": 20.5}, {"id": 1, "act": 21.5}]}, {"id": 1, "thermostats": []}]
NESTED_OTHERWISE = [
    {"id": 0, "thermostats": [{"id": 0, "act": 20.5}, {"id": 1, "act": 22.5}]},
    {"id": 1, "thermostats": []},
]

ANSWERS = {
    "as before": answer(),
    "another first row": answer(with_row(0, status=1)),
    "another last row": answer(with_row(4, status=1)),
    "two other rows": answer(with_row(1, status=0)[:3] + with_row(4, status=1)[3:]),
    "a row more": answer([*STATUS, {"id": 5}]),
    "the first row less": answer(without_row(0)),
    "the last row less": answer(without_row(4)),
    "one row": answer(STATUS[:1]),
    "no row": answer([]),
    "no list": answer({"id": 1}),
    "another member before": json.dumps({"warning": "old", "success": True, "status": STATUS}).encode(),
    "another member after": answer(warning="old"),
    "a failure with rows": json.dumps({"success": False, "status": STATUS}).encode(),
    "a failure": b'{"success": false, "msg": "Internal communication timeout"}',
    "a page": b"<html>[{</html>",
    "closely written": json.dumps({"success": True, "status": STATUS}, separators=(",", ":")).encode(),
    "widely written": json.dumps({"success": True, "status": STATUS}, indent=2).encode(),
    "two lists": answer(other=STATUS),
    "two lists, of which the second is another": answer(other=with_row(2, status=9)),
    "lists in rows": answer(NESTED),
    "another list in a row": answer(NESTED_OTHERWISE),
    "an object in a row": answer(with_row(2, module={"id": 1})),
    "another object in a row": answer(with_row(2, module={"id": 2})),
    "a row's end in a name": answer(with_row(2, name="a}, {b")),
    "another name with a row's end": answer(with_row(2, name="a}, {c")),
    "a row's end in the last name": answer(with_row(4, name="}]")),
    "what is no row": answer([*STATUS[:4], None]),
    "no number": answer(with_row(1, dimmer=float("nan"))),
    "no number in another row": answer(with_row(3, dimmer=float("nan"))),
    "the same name twice": answer().replace(b'"status": 1', b'"status": 0, "status": 1'),
    "broken in a row": answer().replace(b'"dimmer": 0', b'"dimmer": ,', 1),
    "broken off": answer()[:-20],
    "no UTF-8": answer().replace(b'"dimmer": 0', b'"dimmer": "\xff"', 1),
    "nothing": b"",
}


def same(one: Any, other: Any) -> bool:
    """Whether both say the same, what is no number too."""
    return repr(one) == repr(other)


@pytest.mark.parametrize("first", ANSWERS.values(), ids=ANSWERS)
def test_after_an_answer_each_other_says_what_it_says_alone(first: bytes) -> None:
    reader = Rows()
    for then in ANSWERS.values():
        for body in (first, then, first, then):
            assert same(reader.read(body), parsed(body)), then


VALUES = st.none() | st.booleans() | st.integers(-3, 300) | st.text('a{}[], :"\\', max_size=8) | st.just("}, {")
ROW = st.dictionaries(st.sampled_from(["id", "status", "x}, {"]), VALUES | st.lists(VALUES, max_size=2), max_size=3)
ROWS = st.lists(ROW | VALUES | st.lists(ROW, max_size=2), max_size=5)


@given(st.lists(st.dictionaries(st.sampled_from(["status", "success", "a}]b"]), ROWS | VALUES, max_size=3), max_size=6))
def test_whatever_answers_follow_one_another_each_says_what_it_says_alone(answers: list[Any]) -> None:
    reader = Rows()
    for one in answers:
        body = json.dumps(one).encode()
        assert same(reader.read(body), parsed(body))


@given(st.data(), ROWS)
def test_whatever_rows_are_written_otherwise_they_say_what_they_say_alone(data: st.DataObject, status: Any) -> None:
    reader = Rows()
    reader.read(answer(status))
    for _ in range(3):
        status = [data.draw(ROW) if data.draw(st.booleans()) else row for row in status]
        assert same(reader.read(answer(status)), parsed(answer(status)))
