"""The whole home: raw state in, devices out, and with every event only what it changed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, tzinfo
from typing import Any, ClassVar

from ....model import Device, Event, Feature
from .alarm import blocking
from .device import SERVICE_INDEX, DeviceRecord
from .events import IGNORED_EVENTS, Occurrence, channel_occurrence, code_occurrence
from .home import JOURNAL_KEY, JOURNAL_TYPES, HomeView
from .mapped import MappedHome
from .values import NOTHING, mapping, moment, objects, text, word


@dataclass(slots=True)
class Change:
    """What an event changed: devices that are not as they were, those that are gone, what happened.

    ``updated`` are features, by device, of those of which only values changed.

    ``problems`` say in words what could not be read, without any secret; each is told once.
    ``journal`` says that the security journal has new entries: they are to be asked for and given to
    ``House.journal``, or where that can't be done told as ``House.unread_journal``.
    """

    devices: tuple[Device, ...] = ()
    removed: tuple[str, ...] = ()
    occurrences: tuple[Occurrence, ...] = ()
    problems: tuple[str, ...] = ()
    journal: bool = False
    updated: dict[str, list[Feature]] = field(default_factory=dict)
    touched: set[str] = field(default_factory=set)
    """While an event is being applied: the devices that may not be as they were."""


class House:
    """A home of HomematicIP.

    ``hub_id`` is the access point's SGTIN, the id of the hub's own device. ``local`` says that it is
    spoken to in the house: whether it reaches the cloud then says nothing about its devices.
    ``pin_stored`` says that the person left the PIN of the locks with us, so that none is asked for.
    """

    def __init__(self, hub_id: str, *, local: bool = False, pin_stored: bool = False) -> None:
        """Begin with an empty home; ``read`` fills it."""
        self._mapped = MappedHome(hub_id, local=local, pin_stored=pin_stored)
        self._problems: list[str] = []
        self._told: set[str] = set()
        self._journal_read: float | None = None

    @property
    def problems(self) -> tuple[str, ...]:
        """What could not be read since this was last asked, in words without secrets; each is told once."""
        problems, self._problems = tuple(self._problems), []
        return problems

    @property
    def hub_id(self) -> str:
        """The id of the hub's own device."""
        return self._mapped.hub_id

    @property
    def view(self) -> HomeView:
        """The home's raw data and its groups by type, always of now."""
        return self._mapped.view

    def devices(self) -> tuple[Device, ...]:
        """All devices, the hub's own first."""
        return tuple(self._mapped.devices.now.values())

    def raw(self, thing_id: object, index: object = None) -> Mapping[str, Any] | None:
        """The raw data of a device's channel or of a group as it is now, ``None`` for one that is not known."""
        if (record := self._mapped.records.get(str(thing_id))) is not None and isinstance(index, int):
            return channel.raw if (channel := record.channels.get(index)) else None
        return group.raw if (group := self._mapped.groups.get(str(thing_id))) else None

    def members(self, group_id: object) -> tuple[tuple[str, int], ...]:
        """The channels of a group by device and index; none of a group that is not known."""
        return group.channels if (group := self._mapped.groups.get(str(group_id))) else ()

    def groups_of(self, device_id: str) -> tuple[Mapping[str, Any], ...]:
        """The raw groups of a device: with channels of it, in this room, or with their features on it."""
        return tuple(
            group.raw
            for group in self._mapped.groups.values()
            if device_id in (group.place, group.room) or any(member == device_id for member, _ in group.channels)
        )

    def state(self) -> dict[str, Any]:
        """The raw state as it is now, in the form of ``home/getCurrentState``; not to be changed."""
        return {
            "home": self._mapped.view.raw,
            "devices": {record.id: record.raw for record in self._mapped.records.values()},
            "groups": {group.id: group.raw for group in self._mapped.groups.values()},
        }

    def read(self, state: Mapping[str, Any], zone: tzinfo = UTC) -> None:
        """Take in a whole state (``home/getCurrentState``): what it does not name is gone.

        ``zone`` is the time zone that the home names in ``timeZoneId``.
        """
        self._mapped.view.zone = zone
        if not isinstance(state.get("devices"), dict):
            self._problem("the state lists no devices")
        self._mapped.replace(
            mapping(state.get("home")),
            self._named(state.get("groups"), "group"),
            self._named(state.get("devices"), "device"),
        )
        for record in self._mapped.records.values():
            self._note(record)

    def apply(self, event: Mapping[str, Any]) -> Change:
        """Take in one event of a frame (an object with ``pushEventType``); never raises."""
        change = Change()
        take = self._EVENTS.get(str(event.get("pushEventType")))
        if take is not None:
            take(self, event, change)
        if change.touched:
            change.devices, change.removed = self._mapped.devices.assemble(change.touched)
        if self._problems:
            change.problems = self.problems
        return change

    def blocking(self, answer: object) -> tuple[str, ...]:
        """The names of the devices that an answer to arming says are in the way, in alphabetical order."""
        names = set()
        for key in blocking(answer):
            record = self._mapped.records.get(key.partition(":")[0])
            names.add((text(record.raw.get("label")) if record else None) or "?")
        return tuple(sorted(names))

    def unread_journal(self) -> Occurrence:
        """Something new in a security journal that can't be read."""
        return Occurrence(self._mapped.hub_id, JOURNAL_KEY, "other", {})

    def journal(self, answer: object) -> tuple[Occurrence, ...]:
        """What is new in the security journal (``home/security/getSecurityJournal``).

        The first time only its newest entry is.
        """
        dated = [
            (when.timestamp(), entry)
            for entry in objects(mapping(answer).get("entries"))
            if (when := moment(entry.get("eventTimestamp"))) is not None
        ]
        dated.sort(key=lambda item: item[0])
        read, new = self._journal_read, dated[-1:]
        if read is not None:
            new = [item for item in dated if item[0] > read]
        if dated:
            self._journal_read = max(read or 0, dated[-1][0])
        return tuple(self._journal_entry(entry) for _, entry in new)

    def _journal_entry(self, entry: Mapping[str, Any]) -> Occurrence:
        kind = word(entry.get("eventType"))
        attributes = {"label": text(entry.get("label")), **mapping(entry.get("securityZoneValues"))}
        told = {str(key).lower(): value for key, value in attributes.items() if value is not None}
        return Occurrence(
            self._mapped.hub_id, JOURNAL_KEY, kind if kind is not None and kind in JOURNAL_TYPES else "other", told
        )

    def _named(self, listed: object, what: str) -> dict[str, dict[str, Any]]:
        """Objects by their own id, else by their name in the list."""
        named: dict[str, dict[str, Any]] = {}
        for name, raw in mapping(listed).items():
            if not isinstance(raw, dict):
                self._problem(f"a {what} is not an object")
                continue
            own = text(raw.get("id"))
            if own is None:
                self._problem(f"a {what} has no id of its own")
            named[own or str(name)] = raw
        return named

    def _problem(self, problem: str) -> None:
        if problem not in self._told:
            self._told.add(problem)
            self._problems.append(problem)

    def _note(self, record: DeviceRecord) -> None:
        for problem in record.problems:
            self._problem(f"{_whose(record)}: {problem}")

    # Events -------------------------------------------------------------------------------------

    def _device_changed(self, event: Mapping[str, Any], change: Change) -> None:
        raw = event.get("device")
        device_id = text(raw.get("id")) if isinstance(raw, dict) else None
        if not isinstance(raw, dict) or device_id is None:
            self._problem("an event names no device")
            return
        if changed := self._mapped.update_device(device_id, raw, change.touched):
            change.updated[device_id] = changed
        self._note(self._mapped.records[device_id])

    def _device_removed(self, event: Mapping[str, Any], change: Change) -> None:
        self._mapped.remove_device(text(event.get("id")) or "", change.touched)

    def _group_changed(self, event: Mapping[str, Any], change: Change) -> None:
        raw = event.get("group")
        group_id = text(raw.get("id")) if isinstance(raw, dict) else None
        if not isinstance(raw, dict) or group_id is None:
            self._problem("an event names no group")
            return
        change.updated = self._mapped.update_group(group_id, raw, change.touched)

    def _group_removed(self, event: Mapping[str, Any], change: Change) -> None:
        self._mapped.remove_group(text(event.get("id")) or "", change.touched)

    def _home_changed(self, event: Mapping[str, Any], change: Change) -> None:
        raw = event.get("home")
        if not isinstance(raw, dict):
            self._problem("an event has no home")
            return
        self._mapped.update_home(raw, change.touched)

    def _channel_event(self, event: Mapping[str, Any], change: Change) -> None:
        if text(event.get("channelEventType")) in IGNORED_EVENTS:
            return
        record = self._mapped.records.get(text(event.get("deviceId")) or "")
        known = channel_occurrence(event)
        if record is None or known is None:
            self._problem("a channel event is of an unknown kind, or of an unknown device")
            return
        index, key, event_type = known
        channel = record.channels.get(index)
        feature = channel.features.get(f"{index}_{key}") if channel else None
        if isinstance(feature, Event) and event_type in feature.event_types:
            change.occurrences = (Occurrence(record.id, feature.key, event_type, {}),)
        else:
            self._problem(f"{_whose(record)}, channel {index}: it tells of a {key} that it does not have")

    def _code_event(self, event: Mapping[str, Any], change: Change) -> None:
        record = self._mapped.records.get(text(event.get("deviceId")) or "")
        service = record.channels.get(SERVICE_INDEX) if record else None
        key = f"{SERVICE_INDEX}_code"
        happened = code_occurrence(event, service.raw if service else NOTHING)
        if record is not None and service is not None and happened and key in service.features:
            change.occurrences = (Occurrence(record.id, key, *happened),)
        else:
            self._problem("a code event is of an unknown kind, or of an unknown device")

    def _journal_changed(self, event: Mapping[str, Any], change: Change) -> None:
        change.journal = True

    _EVENTS: ClassVar[Mapping[str, Callable[[House, Mapping[str, Any], Change], None]]] = {
        "DEVICE_ADDED": _device_changed,
        "DEVICE_CHANGED": _device_changed,
        "DEVICE_REMOVED": _device_removed,
        "GROUP_ADDED": _group_changed,
        "GROUP_CHANGED": _group_changed,
        "GROUP_REMOVED": _group_removed,
        "HOME_CHANGED": _home_changed,
        "DEVICE_CHANNEL_EVENT": _channel_event,
        "DEVICE_CODE_STATE_EVENT": _code_event,
        "SECURITY_JOURNAL_CHANGED": _journal_changed,
    }
    """What an event does; the others (clients, inclusions, reports) change nothing that is shown."""


def _whose(record: DeviceRecord) -> str:
    """A device in a problem's words: its model and the end of its id."""
    return f"{text(record.raw.get('modelType')) or 'a device'} …{record.id[-4:]}"
