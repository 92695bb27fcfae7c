"""The dialogs of HomeSeer: at home and through MyHS, reauth, reconfigure and options, every error and its recovery."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from typing import Any
from unittest.mock import AsyncMock, patch

import pytest
from homeassistant.config_entries import SOURCE_REAUTH, SOURCE_RECONFIGURE, SOURCE_USER
from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import FlowResultType
from homeassistant.helpers.network import NoURLAvailableError
from homeassistant.setup import async_setup_component
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.multihub.const import DOMAIN
from custom_components.multihub.hubs.base import HubConnectionError
from tests.helpers import state
from virtual_hubs.homeseer import VirtualHomeSeer


@pytest.fixture
def set_up() -> Iterator[AsyncMock]:
    """The entry's own set-up is for other tests."""
    with (
        patch("custom_components.multihub.async_setup_entry", return_value=True) as set_up,
        patch("custom_components.multihub.async_unload_entry", return_value=True),
    ):
        yield set_up


@pytest.fixture
async def virtual() -> AsyncIterator[VirtualHomeSeer]:
    hub = VirtualHomeSeer(password_required=True)
    await hub.start()
    yield hub
    await hub.stop()


class Dialog:
    """One dialog, as a person goes through it."""

    def __init__(self, hass: HomeAssistant) -> None:
        self.hass = hass
        self.result: Any = None

    async def begin(self, way: str) -> Any:
        """Take HomeSeer from the menu, then the way in."""
        self.result = await self.hass.config_entries.flow.async_init(DOMAIN, context={"source": SOURCE_USER})
        await self.send({"next_step_id": "homeseer"})
        assert self.result["menu_options"] == ["homeseer_local", "homeseer_cloud"]
        return await self.send({"next_step_id": way})

    async def send(self, typed: dict[str, Any]) -> Any:
        self.result = await self.hass.config_entries.flow.async_configure(self.result["flow_id"], typed)
        return self.result

    def shown(self) -> dict[str, Any]:
        """What the form is filled with."""
        return {
            str(field): field.description["suggested_value"]
            for field in self.result["data_schema"].schema
            if (field.description or {}).get("suggested_value") is not None
        }


@pytest.fixture
def dialog(hass: HomeAssistant, set_up: AsyncMock) -> Dialog:
    return Dialog(hass)


def local(virtual: VirtualHomeSeer, **changes: Any) -> dict[str, Any]:
    return virtual._local_flow()["homeseer_local"] | changes  # noqa: SLF001


def cloud(virtual: VirtualHomeSeer, **changes: Any) -> dict[str, Any]:
    return virtual._cloud_flow()["homeseer_cloud"] | changes  # noqa: SLF001


def made(result: Any) -> dict[str, Any]:
    """The data of the entry that was made."""
    assert result["type"] is FlowResultType.CREATE_ENTRY, result
    return dict(result["data"])


async def added(dialog: Dialog, way: str, typed: dict[str, Any]) -> Any:
    await dialog.begin(way)
    made(await dialog.send(typed))
    return dialog.hass.config_entries.async_entries(DOMAIN)[0]


async def start(dialog: Dialog, entry: Any, source: str) -> Any:
    """Begin the dialog that asks again, or the one that changes an entry."""
    context = {"source": source, "entry_id": entry.entry_id}
    return await dialog.hass.config_entries.flow.async_init(DOMAIN, context=context, data=entry.data)


# At home


async def test_a_homeseer_at_home_is_added(dialog: Dialog, virtual: VirtualHomeSeer) -> None:
    form = await dialog.begin("homeseer_local")
    assert form["step_id"] == "homeseer_local"
    result = await dialog.send(local(virtual))
    data = made(result)
    assert result["title"] == "HomeSeer"
    hub_id, webhook_id = data.pop("hub_id"), data.pop("webhook_id")
    assert hub_id.startswith("local-") and result["result"].unique_id == hub_id
    assert len(webhook_id) == 64
    assert data == {
        "hub": "homeseer",
        "way": "homeseer_local",
        "host": "127.0.0.1",
        "port": virtual.port,
        "ssl": False,
        "username": virtual.username,
        "password": virtual.password,
        "ascii_port": virtual.ascii.port,
    }


