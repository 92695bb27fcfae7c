"""All that is known of one Homey: the wire's data, and the devices that they are mapped to. No I/O."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, Final

from ....model import Device
from ...characters import whole_characters
from .devices import DOORBELL, RING, Plan, Surroundings, changed, plan, whole
from .itself import BY_ITEM, HUB_DEVICE, NOTIFICATION, HomeyFacts, Itself
from .section import May
from .shape import shape_of
from .wire import UPDATED, Values, items, listed, moment, read_values, words
from .zones import zone_names

DEVICE_URI: Final = "homey:device:"
MANAGER_URI: Final = "homey:manager:"


@dataclass(slots=True)
class Told:
    """What a message means: devices that are not as they were, those that are gone, and what happened."""

    changed: dict[str, Device] = field(default_factory=dict)
    removed: list[str] = field(default_factory=list)
    added: list[str] = field(default_factory=list)
    events: list[tuple[str, str, str, dict[str, Any]]] = field(default_factory=list)


NOTHING: Final = Told()


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
        self.names: dict[str, str] = {}
        self._warm_is_low = warm_is_low
        self._itself = Itself(facts, may)
        self.raw: dict[str, Mapping[str, Any]] = {}
        self.drivers: dict[str, Mapping[str, Any]] = {}
        self.devices: dict[str, Device] = {}
        self._values: dict[str, dict[str, Any]] = {}
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
        known = items(answer)
        self.names = {device_id: words(raw.get("name")) or device_id for device_id, raw in known.items()}
        for device_id in self._left_out:
            known.pop(device_id, None)
        for device_id in self.raw.keys() - known.keys():
            self._forget(device_id)
        for device_id, raw in known.items():
            self._take_device(device_id, raw, trust=True)

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
        values[key + UPDATED] = data.get("transactionTime")
        told = Told()
        if key in made.rings and value is True:
            told.events.append((device_id, DOORBELL, RING, {}))
        if not same:
            values[key] = value
            self._note(device_id, key, value)
            device = changed(made, self.devices[device_id], values, (key,))
            self.devices[device_id] = told.changed[device_id] = device
        return told

    def _hear_device(self, what: str, data: Mapping[str, Any]) -> Told:
        device_id = data.get("id")
        if not isinstance(device_id, str) or not device_id or device_id in self._left_out:
            return NOTHING
        if what == "delete":
            self._forget(device_id)
            return Told(removed=[device_id])
        is_new = device_id not in self.raw
        before = self.devices.get(device_id)
        known = self.raw.get(device_id, {})
        self._take_device(device_id, {**known, **data}, trust=False)
        told = Told(added=[device_id] if is_new and device_id in self.devices else [])
        after = self.devices.get(device_id)
        if after is not None and after is not before:
            told.changed[device_id] = after
        return told

    def _hear_image(self, data: Mapping[str, Any]) -> Told:
        source = f"image:{data.get('id')}"
        told = Told()
        for device_id, made in self._plans.items():
            if source in made.by_source:
                self._values[device_id][source] = data.get("lastUpdated")
                device = changed(made, self.devices[device_id], self._values[device_id], (source,))
                self.devices[device_id] = told.changed[device_id] = device
        return told

    def _hear_notification(self, data: Mapping[str, Any]) -> Told:
        line = whole_characters(str(data.get("excerpt") or "")).replace("**", "")
        attributes = {"message": line[:1000], "owner": words(data.get("ownerName"))}
        return Told(events=[(HUB_DEVICE, NOTIFICATION, NOTIFICATION, attributes)])

    def _hear_item(self, name: str, what: str, data: Mapping[str, Any]) -> Told:
        item_id = data.get("id")
        if name not in self.answers or not isinstance(item_id, str):
            return NOTHING
        self._itself.take_item(name, what, item_id, data)
        self._take_itself()
        moved = self._take_areas() if name == "zones" else []
        return Told({one: self.devices[one] for one in (HUB_DEVICE, *moved)})

    # Inside

    def _take_device(self, device_id: str, raw: Mapping[str, Any], *, trust: bool) -> None:
        """A device's data; ``trust``: its values are newer than what was pushed before."""
        made, known = self._plans.get(device_id), self.raw.get(device_id)
        if made is None or known is None:
            self.raw[device_id] = raw
            self._replan(device_id)
            return
        if raw == known:
            return
        if device_id not in self._shapes:
            self._shapes[device_id] = shape_of(known)
        shape = shape_of(raw)
        self.raw[device_id] = raw
        if shape != self._shapes[device_id]:
            self._shapes[device_id] = shape
            self._replan(device_id)
            return
        values, fresh = self._values[device_id], read_values(raw)
        different = [
            key
            for key, value in fresh.items()
            if not key.endswith(UPDATED)
            and (values.get(key) != value or type(values.get(key)) is not type(value))
            and (trust or _is_newer(fresh.get(key + UPDATED), values.get(key + UPDATED)))
        ]
        for key in different:
            values[key] = fresh[key]
            values[key + UPDATED] = fresh.get(key + UPDATED)
        for key in fresh.keys() - set(different):
            if key in values and not key.endswith(UPDATED):
                self._note(device_id, key, values[key])
        if different:
            self.devices[device_id] = changed(made, self.devices[device_id], values, different)

    def _note(self, device_id: str, key: str, value: Any) -> None:
        """Keep the wire's data as new as the values, so that an equal snapshot is one."""
        described = self.raw[device_id].get("capabilitiesObj")
        one = described.get(key) if isinstance(described, dict) else None
        if isinstance(one, dict):
            one["value"] = value

    def _replan(self, device_id: str) -> None:
        raw = self.raw[device_id]
        may_set = self._may("devices.setCapabilityValue")
        made = plan(raw, Surroundings(self._areas, self.drivers, self._warm_is_low, may_set))
        if made is None:
            self._forget(device_id)
            return
        self._plans[device_id] = made
        self._values[device_id] = {**self._values.get(device_id, {}), **read_values(raw)}
        self.devices[device_id] = whole(made, self._values[device_id])

    def _forget(self, device_id: str) -> None:
        for known in (self.raw, self.devices, self._values, self._plans, self._shapes):
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
                self.devices[device_id] = replace(self.devices[device_id], area=area)
                moved.append(device_id)
        return moved

    def _take_itself(self) -> None:
        self.devices[HUB_DEVICE] = self._itself.device


def _is_newer(told: Any, known: Any) -> bool:
    """Whether a value is newer than the one we have; where a time says nothing, it is."""
    new, old = moment(told), moment(known)
    return new is None or old is None or new > old
