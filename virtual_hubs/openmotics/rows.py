"""The rows of a gateway's replies, in the form that a gateway of 2.29.0 gives them."""

from __future__ import annotations

from typing import Any

type Row = dict[str, Any]

NONE = 255
"""What the gateway says for "not set" where it counts in bytes."""
NO_TIMER = 65535

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
LIGHT, OUTLET, VALVE, ALARM, APPLIANCE, PUMP, HVAC, GENERIC, MOTOR, VENTILATION, HEATER, SHUTTER_RELAY = (
    255, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 127,
)  # fmt: skip
OUTPUTS_A_MODULE = 8
INPUTS_A_MODULE = 8


def output(number: int, name: str = "", kind: int = LIGHT, *, dimmer: bool = False, room: int = NONE) -> Row:
    """An output's configuration; without a name, a slot that nobody uses."""
    leds: Row = {}
    for led in range(1, 5):
        leds[f"can_led_{led}_id"] = NONE
        leds[f"can_led_{led}_function"] = "UNKNOWN"
    return {
        "id": number,
        "module_type": "D" if dimmer else "O",
        "name": name,
        "timer": NO_TIMER,
        "type": kind,
        "lock_bit_id": NONE,
        **leds,
        "in_use": bool(name),
        "room": room,
        "module": {
            "hardware_type": "physical",
            "hardware_module": "dim_control" if dimmer else "output",
            "module_id": number // OUTPUTS_A_MODULE,
        },
    }


def output_status(number: int, *, on: bool = False, dimmer: int = 0, locked: bool = False) -> Row:
    """An output's state; the dimmer in %."""
    return {"id": number, "status": int(on), "ctimer": 0, "dimmer": dimmer, "locked": locked}


def shutter(
    number: int, name: str = "", *, room: int = NONE, seconds: int = NONE, steps: int = NO_TIMER, group: int = NONE
) -> Row:
    """A shutter's configuration; only ``steps`` gives it positions."""
    return {
        "id": number,
        "name": name,
        "timer_up": seconds,
        "timer_down": seconds,
        "up_down_config": 0,
        "group_1": group,
        "group_2": NONE,
        "room": room,
        "steps": steps,
        "in_use": True,
    }


def shutter_detail(state: str = "stopped", position: int | None = None) -> Row:
    """A shutter's state: 0 is open, the last step is closed."""
    return {"state": state, "actual_position": position, "desired_position": None, "last_change": 0.0}


def shutter_group(number: int) -> Row:
    """A group of shutters."""
    return {"id": number, "timer_up": NONE, "timer_down": NONE, "room": NONE, "in_use": False}


def thermostat(
    number: int,
    name: str = "",
    *,
    cooling: bool = False,
    room: int = NONE,
    group: int = 0,
    sensor: int = NONE,
    valve: int = NONE,
) -> Row:
    """A thermostat's heating or cooling configuration; without sensor and valve it is not used."""
    night, day = (26.0, 23.0) if cooling else (19.0, 21.0)
    used = sensor != NONE
    return {
        "id": number,
        "name": name,
        "room": room,
        "thermostat_group": group,
        "setp0": None,
        "setp1": None,
        "setp2": None,
        "setp3": 25.0 if cooling else 16.0,
        "setp4": 38.0 if cooling else 15.0,
        "setp5": 25.0 if cooling else 22.0,
        "sensor": sensor,
        "output0": valve,
        "output1": NONE,
        "pid_p": 120.0 if used else NONE,
        "pid_i": 0.0 if used else NONE,
        "pid_d": 0.0 if used else NONE,
        "pid_int": NONE,
        "permanent_manual": used,
        **{f"auto_{day_name}": [night, "06:00", "08:00", day, "16:00", "22:00", day] for day_name in DAYS},
    }


def thermostat_group(number: int, name: str) -> Row:
    """A group of thermostats that heat or cool together."""
    switches: Row = {}
    for mode in ("heating", "cooling"):
        for index in range(4):
            switches[f"switch_to_{mode}_output_{index}"] = NONE
            switches[f"switch_to_{mode}_value_{index}"] = NONE
    return {"id": number, "name": name, "pump_delay": 60, **switches}


