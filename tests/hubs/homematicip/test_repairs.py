"""What a person can mend of HomematicIP: the remote access of a Home Control Unit."""

from __future__ import annotations

import pytest
from homeassistant.config_entries import SOURCE_REAUTH, ConfigEntryState
from homeassistant.core import HomeAssistant
from homeassistant.helpers import device_registry as dr
from pytest_homeassistant_custom_component.common import MockConfigEntry

from tests.repairs.dialog import RepairDialog, repair
from virtual_hubs.homematicip import VirtualHomematicIP

from .at_home import until


@pytest.mark.parametrize("model", ["HmIP-HCU1-A", "HmIP-HAP"])
async def test_a_home_with_a_control_unit_that_the_cloud_refuses_is_told_of_remote_access(
    hass: HomeAssistant, cloud: VirtualHomematicIP, entry: MockConfigEntry, repair_dialog: RepairDialog, model: str
) -> None:
    """The cloud refuses every token then; Home Assistant asks to sign in too, for it may be the token."""
    dr.async_get(hass).async_get_or_create(
        config_entry_id=entry.entry_id, identifiers={("multihub", "control unit")}, model=model, name="Unit"
    )
    token = cloud.token
    await cloud.revoke()
    await until(hass, lambda: list(entry.async_get_active_flows(hass, {SOURCE_REAUTH})))
    if model == "HmIP-HAP":
        assert repair(hass, entry, "remote_access_off") is None
        return
    await repair_dialog.open(entry, "remote_access_off")
    cloud.access.tokens[token] = "Home Assistant"
    assert (await repair_dialog.submit())["type"] == "create_entry"
    assert entry.state is ConfigEntryState.LOADED
    assert repair(hass, entry, "remote_access_off") is None
