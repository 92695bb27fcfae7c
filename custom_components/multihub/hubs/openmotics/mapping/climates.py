"""Thermostats and their groups; pure."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Final

from homeassistant.components.climate import HVACAction, HVACMode
from homeassistant.components.sensor import SensorStateClass
from homeassistant.const import PERCENTAGE, EntityCategory, UnitOfTemperature

from ....model import Choice, Climate, Command, Feature, Range, Select, Sensor
from ..requests import SetPreset, SetTemperature, SetThermostatMode, SetThermostatState
from .parts import COOLING, HEATING, Abilities, Thermostat, ThermostatGroup

MODES: Final = {HEATING: str(HVACMode.HEAT), COOLING: str(HVACMode.COOL)}
GROUP_MODES: Final = {mode: group_mode for group_mode, mode in MODES.items()}
ACTIONS: Final = {HEATING: HVACAction.HEATING, COOLING: HVACAction.COOLING}

PRESETS: Final = ("auto", "away", "vacation", "party")
"""What can be chosen; ``manual`` only happens, when a temperature is set."""

COLDEST: Final = 6.0
WARMEST: Final = 32.0
STEP: Final = 0.5


def take_mode(thermostat: Thermostat, mode: str) -> SetThermostatState:
    """Switch a thermostat off or on; its group heats or cools for it from then on."""
    if mode == HVACMode.OFF:
        return SetThermostatState(thermostat.id, on=False, mode=thermostat.mode)
    wanted = GROUP_MODES[mode]
    group = None if wanted == thermostat.mode else thermostat.group
    return SetThermostatState(thermostat.id, on=True, group=group, mode=wanted)


def action(thermostat: Thermostat) -> HVACAction | None:
    """What it does now: its valve says."""
    if thermostat.is_on is False:
        return HVACAction.OFF
    if thermostat.steering is None or thermostat.mode not in ACTIONS:
        return None
    return ACTIONS[thermostat.mode] if thermostat.steering > 0 else HVACAction.IDLE


def features(thermostat: Thermostat, abilities: Abilities) -> Iterator[Feature]:
    """The climate of one thermostat, and how far its valve is open."""
    can = {HEATING: thermostat.heats, COOLING: thermostat.cools}
    modes = tuple(mode for group_mode, mode in MODES.items() if can[group_mode] or group_mode == thermostat.mode)
    mode = MODES.get(thermostat.mode or "")
    control = abilities.control
    yield Climate(
        key="thermostat",
        name=None,
        translation_key="openmotics_thermostat",
        unit=UnitOfTemperature.CELSIUS,
        current=thermostat.current,
        mode=Choice(
            value=str(HVACMode.OFF) if thermostat.is_on is False else mode,
            options=(str(HVACMode.OFF), *modes),
            set=Command(partial(take_mode, thermostat)) if control else None,
        ),
        target=Range(
            value=thermostat.target,
            min=COLDEST,
            max=WARMEST,
            step=STEP,
            unit=UnitOfTemperature.CELSIUS,
            set=Command(partial(SetTemperature, thermostat.id)),
        )
        if control
        else None,
        preset=Choice(
            value=thermostat.preset if thermostat.preset in PRESETS else None,
            options=PRESETS,
            set=Command(partial(SetPreset, thermostat.id)),
        )
        if control
        else None,
        action=action(thermostat),
    )
    yield Sensor(
        key="steering",
        translation_key="valve_opening",
        value=thermostat.steering,
        unit=PERCENTAGE,
        state_class=SensorStateClass.MEASUREMENT,
        category=EntityCategory.DIAGNOSTIC,
        enabled_by_default=False,
    )


def group_features(group: ThermostatGroup, abilities: Abilities) -> Iterator[Feature]:
    """Whether a group heats or cools, for those that can do both."""
    if group.heats and group.cools:
        yield Select(
            key="mode",
            translation_key="thermostat_group_mode",
            choice=Choice(
                value=group.mode,
                options=(HEATING, COOLING),
                set=Command(partial(SetThermostatMode, group.id)) if abilities.control else None,
            ),
        )
