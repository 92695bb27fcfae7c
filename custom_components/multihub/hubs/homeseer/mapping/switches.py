"""What is switched, pressed, chosen or set: switch, plain light, button, select, number, text."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from homeassistant.components.light import ColorMode
from homeassistant.components.number import NumberDeviceClass
from homeassistant.components.switch import SwitchDeviceClass
from homeassistant.helpers.typing import UndefinedType

from ....model import Button, Choice, Command, Feature, Light, Number, Range, Select, Switch, Text, Valve
from ..requests import SetString, SetValue
from .facts import Facts, Part, matching, named, setter
from .units import UNITS, unit_word
from .uses import STATUS_USES, Show, Use
from .wire import Pair, Row

_INSTEON: Final = "insteon"
_INSTEON_ON: Final = 100
"""Insteon's status values above this are for something else than on (section 5.4)."""

_OUTLET_ROOT: Final = (512, 5)
_WIDE: Final = (-32768.0, 32767.0)


def is_on(facts: Facts, row: Row, on: Pair | None, off: Pair | None) -> bool | None:
    """Whether something with an on and an off control is on (section 5.4)."""
    value, status = row.value, row.status.lower()
    if off and (value == off.value or (status and status == off.label.lower())):
        return False
    if on and status and status == on.label.lower():
        return True
    if value is None:
        return None
    if facts.row.interface.lower() == _INSTEON and value > _INSTEON_ON and (on is None or on.value <= _INSTEON_ON):
        return False
    return value != (off.value if off else 0)


def on_off_pairs(facts: Facts) -> tuple[Pair | None, Pair | None]:
    """The controls that switch on and off."""
    return facts.pair(Use.ON, "on"), facts.pair(Use.OFF, "off")


def switch(facts: Facts) -> Part:
    """A switch."""
    on, off = on_off_pairs(facts)
    turn_on, turn_off = setter(facts.ref, on), setter(facts.ref, off)
    is_outlet = (facts.root.api, facts.root.type) == _OUTLET_ROOT
    device_class = SwitchDeviceClass.OUTLET if is_outlet or "outlet" in facts.words else None

    def render(rows: Mapping[int, Row]) -> tuple[Feature, ...]:
        row = rows[facts.ref]
        return (
            Switch(
                **facts.base(),
                is_on=is_on(facts, row, on, off),
                device_class=device_class,
                turn_on=turn_on,
                turn_off=turn_off,
            ),
        )

    return Part("switch", (facts.ref,), render, _indexes(on, off, facts.pair(Use.ON_ALTERNATE)))


def plain_light(facts: Facts) -> Part:
    """A light that is on or off."""
    on, off = on_off_pairs(facts)
    alternate = facts.pair(Use.ON_ALTERNATE)
    turn_on, turn_off = setter(facts.ref, alternate or on), setter(facts.ref, off)

    def render(rows: Mapping[int, Row]) -> tuple[Feature, ...]:
        return (
            Light(
                **facts.base(),
                is_on=is_on(facts, rows[facts.ref], on, off),
                color_modes=frozenset({ColorMode.ONOFF}),
                color_mode=ColorMode.ONOFF,
                turn_on=turn_on,
                turn_off=turn_off,
            ),
        )

    return Part("light", (facts.ref,), render, _indexes(on, off, alternate))


def valve(facts: Facts) -> Part:
    """A valve: open is on."""
    on, off = on_off_pairs(facts)
    opens, closes = setter(facts.ref, on), setter(facts.ref, off)

    def render(rows: Mapping[int, Row]) -> tuple[Feature, ...]:
        is_open = is_on(facts, rows[facts.ref], on, off)
        return (Valve(**facts.base(), is_closed=None if is_open is None else not is_open, open=opens, close=closes),)

    return Part("valve", (facts.ref,), render, _indexes(on, off))


def buttons(facts: Facts) -> Part:
    """A button for each control that is one value."""
    pairs = facts.pressable or facts.discrete
    if len(pairs) == 1 and (press := setter(facts.ref, pairs[0])):
        features: tuple[Feature, ...] = (Button(**facts.base(), press=press),)
    else:
        features = tuple(button(facts, pair) for pair in pairs)
    return Part("button", (facts.ref,), lambda _: features, _indexes(*pairs))


