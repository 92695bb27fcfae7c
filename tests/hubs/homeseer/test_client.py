"""The client against the virtual HomeSeer: what it reads, what it says, and every way to be refused."""

from __future__ import annotations

from typing import Any

import aiohttp
import pytest

from custom_components.multihub.hubs.base import (
    HubAuthError,
    HubConnectionError,
    HubError,
    HubInputError,
    HubThrottledError,
    HubUnsupportedError,
)
from custom_components.multihub.hubs.homeseer.client import (
    AsciiConnection,
    Endpoint,
    HomeSeerClient,
    RefusedError,
    System,
    http,
    list_systems,
)
from custom_components.multihub.hubs.homeseer.client.answers import check_status, parse
from custom_components.multihub.hubs.homeseer.client.query import address, number
from custom_components.multihub.hubs.homeseer.ways import endpoint_of
from virtual_hubs.homeseer import VirtualHomeSeer

from .listening import ref


@pytest.fixture
def client(virtual: VirtualHomeSeer, session: aiohttp.ClientSession) -> HomeSeerClient:
    return HomeSeerClient(session, Endpoint(virtual.url, virtual.username, virtual.password))


async def test_it_reads_version_rights_rows_controls_events_counters_and_cameras(
    virtual: VirtualHomeSeer, client: HomeSeerClient
) -> None:
    assert await client.version() == "4.2.22.4"
    assert (await client.session_config())["userPermissions"]["user_permissions"] == 6
    status = await client.status()
    assert {row["ref"] for row in status["Devices"]} == set(virtual.house.rows)
    assert status["TempFormatF"] is False
    with_controls = {row.ref for row in virtual.house.rows.values() if row.controls}
    assert {row["ref"] for row in (await client.controls())["Devices"]} == with_controls
    assert [event["id"] for event in await client.events()] == [1, 2, 3]
    assert [counter["name"] for counter in await client.counters()] == ["Door bell rings", "Dish washer runs"]
    assert await client.cameras() == [{"Name": "Driveway", "ID": 1}]
    assert (await client.camera_picture("1")).startswith(b"\xff\xd8")


async def test_a_picture_may_come_in_json_or_not_at_all(virtual: VirtualHomeSeer, client: HomeSeerClient) -> None:
    virtual.api.pictures_in_json = True
    assert (await client.camera_picture("1")).startswith(b"\xff\xd8")
    assert await client.shows({"ID": 1})
    assert not await client.shows({"ID": 2})
    with pytest.raises(RefusedError):
        await client.camera_picture("2")


