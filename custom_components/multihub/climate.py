"""Climate: rooms and devices that heat or cool."""

from __future__ import annotations

from typing import Any

from homeassistant.components.climate import (
    ATTR_HVAC_MODE,
    ATTR_TARGET_TEMP_HIGH,
    ATTR_TARGET_TEMP_LOW,
    ClimateEntity,
    ClimateEntityFeature,
    HVACAction,
    HVACMode,
)
from homeassistant.const import ATTR_TEMPERATURE, Platform
from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from .compat import native_temperatures
from .coordinator import MultihubConfigEntry
from .entity import HubEntity, chosen, number, options, setup_platform, supported
from .model import Climate, Range

PARALLEL_UPDATES = 0

_FEATURES = {
    "target": ClimateEntityFeature.TARGET_TEMPERATURE,
    "low": ClimateEntityFeature.TARGET_TEMPERATURE_RANGE,
    "target_humidity": ClimateEntityFeature.TARGET_HUMIDITY,
    "preset": ClimateEntityFeature.PRESET_MODE,
    "fan": ClimateEntityFeature.FAN_MODE,
    "swing": ClimateEntityFeature.SWING_MODE,
    "swing_horizontal": ClimateEntityFeature.SWING_HORIZONTAL_MODE,
}


async def async_setup_entry(
    hass: HomeAssistant, entry: MultihubConfigEntry, async_add_entities: AddConfigEntryEntitiesCallback
) -> None:
    """Make the climate entities of one hub."""
    setup_platform(entry, Platform.CLIMATE, HubClimate, async_add_entities)


@native_temperatures
class HubClimate(HubEntity[Climate], ClimateEntity):
    """A room or device that heats or cools."""

    @property
    def supported_features(self) -> ClimateEntityFeature:
        """What there are ranges, choices and commands for."""
        features = supported(self.feature, _FEATURES, ClimateEntityFeature(0))
        if self.feature.turn_on or self._mode_to_turn_on:
            features |= ClimateEntityFeature.TURN_ON
        if self.feature.turn_off or HVACMode.OFF in self.feature.mode.options:
            features |= ClimateEntityFeature.TURN_OFF
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
    def native_target_temperature_low(self) -> float | None:
        """The temperature below which it heats."""
        return number(self.feature.low)

    @property
    def native_target_temperature_high(self) -> float | None:
        """The temperature above which it cools."""
        return number(self.feature.high)

    @property
    def _temperatures(self) -> Range | None:
        return self.feature.target or self.feature.low

    @property
    def min_temp(self) -> float:
        """The lowest temperature to ask for."""
        limits = self._temperatures
        return limits.min if limits else super().min_temp

    @property
    def max_temp(self) -> float:
        """The highest temperature to ask for."""
        limits = self.feature.target or self.feature.high
        return limits.max if limits else super().max_temp

    @property
    def target_temperature_step(self) -> float | None:
        """The step of the wanted temperature."""
        limits = self._temperatures
        return limits.step if limits else None

    @property
    def current_humidity(self) -> float | None:
        """The humidity now, in %."""
        return self.feature.humidity

    @property
    def target_humidity(self) -> float | None:
        """The humidity wanted, in %."""
        return number(self.feature.target_humidity)

    @property
    def min_humidity(self) -> float:
        """The lowest humidity to ask for."""
        limits = self.feature.target_humidity
        return limits.min if limits else super().min_humidity

    @property
    def max_humidity(self) -> float:
        """The highest humidity to ask for."""
        limits = self.feature.target_humidity
        return limits.max if limits else super().max_humidity

    @property
    def hvac_mode(self) -> HVACMode | None:
        """What it is set to."""
        mode = self.feature.mode.value
        return HVACMode(mode) if mode in self.feature.mode.options else None

    @property
    def hvac_modes(self) -> list[HVACMode]:
        """What it can be set to."""
        return [HVACMode(mode) for mode in self.feature.mode.options]

    @property
    def hvac_action(self) -> HVACAction | None:
        """What it does now."""
        return self.feature.action

    @property
    def preset_mode(self) -> str | None:
        """The preset in use."""
        return chosen(self.feature.preset)

    @property
    def preset_modes(self) -> list[str] | None:
        """The presets."""
        return options(self.feature.preset)

    @property
    def fan_mode(self) -> str | None:
        """The fan's mode."""
        return chosen(self.feature.fan)

    @property
    def fan_modes(self) -> list[str] | None:
        """The fan's modes."""
        return options(self.feature.fan)

    @property
    def swing_mode(self) -> str | None:
        """How the air swings."""
        return chosen(self.feature.swing)

    @property
    def swing_modes(self) -> list[str] | None:
        """How the air may swing."""
        return options(self.feature.swing)

    @property
    def swing_horizontal_mode(self) -> str | None:
        """How the air swings from side to side."""
        return chosen(self.feature.swing_horizontal)

    @property
    def swing_horizontal_modes(self) -> list[str] | None:
        """How the air may swing from side to side."""
        return options(self.feature.swing_horizontal)

    async def async_set_temperature(self, **kwargs: Any) -> None:
        """Ask for a temperature, for both of a range, and for a mode with it."""
        if mode := kwargs.get(ATTR_HVAC_MODE):
            await self.async_set_hvac_mode(mode)
        for attribute, limits in (
            (ATTR_TEMPERATURE, self.feature.target),
            (ATTR_TARGET_TEMP_LOW, self.feature.low),
            (ATTR_TARGET_TEMP_HIGH, self.feature.high),
        ):
            if (temperature := kwargs.get(attribute)) is not None:
                await self._adjust(limits, temperature)

    async def async_set_hvac_mode(self, hvac_mode: HVACMode) -> None:
        """Heat, cool, leave it to the hub, or stop."""
        await self._choose(self.feature.mode, str(hvac_mode))

    async def async_turn_on(self) -> None:
        """Switch on, in the mode that the device or its list of modes has first."""
        if self.feature.turn_on:
            await self._send(self.feature.turn_on)
        elif mode := self._mode_to_turn_on:
            await self.async_set_hvac_mode(mode)

    async def async_turn_off(self) -> None:
        """Switch off."""
        if self.feature.turn_off:
            await self._send(self.feature.turn_off)
        else:
            await self.async_set_hvac_mode(HVACMode.OFF)

    async def async_set_humidity(self, humidity: int) -> None:
        """Ask for a humidity."""
        await self._adjust(self.feature.target_humidity, humidity)

    async def async_set_preset_mode(self, preset_mode: str) -> None:
        """Choose a preset."""
        await self._choose(self.feature.preset, preset_mode)

    async def async_set_fan_mode(self, fan_mode: str) -> None:
        """Choose the fan's mode."""
        await self._choose(self.feature.fan, fan_mode)

    async def async_set_swing_mode(self, swing_mode: str) -> None:
        """Choose how the air swings."""
        await self._choose(self.feature.swing, swing_mode)

    async def async_set_swing_horizontal_mode(self, swing_horizontal_mode: str) -> None:
        """Choose how the air swings from side to side."""
        await self._choose(self.feature.swing_horizontal, swing_horizontal_mode)

    @property
    def _mode_to_turn_on(self) -> HVACMode | None:
        modes = self.feature.mode.options
        if HVACMode.OFF not in modes:
            return None
        return next((HVACMode(mode) for mode in modes if mode != HVACMode.OFF), None)
