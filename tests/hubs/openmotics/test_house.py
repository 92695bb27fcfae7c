"""A house in a real Home Assistant, by each way: what it shows, what it does, what is pushed."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

import pytest
from homeassistant.core import Event, EventStateChangedData, HomeAssistant, callback
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers import (
    area_registry as ar,
    device_registry as dr,
    entity_registry as er,
    floor_registry as fr,
)
from homeassistant.util.dt import utcnow
from pytest_homeassistant_custom_component.common import async_fire_time_changed

from custom_components.multihub.const import DOMAIN
from custom_components.multihub.hubs.openmotics import form_hub, gateway_hub, house_hub
from tests.helpers import until, writes
from virtual_hubs.openmotics import VirtualOpenMotics
from virtual_hubs.openmotics.doings import set_output, set_shutter
from virtual_hubs.openmotics.hub import HOME
from virtual_hubs.openmotics.thermostats import set_thermostat

from .helpers import HUB_ID, call, id_of, of, set_up

WAYS = ("local", "cloud", "legacy")


@pytest.mark.parametrize("way", WAYS)
async def test_a_house_is_shown_by_every_way(way: str, hass: HomeAssistant, virtual: VirtualOpenMotics) -> None:
    entry = await set_up(hass, virtual, way)
    assert of(hass, "light", "output_0_output").state == "on"
    assert of(hass, "switch", "output_1_output").attributes["device_class"] == "outlet"
    assert of(hass, "valve", "output_16_output").state == "open"
    assert of(hass, "fan", "output_5_output").state == "off"
    assert of(hass, "siren", "output_20_output").state == "off"
    assert of(hass, "cover", "shutter_1_shutter").attributes["current_position"] == 100
    assert "current_position" not in of(hass, "cover", "shutter_2_shutter").attributes
    assert of(hass, "climate", "thermostat_0_thermostat").attributes["hvac_action"] == "heating"
    assert of(hass, "sensor", "sensor_510_value").state == "640.0"
    assert of(hass, "scene", "gateway_group_action_0").state == "unknown"
    tells_of_presses = er.async_get(hass).async_get_entity_id("event", DOMAIN, f"{HUB_ID}_input_0_press") is not None
    assert tells_of_presses is (way != "cloud")
    assert of(hass, "select", "thermostat_group_0_mode").state == "heating"
    registry = dr.async_get(hass)
    devices = dr.async_entries_for_config_entry(registry, entry.entry_id)
    gateway = next(device for device in devices if device.identifiers == {(DOMAIN, f"{HUB_ID}_gateway")})
    assert gateway.sw_version == "2.29.0"
    assert gateway.configuration_url == (virtual.url if way == "local" else None)
    assert all(device.via_device_id == gateway.id for device in devices if device is not gateway)
    assert await hass.config_entries.async_unload(entry.entry_id)


@pytest.mark.parametrize("way", ["local", "legacy"])
async def test_what_only_the_gateway_tells_is_shown_too(
    way: str, hass: HomeAssistant, virtual: VirtualOpenMotics
) -> None:
    await set_up(hass, virtual, way, options={"counters": {"0": ["water_m3", 1000], "1": ["gas_m3", 10]}})
    assert of(hass, "sensor", "energy_1_0_power").state == "2310.0"
    energy = of(hass, "sensor", "energy_1_0_energy")
    assert (energy.attributes["device_class"], energy.attributes["state_class"]) == ("energy", "total_increasing")
    assert float(energy.state) == 1_890_000
    water = of(hass, "sensor", "pulse_counter_0_count")
    assert (water.state, water.attributes["device_class"]) == ("48.211", "water")
    gas = of(hass, "sensor", "pulse_counter_1_count")
    assert (gas.state, gas.attributes["device_class"]) == ("931.0", "gas")
    assert of(hass, "binary_sensor", "gateway_master_online").state == "on"
    schedules = await hass.services.async_call(
        "calendar",
        "get_events",
        {
            "entity_id": id_of(hass, "calendar", "gateway_schedules"),
            "start_date_time": "2026-06-01T00:00:00+02:00",
            "end_date_time": "2026-06-02T00:00:00+02:00",
        },
        blocking=True,
        return_response=True,
    )
    assert schedules is not None
    [answer] = schedules.values()
    assert [(item["summary"], item["start"][11:16]) for item in answer["events"]] == [  # type: ignore[index,call-overload,union-attr]
        ("Watering", "06:00"),
        ("Evening lights", "18:30"),
    ]


async def test_the_pulse_counters_of_the_house_are_offered_by_their_names(
    hass: HomeAssistant, virtual: VirtualOpenMotics
) -> None:
    entry = await set_up(hass, virtual, options={"counters": {"1": ["gas_m3", 10]}})
    form = await hass.config_entries.options.async_init(entry.entry_id)
    assert form["data_schema"]
    offered = {one["value"]: one["label"] for one in form["data_schema"].schema["counter"].config["options"]}
    assert offered == {"0": "Water", "1": "Gas (10 / m³)"}
    chosen = {"counter": "0", "counts": "water_l", "pulses": 2}
    await hass.config_entries.options.async_configure(form["flow_id"], chosen)
    await hass.async_block_till_done()
    water = of(hass, "sensor", "pulse_counter_0_count")
    assert (water.state, water.attributes["unit_of_measurement"]) == ("24105.5", "L")
    assert of(hass, "sensor", "pulse_counter_1_count").state == "931.0"


async def test_rooms_are_areas(hass: HomeAssistant, virtual: VirtualOpenMotics) -> None:
    entry = await set_up(hass, virtual)

    areas = {area.id: area.name for area in ar.async_get(hass).async_list_areas()}
    found = {
        next(iter(device.identifiers))[1].removeprefix(f"{HUB_ID}_"): areas.get(device.area_id or "")
        for device in dr.async_entries_for_config_entry(dr.async_get(hass), entry.entry_id)
    }
    assert (found["output_0"], found["shutter_2"], found["thermostat_1"], found["output_20"]) == (
        "Living",
        "Kitchen",
        "Master bedroom",
        None,
    )


async def test_a_light_that_only_the_cloud_knows_is_switched_there(
    hass: HomeAssistant, virtual: VirtualOpenMotics
) -> None:
    number = virtual.cloud.installations[HOME].objects.base + 900
    place = {"room_id": None, "floor_id": virtual.cloud.installations[HOME].objects.base + 1}
    light = {"id": number, "name": "Hue", "capabilities": ["ON_OFF", "RANGE"], "location": place}
    virtual.house.lights.append({**light, "status": {"on": False, "value": 0}})
    await set_up(hass, virtual, "cloud")
    thing = f"light_cloud{number}_output"
    assert of(hass, "light", thing).state == "off"
    await call(hass, "light", "turn_on", id_of(hass, "light", thing), brightness=128)
    assert virtual.house.lights[0]["status"] == {"on": True, "value": 50}
    await until(hass, lambda: of(hass, "light", thing).state == "on")
    assert of(hass, "light", thing).attributes["brightness"] == 128
    await call(hass, "button", "press", id_of(hass, "button", "gateway_all_lights_off"))
    assert virtual.house.lights[0]["status"]["on"] is False
    await until(hass, lambda: of(hass, "light", thing).state == "off")


async def test_rooms_of_the_cloud_are_areas_on_their_floor(hass: HomeAssistant, virtual: VirtualOpenMotics) -> None:
    await set_up(hass, virtual, "cloud")
    living = ar.async_get(hass).async_get_area_by_name("Living")
    floor = fr.async_get(hass).async_get_floor_by_name("Ground floor")
    assert living is not None
    assert floor is not None
    assert living.floor_id == floor.floor_id


COMMANDS: tuple[tuple[str, str, str, dict[str, Any], Callable[[VirtualOpenMotics], Any], Any], ...] = (
    ("light", "turn_on", "output_8_output", {"brightness": 128}, lambda v: output(v, 8)["dimmer"], 50),
    ("light", "turn_off", "output_0_output", {}, lambda v: output(v, 0)["status"], 0),
    ("switch", "turn_on", "output_1_output", {}, lambda v: output(v, 1)["status"], 1),
    ("valve", "close_valve", "output_16_output", {}, lambda v: output(v, 16)["status"], 0),
    ("siren", "turn_on", "output_20_output", {}, lambda v: output(v, 20)["status"], 1),
    ("fan", "turn_on", "output_5_output", {}, lambda v: output(v, 5)["status"], 1),
    ("cover", "close_cover", "shutter_2_shutter", {}, lambda v: shutter(v, 2)["state"], "going_down"),
    ("cover", "set_cover_position", "shutter_1_shutter", {"position": 25}, lambda v: shutter(v, 1)["desired_position"], 75),
    ("climate", "set_temperature", "thermostat_0_thermostat", {"temperature": 22.5}, lambda v: thermostat(v)["setpoint_temperature"], 22.5),
    ("climate", "set_preset_mode", "thermostat_0_thermostat", {"preset_mode": "away"}, lambda v: thermostat(v)["preset"], "away"),
    ("climate", "set_hvac_mode", "thermostat_0_thermostat", {"hvac_mode": "off"}, lambda v: thermostat(v)["state"], "off"),
    ("climate", "set_hvac_mode", "thermostat_0_thermostat", {"hvac_mode": "cool"}, lambda v: v.house.rows("get_thermostat_group_status", "status")[0]["mode"], "cooling"),
    ("select", "select_option", "thermostat_group_0_mode", {"option": "cooling"}, lambda v: v.house.rows("get_thermostat_group_status", "status")[0]["mode"], "cooling"),
    ("scene", "turn_on", "gateway_group_action_1", {}, lambda v: (output(v, 0)["status"], output(v, 8)["status"]), (1, 1)),
    ("button", "press", "gateway_all_lights_off", {}, lambda v: output(v, 0)["status"], 0),
)  # fmt: skip
"""Platform, action, feature, arguments, what to look at in the house, and what it must be."""


def output(virtual: VirtualOpenMotics, number: int) -> dict[str, Any]:
    return virtual.house.row("get_output_status", number, "status") or {}


def shutter(virtual: VirtualOpenMotics, number: int) -> dict[str, Any]:
    detail: dict[str, Any] = virtual.house.replies["get_shutter_status"]["detail"][str(number)]
    return detail


def thermostat(virtual: VirtualOpenMotics) -> dict[str, Any]:
    found: dict[str, Any] = virtual.house.rows("get_thermostat_group_status", "status")[0]["thermostats"][0]
    return found


@pytest.mark.parametrize("way", WAYS)
async def test_commands_do_what_they_say_by_every_way(
    way: str, hass: HomeAssistant, virtual: VirtualOpenMotics
) -> None:
    await set_up(hass, virtual, way)
    for platform, action, thing, arguments, look, wanted in COMMANDS:
        await call(hass, platform, action, id_of(hass, platform, thing), **arguments)
        assert look(virtual) == wanted, (platform, action, arguments)


@pytest.mark.parametrize("way", WAYS)
async def test_no_shutter_is_sent_to_a_position_that_it_does_not_know(
    way: str, hass: HomeAssistant, virtual: VirtualOpenMotics
) -> None:
    """A gateway drives such a shutter up, and fails (protocol page, section 1.4)."""
    await set_up(hass, virtual, way)
    unready = id_of(hass, "cover", "shutter_2_shutter")
    with pytest.raises(HomeAssistantError):
        await call(hass, "cover", "set_cover_position", unready, position=50)
    every = {"entity_id": "all", "position": 50}
    await hass.services.async_call("cover", "set_cover_position", every, blocking=True)
    assert virtual.shutters.unready_moves == 0
    assert {number: shutter(virtual, number)["desired_position"] for number in (1, 2, 3)} == {1: 50, 2: None, 3: 10}


@pytest.mark.parametrize("way", WAYS)
async def test_what_a_command_changed_is_shown(way: str, hass: HomeAssistant, virtual: VirtualOpenMotics) -> None:
    await set_up(hass, virtual, way)
    await call(hass, "light", "turn_on", id_of(hass, "light", "output_8_output"), brightness=128)
    await until(hass, lambda: of(hass, "light", "output_8_output").state == "on")
    assert of(hass, "light", "output_8_output").attributes["brightness"] == 128


async def test_ventilation_is_set_at_home(hass: HomeAssistant, virtual: VirtualOpenMotics) -> None:
    await set_up(hass, virtual)
    fan = id_of(hass, "fan", "ventilation_1_ventilation")
    await call(hass, "fan", "set_percentage", fan, percentage=75)
    await until(hass, lambda: of(hass, "fan", "ventilation_1_ventilation").attributes["percentage"] == 75)
    await call(hass, "fan", "set_preset_mode", fan, preset_mode="auto")
    await until(hass, lambda: of(hass, "fan", "ventilation_1_ventilation").attributes["preset_mode"] == "auto")


async def test_of_a_slider_that_is_moved_the_last_value_stays_and_not_each_is_sent(
    hass: HomeAssistant, virtual: VirtualOpenMotics
) -> None:
    await set_up(hass, virtual)
    light = id_of(hass, "light", "output_8_output")
    await asyncio.gather(*(call(hass, "light", "turn_on", light, brightness=value) for value in range(10, 251, 24)))
    assert output(virtual, 8)["dimmer"] == round(250 * 100 / 255)
    assert 2 <= virtual.count("http", "/set_output") <= 4


async def test_a_refusal_is_told_in_the_gateways_words(hass: HomeAssistant, virtual: VirtualOpenMotics) -> None:
    await set_up(hass, virtual)
    virtual.house.remove("get_output_configurations", 0)
    with pytest.raises(HomeAssistantError) as error:
        await call(hass, "light", "turn_off", id_of(hass, "light", "output_0_output"))
    assert error.value.translation_key == "command_failed"
    assert (error.value.translation_placeholders or {})["reason"] == "Object not found"


# Push at home


async def test_what_happens_in_the_house_is_shown_at_once_and_nothing_else_is_written(
    hass: HomeAssistant, virtual: VirtualOpenMotics
) -> None:
    await set_up(hass, virtual)
    written = writes(hass)
    asked = virtual.count("http")
    set_output(virtual.house, 8, is_on=True, dimmer=33)
    await until(hass, lambda: of(hass, "light", "output_8_output").attributes.get("brightness") == 84, timeout=1)
    virtual.house.measure(510, 900.0)
    await until(hass, lambda: of(hass, "sensor", "sensor_510_value").state == "900.0", timeout=1)
    set_shutter(virtual.house, 1, "going_down", 40)
    await until(hass, lambda: of(hass, "cover", "shutter_1_shutter").state == "closing", timeout=1)
    assert sorted(set(written)) == sorted(
        [
            id_of(hass, "light", "output_8_output"),
            id_of(hass, "sensor", "sensor_510_value"),
            id_of(hass, "cover", "shutter_1_shutter"),
        ]
    )
    assert len(written) == 3
    assert virtual.count("http") == asked


async def test_a_state_that_is_told_again_is_not_written(hass: HomeAssistant, virtual: VirtualOpenMotics) -> None:
    await set_up(hass, virtual)
    written = writes(hass)
    for _ in range(3):
        virtual.house.measure(1, 21.4)
    virtual.house.measure(1, 22.0)
    await until(hass, lambda: of(hass, "sensor", "sensor_1_value").state == "22.0")
    assert written == [id_of(hass, "sensor", "sensor_1_value")]


async def test_presses_are_told_each_once_and_long_ones_as_long(
    hass: HomeAssistant, virtual: VirtualOpenMotics, monkeypatch: pytest.MonkeyPatch
) -> None:
    await set_up(hass, virtual)
    heard: list[str] = []

    @callback
    def changed(event: Event[EventStateChangedData]) -> None:
        new = event.data["new_state"]
        if new and new.entity_id == id_of(hass, "event", "input_0_press"):
            heard.append(new.attributes["event_type"])

    hass.bus.async_listen("state_changed", changed)
    virtual.house.press_input(0, on=True)
    virtual.house.press_input(0, on=True)
    virtual.house.press_input(0, on=False)
    virtual.house.press_input(0, on=False)
    await until(hass, lambda: "press_end" in heard)
    monkeypatch.setattr(house_hub, "LONG", 0.0)
    virtual.house.press_input(0, on=True)
    await until(hass, lambda: "long_press_start" in heard)
    virtual.house.press_input(0, on=False)
    await until(hass, lambda: "long_press_end" in heard)
    assert heard == ["press_start", "press_end", "press_start", "long_press_start", "long_press_end"]


async def test_a_press_is_told_within_a_second(hass: HomeAssistant, virtual: VirtualOpenMotics) -> None:
    await set_up(hass, virtual)
    virtual.house.press_input(0, on=True)
    await until(hass, lambda: of(hass, "event", "input_0_press").state != "unknown", timeout=1)
    assert of(hass, "event", "input_0_press").attributes["event_type"] == "press_start"


async def test_a_press_whose_release_was_missed_is_not_told_as_a_long_one(
    hass: HomeAssistant, virtual: VirtualOpenMotics, monkeypatch: pytest.MonkeyPatch
) -> None:
    entry = await set_up(hass, virtual)
    virtual.house.press_input(0, on=True)
    await until(hass, lambda: of(hass, "event", "input_0_press").attributes["event_type"] == "press_start")
    assert entry.runtime_data.hub._pressed  # noqa: SLF001
    await virtual.gateway.drop()
    await until(hass, lambda: of(hass, "sensor", "gateway_way").state != "websocket")
    assert not entry.runtime_data.hub._pressed  # noqa: SLF001
    assert of(hass, "event", "input_0_press").attributes["event_type"] == "press_start"


async def test_an_event_of_an_unknown_kind_or_thing_changes_nothing(
    hass: HomeAssistant, virtual: VirtualOpenMotics, caplog: pytest.LogCaptureFixture
) -> None:
    await set_up(hass, virtual)
    written = writes(hass)
    for socket in virtual.gateway.sockets:
        await socket.send_str('{"type": "WEATHER_CHANGE", "data": {"id": 1}}')
        await socket.send_str('{"type": "OUTPUT_CHANGE", "data": {"id": 4711, "status": {"on": true}}}')
        await socket.send_str('{"type": "OUTPUT_CHANGE", "data": null}')
    virtual.house.measure(1, 22.0)
    await until(hass, lambda: of(hass, "sensor", "sensor_1_value").state == "22.0")
    assert written == [id_of(hass, "sensor", "sensor_1_value")]
    assert "Traceback" not in caplog.text


async def test_power_is_read_while_the_websocket_stands(
    hass: HomeAssistant, virtual: VirtualOpenMotics, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gateway_hub, "ENERGY_EVERY", 0.02)
    await set_up(hass, virtual)
    virtual.house.draw_power(1, 0, 1234.0)
    await until(hass, lambda: of(hass, "sensor", "energy_1_0_power").state == "1234.0")
    virtual.house.count_pulses(0, 50000)
    await until(hass, lambda: of(hass, "sensor", "pulse_counter_0_count").state == "50000")


# Push through the cloud of before


async def test_messages_of_the_cloud_of_before_are_followed(hass: HomeAssistant, virtual: VirtualOpenMotics) -> None:
    await set_up(hass, virtual, "legacy")
    set_output(virtual.house, 2, is_on=True)
    await until(hass, lambda: of(hass, "light", "output_2_output").state == "on")
    virtual.house.draw_power(1, 0, 1234.0)
    await until(hass, lambda: of(hass, "sensor", "energy_1_0_power").state == "1234.0")
    virtual.house.press_input(3, on=True)
    await until(hass, lambda: of(hass, "event", "input_3_press").attributes["event_type"] == "press_start")


async def test_a_thermostat_of_which_only_the_change_is_told_is_read(
    hass: HomeAssistant, virtual: VirtualOpenMotics
) -> None:
    await set_up(hass, virtual, "legacy")
    asked = virtual.count("legacy", "/api/get_thermostat_group_status")
    set_thermostat(virtual.house, 0, temperature=23.5)
    await until(hass, lambda: of(hass, "climate", "thermostat_0_thermostat").attributes["temperature"] == 23.5)
    assert virtual.count("legacy", "/api/get_thermostat_group_status") == asked + 1


async def test_a_message_of_an_unknown_type_changes_nothing(
    hass: HomeAssistant, virtual: VirtualOpenMotics, caplog: pytest.LogCaptureFixture
) -> None:
    entry = await set_up(hass, virtual, "legacy")
    written = writes(hass)
    mailbox = virtual.legacy.mailboxes[HOME]
    for kinds in mailbox.subscriptions.values():
        kinds.update(("TYPE_WEATHER", "TYPE_INPUT_TRIGGER"))
    for kind, data in (("TYPE_WEATHER", {"id": 1}), ("TYPE_INPUT_TRIGGER", {"id": 1}), ("TYPE_RT_POWER_RAW", None)):
        mailbox.add(kind, data)
    set_output(virtual.house, 2, is_on=True)
    await until(hass, lambda: of(hass, "light", "output_2_output").state == "on")
    assert written == [id_of(hass, "light", "output_2_output")]
    assert entry.runtime_data.connection.health.reconnects == 0
    assert "Traceback" not in caplog.text


# What comes and goes


async def test_a_thing_that_is_added_or_gone_follows_with_the_next_configuration(
    hass: HomeAssistant, virtual: VirtualOpenMotics, monkeypatch: pytest.MonkeyPatch
) -> None:
    entry = await set_up(hass, virtual)
    monkeypatch.setattr(form_hub, "CONFIGURATIONS_AFTER", 0.0)
    gone = id_of(hass, "light", "output_2_output")
    virtual.house.remove("get_output_configurations", 2)
    rows = virtual.house.rows("get_output_configurations")
    next(row for row in rows if row["id"] == 12).update(name="New lamp", in_use=True)
    for _ in range(2):
        await entry.runtime_data.async_refresh()
        await hass.async_block_till_done()
    assert of(hass, "light", "output_12_output").state == "off"
    assert er.async_get(hass).async_get(gone) is None
    assert hass.states.get(gone) is None


async def test_a_read_only_cloud_account_sees_and_does_nothing(hass: HomeAssistant, virtual: VirtualOpenMotics) -> None:
    virtual.cloud.installations[21].control_allowed = False
    await set_up(hass, virtual, "cloud")
    assert er.async_get(hass).async_get_entity_id("scene", DOMAIN, f"{HUB_ID}_gateway_group_action_0") is None
    with pytest.raises(HomeAssistantError):
        await call(hass, "light", "turn_on", id_of(hass, "light", "output_8_output"))
    assert virtual.count("cloud_command") == 0


async def test_an_installation_that_goes_offline_takes_its_entities_along(
    hass: HomeAssistant, virtual: VirtualOpenMotics
) -> None:
    await set_up(hass, virtual, "cloud")
    virtual.cloud.installations[21].online = False
    async_fire_time_changed(hass, utcnow() + gateway_hub.GatewayHub.fallback_interval * 1.5)  # type: ignore[operator]
    await until(hass, lambda: of(hass, "light", "output_8_output").state == "unavailable")
