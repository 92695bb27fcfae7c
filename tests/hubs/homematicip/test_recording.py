"""Diagnostics: nothing private in them, and the virtual hub plays them again."""

from __future__ import annotations

import json
from typing import Any

import pytest

from custom_components.multihub.hubs.homematicip.mapping import House
from custom_components.multihub.hubs.homematicip.recording import VENDORS_LABELS, recording
from custom_components.multihub.model import Device
from tests.referees import recorded_home
from virtual_hubs.homematicip import VirtualHomematicIP
from virtual_hubs.homematicip.house import demo_house

SGTIN = "3014F711A0000B1E55ED0A17"


def homes() -> Any:
    yield pytest.param(lambda: demo_house(SGTIN), id="our house")
    yield pytest.param(lambda: json.loads(recorded_home().read_text(encoding="utf-8")), id="the library's home")


def words(data: Any, *keys: str) -> set[str]:
    """Every text under these keys."""
    found: set[str] = set()
    if isinstance(data, dict):
        for key, value in data.items():
            if key in keys and isinstance(value, str):
                found.add(value)
            found |= words(value, *keys)
    elif isinstance(data, list):
        for value in data:
            found |= words(value, *keys)
    return found - {""}


def mapped(state: dict[str, Any], hub_id: str) -> list[Device]:
    house = House(hub_id)
    house.read(state)
    return list(house.devices())


def shape(devices: list[Device]) -> list[Any]:
    """What of devices must be the same when they are played again: all but names and ids."""
    return [
        (
            device.model,
            device.available,
            sorted(
                (str(feature.platform), type(feature).__name__, feature.translation_key or "")
                for feature in device.features
            ),
        )
        for device in devices
    ]


def test_nothing_private_is_in_it() -> None:
    state = demo_house(SGTIN)
    told = json.dumps(recording(state), ensure_ascii=False)
    private = words(state, "label", "name", "city", "doorBellLabel") | set(state["devices"]) | set(state["groups"])
    private |= (
        words(state, "homeId", "clientId")
        | {SGTIN}
        | words(state.get("home", {}).get("location", {}), "latitude", "longitude")
    )
    private -= VENDORS_LABELS | words(state, "type")
    assert not words(json.loads(told), "label", "name", "city", "doorBellLabel") & private
    assert not [text for text in private if len(text) > 15 and text in told]


@pytest.mark.parametrize("home", homes())
def test_it_maps_to_the_same_devices_and_features(home: Any) -> None:
    state = home()
    hub_id = next(device["id"] for device in state["devices"].values() if "ACCESS_POINT" in device["type"])
    told = recording(state)
    position = list(state["devices"]).index(hub_id)
    assert shape(mapped(told, list(told["devices"])[position])) == shape(mapped(state, hub_id))


async def test_the_virtual_hub_plays_it_again() -> None:
    told = recording(demo_house(SGTIN))
    hub = VirtualHomematicIP(house={"data": {"recording": told}})
    await hub.start()
    assert hub.sgtin in told["devices"]
    assert hub.state()["devices"].keys() == told["devices"].keys()
    await hub.stop()


def test_what_is_no_text_stays_as_it_is() -> None:
    state = {"devices": {}, "home": {"timeZoneId": "Europe/Berlin", "label": 7, "list": ["x", None]}}
    assert recording(state) == state
