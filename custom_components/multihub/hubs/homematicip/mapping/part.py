"""One part of a device as the mappers see it: a channel or a group, and how its features are named."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final, NotRequired, TypedDict

from homeassistant.helpers.typing import UNDEFINED, UndefinedType

from ....model import Feature
from ..requests import Call
from . import calls
from .values import mapping, text

SUPPORTED: Final = "supportedOptionalFeatures"
"""Where newer firmware says which of a channel's optional fields are real."""


class Naming(TypedDict):
    """The naming fields of a feature."""

    name: str | UndefinedType | None
    translation_key: NotRequired[str | None]
    translation_placeholders: NotRequired[Mapping[str, str] | None]


@dataclass(frozen=True, slots=True)
class Facts:
    """What channels and groups read of the rest of the home.

    ``pins`` are the devices whose access authorization wants a PIN; ``pin_stored`` says that the
    person left it with us. ``absence`` is the home's absence (protocol page, section 1.5).
    """

    pins: frozenset[str] = frozenset()
    pin_stored: bool = False
    absence: str | None = None


@dataclass(slots=True)
class Channel:
    """The raw data of a channel and the features that it became, by key; the same object as long as its type is."""

    raw: Mapping[str, Any]
    features: dict[str, Feature]


@dataclass(frozen=True, slots=True)
class Member:
    """A channel that belongs to a group, and its ``functionalChannelType``."""

    device_id: str
    index: int
    type: str | None
    channel: Channel

    @property
    def raw(self) -> Mapping[str, Any]:
        """Its raw data as it is now."""
        return self.channel.raw


@dataclass(slots=True)
class Part:
    """A channel of a device, or a group.

    ``main`` says that its main feature is the one of its device; ``alone`` that no other channel of
    its device has its type, ``ordinal`` which one of its type it is. ``before`` are the features that
    it was before, by key: a value that is missing for a while takes no entity away; ``was`` is the raw
    data that they were made of, where nothing else than its values changed since. ``device`` is the
    device that it belongs to (of a group, its room), ``service`` that device's channel 0, ``members``
    a group's channels, ``facts`` what else the home tells. ``prefix`` begins the keys of what is not a
    channel. Once it is mapped it ``forget``s what it was.
    """

    device_id: str
    index: int
    raw: Mapping[str, Any]
    main: bool = True
    alone: bool = True
    ordinal: int = 1
    before: Mapping[str, Feature] = field(default_factory=dict)
    was: Mapping[str, Any] | None = None
    device: Mapping[str, Any] = field(default_factory=dict)
    service: Mapping[str, Any] = field(default_factory=dict)
    members: tuple[Member, ...] = ()
    facts: Facts = field(default_factory=Facts)
    prefix: str | None = None

    def key(self, key: str) -> str:
        """The key of a feature, unique within the device and stable for ever."""
        return f"{self.index if self.prefix is None else self.prefix}_{key}"

    def had(self, key: str) -> bool:
        """Whether it had this feature before."""
        return self.key(key) in self.before

    def tell(self, verb: str, *, latest: bool = False, **body: Any) -> Call:
        """The call that tells this channel something (``calls.channel``)."""
        return calls.channel(self.device_id, self.index, verb, latest=latest, **body)

    def forget(self) -> None:
        """Let go of what it was before.

        The commands of its features hold it, and by ``before`` they would hold all that it has ever been.
        """
        self.before, self.was = {}, None

    @property
    def label(self) -> str | None:
        """What the user calls this channel or group."""
        return text(self.raw.get("label"))

    @property
    def role(self) -> str | None:
        """What the channel is used for (``channelRole``)."""
        return text(self.raw.get("channelRole"))

    def supports(self, feature: str | None) -> bool | None:
        """What the firmware says about an optional feature; ``None`` where it says nothing."""
        supported = mapping(self.raw.get(SUPPORTED)).get(feature) if feature else None
        return supported if isinstance(supported, bool) else None

    def as_main(self, key: str | None = None, several: str = "channel", *, counted: bool = False) -> Naming:
        """The name of the main feature: the device's, the label, the translation, or its number.

        Without ``key`` the device class names it. The translation has the words of states, too. What is
        ``counted`` has its number among those of its type.
        """
        if self.main:
            return {"name": None, "translation_key": key}
        if label := self.label:
            return {"name": label, "translation_key": key}
        if self.alone:
            return {"name": UNDEFINED, "translation_key": key}
        return {
            "name": UNDEFINED,
            "translation_key": several,
            "translation_placeholders": {"channel": str(self.ordinal if counted else self.index)},
        }

    def as_other(self, key: str | None, repeated: str | None = None) -> Naming:
        """The name of another feature: the translation, with the channel's name where there are several.

        Without ``key`` the device class names it, or the key ``repeated`` where there are several.
        """
        if self.alone:
            return {"name": UNDEFINED, "translation_key": key}
        return {
            "name": UNDEFINED,
            "translation_key": f"{key or repeated}_channel",
            "translation_placeholders": {"channel": self.label or str(self.index)},
        }


type Mapper = Callable[[Part], Iterable[Feature]]


@dataclass(frozen=True, slots=True)
class Features:
    """The decision that a type becomes features.

    Of a device's channels the one with the highest ``rank`` gives its main feature, if it is the only
    one of that rank.
    """

    mappers: tuple[Mapper, ...]
    rank: int = 0

    def __call__(self, part: Part) -> tuple[Feature, ...]:
        """The features of a part."""
        return tuple(feature for mapper in self.mappers for feature in mapper(part))


@dataclass(frozen=True, slots=True)
class Nothing:
    """The decision that a type becomes nothing, with the reason."""

    reason: str


type Decision = Features | Nothing

KEY, SENSOR, ACTUATOR = 1, 2, 3
"""Ranks: what does something goes before what is sensed, and that before a key."""


def becomes(*mappers: Mapper, rank: int = 0) -> Features:
    """A type that becomes what these mappers make of it."""
    return Features(mappers, rank)
