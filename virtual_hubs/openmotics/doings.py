"""What a gateway does when it is told to: functions over a house, as a gateway of 2.29.0 acts."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

from .house import House, RefusedError, found
from .rows import LIGHT, SHUTTER_RELAY, Row
from .thermostats import (
    set_current_setpoint,
    set_per_thermostat_mode,
    set_thermostat,
    set_thermostat_group,
    set_thermostat_mode,
)

BASIC_ACTION_GROUP, BASIC_ACTION_OFF, BASIC_ACTION_TOGGLE = 2, 160, 162
BASIC_ACTIONS_ON = (161, 165)


def set_output(house: House, id: int, is_on: bool, dimmer: int | None = None, timer: int | None = None) -> Row:
    """Switch an output; the dimmer in %, the timer in seconds."""
    configuration = found(house.row("get_output_configurations", id))
    status = found(house.row("get_output_status", id, "status"))
    if configuration["type"] == SHUTTER_RELAY:
        return {}
    dimmable = configuration["module_type"] in "Dd"
    status["status"] = int(is_on)
    if dimmable and dimmer is not None:
        status["dimmer"] = dimmer if 0 <= dimmer <= 100 else 0
    elif dimmable and is_on and not status["dimmer"]:
        status["dimmer"] = 100
    status["ctimer"] = timer or 0
    tell_output(house, id)
    return {}


def tell_output(house: House, number: int) -> None:
    """Tell of an output's state."""
    configuration = found(house.row("get_output_configurations", number))
    status = found(house.row("get_output_status", number, "status"))
    state: Row = {"on": bool(status["status"]), "locked": status["locked"]}
    if configuration["module_type"] in "Dd":
        state["value"] = status["dimmer"]
    house.tell("OUTPUT_CHANGE", {"id": number, "status": state, "location": {"room_id": configuration["room"]}})


def set_all_lights_off(house: House) -> Row:
    """Turn off every output that is a light."""
    for configuration in house.rows("get_output_configurations"):
        if configuration["type"] == LIGHT and house.row("get_output_status", configuration["id"], "status"):
            set_output(house, configuration["id"], is_on=False)
    return {}


def set_shutter(house: House, number: int, state: str, position: int | None = None) -> None:
    """Have a shutter in this state, wherever it stands; tells of it."""
    configuration = found(house.row("get_shutter_configurations", number))
    reply = house.replies["get_shutter_status"]
    detail = found(reply["detail"].get(str(number)))
    detail["state"] = state
    if position is not None:
        detail["actual_position"] = position
    detail["last_change"] = time.time()
    reply["status"] = [reply["detail"][key]["state"] for key in sorted(reply["detail"], key=int)]
    if number == 0 and house.replies["get_platform_details"]["platform"].startswith("CORE"):
        return  # a real gateway takes this number for none (page, section 1.4)
    house.tell(
        "SHUTTER_CHANGE",
        {
            "id": number,
            "status": {
                "state": state.upper(),
                "position": detail["actual_position"],
                "desired_position": detail["desired_position"],
                "last_change": detail["last_change"],
            },
            "location": {"room_id": configuration["room"]},
        },
    )


def has_steps(configuration: Row) -> bool:
    """Whether a shutter knows positions."""
    return configuration["steps"] not in (None, 0, 1, 65535)


def do_group_action(house: House, group_action_id: int) -> Row:
    """Do the basic actions of a group action."""
    row = found(house.row("get_group_action_configurations", group_action_id))
    words = [int(word) for word in row.get("actions", "").split(",") if word]
    for action_type, action_number in zip(words[::2], words[1::2], strict=False):
        do_basic_action(house, action_type, action_number)
    return {}


def do_basic_action(house: House, action_type: int, action_number: int) -> Row:
    """Do one basic action; those that the virtual gateway does not know do nothing."""
    if action_type == BASIC_ACTION_GROUP:
        return do_group_action(house, action_number)
    if action_type in (*BASIC_ACTIONS_ON, BASIC_ACTION_OFF):
        return set_output(house, action_number, is_on=action_type != BASIC_ACTION_OFF)
    if action_type == BASIC_ACTION_TOGGLE:
        status = found(house.row("get_output_status", action_number, "status"))
        return set_output(house, action_number, is_on=not status["status"])
    return {}


def set_ventilation(house: House, number: int, **values: Any) -> Row:
    """Change a ventilation unit; tells of it."""
    status = found(house.row("get_ventilation_status", number, "status"))
    status.update(values)
    house.tell(
        "VENTILATION_CHANGE",
        {
            "id": number,
            "mode": status["mode"],
            "level": status["level"],
            "timer": status["timer"],
            "remaining_time": status["remaining_time"],
            "is_connected": status["connected"],
        },
    )
    return {}


def set_ventilation_mode_auto(house: House, ventilation_id: int) -> Row:
    """Let a ventilation unit decide by itself."""
    return set_ventilation(house, ventilation_id, mode="auto", timer=None, remaining_time=None)


def set_ventilation_level(house: House, ventilation_id: int, level: int, timer: float | None = None) -> Row:
    """Have a ventilation unit blow at a level, for ``timer`` seconds."""
    configuration = found(house.row("get_ventilation_configurations", ventilation_id))
    levels = list(range(configuration["amount_of_levels"] + 1))
    if level not in levels:
        raise RefusedError(f"ventilation level {level} not in {levels}")
    return set_ventilation(house, ventilation_id, mode="manual", level=level, timer=timer, remaining_time=timer)


def set_input(house: House, id: int, is_on: bool) -> Row:
    """Set an input; a real gateway does not tell of it."""
    found(house.row("get_input_status", id, "status"))["status"] = int(is_on)
    return {}


def set_virtual_sensor(
    house: House, sensor_id: int, temperature: float | None, humidity: float | None, brightness: float | None
) -> Row:
    """Give a virtual sensor of the master its values."""
    values = {"temperature": temperature, "humidity": humidity, "brightness": brightness}
    for row in house.rows("get_sensor_configurations"):
        if row["external_id"] == str(sensor_id) and row["virtual"]:
            house.measure(row["id"], values.get(row["physical_quantity"]))
    return {}


def set_sensor_status(house: House, status: Any) -> Row:
    """Give a sensor its value."""
    found(house.row("get_sensor_configurations", status["id"]))
    house.measure(status["id"], status["value"])
    return {}


def nothing(_: House, **__: Any) -> Row:
    """Blink a lamp, which nobody sees here."""
    return {"status": "OK"}


DOINGS: dict[str, Callable[..., Row]] = {
    "set_output": set_output,
    "set_all_lights_off": set_all_lights_off,
    "set_thermostat": set_thermostat,
    "set_current_setpoint": set_current_setpoint,
    "set_per_thermostat_mode": set_per_thermostat_mode,
    "set_thermostat_mode": set_thermostat_mode,
    "set_thermostat_group": set_thermostat_group,
    "do_group_action": do_group_action,
    "do_basic_action": do_basic_action,
    "set_ventilation_mode_auto": set_ventilation_mode_auto,
    "set_ventilation_level": set_ventilation_level,
    "set_input": set_input,
    "set_virtual_sensor": set_virtual_sensor,
    "set_sensor_status": set_sensor_status,
    "flash_leds": nothing,
    "indicate": nothing,
}
"""What each function of the gateway does; those of the shutters, which take time, are in ``shutters``."""