@pytest.mark.parametrize(
    "host", ["{host}:{port}", "http://{host}:{port}", "http://{host}:{port}/index.html", " {host} "]
)
async def test_a_host_may_be_typed_as_an_address(dialog: Dialog, virtual: VirtualHomeSeer, host: str) -> None:
    typed = local(virtual, host=host.format(host="127.0.0.1", port=virtual.port))
    await dialog.begin("homeseer_local")
    data = made(await dialog.send(typed))
    assert (data["host"], data["port"]) == ("127.0.0.1", virtual.port)


@pytest.mark.parametrize("host", ["http://[", "a b", "http://", "/", "exa mple:80:80"])
async def test_a_host_that_is_none(dialog: Dialog, virtual: VirtualHomeSeer, host: str) -> None:
    await dialog.begin("homeseer_local")
    again = await dialog.send(local(virtual, host=host))
    assert again["errors"] == {"base": "cannot_connect"}
    assert dialog.shown()["host"] == host
    made(await dialog.send(local(virtual)))


@pytest.mark.parametrize("url", ["http://[", "not an address", "https://", "ftp://127.0.0.1"])
async def test_an_address_of_the_cloud_that_is_none(dialog: Dialog, virtual: VirtualHomeSeer, url: str) -> None:
    await dialog.begin("homeseer_cloud")
    again = await dialog.send(cloud(virtual, advanced={"url": url}))
    assert again["errors"] == {"base": "cannot_connect"}
    made(await dialog.send(cloud(virtual)))


@pytest.mark.parametrize(
    ("form", "key"),
    [
        ("unauthorized", "invalid_auth"),
        ("forbidden", "invalid_auth"),
        ("login_page", "login_page"),
        ("redirect_to_login", "login_page"),
        ("bad_login", "invalid_auth"),
        ("json_disabled", "json_disabled"),
        ("not_homeseer", "not_this_hub"),
        ("not_found", "not_this_hub"),
        ("response_error", "refused"),
        ("bare_error", "refused_without_reason"),
        ("no_permission", "missing_role"),
        ("empty", "cannot_connect"),
        ("truncated", "cannot_connect"),
        ("list", "not_this_hub"),
        ("wrong_shape", "not_this_hub"),
        ("server_error", "cannot_connect"),
        ("throttled", "throttled"),
    ],
)
@pytest.mark.parametrize("way", ["homeseer_local", "homeseer_cloud"])
async def test_every_refusal_has_its_own_words_and_can_be_mended(
    dialog: Dialog, virtual: VirtualHomeSeer, way: str, form: str, key: str
) -> None:
    typed = local(virtual) if way == "homeseer_local" else cloud(virtual)
    virtual.fail(form, "getsessionconfig", "hsversion")
    await dialog.begin(way)
    again = await dialog.send(typed)
    assert (again["step_id"], again["errors"]) == (way, {"base": key})
    assert "password" not in dialog.shown()
    assert dialog.shown()["username"] == virtual.username
    assert dialog.hass.config_entries.async_entries(DOMAIN) == []
    virtual.faults.clear()
    made(await dialog.send(typed))


async def test_the_forms_of_no_are_told_apart(dialog: Dialog, virtual: VirtualHomeSeer) -> None:
    """JSON off, a login page, 401, ``error``, ``{"Response":"Error…"}`` and a user without rights: six messages."""
    forms = ("json_disabled", "login_page", "unauthorized", "bare_error", "response_error", "no_permission")
    await dialog.begin("homeseer_local")
    said = []
    for form in forms:
        virtual.faults.clear()
        virtual.fail(form)
        again = await dialog.send(local(virtual))
        said.append((again["errors"]["base"], again["description_placeholders"]))
    assert said == [
        ("json_disabled", {}),
        ("login_page", {}),
        ("invalid_auth", {}),
        ("refused_without_reason", {}),
        ("refused", {"reason": "bad request"}),
        ("missing_role", {}),
    ]


