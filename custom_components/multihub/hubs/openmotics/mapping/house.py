"""The house as it is now: its parts by kind and id, and what in them changes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import UTC, tzinfo
from typing import TYPE_CHECKING, Any, cast

from ....model import Feature
from .parts import GATEWAY, Abilities, Change, Gateway, Part

if TYPE_CHECKING:
    from .modules import Module

type PartKey = tuple[type[Part], str]


class House:
    """Every part that is known; matching is by id, never by position."""

    def __init__(self, abilities: Abilities) -> None:
        """Begin with an empty house."""
        self.abilities = abilities
        self.modules: Mapping[str, Module] = {}
        """The modules on the bus by address, as far as the gateway tells of them."""
        self._silent: frozenset[str | None] = frozenset()
        self.zone: tzinfo = UTC
        """The time zone of the gateway's clock."""
        self.parts: dict[type[Part], dict[str, Part]] = {}
        self._rendered: dict[PartKey, tuple[Part, tuple[Feature, ...]]] = {}

    def of[PartT: Part](self, kind: type[PartT]) -> dict[str, PartT]:
        """The parts of a kind by their ids."""
        return cast("dict[str, PartT]", self.parts.get(kind, {}))

    def get[PartT: Part](self, kind: type[PartT], part_id: str | None) -> PartT | None:
        """One part."""
        return self.of(kind).get(part_id or "")

    @property
    def gateway(self) -> Gateway:
        """The gateway, as far as it is known."""
        return self.get(Gateway, GATEWAY) or Gateway(id=GATEWAY)

    def rendered[PartT: Part](self, part: PartT, render: Callable[[PartT], Iterable[Feature]]) -> tuple[Feature, ...]:
        """The features of one of several parts that share a device: only those that changed are rendered anew."""
        key = type(part), part.id
        known = self._rendered.get(key)
        if known is None or known[0] is not part:
            known = self._rendered[key] = part, tuple(render(part))
        return known[1]

    def is_silent(self, place: str | None) -> bool:
        """Whether the module at this place does not answer."""
        return place is not None and place in self._silent

    @property
    def all_answer(self) -> bool:
        """Whether every module on the bus answers."""
        return not self._silent

    def take_modules(self, modules: Mapping[str, Module]) -> None:
        """Have these modules."""
        self.modules = modules
        self._silent = frozenset(module.place for module in modules.values() if not module.answers)

    def configure(self, kind: type[Part], parts: Iterable[Part], *, with_state: bool = False) -> None:
        """Have these parts of a kind and no others; they keep the state that they had.

        ``with_state`` says that the new parts bring their state along.
        """
        known = self.parts.get(kind, {})
        self.parts[kind] = {
            part.id: part if with_state or part.id not in known else replace(part, **state_of(known[part.id]))
            for part in parts
        }

    def apply(self, changes: Iterable[Change]) -> set[PartKey]:
        """Take new values; gives the parts that are not as they were. What is not known is left out."""
        changed: set[PartKey] = set()
        for change in changes:
            part = self.parts.get(change.kind, {}).get(change.id)
            if part is None or all(getattr(part, name) == value for name, value in change.values.items()):
                continue
            self.parts[change.kind][change.id] = replace(part, **change.values)
            changed.add((change.kind, change.id))
        return changed


def state_of(part: Part) -> dict[str, Any]:
    """The values of a part that change all the time."""
    return {name: getattr(part, name) for name in part.state}
