"""Dimmers, coloured lights and the lights behind keys."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from typing import Any, Final

from homeassistant.components.light import ColorMode
from homeassistant.const import EntityCategory

from ....model import Choice, Command, Feature, Light
from ..requests import Call, Timed
from . import calls
from .part import Part
from .readers import Mapper
from .values import flag, number, share, whole

HUE: Final = "IOptionalFeatureHueSaturationValue"
TEMPERATURE: Final = "IOptionalFeatureColorTemperature"
SCENE: Final = "IOptionalFeatureLightScene"
DEFAULT_KELVIN: Final = (2000, 6500)

SCENES: Final = {f"scene_{number}": number for number in range(1, 11)}
"""Our effects: the numbers of the light scenes that a strip keeps (an HmIP-RGBW has ten at a CCU, too)."""

SHORTEST, LONGEST = 0.1, 16383.0
"""The seconds that ``onTime`` and ``rampTime`` may have (the vendor's Connect API, 1.0.1)."""


def level_of(brightness: float) -> float:
    """The wire's level of a brightness; never 0, which would be off."""
    return max(0.01, round(brightness / 255, 3))


def brightness_of(level: float | None) -> int | None:
    """The brightness of a level; whatever shines is at least 1."""
    if level is None:
        return None
    return max(1, round(level * 255)) if level > 0 else 0


def ramp_of(transition: float) -> float:
    """The ``rampTime`` of a transition, both in seconds: as near as the interface takes."""
    return min(max(transition, SHORTEST), LONGEST)


def dimmer(key: str = "light", *, backlight: bool = False) -> Mapper:
    """A light that is told its level."""

    def light(part: Part) -> Iterator[Feature]:
        """The light."""
        level = share(part.raw.get("dimLevel"))
        is_on = flag(part.raw.get("on"))

        def turn_on(brightness: int | None = None, transition: float | None = None, **_: Any) -> Call | Timed:
            target = level_of(brightness) if brightness is not None else (level or 1.0)
            return _shine(part, "setDimLevel", transition, dimLevel=target)

        def turn_off(transition: float | None = None, **_: Any) -> Call | Timed:
            return _shine(part, "setDimLevel", transition, dimLevel=0.0)

        yield Light(
            key=part.key(key),
            **part.as_other(key) if backlight else part.as_main(key),
            category=EntityCategory.CONFIG if backlight else None,
            enabled_by_default=not backlight,
            is_on=level > 0 if level is not None else is_on,
            color_modes=frozenset({ColorMode.BRIGHTNESS}),
            color_mode=ColorMode.BRIGHTNESS,
            brightness=brightness_of(level),
            transition=True,
            turn_on=Command(turn_on),
            turn_off=Command(turn_off),
        )

    return light


def switched(part: Part) -> Iterator[Feature]:
    """A lamp that is only switched."""
    yield Light(
        key=part.key("light"),
        **part.as_main("light"),
        is_on=flag(part.raw.get("on")),
        color_modes=frozenset({ColorMode.ONOFF}),
        color_mode=ColorMode.ONOFF,
        turn_on=Command(lambda **_: part.tell("setSwitchState", on=True)),
        turn_off=Command(lambda **_: part.tell("setSwitchState", on=False)),
    )


def universal(part: Part) -> Iterator[Feature]:
    """A light that may have a brightness, a colour and a white of its own."""
    raw = part.raw
    level, hue, saturation = share(raw.get("dimLevel")), number(raw.get("hue")), share(raw.get("saturationLevel"))
    kelvin = number(raw.get("colorTemperature"))
    coldest = number(raw.get("maximumColorTemperature")) or DEFAULT_KELVIN[1]
    warmest = number(raw.get("minimalColorTemperature")) or DEFAULT_KELVIN[0]
    modes = _modes(part)
    colored = ColorMode.HS in modes and hue is not None and saturation is not None
    if colored:
        mode = ColorMode.HS
    elif ColorMode.COLOR_TEMP in modes:
        mode = ColorMode.COLOR_TEMP
    else:
        mode = next(iter(modes)) if len(modes) == 1 else ColorMode.HS

    def turn_on(
        brightness: int | None = None,
        hs: tuple[float, float] | None = None,
        kelvin: float | None = None,
        effect: str | None = None,
        transition: float | None = None,
        **_: Any,
    ) -> Call | Timed:
        target = level_of(brightness) if brightness is not None else (level or 1.0)
        if effect in SCENES:
            return part.tell("startLightScene", latest=True, id=SCENES[effect], dimLevel=target)
        if hs is not None or (kelvin is None and colored):
            wanted = hs if hs is not None else (hue or 0, (saturation or 0) * 100)
            return _shine(
                part,
                "setHueSaturationDimLevel",
                transition,
                hue=round(wanted[0]) % 360,
                saturationLevel=round(wanted[1] / 100, 3),
                dimLevel=target,
            )
        if kelvin is not None:
            return _shine(
                part,
                "setColorTemperatureDimLevel",
                transition,
                colorTemperature=round(min(max(kelvin, warmest), coldest)),
                dimLevel=target,
            )
        if modes == {ColorMode.ONOFF}:
            return part.tell("setSwitchState", on=True)
        return _shine(part, "setDimLevel", transition, dimLevel=target)

    def turn_off(transition: float | None = None, **_: Any) -> Call | Timed:
        if transition and modes != {ColorMode.ONOFF}:
            return _shine(part, "setDimLevel", transition, dimLevel=0.0)
        return part.tell("setSwitchState", on=False)

    yield Light(
        key=part.key("light"),
        **part.as_main("light"),
        enabled_by_default=raw.get("channelActive") is not False or raw.get("on") is not None,
        is_on=_is_on(part, level),
        color_modes=modes,
        color_mode=mode,
        brightness=brightness_of(level),
        hs=(float(hue or 0), round((saturation or 0) * 100, 1)) if colored else None,
        kelvin=round(kelvin) if kelvin is not None and mode is ColorMode.COLOR_TEMP else None,
        min_kelvin=round(min(warmest, coldest)),
        max_kelvin=round(max(warmest, coldest)),
        effect=_scene(part),
        transition=modes != {ColorMode.ONOFF},
        turn_on=Command(turn_on),
        turn_off=Command(turn_off),
    )


def slowly(say: Callable[..., Call], verb: str, transition: float | None, **body: Any) -> Call | Timed:
    """What lets lamps shine so; with a transition (in seconds) the call that does it slowly, and then lasts.

    What is said with a ramp lasts only for a time (``onTime``, "for a certain time period"): the call
    without one has to follow, or the light would go off by itself.
    """
    lasting = say(verb, **body)
    if not transition:
        return lasting
    ramp = ramp_of(transition)
    slow = say(f"{verb}WithTime", onTime=LONGEST, rampTime=ramp, **body)
    return Timed(slow, lasting, ramp) if body["dimLevel"] else slow


def apart(call: Call, members: Iterable[tuple[str, int, Mapping[str, Any] | None]]) -> Iterator[Call]:
    """What tells each lamp of a group (device, index and raw channel) what the call to the group tells them all."""
    verb = call.path.rpartition("/")[2]
    body = {name: value for name, value in call.body.items() if name != "groupId"}
    for device_id, index, raw in members:
        if raw and "dimLevel" in raw:
            yield calls.channel(device_id, index, verb, latest=True, **body)
        elif raw and "on" in raw:
            yield calls.channel(device_id, index, "setSwitchState", on=True)


def _shine(part: Part, verb: str, transition: float | None, **body: Any) -> Call | Timed:
    return slowly(partial(part.tell, latest=True), verb, transition, **body)


def _scene(part: Part) -> Choice | None:
    """The light scene that runs, where the firmware says that there are any."""
    if not part.supports(SCENE):
        return None
    running = whole(part.raw.get("lightSceneId"))
    return Choice(next((effect for effect, number in SCENES.items() if number == running), None), tuple(SCENES))


def _is_on(part: Part, level: float | None) -> bool | None:
    is_on = flag(part.raw.get("on"))
    return is_on if is_on is not None else (level > 0 if level is not None else None)


def _modes(part: Part) -> frozenset[ColorMode]:
    """What a universal light can do: what the firmware says, else what it tells or has told."""
    raw, before = part.raw, part.features.get(part.key("light"))
    known = before.color_modes if isinstance(before, Light) else frozenset()
    has_hue, has_white = part.supports(HUE), part.supports(TEMPERATURE)
    modes = set()
    if has_hue or (has_hue is None and (number(raw.get("hue")) is not None or ColorMode.HS in known)):
        modes.add(ColorMode.HS)
    if has_white or (
        has_white is None and (number(raw.get("colorTemperature")) is not None or ColorMode.COLOR_TEMP in known)
    ):
        modes.add(ColorMode.COLOR_TEMP)
    if modes:
        return frozenset(modes)
    return frozenset({ColorMode.BRIGHTNESS if "dimLevel" in raw else ColorMode.ONOFF})
