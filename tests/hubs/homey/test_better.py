"""What people complain about in the integration that exists, and what was measured of it: not so with ours.

The numbers are those of the protocol page's list in section 4; section 9 has the measurements.
"""

from __future__ import annotations

import asyncio
import json
import logging
from typing import Any

import pytest
from homeassistant.config_entries import ConfigEntryState
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers import area_registry as ar, device_registry as dr, entity_registry as er
from homeassistant.util import dt as dt_util
from pytest_homeassistant_custom_component.common import async_fire_time_changed

from custom_components.multihub.hubs.homey.mapping.capabilities import CAPABILITIES
from tests.helpers import entity_id, state, writes
from virtual_hubs.homey import VirtualHomey, capability

from .conftest import AddHomey, StartHomey, changes_to, state_of, unique
from .mapping import cap, features

# The complaints


async def test_1_states_follow_areas_are_assigned_devices_go_and_flows_start(
    hass: HomeAssistant, homey: VirtualHomey, add_homey: AddHomey
) -> None:
    await add_homey(homey)
    homey.set_value("Back door", "alarm_contact", True)
    await changes_to(hass, lambda: state_of(hass, homey, "binary_sensor", "Back door", "alarm_contact").state == "on")
    thermostat = entity_id(hass, "climate", unique(homey, "Thermostat", "climate"))
    homey.set_value("Thermostat", "target_temperature", 22)
    await changes_to(hass, lambda: hass.states.get(thermostat).attributes["temperature"] == 22)  # type: ignore[union-attr]
    assert {area.name for area in ar.async_get(hass).async_list_areas()} >= {"Living room", "Garage", "Garden"}
    flow = next(one for one in homey.house.items["flow"].values() if one["name"] == "Good night")
    button = entity_id(hass, "button", f"{homey.homey_id}_homey_flow_{flow['id']}")
    await hass.services.async_call("button", "press", {"entity_id": button}, blocking=True)
    assert homey.happenings == [("flow", flow["id"])]


async def test_3_a_self_hosted_server_with_its_own_port_and_certificate_is_no_stranger(
    hass: HomeAssistant, start_homey: StartHomey, add_homey: AddHomey
) -> None:
    hub = await start_homey(tls=True)
    assert hub.certificate is not None
    entry = await add_homey(hub, base_url=hub.url, host=None, fingerprint=hub.certificate.fingerprint)
    assert entry.state is ConfigEntryState.LOADED


async def test_4_and_17_a_hub_that_is_not_there_is_one_line_not_a_flood(
    hass: HomeAssistant, homey: VirtualHomey, add_homey: AddHomey, caplog: pytest.LogCaptureFixture
) -> None:
    homey.down = True
    entry = await add_homey(homey, listens=False)
    assert entry.state is ConfigEntryState.SETUP_RETRY
    lines = [one for one in caplog.records if "multihub" in one.getMessage() and one.levelno >= logging.WARNING]
    assert len([one for one in lines if "custom integration" not in one.getMessage()]) <= 1
    assert not [one for one in caplog.records if one.exc_info and one.levelno >= logging.WARNING]


async def test_5_8_16_two_hubs_with_the_same_names_live_side_by_side(
    hass: HomeAssistant, start_homey: StartHomey, add_homey: AddHomey
) -> None:
    first, second = await start_homey(), await start_homey(homey_id="a-second-homey")
    one, other = await add_homey(first), await add_homey(second)
    registry = er.async_get(hass)
    ids = [
        {entity.unique_id for entity in er.async_entries_for_config_entry(registry, entry.entry_id)}
        for entry in (one, other)
    ]
    assert len(ids[0]) == len(ids[1]) > 150
    assert not ids[0] & ids[1]
    assert state_of(hass, second, "vacuum", "Robot vacuum", "vacuum").state == "docked"


async def test_6_a_401_that_passes_asks_nobody(hass: HomeAssistant, homey: VirtualHomey, add_homey: AddHomey) -> None:
    entry = await add_homey(homey)
    homey.fail("SOCKET devices getDevices", 401, "invalid_session")
    async_fire_time_changed(hass, dt_util.utcnow() + dt_util.dt.timedelta(minutes=6))
    await homey.until(lambda: not homey._faults)  # noqa: SLF001
    await hass.async_block_till_done(wait_background_tasks=False)
    assert list(entry.async_get_active_flows(hass, {"reauth"})) == []


async def test_7_an_answer_with_nothing_in_it_deletes_nothing(
    hass: HomeAssistant, homey: VirtualHomey, add_homey: AddHomey
) -> None:
    entry = await add_homey(homey)
    before = len(dr.async_entries_for_config_entry(dr.async_get(hass), entry.entry_id))
    homey.house.items["device"] = {}
    for _ in range(3):
        await entry.runtime_data.async_refresh()
    assert len(dr.async_entries_for_config_entry(dr.async_get(hass), entry.entry_id)) == before


