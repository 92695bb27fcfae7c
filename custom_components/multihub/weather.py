"""The weather."""

from __future__ import annotations

from homeassistant.components.weather import WeatherEntity
from homeassistant.const import Platform, UnitOfPressure, UnitOfSpeed, UnitOfTemperature
from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from .coordinator import MultihubConfigEntry
from .entity import HubEntity, setup_platform
from .model import Weather

PARALLEL_UPDATES = 0


async def async_setup_entry(
    hass: HomeAssistant, entry: MultihubConfigEntry, async_add_entities: AddConfigEntryEntitiesCallback
) -> None:
    """Make the weather entities of one hub."""
    setup_platform(entry, Platform.WEATHER, HubWeather, async_add_entities)


class HubWeather(HubEntity[Weather], WeatherEntity):
    """The weather of now."""

    _attr_native_temperature_unit = UnitOfTemperature.CELSIUS
    _attr_native_pressure_unit = UnitOfPressure.HPA
    _attr_native_wind_speed_unit = UnitOfSpeed.KILOMETERS_PER_HOUR

    @property
    def condition(self) -> str | None:
        """Sunny, rainy and so on."""
        return self.feature.condition

    @property
    def native_temperature(self) -> float | None:
        """The temperature."""
        return self.feature.temperature

    @property
    def humidity(self) -> float | None:
        """The humidity, in %."""
        return self.feature.humidity

    @property
    def native_pressure(self) -> float | None:
        """The air pressure."""
        return self.feature.pressure

    @property
    def native_wind_speed(self) -> float | None:
        """The wind's speed."""
        return self.feature.wind_speed

    @property
    def wind_bearing(self) -> float | str | None:
        """Where the wind comes from, in degrees or as a direction."""
        return self.feature.wind_bearing

    @property
    def attribution(self) -> str | None:
        """Whose forecast it is."""
        return self.feature.attribution
