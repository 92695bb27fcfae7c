"""From the objects of the cloud of today to the same parts (protocol page, section 2.1); pure.

A part's id is ``local_id``, the gateway's own number, so that a house has the same ids by every way.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any, Final

from .outputs import CLOUD_KINDS, LIGHT
from .parts import (
    GATEWAY,
    Gateway,
    GroupAction,
    Input,
    Lamp,
    Output,
    Part,
    Sensor,
    Shutter,
    Thermostat,
    ThermostatGroup,
    Ventilation,
)
from .values import Row, each, flag, identifier, is_used, mapped, number, on, row_name, steps, text, whole, word

CONTROL: Final = "CONTROL"

PATHS: Final[dict[str, str | None]] = {
    "rooms": None,
    "floors": None,
    "outputs": CONTROL,
    "lights": None,
    "shutters": CONTROL,
    "sensors": None,
    "inputs": None,
    "thermostats/groups": None,
    "thermostats/units": None,
    "groupactions": CONTROL,
    "ventilations/units": None,
}
"""The lists of an installation, with the usage to filter by."""

RARELY: Final = ("rooms", "floors", "inputs", "groupactions")
"""Lists without a state worth reading often."""

type Objects = Mapping[str, list[dict[str, Any]]]
type CloudIds = dict[tuple[type[Part], str], str]


def part_id(row: Row) -> str:
    """The gateway's id of a thing, or the cloud's where the gateway has none."""
    local = row.get("local_id")
    return identifier(local) if local is not None else f"cloud{identifier(row['id'])}"


@dataclass(frozen=True, slots=True)
class Places:
    """The names of rooms and floors by the cloud's ids, and on which floor a room is."""

    rooms: Mapping[str, str] = field(default_factory=dict)
    floors: Mapping[str, str] = field(default_factory=dict)
    floor_of: Mapping[str, str] = field(default_factory=dict)

    def names(self, location: Row) -> dict[str, str | None]:
        """Where something is; what is in no room is on its floor, as in one."""
        room = location.get("room_id")
        floor = self.floors.get(self.floor_of.get(str(room)) or str(location.get("floor_id")))
        return {"room": floor if room is None else self.rooms.get(str(room)), "floor": floor}


def places_of(objects: Objects) -> Places:
    """The places of an installation."""
    rooms, floors = objects.get("rooms"), objects.get("floors")
    return Places(
        rooms=dict(each(rooms, lambda row: (identifier(row["id"]), row_name(row)))),
        floors=dict(each(floors, lambda row: (identifier(row["id"]), row_name(row)))),
        floor_of=dict(each(rooms, lambda row: (identifier(row["id"]), identifier(row["floor_id"])))),
    )


def _common(places: Places, row: Row) -> dict[str, Any]:
    return {
        "id": part_id(row),
        "name": row_name(row),
        **places.names(mapped(row.get("location"))),
    }


def _status(row: Row) -> Row:
    """An object's state: any may be missing."""
    return mapped(row.get("status"))


def _output(kind: type[Output], places: Places, row: Row) -> Output | None:
    if not is_used(row):
        return None
    status = _status(row)
    return kind(
        **_common(places, row),
        kind=LIGHT if kind is Lamp else CLOUD_KINDS.get(str(row.get("type", "")).upper(), "generic"),
        dims="RANGE" in (row.get("capabilities") or ()),
        is_on=flag(status.get("on")),
        level=whole(status.get("value")),
        locked=flag(status.get("locked")),
    )


def _shutter(places: Places, row: Row) -> Shutter | None:
    if not is_used(row):
        return None
    status = _status(row)
    has_steps = "POSITION" in (row.get("capabilities") or ())
    return Shutter(
        **_common(places, row),
        steps=steps(mapped(row.get("configuration")).get("steps")) if has_steps else None,
        moves=word(status.get("state")),
        position=whole(status.get("position")),
        last_change=number(status.get("last_change")),
    )


def _sensor(places: Places, row: Row) -> Sensor | None:
    quantity = word(row.get("physical_quantity")) or ""
    status = _status(row)
    value = status.get(quantity, next(iter(status.values()), None) if len(status) == 1 else None)
    return Sensor(**_common(places, row), quantity=quantity, unit=word(row.get("unit")), value=number(value))


