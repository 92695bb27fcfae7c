"""The blueprints: each is where it says, for the Home Assistant we say, and can be imported by a link."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from homeassistant.components.blueprint.models import Blueprint
from homeassistant.util.yaml import load_yaml_dict
from homeassistant.util.yaml.objects import Input

from .repository import INTEGRATION, ROOT, read_json, relative

BLUEPRINTS = sorted((ROOT / "blueprints").rglob("*.yaml"))


def read(path: Path) -> dict[str, Any]:
    return load_yaml_dict(str(path))


def inputs_used(value: Any) -> set[str]:
    """The inputs that stand anywhere in it."""
    if isinstance(value, Input):
        return {value.name}
    if isinstance(value, dict):
        return set().union(*(inputs_used(one) for one in value.values()))
    if isinstance(value, list):
        return set().union(*(inputs_used(one) for one in value))
    return set()


def test_there_is_one_for_each_promised() -> None:
    assert [path.stem for path in BLUEPRINTS] == ["doorbell", "surplus_charger", "wall_button", "window_heating"]


@pytest.mark.parametrize("path", BLUEPRINTS, ids=relative)
def test_it_is_where_it_says_for_the_home_assistant_that_we_say(path: Path) -> None:
    about = read(path)["blueprint"]
    home = read_json(INTEGRATION / "manifest.json")["documentation"]
    assert about["source_url"] == f"{home}/blob/main/{relative(path)}"
    assert about["homeassistant"]["min_version"] == read_json(ROOT / "hacs.json")["homeassistant"]
    assert about["domain"] == path.parent.parent.name
    assert quote(about["source_url"], safe="") in (ROOT / "docs" / "blueprints.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("path", BLUEPRINTS, ids=relative)
def test_each_input_is_used_has_a_name_and_a_selector(path: Path) -> None:
    data = read(path)
    inputs = Blueprint(data, expected_domain="automation", schema=lambda value: value).inputs
    assert set(inputs) == inputs_used({key: value for key, value in data.items() if key != "blueprint"})
    for key, given in inputs.items():
        assert given["name"], key
        assert given["selector"], key
