"""How the features of the hub in memory say what they want to become."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from custom_components.multihub.model import Choice, Command, Range
from tests.fifth_hub.house import Become

DEVICE = "thing"


def sets(key: str, field: Callable[[Any], dict[str, Any]]) -> Command:
    """A command with one argument."""
    return Command(lambda value: Become(DEVICE, key, field(value)))


def choice(key: str, field: str, value: str | None, *options: str) -> Choice:
    """A choice that can be set again and again."""
    return Choice(value, options, sets(key, lambda to: {field: choice(key, field, to, *options)}))


def limits(
    key: str, field: str, value: float | None, least: float, most: float, step: float = 1, unit: str | None = None
) -> Range:
    """A number that can be set again and again."""
    return Range(
        value, least, most, step, unit, sets(key, lambda to: {field: limits(key, field, to, least, most, step, unit)})
    )
