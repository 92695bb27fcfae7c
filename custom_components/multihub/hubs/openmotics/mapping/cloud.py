"""From the objects of the cloud of today to the same parts (protocol page, section 2.1); pure.

A part's id is ``local_id``, the gateway's own number, so that a house has the same ids by every way.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, Final

from .outputs import CLOUD_KINDS
from .parts import (
    GATEWAY,
    Gateway,
    GroupAction,
    Input,
    Output,
    Part,
    Sensor,
    Shutter,
    Thermostat,
    ThermostatGroup,
    Ventilation,
)
from .values import Row, each, flag, identifier, is_used, mapped, number, text, whole, word

CONTROL: Final = "CONTROL"

PATHS: Final[dict[str, str | None]] = {
    "rooms": None,
    "outputs": CONTROL,
    "shutters": CONTROL,
    "sensors": None,
    "inputs": None,
    "thermostats/groups": None,
    "thermostats/units": None,
    "groupactions": CONTROL,
    "ventilations/units": None,
}
"""The lists of an installation, with the usage to filter by."""

RARELY: Final = ("rooms", "inputs", "groupactions")
"""Lists without a state worth reading often."""

type Objects = Mapping[str, list[dict[str, Any]]]
type CloudIds = dict[tuple[type[Part], str], str]


def part_id(row: Row) -> str:
    """The gateway's id of a thing, or the cloud's where the gateway has none."""
    local = row.get("local_id")
    return identifier(local) if local is not None else f"cloud{identifier(row['id'])}"


def _common(rooms: Mapping[str, str], row: Row) -> dict[str, Any]:
    room = mapped(row.get("location")).get("room_id")
    return {
        "id": part_id(row),
        "name": str(row.get("name") or "").strip(),
        "room": rooms.get(str(room)) if room is not None else None,
    }


def _status(row: Row) -> Row:
    """An object's state: any may be missing."""
    return mapped(row.get("status"))


def _output(rooms: Mapping[str, str], row: Row) -> Output | None:
    if not is_used(row):
        return None
    status = _status(row)
    return Output(
        **_common(rooms, row),
        kind=CLOUD_KINDS.get(str(row.get("type", "")).upper(), "generic"),
        dims="RANGE" in (row.get("capabilities") or ()),
        is_on=flag(status.get("on")),
        level=whole(status.get("value")),
        locked=flag(status.get("locked")),
    )


def _shutter(rooms: Mapping[str, str], row: Row) -> Shutter | None:
    if not is_used(row):
        return None
    status = _status(row)
    steps = whole(mapped(row.get("configuration")).get("steps"))
    has_steps = "POSITION" in (row.get("capabilities") or ()) and steps not in (None, 0, 1, 65535)
    return Shutter(
        **_common(rooms, row),
        steps=steps if has_steps else None,
        moves=word(status.get("state")),
        position=whole(status.get("position")),
        last_change=number(status.get("last_change")),
    )


def _sensor(rooms: Mapping[str, str], row: Row) -> Sensor | None:
    quantity = word(row.get("physical_quantity")) or ""
    status = _status(row)
    value = status.get(quantity, next(iter(status.values()), None) if len(status) == 1 else None)
    return Sensor(**_common(rooms, row), quantity=quantity, unit=word(row.get("unit")), value=number(value))


def _input(rooms: Mapping[str, str], row: Row) -> Input | None:
    return Input(**_common(rooms, row), pressed=flag(_status(row).get("on"))) if is_used(row) else None


def _group(_: Mapping[str, str], row: Row) -> ThermostatGroup:
    capabilities = row.get("capabilities") or ("HEATING",)
    return ThermostatGroup(
        id=part_id(row),
        name=str(row.get("name") or ""),
        heats="HEATING" in capabilities,
        cools="COOLING" in capabilities,
        mode=word(_status(row).get("mode")),
    )


def _thermostat(groups: Mapping[str, ThermostatGroup], rooms: Mapping[str, str], row: Row) -> Thermostat:
    status = _status(row)
    group = groups.get(str(row["id"]))

    def first(*names: str) -> Any:
        return next((status[name] for name in names if status.get(name) is not None), None)

    return Thermostat(
        **_common(rooms, row),
        group=group.id if group else None,
        heats=group.heats if group else True,
        cools=group.cools if group else False,
        is_on=None if status.get("state") is None else word(status["state"]) == "on",
        preset=word(first("active_preset", "preset")),
        mode=word(status.get("mode")),
        current=number(first("actual_temperature", "current_temperature")),
        target=number(first("current_setpoint", "setpoint")),
        steering=number(status.get("steering_power")),
    )


def _group_action(rooms: Mapping[str, str], row: Row) -> GroupAction | None:
    return GroupAction(**_common(rooms, row)) if is_used(row) else None


def _ventilation(rooms: Mapping[str, str], row: Row) -> Ventilation:
    status = _status(row)
    return Ventilation(
        **_common(rooms, row),
        levels=whole(row.get("amount_of_levels")) or 0,
        mode=word(status.get("mode")),
        level=whole(status.get("level")),
        remaining=number(status.get("remaining_time")),
        connected=flag(status.get("is_connected")),
    )


_READERS: Final[dict[str, tuple[type[Part], Callable[[Mapping[str, str], Row], Part | None]]]] = {
    "outputs": (Output, _output),
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
    rooms = dict(each(objects.get("rooms"), lambda row: (identifier(row["id"]), str(row["name"]))))
    found: dict[type[Part], list[Part]] = {
        kind: list(each(objects.get(path), partial(read, rooms))) for path, (kind, read) in _READERS.items()
    }
    groups = dict(_members(objects.get("thermostats/groups")))
    found[Thermostat] = list(each(objects.get("thermostats/units"), partial(_thermostat, groups, rooms)))
    found[Gateway] = [gateway(installation)]
    return found


def _members(rows: Any) -> list[tuple[str, ThermostatGroup]]:
    """The group of each thermostat, by the cloud's id of it."""
    pairs = each(rows, lambda row: (_group({}, row), [str(unit) for unit in row.get("thermostat_ids") or ()]))
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
