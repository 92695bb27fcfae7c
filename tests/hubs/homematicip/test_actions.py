"""What no entity can say: each action against the virtual house, and what it answers to a wrong wish."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from custom_components.multihub.hubs.base import HubCommandError, HubInputError, HubUnsupportedError
from custom_components.multihub.hubs.homematicip.hub import HomematicIPHub
from custom_components.multihub.model import Button, Climate, Device, Lock
from virtual_hubs.homematicip import VirtualHomematicIP

CHRISTMAS = datetime(2026, 12, 24, 17, 0, tzinfo=UTC)
"""18:00 in the time zone of the virtual house, which is Berlin's."""


def said(cloud: VirtualHomematicIP) -> list[tuple[str, Any]]:
    """The calls that were made, without reads."""
    return [
        (entry.what, entry.body)
        for entry in cloud.log
        if entry.kind == "http" and entry.what not in ("getHost", "home/getCurrentState")
    ]


def climate_of(cloud: VirtualHomematicIP) -> dict[str, Any]:
    part: dict[str, Any] = cloud.home.functional_home("INDOOR_CLIMATE")
    return part


def room(hub: HomematicIPHub) -> tuple[Device, Climate]:
    """A room that is heated, with climate profiles."""
    for device in hub.house.devices():
        for feature in device.features:
            if isinstance(feature, Climate) and feature.preset and len(feature.preset.options) > 4:
                return device, feature
    raise AssertionError("no room")


@pytest.mark.parametrize(
    ("data", "path", "body", "kind"),
    [
        ({}, "activateAbsencePermanent", {}, "PERMANENT"),
        ({"duration": timedelta(hours=2)}, "activateAbsenceWithDuration", {"duration": 120}, "PERIOD"),
        ({"duration": timedelta(seconds=5)}, "activateAbsenceWithDuration", {"duration": 1}, "PERIOD"),
        ({"until": CHRISTMAS}, "activateAbsenceWithPeriod", {"endTime": "2026_12_24 18:00"}, "PERIOD"),
    ],
)
async def test_eco_mode_for_good_for_a_while_or_until(
    cloud: VirtualHomematicIP, hub: HomematicIPHub, data: dict[str, Any], path: str, body: dict[str, Any], kind: str
) -> None:
    await hub.act("activate_eco", None, data)
    assert said(cloud) == [(f"home/heating/{path}", body)]
    assert climate_of(cloud)["absenceType"] == kind
    await hub.act("deactivate_eco", None, {})
    assert climate_of(cloud)["absenceType"] == "NOT_ABSENT"


async def test_a_vacation_until_with_a_temperature(cloud: VirtualHomematicIP, hub: HomematicIPHub) -> None:
    await hub.act("activate_vacation", None, {"until": CHRISTMAS, "temperature": 14})
    assert said(cloud) == [
        ("home/heating/activateVacation", {"endTime": "2026_12_24 18:00", "temperature": 14.0}),
    ]
    assert climate_of(cloud)["absenceType"] == "VACATION"
    await hub.act("deactivate_vacation", None, {})
    assert climate_of(cloud)["absenceType"] == "NOT_ABSENT"


async def test_cooling_for_the_home(cloud: VirtualHomematicIP, hub: HomematicIPHub) -> None:
    climate_of(cloud)["coolingEnabled"] = True
    await hub.act("set_cooling", None, {"cooling": True})
    assert said(cloud) == [("home/heating/setCooling", {"cooling": True})]


async def test_a_party_in_a_room(cloud: VirtualHomematicIP, hub: HomematicIPHub) -> None:
    device, climate = room(hub)
    await hub.act("activate_party", device.id, {"until": CHRISTMAS, "temperature": 23})
    group = climate.key.removesuffix("_climate")
    body = {"groupId": group, "endTime": "2026_12_24 18:00", "temperature": 23.0}
    assert said(cloud) == [("group/heating/activatePartyMode", body)]
    assert cloud.state()["groups"][group]["partyMode"] is True


async def test_a_climate_profile_by_its_name(cloud: VirtualHomematicIP, hub: HomematicIPHub) -> None:
    device, climate = room(hub)
    assert climate.preset is not None
    profile = climate.preset.options[-1]
    await hub.act("set_climate_profile", device.id, {"profile": profile})
    assert said(cloud)[-1][0] == "group/heating/setActiveProfile"
    with pytest.raises(HubInputError) as error:
        await hub.act("set_climate_profile", device.id, {"profile": "Disco"})
    assert error.value.key == "unknown_profile"
    assert profile in error.value.placeholders["known"]
    with pytest.raises(HubInputError):
        await hub.act("set_climate_profile", device.id, {"profile": "boost"})


def device_with(hub: HomematicIPHub, ending: str) -> tuple[Device, Button]:
    for device in hub.house.devices():
        for feature in device.features:
            if isinstance(feature, Button) and feature.key.endswith(ending):
                return device, feature
    raise AssertionError(ending)


async def test_a_latch_is_pulled_with_a_pin(cloud: VirtualHomematicIP, hub: HomematicIPHub) -> None:
    cloud.home.authorization_pin = "4711"
    device, _ = device_with(hub, "_open_door")
    with pytest.raises(HubInputError) as error:
        await hub.act("pull_latch", device.id, {})
    assert error.value.key == "wrong_lock_pin"
    await hub.act("pull_latch", device.id, {"pin": "4711"})
    assert [body["authorizationPin"] for _, body in said(cloud)] == ["", "4711"]


