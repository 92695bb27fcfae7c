"""What OpenMotics answered, with stable stand-ins for what is private, in a form that can be played again."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from ..pseudonyms import ID, Pseudonyms
from .mapping.values import UNUSED_NAMES

CLAMPS: Final = 16

KINDS: Final = {
    "name": "name",
    "description": "description",
    "registration_key": ID,
    "mac_address": ID,
    "hardware_serial": ID,
    "serial": ID,
    "local_ip_address": "address",
    "timezone": "time zone",
    "metadata": "text",
    "arguments": "text",
    **{f"input{clamp}": "name" for clamp in range(CLAMPS)},
}
"""What is private, by its key: the kind of its stand-in."""


def recorded(said: Mapping[str, Any]) -> dict[str, Any]:
    """What was said, fit to be given away."""
    told: dict[str, Any] = Pseudonyms().redacted(_emptied(said), KINDS)
    return told


def _emptied(data: Any) -> Any:
    """The data with names that mean an unused slot emptied: a stand-in would make the slot look used."""
    if isinstance(data, Mapping):
        return {key: "" if key == "name" and value in UNUSED_NAMES else _emptied(value) for key, value in data.items()}
    if isinstance(data, list):
        return [_emptied(value) for value in data]
    return data
