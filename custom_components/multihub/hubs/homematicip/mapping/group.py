"""One group of the wire and what it became."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from ....model import Feature
from .device import keep
from .groups import GroupDecision, Grouped, Place, decision
from .part import Facts, Member, Part
from .values import objects, text, whole


@dataclass(slots=True)
class GroupRecord:
    """A group: its raw data, whose features its own are, and these features."""

    id: str
    raw: Mapping[str, Any] = field(default_factory=dict)
    place: str | None = None
    features: dict[str, Feature] = field(default_factory=dict)

    @property
    def type(self) -> str | None:
        """Its type."""
        return text(self.raw.get("type"))

    @property
    def label(self) -> str | None:
        """What the user, or the app, calls it."""
        return text(self.raw.get("label"))

    @property
    def room(self) -> str | None:
        """The id of its room."""
        return text(self.raw.get("metaGroupId"))

    @property
    def decision(self) -> GroupDecision:
        """What becomes of its type."""
        return decision(self.raw.get("type"))

    @property
    def channels(self) -> tuple[tuple[str, int], ...]:
        """The channels that belong to it: device and index."""
        named = (
            (text(one.get("deviceId")), whole(one.get("channelIndex"))) for one in objects(self.raw.get("channels"))
        )
        return tuple((device_id, index) for device_id, index in named if device_id and index is not None)

    @property
    def watched(self) -> tuple[tuple[str, int], ...]:
        """Those of its channels whose changes change it."""
        decided = self.decision
        if isinstance(decided, Grouped) and decided.reads_members and decided.reads_members(self.raw):
            return self.channels
        return ()

    def settle(self, hub_id: str, rooms: Mapping[str, str]) -> bool:
        """Find whose features its own are; say whether that changed."""
        decided, before = self.decision, self.place
        if not isinstance(decided, Grouped):
            self.place = None
        elif decided.place is Place.HUB:
            self.place = hub_id
        elif decided.place is Place.ROOM and self.room in rooms:
            self.place = self.room
        else:
            self.place = self.id
        return self.place != before

    def map(self, members: tuple[Member, ...], facts: Facts, room: Mapping[str, Any]) -> bool:
        """Map it again, in its room; say whether any feature became another."""
        decided = self.decision
        if not isinstance(decided, Grouped):
            changed, self.features = bool(self.features), {}
            return changed
        own = self.place == self.id
        part = Part(
            device_id=self.id,
            index=0,
            raw=self.raw,
            main=own,
            before=self.features,
            device=room,
            members=members,
            facts=facts,
            prefix="group" if own else self.id,
        )
        features = keep(self.features, decided.features(part))
        changed, self.features = features is not self.features, features
        return changed
