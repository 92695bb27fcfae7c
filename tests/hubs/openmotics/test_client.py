"""The gateway's client: tokens, errors, the websocket."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Callable
from typing import Any, Self

import aiohttp
import pytest

from custom_components.multihub.hubs.base import (
    CertificateChangedError,
    HubAuthError,
    HubCommandError,
    HubConnectionError,
    HubError,
    HubInputError,
    HubUnsupportedError,
)
from custom_components.multihub.hubs.openmotics.client import (
    GatewayClient,
    MissingFunctionError,
    UnknownFunctionError,
    Websocket,
    is_gateway,
    websocket,
)
from custom_components.multihub.hubs.openmotics.client.form import LIFETIME, SHORT_LIFETIME
from custom_components.multihub.hubs.tls import pin
from virtual_hubs.openmotics import VirtualOpenMotics, msgpack, parameters
from virtual_hubs.openmotics.accounts import User
from virtual_hubs.openmotics.hub import PASSWORD, USERNAME
from virtual_hubs.openmotics.parameters import ParameterError

type MakeClient = Callable[..., GatewayClient]


@pytest.fixture
def make_client(virtual: VirtualOpenMotics, session: aiohttp.ClientSession) -> MakeClient:
    """Make a client that pins the gateway's certificate."""
    assert virtual.certificate
    trusted = pin(virtual.certificate.fingerprint)

    def make(username: str = USERNAME, password: str = PASSWORD, **more: Any) -> GatewayClient:
        return GatewayClient(session, "127.0.0.1", virtual.port, username, password, **{"ssl": trusted} | more)

    return make


async def test_a_call_logs_in_first_and_once(virtual: VirtualOpenMotics, make_client: MakeClient) -> None:
    client = make_client()
    versions = await asyncio.gather(*(client.call("get_version") for _ in range(4)))
    assert {version["gateway"] for version in versions} == {"2.29.0"}
    assert virtual.count("http", "/login") == 1


async def test_a_wrong_password_is_told_and_not_tried_again(
    virtual: VirtualOpenMotics, make_client: MakeClient
) -> None:
    with pytest.raises(HubAuthError) as error:
        await make_client(password="guess").call("get_version")
    assert error.value.key == "invalid_auth"
    assert virtual.count("http") == 1


async def test_terms_that_are_not_accepted_are_told_apart_and_can_be_accepted(
    virtual: VirtualOpenMotics, make_client: MakeClient
) -> None:
    virtual.accounts.users[USERNAME] = User(PASSWORD, accepted_terms=False)
    client = make_client()
    with pytest.raises(HubAuthError) as error:
        await client.call("get_version")
    assert error.value.key == "terms_not_accepted"
    await client.login(accept_terms=True)
    assert (await client.call("get_version"))["success"]


async def test_a_lesser_role_is_told_after_one_more_login(virtual: VirtualOpenMotics, make_client: MakeClient) -> None:
    virtual.accounts.users[USERNAME] = User(PASSWORD, role="ADMIN")
    with pytest.raises(HubAuthError) as error:
        await make_client().call("get_version")
    assert error.value.key == "missing_role"
    assert (virtual.count("http", "/login"), virtual.count("http", "/get_version")) == (2, 2)


async def test_a_token_that_the_gateway_forgot_is_replaced_at_once(
    virtual: VirtualOpenMotics, make_client: MakeClient
) -> None:
    client = make_client()
    await client.call("get_version")
    virtual.accounts.revoke()
    assert (await client.call("get_version"))["success"]
    assert virtual.count("http", "/login") == 2


async def test_several_calls_with_a_forgotten_token_log_in_once(
    virtual: VirtualOpenMotics, make_client: MakeClient
) -> None:
    client = make_client()
    await client.call("get_version")
    virtual.accounts.revoke()
    await asyncio.gather(*(client.call("get_status") for _ in range(4)))
    assert virtual.count("http", "/login") == 2


async def test_a_token_is_renewed_before_it_ends(virtual: VirtualOpenMotics, make_client: MakeClient) -> None:
    now = 0.0
    client = make_client(clock=lambda: now)
    await client.call("get_version")
    now = LIFETIME * 0.89
    await client.call("get_version")
    assert virtual.count("http", "/login") == 1
    now = LIFETIME * 0.91
    await client.call("get_version")
    assert virtual.count("http", "/login") == 2
    assert virtual.count("http", "/get_version") == 3


