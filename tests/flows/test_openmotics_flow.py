"""The dialogs of OpenMotics, against the virtual one."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any
from unittest.mock import patch

import pytest
from homeassistant.config_entries import SOURCE_DHCP, SOURCE_RECONFIGURE, SOURCE_USER, ConfigFlowResult
from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import FlowResultType
from homeassistant.helpers.service_info.dhcp import DhcpServiceInfo
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.multihub.const import CONF_FINGERPRINT, CONF_HUB, CONF_HUB_ID, CONF_WAY, DOMAIN
from custom_components.multihub.hubs.openmotics import flow as openmotics_flow
from custom_components.multihub.hubs.openmotics.ways import address
from virtual_hubs.openmotics import VirtualOpenMotics
from virtual_hubs.openmotics.accounts import User
from virtual_hubs.openmotics.hub import HOLIDAY, HOME, PASSWORD, USERNAME
from virtual_hubs.openmotics.parameters import ParameterError

MAC = "02:4f:4d:00:00:01"


@pytest.fixture
async def virtual() -> AsyncIterator[VirtualOpenMotics]:
    hub = VirtualOpenMotics(wait=0.05)
    await hub.start()
    yield hub
    await hub.stop()


@pytest.fixture(autouse=True)
async def nothing_is_set_up(hass: HomeAssistant) -> AsyncIterator[None]:
    """What an entry does when it is set up has its own tests."""
    with (
        patch("custom_components.multihub.async_setup_entry", return_value=True),
        patch("custom_components.multihub.async_unload_entry", return_value=True),
    ):
        yield
        for entry in hass.config_entries.async_entries(DOMAIN):
            await hass.config_entries.async_unload(entry.entry_id)


async def begin(hass: HomeAssistant, way: str) -> ConfigFlowResult:
    """Come as far as the form of one way in."""
    result = await hass.config_entries.flow.async_init(DOMAIN, context={"source": SOURCE_USER})
    result = await choose(hass, result, "openmotics")
    assert result["type"] is FlowResultType.MENU
    assert result["menu_options"] == ["openmotics_local", "openmotics_cloud", "openmotics_legacy"]
    result = await choose(hass, result, f"openmotics_{way}")
    assert (result["type"], result["step_id"]) == (FlowResultType.FORM, f"openmotics_{way}")
    return result


async def choose(hass: HomeAssistant, result: ConfigFlowResult, option: str) -> ConfigFlowResult:
    return await hass.config_entries.flow.async_configure(result["flow_id"], {"next_step_id": option})


async def fill(hass: HomeAssistant, result: ConfigFlowResult, **fields: Any) -> ConfigFlowResult:
    return await hass.config_entries.flow.async_configure(result["flow_id"], fields)


def typed(virtual: VirtualOpenMotics, way: str = "local", **other: Any) -> dict[str, Any]:
    """What to type for a way in, with some of it otherwise."""
    return {**virtual.flow_of(way)[f"openmotics_{way}"], **other}


def suggested(result: ConfigFlowResult) -> dict[str, Any]:
    """What a form is filled with."""
    assert result["data_schema"]
    return {
        str(marker): marker.description["suggested_value"]
        for marker in result["data_schema"].schema
        if marker.description and "suggested_value" in marker.description
    }


async def test_the_gateway_at_home_is_added(hass: HomeAssistant, virtual: VirtualOpenMotics) -> None:
    result = await fill(hass, await begin(hass, "local"), **typed(virtual))
    assert result["step_id"] == "certificate"
    assert virtual.certificate and result["description_placeholders"]
    shown = result["description_placeholders"]["fingerprint"]
    assert shown.replace(":", "").lower() == virtual.certificate.fingerprint
    assert virtual.count("http", "/login") == 0
    result = await fill(hass, result)
    assert (result["type"], result["title"]) == (FlowResultType.CREATE_ENTRY, "OpenMotics")
    assert result["result"].unique_id == MAC
    assert result["data"] == {
        CONF_HUB: "openmotics",
        CONF_HUB_ID: MAC,
        CONF_WAY: "openmotics_local",
        "host": "127.0.0.1",
        "port": virtual.port,
        "username": USERNAME,
        "password": PASSWORD,
        CONF_FINGERPRINT: virtual.certificate.fingerprint,
    }


@pytest.mark.parametrize(
    ("wrong", "error"),
    [({"password": "guess"}, "invalid_auth"), ({"port": 1}, "cannot_connect")],
)
async def test_what_is_typed_wrong_can_be_typed_again(
    wrong: dict[str, Any], error: str, hass: HomeAssistant, virtual: VirtualOpenMotics
) -> None:
    result = await fill(hass, await begin(hass, "local"), **typed(virtual, **wrong))
    if result["step_id"] == "certificate":
        result = await fill(hass, result)
    assert (result["step_id"], result["errors"]) == ("openmotics_local", {"base": error})
    assert suggested(result)["username"] == USERNAME
    assert "password" not in suggested(result)
    result = await fill(hass, result, **typed(virtual))
    if result.get("step_id") == "certificate":
        assert error == "cannot_connect"
        result = await fill(hass, result)
    assert result["type"] is FlowResultType.CREATE_ENTRY


async def test_something_else_at_the_address_gets_no_credentials(
    hass: HomeAssistant, virtual: VirtualOpenMotics
) -> None:
    virtual.house.replies["health_check"] = {"success": True}
    result = await fill(hass, await begin(hass, "local"), **typed(virtual))
    assert (result["step_id"], result["errors"]) == ("openmotics_local", {"base": "not_this_hub"})
    assert virtual.count("http", "/login") == 0


async def test_maintenance_is_said(hass: HomeAssistant, virtual: VirtualOpenMotics) -> None:
    result = await fill(hass, await begin(hass, "local"), **typed(virtual))
    virtual.gateway.maintenance = True
    result = await fill(hass, result)
    assert result["errors"] == {"base": "maintenance"}
    virtual.gateway.maintenance = False
    assert (await fill(hass, result, **typed(virtual)))["type"] is FlowResultType.CREATE_ENTRY


async def test_a_gateway_that_fails_just_now_is_said(hass: HomeAssistant, virtual: VirtualOpenMotics) -> None:
    kept = virtual.house.replies["get_version"]
    virtual.house.replies["get_version"] = {"success": False, "msg": "Internal communication timeout"}
    result = await fill(hass, await fill(hass, await begin(hass, "local"), **typed(virtual)))
    assert (result["step_id"], result["errors"]) == ("openmotics_local", {"base": "cannot_connect"})
    virtual.house.replies["get_version"] = kept
    assert (await fill(hass, result, **typed(virtual)))["type"] is FlowResultType.CREATE_ENTRY


async def test_the_terms_are_asked_for_before_anything_else(hass: HomeAssistant, virtual: VirtualOpenMotics) -> None:
    virtual.accounts.users[USERNAME] = User(PASSWORD, accepted_terms=False)
    result = await fill(hass, await begin(hass, "local"), **typed(virtual))
    result = await fill(hass, result)
    assert result["step_id"] == "openmotics_terms"
    result = await fill(hass, result, accept_terms=False)
    assert (result["step_id"], result["errors"]) == ("openmotics_terms", {"accept_terms": "terms_not_accepted"})
    assert not virtual.accounts.users[USERNAME].accepted_terms
    result = await fill(hass, result, accept_terms=True)
    assert result["type"] is FlowResultType.CREATE_ENTRY
    assert virtual.accounts.users[USERNAME].accepted_terms


async def test_a_lesser_role_is_said_and_another_user_may_do(hass: HomeAssistant, virtual: VirtualOpenMotics) -> None:
    virtual.accounts.users["visitor"] = User("visit", role="ADMIN")
    result = await fill(hass, await begin(hass, "local"), **typed(virtual, username="visitor", password="visit"))
    result = await fill(hass, result)
    assert result["errors"] == {"base": "missing_role"}
    assert (await fill(hass, result, **typed(virtual)))["type"] is FlowResultType.CREATE_ENTRY


async def test_a_role_that_is_taken_away_while_the_gateway_is_asked_is_said(
    hass: HomeAssistant, virtual: VirtualOpenMotics
) -> None:
    virtual.gateway.failing["get_platform_details"] = ParameterError(401, {"success": False, "msg": "unauthorized"})
    result = await fill(hass, await fill(hass, await begin(hass, "local"), **typed(virtual)))
    assert result["errors"] == {"base": "missing_role"}
    virtual.gateway.failing.clear()
    assert (await fill(hass, result, **typed(virtual)))["type"] is FlowResultType.CREATE_ENTRY


@pytest.mark.parametrize("status", [200, 500, 503])
async def test_a_gateway_that_can_not_say_who_it_is_just_now_is_not_known_by_its_certificate(
    status: int, hass: HomeAssistant, virtual: VirtualOpenMotics
) -> None:
    """It would be another one for ever."""
    busy = {"success": False, "msg": "Internal communication failure"}
    virtual.gateway.failing["get_platform_details"] = ParameterError(status, busy)
    result = await fill(hass, await fill(hass, await begin(hass, "local"), **typed(virtual)))
    assert result["errors"] == {"base": "cannot_connect"}
    virtual.gateway.failing.clear()
    assert (await fill(hass, result, **typed(virtual)))["result"].unique_id == MAC


@pytest.mark.parametrize(
    ("details", "unique_id"),
    [
        ({"mac_address": "00:00:00:00:00:00", "hardware_serial": "S-1"}, "S-1"),
        ({"mac_address": None, "hardware_serial": None}, None),
        (None, None),
    ],
)
async def test_a_gateway_without_an_address_of_its_own_is_known_by_serial_or_certificate(
    details: dict[str, Any] | None, unique_id: str | None, hass: HomeAssistant, virtual: VirtualOpenMotics
) -> None:
    if details is None:
        del virtual.house.replies["get_platform_details"]
    else:
        virtual.house.replies["get_platform_details"].update(details)
    result = await fill(hass, await fill(hass, await begin(hass, "local"), **typed(virtual)))
    assert virtual.certificate
    assert result["result"].unique_id == (unique_id or f"certificate-{virtual.certificate.fingerprint[:16]}")


async def test_the_same_gateway_is_not_added_twice(hass: HomeAssistant, virtual: VirtualOpenMotics) -> None:
    local_entry(hass, virtual)
    result = await fill(hass, await fill(hass, await begin(hass, "local"), **typed(virtual)))
    assert (result["type"], result["reason"]) == (FlowResultType.ABORT, "already_configured")


@pytest.mark.parametrize("way", ["cloud", "legacy"])
async def test_an_installation_of_a_cloud_is_picked(way: str, hass: HomeAssistant, virtual: VirtualOpenMotics) -> None:
    result = await fill(hass, await begin(hass, way), **typed(virtual, way))
    assert result["step_id"] == "openmotics_installation"
    result = await fill(hass, result, installation=str(HOLIDAY))
    assert (result["type"], result["title"]) == (FlowResultType.CREATE_ENTRY, "Holiday home")
    assert result["result"].unique_id == f"installation-{HOLIDAY}"
    assert result["data"]["installation"] == str(HOLIDAY)
    assert "advanced" not in result["data"]

    result = await fill(hass, await begin(hass, way), **typed(virtual, way))
    assert (result["type"], result["title"]) == (FlowResultType.CREATE_ENTRY, "Home")

    result = await fill(hass, await begin(hass, way), **typed(virtual, way))
    assert (result["type"], result["reason"]) == (FlowResultType.ABORT, "already_configured")


@pytest.mark.parametrize(("way", "wrong"), [("cloud", {"client_secret": "guess"}), ("legacy", {"password": "guess"})])
async def test_wrong_credentials_of_a_cloud_can_be_typed_again(
    way: str, wrong: dict[str, Any], hass: HomeAssistant, virtual: VirtualOpenMotics
) -> None:
    result = await fill(hass, await begin(hass, way), **typed(virtual, way, **wrong))
    assert (result["step_id"], result["errors"]) == (f"openmotics_{way}", {"base": "invalid_auth"})
    assert (await fill(hass, result, **typed(virtual, way)))["step_id"] == "openmotics_installation"


@pytest.mark.parametrize("way", ["cloud", "legacy"])
async def test_an_account_without_an_installation_is_said(
    way: str, hass: HomeAssistant, virtual: VirtualOpenMotics
) -> None:
    virtual.cloud.installations.clear()
    virtual.legacy.installations.clear()
    result = await fill(hass, await begin(hass, way), **typed(virtual, way))
    assert result["errors"] == {"base": "no_installations"}


async def test_an_unexpected_error_is_said_and_logged(hass: HomeAssistant, virtual: VirtualOpenMotics) -> None:
    with patch.object(openmotics_flow, "cloud_client", side_effect=RuntimeError("bug")):
        result = await fill(hass, await begin(hass, "cloud"), **typed(virtual, "cloud"))
    assert result["errors"] == {"base": "unknown"}


# Found in the network


def announced(host: str) -> DhcpServiceInfo:
    return DhcpServiceInfo(ip=host, hostname="openmotics", macaddress="024f4d000001")


async def test_a_gateway_that_is_found_is_asked_who_it_is_and_added(
    hass: HomeAssistant, virtual: VirtualOpenMotics, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(openmotics_flow, "DEFAULT_PORT", virtual.port)
    result = await hass.config_entries.flow.async_init(
        DOMAIN, context={"source": SOURCE_DHCP}, data=announced("127.0.0.1")
    )
    assert (result["type"], result["step_id"]) == (FlowResultType.FORM, "dhcp_confirm")
    assert virtual.count("http", "/login") == 0
    result = await fill(hass, result)
    assert (result["step_id"], suggested(result)) == ("openmotics_local", {"host": "127.0.0.1"})
    result = await fill(hass, await fill(hass, result, **typed(virtual)))
    assert (result["type"], result["result"].unique_id) == (FlowResultType.CREATE_ENTRY, MAC)


async def test_something_else_that_is_found_is_left_alone(
    hass: HomeAssistant, virtual: VirtualOpenMotics, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(openmotics_flow, "DEFAULT_PORT", virtual.port)
    virtual.house.replies["health_check"] = {"success": True}
    result = await hass.config_entries.flow.async_init(
        DOMAIN, context={"source": SOURCE_DHCP}, data=announced("127.0.0.1")
    )
    assert (result["type"], result["reason"]) == (FlowResultType.ABORT, "not_this_hub")


async def test_a_known_gateway_is_followed_to_its_new_address(
    hass: HomeAssistant, virtual: VirtualOpenMotics, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It tells nobody its network address without a login, but its certificate is known."""
    monkeypatch.setattr(openmotics_flow, "DEFAULT_PORT", virtual.port)
    cloud_entry(hass, virtual, "cloud")
    entry = local_entry(hass, virtual, host="192.0.2.1")
    result = await hass.config_entries.flow.async_init(
        DOMAIN, context={"source": SOURCE_DHCP}, data=announced("127.0.0.1")
    )
    assert result["reason"] == "already_configured"
    assert entry.data["host"] == "127.0.0.1"


