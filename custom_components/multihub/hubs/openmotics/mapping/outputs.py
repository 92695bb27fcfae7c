"""Outputs as lights, switches, valves, fans and sirens; pure."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache, partial
from typing import Any, Final

from homeassistant.components.button import ButtonDeviceClass
from homeassistant.components.light import ColorMode
from homeassistant.components.switch import SwitchDeviceClass
from homeassistant.components.valve import ValveDeviceClass
from homeassistant.const import EntityCategory

from ....model import BinarySensor, Button, Command, Fan, Feature, Light, Siren, Switch, Valve
from ..requests import FlashLed, SetLamp, SetOutput
from .parts import Abilities, Lamp, Output

GATEWAY_KINDS: Final = {
    255: "light", 0: "outlet", 1: "valve", 2: "alarm", 3: "appliance", 4: "pump", 5: "hvac", 6: "generic",
    7: "motor", 8: "ventilation", 9: "heater", 127: "shutter",
}  # fmt: skip
"""The gateway's numbers for what hangs on an output (protocol page, section 5)."""

CLOUD_KINDS: Final = {name.upper(): name for name in GATEWAY_KINDS.values() if name != "shutter"}
"""The clouds' words for the same; the relays of a shutter are no outputs there."""

LIGHT: Final = "light"

MODELS: Final = {"hvac": "HVAC"}
"""What the device is called as a model, where it is not the kind itself."""

KEY: Final = "output"
FULL: Final = 100
"""The highest level, in %."""
FULL_BRIGHTNESS: Final = 255
LED_OF_OUTPUT: Final = 0


@dataclass(frozen=True, slots=True)
class _Commands:
    """What can be said to an output, nothing if we may not."""

    on: Command | None
    off: Command | None


def level_of(brightness: int) -> int:
    """A brightness (1-255) as the gateway's level in %; the lowest is not off."""
    return max(1, round(brightness * FULL / FULL_BRIGHTNESS))


def brightness_of(level: int) -> int:
    """A level in % as a brightness (1-255); a dimmer that is on is never at nothing."""
    return max(1, round(min(level, FULL) * FULL_BRIGHTNESS / FULL))


def light_on(part_id: str, *, brightness: int | None = None, **_: Any) -> SetOutput:
    """Switch a light on; without a brightness the gateway takes its last one."""
    return SetOutput(part_id, on=True, level=None if brightness is None else level_of(brightness))


def fan_on(part_id: str, *, percentage: int | None = None, **_: Any) -> SetOutput:
    """Switch a fan on, at a speed if it has any; at none it goes off."""
    return SetOutput(part_id, on=percentage != 0, level=percentage or None)


def switched_on(part_id: str, **_: Any) -> SetOutput:
    """Switch an output on, whatever else is asked for: it has neither levels nor tones."""
    return SetOutput(part_id, on=True)


def off(part_id: str, **_: Any) -> SetOutput:
    """Switch an output off."""
    return SetOutput(part_id, on=False)


def _commands(output: Output, abilities: Abilities, on: Callable[..., SetOutput]) -> _Commands:
    if not abilities.control:
        return _Commands(None, None)
    if isinstance(output, Lamp):
        return _Commands(Command(partial(of_lamp, on, output.id)), Command(partial(of_lamp, off, output.id)))
    return _Commands(Command(partial(on, output.id)), Command(partial(off, output.id)))


def of_lamp(make: Callable[..., SetOutput], part_id: str, **wanted: Any) -> SetLamp:
    """The same for a light that is no output."""
    request = make(part_id, **wanted)
    return SetLamp(part_id, request.on, request.level)


def _light(output: Output, abilities: Abilities) -> Feature:
    mode = ColorMode.BRIGHTNESS if output.dims else ColorMode.ONOFF
    commands = _commands(output, abilities, light_on)
    shines = output.dims and output.is_on and output.level is not None
    return Light(
        key=KEY,
        name=None,
        is_on=output.is_on,
        color_modes=frozenset({mode}),
        color_mode=mode,
        brightness=brightness_of(output.level) if shines and output.level is not None else None,
        turn_on=commands.on,
        turn_off=commands.off,
    )


def _switch(output: Output, abilities: Abilities) -> Feature:
    commands = _commands(output, abilities, switched_on)
    is_outlet = output.kind == "outlet"
    return Switch(
        key=KEY,
        name=None,
        translation_key=None if is_outlet else f"output_{output.kind}",
        is_on=output.is_on,
        device_class=SwitchDeviceClass.OUTLET if is_outlet else None,
        turn_on=commands.on,
        turn_off=commands.off,
    )


def _valve(output: Output, abilities: Abilities) -> Feature:
    commands = _commands(output, abilities, switched_on)
    return Valve(
        key=KEY,
        name=None,
        is_closed=None if output.is_on is None else not output.is_on,
        device_class=ValveDeviceClass.WATER,
        open=commands.on,
        close=commands.off,
    )


def _fan(output: Output, abilities: Abilities) -> Feature:
    commands = _commands(output, abilities, fan_on)
    speed = output.level if output.is_on else 0
    return Fan(
        key=KEY,
        name=None,
        is_on=output.is_on,
        percentage=speed if output.dims else None,
        turn_on=commands.on,
        turn_off=commands.off,
        set_percentage=Command(partial(_fan_speed, output.id)) if output.dims and abilities.control else None,
    )


def _fan_speed(part_id: str, percentage: int) -> SetOutput:
    return fan_on(part_id, percentage=percentage)


def _siren(output: Output, abilities: Abilities) -> Feature:
    commands = _commands(output, abilities, switched_on)
    return Siren(key=KEY, name=None, is_on=output.is_on, turn_on=commands.on, turn_off=commands.off)


FEATURES: Final[dict[str, Callable[[Output, Abilities], Feature]]] = {
    "light": _light,
    "valve": _valve,
    "alarm": _siren,
    "ventilation": _fan,
}
"""The main feature of each kind of output; the others are switches."""


def features(output: Output, abilities: Abilities) -> Iterator[Feature]:
    """What an output is, whether it is locked, and its lamp to find it by."""
    yield FEATURES.get(output.kind, _switch)(output, abilities)
    if output.locked is not None:
        yield locked(is_on=output.locked)
    if abilities.identify:
        yield identify(LED_OF_OUTPUT, output.id)


@cache
def locked(*, is_on: bool) -> BinarySensor:
    """Whether an output is locked; one for all outputs, since most events tell it again."""
    return BinarySensor(
        key="locked",
        translation_key="output_locked",
        is_on=is_on,
        category=EntityCategory.DIAGNOSTIC,
        enabled_by_default=False,
    )


@cache
def identify(kind: int, part_id: str) -> Button:
    """A button that blinks the lamp of something on its module; made once, since it never changes."""
    return Button(
        key="identify",
        device_class=ButtonDeviceClass.IDENTIFY,
        category=EntityCategory.DIAGNOSTIC,
        enabled_by_default=False,
        press=Command(partial(FlashLed, kind, part_id)),
    )
