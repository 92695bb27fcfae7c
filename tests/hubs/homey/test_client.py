"""The client of a Homey, on the virtual one."""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Callable
from itertools import pairwise
from typing import Any

import aiohttp
import pytest

from custom_components.multihub.hubs.base import (
    CertificateChangedError,
    HubAuthError,
    HubCommandError,
    HubConnectionError,
    HubInputError,
    HubThrottledError,
    HubUnsupportedError,
)
from custom_components.multihub.hubs.homey.client import (
    Account,
    HomeyClient,
    HomeyForbiddenError,
    HomeyHttp,
    HomeyMissingError,
    Pace,
    packets,
)
from custom_components.multihub.hubs.tls import pin
from virtual_hubs.homey import ACCOUNT_TOKEN, API_KEY, HOMEY_ID, VirtualHomey

from .conftest import StartHomey

type MakeClient = Callable[..., HomeyClient]


class Ears:
    """Hears what a socket says."""

    def __init__(self) -> None:
        self.heard: list[tuple[str, str, Any]] = []

    def __call__(self, uri: str, event: str, data: Any) -> None:
        self.heard.append((uri, event, data))

    def values(self) -> list[tuple[str, Any]]:
        return [(data["capabilityId"], data["value"]) for _, event, data in self.heard if event == "capability"]


def nobody(uri: str, event: str, data: Any) -> None:
    """Listens to nothing."""


# Who it is


async def test_a_homey_says_who_it_is_without_a_token(homey: VirtualHomey, make_client: MakeClient) -> None:
    identity = await make_client(homey, "no token at all").identify()
    assert (identity.homey_id, identity.version, identity.tier) == (HOMEY_ID, "12.9.0", "pro")


async def test_something_that_is_no_homey_is_told_apart(homey: VirtualHomey, session: aiohttp.ClientSession) -> None:
    with pytest.raises(HubUnsupportedError) as raised:
        await HomeyHttp(session, homey.control).identify()
    assert raised.value.key == "not_this_hub"


async def test_a_homey_of_the_first_firmware_is_refused_with_the_reason(
    start_homey: StartHomey, make_client: MakeClient
) -> None:
    hub = await start_homey(generation=2, version="1.5.13")
    with pytest.raises(HubUnsupportedError) as raised:
        await make_client(hub).identify()
    assert raised.value.key == "firmware_too_old"


async def test_an_inactive_subscription_is_told(homey: VirtualHomey, make_client: MakeClient) -> None:
    homey.ping_error = "Subscription Inactive"
    with pytest.raises(HubUnsupportedError) as raised:
        await make_client(homey).identify()
    assert raised.value.key == "subscription_inactive"


@pytest.mark.parametrize(
    ("status", "error"),
    [(429, HubThrottledError), (500, HubConnectionError), (502, HubConnectionError), (503, HubConnectionError)],
)
async def test_a_homey_that_is_starting_up_is_no_stranger(
    homey: VirtualHomey, make_client: MakeClient, status: int, error: type[Exception]
) -> None:
    """What answers for it then bears no name: that is tried again, not given up."""
    homey.fail("GET /api/manager/system/ping", status, "Bad gateway")
    with pytest.raises(error):
        await make_client(homey).identify()


@pytest.mark.parametrize(("generation", "has_keys"), [(2, False), (3, True)])
async def test_which_homeys_have_keys_of_their_own_is_known_without_a_token(
    start_homey: StartHomey, make_client: MakeClient, generation: int, has_keys: bool
) -> None:
    hub = await start_homey(generation=generation)
    assert await make_client(hub).http.has_local_keys() is has_keys


async def test_nobody_there_is_a_connection_error(session: aiohttp.ClientSession, unused_tcp_port: int) -> None:
    with pytest.raises(HubConnectionError):
        await HomeyHttp(session, f"http://127.0.0.1:{unused_tcp_port}").identify()


async def test_a_pinned_certificate_is_taken_and_another_is_not(
    start_homey: StartHomey, session: aiohttp.ClientSession
) -> None:
    hub = await start_homey(tls=True)
    assert hub.certificate is not None
    identity = await HomeyHttp(session, hub.url, tls=pin(hub.certificate.fingerprint)).identify()
    assert identity.homey_id == HOMEY_ID
    with pytest.raises(CertificateChangedError):
        await HomeyHttp(session, hub.url, tls=pin("00" * 32)).identify()
    with pytest.raises(CertificateChangedError):
        await HomeyHttp(session, hub.url).identify()


# What we may do


