"""The gateway's replies as they would be now: what was pushed since is written into their rows; pure.

Written back in the words that ``states`` and ``thermostats`` read (protocol page, section 1.4).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from .house import House, PartKey
from .parts import (
    Circuit,
    EnergyModule,
    Input,
    Output,
    Part,
    Sensor,
    Shutter,
    Thermostat,
    ThermostatGroup,
    Ventilation,
    clamps_of,
)
from .states import READINGS, changes
from .thermostats import LEGACY_PRESETS
from .values import Row, identifier, listed, mapped, number, whole

type Reply = dict[str, Any]
type Stale = set[PartKey]


def as_now(house: House, replies: Mapping[str, Reply]) -> dict[str, Reply]:
    """These replies, with the states that the house has now in those that tell of other ones."""
    return {function: _as_now(house, function, reply) for function, reply in replies.items()}


def _as_now(house: House, function: str, reply: Reply) -> Reply:
    write = _WRITERS.get(function)
    if write is None:
        return reply
    stale: Stale = {
        (change.kind, change.id)
        for change in changes(house, function, reply)
        if (part := house.get(change.kind, change.id))
        and any(getattr(part, name) != value for name, value in change.values.items())
    }
    return write(house, reply, stale) if stale else reply


def _bit(value: bool | None) -> int | None:
    return None if value is None else int(value)


def _state(is_on: bool | None) -> str | None:
    return None if is_on is None else "on" if is_on else "off"


def _valves(row: Row, steering: float | None) -> Row:
    """A thermostat's outputs, none of which is open further than the thermostat steers."""
    told = {name: number(row.get(name)) for name in ("output0", "output1")}
    return {name: value if steering is None else min(value, steering) for name, value in told.items() if value}


def _thermostat(row: Row, part: Thermostat) -> Row:
    return {
        **row,
        **_valves(row, part.steering),
        "state": _state(part.is_on),
        "preset": part.preset,
        "actual_temperature": part.current,
        "setpoint_temperature": part.target,
        "steering_power": part.steering,
    }


def _legacy_thermostat(row: Row, part: Thermostat) -> Row:
    setpoints = {preset: setpoint for setpoint, preset in LEGACY_PRESETS.items()}
    return {
        **row,
        "output1": None,
        "output0": part.steering,
        "automatic": part.preset == "auto",
        "setpoint": setpoints.get(part.preset or "", 0),
        "mode": part.mode,
        "act": part.current,
        "csetp": part.target,
    }


_ROWS: Final[dict[type[Part], Callable[[Any, Any], Row]]] = {
    Output: lambda row, part: {**row, "status": _bit(part.is_on), "dimmer": part.level, "locked": part.locked},
    Input: lambda row, part: {**row, "status": _bit(part.pressed)},
    Sensor: lambda row, part: {**row, "value": part.value},
    Ventilation: lambda row, part: {
        **row,
        "mode": part.mode,
        "level": part.level,
        "remaining_time": part.remaining,
        "connected": part.connected,
    },
    Shutter: lambda row, part: {
        **row,
        "state": part.moves,
        "actual_position": part.position,
        "last_change": part.last_change,
    },
    Thermostat: _thermostat,
}
"""The row of a part as its gateway would tell it now."""


def _row(house: House, stale: Stale, kind: type[Part], row: Any, own: Any = None) -> Any:
    """One row, written anew if its part is stale; ``own`` is its id where that is not in it."""
    try:
        key = kind, identifier(row["id"] if own is None else own)
    except (KeyError, TypeError, ValueError):
        return row
    return _ROWS[kind](row, house.get(*key)) if key in stale else row


def _statuses(kind: type[Part]) -> Callable[[House, Reply, Stale], Reply]:
    def write(house: House, reply: Reply, stale: Stale) -> Reply:
        return {**reply, "status": [_row(house, stale, kind, row) for row in reply["status"]]}

    return write


def _shutters(house: House, reply: Reply, stale: Stale) -> Reply:
    detail = {own: _row(house, stale, Shutter, row, own) for own, row in reply["detail"].items()}
    return {**reply, "detail": detail}


def _groups(house: House, reply: Reply, stale: Stale) -> Reply:
    def group(raw: Any) -> Any:
        members = [_row(house, stale, Thermostat, row) for row in listed(mapped(raw).get("thermostats"))]
        known = house.get(ThermostatGroup, str(whole(mapped(raw).get("id"))))
        written = {"mode": known.mode} if known else {}
        return {**raw, "thermostats": members, **written} if isinstance(raw, Mapping) else raw

    return {**reply, "status": [group(raw) for raw in reply["status"]]}


def _legacy_thermostats(house: House, reply: Reply, stale: Stale) -> Reply:
    parts = house.of(Thermostat)
    rows = []
    for row in reply["status"]:
        own = str(whole(mapped(row).get("id")))
        rows.append(_legacy_thermostat(row, parts[own]) if (Thermostat, own) in stale else row)
    is_on = any(part.is_on for part in parts.values())
    return {**reply, "thermostat_on": is_on, "status": rows}


def _power(house: House, reply: Reply, _: Stale) -> Reply:
    """The clamps of the modules that answer; what nobody reads is no number."""
    written = dict(reply)
    for module in house.of(EnergyModule).values():
        written.pop(module.id, None)
        if module.answers:
            told = listed(reply.get(module.id))
            clamps = range(max(len(told), clamps_of(module.version)))
            written[module.id] = [_clamp(house, module.id, clamp, told) for clamp in clamps]
    return written


def _clamp(house: House, module: str, clamp: int, told: list[Any]) -> Any:
    circuit = house.get(Circuit, f"{module}_{clamp}")
    if circuit is None:
        return told[clamp] if clamp < len(told) else [None] * len(READINGS)
    return [getattr(circuit, name) for name in READINGS]


_WRITERS: Final[dict[str, Callable[[House, Reply, Stale], Reply]]] = {
    "get_output_status": _statuses(Output),
    "get_input_status": _statuses(Input),
    "get_sensor_status": _statuses(Sensor),
    "get_ventilation_status": _statuses(Ventilation),
    "get_shutter_status": _shutters,
    "get_thermostat_group_status": _groups,
    "get_thermostat_status": _legacy_thermostats,
    "get_realtime_power": _power,
}
"""The replies that tell of something which is pushed too."""
