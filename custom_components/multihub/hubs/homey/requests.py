"""What a Homey can be told; the mapping makes these, the hub sends them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from ...model import Request


@dataclass(frozen=True, slots=True)
class Write:
    """One capability's new value; ``duration`` is how long the way there may take, in milliseconds."""

    capability: str
    value: bool | float | str
    duration: int | None = None


@dataclass(frozen=True, slots=True)
class SetCapabilities(Request):
    """Values for capabilities of one device, one after the other; the first that fails ends the row."""

    device_id: str
    writes: tuple[Write, ...]


@dataclass(frozen=True, slots=True)
class Ask(Request):
    """One operation by its name in the client's table (``flow.triggerFlow``), with its arguments."""

    operation: str
    arguments: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class FetchPicture(Request):
    """The bytes of a picture, by the address that the Homey gave, a path on itself."""

    url: str