async def test_the_session_tells_what_the_key_may_do(start_homey: StartHomey, make_client: MakeClient) -> None:
    hub = await start_homey(scopes=("homey.device", "homey.zone.readonly"))
    session = await make_client(hub).session()
    assert session.kind == "PAT"
    assert session.may("devices.setCapabilityValue")
    assert session.may("zones.getZones")
    assert not session.may("flow.getFlows")


async def test_a_wrong_token_is_an_auth_error_that_does_not_name_it(
    homey: VirtualHomey, make_client: MakeClient
) -> None:
    secret = "a-token-that-nobody-may-see"
    with pytest.raises(HubAuthError) as raised:
        await make_client(homey, secret).session()
    assert secret not in str(raised.value)
    with pytest.raises(HubAuthError):
        await make_client(homey, secret).open(HOMEY_ID, nobody)


async def test_what_the_key_may_not_do_is_told_apart_from_what_is_not_there(
    start_homey: StartHomey, make_client: MakeClient
) -> None:
    client = make_client(await start_homey(scopes=("homey.device.readonly",)))
    with pytest.raises(HomeyForbiddenError):
        await client.call("flow.getFlows")
    with pytest.raises(HomeyMissingError):
        await client.call("devices.getDevice", id="nobody")


# The socket


async def test_values_come_over_the_socket(homey: VirtualHomey, make_client: MakeClient) -> None:
    client, ears = make_client(homey), Ears()
    socket = await client.open(HOMEY_ID, ears)
    lamp = homey.device("Reading lamp")["id"]
    await socket.subscribe(f"homey:device:{lamp}")
    await client.call("devices.setCapabilityValue", deviceId=lamp, capabilityId="dim", value=0.25)
    await client.call("devices.getDevice", id=lamp)
    assert ("dim", 0.25) in ears.values()
    assert homey.count("http", "PUT") == 0


async def test_the_socket_lives_on_while_it_pings(start_homey: StartHomey, make_client: MakeClient) -> None:
    hub = await start_homey(ping_interval=0.05, ping_timeout=0.05)
    client = make_client(hub)
    await client.open(HOMEY_ID, nobody)
    await hub.until(lambda: hub.count("websocket", "ping") >= 6)
    assert client.is_live


async def test_a_homey_that_does_not_answer_pings_is_lost(start_homey: StartHomey, make_client: MakeClient) -> None:
    hub = await start_homey(ping_interval=0.05, ping_timeout=0.05)
    hub.deaf = True
    socket = await make_client(hub).open(HOMEY_ID, nobody)
    assert "pings are not answered" in str(await socket.ended)


async def test_a_revoked_token_ends_the_session(homey: VirtualHomey, make_client: MakeClient) -> None:
    client = make_client(homey)
    socket = await client.open(HOMEY_ID, nobody)
    homey.revoke()
    assert isinstance(await socket.ended, HubConnectionError)
    with pytest.raises(HubAuthError):
        await client.open(HOMEY_ID, nobody)


async def test_a_dropped_socket_fails_what_waits_for_it_at_once(homey: VirtualHomey, make_client: MakeClient) -> None:
    client = make_client(homey)
    await client.open(HOMEY_ID, nobody)
    homey.hold = asyncio.Event()
    lamp = homey.device("Hall bulb")["id"]
    waiting = asyncio.create_task(
        client.call("devices.setCapabilityValue", deviceId=lamp, capabilityId="onoff", value=True)
    )
    await homey.until(lambda: homey.count("websocket", "devices setCapabilityValue"))
    await homey.drop_sockets()
    with pytest.raises(HubConnectionError):
        await waiting
    homey.hold.set()
    assert homey.count("http", "PUT") == 0


async def test_after_the_socket_is_gone_things_go_by_http(homey: VirtualHomey, make_client: MakeClient) -> None:
    client = make_client(homey)
    socket = await client.open(HOMEY_ID, nobody)
    await homey.drop_sockets()
    await socket.ended
    lamp = homey.device("Hall bulb")["id"]
    await client.call("devices.setCapabilityValue", deviceId=lamp, capabilityId="onoff", value=True)
    assert homey.value("Hall bulb", "onoff") is True
    assert homey.count("http", "PUT") == 1


async def test_an_error_over_the_socket_says_what_the_homey_said(homey: VirtualHomey, make_client: MakeClient) -> None:
    client = make_client(homey)
    await client.open(HOMEY_ID, nobody)
    homey.fail("SOCKET devices setCapabilityValue", 500, "The app fell over")
    lamp = homey.device("Hall bulb")["id"]
    with pytest.raises(HubCommandError) as raised:
        await client.call("devices.setCapabilityValue", deviceId=lamp, capabilityId="onoff", value=True)
    assert raised.value.placeholders["reason"].startswith("The app fell over")


