"""A home in a real Home Assistant: from the entry to states, and everything that goes wrong on the way."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Callable, Iterator
from datetime import timedelta
from functools import partial
from typing import Any

import pytest
from homeassistant.config_entries import SOURCE_REAUTH, ConfigEntryState
from homeassistant.core import HomeAssistant, State
from homeassistant.exceptions import HomeAssistantError, ServiceValidationError
from homeassistant.helpers import device_registry as dr, entity_registry as er, issue_registry as ir
from homeassistant.util import dt as dt_util
from pytest_homeassistant_custom_component.common import MockConfigEntry, async_capture_events
from yarl import URL

from custom_components.multihub import connection
from custom_components.multihub.const import DOMAIN
from custom_components.multihub.diagnostics import async_get_config_entry_diagnostics
from custom_components.multihub.hubs.homematicip import ways
from custom_components.multihub.hubs.homematicip.client import connect_api
from virtual_hubs.homematicip import VirtualHomematicIP


@pytest.fixture(autouse=True)
def soon(monkeypatch: pytest.MonkeyPatch) -> None:
    """Reconnect at once."""
    monkeypatch.setattr(connection, "FIRST_PAUSE", 0.01)


def entry_for(cloud: VirtualHomematicIP, way: str = "homematicip_cloud", **data: Any) -> MockConfigEntry:
    return MockConfigEntry(
        domain=DOMAIN,
        title="Home",
        unique_id=cloud.sgtin,
        data={
            "hub": "homematicip",
            "hub_id": cloud.sgtin,
            "way": way,
            "access_point": cloud.sgtin,
            "url": cloud.lookup_url,
            "token": cloud.token,
            **data,
        },
    )


@pytest.fixture
async def entry(hass: HomeAssistant, cloud: VirtualHomematicIP) -> AsyncIterator[MockConfigEntry]:
    """The home, set up and listening."""
    entry = entry_for(cloud)
    await set_up(hass, entry)
    yield entry
    await unload(hass, entry)


async def set_up(hass: HomeAssistant, entry: MockConfigEntry) -> None:
    entry.add_to_hass(hass)
    assert await hass.config_entries.async_setup(entry.entry_id)
    await listens(hass, entry)


async def unload(hass: HomeAssistant, entry: MockConfigEntry) -> None:
    if entry.state is ConfigEntryState.LOADED:
        await hass.config_entries.async_unload(entry.entry_id)


async def until(hass: HomeAssistant, holds: Callable[[], Any]) -> None:
    """Let the event loop run until something is so."""
    async with asyncio.timeout(10):
        while not holds():
            await hass.async_block_till_done(wait_background_tasks=False)
            await asyncio.sleep(0.005)


async def listens(hass: HomeAssistant, entry: MockConfigEntry) -> None:
    """Wait until push stands and the read that follows it is over."""
    coordinator = entry.runtime_data
    await until(hass, lambda: coordinator.connection.health.way == "websocket" and not coordinator._fetches)


def channels_of(cloud: VirtualHomematicIP, kind: str, **values: Any) -> Iterator[tuple[str, int]]:
    """The channels of a type with these values."""
    wanted = {"functionalChannelType": kind, **values}.items()
    for device in cloud.state()["devices"].values():
        channels = device.get("functionalChannels", {}) if isinstance(device, dict) else {}
        yield from ((device["id"], channel["index"]) for channel in channels.values() if wanted <= _plain(channel))


def _plain(channel: dict[str, Any]) -> set[tuple[str, Any]]:
    return {(key, value) for key, value in channel.items() if not isinstance(value, list | dict)}


def channel_of(cloud: VirtualHomematicIP, kind: str, **values: Any) -> tuple[str, int]:
    """The first channel of a type with these values."""
    return next(channels_of(cloud, kind, **values))


def entity_of(hass: HomeAssistant, cloud: VirtualHomematicIP, platform: str, device: str, key: str) -> str:
    found = er.async_get(hass).async_get_entity_id(platform, DOMAIN, f"{cloud.sgtin}_{device}_{key}")
    assert found, f"{platform} {key}"
    return found


def state_of(hass: HomeAssistant, entity_id: str) -> State:
    state = hass.states.get(entity_id)
    assert state is not None
    return state


async def call(hass: HomeAssistant, action: str, entity_id: str, **data: Any) -> None:
    domain, service = action.split(".")
    await hass.services.async_call(domain, service, {"entity_id": entity_id, **data}, blocking=True)


class Lamp:
    """One switched channel, in the house and in Home Assistant."""

    def __init__(self, hass: HomeAssistant, cloud: VirtualHomematicIP) -> None:
        self.hass = hass
        self.cloud = cloud
        registry = er.async_get(hass)
        for device, index in channels_of(cloud, "SWITCH_CHANNEL", on=False):
            unique_id = f"{cloud.sgtin}_{device}_{index}_switch"
            if entity_id := registry.async_get_entity_id("switch", DOMAIN, unique_id):
                self.device, self.index, self.entity_id = device, index, entity_id

    @property
    def state(self) -> str:
        return state_of(self.hass, self.entity_id).state

    @property
    def is_on(self) -> bool:
        return bool(self.cloud.home.channel(self.device, self.index)["on"])

    def become(self, on: bool, *, quiet: bool = False) -> None:
        self.cloud.set(device=self.device, channel=self.index, values={"on": on}, quiet=quiet)


@pytest.fixture
def lamp(hass: HomeAssistant, cloud: VirtualHomematicIP, entry: MockConfigEntry) -> Lamp:
    return Lamp(hass, cloud)


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
    from homeassistant.helpers import area_registry as ar

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
    for entity in er.async_entries_for_config_entry(er.async_get(hass), entry.entry_id):
        if entity.translation_key in ("reconnects", "last_message", "response_time"):
            continue
        state = hass.states.get(entity.entity_id)
        kept = None if state is None or entity.domain == "select" else state.state
        found.append((entity.domain, entity.original_device_class, kept))
    return sorted(found, key=str)


# What goes wrong


async def test_after_a_drop_everything_is_read_anew(
    hass: HomeAssistant, cloud: VirtualHomematicIP, entry: MockConfigEntry, lamp: Lamp, caplog: pytest.LogCaptureFixture
) -> None:
    reads = cloud.count("http", "home/getCurrentState")
    lamp.become(True, quiet=True)
    assert lamp.state == "off"
    await cloud.drop()
    await until(hass, lambda: lamp.state == "on")
    await listens(hass, entry)
    assert cloud.count("http", "home/getCurrentState") == reads + 1
    assert not [
        record for record in caplog.records if record.levelname in ("WARNING", "ERROR") and "multihub" in record.name
    ]


async def test_a_cloud_that_is_gone_for_long_makes_everything_unavailable_with_one_line_each_way(
    hass: HomeAssistant,
    cloud: VirtualHomematicIP,
    entry: MockConfigEntry,
    lamp: Lamp,
    caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(connection, "GRACE", 0.05)
    cloud.faults.refusing = "abort"
    await cloud.drop(abort=True)
    await until(hass, lambda: lamp.state == "unavailable")
    lamp.become(True, quiet=True)
    cloud.faults.refusing = None
    await until(hass, lambda: lamp.state == "on")
    await listens(hass, entry)
    lines = [
        record.message
        for record in caplog.records
        if "multihub" in record.name and record.levelname in ("INFO", "WARNING", "ERROR")
    ]
    assert len(lines) == 2


async def test_after_any_number_of_losses_the_states_are_those_of_the_house(
    hass: HomeAssistant, cloud: VirtualHomematicIP, entry: MockConfigEntry, lamp: Lamp, caplog: pytest.LogCaptureFixture
) -> None:
    losses = (cloud.drop, partial(cloud.drop, abort=True), cloud.truncate, partial(cloud.push_text, "{"))
    for turn in range(12):
        lamp.become(turn % 2 == 0, quiet=turn % 3 == 0)
        await losses[turn % len(losses)]()
        lamp.become(turn % 2 == 1)
        await hass.async_block_till_done(wait_background_tasks=False)
    await until(hass, lambda: lamp.state == ("on" if lamp.is_on else "off"))
    await listens(hass, entry)
    await until(hass, lambda: lamp.state == ("on" if lamp.is_on else "off"))
    assert len(cloud.sockets) == 1
    assert "Traceback" not in caplog.text


async def test_throttling_raises_a_repair_issue_that_goes_away_by_itself(
    hass: HomeAssistant, cloud: VirtualHomematicIP, entry: MockConfigEntry, lamp: Lamp
) -> None:
    issues = ir.async_get(hass)
    cloud.throttle()
    with pytest.raises(HomeAssistantError) as error:
        await call(hass, "switch.turn_on", lamp.entity_id)
    assert error.value.translation_key == "throttled"
    assert issues.async_get_issue(DOMAIN, f"throttled_{entry.entry_id}") is not None
    asked = cloud.count("http")
    await entry.runtime_data.async_refresh()
    assert cloud.count("http") == asked, "not a single request while it wants to be left alone"
    lamp.become(True)
    await until(hass, lambda: lamp.state == "on")
    cloud.throttle(0)
    hass.data[ways._QUOTAS][cloud.sgtin].throttle(0)
    await entry.runtime_data.async_refresh()
    assert issues.async_get_issue(DOMAIN, f"throttled_{entry.entry_id}") is None
    await call(hass, "switch.turn_off", lamp.entity_id)
    assert lamp.is_on is False


async def test_a_revoked_token_starts_a_reauth(
    hass: HomeAssistant, cloud: VirtualHomematicIP, entry: MockConfigEntry
) -> None:
    await cloud.revoke()
    await until(hass, lambda: list(entry.async_get_active_flows(hass, {SOURCE_REAUTH})))


@pytest.mark.parametrize("fault", ["503", "abort"])
async def test_a_cloud_that_is_down_at_start_is_tried_again(
    hass: HomeAssistant, cloud: VirtualHomematicIP, fault: str
) -> None:
    cloud.faults.refusing = fault
    entry = entry_for(cloud)
    entry.add_to_hass(hass)
    await hass.config_entries.async_setup(entry.entry_id)
    assert entry.state is ConfigEntryState.SETUP_RETRY
    cloud.faults.refusing = None
    await hass.config_entries.async_reload(entry.entry_id)
    assert entry.state is ConfigEntryState.LOADED
    await listens(hass, entry)
    await unload(hass, entry)


async def test_a_refused_token_at_start_starts_a_reauth(hass: HomeAssistant, cloud: VirtualHomematicIP) -> None:
    entry = entry_for(cloud, token="NOT-THE-TOKEN")
    entry.add_to_hass(hass)
    await hass.config_entries.async_setup(entry.entry_id)
    assert entry.state is ConfigEntryState.SETUP_ERROR
    assert list(entry.async_get_active_flows(hass, {SOURCE_REAUTH}))


async def test_a_throttled_cloud_at_start_is_left_alone(hass: HomeAssistant, cloud: VirtualHomematicIP) -> None:
    cloud.throttle(requests=1)
    entry = entry_for(cloud)
    entry.add_to_hass(hass)
    await hass.config_entries.async_setup(entry.entry_id)
    assert entry.state is ConfigEntryState.SETUP_RETRY
    asked = cloud.count("http")
    await hass.config_entries.async_reload(entry.entry_id)
    assert entry.state is ConfigEntryState.SETUP_RETRY
    assert cloud.count("http") == asked
    await hass.config_entries.async_unload(entry.entry_id)


def without_base_keys(state: dict[str, Any], device: str) -> None:
    state["devices"][device] = {"id": device}


def of_an_unknown_type(state: dict[str, Any], device: str) -> None:
    channels = state["devices"][device]["functionalChannels"]
    channels["1"] = {**channels["1"], "functionalChannelType": "TELEPORT_CHANNEL", "beaming": True}


def with_texts_for_numbers(state: dict[str, Any], device: str) -> None:
    for channel in state["devices"][device]["functionalChannels"].values():
        for key, value in channel.items():
            if isinstance(value, int | float) and key != "index":
                channel[key] = "a text"


def that_is_none(state: dict[str, Any], device: str) -> None:
    state["devices"][device] = "not a device"


@pytest.mark.parametrize(
    "malformed", [without_base_keys, of_an_unknown_type, with_texts_for_numbers, that_is_none], ids=lambda f: f.__name__
)
@pytest.mark.parametrize("pushed", [False, True], ids=["read", "pushed"])
async def test_a_device_that_is_malformed_takes_nothing_else_away(
    hass: HomeAssistant,
    cloud: VirtualHomematicIP,
    malformed: Callable[[dict[str, Any], str], None],
    pushed: bool,
    caplog: pytest.LogCaptureFixture,
) -> None:
    device, _ = channel_of(cloud, "SWITCH_MEASURING_CHANNEL")
    entry = entry_for(cloud)
    if not pushed:
        malformed(cloud.state(), device)
    await set_up(hass, entry)
    lamp = Lamp(hass, cloud)
    if pushed:
        broken = json.loads(json.dumps(cloud.state()))
        malformed(broken, device)
        cloud.push({"pushEventType": "DEVICE_CHANGED", "device": broken["devices"][device]})
    lamp.become(True)
    await until(hass, lambda: lamp.state == "on")
    ours = [
        record for record in caplog.records if "multihub" in record.name and record.levelname in ("WARNING", "ERROR")
    ]
    assert "Traceback" not in caplog.text
    assert len(ours) <= 1
    await unload(hass, entry)


@pytest.mark.parametrize(
    "text", ["<html>", "{", '{"events": []}', '{"events": {"0": null, "1": {"pushEventType": 3}}}']
)
async def test_a_frame_that_is_malformed_takes_nothing_away(
    hass: HomeAssistant,
    cloud: VirtualHomematicIP,
    entry: MockConfigEntry,
    lamp: Lamp,
    text: str,
    caplog: pytest.LogCaptureFixture,
) -> None:
    await cloud.push_text(text)
    lamp.become(True)
    await until(hass, lambda: lamp.state == "on")
    await listens(hass, entry)
    assert "Traceback" not in caplog.text
    assert sum("can't be read" in record.message for record in caplog.records) <= 1


async def test_keys_that_never_fired_are_hinted_at_until_they_do(
    hass: HomeAssistant, cloud: VirtualHomematicIP, entry: MockConfigEntry
) -> None:
    issues = ir.async_get(hass)
    issue_id = f"silent_keys_{entry.entry_id}"
    await entry.runtime_data.async_refresh()
    assert issues.async_get_issue(DOMAIN, issue_id) is None, "a new home has time"
    object.__setattr__(entry, "created_at", dt_util.utcnow() - timedelta(days=8))
    await entry.runtime_data.async_refresh()
    issue = issues.async_get_issue(DOMAIN, issue_id)
    assert issue is not None
    assert issue.translation_placeholders is not None
    assert issue.translation_placeholders["devices"].count(",") <= 5
    keys = [
        entity
        for entity in er.async_entries_for_config_entry(er.async_get(hass), entry.entry_id)
        if entity.domain == "event" and entity.original_device_class == "button" and not entity.disabled
    ]
    for key in keys:
        _, device, index, _ = key.unique_id.split("_")
        cloud.press(device=device, channel=int(index))
    await until(hass, lambda: all(state_of(hass, key.entity_id).state != "unknown" for key in keys))
    await entry.runtime_data.async_refresh()
    assert issues.async_get_issue(DOMAIN, issue_id) is None


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


async def test_the_same_home_by_all_three_ways_is_the_same_entities(hass: HomeAssistant) -> None:
    hcu = VirtualHomematicIP(hcu=True)
    await hcu.start()
    found: list[dict[str, str]] = []
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
        registry = er.async_get(hass)
        found.append({e.unique_id: e.entity_id for e in er.async_entries_for_config_entry(registry, entry.entry_id)})
        await unload(hass, entry)
    assert found[0] == found[1] == found[2]
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
