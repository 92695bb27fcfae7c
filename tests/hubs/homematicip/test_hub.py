"""One home behind its cloud: read and pushed, and everything that goes wrong on the way."""

from __future__ import annotations

import asyncio
import json

import pytest

from custom_components.multihub.hubs.base import HubAuthError, HubConnectionError
from custom_components.multihub.hubs.homematicip import hub as hub_module
from custom_components.multihub.hubs.homematicip.hub import HomematicIPHub
from custom_components.multihub.model import Event
from virtual_hubs.homematicip import VirtualHomematicIP

from .one_hub import device_with, feature_of, switch_of
from .sink import listening

# Reading


async def test_a_home_becomes_devices_and_its_access_point_the_hub(
    cloud: VirtualHomematicIP, unread: HomematicIPHub
) -> None:
    await unread.connect()
    snapshot = await unread.fetch()
    assert cloud.count("http", "home/getCurrentState") == 1, "what proved the connection is not read twice"
    assert snapshot.complete
    assert set(cloud.state()["devices"]) <= {device.id for device in snapshot.devices}
    assert unread.info.hub_id == unread.info.device_id == cloud.sgtin
    assert unread.info.name == cloud.state()["devices"][cloud.sgtin]["label"]
    await unread.fetch()
    assert cloud.count("http", "home/getCurrentState") == 2


async def test_what_proved_the_connection_long_ago_is_read_again(
    cloud: VirtualHomematicIP, unread: HomematicIPHub, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hub_module, "FRESH_SECONDS", -1)
    await unread.connect()
    await unread.fetch()
    assert cloud.count("http", "home/getCurrentState") == 2


async def test_the_cloud_is_not_polled_in_a_loop(hub: HomematicIPHub) -> None:
    assert hub.poll_interval.total_seconds() >= 3600
    assert hub.fallback_interval.total_seconds() >= 900


async def test_one_malformed_part_hides_nothing_else_and_is_logged_once(
    cloud: VirtualHomematicIP, unread: HomematicIPHub, caplog: pytest.LogCaptureFixture
) -> None:
    await unread.connect()
    whole = {device.id for device in (await unread.fetch()).devices}
    broken = next(device_id for device_id in cloud.state()["devices"] if device_id != cloud.sgtin)
    cloud.state()["devices"][broken] = {"label": 7, "functionalChannels": "none"}
    cloud.state()["devices"]["nonsense"] = "nonsense"
    await unread.fetch()
    snapshot = await unread.fetch()
    assert not snapshot.complete, "what could not be read is not gone"
    assert {device.id for device in snapshot.devices} >= whole - {broken}
    assert "Traceback" not in caplog.text
    warnings = [
        record.message for record in caplog.records if record.levelname == "WARNING" and "multihub" in record.name
    ]
    assert len(warnings) == len(set(warnings)) > 0


@pytest.mark.parametrize("body", ["", "<html>", "{}", '{"devices": {'])
async def test_a_home_that_can_t_be_read_is_a_connection_error_and_changes_nothing(
    cloud: VirtualHomematicIP, hub: HomematicIPHub, body: str
) -> None:
    devices = hub.house.devices()
    cloud.faults.lay_out(path="home/getCurrentState", body=body)
    with pytest.raises(HubConnectionError):
        await hub.fetch()
    assert hub.house.devices() == devices


# Listening


async def test_a_push_tells_the_device_that_changed(cloud: VirtualHomematicIP, hub: HomematicIPHub) -> None:
    device, switch = switch_of(hub)
    index = int(switch.key.split("_")[0])
    async with listening(hub) as (sink, _):
        assert sink.readies == ["websocket"]
        cloud.set(device=device.id, channel=index, values={"on": not switch.is_on})
        await sink.until(lambda: device.id in sink.updates)
        assert sink.updates[device.id][switch.key].is_on is not switch.is_on


async def test_a_press_is_told_exactly_once(cloud: VirtualHomematicIP, hub: HomematicIPHub) -> None:
    device, key = device_with(hub, Event)
    index = int(key.key.split("_")[0])
    async with listening(hub) as (sink, _):
        cloud.press(device=device.id, channel=index)
        cloud.press(device=device.id, channel=index)
        await sink.until(lambda: len(sink.events) == 2)
        await hub.fetch()
        assert [event[:2] for event in sink.events] == [(device.id, key.key)] * 2