def button(facts: Facts, pair: Pair, *, enabled: bool = True) -> Button:
    """One control as a button."""
    value = pair.value
    return Button(
        key=f"{facts.ref}_{pair.index}",
        name=named(facts.name, pair.label or f"{value:g}"),
        enabled_by_default=enabled and not facts.row.hidden,
        press=Command(lambda: SetValue(facts.ref, value)),
    )


def select(facts: Facts) -> Part:
    """One of several values by their labels; equal labels are told apart by their values."""
    pairs = facts.choices or facts.discrete
    often = [pair.label.lower() for pair in pairs]
    options = {
        (pair.label if pair.label and often.count(pair.label.lower()) == 1 else f"{pair.label} ({pair.value:g})"): pair
        for pair in pairs
    }
    names = {pair.index: option for option, pair in options.items()}
    command = Command(lambda option: SetValue(facts.ref, options[option].value))

    def render(rows: Mapping[int, Row]) -> tuple[Feature, ...]:
        now = matching(options.values(), rows[facts.ref])
        choice = Choice(names[now.index] if now else None, tuple(options), command)
        return (Select(**facts.base(), choice=choice),)

    return Part("select", (facts.ref,), render, _indexes(*pairs))


def number(facts: Facts, pair: Pair, *, suffix: str = "", name: str | UndefinedType | None = None) -> Part:
    """A number within a control's range, as HomeSeer shows it."""
    limits = pair.limits
    low, high = (limits.shown(limits.low), limits.shown(limits.high)) if limits else _WIDE
    word = unit_word(limits.suffix) if limits else ""
    known = UNITS.get(word)
    unit = known.unit if known else (limits.suffix or None if limits else None)
    is_temperature = unit in ("°C", "°F")
    command = Command(lambda value: SetValue(facts.ref, limits.raw(value) if limits else value, sliding=True))

    def render(rows: Mapping[int, Row]) -> tuple[Feature, ...]:
        value = rows[facts.ref].value
        shown = None if value is None else limits.shown(value) if limits else value
        if shown is not None and not min(low, high) <= shown <= max(low, high):
            shown = None
        base = facts.base(suffix)
        if name is not None:
            base["name"] = name
        return (
            Number(
                **base,
                range=Range(
                    shown, min(low, high), max(low, high), 10.0 ** -(limits.decimals if limits else 0), unit, command
                ),
                device_class=NumberDeviceClass.TEMPERATURE if is_temperature else None,
            ),
        )

    return Part("number", (facts.ref,), render, _indexes(pair))


def text(facts: Facts, pair: Pair | None = None, *, suffix: str = "", name: str | None = None) -> Part:
    """A text to set; disabled at first, since few mean to set it by hand."""
    pair = pair or next(pair for pair in facts.pairs if pair.type == Show.TEXT_BOX)
    index, value = pair.index, pair.value
    command = Command(lambda text: SetString(facts.ref, index, value, text))
    base = facts.base(suffix) | {"enabled_by_default": False} | ({"name": name} if name else {})

    def render(rows: Mapping[int, Row]) -> tuple[Feature, ...]:
        return (Text(**base, value=rows[facts.ref].status[:255], set=command),)

    return Part("text", (facts.ref,), render, _indexes(pair))


def leftovers(facts: Facts, used: frozenset[int]) -> tuple[Part, ...]:
    """What a kind has no use for: further values as buttons (disabled at first), further ranges as numbers."""
    parts: list[Part] = []
    for pair in facts.pairs:
        if pair.index in used or pair.type == Show.STATUS_ONLY or pair.use in STATUS_USES:
            continue
        if pair.type == Show.TEXT_BOX:
            parts.append(text(facts, pair, suffix=f"_{pair.index}", name=named(facts.name, pair.label or "Text")))
        elif pair.limits:
            label = pair.label.replace("(value)", "").strip(" %") or "level"
            parts.append(number(facts, pair, suffix=f"_{pair.index}", name=named(facts.name, label)))
        elif pair.type != Show.COLOR_PICKER:
            feature: tuple[Feature, ...] = (button(facts, pair, enabled=False),)
            parts.append(Part("button", (facts.ref,), lambda _, feature=feature: feature))  # type: ignore[misc]
    return tuple(parts)


def _indexes(*pairs: Pair | None) -> frozenset[int]:
    return frozenset(pair.index for pair in pairs if pair)
