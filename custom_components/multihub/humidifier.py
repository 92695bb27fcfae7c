"""Humidifiers and dehumidifiers."""

from __future__ import annotations

from typing import Any

from homeassistant.components.humidifier import (
    HumidifierAction,
    HumidifierDeviceClass,
    HumidifierEntity,
    HumidifierEntityFeature,
)
from homeassistant.const import Platform
from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from .coordinator import MultihubConfigEntry
from .entity import HubEntity, chosen, number, options, setup_platform, supported
from .model import Humidifier

PARALLEL_UPDATES = 0

_FEATURES = {"mode": HumidifierEntityFeature.MODES}


async def async_setup_entry(
    hass: HomeAssistant, entry: MultihubConfigEntry, async_add_entities: AddConfigEntryEntitiesCallback
) -> None:
    """Make the humidifiers of one hub."""
    setup_platform(entry, Platform.HUMIDIFIER, HubHumidifier, async_add_entities)


class HubHumidifier(HubEntity[Humidifier], HumidifierEntity):
    """A humidifier or dehumidifier."""

    @property
    def device_class(self) -> HumidifierDeviceClass | None:
        """Which of the two it is."""
        return self.feature.device_class

    @property
    def supported_features(self) -> HumidifierEntityFeature:
        """Whether there are modes."""
        return supported(self.feature, _FEATURES, HumidifierEntityFeature(0))

    @property
    def is_on(self) -> bool | None:
        """Whether it is on."""
        return self.feature.is_on

    @property
    def action(self) -> HumidifierAction | None:
        """What it does now."""
        return self.feature.action

    @property
    def current_humidity(self) -> float | None:
        """The humidity now, in %."""
        return self.feature.current

    @property
    def target_humidity(self) -> float | None:
        """The humidity wanted, in %."""
        return number(self.feature.target)

    @property
    def min_humidity(self) -> float:
        """The lowest humidity to ask for."""
        limits = self.feature.target
        return limits.min if limits else super().min_humidity

    @property
    def max_humidity(self) -> float:
        """The highest humidity to ask for."""
        limits = self.feature.target
        return limits.max if limits else super().max_humidity

    @property
    def target_humidity_step(self) -> float | None:
        """The step of the wanted humidity."""
        limits = self.feature.target
        return limits.step if limits else None

    @property
    def mode(self) -> str | None:
        """The mode in use."""
        return chosen(self.feature.mode)

    @property
    def available_modes(self) -> list[str] | None:
        """The modes."""
        return options(self.feature.mode)

    async def async_turn_on(self, **kwargs: Any) -> None:
        """Switch on."""
        await self._send(self.feature.turn_on)

    async def async_turn_off(self, **kwargs: Any) -> None:
        """Switch off."""
        await self._send(self.feature.turn_off)

    async def async_set_humidity(self, humidity: int) -> None:
        """Ask for a humidity."""
        await self._adjust(self.feature.target, humidity)

    async def async_set_mode(self, mode: str) -> None:
        """Choose a mode."""
        await self._choose(self.feature.mode, mode)
