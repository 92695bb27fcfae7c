"""What a person can mend of a Homey: a key that may too little is replaced in the dialog that the repair opens."""

from __future__ import annotations

from homeassistant.config_entries import SOURCE_RECONFIGURE, ConfigEntryState
from homeassistant.core import HomeAssistant

from tests.repairs.dialog import RepairDialog, repair
from virtual_hubs.homey import API_KEY

from .conftest import AddHomey, StartHomey

POOR = "a:poor:key"
DEVICES_ONLY = ("homey.device.readonly", "homey.device.control", "homey.zone.readonly")


async def test_a_key_that_may_little_is_replaced_by_a_richer_one(
    hass: HomeAssistant, start_homey: StartHomey, add_homey: AddHomey, repair_dialog: RepairDialog
) -> None:
    homey = await start_homey()
    homey.tokens[POOR] = DEVICES_ONLY
    entry = await add_homey(homey, token=POOR)
    shown = await repair_dialog.open(entry, "homey_scopes")
    assert "homey.flow.start" in shown["description_placeholders"]["scopes"]
    assert (await repair_dialog.submit())["type"] == "abort"
    assert repair(hass, entry, "homey_scopes")

    for flow in entry.async_get_active_flows(hass, {SOURCE_RECONFIGURE}):
        hass.config_entries.flow.async_abort(flow["flow_id"])
    step = await entry.start_reconfigure_flow(hass)
    step = await hass.config_entries.flow.async_configure(step["flow_id"], {"host": entry.data["host"]})
    step = await hass.config_entries.flow.async_configure(step["flow_id"], {"token": API_KEY})
    assert step["reason"] == "reconfigure_successful"
    await hass.async_block_till_done()
    assert repair(hass, entry, "homey_scopes") is None


async def test_a_key_that_may_not_even_read_devices_is_a_repair_and_tried_again(
    hass: HomeAssistant, start_homey: StartHomey, add_homey: AddHomey
) -> None:
    homey = await start_homey()
    homey.tokens[POOR] = ("homey.zone.readonly",)
    entry = await add_homey(homey, listens=False, token=POOR)
    assert entry.state is ConfigEntryState.SETUP_RETRY
    assert repair(hass, entry, "missing_scopes")
    homey.tokens[POOR] = DEVICES_ONLY
    await hass.config_entries.async_reload(entry.entry_id)
    assert entry.state is ConfigEntryState.LOADED
    assert repair(hass, entry, "missing_scopes") is None
