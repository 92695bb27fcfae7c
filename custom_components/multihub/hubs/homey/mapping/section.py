"""What a part of the Homey itself is made of: what is asked for it, and how its answer becomes features."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from homeassistant.const import EntityCategory

from ....model import Command, Feature
from ..requests import Ask

DIAGNOSTIC: Final = EntityCategory.DIAGNOSTIC
CONFIG: Final = EntityCategory.CONFIG

type May = Callable[[str], bool]
"""Whether we may do an operation of the client's table."""

type Answer = Any
type Make = Callable[[Answer, May], tuple[Feature, ...]]


def nothing(_: datetime) -> dict[str, str]:
    """No arguments."""
    return {}


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the Homey that is read at once, and pushed item by item where it has ``item``."""

    operation: str
    make: Make
    manager: str | None = None
    item: str | None = None
    arguments: Callable[[datetime], Mapping[str, str]] = nothing
    """What is asked with, by the moment in the Homey's own time zone."""
    current: Callable[[Answer, datetime], Answer] | None = None
    """What of the answer counts at a moment, where that changes by itself."""
    is_luxury: bool = False
    """Whether not every house has it: a Homey that refuses it is not asked for it for ever."""


def asking(operation: str, **arguments: Any) -> Command:
    """The command that asks for this."""
    return Command(lambda: Ask(operation, arguments))
