"""Inputs, ventilation and the gateway itself; pure."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from functools import partial
from typing import Any, Final

from homeassistant.components.binary_sensor import BinarySensorDeviceClass
from homeassistant.components.button import ButtonDeviceClass
from homeassistant.components.event import EventDeviceClass
from homeassistant.components.sensor import SensorDeviceClass
from homeassistant.const import EntityCategory, UnitOfTime

from ....model import BinarySensor, Button, Choice, Command, Event, Fan, Feature, Scene, Sensor
from ..requests import AllLightsOff, Identify, RunGroupAction, SetVentilation
from .covers import groups as shutter_groups
from .house import House
from .outputs import identify
from .parts import Abilities, Gateway, GroupAction, Input, Schedule, Shutter, Ventilation
from .schedules import calendar

PRESS: Final = "press_start"
RELEASE: Final = "press_end"
LONG_PRESS: Final = "long_press_start"
LONG_RELEASE: Final = "long_press_end"

EVENT_KEY: Final = "press"
ALL_TYPES: Final = (PRESS, RELEASE, LONG_PRESS, LONG_RELEASE)

AUTO: Final = "auto"
LED_OF_INPUT: Final = 1


def input_features(part: Input, abilities: Abilities) -> Iterator[Feature]:
    """What happens at an input, and whether it is pressed for those who want a contact of it."""
    if abilities.presses:
        yield Event(
            key=EVENT_KEY,
            name=None,
            translation_key="openmotics_input",
            device_class=EventDeviceClass.BUTTON,
            event_types=ALL_TYPES if abilities.releases else (PRESS,),
        )
    if part.pressed is not None:
        yield BinarySensor(key="pressed", translation_key="input_pressed", is_on=part.pressed, enabled_by_default=False)
    if abilities.identify:
        yield identify(LED_OF_INPUT, part.id)


def set_speed(part_id: str, levels: int, percentage: int) -> SetVentilation:
    """A speed in % as one of the unit's levels."""
    return SetVentilation(part_id, level=round(percentage * levels / 100))


def ventilate(part: Ventilation, *, percentage: int | None = None, preset_mode: str | None = None) -> SetVentilation:
    """Switch ventilation on: at a speed, by itself, or as it was (at the lowest level, if it was off)."""
    if percentage is not None:
        return set_speed(part.id, part.levels, percentage)
    if AUTO in (preset_mode, part.mode):
        return SetVentilation(part.id, level=None)
    return SetVentilation(part.id, level=part.level or 1)


def still(part_id: str, **_: Any) -> SetVentilation:
    """The lowest level, none."""
    return SetVentilation(part_id, level=0)


def take_preset(part_id: str, _: str) -> SetVentilation:
    """Let the unit decide."""
    return SetVentilation(part_id, level=None)


def ventilation_features(part: Ventilation, abilities: Abilities) -> Iterator[Feature]:
    """A fan with a speed for each level, and how long a level is kept."""
    control = abilities.control and abilities.ventilation and part.levels > 0
    speed = None
    if part.level is not None and part.levels:
        speed = min(100, round(100 * part.level / part.levels))
    yield Fan(
        key="ventilation",
        name=None,
        translation_key="openmotics_ventilation",
        is_on=None if part.level is None else part.level > 0,
        percentage=speed,
        speed_count=part.levels or 100,
        preset=Choice(
            value=AUTO if part.mode == AUTO else None,
            options=(AUTO,),
            set=Command(partial(take_preset, part.id)) if control else None,
        ),
        turn_on=Command(partial(ventilate, part)) if control else None,
        turn_off=Command(partial(still, part.id)) if control else None,
        set_percentage=Command(partial(set_speed, part.id, part.levels)) if control else None,
    )
    yield Sensor(
        key="remaining",
        translation_key="ventilation_remaining",
        value=part.remaining,
        unit=UnitOfTime.SECONDS,
        device_class=SensorDeviceClass.DURATION,
        enabled_by_default=False,
    )


def gateway_features(house: House) -> Iterator[Feature]:
    """What belongs to the whole house: scenes, the calendar, shutter groups, all lights off, health."""
    gateway, abilities = house.gateway, house.abilities
    if abilities.control:
        yield Button(key="all_lights_off", translation_key="all_lights_off", press=Command(AllLightsOff))
        for action in house.of(GroupAction).values():
            yield Scene(
                key=f"group_action_{action.id}",
                name=action.name,
                enabled_by_default=action.in_app,
                activate=Command(partial(RunGroupAction, action.id)),
            )
    if abilities.identify:
        yield Button(
            key="identify",
            device_class=ButtonDeviceClass.IDENTIFY,
            category=EntityCategory.DIAGNOSTIC,
            press=Command(Identify),
        )
    yield from shutter_groups(house.of(Shutter).values(), abilities)
    if schedules := tuple(house.of(Schedule).values()):
        yield calendar(schedules, house.zone)
    yield from _health(gateway)


def _health(gateway: Gateway) -> Iterator[Feature]:
    for key, online in (("master", gateway.master_online), ("cloud", gateway.cloud_connected)):
        if online is not None:
            yield BinarySensor(
                key=f"{key}_online",
                translation_key=f"{key}_online",
                is_on=online,
                device_class=BinarySensorDeviceClass.CONNECTIVITY,
                category=EntityCategory.DIAGNOSTIC,
                enabled_by_default=key == "master",
            )
    if gateway.master_last_success is not None:
        yield Sensor(
            key="master_last_success",
            translation_key="master_last_success",
            value=datetime.fromtimestamp(gateway.master_last_success, UTC),
            device_class=SensorDeviceClass.TIMESTAMP,
            category=EntityCategory.DIAGNOSTIC,
            enabled_by_default=False,
        )
