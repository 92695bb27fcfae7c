"""What people complain about in the integration that exists: the twenty of the protocol page's section 4, not so with ours.

Each test bears the number of its complaint; ``COMPLAINTS`` says what it is.
"""

from __future__ import annotations

import json
import logging
import re
from typing import Any, Final

import aiohttp
import pytest
from homeassistant.components.vacuum import VacuumEntityFeature
from homeassistant.config_entries import SOURCE_DHCP, SOURCE_REAUTH, SOURCE_USER, SOURCE_ZEROCONF, ConfigEntryState
from homeassistant.core import HomeAssistant
from homeassistant.helpers import area_registry as ar, device_registry as dr, entity_registry as er
from homeassistant.helpers.service_info.dhcp import DhcpServiceInfo
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.multihub import async_remove_config_entry_device
from custom_components.multihub.hubs.homey.hub import NET
from tests.helpers import entity_id, state, until
from tests.metadata.repository import INTEGRATION, read_json
from virtual_hubs.homey import API_KEY, VirtualHomey, capability

from .conftest import AddHomey, Clock, StartHomey, announced, entry_data, listening, state_of, unique
from .mapping import cap, features

COMPLAINTS: Final = {
    1: "states don't follow, areas are not assigned, devices can't be left out or removed, flows don't start",
    2: "a Self-Hosted Server is refused: its port, https, its own certificate",
    3: "setting up fails with errors that don't help, for a wrong address for example",
    4: "long texts and drawings blow up the recorder",
    5: "the vacuum is gone since Home Assistant took the battery from its features",
    6: "a 401 that passes asks for the key again, at night",
    7: "all devices are deleted when the API answers nothing for a moment",
    8: "the same Homey is found again and again",
    9: "warm and cold are swapped",
    10: "values in °F are said to be in °C",
    11: "covers that are told by an enumeration can't be stopped",
    12: "shutters and dimmers are taken for something else, channels are mixed up",
    13: "maintenance buttons clutter the house",
    14: "gas and water can't be chosen in the energy dashboard",
    15: "prices have no unit of their currency and kWh",
    16: "two Homeys have the same ids",
    17: "the log is flooded while the hub is down",
    18: "a .local name leads to somebody else",
    19: "areas that a person chose are overwritten",
    20: "a new name broke everybody's entities",
}

TEXTS: Final = read_json(INTEGRATION / "translations" / "en.json")


def test_every_complaint_has_a_test_of_its_own() -> None:
    numbers = {int(found[1]) for name in globals() if (found := re.match(r"test_(\d\d)_", name))}
    assert numbers == COMPLAINTS.keys() == set(range(1, 21))


async def test_01_states_follow_areas_are_assigned_and_flows_start(
    hass: HomeAssistant, homey: VirtualHomey, add_homey: AddHomey
) -> None:
    await add_homey(homey)
    for device, key in (("Back door", "alarm_contact"), ("Hall motion", "alarm_motion")):
        homey.set_value(device, key, True)
        sensor = entity_id(hass, "binary_sensor", unique(homey, device, key))
        await until(hass, lambda sensor=sensor: hass.states.get(sensor).state == "on")  # type: ignore[misc]
    thermostat = entity_id(hass, "climate", unique(homey, "Thermostat", "climate"))
    homey.set_value("Thermostat", "target_temperature", 22)
    await until(hass, lambda: hass.states.get(thermostat).attributes["temperature"] == 22)  # type: ignore[union-attr]
    shutter = entity_id(hass, "cover", unique(homey, "Roller shutter", "cover"))
    assert hass.states.get(shutter).state != "unavailable"  # type: ignore[union-attr]
    homey.set_value("Roller shutter", "windowcoverings_state", "down")
    await until(hass, lambda: hass.states.get(shutter).state == "closing")  # type: ignore[union-attr]
    assert {area.name for area in ar.async_get(hass).async_list_areas()} >= {"Living room", "Garage", "Garden"}
    flow = homey.house.id_of("flow", "Good night")
    button = entity_id(hass, "button", f"{homey.homey_id}_homey_flow_{flow}")
    await hass.services.async_call("button", "press", {"entity_id": button}, blocking=True)
    assert homey.happenings == [("flow", flow)]