@pytest.mark.parametrize("way", ["homeseer_local", "homeseer_cloud"])
async def test_a_reason_that_repeats_the_question_gives_no_secret_away(
    dialog: Dialog, way: str, caplog: pytest.LogCaptureFixture
) -> None:
    virtual = VirtualHomeSeer(username="bill-smith", password="top&secret", password_required=True)
    await virtual.start()
    try:
        asked = "/json?licenseid=12345&user=bill-smith&pass=top%26secret"
        fault = virtual.fail("body", "getsessionconfig", "hsversion")
        fault.body = f'{{"Response":"Error, no such page: {asked} (top&secret)"}}'
        await dialog.begin(way)
        again = await dialog.send(local(virtual) if way == "homeseer_local" else cloud(virtual))
        assert again["errors"] == {"base": "refused"}
        license_ = "12345" if way == "homeseer_local" else "…"
        reason = f"no such page: /json?licenseid={license_}&user=…&pass=… (…)"
        assert again["description_placeholders"] == {"reason": reason}
        assert "secret" not in caplog.text
    finally:
        await virtual.stop()


async def test_nobody_there(dialog: Dialog, virtual: VirtualHomeSeer) -> None:
    await dialog.begin("homeseer_local")
    again = await dialog.send(local(virtual, port=1))
    assert again["errors"] == {"base": "cannot_connect"}
    assert dialog.shown()["port"] == 1
    made(await dialog.send(local(virtual)))


async def test_wrong_passwords_are_refused(
    dialog: Dialog, virtual: VirtualHomeSeer, caplog: pytest.LogCaptureFixture
) -> None:
    await dialog.begin("homeseer_local")
    again = await dialog.send(local(virtual, password="s3cret-wrong"))
    assert again["errors"] == {"base": "invalid_auth"}
    again = await dialog.send(local(virtual, username="bill:smith"))
    assert again["errors"] == {"username": "colon_in_username"}
    made(await dialog.send(local(virtual)))
    assert "s3cret-wrong" not in caplog.text and virtual.password not in caplog.text


@pytest.mark.parametrize("password", ["se&sa#me", "50%+1", "a,b", "schlüssel", ":;=?/\\", "\"'<>@", "€ 日 🔑", " x "])
@pytest.mark.parametrize("way", ["homeseer_local", "homeseer_cloud"])
async def test_passwords_of_all_signs_are_taken(dialog: Dialog, way: str, password: str) -> None:
    virtual = VirtualHomeSeer(password=password, password_required=True)
    await virtual.start()
    try:
        await dialog.begin(way)
        data = made(await dialog.send(local(virtual) if way == "homeseer_local" else cloud(virtual)))
        assert data["password"] == password
    finally:
        await virtual.stop()


async def test_a_guest_may_not_add_it(dialog: Dialog, virtual: VirtualHomeSeer) -> None:
    virtual.api.permissions = 1
    await dialog.begin("homeseer_local")
    assert (await dialog.send(local(virtual)))["errors"] == {"base": "missing_role"}
    virtual.api.permissions = 8
    made(await dialog.send(local(virtual)))


async def test_without_credentials_where_none_are_needed(dialog: Dialog) -> None:
    virtual = VirtualHomeSeer(generation="hs3")
    await virtual.start()
    try:
        await dialog.begin("homeseer_local")
        data = made(await dialog.send({"host": "127.0.0.1", "port": virtual.port, "ascii_port": 0}))
        assert not {"username", "password"} & data.keys() and data["ascii_port"] == 0
    finally:
        await virtual.stop()


