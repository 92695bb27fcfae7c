"""Lights with a brightness, and with a colour (protocol page, section 5.4)."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any, Final

from homeassistant.components.light import ColorMode

from ....model import Command, Feature, Light, Request
from ..requests import SetString, SetValue, Several
from .facts import Facts, Part, Scale
from .switches import is_on, on_off_pairs
from .uses import Show, Use
from .wire import Pair, Row

_HEX: Final = re.compile(r"#?([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})")
_TRIPLE: Final = re.compile(r"(\d{1,3})\s*,\s*(\d{1,3})\s*,\s*(\d{1,3})")


def color_pair(facts: Facts) -> Pair | None:
    """The control that takes a colour."""
    return next((pair for pair in facts.pairs if pair.use == Use.COLOR or pair.type == Show.COLOR_PICKER), None)


def dimmed_light(facts: Facts, color: Facts | None = None) -> Part:
    """A light with a brightness; with ``color``, its sibling that holds the colour."""
    on, off = on_off_pairs(facts)
    alternate = facts.pair(Use.ON_ALTERNATE)
    scale = Scale.of(facts.range_of(Use.DIM), off.value if off else None, on.value if on else None)
    first = alternate or on
    plain = first.value if first else scale.full
    ref = facts.ref
    set_color = _color_setter(color) if color else None

    def turn_on(
        brightness: int | None = None, hs: Any = None, rgb: tuple[int, int, int] | None = None, **_: Any
    ) -> Request:
        level = SetValue(ref, plain) if brightness is None else SetValue(ref, scale.value(brightness / 255), True)
        if rgb is None or set_color is None:
            return level
        return Several((set_color(rgb), level)) if brightness is not None else Several((set_color(rgb),))

    turn_off_command = Command(lambda **_: SetValue(ref, off.value if off else scale.base))
    mode = ColorMode.RGB if color else ColorMode.BRIGHTNESS
    modes = frozenset({mode})
    turn_on_command = Command(turn_on)
    sources = (ref, color.ref) if color else (ref,)

    def render(rows: Mapping[int, Row]) -> tuple[Feature, ...]:
        row = rows[ref]
        lit = is_on(facts, row, on, off)
        share = scale.share(row.value, row.previous)
        return (
            Light(
                **facts.base(),
                is_on=lit,
                color_modes=modes,
                color_mode=mode,
                brightness=max(1, round(share * 255)) if lit and share is not None else None,
                rgb=parse_color(rows[color.ref].status) if color else None,
                turn_on=turn_on_command,
                turn_off=turn_off_command,
            ),
        )

    used = {pair.index for pair in facts.pairs if pair in (on, off, alternate) or pair.use == Use.DIM}
    return Part("light", sources, render, frozenset(used))


def color_light(facts: Facts) -> Part:
    """A light whose one row holds the colour, black when it is off."""
    set_color = _color_setter(facts)
    on, off = on_off_pairs(facts)

    def turn_on(rgb: tuple[int, int, int] | None = None, brightness: int | None = None, **_: Any) -> Request:
        if rgb is None and on and brightness is None:
            return SetValue(facts.ref, on.value)
        share = 1.0 if brightness is None else brightness / 255
        red, green, blue = rgb or (255, 255, 255)
        return set_color((round(red * share), round(green * share), round(blue * share)))

    def turn_off(**_: Any) -> Request:
        return SetValue(facts.ref, off.value) if off else set_color((0, 0, 0))

    turn_on_command, turn_off_command = Command(turn_on), Command(turn_off)

    def render(rows: Mapping[int, Row]) -> tuple[Feature, ...]:
        row = rows[facts.ref]
        color = parse_color(row.status)
        brightness = max(color) if color else None
        lit = is_on(facts, row, on, off) if off else (None if color is None else brightness != 0)
        full = tuple(round(part * 255 / brightness) for part in color) if color and brightness else None
        return (
            Light(
                **facts.base(),
                is_on=lit,
                color_modes=frozenset({ColorMode.RGB}),
                color_mode=ColorMode.RGB,
                brightness=brightness or None,
                rgb=(full[0], full[1], full[2]) if full else None,
                turn_on=turn_on_command,
                turn_off=turn_off_command,
            ),
        )

    used = {pair.index for pair in facts.pairs if pair in (on, off, color_pair(facts))}
    return Part("light", (facts.ref,), render, frozenset(used))


def parse_color(status: str) -> tuple[int, int, int] | None:
    """The colour of a text: ``ff8800``, ``#FF8800`` or ``255,136,0``."""
    text = status[:40].strip().lower()
    if match := _HEX.fullmatch(text):
        return int(match[1], 16), int(match[2], 16), int(match[3], 16)
    if (match := _TRIPLE.search(text)) and max(parts := (int(match[1]), int(match[2]), int(match[3]))) <= 255:
        return parts
    return None


def _color_setter(facts: Facts) -> Callable[[tuple[int, int, int]], Request]:
    """How a colour is sent: as six hex digits to the row's colour control (section 1.3, ``string``)."""
    pair = color_pair(facts)
    index, value = (pair.index, pair.value) if pair else (0, 0.0)

    def set_color(rgb: tuple[int, int, int]) -> Request:
        return SetString(facts.ref, index, value, "".join(f"{part:02x}" for part in rgb))

    return set_color
