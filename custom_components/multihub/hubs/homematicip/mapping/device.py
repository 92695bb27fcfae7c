"""One device of the wire and what it became, channel by channel."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from homeassistant.components.binary_sensor import BinarySensorDeviceClass
from homeassistant.const import EntityCategory
from homeassistant.helpers.typing import UNDEFINED

from ....model import BinarySensor, Command, Device, Feature, Update
from . import calls
from .channels import CHANNELS, decision
from .part import SUPPORTED, Channel, Facts, Features, Member, Part
from .rows import misread
from .values import NOTHING, flag, text, whole

HEAD: Final = (
    "label",
    "modelType",
    "type",
    "oem",
    "firmwareVersion",
    "availableFirmwareVersion",
    "updateState",
    "serializedGlobalTradeItemNumber",
    "automaticValveAdaptionNeeded",
)
"""The fields of a device that are not its channels'; others (``lastStatusUpdate``) change nothing."""

NAMING: Final = ("label", "channelRole", "functionalChannelType", SUPPORTED)
"""The fields of a channel that its features' names and presence may follow from."""

NO_VERSION: Final = "0.0.0"
UPDATING: Final = frozenset({"TRANSFERING_UPDATE", "UPDATE_AUTHORIZED", "PERFORMING_UPDATE", "PERFORM_UPDATE_SENT"})
UPDATE_WAITS: Final = "UPDATE_AVAILABLE"
DEFAULT_MAKER: Final = "eQ-3"
SERVICE_INDEX: Final = 0


@dataclass(slots=True)
class DeviceRecord:
    """A device: its raw data, its channels, and the features of the device itself."""

    id: str
    raw: Mapping[str, Any] = field(default_factory=dict)
    channels: dict[int, Channel] = field(default_factory=dict)
    own: dict[str, Feature] = field(default_factory=dict)
    identity: Mapping[str, Any] = field(default_factory=dict)
    """What Home Assistant's device registry is told of it."""
    layout: tuple[tuple[int, str | None], ...] = ()
    alone: frozenset[int] = frozenset()
    ordinals: dict[int, int] = field(default_factory=dict)
    main: int | None = None
    problems: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    misread: dict[int, tuple[str, ...]] = field(default_factory=dict)
    """By channel: the fields that should be numbers and are not."""
    moved: frozenset[int] = frozenset()
    """The channels whose raw data the last update changed."""
    head: tuple[Any, ...] = ()

    @property
    def reachable(self) -> bool:
        """Whether the access point reaches it; only its own word that it does not counts."""
        service = self.channels.get(SERVICE_INDEX)
        return service is None or service.raw.get("unreach") is not True

    @property
    def features(self) -> tuple[Feature, ...]:
        """All its features."""
        features: list[Feature] = []
        for channel in self.channels.values():
            features += channel.features.values()
        return (*features, *self.own.values())

    def member(self, index: int) -> Member | None:
        """One of its channels as a member of a group."""
        channel = self.channels.get(index)
        return Member(self.id, index, _type(channel.raw), channel) if channel is not None else None

    def update(self, raw: Mapping[str, Any], facts: Facts, *, anew: bool = False) -> bool:
        """Take in newer data; say whether anything of it became anything else.

        Channels whose data is equal are not mapped again, unless ``anew`` or something that they all
        read changed.
        """
        old, self.raw, reachable = self.raw, raw, self.reachable
        channels = self._read_channels(raw)
        known = self.channels
        moved = [
            index
            for index, channel in channels.items()
            if (before := known.get(index)) is None or (before.raw is not channel and before.raw != channel)
        ]
        if len(channels) != len(known) or any(
            index not in known or _type(known[index].raw) != _type(channels[index]) for index in moved
        ):
            channels = dict(sorted(channels.items()))
            self._lay_out(channels)
            anew = True
        if old.get("type") != raw.get("type") or self._jammed(channels, moved):
            anew = True
        self.moved = frozenset(moved)
        changed = self._map_channels(channels, self.channels if anew else moved, facts, anew=anew)
        self.problems += self.unknown
        if self.misread:
            wrong = sorted({name for fields in self.misread.values() for name in fields})
            self.problems += (f"these fields are no numbers: {', '.join(wrong)}",)
        if anew and (doubled := self._doubled() & self.alone):
            self.alone -= doubled
            self._map_channels(channels, doubled, facts, anew=True)
        head = tuple(map(raw.get, HEAD))
        if anew or head != self.head:
            self.head, self.identity = head, _identity(self.id, raw)
            self.own = keep(self.own, (*firmware(self.id, raw), *valve_adaption(raw)))
            return True
        return changed or reachable != self.reachable

    def device(self, *, area: str | None, available: bool) -> Device:
        """The device as Home Assistant sees it."""
        return Device(
            id=self.id, features=self.features, available=available and self.reachable, area=area, **self.identity
        )

    def _read_channels(self, raw: Mapping[str, Any]) -> dict[int, Mapping[str, Any]]:
        """The channels by their own index, whatever their place or name in the object."""
        channels: dict[int, Mapping[str, Any]] = {}
        problems = []
        listed = raw.get("functionalChannels")
        if not isinstance(listed, dict):
            problems.append("it lists no channels")
            listed = {}
        for name, channel in listed.items():
            if not isinstance(channel, dict):
                problems.append(f"channel {name} is not an object")
                continue
            index = whole(channel.get("index"))
            if index is None and isinstance(name, str) and name.isdecimal():
                index = int(name)
            if index is None or index in channels:
                problems.append(f"channel {name} has no index of its own")
                continue
            channels[index] = channel
        self.problems = tuple(problems)
        return channels

    def _lay_out(self, channels: Mapping[int, Mapping[str, Any]]) -> None:
        """Find out which channel gives the main feature, and which are the only ones of their type.

        A channel that is another now begins anew.
        """
        self.layout = layout = tuple((index, _type(channel)) for index, channel in channels.items())
        self.channels = {
            index: known if (known := self.channels.get(index)) and _type(known.raw) == kind else Channel(NOTHING, {})
            for index, kind in layout
        }
        strange = [f"channel {index} is of an unknown type" for index, kind in layout if kind not in CHANNELS]
        self.unknown = tuple(strange[:1])  # one line tells enough of one device
        self.misread = {index: fields for index, fields in self.misread.items() if index in channels}
        several = Counter(kind for _, kind in layout)
        counted = Counter[str | None]()
        self.ordinals = {}
        for index, kind in layout:
            counted[kind] += 1
            self.ordinals[index] = counted[kind]
        self.alone = frozenset(index for index, kind in layout if several[kind] == 1 or index == SERVICE_INDEX)
        ranks = {
            index: decided.rank for index, kind in layout if isinstance(decided := decision(kind), Features) and index
        }
        highest = max(ranks.values(), default=0)
        first = [index for index, rank in ranks.items() if rank == highest]
        self.main = first[0] if highest and len(first) == 1 else None

    def _doubled(self) -> set[int]:
        """The channels of which others have features of the same name."""
        named: dict[object, set[int]] = {}
        for index, channel in self.channels.items():
            for feature in channel.features.values():
                if index and feature.name is not None:
                    what = feature.name if feature.name is not UNDEFINED else feature.translation_key
                    what = what or getattr(feature, "device_class", None)
                    named.setdefault((feature.platform, what), set()).add(index)
        return {index for indexes in named.values() if len(indexes) > 1 for index in indexes}

    def _map_channels(
        self, channels: Mapping[int, Mapping[str, Any]], indexes: Iterable[int], facts: Facts, *, anew: bool
    ) -> bool:
        """Map these channels; say whether a feature became another."""
        changed = False
        service = channels.get(SERVICE_INDEX, NOTHING)
        for index in indexes:
            raw, known = channels[index], self.channels[index]
            was, known.raw = known.raw, raw
            decided = decision(raw.get("functionalChannelType"))
            if not isinstance(decided, Features):
                continue
            if wrong := misread(decided, raw):
                self.misread[index] = wrong
            else:
                self.misread.pop(index, None)
            part = Part(
                device_id=self.id,
                index=index,
                raw=raw,
                main=index == self.main,
                alone=index in self.alone,
                ordinal=self.ordinals[index],
                before=known.features,
                was=None if anew or any(was.get(name) != raw.get(name) for name in NAMING) else was,
                device=self.raw,
                service=service,
                facts=facts,
            )
            features = keep(known.features, decided(part))
            part.forget()
            if features is not known.features:
                known.features = features
                changed = True
        return changed

    def _jammed(self, channels: Mapping[int, Mapping[str, Any]], moved: list[int]) -> bool:
        """Whether the service channel tells another thing of the lock, which its own channel shows."""
        before = self.channels.get(SERVICE_INDEX)
        if SERVICE_INDEX not in moved or before is None:
            return False
        return bool(before.raw.get("lockJammed") != channels[SERVICE_INDEX].get("lockJammed"))


