"""Locks and alarm systems (protocol page, sections 3.2 and 3.3)."""

from __future__ import annotations

from typing import Any

from homeassistant.components.alarm_control_panel import AlarmControlPanelState

from ....model import AlarmControlPanel, Command, Feature, Lock
from ..requests import Write
from .classes import ClassRow
from .parts import Made, choosable, made, put, switchable
from .wire import BOOLEAN, Capability, Values, WireDevice, boolean

ALARM_STATES = {
    "armed": AlarmControlPanelState.ARMED_AWAY,
    "partially_armed": AlarmControlPanelState.ARMED_HOME,
    "disarmed": AlarmControlPanelState.DISARMED,
}

TRIGGERS = ("alarm_generic", "alarm_tamper")
"""While one of these is true the alarm goes off."""


def make_lock(device: WireDevice, _: ClassRow) -> Made | None:
    """A lock; Homey asks for no code."""
    locked = switchable(device, "locked")
    if locked is None:
        return None

    def build(values: Values) -> Feature:
        return Lock(
            key="lock",
            name=None,
            is_locked=boolean(values.get(locked.id)),
            lock=_put(device, locked, True),
            unlock=_put(device, locked, False),
        )

    return made(build, locked)


def make_alarm(device: WireDevice, _: ClassRow) -> Made | None:
    """An alarm system."""
    state = choosable(device, "homealarm_state")
    if state is None:
        return None
    triggers = [found for one in TRIGGERS if (found := device.capability(one, BOOLEAN))]

    def to(value: str) -> Command | None:
        return _put(device, state, value) if value in state.options else None

    def build(values: Values) -> Feature:
        goes_off = any(boolean(values.get(one.id)) for one in triggers)
        return AlarmControlPanel(
            key="alarm_control_panel",
            name=None,
            state=AlarmControlPanelState.TRIGGERED if goes_off else ALARM_STATES.get(str(values.get(state.id))),
            arm_away=to("armed"),
            arm_home=to("partially_armed"),
            disarm=to("disarmed"),
        )

    return made(build, state, *triggers, keep=TRIGGERS)


def _put(device: WireDevice, capability: Capability, value: bool | str) -> Command:
    """A command that is given a code, and needs none."""

    def request(*_: Any, **__: Any) -> Any:
        return put(device, Write(capability.id, value))

    return Command(request)
