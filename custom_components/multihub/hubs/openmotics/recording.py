"""What OpenMotics answered, with stable stand-ins for what is private, in a form that can be played again."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from ..pseudonyms import ID, Pseudonyms
from .mapping.values import UNUSED_NAMES

CLAMPS: Final = 16

NO_PLACE: Final = "Etc/UTC"
"""The stand-in for a time zone, which names a place: one that can be used."""

KINDS: Final = {
    "name": "name",
    "description": "description",
    "registration_key": ID,
    "mac_address": ID,
    "hardware_serial": ID,
    "serial": ID,
    "local_ip_address": "address",
    "metadata": "text",
    "arguments": "text",
    **{f"input{clamp}": "name" for clamp in range(CLAMPS)},
}
"""What is private, by its key: the kind of its stand-in."""


def recorded(said: Mapping[str, Any]) -> dict[str, Any]:
    """What was said, fit to be given away."""
    told: dict[str, Any] = Pseudonyms().redacted(_prepared(said), KINDS)
    return told


def _prepared(data: Any) -> Any:
    """The data with what takes no numbered stand-in replaced: names of unused slots (they would look used), zones."""
    if isinstance(data, Mapping):
        return {key: _prepared_value(key, value) for key, value in data.items()}
    if isinstance(data, list):
        return [_prepared(value) for value in data]
    return data


def _prepared_value(key: str, value: Any) -> Any:
    if key == "name" and value in UNUSED_NAMES:
        return ""
    if key == "timezone" and value:
        return NO_PLACE
    return _prepared(value)
