"""The ``homematicip`` library, 2.19.1, is the referee of the virtual HomematicIP."""

from __future__ import annotations

import asyncio
import logging

import pytest
from homematicip.base.enums import (
    DeviceType,
    FunctionalChannelType,
    GroupType,
    WindowState,
)
from homematicip.device import BaseDevice
from homematicip.exceptions.connection_exceptions import HmipAuthenticationError, HmipThrottlingError
from homematicip.functionalHomes import SecurityAndAlarmHome

from tests.referees import recorded_home
from virtual_hubs.homematicip import VirtualHomematicIP

from .homematicip_library import at_home, channel, done, group, hears, in_the_house, labelled, looked_up, pairing


async def started(hub: VirtualHomematicIP) -> VirtualHomematicIP:
    await hub.start()
    return hub


async def test_the_lookup_gives_the_addresses_of_the_host(cloud: VirtualHomematicIP) -> None:
    async with looked_up(cloud) as (context, _):
        assert context.rest_url == cloud.rest_url
        assert context.websocket_url == cloud.websocket_url


async def test_it_pairs_when_the_button_is_pressed(cloud: VirtualHomematicIP) -> None:
    async with pairing(cloud) as auth:
        done(await auth.connection_request(cloud.sgtin, "A referee"))
        assert not await auth.is_request_acknowledged()
        cloud.press_button()
        assert await auth.is_request_acknowledged()
        token = await auth.request_auth_token()
        client_id = await auth.confirm_auth_token(token)
    assert cloud.state()["clients"][client_id]["label"] == "A referee"
    cloud.token = token
    async with at_home(cloud) as home:
        assert client_id in {client.id for client in home.clients}


async def test_a_token_is_good_for_nothing_until_it_is_confirmed(cloud: VirtualHomematicIP) -> None:
    async with pairing(cloud) as auth:
        done(await auth.connection_request(cloud.sgtin))
        cloud.press_button()
        cloud.token = await auth.request_auth_token()
    with pytest.raises(HmipAuthenticationError):
        async with at_home(cloud):
            pass


async def test_the_system_pin_is_asked_for_and_checked() -> None:
    hub = await started(VirtualHomematicIP(pin="4711"))
    try:
        async with pairing(hub) as auth:
            for pin in (None, "", "1234"):
                auth.set_pin(pin)
                assert (await auth.connection_request(hub.sgtin)).error_code == "INVALID_PIN"
            auth.set_pin("4711")
            done(await auth.connection_request(hub.sgtin))
    finally:
        await hub.stop()


async def test_a_hcu_is_locked_until_its_button_was_pressed_a_first_time() -> None:
    hub = await started(VirtualHomematicIP(hcu=True))
    try:
        async with pairing(hub) as auth:
            assert (await auth.connection_request(hub.sgtin)).error_code == "ASSIGNMENT_LOCKED"
            hub.press_button()
            done(await auth.connection_request(hub.sgtin))
            assert not await auth.is_request_acknowledged()
            hub.press_button()
            assert await auth.is_request_acknowledged()
    finally:
        await hub.stop()


async def test_another_access_point_is_not_this_one(cloud: VirtualHomematicIP) -> None:
    async with pairing(cloud, access_point="3014F711A000000000000000") as auth:
        refused = await auth.connection_request("3014F711A000000000000000")
    assert (refused.status, refused.error_code) == (403, "INVALID_AUTHORIZATION")


async def test_nothing_of_the_house_is_lost(cloud: VirtualHomematicIP, caplog: pytest.LogCaptureFixture) -> None:
    async with at_home(cloud) as home:
        state = cloud.state()
        assert {device.id for device in home.devices} == set(state["devices"])
        assert {group.id for group in home.groups} == set(state["groups"])
        assert {(one.device.id, one.index) for one in home.channels} == {
            (device_id, one["index"])
            for device_id, device in state["devices"].items()
            for one in device["functionalChannels"].values()
        }
        assert {rule.label: rule.active for rule in home.rules} == {
            rule["label"]: rule["active"] for rule in state["home"]["ruleMetaDatas"].values()
        }
        assert len(home.functionalHomes) == len(state["home"]["functionalHomes"])
        assert home.weather.temperature == state["home"]["weather"]["temperature"]
    assert [record.getMessage() for record in caplog.records if record.levelno >= logging.ERROR] == []


async def test_our_house_has_every_kind_of_channel_and_group_that_the_library_names(cloud: VirtualHomematicIP) -> None:
    state = cloud.state()
    channels = [one for device in state["devices"].values() for one in device["functionalChannels"].values()]
    assert {one["functionalChannelType"] for one in channels} == {str(kind) for kind in FunctionalChannelType}
    assert {one["type"] for one in state["groups"].values()} == {str(kind) for kind in GroupType}
    assert {one["type"] for one in state["devices"].values()} <= {str(kind) for kind in DeviceType}


