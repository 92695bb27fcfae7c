"""What the raw state became, and what depends on what: channels, groups, rooms, the home."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any, Final

from ....model import Device, Feature
from .assembly import GROUP_MODEL, grouping, hub_device
from .device import DeviceRecord, keep
from .group import GroupRecord
from .home import HOME_PARTS, HomeView
from .part import Facts, Member
from .rooms import ROOM, ROOM_MODEL, Rooms, find_rooms
from .values import NOTHING, flag, text

AUTHORIZATIONS: Final = frozenset({"ACCESS_AUTHORIZATION_PROFILE", "DOOR_LOCK_AUTHORIZATION_PROFILE"})
"""The types of groups that say who may open what."""


class MappedHome:
    """The records of a home and the devices that are made of them.

    Its methods name in ``touched`` the devices that may have become others; ``assemble`` makes those.
    """

    def __init__(self, hub_id: str, *, local: bool, pin_stored: bool) -> None:
        """Begin with an empty home."""
        self.hub_id = hub_id
        self.local = local
        self.view = HomeView()
        self.facts = Facts(pin_stored=pin_stored)
        self.records: dict[str, DeviceRecord] = {}
        self.groups: dict[str, GroupRecord] = {}
        self.devices: dict[str, Device] = {}
        self._features: dict[str, dict[str, Feature]] = {name: {} for name in HOME_PARTS}
        self._rooms = Rooms()
        self._placed: defaultdict[str, dict[str, GroupRecord]] = defaultdict(dict)
        self._watchers: defaultdict[tuple[str, int], set[str]] = defaultdict(set)

    # All of it ----------------------------------------------------------------------------------

    def replace(
        self, home: Mapping[str, Any], groups: Mapping[str, Mapping[str, Any]], devices: Mapping[str, Mapping[str, Any]]
    ) -> None:
        """Take in a whole state: what is not named is gone, what is equal is not mapped again."""
        self.view.raw = home
        self.groups = {group_id: self.groups.get(group_id) or GroupRecord(group_id) for group_id in groups}
        for group_id, raw in groups.items():
            self.groups[group_id].raw = raw
        self.records = {device_id: self.records.get(device_id) or DeviceRecord(device_id) for device_id in devices}
        facts = self._find_facts()
        for device_id, raw in devices.items():
            self.records[device_id].update(raw, facts, anew=self.facts.pins != facts.pins)
        self.facts = facts
        self._rooms = find_rooms(self.groups.values())
        self._placed.clear()
        self._watchers.clear()
        for group in self.groups.values():
            self._place(group)
            self.map_group(group, set())
        self.view.groups = {}
        for group in self.groups.values():
            self.view.groups[group.type or ""] = (*self.view.groups.get(group.type or "", ()), group.raw)
        self._count_unreachable()
        self.map_home(set(HOME_PARTS), set())
        known, self.devices = self.devices, {}
        for device_id in (self.hub_id, *self.records, *self._placed):
            if device_id not in self.devices and (device := self._device(device_id)) is not None:
                before = known.get(device_id)
                self.devices[device_id] = before if before == device else device

    def assemble(self, touched: Iterable[str]) -> tuple[list[Device], list[str]]:
        """Make the touched devices anew: those that are not as they were, and the ids of those that are gone."""
        changed, removed = [], []
        for device_id in touched:
            device, before = self._device(device_id), self.devices.get(device_id)
            if device is None:
                if before is not None:
                    del self.devices[device_id]
                    removed.append(device_id)
            elif device != before:
                self.devices[device_id] = device
                changed.append(device)
        return changed, removed

    # Devices ------------------------------------------------------------------------------------

    def update_device(self, device_id: str, raw: Mapping[str, Any], touched: set[str]) -> None:
        """Take in a device, new or newer, and map again what reads it."""
        record = self.records.get(device_id)
        new = record is None
        if record is None:
            record = self.records[device_id] = DeviceRecord(device_id)
        layout, reachable = record.layout, record.reachable
        if record.update(raw, self.facts):
            touched.add(device_id)
        if new:
            touched.add(device_id)
            self._rooms = find_rooms(self.groups.values())
        if new or layout != record.layout:
            self._map_groups_of(device_id, touched)
        for index in record.moved:
            for group_id in self._watchers.get((device_id, index), ()):
                self.map_group(self.groups[group_id], touched)
        if new or reachable != record.reachable:
            self._count_unreachable()
            self.map_home({"reach"}, touched)

    def remove_device(self, device_id: str, touched: set[str]) -> None:
        """Forget a device."""
        if self.records.pop(device_id, None) is not None:
            touched.add(device_id)
            self._map_groups_of(device_id, touched)
            self._count_unreachable()
            self.map_home({"reach"}, touched)

    # Groups -------------------------------------------------------------------------------------

    def update_group(self, group_id: str, raw: Mapping[str, Any], touched: set[str]) -> None:
        """Take in a group, new or newer, and map again what reads it."""
        group = self.groups.setdefault(group_id, GroupRecord(group_id))
        before = group.raw
        if before == raw:
            return
        group.raw = raw
        self._group_types_changed({group.type, text(before.get("type"))}, touched)
        touched.add(group.place or self.hub_id)
        self._place(group)
        self.map_group(group, touched)

    def remove_group(self, group_id: str, touched: set[str]) -> None:
        """Forget a group."""
        group = self.groups.pop(group_id, None)
        if group is None:
            return
        touched.add(group.place or self.hub_id)
        self._placed.get(group.place or "", {}).pop(group_id, None)
        self._unwatch(group_id)
        self._group_types_changed({group.type}, touched)

    def map_group(self, group: GroupRecord, touched: set[str]) -> None:
        """Map a group again."""
        room = self.groups.get(group.room or "")
        if group.map(self._members(group), self.facts, room.raw if room else NOTHING):
            touched.add(group.place or self.hub_id)

    def _members(self, group: GroupRecord) -> tuple[Member, ...]:
        members = []
        for device_id, index in group.channels:
            record = self.records.get(device_id)
            channel = record.channels.get(index) if record else None
            if channel is not None:
                members.append(Member(device_id, index, channel.raw))
        return tuple(members)

    def _place(self, group: GroupRecord) -> None:
        """Give a group's features to their place, and watch the channels that it reads."""
        self._placed.get(group.place or "", {}).pop(group.id, None)
        group.settle(self.hub_id, self._rooms.names)
        if group.place is not None:
            self._placed[group.place][group.id] = group
        self._unwatch(group.id)
        for channel in group.watched:
            self._watchers[channel].add(group.id)

    def _unwatch(self, group_id: str) -> None:
        for watchers in self._watchers.values():
            watchers.discard(group_id)

    def _map_groups_of(self, device_id: str, touched: set[str]) -> None:
        for group in self.groups.values():
            if any(device == device_id for device, _ in group.channels):
                self.map_group(group, touched)

    def _group_types_changed(self, types: set[str | None], touched: set[str]) -> None:
        """Do what follows from a change of any group of these types."""
        for kind in types:
            of_type = tuple(group.raw for group in self.groups.values() if group.type == kind)
            self.view.groups[kind or ""] = of_type
        if ROOM in types:
            self._rooms_changed(touched)
        if AUTHORIZATIONS & types:
            self.facts_changed(touched)
        self.map_home({name for name, part in HOME_PARTS.items() if part.groups & types}, touched)

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
        self.map_home({name for name, part in HOME_PARTS.items() if part.reads & moved}, touched)
        self.facts_changed(touched)
        if "connected" in moved and not self.local:
            touched.update(self.devices)

    def map_home(self, names: set[str], touched: set[str]) -> None:
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
                for group in self.groups.values()
                if group.type in AUTHORIZATIONS and flag(group.raw.get("authorizationPinAssigned"))
                for device_id, _ in group.channels
            ),
            absence=text(self.view.functional("INDOOR_CLIMATE").get("absenceType")),
        )

    def _count_unreachable(self) -> None:
        self.view.unreachable = sum(not record.reachable for record in self.records.values())

    # Devices of the model -----------------------------------------------------------------------

    @property
    def _online(self) -> bool:
        return self.local or self.view.raw.get("connected") is not False

    def _device(self, device_id: str) -> Device | None:
        """One device of the model, made of the records that are its; ``None`` if there is nothing of it."""
        placed = tuple(
            feature for group in self._placed.get(device_id, {}).values() for feature in group.features.values()
        )
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
