"""The shape of a device: what its plan is made of. While it stays the same, only values change."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from .wire import kind_of

VOLATILE: Final = frozenset({"value", "lastUpdated"})
"""What of a capability is its value, not its description."""

NOT_A_SHAPE: Final = frozenset(
    {"capabilitiesObj", "lastSeenAt", "settings", "warningMessage", "energy", "ui", "images"}
)
"""What of a device can change without the device becoming another."""


def shape_of(raw: Mapping[str, Any]) -> object:
    """Everything of a device but its values: what the plan is made from."""
    described = raw.get("capabilitiesObj")
    capabilities = {
        key: ({name: told for name, told in one.items() if name not in VOLATILE}, kind_of(one))
        if isinstance(one, dict)
        else one
        for key, one in (described.items() if isinstance(described, dict) else ())
    }
    images = raw.get("images")
    pictures = [_without_time(one) for one in images] if isinstance(images, list) else None
    return {key: told for key, told in raw.items() if key not in NOT_A_SHAPE}, capabilities, pictures


def _without_time(image: Any) -> object:
    told = image.get("imageObj") if isinstance(image, dict) else None
    return (image.get("type"), image.get("title"), told.get("id"), told.get("url")) if isinstance(told, dict) else None
