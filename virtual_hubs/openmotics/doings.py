"""What a gateway does when it is told to: functions over a house, as a gateway of 2.29.0 acts."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

from .house import SETTINGS_OF_PRESET, House
from .rows import LIGHT, SHUTTER_RELAY, Row

PRESETS = tuple(SETTINGS_OF_PRESET)
MODES = ("heating", "cooling")
BASIC_ACTION_GROUP, BASIC_ACTION_OFF, BASIC_ACTION_TOGGLE = 2, 160, 162
BASIC_ACTIONS_ON = (161, 165)


class RefusedError(Exception):
    """The gateway answers ``success: false`` with this text."""


def found(row: Row | None) -> Row:
    """The row, or the gateway's words for what it does not know."""
    if row is None:
        raise RefusedError("Object not found")
    return row


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


def thermostat_of(house: House, number: int) -> tuple[Row, Row]:
    """A thermostat's group and its state."""
    for group in house.rows("get_thermostat_group_status", "status"):
        for status in group["thermostats"]:
            if status["id"] == number:
                return group, status
    raise RefusedError("Object not found")


def tell_thermostat(house: House, group: Row, status: Row) -> None:
    """Tell of a thermostat's state; the older words follow."""
    older = house.row("get_thermostat_status", status["id"], "status")
    if older is not None:
        older["csetp"] = status["setpoint_temperature"]
        older["act"] = status["actual_temperature"]
        older["mode"] = group["mode"]
        older["automatic"] = status["preset"] == "auto"
        older["setpoint"] = SETTINGS_OF_PRESET[status["preset"]]
    house.tell(
        "THERMOSTAT_CHANGE",
        {
            "id": status["id"],
            "status": {
                "state": status["state"].upper(),
                "preset": status["preset"].upper(),
                "mode": group["mode"].upper(),
                "current_setpoint": status["setpoint_temperature"],
                "actual_temperature": status["actual_temperature"],
                "output_0": status["output0"],
                "output_1": status["output1"],
                "steering_power": status["steering_power"],
            },
        },
    )


def set_thermostat(
    house: House,
    thermostat_id: int,
    preset: str | None = None,
    state: str | None = None,
    temperature: float | None = None,
) -> Row:
    """Set a thermostat's preset, state or temperature."""
    group, status = thermostat_of(house, thermostat_id)
    if temperature is not None:
        status["setpoint_temperature"] = temperature
        if status["preset"] != "auto":
            status["preset"] = "manual"
    if preset is not None:
        take_preset(house, group, status, preset)
    if state is not None:
        status["state"] = state
    tell_thermostat(house, group, status)
    return {"status": "OK"}


def take_preset(house: House, group: Row, status: Row, preset: str) -> None:
    """Set a preset and the temperature that goes with it."""
    if preset not in PRESETS:
        raise RefusedError(f"'{preset}' is not a valid Preset")
    status["preset"] = preset
    function = "get_cooling_configurations" if group["mode"] == "cooling" else "get_thermostat_configurations"
    configuration = found(house.row(function, status["id"]))
    temperature = configuration.get(f"setp{SETTINGS_OF_PRESET[preset]}")
    if preset == "auto":
        temperature = configuration.get("auto_mon", [None] * 4)[3]
    if temperature is not None:
        status["setpoint_temperature"] = temperature


def set_current_setpoint(house: House, thermostat: int, temperature: float) -> Row:
    """The older way to set a temperature."""
    return set_thermostat(house, thermostat, temperature=temperature)


def set_per_thermostat_mode(house: House, thermostat_id: int, automatic: bool, setpoint: int) -> Row:
    """The older way to set a preset."""
    names = {number: name for name, number in reversed(SETTINGS_OF_PRESET.items())}
    return set_thermostat(house, thermostat_id, preset="auto" if automatic else names.get(setpoint, "manual"))


def set_thermostat_group(
    house: House, thermostat_group_id: int, state: str | None = None, mode: str | None = None
) -> Row:
    """Have a group heat or cool; it puts its thermostats on automatic."""
    group = found(house.row("get_thermostat_group_status", thermostat_group_id, "status"))
    if mode is not None:
        group["mode"] = mode
        if mode not in MODES:
            return {"status": "OK"}
        house.tell("THERMOSTAT_GROUP_CHANGE", {"id": thermostat_group_id, "status": {"mode": mode.upper()}})
    for status in group["thermostats"]:
        if state is not None:
            status["state"] = state
        take_preset(house, group, status, "auto")
        tell_thermostat(house, group, status)
    return {"status": "OK"}


def set_thermostat_mode(
    house: House,
    thermostat_on: bool,
    automatic: bool | None = None,
    setpoint: int | None = None,
    cooling_mode: bool = False,
    cooling_on: bool = False,
) -> Row:
    """The older way to have all thermostats heat or cool; 2.29 with its own thermostats fails (page, section 1.4)."""
    if "set_thermostat_group" not in house.without:
        raise RefusedError("Cannot operate on a closed database")
    older = house.replies["get_thermostat_status"]
    older.update(thermostat_on=thermostat_on, cooling=cooling_mode)
    for status in older["status"]:
        status["mode"] = "cooling" if cooling_mode else "heating"
    return {"status": "OK"}


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
