"""Hot water."""

from __future__ import annotations

from typing import Any

from homeassistant.components.water_heater import (
    ATTR_OPERATION_MODE,
    WaterHeaterEntity,
    WaterHeaterEntityFeature,
)
from homeassistant.const import ATTR_TEMPERATURE, Platform
from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from .compat import native_temperatures
from .coordinator import MultihubConfigEntry
from .entity import HubEntity, chosen, number, options, setup_platform, supported
from .model import WaterHeater

PARALLEL_UPDATES = 0

_FEATURES = {
    "target": WaterHeaterEntityFeature.TARGET_TEMPERATURE,
    "mode": WaterHeaterEntityFeature.OPERATION_MODE,
}


async def async_setup_entry(
    hass: HomeAssistant, entry: MultihubConfigEntry, async_add_entities: AddConfigEntryEntitiesCallback
) -> None:
    """Make the water heaters of one hub."""
    setup_platform(entry, Platform.WATER_HEATER, HubWaterHeater, async_add_entities)


@native_temperatures
class HubWaterHeater(HubEntity[WaterHeater], WaterHeaterEntity):
    """Hot water."""

    @property
    def supported_features(self) -> WaterHeaterEntityFeature:
        """What there are ranges, choices and commands for."""
        features = supported(self.feature, _FEATURES, WaterHeaterEntityFeature(0))
        if self.feature.turn_on and self.feature.turn_off:
            features |= WaterHeaterEntityFeature.ON_OFF
        return features

    @property
    def native_temperature_unit(self) -> str:
        """The unit of the hub; Home Assistant converts."""
        return self.feature.unit

    @property
    def native_current_temperature(self) -> float | None:
        """The temperature now."""
        return self.feature.current

    @property
    def native_target_temperature(self) -> float | None:
        """The temperature wanted."""
        return number(self.feature.target)

    @property
    def min_temp(self) -> float:
        """The lowest temperature to ask for."""
        limits = self.feature.target
        return limits.min if limits else super().min_temp

    @property
    def max_temp(self) -> float:
        """The highest temperature to ask for."""
        limits = self.feature.target
        return limits.max if limits else super().max_temp

    @property
    def target_temperature_step(self) -> float | None:
        """The step of the wanted temperature."""
        limits = self.feature.target
        return limits.step if limits else None

    @property
    def current_operation(self) -> str | None:
        """How it heats."""
        return chosen(self.feature.mode)

    @property
    def operation_list(self) -> list[str] | None:
        """How it may heat."""
        return options(self.feature.mode)

    async def async_set_temperature(self, **kwargs: Any) -> None:
        """Ask for a temperature, and for an operation with it."""
        if operation := kwargs.get(ATTR_OPERATION_MODE):
            await self.async_set_operation_mode(operation)
        if (temperature := kwargs.get(ATTR_TEMPERATURE)) is not None:
            await self._adjust(self.feature.target, temperature)

    async def async_set_operation_mode(self, operation_mode: str) -> None:
        """Choose how it heats."""
        await self._choose(self.feature.mode, operation_mode)

    async def async_turn_on(self, **kwargs: Any) -> None:
        """Switch on."""
        await self._send(self.feature.turn_on)

    async def async_turn_off(self, **kwargs: Any) -> None:
        """Switch off."""
        await self._send(self.feature.turn_off)
