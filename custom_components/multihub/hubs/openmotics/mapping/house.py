"""The house as it is now: its parts by kind and id, and what in them changes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import UTC, tzinfo
from typing import TYPE_CHECKING, Any, cast

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

    @property
    def context(self) -> object:
        """What every device of the house depends on."""
        return self.abilities, self.gateway.online, self._silent

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

    def configure(self, kind: type[Part], parts: Iterable[Part], *, with_state: bool = False) -> set[PartKey]:
        """Have these parts of a kind and no others; they keep the state that they had.

        ``with_state`` says that the new parts bring their state along. Gives those that are new, gone or
        not as they were; the others stay the very same.
        """
        before = self.parts.get(kind, {})
        now = self.parts[kind] = {part.id: _kept(before.get(part.id), part, with_state=with_state) for part in parts}
        return {
            (kind, part_id) for part_id in before.keys() | now.keys() if before.get(part_id) is not now.get(part_id)
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


def _kept(known: Part | None, part: Part, *, with_state: bool) -> Part:
    """What is known of a part where that says the same, else the part, with the known state if it has none of its own."""
    if known is None:
        return part
    now = part if with_state else replace(part, **state_of(known))
    return known if now == known else now


def state_of(part: Part) -> dict[str, Any]:
    """The values of a part that change all the time."""
    return {name: getattr(part, name) for name in part.state}