async def test_an_unanswering_ascii_port_does_not_fail_the_form(dialog: Dialog, virtual: VirtualHomeSeer) -> None:
    await virtual.ascii.close()
    await dialog.begin("homeseer_local")
    made(await dialog.send(local(virtual)))


async def test_the_same_address_is_not_added_twice(dialog: Dialog, virtual: VirtualHomeSeer) -> None:
    await added(dialog, "homeseer_local", local(virtual))
    await dialog.begin("homeseer_local")
    again = await dialog.send(local(virtual))
    assert (again["type"], again["reason"]) == (FlowResultType.ABORT, "already_configured")


async def test_what_nobody_expected_is_said_too(dialog: Dialog, virtual: VirtualHomeSeer) -> None:
    await dialog.begin("homeseer_local")
    with patch("custom_components.multihub.hubs.homeseer.flow.HomeSeerClient", side_effect=ZeroDivisionError):
        assert (await dialog.send(local(virtual)))["errors"] == {"base": "unknown"}
    made(await dialog.send(local(virtual)))


# TLS


@pytest.fixture
async def encrypted(hass: HomeAssistant) -> AsyncIterator[VirtualHomeSeer]:
    """A HomeSeer with TLS; the loop's debugging would report the handshakes that we break off on purpose."""
    hass.loop.set_debug(False)
    hub = VirtualHomeSeer(tls=True, password_required=True)
    await hub.start()
    yield hub
    await hub.stop()


async def test_a_certificate_of_its_own_making_is_shown_and_pinned(dialog: Dialog, encrypted: VirtualHomeSeer) -> None:
    await dialog.begin("homeseer_local")
    shown = await dialog.send(local(encrypted))
    assert shown["step_id"] == "certificate"
    assert encrypted.certificate
    fingerprint = encrypted.certificate.fingerprint
    assert shown["description_placeholders"]["fingerprint"].replace(":", "").lower() == fingerprint
    assert encrypted.count("http") == 0
    assert made(await dialog.send({}))["fingerprint"] == fingerprint


async def test_a_confirmed_certificate_is_not_asked_for_again(dialog: Dialog, encrypted: VirtualHomeSeer) -> None:
    await dialog.begin("homeseer_local")
    await dialog.send(local(encrypted, password="wrong"))
    again = await dialog.send({})
    assert (again["step_id"], again["errors"]) == ("homeseer_local", {"base": "invalid_auth"})
    made(await dialog.send(local(encrypted)))


async def test_the_certificate_that_an_entry_has_pinned_is_not_asked_for_again(
    dialog: Dialog, encrypted: VirtualHomeSeer
) -> None:
    await dialog.begin("homeseer_local")
    await dialog.send(local(encrypted))
    made(await dialog.send({}))
    entry = dialog.hass.config_entries.async_entries(DOMAIN)[0]
    before = dict(entry.data)
    dialog.result = await start(dialog, entry, SOURCE_RECONFIGURE)
    await dialog.send({"next_step_id": "homeseer_local"})
    assert (await dialog.send(local(encrypted, ascii_port=0)))["reason"] == "reconfigure_successful"
    assert dict(entry.data) == before | {"ascii_port": 0}
    encrypted.password = "new"
    dialog.result = await start(dialog, entry, SOURCE_REAUTH)
    ended = await dialog.send({"username": encrypted.username, "password": "new"})
    assert ended["reason"] == "reauth_successful"
    assert entry.data["fingerprint"] == before["fingerprint"]


async def test_a_certificate_that_changes_while_it_is_confirmed(dialog: Dialog, encrypted: VirtualHomeSeer) -> None:
    other = VirtualHomeSeer(tls=True)
    await dialog.begin("homeseer_local")
    await dialog.send(local(encrypted))
    port = encrypted.port
    await encrypted.stop()
    other.port = port
    await other.start()
    try:
        again = await dialog.send({})
        assert (again["step_id"], again["errors"]) == ("homeseer_local", {"base": "certificate_changed"})
    finally:
        await other.stop()


