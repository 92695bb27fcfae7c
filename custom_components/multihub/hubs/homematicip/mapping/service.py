"""What a device's service channel tells besides its fields: whether the access point reaches the device."""

from __future__ import annotations

from collections.abc import Iterator

from homeassistant.components.binary_sensor import BinarySensorDeviceClass
from homeassistant.const import EntityCategory

from ....model import BinarySensor, Feature
from .part import Part
from .readers import says
from .values import flag


def _reached(told: object) -> bool | None:
    return None if (unreachable := flag(told)) is None else not unreachable


@says("is_on", _reached, "unreach")
def reachable(part: Part) -> Iterator[Feature]:
    """Whether the device can be reached; told also when it can't, which makes all its other features unavailable."""
    if part.raw.get("unreach") is None and not part.had("reachable"):
        return
    yield BinarySensor(
        key=part.key("reachable"),
        **part.as_other(None, "reachable"),
        device_class=BinarySensorDeviceClass.CONNECTIVITY,
        category=EntityCategory.DIAGNOSTIC,
        enabled_by_default=False,
        needs_connection=False,
        is_on=_reached(part.raw.get("unreach")),
    )
