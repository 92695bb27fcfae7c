"""The ``homematicip`` library's own demo server, out of its source archive, is the referee of our client and hub."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from functools import partial
from typing import Any

import aiohttp
import pytest
from homeassistant.components.event import EventDeviceClass

from custom_components.multihub.hubs.base import HubAuthError, HubError
from custom_components.multihub.hubs.homematicip.client import (
    AppTransport,
    Credentials,
    Pairing,
    Quota,
    app,
    lookup,
    pairing,
)
from custom_components.multihub.hubs.homematicip.hub import HomematicIPHub
from custom_components.multihub.hubs.homematicip.requests import Call
from custom_components.multihub.model import Event, Switch
from tests.hubs.homematicip.sink import listening
from tests.referees import homematicip_demo_server

READY_TOKEN = "8A45BAA53BE37E3FCA58E9976EFA4C497DAFE55DB997DB9FD685236E5E63ED7DE"
"""The token that the demo server knows from the start."""


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pairing, "POLL_SECONDS", 0.01)
    monkeypatch.setattr(app, "CONFIRM_SECONDS", 0)


@pytest.fixture
async def server() -> AsyncIterator[Any]:
    async with homematicip_demo_server() as server:
        yield server


@pytest.fixture
async def session() -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession() as session:
        yield session


def hub_of(server: Any, session: aiohttp.ClientSession, token: str = READY_TOKEN) -> HomematicIPHub:
    quota = Quota(seconds_a_call=0)
    find = partial(lookup, session, quota, f"{server.url}/getHost", server.sgtin)
    transport = AppTransport(session, quota, Credentials(server.sgtin, token), find, is_local=False)
    return HomematicIPHub(transport, access_point=server.sgtin)


async def post(session: aiohttp.ClientSession, server: Any, path: str, body: Any = None) -> None:
    async with session.post(f"{server.url}/hmip/{path}", json=body) as answer:
        assert answer.status == 200, path


async def test_it_pairs_when_the_button_is_pressed(server: Any, session: aiohttp.ClientSession) -> None:
    quota = Quota()
    endpoints = await lookup(session, quota, f"{server.url}/getHost", server.sgtin)
    ours = Pairing(session, quota, endpoints, server.sgtin, None)
    await ours.request()
    pressed = asyncio.create_task(ours.button_pressed())
    await asyncio.sleep(0.05)
    assert not pressed.done()
    await post(session, server, "auth/simulateBlueButton")
    async with asyncio.timeout(5):
        await pressed
    token = await ours.token()
    hub = hub_of(server, session, token)
    await hub.connect()
    assert hub.info.hub_id == server.sgtin


async def test_a_pin_that_is_missing_or_wrong_is_told(server: Any, session: aiohttp.ClientSession) -> None:
    server.pin = "2580"
    quota = Quota()
    endpoints = await lookup(session, quota, f"{server.url}/getHost", server.sgtin)
    for pin in (None, "1111"):
        with pytest.raises(HubError) as error:
            await Pairing(session, quota, endpoints, server.sgtin, pin).request()
        assert error.value.key == "invalid_pin"
    await Pairing(session, quota, endpoints, server.sgtin, "2580").request()


async def test_another_token_is_refused(server: Any, session: aiohttp.ClientSession) -> None:
    with pytest.raises(HubAuthError):
        await hub_of(server, session, "0" * 64).connect()


async def test_every_device_of_the_recorded_home_is_read(server: Any, session: aiohttp.ClientSession) -> None:
    hub = hub_of(server, session)
    await hub.connect()
    snapshot = await hub.fetch()
    recorded = {device["id"] for device in server.data["devices"].values()}
    assert len(server.data["devices"]) == 159
    assert recorded <= {device.id for device in snapshot.devices}


def switched(hub: HomematicIPHub) -> tuple[str, Switch, Call]:
    """A switch that is off, and the call that turns it on."""
    for device in hub.house.devices():
        for feature in device.features:
            if isinstance(feature, Switch) and feature.is_on is False and feature.turn_on is not None:
                request = feature.turn_on.request()
                if isinstance(request, Call) and request.path == "device/control/setSwitchState":
                    return device.id, feature, request
    raise AssertionError("no switch")


async def test_it_switches_and_hears_what_is_pushed(server: Any, session: aiohttp.ClientSession) -> None:
    """The server changes its state without a push, so the test pushes what it holds now."""
    hub = hub_of(server, session)
    await hub.connect()
    await hub.fetch()
    device_id, feature, call = switched(hub)
    async with listening(hub) as (sink, _):
        sending = asyncio.create_task(hub.send(call))
        raw = server.data["devices"][device_id]
        channel = raw["functionalChannels"][str(call.body["channelIndex"])]
        async with asyncio.timeout(5):
            while channel["on"] is not True:
                await asyncio.sleep(0.01)
        frame = {"events": {"0": {"pushEventType": "DEVICE_CHANGED", "device": raw}}}
        await post(session, server, "ws/send", frame)
        await sink.until(lambda: device_id in sink.updates)
        await sending
        told = sink.updates[device_id][feature.key]
        assert isinstance(told, Switch)
        assert told.is_on is True


async def test_a_press_of_a_key_is_heard(server: Any, session: aiohttp.ClientSession) -> None:
    hub = hub_of(server, session)
    await hub.connect()
    await hub.fetch()
    device_id, key = next(
        (device.id, feature.key)
        for device in hub.house.devices()
        for feature in device.features
        if isinstance(feature, Event) and feature.device_class is EventDeviceClass.BUTTON
    )
    event = {
        "pushEventType": "DEVICE_CHANNEL_EVENT",
        "deviceId": device_id,
        "channelIndex": int(key.split("_")[0]),
        "channelEventType": "KEY_PRESS_SHORT",
    }
    async with listening(hub) as (sink, _):
        await post(session, server, "ws/send", {"events": {"0": event}})
        await sink.until(lambda: sink.events)
        assert [told[:2] for told in sink.events] == [(device_id, key)]
