"""The Connect API of an HCU1: one websocket for reading, commanding and listening."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from functools import partial

import aiohttp
import pytest
from yarl import URL

from custom_components.multihub.hubs.base import (
    CertificateChangedError,
    HubAuthError,
    HubCommandError,
    HubConnectionError,
    HubThrottledError,
)
from custom_components.multihub.hubs.homematicip.client import Address, ConnectTransport, Quota, connect_api, websocket
from custom_components.multihub.hubs.homematicip.hub import HomematicIPHub
from virtual_hubs.homematicip import VirtualHomematicIP

from .at_home import channel_of
from .listening import listening
from .sink import listening as hub_listening


@pytest.fixture
async def hcu() -> AsyncIterator[VirtualHomematicIP]:
    hub = VirtualHomematicIP(way="connect")
    await hub.start()
    yield hub
    await hub.stop()


def transport_to(
    hcu: VirtualHomematicIP, session: aiohttp.ClientSession, *, fingerprint: str = "", token: str = ""
) -> ConnectTransport:
    assert hcu.certificate is not None
    port = URL(hcu.connect_url).port
    assert port is not None
    address = Address("127.0.0.1", port, fingerprint or hcu.certificate.fingerprint)
    return ConnectTransport(
        session, Quota(seconds_a_call=0), address, token or hcu.plugins.invite(connect_api.PLUGIN_ID)
    )


@pytest.fixture
async def transport(hcu: VirtualHomematicIP, session: aiohttp.ClientSession) -> AsyncIterator[ConnectTransport]:
    transport = transport_to(hcu, session)
    yield transport
    await transport.close()


def switched(hcu: VirtualHomematicIP) -> dict[str, object]:
    device_id, index = channel_of(hcu, "SWITCH_CHANNEL", on=False)
    return {"deviceId": device_id, "channelIndex": index, "on": True}


async def test_the_state_is_the_same_home_as_in_the_cloud(hcu: VirtualHomematicIP, transport: ConnectTransport) -> None:
    state = await transport.state()
    assert state == hcu.state()
    again = await transport.state()
    assert all(again["devices"][name] is device for name, device in state["devices"].items())
    assert hcu.count("connect", "open") == 1


async def test_the_plugin_says_that_it_is_ready_and_answers_what_the_hcu_asks(
    hcu: VirtualHomematicIP, transport: ConnectTransport
) -> None:
    async with listening(transport):
        await hcu.until(lambda: hcu.count("connect", "CONFIG_TEMPLATE_RESPONSE"))
        await hcu.connect.ask("PLUGIN_STATE_REQUEST")
        await hcu.until(lambda: hcu.count("connect", "PLUGIN_STATE_RESPONSE") >= 3)
        assert [session.readiness for session in hcu.connect.sessions.values()] == ["READY"]


async def test_a_command_reaches_the_device_and_is_echoed(hcu: VirtualHomematicIP, transport: ConnectTransport) -> None:
    body = switched(hcu)
    async with listening(transport) as (heard, _):
        await transport.turn()
        await transport.call("device/control/setSwitchState", body)
        await heard.until(lambda: "DEVICE_CHANGED" in heard.kinds())
    assert hcu.home.channel(body["deviceId"], body["channelIndex"])["on"] is True


async def test_what_the_connect_api_calls_otherwise_is_said_in_its_words(
    hcu: VirtualHomematicIP, transport: ConnectTransport
) -> None:
    group = next(g["id"] for g in hcu.state()["groups"].values() if g.get("type") == "EXTENDED_LINKED_SHUTTER")
    await transport.call("group/switching/setShutterLevel", {"groupId": group, "shutterLevel": 0.5})
    asked = [e.body for e in hcu.log if e.kind == "connect" and "setPrimaryShadingLevel" in e.what]
    assert asked[0]["body"] == {"groupId": group, "primaryShadingLevel": 0.5}


async def test_what_it_has_no_command_for_is_not_said(hcu: VirtualHomematicIP, transport: ConnectTransport) -> None:
    with pytest.raises(HubCommandError) as error:
        await transport.call("device/authorizeUpdate", {"deviceId": "any"})
    assert error.value.key == "not_by_connect_api"
    assert hcu.count("connect", "open") == 0


async def test_of_the_journal_which_it_does_not_show_at_least_the_change_is_told(
    hcu: VirtualHomematicIP, transport: ConnectTransport
) -> None:
    hub = HomematicIPHub(transport, access_point=hcu.sgtin)
    await hub.connect()
    await hub.fetch()
    async with hub_listening(hub) as (sink, _):
        hcu.push({"pushEventType": "SECURITY_JOURNAL_CHANGED"})
        await sink.until(lambda: sink.events)
    assert sink.events == [(hcu.sgtin, "home_security_journal", "other", {})]
    await hub.close()


async def test_a_refusal_says_why(transport: ConnectTransport, hcu: VirtualHomematicIP) -> None:
    with pytest.raises(HubCommandError) as error:
        await transport.call("device/control/setSwitchState", {**switched(hcu), "deviceId": "nobody"})
    assert error.value.key == "device_gone"
    with pytest.raises(HubCommandError):
        await transport.read("home/security/getSecurityJournal")


ODD = ['{"type": 7}', '{"type": []}', '{"type": "HMIP_SYSTEM_RESPONSE", "id": {}}', '{"type": "NEWS", "id": null}']


@pytest.mark.parametrize("text", ["<html>", "[]", *ODD, '{"body": {}}', '{"type": "HMIP_SYSTEM_EVENT"}'])
async def test_a_message_that_can_t_be_read_ends_nothing(
    hcu: VirtualHomematicIP, transport: ConnectTransport, text: str
) -> None:
    async with listening(transport) as (heard, task):
        await hcu.connect.send_text(text)
        hcu.push({"pushEventType": "HOME_CHANGED", "home": {}})
        await heard.until(lambda: "HOME_CHANGED" in heard.kinds())
        assert not task.done()
        assert heard.frames.count(None) == (0 if text in ODD else 1)


async def test_answers_that_are_none(
    hcu: VirtualHomematicIP, transport: ConnectTransport, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An answer without a code, and one that never comes."""
    monkeypatch.setattr(connect_api, "uuid4", lambda: "7")
    await transport.state()
    answer = {"id": "7", "type": "HMIP_SYSTEM_RESPONSE", "body": {}}
    hcu.faults.lay_out(path="home/getSystemState", body=json.dumps(answer))
    with pytest.raises(HubConnectionError):
        await transport.state()
    for code in (500, 400):
        body = json.dumps({**answer, "body": {"code": code}})
        hcu.faults.lay_out(path="home/getSystemState", body=body)
        with pytest.raises(HubConnectionError):
            await transport.state()
    monkeypatch.setattr(connect_api, "STATE_TIMEOUT", 0.05)
    hcu.faults.lay_out(path="home/getSystemState", body=json.dumps({**answer, "id": "8"}))
    with pytest.raises(HubConnectionError):
        await transport.state()


