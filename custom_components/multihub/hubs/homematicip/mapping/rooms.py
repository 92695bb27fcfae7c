"""Rooms: the groups that the app calls so, and which device is in which."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

from .group import GroupRecord

ROOM: Final = "META"
"""The type of the groups that are rooms."""

ROOM_FIELDS: Final = frozenset({"type", "label", "channels"})
"""What is read of a room."""

ROOM_MODEL: Final = "Room"


@dataclass(frozen=True, slots=True)
class Rooms:
    """The rooms' names by their id, and each device's room by its name."""

    names: dict[str, str] = field(default_factory=dict)
    areas: dict[str, str] = field(default_factory=dict)


def find_rooms(groups: Iterable[GroupRecord]) -> Rooms:
    """The rooms among these groups; a device with channels in several is where its lowest channel is."""
    names: dict[str, str] = {}
    found: dict[str, tuple[int, str]] = {}
    for group in groups:
        if group.type != ROOM:
            continue
        names[group.id] = group.label or ROOM_MODEL
        for device_id, index in group.channels:
            if device_id not in found or index < found[device_id][0]:
                found[device_id] = (index, names[group.id])
    return Rooms(names, {device_id: name for device_id, (_, name) in found.items()})