# Again: reauth and reconfigure


def local_entry(hass: HomeAssistant, virtual: VirtualOpenMotics, **other: Any) -> MockConfigEntry:
    assert virtual.certificate
    entry = MockConfigEntry(
        domain=DOMAIN,
        title="Our house",
        unique_id=MAC,
        data={
            CONF_HUB: "openmotics",
            CONF_HUB_ID: MAC,
            CONF_WAY: "openmotics_local",
            **typed(virtual),
            CONF_FINGERPRINT: virtual.certificate.fingerprint,
            **other,
        },
    )
    entry.add_to_hass(hass)
    return entry


def cloud_entry(hass: HomeAssistant, virtual: VirtualOpenMotics, way: str) -> MockConfigEntry:
    fields = typed(virtual, way)
    entry = MockConfigEntry(
        domain=DOMAIN,
        title="Our house",
        unique_id=f"installation-{HOME}",
        data={
            CONF_HUB: "openmotics",
            CONF_HUB_ID: f"installation-{HOME}",
            CONF_WAY: f"openmotics_{way}",
            **{key: value for key, value in fields.items() if key != "advanced"},
            **fields["advanced"],
            "installation": str(HOME),
        },
    )
    entry.add_to_hass(hass)
    return entry


async def test_new_credentials_of_a_gateway_are_asked_for_and_kept(
    hass: HomeAssistant, virtual: VirtualOpenMotics
) -> None:
    entry = local_entry(hass, virtual, password="old")
    result = await entry.start_reauth_flow(hass)
    assert result["step_id"] == "reauth_confirm"
    result = await fill(hass, result, username=USERNAME, password="guess")
    assert result["errors"] == {"base": "invalid_auth"}
    result = await fill(hass, result, username=USERNAME, password=PASSWORD)
    assert (result["type"], result["reason"]) == (FlowResultType.ABORT, "reauth_successful")
    assert entry.data["password"] == PASSWORD
    assert entry.data["host"] == "127.0.0.1"


