"""JSON is read as hubs write it, be it text or bytes."""

from __future__ import annotations

from typing import Any

import pytest

from custom_components.multihub.hubs.jsontext import loads


@pytest.mark.parametrize(
    ("text", "data"),
    [
        ('{"a": 1}', {"a": 1}),
        ('{"a": "°C"}'.encode(), {"a": "°C"}),
        ('\ufeff{"a": 1}'.encode(), {"a": 1}),
        ('{"a": "°C"}'.encode("latin-1"), {"a": "\ufffdC"}),
        ('{"a": "two\nlines"}', {"a": "two\nlines"}),
        ('{"a": "\\ud83d"}', {"a": "\ud83d"}),
        ("[Infinity]", [float("inf")]),
    ],
)
def test_what_the_standard_has_not_is_read_all_the_same(text: str | bytes, data: Any) -> None:
    assert loads(text) == data


@pytest.mark.parametrize("text", ["", b"", "{", b"\xff", "<html>", "[" * 99_999, b"[" * 99_999])
def test_what_is_no_json_is_refused(text: str | bytes) -> None:
    with pytest.raises(ValueError):
        loads(text)
