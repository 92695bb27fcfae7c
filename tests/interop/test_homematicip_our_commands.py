"""Every command that our client can send is confirmed: by the library's demo server, or where that lacks it by ours."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any

import aiohttp
import pytest
from yarl import URL

from custom_components.multihub.hubs.homematicip.actions import request_of
from custom_components.multihub.hubs.homematicip.client import (
    Address,
    AppTransport,
    ConnectTransport,
    Credentials,
    Quota,
    app,
    connect_api,
    lookup,
)
from custom_components.multihub.hubs.homematicip.client.connect_words import MISSING
from custom_components.multihub.hubs.homematicip.hub import HomematicIPHub
from custom_components.multihub.hubs.homematicip.mapping import House
from custom_components.multihub.hubs.homematicip.mapping.alarm import arm_anyway
from custom_components.multihub.hubs.homematicip.mapping.calls import activate_zones
from custom_components.multihub.hubs.homematicip.requests import Call
from custom_components.multihub.model import Climate, Light, Request
from tests.hubs.homematicip.at_home import channels_of
from tests.hubs.homematicip.mapping.everything import channel_features, group_features, home_features
from tests.hubs.homematicip.mapping.said import calls_of
from tests.hubs.homematicip.mapping.test_virtual_house import requests
from tests.hubs.homematicip.sent import LIBRARY, OURS
from tests.referees import homematicip_demo_server
from virtual_hubs.homematicip import VirtualHomematicIP

READY_TOKEN = "8A45BAA53BE37E3FCA58E9976EFA4C497DAFE55DB997DB9FD685236E5E63ED7DE"
"""The token that the demo server knows from the start."""

HEARD_ONLY = {"group/switching/alarm/testSignalAcoustic", "group/switching/alarm/testSignalOptical"}
"""A test of a siren: the library's server reads it and keeps nothing of it."""

REFUSED = {"home/heating/setCooling"}
"""What the virtual house refuses: its app has not switched cooling on."""

HOW = {"onTime", "rampTime"}
"""How something is to be done: fields of this name in a home are settings."""

SOON = datetime.now(UTC) + timedelta(days=3)
LIGHTS: tuple[dict[str, Any], ...] = (
    {"brightness": 100},
    {"hs": (120.0, 80.0)},
    {"kelvin": 3000},
    {"brightness": 100, "transition": 5.0},
    {"hs": (120.0, 80.0), "transition": 5.0},
    {"kelvin": 3000, "transition": 5.0},
    {"effect": "scene_3"},
)
ACTIONS: tuple[tuple[str, dict[str, Any]], ...] = (
    ("activate_eco", {}),
    ("activate_eco", {"until": SOON}),
    ("activate_eco", {"duration": timedelta(hours=2)}),
    ("deactivate_eco", {}),
    ("activate_vacation", {"until": SOON, "temperature": 15.0}),
    ("deactivate_vacation", {}),
)
"""What the home can be told by actions; those of a device are the calls of its features, or a party."""


def everything_said(house: House) -> Iterator[Request]:
    """Every request that our features and actions can make of a home."""
    for device in house.devices():
        for feature in device.features:
            yield from requests(feature)
            if isinstance(feature, Light) and feature.turn_on:
                yield from (feature.turn_on.request(**arguments) for arguments in LIGHTS)
        if any(isinstance(feature, Climate) for feature in device.features):
            yield request_of(house, "activate_party", device.id, {"until": SOON, "temperature": 22.0})
    yield from (request_of(house, action, None, data) for action, data in ACTIONS)
    zones = house.view.of_type("SECURITY_ZONE")
    yield arm_anyway(zones, "home")
    yield activate_zones({str(zone["label"]): False for zone in zones}, requested=True)


def example(house: House, path: str) -> Call:
    """A call of this path that changes something of the home, if there is one."""
    found = [call for request in everything_said(house) for call in calls_of(request) if call.path == path]
    assert found, f"nothing in this home says {path}"
    return next((call for call in found if not shown(house.state(), call)), found[0])


def target(state: dict[str, Any], call: Call) -> dict[str, Any]:
    """What of a raw home the call is about: a channel or a group; nothing for the home."""
    body = call.body
    if "groupId" in body:
        return dict(state["groups"][body["groupId"]])
    channels = next(
        (one["functionalChannels"] for one in state["devices"].values() if one["id"] == body.get("deviceId")), {}
    )
    return dict(channels.get(str(body.get("channelIndex")), {}))


