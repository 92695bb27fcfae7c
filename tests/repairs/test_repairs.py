"""Any hub's errors that a person can mend: told, mended by a dialog, and gone by themselves."""

from __future__ import annotations

from datetime import timedelta

import pytest
from freezegun.api import FrozenDateTimeFactory
from homeassistant.components import repairs
from homeassistant.config_entries import SOURCE_RECONFIGURE, ConfigEntryState
from homeassistant.core import HomeAssistant
from homeassistant.helpers import issue_registry as ir
from pytest_homeassistant_custom_component.common import MockConfigEntry, async_fire_time_changed

from custom_components.multihub import issues
from custom_components.multihub.const import DOMAIN
from custom_components.multihub.hubs.base import (
    CertificateChangedError,
    HubConnectionError,
    HubError,
    HubThrottledError,
    HubUnsupportedError,
)
from tests.helpers import AddEntry, set_up
from tests.memory_hub.hub import MemoryHub

from .dialog import RepairDialog, repair

LEADS_ON = hasattr(repairs, "FlowType")
"""Whether this Home Assistant's repairs can open another dialog."""

AT_THE_HUB = ["json_disabled", "subscription_inactive"]
BY_ANOTHER_WAY_IN = ["certificate_changed", "missing_scopes", "missing_role"]


def error(key: str) -> HubError:
    return CertificateChangedError() if key == "certificate_changed" else HubConnectionError(key=key)


async def listening(hass: HomeAssistant, add_entry: AddEntry) -> tuple[MemoryHub, MockConfigEntry]:
    hub = MemoryHub()
    entry = await set_up(hass, add_entry, hub)
    await hub.listening.wait()
    return hub, entry


def reconfiguring(hass: HomeAssistant) -> list[str]:
    """The dialogs that are open for an entry."""
    flows = hass.config_entries.flow.async_progress_by_handler(DOMAIN)
    return [flow["flow_id"] for flow in flows if flow["context"]["source"] == SOURCE_RECONFIGURE]


@pytest.mark.parametrize("key", AT_THE_HUB + BY_ANOTHER_WAY_IN)
async def test_a_fetch_that_fails_tells_it_and_one_that_succeeds_takes_it_back(
    hass: HomeAssistant, add_entry: AddEntry, key: str
) -> None:
    hub, entry = await listening(hass, add_entry)
    hub.errors = {"fetch": error(key)}
    await entry.runtime_data.async_refresh()
    issue = repair(hass, entry, key)
    assert issue
    assert issue.is_fixable
    assert issue.translation_placeholders == {"hub": "Memory"}
    hub.errors = {}
    await entry.runtime_data.async_refresh()
    assert repair(hass, entry, key) is None


async def test_what_nobody_can_mend_is_no_repair(hass: HomeAssistant, add_entry: AddEntry) -> None:
    hub, entry = await listening(hass, add_entry)
    hub.errors = {"fetch": HubConnectionError()}
    await entry.runtime_data.async_refresh()
    assert [issue_id for domain, issue_id in ir.async_get(hass).issues if domain == DOMAIN] == []


@pytest.mark.parametrize("key", AT_THE_HUB + BY_ANOTHER_WAY_IN)
async def test_a_set_up_that_a_person_can_mend_is_tried_again_by_itself(
    hass: HomeAssistant, add_entry: AddEntry, freezer: FrozenDateTimeFactory, key: str
) -> None:
    hub = MemoryHub()
    hub.errors = {"connect": HubUnsupportedError(key=key)}
    entry = await set_up(hass, add_entry, hub)
    assert entry.state is ConfigEntryState.SETUP_RETRY
    assert repair(hass, entry, key)
    hub.errors = {}
    freezer.tick(timedelta(minutes=1))
    async_fire_time_changed(hass)
    await hub.fetched_while_listening.wait()
    await hass.async_block_till_done()
    assert entry.state is ConfigEntryState.LOADED
    assert repair(hass, entry, key) is None


