"""Notification lights and the LEDs of keys: seven colours, and ways to shine."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from homeassistant.components.light import ColorMode
from homeassistant.helpers.typing import UNDEFINED

from ....model import Choice, Command, Feature, Light
from ..requests import Call
from .lights import brightness_of, level_of, ramp_of
from .part import Naming, Part
from .readers import Mapper
from .values import flag, share, text

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
WHITE_BELOW: Final = 10
"""Saturation in % below which a colour counts as white."""

FOREVER: Final = 0
"""``onTime`` of a light that stays on; what Home Assistant's own integration has sent for years."""


def nearest_color(hs: tuple[float, float]) -> str:
    """The colour of a notification light that is nearest to a hue and saturation."""
    hue, saturation = hs
    if saturation < WHITE_BELOW:
        return "WHITE"
    return min(
        (name for name in SIMPLE_COLORS if name != "WHITE"),
        key=lambda name: min(abs(SIMPLE_COLORS[name][0] - hue % 360), 360 - abs(SIMPLE_COLORS[name][0] - hue % 360)),
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
                return part.tell("setOpticalSignal", latest=True, opticalSignalBehaviour=wanted, **target)
            if not transition:
                return part.tell("setSimpleRGBColorDimLevel", latest=True, **target)
            return part.tell(
                "setSimpleRGBColorDimLevelWithTime",
                latest=True,
                onTime=FOREVER,
                rampTime=ramp_of(transition),
                **target,
            )

        def turn_off(transition: float | None = None, **_: Any) -> Call:
            target = {"simpleRGBColorState": color, "dimLevel": 0.0}
            if has_effects:
                return part.tell("setOpticalSignal", latest=True, opticalSignalBehaviour="OFF", **target)
            return part.tell("setSimpleRGBColorDimLevel", latest=True, **target)

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