def _input(places: Places, row: Row) -> Input | None:
    return Input(**_common(places, row), pressed=flag(_status(row).get("on"))) if is_used(row) else None


def _group(_: Places, row: Row) -> ThermostatGroup:
    capabilities = row.get("capabilities") or ("HEATING",)
    return ThermostatGroup(
        id=part_id(row),
        name=row_name(row),
        heats="HEATING" in capabilities,
        cools="COOLING" in capabilities,
        mode=word(_status(row).get("mode")),
    )


def _thermostat(groups: Mapping[str, ThermostatGroup], places: Places, row: Row) -> Thermostat:
    status = _status(row)
    group = groups.get(str(row["id"]))

    def first(*names: str) -> Any:
        return next((status[name] for name in names if status.get(name) is not None), None)

    return Thermostat(
        **_common(places, row),
        group=group.id if group else None,
        heats=group.heats if group else True,
        cools=group.cools if group else False,
        is_on=on(status.get("state")),
        preset=word(first("active_preset", "preset")),
        mode=word(status.get("mode")),
        current=number(first("actual_temperature", "current_temperature")),
        target=number(first("current_setpoint", "setpoint")),
        steering=number(status.get("steering_power")),
    )


def _group_action(places: Places, row: Row) -> GroupAction | None:
    return GroupAction(**_common(places, row)) if is_used(row) else None


def _ventilation(places: Places, row: Row) -> Ventilation:
    status = _status(row)
    return Ventilation(
        **_common(places, row),
        levels=whole(row.get("amount_of_levels")) or 0,
        mode=word(status.get("mode")),
        level=whole(status.get("level")),
        remaining=number(status.get("remaining_time")),
        connected=flag(status.get("is_connected")),
    )


_READERS: Final[dict[str, tuple[type[Part], Callable[[Places, Row], Part | None]]]] = {
    "outputs": (Output, partial(_output, Output)),
    "lights": (Lamp, partial(_output, Lamp)),
    "shutters": (Shutter, _shutter),
    "sensors": (Sensor, _sensor),
    "inputs": (Input, _input),
    "thermostats/groups": (ThermostatGroup, _group),
    "groupactions": (GroupAction, _group_action),
    "ventilations/units": (Ventilation, _ventilation),
}

_KINDS: Final = {path: kind for path, (kind, _) in _READERS.items()} | {"thermostats/units": Thermostat}


def parts(objects: Objects, installation: Mapping[str, Any]) -> dict[type[Part], list[Part]]:
    """All parts of an installation, with their state."""
    places = places_of(objects)
    found: dict[type[Part], list[Part]] = {
        kind: list(each(objects.get(path), partial(read, places))) for path, (kind, read) in _READERS.items()
    }
    groups = dict(_members(objects.get("thermostats/groups")))
    found[Thermostat] = list(each(objects.get("thermostats/units"), partial(_thermostat, groups, places)))
    found[Gateway] = [gateway(installation)]
    return found


def _members(rows: Any) -> list[tuple[str, ThermostatGroup]]:
    """The group of each thermostat, by the cloud's id of it."""
    pairs = each(rows, lambda row: (_group(Places(), row), [str(unit) for unit in row.get("thermostat_ids") or ()]))
    return [(unit, group) for group, units in pairs for unit in units]


def cloud_ids(objects: Objects) -> CloudIds:
    """The cloud's own ids of the parts: commands need them."""
    found: CloudIds = {}
    for path, kind in _KINDS.items():
        pairs = each(objects.get(path), lambda row: (part_id(row), identifier(row["id"])))
        found.update({(kind, local): cloud for local, cloud in pairs})
    return found


def gateway(installation: Mapping[str, Any]) -> Gateway:
    """The installation's gateway."""
    return Gateway(
        id=GATEWAY,
        name=text(installation.get("name")) or "",
        version=text(installation.get("version")),
        platform=text(installation.get("platform")),
        online=mapped(installation.get("flags")).get("ONLINE") is not False,
    )
