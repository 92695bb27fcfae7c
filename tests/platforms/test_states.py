"""How Home Assistant shows one feature of every kind."""

from __future__ import annotations

from typing import Any

import pytest
from homeassistant.components.cover import CoverState
from homeassistant.components.light import ColorMode
from homeassistant.components.sensor import SensorDeviceClass
from homeassistant.components.valve import ValveState
from homeassistant.const import Platform
from homeassistant.core import HomeAssistant

from custom_components.multihub.model import Feature
from tests.helpers import AddEntry, state
from tests.memory_hub.house import FEATURES, thing
from tests.memory_hub.words import choice, limits

from .house import put_up, shown

STATES: dict[str, dict[str, Any]] = {
    "alarm": {"state": "disarmed", "code_format": "number", "changed_by": None, "code_arm_required": False},
    "camera": {"state": "idle", "friendly_name": "Thing Camera"},
    "climate": {
        "state": "heat",
        "current_temperature": 19.5,
        "temperature": 21,
        "current_humidity": 40,
        "hvac_action": "heating",
        "hvac_modes": ["off", "heat", "auto"],
        "preset_modes": ["eco", "boost"],
        "min_temp": 5,
        "max_temp": 30,
        "target_temp_step": 0.5,
    },
    "cover": {"state": "open", "current_position": 60, "current_tilt_position": 20, "device_class": "shutter"},
    "fan": {
        "state": "off",
        "percentage": 0,
        "percentage_step": 25,
        "preset_mode": None,
        "preset_modes": ["calm", "storm"],
        "oscillating": False,
        "direction": "forward",
    },
    "humidifier": {
        "state": "on",
        "humidity": 45,
        "current_humidity": 38,
        "min_humidity": 30,
        "max_humidity": 70,
        "mode": "auto",
        "available_modes": ["auto", "sleep"],
        "action": "humidifying",
        "device_class": "humidifier",
    },
    "image": {"state": "2025-01-01T00:00:00+00:00"},
    "key": {"state": "unknown", "event_types": ["short_release", "long_press"], "device_class": "button"},
    "light": {"state": "off", "effect_list": ["calm", "party"], "supported_color_modes": ["color_temp", "hs"]},
    "lock": {"state": "locked"},
    "mower": {"state": "docked"},
    "number": {"state": "100", "min": 0, "max": 500, "step": 0.5, "mode": "box", "unit_of_measurement": "W"},
    "player": {
        "state": "playing",
        "volume_level": 0.5,
        "is_volume_muted": False,
        "shuffle": False,
        "repeat": "off",
        "source": "Radio",
        "source_list": ["Radio", "Tape"],
        "media_title": "Song",
        "media_artist": "Singer",
        "media_album_name": "Record",
        "media_duration": 180,
        "media_position": 12,
        "device_class": "speaker",
    },
    "press": {"state": "unknown"},
    "scene": {"state": "unknown"},
    "select": {"state": "wool", "options": ["wool", "silk"]},
    "siren": {"state": "off", "available_tones": ["dog", "horn"]},
    "switch": {"state": "off", "friendly_name": "Thing"},
    "temperature": {"state": "20.5", "unit_of_measurement": "°C", "state_class": "measurement"},
    "text": {"state": "hello", "min": 1, "max": 255, "pattern": "[a-z ]+", "mode": "text"},
    "update": {
        "state": "on",
        "installed_version": "1.0",
        "latest_version": "1.1",
        "in_progress": False,
        "update_percentage": None,
        "title": "Thing OS",
        "release_url": "https://example.org/1.1",
        "device_class": "firmware",
    },
    "vacuum": {"state": "docked", "fan_speed": "low", "fan_speed_list": ["low", "high"]},
    "valve": {"state": "closed", "current_position": 0, "device_class": "water"},
    "water_heater": {
        "state": "eco",
        "current_temperature": 48.5,
        "temperature": 55,
        "operation_mode": "eco",
        "operation_list": ["off", "eco", "performance"],
        "min_temp": 35,
        "max_temp": 65,
    },
    "weather": {
        "state": "cloudy",
        "temperature": 12.3,
        "humidity": 81,
        "pressure": 1013.2,
        "wind_speed": 14.4,
        "wind_bearing": 270,
        "attribution": "The hub's own",
    },
    "window": {"state": "off", "device_class": "window"},
}

