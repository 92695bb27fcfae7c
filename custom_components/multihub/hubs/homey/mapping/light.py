"""Lights (protocol page, section 3.3: actuators)."""

from __future__ import annotations

from typing import Any, Final

from homeassistant.components.light import ColorMode

from ....model import Command, Feature, Light
from ..requests import SetCapabilities, Write
from .classes import ClassRow
from .parts import Made, adjustable, choosable, from_percent, made, put, switchable
from .wire import Values, WireDevice, boolean, number

COLDEST_MIRED: Final = 153
WARMEST_MIRED: Final = 500
"""What 0 and 1 of ``light_temperature`` are; the way between is linear in mired."""

MIN_KELVIN: Final = round(1_000_000 / WARMEST_MIRED)
MAX_KELVIN: Final = round(1_000_000 / COLDEST_MIRED)

COLOR: Final = "color"
TEMPERATURE: Final = "temperature"


def make(device: WireDevice, kind: ClassRow) -> Made | None:
    """A light: of its class, or whatever else can be dimmed or coloured; what can't be put out is none."""
    lamp = _Lamp(device)
    is_light = lamp.hue or lamp.warmth or device.device_class == "light"
    if not (lamp.dim or (lamp.onoff and is_light)):
        return None
    return made(lamp.build, lamp.onoff, lamp.dim, lamp.hue, lamp.saturation, lamp.warmth, lamp.mode)


class _Lamp:
    """The capabilities of one light."""

    def __init__(self, device: WireDevice) -> None:
        self.device = device
        self.onoff = switchable(device, "onoff")
        self.dim = adjustable(device, "dim")
        self.hue = adjustable(device, "light_hue")
        self.saturation = adjustable(device, "light_saturation")
        self.warmth = adjustable(device, "light_temperature")
        self.mode = choosable(device, "light_mode")
        modes = {ColorMode.HS} if self.hue else set()
        if self.warmth:
            modes.add(ColorMode.COLOR_TEMP)
        if not modes:
            modes.add(ColorMode.BRIGHTNESS if self.dim else ColorMode.ONOFF)
        self.modes = frozenset(modes)
        self.turn_off = Command(self._turn_off)

    def build(self, values: Values) -> Feature:
        """The light with these values."""
        is_on = self._is_on(values)
        return Light(
            key="light",
            name=None,
            is_on=is_on,
            color_modes=self.modes,
            color_mode=self._color_mode(values),
            brightness=self._brightness(values),
            hs=self._hs(values),
            kelvin=self._kelvin(values),
            min_kelvin=MIN_KELVIN,
            max_kelvin=MAX_KELVIN,
            transition=bool(self.dim and self.dim.takes_duration),
            turn_on=Command(lambda **asked: self._turn_on(is_on, **asked)),
            turn_off=self.turn_off,
        )

    def _is_on(self, values: Values) -> bool | None:
        if self.onoff:
            return boolean(values.get(self.onoff.id))
        level = number(values.get(self.dim.id)) if self.dim else None
        return None if level is None else level > 0

    def _brightness(self, values: Values) -> int | None:
        level = number(values.get(self.dim.id)) if self.dim else None
        if level is None or self.dim is None:
            return None
        return round(255 * min(1, max(0, level / (self.dim.max or 1))))

    def _hs(self, values: Values) -> tuple[float, float] | None:
        hue = number(values.get(self.hue.id)) if self.hue else None
        if hue is None:
            return None
        saturation = number(values.get(self.saturation.id)) if self.saturation else 1
        return round(hue * 360, 2), round((1 if saturation is None else saturation) * 100, 2)

    def _kelvin(self, values: Values) -> int | None:
        warmth = number(values.get(self.warmth.id)) if self.warmth else None
        if warmth is None:
            return None
        mired = COLDEST_MIRED + self._turned(min(1, max(0, warmth))) * (WARMEST_MIRED - COLDEST_MIRED)
        return round(1_000_000 / mired)

    def _turned(self, warmth: float) -> float:
        """0 is cold and 1 is warm on the wire, unless a person says that it is the other way round here."""
        return 1 - warmth if self.device.warm_is_low else warmth

    def _color_mode(self, values: Values) -> ColorMode:
        if len(self.modes) == 1:
            return next(iter(self.modes))
        told = values.get(self.mode.id) if self.mode else None
        if told == COLOR or (told != TEMPERATURE and self._kelvin(values) is None):
            return ColorMode.HS
        return ColorMode.COLOR_TEMP

    def _turn_on(
        self,
        is_on: bool | None,
        *,
        brightness: int | None = None,
        hs: tuple[float, float] | None = None,
        kelvin: int | None = None,
        transition: float | None = None,
        **_: Any,
    ) -> SetCapabilities:
        """Mode and colour first, then the level, so that no lamp flashes in the old colour."""
        writes: list[Write] = []
        if hs is not None and self.hue:
            writes += self._mode(COLOR)
            writes.append(Write(self.hue.id, self.hue.written(hs[0] / 360)))
            if self.saturation:
                writes.append(Write(self.saturation.id, self.saturation.written(hs[1] / 100)))
        elif kelvin is not None and self.warmth:
            mired = 1_000_000 / max(1, kelvin)
            warmth = (mired - COLDEST_MIRED) / (WARMEST_MIRED - COLDEST_MIRED)
            writes += self._mode(TEMPERATURE)
            writes.append(Write(self.warmth.id, self.warmth.written(self._turned(min(1, max(0, warmth))))))
        dims = False
        if self.dim and (brightness is not None or not (self.onoff or is_on)):
            level = from_percent(self.dim, 100) if brightness is None else self._level(brightness)
            writes.append(Write(self.dim.id, level, _milliseconds(transition if self.dim.takes_duration else None)))
            dims = True
        if self.onoff and (not writes or (not is_on and not (dims and self.onoff.sets_on_dim))):
            writes.append(Write(self.onoff.id, True))
        return put(self.device, *writes)

    def _level(self, brightness: int) -> float:
        assert self.dim is not None
        return max(self.dim.written(brightness / 255 * (self.dim.max or 1)), self.dim.min or 0.01)

    def _mode(self, mode: str) -> list[Write]:
        return [Write(self.mode.id, mode)] if self.mode and mode in self.mode.options else []

    def _turn_off(self, *, transition: float | None = None, **_: Any) -> SetCapabilities:
        if self.dim and self.dim.takes_duration and transition:
            return put(self.device, Write(self.dim.id, from_percent(self.dim, 0), _milliseconds(transition)))
        if self.onoff:
            return put(self.device, Write(self.onoff.id, False))
        assert self.dim is not None
        return put(self.device, Write(self.dim.id, from_percent(self.dim, 0)))


def _milliseconds(seconds: float | None) -> int | None:
    return None if seconds is None else round(seconds * 1000)