async def test_01_devices_can_be_left_out_and_come_back(
    hass: HomeAssistant, homey: VirtualHomey, add_homey: AddHomey
) -> None:
    entry = await add_homey(homey)
    bulb = unique(homey, "Hall bulb", "light")
    for left_out in ([homey.device("Hall bulb")["id"]], []):
        form = await hass.config_entries.options.async_init(entry.entry_id)
        field = next(one for one in form["data_schema"].schema if one == "left_out")
        labels = {one["label"] for one in form["data_schema"].schema[field].config["options"]}
        assert labels == {one["name"] for one in homey.house.items["device"].values()}
        await hass.config_entries.options.async_configure(form["flow_id"], {"left_out": left_out})
        await hass.async_block_till_done()
        homey.change("device", homey.device("Hall bulb")["id"], note="changed")
        await entry.runtime_data.async_refresh()
        await entry.runtime_data.async_refresh()
        await hass.async_block_till_done(wait_background_tasks=False)
        known = er.async_get(hass).async_get_entity_id("light", "multihub", bulb)
        assert (known is None) is bool(left_out)


async def test_01_a_device_that_the_homey_does_not_have_can_be_removed_by_hand_and_one_that_it_has_not(
    hass: HomeAssistant, homey: VirtualHomey, add_homey: AddHomey
) -> None:
    entry = await add_homey(homey)
    devices = dr.async_get(hass)
    there = next(one for one in dr.async_entries_for_config_entry(devices, entry.entry_id) if one.name == "Hall bulb")
    gone = devices.async_get_or_create(config_entry_id=entry.entry_id, identifiers={("multihub", "gone")})
    assert await async_remove_config_entry_device(hass, entry, gone)
    assert not await async_remove_config_entry_device(hass, entry, there)


async def test_02_a_self_hosted_server_with_its_own_port_and_certificate_is_added_and_heard(
    hass: HomeAssistant, start_homey: StartHomey
) -> None:
    hub = await start_homey(tls=True)
    assert hub.certificate is not None
    flow = hass.config_entries.flow
    result: Any = await flow.async_init("multihub", context={"source": SOURCE_USER})
    for typed in ({"next_step_id": "homey"}, {"host": hub.url}, {}, {"token": API_KEY}):
        result = await flow.async_configure(result["flow_id"], typed)
    entry = result["result"]
    await listening(hass, hub)
    assert entry.data["fingerprint"] == hub.certificate.fingerprint
    hub.set_value("Coffee socket", "measure_power", 5)
    await until(hass, lambda: state_of(hass, hub, "sensor", "Coffee socket", "measure_power").state == "5")
    await hass.config_entries.async_unload(entry.entry_id)


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ("nobody there", "cannot_connect"),
        ("no address", "cannot_connect"),
        ("another product", "not_this_hub"),
        ("the cloud", "cloud_only"),
        ("an old firmware", "firmware_too_old"),
        ("no licence", "subscription_inactive"),
        ("a wrong key", "invalid_auth"),
        ("a poor key", "missing_scopes"),
    ],
)
async def test_03_what_is_wrong_is_said_with_what_to_do(
    hass: HomeAssistant, start_homey: StartHomey, unused_tcp_port: int, wrong: str, told: str
) -> None:
    hub = await start_homey(generation=2 if wrong == "an old firmware" else 3)
    hub.tokens["poor:poor:poor"] = ("homey.flow",)
    if wrong == "an old firmware":
        hub.version = "1.5.13"
    if wrong == "no licence":
        hub.ping_error = "Subscription Inactive"
    hosts = {
        "nobody there": f"127.0.0.1:{unused_tcp_port}",
        "no address": "http://",
        "another product": hub.control,
        "the cloud": "https://abcdef.connect.athom.com",
    }
    keys = {"a wrong key": "wrong:wrong:wrong", "a poor key": "poor:poor:poor"}
    flow = hass.config_entries.flow
    result: Any = await flow.async_init("multihub", context={"source": SOURCE_USER})
    result = await flow.async_configure(result["flow_id"], {"next_step_id": "homey"})
    result = await flow.async_configure(result["flow_id"], {"host": hosts.get(wrong, hub.url)})
    if wrong in keys:
        result = await flow.async_configure(result["flow_id"], {"token": keys[wrong]})
    assert result["errors"] == {"base": told}
    text = TEXTS["config"]["error"][told]
    assert re.search(r"Check|Update|Make|Look|A Homey Pro|not a hub of this kind", text), text


