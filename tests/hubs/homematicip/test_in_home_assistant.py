"""A home in a real Home Assistant: from the entry to states, commands and events, doors, all three ways in."""

from __future__ import annotations

import json
from typing import Any

import pytest
from homeassistant.config_entries import ConfigEntryState
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import ServiceValidationError
from homeassistant.helpers import (
    area_registry as ar,
    device_registry as dr,
    entity_registry as er,
    issue_registry as ir,
)
from pytest_homeassistant_custom_component.common import MockConfigEntry, async_capture_events
from yarl import URL

from custom_components.multihub.const import DOMAIN
from custom_components.multihub.diagnostics import async_get_config_entry_diagnostics
from custom_components.multihub.hubs.homematicip.client import connect_api
from virtual_hubs.homematicip import VirtualHomematicIP

from .at_home import Lamp, call, channel_of, entity_of, entry_for, listens, set_up, state_of, unload, until

# What is there


async def test_a_home_becomes_devices_with_their_rooms(
    hass: HomeAssistant, cloud: VirtualHomematicIP, entry: MockConfigEntry
) -> None:
    registry = dr.async_get(hass)
    devices = {
        next(iter(device.identifiers))[1]: device
        for device in dr.async_entries_for_config_entry(registry, entry.entry_id)
    }
    state = cloud.state()
    assert {f"{cloud.sgtin}_{device_id}" for device_id in state["devices"]} - devices.keys() <= {cloud.sgtin}
    rooms = {
        member["deviceId"]: group["label"]
        for group in state["groups"].values()
        if group["type"] == "META"
        for member in group["channels"]
    }
    device_id, room = next((key, value) for key, value in rooms.items() if key != cloud.sgtin)
    assert room in {area.name for area in areas(hass)}
    assert devices[f"{cloud.sgtin}_{device_id}"].area_id is not None


def areas(hass: HomeAssistant) -> Any:
    return ar.async_get(hass).async_list_areas()


async def test_a_command_is_done_and_shown_when_the_call_is_over(lamp: Lamp, cloud: VirtualHomematicIP) -> None:
    assert lamp.state == "off"
    await call(lamp.hass, "switch.turn_on", lamp.entity_id)
    assert (lamp.state, lamp.is_on) == ("on", True)
    await call(lamp.hass, "switch.turn_off", lamp.entity_id)
    assert (lamp.state, lamp.is_on) == ("off", False)
    assert cloud.count("http", "device/control/setSwitchState") == 2


async def test_what_happens_in_the_house_is_pushed(lamp: Lamp) -> None:
    lamp.become(True)
    await until(lamp.hass, lambda: lamp.state == "on")


async def test_a_press_of_a_wall_button_becomes_an_event_exactly_once(
    hass: HomeAssistant, cloud: VirtualHomematicIP, entry: MockConfigEntry
) -> None:
    device, index = channel_of(cloud, "SINGLE_KEY_CHANNEL")
    entity_id = entity_of(hass, cloud, "event", device, f"{index}_button")
    assert state_of(hass, entity_id).state == "unknown"
    cloud.press(device=device, channel=index, event="KEY_PRESS_SHORT")
    await until(hass, lambda: state_of(hass, entity_id).state != "unknown")
    first = state_of(hass, entity_id)
    await cloud.drop()
    await until(hass, lambda: cloud.count("websocket", "open") == 2)
    await listens(hass, entry)
    assert state_of(hass, entity_id).state == first.state, "nothing is replayed by a reconnect"


async def test_devices_come_and_go_without_a_reload(
    hass: HomeAssistant, cloud: VirtualHomematicIP, entry: MockConfigEntry, lamp: Lamp
) -> None:
    raw = cloud.state()["devices"][lamp.device]
    cloud.remove(device=lamp.device)
    await until(hass, lambda: hass.states.get(lamp.entity_id) is None)
    cloud.add(device=raw)
    await until(hass, lambda: hass.states.get(lamp.entity_id) is not None)