def _identity(device_id: str, raw: Mapping[str, Any]) -> dict[str, Any]:
    model, kind = text(raw.get("modelType")), text(raw.get("type"))
    return {
        "name": text(raw.get("label")) or model or kind or "HomematicIP",
        "manufacturer": text(raw.get("oem")) or DEFAULT_MAKER,
        "model": model,
        "model_id": kind,
        "sw_version": text(raw.get("firmwareVersion")),
        "serial": text(raw.get("serializedGlobalTradeItemNumber")) or device_id,
    }


def _type(channel: Mapping[str, Any]) -> str | None:
    return text(channel.get("functionalChannelType"))


def keep(before: dict[str, Feature], features: Iterable[Feature]) -> dict[str, Feature]:
    """The features by key, the same objects as before where they are equal; ``before`` if all are."""
    now: dict[str, Feature] = {}
    same = True
    for feature in features:
        old = before.get(feature.key)
        if old is not None and old == feature:
            now[feature.key] = old
        else:
            now[feature.key] = feature
            same = False
    return before if same and len(now) == len(before) else now


def firmware(device_id: str, raw: Mapping[str, Any]) -> Iterable[Feature]:
    """The firmware of a device that tells which one there is for it."""
    installed, available = text(raw.get("firmwareVersion")), text(raw.get("availableFirmwareVersion"))
    if "availableFirmwareVersion" not in raw or installed is None:
        return
    state = text(raw.get("updateState"))
    latest = available if available and available != NO_VERSION else installed
    yield Update(
        key="firmware",
        translation_key="firmware",
        installed=installed,
        latest=latest,
        in_progress=state in UPDATING,
        install=Command(lambda: calls.update_firmware(device_id)) if state == UPDATE_WAITS else None,
    )


def valve_adaption(raw: Mapping[str, Any]) -> Iterable[Feature]:
    """Whether a radiator thermostat has to learn its valve again, where it tells."""
    if (needed := flag(raw.get("automaticValveAdaptionNeeded"))) is not None:
        yield BinarySensor(
            key="valve_adaption",
            translation_key="valve_adaption",
            category=EntityCategory.DIAGNOSTIC,
            device_class=BinarySensorDeviceClass.PROBLEM,
            is_on=needed,
        )
