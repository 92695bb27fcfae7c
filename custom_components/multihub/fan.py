"""Fans."""

from __future__ import annotations

from typing import Any

from homeassistant.components.fan import FanEntity, FanEntityFeature
from homeassistant.const import Platform
from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from .coordinator import MultihubConfigEntry
from .entity import HubEntity, chosen, options, setup_platform, supported
from .model import Fan

PARALLEL_UPDATES = 0

_FEATURES = {
    "set_percentage": FanEntityFeature.SET_SPEED,
    "preset": FanEntityFeature.PRESET_MODE,
    "oscillate": FanEntityFeature.OSCILLATE,
    "set_direction": FanEntityFeature.DIRECTION,
    "turn_on": FanEntityFeature.TURN_ON,
    "turn_off": FanEntityFeature.TURN_OFF,
}


async def async_setup_entry(
    hass: HomeAssistant, entry: MultihubConfigEntry, async_add_entities: AddConfigEntryEntitiesCallback
) -> None:
    """Make the fans of one hub."""
    setup_platform(entry, Platform.FAN, HubFan, async_add_entities)


class HubFan(HubEntity[Fan], FanEntity):
    """A fan or a ventilation unit."""

    @property
    def supported_features(self) -> FanEntityFeature:
        """What there are commands for."""
        return supported(self.feature, _FEATURES, FanEntityFeature(0))

    @property
    def is_on(self) -> bool | None:
        """Whether it turns."""
        return self.feature.is_on

    @property
    def percentage(self) -> int | None:
        """Speed in %."""
        return self.feature.percentage

    @property
    def speed_count(self) -> int:
        """How many speeds there are."""
        return self.feature.speed_count

    @property
    def preset_mode(self) -> str | None:
        """The preset in use."""
        return chosen(self.feature.preset)

    @property
    def preset_modes(self) -> list[str] | None:
        """The presets."""
        return options(self.feature.preset)

    @property
    def oscillating(self) -> bool | None:
        """Whether it swings."""
        return self.feature.oscillating

    @property
    def current_direction(self) -> str | None:
        """Forward or reverse."""
        return self.feature.direction

    async def async_turn_on(self, percentage: int | None = None, preset_mode: str | None = None, **kwargs: Any) -> None:
        """Switch on, with a speed or a preset as asked for; a speed of 0 is off."""
        if percentage == 0:
            await self.async_turn_off()
        else:
            await self._send(self.feature.turn_on, percentage=percentage, preset_mode=preset_mode)

    async def async_turn_off(self, **kwargs: Any) -> None:
        """Switch off."""
        await self._send(self.feature.turn_off)

    async def async_set_percentage(self, percentage: int) -> None:
        """Choose a speed; 0 is off."""
        if percentage == 0 and self.feature.turn_off:
            await self.async_turn_off()
        else:
            await self._send(self.feature.set_percentage, percentage)

    async def async_set_preset_mode(self, preset_mode: str) -> None:
        """Choose a preset."""
        await self._choose(self.feature.preset, preset_mode)

    async def async_oscillate(self, oscillating: bool) -> None:
        """Swing, or stand still."""
        await self._send(self.feature.oscillate, oscillating)

    async def async_set_direction(self, direction: str) -> None:
        """Turn forward or reverse."""
        await self._send(self.feature.set_direction, direction)
