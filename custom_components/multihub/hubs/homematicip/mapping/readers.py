"""What a type becomes: the mappers of its features, what each of them reads, and what is asked again."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Mapping, Set as AbstractSet
from dataclasses import dataclass
from typing import Final

from ....model import Feature
from ...copies import with_value
from .part import SUPPORTED, Part

NAMING: Final = frozenset({"label", "channelRole", "functionalChannelType", SUPPORTED})
"""The fields of a part that its features' names and presence may follow from."""

type Mapper = Callable[[Part], Iterable[Feature]]


class Reader(ABC):
    """A mapper that says which fields of a part it reads: it is not asked again while they stay as they are.

    What is made of a part may follow from the fields of ``NAMING``, too, and from all that is not its
    raw data: when one of these changes, every mapper is asked again.
    """

    __slots__ = ()

    @property
    @abstractmethod
    def reads(self) -> tuple[str, ...]:
        """The names of the fields."""

    @property
    def numbers(self) -> tuple[str, ...]:
        """Those of them that should be numbers."""
        return ()

    @abstractmethod
    def __call__(self, part: Part) -> Iterable[Feature]:
        """The features of a part."""

    def again(self, part: Part, before: tuple[Feature, ...]) -> tuple[Feature, ...]:
        """The features of a part of which nothing but its fields changed; of ``before`` those that are equal."""
        now = tuple(self(part))
        if len(now) != len(before):
            return now
        return tuple(map(_kept, before, now))


class ValueReader(Reader):
    """A reader of one field that says one value of its feature, and nothing else of it.

    While nothing else changes, the feature is the one that it has made before, with another value.
    """

    __slots__ = ()

    field: str
    """The name of the field."""
    says: str
    """The field of the feature that has the value."""

    @abstractmethod
    def value(self, told: object) -> object:
        """The feature's value by the field's raw one."""

    @property
    def reads(self) -> tuple[str, ...]:
        """Its field."""
        return (self.field,)

    def again(self, part: Part, before: tuple[Feature, ...]) -> tuple[Feature, ...]:
        """Its feature with the value of now."""
        if not before:
            return tuple(self(part))
        (feature,) = before
        value = self.value(part.raw.get(self.field))
        return before if value == getattr(feature, self.says) else (with_value(feature, self.says, value),)


@dataclass(frozen=True, slots=True)
class _Reading(Reader):
    fields: tuple[str, ...]
    mapper: Mapper

    @property
    def reads(self) -> tuple[str, ...]:
        return self.fields

    def __call__(self, part: Part) -> Iterable[Feature]:
        return self.mapper(part)


@dataclass(frozen=True, slots=True)
class _Saying(ValueReader):
    field: str
    says: str
    read: Callable[[object], object]
    mapper: Mapper

    def value(self, told: object) -> object:
        return self.read(told)

    def __call__(self, part: Part) -> Iterable[Feature]:
        return self.mapper(part)


def reads(*fields: str) -> Callable[[Mapper], Reader]:
    """Say of a mapper that it reads these fields alone."""
    return lambda mapper: _Reading(fields, mapper)


def says(name: str, read: Callable[[object], object], field: str) -> Callable[[Mapper], Reader]:
    """Say of a mapper of one feature that it reads a field alone, and that for one value of the feature."""
    return lambda mapper: _Saying(field, name, read, mapper)


@dataclass(frozen=True, slots=True)
class Features:
    """The decision that a type becomes features.

    ``readers`` are the places of the mappers to ask again when a field changes, by the field; ``unsure``
    those of the mappers that do not say what they read. ``numbers`` are the fields that should be numbers.
    Of a device's channels the one with the highest ``rank`` gives its main feature, if it is the only
    one of that rank.
    """

    mappers: tuple[Reader, ...]
    readers: Mapping[str, tuple[int, ...]]
    unsure: tuple[int, ...]
    numbers: frozenset[str]
    rank: int = 0

    def __call__(self, part: Part) -> tuple[Feature, ...]:
        """The features of a part."""
        return tuple(feature for mapper in self.mappers for feature in mapper(part))

    def again(self, part: Part, moved: AbstractSet[str] | None = None) -> list[Feature] | None:
        """Map again what reads these fields of a part (``None``: all of it).

        Gives the features that became others, ``None`` where some came, went or changed places.
        """
        if moved is None or not NAMING.isdisjoint(moved):
            return self._all_again(part)
        changed: list[Feature] = []
        same = True
        for place in self._places(moved):
            before = part.made[place]
            now = part.made[place] = self.mappers[place].again(part, before)
            if now is before:
                continue
            same = same and len(now) == len(before)
            for old, new in zip(before, now, strict=False):
                if new is not old:
                    same = same and new.key == old.key
                    changed.append(new)
        return changed if same else None

    def _all_again(self, part: Part) -> list[Feature] | None:
        known = part.features
        made = [tuple(mapper(part)) for mapper in self.mappers]
        part.made = [tuple(_kept(known.get(feature.key), feature) for feature in features) for features in made]
        now = part.features
        if now.keys() != known.keys():
            return None
        return [feature for key, feature in now.items() if feature is not known[key]]

    def _places(self, moved: AbstractSet[str]) -> Iterable[int]:
        """The places of the mappers that read these fields."""
        if len(moved) == 1:
            return self.readers.get(next(iter(moved)), self.unsure)
        return {place for name in moved for place in self.readers.get(name, self.unsure)}


def _kept(known: Feature | None, feature: Feature) -> Feature:
    """The one that is known, if it is equal."""
    return known if known is not None and known == feature else feature


@dataclass(frozen=True, slots=True)
class Nothing:
    """The decision that a type becomes nothing, with the reason."""

    reason: str


type Decision = Features | Nothing

KEY, SENSOR, ACTUATOR = 1, 2, 3
"""Ranks: what does something goes before what is sensed, and that before a key."""


def becomes(*mappers: Mapper, rank: int = 0) -> Features:
    """A type that becomes what these mappers make of it."""
    unsure = tuple(place for place, mapper in enumerate(mappers) if not isinstance(mapper, Reader))
    readers: dict[str, tuple[int, ...]] = {}
    numbers: set[str] = set()
    for place, mapper in enumerate(mappers):
        if isinstance(mapper, Reader):
            numbers.update(mapper.numbers)
            for name in mapper.reads:
                readers[name] = (*readers.get(name, unsure), place)
    sure = tuple(mapper if isinstance(mapper, Reader) else _Reading((), mapper) for mapper in mappers)
    return Features(sure, readers, unsure, frozenset(numbers), rank)
