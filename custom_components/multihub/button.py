"""Buttons."""

from __future__ import annotations

from homeassistant.components.button import ButtonDeviceClass, ButtonEntity
from homeassistant.const import Platform
from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from .coordinator import MultihubConfigEntry
from .entity import HubEntity, setup_platform
from .model import Button

PARALLEL_UPDATES = 0


async def async_setup_entry(
    hass: HomeAssistant, entry: MultihubConfigEntry, async_add_entities: AddConfigEntryEntitiesCallback
) -> None:
    """Make the buttons of one hub."""
    setup_platform(entry, Platform.BUTTON, HubButton, async_add_entities)


class HubButton(HubEntity[Button], ButtonEntity):
    """Something to press."""

    @property
    def device_class(self) -> ButtonDeviceClass | None:
        """Identify, restart or update."""
        return self.feature.device_class

    async def async_press(self) -> None:
        """Press it."""
        await self._send(self.feature.press)
