"""What a case is made of: one string of bytes, drawn at once, which every choice of the case takes its share of."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

LENGTH: Final = 48
"""Bytes of a case; one that wants more gets zeros."""

FEW: Final = 64
"""Up to so many options one byte chooses fairly enough."""


class Chance:
    """Choices by the bytes of a case.

    To draw forty numbers takes hypothesis far longer than a mapping takes to read what they break, and it makes a
    string of bytes simpler as readily: towards the first of all options.
    """

    def __init__(self, told: bytes) -> None:
        """Begin at the first byte."""
        self._told = told
        self._at = 0

    def below(self, end: int) -> int:
        """A number from 0 to less than ``end``."""
        at = self._at
        self._at = then = at + (1 if end <= FEW else 2)
        return int.from_bytes(self._told[at:then], "little") % end

    def one_in(self, times: int) -> bool:
        """Whether it is one of so many times; the simplest case is none."""
        return self.below(times) == times - 1

    def among[OptionT](self, options: Sequence[OptionT]) -> OptionT:
        """One of some options."""
        return options[self.below(len(options))]
