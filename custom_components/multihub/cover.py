"""Covers."""

from __future__ import annotations

from typing import Any

from homeassistant.components.cover import (
    ATTR_POSITION,
    ATTR_TILT_POSITION,
    CoverDeviceClass,
    CoverEntity,
    CoverEntityFeature,
    CoverState,
)
from homeassistant.const import Platform
from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from .coordinator import MultihubConfigEntry
from .entity import HubEntity, setup_platform, supported
from .model import Cover

PARALLEL_UPDATES = 0

_FEATURES = {
    "open": CoverEntityFeature.OPEN,
    "close": CoverEntityFeature.CLOSE,
    "stop": CoverEntityFeature.STOP,
    "set_position": CoverEntityFeature.SET_POSITION,
    "open_tilt": CoverEntityFeature.OPEN_TILT,
    "close_tilt": CoverEntityFeature.CLOSE_TILT,
    "stop_tilt": CoverEntityFeature.STOP_TILT,
    "set_tilt_position": CoverEntityFeature.SET_TILT_POSITION,
}


async def async_setup_entry(
    hass: HomeAssistant, entry: MultihubConfigEntry, async_add_entities: AddConfigEntryEntitiesCallback
) -> None:
    """Make the covers of one hub."""
    setup_platform(entry, Platform.COVER, HubCover, async_add_entities)


class HubCover(HubEntity[Cover], CoverEntity):
    """A shutter, blind, awning or garage door."""

    @property
    def device_class(self) -> CoverDeviceClass | None:
        """What kind of cover it is."""
        return self.feature.device_class

    @property
    def supported_features(self) -> CoverEntityFeature:
        """What there are commands for."""
        return supported(self.feature, _FEATURES, CoverEntityFeature(0))

    @property
    def current_cover_position(self) -> int | None:
        """Position in %, 100 is open."""
        return self.feature.position

    @property
    def current_cover_tilt_position(self) -> int | None:
        """Tilt in %, 100 is open."""
        return self.feature.tilt_position

    @property
    def is_closed(self) -> bool | None:
        """Whether it is closed."""
        return self.feature.is_closed

    @property
    def is_opening(self) -> bool:
        """Whether it is on its way up."""
        return self.feature.moving is CoverState.OPENING

    @property
    def is_closing(self) -> bool:
        """Whether it is on its way down."""
        return self.feature.moving is CoverState.CLOSING

    async def async_open_cover(self, **kwargs: Any) -> None:
        """Open it."""
        await self._send(self.feature.open)

    async def async_close_cover(self, **kwargs: Any) -> None:
        """Close it."""
        await self._send(self.feature.close)

    async def async_stop_cover(self, **kwargs: Any) -> None:
        """Stop it."""
        await self._send(self.feature.stop)

    async def async_set_cover_position(self, **kwargs: Any) -> None:
        """Move it to a position."""
        await self._send(self.feature.set_position, kwargs[ATTR_POSITION])

    async def async_open_cover_tilt(self, **kwargs: Any) -> None:
        """Open the slats."""
        await self._send(self.feature.open_tilt)

    async def async_close_cover_tilt(self, **kwargs: Any) -> None:
        """Close the slats."""
        await self._send(self.feature.close_tilt)

    async def async_stop_cover_tilt(self, **kwargs: Any) -> None:
        """Stop the slats."""
        await self._send(self.feature.stop_tilt)

    async def async_set_cover_tilt_position(self, **kwargs: Any) -> None:
        """Tilt the slats."""
        await self._send(self.feature.set_tilt_position, kwargs[ATTR_TILT_POSITION])
