"""The Homey itself as a device: its parts, taken one by one, and the features that they become."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final

from ....model import Device, Event, Feature
from .home import SECTIONS
from .section import May
from .system import firmware
from .wire import items

HUB_DEVICE: Final = "homey"
"""The id of the Homey's own device."""

NOTIFICATION: Final = "notification"

BY_ITEM: Final = {
    (section.manager, section.item): name for name, section in SECTIONS.items() if section.manager and section.item
}
"""Manager and item, as the socket names them: the section that holds it."""

TIMED: Final = frozenset(name for name, section in SECTIONS.items() if section.current)
"""The sections that depend on the time."""


@dataclass(frozen=True, slots=True)
class HomeyFacts:
    """What the Homey says of itself."""

    name: str
    version: str | None = None
    model: str | None = None
    model_id: str | None = None


class Itself:
    """Takes what the Homey says of itself, section by section, and keeps ``device`` up to date."""

    def __init__(self, facts: HomeyFacts, may: May) -> None:
        """Begin with nothing known; ``may`` tells which operations the key has."""
        self.facts = facts
        self.answers: dict[str, Any] = {}
        self.now = datetime.min.replace(tzinfo=UTC)
        self._may = may
        self._features: dict[str, tuple[Feature, ...]] = {}
        self.device = self._made()

    def take(self, name: str, answer: Any) -> None:
        """One section's answer, ``None`` if it has nothing; what is equal stays the very same."""
        told = items(answer) if SECTIONS[name].item else answer
        if name not in self.answers or self.answers[name] != told:
            self.answers[name] = told
            self._make(name)

    def tell_time(self, now: datetime) -> None:
        """Make what depends on the time anew."""
        self.now = now
        for name in self.answers.keys() & TIMED:
            self._make(name)

    def take_item(self, name: str, what: str, item_id: str, data: Mapping[str, Any]) -> None:
        """One item of a section was created, updated or deleted."""
        known = dict(self.answers[name])
        if what == "delete":
            known.pop(item_id, None)
        else:
            known[item_id] = {**known.get(item_id, {}), **data}
        self.take(name, known)

    def take_updates(self, answer: Any) -> None:
        """The firmware that runs and what there is."""
        self.answers["updates"] = answer
        self._put("updates", (firmware(self.facts.version, answer, self._may),))

    def take_timeline(self) -> None:
        """The timeline's lines can be heard: they are events."""
        self._put(NOTIFICATION, (Event(key=NOTIFICATION, translation_key="timeline", event_types=(NOTIFICATION,)),))

    def _make(self, name: str) -> None:
        section, answer = SECTIONS[name], self.answers[name]
        old = {feature.key: feature for feature in self._features.get(name, ())}
        new = section.make(section.current(answer, self.now) if section.current else answer, self._may)
        self._put(name, tuple(old[one.key] if old.get(one.key) == one else one for one in new))

    def _put(self, name: str, features: tuple[Feature, ...]) -> None:
        self._features[name] = features
        self.device = self._made()

    def _made(self) -> Device:
        return Device(
            id=HUB_DEVICE,
            name=self.facts.name,
            manufacturer="Athom",
            model=self.facts.model or "Homey",
            model_id=self.facts.model_id,
            sw_version=self.facts.version,
            configuration_url="https://my.homey.app",
            features=tuple(feature for features in self._features.values() for feature in features),
        )
