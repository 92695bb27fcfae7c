"""Raw rows and controls as short as tests want them, and the features that come of them."""

from __future__ import annotations

from typing import Any

from custom_components.multihub.hubs.homeseer.mapping import House, Settings, Told
from custom_components.multihub.model import Command, Device, Feature
from virtual_hubs.homeseer import House as VirtualHouse
from virtual_hubs.homeseer.dialect import control_answer, status_answer
from virtual_hubs.homeseer.trees import Generation

type Raw = dict[str, Any]


def row(ref: int, name: str = "Thing", value: Any = 0, status: str = "", **more: Any) -> Raw:
    """One row; ``codes`` is API, type and subtype, ``root`` makes it a child."""
    codes = more.pop("codes", (0, 0, 0))
    root = more.pop("root", None)
    return {
        "ref": ref,
        "name": name,
        "location": "",
        "location2": "",
        "value": value,
        "status": status,
        "device_type_string": "",
        "last_change": "/Date(1600000000000)/",
        "relationship": 4 if root else 3,
        "associated_devices": [root] if root else [],
        "device_type": dict(zip(("Device_API", "Device_Type", "Device_SubType"), codes, strict=True)),
        "hide_from_view": False,
        "interface_name": "",
        **more,
    }


def pair(label: str, value: float = 0, use: int = 0, type: int = 5, **limits: Any) -> Raw:
    """One control; ``start`` and ``end`` make it a range."""
    found: Raw | None = None
    if "start" in limits:
        found = {
            "RangeStart": limits["start"],
            "RangeEnd": limits["end"],
            "RangeStatusDecimals": limits.get("decimals", 0),
            "RangeStatusDivisor": limits.get("divisor", 0),
            "RangeStatusValueOffset": limits.get("offset", 0),
            "RangeStatusPrefix": "",
            "RangeStatusSuffix": limits.get("suffix", ""),
        }
    return {"Label": label, "ControlValue": value, "ControlUse": use, "ControlType": type, "Range": found}


ON_OFF = [pair("On", 255, 1), pair("Off", 0, 2)]
CONTROLS_OF_A_DIMMER: list[tuple[dict[str, Any], float]] = [
    ({"value": 42}, 42),
    ({"label": "Dim 30%"}, 30),
    ({"control_use": 1}, 99),
    ({"control_use": 3, "value": 25}, 25),
]
"""What the action ``control`` is given for the demo's dimmer, and the value that it has then."""

DIMMER = [pair("Off", 0, 2), pair("On", 99, 1), pair("On Last Level", 255, 4), pair("Dim", 1, 3, 7, start=1, end=98)]


def house_of(rows: list[Raw], controls: dict[int, list[Raw]] | None = None, settings: Settings | None = None) -> House:
    """A house of these rows, with their controls by ref."""
    house = House(settings or Settings())
    house.load_controls(
        [
            {"ref": ref, "ControlPairs": [{"CCIndex": index} | pair for index, pair in enumerate(pairs)]}
            for ref, pairs in (controls or {}).items()
        ]
    )
    house.load(rows)
    return house


def features_of(
    raw: Raw, controls: list[Raw] | None = None, settings: Settings | None = None, root: Raw | None = None
) -> tuple[Feature, ...]:
    """The features of one row, with its root if it has one."""
    rows = [raw] if root is None else [root, raw]
    house = house_of(rows, {raw["ref"]: controls} if controls else {}, settings)
    return tuple(feature for device in house.devices for feature in device.features)


def feature_of(
    raw: Raw, controls: list[Raw] | None = None, settings: Settings | None = None, root: Raw | None = None
) -> Any:
    """The first feature of one row."""
    return features_of(raw, controls, settings, root)[0]


def said(command: Command | None, *args: Any, **kwargs: Any) -> Any:
    """The request that a command makes."""
    assert command
    return command.request(*args, **kwargs)


def mapped(virtual: VirtualHouse, generation: Generation, settings: Settings | None = None) -> House:
    """What our mapping makes of a virtual house."""
    rows = list(virtual.rows.values())
    house = House(settings or Settings())
    house.load_controls(control_answer(rows, single=False)["Devices"])
    house.load(status_answer(rows, virtual, generation)["Devices"])
    return house


def device(house: House, name: str) -> Device:
    """The device of this name."""
    return next(device for device in house.devices if device.name == name)


def told_of(house: House, told: Told) -> tuple[Device, ...]:
    """The devices of which something was told, as they are now."""
    ids = {*(device.id for device in told.devices), *told.values}
    return tuple(device for device in house.devices if device.id in ids)


def applied(house: House, *rows: Raw) -> tuple[Device, ...]:
    """Take rows; gives the devices that are not as they were."""
    return told_of(house, house.apply(rows))
