"""A fifth hub is one folder: added through the dialog, it has an entity of each kind, and what is told comes back."""

from __future__ import annotations

from pathlib import Path

import pytest
from homeassistant.config_entries import SOURCE_USER, ConfigEntryState
from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import FlowResultType
from homeassistant.helpers import area_registry as ar, device_registry as dr, entity_registry as er

from custom_components.multihub import hubs
from custom_components.multihub.const import DOMAIN
from custom_components.multihub.model import Feature
from tests import fifth_hub
from tests.fifth_hub.house import features
from tests.helpers import entity_id

COMMANDS = (
    ("alarm_control_panel", "alarm", "alarm_trigger", "triggered"),
    ("cover", "cover", "close_cover", "closed"),
    ("fan", "fan", "turn_on", "on"),
    ("humidifier", "humidifier", "turn_on", "on"),
    ("lawn_mower", "mower", "dock", "returning"),
    ("light", "light", "turn_on", "on"),
    ("lock", "lock", "lock", "locked"),
    ("media_player", "player", "turn_on", "on"),
    ("siren", "siren", "turn_on", "on"),
    ("switch", "switch", "turn_on", "on"),
    ("vacuum", "vacuum", "start", "cleaning"),
    ("valve", "valve", "open_valve", "open"),
)
"""Platform, key, service, and the state that the hub pushes back."""


@pytest.fixture
async def added(hass: HomeAssistant, monkeypatch: pytest.MonkeyPatch) -> None:
    """Register the folder, and add its hub as a person does."""
    monkeypatch.setitem(hubs.HUBS, "fifth", fifth_hub.__name__)
    monkeypatch.setitem(hubs.STEPS, "fifth", "fifth")
    menu = await hass.config_entries.flow.async_init(DOMAIN, context={"source": SOURCE_USER})
    form = await hass.config_entries.flow.async_configure(menu["flow_id"], {"next_step_id": "fifth"})
    result = await hass.config_entries.flow.async_configure(form["flow_id"], {})
    await hass.async_block_till_done()
    assert result["type"] is FlowResultType.CREATE_ENTRY
    assert result["result"].state is ConfigEntryState.LOADED


@pytest.mark.usefixtures("added")
async def test_its_folder_alone_gives_an_entity_of_each_kind(hass: HomeAssistant) -> None:
    (entry,) = hass.config_entries.async_entries(DOMAIN)
    entries = er.async_entries_for_config_entry(er.async_get(hass), entry.entry_id)
    (thing,) = [
        device
        for device in dr.async_entries_for_config_entry(dr.async_get(hass), entry.entry_id)
        if device.name == "Thing"
    ]

    of_the_thing = {e.domain for e in entries if e.device_id == thing.id}

    assert {kind.platform for kind in Feature.__subclasses__()} == of_the_thing
    area = ar.async_get(hass).async_get_area(thing.area_id or "")
    assert area and area.name == "Kitchen"


@pytest.mark.usefixtures("added")
@pytest.mark.parametrize(("platform", "key", "service", "becomes"), COMMANDS)
async def test_what_it_is_told_comes_back_as_a_push(
    hass: HomeAssistant, platform: str, key: str, service: str, becomes: str
) -> None:
    name = entity_id(hass, platform, f"fifth_thing_{key}")
    before = hass.states.get(name)

    await hass.services.async_call(platform, service, {"entity_id": name}, blocking=True)
    await hass.async_block_till_done()

    after = hass.states.get(name)
    assert before and after
    assert before.state != after.state == becomes


def test_it_is_about_a_hundred_lines_with_one_feature_of_each_kind() -> None:
    lines = [
        line
        for module in Path(fifth_hub.__file__).parent.glob("*.py")
        for line in module.read_text().splitlines()
        if line.strip()
    ]

    assert len(lines) < 130
    kinds = [type(feature).__name__ for feature in features()]
    assert sorted(kinds) == sorted({kind.__name__ for kind in Feature.__subclasses__()})
