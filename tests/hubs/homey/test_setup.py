"""A Homey in Home Assistant: what appears, what changes, what is sent, and what is lost and comes back."""

from __future__ import annotations

import logging

import pytest
from homeassistant.config_entries import SOURCE_REAUTH, ConfigEntryState
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers import (
    area_registry as ar,
    device_registry as dr,
    entity_registry as er,
    issue_registry as ir,
)
from pytest_homeassistant_custom_component.typing import ClientSessionGenerator

from tests.helpers import entity_id, state, until, writes
from virtual_hubs.homey import ACCOUNT_TOKEN, API_KEY, VirtualHomey, capability
from virtual_hubs.homey.http import PICTURE

from .conftest import AddHomey, StartHomey, listening, state_of, unique


async def test_the_demo_house_appears_without_a_404_or_a_warning(
    hass: HomeAssistant, homey: VirtualHomey, add_homey: AddHomey, caplog: pytest.LogCaptureFixture
) -> None:
    entry = await add_homey(homey)
    assert entry.state is ConfigEntryState.LOADED
    assert homey.count("http_out") == homey.count("websocket_out") == 0
    devices = dr.async_entries_for_config_entry(dr.async_get(hass), entry.entry_id)
    assert len(devices) == len(homey.house.items["device"]) + 1
    ours = [
        record
        for record in caplog.records
        if record.name.startswith("custom_components") and record.levelno > logging.INFO
    ]
    assert ours == []
    assert "Traceback" not in caplog.text
    assert "Entity id already exists" not in caplog.text
    assert "does not generate unique IDs" not in caplog.text


async def test_devices_lie_in_the_areas_of_their_zones(
    hass: HomeAssistant, homey: VirtualHomey, add_homey: AddHomey
) -> None:
    await add_homey(homey)
    registry = er.async_get(hass)
    lamp = registry.async_get(entity_id(hass, "light", unique(homey, "Reading lamp", "light")))
    lost = registry.async_get(entity_id(hass, "sensor", unique(homey, "Lost sensor", "measure_temperature")))
    devices = dr.async_get(hass)
    assert lamp and lost and lamp.device_id and lost.device_id
    of_lamp, of_lost = devices.async_get(lamp.device_id), devices.async_get(lost.device_id)
    assert of_lamp and of_lost and of_lamp.area_id
    area = ar.async_get(hass).async_get_area(of_lamp.area_id)
    assert area and area.name == "Living room"
    assert of_lost.area_id is None


async def test_a_pushed_value_is_one_write(hass: HomeAssistant, homey: VirtualHomey, add_homey: AddHomey) -> None:
    await add_homey(homey)
    written = writes(hass)
    sensor = entity_id(hass, "sensor", unique(homey, "Coffee socket", "measure_power"))
    homey.set_value("Coffee socket", "measure_power", 55.5)
    await until(hass, lambda: hass.states.get(sensor).state == "55.5")  # type: ignore[union-attr]
    homey.set_value("Hall motion", "alarm_motion", True)
    await until(hass, lambda: state_of(hass, homey, "binary_sensor", "Hall motion", "alarm_motion").state == "on")
    assert written.count(sensor) == 1
    assert len(written) == 2


async def test_a_command_goes_over_the_socket_and_comes_back_as_a_state(
    hass: HomeAssistant, homey: VirtualHomey, add_homey: AddHomey
) -> None:
    await add_homey(homey)
    lamp = entity_id(hass, "light", unique(homey, "Reading lamp", "light"))
    await hass.services.async_call("light", "turn_on", {"entity_id": lamp, "brightness": 255}, blocking=True)
    await until(hass, lambda: hass.states.get(lamp).attributes.get("brightness") == 255)  # type: ignore[union-attr]
    assert hass.states.get(lamp).state == "on"  # type: ignore[union-attr]
    assert homey.value("Reading lamp", "dim") == 1
    assert homey.count("http", "PUT") == 0


async def test_a_command_that_fails_is_said_and_asked_once(
    hass: HomeAssistant, homey: VirtualHomey, add_homey: AddHomey
) -> None:
    await add_homey(homey)
    homey.fail("SOCKET devices setCapabilityValue", 500, "The bulb does not answer")
    bulb = entity_id(hass, "light", unique(homey, "Hall bulb", "light"))
    with pytest.raises(HomeAssistantError) as raised:
        await hass.services.async_call("light", "turn_on", {"entity_id": bulb}, blocking=True)
    assert raised.value.translation_key == "command_failed"
    assert "The bulb does not answer" in str(raised.value.translation_placeholders)
    assert homey.count("websocket", "devices setCapabilityValue") == 1


