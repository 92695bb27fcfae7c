"""One home behind its cloud is told something: switches, doors, the alarm."""

from __future__ import annotations

import asyncio
import json
import time
from typing import Any

import aiohttp
import pytest

from custom_components.multihub.hubs.base import HubCommandError, HubInputError, HubThrottledError
from custom_components.multihub.hubs.homematicip import commands
from custom_components.multihub.hubs.homematicip.hub import HomematicIPHub
from custom_components.multihub.hubs.homematicip.requests import Call, Calls
from custom_components.multihub.model import Device, Lock, Request, Switch
from virtual_hubs.homematicip import VirtualHomematicIP

from .one_hub import device_with, hub_of, switch_of
from .sink import listening


def turn(hub: HomematicIPHub, on: bool) -> tuple[Device, Switch, Request]:
    device, switch = switch_of(hub)
    command = switch.turn_on if on else switch.turn_off
    assert command is not None
    return device, switch, command.request()


async def test_a_command_is_over_when_its_echo_came(
    cloud: VirtualHomematicIP, hub: HomematicIPHub, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(commands, "ECHO_SECONDS", 60)
    _, switch = switch_of(hub)
    async with listening(hub) as (sink, _):
        device, switch, request = turn(hub, not switch.is_on)
        async with asyncio.timeout(5):
            await hub.send(request)
        assert sink.updates[device.id][switch.key].is_on is not switch.is_on


async def test_a_command_that_changes_nothing_waits_for_no_echo(
    cloud: VirtualHomematicIP, hub: HomematicIPHub, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(commands, "ECHO_SECONDS", 60)
    _, switch = switch_of(hub)
    async with listening(hub), asyncio.timeout(5):
        await hub.send(turn(hub, bool(switch.is_on))[2])
    assert cloud.count("http", "device/control/setSwitchState") == 1


async def test_what_is_said_to_the_home_is_over_when_a_zone_or_room_of_it_changed(
    cloud: VirtualHomematicIP, hub: HomematicIPHub, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(commands, "ECHO_SECONDS", 60)
    async with listening(hub), asyncio.timeout(5):
        await hub.send(
            Call("home/security/setZonesActivation", {"zonesActivation": {"EXTERNAL": True, "INTERNAL": True}})
        )
    assert cloud.count("http", "home/security/setZonesActivation") == 1


async def test_commands_reach_the_cloud_without_push_too(cloud: VirtualHomematicIP, hub: HomematicIPHub) -> None:
    device, switch, request = turn(hub, True)
    await hub.send(request)
    assert cloud.home.channel(device.id, int(switch.key.split("_")[0]))["on"] is True


async def test_several_calls_go_in_their_order(cloud: VirtualHomematicIP, hub: HomematicIPHub) -> None:
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
    cloud.faults.lay_out(path="device/control/setSwitchState", status=400, body='{"errorCode": "DEVICE_UNREACHABLE"}')
    async with listening(hub):
        with pytest.raises(HubCommandError) as error:
            await hub.send(turn(hub, True)[2])
    assert error.value.key == "device_unreachable"


async def test_throttling_is_told_by_commands_too(cloud: VirtualHomematicIP, hub: HomematicIPHub) -> None:
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
    with pytest.raises(HubInputError) as error:
        await hub.send(unlock(hub, "0815"))
    assert error.value.key == "wrong_lock_pin"
    assert pins_sent(cloud) == ["0815"]
    assert "0815" not in caplog.text
    assert "0815" not in repr(unlock(hub, "0815"))
    await hub.send(unlock(hub, "4711"))


async def test_a_door_that_blocks_says_for_how_long(cloud: VirtualHomematicIP, hub: HomematicIPHub) -> None:
    body = {"errorCode": "INVALID_AUTHORIZATION_PIN", "blockingTime": (time.time() + 120) * 1000}
    cloud.faults.lay_out(path="device/control/setLockState", status=400, body=json.dumps(body))
    with pytest.raises(HubInputError) as error:
        await hub.send(unlock(hub, "0815"))
    assert (error.value.key, error.value.placeholders) == ("wrong_lock_pin_blocked", {"minutes": "2"})


async def test_a_client_that_is_not_authorized_is_told_what_to_do(
    cloud: VirtualHomematicIP, hub: HomematicIPHub
) -> None:
    cloud.home.authorized = False
    with pytest.raises(HubCommandError) as error:
        await hub.send(unlock(hub, None))
    assert error.value.key == "access_denied"


# The alarm


async def test_an_alarm_that_does_not_arm_names_what_is_open(cloud: VirtualHomematicIP, hub: HomematicIPHub) -> None:
    device, _ = switch_of(hub)
    answer = {"channelActivationProblems": {f"{device.id}:1": ["WINDOW_OPEN"]}}
    cloud.faults.lay_out(path="home/security/setExtendedZonesActivation", body=json.dumps(answer))
    with pytest.raises(HubCommandError) as error:
        await hub.send(Call("home/security/setExtendedZonesActivation", {"zonesActivation": {"ABSENCE": True}}))
    assert error.value.key == "arming_blocked"
    assert error.value.placeholders == {"devices": cloud.state()["devices"][device.id]["label"]}
