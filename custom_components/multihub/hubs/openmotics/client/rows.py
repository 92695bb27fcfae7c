"""A long answer, read row by row: what is written as it was the last time is not read again.

A gateway tells the states of all outputs whenever it is asked, and few of them are not as they were.
"""

from __future__ import annotations

from itertools import compress, count
from operator import ne
from typing import Any, Final, NamedTuple

from ...jsontext import loads
from .form import parsed

_OPENING: Final = b"[{"
_BETWEEN: Final = b"}, {"
_CLOSING: Final = b"}]"
"""How gateways write a list of objects; one that is written another way is read as a whole."""


class _Text(NamedTuple):
    """An answer's text: its rows without their brackets, and what stands before and after them."""

    head: bytes
    rows: list[bytes]
    tail: bytes


class Rows:
    """Reads the answers to one function; each row that is written the same is the very same value.

    Nobody may change these values: they are given again.
    """

    def __init__(self) -> None:
        """Begin with nothing known."""
        self._known: _Text | None = None
        self._value: Any = None

    def read(self, body: bytes) -> Any:
        """What ``form.parsed`` makes of an answer; raises what it raises."""
        text, known = _parted(body), self._known
        if text != known:
            self._known = None
            try:
                self._value = _read_again(text, known, self._value)
            except ValueError:
                self._value = parsed(body)
            self._known = text
        return self._value


def _parted(body: bytes) -> _Text:
    head, _, rest = body.partition(_OPENING)
    rows, _, tail = rest.rpartition(_CLOSING)
    return _Text(head, rows.split(_BETWEEN), tail)


def _read_again(text: _Text, known: _Text | None, value: Any) -> Any:
    """The value of a text of which only rows are not as known; raises ValueError where there may be more to it."""
    if known is None or len(text.rows) != len(known.rows) or (text.head, text.tail) != (known.head, known.tail):
        raise ValueError("another answer")
    lists = [(name, rows) for name, rows in value.items() if isinstance(rows, list)] if isinstance(value, dict) else []
    if len(lists) != 1 or len(lists[0][1]) != len(text.rows):
        raise ValueError("no answer of rows alone")
    name, rows = lists[0][0], list(lists[0][1])
    for place in compress(count(), map(ne, text.rows, known.rows)):
        if _row(known.rows[place]) != rows[place]:
            raise ValueError("no row's text")
        rows[place] = _row(text.rows[place])
    return {**value, name: rows}


def _row(text: bytes) -> Any:
    return loads(b"{%b}" % text)
