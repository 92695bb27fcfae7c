"""The dialogs of a HomematicIP entry that is there: reauth, reconfigure, options."""

from __future__ import annotations

from unittest.mock import AsyncMock, patch

from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import FlowResultType

from virtual_hubs.homematicip import VirtualHomematicIP

from .dialog import OTHER, PIN, Dialog, entry_of, pair, suggested, typed

# The same again for an entry


async def test_reauth_pairs_again_and_keeps_the_entry(
    hass: HomeAssistant, dialog: Dialog, cloud: VirtualHomematicIP
) -> None:
    entry = entry_of(cloud)
    entry.add_to_hass(hass)
    dialog.result = await entry.start_reauth_flow(hass)
    assert dialog.result["step_id"] == "reauth_confirm"
    assert [str(field) for field in dialog.result["data_schema"].schema] == ["pin"]
    ended = await pair(dialog, cloud, {})
    assert ended["type"] is FlowResultType.ABORT
    assert ended["reason"] == "reauth_successful"
    assert entry.data["token"] in cloud.access.tokens
    assert entry.data | {"token": ""} == entry_of(cloud).data | {"token": ""}
    assert entry.title == "Home"


async def test_reauth_tells_errors_on_its_own_form(hass: HomeAssistant, dialog: Dialog) -> None:
    cloud = VirtualHomematicIP(pin=PIN)
    await cloud.start()
    entry = entry_of(cloud)
    entry.add_to_hass(hass)
    dialog.result = await entry.start_reauth_flow(hass)
    again = await dialog.send({"pin": "1111"})
    assert again["step_id"] == "reauth_confirm"
    assert again["errors"] == {"pin": "invalid_pin"}
    cloud.faults.lay_out(path="auth/connectionRequest", status=400, body='{"errorCode": "INVALID_REQUEST"}')
    again = await dialog.send({"pin": PIN})
    assert again["errors"] == {"base": "invalid_access_point"}
    assert (await pair(dialog, cloud, {"pin": PIN}))["reason"] == "reauth_successful"
    await cloud.stop()


async def test_reauth_of_a_token_takes_another_token(
    hass: HomeAssistant, dialog: Dialog, cloud: VirtualHomematicIP
) -> None:
    entry = entry_of(cloud, "homematicip_token")
    entry.add_to_hass(hass)
    dialog.result = await entry.start_reauth_flow(hass)
    assert [str(field) for field in dialog.result["data_schema"].schema] == ["token"]
    again = await dialog.send({"token": "STILL-WRONG"})
    assert again["errors"] == {"base": "invalid_auth"}
    ended = await dialog.send({"token": cloud.token})
    assert ended["reason"] == "reauth_successful"
    assert entry.data["token"] == cloud.token


async def test_reconfigure_changes_the_way_in_and_keeps_who_it_is(
    hass: HomeAssistant, dialog: Dialog, cloud: VirtualHomematicIP
) -> None:
    entry = entry_of(cloud, url="http://127.0.0.1:1/getHost")
    entry.add_to_hass(hass)
    dialog.result = await entry.start_reconfigure_flow(hass)
    assert dialog.result["type"] is FlowResultType.MENU
    assert set(dialog.result["menu_options"]) == {
        "homematicip_cloud",
        "homematicip_hcu",
        "homematicip_connect",
        "homematicip_token",
    }
    await dialog.choose("homematicip_token")
    assert dialog.shown() == {"access_point": cloud.sgtin, "advanced": {"url": "http://127.0.0.1:1/getHost"}}
    ended = await dialog.send(typed(cloud, token=cloud.token))
    assert ended["reason"] == "reconfigure_successful"
    assert entry.data["way"] == "homematicip_token"
    assert entry.data["url"] == cloud.lookup_url
    assert entry.data["hub_id"] == entry.unique_id == cloud.sgtin


async def test_reconfigure_with_another_access_point_is_refused_before_anything_is_paired(
    hass: HomeAssistant, dialog: Dialog, cloud: VirtualHomematicIP
) -> None:
    entry = entry_of(cloud)
    entry.add_to_hass(hass)
    dialog.result = await entry.start_reconfigure_flow(hass)
    await dialog.choose("homematicip_cloud")
    ended = await dialog.send(typed(cloud) | {"access_point": OTHER})
    assert ended["type"] is FlowResultType.ABORT
    assert ended["reason"] == "wrong_account"
    assert cloud.count("http") == 0
    assert entry.data["token"] == "OLD-TOKEN"


# What the person may choose


async def test_the_pin_of_doors_is_stored_only_if_the_person_wants_it(
    hass: HomeAssistant, cloud: VirtualHomematicIP
) -> None:
    entry = entry_of(cloud)
    entry.add_to_hass(hass)
    options = hass.config_entries.options
    shown = await options.async_init(entry.entry_id)
    assert shown["step_id"] == "init"
    again = await options.async_configure(shown["flow_id"], {"lock_code": "stored"})
    assert again["errors"] == {"base": "lock_pin_missing"}
    kept = await options.async_configure(again["flow_id"], {"lock_code": "stored", "lock_pin": "0815"})
    assert kept["type"] is FlowResultType.CREATE_ENTRY
    assert entry.options == {"lock_code": "stored", "raw_events": False, "lock_pin": "0815"}

    shown = await options.async_init(entry.entry_id)
    assert suggested(shown["data_schema"].schema) == {"lock_code": "stored", "raw_events": False}
    await options.async_configure(shown["flow_id"], {"lock_code": "stored"})
    assert entry.options == {"lock_code": "stored", "raw_events": False, "lock_pin": "0815"}

    shown = await options.async_init(entry.entry_id)
    await options.async_configure(shown["flow_id"], {"lock_code": "asked"})
    assert entry.options == {"lock_code": "asked", "raw_events": False}


async def test_changed_options_take_effect_at_once(
    hass: HomeAssistant, cloud: VirtualHomematicIP, set_up: AsyncMock
) -> None:
    entry = entry_of(cloud)
    entry.add_to_hass(hass)
    with patch("custom_components.multihub.async_unload_entry", return_value=True):
        await hass.config_entries.async_setup(entry.entry_id)
        shown = await hass.config_entries.options.async_init(entry.entry_id)
        typed = {"lock_code": "stored", "raw_events": True, "lock_pin": "0815"}
        await hass.config_entries.options.async_configure(shown["flow_id"], typed)
        await hass.async_block_till_done()
    assert set_up.call_count == 2
    assert set_up.call_args.args[1].options == typed