async def test_terms_that_came_later_are_accepted_in_reauth(hass: HomeAssistant, virtual: VirtualOpenMotics) -> None:
    virtual.accounts.users[USERNAME] = User(PASSWORD, accepted_terms=False)
    entry = local_entry(hass, virtual)
    result = await fill(hass, await entry.start_reauth_flow(hass), username=USERNAME, password=PASSWORD)
    result = await fill(hass, result, accept_terms=True)
    assert result["reason"] == "reauth_successful"


@pytest.mark.parametrize("way", ["cloud", "legacy"])
async def test_new_credentials_of_a_cloud_keep_the_installation(
    way: str, hass: HomeAssistant, virtual: VirtualOpenMotics
) -> None:
    entry = cloud_entry(hass, virtual, way)
    fields = {key: value for key, value in typed(virtual, way).items() if key != "advanced"}
    result = await fill(hass, await entry.start_reauth_flow(hass), **fields)
    assert result["reason"] == "reauth_successful"
    assert entry.data["installation"] == str(HOME)
    virtual.cloud.installations.pop(HOME)
    virtual.legacy.installations.pop(HOME)
    result = await fill(hass, await entry.start_reauth_flow(hass), **fields)
    assert (result["type"], result["reason"]) == (FlowResultType.ABORT, "wrong_account")


