"""The dialogs of an HCU1 in the house: its button, its Connect API, its certificates, and how it is found."""

from __future__ import annotations

from ipaddress import ip_address
from typing import Any
from unittest.mock import patch

import pytest
from homeassistant.config_entries import SOURCE_ZEROCONF
from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import FlowResultType
from homeassistant.helpers.service_info.zeroconf import ZeroconfServiceInfo
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.multihub.const import DOMAIN
from custom_components.multihub.hubs.homematicip import flow
from custom_components.multihub.hubs.tls import readable_fingerprint
from virtual_hubs.certificate import make_certificate
from virtual_hubs.homematicip import VirtualHomematicIP

from .dialog import OTHER, Dialog, entry_of


def fields(hcu: VirtualHomematicIP, way: str, **changed: Any) -> dict[str, Any]:
    return {**hcu.flows[way], **changed}


async def confirm(dialog: Dialog, hcu: VirtualHomematicIP) -> Any:
    """Look at the fingerprint and confirm it."""
    assert dialog.result["step_id"] == "certificate"
    assert hcu.certificate is not None
    shown = dialog.result["description_placeholders"]
    assert shown == {"host": "127.0.0.1", "fingerprint": readable_fingerprint(hcu.certificate.fingerprint)}
    return await dialog.send({})


# By its button


async def test_the_button_of_an_hcu_makes_an_entry_without_the_cloud(dialog: Dialog, hcu: VirtualHomematicIP) -> None:
    await dialog.begin("homematicip_hcu")
    await dialog.send(fields(hcu, "homematicip_hcu"))
    assert hcu.count("http") == 0, "nothing is sent before the certificate is confirmed"
    again = await confirm(dialog, hcu)
    assert again["errors"] == {"base": "hub_locked"}
    hcu.press_button()
    await dialog.send(fields(hcu, "homematicip_hcu"))
    hcu.press_button()
    made = await dialog.button()
    assert made["type"] is FlowResultType.CREATE_ENTRY
    data = dict(made["data"])
    assert data.pop("token") in hcu.access.tokens
    assert data.pop("fingerprint") == data.pop("events_fingerprint") == hcu.certificate.fingerprint  # type: ignore[union-attr]
    assert data == {
        "hub": "homematicip",
        "hub_id": hcu.sgtin,
        "way": "homematicip_hcu",
        "access_point": hcu.sgtin,
        "host": "127.0.0.1",
        **hcu.flows["homematicip_hcu"]["advanced"],
    }
    assert hcu.count("http", "getHost") == 0


async def test_events_with_another_certificate_are_confirmed_too(dialog: Dialog, hcu: VirtualHomematicIP) -> None:
    other = make_certificate(("hcu1-events.local",))
    events = await hcu.serve(hcu.interface.events_app(), tls=other.context)
    typed = fields(hcu, "homematicip_hcu")
    typed["advanced"] = {**typed["advanced"], "events_port": int(events.rpartition(":")[2])}
    hcu.press_button()
    await dialog.begin("homematicip_hcu")
    await dialog.send(typed)
    second = await confirm(dialog, hcu)
    assert second["description_placeholders"]["fingerprint"] == readable_fingerprint(other.fingerprint)
    await dialog.send({})
    hcu.press_button()
    made = await dialog.button()
    assert made["data"]["events_fingerprint"] == other.fingerprint


async def test_an_hcu_that_is_not_there(dialog: Dialog, hcu: VirtualHomematicIP) -> None:
    await dialog.begin("homematicip_hcu")
    again = await dialog.send(fields(hcu, "homematicip_hcu", advanced={"port": 1, "events_port": 1}))
    assert again["errors"] == {"base": "cannot_connect"}
    hcu.press_button()
    await dialog.send(fields(hcu, "homematicip_hcu"))
    await confirm(dialog, hcu)
    hcu.press_button()
    assert (await dialog.button())["type"] is FlowResultType.CREATE_ENTRY


async def test_a_certificate_that_changes_after_it_was_confirmed(dialog: Dialog, hcu: VirtualHomematicIP) -> None:
    await dialog.begin("homematicip_hcu")
    await dialog.send(fields(hcu, "homematicip_hcu"))
    assert hcu.certificate is not None
    confirmed = hcu.certificate.fingerprint
    hcu.renew_certificate()
    with patch.object(flow, "certificate_fingerprint", return_value=confirmed):
        again = await dialog.send({})
    assert again["errors"] == {"base": "certificate_changed"}
    assert hcu.count("http") == 0
    hcu.press_button()
    await dialog.send(fields(hcu, "homematicip_hcu"))
    await confirm(dialog, hcu)
    hcu.press_button()
    assert (await dialog.button())["type"] is FlowResultType.CREATE_ENTRY


