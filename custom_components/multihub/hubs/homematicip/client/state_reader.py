"""The state of a home, read again: devices and groups that are written as they were are not read anew."""

from __future__ import annotations

import re
from typing import Any, Final
from uuid import uuid4

from ...members import Members
from .wire import decoded

_IS_OBJECT: Final = re.compile(r"\s*:\s*(?=\{)")
_HOLE: Final = uuid4().hex
"""Stands in a text where something was taken out; nobody writes it who does not know it."""


class StateReader:
    """Reads the answers of one access point that hold its state.

    A device or a group that is written as it was in the answer before is the very same object; nobody may change it.
    """

    def __init__(self) -> None:
        """Begin with nothing known."""
        self._members = {'"devices"': Members(), '"groups"': Members()}

    def read(self, data: str | bytes) -> Any:
        """The JSON of an answer, wherever in it the ``devices`` and ``groups`` are.

        Raises:
            ValueError: it is none.

        """
        parts: dict[str, dict[str, Any]] = {}
        try:
            outer = text = data if isinstance(data, str) else data.decode()
            for name, members in self._members.items():
                if (start := _object(outer, name)) is not None:
                    part, end = members.read_at(outer, start)
                    hole = f"{_HOLE}{len(parts)}"
                    parts[hole] = part
                    outer = f'{outer[:start]}"{hole}"{outer[end:]}'
            read = decoded(outer)
        except (ValueError, RecursionError):
            return decoded(data)
        return read if _filled(read, parts) == len(parts) else decoded(text)


def _object(text: str, name: str) -> int | None:
    """Where the first object of this name begins."""
    at = 0
    while (found := text.find(name, at)) >= 0:
        at = found + len(name)
        if opening := _IS_OBJECT.match(text, at):
            return opening.end()
    return None


def _filled(read: Any, parts: dict[str, dict[str, Any]]) -> int:
    """Put the parts back where they were taken out; gives how many found their place."""
    filled = 0
    for key, value in read.items() if isinstance(read, dict) else ():
        if isinstance(value, dict):
            filled += _filled(value, parts)
        elif isinstance(value, str) and value in parts:
            read[key] = parts[value]
            filled += 1
    return filled
