"""Which group's features are whose, and which groups a channel changes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from ....model import Feature
from .group import GroupRecord

type Address = tuple[str, int]
"""A channel: device and index."""


class Membership:
    """The groups by the device that their features are on, and by the channels that they watch."""

    def __init__(self) -> None:
        """Begin without groups."""
        self._placed: defaultdict[str, dict[str, GroupRecord]] = defaultdict(dict)
        self._watchers: defaultdict[Address, set[str]] = defaultdict(set)
        self._watched: dict[str, tuple[Address, ...]] = {}

    @property
    def places(self) -> tuple[str, ...]:
        """The devices that have features of groups, or had some."""
        return tuple(self._placed)

    def features(self, device_id: str) -> tuple[Feature, ...]:
        """The features that a device has of groups."""
        groups = self._placed.get(device_id)
        return tuple(feature for group in groups.values() for feature in group.features.values()) if groups else ()

    def watchers(self, device_id: str, indexes: Iterable[int]) -> Iterator[str]:
        """The groups that these channels of a device change."""
        for index in indexes:
            yield from self._watchers.get((device_id, index), ())

    def clear(self) -> None:
        """Forget all groups."""
        self._placed.clear()
        self._watchers.clear()
        self._watched.clear()

    def put(self, group: GroupRecord, place: str | None) -> None:
        """Take a group that is settled; ``place`` is where it was before."""
        self._placed.get(place or "", {}).pop(group.id, None)
        if group.place is not None:
            self._placed[group.place][group.id] = group
        self.watch(group)

    def watch(self, group: GroupRecord) -> None:
        """Take what a group watches now."""
        before, watched = self._watched.get(group.id, ()), group.watched
        if before == watched:
            return
        for channel in before:
            self._watchers[channel].discard(group.id)
        for channel in watched:
            self._watchers[channel].add(group.id)
        self._watched[group.id] = watched

    def remove(self, group: GroupRecord) -> None:
        """Forget a group."""
        self._placed.get(group.place or "", {}).pop(group.id, None)
        for channel in self._watched.pop(group.id, ()):
            self._watchers[channel].discard(group.id)
