"""The vendor's own lists (``homey-lib``): every official capability and class has its row in our tables."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from custom_components.multihub.hubs.homey.mapping.capabilities import CAPABILITIES
from custom_components.multihub.hubs.homey.mapping.classes import CLASSES
from custom_components.multihub.hubs.homey.mapping.devices import Surroundings, plan
from tests.hubs.homey.mapping import device, map_device
from tests.metadata.repository import INTEGRATION, read_json

from .npm import npm_package

VERSION = "2.52.2"


@pytest.fixture(scope="module")
def homey_lib() -> Path:
    """The vendor's library."""
    return npm_package("homey-lib", VERSION) / "assets"


@pytest.fixture(scope="module")
def official(homey_lib: Path) -> dict[str, dict[str, Any]]:
    """The official capabilities, by id."""
    files = (homey_lib / "capability" / "capabilities").glob("*.json")
    return {path.stem: json.loads(path.read_text(encoding="utf-8")) for path in files}


def english(text: Any) -> Any:
    return text.get("en") if isinstance(text, dict) else text


def descriptor(capability_id: str, one: dict[str, Any]) -> dict[str, Any]:
    """The official capability as a device would describe it."""
    values = [{"id": value["id"], "title": english(value["title"])} for value in one.get("values", [])]
    told = {key: one.get(key) for key in ("type", "min", "max", "step", "decimals")}
    value: Any = {"boolean": True, "number": one.get("min") or 0, "string": "text"}.get(one["type"])
    return {
        **told,
        "id": capability_id,
        "title": english(one["title"]),
        "units": english(one.get("units")),
        "getable": bool(one.get("getable")),
        "setable": bool(one.get("setable")),
        "values": values,
        "value": values[0]["id"] if values else value,
    }


def test_every_official_capability_has_a_row_of_its_kind_and_access(official: dict[str, dict[str, Any]]) -> None:
    assert len(official) == 184
    for capability_id, one in official.items():
        row = CAPABILITIES[capability_id]
        access = ("r" if one.get("getable") else "") + ("w" if one.get("setable") else "")
        assert (row.kind, row.access) == (one["type"], access), capability_id
    assert set(CAPABILITIES) == set(official)


def test_every_official_class_has_a_row(homey_lib: Path) -> None:
    official = {path.stem for path in (homey_lib / "device" / "classes").glob("*.json")}
    assert len(official) == 76
    assert set(CLASSES) == official


def test_every_official_capability_alone_becomes_a_feature_with_a_value(official: dict[str, dict[str, Any]]) -> None:
    for capability_id, one in official.items():
        features = map_device(device("sensor", descriptor(capability_id, one))).features
        assert len(features) == 1, capability_id
        feature: Any = features[0]
        shown = [getattr(feature, name, None) for name in ("value", "is_on", "choice", "range", "press", "is_closed")]
        cover = capability_id in ("windowcoverings_state", "windowcoverings_set")
        assert cover or any(value is not None for value in shown), capability_id


def test_every_class_takes_every_capability_and_loses_none(
    homey_lib: Path, official: dict[str, dict[str, Any]]
) -> None:
    """A device that has everything: each capability is a feature, or read by one."""
    everything = [descriptor(capability_id, one) for capability_id, one in official.items()]
    for device_class in CLASSES:
        raw = device(device_class, *everything)
        keys = [feature.key for feature in map_device(raw).features]
        assert len(keys) == len(set(keys)), device_class
        made = plan(raw, Surroundings({}, {}))
        assert made
        # what can only be pressed has no value to read: it is a button, or an ability of the device's main feature
        lost = {one["id"] for one in everything if one["getable"]} - set(keys) - made.by_source.keys()
        assert lost == set(), device_class


def test_translated_states_are_the_official_ones(official: dict[str, dict[str, Any]]) -> None:
    english_texts = read_json(INTEGRATION / "translations" / "en.json")["entity"]
    for capability_id, one in official.items():
        if one["type"] == "enum":
            platform = "select" if one.get("setable") else "sensor"
            assert set(english_texts[platform][capability_id]["state"]) == {value["id"] for value in one["values"]}
