"""The virtual OpenMotics answers as a real gateway does."""

from __future__ import annotations

import base64
import json
from typing import Any

import aiohttp
import pytest

from virtual_hubs.openmotics import House, VirtualOpenMotics, demo_house
from virtual_hubs.openmotics.accounts import User
from virtual_hubs.openmotics.hub import EMAIL, EMAIL_PASSWORD, HOLIDAY, HOME, OLD_CLIENT, OLD_SECRET, PASSWORD, USERNAME
from virtual_hubs.openmotics.legacy import MOST_MESSAGES, Mailbox
from virtual_hubs.openmotics.msgpack import packb, unpackb

from .samples import samples

TRUST = False
"""What the tests of the server itself pin: nothing, since the certificate is not what they are about."""


async def ask(
    virtual: VirtualOpenMotics, session: aiohttp.ClientSession, function: str, **form: Any
) -> tuple[int, Any]:
    async with session.post(f"{virtual.url}/{function}", data=form, ssl=TRUST) as response:
        text = await response.text()
        return response.status, json.loads(text) if response.content_type == "application/json" else text


async def login(virtual: VirtualOpenMotics, session: aiohttp.ClientSession) -> str:
    _, answer = await ask(virtual, session, "login", username=USERNAME.upper(), password=PASSWORD)
    return str(answer["token"])


def shape(value: Any) -> Any:
    """What a reply is made of: keys and types. Lists give the shape of each kind of member once."""
    match value:
        case bool():
            return "bool"
        case int() | float():
            return "number"
        case str():
            return "text"
        case None:
            return "none"
        case dict():
            return {key: shape(part) for key, part in value.items()}
        case list():
            return [shape(part) for part in value]
    raise AssertionError(type(value))


def fits(ours: Any, real: Any, where: str) -> None:
    """Assert that our reply has the keys and types of the real one; what is none may be anything."""
    if "none" in (ours, real):
        return
    assert type(ours) is type(real), where
    if isinstance(real, dict):
        if free_keys(real):
            for key, part in ours.items():
                if key != "success":
                    fits(part, next(v for k, v in real.items() if k != "success"), f"{where}.{key}")
            return
        assert set(ours) == set(real), where
        for key in real:
            fits(ours[key], real[key], f"{where}.{key}")
    elif isinstance(real, list):
        for index, part in enumerate(ours):
            if real:
                fits(part, real[min(index, len(real) - 1)], f"{where}[{index}]")
    else:
        assert ours == real, where


def free_keys(real: dict[str, Any]) -> bool:
    """Whether the keys are numbers or addresses: ids, not names."""
    return any(key[0].isdigit() for key in real)


@pytest.mark.parametrize("house", ["recorded", "demo"])
async def test_every_recorded_reply_comes_back(house: str, session: aiohttp.ClientSession) -> None:
    """The recorded house to the letter, our own house in the same keys and types."""
    folder = samples()
    virtual = VirtualOpenMotics(house=House.from_folder(folder) if house == "recorded" else demo_house())
    await virtual.start()
    try:
        token = await login(virtual, session)
        recorded = sorted(folder.glob("*.json"))
        assert recorded
        for path in recorded:
            real = json.loads(path.read_text())
            status, answer = await ask(virtual, session, path.stem, token=token)
            assert status == real["status"]
            if house == "recorded":
                assert answer == real["body"], path.stem
            elif path.stem != "get_metric_definitions":
                fits(shape(answer), shape(real["body"]), path.stem)
    finally:
        await virtual.stop()


async def test_a_wrong_password_and_a_foreign_token_are_refused(
    virtual: VirtualOpenMotics, session: aiohttp.ClientSession
) -> None:
    assert await ask(virtual, session, "login", username=USERNAME, password="guess") == (
        401,
        {"success": False, "msg": "invalid_credentials"},
    )
    assert await ask(virtual, session, "get_version", token="0" * 32) == (
        401,
        {"success": False, "msg": "invalid_token"},
    )


async def test_the_first_login_asks_for_the_terms_and_gives_no_token(
    virtual: VirtualOpenMotics, session: aiohttp.ClientSession
) -> None:
    virtual.accounts.users[USERNAME] = User(PASSWORD, accepted_terms=False)
    answer = {"success": True, "next_step": "accept_terms"}
    assert await ask(virtual, session, "login", username=USERNAME, password=PASSWORD) == (200, answer)
    _, accepted = await ask(virtual, session, "login", username=USERNAME, password=PASSWORD, accept_terms="true")
    assert "token" in accepted
    assert "token" in (await ask(virtual, session, "login", username=USERNAME, password=PASSWORD))[1]


