"""What a person can mend of a HomeSeer."""

from __future__ import annotations

import pytest
from homeassistant.config_entries import ConfigEntryState
from homeassistant.core import HomeAssistant

from custom_components.multihub.hubs.homeseer.ways import CONF_ASCII_PORT
from tests.repairs.dialog import RepairDialog, repair
from virtual_hubs.homeseer import VirtualHomeSeer

from .listening import entry_for


@pytest.mark.parametrize(("fault", "kind"), [("json_disabled", "json_disabled"), ("no_permission", "missing_role")])
async def test_what_is_switched_off_in_homeseer_is_told_until_it_is_on_again(
    hass: HomeAssistant, virtual: VirtualHomeSeer, repair_dialog: RepairDialog, fault: str, kind: str
) -> None:
    virtual.fail(fault)
    entry = entry_for(virtual, **{CONF_ASCII_PORT: 0})
    entry.add_to_hass(hass)
    await hass.config_entries.async_setup(entry.entry_id)
    assert entry.state is ConfigEntryState.SETUP_RETRY
    shown = await repair_dialog.open(entry, kind)
    assert shown["description_placeholders"]["hub"] == entry.title
    if kind == "json_disabled":
        assert (await repair_dialog.submit())["errors"] == {"base": "still_there"}
    else:
        assert (await repair_dialog.submit())["type"] == "abort"

    virtual.faults.clear()
    await hass.config_entries.async_reload(entry.entry_id)
    assert repair(hass, entry, kind) is None
    assert entry.state is ConfigEntryState.LOADED
    await hass.config_entries.async_unload(entry.entry_id)
