"""From the gateway's replies to thermostats, their groups and what changes in them; pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from typing import Any, Final

from .parts import COOLING, HEATING, Change, Part, Thermostat, ThermostatGroup
from .replies import Replies, Rooms, common, rows_of
from .values import NOT_SET, Row, each, flag, identifier, listed, mapped, number, on, reference, row_name, whole, word

LAST_VALVE: Final = 240
"""A thermostat is in use when its output has at most this number (page, section 1.4)."""

LEGACY_PRESETS: Final = {3: "away", 4: "vacation", 5: "party"}
"""The setpoints of thermostats before 2.19; the others are automatic or manual."""


def thermostats(replies: Replies, rooms: Rooms) -> Iterator[Thermostat]:
    """Thermostats in use: those with a sensor and a valve, for heating or for cooling."""

    def used(row: Row) -> tuple[str, Row] | None:
        valve = whole(row.get("output0"))
        in_use = row.get("sensor") not in NOT_SET and valve is not None and valve <= LAST_VALVE
        return (identifier(row["id"]), row) if in_use else None

    heating = dict(each(rows_of(replies, "get_thermostat_configurations"), used))
    cooling = dict(each(rows_of(replies, "get_cooling_configurations"), used))

    def thermostat(row: Row) -> Thermostat:
        known = common(rooms, row)
        return Thermostat(
            **known,
            group=reference(row.get("thermostat_group")),
            heats=known["id"] in heating,
            cools=known["id"] in cooling,
        )

    yield from each((cooling | heating).values(), thermostat)


def groups(replies: Replies, thermostats: Iterable[Part]) -> Iterator[ThermostatGroup]:
    """Groups that have a thermostat."""
    members = [part for part in thermostats if isinstance(part, Thermostat)]
    names = dict(
        each(rows_of(replies, "get_thermostat_group_configurations"), lambda row: (identifier(row["id"]), row))
    )
    for group in dict.fromkeys(member.group for member in members if member.group is not None):
        own = [member for member in members if member.group == group]
        yield ThermostatGroup(
            id=group,
            name=row_name(names.get(group, {})),
            heats=any(member.heats for member in own),
            cools=any(member.cools for member in own),
        )


def mode_changes(reply: Mapping[str, Any]) -> Iterator[Change]:
    """A group's mode and the states of its thermostats (``get_thermostat_group_status``)."""
    for group in map(mapped, listed(reply.get("status"))):
        mode = word(group.get("mode"))
        yield from each([group], partial(_group_change, mode))
        yield from each(group.get("thermostats"), partial(_thermostat_change, mode))


def _group_change(mode: str | None, row: Row) -> Change:
    return Change(ThermostatGroup, identifier(row["id"]), {"mode": mode})


def _thermostat_change(mode: str | None, row: Row) -> Change:
    steering = [number(row.get(name)) for name in ("steering_power", "output0", "output1")]
    return Change(
        Thermostat,
        identifier(row["id"]),
        {
            "is_on": on(row.get("state")),
            "preset": word(row.get("preset")),
            "mode": mode,
            "current": number(row.get("actual_temperature")),
            "target": number(row.get("setpoint_temperature")),
            "steering": max((value for value in steering if value is not None), default=None),
        },
    )


def legacy_thermostat_changes(reply: Mapping[str, Any]) -> Iterator[Change]:
    """The states of thermostats before 2.19 (``get_thermostat_status``)."""

    def read(row: Row) -> Change:
        preset = "auto" if row.get("automatic") else LEGACY_PRESETS.get(row.get("setpoint", 0), "manual")
        steering = [number(row.get(name)) for name in ("output0", "output1")]
        return Change(
            Thermostat,
            identifier(row["id"]),
            {
                "is_on": flag(reply.get("thermostat_on")),
                "preset": preset,
                "mode": word(row.get("mode")) or (COOLING if reply.get("cooling") else HEATING),
                "current": number(row.get("act")),
                "target": number(row.get("csetp")),
                "steering": max((value for value in steering if value is not None), default=None),
            },
        )

    yield from each(reply.get("status"), read)
