"""The weather that the home tells of itself."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from ....model import Weather
from .values import number, text

CONDITIONS: Final = {
    "CLEAR": "sunny",
    "LIGHT_CLOUDY": "partlycloudy",
    "CLOUDY": "cloudy",
    "CLOUDY_WITH_RAIN": "rainy",
    "CLOUDY_WITH_SNOW_RAIN": "snowy-rainy",
    "HEAVILY_CLOUDY": "cloudy",
    "HEAVILY_CLOUDY_WITH_RAIN": "rainy",
    "HEAVILY_CLOUDY_WITH_STRONG_RAIN": "pouring",
    "HEAVILY_CLOUDY_WITH_SNOW": "snowy",
    "HEAVILY_CLOUDY_WITH_SNOW_RAIN": "snowy-rainy",
    "HEAVILY_CLOUDY_WITH_THUNDER": "lightning",
    "HEAVILY_CLOUDY_WITH_RAIN_AND_THUNDER": "lightning-rainy",
    "FOGGY": "fog",
    "STRONG_WIND": "windy",
}
"""``weatherCondition``: Home Assistant's word for it."""

CLEAR_NIGHT: Final = "clear-night"
ATTRIBUTION: Final = "Powered by Homematic IP"


def weather(told: Mapping[str, Any]) -> Weather:
    """The weather feature; temperatures in °C, wind in km/h from its degrees."""
    condition = CONDITIONS.get(text(told.get("weatherCondition")) or "")
    if condition == "sunny" and told.get("weatherDayTime") == "NIGHT":
        condition = CLEAR_NIGHT
    return Weather(
        key="home_weather",
        translation_key="home_weather",
        condition=condition,
        temperature=number(told.get("temperature")),
        humidity=number(told.get("humidity")),
        wind_speed=number(told.get("windSpeed")),
        wind_bearing=number(told.get("windDirection")),
        attribution=ATTRIBUTION,
    )