async def test_a_server_that_goes_while_its_certificate_is_looked_at(
    dialog: Dialog, encrypted: VirtualHomeSeer
) -> None:
    await dialog.begin("homeseer_local")
    with patch("custom_components.multihub.hubs.steps.certificate_fingerprint", side_effect=HubConnectionError):
        assert (await dialog.send(local(encrypted)))["errors"] == {"base": "cannot_connect"}
    await dialog.send(local(encrypted))
    made(await dialog.send({}))


async def test_https_has_a_port_of_its_own(dialog: Dialog, virtual: VirtualHomeSeer) -> None:
    await dialog.begin("homeseer_local")
    again = await dialog.send({"host": "https://127.0.0.1"})
    assert again["errors"] == {"base": "cannot_connect"}
    made(await dialog.send(local(virtual)))


async def test_tls_where_there_is_none(dialog: Dialog, virtual: VirtualHomeSeer) -> None:
    await dialog.begin("homeseer_local")
    again = await dialog.send(local(virtual, host=f"https://127.0.0.1:{virtual.port}"))
    assert again["errors"] == {"base": "cannot_connect"}
    made(await dialog.send(local(virtual)))


# MyHS


async def test_the_only_system_of_an_account_is_added(dialog: Dialog, virtual: VirtualHomeSeer) -> None:
    await dialog.begin("homeseer_cloud")
    result = await dialog.send(cloud(virtual))
    data = made(result)
    assert (result["title"], data["hub_id"], data["license"]) == ("HomeSeer Home", "12345", "12345")
    assert data["url"] == virtual.cloud_url


async def test_one_of_several_systems_is_picked(dialog: Dialog) -> None:
    virtual = VirtualHomeSeer(systems=3)
    await virtual.start()
    try:
        await dialog.begin("homeseer_cloud")
        asked = await dialog.send(cloud(virtual))
        assert asked["step_id"] == "homeseer_system"
        virtual.fail("server_error", "getsessionconfig", times=1)
        again = await dialog.send({"license": "12346"})
        assert (again["step_id"], again["errors"]) == ("homeseer_system", {"base": "cannot_connect"})
        assert made(await dialog.send({"license": "12346"}))["hub_id"] == "12346"
    finally:
        await virtual.stop()


async def test_an_approved_token_is_enough(dialog: Dialog, virtual: VirtualHomeSeer) -> None:
    typed = {"advanced": {"url": virtual.cloud_url, "token": virtual.token}}
    await dialog.begin("homeseer_cloud")
    assert made(await dialog.send(typed))["token"] == virtual.token


async def test_an_account_or_a_token_is_needed(dialog: Dialog, virtual: VirtualHomeSeer) -> None:
    await dialog.begin("homeseer_cloud")
    again = await dialog.send({"username": "bill", "advanced": {"url": virtual.cloud_url}})
    assert again["errors"] == {"base": "account_or_token"}
    again = await dialog.send(cloud(virtual, password="wrong"))
    assert again["errors"] == {"base": "invalid_auth"}
    made(await dialog.send(cloud(virtual)))


async def test_an_account_without_a_system_that_is_online(dialog: Dialog, virtual: VirtualHomeSeer) -> None:
    systems = dict(virtual.systems)
    virtual.systems.clear()
    await dialog.begin("homeseer_cloud")
    assert (await dialog.send(cloud(virtual)))["errors"] == {"base": "no_systems"}
    virtual.systems.update(systems)
    made(await dialog.send(cloud(virtual)))


