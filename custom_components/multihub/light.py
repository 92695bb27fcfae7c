"""Lights."""

from __future__ import annotations

from typing import Any

from homeassistant.components.light import (
    ATTR_BRIGHTNESS,
    ATTR_COLOR_TEMP_KELVIN,
    ATTR_EFFECT,
    ATTR_HS_COLOR,
    ATTR_RGB_COLOR,
    ATTR_RGBW_COLOR,
    ATTR_TRANSITION,
    ColorMode,
    LightEntity,
    LightEntityFeature,
)
from homeassistant.const import Platform
from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from .coordinator import MultihubConfigEntry
from .entity import HubEntity, chosen, options, setup_platform
from .model import Light

PARALLEL_UPDATES = 0

_ARGUMENTS = {
    "brightness": ATTR_BRIGHTNESS,
    "hs": ATTR_HS_COLOR,
    "rgb": ATTR_RGB_COLOR,
    "rgbw": ATTR_RGBW_COLOR,
    "kelvin": ATTR_COLOR_TEMP_KELVIN,
    "effect": ATTR_EFFECT,
    "transition": ATTR_TRANSITION,
}
"""What a light's command takes, by Home Assistant's word for it."""


async def async_setup_entry(
    hass: HomeAssistant, entry: MultihubConfigEntry, async_add_entities: AddConfigEntryEntitiesCallback
) -> None:
    """Make the lights of one hub."""
    setup_platform(entry, Platform.LIGHT, HubLight, async_add_entities)


class HubLight(HubEntity[Light], LightEntity):
    """A light."""

    @property
    def supported_color_modes(self) -> set[ColorMode]:
        """On and off, brightness, white or colours."""
        return set(self.feature.color_modes)

    @property
    def supported_features(self) -> LightEntityFeature:
        """Effects and transitions."""
        features = LightEntityFeature(0)
        if self.feature.effect:
            features |= LightEntityFeature.EFFECT
        if self.feature.transition:
            features |= LightEntityFeature.TRANSITION
        return features

    @property
    def color_mode(self) -> ColorMode | None:
        """The mode in use; the only one where there is one."""
        modes = self.feature.color_modes
        return self.feature.color_mode or (next(iter(modes)) if len(modes) == 1 else None)

    @property
    def is_on(self) -> bool | None:
        """Whether it shines."""
        return self.feature.is_on

    @property
    def brightness(self) -> int | None:
        """0 to 255."""
        return self.feature.brightness

    @property
    def hs_color(self) -> tuple[float, float] | None:
        """Hue in degrees and saturation in %."""
        return self.feature.hs

    @property
    def rgb_color(self) -> tuple[int, int, int] | None:
        """Red, green and blue."""
        return self.feature.rgb

    @property
    def rgbw_color(self) -> tuple[int, int, int, int] | None:
        """Red, green, blue and white."""
        return self.feature.rgbw

    @property
    def color_temp_kelvin(self) -> int | None:
        """The white's temperature."""
        return self.feature.kelvin

    @property
    def min_color_temp_kelvin(self) -> int:
        """The warmest white."""
        return self.feature.min_kelvin

    @property
    def max_color_temp_kelvin(self) -> int:
        """The coldest white."""
        return self.feature.max_kelvin

    @property
    def effect_list(self) -> list[str] | None:
        """The effects."""
        return options(self.feature.effect)

    @property
    def effect(self) -> str | None:
        """The effect in use."""
        return chosen(self.feature.effect)

    async def async_turn_on(self, **kwargs: Any) -> None:
        """Switch on, with brightness, colour and effect as asked for."""
        asked = {name: kwargs.get(attribute) for name, attribute in _ARGUMENTS.items()}
        await self._send(self.feature.turn_on, **asked)

    async def async_turn_off(self, **kwargs: Any) -> None:
        """Switch off."""
        await self._send(self.feature.turn_off, transition=kwargs.get(ATTR_TRANSITION))
