"""Logic variables: to set where the key may, else to read."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any, Final

from homeassistant.components.number import NumberMode
from homeassistant.components.sensor import SensorStateClass

from ....model import BinarySensor, Command, Feature, Number, Range, Sensor, Switch, Text
from ..requests import Ask
from .section import Answer, May
from .wire import boolean, items, number, text, words

FURTHEST: Final = 1_000_000.0


def _set_variable(variable_id: str) -> Command:
    return Command(lambda value: Ask("logic.updateVariable", {"id": variable_id, "variable": {"value": value}}))


def _variable(variable_id: str, variable: Mapping[str, Any], *, writable: bool) -> Feature:
    """A variable as something to set where the key may, else as something to read."""
    common: dict[str, Any] = {"key": f"variable_{variable_id}", "name": words(variable.get("name")) or variable_id}
    value, kind, change = variable.get("value"), variable.get("type"), _set_variable(variable_id)
    if kind == "boolean":
        if not writable:
            return BinarySensor(**common, is_on=boolean(value))
        on, off = (Command(partial(change.request, wanted)) for wanted in (True, False))
        return Switch(**common, is_on=boolean(value), turn_on=on, turn_off=off)
    if kind == "number":
        if not writable:
            return Sensor(**common, value=number(value), state_class=SensorStateClass.MEASUREMENT)
        amount = Range(number(value), -FURTHEST, FURTHEST, 0.01, None, change)
        return Number(**common, range=amount, mode=NumberMode.BOX)
    if kind == "string" and writable:
        return Text(**common, value=text(value), set=change)
    return Sensor(**common, value=text(value))


def variables(answer: Answer, may: May) -> tuple[Feature, ...]:
    """A feature for each variable."""
    writable = may("logic.updateVariable")
    return tuple(_variable(one, variable, writable=writable) for one, variable in items(answer).items())