@pytest.mark.parametrize(
    ("form", "key"),
    [
        ("unauthorized", "invalid_auth"),
        ("response_error", "invalid_auth"),
        ("not_homeseer", "not_this_hub"),
        ("list", "not_this_hub"),
        ("truncated", "cannot_connect"),
        ("throttled", "throttled"),
    ],
)
async def test_a_cloud_that_refuses(dialog: Dialog, virtual: VirtualHomeSeer, form: str, key: str) -> None:
    virtual.fail(form, "getsystems")
    await dialog.begin("homeseer_cloud")
    assert (await dialog.send(cloud(virtual)))["errors"] == {"base": key}
    virtual.faults.clear()
    made(await dialog.send(cloud(virtual)))


# Again


async def test_reauth_at_home_asks_for_the_credentials_alone(dialog: Dialog, virtual: VirtualHomeSeer) -> None:
    entry = await added(dialog, "homeseer_local", local(virtual))
    before = dict(entry.data)
    virtual.password = "new"
    dialog.result = await start(dialog, entry, SOURCE_REAUTH)
    assert dialog.result["step_id"] == "reauth_confirm"
    assert dialog.shown() == {"username": virtual.username}
    again = await dialog.send({"username": virtual.username, "password": "wrong"})
    assert (again["step_id"], again["errors"]) == ("reauth_confirm", {"base": "invalid_auth"})
    again = await dialog.send({"username": "a:b", "password": "new"})
    assert again["errors"] == {"base": "colon_in_username"}
    ended = await dialog.send({"username": virtual.username, "password": "new"})
    assert ended["reason"] == "reauth_successful"
    assert dict(entry.data) == before | {"password": "new"}


async def test_reauth_of_an_account(dialog: Dialog, virtual: VirtualHomeSeer) -> None:
    entry = await added(dialog, "homeseer_cloud", cloud(virtual))
    before = dict(entry.data)
    virtual.password = "new"
    dialog.result = await start(dialog, entry, SOURCE_REAUTH)
    again = await dialog.send({"username": virtual.username, "password": "wrong"})
    assert again["errors"] == {"base": "invalid_auth"}
    ended = await dialog.send({"username": virtual.username, "password": "new"})
    assert ended["reason"] == "reauth_successful"
    assert dict(entry.data) == before | {"password": "new"}


async def test_reauth_of_a_token(dialog: Dialog, virtual: VirtualHomeSeer) -> None:
    typed = {"advanced": {"url": virtual.cloud_url, "token": virtual.token}}
    entry = await added(dialog, "homeseer_cloud", typed)
    virtual.token = "newer"
    dialog.result = await start(dialog, entry, SOURCE_REAUTH)
    ended = await dialog.send({"token": "newer"})
    assert ended["reason"] == "reauth_successful" and entry.data["token"] == "newer"


async def test_an_account_without_the_entrys_system_is_the_wrong_one(dialog: Dialog, virtual: VirtualHomeSeer) -> None:
    entry = await added(dialog, "homeseer_cloud", cloud(virtual))
    virtual.systems = {"777": ("Other", virtual.api)}
    dialog.result = await start(dialog, entry, SOURCE_REAUTH)
    ended = await dialog.send({"username": virtual.username, "password": virtual.password})
    assert ended["reason"] == "wrong_account"


async def test_an_entry_at_home_gets_another_address_and_goes_to_the_cloud_and_back(
    dialog: Dialog, virtual: VirtualHomeSeer
) -> None:
    entry = await added(dialog, "homeseer_local", local(virtual))
    before = dict(entry.data)
    dialog.result = await start(dialog, entry, SOURCE_RECONFIGURE)
    await dialog.send({"next_step_id": "homeseer_local"})
    assert dialog.shown()["host"] == "127.0.0.1"
    ended = await dialog.send(local(virtual, ascii_port=0))
    assert ended["reason"] == "reconfigure_successful"
    assert dict(entry.data) == before | {"ascii_port": 0}
    dialog.result = await start(dialog, entry, SOURCE_RECONFIGURE)
    await dialog.send({"next_step_id": "homeseer_cloud"})
    ended = await dialog.send(cloud(virtual))
    assert ended["reason"] == "reconfigure_successful"
    assert (entry.data["way"], entry.data["hub_id"]) == ("homeseer_cloud", before["hub_id"])
    assert entry.data["webhook_id"] == before["webhook_id"]
    dialog.result = await start(dialog, entry, SOURCE_RECONFIGURE)
    await dialog.send({"next_step_id": "homeseer_local"})
    await dialog.send(local(virtual))
    assert dict(entry.data) == before