async def test_a_lesser_user_logs_in_and_is_refused_everything_else(
    virtual: VirtualOpenMotics, session: aiohttp.ClientSession
) -> None:
    virtual.accounts.users[USERNAME] = User(PASSWORD, role="ADMIN")
    token = await login(virtual, session)
    assert (await ask(virtual, session, "get_version", token=token))[0] == 401


async def test_errors_are_those_of_a_real_gateway(virtual: VirtualOpenMotics, session: aiohttp.ClientSession) -> None:
    token = await login(virtual, session)
    assert await ask(virtual, session, "get_scenes", token=token) == (
        404,
        {"success": False, "msg": "The path '/get_scenes' was not found."},
    )
    assert await ask(virtual, session, "set_output", token=token) == (
        404,
        {"success": False, "msg": "Missing parameters: id,is_on"},
    )
    status, page = await ask(virtual, session, "get_version", token=token, colour="red")
    assert (status, page[:9]) == (400, "<!DOCTYPE")
    assert await ask(virtual, session, "set_output", token=token, id="one", is_on="true") == (
        406,
        {"success": False, "msg": "invalid_parameters"},
    )
    assert await ask(virtual, session, "set_output", token=token, id="99", is_on="true") == (
        200,
        {"success": False, "msg": "Object not found"},
    )
    virtual.gateway.maintenance = True
    assert (await ask(virtual, session, "get_version", token=token))[0] == 503


async def test_a_json_body_gives_no_parameters(virtual: VirtualOpenMotics, session: aiohttp.ClientSession) -> None:
    headers = {"Authorization": f"Bearer {await login(virtual, session)}"}
    async with session.post(
        f"{virtual.url}/set_output", json={"id": 0, "is_on": True}, headers=headers, ssl=TRUST
    ) as response:
        assert (response.status, len(await response.text())) == (404, 513)


async def test_off_is_true_as_on_a_real_gateway(virtual: VirtualOpenMotics, session: aiohttp.ClientSession) -> None:
    await ask(virtual, session, "set_output", token=await login(virtual, session), id=2, is_on="off")
    assert virtual.house.row("get_output_status", 2, "status")["status"] == 1


async def test_only_the_wanted_fields_are_sent(virtual: VirtualOpenMotics, session: aiohttp.ClientSession) -> None:
    token = await login(virtual, session)
    _, answer = await ask(virtual, session, "get_room_configurations", token=token, fields='["id","name"]')
    assert answer["config"][0] == {"id": 0, "name": "Living"}


@pytest.mark.parametrize("way", ["header", "parameter", "subprotocol"])
async def test_the_websocket_sends_binary_json_of_what_was_subscribed_to(
    way: str, virtual: VirtualOpenMotics, session: aiohttp.ClientSession
) -> None:
    token = await login(virtual, session)
    packed = base64.b64encode(token.encode()).decode().rstrip("=")
    given: dict[str, Any] = {
        "header": {"headers": {"Authorization": f"Bearer {token}"}},
        "parameter": {"params": {"token": token, "serialization": "json"}},
        "subprotocol": {"protocols": [f"authorization.bearer.{packed}"]},
    }[way]
    async with session.ws_connect(
        f"{virtual.url}/ws_events", **{"params": {"serialization": "json"}, "ssl": TRUST} | given
    ) as socket:
        await socket.send_json({"type": "PING", "data": None})
        assert json.loads(await socket.receive_bytes())["type"] == "PONG"
        await socket.send_json({"type": "ACTION", "data": {"action": "set_subscription", "types": ["OUTPUT_CHANGE"]}})
        await virtual.until(lambda: virtual.count("websocket", "ACTION"))
        virtual.house.press_input(0, on=True)
        await ask(virtual, session, "set_output", token=token, id=8, is_on="true", dimmer=42)
        event = json.loads(await socket.receive_bytes())
        assert event["type"] == "OUTPUT_CHANGE"
        assert event["data"] == {
            "id": 8,
            "status": {"on": True, "locked": False, "value": 42},
            "location": {"room_id": 0},
        }


async def test_a_websocket_with_a_wrong_token_is_refused_and_one_without_breaks_off(
    virtual: VirtualOpenMotics, session: aiohttp.ClientSession
) -> None:
    with pytest.raises(aiohttp.WSServerHandshakeError):
        await session.ws_connect(f"{virtual.url}/ws_events", headers={"Authorization": "Bearer x"}, ssl=TRUST)
    with pytest.raises(aiohttp.ClientError):
        await session.ws_connect(f"{virtual.url}/ws_events", ssl=TRUST)