async def test_another_gateway_is_not_taken_for_this_one(hass: HomeAssistant, virtual: VirtualOpenMotics) -> None:
    entry = local_entry(hass, virtual)
    virtual.house.replies["get_platform_details"]["mac_address"] = "02:00:00:00:00:99"
    result = await fill(hass, await entry.start_reauth_flow(hass), username=USERNAME, password=PASSWORD)
    assert (result["type"], result["reason"]) == (FlowResultType.ABORT, "wrong_account")


async def test_a_new_certificate_is_confirmed_in_reconfigure(hass: HomeAssistant, virtual: VirtualOpenMotics) -> None:
    entry = local_entry(hass, virtual)
    await virtual.restart(new_certificate=True)
    result = await choose(hass, await entry.start_reconfigure_flow(hass), "openmotics_local")
    assert suggested(result)["host"] == "127.0.0.1"
    result = await fill(hass, result, **typed(virtual))
    assert result["step_id"] == "certificate"
    result = await fill(hass, result)
    assert result["reason"] == "reconfigure_successful"
    assert virtual.certificate
    assert entry.data[CONF_FINGERPRINT] == virtual.certificate.fingerprint


async def test_a_gateway_known_by_its_certificate_may_renew_it(hass: HomeAssistant, virtual: VirtualOpenMotics) -> None:
    del virtual.house.replies["get_platform_details"]
    result = await fill(hass, await fill(hass, await begin(hass, "local"), **typed(virtual)))
    entry = result["result"]
    hub_id = entry.data[CONF_HUB_ID]
    await virtual.restart(new_certificate=True)
    flow = await hass.config_entries.flow.async_init(
        DOMAIN, context={"source": SOURCE_RECONFIGURE, "entry_id": entry.entry_id}
    )
    result = await fill(hass, await choose(hass, flow, "openmotics_local"), **typed(virtual))
    result = await fill(hass, result)
    assert result["reason"] == "reconfigure_successful"
    assert entry.data[CONF_HUB_ID] == hub_id


