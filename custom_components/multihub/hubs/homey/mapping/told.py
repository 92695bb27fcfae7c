"""What a message of a Homey means for the house."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from ....model import Device, Feature

type Occurrence = tuple[str, str, str, Mapping[str, Any]]
"""Device, key, type and attributes of something that happened."""


@dataclass(frozen=True, slots=True)
class Told:
    """What is not as it was, what is gone, and what happened."""

    changed: Mapping[str, Device] = field(default_factory=dict)
    """Devices that are new or others."""
    values: Mapping[str, tuple[Feature, ...]] = field(default_factory=dict)
    """By device: its features that have other values, where nothing else of it is another."""
    removed: Collection[str] = ()
    added: Collection[str] = ()
    """Devices whose own news are to be heard from now on."""
    events: Collection[Occurrence] = ()


NOTHING: Final = Told()