LATER: list[tuple[str, dict[str, Any], dict[str, Any]]] = [
    ("alarm", {"code_arm_required": True, "changed_by": "Ann"}, {"code_arm_required": True, "changed_by": "Ann"}),
    ("climate", {"target": None}, {"min_temp": 7, "max_temp": 35, "target_temp_step": None}),
    (
        "climate",
        {
            "target": None,
            "low": limits("climate", "low", 18, 5, 20, 1, "°C"),
            "high": limits("climate", "high", 24, 20, 30, 1, "°C"),
            "target_humidity": limits("climate", "target_humidity", 50, 20, 60),
        },
        {
            "target_temp_low": 18,
            "target_temp_high": 24,
            "min_temp": 5,
            "max_temp": 30,
            "humidity": 50,
            "min_humidity": 20,
            "max_humidity": 60,
        },
    ),
    (
        "climate",
        {
            "fan": choice("climate", "fan", "low", "low", "high"),
            "swing": choice("climate", "swing", "on", "on", "off"),
            "swing_horizontal": choice("climate", "swing_horizontal", "off", "on", "off"),
            "preset": None,
        },
        {
            "fan_mode": "low",
            "fan_modes": ["low", "high"],
            "swing_mode": "on",
            "swing_modes": ["on", "off"],
            "swing_horizontal_mode": "off",
            "swing_horizontal_modes": ["on", "off"],
            "preset_mode": None,
            "preset_modes": None,
        },
    ),
    ("fan", {"preset": None}, {"preset_modes": None}),
    ("humidifier", {"target": None, "mode": None}, {"humidity": None, "min_humidity": 0, "available_modes": None}),
    ("humidifier", {"is_on": False}, {"state": "off", "action": "off"}),
    ("light", {"is_on": True}, {"state": "on", "hs_color": (120.0, 50.0), "brightness": 10, "color_mode": "hs"}),
    (
        "light",
        {"is_on": True, "color_mode": ColorMode.COLOR_TEMP, "kelvin": 3000, "effect": None, "transition": False},
        {"color_mode": "color_temp", "color_temp_kelvin": 3000, "effect_list": None, "supported_features": 0},
    ),
    (
        "light",
        {"is_on": True, "color_modes": frozenset({ColorMode.RGB}), "color_mode": None, "rgb": (1, 2, 3)},
        {"color_mode": "rgb", "rgb_color": (1, 2, 3)},
    ),
    (
        "light",
        {"is_on": True, "color_modes": frozenset({ColorMode.RGBW}), "color_mode": None, "rgbw": (1, 2, 3, 4)},
        {"color_mode": "rgbw", "rgbw_color": (1, 2, 3, 4)},
    ),
    ("lock", {"is_locking": True}, {"state": "locking"}),
    ("lock", {"is_unlocking": True}, {"state": "unlocking"}),
    ("lock", {"is_opening": True}, {"state": "opening"}),
    ("lock", {"is_jammed": True}, {"state": "jammed"}),
    ("lock", {"code_format": "[0-9]+"}, {"code_format": "[0-9]+"}),
    ("number", {"mode": None}, {"mode": "auto"}),
    ("player", {"duration": None, "source": None}, {"media_duration": None, "source_list": None}),
    ("siren", {"tones": ()}, {"available_tones": None}),
    (
        "temperature",
        {"value": "x" * 300, "precision": None, "unit": None, "device_class": None, "state_class": None},
        {"state": "x" * 255},
    ),
    (
        "temperature",
        {
            "value": "a",
            "precision": None,
            "unit": None,
            "device_class": SensorDeviceClass.ENUM,
            "state_class": None,
            "options": ("a", "b"),
        },
        {"state": "a", "options": ["a", "b"]},
    ),
    ("text", {"is_password": True}, {"mode": "password"}),
    ("text", {"value": "x" * 5000}, {"state": "x" * 255}),
    ("text", {"value": "NO CAPITALS"}, {"state": "unknown"}),
    ("text", {"value": ""}, {"state": "unknown"}),
    ("update", {"installed": "1.1"}, {"state": "off"}),
    ("update", {"in_progress": True}, {"in_progress": True, "update_percentage": None}),
    ("update", {"in_progress": True, "percentage": 40}, {"in_progress": True, "update_percentage": 40}),
    ("valve", {"moving": ValveState.OPENING}, {"state": "opening"}),
    ("valve", {"moving": ValveState.CLOSING}, {"state": "closing"}),
    ("valve", {"reports_position": False, "position": None}, {"state": "closed", "current_position": None}),
    ("cover", {"moving": CoverState.CLOSING}, {"state": "closing"}),
    ("water_heater", {"target": None}, {"temperature": None, "min_temp": 43.3, "max_temp": 60}),
    ("water_heater", {"unit": "°F", "current": 140}, {"current_temperature": 60}),
]

