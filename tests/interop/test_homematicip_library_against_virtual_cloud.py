"""The ``homematicip`` library, 2.19.1, is the referee of the virtual HomematicIP."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator

import pytest
from homematicip.base.enums import (
    AcousticAlarmSignal,
    ClimateControlMode,
    DoorState,
    LockState,
    OpticalAlarmSignal,
    WindowState,
)
from homematicip.device import BaseDevice
from homematicip.exceptions.connection_exceptions import HmipAuthenticationError, HmipThrottlingError
from homematicip.functionalHomes import IndoorClimateHome, SecurityAndAlarmHome

from tests.referees import recorded_home
from virtual_hubs.homematicip import VirtualHomematicIP

from .homematicip_library import at_home, channel, done, group, hears, in_the_house, labelled, looked_up, pairing


@pytest.fixture
async def cloud() -> AsyncIterator[VirtualHomematicIP]:
    hub = VirtualHomematicIP()
    await hub.start()
    yield hub
    await hub.stop()


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
    from homematicip.base.enums import DeviceType, FunctionalChannelType, GroupType

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


async def test_a_heating_group_is_set_and_tells_of_itself_and_its_thermostats(cloud: VirtualHomematicIP) -> None:
    async with at_home(cloud, listen=True) as home:
        living, valve = group(home, "HEATING", "Wohnzimmer"), channel(home, "Heizkörper am Erker")
        async with (
            hears(living, lambda: living.setPointTemperature == 19.5),
            hears(labelled(home, "Heizkörper am Erker")),
        ):
            done(await living.set_point_temperature_async(19.5))
        assert valve.setPointTemperature == 19.5
        async with hears(living, lambda: living.controlMode == ClimateControlMode.MANUAL):
            done(await living.set_control_mode_async(ClimateControlMode.MANUAL))
        async with hears(living, lambda: living.boostMode):
            done(await living.set_boost_async())
        async with hears(living, lambda: living.activeProfile.name == "Homeoffice"):
            done(await living.set_active_profile_async(1))
        assert (await living.set_point_temperature_async(99.0)).error_code == "INVALID_REQUEST"


async def test_profiles_can_be_read_and_written(cloud: VirtualHomematicIP) -> None:
    async with at_home(cloud) as home:
        profile = group(home, "HEATING", "Bad").profiles[0]
        await profile.get_details_async()
        assert profile.profileDays[0].periods[0].value == 21.0
        profile.profileDays[0].periods[0].value = 22.5
        done(await profile.update_profile_async())
        await profile.get_details_async()
        assert profile.profileDays[0].periods[0].value == 22.5


async def test_shutters_doors_and_blinds_move(cloud: VirtualHomematicIP) -> None:
    async with at_home(cloud, listen=True) as home:
        blind, door = channel(home, "Raffstore Terrasse"), channel(home, "Garagentor")
        async with hears(labelled(home, "Raffstore Terrasse"), lambda: blind.slatsLevel == 0.5):
            done(await blind.async_set_slats_level(0.5, 1.0))
        assert blind.shutterLevel == 1.0
        async with hears(labelled(home, "Garagentor"), lambda: door.doorState == DoorState.OPEN):
            done(await door.async_send_door_command("OPEN"))
        everywhere = group(home, "EXTENDED_LINKED_SHUTTER", "Alle Rollläden")
        async with hears(everywhere, lambda: everywhere.shutterLevel == 0.25):
            done(await everywhere.set_shutter_level_async(0.25))
        assert channel(home, "Rollladen Schlafzimmer").shutterLevel == 0.25


async def test_a_lock_obeys_the_right_pin_and_blocks_after_wrong_ones(cloud: VirtualHomematicIP) -> None:
    cloud.home.authorization_pin = "2580"
    async with at_home(cloud, listen=True) as home:
        lock = channel(home, "Haustürschloss")
        async with hears(labelled(home, "Haustürschloss"), lambda: lock.lockState == LockState.UNLOCKED):
            done(await lock.async_set_lock_state(LockState.UNLOCKED, "2580"))
        for _ in range(3):
            assert (await lock.async_set_lock_state(LockState.LOCKED, "0000")).error_code == "INVALID_AUTHORIZATION_PIN"
        blocked = await lock.async_set_lock_state(LockState.LOCKED, "2580")
        assert blocked.error_code == "INVALID_AUTHORIZATION_PIN" and "blockingTime" in blocked.text
        assert cloud.home.channel(lock.device.id, 1)["lockState"] == "UNLOCKED"


async def test_a_null_pin_is_an_invalid_request(cloud: VirtualHomematicIP) -> None:
    async with at_home(cloud) as home:
        refused = await home._rest_call_async(
            "device/control/pullLatch",
            {"deviceId": labelled(home, "Haustürschloss").id, "channelIndex": 2, "authorizationPin": None},
        )
    assert (refused.status, refused.error_code) == (400, "INVALID_REQUEST")


async def test_the_latch_is_pulled_at_its_authorization_never_at_the_relay(cloud: VirtualHomematicIP) -> None:
    async with at_home(cloud) as home:
        done(await channel(home, "Motorschloss Garage", 6).async_pull_latch())
        denied = await channel(home, "Motorschloss Garage", 4).async_send_start_impulse()
        assert denied.error_code == "CLIENT_ACCESS_DENIED"


async def test_the_alarm_is_armed_past_open_windows_which_it_ignores(cloud: VirtualHomematicIP) -> None:
    async with at_home(cloud, listen=True) as home:
        outside = group(home, "SECURITY_ZONE", "EXTERNAL")
        async with hears(outside, lambda: outside.active):
            done(await home.set_security_zones_activation_async(internal=False, external=True))
        assert home.get_security_zones_activation() == (False, True)
        assert labelled(home, "Schlafzimmerfenster") in outside.ignorableDevices
        journal = await home.get_security_journal_async()
        assert (journal[0].external_zone, journal[0].internal_zone) == (True, False)


async def test_the_newer_panel_names_what_is_open_and_arms_only_when_told_to(cloud: VirtualHomematicIP) -> None:
    for label, renamed in (("EXTERNAL", "PRESENCE"), ("INTERNAL", "ABSENCE")):
        zone = next(g for g in cloud.state()["groups"].values() if (g["type"], g["label"]) == ("SECURITY_ZONE", label))
        cloud.set(group=zone["id"], values={"label": renamed}, quiet=True)
    cloud.home.functional_home("SECURITY_AND_ALARM")["securityZoneActivationMode"] = "ACTIVATION_REQUEST_BASED"
    async with at_home(cloud, listen=True) as home:
        zone = group(home, "SECURITY_ZONE", "PRESENCE")
        refused = await home.set_security_zones_activation_async(internal=False, external=True)
        assert not refused.success
        problems = home.get_security_zone_activation_problems(refused)
        assert problems == {"Fenstergriff Erker": ["WINDOW_OPEN"], "Schlafzimmerfenster": ["WINDOW_OPEN"]}
        ignorable = home.get_security_zone_activation_problem_channels(refused)
        async with hears(zone, lambda: zone.active):
            done(
                await home.set_security_zones_activation_with_ignore_list_async(
                    False, True, ignorable_device_channels=ignorable
                )
            )


async def test_the_house_lowers_its_heating_when_nobody_is_there(cloud: VirtualHomematicIP) -> None:
    async with at_home(cloud, listen=True) as home:
        climate = home.get_functionalHome(IndoorClimateHome)
        living = group(home, "HEATING", "Wohnzimmer")
        async with hears(home, lambda: climate.absenceType == "PERIOD"), hears(living):
            done(await home.activate_absence_with_duration_async(90))
        assert (climate.absenceEndTime is not None, living.controlMode) == (True, ClimateControlMode.ECO)
        async with hears(home, lambda: climate.absenceType == "NOT_ABSENT"):
            done(await home.deactivate_absence_async())
        assert (await home.set_cooling_async(True)).error_code == "COOLING_NOT_ENABLED"


async def test_sirens_sound_through_their_group(cloud: VirtualHomematicIP) -> None:
    async with at_home(cloud, listen=True) as home:
        siren = group(home, "ALARM_SWITCHING", "SIREN")
        async with hears(siren, lambda: siren.on):
            done(await siren.test_signal_acoustic_async(AcousticAlarmSignal.FREQUENCY_FALLING))
        async with hears(siren, lambda: not siren.on):
            done(await siren.test_signal_optical_async(OpticalAlarmSignal.DISABLE_OPTICAL_SIGNAL))


async def test_rules_can_be_turned_off(cloud: VirtualHomematicIP) -> None:
    async with at_home(cloud, listen=True) as home:
        rule = next(rule for rule in home.rules if rule.active)
        async with hears(home, lambda: not rule.active):
            done(await rule.set_rule_enabled_state_async(False))


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
