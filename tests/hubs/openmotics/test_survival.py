"""What a house survives: tokens that end, gateways that restart, certificates that change, old firmware."""

from __future__ import annotations

import pytest
from homeassistant.config_entries import SOURCE_REAUTH, ConfigEntryState
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers import issue_registry as ir
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.multihub import connection
from custom_components.multihub.const import DOMAIN
from custom_components.multihub.hubs.base import HubError
from tests.helpers import until
from virtual_hubs.openmotics import VirtualOpenMotics
from virtual_hubs.openmotics.accounts import User
from virtual_hubs.openmotics.doings import set_output
from virtual_hubs.openmotics.hub import PASSWORD, USERNAME

from .helpers import call, entry_of, id_of, listening, of, set_up

pytestmark = pytest.mark.usefixtures("short_pauses")


def reauths(hass: HomeAssistant) -> list[str]:
    """The steps at which dialogs that ask for credentials stand."""
    flows = hass.config_entries.flow.async_progress_by_handler(DOMAIN)
    return [flow["step_id"] for flow in flows if flow["context"]["source"] == SOURCE_REAUTH]


async def test_a_token_that_ends_is_replaced_without_anybody_noticing(
    hass: HomeAssistant, virtual: VirtualOpenMotics
) -> None:
    entry = await set_up(hass, virtual)
    virtual.accounts.revoke()
    await call(hass, "light", "turn_on", id_of(hass, "light", "output_2_output"))
    await until(hass, lambda: of(hass, "light", "output_2_output").state == "on")
    assert virtual.count("http", "/login") == 2
    assert entry.runtime_data.connection.health.reconnects == 0
    assert reauths(hass) == []


async def test_a_gateway_that_restarts_is_heard_again_at_once(hass: HomeAssistant, virtual: VirtualOpenMotics) -> None:
    """Its tokens are lost, its websocket is closed; one new login, and nothing turned unavailable."""
    entry = await set_up(hass, virtual)
    await virtual.restart()
    set_output(virtual.house, 2, is_on=True)
    await listening(hass, virtual, entry, times=3)
    assert of(hass, "light", "output_2_output").state == "on"
    assert virtual.count("http", "/login") == 2
    set_output(virtual.house, 2, is_on=False)
    await until(hass, lambda: of(hass, "light", "output_2_output").state == "off", timeout=1)
    assert entry.runtime_data.connection.health.way == "websocket"
    assert reauths(hass) == []


async def test_what_was_configured_meanwhile_is_read_after_a_restart(
    hass: HomeAssistant, virtual: VirtualOpenMotics
) -> None:
    entry = await set_up(hass, virtual)
    row = virtual.house.row("get_output_configurations", 12)
    assert row
    row.update(name="New lamp", in_use=True)
    await virtual.restart()
    await listening(hass, virtual, entry, times=3)
    await hass.async_block_till_done()
    assert of(hass, "light", "output_12_output").state == "off"


async def test_a_changed_certificate_is_asked_about_and_gets_no_credentials(
    hass: HomeAssistant, virtual: VirtualOpenMotics
) -> None:
    entry = await set_up(hass, virtual)
    asked = virtual.count("http")
    await virtual.restart(new_certificate=True)
    await entry.runtime_data.async_refresh()
    assert (DOMAIN, f"certificate_changed_{entry.entry_id}") in ir.async_get(hass).issues
    assert virtual.count("http") == asked
    assert reauths(hass) == []
    with pytest.raises(HomeAssistantError) as error:
        await call(hass, "light", "turn_on", id_of(hass, "light", "output_2_output"))
    assert error.value.translation_key == "certificate_changed"


async def test_a_password_that_was_changed_is_asked_for_and_nothing_hammers_the_gateway(
    hass: HomeAssistant, virtual: VirtualOpenMotics
) -> None:
    entry = await set_up(hass, virtual)
    virtual.accounts.users[USERNAME] = User("new password")
    virtual.accounts.revoke()
    before = virtual.count("http", "/login")
    await entry.runtime_data.async_refresh()
    await hass.async_block_till_done()
    assert reauths(hass) == ["reauth_confirm"]
    await virtual.gateway.drop()
    await virtual.until(lambda: virtual.count("websocket", "disconnected"))
    for _ in range(5):
        await hass.async_block_till_done(wait_background_tasks=False)
    assert virtual.count("http", "/login") - before <= 4


async def test_a_role_that_was_taken_away_ends_in_the_dialog(hass: HomeAssistant, virtual: VirtualOpenMotics) -> None:
    entry = await set_up(hass, virtual)
    virtual.accounts.users[USERNAME] = User(PASSWORD, role="ADMIN")
    await entry.runtime_data.async_refresh()
    await hass.async_block_till_done()
    assert reauths(hass) == ["reauth_confirm"]


@pytest.mark.parametrize("way", ["cloud", "legacy"])
async def test_tokens_of_the_clouds_are_replaced(way: str, hass: HomeAssistant, virtual: VirtualOpenMotics) -> None:
    await set_up(hass, virtual, way)
    virtual.cloud.revoke()
    virtual.legacy_accounts.revoke()
    await call(hass, "light", "turn_on", id_of(hass, "light", "output_2_output"))
    await until(hass, lambda: of(hass, "light", "output_2_output").state == "on")
    assert reauths(hass) == []