@pytest.mark.parametrize(
    ("way", "path"),
    [("homematicip_hcu", "auth/connectionRequest"), ("homematicip_connect", "auth/requestConnectApiAuthToken")],
)
async def test_something_else_answers_at_that_address(
    dialog: Dialog, hcu: VirtualHomematicIP, way: str, path: str
) -> None:
    hcu.press_button()
    hcu.faults.lay_out(path=path, status=404, body="<html>", content_type="text/html")
    await dialog.begin(way)
    await dialog.send(fields(hcu, way))
    again = await confirm(dialog, hcu)
    assert again["errors"] == {"base": "not_this_hub"}
    again = await dialog.send(fields(hcu, way))
    assert again["type"] is not FlowResultType.FORM


async def test_reauth_of_an_hcu_whose_certificate_is_the_one_it_knows(
    hass: HomeAssistant, dialog: Dialog, hcu: VirtualHomematicIP
) -> None:
    entry = local_entry(hcu)
    entry.add_to_hass(hass)
    dialog.result = await entry.start_reauth_flow(hass)
    hcu.press_button()
    await dialog.send({})
    hcu.press_button()
    ended = await dialog.button()
    assert ended["reason"] == "reauth_successful"
    assert entry.data["token"] in hcu.access.tokens


def local_entry(hcu: VirtualHomematicIP, way: str = "homematicip_hcu", **data: Any) -> Any:
    assert hcu.certificate is not None
    return entry_of(
        hcu, way, host="127.0.0.1", fingerprint=hcu.certificate.fingerprint, **hcu.flows[way]["advanced"], **data
    )


# From the cloud to the house


async def test_an_entry_moves_from_the_cloud_to_the_house(
    hass: HomeAssistant, dialog: Dialog, hcu: VirtualHomematicIP
) -> None:
    entry = entry_of(hcu)
    entry.add_to_hass(hass)
    dialog.result = await entry.start_reconfigure_flow(hass)
    shown = await dialog.choose("homematicip_hcu")
    assert shown["step_id"] == "homematicip_hcu"
    assert dialog.shown()["access_point"] == hcu.sgtin
    hcu.press_button()
    await dialog.send(fields(hcu, "homematicip_hcu"))
    await confirm(dialog, hcu)
    hcu.press_button()
    ended = await dialog.button()
    assert ended["reason"] == "reconfigure_successful"
    assert entry.data["way"] == "homematicip_hcu"
    assert entry.data["hub_id"] == entry.unique_id == hcu.sgtin
    assert "url" not in entry.data


# By an activation key


@pytest.mark.parametrize("typed", [True, False])
async def test_an_activation_key_makes_an_entry(dialog: Dialog, hcu: VirtualHomematicIP, typed: bool) -> None:
    """The SGTIN is found by itself where it was not typed."""
    sent = fields(hcu, "homematicip_connect")
    if not typed:
        del sent["access_point"]
    await dialog.begin("homematicip_connect")
    await dialog.send(sent)
    made = await confirm(dialog, hcu)
    assert made["type"] is FlowResultType.CREATE_ENTRY
    assert made["result"].unique_id == made["data"]["hub_id"] == hcu.sgtin
    assert made["data"]["way"] == "homematicip_connect"
    assert made["data"]["token"] in hcu.plugins.tokens
    assert "activation_key" not in made["data"]
    assert made["title"] == hcu.state()["devices"][hcu.sgtin]["label"]


async def test_a_wrong_activation_key(
    dialog: Dialog, hcu: VirtualHomematicIP, caplog: pytest.LogCaptureFixture
) -> None:
    await dialog.begin("homematicip_connect")
    await dialog.send(fields(hcu, "homematicip_connect", activation_key="WRONGKEY"))
    again = await confirm(dialog, hcu)
    assert again["errors"] == {"base": "invalid_auth"}
    assert "activation_key" not in dialog.shown()
    assert "WRONGKEY" not in caplog.text
    made = await dialog.send(fields(hcu, "homematicip_connect"))
    assert made["type"] is FlowResultType.CREATE_ENTRY


async def test_a_key_serves_once_but_the_form_can_be_mended(dialog: Dialog, hcu: VirtualHomematicIP) -> None:
    """The websocket's port was wrong: the key is used up by then, and the token that it gave is kept."""
    good = fields(hcu, "homematicip_connect")
    await dialog.begin("homematicip_connect")
    await dialog.send({**good, "advanced": {**good["advanced"], "websocket_port": 1}})
    again = await confirm(dialog, hcu)
    assert again["errors"] == {"base": "cannot_connect"}
    assert hcu.plugins.keys == set()
    made = await dialog.send(good)
    assert made["type"] is FlowResultType.CREATE_ENTRY


@pytest.mark.parametrize("body", ["{}", '{"authToken": 1}', "[]"])
async def test_an_hcu_that_gives_no_token(dialog: Dialog, hcu: VirtualHomematicIP, body: str) -> None:
    hcu.faults.lay_out(path="auth/requestConnectApiAuthToken", body=body)
    await dialog.begin("homematicip_connect")
    await dialog.send(fields(hcu, "homematicip_connect"))
    again = await confirm(dialog, hcu)
    assert again["errors"] == {"base": "cannot_connect"}
    made = await dialog.send(fields(hcu, "homematicip_connect"))
    assert made["type"] is FlowResultType.CREATE_ENTRY


