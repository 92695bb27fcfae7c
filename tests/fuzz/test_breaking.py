"""The breaking itself: what is not meant stays whole."""

from __future__ import annotations

from .breaking import REMOVED, Payload


def test_a_row_that_is_removed_twice_takes_no_other_row_with_it() -> None:
    rows = Payload({"rows": [{"id": 0}, {"id": 1}, {"id": 2}]})
    assert rows.broken([(("rows", 0), REMOVED)] * 3) == {"rows": [{"id": 1}, {"id": 2}]}


def test_rows_and_what_stands_in_them_are_removed_where_they_stood() -> None:
    payload = Payload({"rows": [{"id": 0, "in": [7, 8]}, {"id": 1, "in": [7, 8]}]})
    places = [("rows", 0), ("rows", 1, "in", 0), ("rows", 1, "id")]
    assert payload.broken([(place, REMOVED) for place in places]) == {"rows": [{"in": [8]}]}
    assert payload.root == {"rows": [{"id": 0, "in": [7, 8]}, {"id": 1, "in": [7, 8]}]}