async def test_maintenance_is_waited_out(hass: HomeAssistant, virtual: VirtualOpenMotics) -> None:
    entry = await set_up(hass, virtual)
    virtual.gateway.maintenance = True
    with pytest.raises(HomeAssistantError) as error:
        await call(hass, "light", "turn_on", id_of(hass, "light", "output_2_output"))
    assert error.value.translation_key == "maintenance"
    await entry.runtime_data.async_refresh()
    assert reauths(hass) == []
    virtual.gateway.maintenance = False
    await call(hass, "light", "turn_on", id_of(hass, "light", "output_2_output"))


async def test_a_gateway_in_maintenance_is_set_up_later(hass: HomeAssistant, virtual: VirtualOpenMotics) -> None:
    virtual.gateway.maintenance = True
    entry = entry_of(hass, virtual)
    await hass.config_entries.async_setup(entry.entry_id)
    assert entry.state is ConfigEntryState.SETUP_RETRY
    assert (virtual.count("http"), reauths(hass)) == (1, [])
    virtual.gateway.maintenance = False
    await hass.config_entries.async_reload(entry.entry_id)
    assert entry.state is ConfigEntryState.LOADED


async def test_old_firmware_loses_only_what_it_does_not_know(hass: HomeAssistant) -> None:
    """Before 2.18 and 2.19: no sensors by quantity, no thermostat groups, no schedules, no health."""
    unknown = (
        "get_sensor_status",
        "get_thermostat_group_status",
        "get_thermostat_group_configurations",
        "get_ventilation_configurations",
        "get_ventilation_status",
        "get_platform_details",
        "list_schedules",
        "health_check",
    )
    virtual = VirtualOpenMotics(without=unknown)
    virtual.house.replies["get_sensor_configurations"]["config"] = [
        {"id": number, "name": f"S{number}", "offset": 0, "room": 255, "virtual": False} for number in range(3)
    ]
    await virtual.start()
    try:
        entry = await set_up(hass, virtual)
        assert of(hass, "light", "output_0_output").state == "on"
        assert of(hass, "sensor", "sensor_0_temperature_value").state == "21.4"
        climate = of(hass, "climate", "thermostat_0_thermostat")
        assert (climate.state, climate.attributes["current_temperature"]) == ("heat", 20.5)
        virtual.house.replies["get_sensor_temperature_status"]["status"][0] = 25.0
        await entry.runtime_data.async_refresh()
        assert of(hass, "sensor", "sensor_0_temperature_value").state == "25.0"
        for function in unknown:
            if function != "get_ventilation_status":
                assert virtual.count("http", f"/{function}") == 1, function
        assert await hass.config_entries.async_unload(entry.entry_id)
    finally:
        await virtual.stop()


async def test_a_master_that_does_not_answer_loses_nothing(hass: HomeAssistant, virtual: VirtualOpenMotics) -> None:
    entry = await set_up(hass, virtual)
    virtual.gateway.master_answers = False
    await entry.runtime_data.async_refresh()
    assert of(hass, "light", "output_0_output").state == "on"
    virtual.gateway.master_answers = True
    await entry.runtime_data.async_refresh()
    assert of(hass, "light", "output_0_output").state == "on"


async def test_a_gateway_that_is_gone_turns_everything_unavailable_until_it_is_back(
    hass: HomeAssistant, virtual: VirtualOpenMotics, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connection, "GRACE", 0.05)
    await set_up(hass, virtual)
    await virtual.stop_gateway()
    await until(hass, lambda: of(hass, "light", "output_0_output").state == "unavailable")
    assert of(hass, "binary_sensor", "gateway_connection").state == "off"
    await virtual.start_gateway()
    await until(hass, lambda: of(hass, "light", "output_0_output").state == "on")
    assert virtual.count("http", "/login") == 2


async def test_nothing_secret_is_logged(
    hass: HomeAssistant, virtual: VirtualOpenMotics, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("DEBUG", "custom_components.multihub")
    entry = await set_up(hass, virtual)
    hub = entry.runtime_data.hub
    token = await hub.client.token()
    virtual.accounts.users[USERNAME] = User("new password")
    virtual.accounts.revoke()
    with pytest.raises(HubError):
        await hub.connect()
    await hass.async_block_till_done(wait_background_tasks=False)
    assert PASSWORD not in caplog.text
    assert token not in caplog.text


async def test_unloading_ends_everything(hass: HomeAssistant, virtual: VirtualOpenMotics) -> None:
    entry: MockConfigEntry = await set_up(hass, virtual)
    virtual.house.press_input(0, on=True)
    await until(hass, lambda: of(hass, "event", "input_0_press").state != "unknown")
    assert await hass.config_entries.async_unload(entry.entry_id)
    await virtual.until(lambda: not virtual.gateway.sockets)
    assert entry.state is ConfigEntryState.NOT_LOADED
