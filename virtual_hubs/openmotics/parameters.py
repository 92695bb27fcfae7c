"""The gateway's parameters: what each function takes, and how a text becomes a value."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any

FALSE = ("false", "0", "0.0", "no")
NOTHING = ("null", "none", "")


class ParameterError(Exception):
    """A call whose parameters are wrong; ``status`` and ``body`` as a real gateway answers."""

    def __init__(self, status: int, body: dict[str, Any] | str) -> None:
        """Hold the answer."""
        super().__init__(str(body))
        self.status = status
        self.body = body


def boolean(text: str) -> bool:
    """False only for these few words; everything else is true, even ``off`` (page, section 1.1)."""
    return text.lower() not in FALSE


def integer(text: str) -> int:
    """A number without decimals."""
    return int(float(text))


type Kind = Callable[[str], Any]
type Signature = tuple[Mapping[str, Kind], Mapping[str, Kind]]

SIGNATURES: dict[str, Signature] = {
    "login": ({"username": str, "password": str}, {"accept_terms": boolean, "timeout": integer, "impersonate": str}),
    "logout": ({}, {}),
    "set_output": ({"id": integer, "is_on": boolean}, {"dimmer": integer, "timer": integer}),
    "set_all_lights_off": ({}, {}),
    "do_shutter_up": ({"id": integer}, {"position": integer}),
    "do_shutter_down": ({"id": integer}, {"position": integer}),
    "do_shutter_stop": ({"id": integer}, {}),
    "do_shutter_goto": ({"id": integer, "position": integer}, {}),
    "do_shutter_group_up": ({"id": integer}, {}),
    "do_shutter_group_down": ({"id": integer}, {}),
    "do_shutter_group_stop": ({"id": integer}, {}),
    "set_current_setpoint": ({"thermostat": integer, "temperature": float}, {}),
    "set_thermostat": ({"thermostat_id": integer}, {"preset": str, "state": str, "temperature": float}),
    "set_thermostat_group": ({"thermostat_group_id": integer}, {"state": str, "mode": str}),
    "set_per_thermostat_mode": ({"thermostat_id": integer, "automatic": boolean, "setpoint": integer}, {}),
    "set_thermostat_mode": (
        {"thermostat_on": boolean},
        {"automatic": boolean, "setpoint": integer, "cooling_mode": boolean, "cooling_on": boolean},
    ),
    "do_group_action": ({"group_action_id": integer}, {}),
    "do_basic_action": ({"action_type": integer, "action_number": integer}, {}),
    "set_ventilation_mode_auto": ({"ventilation_id": integer}, {}),
    "set_ventilation_level": ({"ventilation_id": integer, "level": integer}, {"timer": float}),
    "set_input": ({"id": integer, "is_on": boolean}, {}),
    "set_virtual_sensor": ({"sensor_id": integer, "temperature": float, "humidity": float, "brightness": float}, {}),
    "set_sensor_status": ({"status": json.loads}, {}),
    "flash_leds": ({"type": integer, "id": integer}, {}),
    "indicate": ({}, {}),
}
"""What must and what may be given to each function that does something."""

READ: Signature = ({}, {})
READ_FIELDS: Signature = ({}, {"fields": json.loads})


def signature(function: str) -> Signature:
    """What a function takes; those that only read take at most the wanted fields."""
    if function in SIGNATURES:
        return SIGNATURES[function]
    return READ_FIELDS if function.endswith("_configurations") else READ


def parsed(function: str, given: Mapping[str, str]) -> dict[str, Any]:
    """The values of a call.

    Raises:
        ParameterError: 404 when one is missing, 400 (as HTML) when one is too many, 406 when it is
            not of its kind (page, section 1.3).

    """
    required, optional = signature(function)
    if missing := [name for name in required if name not in given]:
        raise ParameterError(404, {"success": False, "msg": f"Missing parameters: {','.join(missing)}"})
    if unexpected := [name for name in given if name not in required and name not in optional]:
        page = f"<!DOCTYPE html><html><body><h2>400 Bad Request</h2><p>{unexpected[0]}</p></body></html>"
        raise ParameterError(400, page)
    kinds = {**required, **optional}
    try:
        return {
            name: None if text.lower() in NOTHING and kinds[name] is not str else kinds[name](text)
            for name, text in given.items()
        }
    except (ValueError, TypeError) as err:
        raise ParameterError(406, {"success": False, "msg": "invalid_parameters"}) from err
