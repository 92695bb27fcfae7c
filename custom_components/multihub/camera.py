"""Cameras."""

from __future__ import annotations

from homeassistant.components.camera import Camera as CameraEntity
from homeassistant.const import Platform
from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from .coordinator import HubCoordinator, MultihubConfigEntry
from .entity import HubEntity, setup_platform
from .inventory import FeatureId
from .model import Camera

PARALLEL_UPDATES = 0


async def async_setup_entry(
    hass: HomeAssistant, entry: MultihubConfigEntry, async_add_entities: AddConfigEntryEntitiesCallback
) -> None:
    """Make the cameras of one hub."""
    setup_platform(entry, Platform.CAMERA, HubCamera, async_add_entities)


class HubCamera(HubEntity[Camera], CameraEntity):
    """A camera of still images."""

    def __init__(self, coordinator: HubCoordinator, feature_id: FeatureId) -> None:
        """Have the tokens that pictures are shown by."""
        HubEntity.__init__(self, coordinator, feature_id)
        CameraEntity.__init__(self)

    async def async_camera_image(self, width: int | None = None, height: int | None = None) -> bytes | None:
        """The picture of now; Home Assistant scales it."""
        image: bytes | None = await self._send(self.feature.fetch)
        return image