async def test_a_new_device_appears_and_a_deleted_one_goes(
    hass: HomeAssistant, homey: VirtualHomey, add_homey: AddHomey
) -> None:
    await add_homey(homey)
    homey.create_device("New plug", "Kitchen", "socket", capability("onoff", False))
    new = unique(homey, "New plug", "onoff")
    await until(hass, lambda: er.async_get(hass).async_get_entity_id("switch", "multihub", new) is not None)
    uri = f"homey:device:{homey.device('New plug')['id']}"
    await homey.until(lambda: any(uri in session.subscriptions for session in homey.sessions))
    homey.set_value("New plug", "onoff", True)
    await until(hass, lambda: state_of(hass, homey, "switch", "New plug", "onoff").state == "on")
    plug = entity_id(hass, "switch", new)
    homey.remove("device", homey.device("New plug")["id"])
    await until(hass, lambda: hass.states.get(plug) is None)


async def test_devices_that_are_not_ready_or_not_there_are_unavailable_not_off(
    hass: HomeAssistant, homey: VirtualHomey, add_homey: AddHomey
) -> None:
    await add_homey(homey)
    assert state_of(hass, homey, "light", "Unreachable lamp", "light").state == "unavailable"
    assert state_of(hass, homey, "light", "Slow starter", "light").state == "unavailable"
    homey.change("device", homey.device("Slow starter")["id"], ready=True)
    await until(hass, lambda: state_of(hass, homey, "light", "Slow starter", "light").state == "on")


async def test_a_renamed_and_moved_device_keeps_its_entities(
    hass: HomeAssistant, homey: VirtualHomey, add_homey: AddHomey
) -> None:
    entry = await add_homey(homey)
    before = {one.unique_id for one in er.async_entries_for_config_entry(er.async_get(hass), entry.entry_id)}
    bulb = homey.device("Hall bulb")["id"]
    homey.change("device", bulb, name="Kitchen bulb", zone=homey.house.id_of("zone", "Kitchen"))

    def names() -> set[str | None]:
        return {one.name for one in dr.async_entries_for_config_entry(dr.async_get(hass), entry.entry_id)}

    homey.set_value(bulb, "onoff", True)
    light = entity_id(hass, "light", f"{homey.homey_id}_{bulb}_light")
    await until(hass, lambda: hass.states.get(light).state == "on")  # type: ignore[union-attr]
    assert "Kitchen bulb" in names() and "Hall bulb" not in names()
    after = {one.unique_id for one in er.async_entries_for_config_entry(er.async_get(hass), entry.entry_id)}
    assert before == after


async def test_push_is_back_soon_after_a_reboot(hass: HomeAssistant, homey: VirtualHomey, add_homey: AddHomey) -> None:
    await add_homey(homey)
    await homey.reboot(0.1)
    homey.apps_ready()
    await listening(hass, homey)
    homey.set_value("Coffee socket", "measure_power", 77)
    await until(hass, lambda: state_of(hass, homey, "sensor", "Coffee socket", "measure_power").state == "77")
    assert state_of(hass, homey, "light", "Ceiling light", "light").state == "on"


async def test_a_revoked_key_asks_the_person(hass: HomeAssistant, homey: VirtualHomey, add_homey: AddHomey) -> None:
    entry = await add_homey(homey)
    homey.revoke()
    await homey.until(lambda: homey.count("http_out", "401") >= 1)
    await hass.async_block_till_done(wait_background_tasks=True)
    flows = list(entry.async_get_active_flows(hass, {SOURCE_REAUTH}))
    assert len(flows) == 1


async def test_a_wrong_key_is_few_requests_and_a_question(
    hass: HomeAssistant, homey: VirtualHomey, add_homey: AddHomey
) -> None:
    entry = await add_homey(homey, listens=False, token="wrong:wrong:wrong")
    assert entry.state is ConfigEntryState.SETUP_ERROR
    assert len(list(entry.async_get_active_flows(hass, {SOURCE_REAUTH}))) == 1
    assert homey.count("http") <= 4


