"""The rows of the gateway's replies, and what each of them has; pure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from .values import Row, identifier, reference, row_name

type Replies = Mapping[str, Mapping[str, Any]]
"""Replies by the name of the function; what this firmware does not know is missing."""

type Rooms = Mapping[str, str]


def rows_of(replies: Replies, function: str, key: str = "config") -> Any:
    """The rows of a reply; none if there is no such reply."""
    return replies.get(function, {}).get(key, ())


def common(rooms: Rooms, row: Row) -> dict[str, Any]:
    """What every part has: id, name and the name of its room."""
    room = reference(row.get("room"))
    return {
        "id": identifier(row["id"]),
        "name": row_name(row),
        "room": rooms.get(room) if room else None,
    }
