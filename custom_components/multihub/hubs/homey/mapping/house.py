"""All that is known of one Homey: the wire's data, and the devices that they are mapped to. No I/O."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any, Final

from ....model import Device, Feature
from ...characters import whole_characters
from .devices import DOORBELL, RING, Plan, Surroundings, plan
from .itself import BY_ITEM, HUB_DEVICE, NOTIFICATION, HomeyFacts, Itself
from .section import May
from .shape import shape_of
from .told import NOTHING, Occurrence, Told
from .wire import UPDATED, Values, items, listed, moment, read_values, words
from .zones import zone_names

DEVICE_URI: Final = "homey:device:"
MANAGER_URI: Final = "homey:manager:"


class House:
    """Takes what a Homey says and keeps its devices up to date, value by value."""

    def __init__(
        self, facts: HomeyFacts, may: May, *, warm_is_low: bool = False, left_out: Collection[str] = ()
    ) -> None:
        """Begin with nothing known; ``may`` tells which operations the key has.

        Devices whose ids are ``left_out`` are not taken; ``names`` knows them all the same.
        """
        self._left_out = left_out
        self._may = may
        self._warm_is_low = warm_is_low
        self._itself = Itself(facts, may)
        self.raw: dict[str, Mapping[str, Any]] = {}
        """The devices as they were told last; a value that was pushed since stands in ``values_of``."""
        self.drivers: dict[str, Mapping[str, Any]] = {}
        self._told: dict[str, dict[str, Any]] = {}
        self._devices: dict[str, Device] = {}
        self._features: dict[str, list[Feature]] = {}
        self._behind: set[str] = set()
        """Devices of which values were told that ``_devices`` does not have yet."""
        self._values: dict[str, dict[str, Any]] = {}
        self._pushed: set[str] = set()
        """Devices of which values were pushed that ``raw`` does not have."""
        self._plans: dict[str, Plan] = {}
        self._shapes: dict[str, object] = {}
        self._areas: dict[str, str] = {}
        self._take_itself()

    @property
    def facts(self) -> HomeyFacts:
        """What the Homey says of itself."""
        return self._itself.facts

    @facts.setter
    def facts(self, facts: HomeyFacts) -> None:
        self._itself.facts = facts

    @property
    def answers(self) -> Mapping[str, Any]:
        """What the Homey answered, section by section; collections by id."""
        return self._itself.answers

    @property
    def devices(self) -> Mapping[str, Device]:
        """The devices by id, as they are now."""
        while self._behind:
            self._device(self._behind.pop())
        return self._devices

    @property
    def names(self) -> dict[str, str]:
        """The names of all devices by id, of those that are left out, too."""
        return {device_id: words(raw.get("name")) or device_id for device_id, raw in self._told.items()}

    # Snapshots

    def take_drivers(self, answer: Any) -> None:
        """The drivers, by their whole ids; take them before devices."""
        self.drivers = {}
        for driver in listed(answer):
            if driver_id := words(driver.get("id")):
                uri = words(driver.get("uri")) or words(driver.get("ownerUri"))
                whole_id = driver_id if driver_id.startswith("homey:") or not uri else f"{uri}:{driver_id}"
                self.drivers[whole_id] = driver

    def take_devices(self, answer: Any) -> None:
        """All devices; one that is not among them is forgotten."""
        self._told = items(answer)
        wanted = {device_id: raw for device_id, raw in self._told.items() if device_id not in self._left_out}
        for device_id in self.raw.keys() - wanted.keys():
            self._forget(device_id)
        for device_id, raw in wanted.items():
            # what the client has not read again is the very same
            if raw is not self.raw.get(device_id) or device_id in self._pushed:
                self._take_device(device_id, raw, read_values(raw), trust=True)

    def take_section(self, name: str, answer: Any) -> None:
        """One section of the Homey itself, ``None`` if it has nothing."""
        self._itself.take(name, answer)
        self._take_itself()
        if name == "zones":
            self._take_areas()

    def tell_time(self, now: datetime) -> None:
        """Make what depends on the time anew."""
        self._itself.tell_time(now)
        self._take_itself()

    def take_updates(self, answer: Any) -> None:
        """The firmware that runs and what there is."""
        self._itself.take_updates(answer)
        self._take_itself()

    def take_timeline(self) -> None:
        """The timeline's lines can be heard."""
        self._itself.take_timeline()
        self._take_itself()

    def values_of(self, device_id: str) -> Values:
        """The values that a device has now."""
        return self._values.get(device_id, {})

    # Pushes

    def hear(self, uri: str, event: str, data: Any) -> Told:
        """Take one message of the socket (protocol page, section 2.3)."""
        if not isinstance(data, dict):
            return NOTHING
        if event == "capability" and uri.startswith(DEVICE_URI):
            return self._hear_value(uri[len(DEVICE_URI) :], data)
        manager = uri.removeprefix(MANAGER_URI)
        item, _, what = event.partition(".")
        if manager == "devices" and item == "device":
            return self._hear_device(what, data)
        if manager == "images" and item == "image":
            return self._hear_image(data)
        if manager == "notifications" and event == "notification.create":
            return self._hear_notification(data)
        if name := BY_ITEM.get((manager, item)):
            return self._hear_item(name, what, data)
        return NOTHING

    def _hear_value(self, device_id: str, data: Mapping[str, Any]) -> Told:
        made, key = self._plans.get(device_id), data.get("capabilityId")
        if made is None or not isinstance(key, str):
            return NOTHING
        values = self._values[device_id]
        value = data.get("value")
        same = key in values and values[key] == value and type(values[key]) is type(value)
        told_at = key + UPDATED
        values[told_at] = data.get("transactionTime")
        is_ring = key in made.rings and value is True
        events: tuple[Occurrence, ...] = ((device_id, DOORBELL, RING, {}),) if is_ring else ()
        if same and told_at not in made.by_source:
            return Told(events=events) if events else NOTHING
        values[key] = value
        self._pushed.add(device_id)
        return Told(values={device_id: self._render(device_id, (key, told_at))}, events=events)

    def _hear_device(self, what: str, data: Mapping[str, Any]) -> Told:
        device_id = data.get("id")
        if not isinstance(device_id, str) or not device_id or device_id in self._left_out:
            return NOTHING
        if what == "delete":
            self._forget(device_id)
            return Told(removed=(device_id,))
        known = self.raw.get(device_id)
        features = self._take_device(device_id, {**(known or {}), **data}, read_values(data), trust=False)
        if features is not None:
            return Told(values={device_id: features}) if features else NOTHING
        device = self._devices.get(device_id)
        if device is None:
            return NOTHING
        return Told(changed={device_id: device}, added=(device_id,) if known is None else ())

    def _hear_image(self, data: Mapping[str, Any]) -> Told:
        source = f"image:{data.get('id')}"
        showing = [device_id for device_id, made in self._plans.items() if source in made.by_source]
        for device_id in showing:
            self._values[device_id][source] = data.get("lastUpdated")
            self._pushed.add(device_id)
        return Told(values={device_id: self._render(device_id, (source,)) for device_id in showing})

    def _hear_notification(self, data: Mapping[str, Any]) -> Told:
        line = whole_characters(str(data.get("excerpt") or "")).replace("**", "")
        attributes = {"message": line[:1000], "owner": words(data.get("ownerName"))}
        return Told(events=((HUB_DEVICE, NOTIFICATION, NOTIFICATION, attributes),))

    def _hear_item(self, name: str, what: str, data: Mapping[str, Any]) -> Told:
        item_id = data.get("id")
        if name not in self.answers or not isinstance(item_id, str):
            return NOTHING
        self._itself.take_item(name, what, item_id, data)
        self._take_itself()
        moved = self._take_areas() if name == "zones" else []
        return Told({one: self.devices[one] for one in (HUB_DEVICE, *moved)})

    # Inside

    def _take_device(
        self, device_id: str, raw: Mapping[str, Any], told: Values, *, trust: bool
    ) -> tuple[Feature, ...] | None:
        """Take a device's data and the values that were told with it; ``trust``: they are newer than what was pushed before.

        Gives its features that have other values, ``None`` where more of it is another.
        """
        known = self.raw.get(device_id)
        if raw == known and device_id not in self._pushed:
            return ()
        self.raw[device_id] = raw
        if trust:
            self._pushed.discard(device_id)
        else:
            self._pushed.add(device_id)
        different = self._take_values(device_id, told, trust=trust)
        if known is None or device_id not in self._plans or self._is_reshaped(device_id, known, raw):
            self._replan(device_id)
            return None
        return self._render(device_id, different)

    def _take_values(self, device_id: str, told: Values, *, trust: bool) -> list[str]:
        """Take the values that are not as they were, and their times; gives which."""
        values = self._values.setdefault(device_id, {})
        different: list[str] = []
        for key, value in told.items():
            if key.endswith(UPDATED):
                continue
            is_other = key not in values or values[key] != value or type(values[key]) is not type(value)
            when = told.get(key + UPDATED)
            before = values.get(key + UPDATED)
            if trust or (is_other and _is_newer(when, before)):
                values[key], values[key + UPDATED] = value, when
                if is_other:
                    different.append(key)
                if when != before:
                    different.append(key + UPDATED)
        return different

    def _is_reshaped(self, device_id: str, known: Mapping[str, Any], raw: Mapping[str, Any]) -> bool:
        """Whether more of a device than its values is another."""
        before = self._shapes.get(device_id)
        if before is None:
            before = shape_of(known)
        shape = self._shapes[device_id] = shape_of(raw)
        return shape != before

    def _replan(self, device_id: str) -> None:
        raw = self.raw[device_id]
        may_set = self._may("devices.setCapabilityValue")
        made = plan(raw, Surroundings(self._areas, self.drivers, self._warm_is_low, may_set))
        if made is None:
            self._forget(device_id)
            return
        values = self._values[device_id]
        self._plans[device_id] = made
        self._features[device_id] = [part.build(values) for part in made.parts]
        self._devices[device_id] = made.facts
        self._device(device_id)

    def _render(self, device_id: str, sources: Iterable[str]) -> tuple[Feature, ...]:
        """Make the features anew that read one of these; gives them, the others stay the very same."""
        made, values, features = self._plans[device_id], self._values[device_id], self._features[device_id]
        indexes = {index for source in sources for index in made.by_source.get(source, ())}
        for index in indexes:
            features[index] = made.parts[index].build(values)
        if indexes:
            self._behind.add(device_id)
        return tuple(features[index] for index in indexes)

    def _device(self, device_id: str) -> None:
        """Make a device anew of its features."""
        self._behind.discard(device_id)
        self._devices[device_id] = replace(self._devices[device_id], features=tuple(self._features[device_id]))

    def _forget(self, device_id: str) -> None:
        self._behind.discard(device_id)
        self._pushed.discard(device_id)
        for known in (self.raw, self._devices, self._features, self._values, self._plans, self._shapes):
            known.pop(device_id, None)

    def _take_areas(self) -> list[str]:
        """Zones were named or moved: the devices in them are in other areas now; gives which."""
        areas = zone_names(self.answers["zones"])
        if areas == self._areas:
            return []
        self._areas = areas
        moved = []
        for device_id, made in self._plans.items():
            area = areas.get(str(self.raw[device_id].get("zone")))
            if made.facts.area != area:
                self._plans[device_id] = replace(made, facts=replace(made.facts, area=area))
                self._devices[device_id] = replace(self._devices[device_id], area=area)
                moved.append(device_id)
        return moved

    def _take_itself(self) -> None:
        self._devices[HUB_DEVICE] = self._itself.device


def _is_newer(told: Any, known: Any) -> bool:
    """Whether a value is newer than the one we have; where a time says nothing, it is."""
    new, old = moment(told), moment(known)
    return new is None or old is None or new > old
