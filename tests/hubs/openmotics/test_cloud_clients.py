"""The clients of both clouds: tokens and issuers, pages, installations, messages."""

from __future__ import annotations

import asyncio
from typing import Any

import aiohttp
import pytest
from aiohttp import web

from custom_components.multihub.hubs.base import (
    HubAuthError,
    HubCommandError,
    HubConnectionError,
    HubThrottledError,
    HubUnsupportedError,
)
from custom_components.multihub.hubs.openmotics.client import (
    CLOUD_URL,
    CloudClient,
    LegacyClient,
    LongPoll,
    MissingFunctionError,
)
from virtual_hubs import LOOPBACK
from virtual_hubs.openmotics import VirtualOpenMotics
from virtual_hubs.openmotics.cloud import NEW_ISSUER, NEW_SCOPE, OLD_ISSUER, OLD_SCOPE
from virtual_hubs.openmotics.doings import set_output
from virtual_hubs.openmotics.hub import (
    CLOUD_CLIENT,
    CLOUD_SECRET,
    EMAIL,
    EMAIL_PASSWORD,
    HOLIDAY,
    HOME,
    OLD_CLIENT,
    OLD_SECRET,
)

OUTPUTS = f"/base/installations/{HOME}/outputs"


@pytest.fixture
def cloud(virtual: VirtualOpenMotics, session: aiohttp.ClientSession) -> CloudClient:
    return CloudClient(session, CLOUD_CLIENT, CLOUD_SECRET, url=virtual.cloud_url)


@pytest.fixture
def legacy(virtual: VirtualOpenMotics, session: aiohttp.ClientSession) -> LegacyClient:
    return LegacyClient(session, EMAIL, EMAIL_PASSWORD, url=virtual.legacy_url, installation=str(HOME))


@pytest.mark.parametrize(
    ("client_id", "secret", "issuer", "scope"),
    [(CLOUD_CLIENT, CLOUD_SECRET, NEW_ISSUER, NEW_SCOPE), (OLD_CLIENT, OLD_SECRET, OLD_ISSUER, OLD_SCOPE)],
)
async def test_the_issuer_follows_from_the_form_of_the_id(
    client_id: str,
    secret: str,
    issuer: str,
    scope: str,
    virtual: VirtualOpenMotics,
    session: aiohttp.ClientSession,
) -> None:
    client = CloudClient(session, f" {client_id} ", secret, url=virtual.cloud_url)
    assert [home.name for home in await client.installations()] == ["Home", "Holiday home"]
    assert (virtual.log[0].what, virtual.log[0].body["scope"]) == (issuer, scope)


async def test_the_real_cloud_has_its_tokens_elsewhere(session: aiohttp.ClientSession) -> None:
    url, _ = CloudClient(session, CLOUD_CLIENT, "").issuer()
    assert url == f"https://rensonpublic.b2clogin.com{NEW_ISSUER}"
    assert CloudClient(session, OLD_CLIENT, "").issuer()[0] == f"{CLOUD_URL}/authentication/oauth2/token"


@pytest.mark.parametrize("client_id", [CLOUD_CLIENT, OLD_CLIENT])
async def test_a_wrong_secret_is_told(
    client_id: str, virtual: VirtualOpenMotics, session: aiohttp.ClientSession
) -> None:
    with pytest.raises(HubAuthError):
        await CloudClient(session, client_id, "guess", url=virtual.cloud_url).installations()


async def test_all_pages_are_read(virtual: VirtualOpenMotics, cloud: CloudClient) -> None:
    everything = await cloud.items(OUTPUTS)
    virtual.cloud.page = 4
    assert await cloud.items(OUTPUTS, usage="CONTROL") == everything
    assert len(everything) == 19
    asked = [entry.body for entry in virtual.log if entry.kind == "cloud" and entry.what == f"GET /api/v1.1{OUTPUTS}"]
    assert asked[1:] == [
        {"filter": '{"usage": "CONTROL"}'},
        *({"filter": '{"usage": "CONTROL"}', "page": str(page)} for page in range(2, 6)),
    ]


async def test_a_token_that_is_refused_is_replaced_once(virtual: VirtualOpenMotics, cloud: CloudClient) -> None:
    await cloud.installations()
    virtual.cloud.revoke()
    await cloud.installations()
    assert virtual.count("cloud", NEW_ISSUER) == 2
    virtual.cloud.lifetime = -1
    virtual.cloud.revoke()
    with pytest.raises(HubAuthError):
        await cloud.installations()
    assert virtual.count("cloud", NEW_ISSUER) == 3


async def test_a_token_is_renewed_before_it_ends(virtual: VirtualOpenMotics, session: aiohttp.ClientSession) -> None:
    now = 0.0
    client = CloudClient(session, CLOUD_CLIENT, CLOUD_SECRET, url=virtual.cloud_url, clock=lambda: now)
    await client.installations()
    now = 3500.0
    await client.installations()
    assert virtual.count("cloud", NEW_ISSUER) == 1
    now = 3550.0
    await client.installations()
    assert virtual.count("cloud", NEW_ISSUER) == 2


async def test_commands_reach_the_house_and_refusals_are_told(virtual: VirtualOpenMotics, cloud: CloudClient) -> None:
    thing = (await cloud.items(OUTPUTS))[2]
    await cloud.do(f"{OUTPUTS}/{thing['id']}/turn_on", {})
    assert virtual.house.row("get_output_status", thing["local_id"], "status")["status"] == 1
    with pytest.raises(HubCommandError, match="Object not found"):
        await cloud.do(f"{OUTPUTS}/999999/turn_on", {})
    virtual.cloud.installations[HOME].control_allowed = False
    with pytest.raises(HubCommandError, match="Forbidden"):
        await cloud.do(f"{OUTPUTS}/{thing['id']}/turn_on", {})


