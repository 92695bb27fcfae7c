"""The weather: what the home tells of where it is, and what a weather station measures."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from ....model import Feature, Weather
from .part import Part
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
MEASURED: Final = (("storm", "windy"), ("raining", "rainy"), ("sunshine", "sunny"))
"""What a weather station tells: the condition, the first that is true. Without sun it can't tell clouds from night."""

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


def station(part: Part) -> Iterator[Feature]:
    """The weather that a weather station measures."""
    raw = part.raw
    yield Weather(
        key=part.key("weather"),
        **part.as_main("weather", "weather_channel"),
        condition=next((condition for field, condition in MEASURED if raw.get(field) is True), None),
        temperature=number(raw.get("actualTemperature")),
        humidity=number(raw.get("humidity")),
        wind_speed=number(raw.get("windSpeed")),
        wind_bearing=number(raw.get("windDirection")),
    )
