"""Sensors."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from homeassistant.components.sensor import SensorDeviceClass, SensorEntity, SensorStateClass
from homeassistant.const import MAX_LENGTH_STATE_STATE, Platform
from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from .coordinator import MultihubConfigEntry
from .entity import HubEntity, setup_platform
from .model import Sensor

PARALLEL_UPDATES = 0

_NUMERIC = ("unit", "state_class", "precision")
"""Home Assistant expects a number of a sensor with one of these."""


async def async_setup_entry(
    hass: HomeAssistant, entry: MultihubConfigEntry, async_add_entities: AddConfigEntryEntitiesCallback
) -> None:
    """Make the sensors of one hub."""
    setup_platform(entry, Platform.SENSOR, HubSensor, async_add_entities)


class HubSensor(HubEntity[Sensor], SensorEntity):
    """A value to read."""

    @property
    def device_class(self) -> SensorDeviceClass | None:
        """What is measured."""
        return self.feature.device_class

    @property
    def native_unit_of_measurement(self) -> str | None:
        """The unit of the hub; Home Assistant converts."""
        return self.feature.unit

    @property
    def state_class(self) -> SensorStateClass | None:
        """How it goes into statistics."""
        return self.feature.state_class

    @property
    def options(self) -> list[str] | None:
        """The values of an enumeration."""
        return None if self.feature.options is None else list(self.feature.options)

    @property
    def suggested_display_precision(self) -> int | None:
        """The decimals to show."""
        return self.feature.precision

    @property
    def native_value(self) -> str | int | float | Decimal | date | datetime | None:
        """The value; text is cut to what Home Assistant can hold, and unknown where only an option or a number fits."""
        value = self.feature.value
        if isinstance(value, str):
            if self.feature.options is not None and value not in self.feature.options:
                return None
            if any(getattr(self.feature, name) is not None for name in _NUMERIC):
                return None
            return value[:MAX_LENGTH_STATE_STATE]
        return value
