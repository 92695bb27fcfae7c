"""Vacuum cleaners."""

from __future__ import annotations

from typing import Any

from homeassistant.components.vacuum import StateVacuumEntity, VacuumActivity, VacuumEntityFeature
from homeassistant.const import Platform
from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from .coordinator import MultihubConfigEntry
from .entity import HubEntity, chosen, options, setup_platform, supported
from .model import Vacuum

PARALLEL_UPDATES = 0

_FEATURES = {
    "start": VacuumEntityFeature.START,
    "stop": VacuumEntityFeature.STOP,
    "pause": VacuumEntityFeature.PAUSE,
    "return_home": VacuumEntityFeature.RETURN_HOME,
    "clean_spot": VacuumEntityFeature.CLEAN_SPOT,
    "locate": VacuumEntityFeature.LOCATE,
    "fan_speed": VacuumEntityFeature.FAN_SPEED,
}


async def async_setup_entry(
    hass: HomeAssistant, entry: MultihubConfigEntry, async_add_entities: AddConfigEntryEntitiesCallback
) -> None:
    """Make the vacuum cleaners of one hub."""
    setup_platform(entry, Platform.VACUUM, HubVacuum, async_add_entities)


class HubVacuum(HubEntity[Vacuum], StateVacuumEntity):
    """A vacuum cleaner."""

    @property
    def supported_features(self) -> VacuumEntityFeature:
        """What there are commands for."""
        return supported(self.feature, _FEATURES, VacuumEntityFeature.STATE)

    @property
    def activity(self) -> VacuumActivity | None:
        """What it does now."""
        return self.feature.activity

    @property
    def fan_speed(self) -> str | None:
        """How hard it sucks."""
        return chosen(self.feature.fan_speed)

    @property
    def fan_speed_list(self) -> list[str]:
        """How hard it may suck."""
        return options(self.feature.fan_speed) or []

    async def async_start(self) -> None:
        """Clean."""
        await self._send(self.feature.start)

    async def async_stop(self, **kwargs: Any) -> None:
        """Stop."""
        await self._send(self.feature.stop)

    async def async_pause(self) -> None:
        """Pause."""
        await self._send(self.feature.pause)

    async def async_return_to_base(self, **kwargs: Any) -> None:
        """Go home."""
        await self._send(self.feature.return_home)

    async def async_clean_spot(self, **kwargs: Any) -> None:
        """Clean around where it stands."""
        await self._send(self.feature.clean_spot)

    async def async_locate(self, **kwargs: Any) -> None:
        """Tell where it is, by a sound."""
        await self._send(self.feature.locate)

    async def async_set_fan_speed(self, fan_speed: str, **kwargs: Any) -> None:
        """Choose how hard it sucks."""
        await self._choose(self.feature.fan_speed, fan_speed)