async def test_a_house_may_go_from_the_cloud_to_its_gateway_and_back(
    hass: HomeAssistant, virtual: VirtualOpenMotics
) -> None:
    entry = cloud_entry(hass, virtual, "legacy")
    flow = await entry.start_reconfigure_flow(hass)
    result = await fill(hass, await choose(hass, flow, "openmotics_local"), **typed(virtual))
    result = await fill(hass, result)
    assert result["reason"] == "reconfigure_successful"
    assert entry.data[CONF_HUB_ID] == f"installation-{HOME}"
    assert (entry.data[CONF_WAY], "installation" in entry.data) == ("openmotics_local", False)
    flow = await entry.start_reconfigure_flow(hass)
    result = await fill(hass, await choose(hass, flow, "openmotics_cloud"), **typed(virtual, "cloud"))
    assert result["reason"] == "reconfigure_successful"
    assert entry.data["installation"] == str(HOME)


@pytest.mark.parametrize(
    ("written", "host", "port"),
    [
        ("gateway.local", "gateway.local", 443),
        (" https://gateway.local:8443/ ", "gateway.local", 8443),
        ("192.0.2.7:444", "192.0.2.7", 444),
        ("[2001:db8::1]", "2001:db8::1", 443),
        ("gateway.local:many", "gateway.local:many", 443),
    ],
)
def test_an_address_may_be_written_as_browsers_do(written: str, host: str, port: int) -> None:
    assert address(written, 443) == (host, port)


