"""Fans, and humidifiers of either direction (protocol page, sections 3.2 and 3.3)."""

from __future__ import annotations

from typing import Any

from ....model import Choice, Command, Fan, Feature, Humidifier
from ..requests import SetCapabilities, Write
from .classes import ClassRow
from .parts import (
    Made,
    adjustable,
    choice,
    choosable,
    from_percent,
    humidity,
    made,
    percent,
    percent_command,
    put,
    setting,
    switch_to,
    switchable,
    to_percent,
)
from .wire import NUMBER, Capability, Values, WireDevice, boolean, number


def make_fan(device: WireDevice, _: ClassRow) -> Made | None:
    """A fan: what has a speed, or is of a fan's class and can be switched."""
    onoff = switchable(device, "onoff")
    speed = adjustable(device, "fan_speed") or adjustable(device, "dim")
    if not (onoff or speed):
        return None
    swings, mode = switchable(device, "oscillating"), choosable(device, "fan_mode")
    fan = _Fan(device, onoff, speed, mode)

    def build(values: Values) -> Feature:
        speed_now = percent(speed, values) if speed else None
        is_on = fan.is_on(values, speed_now)
        return Fan(
            key="fan",
            name=None,
            is_on=is_on,
            percentage=0 if speed and is_on is False else speed_now,
            speed_count=fan.speed_count,
            preset=fan.preset(values),
            oscillating=boolean(values.get(swings.id)) if swings else None,
            turn_on=Command(lambda **asked: fan.turn_on(is_on, **asked)),
            turn_off=fan.turn_off,
            set_percentage=percent_command(device, speed) if speed else None,
            oscillate=setting(device, swings) if swings else None,
        )

    return made(build, onoff, speed, mode, swings)


class _Fan:
    """The capabilities of one fan."""

    def __init__(
        self, device: WireDevice, onoff: Capability | None, speed: Capability | None, mode: Capability | None
    ) -> None:
        self.device = device
        self.onoff = onoff
        self.speed = speed
        self.mode = mode
        step = speed.step if speed else None
        self.speed_count = round(max(1, min(100, ((speed.max or 1) if speed else 1) / step))) if step else 100
        self.turn_off = switch_to(device, onoff, False) or to_percent(device, speed, 0)

    def is_on(self, values: Values, speed: int | None) -> bool | None:
        """Whether it turns."""
        if self.onoff:
            return boolean(values.get(self.onoff.id))
        return None if speed is None else speed > 0

    def preset(self, values: Values) -> Choice | None:
        """Its mode, as the device calls them."""
        return choice(self.device, self.mode, values) if self.mode else None

    def turn_on(
        self, is_on: bool | None, *, percentage: int | None = None, preset_mode: str | None = None, **_: Any
    ) -> SetCapabilities:
        """Switch it on, to a speed or mode where one is asked for."""
        writes = []
        if self.onoff and not is_on:
            writes.append(Write(self.onoff.id, True))
        if preset_mode is not None and self.mode:
            writes.append(Write(self.mode.id, preset_mode))
        if self.speed and (percentage is not None or not self.onoff):
            writes.append(Write(self.speed.id, from_percent(self.speed, 100 if percentage is None else percentage)))
        if not writes and self.onoff:
            writes.append(Write(self.onoff.id, True))
        return put(self.device, *writes)


def make_humidifier(device: WireDevice, kind: ClassRow) -> Made | None:
    """A humidifier or dehumidifier: what has a humidity to set and a switch."""
    onoff, wished = switchable(device, "onoff"), adjustable(device, "target_humidity")
    if onoff is None:
        return None
    measured = device.capability("measure_humidity", NUMBER)
    turn_on, turn_off = switch_to(device, onoff, True), switch_to(device, onoff, False)

    def build(values: Values) -> Feature:
        current = number(values.get(measured.id)) if measured else None
        return Humidifier(
            key="humidifier",
            name=None,
            is_on=boolean(values.get(onoff.id)),
            current=current * 100 if measured and measured.is_fraction and current is not None else current,
            target=humidity(device, wished, values) if wished else None,
            device_class=kind.humidifier,
            turn_on=turn_on,
            turn_off=turn_off,
        )

    return made(build, onoff, wished, measured, keep=("measure_humidity",))