async def test_what_the_key_may_not_do_is_left_out_and_not_asked(
    hass: HomeAssistant, start_homey: StartHomey, add_homey: AddHomey
) -> None:
    hub = await start_homey(scopes=("homey.device.readonly", "homey.device.control", "homey.zone.readonly"))
    entry = await add_homey(hub)
    assert entry.state is ConfigEntryState.LOADED
    assert hub.count("http_out") == 0
    keys = {one.unique_id for one in er.async_entries_for_config_entry(er.async_get(hass), entry.entry_id)}
    assert not [key for key in keys if "_homey_flow_" in key or "_homey_mood_" in key or "_homey_variable_" in key]
    assert [key for key in keys if "_homey_zone_" in key]
    issue = ir.async_get(hass).async_get_issue("multihub", f"homey_scopes_{entry.entry_id}")
    assert issue and issue.translation_placeholders
    assert "homey.flow.start" in issue.translation_placeholders["scopes"]
    assert "homey.zone" not in issue.translation_placeholders["scopes"]


async def test_a_key_that_may_only_read_devices_shows_everything_and_offers_nothing_that_would_fail(
    hass: HomeAssistant, start_homey: StartHomey, add_homey: AddHomey
) -> None:
    hub = await start_homey(scopes=("homey.device.readonly", "homey.zone.readonly"))
    entry = await add_homey(hub)
    found = er.async_entries_for_config_entry(er.async_get(hass), entry.entry_id)
    assert {one.domain for one in found} == {"binary_sensor", "event", "image", "sensor"}
    lamp = state_of(hass, hub, "binary_sensor", "Ceiling light", "onoff")
    assert (lamp.state, lamp.name) == ("on", "Ceiling light")
    assert state_of(hass, hub, "sensor", "Ceiling light", "dim").state == "80.0"
    assert state_of(hass, hub, "sensor", "Thermostat", "thermostat_mode").state == "heat"
    assert not [one for one in found if one.unique_id == unique(hub, "Kitchen speaker", "speaker_next")]
    hub.set_value("Hall bulb", "onoff", True)
    await until(hass, lambda: state_of(hass, hub, "binary_sensor", "Hall bulb", "onoff").state == "on")
    issue = ir.async_get(hass).async_get_issue("multihub", f"homey_scopes_{entry.entry_id}")
    assert issue and issue.translation_placeholders
    assert "homey.device.control" in issue.translation_placeholders["scopes"]


@pytest.mark.parametrize(("kind", "is_told"), [("PAT", False), ("OAUTH", True), ("APP", True)])
async def test_a_session_token_is_said_to_end_in_a_day(
    hass: HomeAssistant, homey: VirtualHomey, add_homey: AddHomey, kind: str, is_told: bool
) -> None:
    homey.tokens["some:session:token"], homey.token_types["some:session:token"] = ("homey",), kind
    entry = await add_homey(homey, token="some:session:token")
    issue = f"homey_session_{entry.entry_id}"
    assert (ir.async_get(hass).async_get_issue("multihub", issue) is not None) is is_told
    hass.config_entries.async_update_entry(entry, data={**entry.data, "token": API_KEY})
    await hass.config_entries.async_reload(entry.entry_id)
    assert ir.async_get(hass).async_get_issue("multihub", issue) is None


async def test_a_session_that_the_account_renews_is_not_said_to_end(
    hass: HomeAssistant, start_homey: StartHomey, add_homey: AddHomey
) -> None:
    hub = await start_homey(generation=2)
    entry = await add_homey(hub, way="homey_account", token=ACCOUNT_TOKEN, account_url=hub.account_url)
    assert ir.async_get(hass).async_get_issue("multihub", f"homey_session_{entry.entry_id}") is None
    hub.tokens.clear()
    await hub.drop_sockets()
    await listening(hass, hub)
    assert list(entry.async_get_active_flows(hass, {SOURCE_REAUTH})) == []


async def test_an_older_homey_with_lists_has_the_same_devices(
    hass: HomeAssistant, start_homey: StartHomey, add_homey: AddHomey
) -> None:
    hub = await start_homey(generation=2, lists=True)
    entry = await add_homey(hub)
    assert hub.count("http_out") == 0
    devices = dr.async_entries_for_config_entry(dr.async_get(hass), entry.entry_id)
    assert len(devices) == len(hub.house.items["device"]) + 1
    assert {one.manufacturer for one in devices} == {"Athom", "Example Devices"}


@pytest.mark.parametrize("answer", ['"text"', "7", "null"])
async def test_a_homey_that_does_not_tell_its_devices_is_tried_again(
    hass: HomeAssistant, homey: VirtualHomey, add_homey: AddHomey, answer: str
) -> None:
    homey.no_socket = True
    homey.fail("GET /api/manager/devices/device", 200, answer, times=2)
    entry = await add_homey(homey, listens=False)
    assert entry.state is ConfigEntryState.SETUP_RETRY


