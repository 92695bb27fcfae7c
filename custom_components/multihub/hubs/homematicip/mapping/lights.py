"""Dimmers, coloured lights, notification lights and the lights behind keys."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from homeassistant.components.light import ColorMode
from homeassistant.const import EntityCategory
from homeassistant.helpers.typing import UNDEFINED

from ....model import Choice, Command, Feature, Light
from ..requests import Call
from . import calls
from .part import Mapper, Naming, Part
from .values import flag, number, share, text

SIMPLE_COLORS: Final[dict[str, tuple[float, float]]] = {
    "WHITE": (0.0, 0.0),
    "RED": (0.0, 100.0),
    "YELLOW": (60.0, 100.0),
    "GREEN": (120.0, 100.0),
    "TURQUOISE": (180.0, 100.0),
    "BLUE": (240.0, 100.0),
    "PURPLE": (300.0, 100.0),
}
"""The colours that a notification light has (``BLACK`` is off), as hue and saturation."""

BEHAVIOURS: Final = {
    "on": "ON",
    "blinking": "BLINKING_MIDDLE",
    "flashing": "FLASH_MIDDLE",
    "billowing": "BILLOW_MIDDLE",
}
"""Our effects: the wire's words for how a signal light shines."""

EFFECTS: Final = {behaviour: effect for effect, behaviour in BEHAVIOURS.items()}
PLACES: Final = {
    ("BRAND_SWITCH_NOTIFICATION_LIGHT", 2): "signal_light_top",
    ("BRAND_SWITCH_NOTIFICATION_LIGHT", 3): "signal_light_bottom",
}
"""Type of device and index of channel: where the light is."""

BEHAVIOUR: Final = "IFeatureOpticalSignalBehaviourState"
HUE: Final = "IOptionalFeatureHueSaturationValue"
TEMPERATURE: Final = "IOptionalFeatureColorTemperature"
DEFAULT_KELVIN: Final = (2000, 6500)
WHITE_BELOW: Final = 10
"""Saturation in % below which a colour counts as white."""

FOREVER: Final = 0
"""``onTime`` of a light that stays on; what Home Assistant's own integration has sent for years."""


def level_of(brightness: float) -> float:
    """The wire's level of a brightness; never 0, which would be off."""
    return max(0.01, round(brightness / 255, 3))


def brightness_of(level: float | None) -> int | None:
    """The brightness of a level; whatever shines is at least 1."""
    if level is None:
        return None
    return max(1, round(level * 255)) if level > 0 else 0


def nearest_color(hs: tuple[float, float]) -> str:
    """The colour of a notification light that is nearest to a hue and saturation."""
    hue, saturation = hs
    if saturation < WHITE_BELOW:
        return "WHITE"
    return min(
        (name for name in SIMPLE_COLORS if name != "WHITE"),
        key=lambda name: min(abs(SIMPLE_COLORS[name][0] - hue % 360), 360 - abs(SIMPLE_COLORS[name][0] - hue % 360)),
    )


def dimmer(key: str = "light", *, backlight: bool = False) -> Mapper:
    """A light that is told its level."""

    def light(part: Part) -> Iterator[Feature]:
        """The light."""
        level = share(part.raw.get("dimLevel"))
        is_on = flag(part.raw.get("on"))

        def turn_on(brightness: int | None = None, **_: Any) -> Call:
            target = level_of(brightness) if brightness is not None else (level or 1.0)
            return calls.channel(part.device_id, part.index, "setDimLevel", latest=True, dimLevel=target)

        yield Light(
            key=part.key(key),
            **part.as_other(key) if backlight else part.as_main(key),
            category=EntityCategory.CONFIG if backlight else None,
            enabled_by_default=not backlight,
            is_on=level > 0 if level is not None else is_on,
            color_modes=frozenset({ColorMode.BRIGHTNESS}),
            color_mode=ColorMode.BRIGHTNESS,
            brightness=brightness_of(level),
            turn_on=Command(turn_on),
            turn_off=Command(
                lambda **_: calls.channel(part.device_id, part.index, "setDimLevel", latest=True, dimLevel=0.0)
            ),
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
        turn_on=Command(lambda **_: calls.channel(part.device_id, part.index, "setSwitchState", on=True)),
        turn_off=Command(lambda **_: calls.channel(part.device_id, part.index, "setSwitchState", on=False)),
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
        **_: Any,
    ) -> Call:
        target = level_of(brightness) if brightness is not None else (level or 1.0)
        if hs is not None or (kelvin is None and colored):
            wanted = hs if hs is not None else (hue or 0, (saturation or 0) * 100)
            return calls.channel(
                part.device_id,
                part.index,
                "setHueSaturationDimLevel",
                latest=True,
                hue=round(wanted[0]) % 360,
                saturationLevel=round(wanted[1] / 100, 3),
                dimLevel=target,
            )
        if kelvin is not None:
            return calls.channel(
                part.device_id,
                part.index,
                "setColorTemperatureDimLevel",
                latest=True,
                colorTemperature=round(min(max(kelvin, warmest), coldest)),
                dimLevel=target,
            )
        if modes == {ColorMode.ONOFF}:
            return calls.channel(part.device_id, part.index, "setSwitchState", on=True)
        return calls.channel(part.device_id, part.index, "setDimLevel", latest=True, dimLevel=target)

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
        turn_on=Command(turn_on),
        turn_off=Command(lambda **_: calls.channel(part.device_id, part.index, "setSwitchState", on=False)),
    )


