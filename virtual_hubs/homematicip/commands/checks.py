"""What the values of a request's body must be."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from ..home import Home

type Json = dict[str, Any]
type Check = Callable[[Any], bool]


class CommandError(Exception):
    """The cloud refuses: an HTTP status, its error code, and what more it says."""

    def __init__(self, status: int, code: str, **more: Any) -> None:
        """Keep what the answer will be."""
        super().__init__(code)
        self.status = status
        self.body: Json = {"errorCode": code, **more}


@dataclass(frozen=True, slots=True)
class Command:
    """One request: what its body must and may hold, and what it does."""

    effect: Callable[[Home, Json], Any]
    required: Mapping[str, Check] = field(default_factory=dict)
    optional: Mapping[str, Check] = field(default_factory=dict)

    def check(self, body: Any) -> None:
        """Raise ``INVALID_REQUEST`` unless the body is as it must be."""
        if body is None and not self.required:
            return
        if not isinstance(body, dict):
            raise CommandError(400, "INVALID_REQUEST")
        for key, check in self.required.items():
            if key not in body or not check(body[key]):
                raise CommandError(400, "INVALID_REQUEST")
        for key, check in self.optional.items():
            if key in body and not check(body[key]):
                raise CommandError(400, "INVALID_REQUEST")


def boolean(value: Any) -> bool:
    """``true`` or ``false``; never a number or a string."""
    return isinstance(value, bool)


def text(value: Any) -> bool:
    """A string; ``null`` is none (the cloud refuses it for PINs, too)."""
    return isinstance(value, str)


def number(value: Any) -> bool:
    """A number that is no boolean."""
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def within(low: float, high: float) -> Check:
    """A number in this range."""
    return lambda value: number(value) and low <= value <= high


def one_of(*words: str) -> Check:
    """One of these words."""
    return lambda value: isinstance(value, str) and value in words


def matching(pattern: str) -> Check:
    """A string of this form."""
    return lambda value: isinstance(value, str) and re.fullmatch(pattern, value) is not None


def mapping(value: Any) -> bool:
    """A JSON object."""
    return isinstance(value, dict)


def listing(value: Any) -> bool:
    """A JSON array."""
    return isinstance(value, list)


def whole(value: Any) -> bool:
    """A whole number, not negative."""
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


def anything(_value: Any) -> bool:
    """Whatever it is."""
    return True


def end_in(minutes: int) -> str:
    """The end of an absence that begins now, as the cloud writes it."""
    end = dt.datetime.now() + dt.timedelta(minutes=minutes)
    return end.strftime("%Y_%m_%d %H:%M")


level = within(0.0, 1.0)
level_or_keep = within(0.0, 1.01)
"""1.01 leaves the brightness as it was."""
seconds = within(0.0, 111600.0)
"""111600 is the cloud's "for ever"."""
color = one_of("BLACK", "BLUE", "GREEN", "TURQUOISE", "RED", "PURPLE", "YELLOW", "WHITE")
behaviour = one_of("ON", "BLINKING_MIDDLE", "FLASH_MIDDLE", "BILLOW_MIDDLE", "OFF")
acoustic_signal = one_of(
    "DISABLE_ACOUSTIC_SIGNAL", "FREQUENCY_RISING", "FREQUENCY_FALLING", "FREQUENCY_RISING_AND_FALLING",
    "FREQUENCY_ALTERNATING_LOW_HIGH", "FREQUENCY_ALTERNATING_LOW_MID_HIGH", "FREQUENCY_HIGHON_OFF",
    "FREQUENCY_HIGHON_LONGOFF", "FREQUENCY_LOWON_OFF_HIGHON_OFF", "FREQUENCY_LOWON_LONGOFF_HIGHON_LONGOFF",
    "LOW_BATTERY", "DISARMED", "INTERNALLY_ARMED", "EXTERNALLY_ARMED", "DELAYED_INTERNALLY_ARMED",
    "DELAYED_EXTERNALLY_ARMED", "EVENT", "ERROR",
)  # fmt: skip
optical_signal = one_of(
    "DISABLE_OPTICAL_SIGNAL", "BLINKING_ALTERNATELY_REPEATING", "BLINKING_BOTH_REPEATING",
    "DOUBLE_FLASHING_REPEATING", "FLASHING_BOTH_REPEATING", "CONFIRMATION_SIGNAL_0", "CONFIRMATION_SIGNAL_1",
    "CONFIRMATION_SIGNAL_2",
)  # fmt: skip
water_trigger = one_of("NO_ALARM", "MOISTURE_DETECTION", "WATER_DETECTION", "WATER_MOISTURE_DETECTION")
end_time = matching(r"\d{4}_\d\d_\d\d \d\d:\d\d")
