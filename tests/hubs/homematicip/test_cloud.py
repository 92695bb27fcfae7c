"""The app's interface in the cloud: reading, commanding, listening, and everything that goes wrong."""

from __future__ import annotations

import asyncio
from functools import partial
from typing import Any

import aiohttp
import pytest

from custom_components.multihub.hubs.base import (
    HubAuthError,
    HubCommandError,
    HubConnectionError,
    HubError,
    HubThrottledError,
)
from custom_components.multihub.hubs.homematicip.client import (
    AppTransport,
    Credentials,
    Endpoints,
    Quota,
    http,
    lookup,
    websocket,
)
from virtual_hubs.homematicip import VirtualHomematicIP

from .at_home import channel_of
from .listening import listening


def transport_to(
    cloud: VirtualHomematicIP, session: aiohttp.ClientSession, *, token: str | None = None, quota: Quota | None = None
) -> AppTransport:
    quota = quota or Quota()
    find = partial(lookup, session, quota, cloud.lookup_url, cloud.sgtin)
    return AppTransport(session, quota, Credentials(cloud.sgtin, token or cloud.token), find, is_local=False)


@pytest.fixture
def transport(cloud: VirtualHomematicIP, session: aiohttp.ClientSession) -> AppTransport:
    return transport_to(cloud, session)


def switched(cloud: VirtualHomematicIP, **values: Any) -> dict[str, Any]:
    device_id, index = channel_of(cloud, "SWITCH_CHANNEL", on=False)
    return {"deviceId": device_id, "channelIndex": index, "on": True, **values}


async def test_the_state_is_the_whole_home(cloud: VirtualHomematicIP, transport: AppTransport) -> None:
    state = await transport.state()
    assert state == cloud.state()
    assert cloud.count("http", "getHost") == 1
    again = await transport.state()
    assert all(again["devices"][name] is device for name, device in state["devices"].items())
    assert cloud.count("http", "getHost") == 1


async def test_a_command_reaches_the_device_and_is_echoed(cloud: VirtualHomematicIP, transport: AppTransport) -> None:
    body = switched(cloud)
    async with listening(transport) as (heard, _):
        await transport.turn()
        await transport.call("device/control/setSwitchState", body)
        await heard.until(lambda: "DEVICE_CHANGED" in heard.kinds())
    told = [event["device"]["id"] for frame in heard.frames for event in frame or () if "device" in event]
    assert told == [body["deviceId"]]
    assert cloud.home.channel(body["deviceId"], body["channelIndex"])["on"] is True


@pytest.mark.parametrize("binary", [True, False])
async def test_frames_may_be_text_or_binary(cloud: VirtualHomematicIP, transport: AppTransport, binary: bool) -> None:
    cloud.faults.binary = binary
    async with listening(transport) as (heard, _):
        cloud.push({"pushEventType": "HOME_CHANGED", "home": {}})
        await heard.until(lambda: heard.frames)
    assert heard.kinds() == ["HOME_CHANGED"]


async def test_a_frame_that_can_t_be_read_ends_nothing(cloud: VirtualHomematicIP, transport: AppTransport) -> None:
    async with listening(transport) as (heard, task):
        await cloud.push_text('{"events": {"0": {"pushEv')
        await cloud.push_text("<html>")
        cloud.push({"pushEventType": "HOME_CHANGED", "home": {}})
        await heard.until(lambda: len(heard.frames) == 3)
        assert heard.frames[:2] == [None, None]
        assert heard.kinds() == ["HOME_CHANGED"]
        assert not task.done()


@pytest.mark.parametrize("how", ["drop", "abort", "truncate"])
async def test_a_lost_connection_is_told(cloud: VirtualHomematicIP, transport: AppTransport, how: str) -> None:
    async with listening(transport) as (_, task):
        await {"drop": cloud.drop, "abort": partial(cloud.drop, abort=True), "truncate": cloud.truncate}[how]()
        with pytest.raises(HubConnectionError):
            await asyncio.wait_for(task, 5)
    async with listening(transport) as (heard, _):
        assert heard.opened == 1