async def test_an_entry_of_the_cloud_does_not_become_another_system(dialog: Dialog, virtual: VirtualHomeSeer) -> None:
    entry = await added(dialog, "homeseer_cloud", cloud(virtual))
    virtual.systems = {"777": ("Other", virtual.api)}
    dialog.result = await start(dialog, entry, SOURCE_RECONFIGURE)
    await dialog.send({"next_step_id": "homeseer_cloud"})
    assert (await dialog.send(cloud(virtual)))["reason"] == "wrong_account"


# Options


async def test_options_are_chosen_from_what_the_system_has(hass: HomeAssistant, virtual: VirtualHomeSeer) -> None:
    await async_setup_component(hass, "webhook", {})
    dialog = Dialog(hass)
    entry = await added(dialog, "homeseer_local", local(virtual))
    await hass.async_block_till_done()
    with patch("homeassistant.components.webhook.get_url", side_effect=NoURLAvailableError):
        form = await hass.config_entries.options.async_init(entry.entry_id)
    assert "webhook_url" not in {str(key) for key in form["data_schema"].schema}
    hass.config.internal_url = "http://192.0.2.1:8123"
    form = await hass.config_entries.options.async_init(entry.entry_id)
    dialog.result = form
    fields = {str(key): selector for key, selector in form["data_schema"].schema.items()}
    groups = [option["value"] for option in fields["event_groups"].config["options"]]
    assert groups == ["Climate", "Lighting"]
    assert dialog.shown()["webhook_url"] == f"http://192.0.2.1:8123/api/webhook/{entry.data['webhook_id']}"
    hall = str(next(row.ref for row in virtual.house.rows.values() if row.name == "Hall light - Switch"))

    async def choose(overrides: dict[str, list[str]]) -> Any:
        typed = {"event_groups": ["Lighting"], "area": "location2", "overrides": overrides, "webhook_url": "x"}
        return await hass.config_entries.options.async_configure(form["flow_id"], typed)

    again = await choose({"switch": [hall], "fan": [hall]})
    assert again["errors"] == {"base": "chosen_twice"}
    await choose({"switch": [hall], "fan": []})
    assert dict(entry.options) == {
        "event_groups": ["Lighting"],
        "area": "location2",
        "overrides": {"switch": [hall]},
    }
    await hass.async_block_till_done()
    hub_id = entry.data["hub_id"]
    root = virtual.house.rows[int(hall)].associated[0]
    assert state(hass, "switch", f"{hub_id}_{root}_{hall}").state == "off"
    assert state(hass, "button", f"{hub_id}_hub_event_1").state == "unknown"
    await hass.config_entries.async_unload(entry.entry_id)


async def test_options_of_an_entry_that_is_not_set_up_keep_what_was_chosen(hass: HomeAssistant) -> None:
    entry = MockConfigEntry(
        domain=DOMAIN,
        data={"hub": "homeseer", "hub_id": "x", "way": "homeseer_local", "host": "127.0.0.1"},
        options={"event_groups": ["Lighting"], "overrides": {"fan": ["7"]}},
    )
    entry.add_to_hass(hass)
    form = await hass.config_entries.options.async_init(entry.entry_id)
    fields = {str(key): selector for key, selector in form["data_schema"].schema.items()}
    assert "webhook_url" not in fields
    assert [option["value"] for option in fields["event_groups"].config["options"]] == ["Lighting"]
