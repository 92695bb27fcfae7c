"""Binary sensors."""

from __future__ import annotations

from homeassistant.components.binary_sensor import BinarySensorDeviceClass, BinarySensorEntity
from homeassistant.const import Platform
from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from .coordinator import MultihubConfigEntry
from .entity import HubEntity, setup_platform
from .model import BinarySensor

PARALLEL_UPDATES = 0


async def async_setup_entry(
    hass: HomeAssistant, entry: MultihubConfigEntry, async_add_entities: AddConfigEntryEntitiesCallback
) -> None:
    """Make the binary sensors of one hub."""
    setup_platform(entry, Platform.BINARY_SENSOR, HubBinarySensor, async_add_entities)


class HubBinarySensor(HubEntity[BinarySensor], BinarySensorEntity):
    """Something that is or is not."""

    @property
    def device_class(self) -> BinarySensorDeviceClass | None:
        """What on means."""
        return self.feature.device_class

    @property
    def is_on(self) -> bool | None:
        """Whether it is."""
        return self.feature.is_on
