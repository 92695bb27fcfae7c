"""What rows tell: what was pressed, and what is not as it was."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from ....model import Device, Feature


@dataclass(frozen=True, slots=True)
class Press:
    """Something was pressed: the event of the row ``ref``."""

    device_id: str
    key: str
    event_type: str
    attributes: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Told:
    """What rows made of a house: devices that are not as they were, and features of others that have other values."""

    devices: tuple[Device, ...] = ()
    values: Mapping[str, tuple[Feature, ...]] = field(default_factory=dict)
    """By device; nothing else of it is another."""

    def __bool__(self) -> bool:
        """Whether anything is not as it was."""
        return bool(self.devices or self.values)