UNKNOWN: list[tuple[str, dict[str, Any]]] = [
    ("alarm", {"state": None}),
    ("calendar", {}),
    ("camera", {}),
    ("climate", {"mode": choice("climate", "mode", None, "off", "heat")}),
    ("cover", {"is_closed": None, "position": None}),
    ("fan", {"is_on": None}),
    ("humidifier", {"is_on": None}),
    ("image", {"updated": None}),
    ("light", {"is_on": None}),
    ("lock", {"is_locked": None}),
    ("mower", {"activity": None}),
    ("number", {"range": limits("number", "range", None, 0, 500)}),
    ("player", {"state": None}),
    ("select", {"choice": choice("select", "choice", None, "wool", "silk")}),
    ("select", {"choice": choice("select", "choice", "cotton", "wool", "silk")}),
    ("siren", {"is_on": None}),
    ("switch", {"is_on": None}),
    ("temperature", {"value": None}),
    ("temperature", {"value": "a text where a number should be"}),
    (
        "temperature",
        {"value": "c", "unit": None, "device_class": SensorDeviceClass.ENUM, "state_class": None, "options": ("a",)},
    ),
    ("text", {"value": None}),
    ("update", {"installed": None}),
    ("vacuum", {"activity": None}),
    ("valve", {"is_closed": None, "position": None}),
    ("water_heater", {"mode": choice("water_heater", "mode", None, "off", "eco")}),
    ("weather", {"condition": None}),
    ("window", {"is_on": None}),
]
ALWAYS_KNOWN = {"calendar": "off", "camera": "idle"}
"""Home Assistant knows no unknown state of these."""


def test_the_house_has_a_feature_of_every_kind_and_the_tables_know_each() -> None:
    kinds = {kind.__name__ for kind in Feature.__subclasses__()}
    assert {type(feature).__name__ for feature in thing().features} == kinds
    assert {feature.platform for feature in FEATURES.values()} <= set(Platform)
    assert set(STATES) | {"calendar"} == set(FEATURES)
    assert {key for key, _ in UNKNOWN} | {"key", "press", "scene"} == set(FEATURES)


@pytest.mark.parametrize("key", STATES)
async def test_a_feature_is_shown(hass: HomeAssistant, add_entry: AddEntry, key: str) -> None:
    one = await put_up(hass, add_entry, key)

    assert shown(one.state, STATES[key]) == STATES[key]


@pytest.mark.parametrize(("key", "changes", "wanted"), LATER)
async def test_a_feature_that_changes_is_shown_as_it_is_now(
    hass: HomeAssistant, add_entry: AddEntry, key: str, changes: dict[str, Any], wanted: dict[str, Any]
) -> None:
    one = await put_up(hass, add_entry, key)

    await one.become(**changes)

    assert shown(one.state, wanted) == wanted


@pytest.mark.parametrize(("key", "changes"), UNKNOWN)
async def test_what_the_hub_does_not_know_is_unknown(
    hass: HomeAssistant, add_entry: AddEntry, key: str, changes: dict[str, Any]
) -> None:
    if key == "calendar":
        changes = {"items": ()}
    one = await put_up(hass, add_entry, key, **changes)

    assert one.state.state == ALWAYS_KNOWN.get(key, "unknown")


async def test_all_entities_of_an_unreachable_device_are_unavailable(hass: HomeAssistant, add_entry: AddEntry) -> None:
    one = await put_up(hass, add_entry, "switch")
    one.hub.put(thing())
    await hass.async_block_till_done()

    one.hub.put(thing(available=False))
    await hass.async_block_till_done()

    states = {key: state(hass, feature.platform, f"memory_thing_{key}").state for key, feature in FEATURES.items()}
    assert states == dict.fromkeys(FEATURES, "unavailable")