# Options


async def choose_counter(hass: HomeAssistant, entry: MockConfigEntry, **typed: Any) -> dict[str, str]:
    """Say what one counter counts; gives the labels that were offered."""
    result = await hass.config_entries.options.async_init(entry.entry_id)
    assert (result["type"], result["step_id"]) == (FlowResultType.FORM, "init")
    assert result["data_schema"]
    labels = {one["value"]: one["label"] for one in result["data_schema"].schema["counter"].config["options"]}
    result = await hass.config_entries.options.async_configure(result["flow_id"], typed)
    assert result["type"] is FlowResultType.CREATE_ENTRY
    await hass.async_block_till_done()
    return labels


async def test_each_pulse_counter_is_given_its_own_meaning(hass: HomeAssistant, virtual: VirtualOpenMotics) -> None:
    """What entries of before held by kinds goes on, until something else is said."""
    entry = local_entry(hass, virtual)
    earlier = {"water_counters": ["0", "1"], "water_pulses": 100, "gas_counters": ["2"]}
    hass.config_entries.async_update_entry(entry, options=earlier)
    labels = await choose_counter(hass, entry, counter="1", counts="electricity_kwh", pulses=800)
    assert labels == {"0": "0 (100 / m³)", "1": "1 (100 / m³)", "2": "2 (100 / m³)"}
    assert entry.options == {"counters": {"0": ["water_m3", 100], "1": ["electricity_kwh", 800], "2": ["gas_m3", 100]}}
    await choose_counter(hass, entry, counter="2", counts="water_l")
    labels = await choose_counter(hass, entry, counter="0", counts="pulses")
    assert labels["2"] == "2 (1 / L)"
    assert entry.options == {"counters": {"1": ["electricity_kwh", 800], "2": ["water_l", 1]}}


async def test_a_counter_and_what_it_counts_are_said_together_or_not_at_all(
    hass: HomeAssistant, virtual: VirtualOpenMotics
) -> None:
    entry = local_entry(hass, virtual)
    kept = {"counters": {"0": ["water_m3", 100]}}
    hass.config_entries.async_update_entry(entry, options=kept)
    result = await hass.config_entries.options.async_init(entry.entry_id)
    for half in ({"counter": "0"}, {"counts": "gas_m3"}):
        result = await hass.config_entries.options.async_configure(result["flow_id"], half)
        assert result["errors"] == {"base": "counter_incomplete"}
    result = await hass.config_entries.options.async_configure(result["flow_id"], {"rooms": False})
    assert result["type"] is FlowResultType.CREATE_ENTRY
    assert entry.options == {**kept, "rooms": False}
    await hass.async_block_till_done()


async def test_a_house_without_pulse_counters_has_none_to_choose(
    hass: HomeAssistant, virtual: VirtualOpenMotics
) -> None:
    entry = local_entry(hass, virtual)
    result = await hass.config_entries.options.async_init(entry.entry_id)
    assert result["data_schema"]
    assert "counter" not in result["data_schema"].schema
    result = await hass.config_entries.options.async_configure(result["flow_id"], {})
    assert result["type"] is FlowResultType.CREATE_ENTRY
    await hass.async_block_till_done()