async def test_a_shutter_without_steps_is_driven_up_by_goto_and_the_call_refused(
    virtual: VirtualOpenMotics, session: aiohttp.ClientSession
) -> None:
    token = await login(virtual, session)
    status, answer = await ask(virtual, session, "do_shutter_goto", token=token, id=2, position=5)
    assert (status, answer["success"]) == (200, False)
    assert virtual.house.replies["get_shutter_status"]["detail"]["2"]["state"] == "going_up"


async def test_the_cloud_of_today_pages_and_names_things_by_its_own_ids(
    virtual: VirtualOpenMotics, session: aiohttp.ClientSession
) -> None:
    virtual.cloud.page = 3
    form = {
        "grant_type": "client_credentials",
        "client_id": OLD_CLIENT,
        "client_secret": OLD_SECRET,
        "scope": "control view configure",
    }
    async with session.post(f"{virtual.cloud_url}/authentication/oauth2/token", data=form) as response:
        headers = {"Authorization": f"Bearer {(await response.json())['access_token']}"}
    async with session.get(f"{virtual.cloud_url}/base/installations", headers=headers) as response:
        assert [home["id"] for home in (await response.json())["data"]] == [HOME, HOLIDAY]
    url = f"{virtual.cloud_url}/base/installations/{HOME}/outputs"
    async with session.get(url, params={"page": 2}, headers=headers) as response:
        answer = await response.json()
        assert answer["_paging"]["page"] == 2
        assert [thing["local_id"] for thing in answer["data"]] == [3, 4, 5]
        assert answer["data"][0]["id"] != 3
    async with session.post(f"{url}/{answer['data'][1]['id']}/turn_on", json={}, headers=headers) as response:
        assert (await response.json())["_error"] is None
    assert virtual.house.row("get_output_status", 4, "status")["status"] == 1


async def test_the_cloud_of_before_hands_messages_to_a_long_poll(
    virtual: VirtualOpenMotics, session: aiohttp.ClientSession
) -> None:
    async def call(function: str, params: dict[str, Any] | None = None, **form: Any) -> str:
        async with session.post(f"{virtual.legacy_url}/{function}", params=params, data=form) as response:
            return await response.text()

    token = json.loads(await call("login", username=EMAIL, password=EMAIL_PASSWORD))["token"]
    homes = json.loads(await call("get_installations", token=token))
    assert [home["name"] for home in homes] == ["Home", "Holiday home"]
    who = {"id": HOLIDAY, "subscriber": 7, "timestamp": 0}
    await call("update_message_subscription", who, token=token, types='["TYPE_OUTPUT_CHANGE"]')
    last = await call("get_last_message_id", who, token=token)
    assert last == "0"
    await call("set_output", token=token, installation_id=HOLIDAY, id=0, is_on="true")
    answer = json.loads(await call("get_messages_wait", {**who, "messageid": last}, token=token))
    assert answer == {"last_message_id": 1, "messages": [{"type": "TYPE_OUTPUT_CHANGE", "data": 0}]}
    answer = json.loads(await call("get_messages_wait", {**who, "messageid": 1}, token=token))
    assert answer["messages"] == []


def test_msgpack_gives_back_what_was_packed() -> None:
    value = {"type": "X", "data": [1, -5, 300, 2.5, None, True, False, "é" * 40, {}], "_version": 1.0}
    assert unpackb(packb(value)) == value
    assert unpackb(b"\x82\xa4type\xa4PING\xa4data\x93\xc0\xff\xcd\x01\x2c") == {"type": "PING", "data": [None, -1, 300]}


async def test_a_restart_forgets_the_tokens_and_may_bring_a_new_certificate(
    virtual: VirtualOpenMotics, session: aiohttp.ClientSession
) -> None:
    token = await login(virtual, session)
    before = virtual.certificate
    await virtual.restart(new_certificate=True)
    assert virtual.certificate is not None and before is not None
    assert virtual.certificate.fingerprint != before.fingerprint
    assert (await ask(virtual, session, "get_version", token=token))[0] == 401
    await login(virtual, session)


def test_the_cloud_of_before_keeps_the_newest_messages_alone() -> None:
    """A long run counts what is kept: 100,000 events are 20 MiB of messages that nobody asks for."""
    mailbox = Mailbox(subscriptions={"me": {"TYPE_INPUT_TRIGGER"}})
    for number in range(MOST_MESSAGES + 5):
        mailbox.add("TYPE_INPUT_TRIGGER", number)
    assert len(mailbox.messages) == MOST_MESSAGES
    assert mailbox.newest == MOST_MESSAGES + 5
    assert [told["data"] for told in mailbox.after(mailbox.newest - 2, "me")] == [MOST_MESSAGES + 3, MOST_MESSAGES + 4]
    assert mailbox.after(mailbox.newest, "me") == []
    assert len(mailbox.after(0, "me")) == MOST_MESSAGES
