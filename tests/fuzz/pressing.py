"""Pressing everything that a feature can do, as a person would: each command makes a request, whatever was broken."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import fields
from functools import cache
from typing import Any, Final

from custom_components.multihub.model import Choice, Command, Device, Feature, Range, Request

type Arguments = tuple[tuple[Any, ...], dict[str, Any]]

NOTHING: Final[tuple[Arguments, ...]] = (((), {}),)
CODE: Final[tuple[Arguments, ...]] = (((), {"code": None}), ((), {"code": "1234"}))
PERCENT: Final[tuple[Arguments, ...]] = tuple(((value,), {}) for value in (0, 1, 50, 100))
SHARE: Final[tuple[Arguments, ...]] = tuple(((value,), {}) for value in (0.0, 0.37, 1.0))
YES_NO: Final[tuple[Arguments, ...]] = (((True,), {}), ((False,), {}))


def light(**asked: Any) -> Arguments:
    """What a light is asked for: all at once, ``None`` what is not asked for."""
    names = ("brightness", "hs", "rgb", "rgbw", "kelvin", "effect", "transition")
    return (), {**dict.fromkeys(names), **asked}


ARGUMENTS: Final[Mapping[tuple[str, str], tuple[Arguments, ...]]] = {
    ("Cover", "set_position"): PERCENT,
    ("Cover", "set_tilt_position"): PERCENT,
    ("Fan", "turn_on"): tuple(((), {"percentage": value, "preset_mode": None}) for value in (None, 1, 100)),
    ("Fan", "set_percentage"): PERCENT[1:],
    ("Fan", "oscillate"): YES_NO,
    ("Fan", "set_direction"): ((("forward",), {}), (("reverse",), {})),
    ("Light", "turn_on"): (
        light(),
        light(brightness=1),
        light(brightness=255, transition=2.5),
        light(hs=(123.4, 56.7)),
        light(rgb=(1, 2, 255), brightness=77),
        light(rgbw=(1, 2, 3, 255)),
        light(kelvin=2700),
    ),
    ("Light", "turn_off"): (((), {"transition": None}), ((), {"transition": 2.5})),
    **{("Lock", name): CODE for name in ("lock", "unlock", "open")},
    ("MediaPlayer", "set_volume"): SHARE,
    ("MediaPlayer", "seek"): (((12.5,), {}),),
    ("MediaPlayer", "mute"): YES_NO,
    ("MediaPlayer", "set_shuffle"): YES_NO,
    ("MediaPlayer", "set_repeat"): ((("off",), {}), (("one",), {}), (("all",), {})),
    ("Siren", "turn_on"): (
        ((), {"tone": None, "volume": None, "duration": None}),
        ((), {"tone": None, "volume": 0.5, "duration": 10}),
    ),
    ("Text", "set"): ((("text",), {}), (("",), {})),
    ("Valve", "set_position"): PERCENT,
}
"""With what a command is asked for, by feature and field; nothing where it is not said."""

ALARM: Final = "AlarmControlPanel"


def press(devices: Iterable[Device]) -> None:
    """Make every request of some devices that a person could ask for."""
    for device in devices:
        for feature in device.features:
            _press(feature)


@cache
def _commanding(kind: type[Feature]) -> tuple[tuple[str, tuple[Arguments, ...]], ...]:
    """The fields of a feature that may hold a command, with what it is asked for with."""
    words = ("Command", "Choice", "Range")
    own = kind.__name__
    return tuple(
        (field.name, CODE if own == ALARM else ARGUMENTS.get((own, field.name), NOTHING))
        for field in fields(kind)
        if any(word in str(field.type) for word in words)
    )


def _press(feature: Feature) -> None:
    for name, arguments in _commanding(type(feature)):
        match getattr(feature, name):
            case Command() as command:
                for args, named in arguments:
                    _ask(command, *args, **named)
            case Choice(set=Command() as command) as choice:
                for option in {*choice.options[:1], *choice.options[-1:]}:
                    _ask(command, option)
            case Range(set=Command() as command) as limits:
                for value in (limits.min, (limits.min + limits.max) / 2, limits.max):
                    _ask(command, value)


def _ask(command: Command, *args: Any, **named: Any) -> None:
    assert isinstance(command.request(*args, **named), Request)
