"""What is asked for, in the wire's words: functions of the gateway, paths of the cloud; pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from ...model import Request
from ..base import HubInputError, HubUnsupportedError
from .mapping.parts import COOLING, HEATING, GroupAction, Lamp, Output, Part, Shutter, Thermostat, ThermostatGroup
from .requests import (
    AllLightsOff,
    FlashLed,
    Identify,
    MoveShutter,
    MoveShutterGroup,
    OnPart,
    PlaceShutter,
    RunBasicAction,
    RunGroupAction,
    SetLamp,
    SetOutput,
    SetPreset,
    SetTemperature,
    SetThermostatMode,
    SetThermostatState,
    SetVentilation,
)

MODES: Final = (HEATING, COOLING)
"""A gateway stores any other mode, and then its status calls break (protocol page, section 1.4)."""

CLASSIC_TIMERS: Final = (150, 450, 900, 1500, 2220, 3120)
"""The only timers, in seconds, that the older masters know."""

CLASSIC: Final = "CLASSIC"
SETPOINTS: Final = {"away": 3, "vacation": 4, "party": 5}


@dataclass(frozen=True, slots=True)
class Call:
    """One call of a gateway; ``instead`` is for firmware that does not know the function."""

    function: str
    parameters: Mapping[str, Any] = field(default_factory=dict)
    instead: Call | None = None


def _set_output(request: SetOutput) -> list[Call]:
    level = None if request.level is None else min(100, max(0, request.level))
    parameters = {"id": request.id, "is_on": request.on, "dimmer": level, "timer": request.timer}
    return [Call("set_output", parameters)]


def _set_preset(request: SetPreset) -> list[Call]:
    automatic = request.preset not in SETPOINTS
    older = {"thermostat_id": request.id, "automatic": automatic, "setpoint": SETPOINTS.get(request.preset, 0)}
    return [
        Call(
            "set_thermostat",
            {"thermostat_id": request.id, "preset": request.preset},
            instead=Call("set_per_thermostat_mode", older),
        )
    ]


def _set_all(*, on: bool, mode: str | None) -> Call:
    """How firmware before 2.19 does it: for all thermostats at once (its own words for on, heating and cooling)."""
    cooling = mode == COOLING
    parameters = {"thermostat_on": on, "cooling_mode": cooling, "cooling_on": cooling and on}
    return Call("set_thermostat_mode", parameters)


def _safe_mode(mode: str) -> str:
    if mode not in MODES:
        raise HubInputError(f"{mode} is not heating or cooling")
    return mode


def _set_mode(group: str, mode: str) -> Call:
    parameters = {"thermostat_group_id": group, "mode": _safe_mode(mode)}
    return Call("set_thermostat_group", parameters, instead=_set_all(on=True, mode=mode))


def _set_state(request: SetThermostatState) -> list[Call]:
    parameters = {"thermostat_id": request.id, "state": "on" if request.on else "off"}
    state = Call("set_thermostat", parameters, instead=_set_all(on=request.on, mode=request.mode))
    if request.group is None or request.mode is None:
        return [state]
    return [_set_mode(request.group, request.mode), state]


def _set_ventilation(request: SetVentilation) -> list[Call]:
    if request.level is None:
        return [Call("set_ventilation_mode_auto", {"ventilation_id": request.id})]
    parameters = {"ventilation_id": request.id, "level": request.level, "timer": request.timer}
    return [Call("set_ventilation_level", parameters)]


_GATEWAY: Final[dict[type[Request], Callable[[Any], list[Call]]]] = {
    SetOutput: _set_output,
    AllLightsOff: lambda _: [Call("set_all_lights_off")],
    MoveShutter: lambda r: [Call(f"do_shutter_{r.direction}", {"id": r.id})],
    MoveShutterGroup: lambda r: [Call(f"do_shutter_group_{r.direction}", {"id": r.id})],
    PlaceShutter: lambda r: [Call("do_shutter_goto", {"id": r.id, "position": r.step})],
    SetTemperature: lambda r: [Call("set_current_setpoint", {"thermostat": r.id, "temperature": r.temperature})],
    SetPreset: _set_preset,
    SetThermostatState: _set_state,
    SetThermostatMode: lambda r: [_set_mode(r.group, r.mode)],
    SetVentilation: _set_ventilation,
    RunGroupAction: lambda r: [Call("do_group_action", {"group_action_id": r.id})],
    RunBasicAction: lambda r: [
        Call("do_basic_action", {"action_type": r.action_type, "action_number": r.action_number})
    ],
    FlashLed: lambda r: [Call("flash_leds", {"type": r.kind, "id": r.id})],
    Identify: lambda _: [Call("indicate")],
}

CONFIRM: Final[dict[type[Request], tuple[str, ...]]] = {
    SetOutput: ("get_output_status",),
    AllLightsOff: ("get_output_status",),
    MoveShutter: ("get_shutter_status",),
    MoveShutterGroup: ("get_shutter_status",),
    PlaceShutter: ("get_shutter_status",),
    SetTemperature: ("get_thermostat_group_status",),
    SetPreset: ("get_thermostat_group_status",),
    SetThermostatState: ("get_thermostat_group_status",),
    SetThermostatMode: ("get_thermostat_group_status",),
    SetVentilation: ("get_ventilation_status",),
    RunGroupAction: ("get_output_status", "get_shutter_status"),
    RunBasicAction: ("get_output_status", "get_shutter_status"),
}
"""What to read after a command when nothing pushes."""


def may_move(request: Request, shutter: str) -> bool:
    """Whether a request may move this shutter: alone, in its group, or by what was configured."""
    match request:
        case MoveShutterGroup() | RunGroupAction() | RunBasicAction():
            return True
        case MoveShutter() | PlaceShutter():
            return request.id == shutter
    return False


def gateway_calls(request: Request, platform: str | None) -> list[Call]:
    """The calls of a gateway that do what is asked for.

    Raises:
        HubInputError: the gateway would refuse, or store something that breaks it.

    """
    if isinstance(request, SetOutput) and request.timer and platform == CLASSIC:
        if request.timer not in CLASSIC_TIMERS:
            allowed = ", ".join(map(str, CLASSIC_TIMERS))
            told = {"allowed": allowed}
            raise HubInputError(f"the timers are {allowed} seconds", key="no_such_timer", placeholders=told)
    return _GATEWAY[type(request)](request)


@dataclass(frozen=True, slots=True)
class CloudCall:
    """One thing done in the cloud; the path is below the installation."""

    path: str
    body: Mapping[str, Any] = field(default_factory=dict)


type Ids = Callable[[type[Part], str], str]
"""The cloud's id of a part."""


