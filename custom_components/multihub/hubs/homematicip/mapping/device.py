"""One device of the wire and what it became, channel by channel."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Set as AbstractSet
from dataclasses import dataclass, field
from typing import Any, Final

from homeassistant.helpers.typing import UNDEFINED

from ....model import Device, Feature
from .channels import CHANNELS, decision
from .head import HEAD, firmware, identity, valve_adaption
from .part import Facts, Member, Part
from .readers import Features
from .values import NOTHING, mapping, moved_fields, text, whole

LAYOUT: Final = frozenset({"index", "functionalChannelType", "label", "lockJammed"})
"""The fields of a channel that its device has to be read anew for: its label may have told it apart from another one,
``lockJammed`` is shown by another channel."""

SERVICE_INDEX: Final = 0
REACH: Final = "unreach"
"""The field of the service channel that says whether the whole device is available."""
CHANNELS_FIELD: Final = "functionalChannels"

type Moved = tuple[Part, dict[str, Any], set[str]]
"""A channel, its data as it is told now, and the fields of it that are not as they were."""


@dataclass(slots=True)
class DeviceRecord:
    """A device: its raw data, its channels, and the features of the device itself.

    The raw data is its own: what a message changes is written into it, and the message is let go of.
    """

    id: str
    raw: dict[str, Any] = field(default_factory=dict)
    told: Mapping[str, Any] | None = None
    """What a state told of it, while that is all that is known: the very same again says nothing new."""
    channels: dict[int, Part] = field(default_factory=dict)
    named: dict[str, Part] = field(default_factory=dict)
    """The channels by the names that the wire lists them by."""
    own: dict[str, Feature] = field(default_factory=dict)
    identity: Mapping[str, Any] = field(default_factory=dict)
    """What Home Assistant's device registry is told of it."""
    layout: tuple[tuple[int, str | None], ...] = ()
    alone: frozenset[int] = frozenset()
    ordinals: dict[int, int] = field(default_factory=dict)
    main: int | None = None
    unlisted: tuple[str, ...] = ()
    """What is wrong with its list of channels."""
    unknown: tuple[str, ...] = ()
    misread: set[tuple[int, str]] = field(default_factory=set)
    """The fields of channels that should be numbers and are not."""
    moved: tuple[int, ...] = ()
    """The channels whose raw data the last update changed."""
    changed: list[Feature] | None = None
    """The features that the last update made others; ``None``: something else may be another, too."""
    head: tuple[Any, ...] = ()

    @property
    def problems(self) -> tuple[str, ...]:
        """What of it can't be read, in words."""
        if not (self.unlisted or self.unknown or self.misread):
            return ()
        wrong = sorted({name for _, name in self.misread})
        return (*self.unlisted, *self.unknown, *([f"these fields are no numbers: {', '.join(wrong)}"] if wrong else []))

    @property
    def features(self) -> tuple[Feature, ...]:
        """All its features."""
        features: list[Feature] = []
        for channel in self.channels.values():
            features += channel.features.values()
        return (*features, *self.own.values())

    @property
    def reachable(self) -> bool:
        """Whether the access point reaches it; only its own word that it does not counts."""
        service = self.channels.get(SERVICE_INDEX)
        return service is None or service.raw.get(REACH) is not True

    def member(self, index: int) -> Member | None:
        """One of its channels as a member of a group."""
        channel = self.channels.get(index)
        return Member(self.id, index, _type(channel.raw), channel) if channel is not None else None

    def update(self, raw: Mapping[str, Any], facts: Facts, *, anew: bool = False) -> bool:
        """Take in newer data; say whether anything else than ``changed`` may have become another.

        Of a channel only what reads a field that changed is mapped again, unless ``anew`` or something
        that all channels read changed.
        """
        self.told = None
        changes = None if anew else self._changes(raw)
        if changes is None:
            self._read(raw, facts)
        else:
            self._write(raw, facts, changes)
        head = tuple(map(raw.get, HEAD))
        if changes is None or head != self.head:
            self.head, self.identity = head, identity(self.id, raw)
            self.own = keep(self.own, (*firmware(self.id, raw), *valve_adaption(raw)))
            self.changed = None
        return self.changed is None

    def device(self, *, area: str | None, available: bool) -> Device:
        """The device as Home Assistant sees it."""
        return Device(
            id=self.id, features=self.features, available=available and self.reachable, area=area, **self.identity
        )

    # Where only values changed ------------------------------------------------------------------

    def _changes(self, raw: Mapping[str, Any]) -> list[Moved] | None:
        """The channels whose data changed; ``None`` where it has to be read anew."""
        own, listed = self.raw, raw.get(CHANNELS_FIELD)
        known = own.get(CHANNELS_FIELD)
        if not isinstance(listed, dict) or not isinstance(known, dict) or raw.get("type") != own.get("type"):
            return None
        if listed.keys() != known.keys():
            return None
        changes = []
        for name, told in listed.items():
            before = known[name]
            if before == told:
                continue
            channel = self.named.get(name)
            if channel is None or not isinstance(told, dict):
                return None
            moved = moved_fields(before, told)
            if not moved.isdisjoint(LAYOUT):
                return None
            changes.append((channel, told, moved))
        return changes

    def _write(self, raw: Mapping[str, Any], facts: Facts, changes: list[Moved]) -> None:
        """Write what changed into the raw data, and map what reads it."""
        own = self.raw
        listed = own[CHANNELS_FIELD]
        own.update(raw)
        own[CHANNELS_FIELD] = listed
        if len(own) != len(raw):
            for name in own.keys() - raw.keys():
                del own[name]
        self.changed = []
        for channel, told, moved in changes:
            for name in moved:
                if name in told:
                    channel.raw[name] = told[name]
                else:
                    del channel.raw[name]
            channel.facts = facts
            changed = self._map(channel, moved)
            if changed is None or (channel.index == SERVICE_INDEX and REACH in moved):
                self.changed = None
            elif self.changed is not None:
                self.changed += changed
        self.moved = tuple([channel.index for channel, _, _ in changes])

    def _map(self, channel: Part, moved: AbstractSet[str] | None = None) -> list[Feature] | None:
        """Map a channel again; gives the features that became others, ``None`` where some came or went."""
        decided = decision(channel.raw.get("functionalChannelType"))
        if not isinstance(decided, Features):
            return []
        self._look_for_numbers(channel, decided.numbers, moved)
        return decided.again(channel, moved)

    # All of it ----------------------------------------------------------------------------------

    def _read(self, raw: Mapping[str, Any], facts: Facts) -> None:
        """Read and map everything anew."""
        self.misread.clear()
        names = self._read_names(raw)
        listed = dict(mapping(raw.get(CHANNELS_FIELD)))
        told = {index: dict(listed[name]) for index, name in sorted(names.items())}
        known = self.channels
        self.moved = tuple(index for index, now in told.items() if index not in known or known[index].raw != now)
        self._lay_out(told)
        self.named = {name: self.channels[index] for index, name in names.items()}
        self.raw = {**raw, CHANNELS_FIELD: listed | {name: told[index] for index, name in names.items()}}
        if not isinstance(raw.get(CHANNELS_FIELD), dict):
            self.raw = dict(raw)
        for index, channel in self.channels.items():
            channel.raw, channel.device, channel.facts = told[index], self.raw, facts
            channel.service = told.get(SERVICE_INDEX, NOTHING)
            channel.main, channel.alone, channel.ordinal = index == self.main, index in self.alone, self.ordinals[index]
            self._map(channel)
        for index in self._doubled() & self.alone:
            self.alone -= {index}
            self.channels[index].alone = False
            self._map(self.channels[index])

    def _look_for_numbers(self, channel: Part, numbers: AbstractSet[str], moved: AbstractSet[str] | None) -> None:
        """Find out which of the moved fields of a channel should be numbers and are none."""
        for name in numbers if moved is None else moved:
            if isinstance(channel.raw.get(name), str) and name in numbers:
                self.misread.add((channel.index, name))
            elif self.misread:
                self.misread.discard((channel.index, name))

    def _read_names(self, raw: Mapping[str, Any]) -> dict[int, str]:
        """The names of the channels by their own index, whatever their place or name in the object."""
        names: dict[int, str] = {}
        problems = []
        listed = raw.get(CHANNELS_FIELD)
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
            if index is None or index in names:
                problems.append(f"channel {name} has no index of its own")
                continue
            names[index] = name
        self.unlisted = tuple(problems)
        return names

    def _lay_out(self, channels: Mapping[int, dict[str, Any]]) -> None:
        """Find out which channel gives the main feature, and which are the only ones of their type.

        A channel that is another now begins anew.
        """
        layout = tuple((index, _type(channel)) for index, channel in channels.items())
        if layout == self.layout:
            return
        self.layout = layout
        self.channels = {
            index: known
            if (known := self.channels.get(index)) and _type(known.raw) == kind
            else Part(self.id, index, channels[index])
            for index, kind in layout
        }
        strange = [f"channel {index} is of an unknown type" for index, kind in layout if kind not in CHANNELS]
        self.unknown = tuple(strange[:1])  # one line tells enough of one device
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
