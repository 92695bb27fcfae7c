"""Icons and actions: each one names something that there is, and nothing is left out."""

from __future__ import annotations

import re
from typing import Any

import pytest
import voluptuous as vol
import yaml

from .repository import INTEGRATION, read_json
from .translation_schema import slugs

MDI = re.compile(r"mdi:[a-z0-9-]+$")
icon = vol.Match(MDI)
NUMBER = vol.Match(r"-?\d+(\.\d+)?$")


def distinct(entity: dict[str, Any]) -> dict[str, Any]:
    """An icon for a state that is the default's says nothing; hassfest refuses it."""
    if entity.get("default") in {*entity.get("state", {}).values()}:
        raise vol.Invalid(f"a state's icon is the default: {entity}")
    return entity


def ascending(entity: dict[str, Any]) -> dict[str, Any]:
    """Each icon of a range holds from its number on; hassfest wants them in order."""
    numbers = [float(number) for number in entity.get("range", {})]
    if numbers != sorted(set(numbers)):
        raise vol.Invalid(f"the range is in no order: {entity}")
    return entity


ENTITY = vol.All(
    {
        vol.Optional("default"): icon,
        vol.Optional("state"): {str: icon},
        vol.Optional("range"): {NUMBER: icon},
        vol.Optional("state_attributes"): {str: {vol.Required("default"): icon, vol.Optional("state"): {str: icon}}},
    },
    distinct,
    ascending,
)

ICONS = vol.Schema(
    {
        vol.Optional("entity"): slugs(slugs(ENTITY)),
        vol.Optional("services"): slugs({vol.Required("service"): icon, vol.Optional("sections"): slugs(icon)}),
    }
)


ALL_ICONS = read_json(INTEGRATION / "icons.json")
SERVICES: dict[str, Any] = yaml.safe_load((INTEGRATION / "services.yaml").read_text(encoding="utf-8"))
ENGLISH = read_json(INTEGRATION / "translations" / "en.json")


def fields(service: dict[str, Any] | None) -> set[str]:
    """A service's fields, those of its sections too."""
    found: set[str] = set()
    for key, value in ((service or {}).get("fields") or {}).items():
        found |= set(value["fields"]) if "fields" in (value or {}) else {key}
    return found


def test_icons_have_the_form_that_hassfest_asks_for() -> None:
    ICONS(ALL_ICONS)


@pytest.mark.parametrize(
    "wrong",
    [
        {"default": "fas:home"},
        {"default": "mdi:home", "state": {"on": "mdi:home"}},
        {"icon": "mdi:home"},
        {"range": {"much": "mdi:home"}},
        {"range": {"50": "mdi:home", "0": "mdi:home-outline"}},
    ],
)
def test_an_icon_that_home_assistant_would_not_show_is_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(vol.Invalid):
        ICONS({"entity": {"sensor": {"some_key": wrong}}})


def test_how_far_a_valve_is_open_how_bright_it_is_and_how_loud_is_seen_by_the_icon() -> None:
    ranges = {
        f"{platform}.{key}" for platform, keys in ALL_ICONS["entity"].items() for key in keys if "range" in keys[key]
    }
    assert {"sensor.valve_position", "sensor.relative_brightness", "number.volume_set"} <= ranges


def test_an_icon_is_for_an_entity_that_has_a_name_and_for_a_state_that_has_one() -> None:
    named = ENGLISH["entity"]
    for platform, keys in ALL_ICONS["entity"].items():
        assert set(keys) <= set(named.get(platform, {})), platform
        for key, entity in keys.items():
            states = set(entity.get("state", {})) - {"on", "off", "unavailable", "unknown"}
            if translated := named[platform][key].get("state"):
                assert states <= set(translated), f"{platform}.{key}"


def test_actions_their_texts_and_their_icons_are_the_same_ones() -> None:
    texts = ENGLISH["services"]
    assert set(SERVICES) == set(texts) == set(ALL_ICONS["services"])
    for name, service in SERVICES.items():
        assert fields(service) == set(texts[name].get("fields", {})), name
