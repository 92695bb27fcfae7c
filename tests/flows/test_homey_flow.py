"""The dialogs of Homey: each way in, each error and how it is mended, reauth, reconfigure, discovery."""

from __future__ import annotations

import json
import socket
from collections.abc import Callable, Iterator
from typing import Any
from unittest.mock import AsyncMock, patch

import aiohttp
import pytest
from homeassistant.config_entries import SOURCE_USER, SOURCE_ZEROCONF
from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import FlowResultType
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.multihub.const import DOMAIN
from custom_components.multihub.hubs.homey import flow
from tests.hubs.homey.conftest import StartHomey, announced, entry_data, start_homey
from virtual_hubs.homey import ACCOUNT_TOKEN, API_KEY, HOMEY_ID, VirtualHomey

start = start_homey
"""The fixture of the hub's own tests."""


@pytest.fixture(autouse=True)
def set_up() -> Iterator[AsyncMock]:
    """The entry's own set-up is for other tests."""
    with patch("custom_components.multihub.async_setup_entry", return_value=True) as set_up:
        yield set_up


@pytest.fixture
def account_service(monkeypatch: pytest.MonkeyPatch) -> Callable[[VirtualHomey], None]:
    """Puts the virtual hub's account service in the place of the vendor's."""
    return lambda hub: monkeypatch.setattr(flow, "ACCOUNT_URL", hub.account_url)


class Dialog:
    """One dialog, as a person goes through it."""

    def __init__(self, hass: HomeAssistant) -> None:
        self.hass = hass
        self.result: Any = None

    async def begin(self) -> None:
        """Take Homey from the menu."""
        self.result = await self.hass.config_entries.flow.async_init(DOMAIN, context={"source": SOURCE_USER})
        await self.send({"next_step_id": "homey"})
        assert self.step == "homey"

    async def send(self, typed: dict[str, Any] | None = None) -> Any:
        self.result = await self.hass.config_entries.flow.async_configure(self.result["flow_id"], typed or {})
        return self.result

    @property
    def step(self) -> str:
        assert self.result["type"] is FlowResultType.FORM
        return str(self.result["step_id"])

    @property
    def errors(self) -> dict[str, str]:
        return dict(self.result["errors"])


@pytest.fixture
async def dialog(hass: HomeAssistant) -> Dialog:
    """A dialog that has not begun."""
    return Dialog(hass)


def host(hub: VirtualHomey) -> str:
    """What to type for it."""
    return hub.url.split("//")[1]


def entry_of(hub: VirtualHomey, **data: Any) -> MockConfigEntry:
    return MockConfigEntry(domain=DOMAIN, title="Our Homey", unique_id=hub.homey_id, data={**entry_data(hub), **data})


async def test_a_homey_is_added_with_its_key_as_the_virtual_hub_says(dialog: Dialog, start: StartHomey) -> None:
    hub = await start()
    assert hub.flow["user"] == "homey"
    await dialog.begin()
    await dialog.send(hub.flow["homey"])
    assert dialog.step == "homey_key"
    result = await dialog.send(hub.flow["homey_key"])
    assert result["type"] is FlowResultType.CREATE_ENTRY
    assert result["title"] == "Our Homey"
    assert result["result"].unique_id == HOMEY_ID
    assert result["data"] == {
        "hub": "homey", "hub_id": HOMEY_ID, "way": "homey_key", "host": host(hub), "token": API_KEY,
    }  # fmt: skip
    assert hub.count("http_out") == 1, "only the question whether it has keys is refused"


async def test_an_older_homey_is_added_by_its_account(dialog: Dialog, start: StartHomey) -> None:
    hub = await start(generation=2)
    await dialog.begin()
    await dialog.send(hub.flow["homey"])
    assert dialog.step == "homey_account"
    await dialog.send({"token": "wrong", "advanced": {"url": hub.account_url}})
    assert dialog.errors == {"base": "invalid_auth"}
    result = await dialog.send(hub.flow["homey_account"])
    assert result["type"] is FlowResultType.CREATE_ENTRY
    assert result["data"]["way"] == "homey_account"
    assert (result["data"]["token"], result["data"]["account_url"]) == (ACCOUNT_TOKEN, hub.account_url)


