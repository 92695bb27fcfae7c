"""What the raw state became, and what depends on what: channels, groups, rooms, the home."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Set as AbstractSet
from dataclasses import replace
from typing import Any, Final

from ....model import Device, Feature
from .assembly import GROUP_MODEL, grouping, hub_device
from .device import DeviceRecord, keep
from .group import STRUCTURE, GroupRecord
from .groups import Grouped
from .home import HOME_PARTS, HomeView
from .made import MadeDevices
from .membership import Membership
from .part import Facts
from .rooms import ROOM, ROOM_FIELDS, ROOM_MODEL, Rooms, find_rooms
from .values import NOTHING, flag, text

AUTHORIZATIONS: Final = frozenset({"ACCESS_AUTHORIZATION_PROFILE", "DOOR_LOCK_AUTHORIZATION_PROFILE"})
"""The types of groups that say who may open what."""

READERS: Final = {
    kind: tuple((name, part.groups[kind]) for name, part in HOME_PARTS.items() if kind in part.groups)
    for kind in {kind for part in HOME_PARTS.values() for kind in part.groups}
}
"""By type of group: the parts of the home that read groups of it, and which of their fields."""


WHATEVER: Final = STRUCTURE.union(*(fields for readers in READERS.values() for _, fields in readers))
"""The fields that are read of a group that is new, gone or of another type: as if each had changed."""


class MappedHome:
    """The records of a home and the devices that are made of them.

    Its methods name in ``touched`` the devices that may have become others: those are to be assembled.
    """

    def __init__(self, hub_id: str, *, local: bool, pin_stored: bool) -> None:
        """Begin with an empty home."""
        self.hub_id = hub_id
        self.local = local
        self.view = HomeView()
        self.facts = Facts(pin_stored=pin_stored)
        self.records: dict[str, DeviceRecord] = {}
        self.groups: dict[str, GroupRecord] = {}
        self.devices = MadeDevices(self._device)
        self._features: dict[str, dict[str, Feature]] = {name: {} for name in HOME_PARTS}
        self._rooms = Rooms()
        self._membership = Membership()
        self._unreachable: set[str] = set()

    # All of it ----------------------------------------------------------------------------------

    def replace(
        self, home: Mapping[str, Any], groups: Mapping[str, dict[str, Any]], devices: Mapping[str, Mapping[str, Any]]
    ) -> None:
        """Take in a whole state: what is not named is gone, what is equal is compared and no more."""
        if self.devices.known and groups.keys() == self.groups.keys() and devices.keys() == self.records.keys():
            self._take_differences(home, groups, devices)
        else:
            self._take_all(home, groups, devices)

    def _take_differences(
        self, home: Mapping[str, Any], groups: Mapping[str, dict[str, Any]], devices: Mapping[str, Mapping[str, Any]]
    ) -> None:
        """Take in what is not as it was, as if it were pushed."""
        touched: set[str] = set()
        for group_id, group in groups.items():
            known = self.groups[group_id].raw
            if group is not known and group != known:
                self.update_group(group_id, group, touched)
        for device_id, device in devices.items():
            record = self.records[device_id]
            if device is not record.told and device != record.raw:
                self.update_device(device_id, device, touched)
            record.told = device
        self.update_home(home, touched)
        self.map_home(HOME_PARTS, touched)  # the time zone that they are read with is no part of the home
        self.devices.assemble(touched)

    def _take_all(
        self, home: Mapping[str, Any], groups: Mapping[str, dict[str, Any]], devices: Mapping[str, Mapping[str, Any]]
    ) -> None:
        """Take in devices and groups that came and went."""
        self.view.raw = home
        self.groups = {group_id: self.groups.get(group_id) or GroupRecord(group_id) for group_id in groups}
        stale = {group_id for group_id, raw in groups.items() if self.groups[group_id].take(raw)}
        self.view.groups = defaultdict(dict)
        for group in self.groups.values():
            self.view.groups[group.type or ""][group.id] = group.raw
        self.records = {device_id: self.records.get(device_id) or DeviceRecord(device_id) for device_id in devices}
        facts, rooms = self._find_facts(), find_rooms(self.groups.values())
        for device_id, raw in devices.items():
            record = self.records[device_id]
            record.update(raw, facts, anew=self.facts.pins != facts.pins)
            record.told = raw
            stale.update(self._membership.watchers(device_id, record.moved))
        everything = facts != self.facts or rooms.names != self._rooms.names
        self.facts, self._rooms = facts, rooms
        self._membership.clear()
        for group in self.groups.values():
            self._place(group)
            if group.join(self.records) or everything or group.id in stale:
                self.map_group(group, set())
        self._unreachable = {record.id for record in self.records.values() if not record.reachable}
        self.view.unreachable = len(self._unreachable)
        self.map_home(HOME_PARTS, set())
        self.devices.replace((self.hub_id, *self.records, *self._membership.places))

    # Devices ------------------------------------------------------------------------------------

    def update_device(self, device_id: str, raw: Mapping[str, Any], touched: set[str]) -> list[Feature]:
        """Take in a device, new or newer, and map again what reads it.

        Where nothing but values changed, it is not named in ``touched``: these features are given.
        """
        record = self.records.get(device_id)
        new = record is None
        if record is None:
            record = self.records[device_id] = DeviceRecord(device_id)
        layout = record.layout
        if record.update(raw, self.facts) or new:
            touched.add(device_id)
            if layout != record.layout or new:
                self._join_groups(touched)
            self._count_unreachable(device_id, record.reachable, touched)
        for group_id in tuple(self._membership.watchers(device_id, record.moved)):
            self.map_group(self.groups[group_id], touched)
        if device_id == self.hub_id and record.changed:
            touched.add(device_id)  # of its features the home tells some itself
        if device_id in touched or not record.changed:
            return []
        self.devices.lags(device_id)
        return record.changed

    def remove_device(self, device_id: str, touched: set[str]) -> None:
        """Forget a device."""
        if self.records.pop(device_id, None) is not None:
            touched.add(device_id)
            self._join_groups(touched)
            self._count_unreachable(device_id, True, touched)

    # Groups -------------------------------------------------------------------------------------

    def update_group(self, group_id: str, raw: dict[str, Any], touched: set[str]) -> dict[str, list[Feature]]:
        """Take in a group, new or newer, and map again what reads it.

        Where nothing but values changed, its place is not named in ``touched``: that and these features are given.
        """
        group = self.groups.setdefault(group_id, GroupRecord(group_id))
        new, kind, place = not group.raw, group.type, group.place
        moved = group.take(raw)
        if kind != group.type or new:
            self.view.groups[kind or ""].pop(group_id, None)
            moved |= WHATEVER
        self.view.groups[group.type or ""][group_id] = raw
        if not moved:
            return {}
        self._group_moved({kind, group.type}, moved, touched)
        if moved.isdisjoint(STRUCTURE):
            if isinstance(group.decision, Grouped) and group.decision.watches:
                self._membership.watch(group)
            changed, now = self._map(group, moved), group.place or self.hub_id
            if changed is None:
                touched.add(now)
            elif changed and now not in touched:
                self.devices.lags(now)
                return {now: changed}
            return {}
        self._place(group)
        group.join(self.records)
        self.map_group(group, touched)
        touched.update(one for one in (place, group.place) if one is not None)
        return {}

    def remove_group(self, group_id: str, touched: set[str]) -> None:
        """Forget a group."""
        group = self.groups.pop(group_id, None)
        if group is None:
            return
        if group.place is not None:
            touched.add(group.place)
        self._membership.remove(group)
        del self.view.groups[group.type or ""][group_id]
        self._group_moved({group.type}, WHATEVER, touched)

    def map_group(self, group: GroupRecord, touched: set[str]) -> None:
        """Map a group again."""
        if self._map(group) != []:
            touched.add(group.place or self.hub_id)

    def _map(self, group: GroupRecord, moved: AbstractSet[str] | None = None) -> list[Feature] | None:
        """Map a group in its room; gives the features that became others, ``None`` where some came or went."""
        room = self.groups.get(group.room or "")
        return group.map(self.facts, room.raw if room else NOTHING, moved)

    def _place(self, group: GroupRecord) -> None:
        """Give a group's features to their place, and watch the channels that it reads."""
        before = group.place
        group.settle(self.hub_id, self._rooms.names)
        self._membership.put(group, before)

    def _join_groups(self, touched: set[str]) -> None:
        """Do what follows from a device that came, went, or has other channels."""
        self._rooms = find_rooms(self.groups.values())
        for group in self.groups.values():
            if group.join(self.records):
                self.map_group(group, touched)

    def _group_moved(self, kinds: set[str | None], moved: AbstractSet[str], touched: set[str]) -> None:
        """Do what follows from a change of these fields of a group of these types."""
        if ROOM in kinds and not moved.isdisjoint(ROOM_FIELDS):
            self._rooms_changed(touched)
        if not AUTHORIZATIONS.isdisjoint(kinds):
            self.facts_changed(touched)
        reading = (reader for kind in kinds for reader in READERS.get(kind or "", ()))
        self.map_home((name for name, fields in reading if not moved.isdisjoint(fields)), touched)

    # Rooms --------------------------------------------------------------------------------------

    def _rooms_changed(self, touched: set[str]) -> None:
        before, self._rooms = self._rooms, find_rooms(self.groups.values())
        old, new = before.areas, self._rooms.areas
        moved = {one for one in old.keys() | new.keys() if old.get(one) != new.get(one)}
        touched.update(moved & self.records.keys())
        if before.names == self._rooms.names:
            return
        touched.update(before.names.keys() | self._rooms.names.keys())
        for group in self.groups.values():
            if group.room is not None:
                touched.add(group.place or self.hub_id)
                self._place(group)
                self.map_group(group, touched)
                touched.add(group.place or self.hub_id)

    # The home -----------------------------------------------------------------------------------

    def update_home(self, raw: Mapping[str, Any], touched: set[str]) -> None:
        """Take in the home's own data and map again what reads it."""
        before, self.view.raw = self.view.raw, raw
        moved = {name for name in before.keys() | raw.keys() if before.get(name) != raw.get(name)}
        self.map_home((name for name, part in HOME_PARTS.items() if part.reads & moved), touched)
        if "functionalHomes" in moved:
            self.facts_changed(touched)
        if "connected" in moved and not self.local:
            touched.update(self.devices.known)

    def map_home(self, names: Iterable[str], touched: set[str]) -> None:
        """Map parts of the home again."""
        for name in names:
            before = self._features[name]
            features = keep(before, HOME_PARTS[name].features(self.view))
            if features is not before:
                self._features[name] = features
                touched.add(self.hub_id)

    def facts_changed(self, touched: set[str]) -> None:
        """Find the facts again, and map again what reads them if they are others."""
        facts = self._find_facts()
        if facts == self.facts:
            return
        guarded = facts.pins ^ self.facts.pins
        self.facts = facts
        for device_id in guarded & self.records.keys():
            record = self.records[device_id]
            record.update(record.raw, facts, anew=True)
            touched.add(device_id)
        for group in self.groups.values():
            self.map_group(group, touched)

    def _find_facts(self) -> Facts:
        return replace(
            self.facts,
            pins=frozenset(
                device_id
                for kind in AUTHORIZATIONS
                for group_id, raw in self.view.groups[kind].items()
                if flag(raw.get("authorizationPinAssigned"))
                for device_id, _ in self.groups[group_id].channels
            ),
            absence=text(self.view.functional("INDOOR_CLIMATE").get("absenceType")),
        )

    def _count_unreachable(self, device_id: str, reachable: bool, touched: set[str]) -> None:
        """Count a device among those that the access point does not reach, or not."""
        if reachable == (device_id in self._unreachable):
            self._unreachable ^= {device_id}
            self.view.unreachable = len(self._unreachable)
            self.map_home(("reach",), touched)

    # Devices of the model -----------------------------------------------------------------------

    @property
    def _online(self) -> bool:
        return self.local or self.view.raw.get("connected") is not False

    def _device(self, device_id: str) -> Device | None:
        """One device of the model, made of the records that are its; ``None`` if there is nothing of it."""
        placed = self._membership.features(device_id)
        record = self.records.get(device_id)
        if device_id == self.hub_id:
            own = (feature for features in self._features.values() for feature in features.values())
            return hub_device(
                device_id,
                record,
                area=self._rooms.areas.get(device_id),
                version=text(self.view.raw.get("currentAPVersion")),
                features=(*own, *placed),
            )
        if record is not None:
            return record.device(area=self._rooms.areas.get(device_id), available=self._online)
        if not placed:
            return None
        name = area = self._rooms.names.get(device_id)
        model = ROOM_MODEL
        if name is None:
            group, model = self.groups[device_id], GROUP_MODEL
            name, area = group.label, self._rooms.names.get(group.room or "")
        return grouping(device_id, name=name or model, model=model, area=area, available=self._online, features=placed)
