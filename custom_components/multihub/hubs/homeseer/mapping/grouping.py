"""Which rows are one device (protocol page, section 5.1)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from .wire import Row

RELATIONSHIP_ROOT: Final = 2
RELATIONSHIP_CHILD: Final = 4

ROOT_CODES: Final = frozenset({(8, 99), (16, 99), (32, 99), (4, 999)})
"""API and type of a plug-in's own root."""

DEVICE_API: Final = 512
"""Every HS4 device, whatever its type."""


@dataclass(frozen=True, slots=True)
class Group:
    """One device: its root and its features, ``members`` in the order of their refs, the root among them."""

    root: int
    members: tuple[int, ...]


def group_rows(rows: Mapping[int, Row]) -> tuple[Group, ...]:
    """Put every row into exactly one group; rings and rows that point to themselves do no harm."""
    roots: dict[int, list[int]] = {}
    for ref in rows:
        roots.setdefault(_root_of(ref, rows), []).append(ref)
    return tuple(Group(root, tuple(sorted(members))) for root, members in sorted(roots.items()))


def is_root(row: Row) -> bool:
    """Whether the row says of itself that it is a root."""
    return row.relationship == RELATIONSHIP_ROOT or row.api == DEVICE_API or (row.api, row.type) in ROOT_CODES


def _parent_of(row: Row, rows: Mapping[int, Row]) -> int | None:
    if is_root(row) or row.relationship != RELATIONSHIP_CHILD:
        return None
    return next((ref for ref in row.associated if ref != row.ref and ref in rows), None)


def _root_of(ref: int, rows: Mapping[int, Row]) -> int:
    path = [ref]
    while (parent := _parent_of(rows[path[-1]], rows)) is not None:
        if parent in path:
            return min(path[path.index(parent) :])
        path.append(parent)
    return path[-1]