# Pace, refusals and repeats


async def test_no_more_than_two_requests_are_on_their_way(homey: VirtualHomey, make_client: MakeClient) -> None:
    homey.hold = asyncio.Event()
    client = make_client(homey)
    reads = [asyncio.create_task(client.call("zones.getZones")) for _ in range(5)]
    await homey.until(lambda: homey.count("http", "GET") == 2)
    for _ in range(20):
        await asyncio.sleep(0)
    assert homey.count("http", "GET") == 2
    homey.hold.set()
    assert len(await asyncio.gather(*reads)) == 5


async def test_requests_are_a_quarter_of_a_second_apart(homey: VirtualHomey, make_client: MakeClient) -> None:
    client = make_client(homey, pace=Pace())
    await asyncio.gather(*(client.call("zones.getZones") for _ in range(3)))
    times = [entry.at for entry in homey.log if entry.kind == "http"]
    assert all(later - earlier > 0.24 for earlier, later in pairwise(times))


async def test_what_is_refused_for_haste_is_asked_once_more(homey: VirtualHomey, make_client: MakeClient) -> None:
    homey.retry_after = 0
    homey.fail("GET /api/manager/zones", 429, "Too many requests")
    assert len(await make_client(homey).call("zones.getZones")) == 9
    homey.fail("GET /api/manager/zones", 429, "Too many requests", times=9)
    homey.log.clear()
    with pytest.raises(HubThrottledError):
        await make_client(homey).call("zones.getZones")
    assert homey.count("http", "GET") == 2


@pytest.mark.parametrize("status", [400, 404, 500, 502])
async def test_a_command_that_fails_is_one_request_and_an_error(
    homey: VirtualHomey, make_client: MakeClient, status: int
) -> None:
    homey.fail("PUT", status, "plain text, no JSON")
    lamp = homey.device("Hall bulb")["id"]
    with pytest.raises((HubCommandError, HubConnectionError)):
        await make_client(homey).call("devices.setCapabilityValue", deviceId=lamp, capabilityId="onoff", value=True)
    assert homey.count("http", "PUT") == 1


async def test_a_value_that_does_not_fit_is_the_persons_to_mend(homey: VirtualHomey, make_client: MakeClient) -> None:
    lamp = homey.device("Reading lamp")["id"]
    with pytest.raises(HubInputError) as raised:
        await make_client(homey).call("devices.setCapabilityValue", deviceId=lamp, capabilityId="dim", value=7)
    assert raised.value.placeholders == {"reason": "Invalid value"}


# The account's way in


async def test_an_account_gives_a_session_and_another_when_it_ends(
    start_homey: StartHomey, make_client: MakeClient, session: aiohttp.ClientSession
) -> None:
    hub = await start_homey(generation=2)
    account = Account(session, ACCOUNT_TOKEN, hub.account_url)
    http = HomeyHttp(session, hub.url, pace=Pace(spacing=0.001))

    async def renew() -> str:
        return await http.login(await account.delegation())

    assert (await account.check(HOMEY_ID)).name == "Our Homey"
    client = make_client(hub, "", renew=renew)
    assert (await client.session()).kind == "OAUTH"
    hub.tokens.clear()
    assert len(await client.call("zones.getZones")) == 9
    hub.tokens.clear()
    assert await client.open(HOMEY_ID, nobody)


async def test_a_homey_in_the_cloud_alone_is_told_apart(
    start_homey: StartHomey, session: aiohttp.ClientSession
) -> None:
    hub = await start_homey(cloud_only=True)
    with pytest.raises(HubUnsupportedError) as raised:
        await Account(session, ACCOUNT_TOKEN, hub.account_url).check(HOMEY_ID)
    assert raised.value.key == "cloud_only"


async def test_an_account_that_refuses_or_knows_another_homey_is_an_auth_error(
    homey: VirtualHomey, session: aiohttp.ClientSession
) -> None:
    with pytest.raises(HubAuthError):
        await Account(session, "wrong", homey.account_url).homeys()
    with pytest.raises(HubAuthError):
        await Account(session, ACCOUNT_TOKEN, homey.account_url).check("another")


@pytest.mark.parametrize("answer", ["a page", "[]", '""', "7"])
async def test_an_account_service_that_answers_something_else_is_told_apart(
    homey: VirtualHomey, session: aiohttp.ClientSession, answer: str
) -> None:
    homey.account_answer = answer
    with pytest.raises((HubConnectionError, HubUnsupportedError)):
        await Account(session, ACCOUNT_TOKEN, homey.account_url).delegation()