async def test_a_recorded_home_is_served_as_it_is() -> None:
    hub = await started(VirtualHomematicIP(house=recorded_home()))
    try:
        async with at_home(hub) as home:
            assert (len(home.devices), len(home.channels), len(home.groups)) == (159, 644, 48)
            assert sum(type(device) is BaseDevice for device in home.devices) == 0
    finally:
        await hub.stop()


async def test_a_switch_that_is_turned_tells_of_itself(cloud: VirtualHomematicIP) -> None:
    async with at_home(cloud, listen=True) as home:
        lamp, room = labelled(home, "Nachtlicht Emma"), group(home, "SWITCHING", "Emmas Zimmer")
        assert lamp.on
        async with hears(lamp, lambda: not lamp.on), hears(room, lambda: not room.on):
            done(await lamp.turn_off_async())


async def test_an_alarm_that_goes_off_is_heard(cloud: VirtualHomematicIP) -> None:
    async with at_home(cloud, listen=True) as home:
        panel, window = home.get_functionalHome(SecurityAndAlarmHome), labelled(home, "Schlafzimmerfenster")
        async with hears(home, lambda: panel.alarmActive):
            cloud.alarm(device=window.id)
        assert panel.alarmEventDeviceId == window.id


async def test_keys_bells_and_codes_are_heard(cloud: VirtualHomematicIP) -> None:
    async with at_home(cloud, listen=True) as home:
        key, pad = channel(home, "Wandtaster Küche", 4), labelled(home, "Codetaster Haustür")
        heard: asyncio.Queue[tuple[str, int | None]] = asyncio.Queue()
        key.add_on_channel_event_handler(lambda event: heard.put_nowait((event.channelEventType, event.channelIndex)))
        pad.add_on_code_state_event_handler(lambda event: heard.put_nowait((event.codeState, event.codeIndex)))
        cloud.press(device=key.device.id, channel=4, event="KEY_PRESS_LONG_START")
        cloud.press(device=key.device.id, channel=4)
        cloud.enter_code(device=pad.id, code=3)
        async with asyncio.timeout(10):
            assert [await heard.get() for _ in range(3)] == [
                ("KEY_PRESS_LONG_START", 4),
                ("KEY_PRESS_SHORT", 4),
                ("KNOWN_CODE_ID_RECEIVED", 3),
            ]


async def test_devices_change_leave_and_come(cloud: VirtualHomematicIP) -> None:
    async with at_home(cloud, listen=True) as home:
        window = labelled(home, "Schlafzimmerfenster")
        raw = cloud.state()["devices"][window.id]
        async with hears(window, lambda: window.windowState == WindowState.CLOSED):
            cloud.set(device=window.id, channel=1, values={"windowState": "CLOSED"})
        gone, come = asyncio.Event(), asyncio.Event()
        window.on_remove(lambda *_, **__: gone.set())
        home.on_create(lambda *_, **__: come.set())
        async with asyncio.timeout(10):
            cloud.remove(device=window.id)
            await gone.wait()
            cloud.add(device=raw)
            await come.wait()
        assert labelled(home, "Schlafzimmerfenster").windowState == WindowState.CLOSED


async def test_a_revoked_token_is_refused_everywhere(cloud: VirtualHomematicIP) -> None:
    async with at_home(cloud, listen=True) as home:
        lost = asyncio.Event()
        home.set_on_disconnected_handler(lost.set)
        await cloud.revoke()
        async with asyncio.timeout(10):
            await lost.wait()
        with pytest.raises(HmipAuthenticationError):
            await home.get_current_state_async()


async def test_a_throttled_cloud_is_told_apart(cloud: VirtualHomematicIP) -> None:
    async with at_home(cloud) as home:
        cloud.throttle(requests=2)
        with pytest.raises(HmipThrottlingError):
            await home.get_current_state_async()
        with pytest.raises(HmipThrottlingError):
            await labelled(home, "Nachtlicht Emma").turn_off_async()
        done(await labelled(home, "Nachtlicht Emma").turn_off_async())


async def test_a_hcu_serves_the_same_home_without_the_cloud() -> None:
    hub = await started(VirtualHomematicIP(hcu=True))
    try:
        async with at_home(hub, listen=True, context=in_the_house(hub)) as home:
            assert {device.id for device in home.devices} == set(hub.state()["devices"])
            lamp = labelled(home, "Nachtlicht Emma")
            async with hears(lamp, lambda: not lamp.on):
                done(await lamp.turn_off_async())
    finally:
        await hub.stop()