async def test_04_no_state_is_long_and_no_drawing_is_one(
    hass: HomeAssistant, homey: VirtualHomey, add_homey: AddHomey
) -> None:
    await add_homey(homey)
    drawing = capability("drawing", "<svg>" + 5000 * "x", type="string", setable=False)
    story = capability("story", 5000 * "y", type="string", setable=False)
    homey.create_device("Chatty", "Hall", "other", drawing, story)
    key = unique(homey, "Chatty", "story")
    await until(hass, lambda: er.async_get(hass).async_get_entity_id("sensor", "multihub", key) is not None)
    assert len(state_of(hass, homey, "sensor", "Chatty", "story").state) == 255
    assert state_of(hass, homey, "sensor", "Chatty", "drawing").state == "unknown"
    for one in hass.states.async_all():
        assert len(one.state) <= 255
        assert len(json.dumps(one.attributes, default=str)) < 4096, one.entity_id


async def test_05_a_vacuum_is_there_and_its_battery_is_a_sensor(
    hass: HomeAssistant, homey: VirtualHomey, add_homey: AddHomey
) -> None:
    """Whether this Home Assistant still has the feature or not."""
    await add_homey(homey)
    vacuum = state_of(hass, homey, "vacuum", "Robot vacuum", "vacuum")
    assert vacuum.state == "docked"
    assert "battery_level" not in vacuum.attributes
    supported = VacuumEntityFeature(vacuum.attributes["supported_features"])
    assert "BATTERY" not in [one.name for one in supported]
    battery = state_of(hass, homey, "sensor", "Robot vacuum", "measure_battery")
    assert (battery.state, battery.attributes["device_class"]) == ("90", "battery")


async def test_06_refusals_that_pass_ask_nobody_all_night(
    hass: HomeAssistant, homey: VirtualHomey, add_homey: AddHomey, clock: Clock
) -> None:
    entry = await add_homey(homey)
    for _ in range(6):
        before = homey.count("websocket", "devices getDevices")
        homey.fail("SOCKET devices getDevices", 401, "invalid_session")
        await clock.until(
            lambda before=before: homey.count("websocket", "devices getDevices") > before,  # type: ignore[misc]
            seconds=NET.total_seconds() * 2,
            step=5,
        )
        await clock.advance(5)
    assert list(entry.async_get_active_flows(hass, {SOURCE_REAUTH})) == []
    assert state_of(hass, homey, "light", "Ceiling light", "light").state == "on"


@pytest.mark.parametrize("nothing", [{}, []])
async def test_07_an_answer_with_nothing_in_it_deletes_nothing(
    hass: HomeAssistant, homey: VirtualHomey, add_homey: AddHomey, nothing: Any
) -> None:
    entry = await add_homey(homey)
    before = len(dr.async_entries_for_config_entry(dr.async_get(hass), entry.entry_id))
    homey.lists = isinstance(nothing, list)
    homey.house.items["device"] = {}
    for _ in range(3):
        await entry.runtime_data.async_refresh()
    assert len(dr.async_entries_for_config_entry(dr.async_get(hass), entry.entry_id)) == before


async def test_07_a_device_that_is_missing_once_is_kept(
    hass: HomeAssistant, homey: VirtualHomey, add_homey: AddHomey
) -> None:
    entry = await add_homey(homey)
    bulb = homey.device("Hall bulb")["id"]
    light = unique(homey, "Hall bulb", "light")
    item = homey.house.items["device"].pop(bulb)
    await entry.runtime_data.async_refresh()
    assert entity_id(hass, "light", light)
    homey.house.items["device"][bulb] = item
    await entry.runtime_data.async_refresh()
    await entry.runtime_data.async_refresh()
    assert state(hass, "light", light).state == "off"


async def test_08_a_homey_that_was_added_by_hand_is_not_found_again(
    hass: HomeAssistant, homey: VirtualHomey, add_homey: AddHomey
) -> None:
    flow = hass.config_entries.flow
    waiting: Any = await flow.async_init("multihub", context={"source": SOURCE_ZEROCONF}, data=announced(homey))
    assert waiting["step_id"] == "zeroconf_confirm"
    result: Any = await flow.async_init("multihub", context={"source": SOURCE_USER})
    for typed in ({"next_step_id": "homey"}, {"host": homey.url}, {"token": API_KEY}):
        result = await flow.async_configure(result["flow_id"], typed)
    await listening(hass, homey)
    assert flow.async_progress() == [], "the card of what was found is gone"
    for _ in range(2):
        again = await flow.async_init("multihub", context={"source": SOURCE_ZEROCONF}, data=announced(homey))
        assert again["reason"] == "already_configured"
    lease = DhcpServiceInfo(ip=homey.url.removeprefix("http://"), hostname="homey-9013da", macaddress="9013da000001")
    again = await flow.async_init("multihub", context={"source": SOURCE_DHCP}, data=lease)
    assert again["reason"] == "already_configured"
    assert len(hass.config_entries.async_entries("multihub")) == 1
    await hass.config_entries.async_unload(result["result"].entry_id)


