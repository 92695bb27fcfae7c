"""What goes wrong with a home in a real Home Assistant: losses, throttling, refusals, malformed parts."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import timedelta
from functools import partial
from typing import Any

import pytest
from homeassistant.config_entries import SOURCE_REAUTH, ConfigEntryState
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers import entity_registry as er, issue_registry as ir
from homeassistant.util import dt as dt_util
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.multihub import connection
from custom_components.multihub.const import DOMAIN
from custom_components.multihub.hubs.homematicip import ways
from virtual_hubs.homematicip import VirtualHomematicIP

from .at_home import Lamp, call, channel_of, entry_for, listens, set_up, state_of, unload, until


async def test_after_a_drop_everything_is_read_anew(
    hass: HomeAssistant, cloud: VirtualHomematicIP, entry: MockConfigEntry, lamp: Lamp, caplog: pytest.LogCaptureFixture
) -> None:
    reads = cloud.count("http", "home/getCurrentState")
    lamp.become(True, quiet=True)
    assert lamp.state == "off"
    await cloud.drop()
    await until(hass, lambda: lamp.state == "on")
    await listens(hass, entry)
    assert cloud.count("http", "home/getCurrentState") == reads + 1
    assert not [
        record for record in caplog.records if record.levelname in ("WARNING", "ERROR") and "multihub" in record.name
    ]


async def test_a_cloud_that_is_gone_for_long_makes_everything_unavailable_with_one_line_each_way(
    hass: HomeAssistant,
    cloud: VirtualHomematicIP,
    entry: MockConfigEntry,
    lamp: Lamp,
    caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(connection, "GRACE", 0.05)
    cloud.faults.refusing = "abort"
    await cloud.drop(abort=True)
    await until(hass, lambda: lamp.state == "unavailable")
    lamp.become(True, quiet=True)
    cloud.faults.refusing = None
    await until(hass, lambda: lamp.state == "on")
    await listens(hass, entry)
    lines = [
        record.message
        for record in caplog.records
        if "multihub" in record.name and record.levelname in ("INFO", "WARNING", "ERROR")
    ]
    assert len(lines) == 2


async def test_after_any_number_of_losses_the_states_are_those_of_the_house(
    hass: HomeAssistant, cloud: VirtualHomematicIP, entry: MockConfigEntry, lamp: Lamp, caplog: pytest.LogCaptureFixture
) -> None:
    losses = (cloud.drop, partial(cloud.drop, abort=True), cloud.truncate, partial(cloud.push_text, "{"))
    for turn in range(12):
        lamp.become(turn % 2 == 0, quiet=turn % 3 == 0)
        await losses[turn % len(losses)]()
        lamp.become(turn % 2 == 1)
        await hass.async_block_till_done(wait_background_tasks=False)
    await until(hass, lambda: lamp.state == ("on" if lamp.is_on else "off"))
    await listens(hass, entry)
    await until(hass, lambda: lamp.state == ("on" if lamp.is_on else "off"))
    assert len(cloud.sockets) == 1
    assert "Traceback" not in caplog.text


async def test_throttling_raises_a_repair_issue_that_goes_away_by_itself(
    hass: HomeAssistant, cloud: VirtualHomematicIP, entry: MockConfigEntry, lamp: Lamp
) -> None:
    issues = ir.async_get(hass)
    cloud.throttle()
    with pytest.raises(HomeAssistantError) as error:
        await call(hass, "switch.turn_on", lamp.entity_id)
    assert error.value.translation_key == "throttled"
    assert issues.async_get_issue(DOMAIN, f"throttled_{entry.entry_id}") is not None
    asked = cloud.count("http")
    await entry.runtime_data.async_refresh()
    assert cloud.count("http") == asked, "not a single request while it wants to be left alone"
    lamp.become(True)
    await until(hass, lambda: lamp.state == "on")
    cloud.throttle(0)
    hass.data[ways._QUOTAS][cloud.sgtin].throttle(0)  # noqa: SLF001
    await entry.runtime_data.async_refresh()
    assert issues.async_get_issue(DOMAIN, f"throttled_{entry.entry_id}") is None
    await call(hass, "switch.turn_off", lamp.entity_id)
    assert lamp.is_on is False


async def test_a_revoked_token_starts_a_reauth(
    hass: HomeAssistant, cloud: VirtualHomematicIP, entry: MockConfigEntry
) -> None:
    await cloud.revoke()
    await until(hass, lambda: list(entry.async_get_active_flows(hass, {SOURCE_REAUTH})))


@pytest.mark.parametrize("fault", ["503", "abort"])
async def test_a_cloud_that_is_down_at_start_is_tried_again(
    hass: HomeAssistant, cloud: VirtualHomematicIP, fault: str
) -> None:
    cloud.faults.refusing = fault
    entry = entry_for(cloud)
    entry.add_to_hass(hass)
    await hass.config_entries.async_setup(entry.entry_id)
    assert entry.state is ConfigEntryState.SETUP_RETRY
    cloud.faults.refusing = None
    await hass.config_entries.async_reload(entry.entry_id)
    assert entry.state is ConfigEntryState.LOADED
    await listens(hass, entry)
    await unload(hass, entry)


async def test_a_refused_token_at_start_starts_a_reauth(hass: HomeAssistant, cloud: VirtualHomematicIP) -> None:
    entry = entry_for(cloud, token="NOT-THE-TOKEN")
    entry.add_to_hass(hass)
    await hass.config_entries.async_setup(entry.entry_id)
    assert entry.state is ConfigEntryState.SETUP_ERROR
    assert list(entry.async_get_active_flows(hass, {SOURCE_REAUTH}))


async def test_a_throttled_cloud_at_start_is_left_alone(hass: HomeAssistant, cloud: VirtualHomematicIP) -> None:
    cloud.throttle(requests=1)
    entry = entry_for(cloud)
    entry.add_to_hass(hass)
    await hass.config_entries.async_setup(entry.entry_id)
    assert entry.state is ConfigEntryState.SETUP_RETRY
    asked = cloud.count("http")
    await hass.config_entries.async_reload(entry.entry_id)
    assert entry.state is ConfigEntryState.SETUP_RETRY
    assert cloud.count("http") == asked
    await hass.config_entries.async_unload(entry.entry_id)


def without_base_keys(state: dict[str, Any], device: str) -> None:
    state["devices"][device] = {"id": device}


def of_an_unknown_type(state: dict[str, Any], device: str) -> None:
    channels = state["devices"][device]["functionalChannels"]
    channels["1"] = {**channels["1"], "functionalChannelType": "TELEPORT_CHANNEL", "beaming": True}


def with_texts_for_numbers(state: dict[str, Any], device: str) -> None:
    for channel in state["devices"][device]["functionalChannels"].values():
        for key, value in channel.items():
            if isinstance(value, int | float) and key != "index":
                channel[key] = "a text"


def that_is_none(state: dict[str, Any], device: str) -> None:
    state["devices"][device] = "not a device"


@pytest.mark.parametrize(
    "malformed", [without_base_keys, of_an_unknown_type, with_texts_for_numbers, that_is_none], ids=lambda f: f.__name__
)
@pytest.mark.parametrize("pushed", [False, True], ids=["read", "pushed"])
async def test_a_device_that_is_malformed_takes_nothing_else_away(
    hass: HomeAssistant,
    cloud: VirtualHomematicIP,
    malformed: Callable[[dict[str, Any], str], None],
    pushed: bool,
    caplog: pytest.LogCaptureFixture,
) -> None:
    device, _ = channel_of(cloud, "SWITCH_MEASURING_CHANNEL")
    entry = entry_for(cloud)
    if not pushed:
        malformed(cloud.state(), device)
    await set_up(hass, entry)
    lamp = Lamp(hass, cloud)
    if pushed:
        broken = json.loads(json.dumps(cloud.state()))
        malformed(broken, device)
        cloud.push({"pushEventType": "DEVICE_CHANGED", "device": broken["devices"][device]})
    lamp.become(True)
    await until(hass, lambda: lamp.state == "on")
    ours = [
        record for record in caplog.records if "multihub" in record.name and record.levelname in ("WARNING", "ERROR")
    ]
    assert "Traceback" not in caplog.text
    assert len(ours) == 1
    await unload(hass, entry)


@pytest.mark.parametrize(
    "text", ["<html>", "{", '{"events": []}', '{"events": {"0": null, "1": {"pushEventType": 3}}}']
)
async def test_a_frame_that_is_malformed_takes_nothing_away(
    hass: HomeAssistant,
    cloud: VirtualHomematicIP,
    entry: MockConfigEntry,
    lamp: Lamp,
    text: str,
    caplog: pytest.LogCaptureFixture,
) -> None:
    await cloud.push_text(text)
    lamp.become(True)
    await until(hass, lambda: lamp.state == "on")
    await listens(hass, entry)
    assert "Traceback" not in caplog.text
    assert sum("can't be read" in record.message for record in caplog.records) <= 1


async def test_keys_that_never_fired_are_hinted_at_until_they_do(
    hass: HomeAssistant, cloud: VirtualHomematicIP, entry: MockConfigEntry
) -> None:
    issues = ir.async_get(hass)
    issue_id = f"silent_keys_{entry.entry_id}"
    await entry.runtime_data.async_refresh()
    assert issues.async_get_issue(DOMAIN, issue_id) is None, "a new home has time"
    object.__setattr__(entry, "created_at", dt_util.utcnow() - timedelta(days=8))
    await entry.runtime_data.async_refresh()
    issue = issues.async_get_issue(DOMAIN, issue_id)
    assert issue is not None
    assert issue.translation_placeholders is not None
    assert issue.translation_placeholders["devices"].count(",") <= 5
    keys = [
        entity
        for entity in er.async_entries_for_config_entry(er.async_get(hass), entry.entry_id)
        if entity.domain == "event" and entity.original_device_class == "button" and not entity.disabled
    ]
    for key in keys:
        _, device, index, _ = key.unique_id.split("_")
        cloud.press(device=device, channel=int(index))
    await until(hass, lambda: all(state_of(hass, key.entity_id).state != "unknown" for key in keys))
    await entry.runtime_data.async_refresh()
    assert issues.async_get_issue(DOMAIN, issue_id) is None
