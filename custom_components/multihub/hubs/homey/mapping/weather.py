"""The weather at the Homey's place."""

from __future__ import annotations

from typing import Final

from ....model import Feature, Weather
from .section import Answer, May
from .wire import number

CONDITIONS: Final = (
    ("thunder", "lightning-rainy"),
    ("sleet", "snowy-rainy"),
    ("snow", "snowy"),
    ("hail", "hail"),
    ("drizzle", "rainy"),
    ("shower", "rainy"),
    ("rain", "rainy"),
    ("mist", "fog"),
    ("fog", "fog"),
    ("haze", "fog"),
    ("clouds_light", "partlycloudy"),
    ("few", "partlycloudy"),
    ("partly", "partlycloudy"),
    ("cloud", "cloudy"),
    ("wind", "windy"),
    ("clear_night", "clear-night"),
    ("clear", "sunny"),
    ("sun", "sunny"),
)
"""A word in the icon's name: Home Assistant's condition. The first that is found counts."""


def weather(answer: Answer, _: May) -> tuple[Feature, ...]:
    """Homey has humidity as a fraction, pressure in bar, and says its unit of temperature."""
    if not isinstance(answer, dict):
        return ()
    said = f"{answer.get('iconId') or ''} {answer.get('state') or ''}".lower()
    degrees = number(answer.get("temperatureCelsius"))
    if degrees is None and (degrees := number(answer.get("temperature"))) is not None:
        if "F" in str(answer.get("temperatureUnits")):
            degrees = round((degrees - 32) / 1.8, 1)
    moist, pressure = number(answer.get("humidity")), number(answer.get("pressure"))
    return (
        Weather(
            key="weather",
            translation_key="weather",
            condition=next((condition for word, condition in CONDITIONS if word in said), None),
            temperature=degrees,
            humidity=None if moist is None else round(moist * 100 if moist <= 1 else moist, 1),
            pressure=None if pressure is None else round(pressure * 1000 if pressure < 10 else pressure, 1),
        ),
    )
