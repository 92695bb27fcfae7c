"""The recorded home of 159 devices: nothing of it is lost, and no platform has less than Home Assistant's own."""

from __future__ import annotations

import copy
import json
from collections import Counter
from typing import Any

import pytest
from homeassistant.const import Platform

from custom_components.multihub.hubs.homematicip.mapping import House, channels
from custom_components.multihub.hubs.homematicip.mapping.readers import Nothing
from custom_components.multihub.model import Device, Feature
from tests.referees import recorded_home

HUB = "3014F711A000000BAD0C0DED"

OWN_INTEGRATION = {
    Platform.BINARY_SENSOR: 186,
    Platform.SENSOR: 171,
    Platform.EVENT: 60,
    Platform.SWITCH: 56,
    Platform.LIGHT: 43,
    Platform.COVER: 15,
    Platform.CLIMATE: 5,
    Platform.LOCK: 4,
    Platform.BUTTON: 2,
    Platform.WEATHER: 4,
    Platform.ALARM_CONTROL_PANEL: 1,
    Platform.FAN: 1,
    Platform.SIREN: 1,
    Platform.VALVE: 1,
}
"""How many entities Home Assistant's own integration makes of this home."""

NOTHING = {
    "ALARM_SIREN_CHANNEL",
    "CHANGE_OVER_CHANNEL",
    "DEHUMIDIFIER_DEMAND_CHANNEL",
    "FLOOR_TERMINAL_BLOCK_CHANNEL",
    "FLOOR_TERMINAL_BLOCK_LOCAL_PUMP_CHANNEL",
    "HEAT_DEMAND_CHANNEL",
    "INPUT_QUICK_ACTION_DISPLAY_CHANNEL",
}
"""The types in this home that are nothing: sirens sound through their group, floor heating tells on its groups,
displays show what others tell."""


@pytest.fixture(scope="module")
def state() -> dict[str, Any]:
    data: dict[str, Any] = json.loads(recorded_home().read_text(encoding="utf-8"))
    return data


@pytest.fixture
def house(state: dict[str, Any]) -> House:
    house = House(HUB)
    house.read(state)
    return house


def by_id(house: House) -> dict[str, Device]:
    return {device.id: device for device in house.devices()}


def features(house: House) -> list[Feature]:
    return [feature for device in house.devices() for feature in device.features]


def test_every_one_of_the_159_devices_shows_up_with_its_name_and_model(house: House, state: dict[str, Any]) -> None:
    devices = by_id(house)
    assert len(state["devices"]) == 159
    for raw in state["devices"].values():
        device = devices[raw["id"]]
        assert device.model == raw["modelType"]
        assert device.model_id == raw["type"]
        assert device.sw_version == raw["firmwareVersion"]
        assert device.name == raw["label"].strip() or device.id == HUB
        assert device.features, device.name
    assert house.problems == ()


def test_each_of_the_644_channels_is_a_feature_or_deliberately_none(house: House, state: dict[str, Any]) -> None:
    devices = by_id(house)
    count, nothing, silent = 0, Counter[str](), []
    for raw in state["devices"].values():
        prefixes = {feature.key.partition("_")[0] for feature in devices[raw["id"]].features}
        for channel in raw["functionalChannels"].values():
            count += 1
            kind = channel["functionalChannelType"]
            if isinstance(channels.CHANNELS[kind], Nothing):
                nothing[kind] += 1
            elif str(channel["index"]) not in prefixes:
                silent.append((raw["modelType"], channel["index"], kind))
    assert count == 644
    assert silent == []
    assert set(nothing) == NOTHING


def test_no_platform_has_fewer_entities_than_home_assistants_own_integration(house: House) -> None:
    all_of_them = Counter(feature.platform for feature in features(house))
    at_once = Counter(feature.platform for feature in features(house) if feature.enabled_by_default)
    for platform, count in OWN_INTEGRATION.items():
        assert all_of_them[platform] >= count, platform
        assert at_once[platform] >= count, platform


def test_unique_ids_are_unique(house: House) -> None:
    keys = Counter((device.id, feature.key) for device in house.devices() for feature in device.features)
    assert [key for key, count in keys.items() if count > 1] == []


def test_no_device_has_two_main_features(house: House) -> None:
    for device in house.devices():
        assert [feature.key for feature in device.features if feature.name is None][1:] == [], device.name


def test_channels_are_told_apart_by_their_own_index(house: House) -> None:
    """Home Assistant's own integration takes the place in a list sorted as text: 1, 10, 11, 2."""
    device = by_id(house)["3014F7110000000000DRI16"]
    names = {feature.key: feature.name for feature in device.features if feature.key.endswith("_contact")}
    assert names["1_contact"] == "Elvira Fenster"
    assert names["10_contact"] == "Dachgeschoss Fenster Rechts"


def test_the_seven_models_whose_service_channel_others_overlook_have_a_battery_where_they_tell_one(
    house: House, state: dict[str, Any]
) -> None:
    devices = by_id(house)
    models = {"HmIP-DLP-WS", "HmIP-DLS", "HmIPW-SPI", "HmIP-eTRV-CL", "HmIP-WKP", "HmIP-FWI", "HmIP-WSS-GB"}
    found = [raw for raw in state["devices"].values() if raw["modelType"] in models]
    assert {raw["modelType"] for raw in found} == models
    for raw in found:
        keys = {feature.key for feature in devices[raw["id"]].features}
        assert ("0_battery" in keys) == (raw["functionalChannels"]["0"].get("lowBat") is not None), raw["modelType"]


def test_devices_are_in_the_area_of_their_room(house: House, state: dict[str, Any]) -> None:
    devices = by_id(house)
    for group in state["groups"].values():
        if group["type"] == "META":
            for channel in group["channels"]:
                if channel["deviceId"] in devices:
                    assert devices[channel["deviceId"]].area == group["label"]


def test_reading_the_same_state_again_changes_no_object(house: House, state: dict[str, Any]) -> None:
    before = house.devices()
    house.read(copy.deepcopy(state))
    assert all(new is old for new, old in zip(house.devices(), before, strict=True))


def test_one_changed_value_makes_one_new_feature_and_leaves_the_other_objects(
    house: House, state: dict[str, Any]
) -> None:
    device = next(one for one in state["devices"].values() if one["modelType"] == "HmIPW-DRS8")
    raw = copy.deepcopy(device)
    raw["functionalChannels"]["3"]["on"] = not raw["functionalChannels"]["3"]["on"]
    before = by_id(house)[device["id"]]
    change = house.apply({"pushEventType": "DEVICE_CHANGED", "device": raw})
    assert [feature.key for feature in change.updated[device["id"]]] == ["3_switch"]
    after = by_id(house)[device["id"]]
    assert [feature.key for feature in after.features if feature not in before.features] == ["3_switch"]
    others = {feature.key: feature for feature in before.features}
    assert all(feature is others[feature.key] for feature in after.features if feature.key != "3_switch")
