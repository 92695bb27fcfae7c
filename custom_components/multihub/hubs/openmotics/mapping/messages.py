"""From what is pushed to changes: the websocket's events and the long poll's messages; pure.

The websocket's words are in capitals and its keys are not those of the replies (protocol page,
section 1.5). Most messages of the cloud of before say only which thing is not as it was (section
2.2): what to read then stands in ``READ_AGAIN``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from typing import Any, Final

from .house import House
from .parts import Change, Input, Output, Pressed, Sensor, Thermostat, ThermostatGroup
from .states import changes as state_changes, shutter_change, ventilation_change
from .values import Row, each, flag, identifier, number, on, whole, word

type Told = Change | Pressed


def _output(row: Row) -> Change:
    status = row["status"]
    values: dict[str, Any] = {"is_on": flag(status.get("on"))}
    if "locked" in status:
        values["locked"] = flag(status["locked"])
    if "value" in status:
        values["level"] = whole(status["value"])
    return Change(Output, identifier(row["id"]), values)


def _thermostat(row: Row) -> Change:
    status = row["status"]
    return Change(
        Thermostat,
        identifier(row["id"]),
        {
            "is_on": on(status.get("state")),
            "preset": word(status.get("preset")),
            "mode": word(status.get("mode")),
            "current": number(status.get("actual_temperature")),
            "target": number(status.get("current_setpoint")),
            "steering": number(status.get("steering_power")),
        },
    )


EVENTS: Final[dict[str, Callable[[Row], Told]]] = {
    "OUTPUT_CHANGE": _output,
    "INPUT_CHANGE": lambda row: Pressed(identifier(row["id"]), bool(row["status"])),
    "SHUTTER_CHANGE": lambda row: shutter_change(row["id"], row["status"], "position"),
    "SENSOR_CHANGE": lambda row: Change(Sensor, identifier(row["id"]), {"value": number(row.get("value"))}),
    "VENTILATION_CHANGE": partial(ventilation_change, "is_connected"),
    "THERMOSTAT_CHANGE": _thermostat,
    "THERMOSTAT_GROUP_CHANGE": lambda row: Change(
        ThermostatGroup, identifier(row["id"]), {"mode": word(row["status"].get("mode"))}
    ),
}
"""What each event of the websocket tells; these are what we subscribe to."""

POWER: Final = "TYPE_RT_POWER_RAW"
TRIGGER: Final = "TYPE_INPUT_TRIGGER"

READ_AGAIN: Final = {
    "TYPE_OUTPUT_CHANGE": "get_output_status",
    "TYPE_THERMOSTAT_CHANGE": "get_thermostat_group_status",
}
"""What to read after a message that has no state."""

MESSAGES: Final = (*READ_AGAIN, TRIGGER, POWER)
"""The messages of the cloud of before that we subscribe to."""


def event(kind: str, data: Any) -> list[Told]:
    """What an event of the websocket tells: nothing if it is unknown or broken."""
    read = EVENTS.get(kind)
    return list(each([data], read)) if read else []


def message(house: House, kind: str, data: Any) -> list[Told]:
    """What a message of the cloud of before tells at once."""
    if kind == TRIGGER:
        return list(each([data], lambda row: Pressed(identifier(row), on=True, momentary=True)))
    if kind == POWER and isinstance(data, dict):
        return list(state_changes(house, "get_realtime_power", data))
    return []


def happenings(house: House, told: Iterable[Told]) -> tuple[list[Change], list[Pressed]]:
    """What is told, as changes of state and as presses that are news.

    Gateways tell the state of an input again every quarter of an hour: what is as it was is no press.
    """
    changes: list[Change] = []
    presses: list[Pressed] = []
    for one in told:
        if isinstance(one, Change):
            changes.append(one)
            continue
        known = house.get(Input, one.id)
        if known is None:
            continue
        if one.momentary:
            presses.append(one)
        elif known.pressed is not one.on:
            changes.append(Change(Input, one.id, {"pressed": one.on}))
            if known.pressed is not None or one.on:
                presses.append(one)
    return changes, presses
