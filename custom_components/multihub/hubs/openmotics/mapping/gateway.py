"""From the gateway's replies to parts and changes (protocol page, section 1.4); pure.

The cloud of before answers in the same words.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import partial
from typing import Any, Final

from .modules import INFORMATION, place_on
from .outputs import GATEWAY_KINDS
from .parts import (
    GATEWAY,
    Circuit,
    EnergyModule,
    Gateway,
    GroupAction,
    Input,
    Output,
    Part,
    PulseCounter,
    Schedule,
    Sensor,
    Shutter,
    Thermostat,
    ThermostatGroup,
    Ventilation,
    clamps_of,
)
from .replies import Replies, Rooms, common, rows_of
from .thermostats import groups, thermostats
from .values import Row, each, epoch, identifier, is_used, mapped, reference, row_name, steps, text, whole, word

CONFIGURATIONS: Final = (
    "get_room_configurations",
    "get_version",
    "get_platform_details",
    "get_timezone",
    "get_output_configurations",
    "get_shutter_configurations",
    "get_thermostat_configurations",
    "get_cooling_configurations",
    "get_thermostat_group_configurations",
    "get_sensor_configurations",
    "get_input_configurations",
    "get_power_modules",
    "get_pulse_counter_configurations",
    "get_group_action_configurations",
    "get_ventilation_configurations",
    "list_schedules",
    INFORMATION,
)
"""What is read at the start, after a reconnect and every quarter of an hour."""

FIELDS: Final[dict[str, tuple[str, ...]]] = {
    "get_room_configurations": ("id", "name"),
    "get_output_configurations": ("id", "name", "module_type", "type", "in_use", "room", "module"),
    "get_thermostat_configurations": ("id", "name", "room", "thermostat_group", "sensor", "output0"),
    "get_cooling_configurations": ("id", "name", "room", "thermostat_group", "sensor", "output0"),
    "get_thermostat_group_configurations": ("id", "name"),
    "get_group_action_configurations": ("id", "name", "internal", "show_in_app"),
}
"""The fields that are asked for where a reply would be long; firmware that knows none refuses them."""

NO_MAC: Final = "00:00:00:00:00:00"

OLD_QUANTITIES: Final = {"temperature": "celcius", "humidity": "percent", "brightness": "percent"}
"""What each sensor has before 2.18, and in which unit."""


def room_names(replies: Replies) -> dict[str, str]:
    """The names of the rooms by id."""
    rows = rows_of(replies, "get_room_configurations")
    return dict(each(rows, lambda row: (identifier(row["id"]), row_name(row)) if is_used(row) else None))


def parts(replies: Replies) -> dict[type[Part], list[Part]]:
    """All parts of a house, without their state."""
    rooms = room_names(replies)
    found: dict[type[Part], list[Part]] = {
        kind: list(each(rows_of(replies, function, key), partial(read, rooms)))
        for kind, (function, key, read) in _READERS.items()
    }
    found[Thermostat] = list(thermostats(replies, rooms))
    found[ThermostatGroup] = list(groups(replies, found[Thermostat]))
    found[Circuit] = [circuit for module in found[EnergyModule] for circuit in _circuits(module)]
    found[Gateway] = [_gateway(replies)]
    found[Sensor] = [part for sensor in found[Sensor] for part in _quantities(sensor)]
    found[PulseCounter] = list(_placed(found[PulseCounter], rows_of(replies, "get_pulse_counter_configurations")))
    return found


def _output(rooms: Rooms, row: Row) -> Output | None:
    kind = GATEWAY_KINDS.get(row.get("type", 255), "generic")
    if kind == "shutter" or not is_used(row):
        return None
    dims = str(row.get("module_type", "")).upper() == "D"
    return Output(**common(rooms, row), kind=kind, dims=dims, module=place_on(row))


def _shutter(rooms: Rooms, row: Row) -> Shutter | None:
    if not is_used(row):
        return None
    groups = tuple(group for name in ("group_1", "group_2") if (group := reference(row.get(name))))
    return Shutter(**common(rooms, row), groups=groups, steps=steps(row.get("steps")))


def _sensor(rooms: Rooms, row: Row) -> Sensor | None:
    source = mapped(row.get("source"))
    plugin = source.get("type") == "plugin"
    if row.get("in_use") is False or (plugin and not is_used(row)):
        return None
    on_module = not plugin and not row.get("virtual")
    number = text(row.get("external_id", row.get("id"))) or ""
    return Sensor(
        **common(rooms, row),
        quantity=word(row.get("physical_quantity")) or "",
        unit=word(row.get("unit")),
        source=text(source.get("name")),
        external=text(row.get("external_id")),
        led=number if on_module and number.isdigit() else None,
    )


def _quantities(sensor: Part) -> Iterator[Part]:
    """A sensor before 2.18 has three quantities under one id; those without a value are left out later."""
    if not isinstance(sensor, Sensor) or sensor.quantity:
        yield sensor
        return
    for quantity, unit in OLD_QUANTITIES.items():
        yield replace(sensor, id=f"{sensor.id}_{quantity}", quantity=quantity, unit=unit, optional=True)


def _input(rooms: Rooms, row: Row) -> Input | None:
    return Input(**common(rooms, row), module=place_on(row)) if is_used(row) else None


def _energy_module(_: Rooms, row: Row) -> EnergyModule:
    version = whole(row.get("version"))
    clamps = range(clamps_of(version))
    circuits = tuple((clamp, name) for clamp in clamps if (name := text(row.get(f"input{clamp}"))))
    return EnergyModule(
        id=identifier(row["id"]),
        name=text(row.get("name")) or "",
        address=text(row.get("address")),
        version=version,
        circuits=circuits,
    )


def _circuits(module: Part) -> Iterator[Circuit]:
    if isinstance(module, EnergyModule):
        for clamp, name in module.circuits:
            yield Circuit(id=f"{module.id}_{clamp}", name=name, module=module.id)


def _pulse_counter(rooms: Rooms, row: Row) -> PulseCounter | None:
    return PulseCounter(**common(rooms, row)) if is_used(row) else None


def _placed(counters: Iterable[Part], rows: Any) -> Iterator[Part]:
    """Counters with their place in the status, which has no ids: it is sorted by those of all slots."""
    order = sorted(each(rows, lambda row: int(identifier(row["id"]))))
    for counter in counters:
        if isinstance(counter, PulseCounter):
            yield replace(counter, place=order.index(int(counter.id)))


def _group_action(rooms: Rooms, row: Row) -> GroupAction | None:
    if not is_used(row) or row.get("internal"):
        return None
    return GroupAction(**common(rooms, row), in_app=row.get("show_in_app") is not False)


def _ventilation(rooms: Rooms, row: Row) -> Ventilation:
    device = mapped(row.get("device"))
    return Ventilation(
        **common(rooms, row),
        levels=whole(row.get("amount_of_levels")) or 0,
        vendor=text(device.get("vendor")),
        model=text(device.get("type")),
        serial=text(device.get("serial")),
    )


def _schedule(_: Rooms, row: Row) -> Schedule | None:
    if row.get("status", "ACTIVE") != "ACTIVE":
        return None
    return Schedule(
        id=identifier(row["id"]),
        name=text(row.get("name")) or "",
        kind=word(row.get("schedule_type")),
        start=epoch(row.get("start")),
        repeat=text(row.get("repeat")),
        end=epoch(row.get("end")),
        next_run=epoch(row.get("next_execution")),
    )


_READERS: Final[dict[type[Part], tuple[str, str, Callable[[Rooms, Row], Part | None]]]] = {
    Output: ("get_output_configurations", "config", _output),
    Shutter: ("get_shutter_configurations", "config", _shutter),
    Sensor: ("get_sensor_configurations", "config", _sensor),
    Input: ("get_input_configurations", "config", _input),
    EnergyModule: ("get_power_modules", "modules", _energy_module),
    PulseCounter: ("get_pulse_counter_configurations", "config", _pulse_counter),
    GroupAction: ("get_group_action_configurations", "config", _group_action),
    Ventilation: ("get_ventilation_configurations", "config", _ventilation),
    Schedule: ("list_schedules", "schedules", _schedule),
}


def _gateway(replies: Replies) -> Gateway:
    version, details = replies.get("get_version", {}), replies.get("get_platform_details", {})
    mac = text(details.get("mac_address"))
    return Gateway(
        id=GATEWAY,
        version=text(version.get("gateway") or version.get("version")),
        master_version=text(version.get("master")),
        platform=text(details.get("platform")),
        hardware=text(details.get("hardware")),
        mac=mac.lower() if mac and mac != NO_MAC else None,
        serial=text(details.get("hardware_serial")),
        timezone=text(replies.get("get_timezone", {}).get("timezone")),
    )