@pytest.mark.parametrize("answer", ["[]", "7", '{"homeys": 7}', '{"homeys": [7, null]}'])
async def test_an_account_that_lists_no_homeys_knows_none(
    homey: VirtualHomey, session: aiohttp.ClientSession, answer: str
) -> None:
    homey.account_answer = answer
    with pytest.raises(HubAuthError) as raised:
        await Account(session, ACCOUNT_TOKEN, homey.account_url).check(HOMEY_ID)
    assert raised.value.key == "not_your_homey"


async def test_an_account_service_that_is_not_there_is_a_connection_error(
    session: aiohttp.ClientSession, unused_tcp_port: int
) -> None:
    with pytest.raises(HubConnectionError):
        await Account(session, ACCOUNT_TOKEN, f"http://127.0.0.1:{unused_tcp_port}").homeys()


@pytest.mark.parametrize("answer", ["null", '""', "{}"])
async def test_a_homey_that_gives_no_session_for_the_accounts_word_is_told_apart(
    homey: VirtualHomey, session: aiohttp.ClientSession, answer: str
) -> None:
    homey.fail("POST /api/manager/users/login", 200, answer)
    with pytest.raises(HubUnsupportedError):
        await HomeyHttp(session, homey.url).login("word")


# Pictures


@pytest.mark.parametrize("url", ["http://192.0.2.1/picture.png", ""])
async def test_the_key_is_not_shown_to_another_server_for_a_picture(
    homey: VirtualHomey, make_client: MakeClient, url: str
) -> None:
    with pytest.raises(HubConnectionError):
        await make_client(homey).picture(url)


async def test_a_picture_that_is_refused_is_an_error(homey: VirtualHomey, make_client: MakeClient) -> None:
    homey.fail("GET /api/image/", 404, "gone")
    with pytest.raises(HomeyMissingError):
        await make_client(homey).picture("/api/image/gone")


@pytest.mark.parametrize("live", [True, False], ids=["socket", "http"])
async def test_devices_that_are_not_as_they_were_are_read_alone(
    homey: VirtualHomey, make_client: MakeClient, live: bool
) -> None:
    client = make_client(homey)
    if live:
        await client.open(HOMEY_ID, nobody)
    before = await client.devices()
    changed = next(iter(before))
    homey.house.items["device"][changed]["name"] = "Other"
    after = await client.devices()
    assert after[changed]["name"] == "Other"
    assert len(after) > 1 and all(after[key] is before[key] for key in after if key != changed)


async def test_half_a_character_in_a_name_is_no_reason_not_to_hear_the_devices(
    homey: VirtualHomey, make_client: MakeClient
) -> None:
    client = make_client(homey)
    await client.open(HOMEY_ID, nobody)
    next(iter(homey.house.items["device"].values()))["name"] = "Lamp \ud83d"
    for devices in (await client.devices(), await client.call("devices.getDevices")):
        assert "Lamp \ud83d" in {one["name"] for one in devices.values()}
    assert homey.count("http", "GET /api/manager/devices/device") == 0


# Packets


@pytest.mark.parametrize(
    ("text", "packet"),
    [
        ('0{"sid":"x"}', packets.Packet("0", data={"sid": "x"})),
        ("3", packets.Packet("3")),
        ("40/api,", packets.Packet("40", "/api")),
        ('42/api,["a","b",1]', packets.Packet("42", "/api", None, ["a", "b", 1])),
        ("43/api,12[null]", packets.Packet("43", "/api", 12, [None])),
        ('420["handshakeClient"]', packets.Packet("42", "", 0, ["handshakeClient"])),
    ],
)
def test_a_packet_is_read_and_written(text: str, packet: packets.Packet) -> None:
    assert packets.decode(text) == packet
    assert packets.encode(packet) == text


@pytest.mark.parametrize("text", ["", "9", "42/api,[", "hello", "42/api", '45-["binary"]'])
def test_what_is_no_packet_is_passed_over(text: str) -> None:
    packet = packets.decode(text)
    assert packet is None or packet.data is None


async def test_no_log_line_holds_the_token(
    homey: VirtualHomey, make_client: MakeClient, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    client = make_client(homey)
    await client.open(HOMEY_ID, nobody)
    await client.call("zones.getZones")
    homey.revoke()
    assert client.socket is not None
    await client.socket.ended
    with pytest.raises(HubAuthError):
        await client.call("zones.getZones")
    assert API_KEY not in caplog.text
    assert API_KEY not in json.dumps([entry.what for entry in homey.log])
