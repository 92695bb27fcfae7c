"""Who wants to hear of which feature: one call to each entity that has changed, none to the others."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from homeassistant.core import CALLBACK_TYPE, callback

from .inventory import FeatureId

type EventListener = Callable[[str, Mapping[str, Any]], None]


class Listeners:
    """The entities of one hub, by what they render."""

    def __init__(self) -> None:
        """Nobody listens yet."""
        self._updates: dict[FeatureId, list[CALLBACK_TYPE]] = {}
        self._events: dict[FeatureId, EventListener] = {}

    @callback
    def add(self, feature_id: FeatureId, update: CALLBACK_TYPE) -> None:
        """Call ``update`` whenever the feature has changed."""
        self._updates.setdefault(feature_id, []).append(update)

    @callback
    def remove(self, feature_id: FeatureId, update: CALLBACK_TYPE) -> None:
        """Call it no longer."""
        updates = self._updates[feature_id]
        updates.remove(update)
        if not updates:
            del self._updates[feature_id]

    @callback
    def tell(self, feature_ids: Iterable[FeatureId]) -> None:
        """These features have changed."""
        updates = self._updates
        for feature_id in feature_ids:
            for update in updates.get(feature_id, ()):
                update()

    @callback
    def add_event(self, feature_id: FeatureId, listener: EventListener) -> CALLBACK_TYPE:
        """Call ``listener`` with what happens at an event feature; gives what ends it."""
        self._events[feature_id] = listener

        @callback
        def remove() -> None:
            del self._events[feature_id]

        return remove

    @callback
    def happened(self, feature_id: FeatureId, event_type: str, attributes: Mapping[str, Any]) -> None:
        """Hand what happened to the one entity of the event feature."""
        if listener := self._events.get(feature_id):
            listener(event_type, attributes)