async def test_the_latch_of_a_lock_is_pulled_by_the_lock(cloud: VirtualHomematicIP, hub: HomematicIPHub) -> None:
    locks = [
        device.id for device in hub.house.devices() if any(isinstance(feature, Lock) for feature in device.features)
    ]
    channels = cloud.state()["devices"][locks[0]]["functionalChannels"]
    for index in [index for index, one in channels.items() if "AUTHORIZATION" in one["functionalChannelType"]]:
        del channels[index]
    await hub.fetch()
    cloud.home.authorization_pin = "4711"
    await hub.act("pull_latch", locks[0], {"pin": "4711"})
    path, body = said(cloud)[0]
    assert (path, body["targetLockState"]) == ("device/control/setLockState", "OPEN")


async def test_an_energy_counter_is_reset(cloud: VirtualHomematicIP, hub: HomematicIPHub) -> None:
    device, button = device_with(hub, "_reset_energy")
    index = int(button.key.partition("_")[0])
    await hub.act("reset_energy_counter", device.id, {})
    await hub.act("reset_energy_counter", device.id, {"channel": index})
    assert said(cloud) == [("device/control/resetEnergyCounter", {"deviceId": device.id, "channelIndex": index})] * 2
    with pytest.raises(HubInputError) as error:
        await hub.act("reset_energy_counter", device.id, {"channel": 99})
    assert error.value.key == "not_for_device"


async def test_the_alarm_arms_anyway_and_leaves_only_what_is_in_the_way_unwatched(
    cloud: VirtualHomematicIP, hub: HomematicIPHub
) -> None:
    device, _ = device_with(hub, "_reset_energy")
    for group in list(cloud.state()["groups"].values()):
        if group["type"] == "SECURITY_ZONE":
            cloud.home.write_group(
                group["id"], {"label": {"INTERNAL": "ABSENCE", "EXTERNAL": "PRESENCE"}[group["label"]]}
            )
    await hub.fetch()
    answer = {"channelActivationProblems": {f"{device.id}:1": ["OPEN"], "odd": []}}
    cloud.faults.lay_out(path="home/security/setExtendedZonesActivation", body=json.dumps(answer))
    cloud.faults.lay_out(path="home/security/setExtendedZonesActivationWithIgnoreList", body="{}")
    await hub.act("arm_anyway", None, {"mode": "away"})
    path, body = said(cloud)[-1]
    assert path == "home/security/setExtendedZonesActivationWithIgnoreList"
    assert body["ignorableDeviceChannels"] == [
        {"deviceId": device.id, "channelIndex": 1},
        {"deviceId": "odd", "channelIndex": 0},
    ]
    assert body["zonesActivation"] == {"ABSENCE": True, "PRESENCE": False}


async def test_an_alarm_with_nothing_in_the_way_is_just_armed(cloud: VirtualHomematicIP, hub: HomematicIPHub) -> None:
    await hub.act("arm_anyway", None, {"mode": "home"})
    assert [path for path, _ in said(cloud)] == ["home/security/setZonesActivation"]


async def test_a_device_is_described_in_the_access_points_own_words(
    cloud: VirtualHomematicIP, hub: HomematicIPHub
) -> None:
    device, _ = device_with(hub, "_reset_energy")
    told = await hub.act("describe", device.id, {})
    assert told is not None
    assert told["raw"] == cloud.state()["devices"][device.id]
    assert {group["id"] for group in told["groups"]} >= {
        group["id"]
        for group in cloud.state()["groups"].values()
        if any(member.get("deviceId") == device.id for member in group.get("channels", []))
    }
    assert "home" not in told
    assert (await hub.act("describe", room(hub)[0].id, {}) or {})["groups"]


async def test_the_hub_is_described_by_the_home_and_the_groups_that_it_shows(
    cloud: VirtualHomematicIP, hub: HomematicIPHub
) -> None:
    told = await hub.act("describe", cloud.sgtin, {})
    assert told is not None
    assert told["home"] == cloud.state()["home"]
    assert told["raw"] == cloud.state()["devices"][cloud.sgtin]
    assert {"SECURITY_ZONE", "ALARM_SWITCHING"} <= {group["type"] for group in told["groups"]}


async def test_a_wish_that_can_t_be_is_told(hub: HomematicIPHub) -> None:
    with pytest.raises(HubUnsupportedError) as unsupported:
        await hub.act("speak", None, {"message": "hello"})
    assert unsupported.value.key == "action_not_supported"
    with pytest.raises(HubInputError) as gone:
        await hub.act("pull_latch", "nobody", {})
    assert gone.value.key == "device_gone"
    device, _ = device_with(hub, "_reset_energy")
    for action, data in (
        ("pull_latch", {}),
        ("activate_party", {"until": CHRISTMAS, "temperature": 20}),
        ("set_climate_profile", {"profile": "Disco"}),
    ):
        with pytest.raises(HubCommandError) as error:
            await hub.act(action, device.id, data)
        assert error.value.key == "not_for_device", action