async def test_an_older_homey_that_is_not_recognised_is_added_by_its_account_all_the_same(
    dialog: Dialog, start: StartHomey, account_service: Callable[[VirtualHomey], None]
) -> None:
    """One that wants a token before it says what it has is taken for a newer one."""
    hub = await start(generation=2)
    hub.hides_routes = True
    account_service(hub)
    await dialog.begin()
    await dialog.send({"host": host(hub)})
    assert dialog.step == "homey_key"
    await dialog.send({"token": ACCOUNT_TOKEN})
    assert dialog.errors == {"token": "token_too_old"}
    await dialog.send({"token": "not-that-one", "advanced": {"account": True}})
    assert (dialog.step, dialog.errors) == ("homey_account", {"base": "invalid_auth"})
    result = await dialog.send({"token": ACCOUNT_TOKEN})
    assert result["type"] is FlowResultType.CREATE_ENTRY
    assert (result["data"]["way"], result["data"]["token"]) == ("homey_account", ACCOUNT_TOKEN)


async def test_an_older_homey_takes_a_session_token_of_its_own(dialog: Dialog, start: StartHomey) -> None:
    hub = await start(generation=2)
    hub.tokens["some:session:token"] = ("homey",)
    await dialog.begin()
    await dialog.send({"host": host(hub)})
    await dialog.send({"token": "an:old:session"})
    assert (dialog.step, dialog.errors) == ("homey_account", {"base": "invalid_auth"})
    result = await dialog.send({"token": "some:session:token"})
    assert result["type"] is FlowResultType.CREATE_ENTRY
    assert result["data"]["way"] == "homey_key"
    assert "account_url" not in result["data"]


async def test_a_self_signed_server_is_pinned_after_it_was_confirmed(dialog: Dialog, start: StartHomey) -> None:
    hub = await start(tls=True)
    assert hub.certificate is not None
    await dialog.begin()
    await dialog.send({"host": hub.url})
    assert dialog.step == "certificate"
    assert hub.count("http") == 0, "nothing was sent before the certificate was confirmed"
    await dialog.send()
    assert dialog.step == "homey_key"
    result = await dialog.send({"token": API_KEY})
    assert result["data"]["fingerprint"] == hub.certificate.fingerprint
    assert result["data"]["base_url"] == hub.url


