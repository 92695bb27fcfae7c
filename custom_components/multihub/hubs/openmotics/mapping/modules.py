"""The modules on the gateway's bus, and which of them do not answer; pure (protocol page, section 1.4)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from .house import House
from .parts import Change, EnergyModule, Input, Output
from .values import Row, each, flag, mapped, text, whole

PHYSICAL: Final = "physical"
"""Only these can fall silent: the others are made of software."""

MOST_NAMES: Final = 5
"""How many of a module's things a message names."""

INFORMATION: Final = "get_modules_information"


@dataclass(frozen=True, slots=True)
class Module:
    """One module: its kind (``output``, ``input``, ``dim_control``, …), its place among them, whether it answers."""

    address: str
    kind: str
    place: str | None
    answers: bool


def place_of(kind: Any, order: Any) -> str | None:
    """What a module and the things on it have in common."""
    number = whole(order)
    return None if kind is None or number is None else f"{kind} {number}"


def place_on(row: Row) -> str | None:
    """The module that something of the configuration is on, ``None`` where it is on none that can fall silent."""
    module = mapped(row.get("module"))
    if module.get("hardware_type") != PHYSICAL:
        return None
    return place_of(module.get("hardware_module"), module.get("module_id"))


def modules(known: Mapping[str, Module], reply: Mapping[str, Any] | None) -> dict[str, Module]:
    """The modules by address: those that are told of, and as silent those that no longer are."""
    found = dict(_told(mapped((reply or {}).get("modules"))))
    if not found:
        return dict(known)
    gone = {
        address: Module(address, module.kind, module.place, answers=False)
        for address, module in known.items()
        if address not in found and not any(module.place == other.place for other in found.values())
    }
    return {**gone, **found}


def _told(sources: Mapping[str, Any]) -> Iterator[tuple[str, Module]]:
    for source in sources.values():
        rows = mapped(source).values()
        yield from each(list(rows), _module)


def _module(row: Row) -> tuple[str, Module] | None:
    if row.get("hardware_type") != PHYSICAL:
        return None
    address, kind = str(row["address"]), text(row.get("module_type")) or "unknown"
    return address, Module(
        address, kind, place_of(kind, row.get("order")), answers=flag(row.get("online")) is not False
    )


def silence(house: House) -> list[Change]:
    """That no energy module answers: what tells of all of them fails."""
    return [Change(EnergyModule, part_id, {"answers": False}) for part_id in house.of(EnergyModule)]


def silent(house: House) -> dict[str, str]:
    """What does not answer, by a key of its own, in words that a person finds it by."""
    found = {
        f"module {module.address}": f"{module.kind} module {module.address}{_things(house, module.place)}"
        for module in house.modules.values()
        if not module.answers
    }
    for module in house.of(EnergyModule).values():
        if module.answers is False:
            found[f"energy {module.id}"] = f"energy module {module.name or module.id}"
    return found


def _things(house: House, place: str | None) -> str:
    """The names of what is on a module."""
    parts: tuple[Output | Input, ...] = (*house.of(Output).values(), *house.of(Input).values())
    names = [part.name for part in parts if place is not None and part.module == place]
    if not names:
        return ""
    more = ", …" if len(names) > MOST_NAMES else ""
    return f" ({', '.join(names[:MOST_NAMES])}{more})"