def signal(
    *, effects: bool = True, key: str = "signal_light", several: str = "signal_light_channel", main: bool = True
) -> Mapper:
    """A light of seven colours, which may blink, flash or billow where ``effects`` or the firmware says so.

    ``key`` names one, ``several`` one of several; it is never the device's main feature unless ``main``.
    """

    def light(part: Part) -> Iterator[Feature]:
        """The light."""
        raw = part.raw
        level, color = share(raw.get("dimLevel")), text(raw.get("simpleRGBColorState")) or "BLACK"
        behaviour = text(raw.get("opticalSignalBehaviour"))
        supported = part.supports(BEHAVIOUR)
        has_effects = behaviour is not None or bool(supported) or (effects and supported is None)
        is_on = flag(raw.get("on"))

        def turn_on(
            brightness: int | None = None,
            hs: tuple[float, float] | None = None,
            effect: str | None = None,
            transition: float | None = None,
            **_: Any,
        ) -> Call:
            target = {
                "simpleRGBColorState": nearest_color(hs) if hs else color if color in SIMPLE_COLORS else "WHITE",
                "dimLevel": level_of(brightness) if brightness is not None else (level or 1.0),
            }
            if has_effects:
                known = behaviour if behaviour in EFFECTS else "ON"
                wanted = BEHAVIOURS.get(effect, known) if effect else known
                return calls.channel(
                    part.device_id, part.index, "setOpticalSignal", latest=True, opticalSignalBehaviour=wanted, **target
                )
            if transition is None:
                return calls.channel(part.device_id, part.index, "setSimpleRGBColorDimLevel", latest=True, **target)
            return calls.channel(
                part.device_id,
                part.index,
                "setSimpleRGBColorDimLevelWithTime",
                latest=True,
                onTime=FOREVER,
                rampTime=transition,
                **target,
            )

        def turn_off(transition: float | None = None, **_: Any) -> Call:
            target = {"simpleRGBColorState": color, "dimLevel": 0.0}
            if has_effects:
                return calls.channel(
                    part.device_id, part.index, "setOpticalSignal", latest=True, opticalSignalBehaviour="OFF", **target
                )
            return calls.channel(part.device_id, part.index, "setSimpleRGBColorDimLevel", latest=True, **target)

        yield Light(
            key=part.key("signal_light"),
            **(_signal_name(part, key, several) if main else part.as_other(key)),
            is_on=is_on if is_on is not None else (level > 0 if level is not None else None),
            color_modes=frozenset({ColorMode.HS}),
            color_mode=ColorMode.HS,
            brightness=brightness_of(level),
            hs=SIMPLE_COLORS.get(color, SIMPLE_COLORS["WHITE"]),
            effect=Choice(EFFECTS.get(behaviour or ""), tuple(BEHAVIOURS)) if has_effects else None,
            transition=not has_effects,
            turn_on=Command(turn_on),
            turn_off=Command(turn_off),
        )

    return light


def _signal_name(part: Part, key: str, several: str) -> Naming:
    place = PLACES.get((text(part.device.get("type")) or "", part.index))
    if place is not None and part.label is None:
        return {"name": UNDEFINED, "translation_key": place}
    return part.as_main(key, several, counted=True)


def _is_on(part: Part, level: float | None) -> bool | None:
    is_on = flag(part.raw.get("on"))
    return is_on if is_on is not None else (level > 0 if level is not None else None)


def _modes(part: Part) -> frozenset[ColorMode]:
    """What a universal light can do: what the firmware says, else what it tells or has told."""
    raw, before = part.raw, part.before.get(part.key("light"))
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
