"""One part of a device as the mappers see it: a channel or a group, and how its features are named."""

from __future__ import annotations

from collections.abc import Mapping
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


NO_FACTS: Final = Facts()


@dataclass(frozen=True, slots=True)
class Member:
    """A channel that belongs to a group, and its ``functionalChannelType``."""

    device_id: str
    index: int
    type: str | None
    channel: Part

    @property
    def raw(self) -> Mapping[str, Any]:
        """Its raw data as it is now."""
        return self.channel.raw


@dataclass(slots=True, eq=False)
class Part:
    """A channel of a device, or a group; the same object for as long as it is of the same type.

    ``raw`` is its data as it is now. ``main`` says that its main feature is the one of its device;
    ``alone`` that no other channel of its device has its type, ``ordinal`` which one of its type it is.
    ``made`` is what it became, by mapper (a value that is missing for a while takes no entity away).
    ``device`` is the device that it belongs to (of a group, its room), ``service`` that device's
    channel 0, ``members`` a group's channels, ``facts`` what else the home tells. ``prefix`` begins the
    keys of what is not a channel.
    """

    device_id: str
    index: int
    raw: dict[str, Any]
    main: bool = True
    alone: bool = True
    ordinal: int = 1
    made: list[tuple[Feature, ...]] = field(default_factory=list)
    device: Mapping[str, Any] = field(default_factory=dict)
    service: Mapping[str, Any] = field(default_factory=dict)
    members: tuple[Member, ...] = ()
    facts: Facts = NO_FACTS
    prefix: str | None = None

    @property
    def features(self) -> dict[str, Feature]:
        """What it became, by key."""
        return {feature.key: feature for features in self.made for feature in features}

    def key(self, key: str) -> str:
        """The key of a feature, unique within the device and stable for ever."""
        return f"{self.index if self.prefix is None else self.prefix}_{key}"

    def had(self, key: str) -> bool:
        """Whether it had this feature before."""
        return bool(self.made) and self.key(key) in self.features

    def tell(self, verb: str, *, latest: bool = False, **body: Any) -> Call:
        """The call that tells this channel something (``calls.channel``)."""
        return calls.channel(self.device_id, self.index, verb, latest=latest, **body)

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