async def test_another_sgtin_than_that_of_the_hcu(dialog: Dialog, hcu: VirtualHomematicIP) -> None:
    await dialog.begin("homematicip_connect")
    await dialog.send(fields(hcu, "homematicip_connect", access_point=OTHER))
    again = await confirm(dialog, hcu)
    assert again["errors"] == {"access_point": "invalid_access_point"}
    made = await dialog.send(fields(hcu, "homematicip_connect"))
    assert made["type"] is FlowResultType.CREATE_ENTRY


async def test_an_hcu_that_tells_no_sgtin_has_it_typed(dialog: Dialog, hcu: VirtualHomematicIP) -> None:
    state = hcu.home.state
    state["home"].pop("accessPointUpdateStates", None)
    state["devices"] = {
        key: value for key, value in state["devices"].items() if "ACCESS_POINT" not in str(value.get("type"))
    }
    sent = fields(hcu, "homematicip_connect")
    await dialog.begin("homematicip_connect")
    await dialog.send({key: value for key, value in sent.items() if key != "access_point"})
    again = await confirm(dialog, hcu)
    assert again["errors"] == {"access_point": "invalid_access_point"}
    made = await dialog.send(sent)
    assert made["type"] is FlowResultType.CREATE_ENTRY
    assert made["title"] == f"HomematicIP {hcu.sgtin[-4:]}"


async def test_reconfigure_to_another_hcu_is_refused(
    hass: HomeAssistant, dialog: Dialog, hcu: VirtualHomematicIP
) -> None:
    data = {**local_entry(hcu).data, "hub_id": OTHER, "access_point": OTHER}
    other = MockConfigEntry(domain=DOMAIN, title="Other", unique_id=OTHER, data=data)
    other.add_to_hass(hass)
    dialog.result = await other.start_reconfigure_flow(hass)
    await dialog.choose("homematicip_connect")
    sent = {key: value for key, value in fields(hcu, "homematicip_connect").items() if key != "access_point"}
    ended = await dialog.send(sent)
    assert ended["type"] is FlowResultType.ABORT
    assert ended["reason"] == "wrong_account"


async def test_reauth_of_the_connect_api_asks_for_another_key(
    hass: HomeAssistant, dialog: Dialog, hcu: VirtualHomematicIP
) -> None:
    entry = local_entry(hcu, "homematicip_connect")
    entry.add_to_hass(hass)
    dialog.result = await entry.start_reauth_flow(hass)
    assert [str(field) for field in dialog.result["data_schema"].schema] == ["activation_key"]
    ended = await dialog.send({"activation_key": hcu.plugins.new_key()})
    assert ended["reason"] == "reauth_successful"
    assert entry.data["token"] in hcu.plugins.tokens


# Found by itself


def announced(name: str) -> ZeroconfServiceInfo:
    return ZeroconfServiceInfo(
        ip_address=ip_address("127.0.0.1"),
        ip_addresses=[ip_address("127.0.0.1")],
        port=22,
        hostname=f"{name}.local.",
        type="_ssh._tcp.local.",
        name=f"{name}._ssh._tcp.local.",
        properties={},
    )


async def found(hass: HomeAssistant, name: str) -> Any:
    return await hass.config_entries.flow.async_init(DOMAIN, context={"source": SOURCE_ZEROCONF}, data=announced(name))


async def test_an_hcu_in_the_network_is_offered_with_its_address(
    hass: HomeAssistant, dialog: Dialog, hcu: VirtualHomematicIP, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(flow, "APP_PORT", hcu.flows["homematicip_hcu"]["advanced"]["port"])
    dialog.result = await found(hass, "hcu1-0a17")
    assert dialog.result["step_id"] == "zeroconf_confirm"
    await dialog.send({})
    await dialog.choose("homematicip_hcu")
    assert dialog.shown()["host"] == "127.0.0.1"
    hcu.press_button()
    await dialog.send(fields(hcu, "homematicip_hcu"))
    await confirm(dialog, hcu)
    hcu.press_button()
    made = await dialog.button()
    assert made["type"] is FlowResultType.CREATE_ENTRY
    assert made["result"].unique_id == hcu.sgtin


async def test_a_known_hcu_is_followed_to_its_new_address(
    hass: HomeAssistant, hcu: VirtualHomematicIP, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(flow, "APP_PORT", hcu.flows["homematicip_hcu"]["advanced"]["port"])
    entry = local_entry(hcu)
    entry.add_to_hass(hass)
    hass.config_entries.async_update_entry(entry, data={**entry.data, "host": "127.0.0.9"})
    result = await found(hass, f"hcu1-{hcu.sgtin[-4:].lower()}")
    assert result["reason"] == "already_configured"
    assert entry.data["host"] == "127.0.0.1"
    await hass.async_block_till_done()


async def test_something_else_that_is_called_alike_is_not_offered(
    hass: HomeAssistant, hcu: VirtualHomematicIP, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(flow, "APP_PORT", 1)
    assert (await found(hass, "hcu1-printer"))["reason"] == "not_this_hub"
    assert (await found(hass, "hcu1-0a17"))["reason"] == "cannot_connect"
