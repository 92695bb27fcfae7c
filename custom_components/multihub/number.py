"""Numbers."""

from __future__ import annotations

from homeassistant.components.number import NumberDeviceClass, NumberEntity, NumberMode
from homeassistant.const import Platform
from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from .coordinator import MultihubConfigEntry
from .entity import HubEntity, setup_platform
from .model import Number

PARALLEL_UPDATES = 0


async def async_setup_entry(
    hass: HomeAssistant, entry: MultihubConfigEntry, async_add_entities: AddConfigEntryEntitiesCallback
) -> None:
    """Make the numbers of one hub."""
    setup_platform(entry, Platform.NUMBER, HubNumber, async_add_entities)


class HubNumber(HubEntity[Number], NumberEntity):
    """A number to set."""

    @property
    def device_class(self) -> NumberDeviceClass | None:
        """What it is a number of."""
        return self.feature.device_class

    @property
    def mode(self) -> NumberMode:
        """Box or slider."""
        return self.feature.mode or NumberMode.AUTO

    @property
    def native_unit_of_measurement(self) -> str | None:
        """The unit of the hub; Home Assistant converts."""
        return self.feature.range.unit

    @property
    def native_min_value(self) -> float:
        """The least."""
        return self.feature.range.min

    @property
    def native_max_value(self) -> float:
        """The most."""
        return self.feature.range.max

    @property
    def native_step(self) -> float:
        """The step."""
        return self.feature.range.step

    @property
    def native_value(self) -> float | None:
        """The number."""
        return self.feature.range.value

    async def async_set_native_value(self, value: float) -> None:
        """Set it."""
        await self._adjust(self.feature.range, value)
