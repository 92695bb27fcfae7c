"""One group of the wire and what it became."""

from __future__ import annotations

from collections.abc import Mapping, Set as AbstractSet
from dataclasses import dataclass, field
from typing import Any, Final

from ....model import Feature
from .device import DeviceRecord
from .groups import UNKNOWN, GroupDecision, Grouped, Place, decision
from .part import SUPPORTED, Facts, Member, Part
from .values import moved_fields, objects, text, whole

STRUCTURE: Final = frozenset({"type", "label", "metaGroupId", "channels", SUPPORTED})
"""The fields that say what a group is, whose it is and how it is called; the others are its values."""

UNREAD: Final = "lastStatusUpdate"
"""Changes with every frame, and nothing is made of it."""


@dataclass(slots=True)
class GroupRecord:
    """A group: its raw data, what it is and whose features its own are, and these features.

    ``room`` is the id of its room, ``channels`` are those that belong to it (device and index),
    ``watched`` those of them whose changes change it.
    """

    id: str
    raw: dict[str, Any] = field(default_factory=dict)
    type: str | None = None
    label: str | None = None
    room: str | None = None
    channels: tuple[tuple[str, int], ...] = ()
    decision: GroupDecision = UNKNOWN
    place: str | None = None
    members: tuple[Member, ...] = ()
    part: Part = field(init=False)

    def __post_init__(self) -> None:
        """Begin with nothing."""
        self.part = Part(self.id, 0, self.raw)

    @property
    def features(self) -> Mapping[str, Feature]:
        """What it became, by key."""
        return self.part.features

    def take(self, raw: dict[str, Any]) -> set[str]:
        """Take in newer raw data; gives the names of the fields that changed."""
        moved = moved_fields(self.raw, raw)
        self.raw = raw
        moved.discard(UNREAD)
        if not moved.isdisjoint(STRUCTURE):
            self.type, self.label, self.room = (text(raw.get(name)) for name in ("type", "label", "metaGroupId"))
            self.decision = decision(self.type)
            self.channels = tuple(
                (device_id, index)
                for one in objects(raw.get("channels"))
                if (device_id := text(one.get("deviceId"))) and (index := whole(one.get("channelIndex"))) is not None
            )
        return moved

    @property
    def watched(self) -> tuple[tuple[str, int], ...]:
        """Those of its channels whose changes change it."""
        decided = self.decision
        if isinstance(decided, Grouped) and decided.watches and decided.watches(self.raw):
            return self.channels
        return ()

    def settle(self, hub_id: str, rooms: Mapping[str, str]) -> None:
        """Find whose features its own are."""
        decided = self.decision
        if not isinstance(decided, Grouped):
            self.place = None
        elif decided.place is Place.HUB:
            self.place = hub_id
        elif decided.place is Place.ROOM and self.room in rooms:
            self.place = self.room
        else:
            self.place = self.id

    def join(self, records: Mapping[str, DeviceRecord]) -> bool:
        """Find its channels, where it needs them; say whether they are others than before."""
        before, decided = self.members, self.decision
        found = (
            record.member(index)
            for device_id, index in (self.channels if isinstance(decided, Grouped) and decided.joined else ())
            if (record := records.get(device_id))
        )
        self.members = tuple(member for member in found if member is not None)
        return len(before) != len(self.members) or any(
            old.channel is not new.channel for old, new in zip(before, self.members, strict=True)
        )

    def map(self, facts: Facts, room: Mapping[str, Any], moved: AbstractSet[str] | None = None) -> list[Feature] | None:
        """Map it again, in its room; gives the features that became others, ``None`` where some came or went.

        ``moved`` are the fields that changed, where nothing else did.
        """
        decided, part = self.decision, self.part
        if not isinstance(decided, Grouped):
            self.part = Part(self.id, 0, self.raw)
            return None if part.features else []
        part.raw, part.device, part.members, part.facts = self.raw, room, self.members, facts
        part.main = self.place == self.id
        part.prefix = "group" if part.main else self.id
        return decided.features.again(part, moved)