async def test_a_list_that_the_cloud_does_not_know_is_missing(cloud: CloudClient) -> None:
    with pytest.raises(MissingFunctionError):
        await cloud.items(f"/base/installations/{HOME}/spaceships")


async def test_an_installation_says_whether_it_may_be_controlled(
    virtual: VirtualOpenMotics, cloud: CloudClient
) -> None:
    virtual.cloud.installations[HOLIDAY].control_allowed = False
    home, holiday = await cloud.installations()
    assert (home.may_control, holiday.may_control) == (True, False)
    assert await cloud.installation(str(HOME)) == home


@pytest.mark.parametrize(
    ("body", "name"),
    [
        ({"data": {"id": 21, "name": "Home", "_acl": 5}, "_paging": {"number_of_pages": "many"}}, "Home"),
        ({"data": {"id": 21, "_acl": {"control": []}}, "_paging": []}, "21"),
        ({"data": {"name": "without a number"}}, None),
        ({"data": [1]}, None),
    ],
)
async def test_an_installation_whose_parts_are_odd_is_read_as_far_as_it_can(
    body: dict[str, Any], name: str | None, cloud: CloudClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def answer(*_: Any, **__: Any) -> dict[str, Any]:
        return body

    monkeypatch.setattr(cloud, "_ask", answer)
    if name is None:
        with pytest.raises(HubUnsupportedError):
            await cloud.installation("21")
        return
    assert ((await cloud.installation("21")).name, (await cloud.installation("21")).may_control) == (name, True)
    body["data"] = [body["data"]]
    assert [home.name for home in await cloud.installations()] == [name]


@pytest.mark.parametrize(
    ("status", "headers", "body", "error"),
    [
        (429, {"Retry-After": "90"}, {}, HubThrottledError),
        (500, {}, {}, HubConnectionError),
        (200, {}, [1], HubUnsupportedError),
        (302, {"Location": "https://example.com/"}, {}, HubUnsupportedError),
    ],
)
async def test_odd_answers_have_their_errors(
    status: int, headers: dict[str, str], body: Any, error: type[Exception], session: aiohttp.ClientSession
) -> None:
    async def answer(request: web.Request) -> web.Response:
        if request.method == "POST":
            return web.json_response({"access_token": "t", "expires_in": "3600"})
        return web.json_response(body, status=status, headers=headers)

    app = web.Application()
    app.router.add_route("*", "/{path:.*}", answer)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, LOOPBACK, 0).start()
    try:
        client = CloudClient(session, OLD_CLIENT, "x", url=f"http://{LOOPBACK}:{runner.addresses[0][1]}/api")
        with pytest.raises(error) as raised:
            await client.installations()
        if isinstance(raised.value, HubThrottledError):
            assert raised.value.retry_after == 90
    finally:
        await runner.cleanup()


async def test_the_cloud_of_before_lists_installations_and_takes_one_on_each_call(
    virtual: VirtualOpenMotics, session: aiohttp.ClientSession, legacy: LegacyClient
) -> None:
    client = LegacyClient(session, EMAIL, EMAIL_PASSWORD, url=virtual.legacy_url)
    assert await client.installations() == {str(HOME): "Home", str(HOLIDAY): "Holiday home"}
    await legacy.call("set_output", id=2, is_on=True)
    assert virtual.house.row("get_output_status", 2, "status")["status"] == 1
    assert virtual.log[-1].body["installation_id"] == str(HOME)


async def test_an_installation_that_is_none_hides_no_other(
    legacy: LegacyClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def answer(*_: Any) -> list[Any]:
        return [7, None, {"name": "Nowhere"}, {"id": HOME, "name": "Home"}]

    monkeypatch.setattr(legacy, "_authorized", answer)
    assert await legacy.installations() == {str(HOME): "Home"}


async def test_the_cloud_of_before_forgets_tokens_too(virtual: VirtualOpenMotics, legacy: LegacyClient) -> None:
    await legacy.call("get_version")
    virtual.legacy_accounts.revoke()
    await legacy.call("get_version")
    assert virtual.count("legacy", "/api/login") == 2


async def test_messages_come_by_long_poll_and_an_empty_poll_is_followed_by_another(
    virtual: VirtualOpenMotics, legacy: LegacyClient
) -> None:
    heard: asyncio.Queue[tuple[str, Any]] = asyncio.Queue()
    stands = asyncio.Event()
    task = asyncio.create_task(
        LongPoll(legacy, pause=0).listen(
            ["TYPE_OUTPUT_CHANGE"], stands.set, lambda kind, data: heard.put_nowait((kind, data))
        )
    )
    try:
        async with asyncio.timeout(5):
            await stands.wait()
            await virtual.until(lambda: virtual.count("legacy", "/api/get_messages_wait") >= 2)
            virtual.house.press_input(0, on=True)
            set_output(virtual.house, 5, is_on=True)
            assert await heard.get() == ("TYPE_OUTPUT_CHANGE", 5)
            set_output(virtual.house, 5, is_on=False)
            assert await heard.get() == ("TYPE_OUTPUT_CHANGE", 5)
        assert heard.empty()
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


async def test_a_long_poll_that_breaks_off_ends_with_an_error(virtual: VirtualOpenMotics, legacy: LegacyClient) -> None:
    stands = asyncio.Event()
    task = asyncio.create_task(LongPoll(legacy, pause=0).listen([], stands.set, lambda *_: None))
    async with asyncio.timeout(5):
        await stands.wait()
        await virtual.stop()
        with pytest.raises(HubConnectionError):
            await task
