"""Events."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from homeassistant.components.event import EventDeviceClass, EventEntity
from homeassistant.const import Platform
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from .coordinator import MultihubConfigEntry
from .entity import HubEntity, setup_platform
from .model import Event

PARALLEL_UPDATES = 0


async def async_setup_entry(
    hass: HomeAssistant, entry: MultihubConfigEntry, async_add_entities: AddConfigEntryEntitiesCallback
) -> None:
    """Make the events of one hub."""
    setup_platform(entry, Platform.EVENT, HubEvent, async_add_entities)


class HubEvent(HubEntity[Event], EventEntity):
    """Something that happens; each time it does is told, equal or not."""

    @property
    def device_class(self) -> EventDeviceClass | None:
        """Button, doorbell or motion."""
        return self.feature.device_class

    @property
    def event_types(self) -> list[str]:
        """What may happen."""
        return list(self.feature.event_types)

    async def async_added_to_hass(self) -> None:
        """Begin to hear of it."""
        await super().async_added_to_hass()
        self.async_on_remove(self.coordinator.listeners.add_event(self.feature_id, self._happened))

    async def async_entity_id_changed(self, old_entity_id: str) -> None:
        """Go on under the new id: nothing here depends on it."""

    @callback
    def _happened(self, event_type: str, attributes: Mapping[str, Any]) -> None:
        if event_type in self.feature.event_types:
            self._trigger_event(event_type, dict(attributes))
            self.async_write_ha_state()
