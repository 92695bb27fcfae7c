"""Small homes to try one thing at a time on."""

from __future__ import annotations

from typing import Any

from custom_components.multihub.hubs.homematicip.mapping import Change, House
from custom_components.multihub.model import Device, Feature

HUB = "3014F711A000000000000HUB"


def channel(index: int, kind: str, **fields: Any) -> dict[str, Any]:
    """A channel."""
    return {"index": index, "functionalChannelType": kind, "label": "", **fields}


def service(**fields: Any) -> dict[str, Any]:
    """A service channel of a device that is there."""
    return channel(0, "DEVICE_BASE", **{"unreach": False, "lowBat": False, **fields})


def device(device_id: str, *channels: dict[str, Any], **fields: Any) -> dict[str, Any]:
    """A device with these channels."""
    return {
        "id": device_id,
        "label": device_id,
        "modelType": "HmIP-TEST",
        "type": "TEST",
        "functionalChannels": {str(one["index"]): one for one in channels},
        **fields,
    }


def group(group_id: str, kind: str, *channels: tuple[str, int], **fields: Any) -> dict[str, Any]:
    """A group of these channels."""
    return {
        "id": group_id,
        "type": kind,
        "label": group_id,
        "metaGroupId": None,
        "channels": [{"deviceId": device_id, "channelIndex": index} for device_id, index in channels],
        **fields,
    }


def home(**fields: Any) -> dict[str, Any]:
    """The home's own data."""
    return {"id": "home", "connected": True, "currentAPVersion": "2.2.18", **fields}


def state(*things: dict[str, Any], **fields: Any) -> dict[str, Any]:
    """A whole state of these devices and groups."""
    return {
        "home": home(**fields),
        "devices": {one["id"]: one for one in things if "functionalChannels" in one},
        "groups": {one["id"]: one for one in things if "functionalChannels" not in one},
    }


def house(*things: dict[str, Any], local: bool = False, pin_stored: bool = False, **fields: Any) -> House:
    """A house that has read such a state."""
    made = House(HUB, local=local, pin_stored=pin_stored)
    made.read(state(*things, **fields))
    return made


def of(made: House, device_id: str) -> Device:
    """One device of a house."""
    return next(one for one in made.devices() if one.id == device_id)


def feature(made: House, device_id: str, key: str) -> Any:
    """One feature of a device."""
    return next(one for one in of(made, device_id).features if one.key == key)


def keys(made: House, device_id: str) -> set[str]:
    """The keys of a device's features."""
    return {one.key for one in of(made, device_id).features}


def changed(made: House, raw: dict[str, Any]) -> Change:
    """The house hears that a device or group changed."""
    kind = "device" if "functionalChannels" in raw else "group"
    return made.apply({"pushEventType": f"{kind.upper()}_CHANGED", kind: raw})


def home_changed(made: House, **fields: Any) -> Change:
    """The house hears that the home changed."""
    return made.apply({"pushEventType": "HOME_CHANGED", "home": home(**fields)})


def told(change: Change) -> dict[str, tuple[Feature, ...]]:
    """The features that a change tells, by device: all of those that are another, values of the others."""
    values = {device_id: tuple(features) for device_id, features in change.updated.items()}
    return values | {one.id: one.features for one in change.devices}
