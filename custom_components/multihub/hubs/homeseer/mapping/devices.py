"""One device from its group of rows: its parts, and the device that they make."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from ....model import Device, Feature
from .classify import as_main, classify, combined
from .climate import climate, find_thermostat
from .facts import Part, Settings, feature_name, make_facts
from .grouping import Group
from .wire import Pair, Row

MAIN_KINDS: Final = frozenset({"cover", "fan", "light", "lock", "media_player", "switch", "valve"})
"""Kinds that a device is there for: the only one of them in a device needs no name of its own."""

SETTING_KINDS: Final = frozenset({"number", "select", "text"})
"""The same for devices that have none of those."""

NO_ROOM: Final = frozenset(
    {"z-wave", "zwave", "zwaveplus", "plugin", "plug-in", "insteon", "virtual", "homeseer", "unknown"}
)
"""Locations that are a technique, not a room."""


@dataclass(frozen=True, slots=True)
class Plan:
    """How the rows of a group are rendered; made once for as long as they are described the same."""

    group: Group
    parts: tuple[Part, ...]
    sources: frozenset[int]
    signature: tuple[object, ...]
    undecided: frozenset[int]
    """The sources of parts of which too little was known."""


def signature_of(row: Row) -> tuple[object, ...]:
    """Everything of a row that decides what it is; not what it shows now."""
    return (
        row.name,
        row.location,
        row.location2,
        row.type_text,
        row.relationship,
        row.associated,
        row.codes,
        row.hidden,
        row.is_light,
        row.interface,
    )


def plan_group(
    group: Group, rows: Mapping[int, Row], pairs: Mapping[int, tuple[Pair, ...]], settings: Settings
) -> Plan:
    """Find out what every row of a group is."""
    root = rows[group.root]
    members = {
        ref: make_facts(
            rows[ref], root, pairs.get(ref, ()), feature_name(rows[ref], root), settings, parted=ref != group.root
        )
        for ref in group.members
    }
    thermostat = find_thermostat(root, tuple(members.values()))
    consumed = thermostat.consumed if thermostat else frozenset()
    standing = {ref: facts for ref, facts in members.items() if ref not in consumed or ref in settings.overrides}
    is_family = len(group.members) > 1
    single = {ref: classify(facts, is_root=is_family and ref == group.root) for ref, facts in standing.items()}
    found = combined(single, standing)
    mains = _of_kind(found, MAIN_KINDS) or _of_kind(found, SETTING_KINDS)
    if len(mains) == 1 and not thermostat:
        ref = mains[0]
        standing[ref] = as_main(standing[ref])
        found = combined({**single, ref: classify(standing[ref], is_root=is_family and ref == group.root)}, standing)
    parts = tuple(part for ref in group.members for part in found.get(ref, ()))
    if thermostat:
        parts = (climate(thermostat, root, settings.fahrenheit), *parts)
    return Plan(
        group,
        parts,
        frozenset(source for part in parts for source in part.sources),
        tuple((*signature_of(rows[ref]), pairs.get(ref)) for ref in group.members),
        frozenset(source for part in parts if part.is_undecided for source in part.sources),
    )


def _of_kind(found: Mapping[int, tuple[Part, ...]], kinds: frozenset[str]) -> list[int]:
    return [ref for ref, parts in found.items() if any(part.kind in kinds for part in parts)]


def make_device(plan: Plan, rows: Mapping[int, Row], features: tuple[Feature, ...], settings: Settings) -> Device:
    """The device of a plan with its features as they are now."""
    root = rows[plan.group.root]
    return Device(
        id=str(plan.group.root),
        name=root.name or f"HomeSeer {plan.group.root}",
        features=features,
        manufacturer=root.interface or "HomeSeer",
        model=root.type_text or None,
        area=area_of(root, settings),
    )


def area_of(root: Row, settings: Settings) -> str | None:
    """The room that a device is in; a location that names a technique is none."""
    if settings.area is None:
        return None
    room = root.location2 if settings.area == "location2" else root.location
    is_technique = room.lower() in NO_ROOM or (root.interface and room.lower() == root.interface.lower())
    return None if not room or is_technique else room