@pytest.mark.parametrize(("warmth", "kelvin"), [(1, 2000), (0, 6536)])
def test_09_warm_is_warm_and_cold_is_cold(warmth: float, kelvin: int) -> None:
    light: Any = features("light", cap("onoff", True), cap("light_temperature", warmth))["light"]
    assert light.kelvin == kelvin


async def test_10_fahrenheit_is_said_and_converted(
    hass: HomeAssistant, homey: VirtualHomey, add_homey: AddHomey
) -> None:
    await add_homey(homey)
    homey.create_device("Import", "Hall", "sensor", capability("measure_temperature", 212, units="°F"))
    key = unique(homey, "Import", "measure_temperature")
    await until(hass, lambda: er.async_get(hass).async_get_entity_id("sensor", "multihub", key) is not None)
    shown = state(hass, "sensor", key)
    assert (float(shown.state), shown.attributes["unit_of_measurement"]) == (100, "°C")


async def test_11_a_cover_that_is_told_by_an_enumeration_stops(
    hass: HomeAssistant, homey: VirtualHomey, add_homey: AddHomey
) -> None:
    await add_homey(homey)
    shutter = entity_id(hass, "cover", unique(homey, "Roller shutter", "cover"))
    for action in ("open_cover", "stop_cover", "close_cover"):
        await hass.services.async_call("cover", action, {"entity_id": shutter}, blocking=True)
    assert [one[3] for one in homey.happenings] == ["up", "idle", "down"]


async def test_12_shutters_dimmers_and_channels_are_what_they_are(
    hass: HomeAssistant, homey: VirtualHomey, add_homey: AddHomey
) -> None:
    await add_homey(homey)
    cover = state_of(hass, homey, "cover", "Old shutter", "cover")
    assert (cover.state, cover.attributes["current_position"]) == ("open", 100)
    made = features("socket", cap("onoff", True), cap("dim", 1))
    assert [one.platform for one in made.values()] == ["light"]
    assert state_of(hass, homey, "switch", "Double relay", "onoff.output1").state == "on"
    assert state_of(hass, homey, "switch", "Double relay", "onoff.output2").state == "off"


async def test_13_maintenance_is_out_of_the_way(hass: HomeAssistant, homey: VirtualHomey, add_homey: AddHomey) -> None:
    await add_homey(homey)
    reset = er.async_get(hass).async_get(
        entity_id(hass, "button", unique(homey, "Energy socket", "button.reset_meter"))
    )
    assert reset and reset.disabled and reset.entity_category == "config"


@pytest.mark.parametrize(
    ("key", "device_class", "unit"),
    [("meter_gas", "gas", "m³"), ("meter_water", "water", "m³"), ("meter_power.imported", "energy", "kWh")],
)
async def test_14_meters_can_be_chosen_in_the_energy_dashboard(
    hass: HomeAssistant, homey: VirtualHomey, add_homey: AddHomey, key: str, device_class: str, unit: str
) -> None:
    await add_homey(homey)
    shown = state_of(hass, homey, "sensor", "Smart meter", key).attributes
    told = (shown["device_class"], shown["state_class"], shown["unit_of_measurement"])
    assert told == (device_class, "total_increasing", unit)


async def test_15_a_price_has_its_currency_and_kwh(
    hass: HomeAssistant, homey: VirtualHomey, add_homey: AddHomey
) -> None:
    await add_homey(homey)
    price = state(hass, "sensor", f"{homey.homey_id}_homey_electricity_price")
    assert price.attributes["unit_of_measurement"] == "EUR/kWh"
    made: Any = features("sensor", cap("measure_price", 0.31, type="number", units="€/kWh", setable=False))
    assert (made["measure_price"].unit, made["measure_price"].value) == ("€/kWh", 0.31)