async def test_11_to_14_covers_stop_channels_are_apart_and_meters_serve_the_energy_dashboard(
    hass: HomeAssistant, homey: VirtualHomey, add_homey: AddHomey
) -> None:
    await add_homey(homey)
    shutter = entity_id(hass, "cover", unique(homey, "Roller shutter", "cover"))
    await hass.services.async_call("cover", "stop_cover", {"entity_id": shutter}, blocking=True)
    assert ("set", "Roller shutter", "windowcoverings_state", "idle") in homey.happenings
    assert state_of(hass, homey, "switch", "Double relay", "onoff.output2").state == "off"
    for key, device_class in (("meter_gas", "gas"), ("meter_water", "water"), ("meter_power.imported", "energy")):
        attributes = state_of(hass, homey, "sensor", "Smart meter", key).attributes
        assert (attributes["device_class"], attributes["state_class"]) == (device_class, "total_increasing")
    registry = er.async_get(hass)
    maintenance = registry.async_get(entity_id(hass, "button", unique(homey, "Energy socket", "button.reset_meter")))
    assert maintenance and maintenance.disabled and maintenance.entity_category == "config"


@pytest.mark.parametrize(
    ("number", "made", "expected"),
    [
        (
            "9: warm is warm",
            features("light", cap("onoff", True), cap("light_temperature", 1))["light"],
            {"kelvin": 2000},
        ),
        (
            "10: °F stays °F",
            features("sensor", cap("measure_temperature", 70, units="°F"))["measure_temperature"],
            {"unit": "°F", "value": 70},
        ),
        (
            "12: a dimmable socket is a light",
            features("socket", cap("onoff", True), cap("dim", 1))["light"],
            {"brightness": 255},
        ),
        (
            "15: a price keeps its unit",
            features("sensor", cap("measure_price", 0.31, type="number", units="€/kWh", setable=False))[
                "measure_price"
            ],
            {"unit": "€/kWh", "value": 0.31},
        ),
        (
            "34: a drawing is no state",
            features("other", cap("image", "<svg>" + 5000 * "x", type="string", setable=False))["image"],
            {"value": None},
        ),
    ],
)
def test_9_10_12_15_and_34_values_are_what_they_are(number: str, made: Any, expected: dict[str, Any]) -> None:
    assert {key: getattr(made, key) for key in expected} == expected, number


async def test_19_an_area_that_a_person_chose_is_not_overwritten(
    hass: HomeAssistant, homey: VirtualHomey, add_homey: AddHomey
) -> None:
    entry = await add_homey(homey)
    devices = dr.async_get(hass)
    device = next(one for one in dr.async_entries_for_config_entry(devices, entry.entry_id) if one.name == "Hall bulb")
    mine = ar.async_get(hass).async_create("My place")
    devices.async_update_device(device.id, area_id=mine.id)
    await entry.runtime_data.async_refresh()
    assert devices.async_get(device.id).area_id == mine.id  # type: ignore[union-attr]


async def test_20_no_unique_id_has_an_address_or_a_name_in_it(
    hass: HomeAssistant, homey: VirtualHomey, add_homey: AddHomey
) -> None:
    """So that neither a new address nor a new name makes anything a stranger."""
    entry = await add_homey(homey)
    ids = "\n".join(one.unique_id for one in er.async_entries_for_config_entry(er.async_get(hass), entry.entry_id))
    assert "127.0.0.1" not in ids
    assert not [one["name"] for one in homey.house.items["device"].values() if one["name"] in ids]


# What was measured


@pytest.mark.parametrize("update_on_value", [True, False])
async def test_two_hundred_events_are_two_hundred_writes(
    hass: HomeAssistant, start_homey: StartHomey, add_homey: AddHomey, update_on_value: bool
) -> None:
    """Beside 203,206 of the other, whether the Homey sends the device after each value or not."""
    hub = await start_homey(update_on_value=update_on_value)
    await add_homey(hub)
    sensor = entity_id(hass, "sensor", unique(hub, "Coffee socket", "measure_power"))
    written = writes(hass)
    for value in range(200):
        hub.set_value("Coffee socket", "measure_power", value)
    await changes_to(hass, lambda: hass.states.get(sensor).state == "199")  # type: ignore[union-attr]
    assert len(written) == 200


async def test_ten_lamps_at_once_are_all_switched_against_four_requests_a_second(
    hass: HomeAssistant, start_homey: StartHomey, add_homey: AddHomey
) -> None:
    """By HTTP alone, the way that is limited; the other had 3 of 10 done after 92 requests."""
    hub = await start_homey(limit=4)
    hub.no_socket = True
    for number in range(10):
        hub.house.add_device((f"Lamp {number}", "Hall", "light", [capability("onoff", False)], {}))
    await add_homey(hub, listens=False)
    lamps = [entity_id(hass, "light", unique(hub, f"Lamp {number}", "light")) for number in range(10)]
    before = hub.count("http", "PUT")
    await hass.services.async_call("light", "turn_on", {"entity_id": lamps}, blocking=True)
    assert all(hub.value(f"Lamp {number}", "onoff") for number in range(10))
    assert hub.count("http", "PUT") - before <= 20


