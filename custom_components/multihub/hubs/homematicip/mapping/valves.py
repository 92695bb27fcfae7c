"""Valves for water: garden watering and the stop of the house's supply."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from homeassistant.components.valve import ValveDeviceClass

from ....model import Command, Feature, Valve
from .part import Part
from .values import flag, text

NO_FLOW: Final = "NO_WATERFLOW"
FULL_FLOW: Final = "FULL_OPENED"
SUPPLY_STATES: Final = frozenset({NO_FLOW, FULL_FLOW, "REDUCED_WATERFLOW"})


def watering(part: Part) -> Iterator[Feature]:
    """The valve of a watering actuator."""
    active = flag(part.raw.get("wateringActive"))

    def turn(on: bool) -> Command:
        return Command(lambda: part.tell("setWateringSwitchState", wateringActive=on))

    yield Valve(
        key=part.key("valve"),
        **part.as_main("valve"),
        device_class=ValveDeviceClass.WATER,
        is_closed=None if active is None else not active,
        open=turn(True),
        close=turn(False),
    )


def supply_stop(part: Part) -> Iterator[Feature]:
    """The valve that stops the house's water."""
    state = text(part.raw.get("waterSupplyState"))

    def turn(target: str) -> Command:
        return Command(lambda: part.tell("setWaterSupplyState", waterSupplyState=target))

    yield Valve(
        key=part.key("valve"),
        **part.as_main("valve"),
        device_class=ValveDeviceClass.WATER,
        is_closed=state == NO_FLOW if state in SUPPLY_STATES else None,
        open=turn(FULL_FLOW),
        close=turn(NO_FLOW),
    )
