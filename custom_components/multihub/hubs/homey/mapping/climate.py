"""Thermostats, heaters, air conditioning and heat pumps (protocol page, section 3.3)."""

from __future__ import annotations

from typing import Final

from homeassistant.components.climate import HVACMode

from ....model import Choice, Climate, Command, Feature
from ..requests import SetCapabilities, Write
from .classes import ClassRow
from .parts import (
    Made,
    adjustable,
    choice,
    choosable,
    humidity,
    made,
    put,
    switch_to,
    switchable,
    temperature,
    temperature_unit,
)
from .wire import NUMBER, Capability, Values, WireDevice, boolean, number, option

MODES: Final[dict[str, HVACMode]] = {
    "auto": HVACMode.AUTO,
    "automatic": HVACMode.AUTO,
    "schedule": HVACMode.AUTO,
    "heat": HVACMode.HEAT,
    "heating": HVACMode.HEAT,
    "cool": HVACMode.COOL,
    "cooling": HVACMode.COOL,
    "heat_cool": HVACMode.HEAT_COOL,
    "heatcool": HVACMode.HEAT_COOL,
    "dry": HVACMode.DRY,
    "dehumidify": HVACMode.DRY,
    "fan": HVACMode.FAN_ONLY,
    "fan_only": HVACMode.FAN_ONLY,
    "off": HVACMode.OFF,
}
"""What apps call the modes. Any other id is a preset."""

OTHERS: Final = frozenset(
    {"fan_mode", "swing_mode", "light_mode", "lock_mode", "hot_water_mode", "heater_operation_mode"}
)
"""Official capabilities that are no thermostat's mode, whatever their options are called."""


def make(device: WireDevice, kind: ClassRow) -> Made | None:
    """A thermostat of any kind: what has a temperature to set, or two."""
    target = adjustable(device, "target_temperature")
    low, high = adjustable(device, "target_temperature_min"), adjustable(device, "target_temperature_max")
    if target is None and not (low and high):
        return None
    modes = _Modes(device, kind)
    measured, moist = device.capability("measure_temperature", NUMBER), device.capability("measure_humidity", NUMBER)
    wished = adjustable(device, "target_humidity")
    fan, swing = choosable(device, "fan_mode"), choosable(device, "swing_mode")
    unit = temperature_unit(target, low, high)

    def build(values: Values) -> Feature:
        return Climate(
            key="climate",
            name=None,
            unit=unit,
            current=number(values.get(measured.id)) if measured else None,
            humidity=number(values.get(moist.id)) if moist else None,
            target=temperature(device, target, values) if target else None,
            low=temperature(device, low, values) if low and high else None,
            high=temperature(device, high, values) if low and high else None,
            target_humidity=humidity(device, wished, values) if wished else None,
            mode=modes.mode(values),
            preset=modes.preset(values),
            fan=choice(device, fan, values) if fan else None,
            swing=choice(device, swing, values) if swing else None,
            turn_on=modes.turn_on,
            turn_off=modes.turn_off,
        )

    pair = (low, high) if low and high else ()
    sources = (target, *pair, modes.chosen, modes.onoff, fan, swing, wished, measured, moist)
    return made(build, *sources, keep=("measure_temperature", "measure_humidity"))


class _Modes:
    """What a thermostat does: by its mode, its switch, or both."""

    def __init__(self, device: WireDevice, kind: ClassRow) -> None:
        self.device = device
        self.onoff = switchable(device, "onoff")
        self.chosen = _mode_capability(device)
        ids: dict[HVACMode, str] = {}
        for one in self.chosen.options if self.chosen else ():
            if one.lower() in MODES:
                ids.setdefault(MODES[one.lower()], one)
        self.ids = ids
        options = self.chosen.options if self.chosen else ()
        self.presets = tuple(one for one in options if one.lower() not in MODES)
        self.only = kind.mode if not [mode for mode in ids if mode is not HVACMode.OFF] else None
        """The mode that is on, where the device has no word for it."""
        self.options = tuple(
            str(mode)
            for mode in HVACMode
            if mode in ids or mode is self.only or (mode is HVACMode.OFF and self.onoff is not None)
        )
        self.turn_on = switch_to(device, self.onoff, True)
        self.turn_off = switch_to(device, self.onoff, False)
        self._set = Command(self._set_mode) if len(self.options) > 1 else None

    def mode(self, values: Values) -> Choice:
        """The mode; off where the device is switched off."""
        return Choice(self._mode(values), self.options, self._set)

    def _mode(self, values: Values) -> str | None:
        is_on = boolean(values.get(self.onoff.id)) if self.onoff else None
        if is_on is False:
            return HVACMode.OFF
        said = values.get(self.chosen.id) if self.chosen else None
        if isinstance(said, str) and said.lower() in MODES:
            return MODES[said.lower()]
        if self.chosen and option(said, self.presets) is None:
            return None
        if self.only:
            return self.only if is_on is not None or self.onoff is None else None
        return next((mode for mode in self.ids if mode is not HVACMode.OFF), None)

    def preset(self, values: Values) -> Choice | None:
        """The modes that Home Assistant has no word for."""
        if not self.presets or self.chosen is None:
            return None
        capability = self.chosen
        return Choice(
            option(values.get(capability.id), self.presets),
            self.presets,
            Command(lambda value: self._on(Write(capability.id, value))),
        )

    def _set_mode(self, value: str) -> SetCapabilities:
        mode = HVACMode(value)
        if mode is HVACMode.OFF and self.onoff:
            return put(self.device, Write(self.onoff.id, False))
        if self.chosen and mode in self.ids:
            return self._on(Write(self.chosen.id, self.ids[mode]))
        return self._on()

    def _on(self, *writes: Write) -> SetCapabilities:
        if self.onoff:
            writes = (Write(self.onoff.id, True), *writes)
        return put(self.device, *writes)


def _mode_capability(device: WireDevice) -> Capability | None:
    """The official mode, else an app's own whose ids are mostly modes."""
    if official := choosable(device, "thermostat_mode"):
        return official
    for one in device.capabilities.values():
        known = sum(choice.lower() in MODES for choice in one.options)
        if one.base.endswith("_mode") and one.base not in OTHERS and one.setable and known > 1:
            return one
    return None