@pytest.mark.parametrize("status", [429, 500])
async def test_a_refused_command_is_at_most_two_requests_and_an_error(
    hass: HomeAssistant, homey: VirtualHomey, add_homey: AddHomey, status: int
) -> None:
    """Beside 11 to 13 requests and a success that was none."""
    await add_homey(homey)
    homey.fail("SOCKET devices setCapabilityValue", status, "no", times=9)
    bulb = entity_id(hass, "light", unique(homey, "Hall bulb", "light"))
    with pytest.raises(HomeAssistantError):
        await hass.services.async_call("light", "turn_on", {"entity_id": bulb}, blocking=True)
    assert homey.count("websocket", "devices setCapabilityValue") <= 2
    assert homey.count("http", "PUT") == 0


async def test_push_stands_as_long_as_the_homey_does(
    hass: HomeAssistant, start_homey: StartHomey, add_homey: AddHomey
) -> None:
    """On an Engine.IO 3 hub the other's push dies after 45 s; here ten of the hub's intervals pass."""
    hub = await start_homey(ping_interval=0.05, ping_timeout=0.1)
    await add_homey(hub)
    session = next(iter(hub.sessions))
    await hub.until(lambda: hub.count("websocket", "ping") >= 10)
    assert hub.sessions == {session}
    hub.set_value("Coffee socket", "measure_power", 3)
    await changes_to(hass, lambda: state_of(hass, hub, "sensor", "Coffee socket", "measure_power").state == "3")


async def test_set_up_asks_each_thing_once(hass: HomeAssistant, homey: VirtualHomey, add_homey: AddHomey) -> None:
    """Two requests by HTTP; the rest by the socket, and a second time only after its subscriptions stand."""
    await add_homey(homey)
    assert homey.count("http") == 2
    asked = [entry.what for entry in homey.log if entry.kind == "websocket" and entry.what.startswith("zones ")]
    assert len(asked) <= 2


async def test_only_what_can_be_set_is_a_select(hass: HomeAssistant, homey: VirtualHomey, add_homey: AddHomey) -> None:
    """The other makes a select of each enumeration, read-only ones too."""
    await add_homey(homey)
    for entity in er.async_get(hass).entities.values():
        if entity.platform == "multihub" and entity.domain == "select":
            base = entity.unique_id.rsplit("_", 1)[0]
            assert base
            key = next(one for one in (*CAPABILITIES, "heatpump_mode") if entity.unique_id.endswith(one))
            assert key == "heatpump_mode" or CAPABILITIES[key].access == "rw"


async def test_a_slider_that_is_moved_writes_its_first_and_its_last_value(
    hass: HomeAssistant, homey: VirtualHomey, add_homey: AddHomey
) -> None:
    await add_homey(homey)
    number = entity_id(hass, "number", unique(homey, "Wallbox", "target_power"))
    homey.hold = asyncio.Event()
    moves = [
        hass.async_create_task(
            hass.services.async_call("number", "set_value", {"entity_id": number, "value": value}, blocking=True)
        )
        for value in (1000, 2000, 3000, 4000)
    ]
    await homey.until(lambda: homey.count("websocket", "devices setCapabilityValue") == 1)
    homey.hold.set()
    await asyncio.gather(*moves)
    assert [one[3] for one in homey.happenings] == [1000, 4000]


async def test_a_malformed_house_is_no_traceback(
    hass: HomeAssistant, homey: VirtualHomey, add_homey: AddHomey, caplog: pytest.LogCaptureFixture
) -> None:
    """Whatever else is broken, the sound devices are there."""
    homey.house.items["device"]["odd"] = {"id": "odd", "name": None, "capabilitiesObj": {"onoff": 3, "dim": None}}
    homey.house.items["device"]["none"] = {"id": "none", "class": 7, "zone": [], "images": [None, {"imageObj": 4}]}
    homey.house.items["zone"]["odd"] = {"id": "odd", "name": 4, "parent": {}}
    homey.house.items["flow"]["odd"] = {"id": "odd", "triggerable": "yes"}
    homey.house.items["variable"]["odd"] = {"id": "odd", "type": "number", "value": "text"}
    homey.house.values["weather"] = "sunny"
    homey.house.values["live"] = {"totalConsumed": 5}
    await add_homey(homey)
    assert state(hass, "light", unique(homey, "Ceiling light", "light")).state == "on"
    assert "Traceback" not in caplog.text
    assert json.dumps(homey.state(), default=str)