async def test_16_two_homeys_with_the_same_names_live_side_by_side(
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
    second.set_value("Coffee socket", "measure_power", 3)
    await until(hass, lambda: state_of(hass, second, "sensor", "Coffee socket", "measure_power").state == "3")
    assert state_of(hass, first, "sensor", "Coffee socket", "measure_power").state == "1240.5"


def ours(caplog: pytest.LogCaptureFixture) -> list[str]:
    """What a person reads of us in the log."""
    return [
        one.getMessage()
        for one in caplog.records
        if one.name.startswith("custom_components.multihub") and one.levelno >= logging.INFO
    ]


async def test_17_an_hour_without_the_hub_is_two_lines(
    hass: HomeAssistant, homey: VirtualHomey, add_homey: AddHomey, clock: Clock, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    entry = await add_homey(homey)
    await clock.advance(5)
    caplog.clear()
    await homey.shut_down()
    await clock.advance(3600, step=10)
    assert ours(caplog) == ["Our Homey can't be reached; trying again until it is back"]
    homey.start_up()
    health = entry.runtime_data.connection.health
    await clock.until(lambda: health.connected and health.way == "websocket", seconds=120)
    assert ours(caplog)[1:] == ["Our Homey is back"]


async def test_17_a_hub_that_is_down_at_the_start_is_one_line_without_a_traceback(
    hass: HomeAssistant, homey: VirtualHomey, add_homey: AddHomey, caplog: pytest.LogCaptureFixture
) -> None:
    homey.down = True
    entry = await add_homey(homey, listens=False)
    assert entry.state is ConfigEntryState.SETUP_RETRY
    lines = [one for one in caplog.records if "multihub" in one.getMessage() and one.levelno >= logging.WARNING]
    assert len([one for one in lines if "custom integration" not in one.getMessage()]) <= 1
    assert not [one for one in caplog.records if one.exc_info and one.levelno >= logging.WARNING]


async def test_18_a_local_name_that_leads_to_somebody_else_tells_no_secret_and_the_announcement_mends_it(
    hass: HomeAssistant, start_homey: StartHomey, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing is sent to a stranger but the question who it is; where the Homey really is, it says itself."""
    mine, stranger = await start_homey(), await start_homey(homey_id="somebody-else")
    port = stranger.url.rsplit(":", 1)[1]

    async def wrong_interface(_: Any, name: str, port: int, *__: Any, **___: Any) -> list[dict[str, Any]]:
        return [{"hostname": name, "host": "127.0.0.1", "port": port, "family": 2, "proto": 0, "flags": 0}]

    monkeypatch.setattr(aiohttp.TCPConnector, "_resolve_host", wrong_interface)
    data = {**entry_data(mine), "host": f"homey.local:{port}"}
    entry = MockConfigEntry(domain="multihub", title="Our Homey", unique_id=mine.homey_id, data=data)
    entry.add_to_hass(hass)
    await hass.config_entries.async_setup(entry.entry_id)
    assert entry.state is not ConfigEntryState.LOADED
    assert [one.what for one in stranger.log if one.kind == "http"] == ["GET /api/manager/system/ping"]
    found = await hass.config_entries.flow.async_init(
        "multihub", context={"source": SOURCE_ZEROCONF}, data=announced(mine)
    )
    assert found["reason"] == "already_configured"
    await hass.async_block_till_done()
    assert entry.data["host"] == mine.url.removeprefix("http://")
    await listening(hass, mine)
    assert entry.state is ConfigEntryState.LOADED
    await hass.config_entries.async_unload(entry.entry_id)


async def test_19_an_area_that_a_person_chose_is_not_overwritten(
    hass: HomeAssistant, homey: VirtualHomey, add_homey: AddHomey
) -> None:
    entry = await add_homey(homey)
    devices = dr.async_get(hass)
    device = next(one for one in dr.async_entries_for_config_entry(devices, entry.entry_id) if one.name == "Hall bulb")
    mine = ar.async_get(hass).async_create("My place")
    devices.async_update_device(device.id, area_id=mine.id)
    homey.change("device", homey.device("Hall bulb")["id"], zone=homey.house.id_of("zone", "Kitchen"))
    await entry.runtime_data.async_refresh()
    await hass.config_entries.async_reload(entry.entry_id)
    assert devices.async_get(device.id).area_id == mine.id  # type: ignore[union-attr]


async def test_20_neither_a_new_address_nor_a_new_name_makes_anything_a_stranger(
    hass: HomeAssistant, homey: VirtualHomey, add_homey: AddHomey
) -> None:
    """And the domain is nobody else's: it is one of the two that there are already."""
    entry = await add_homey(homey)
    assert entry.domain not in ("homey", "homey_hass")
    ids = "\n".join(one.unique_id for one in er.async_entries_for_config_entry(er.async_get(hass), entry.entry_id))
    assert "127.0.0.1" not in ids
    assert not [one["name"] for one in homey.house.items["device"].values() if one["name"] in ids]
