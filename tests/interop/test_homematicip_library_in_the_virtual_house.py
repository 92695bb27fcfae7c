"""The ``homematicip`` library, 2.19.1, lives in the virtual house: heating, locks, shutters, the alarm."""

from __future__ import annotations

from homematicip.base.enums import (
    AcousticAlarmSignal,
    ClimateControlMode,
    DoorState,
    LockState,
    OpticalAlarmSignal,
)
from homematicip.functionalHomes import IndoorClimateHome

from virtual_hubs.homematicip import VirtualHomematicIP

from .homematicip_library import at_home, channel, done, group, hears, labelled


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
        refused = await home._rest_call_async(  # noqa: SLF001
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