async def test_a_command_whose_confirmation_fails_has_been_done(
    hass: HomeAssistant, homey: VirtualHomey, add_homey: AddHomey
) -> None:
    homey.no_socket = True
    await add_homey(homey, listens=False)
    plug = homey.device("Coffee socket")["id"]
    homey.fail(f"GET /api/manager/devices/device/{plug}", 500, "not now")
    switch = entity_id(hass, "switch", unique(homey, "Coffee socket", "onoff"))
    await hass.services.async_call("switch", "turn_off", {"entity_id": switch}, blocking=True)
    assert homey.value("Coffee socket", "onoff") is False


async def test_a_variable_that_is_deleted_in_the_homey_is_gone(
    hass: HomeAssistant, homey: VirtualHomey, add_homey: AddHomey
) -> None:
    await add_homey(homey)
    guests = homey.house.id_of("variable", "Guests")
    switch = entity_id(hass, "switch", f"{homey.homey_id}_homey_variable_{guests}")
    homey.remove("variable", guests)
    await until(hass, lambda: hass.states.get(switch) is None)


async def test_without_a_socket_values_are_read_back_after_a_command(
    hass: HomeAssistant, homey: VirtualHomey, add_homey: AddHomey
) -> None:
    homey.no_socket = True
    await add_homey(homey, listens=False)
    plug = entity_id(hass, "switch", unique(homey, "Coffee socket", "onoff"))
    await hass.services.async_call("switch", "turn_off", {"entity_id": plug}, blocking=True)
    assert hass.states.get(plug).state == "off"  # type: ignore[union-attr]
    assert homey.count("http", "PUT") == 1
    guests = entity_id(hass, "switch", f"{homey.homey_id}_homey_variable_{homey.house.id_of('variable', 'Guests')}")
    await hass.services.async_call("switch", "turn_on", {"entity_id": guests}, blocking=True)
    assert hass.states.get(guests).state == "on"  # type: ignore[union-attr]


async def test_a_homey_whose_socket_refuses_a_good_key_is_polled(
    hass: HomeAssistant, homey: VirtualHomey, add_homey: AddHomey
) -> None:
    """Nobody is asked for another key when the one that they gave does what it can."""
    homey.refuses_handshakes = True
    entry = await add_homey(homey, listens=False)
    assert entry.state is ConfigEntryState.LOADED
    assert list(entry.async_get_active_flows(hass, {SOURCE_REAUTH})) == []
    assert state_of(hass, homey, "light", "Ceiling light", "light").state == "on"


async def test_a_right_that_is_refused_with_401_costs_only_what_it_is_for(
    hass: HomeAssistant, homey: VirtualHomey, add_homey: AddHomey
) -> None:
    homey.fail("SOCKET moods getMoods", 401, "invalid_session", times=3)
    entry = await add_homey(homey)
    assert entry.state is ConfigEntryState.LOADED
    assert list(entry.async_get_active_flows(hass, {SOURCE_REAUTH})) == []
    keys = {one.unique_id for one in er.async_entries_for_config_entry(er.async_get(hass), entry.entry_id)}
    assert not [key for key in keys if "_mood_" in key]
    assert [key for key in keys if "_flow_" in key]


async def test_a_camera_shows_its_picture_and_a_new_one_when_there_is_one(
    hass: HomeAssistant, homey: VirtualHomey, add_homey: AddHomey, hass_client: ClientSessionGenerator
) -> None:
    await add_homey(homey)
    image = homey.device("Driveway camera")["images"][0]["imageObj"]["id"]
    camera = entity_id(hass, "image", unique(homey, "Driveway camera", f"image:{image}"))
    taken = hass.states.get(camera).state  # type: ignore[union-attr]
    homey.take_picture(image)
    await until(hass, lambda: hass.states.get(camera).state != taken)  # type: ignore[union-attr]
    client = await hass_client()
    answer = await client.get(f"/api/image_proxy/{camera}")
    assert answer.status == 200
    assert await answer.read() == PICTURE


async def test_a_line_of_the_timeline_and_a_ring_are_told_once(
    hass: HomeAssistant, homey: VirtualHomey, add_homey: AddHomey
) -> None:
    await add_homey(homey)
    timeline = entity_id(hass, "event", f"{homey.homey_id}_homey_notification")
    homey.notify("**Washer** is done")
    await until(hass, lambda: hass.states.get(timeline).attributes.get("message") == "Washer is done")  # type: ignore[union-attr]
    bell = entity_id(hass, "event", unique(homey, "Doorbell", "doorbell"))
    homey.set_value("Doorbell", "alarm_generic", True)
    await until(hass, lambda: hass.states.get(bell).attributes.get("event_type") == "ring")  # type: ignore[union-attr]