async def test_a_slow_read_never_overwrites_what_was_pushed_meanwhile(
    cloud: VirtualHomematicIP, hub: HomematicIPHub
) -> None:
    device, switch = switch_of(hub)
    index = int(switch.key.split("_")[0])
    old = json.dumps(cloud.state())
    async with listening(hub) as (sink, _):
        cloud.faults.lay_out(path="home/getCurrentState", body=old)
        cloud.faults.delay = 0.1
        reading = asyncio.create_task(hub.fetch())
        await cloud.until(lambda: cloud.count("http", "home/getCurrentState") == 2)
        cloud.set(device=device.id, channel=index, values={"on": not switch.is_on})
        await sink.until(lambda: device.id in sink.updates)
        assert not reading.done()
        snapshot = await reading
    read = next(known for known in snapshot.devices if known.id == device.id)
    assert feature_of(read, switch.key).is_on is not switch.is_on


async def test_devices_come_and_go_by_push(cloud: VirtualHomematicIP, hub: HomematicIPHub) -> None:
    device, _ = switch_of(hub)
    raw = cloud.state()["devices"][device.id]
    async with listening(hub) as (sink, _):
        cloud.remove(device=device.id)
        await sink.until(lambda: device.id in sink.gone)
        cloud.add(device=raw)
        await sink.until(lambda: device.id in sink.devices)


async def test_a_frame_that_can_t_be_read_has_the_home_read_again(
    cloud: VirtualHomematicIP, hub: HomematicIPHub, caplog: pytest.LogCaptureFixture
) -> None:
    async with listening(hub) as (sink, task):
        await cloud.push_text("<html>")
        await sink.until(lambda: len(sink.readies) == 2)
        await cloud.push_text("{")
        cloud.push({"pushEventType": "NEWS", "what": 1}, {"pushEventType": 7}, {})
        cloud.set(home=True, values={"connected": False})
        await sink.until(lambda: cloud.sgtin in sink.devices)
        assert len(sink.readies) == 2, "not more often than every few minutes"
        assert not task.done()
    assert "Traceback" not in caplog.text
    assert sum("can't be read" in record.message for record in caplog.records) == 1


async def test_what_an_unreadable_frame_held_is_read_as_soon_as_it_may_be(
    cloud: VirtualHomematicIP, hub: HomematicIPHub, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with listening(hub) as (sink, _):
        await cloud.push_text("<html>")
        await sink.until(lambda: len(sink.readies) == 2)
        await cloud.push_text("<html>")
        cloud.push({"pushEventType": "HOME_CHANGED", "home": {"connected": True}})
        await sink.until(lambda: sink.changes)
        assert len(sink.readies) == 2
        monkeypatch.setattr(hub_module, "REREAD_SECONDS", 0)
        cloud.push({"pushEventType": "HOME_CHANGED", "home": {"connected": False}})
        await sink.until(lambda: len(sink.readies) == 3)


async def test_when_the_access_point_finds_the_cloud_again_the_home_is_read(
    cloud: VirtualHomematicIP, hub: HomematicIPHub
) -> None:
    async with listening(hub) as (sink, _):
        cloud.set(home=True, values={"connected": False})
        await sink.until(lambda: sink.changes)
        assert len(sink.readies) == 1
        cloud.set(home=True, values={"connected": True})
        await sink.until(lambda: len(sink.readies) == 2)


async def test_a_lost_connection_ends_the_listening(cloud: VirtualHomematicIP, hub: HomematicIPHub) -> None:
    async with listening(hub) as (_, task):
        await cloud.drop()
        with pytest.raises(HubConnectionError):
            await asyncio.wait_for(task, 5)


async def test_a_revoked_token_ends_the_listening_for_good(cloud: VirtualHomematicIP, hub: HomematicIPHub) -> None:
    await cloud.revoke()
    async with listening(hub) as (_, task):
        with pytest.raises(HubAuthError):
            await task


async def test_the_security_journal_is_read_when_it_changed(cloud: VirtualHomematicIP, hub: HomematicIPHub) -> None:
    async with listening(hub) as (sink, _):
        cloud.alarm(device=cloud.sgtin)
        await sink.until(lambda: sink.events)
        device_id, key, event_type, _ = sink.events[0]
    assert (device_id, key, event_type) == (cloud.sgtin, "home_security_journal", "sensor_event")


async def test_a_journal_that_can_t_be_read_is_no_trouble(
    cloud: VirtualHomematicIP, hub: HomematicIPHub, caplog: pytest.LogCaptureFixture
) -> None:
    cloud.faults.lay_out(path="home/security/getSecurityJournal", status=404)
    async with listening(hub) as (_, task):
        cloud.push({"pushEventType": "SECURITY_JOURNAL_CHANGED"})
        await cloud.until(lambda: cloud.count("http", "home/security/getSecurityJournal"))
        assert not task.done()
    assert not [r for r in caplog.records if r.levelname in ("WARNING", "ERROR") and "multihub" in r.name]