async def test_throttling_stops_every_request(hcu: VirtualHomematicIP, transport: ConnectTransport) -> None:
    hcu.throttle(requests=1)
    with pytest.raises(HubThrottledError):
        await transport.state()
    asked = hcu.count("connect", "HMIP_SYSTEM_REQUEST")
    with pytest.raises(HubThrottledError):
        await transport.call("device/control/setSwitchState", switched(hcu))
    assert hcu.count("connect", "HMIP_SYSTEM_REQUEST") == asked


@pytest.mark.parametrize("abort", [False, True])
async def test_a_lost_connection_is_told_and_whoever_waits_hears_of_it(
    hcu: VirtualHomematicIP, transport: ConnectTransport, abort: bool
) -> None:
    async with listening(transport) as (_, task):
        hcu.faults.delay = 0.05
        waiting = asyncio.create_task(transport.state())
        await hcu.until(lambda: hcu.count("connect", "HMIP_SYSTEM_REQUEST"))
        await hcu.connect.close(abort=abort)
        for lost in (task, waiting):
            with pytest.raises(HubConnectionError):
                await asyncio.wait_for(lost, 5)
        hcu.faults.delay = 0
    assert await transport.state() == hcu.state()


async def test_a_silent_connection_is_opened_anew_without_a_word(
    hcu: VirtualHomematicIP, transport: ConnectTransport, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(websocket, "STALE_SECONDS", 0.1)
    async with listening(transport) as (heard, task):
        await heard.until(lambda: heard.opened == 2)
        assert not task.done()


async def test_a_refused_token_is_believed_the_second_time(
    hcu: VirtualHomematicIP, session: aiohttp.ClientSession
) -> None:
    transport = transport_to(hcu, session, token="NOT-THE-TOKEN")
    with pytest.raises(HubAuthError):
        await transport.state()
    async with listening(transport) as (_, task):
        with pytest.raises(HubAuthError):
            await task
    await transport.close()


async def test_another_certificate_is_not_spoken_to(hcu: VirtualHomematicIP, session: aiohttp.ClientSession) -> None:
    transport = transport_to(hcu, session, fingerprint="00" * 32)
    for ask in (transport.state, partial(transport.call, "home/getState", {})):
        with pytest.raises(CertificateChangedError):
            await ask()
    assert hcu.count("connect") == 0


async def test_an_hcu_that_is_away(hcu: VirtualHomematicIP, transport: ConnectTransport) -> None:
    hcu.faults.refusing = "503"
    with pytest.raises(HubConnectionError):
        await transport.state()
    hcu.faults.refusing = None
    assert await transport.state() == hcu.state()


async def test_closing_ends_the_listening(hcu: VirtualHomematicIP, transport: ConnectTransport) -> None:
    async with listening(transport):
        await transport.close()
        await hcu.until(lambda: hcu.count("connect", "closed"))
