"""Pictures that change now and then."""

from __future__ import annotations

from datetime import datetime

from homeassistant.components.image import ImageEntity
from homeassistant.const import Platform
from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from .coordinator import HubCoordinator, MultihubConfigEntry
from .entity import HubEntity, setup_platform
from .inventory import FeatureId
from .model import Image

PARALLEL_UPDATES = 0


async def async_setup_entry(
    hass: HomeAssistant, entry: MultihubConfigEntry, async_add_entities: AddConfigEntryEntitiesCallback
) -> None:
    """Make the pictures of one hub."""
    setup_platform(entry, Platform.IMAGE, HubImage, async_add_entities)


class HubImage(HubEntity[Image], ImageEntity):
    """A picture; it is fetched when somebody looks at it, once for each time that it changes."""

    def __init__(self, coordinator: HubCoordinator, feature_id: FeatureId) -> None:
        """Have the tokens that pictures are shown by."""
        HubEntity.__init__(self, coordinator, feature_id)
        ImageEntity.__init__(self, coordinator.hass)
        self._fetched: tuple[datetime | None, bytes | None] = (None, None)

    @property
    def content_type(self) -> str:
        """The kind of picture."""
        return self.feature.content_type

    @property
    def image_last_updated(self) -> datetime | None:
        """When it changed."""
        return self.feature.updated

    async def async_image(self) -> bytes | None:
        """The picture as it is now."""
        updated = self.feature.updated
        if updated is None or self._fetched[0] != updated:
            self._fetched = updated, await self._send(self.feature.fetch)
        return self._fetched[1]
