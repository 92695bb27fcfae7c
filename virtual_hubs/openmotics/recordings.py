"""Houses from what was recorded of one: the replies of its gateway, or the objects of the cloud."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from . import rows
from .cloud_objects import OUTPUT_TYPES
from .house import House, Reply
from .replies import inputs, ok, rest, shutters, system, thermostats
from .rows import Row

UNIT = "none"


def read(path: Path) -> tuple[House, str]:
    """The house of a folder of replies or of a recording, and the way by which it was recorded."""
    if path.is_dir():
        return House.from_folder(path), "local"
    recording = json.loads(path.read_text(encoding="utf-8"))
    if "objects" in recording:
        return from_objects(recording["objects"]), "cloud"
    return House(recording["replies"]), recording.get("way", "local")


def local_id(thing: Row) -> int:
    """The gateway's number of a thing, or the cloud's where it has none."""
    number = thing.get("local_id")
    return int(thing["id"] if number is None else number)


def from_objects(objects: dict[str, list[Row]]) -> House:
    """A gateway that has what the cloud told of."""
    names = {room["id"]: room["name"] for room in objects.get("rooms", [])}
    numbers = {number: index for index, number in enumerate(names)}

    def room(thing: Row) -> int:
        return numbers.get((thing.get("location") or {}).get("room_id"), rows.NONE)

    replies: dict[str, Reply] = system("", "")
    for read_objects in (_outputs, _shutters, _sensors, _inputs, _thermostats):
        replies |= read_objects(objects, room)
    ventilations = objects.get("ventilations/units", [])
    replies |= rest(
        ventilations=tuple(_ventilation(thing, room) for thing in ventilations),
        counters=(),
        rooms=tuple(names.values()),
        actions=tuple(rows.group_action(local_id(thing), thing["name"]) for thing in objects.get("groupactions", [])),
        schedules=(),
    )
    replies["get_power_modules"] = ok(modules=[])
    replies["get_ventilation_status"] = ok(
        status=[
            rows.ventilation_status(
                local_id(thing),
                mode=str((thing.get("status") or {}).get("mode") or "auto").lower(),
                level=(thing.get("status") or {}).get("level") or 0,
            )
            for thing in ventilations
        ]
    )
    house = House(replies)
    house.lights = objects.get("lights", [])
    return house


type RoomOf = Callable[[Row], int]


def _ventilation(thing: Row, room: RoomOf) -> Row:
    return rows.ventilation(local_id(thing), thing["name"], levels=thing.get("amount_of_levels") or 0, room=room(thing))


def _outputs(objects: dict[str, list[Row]], room: RoomOf) -> dict[str, Reply]:
    kinds = {name: number for number, name in OUTPUT_TYPES.items()}
    configurations, states = [], []
    for thing in objects.get("outputs", []):
        number, status = local_id(thing), thing.get("status") or {}
        dims = "RANGE" in (thing.get("capabilities") or ())
        kind = kinds.get(thing.get("type", ""), rows.GENERIC)
        configurations.append(rows.output(number, thing["name"], kind, dimmer=dims, room=room(thing)))
        states.append(
            rows.output_status(
                number,
                on=bool(status.get("on")),
                dimmer=status.get("value") or 0,
                locked=bool(status.get("locked")),
            )
        )
    return {"get_output_configurations": ok(config=configurations), "get_output_status": ok(status=states)}


def _shutters(objects: dict[str, list[Row]], room: RoomOf) -> dict[str, Reply]:
    configurations: list[Row] = []
    detail: dict[str, Any] = {}
    for thing in objects.get("shutters", []):
        number, status = local_id(thing), thing.get("status") or {}
        steps = (thing.get("configuration") or {}).get("steps") or rows.NO_TIMER
        configurations.append(rows.shutter(number, thing["name"], room=room(thing), steps=steps))
        detail[str(number)] = rows.shutter_detail(str(status.get("state")).lower(), status.get("position"))
    return shutters(tuple(configurations)) | {
        "get_shutter_status": ok(status=[state["state"] for state in detail.values()], detail=detail)
    }


def _sensors(objects: dict[str, list[Row]], room: RoomOf) -> dict[str, Reply]:
    used = []
    for thing in objects.get("sensors", []):
        quantity = thing.get("physical_quantity") or ""
        value = (thing.get("status") or {}).get(quantity)
        unit = thing.get("unit") or UNIT
        row = rows.sensor(local_id(thing), thing["name"], quantity, unit, external="cloud", room=room(thing))
        used.append((row, value))
    status = [{"id": row["id"], "value": value} for row, value in used]
    return {
        "get_sensor_configurations": ok(config=[row for row, _ in used]),
        "get_sensor_status": ok(status=status),
    }


def _inputs(objects: dict[str, list[Row]], room: RoomOf) -> dict[str, Reply]:
    things = objects.get("inputs", [])
    return inputs(tuple(rows.input_(local_id(thing), thing["name"], room=room(thing)) for thing in things))


def _thermostats(objects: dict[str, list[Row]], room: RoomOf) -> dict[str, Reply]:
    units = {thing["id"]: thing for thing in objects.get("thermostats/units", [])}
    replies = thermostats(tuple((local_id(thing), thing["name"], room(thing), 1, 0) for thing in units.values()))
    groups = []
    for group in objects.get("thermostats/groups", []):
        states = []
        for unit in group.get("thermostat_ids") or ():
            if (thing := units.get(unit)) is None:
                continue
            status = thing.get("status") or {}
            state = rows.thermostat_status(
                local_id(thing),
                status.get("actual_temperature"),
                status.get("current_setpoint"),
                steering=status.get("steering_power") or 0,
            )
            state["state"] = str(status.get("state") or "on").lower()
            state["preset"] = str(status.get("active_preset") or status.get("preset") or "auto").lower()
            states.append(state)
        mode = str((group.get("status") or {}).get("mode") or "heating").lower()
        groups.append({"id": local_id(group), "mode": mode, "thermostats": states})
    named = [rows.thermostat_group(local_id(group), group["name"]) for group in objects.get("thermostats/groups", [])]
    replies["get_thermostat_group_configurations"] = ok(config=named)
    replies["get_thermostat_group_status"] = ok(status=groups)
    return replies
