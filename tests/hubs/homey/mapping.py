"""Devices of a Homey for tests of the mapping: made, mapped, changed, and asked for their requests."""

from __future__ import annotations

from typing import Any

from custom_components.multihub.hubs.homey.mapping.house import HomeyFacts, House
from custom_components.multihub.hubs.homey.requests import SetCapabilities
from custom_components.multihub.model import Command, Device, Feature
from virtual_hubs.homey import House as VirtualHouse, capability as cap

__all__ = ["cap", "device", "feature", "features", "house", "map_device", "written"]


def device(device_class: str, *capabilities: dict[str, Any], **more: Any) -> dict[str, Any]:
    """A device as the wire has it."""
    return VirtualHouse("homey").add_device(("Thing", None, device_class, list(capabilities), more))


def house(*devices: dict[str, Any], may: Any = lambda _: True) -> House:
    """A house with these devices."""
    made = House(HomeyFacts("Homey"), may)
    made.take_devices({one["id"]: one for one in devices})
    return made


def map_device(raw: dict[str, Any]) -> Device:
    """The device that the wire's data becomes."""
    return house(raw).devices[raw["id"]]


def features(device_class: str, *capabilities: dict[str, Any], **more: Any) -> dict[str, Feature]:
    """The features of such a device, by key."""
    return {one.key: one for one in map_device(device(device_class, *capabilities, **more)).features}


def feature(device_class: str, key: str, *capabilities: dict[str, Any], **more: Any) -> Any:
    """One of the features of such a device."""
    return features(device_class, *capabilities, **more)[key]


def written(command: Command | None, *args: Any, **kwargs: Any) -> list[tuple[str, Any]]:
    """What a command writes: capabilities and their values, in order."""
    assert command is not None
    request = command.request(*args, **kwargs)
    assert isinstance(request, SetCapabilities)
    return [(write.capability, write.value) for write in request.writes]
