"""Water heaters, vacuum cleaners and mowers, valves and sirens (protocol page, sections 3.2 and 3.3)."""

from __future__ import annotations

from typing import Any

from homeassistant.components.lawn_mower import LawnMowerActivity
from homeassistant.components.vacuum import VacuumActivity

from ....model import (
    Choice,
    Command,
    Feature,
    LawnMower,
    Siren,
    Vacuum,
    Valve,
    WaterHeater,
)
from ..requests import Write
from .classes import ClassRow
from .parts import (
    Made,
    adjustable,
    choice,
    choosable,
    choose,
    made,
    percent,
    percent_command,
    put,
    switch_to,
    switchable,
    temperature,
    temperature_unit,
    to_percent,
)
from .wire import NUMBER, Values, WireDevice, boolean, number

ELECTRIC, OFF = "electric", "off"
"""Home Assistant's operations of a heater that has only a switch."""

VACUUM_ACTIVITY = {
    "cleaning": VacuumActivity.CLEANING,
    "spot_cleaning": VacuumActivity.CLEANING,
    "docked": VacuumActivity.DOCKED,
    "charging": VacuumActivity.DOCKED,
    "stopped": VacuumActivity.IDLE,
    "paused": VacuumActivity.PAUSED,
    "returning": VacuumActivity.RETURNING,
    "error": VacuumActivity.ERROR,
}

MOWER_ACTIVITY = {
    "mowing": LawnMowerActivity.MOWING,
    "docked": LawnMowerActivity.DOCKED,
    "paused": LawnMowerActivity.PAUSED,
    "error": LawnMowerActivity.ERROR,
}


def make_water_heater(device: WireDevice, _: ClassRow) -> Made | None:
    """Hot water with a temperature to set; its operations are the device's, or its switch."""
    target = adjustable(device, "target_temperature")
    if target is None:
        return None
    operation = choosable(device, "heater_operation_mode") or choosable(device, "hot_water_mode")
    onoff, measured = switchable(device, "onoff"), device.capability("measure_temperature", NUMBER)
    turn_on, turn_off = switch_to(device, onoff, True), switch_to(device, onoff, False)
    unit = temperature_unit(target)

    def mode(values: Values) -> Choice | None:
        if operation:
            return choice(device, operation, values)
        if onoff is None:
            return None
        is_on = boolean(values.get(onoff.id))
        now = None if is_on is None else ELECTRIC if is_on else OFF
        return Choice(now, (OFF, ELECTRIC), Command(lambda value: put(device, Write(onoff.id, value != OFF))))

    def build(values: Values) -> Feature:
        return WaterHeater(
            key="water_heater",
            name=None,
            unit=unit,
            current=number(values.get(measured.id)) if measured else None,
            target=temperature(device, target, values),
            mode=mode(values),
            turn_on=turn_on,
            turn_off=turn_off,
        )

    return made(build, target, operation, onoff, measured, keep=("measure_temperature",))


def make_vacuum(device: WireDevice, _: ClassRow) -> Made | None:
    """A vacuum cleaner or mop: its state is set to what it shall do."""
    state = choosable(device, "vacuumcleaner_state")
    if state is None:
        return None
    job = choosable(device, "vacuumcleaner_job_mode")

    def build(values: Values) -> Feature:
        return Vacuum(
            key="vacuum",
            name=None,
            activity=VACUUM_ACTIVITY.get(str(values.get(state.id))),
            fan_speed=choice(device, job, values) if job else None,
            start=choose(device, state, "cleaning"),
            stop=choose(device, state, "stopped"),
            pause=choose(device, state, "paused"),
            return_home=choose(device, state, "docked"),
            clean_spot=choose(device, state, "spot_cleaning"),
        )

    return made(build, state, job)


def make_mower(device: WireDevice, _: ClassRow) -> Made | None:
    """A mower: its state is set to what it shall do."""
    state = choosable(device, "mower_state")
    if state is None:
        return None

    def build(values: Values) -> Feature:
        return LawnMower(
            key="lawn_mower",
            name=None,
            activity=MOWER_ACTIVITY.get(str(values.get(state.id))),
            start=choose(device, state, "mowing"),
            pause=choose(device, state, "paused"),
            dock=choose(device, state, "docked"),
        )

    return made(build, state)


def make_valve(device: WireDevice, kind: ClassRow) -> Made | None:
    """A tap or sprinkler: a position, a switch, or both."""
    onoff, where = switchable(device, "onoff"), adjustable(device, "valve_position")
    if not (onoff or where):
        return None

    def build(values: Values) -> Feature:
        position = percent(where, values) if where else None
        is_open = boolean(values.get(onoff.id)) if onoff else None
        if is_open is None and position is not None:
            is_open = position > 0
        return Valve(
            key="valve",
            name=None,
            is_closed=None if is_open is None else not is_open,
            position=position,
            reports_position=where is not None,
            device_class=kind.valve,
            open=switch_to(device, onoff, True) or to_percent(device, where, 100),
            close=switch_to(device, onoff, False) or to_percent(device, where, 0),
            set_position=percent_command(device, where) if where else None,
        )

    return made(build, onoff, where)


def make_siren(device: WireDevice, _: ClassRow) -> Made | None:
    """A siren that can be switched."""
    onoff = switchable(device, "onoff")
    if onoff is None:
        return None

    def turn_on(**_: Any) -> Any:
        return put(device, Write(onoff.id, True))

    def build(values: Values) -> Feature:
        return Siren(
            key="siren",
            name=None,
            is_on=boolean(values.get(onoff.id)),
            turn_on=Command(turn_on),
            turn_off=switch_to(device, onoff, False),
        )

    return made(build, onoff)