@pytest.mark.parametrize("is_loaded", [True, False], ids=["while it runs", "before its first set-up"])
async def test_what_is_mended_at_the_hub_is_looked_at_again(
    hass: HomeAssistant, add_entry: AddEntry, repair_dialog: RepairDialog, *, is_loaded: bool
) -> None:
    hub = MemoryHub()
    if is_loaded:
        entry = await set_up(hass, add_entry, hub)
        await hub.listening.wait()
    hub.errors = dict.fromkeys(("connect", "fetch"), HubUnsupportedError(key="json_disabled"))
    if is_loaded:
        await entry.runtime_data.async_refresh()
    else:
        entry = await set_up(hass, add_entry, hub)
    shown = await repair_dialog.open(entry, "json_disabled")
    assert (shown["step_id"], shown["description_placeholders"]) == ("confirm", {"hub": "Memory"})

    shown = await repair_dialog.submit()
    assert (shown["type"], shown["errors"]) == ("form", {"base": "still_there"})
    assert repair(hass, entry, "json_disabled")

    hub.errors = {}
    assert (await repair_dialog.submit())["type"] == "create_entry"
    assert repair(hass, entry, "json_disabled") is None
    assert entry.state is ConfigEntryState.LOADED


async def test_a_hub_that_wants_to_be_left_alone_is_not_asked_by_the_dialog_either(
    hass: HomeAssistant, add_entry: AddEntry, repair_dialog: RepairDialog, monkeypatch: pytest.MonkeyPatch
) -> None:
    hub, entry = await listening(hass, add_entry)
    hub.errors = {"fetch": HubThrottledError(retry_after=600)}
    await entry.runtime_data.async_refresh()
    hub.errors = {}
    calls = len(hub.calls)
    shown = await repair_dialog.open(entry, "throttled")
    assert shown["description_placeholders"] == {"hub": "Memory", "minutes": "10"}
    assert (await repair_dialog.submit())["errors"] == {"base": "still_there"}
    assert len(hub.calls) == calls

    now = hass.loop.time()
    monkeypatch.setattr(hass.loop, "time", lambda: now + 601)
    assert (await repair_dialog.submit())["type"] == "create_entry"
    assert set(hub.calls[calls:]) == {"fetch"}


@pytest.mark.parametrize("key", BY_ANOTHER_WAY_IN)
async def test_what_is_mended_by_another_way_in_leads_to_its_dialog(
    hass: HomeAssistant, add_entry: AddEntry, repair_dialog: RepairDialog, key: str
) -> None:
    hub, entry = await listening(hass, add_entry)
    hub.errors = {"fetch": error(key)}
    await entry.runtime_data.async_refresh()
    await repair_dialog.open(entry, key)
    shown = await repair_dialog.submit()
    assert shown["type"] == "abort"
    assert repair(hass, entry, key), "it stays until the hub is reached"
    if LEADS_ON:
        assert shown["reason"] == "go_on"
        assert shown["next_flow"] == ["config_flow", reconfiguring(hass)[0]]
        # a second press leads to the same one
        await repair_dialog.open(entry, key)
        assert (await repair_dialog.submit())["next_flow"] == shown["next_flow"]
    else:
        assert (shown["reason"], shown["description_placeholders"]) == ("reconfigure", {"hub": "Memory"})
        assert reconfiguring(hass) == []


async def test_the_repairs_of_a_hub_that_is_deleted_are_gone(
    hass: HomeAssistant, add_entry: AddEntry, repair_dialog: RepairDialog
) -> None:
    hub, entry = await listening(hass, add_entry)
    issues.tell(hass, entry, "homeseer_ascii", issues.Mend.RECONFIGURE, text="homeseer_ascii_off")
    hub.errors = {"fetch": CertificateChangedError()}
    await entry.runtime_data.async_refresh()
    await repair_dialog.open(entry, "certificate_changed")
    await hass.config_entries.async_remove(entry.entry_id)
    assert [issue_id for domain, issue_id in ir.async_get(hass).issues if domain == DOMAIN] == []
    assert (await repair_dialog.submit())["type"] == "create_entry"