async def test_a_server_whose_name_can_be_verified_is_never_pinned(
    dialog: Dialog, start: StartHomey, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Somebody else may be answering for a name of the vendor's: no certificate is offered to confirm."""
    hub = await start(tls=True)

    async def at_home(_: Any, name: str, port: int, *__: Any, **___: Any) -> list[dict[str, Any]]:
        return [{"hostname": name, "host": "127.0.0.1", "port": port, "family": socket.AF_INET, "proto": 0, "flags": 0}]

    monkeypatch.setattr(aiohttp.TCPConnector, "_resolve_host", at_home)
    await dialog.begin()
    await dialog.send({"host": f"https://127-0-0-1.homey.homeylocal.com:{hub.url.rsplit(':', 1)[1]}"})
    assert (dialog.step, dialog.errors) == ("homey", {"base": "certificate_changed"})
    assert hub.count("http") == 0


@pytest.mark.parametrize(("status", "error"), [(429, "throttled"), (503, "cannot_connect"), (500, "cannot_connect")])
async def test_a_homey_that_is_starting_up_is_not_taken_for_an_older_one(
    dialog: Dialog, start: StartHomey, status: int, error: str
) -> None:
    hub = await start()
    hub.fail("GET /api/manager/users/pat", status, "not yet")
    await dialog.begin()
    await dialog.send({"host": host(hub)})
    assert (dialog.step, dialog.errors) == ("homey", {"base": error})
    await dialog.send({"host": host(hub)})
    assert dialog.step == "homey_key"


async def test_a_homey_that_does_not_tell_its_name_is_called_homey(dialog: Dialog, start: StartHomey) -> None:
    hub = await start()
    hub.tokens["no:name:right"] = ("homey.device", "homey.zone")
    await dialog.begin()
    await dialog.send({"host": host(hub)})
    result = await dialog.send({"token": "no:name:right"})
    assert result["title"] == "Homey"


@pytest.mark.parametrize("name", [None, "", "  ", 7, {"name": " Villa "}])
async def test_whatever_the_name_is_the_homey_is_added(dialog: Dialog, start: StartHomey, name: Any) -> None:
    hub = await start()
    hub.house.values["name"] = name
    await dialog.begin()
    await dialog.send({"host": host(hub)})
    result = await dialog.send({"token": API_KEY})
    assert result["title"] == ("Villa" if isinstance(name, dict) else "Homey")


async def test_a_name_that_can_not_be_read_just_now_is_no_reason_to_fail(dialog: Dialog, start: StartHomey) -> None:
    hub = await start()
    hub.fail("GET /api/manager/system/name", 500, "not now", times=2)
    await dialog.begin()
    await dialog.send({"host": host(hub)})
    result = await dialog.send({"token": API_KEY})
    assert result["title"] == "Homey"


async def test_nobody_there_can_be_mended(dialog: Dialog, start: StartHomey, unused_tcp_port: int) -> None:
    hub = await start()
    await dialog.begin()
    for typed in (f"127.0.0.1:{unused_tcp_port}", "http://", "not an address", "http://user:word@127.0.0.1"):
        await dialog.send({"host": typed})
        assert (dialog.step, dialog.errors) == ("homey", {"base": "cannot_connect"}), typed
    await dialog.send({"host": host(hub)})
    assert dialog.step == "homey_key"


async def test_something_else_and_the_cloud_are_told_apart(dialog: Dialog, start: StartHomey) -> None:
    hub = await start()
    await dialog.begin()
    await dialog.send({"host": hub.control})
    assert dialog.errors == {"base": "not_this_hub"}
    await dialog.send({"host": "https://abcdef.connect.athom.com"})
    assert dialog.errors == {"base": "cloud_only"}


async def test_a_homey_that_lives_in_the_cloud_is_told(dialog: Dialog, start: StartHomey) -> None:
    hub = await start(generation=2, cloud_only=True)
    await dialog.begin()
    await dialog.send({"host": host(hub)})
    await dialog.send({"token": ACCOUNT_TOKEN, "advanced": {"url": hub.account_url}})
    assert dialog.errors == {"base": "cloud_only"}


async def test_a_first_firmware_is_refused_with_the_reason(dialog: Dialog, start: StartHomey) -> None:
    hub = await start(generation=2, version="1.5.13")
    await dialog.begin()
    await dialog.send({"host": host(hub)})
    assert dialog.errors == {"base": "firmware_too_old"}


async def test_a_wrong_key_an_old_token_and_a_poor_key_can_be_mended(dialog: Dialog, start: StartHomey) -> None:
    hub = await start()
    hub.tokens["poor:poor:poor"] = ("homey.flow",)
    await dialog.begin()
    await dialog.send({"host": host(hub)})
    await dialog.send({"token": "wrong:wrong:wrong"})
    assert dialog.errors == {"base": "invalid_auth"}
    await dialog.send({"token": "abcdef0123456789abcdef0123456789"})
    assert dialog.errors == {"token": "token_too_old"}
    await dialog.send({"token": "poor:poor:poor"})
    assert dialog.errors == {"base": "missing_scopes"}
    assert "poor:poor" not in json.dumps(dialog.result, default=str)
    result = await dialog.send({"token": API_KEY})
    assert result["type"] is FlowResultType.CREATE_ENTRY


async def test_a_reboot_in_the_middle_is_no_end(dialog: Dialog, start: StartHomey) -> None:
    hub = await start()
    await dialog.begin()
    await dialog.send({"host": host(hub)})
    hub.down = True
    await dialog.send({"token": API_KEY})
    assert (dialog.step, dialog.errors) == ("homey_key", {"base": "cannot_connect"})
    hub.down = False
    result = await dialog.send({"token": API_KEY})
    assert result["type"] is FlowResultType.CREATE_ENTRY


async def test_the_same_homey_is_not_added_twice(hass: HomeAssistant, dialog: Dialog, start: StartHomey) -> None:
    hub = await start()
    entry_of(hub).add_to_hass(hass)
    await dialog.begin()
    await dialog.send({"host": host(hub)})
    result = await dialog.send({"token": API_KEY})
    assert (result["type"], result["reason"]) == (FlowResultType.ABORT, "already_configured")


async def test_reauth_takes_another_key_of_the_same_homey(
    hass: HomeAssistant, dialog: Dialog, start: StartHomey
) -> None:
    hub = await start()
    hub.tokens["new:new:new"] = ("homey",)
    entry = entry_of(hub)
    entry.add_to_hass(hass)
    dialog.result = await entry.start_reauth_flow(hass)
    assert dialog.step == "reauth_confirm"
    await dialog.send({"token": "wrong:wrong:wrong"})
    assert dialog.errors == {"base": "invalid_auth"}
    result = await dialog.send({"token": "new:new:new"})
    assert result["reason"] == "reauth_successful"
    assert entry.data["token"] == "new:new:new"
    assert entry.data["host"] == host(hub)


async def test_a_first_token_is_no_answer_to_being_asked_again(
    hass: HomeAssistant, dialog: Dialog, start: StartHomey
) -> None:
    hub = await start()
    entry = entry_of(hub)
    entry.add_to_hass(hass)
    dialog.result = await entry.start_reauth_flow(hass)
    await dialog.send({"token": "abcdef0123456789abcdef0123456789"})
    assert (dialog.step, dialog.errors) == ("reauth_confirm", {"token": "token_too_old"})
    hub.down = True
    await dialog.send({"token": API_KEY})
    assert (dialog.step, dialog.errors) == ("reauth_confirm", {"base": "cannot_connect"})
    hub.down = False
    result = await dialog.send({"token": API_KEY})
    assert result["reason"] == "reauth_successful"


async def test_an_older_homey_whose_session_ended_takes_the_accounts_token_and_the_other_way_round(
    hass: HomeAssistant, dialog: Dialog, start: StartHomey, account_service: Callable[[VirtualHomey], None]
) -> None:
    hub = await start(generation=2)
    hub.tokens["some:session:token"] = ("homey",)
    account_service(hub)
    entry = entry_of(hub, token="an:ended:session")
    entry.add_to_hass(hass)
    dialog.result = await entry.start_reauth_flow(hass)
    result = await dialog.send({"token": ACCOUNT_TOKEN})
    assert result["reason"] == "reauth_successful"
    assert (entry.data["way"], entry.data["account_url"]) == ("homey_account", hub.account_url)
    dialog.result = await entry.start_reauth_flow(hass)
    result = await dialog.send({"token": "some:session:token"})
    assert result["reason"] == "reauth_successful"
    assert entry.data["way"] == "homey_key"
    assert "account_url" not in entry.data


async def test_a_homey_that_starts_up_while_it_is_asked_for_its_keys_can_be_tried_again(
    hass: HomeAssistant, dialog: Dialog, start: StartHomey, account_service: Callable[[VirtualHomey], None]
) -> None:
    hub = await start(generation=2)
    account_service(hub)
    entry = entry_of(hub, token="an:ended:session")
    entry.add_to_hass(hass)
    dialog.result = await entry.start_reauth_flow(hass)
    hub.fail("GET /api/manager/users/pat", 503, "not yet")
    await dialog.send({"token": ACCOUNT_TOKEN})
    assert (dialog.step, dialog.errors) == ("reauth_confirm", {"base": "cannot_connect"})
    result = await dialog.send({"token": ACCOUNT_TOKEN})
    assert result["reason"] == "reauth_successful"


async def test_another_homey_at_the_address_is_no_answer_to_being_asked_again(
    hass: HomeAssistant, dialog: Dialog, start: StartHomey
) -> None:
    hub, other = await start(), await start(homey_id="another-homey")
    entry = entry_of(hub, host=host(other))
    entry.add_to_hass(hass)
    dialog.result = await entry.start_reauth_flow(hass)
    result = await dialog.send({"token": API_KEY})
    assert (result["type"], result["reason"]) == (FlowResultType.ABORT, "wrong_account")


async def test_a_pinned_server_stays_pinned_when_it_is_reconfigured(
    hass: HomeAssistant, dialog: Dialog, start: StartHomey
) -> None:
    hub = await start(tls=True)
    assert hub.certificate is not None
    entry = entry_of(hub, base_url=hub.url, fingerprint=hub.certificate.fingerprint)
    entry.add_to_hass(hass)
    dialog.result = await entry.start_reconfigure_flow(hass)
    await dialog.send({"host": hub.url})
    assert dialog.step == "homey_key", "a certificate that is pinned is not asked for again"
    result = await dialog.send({})
    assert result["reason"] == "reconfigure_successful"
    assert entry.data["fingerprint"] == hub.certificate.fingerprint


async def test_reconfigure_keeps_the_account_and_its_service(
    hass: HomeAssistant, dialog: Dialog, start: StartHomey
) -> None:
    hub = await start(generation=2)
    entry = entry_of(hub, way="homey_account", token=ACCOUNT_TOKEN, account_url=hub.account_url)
    entry.add_to_hass(hass)
    dialog.result = await entry.start_reconfigure_flow(hass)
    await dialog.send({"host": host(hub)})
    assert dialog.step == "homey_account"
    result = await dialog.send({})
    assert result["reason"] == "reconfigure_successful"
    assert (entry.data["token"], entry.data["account_url"]) == (ACCOUNT_TOKEN, hub.account_url)


async def test_reauth_of_an_account_keeps_its_service(hass: HomeAssistant, dialog: Dialog, start: StartHomey) -> None:
    hub = await start(generation=2)
    entry = entry_of(hub, way="homey_account", token="old", account_url=hub.account_url)
    entry.add_to_hass(hass)
    dialog.result = await entry.start_reauth_flow(hass)
    result = await dialog.send({"token": ACCOUNT_TOKEN})
    assert result["reason"] == "reauth_successful"
    assert entry.data["account_url"] == hub.account_url


async def test_reconfigure_follows_to_another_address_and_keeps_the_key(
    hass: HomeAssistant, dialog: Dialog, start: StartHomey
) -> None:
    hub = await start()
    entry = entry_of(hub, host="192.0.2.1")
    entry.add_to_hass(hass)
    dialog.result = await entry.start_reconfigure_flow(hass)
    assert dialog.step == "homey"
    await dialog.send({"host": host(hub)})
    assert dialog.step == "homey_key"
    result = await dialog.send({})
    assert result["reason"] == "reconfigure_successful"
    assert (entry.data["host"], entry.data["token"]) == (host(hub), API_KEY)


async def test_another_homey_is_refused_at_reconfigure(hass: HomeAssistant, dialog: Dialog, start: StartHomey) -> None:
    hub, other = await start(), await start(homey_id="another-homey")
    entry = entry_of(hub)
    entry.add_to_hass(hass)
    dialog.result = await entry.start_reconfigure_flow(hass)
    await dialog.send({"host": host(other)})
    result = await dialog.send({"token": API_KEY})
    assert (result["type"], result["reason"]) == (FlowResultType.ABORT, "wrong_account")
    assert entry.data["host"] == host(hub)


async def test_a_found_homey_is_asked_who_it_is_and_followed_to_its_address(
    hass: HomeAssistant, start: StartHomey
) -> None:
    hub = await start()
    entry = entry_of(hub, host="192.0.2.1")
    entry.add_to_hass(hass)
    result = await hass.config_entries.flow.async_init(DOMAIN, context={"source": SOURCE_ZEROCONF}, data=announced(hub))
    assert result["reason"] == "already_configured"
    assert entry.data["host"] == host(hub)


async def test_a_server_whose_certificate_was_confirmed_is_followed_by_https(
    hass: HomeAssistant, start: StartHomey
) -> None:
    """Its announcement is of the port without https: scheme, port and certificate stay, nothing is sent in clear."""
    hub = await start()
    kept = {"hub": "homey", "hub_id": hub.homey_id, "way": "homey_key", "token": API_KEY, "fingerprint": "ab" * 32}
    data = {**kept, "base_url": "https://192.0.2.1:4860"}
    entry = MockConfigEntry(domain=DOMAIN, title="Our Homey", unique_id=hub.homey_id, data=data)
    entry.add_to_hass(hass)
    result = await hass.config_entries.flow.async_init(DOMAIN, context={"source": SOURCE_ZEROCONF}, data=announced(hub))
    assert result["reason"] == "already_configured"
    assert entry.data == {**kept, "base_url": "https://127.0.0.1:4860"}


async def test_a_homey_that_is_reached_by_a_name_that_anybody_can_verify_keeps_it(
    hass: HomeAssistant, start: StartHomey
) -> None:
    hub = await start()
    data = {"hub": "homey", "hub_id": hub.homey_id, "way": "homey_key", "token": API_KEY}
    data["base_url"] = "https://192-0-2-1.homey.homeylocal.com"
    entry = MockConfigEntry(domain=DOMAIN, title="Our Homey", unique_id=hub.homey_id, data=data)
    entry.add_to_hass(hass)
    result = await hass.config_entries.flow.async_init(DOMAIN, context={"source": SOURCE_ZEROCONF}, data=announced(hub))
    assert result["reason"] == "already_configured"
    assert entry.data == data


async def test_a_found_homey_is_added_with_its_address_filled_in(
    hass: HomeAssistant, dialog: Dialog, start: StartHomey
) -> None:
    hub = await start()
    dialog.result = await hass.config_entries.flow.async_init(
        DOMAIN, context={"source": SOURCE_ZEROCONF}, data=announced(hub)
    )
    assert dialog.step == "zeroconf_confirm"
    await dialog.send()
    assert dialog.step == "homey"
    field = next(iter(dialog.result["data_schema"].schema))
    assert field.description == {"suggested_value": host(hub)}
    await dialog.send({"host": host(hub)})
    result = await dialog.send({"token": API_KEY})
    assert result["type"] is FlowResultType.CREATE_ENTRY


async def test_something_found_that_is_no_homey_is_left_alone(hass: HomeAssistant, start: StartHomey) -> None:
    hub = await start()
    hub.url = hub.control
    result = await hass.config_entries.flow.async_init(DOMAIN, context={"source": SOURCE_ZEROCONF}, data=announced(hub))
    assert (result["type"], result["reason"]) == (FlowResultType.ABORT, "not_this_hub")


async def test_the_options_offer_what_can_be_chosen_even_while_the_homey_is_away(
    hass: HomeAssistant, dialog: Dialog, start: StartHomey
) -> None:
    hub = await start()
    entry = entry_of(hub)
    entry.add_to_hass(hass)
    hass.config_entries.async_update_entry(entry, options={"left_out": ["some-device"]})
    form: Any = await hass.config_entries.options.async_init(entry.entry_id)
    assert set(form["data_schema"].schema) == {"import_history", "invert_color_temperature", "left_out", "rooms"}
    chosen = {"invert_color_temperature": True, "left_out": ["some-device"]}
    await hass.config_entries.options.async_configure(form["flow_id"], chosen)
    assert entry.options == {"import_history": False, **chosen}