async def test_a_camera_that_takes_its_time_is_one_and_holds_nothing_up(
    virtual: VirtualHomeSeer, client: HomeSeerClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(http, "GLANCE", 0.05)
    virtual.fail("silent", "getcamerasnapshot")
    assert await client.shows({"ID": 1})


@pytest.mark.parametrize("key", ["ID", "Id", "id", "iD"])
async def test_a_cameras_number_may_be_spelt_in_any_way(
    virtual: VirtualHomeSeer, client: HomeSeerClient, key: str
) -> None:
    virtual.api.camera_key = key
    (camera,) = await client.cameras()
    assert camera == {"Name": "Driveway", "ID": 1}
    assert await client.shows(camera)


async def test_some_rows_are_read_in_one_question(virtual: VirtualHomeSeer, client: HomeSeerClient) -> None:
    rows = (await client.status([101, 102, 103]))["Devices"]
    assert [row["ref"] for row in rows] == [101, 102, 103]
    assert virtual.requests("getstatus") == 1


async def test_a_command_gives_the_row_as_it_is_then(virtual: VirtualHomeSeer, client: HomeSeerClient) -> None:
    dimmer = ref(virtual, "Light - Dimmer")
    rows = await client.control_by_value(dimmer, 40)
    assert [(row["ref"], row["value"], row["status"]) for row in rows] == [(dimmer, 40, "Dim 40%")]
    assert virtual.house.rows[dimmer].value == 40


async def test_labels_with_signs_of_a_query_arrive_whole(virtual: VirtualHomeSeer, client: HomeSeerClient) -> None:
    """A space is %20 on the way, never a plus; the virtual HomeSeer takes a plus for a plus."""
    dimmer = ref(virtual, "Light - Dimmer")
    await client.control_by_label(dimmer, "Dim 50%")
    assert virtual.house.rows[dimmer].value == 50
    await client.speak('Tür & Tor + 50% #1, "offen"', "*:*")
    assert virtual.api.spoken == [("*:*", 'Tür & Tor + 50% #1, "offen"')]


async def test_a_root_finds_the_feature_for_a_use(virtual: VirtualHomeSeer, client: HomeSeerClient) -> None:
    await client.control_by_use(ref(virtual, "Thermostat"), 16)
    assert virtual.house.rows[ref(virtual, "Thermostat - Mode")].value == 2


async def test_events_run_by_number_or_by_name(virtual: VirtualHomeSeer, client: HomeSeerClient) -> None:
    await client.run_event(2, "", "")
    await client.run_event(None, "climate", "set thermostat")
    assert [event.runs for event in virtual.house.events] == [0, 1, 1]


async def test_a_value_that_no_control_has_is_refused(virtual: VirtualHomeSeer, client: HomeSeerClient) -> None:
    with pytest.raises(RefusedError):
        await client.control_by_value(ref(virtual, "Light"), 50)


async def test_changes_are_told_since_the_last_question(virtual: VirtualHomeSeer, client: HomeSeerClient) -> None:
    assert await client.changed("me") == []
    virtual.house.set(103, 50)
    assert await client.changed("me") == [103]
    assert await client.changed("me") == []


async def test_an_hs3_has_no_changes_and_says_so(session: aiohttp.ClientSession) -> None:
    hub = VirtualHomeSeer(generation="hs3")
    await hub.start()
    try:
        client = HomeSeerClient(session, Endpoint(hub.url))
        with pytest.raises(HubUnsupportedError):
            await client.changed("me")
        assert await client.cameras() == []
    finally:
        await hub.stop()


@pytest.mark.parametrize("form", ["login_page", "not_found", "unauthorized", "bare_error"])
async def test_what_a_system_does_not_have_or_show_takes_nothing_else_away(
    session: aiohttp.ClientSession, form: str
) -> None:
    hub = VirtualHomeSeer()
    await hub.start()
    try:
        hub.fail(form, "getcamerasnapshot", "getcounter", "getevents")
        client = HomeSeerClient(session, Endpoint(hub.url))
        assert not await client.shows({"Name": "Driveway", "ID": 1})
        assert await client.counters() == []
        assert await client.events() == []
        assert (await client.status())["Devices"]
    finally:
        await hub.stop()


@pytest.mark.parametrize(
    ("form", "error", "key"),
    [
        ("unauthorized", HubAuthError, "invalid_auth"),
        ("forbidden", HubAuthError, "invalid_auth"),
        ("login_page", HubAuthError, "login_page"),
        ("redirect_to_login", HubAuthError, "login_page"),
        ("bad_login", HubAuthError, "invalid_auth"),
        ("json_disabled", HubUnsupportedError, "json_disabled"),
        ("not_homeseer", HubUnsupportedError, "not_this_hub"),
        ("not_found", HubUnsupportedError, "not_this_hub"),
        ("response_error", HubUnsupportedError, "refused"),
        ("no_permission", HubUnsupportedError, "missing_role"),
        ("bare_error", HubUnsupportedError, "refused_without_reason"),
        ("wrong_shape", HubUnsupportedError, "not_this_hub"),
        ("list", HubUnsupportedError, "not_this_hub"),
        ("empty", HubConnectionError, "cannot_connect"),
        ("truncated", HubConnectionError, "cannot_connect"),
        ("server_error", HubConnectionError, "cannot_connect"),
        ("unavailable", HubConnectionError, "cannot_connect"),
        ("throttled", HubThrottledError, "throttled"),
    ],
)
async def test_every_way_to_be_refused_is_told_apart(
    virtual: VirtualHomeSeer, client: HomeSeerClient, form: str, error: type[HubError], key: str
) -> None:
    virtual.fail(form)
    with pytest.raises(error) as raised:
        await client.status()
    assert raised.value.key == key
    assert virtual.password not in str(raised.value)


@pytest.mark.parametrize(
    ("status", "retry_after", "server", "error", "key"),
    [
        (429, "soon", "", HubThrottledError, "throttled"),
        (503, "5", "", HubThrottledError, "throttled"),
        (404, None, "HomeSeer", HubUnsupportedError, "json_disabled"),
        (301, None, "", HubConnectionError, "cannot_connect"),
    ],
)
def test_statuses_say_what_they_mean(
    status: int, retry_after: str | None, server: str, error: type[HubError], key: str
) -> None:
    with pytest.raises(error) as raised:
        check_status(status, retry_after, server, "")
    assert raised.value.key == key
    if isinstance(raised.value, HubThrottledError):
        assert raised.value.retry_after == (60 if retry_after == "soon" else 5)


def test_answers_that_the_strict_reader_refuses_are_still_read() -> None:
    assert parse("x", '{"value": NaN, "status": "two\nlines"}')["status"] == "two\nlines"
    with pytest.raises(HubConnectionError):
        parse("x", "[" * 100_000)
    with pytest.raises(HubUnsupportedError) as raised:
        parse("x", "<html>HomeSeer is starting</html>")
    assert raised.value.key == "json_disabled"


async def test_silence_has_an_end(
    virtual: VirtualHomeSeer, client: HomeSeerClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(http, "SLOW", 0.05)
    virtual.fail("silent")
    with pytest.raises(HubConnectionError):
        await client.status()


async def test_nobody_there_is_no_connection(session: aiohttp.ClientSession, virtual: VirtualHomeSeer) -> None:
    await virtual.stop()
    with pytest.raises(HubConnectionError):
        await HomeSeerClient(session, Endpoint(virtual.url)).version()


SIGNS = [*"&#+%,;:=?/\\\"'<>@!$|~^`[](){}*. äöüßéñœ€日🔑", "%20", "%2B", "&pass=", "\u0308"]


@pytest.mark.parametrize("sign", SIGNS)
async def test_a_password_with_this_sign_works_in_every_way_in(session: aiohttp.ClientSession, sign: str) -> None:
    """As a header at home, in MyHS's query, and in the line of the ASCII port, save for the comma there."""
    password = f"se{sign}same"
    hub = VirtualHomeSeer(username=f"bi{sign.replace(':', ';')}ll", password=password, password_required=True)
    await hub.start()
    try:
        home = Endpoint(hub.url, hub.username, password)
        assert await HomeSeerClient(session, home).version() == "4.2.22.4"
        cloud = Endpoint(hub.cloud_url, hub.username, password, license="12345")
        assert await list_systems(session, cloud) == (System("12345", "Home"),)
        assert await HomeSeerClient(session, cloud).version() == "4.2.22.4"
        for wrong in (f"se{sign}sam", f"se{sign}same ", "sesame"):
            with pytest.raises(HubAuthError):
                await HomeSeerClient(session, Endpoint(hub.url, hub.username, wrong)).version()
            with pytest.raises(HubAuthError):
                await list_systems(session, Endpoint(hub.cloud_url, hub.username, wrong, license=""))
        opening = AsciiConnection.open("127.0.0.1", hub.ascii.port, hub.username, password, within=5)
        if "," in sign:
            with pytest.raises(HubInputError) as raised:
                await opening
            assert raised.value.key == "ascii_password"
        else:
            (await opening).close()
    finally:
        await hub.stop()


@pytest.mark.parametrize(
    ("charset", "asked"), [("utf-8", {"schlüssel": 2, "日本": 2}), ("latin-1", {"schlüssel": 3, "日本": 1})]
)
async def test_a_password_that_is_not_ascii_is_written_as_the_system_reads_it(
    session: aiohttp.ClientSession, charset: str, asked: dict[str, int]
) -> None:
    """Found out with the first question, and kept; what can't be written so is refused."""
    for password, questions in asked.items():
        hub = VirtualHomeSeer(password=password, password_required=True)
        hub.charset = charset
        await hub.start()
        try:
            client = HomeSeerClient(session, Endpoint(hub.url, hub.username, password))
            if questions == 1:
                with pytest.raises(HubAuthError):
                    await client.version()
            else:
                assert [await client.version(), await client.version()] == ["4.2.22.4"] * 2
            assert hub.requests("hsversion") == questions
        finally:
            await hub.stop()


async def test_credentials_stay_out_of_the_address_at_home(virtual: VirtualHomeSeer, client: HomeSeerClient) -> None:
    await client.version()
    assert virtual.log[-1].body == {"request": "hsversion"}
    assert virtual.password not in repr(client.endpoint)


async def test_an_account_lists_its_systems_and_each_is_reached_by_its_license(
    session: aiohttp.ClientSession,
) -> None:
    hub = VirtualHomeSeer(systems=2)
    await hub.start()
    try:
        account = Endpoint(hub.cloud_url, hub.username, hub.password, license="")
        systems = await list_systems(session, account)
        assert [(system.license, system.name) for system in systems] == [("12345", "Home"), ("12346", "System 2")]
        by_token = Endpoint(hub.cloud_url, token=hub.token, license="12346")
        assert await list_systems(session, by_token) == systems
        assert (await HomeSeerClient(session, by_token).status())["Devices"]
        with pytest.raises(HubAuthError):
            await list_systems(session, Endpoint(hub.cloud_url, hub.username, "wrong", license=""))
        with pytest.raises(HubAuthError):
            await HomeSeerClient(session, Endpoint(hub.cloud_url, token="wrong", license="12346")).version()
    finally:
        await hub.stop()


async def test_every_question_through_the_cloud_names_the_license(
    virtual: VirtualHomeSeer, session: aiohttp.ClientSession
) -> None:
    client = HomeSeerClient(session, Endpoint(virtual.cloud_url, "bill", "sesame", license="12345"))
    await client.session_config()
    await client.status([103])
    await client.controls()
    await client.changed("me")
    await client.events()
    await client.control_by_value(ref(virtual, "Light - Dimmer"), 40)
    await client.camera_picture("1")
    asked = [entry.body for entry in virtual.log if entry.kind == "http"]
    assert len(asked) == 7
    assert {body["licenseid"] for body in asked} == {"12345"}


@pytest.mark.parametrize(
    ("body", "error", "key"),
    [
        ('{"systems": []}', HubUnsupportedError, "not_this_hub"),
        ('{"response": "ok"}', HubUnsupportedError, "not_this_hub"),
        ('{"response": "denied"}', HubAuthError, "invalid_auth"),
        ("[]", HubUnsupportedError, "not_this_hub"),
    ],
)
async def test_a_list_of_systems_that_is_none(
    virtual: VirtualHomeSeer, session: aiohttp.ClientSession, body: str, error: type[HubError], key: str
) -> None:
    virtual.fail("body", "getsystems").body = body
    with pytest.raises(error) as raised:
        await list_systems(session, Endpoint(virtual.cloud_url, "bill", "sesame", license=""))
    assert raised.value.key == key


async def test_a_cloud_that_sends_us_in_circles(virtual: VirtualHomeSeer, session: aiohttp.ClientSession) -> None:
    virtual.redirect_to = virtual.cloud_url
    with pytest.raises(HubConnectionError):
        await HomeSeerClient(session, Endpoint(virtual.cloud_url, "bill", "sesame", license="12345")).version()


@pytest.mark.parametrize("body", ['{"FileBase64": "x"}', '{"FileBase64": 5}', "[]", "error"])
async def test_a_picture_that_is_none(virtual: VirtualHomeSeer, client: HomeSeerClient, body: str) -> None:
    virtual.fail("body", "getcamerasnapshot").body = body
    with pytest.raises(RefusedError):
        await client.camera_picture("1")


async def test_a_user_with_a_colon_is_not_even_sent(virtual: VirtualHomeSeer, session: aiohttp.ClientSession) -> None:
    with pytest.raises(HubAuthError):
        await HomeSeerClient(session, Endpoint(virtual.url, "a:b", "c")).version()
    assert virtual.count("http") == 0


async def test_a_redirect_of_the_cloud_keeps_question_and_credentials(
    virtual: VirtualHomeSeer, session: aiohttp.ClientSession
) -> None:
    other = VirtualHomeSeer()
    await other.start()
    try:
        virtual.redirect_to = other.cloud_url
        client = HomeSeerClient(session, Endpoint(virtual.cloud_url, "bill", "sesame", license="12345"))
        assert await client.version() == "4.2.22.4"
        assert other.requests("hsversion") == 1
        virtual.redirect_to = "http://example.com"
        with pytest.raises(HubUnsupportedError):
            await client.version()
    finally:
        await other.stop()


@pytest.mark.parametrize(
    ("data", "url"),
    [
        ({"host": "homeseer.local", "port": 80}, "http://homeseer.local"),
        ({"host": "192.0.2.1", "port": 8080}, "http://192.0.2.1:8080"),
        ({"host": "192.0.2.1", "port": 443, "ssl": True}, "https://192.0.2.1"),
        ({"host": "fe80::1", "port": 80}, "http://[fe80::1]"),
    ],
)
def test_where_a_system_at_home_answers(data: dict[str, Any], url: str) -> None:
    assert endpoint_of(data, way="homeseer_local").url == url


def test_queries_are_percent_encoded() -> None:
    url = address("http://host/JSON", {"request": "speak", "phrase": 'a b+c&d#e%f,g"ü'})
    assert str(url) == "http://host/JSON?request=speak&phrase=a%20b%2Bc%26d%23e%25f%2Cg%22%C3%BC"


@pytest.mark.parametrize(("value", "text"), [(99.0, "99"), (20.5, "20.5"), (-1.0, "-1"), (0.1 + 0.2, "0.3")])
def test_numbers_are_written_with_a_point(value: float, text: str) -> None:
    assert number(value) == text
