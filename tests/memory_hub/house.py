"""A house with one feature of each kind."""

from __future__ import annotations

from typing import Any

from homeassistant.components.binary_sensor import BinarySensorDeviceClass
from homeassistant.components.cover import CoverDeviceClass, CoverState
from homeassistant.components.event import EventDeviceClass
from homeassistant.components.light import ColorMode
from homeassistant.components.sensor import SensorDeviceClass, SensorStateClass

from custom_components.multihub.model import (
    BinarySensor,
    Button,
    Choice,
    Command,
    Cover,
    Device,
    Event,
    Feature,
    Light,
    Lock,
    Sensor,
    Switch,
)
from tests.fifth_hub.house import Become, becomes

from . import comfort, living
from .words import DEVICE, sets


def _light() -> Light:
    def turn_on(**asked: Any) -> Become:
        wanted = {name: value for name, value in asked.items() if value is not None and name != "transition"}
        if "effect" in wanted:
            wanted["effect"] = Choice(wanted["effect"], ("calm", "party"))
        return Become(DEVICE, "light", {"is_on": True, **wanted})

    return Light(
        key="light",
        name="Light",
        is_on=False,
        color_modes=frozenset({ColorMode.HS, ColorMode.COLOR_TEMP}),
        color_mode=ColorMode.HS,
        brightness=10,
        hs=(120.0, 50.0),
        effect=Choice(None, ("calm", "party")),
        transition=True,
        turn_on=Command(turn_on),
        turn_off=becomes("light", is_on=False),
    )


def features() -> tuple[Feature, ...]:
    """One of each kind."""
    return (
        Switch(
            key="switch",
            name=None,
            is_on=False,
            turn_on=becomes("switch", is_on=True),
            turn_off=becomes("switch", is_on=False),
        ),
        BinarySensor(key="window", is_on=False, device_class=BinarySensorDeviceClass.WINDOW),
        Sensor(
            key="temperature",
            value=20.5,
            unit="°C",
            device_class=SensorDeviceClass.TEMPERATURE,
            state_class=SensorStateClass.MEASUREMENT,
            precision=1,
        ),
        Button(key="press", name="Press", press=becomes("press")),
        Event(
            key="key",
            name="Key",
            event_types=("short_release", "long_press"),
            device_class=EventDeviceClass.BUTTON,
        ),
        _light(),
        Cover(
            key="cover",
            name="Shutter",
            device_class=CoverDeviceClass.SHUTTER,
            is_closed=False,
            position=60,
            tilt_position=20,
            open=becomes("cover", position=100, is_closed=False),
            close=becomes("cover", position=0, is_closed=True),
            stop=becomes("cover", moving=None),
            set_position=sets("cover", lambda to: {"position": to, "moving": CoverState.OPENING}),
            open_tilt=becomes("cover", tilt_position=100),
            close_tilt=becomes("cover", tilt_position=0),
            stop_tilt=becomes("cover", moving=None),
            set_tilt_position=sets("cover", lambda to: {"tilt_position": to}),
        ),
        Lock(
            key="lock",
            name="Door",
            is_locked=True,
            lock=becomes("lock", is_locked=True),
            unlock=becomes("lock", is_locked=False),
            open=becomes("lock", is_open=True),
        ),
        *comfort.features(),
        *living.features(),
    )


FEATURES: dict[str, Feature] = {feature.key: feature for feature in features()}
"""The same by their keys."""


def thing(**changes: Any) -> Device:
    """A device with one feature of each kind."""
    return Device(
        **{
            "id": DEVICE,
            "name": "Thing",
            "manufacturer": "Nobody",
            "model": "One of each",
            "sw_version": "1.0",
            "serial": "42",
            "area": "Kitchen",
            "features": features(),
            **changes,
        }
    )
