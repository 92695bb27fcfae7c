"""Mowers."""

from __future__ import annotations

from homeassistant.components.lawn_mower import LawnMowerActivity, LawnMowerEntity, LawnMowerEntityFeature
from homeassistant.const import Platform
from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from .coordinator import MultihubConfigEntry
from .entity import HubEntity, setup_platform, supported
from .model import LawnMower

PARALLEL_UPDATES = 0

_FEATURES = {
    "start": LawnMowerEntityFeature.START_MOWING,
    "pause": LawnMowerEntityFeature.PAUSE,
    "dock": LawnMowerEntityFeature.DOCK,
}


async def async_setup_entry(
    hass: HomeAssistant, entry: MultihubConfigEntry, async_add_entities: AddConfigEntryEntitiesCallback
) -> None:
    """Make the mowers of one hub."""
    setup_platform(entry, Platform.LAWN_MOWER, HubLawnMower, async_add_entities)


class HubLawnMower(HubEntity[LawnMower], LawnMowerEntity):
    """A mower."""

    @property
    def supported_features(self) -> LawnMowerEntityFeature:
        """What there are commands for."""
        return supported(self.feature, _FEATURES, LawnMowerEntityFeature(0))

    @property
    def activity(self) -> LawnMowerActivity | None:
        """What it does now."""
        return self.feature.activity

    async def async_start_mowing(self) -> None:
        """Mow."""
        await self._send(self.feature.start)

    async def async_pause(self) -> None:
        """Pause."""
        await self._send(self.feature.pause)

    async def async_dock(self) -> None:
        """Go home."""
        await self._send(self.feature.dock)
