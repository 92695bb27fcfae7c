"""The pages' examples are automations that Home Assistant takes, with actions and fields that there are."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from homeassistant.components.automation.config import PLATFORM_SCHEMA
from homeassistant.core import HomeAssistant
from homeassistant.helpers import config_validation as cv

from .repository import HUBS, INTEGRATION, ROOT, relative

HUB_PAGES = [ROOT / "docs" / f"{hub}.md" for hub in HUBS]
PAGES = [*HUB_PAGES, ROOT / "docs" / "actions.md"]
SERVICES = yaml.safe_load((INTEGRATION / "services.yaml").read_text(encoding="utf-8"))
BLOCK = re.compile(r"```yaml\n(.*?)```", re.DOTALL)


def examples(page: Path) -> list[Any]:
    return [yaml.safe_load(block) for block in BLOCK.findall(page.read_text(encoding="utf-8"))]


def actions(value: Any) -> Iterator[dict[str, Any]]:
    """Every action that is called anywhere in it."""
    if isinstance(value, dict):
        if "action" in value:
            yield value
        for one in value.values():
            yield from actions(one)
    elif isinstance(value, list):
        for one in value:
            yield from actions(one)


@pytest.mark.parametrize("page", HUB_PAGES, ids=relative)
def test_a_hubs_page_has_use_cases_and_examples(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    assert "\n## Use cases\n" in text
    assert "\n## Examples\n" in text
    assert len(examples(page)) >= 2
    assert "(blueprints.md)" in text


@pytest.mark.parametrize("page", PAGES, ids=relative)
async def test_the_examples_are_valid(hass: HomeAssistant, page: Path) -> None:
    """Templates are read by a Home Assistant that runs."""
    for example in examples(page):
        if "triggers" in example:
            PLATFORM_SCHEMA({"alias": "Example", **example})
        else:
            cv.SCRIPT_SCHEMA(example)


@pytest.mark.parametrize("page", PAGES, ids=relative)
def test_the_examples_call_what_there_is(page: Path) -> None:
    ours = [call for call in actions(examples(page)) if call["action"].startswith("multihub.")]
    assert ours
    for call in ours:
        fields = SERVICES[call["action"].removeprefix("multihub.")]["fields"]
        given = set(call.get("data", {}))
        assert given <= set(fields), call
        assert {name for name, field in fields.items() if (field or {}).get("required")} <= given, call