async def test_actions_reach_the_home_and_the_device(
    hass: HomeAssistant, cloud: VirtualHomematicIP, entry: MockConfigEntry
) -> None:
    await hass.services.async_call(DOMAIN, "activate_eco", {"duration": {"hours": 2}}, blocking=True)
    assert cloud.home.functional_home("INDOOR_CLIMATE")["absenceType"] == "PERIOD"
    cloud.home.authorization_pin = "4711"
    opener, index = channel_of(cloud, "ACCESS_AUTHORIZATION_CHANNEL", channelRole="DOOR_OPENER_ACTUATOR")
    entity = er.async_get(hass).async_get(entity_of(hass, cloud, "button", opener, f"{index}_open_door"))
    assert entity is not None
    with pytest.raises(ServiceValidationError) as error:
        await hass.services.async_call(DOMAIN, "pull_latch", {"device": entity.device_id, "pin": "0815"}, blocking=True)
    assert error.value.translation_key == "wrong_lock_pin"
    await hass.services.async_call(DOMAIN, "pull_latch", {"device": entity.device_id, "pin": "4711"}, blocking=True)
    told = await hass.services.async_call(
        DOMAIN, "describe", {"device": entity.device_id}, blocking=True, return_response=True
    )
    assert told is not None
    assert told["hub"]["raw"]["id"] == opener  # type: ignore[index, call-overload]


async def test_raw_events_are_told_on_the_bus_only_where_the_person_wants_them(
    hass: HomeAssistant, cloud: VirtualHomematicIP, entry: MockConfigEntry, lamp: Lamp
) -> None:
    told = async_capture_events(hass, "multihub_raw_event")
    lamp.become(True)
    await until(hass, lambda: lamp.state == "on")
    assert told == []
    hass.config_entries.async_update_entry(entry, options={"lock_code": "asked", "raw_events": True})
    await hass.config_entries.async_reload(entry.entry_id)
    await listens(hass, entry)
    lamp.become(False)
    await until(hass, lambda: lamp.state == "off")
    raw = next(event.data["event"] for event in told if event.data["event"].get("device", {}).get("id") == lamp.device)
    assert raw["pushEventType"] == "DEVICE_CHANGED"
    assert told[0].data["entry_id"] == entry.entry_id


async def test_downloaded_diagnostics_play_the_same_home_again(
    hass: HomeAssistant, cloud: VirtualHomematicIP, entry: MockConfigEntry
) -> None:
    file = json.loads(json.dumps(await async_get_config_entry_diagnostics(hass, entry), default=str))
    for secret in (cloud.token, cloud.sgtin, cloud.state()["devices"][cloud.sgtin]["label"]):
        assert secret not in json.dumps(file, ensure_ascii=False)
    replayed = VirtualHomematicIP(house=file)
    await replayed.start()
    again = entry_for(replayed)
    await set_up(hass, again)
    assert shown(hass, again) == shown(hass, entry)
    await unload(hass, again)
    await replayed.stop()


def shown(hass: HomeAssistant, entry: MockConfigEntry) -> list[tuple[str, str | None, str | None]]:
    """The states of an entry's entities, without names and ids, and without the hub's own numbers."""
    found = []
    for entity in entities(hass, entry):
        if entity.translation_key in ("reconnects", "last_message", "response_time"):
            continue
        state = hass.states.get(entity.entity_id)
        kept = None if state is None or entity.domain == "select" else state.state
        found.append((entity.domain, entity.original_device_class, kept))
    return sorted(found, key=str)


# Doors


