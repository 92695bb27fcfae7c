"""One home behind its cloud: read, pushed, told, and everything that goes wrong on the way."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import AsyncIterator
from functools import partial
from typing import Any

import aiohttp
import pytest

from custom_components.multihub.hubs.base import (
    HubAuthError,
    HubCommandError,
    HubConnectionError,
    HubInputError,
    HubThrottledError,
)
from custom_components.multihub.hubs.homematicip import commands, hub as hub_module
from custom_components.multihub.hubs.homematicip.client import AppTransport, Credentials, Quota, lookup
from custom_components.multihub.hubs.homematicip.hub import HomematicIPHub
from custom_components.multihub.hubs.homematicip.requests import Call, Calls
from custom_components.multihub.model import Device, Event, Feature, Lock, Request, Switch
from virtual_hubs.homematicip import VirtualHomematicIP

from .sink import listening


def hub_of(cloud: VirtualHomematicIP, session: aiohttp.ClientSession, **options: Any) -> HomematicIPHub:
    quota = Quota(seconds_a_call=0)
    find = partial(lookup, session, quota, cloud.lookup_url, cloud.sgtin)
    transport = AppTransport(session, quota, Credentials(cloud.sgtin, cloud.token), find, is_local=False)
    return HomematicIPHub(transport, access_point=cloud.sgtin, **options)


@pytest.fixture
async def hub(cloud: VirtualHomematicIP, session: aiohttp.ClientSession) -> AsyncIterator[HomematicIPHub]:
    hub = hub_of(cloud, session)
    yield hub
    await hub.close()


def device_with[FeatureT: Feature](hub: HomematicIPHub, kind: type[FeatureT]) -> tuple[Device, FeatureT]:
    """The first device with a feature of this kind, and the feature."""
    for device in hub.house.devices():
        for feature in device.features:
            if isinstance(feature, kind) and device.id != hub.access_point:
                return device, feature
    raise AssertionError(f"no {kind.__name__}")


def switch_of(hub: HomematicIPHub) -> tuple[Device, Switch]:
    """The first device that is switched, and its switch."""
    for device in hub.house.devices():
        for feature in device.features:
            if isinstance(feature, Switch) and feature.turn_on is not None:
                request = feature.turn_on.request()
                if isinstance(request, Call) and request.path == "device/control/setSwitchState":
                    return device, feature
    raise AssertionError("no switch")


def feature_of(device: Device, key: str) -> Any:
    return next(feature for feature in device.features if feature.key == key)


# Reading


async def test_a_home_becomes_devices_and_its_access_point_the_hub(
    cloud: VirtualHomematicIP, hub: HomematicIPHub
) -> None:
    await hub.connect()
    snapshot = await hub.fetch()
    assert cloud.count("http", "home/getCurrentState") == 1, "what proved the connection is not read twice"
    assert snapshot.complete
    assert set(cloud.state()["devices"]) <= {device.id for device in snapshot.devices}
    assert hub.info.hub_id == hub.info.device_id == cloud.sgtin
    assert hub.info.name == cloud.state()["devices"][cloud.sgtin]["label"]
    await hub.fetch()
    assert cloud.count("http", "home/getCurrentState") == 2


async def test_what_proved_the_connection_long_ago_is_read_again(
    cloud: VirtualHomematicIP, hub: HomematicIPHub, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hub_module, "FRESH_SECONDS", -1)
    await hub.connect()
    await hub.fetch()
    assert cloud.count("http", "home/getCurrentState") == 2


async def test_the_cloud_is_not_polled_in_a_loop(hub: HomematicIPHub) -> None:
    assert hub.poll_interval.total_seconds() >= 3600
    assert hub.fallback_interval.total_seconds() >= 900


async def test_one_malformed_part_hides_nothing_else_and_is_logged_once(
    cloud: VirtualHomematicIP, hub: HomematicIPHub, caplog: pytest.LogCaptureFixture
) -> None:
    await hub.connect()
    whole = {device.id for device in (await hub.fetch()).devices}
    broken = next(device_id for device_id in cloud.state()["devices"] if device_id != cloud.sgtin)
    cloud.state()["devices"][broken] = {"label": 7, "functionalChannels": "none"}
    cloud.state()["devices"]["nonsense"] = "nonsense"
    await hub.fetch()
    snapshot = await hub.fetch()
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
    await hub.connect()
    devices = (await hub.fetch()).devices
    cloud.faults.lay_out(path="home/getCurrentState", body=body)
    with pytest.raises(HubConnectionError):
        await hub.fetch()
    assert hub.house.devices() == devices


# Listening


async def test_a_push_tells_the_device_that_changed(cloud: VirtualHomematicIP, hub: HomematicIPHub) -> None:
    await hub.connect()
    await hub.fetch()
    device, switch = switch_of(hub)
    index = int(switch.key.split("_")[0])
    async with listening(hub) as (sink, _):
        assert sink.readies == ["websocket"]
        cloud.set(device=device.id, channel=index, values={"on": not switch.is_on})
        await sink.until(lambda: device.id in sink.devices)
        assert feature_of(sink.devices[device.id], switch.key).is_on is not switch.is_on


async def test_a_press_is_told_exactly_once(cloud: VirtualHomematicIP, hub: HomematicIPHub) -> None:
    await hub.connect()
    await hub.fetch()
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
    await hub.connect()
    await hub.fetch()
    device, switch = switch_of(hub)
    index = int(switch.key.split("_")[0])
    old = json.dumps(cloud.state())
    async with listening(hub) as (sink, _):
        cloud.faults.lay_out(path="home/getCurrentState", body=old)
        cloud.faults.delay = 0.1
        reading = asyncio.create_task(hub.fetch())
        await cloud.until(lambda: cloud.count("http", "home/getCurrentState") == 2)
        cloud.set(device=device.id, channel=index, values={"on": not switch.is_on})
        await sink.until(lambda: device.id in sink.devices)
        assert not reading.done()
        snapshot = await reading
    read = next(known for known in snapshot.devices if known.id == device.id)
    assert feature_of(read, switch.key).is_on is not switch.is_on


async def test_devices_come_and_go_by_push(cloud: VirtualHomematicIP, hub: HomematicIPHub) -> None:
    await hub.connect()
    await hub.fetch()
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
    await hub.connect()
    await hub.fetch()
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
    await hub.connect()
    await hub.fetch()
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
    await hub.connect()
    await hub.fetch()
    async with listening(hub) as (sink, _):
        cloud.alarm(device=cloud.sgtin)
        await sink.until(lambda: sink.events)
        device_id, key, event_type, _ = sink.events[0]
    assert (device_id, key, event_type) == (cloud.sgtin, "home_security_journal", "sensor_event")


async def test_a_journal_that_can_t_be_read_is_no_trouble(
    cloud: VirtualHomematicIP, hub: HomematicIPHub, caplog: pytest.LogCaptureFixture
) -> None:
    await hub.connect()
    await hub.fetch()
    cloud.faults.lay_out(path="home/security/getSecurityJournal", status=404)
    async with listening(hub) as (_, task):
        cloud.push({"pushEventType": "SECURITY_JOURNAL_CHANGED"})
        await cloud.until(lambda: cloud.count("http", "home/security/getSecurityJournal"))
        assert not task.done()
    assert not [r for r in caplog.records if r.levelname in ("WARNING", "ERROR") and "multihub" in r.name]


# Commands


def turn(hub: HomematicIPHub, on: bool) -> tuple[Device, Switch, Request]:
    device, switch = switch_of(hub)
    command = switch.turn_on if on else switch.turn_off
    assert command is not None
    return device, switch, command.request()


async def test_a_command_is_over_when_its_echo_came(
    cloud: VirtualHomematicIP, hub: HomematicIPHub, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(commands, "ECHO_SECONDS", 60)
    await hub.connect()
    await hub.fetch()
    _, switch = switch_of(hub)
    async with listening(hub) as (sink, _):
        device, switch, request = turn(hub, not switch.is_on)
        async with asyncio.timeout(5):
            await hub.send(request)
        assert feature_of(sink.devices[device.id], switch.key).is_on is not switch.is_on


async def test_a_command_that_changes_nothing_waits_for_no_echo(
    cloud: VirtualHomematicIP, hub: HomematicIPHub, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(commands, "ECHO_SECONDS", 60)
    await hub.connect()
    await hub.fetch()
    _, switch = switch_of(hub)
    async with listening(hub), asyncio.timeout(5):
        await hub.send(turn(hub, bool(switch.is_on))[2])
    assert cloud.count("http", "device/control/setSwitchState") == 1


async def test_what_is_said_to_the_home_is_over_when_a_zone_or_room_of_it_changed(
    cloud: VirtualHomematicIP, hub: HomematicIPHub, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(commands, "ECHO_SECONDS", 60)
    await hub.connect()
    await hub.fetch()
    async with listening(hub), asyncio.timeout(5):
        await hub.send(
            Call("home/security/setZonesActivation", {"zonesActivation": {"EXTERNAL": True, "INTERNAL": True}})
        )
    assert cloud.count("http", "home/security/setZonesActivation") == 1


async def test_commands_reach_the_cloud_without_push_too(cloud: VirtualHomematicIP, hub: HomematicIPHub) -> None:
    await hub.connect()
    await hub.fetch()
    device, switch, request = turn(hub, True)
    await hub.send(request)
    assert cloud.home.channel(device.id, int(switch.key.split("_")[0]))["on"] is True


async def test_several_calls_go_in_their_order(cloud: VirtualHomematicIP, hub: HomematicIPHub) -> None:
    await hub.connect()
    await hub.fetch()
    on, off = turn(hub, True)[2], turn(hub, False)[2]
    assert isinstance(on, Call)
    assert isinstance(off, Call)
    await hub.send(Calls((on, off)))
    await hub.send(Calls(()))
    said = [entry.body["on"] for entry in cloud.log if entry.what == "device/control/setSwitchState"]
    assert said == [True, False]


async def test_what_is_no_request_of_ours_is_a_mistake_in_the_code(hub: HomematicIPHub) -> None:
    with pytest.raises(TypeError):
        await hub.send(Request())


async def test_a_refused_command_is_told_with_its_reason(cloud: VirtualHomematicIP, hub: HomematicIPHub) -> None:
    await hub.connect()
    await hub.fetch()
    cloud.faults.lay_out(path="device/control/setSwitchState", status=400, body='{"errorCode": "DEVICE_UNREACHABLE"}')
    async with listening(hub):
        with pytest.raises(HubCommandError) as error:
            await hub.send(turn(hub, True)[2])
    assert error.value.key == "device_unreachable"


async def test_throttling_is_told_by_commands_too(cloud: VirtualHomematicIP, hub: HomematicIPHub) -> None:
    await hub.connect()
    await hub.fetch()
    cloud.throttle(requests=1)
    with pytest.raises(HubThrottledError):
        await hub.send(turn(hub, True)[2])


# Doors


def unlock(hub: HomematicIPHub, code: str | None) -> Request:
    _, lock = device_with(hub, Lock)
    assert lock.unlock is not None
    return lock.unlock.request(code=code)


def pins_sent(cloud: VirtualHomematicIP) -> list[Any]:
    return [entry.body["authorizationPin"] for entry in cloud.log if entry.what == "device/control/setLockState"]


@pytest.mark.parametrize(
    ("stored", "typed", "sent"),
    [(None, "4711", "4711"), ("4711", None, "4711"), ("4711", "0815", "0815"), (None, None, "")],
)
async def test_the_pin_of_a_door_is_what_was_typed_or_else_stored_and_always_a_text(
    cloud: VirtualHomematicIP, session: aiohttp.ClientSession, stored: str | None, typed: str | None, sent: str
) -> None:
    cloud.home.authorization_pin = sent
    hub = hub_of(cloud, session, lock_pin=stored)
    await hub.connect()
    await hub.fetch()
    await hub.send(unlock(hub, typed))
    assert pins_sent(cloud) == [sent]
    await hub.close()


async def test_a_wrong_pin_is_the_persons_to_mend_and_is_not_tried_again(
    cloud: VirtualHomematicIP, hub: HomematicIPHub, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("DEBUG")
    cloud.home.authorization_pin = "4711"
    await hub.connect()
    await hub.fetch()
    with pytest.raises(HubInputError) as error:
        await hub.send(unlock(hub, "0815"))
    assert error.value.key == "wrong_lock_pin"
    assert pins_sent(cloud) == ["0815"]
    assert "0815" not in caplog.text
    assert "0815" not in repr(unlock(hub, "0815"))
    await hub.send(unlock(hub, "4711"))


async def test_a_door_that_blocks_says_for_how_long(cloud: VirtualHomematicIP, hub: HomematicIPHub) -> None:
    await hub.connect()
    await hub.fetch()
    body = {"errorCode": "INVALID_AUTHORIZATION_PIN", "blockingTime": (time.time() + 120) * 1000}
    cloud.faults.lay_out(path="device/control/setLockState", status=400, body=json.dumps(body))
    with pytest.raises(HubInputError) as error:
        await hub.send(unlock(hub, "0815"))
    assert (error.value.key, error.value.placeholders) == ("wrong_lock_pin_blocked", {"minutes": "2"})


async def test_a_client_that_is_not_authorized_is_told_what_to_do(
    cloud: VirtualHomematicIP, hub: HomematicIPHub
) -> None:
    cloud.home.authorized = False
    await hub.connect()
    await hub.fetch()
    with pytest.raises(HubCommandError) as error:
        await hub.send(unlock(hub, None))
    assert error.value.key == "access_denied"


# The alarm


async def test_an_alarm_that_does_not_arm_names_what_is_open(cloud: VirtualHomematicIP, hub: HomematicIPHub) -> None:
    await hub.connect()
    await hub.fetch()
    device, _ = switch_of(hub)
    answer = {"channelActivationProblems": {f"{device.id}:1": ["WINDOW_OPEN"]}}
    cloud.faults.lay_out(path="home/security/setExtendedZonesActivation", body=json.dumps(answer))
    with pytest.raises(HubCommandError) as error:
        await hub.send(Call("home/security/setExtendedZonesActivation", {"zonesActivation": {"ABSENCE": True}}))
    assert error.value.key == "arming_blocked"
    assert error.value.placeholders == {"devices": cloud.state()["devices"][device.id]["label"]}
