"""Valves."""

from __future__ import annotations

from homeassistant.components.valve import ValveDeviceClass, ValveEntity, ValveEntityFeature, ValveState
from homeassistant.const import Platform
from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from .coordinator import MultihubConfigEntry
from .entity import HubEntity, setup_platform, supported
from .model import Valve

PARALLEL_UPDATES = 0

_FEATURES = {
    "open": ValveEntityFeature.OPEN,
    "close": ValveEntityFeature.CLOSE,
    "stop": ValveEntityFeature.STOP,
    "set_position": ValveEntityFeature.SET_POSITION,
}


async def async_setup_entry(
    hass: HomeAssistant, entry: MultihubConfigEntry, async_add_entities: AddConfigEntryEntitiesCallback
) -> None:
    """Make the valves of one hub."""
    setup_platform(entry, Platform.VALVE, HubValve, async_add_entities)


class HubValve(HubEntity[Valve], ValveEntity):
    """A valve for water or gas."""

    @property
    def device_class(self) -> ValveDeviceClass | None:
        """Water or gas."""
        return self.feature.device_class

    @property
    def supported_features(self) -> ValveEntityFeature:
        """What there are commands for."""
        return supported(self.feature, _FEATURES, ValveEntityFeature(0))

    @property
    def reports_position(self) -> bool:
        """Whether there is more than open and closed."""
        return self.feature.reports_position

    @property
    def current_valve_position(self) -> int | None:
        """Position in %, 100 is open."""
        return self.feature.position

    @property
    def is_closed(self) -> bool | None:
        """Whether it is closed."""
        return self.feature.is_closed

    @property
    def is_opening(self) -> bool:
        """Whether it is being opened."""
        return self.feature.moving is ValveState.OPENING

    @property
    def is_closing(self) -> bool:
        """Whether it is being closed."""
        return self.feature.moving is ValveState.CLOSING

    async def async_open_valve(self) -> None:
        """Open it."""
        await self._send(self.feature.open)

    async def async_close_valve(self) -> None:
        """Close it."""
        await self._send(self.feature.close)

    async def async_stop_valve(self) -> None:
        """Stop it."""
        await self._send(self.feature.stop)

    async def async_set_valve_position(self, position: int) -> None:
        """Move it to a position."""
        await self._send(self.feature.set_position, position)