async def test_variables_moods_people_and_zones_follow_the_homey(
    hass: HomeAssistant, homey: VirtualHomey, add_homey: AddHomey
) -> None:
    await add_homey(homey)
    own = f"{homey.homey_id}_homey"
    comfort, sanne = homey.house.id_of("variable", "Comfort"), homey.house.id_of("user", "Sanne")
    number = entity_id(hass, "number", f"{own}_variable_{comfort}")
    await hass.services.async_call("number", "set_value", {"entity_id": number, "value": 22.5}, blocking=True)
    await until(hass, lambda: hass.states.get(number).state == "22.5")  # type: ignore[union-attr]
    assert homey.house.items["variable"][comfort]["value"] == 22.5
    present = entity_id(hass, "binary_sensor", f"{own}_user_{sanne}_present")
    homey.change("user", sanne, present=False)
    await until(hass, lambda: hass.states.get(present).state == "off")  # type: ignore[union-attr]
    zone = entity_id(hass, "binary_sensor", f"{own}_zone_{homey.house.id_of('zone', 'Hall')}")
    homey.change("zone", homey.house.id_of("zone", "Hall"), active=True)
    await until(hass, lambda: hass.states.get(zone).state == "on")  # type: ignore[union-attr]
    mood = homey.house.id_of("mood", "Cosy")
    scene = entity_id(hass, "scene", f"{own}_mood_{mood}")
    await hass.services.async_call("scene", "turn_on", {"entity_id": scene}, blocking=True)
    assert homey.happenings[-1] == ("mood", mood)


async def test_the_homeys_own_health_and_place_are_there_for_who_wants_them(
    hass: HomeAssistant, homey: VirtualHomey, add_homey: AddHomey
) -> None:
    entry = await add_homey(homey)
    own, registry = f"{homey.homey_id}_homey", er.async_get(hass)
    told = {"memory_use": "60.2", "storage_use": "45.3", "uptime": "1.5", "latitude": "52.22", "longitude": "6.89"}
    for key in told:
        sensor = registry.async_get(entity_id(hass, "sensor", f"{own}_{key}"))
        assert sensor and sensor.disabled_by is er.RegistryEntryDisabler.INTEGRATION, key
        assert sensor.entity_category == "diagnostic", key
        registry.async_update_entity(sensor.entity_id, disabled_by=None)
    await hass.config_entries.async_reload(entry.entry_id)
    await listening(hass, homey)
    assert {key: state(hass, "sensor", f"{own}_{key}").state for key in told} == told


async def test_the_homeys_own_power_weather_and_firmware_are_shown(
    hass: HomeAssistant, homey: VirtualHomey, add_homey: AddHomey
) -> None:
    homey.house.values["updates"] = [{"version": "13.0.0"}]
    await add_homey(homey)
    own = f"{homey.homey_id}_homey"
    for key, watts in (("power_consumed", 8350.5), ("power_grid", -1450), ("power_generated", 3480)):
        power = state(hass, "sensor", f"{own}_{key}")
        assert float(power.state) == watts
        assert (power.attributes["device_class"], power.attributes["state_class"]) == ("power", "measurement")
    sky = state(hass, "weather", f"{own}_weather")
    assert (sky.state, sky.attributes["temperature"], sky.attributes["humidity"]) == ("partlycloudy", 11.5, 78)
    firmware = state(hass, "update", f"{own}_firmware")
    versions = (firmware.attributes["installed_version"], firmware.attributes["latest_version"])
    assert (firmware.state, *versions) == ("on", "12.9.0", "13.0.0")
    await hass.services.async_call("update", "install", {"entity_id": firmware.entity_id}, blocking=True)
    assert homey.happenings[-1] == ("install_update", None)


async def test_neither_key_nor_place_are_in_a_log_line(
    hass: HomeAssistant, homey: VirtualHomey, add_homey: AddHomey, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    entry = await add_homey(homey)
    await hass.config_entries.async_unload(entry.entry_id)
    ours = "\n".join(one.getMessage() for one in caplog.records if one.name.startswith("custom_components"))
    assert API_KEY not in caplog.text
    assert "52.22" not in ours and "6.89" not in ours