def thermostat_status(number: int, actual: float | None, target: float | None, *, steering: int = 0) -> Row:
    """A thermostat's state, within its group's."""
    return {
        "id": number,
        "actual_temperature": actual,
        "setpoint_temperature": target,
        "state": "on",
        "preset": "auto",
        "output0": steering,
        "output1": 0,
        "steering_power": steering,
    }


def sensor(
    number: int,
    name: str,
    quantity: str,
    unit: str,
    *,
    external: str,
    room: int = NONE,
    plugin: str | None = None,
    virtual: bool = False,
) -> Row:
    """A sensor's configuration: one for each quantity."""
    return {
        "id": number,
        "source": {"type": "plugin" if plugin else "master", "name": plugin},
        "external_id": external,
        "physical_quantity": quantity,
        "unit": unit,
        "name": name,
        "offset": 0,
        "room": room,
        "virtual": virtual,
        "in_use": True,
    }


def input_(number: int, name: str = "", *, room: int = NONE, action: int = NONE, actions: str = "") -> Row:
    """An input's configuration; without a name, a slot that nobody uses."""
    return {
        "id": number,
        "module_type": "I",
        "name": name,
        "action": action,
        "basic_actions": actions,
        "invert": NONE,
        "room": room,
        "can": " ",
        "event_enabled": bool(name),
        "in_use": bool(name),
        "module": {"hardware_type": "physical", "hardware_module": "input", "module_id": number // INPUTS_A_MODULE},
    }


def power_module(number: int, name: str, address: str, circuits: tuple[str, ...], *, version: int = 12) -> Row:
    """An energy module with a clamp for each circuit; no name, no clamp."""
    slots = range(version)
    names = {slot: circuits[slot] if slot < len(circuits) else "" for slot in slots}
    return {
        "id": number,
        "name": name,
        "address": address,
        "version": version,
        **{f"input{slot}": names[slot] for slot in slots},
        **{f"sensor{slot}": 2 for slot in slots},
        **{f"times{slot}": "" for slot in slots},
        **{f"inverted{slot}": False for slot in slots},
    }


def pulse_counter(number: int, name: str = "", *, input_number: int = NONE, room: int = NONE) -> Row:
    """A pulse counter's configuration."""
    used = bool(name)
    return {
        "id": number,
        "name": name,
        "input": input_number,
        "persistent": True,
        "room": room,
        "in_use": used,
    }


def group_action(number: int, name: str = "", actions: str = "", *, in_app: bool = True) -> Row:
    """A group action: a row of basic actions, type and number in turn."""
    return {"id": number, "name": name, "actions": actions, "internal": False, "show_in_app": in_app}


def ventilation(number: int, name: str, *, levels: int, room: int = NONE) -> Row:
    """A ventilation unit's configuration."""
    return {
        "id": number,
        "external_id": f"unit-{number}",
        "source": {"type": "plugin", "name": "Ventilation"},
        "name": name,
        "room": room,
        "amount_of_levels": levels,
        "device": {"vendor": "Renson", "type": "Healthbox 3", "serial": f"RK{number:06}"},
    }


def ventilation_status(number: int, *, mode: str = "auto", level: int = 1) -> Row:
    """A ventilation unit's state."""
    return {"id": number, "mode": mode, "level": level, "remaining_time": None, "timer": None, "connected": True}


def schedule(number: int, name: str, kind: str, arguments: Any, *, start: float, repeat: str | None) -> Row:
    """A schedule: ``repeat`` is minute, hour, day, month and weekday in cron's way."""
    return {
        "id": number,
        "name": name,
        "start": start,
        "repeat": repeat,
        "duration": None,
        "end": None,
        "schedule_type": kind,
        "arguments": arguments,
        "status": "ACTIVE",
        "last_executed": None,
        "next_execution": None,
    }


def module(address: str, kind: str, order: int | None, *, source: str = "master", firmware: str | None = None) -> Row:
    """One module on the bus."""
    return {
        "address": address,
        "source": source,
        "module_type": kind,
        "hardware_type": "physical",
        "firmware_version": firmware,
        "order": order,
        "update_success": None,
    }
