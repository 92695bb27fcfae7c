"""Ventilation: an actuator that is told a level, and groups of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, Final

from ....model import Command, Fan, Feature
from ..requests import Call
from .lights import dimmer
from .part import Part
from .values import percent, text

VENTILATES: Final = "VENTILATION"
RESTS: Final = "NO_VENTILATION"
VENTILATION_ROLE: Final = "VENTILATION_ACTUATOR"
FIELDS: Final = ("ventilationLevel", "ventilationState", "dimLevel")
"""The fields that a fan takes."""
STATES: Final = {VENTILATES: True, RESTS: False}


def actuator(part: Part) -> Iterator[Feature]:
    """An actuator that ventilates or dims, as its role says."""
    if part.role == VENTILATION_ROLE or "ventilationLevel" in part.raw or "ventilationState" in part.raw:
        yield fan(
            part,
            lambda verb, **body: part.tell(verb, latest=True, **body),
            **part.as_main("fan"),
        )
    else:
        yield from dimmer()(part)


def told(part: Part) -> Iterator[Feature]:
    """A fan, where the channel tells a level or a state of ventilation."""
    if "ventilationLevel" in part.raw or "ventilationState" in part.raw or part.had("fan"):
        yield from actuator(part)


def fan(part: Part, send: Callable[..., Call], **naming: Any) -> Fan:
    """A fan of a channel or a group: ``send`` makes the call."""
    level = percent(part.raw.get("ventilationLevel"))

    def set_percentage(percentage: int) -> Call:
        if percentage == 0:
            return send("setVentilationState", ventilationState=RESTS)
        return send("setVentilationLevel", ventilationLevel=round(percentage / 100, 3))

    def turn_on(percentage: int | None = None, preset_mode: str | None = None) -> Call:
        if percentage is not None:
            return set_percentage(percentage)
        return send("setVentilationState", ventilationState=VENTILATES)

    is_on = STATES.get(text(part.raw.get("ventilationState")) or "")
    return Fan(
        key=part.key("fan"),
        **naming,
        is_on=is_on if is_on is not None else None if level is None else level > 0,
        percentage=level,
        turn_on=Command(turn_on),
        turn_off=Command(lambda: send("setVentilationState", ventilationState=RESTS)),
        set_percentage=Command(set_percentage),
    )
