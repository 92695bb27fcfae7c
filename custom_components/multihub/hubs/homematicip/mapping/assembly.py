"""The devices of the model that are no device of the wire alone: the hub, rooms and groups."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from ....model import Device, Feature
from .device import DeviceRecord
from .head import DEFAULT_MAKER

HUB_NAME: Final = "HomematicIP"
GROUP_MODEL: Final = "Group"

BETTER: Final = {"home_duty_cycle": "0_duty_cycle", "home_carrier_sense": "0_carrier_sense"}
"""Features of the home: those of the access point that tell the same."""


def hub_device(
    hub_id: str, record: DeviceRecord | None, *, area: str | None, version: str | None, features: tuple[Feature, ...]
) -> Device:
    """The hub: the home's features, and those of the access point where it is a device of the home, too.

    It is always available: it tells whether the rest can be.
    """
    if record is None:
        return Device(
            id=hub_id,
            name=HUB_NAME,
            features=features,
            manufacturer=DEFAULT_MAKER,
            sw_version=version,
            serial=hub_id,
        )
    device = record.device(area=area, available=True)
    # of its firmware the home tells better than the device does, of its radio the device
    own = tuple(feature for feature in device.features if feature.key not in record.own)
    told = {feature.key for feature in own}
    others = tuple(feature for feature in features if BETTER.get(feature.key) not in told)
    name = HUB_NAME if device.name == device.model_id else device.name
    return replace(device, name=name, available=True, features=(*own, *others))


def grouping(
    device_id: str, *, name: str, model: str, area: str | None, available: bool, features: tuple[Feature, ...]
) -> Device:
    """A room, or a group that the user made."""
    return Device(
        id=device_id,
        name=name,
        features=features,
        available=available,
        manufacturer=DEFAULT_MAKER,
        model=model,
        area=area,
    )