def _cloud_output(request: SetOutput, ids: Ids) -> list[CloudCall]:
    lamp = isinstance(request, SetLamp)
    thing = f"lights/{ids(Lamp, request.id)}" if lamp else f"outputs/{ids(Output, request.id)}"
    if not request.on:
        return [CloudCall(f"{thing}/turn_off")]
    body = {} if request.level is None else {"value": min(100, max(0, request.level))}
    return [CloudCall(f"{thing}/turn_on", body)]


def _cloud_mode(group: str, mode: str, ids: Ids) -> CloudCall:
    return CloudCall(f"thermostats/groups/{ids(ThermostatGroup, group)}/mode", {"mode": _safe_mode(mode).upper()})


def _unit(request: OnPart, ids: Ids) -> str:
    return f"thermostats/units/{ids(Thermostat, request.id)}"


def _cloud_state(request: SetThermostatState, ids: Ids) -> list[CloudCall]:
    state = CloudCall(f"{_unit(request, ids)}/state", {"state": "ON" if request.on else "OFF"})
    if request.group is None or request.mode is None:
        return [state]
    return [_cloud_mode(request.group, request.mode, ids), state]


_SHUTTER_VERBS: Final = {"up": "open", "down": "close", "stop": "stop"}

_CLOUD: Final[dict[type[Request], Callable[[Any, Ids], list[CloudCall]]]] = {
    SetOutput: _cloud_output,
    SetLamp: _cloud_output,
    AllLightsOff: lambda _, __: [CloudCall("outputs/turn_off")],
    MoveShutter: lambda r, ids: [CloudCall(f"shutters/{ids(Shutter, r.id)}/{_SHUTTER_VERBS[r.direction]}")],
    PlaceShutter: lambda r, ids: [CloudCall(f"shutters/{ids(Shutter, r.id)}/change_position", {"position": r.step})],
    SetTemperature: lambda r, ids: [CloudCall(f"{_unit(r, ids)}/setpoint", {"temperature": r.temperature})],
    SetPreset: lambda r, ids: [CloudCall(f"{_unit(r, ids)}/preset", {"preset": r.preset.upper()})],
    SetThermostatState: _cloud_state,
    SetThermostatMode: lambda r, ids: [_cloud_mode(r.group, r.mode, ids)],
    RunGroupAction: lambda r, ids: [CloudCall(f"groupactions/{ids(GroupAction, r.id)}/trigger")],
}

CLOUD_CONFIRM: Final[dict[type[Request], tuple[str, ...]]] = {
    SetOutput: ("outputs",),
    SetLamp: ("lights",),
    AllLightsOff: ("outputs", "lights"),
    MoveShutter: ("shutters",),
    PlaceShutter: ("shutters",),
    SetTemperature: ("thermostats/units",),
    SetPreset: ("thermostats/units",),
    SetThermostatState: ("thermostats/groups", "thermostats/units"),
    SetThermostatMode: ("thermostats/groups", "thermostats/units"),
    RunGroupAction: ("outputs", "shutters"),
}
"""Which lists to read after a command: the cloud pushes nothing."""


def cloud_calls(request: Request, ids: Ids) -> list[CloudCall]:
    """What is done in the cloud for a request.

    Raises:
        HubInputError: the mode is none that the gateway knows.
        HubUnsupportedError: the cloud can't do this.

    """
    if isinstance(request, SetOutput) and request.timer:
        raise HubUnsupportedError("Timers are for the local gateway", key="action_not_supported")
    make = _CLOUD.get(type(request))
    if make is None:
        raise HubUnsupportedError(f"{type(request).__name__} is for the local gateway", key="action_not_supported")
    return make(request, ids)
