"""Stand-ins for what is private: the same for the same, within one file, in a shape that can be played again."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from typing import Any, Final

SHORT: Final = 8
"""Ids with fewer characters are numbers of a list, not names of things in the world: they stay."""

_TOKEN: Final = re.compile(rf"[\w:-]{{{SHORT},}}")
"""What may be an id, in a text."""

ID: Final = "id"
"""The kind of what keeps its shape: as many letters and digits, with the same signs between them."""


class Pseudonyms:
    """Gives stand-ins and remembers them; one for each file."""

    def __init__(self) -> None:
        """Begin with nobody known."""
        self._known: dict[tuple[str, str], str] = {}
        self._ids: dict[str, str] = {}
        self._secrets: dict[str, str] = {}
        self._numbers: Counter[str] = Counter()

    def of(self, kind: str, value: str) -> str:
        """The stand-in for a text of this kind: ``name 3``, say; of ids, one of their shape.

        Nothing for nothing: an empty text stays empty.
        """
        if not value or (kind == ID and len(value) < SHORT):
            return value
        known = self._known.get((kind, value))
        if known is None:
            self._numbers[kind] += 1
            number = self._numbers[kind]
            known = _shaped(value, number) if kind == ID else f"{kind} {number}"
            self._known[kind, value] = known
        return known

    def secret(self, kind: str, value: str) -> str:
        """A stand-in for what must not be seen anywhere else either: ``cleared`` replaces it."""
        told = self.of(kind, value)
        if told != value:
            (self._ids if kind == ID else self._secrets)[value] = told
        return told

    def redacted(self, data: Any, kinds: Mapping[str, str]) -> Any:
        """The data with the texts under these keys replaced; ``kinds`` says for a key which kind of text it has.

        A list or an object of texts under such a key counts as one, and so do numbers (a place's).
        """
        return self._redacted(data, kinds, None)

    def _redacted(self, data: Any, kinds: Mapping[str, str], kind: str | None) -> Any:
        if isinstance(data, Mapping):
            return {key: self._redacted(value, kinds, kinds.get(key, kind)) for key, value in data.items()}
        if isinstance(data, list | tuple):
            return [self._redacted(value, kinds, kind) for value in data]
        if kind is None or data is None or isinstance(data, bool):
            return data
        return self.secret(kind, data) if isinstance(data, str) else 0

    def cleared(self, data: Any) -> Any:
        """The data with every secret replaced, wherever it stands: as a key, a value, or a word in a text."""
        words = sorted(self._secrets, key=len, reverse=True)
        secrets = re.compile("|".join(rf"(?<!\w){re.escape(word)}(?!\w)" for word in words) or r"(?!)")
        return self._cleared(data, secrets)

    def _cleared(self, data: Any, secrets: re.Pattern[str]) -> Any:
        if isinstance(data, Mapping):
            return {self._cleared(key, secrets): self._cleared(value, secrets) for key, value in data.items()}
        if isinstance(data, list | tuple):
            return [self._cleared(value, secrets) for value in data]
        if not isinstance(data, str):
            return data
        if data in self._ids:
            return self._ids[data]
        told = secrets.sub(lambda match: self._secrets[match[0]], data)
        return _TOKEN.sub(lambda match: self._ids.get(match[0], match[0]), told)


def _shaped(value: str, number: int) -> str:
    """The number, in hexadecimal digits, in the shape of the value."""
    places = [place for place, sign in enumerate(value) if sign.isalnum()]
    signs = list(value)
    digits = f"{number:X}".rjust(len(places), "0")
    for place, digit in zip(places, digits, strict=True):
        signs[place] = digit if any(sign.isupper() for sign in value) else digit.lower()
    return "".join(signs)