def shown(state: dict[str, Any], call: Call) -> bool:
    """Whether the home shows what the call says, as far as it has fields of these names."""
    thing = target(state, call)
    wanted = {name: value for name, value in call.body.items() if name in thing and name not in HOW}
    return all(thing[name] == value for name, value in wanted.items())


@pytest.fixture
async def session() -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession() as session:
        yield session


@pytest.fixture
def cloud(cloud: VirtualHomematicIP) -> VirtualHomematicIP:
    tilt(cloud)
    return cloud


@pytest.fixture
async def hcu() -> AsyncIterator[VirtualHomematicIP]:
    hcu = VirtualHomematicIP(way="connect")
    await hcu.start()
    tilt(hcu)
    yield hcu
    await hcu.stop()


def tilt(cloud: VirtualHomematicIP) -> None:
    """The shade of the virtual house can be tilted, too."""
    for device, index in channels_of(cloud, "SHADING_CHANNEL"):
        cloud.set(
            device=device,
            channel=index,
            values={"secondaryShadingStateType": "TILT_USED", "secondaryShadingLevel": 0.0},
        )


async def connected(session: aiohttp.ClientSession, url: str, access_point: str, token: str) -> HomematicIPHub:
    """Our client at this server, with its home read."""
    quota = Quota(seconds_a_call=0)
    find = partial(lookup, session, quota, url, access_point)
    transport = AppTransport(session, quota, Credentials(access_point, token), find, is_local=False)
    hub = HomematicIPHub(transport, access_point=access_point)
    await hub.connect()
    await hub.fetch()
    return hub


@pytest.mark.parametrize("path", LIBRARY)
async def test_the_librarys_server_takes_the_command_and_shows_it(session: aiohttp.ClientSession, path: str) -> None:
    async with homematicip_demo_server() as server:
        hub = await connected(session, f"{server.url}/getHost", server.sgtin, READY_TOKEN)
        call = example(hub.house, path)
        await hub.send(call)
        assert shown(server.data, call) or path in HEARD_ONLY


@pytest.mark.parametrize("path", OURS)
async def test_the_virtual_cloud_takes_the_command_and_shows_it(
    session: aiohttp.ClientSession, cloud: VirtualHomematicIP, path: str
) -> None:
    hub = await connected(session, cloud.lookup_url, cloud.sgtin, cloud.token)
    call = example(hub.house, path)
    await hub.send(call)
    assert cloud.count("http", app.PATHS.get(path, path)) == 1
    assert shown(cloud.state(), call)


@pytest.mark.parametrize("path", sorted({*LIBRARY, *OURS} - MISSING - REFUSED))
async def test_an_hcu_takes_the_command_by_its_connect_api_and_shows_it(
    session: aiohttp.ClientSession, hcu: VirtualHomematicIP, path: str
) -> None:
    assert hcu.certificate is not None
    address = Address("127.0.0.1", URL(hcu.connect_url).port or 0, hcu.certificate.fingerprint)
    token = hcu.plugins.invite(connect_api.PLUGIN_ID)
    hub = HomematicIPHub(ConnectTransport(session, Quota(seconds_a_call=0), address, token), access_point=hcu.sgtin)
    await hub.connect()
    await hub.fetch()
    call = example(hub.house, path)
    await hub.send(call)
    assert shown(hcu.state(), call)
    await hub.close()


async def test_no_command_that_we_can_send_is_without_a_referee(
    session: aiohttp.ClientSession, cloud: VirtualHomematicIP
) -> None:
    found: set[str] = set()
    async with homematicip_demo_server() as server:
        for hub in (
            await connected(session, f"{server.url}/getHost", server.sgtin, READY_TOKEN),
            await connected(session, cloud.lookup_url, cloud.sgtin, cloud.token),
        ):
            found |= {call.path for request in everything_said(hub.house) for call in calls_of(request)}
    tables = (feature for _, _, features in (*channel_features(), *group_features()) for feature in features)
    for feature in (*tables, *home_features()):
        found |= {call.path for request in requests(feature) for call in calls_of(request)}
    assert found == {*LIBRARY, *OURS}
