"""What a person can mend of an OpenMotics gateway: terms that came later are accepted from the repair on."""

from __future__ import annotations

from homeassistant.config_entries import SOURCE_REAUTH
from homeassistant.core import HomeAssistant

from tests.repairs.dialog import RepairDialog, repair
from virtual_hubs.openmotics import VirtualOpenMotics
from virtual_hubs.openmotics.accounts import User
from virtual_hubs.openmotics.hub import PASSWORD, USERNAME

from .helpers import HUB_ID, set_up


async def test_terms_that_came_later_lead_to_signing_in(
    hass: HomeAssistant, virtual: VirtualOpenMotics, repair_dialog: RepairDialog
) -> None:
    virtual.house.replies["get_platform_details"].update(mac_address=None, hardware_serial=HUB_ID)
    entry = await set_up(hass, virtual)
    virtual.accounts.users[USERNAME] = User(PASSWORD, accepted_terms=False)
    virtual.accounts.revoke()
    await entry.runtime_data.async_refresh()
    await hass.async_block_till_done()

    await repair_dialog.open(entry, "terms_not_accepted")
    assert (await repair_dialog.submit())["type"] == "abort"
    [flow] = entry.async_get_active_flows(hass, {SOURCE_REAUTH})
    configure = hass.config_entries.flow.async_configure
    step = await configure(flow["flow_id"], {"username": USERNAME, "password": PASSWORD})
    assert step["step_id"] == "openmotics_terms"
    step = await configure(flow["flow_id"], {"accept_terms": True})
    assert step["reason"] == "reauth_successful"
    await hass.async_block_till_done()
    assert repair(hass, entry, "terms_not_accepted") is None
    await hass.config_entries.async_unload(entry.entry_id)
