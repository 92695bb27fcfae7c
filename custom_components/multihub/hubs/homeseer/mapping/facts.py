"""What is known of one feature before its value is looked at, and the helpers that all kinds share."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from homeassistant.helpers.typing import UNDEFINED, UndefinedType

from ....model import Command, Feature
from ..requests import SetValue
from .uses import CHOICE_TYPES, STATUS_USES, Show, Use
from .wire import Limits, Pair, Row

_WORD = re.compile(r"[^\W_]+")

_NO_VALUE: Final = frozenset({Show.STATUS_ONLY, Show.TEXT_BOX, Show.COLOR_PICKER})

type Render = Callable[[Mapping[int, Row]], tuple[Feature, ...]]

LAST_LEVEL: Final = 255
"""Z-Wave's "on, at a level that is told in a moment"."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What the mapping is told from outside: the system's unit, and what the person chose.

    ``area`` is which location names the room: ``location``, ``location2`` or nothing.
    """

    fahrenheit: bool = False
    area: str | None = "location"
    overrides: Mapping[int, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Facts:
    """One row with its root, its controls, and the words that they are described with."""

    row: Row
    root: Row
    pairs: tuple[Pair, ...]
    name: str | None
    settings: Settings
    uses: frozenset[int] = frozenset()
    labels: frozenset[str] = frozenset()
    own_words: frozenset[str] = frozenset()
    root_words: frozenset[str] = frozenset()

    @property
    def ref(self) -> int:
        """The row's number."""
        return self.row.ref

    @property
    def words(self) -> frozenset[str]:
        """The words of the feature and of its root."""
        return self.own_words | self.root_words

    @property
    def ranges(self) -> tuple[Pair, ...]:
        """The controls that are ranges."""
        return tuple(pair for pair in self.pairs if pair.limits)

    @property
    def discrete(self) -> tuple[Pair, ...]:
        """The controls that are one value each."""
        return tuple(pair for pair in self.pairs if pair.limits is None)

    @property
    def choices(self) -> tuple[Pair, ...]:
        """Of these, those that are shown to be chosen from."""
        return tuple(pair for pair in self.discrete if pair.type in CHOICE_TYPES and pair.use not in STATUS_USES)

    @property
    def pressable(self) -> tuple[Pair, ...]:
        """Of these, those that need nothing but their value."""
        return tuple(pair for pair in self.discrete if pair.type not in _NO_VALUE and pair.use not in STATUS_USES)

    def base(self, suffix: str = "") -> dict[str, Any]:
        """What every feature of this row has: its key, name and whether it is hidden."""
        return {
            "key": f"{self.ref}{suffix}",
            "name": self.name,
            "enabled_by_default": not self.row.hidden,
        }

    def pair(self, use: Use, *labels: str) -> Pair | None:
        """The control for a use; where none has it, the one with one of these labels (lower case)."""
        within = self.range_of(Use.DIM, Use.DIM_FAN)
        found = [pair for pair in self.discrete if pair.use == use]
        if found:
            fitting = [pair for pair in found if within and within.low <= pair.value <= within.high + 1]
            return (fitting or found)[0]
        return next((pair for label in labels for pair in self.discrete if pair.label.lower() == label), None)

    def range_of(self, *uses: Use) -> Limits | None:
        """The limits of the range for one of these uses."""
        return next((pair.limits for pair in self.pairs if pair.use in uses and pair.limits), None)


@dataclass(frozen=True, slots=True)
class Part:
    """Features that are read from ``sources``; ``kind`` is what they were found to be.

    ``used`` are the indexes of the controls that they use. ``is_undecided`` is true where too little
    was known: it is looked at again when the text changes.
    """

    kind: str
    sources: tuple[int, ...]
    render: Render
    used: frozenset[int] = frozenset()
    is_undecided: bool = False


def make_facts(
    row: Row, root: Row, pairs: tuple[Pair, ...], name: str | None, settings: Settings, *, parted: bool
) -> Facts:
    """Gather the facts of one row; ``parted`` when the root is another row."""
    own = name if name and parted else row.name
    return Facts(
        row=row,
        root=root,
        pairs=pairs,
        name=name,
        settings=settings,
        uses=frozenset(pair.use for pair in pairs if pair.use),
        labels=frozenset(pair.label.lower() for pair in pairs),
        own_words=words_of(own, row.type_text, row.image.rsplit("/", 1)[-1].rsplit(".", 1)[0]),
        root_words=words_of(root.name),
    )


def words_of(*texts: str) -> frozenset[str]:
    """The words of some texts, in lower case."""
    return frozenset(word for text in texts for word in _WORD.findall(text[:500].lower()))


def feature_name(row: Row, root: Row) -> str | None:
    """The feature's own name, without its root's; ``None`` where nothing is left of it."""
    name = " ".join(row.name.split())
    prefix = " ".join(root.name.split())
    if row.ref == root.ref:
        return None
    if prefix and name.casefold().startswith(prefix.casefold()):
        rest = name[len(prefix) :]
        if not rest or not rest[0].isalnum():
            name = rest.strip(" -_:·|/")
    return name or None


def setter(ref: int, pair: Pair | None) -> Command | None:
    """The command that brings a discrete control's value; a lock's code or a light's fading is nothing to HomeSeer."""
    if pair is None:
        return None
    value = pair.value
    return Command(lambda **_: SetValue(ref, value))


def named(name: str | UndefinedType | None, label: str) -> str:
    """The name of a feature that is one control of a row."""
    return label if name is None or name is UNDEFINED else f"{name} {label}"


def matching(pairs: Iterable[Pair], row: Row) -> Pair | None:
    """The control that stands for the row's value now, else for its text."""
    pairs = list(pairs)
    by_value = next((pair for pair in pairs if row.value is not None and pair.value == row.value), None)
    return by_value or next((pair for pair in pairs if row.status and pair.label.lower() == row.status.lower()), None)


@dataclass(frozen=True, slots=True)
class Scale:
    """Between a share (0-1) and the values of a dim range, which may not reach off and full on."""

    low: float
    high: float
    base: float
    top: float
    full: float
    decimals: int

    @classmethod
    def of(cls, limits: Limits | None, off: float | None, on: float | None) -> Scale:
        """The scale of a range with its off and on values (``None``: there is none).

        Z-Wave's runs from 1 to 98 with 0 for off and 99 for on: all of it is one scale.
        """
        low, high = (limits.low, limits.high) if limits else (0.0, 100.0)
        if limits and not limits.is_known and on is not None and 1 < on <= 100:
            high = on
        near = on is not None and high <= on <= high + 2
        top = on if near and on is not None else high
        base = off if off is not None and off <= low else low
        return cls(low, high, base, top, top, limits.decimals if limits else 0)

    def share(self, value: float | None, previous: float | None = None) -> float | None:
        """The share that a value stands for; for "last level" the one that was there before."""
        if value is None:
            return None
        if value == LAST_LEVEL > self.top:
            if previous is None or not self.base < previous <= self.top:
                return None
            value = previous
        return max(0.0, min(1.0, (value - self.base) / (self.top - self.base)))

    def value(self, share: float) -> float:
        """The value for a share above 0."""
        if share >= 1:
            return self.full
        value = round(self.base + share * (self.top - self.base), self.decimals)
        low = self.low if self.low > self.base else self.base + 10**-self.decimals
        return max(low, min(self.high, value))
