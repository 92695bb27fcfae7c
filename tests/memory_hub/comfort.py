"""What heats, cools, blows, dries and waters in the house."""

from __future__ import annotations

from homeassistant.components.climate import HVACAction
from homeassistant.components.fan import DIRECTION_FORWARD
from homeassistant.components.humidifier import HumidifierAction, HumidifierDeviceClass
from homeassistant.components.valve import ValveDeviceClass

from custom_components.multihub.model import (
    Choice,
    Climate,
    Command,
    Fan,
    Feature,
    Humidifier,
    Valve,
    WaterHeater,
    Weather,
)
from tests.fifth_hub.house import Become, becomes

from .words import DEVICE, choice, limits, sets


def _fan() -> Fan:
    presets = choice("fan", "preset", None, "calm", "storm")

    def turn_on(percentage: int | None, preset_mode: str | None) -> Become:
        wanted: dict[str, object] = {"is_on": True}
        if percentage is not None:
            wanted["percentage"] = percentage
        if preset_mode is not None:
            wanted["preset"] = Choice(preset_mode, presets.options, presets.set)
        return Become(DEVICE, "fan", wanted)

    return Fan(
        key="fan",
        name="Fan",
        is_on=False,
        percentage=0,
        speed_count=4,
        preset=presets,
        oscillating=False,
        direction=DIRECTION_FORWARD,
        turn_on=Command(turn_on),
        turn_off=becomes("fan", is_on=False, percentage=0),
        set_percentage=sets("fan", lambda to: {"percentage": to, "is_on": True}),
        oscillate=sets("fan", lambda to: {"oscillating": to}),
        set_direction=sets("fan", lambda to: {"direction": to}),
    )


def features() -> tuple[Feature, ...]:
    """One of each of these kinds."""
    return (
        Climate(
            key="climate",
            name="Climate",
            unit="°C",
            current=19.5,
            mode=choice("climate", "mode", "heat", "off", "heat", "auto"),
            target=limits("climate", "target", 21, 5, 30, 0.5, "°C"),
            humidity=40,
            action=HVACAction.HEATING,
            preset=choice("climate", "preset", None, "eco", "boost"),
        ),
        _fan(),
        Humidifier(
            key="humidifier",
            name="Humidifier",
            device_class=HumidifierDeviceClass.HUMIDIFIER,
            is_on=True,
            current=38,
            target=limits("humidifier", "target", 45, 30, 70, 5),
            mode=choice("humidifier", "mode", "auto", "auto", "sleep"),
            action=HumidifierAction.HUMIDIFYING,
            turn_on=becomes("humidifier", is_on=True),
            turn_off=becomes("humidifier", is_on=False),
        ),
        Valve(
            key="valve",
            name="Valve",
            device_class=ValveDeviceClass.WATER,
            is_closed=True,
            position=0,
            reports_position=True,
            open=becomes("valve", is_closed=False, position=100),
            close=becomes("valve", is_closed=True, position=0),
            stop=becomes("valve", moving=None),
            set_position=sets("valve", lambda to: {"position": to, "is_closed": to == 0}),
        ),
        WaterHeater(
            key="water_heater",
            name="Hot water",
            unit="°C",
            current=48.5,
            target=limits("water_heater", "target", 55, 35, 65, 0.5, "°C"),
            mode=choice("water_heater", "mode", "eco", "off", "eco", "performance"),
            turn_on=becomes("water_heater", mode=choice("water_heater", "mode", "eco", "off", "eco", "performance")),
            turn_off=becomes("water_heater", mode=choice("water_heater", "mode", "off", "off", "eco", "performance")),
        ),
        Weather(
            key="weather",
            name="Weather",
            condition="cloudy",
            temperature=12.3,
            humidity=81,
            pressure=1013.2,
            wind_speed=14.4,
            wind_bearing=270,
            attribution="The hub's own",
        ),
    )