async def test_a_silent_connection_is_opened_anew_without_a_word(
    cloud: VirtualHomematicIP, transport: AppTransport, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(websocket, "STALE_SECONDS", 0.05)
    async with listening(transport) as (heard, task):
        await heard.until(lambda: heard.opened == 2)
        assert not task.done()
    assert cloud.count("websocket", "open") >= 2


async def test_a_connection_that_brings_something_stays_for_as_long_as_it_does(
    cloud: VirtualHomematicIP, transport: AppTransport, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(websocket, "STALE_SECONDS", 0.5)
    clock = asyncio.get_running_loop().time
    async with listening(transport) as (heard, _):
        began = clock()
        while clock() < began + 1.2:
            frames = len(heard.frames)
            cloud.push({"pushEventType": "HOME_CHANGED", "home": {}})
            await heard.until(lambda before=frames: len(heard.frames) > before)  # type: ignore[misc]
        assert heard.opened == 1


async def test_a_connection_that_answers_no_ping_is_lost(
    cloud: VirtualHomematicIP, transport: AppTransport, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(websocket, "HEARTBEAT", 0.1)
    async with listening(transport) as (_, task):
        cloud.faults.half_open = True
        with pytest.raises(HubConnectionError):
            await asyncio.wait_for(task, 5)
    await asyncio.sleep(0.15)  # aiohttp 3.11 has its own timer run for one more beat


async def test_a_revoked_token_shows_at_once_when_the_websocket_is_refused(
    cloud: VirtualHomematicIP, transport: AppTransport
) -> None:
    await cloud.revoke()
    async with listening(transport) as (heard, task):
        with pytest.raises(HubAuthError):
            await task
        assert heard.opened == 0
    assert cloud.count("http", "home/getCurrentState") == 2


async def test_a_token_that_is_revoked_while_we_listen_shows_at_the_next_attempt(
    cloud: VirtualHomematicIP, transport: AppTransport
) -> None:
    async with listening(transport) as (_, task):
        await cloud.revoke()
        with pytest.raises(HubConnectionError):
            await task
    async with listening(transport) as (_, task):
        with pytest.raises(HubAuthError):
            await task


async def test_a_refused_websocket_alone_is_no_revoked_token(
    cloud: VirtualHomematicIP, session: aiohttp.ClientSession
) -> None:
    other = VirtualHomematicIP()
    await other.start()

    async def find() -> Endpoints:
        return Endpoints(cloud.rest_url, other.websocket_url)

    transport = AppTransport(session, Quota(), Credentials(cloud.sgtin, cloud.token), find, is_local=False)
    async with listening(transport) as (_, task):
        with pytest.raises(HubConnectionError):
            await task
    assert cloud.count("http", "home/getCurrentState") == 1
    await other.stop()


async def test_a_refused_read_is_confirmed_by_a_second_one(cloud: VirtualHomematicIP, transport: AppTransport) -> None:
    cloud.faults.lay_out(path="home/getCurrentState", status=403, body="{}")
    assert await transport.state() == cloud.state()
    cloud.faults.lay_out(path="home/getCurrentState", status=403, body="{}", times=2)
    with pytest.raises(HubAuthError):
        await transport.state()


@pytest.mark.parametrize("statuses", [(400,), (403, 400)])
async def test_another_refusal_of_a_read_is_no_matter_of_the_token(
    cloud: VirtualHomematicIP, transport: AppTransport, statuses: tuple[int, ...]
) -> None:
    for status in statuses:
        cloud.faults.lay_out(path="home/getCurrentState", status=status, body="<html>")
    with pytest.raises(HubConnectionError):
        await transport.state()


@pytest.mark.parametrize("body", ["", "null", "<html>", "[]", '{"devices": {}', '{"errorCode": "X"}'])
async def test_a_body_that_is_no_home_is_a_connection_error_and_passes(
    cloud: VirtualHomematicIP, transport: AppTransport, body: str
) -> None:
    cloud.faults.lay_out(path="home/getCurrentState", body=body)
    with pytest.raises(HubConnectionError):
        await transport.state()
    assert await transport.state() == cloud.state()


async def test_throttling_stops_every_request_until_it_is_over(
    cloud: VirtualHomematicIP, session: aiohttp.ClientSession
) -> None:
    quota = Quota()
    transport = transport_to(cloud, session, quota=quota)
    await transport.state()
    cloud.throttle()
    with pytest.raises(HubThrottledError) as error:
        await transport.call("device/control/setSwitchState", switched(cloud))
    assert error.value.retry_after == pytest.approx(900, abs=1)
    asked = cloud.count("http")
    for ask in (transport.state, transport.turn, partial(transport.call, "home/heating/deactivateAbsence", {})):
        with pytest.raises(HubThrottledError):
            await ask()
    assert cloud.count("http") == asked
    cloud.throttle(0)
    quota.throttle(0)
    assert await transport.state() == cloud.state()


@pytest.mark.parametrize(("told", "seconds"), [(None, 900), ("120", 120)])
async def test_a_throttled_websocket_is_throttled_rest(
    cloud: VirtualHomematicIP, transport: AppTransport, told: str | None, seconds: int
) -> None:
    await transport.state()
    cloud.faults.refusing = "429"
    cloud.faults.retry_after = told
    async with listening(transport) as (_, task):
        with pytest.raises(HubThrottledError) as error:
            await task
    assert error.value.retry_after == pytest.approx(seconds, abs=1)
    with pytest.raises(HubThrottledError):
        await transport.state()


async def test_a_refused_command_says_why(cloud: VirtualHomematicIP, transport: AppTransport) -> None:
    with pytest.raises(HubCommandError) as error:
        await transport.call("device/control/setSwitchState", switched(cloud, deviceId="nobody"))
    assert error.value.key == "device_gone"


async def test_a_command_that_is_refused_for_the_token_asks_whether_it_is_revoked(
    cloud: VirtualHomematicIP, transport: AppTransport
) -> None:
    cloud.faults.lay_out(
        path="device/control/setSwitchState", status=403, body='{"errorCode": "INVALID_AUTHORIZATION"}'
    )
    with pytest.raises(HubCommandError) as error:
        await transport.call("device/control/setSwitchState", switched(cloud))
    assert error.value.key == "access_denied"
    await cloud.revoke()
    with pytest.raises(HubAuthError):
        await transport.call("device/control/setSwitchState", switched(cloud))


async def test_a_command_that_is_not_answered_in_time_fails_and_is_not_sent_again(
    cloud: VirtualHomematicIP, transport: AppTransport, monkeypatch: pytest.MonkeyPatch
) -> None:
    await transport.state()
    cloud.faults.delay = 0.15
    monkeypatch.setitem(http.post.__kwdefaults__, "timeout", 0.05)
    with pytest.raises(HubConnectionError):
        await transport.call("device/control/setSwitchState", switched(cloud))
    assert cloud.count("http", "device/control/setSwitchState") == 1


async def test_after_three_failures_the_lookup_is_asked_again(
    cloud: VirtualHomematicIP, session: aiohttp.ClientSession
) -> None:
    places = [Endpoints("http://127.0.0.1:1", "ws://127.0.0.1:1"), Endpoints(cloud.rest_url, cloud.websocket_url)]
    asked: list[Endpoints] = []

    async def find() -> Endpoints:
        asked.append(places[len(asked)])
        return asked[-1]

    transport = AppTransport(session, Quota(), Credentials(cloud.sgtin, cloud.token), find, is_local=False)
    for _ in range(3):
        with pytest.raises(HubConnectionError):
            await transport.state()
    assert len(asked) == 1
    assert await transport.state() == cloud.state()
    assert len(asked) == 2


async def test_a_websocket_that_can_t_be_opened_asks_rest_once_for_the_token(
    cloud: VirtualHomematicIP, session: aiohttp.ClientSession
) -> None:
    async def find() -> Endpoints:
        return Endpoints(cloud.rest_url, "ws://127.0.0.1:1")

    transport = AppTransport(session, Quota(), Credentials(cloud.sgtin, cloud.token), find, is_local=False)
    for failures, reads in ((1, 0), (2, 0), (3, 1), (4, 1)):
        async with listening(transport) as (_, task):
            with pytest.raises(HubConnectionError):
                await task
        assert cloud.count("http", "home/getCurrentState") == reads, failures


async def test_a_lookup_over_tls_must_not_lead_to_an_address_without(
    session: aiohttp.ClientSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def answer(*_: Any, **__: Any) -> dict[str, str]:
        return {"urlREST": "http://elsewhere", "urlWebSocket": "ws://elsewhere"}

    monkeypatch.setattr("custom_components.multihub.hubs.homematicip.client.app.post", answer)
    with pytest.raises(HubConnectionError):
        await lookup(session, Quota(), "https://lookup.example/getHost", "3014F711A0000B1E55ED0A17")


async def test_no_error_tells_the_token_or_the_whole_sgtin(
    cloud: VirtualHomematicIP, session: aiohttp.ClientSession
) -> None:
    transport = transport_to(cloud, session)
    await transport.state()
    texts = []
    for fault in ("abort", "503", "302"):
        cloud.faults.refusing = fault
        with pytest.raises(HubError) as error:
            await transport.state()
        texts.append(f"{error.value}{error.value.placeholders}")
    cloud.faults.refusing = None
    await cloud.revoke()
    with pytest.raises(HubError) as error:
        await transport.state()
    texts.append(str(error.value))
    for text in texts:
        assert cloud.token not in text
        assert cloud.sgtin not in text
