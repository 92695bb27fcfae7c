"""From the gateway's status replies to changes (protocol page, section 1.4); pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from operator import attrgetter
from typing import Any, Final

from .house import House
from .parts import (
    GATEWAY,
    Change,
    Circuit,
    EnergyModule,
    Gateway,
    Input,
    Output,
    PulseCounter,
    Sensor,
    Shutter,
    Ventilation,
)
from .thermostats import legacy_thermostat_changes, mode_changes
from .values import Row, each, epoch, flag, identifier, listed, mapped, number, whole, word

type Reply = Mapping[str, Any]

READINGS: Final = ("voltage", "frequency", "current", "power")
"""The numbers of ``get_realtime_power``, in their order."""

COUNTERS: Final = ("day", "night")
"""The numbers of ``get_total_energy``, in Wh."""


def _outputs(_: House, reply: Reply) -> Iterable[Change]:
    return each(
        reply.get("status"),
        lambda row: Change(
            Output,
            identifier(row["id"]),
            {"is_on": flag(row.get("status")), "level": whole(row.get("dimmer")), "locked": flag(row.get("locked"))},
        ),
    )


def _shutters(_: House, reply: Reply) -> Iterable[Change]:
    detail = mapped(reply.get("detail"))
    return each(list(detail.items()), lambda item: shutter_change(item[0], item[1], "actual_position"))  # type: ignore[index]


def shutter_change(part_id: Any, row: Row, position: str) -> Change:
    """A shutter's state; only events and replies name its position differently."""
    return Change(
        Shutter,
        identifier(part_id),
        {
            "moves": word(row.get("state")),
            "position": whole(row.get(position)),
            "last_change": number(row.get("last_change")),
        },
    )


def _sensors(_: House, reply: Reply) -> Iterable[Change]:
    return each(
        reply.get("status"), lambda row: Change(Sensor, identifier(row["id"]), {"value": number(row.get("value"))})
    )


def _old_sensors(quantity: str, _: House, reply: Reply) -> Iterable[Change]:
    """Values by the sensor's number, before 2.18; 255 is none."""
    for index, value in enumerate(listed(reply.get("status"))):
        yield Change(Sensor, f"{index}_{quantity}", {"value": None if value == 255 else number(value)})


def _inputs(_: House, reply: Reply) -> Iterable[Change]:
    return each(
        reply.get("status"), lambda row: Change(Input, identifier(row["id"]), {"pressed": flag(row.get("status"))})
    )


_KNOWN: Final[dict[tuple[str, ...], Callable[[Circuit], tuple[float | None, ...]]]] = {
    names: attrgetter(*names) for names in (READINGS, COUNTERS)
}
"""What a circuit measured before, in the same order."""


def _energy(names: tuple[str, ...], house: House, reply: Reply) -> Iterator[Change]:
    """Numbers by clamp, by module: the modules' ids stand beside ``success``. Most clamps measure nothing."""
    circuits, known = house.of(Circuit), _KNOWN[names]
    for module in house.of(EnergyModule).values():
        clamps = listed(reply.get(module.id))
        for clamp, _ in module.circuits:
            circuit = circuits.get(f"{module.id}_{clamp}")
            values = clamps[clamp] if clamp < len(clamps) else None
            # most measure what they did: that is seen without reading each number
            if circuit is not None and isinstance(values, list) and tuple(values) != known(circuit):
                read = {name: number(value) for name, value in zip(names, values, strict=False)}
                yield Change(Circuit, circuit.id, read)


def _power(house: House, reply: Reply) -> Iterator[Change]:
    """What is drawn now; a module that does not answer is left out (not of a message, which is about one)."""
    told_of_all = reply.get("success") is True
    for part_id, module in house.of(EnergyModule).items():
        answers = part_id in reply
        if (answers or told_of_all) and module.answers is not answers:
            yield Change(EnergyModule, part_id, {"answers": answers})
    yield from _energy(READINGS, house, reply)


def _pulse_counters(house: House, reply: Reply) -> Iterator[Change]:
    """Counts by place: the reply has no ids, but every counter knows its place."""
    counts = listed(reply.get("counters"))
    for counter in house.of(PulseCounter).values():
        if counter.place < len(counts):
            yield Change(PulseCounter, counter.id, {"count": whole(counts[counter.place])})


def _ventilations(_: House, reply: Reply) -> Iterable[Change]:
    return each(reply.get("status"), partial(ventilation_change, "connected"))


def ventilation_change(connected: str, row: Row) -> Change:
    """A ventilation unit's state; only events and replies name its connection differently."""
    return Change(
        Ventilation,
        identifier(row["id"]),
        {
            "mode": word(row.get("mode")),
            "level": whole(row.get("level")),
            "remaining": number(row.get("remaining_time")),
            "connected": flag(row.get(connected)),
        },
    )


def _health(_: House, reply: Reply) -> Iterable[Change]:
    health = mapped(reply.get("health"))
    yield Change(
        Gateway,
        GATEWAY,
        {
            "master_online": flag(mapped(health.get("master")).get("state")),
            "cloud_connected": flag(mapped(health.get("vpn_service")).get("state")),
        },
    )


def _errors(_: House, reply: Reply) -> Iterable[Change]:
    yield Change(Gateway, GATEWAY, {"master_last_success": epoch(reply.get("master_last_success")) or None})


STATES: Final[dict[str, Callable[[House, Reply], Iterable[Change]]]] = {
    "get_output_status": _outputs,
    "get_shutter_status": _shutters,
    "get_thermostat_group_status": lambda _, reply: mode_changes(reply),
    "get_thermostat_status": lambda _, reply: legacy_thermostat_changes(reply),
    "get_sensor_status": _sensors,
    "get_sensor_temperature_status": partial(_old_sensors, "temperature"),
    "get_sensor_humidity_status": partial(_old_sensors, "humidity"),
    "get_sensor_brightness_status": partial(_old_sensors, "brightness"),
    "get_input_status": _inputs,
    "get_realtime_power": _power,
    "get_total_energy": partial(_energy, COUNTERS),
    "get_pulse_counter_status": _pulse_counters,
    "get_ventilation_status": _ventilations,
    "health_check": _health,
    "get_errors": _errors,
}
"""What each status function tells."""

INSTEAD: Final[dict[str, tuple[str, ...]]] = {
    "get_thermostat_group_status": ("get_thermostat_status",),
    "get_sensor_status": (
        "get_sensor_temperature_status",
        "get_sensor_humidity_status",
        "get_sensor_brightness_status",
    ),
}
"""What older firmware has in place of a function that it does not know."""

ENERGY: Final = ("get_realtime_power",)
"""What changes all the time and is told by no event."""

COUNTS: Final = ("get_total_energy", "get_pulse_counter_status")
"""What grows slowly and is told by no event."""


def changes(house: House, function: str, reply: Reply) -> list[Change]:
    """What a reply to a status function tells."""
    return list(STATES[function](house, reply))