async def test_firmware_that_takes_no_lifetime_is_asked_without_and_its_token_renewed_within_the_hour(
    virtual: VirtualOpenMotics, make_client: MakeClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    required, _ = parameters.SIGNATURES["login"]
    monkeypatch.setitem(parameters.SIGNATURES, "login", (required, {}))
    now = 0.0
    client = make_client(clock=lambda: now)
    assert (await client.call("get_version"))["success"]
    assert virtual.count("http", "/login") == 2
    now = SHORT_LIFETIME * 0.89
    await client.call("get_version")
    assert virtual.count("http", "/login") == 2
    now = SHORT_LIFETIME * 0.91
    virtual.accounts.revoke()
    asked = virtual.count("http", "/get_version")
    await client.call("get_version")
    assert virtual.count("http", "/login") == 3
    assert virtual.count("http", "/get_version") == asked + 1


@pytest.mark.parametrize(
    ("function", "parameters", "error"),
    [
        ("get_scenes", {}, UnknownFunctionError),
        ("get_airco_status", {}, MissingFunctionError),
        ("set_output", {}, HubUnsupportedError),
        ("get_version", {"colour": "red"}, HubUnsupportedError),
        ("set_output", {"id": "one", "is_on": True}, HubInputError),
        ("set_output", {"id": 99, "is_on": True}, HubCommandError),
    ],
)
async def test_each_refusal_has_its_error(
    function: str, parameters: dict[str, Any], error: type[HubError], make_client: MakeClient
) -> None:
    with pytest.raises(HubError) as raised:
        await make_client().call(function, **parameters)
    assert type(raised.value) is error


async def test_the_gateways_own_words_are_the_reason(make_client: MakeClient) -> None:
    with pytest.raises(HubCommandError, match="Object not found"):
        await make_client().call("set_output", id=99, is_on=True)


async def test_a_function_that_crashes_in_the_gateway_is_a_refusal_and_a_login_that_does_a_broken_connection(
    virtual: VirtualOpenMotics, make_client: MakeClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What crashes in one function says nothing of the others."""
    client = make_client()
    answer = virtual.gateway.answer

    def crashing(function: str, given: Any, token: str | None) -> Any:
        if function in crash:
            raise ParameterError(500, {"success": False, "msg": "unknown_error"})
        return answer(function, given, token)

    crash = {"get_status"}
    monkeypatch.setattr(virtual.gateway, "answer", crashing)
    with pytest.raises(HubCommandError, match="unknown_error"):
        await client.call("get_status")
    assert (await client.call("get_version"))["success"]
    crash = {"login"}
    with pytest.raises(HubConnectionError):
        await client.login()


async def test_maintenance_is_not_a_wrong_password(virtual: VirtualOpenMotics, make_client: MakeClient) -> None:
    virtual.gateway.maintenance = True
    with pytest.raises(HubConnectionError) as error:
        await make_client().call("get_version")
    assert error.value.key == "maintenance"


async def test_a_master_that_does_not_answer_is_a_broken_connection(
    virtual: VirtualOpenMotics, make_client: MakeClient
) -> None:
    virtual.gateway.master_answers = False
    with pytest.raises(HubConnectionError) as error:
        await make_client().call("get_output_status")
    assert error.value.key == "cannot_connect"


async def test_another_certificate_stops_before_anything_is_sent(
    virtual: VirtualOpenMotics, make_client: MakeClient
) -> None:
    with pytest.raises(CertificateChangedError):
        await make_client(ssl=pin("00" * 32)).call("get_version")
    with pytest.raises(CertificateChangedError):
        await make_client(ssl=True).call("get_version")
    assert virtual.log == []


async def test_nobody_there_is_told_without_a_secret(make_client: MakeClient, virtual: VirtualOpenMotics) -> None:
    client = make_client()
    await client.call("get_version")
    await virtual.stop_gateway()
    with pytest.raises(HubConnectionError) as error:
        await client.call("get_version")
    assert PASSWORD not in str(error.value) and "token" not in str(error.value)
    await virtual.start_gateway()


async def test_a_gateway_is_known_without_credentials(
    virtual: VirtualOpenMotics, session: aiohttp.ClientSession
) -> None:
    assert virtual.certificate
    await is_gateway(session, "127.0.0.1", virtual.port, ssl=pin(virtual.certificate.fingerprint))
    virtual.house.replies["health_check"] = {"success": True}
    with pytest.raises(HubUnsupportedError):
        await is_gateway(session, "127.0.0.1", virtual.port, ssl=pin(virtual.certificate.fingerprint))


class Listening:
    """A websocket that is listened to in the background."""

    def __init__(self, client: GatewayClient) -> None:
        self.events: asyncio.Queue[tuple[str, Any]] = asyncio.Queue()
        self.stands = asyncio.Event()
        types = ["OUTPUT_CHANGE", "INPUT_CHANGE"]
        work = Websocket(client).listen(types, self.stands.set, lambda kind, data: self.events.put_nowait((kind, data)))
        self.task = asyncio.create_task(work)

    async def __aenter__(self) -> Self:
        waiting = asyncio.create_task(self.stands.wait())
        await asyncio.wait({waiting, self.task}, return_when=asyncio.FIRST_COMPLETED, timeout=5)
        waiting.cancel()
        return self

    async def __aexit__(self, *_: object) -> None:
        self.task.cancel()
        await asyncio.gather(self.task, return_exceptions=True)

    async def next(self) -> tuple[str, Any]:
        async with asyncio.timeout(5):
            return await self.events.get()


async def test_the_websocket_hands_on_what_it_subscribed_to(
    virtual: VirtualOpenMotics, make_client: MakeClient
) -> None:
    async with Listening(make_client()) as listening:
        virtual.house.measure(1, 20.0)
        virtual.house.press_input(2, on=True)
        kind, data = await listening.next()
        assert (kind, data["id"], data["status"]) == ("INPUT_CHANGE", 2, True)


@pytest.mark.parametrize("proof", ["event", "time"])
async def test_a_gateway_that_answers_no_ping_is_heard_all_the_same(
    proof: str, virtual: VirtualOpenMotics, make_client: MakeClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(websocket, "PONG_WITHIN", 0.01 if proof == "time" else 60.0)
    virtual.gateway.answers_pings = False
    listening = Listening(make_client())
    try:
        if proof == "event":
            await virtual.until(lambda: virtual.count("websocket", "PING"))
            assert not listening.stands.is_set()
            virtual.house.press_input(0, on=True)
            await listening.next()
            assert listening.stands.is_set()
        async with asyncio.timeout(5):
            await listening.stands.wait()
    finally:
        await listening.__aexit__()


async def test_a_frame_that_is_no_event_ends_nothing(virtual: VirtualOpenMotics, make_client: MakeClient) -> None:
    async with Listening(make_client()) as listening:
        for socket in virtual.gateway.sockets:
            for frame in (b"\xff\xfe", b"[1,2]", b'"text"', b"{}", b'{"data": 1}', b"[" * 200_000):
                await socket.send_bytes(frame)
            await socket.send_str('{"type": "SOMETHING_NEW", "data": null}')
        assert await listening.next() == ("SOMETHING_NEW", None)


async def test_a_value_that_is_no_number_comes_through(virtual: VirtualOpenMotics, make_client: MakeClient) -> None:
    """A gateway in Python writes it as NaN, which strict readers refuse."""
    async with Listening(make_client()) as listening:
        for socket in virtual.gateway.sockets:
            await socket.send_bytes(b'{"type": "SENSOR_CHANGE", "data": {"id": 1, "value": NaN}}')
        kind, data = await listening.next()
        assert (kind, str(data["value"])) == ("SENSOR_CHANGE", "nan")


async def test_a_forgotten_token_at_the_websocket_is_replaced(
    virtual: VirtualOpenMotics, make_client: MakeClient
) -> None:
    client = make_client()
    await client.call("get_version")
    virtual.accounts.revoke()
    async with Listening(client) as listening:
        assert listening.stands.is_set()
    assert virtual.count("http", "/login") == 2


async def test_a_lesser_role_at_the_websocket_is_an_auth_error_after_two_tries(
    virtual: VirtualOpenMotics, make_client: MakeClient
) -> None:
    virtual.accounts.users[USERNAME] = User(PASSWORD, role="ADMIN")
    async with Listening(make_client()) as listening:
        with pytest.raises(HubAuthError):
            await listening.task
    assert virtual.count("http", "/ws_events") == 2


async def test_the_end_of_the_websocket_is_the_end_of_listening(
    virtual: VirtualOpenMotics, make_client: MakeClient
) -> None:
    async with Listening(make_client()) as listening:
        await virtual.gateway.drop()
        async with asyncio.timeout(5):
            await listening.task


async def test_an_old_gateway_is_heard_in_msgpack_where_that_package_is_at_hand(
    virtual: VirtualOpenMotics, make_client: MakeClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "msgpack", msgpack)
    virtual.gateway.json_websocket = False
    async with Listening(make_client()) as listening:
        virtual.house.press_input(0, on=True)
        kind, data = await listening.next()
        assert (kind, data["id"]) == ("INPUT_CHANGE", 0)


async def test_an_old_gateway_is_not_heard_without_msgpack(
    virtual: VirtualOpenMotics, make_client: MakeClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "msgpack", None)
    virtual.gateway.json_websocket = False
    async with Listening(make_client()) as listening:
        with pytest.raises(HubUnsupportedError):
            await listening.task
