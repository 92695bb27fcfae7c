"""A long answer, read member by member: what is written as it was the last time is not read again.

Some hubs answer with all of their devices whenever they are asked, several megabytes in a large house, and few
of them are not as they were.
"""

from __future__ import annotations

import json
import re
from itertools import pairwise
from typing import Any, Final, NamedTuple

from .jsontext import loads

_OPENING: Final = re.compile(r"\s*\{\s*")
_KEY: Final = re.compile(r'"([^"\\]*)"\s*:\s*')
_SEPARATOR: Final = re.compile(r"\s*(?:,\s*|(\}\s*))")
_ENDS: Final = json.JSONDecoder(strict=False)


class _Member(NamedTuple):
    """A member of an object: its text up to the next one, and what that says."""

    key: str
    text: str
    is_last: bool
    value: Any


class Members:
    """Reads the same object again and again; each member that is written the same is the very same value.

    Nobody may change these values: they are given again.
    """

    def __init__(self) -> None:
        """Begin with nothing known."""
        self._known: dict[str, _Member] = {}
        self._following: dict[str, str] = {}

    def read(self, text: str) -> Any:
        """The value of a JSON text; what is no object is read as a whole.

        Raises:
            ValueError: it is no JSON.

        """
        try:
            found, end = self.read_at(text, 0)
        except (ValueError, RecursionError):
            self._known = {}
            return loads(text)
        return found if end == len(text) else loads(text)

    def read_at(self, text: str, at: int) -> tuple[dict[str, Any], int]:
        """The object that begins here, and where it ends (with the spaces after it).

        Raises:
            ValueError: it can't be parted into members.
            RecursionError: one of them nests too deeply.

        """
        opening = _OPENING.match(text, at)
        if opening is None:
            raise ValueError("no object")
        at = opening.end()
        found: dict[str, _Member] = {}
        key = ""
        while True:
            # nearly always they come in the order of before
            member = self._known.get(self._following.get(key, ""))
            if member is None or not text.startswith(member.text, at):
                member = self._member(text, at)
            key = member.key
            found[key] = member
            at += len(member.text)
            if member.is_last:
                break
        self._known = found
        self._following = dict(pairwise(("", *found)))
        return {key: member.value for key, member in found.items()}, at

    def _member(self, text: str, at: int) -> _Member:
        """The member that begins here."""
        named = _KEY.match(text, at)
        if named is None:
            raise ValueError("no member")
        known = self._known.get(named[1])
        if known and text.startswith(known.text, at):
            return known
        _, end = _ENDS.raw_decode(text, named.end())
        separator = _SEPARATOR.match(text, end)
        if separator is None:
            raise ValueError("an object that does not end")
        # the fast reader shares the names of fields between members, the one that finds the end does not
        value = loads(text[named.end() : end])
        return _Member(named[1], text[at : separator.end()], separator[1] is not None, value)
