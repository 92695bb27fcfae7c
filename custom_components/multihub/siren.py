"""Sirens."""

from __future__ import annotations

from typing import Any

from homeassistant.components.siren import (
    ATTR_DURATION,
    ATTR_TONE,
    ATTR_VOLUME_LEVEL,
    SirenEntity,
    SirenEntityFeature,
)
from homeassistant.const import Platform
from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from .coordinator import MultihubConfigEntry
from .entity import HubEntity, setup_platform, supported
from .model import Siren

PARALLEL_UPDATES = 0

_FEATURES = {"turn_on": SirenEntityFeature.TURN_ON, "turn_off": SirenEntityFeature.TURN_OFF}

_ARGUMENTS = {
    "tones": SirenEntityFeature.TONES,
    "has_volume": SirenEntityFeature.VOLUME_SET,
    "has_duration": SirenEntityFeature.DURATION,
}


async def async_setup_entry(
    hass: HomeAssistant, entry: MultihubConfigEntry, async_add_entities: AddConfigEntryEntitiesCallback
) -> None:
    """Make the sirens of one hub."""
    setup_platform(entry, Platform.SIREN, HubSiren, async_add_entities)


class HubSiren(HubEntity[Siren], SirenEntity):
    """A siren."""

    @property
    def supported_features(self) -> SirenEntityFeature:
        """What there are commands for, and what the one that turns it on understands."""
        features = supported(self.feature, _FEATURES, SirenEntityFeature(0))
        if self.feature.turn_on:
            for name, flag in _ARGUMENTS.items():
                if getattr(self.feature, name):
                    features |= flag
        return features

    @property
    def available_tones(self) -> list[int | str] | None:
        """The tones."""
        return list(self.feature.tones) or None

    @property
    def is_on(self) -> bool | None:
        """Whether it sounds."""
        return self.feature.is_on

    async def async_turn_on(self, **kwargs: Any) -> None:
        """Sound it, with a tone, a volume and for a time as asked for."""
        await self._send(
            self.feature.turn_on,
            tone=kwargs.get(ATTR_TONE),
            volume=kwargs.get(ATTR_VOLUME_LEVEL),
            duration=kwargs.get(ATTR_DURATION),
        )

    async def async_turn_off(self, **kwargs: Any) -> None:
        """Silence it."""
        await self._send(self.feature.turn_off)
