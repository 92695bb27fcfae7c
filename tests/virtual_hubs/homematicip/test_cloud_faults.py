"""All that can go wrong with the virtual cloud, when it is asked to."""

from __future__ import annotations

import asyncio

import aiohttp
import pytest

from .conftest import Person

LOOKUP = {"clientCharacteristics": {"apiVersion": "10"}}


async def test_pings_are_answered_until_the_connection_is_half_open(person: Person) -> None:
    events = await person.session.ws_connect(person.hub.websocket_url, headers=person.headers, autoping=False)
    await events.ping(b"there?")
    assert (await events.receive(timeout=10)).type is aiohttp.WSMsgType.PONG
    await person.control("fault", half_open=True, binary=False)
    await events.ping(b"still there?")
    person.hub.push({"pushEventType": "SECURITY_JOURNAL_CHANGED"})
    with pytest.raises(TimeoutError):
        await events.receive(timeout=0.05)
    await events.close()


async def test_frames_can_be_text_or_nonsense(person: Person) -> None:
    await person.control("fault", binary=False)
    events = await person.listen()
    await person.control("raw", text='{"events": {"0":')
    message = await events.receive(timeout=10)
    assert (message.type, message.data) == (aiohttp.WSMsgType.TEXT, '{"events": {"0":')
    await events.close()


async def test_a_frame_can_break_off(person: Person) -> None:
    events = await person.listen()
    await person.control("truncate")
    ended = await events.receive(timeout=10)
    assert ended.type in {aiohttp.WSMsgType.CLOSED, aiohttp.WSMsgType.ERROR, aiohttp.WSMsgType.CLOSE}
    assert events.closed or events.exception() is not None


@pytest.mark.parametrize("abort", [False, True])
async def test_sockets_can_be_dropped(person: Person, abort: bool) -> None:
    events = await person.listen()
    await person.control("drop", abort=abort)
    ended = await events.receive(timeout=10)
    assert ended.type in {aiohttp.WSMsgType.CLOSE, aiohttp.WSMsgType.CLOSED, aiohttp.WSMsgType.ERROR}
    await events.close()
    await person.hub.until(lambda: len(person.hub.sockets) == 0)


async def test_a_throttled_cloud_answers_429_until_it_is_told_otherwise(person: Person) -> None:
    await person.control("throttle")
    assert [(await person.post("home/getCurrentState", {})).status for _ in range(2)] == [429, 429]
    await person.control("throttle", seconds=0)
    assert (await person.post("home/getCurrentState", {})).status == 200


async def test_a_cloud_that_is_down_refuses_everybody(person: Person) -> None:
    await person.control("fault", refusing="502")
    answer = await person.post("home/getCurrentState", {})
    assert answer.status == 502 and answer.text.startswith("<html>")
    with pytest.raises(aiohttp.WSServerHandshakeError):
        await person.listen()
    await person.control("fault", refusing="abort")
    with pytest.raises(aiohttp.ClientConnectionError):
        await person.post("home/getCurrentState", {})
    await person.control("fault", refusing=None)
    assert (await person.post("home/getCurrentState", {})).status == 200


async def test_a_slow_cloud_answers_late(person: Person) -> None:
    await person.control("fault", delay=3600)
    with pytest.raises(TimeoutError):
        async with asyncio.timeout(0.05):
            await person.post("home/getCurrentState", {})


async def test_an_answer_can_be_made_up_once(person: Person) -> None:
    made_up = {"path": "home/getCurrentState", "status": 200, "body": "<html>", "content_type": "text/html"}
    await person.control("answer", **made_up)
    assert (await person.post("home/getCurrentState", {})).text == "<html>"
    assert "devices" in (await person.post("home/getCurrentState", {})).body


async def test_parts_of_the_state_can_be_broken(person: Person) -> None:
    lamp = person.device("Nachtlicht Emma")
    await person.control("unset", path=["devices", lamp, "functionalChannels"])
    await person.control("set", device=lamp, values={"label": 7}, quiet=True)
    state = (await person.post("home/getCurrentState", {})).body
    assert state["devices"][lamp]["label"] == 7
    assert "functionalChannels" not in state["devices"][lamp]
    assert person.hub.count("websocket_out") == 0


async def test_an_access_point_can_move_to_another_host(person: Person) -> None:
    old, events = person.hub.rest_url, await person.listen()
    await person.control("move")
    assert (await events.receive(timeout=10)).type is aiohttp.WSMsgType.CLOSE
    async with person.session.post(f"{old}/hmip/home/getCurrentState", json={}, headers=person.headers) as response:
        assert response.status == 502
    async with person.session.post(person.hub.lookup_url, json={**LOOKUP, "id": person.hub.sgtin}) as response:
        assert (await response.json())["urlREST"] == person.hub.rest_url != old
    assert (await person.post("home/getCurrentState", {})).status == 200
    await (await person.listen()).close()


async def test_an_access_point_that_the_cloud_does_not_see_takes_no_commands(person: Person) -> None:
    await person.control("set", home=True, values={"connected": False})
    lamp = {"deviceId": person.device("Nachtlicht Emma"), "channelIndex": 1}
    answer = await person.post("device/control/setSwitchState", lamp | {"on": False})
    assert answer.body == {"errorCode": "ACCESS_POINT_NOT_CONNECTED"}
    assert (await person.post("home/getCurrentState", {})).body["home"]["connected"] is False
