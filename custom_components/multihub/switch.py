"""Switches."""

from __future__ import annotations

from typing import Any

from homeassistant.components.switch import SwitchDeviceClass, SwitchEntity
from homeassistant.const import Platform
from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from .coordinator import MultihubConfigEntry
from .entity import HubEntity, setup_platform
from .model import Switch

PARALLEL_UPDATES = 0


async def async_setup_entry(
    hass: HomeAssistant, entry: MultihubConfigEntry, async_add_entities: AddConfigEntryEntitiesCallback
) -> None:
    """Make the switches of one hub."""
    setup_platform(entry, Platform.SWITCH, HubSwitch, async_add_entities)


class HubSwitch(HubEntity[Switch], SwitchEntity):
    """Something to switch on and off."""

    @property
    def device_class(self) -> SwitchDeviceClass | None:
        """Outlet or switch."""
        return self.feature.device_class

    @property
    def is_on(self) -> bool | None:
        """Whether it is on."""
        return self.feature.is_on

    async def async_turn_on(self, **kwargs: Any) -> None:
        """Switch on."""
        await self._send(self.feature.turn_on)

    async def async_turn_off(self, **kwargs: Any) -> None:
        """Switch off."""
        await self._send(self.feature.turn_off)