async def test_the_pin_of_a_door_is_asked_as_the_code_of_the_lock(
    hass: HomeAssistant, cloud: VirtualHomematicIP, entry: MockConfigEntry, caplog: pytest.LogCaptureFixture
) -> None:
    cloud.home.authorization_pin = "4711"
    device, index = channel_of(cloud, "DOOR_LOCK_CHANNEL")
    entity_id = entity_of(hass, cloud, "lock", device, f"{index}_lock")
    cloud.set(device=device, channel=index, values={"lockState": "LOCKED"})
    await until(hass, lambda: state_of(hass, entity_id).state == "locked")
    with pytest.raises(ServiceValidationError) as error:
        await call(hass, "lock.unlock", entity_id, code="0815")
    assert error.value.translation_key == "wrong_lock_pin"
    assert cloud.count("http", "device/control/setLockState") == 1
    await call(hass, "lock.unlock", entity_id, code="4711")
    assert state_of(hass, entity_id).state == "unlocked"
    assert "4711" not in caplog.text.replace("lock.unlock", "")
    assert "0815" not in caplog.text.replace("lock.unlock", "")


# All three ways


def local(hcu: VirtualHomematicIP, way: str) -> MockConfigEntry:
    assert hcu.certificate is not None
    ports = {
        "port": URL(hcu.lan_rest_url).port,
        "events_port": URL(hcu.lan_events_url).port,
        "websocket_port": URL(hcu.connect_url).port,
    }
    token = hcu.token if way == "homematicip_hcu" else hcu.plugins.invite(connect_api.PLUGIN_ID)
    return entry_for(hcu, way, host="127.0.0.1", fingerprint=hcu.certificate.fingerprint, token=token, **ports)


def entities(hass: HomeAssistant, entry: MockConfigEntry) -> list[er.RegistryEntry]:
    return er.async_entries_for_config_entry(er.async_get(hass), entry.entry_id)


def provided(hass: HomeAssistant, entity: er.RegistryEntry) -> bool:
    """Whether the entity is there now, not only remembered from before."""
    state = hass.states.get(entity.entity_id)
    return state is not None and not state.attributes.get("restored")


async def test_the_same_home_by_all_three_ways_is_the_same_entities(hass: HomeAssistant) -> None:
    hcu = VirtualHomematicIP(hcu=True)
    await hcu.start()
    found: list[dict[str, tuple[str, bool]]] = []
    entry = entry_for(hcu)
    entry.add_to_hass(hass)
    for other in (entry, local(hcu, "homematicip_hcu"), local(hcu, "homematicip_connect")):
        hass.config_entries.async_update_entry(entry, data=other.data)
        assert await hass.config_entries.async_setup(entry.entry_id)
        await listens(hass, entry)
        lamp = Lamp(hass, hcu)
        await call(hass, "switch.turn_on", lamp.entity_id)
        assert (lamp.state, lamp.is_on) == ("on", True)
        await call(hass, "switch.turn_off", lamp.entity_id)
        assert (lamp.state, lamp.is_on) == ("off", False)
        found.append({one.unique_id: (one.entity_id, provided(hass, one)) for one in entities(hass, entry)})
        await unload(hass, entry)
    assert found[0] == found[1] == found[2]
    assert sum(there for _, there in found[0].values()) > 400
    await hcu.stop()


async def test_another_certificate_is_not_spoken_to_and_a_repair_issue_says_so(hass: HomeAssistant) -> None:
    hcu = VirtualHomematicIP(hcu=True)
    await hcu.start()
    entry = local(hcu, "homematicip_hcu")
    await set_up(hass, entry)
    asked = hcu.count("http")
    hcu.renew_certificate()
    await hcu.drop()
    issues = ir.async_get(hass)
    await until(hass, lambda: issues.async_get_issue(DOMAIN, f"certificate_changed_{entry.entry_id}"))
    assert hcu.count("http") == asked
    await unload(hass, entry)
    await hcu.stop()


async def test_unloading_closes_everything(
    hass: HomeAssistant, cloud: VirtualHomematicIP, entry: MockConfigEntry
) -> None:
    assert await hass.config_entries.async_unload(entry.entry_id)
    assert entry.state is ConfigEntryState.NOT_LOADED
    await cloud.until(lambda: cloud.count("websocket", "closed"))
    assert len(cloud.sockets) == 0
