"""What a gateway does with its thermostats when it is told to, in today's words and in the older ones."""

from __future__ import annotations

from .house import House, RefusedError, found
from .rows import Row

SETTINGS_OF_PRESET = {"auto": 0, "manual": 0, "away": 3, "vacation": 4, "party": 5}
"""The number of each preset in the thermostats' older words."""

MODES = ("heating", "cooling")


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
    if preset not in SETTINGS_OF_PRESET:
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
