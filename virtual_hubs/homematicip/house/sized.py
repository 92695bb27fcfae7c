"""A house of about so many entities, the same for the same seed."""

from __future__ import annotations

import random
from typing import Any

from .build import house
from .rooms import ROOMS, Row

type Json = dict[str, Any]

ENTITIES_A_DEVICE = 6.0
"""About so many of a device are on from the start, on average."""
DEVICES_A_ROOM = 12


def sized_house(access_point: str, size: int, seed: int = 0) -> Json:
    """A house of about ``size`` entities: the models of ours, room after room."""
    chance = random.Random(seed)
    samples = [row for rows in ROOMS.values() for row in rows if row[0] not in {"HmIP-HAP", "HmIPW-DRAP"}]
    rooms: dict[str, list[Row]] = {"Flur": [("HmIP-HAP", "Access Point", {})]}
    for number in range(max(1, round(size / ENTITIES_A_DEVICE))):
        room = f"Raum {number // DEVICES_A_ROOM + 1}"
        model, label, changes = chance.choice(samples)
        rooms.setdefault(room, []).append((model, f"{label} {number + 1}", changes))
    return house(rooms, access_point)
