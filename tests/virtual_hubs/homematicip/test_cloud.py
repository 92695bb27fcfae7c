"""The virtual cloud: who may come in, what it takes and pushes, and what happens in the house by itself."""

from __future__ import annotations

import json

import aiohttp
import pytest

from virtual_hubs.homematicip import VirtualHomematicIP

from .conftest import Person

LOOKUP = {"clientCharacteristics": {"apiVersion": "10"}}


@pytest.mark.parametrize(
    "body",
    [
        None,
        {"id": "3014F711A0000B1E55ED0A17"},
        {**LOOKUP, "id": "3014-F711-A000-0B1E-55ED-0A17"},
        {**LOOKUP, "id": "something"},
    ],
)
async def test_a_lookup_without_what_it_must_hold_is_refused(person: Person, body: object) -> None:
    async with person.session.post(person.hub.lookup_url, json=body) as response:
        assert (response.status, await response.json()) == (400, {"errorCode": "INVALID_REQUEST"})


@pytest.mark.parametrize(
    ("changed", "status", "code"),
    [
        ({"VERSION": "1"}, 400, "CLIENT_VERSION_NOT_SUPPORTED"),
        ({"CLIENTAUTH": "0" * 128}, 403, "INVALID_AUTHORIZATION"),
        ({"ACCESSPOINT-ID": "3014F711A000000000000000"}, 403, "INVALID_AUTHORIZATION"),
        ({"AUTHTOKEN": "0" * 64}, 403, "INVALID_AUTHORIZATION"),
    ],
)
async def test_every_header_is_checked_on_every_request(
    person: Person, changed: dict[str, str], status: int, code: str
) -> None:
    answer = await person.post("home/getCurrentState", {}, **changed)
    assert (answer.status, answer.body) == (status, {"errorCode": code})


async def test_the_event_socket_asks_for_the_token_too(person: Person) -> None:
    with pytest.raises(aiohttp.WSServerHandshakeError) as refused:
        await person.listen(AUTHTOKEN="0" * 64)
    assert refused.value.status == 403


async def test_a_command_is_answered_and_echoed_with_the_whole_device_and_its_groups(person: Person) -> None:
    lamp, room = person.device("Nachtlicht Emma"), person.group("SWITCHING", "Emmas Zimmer")
    events = await person.listen()
    answer = await person.post("device/control/setSwitchState", {"deviceId": lamp, "channelIndex": 1, "on": False})
    assert (answer.status, answer.text) == (200, "")
    message = await events.receive(timeout=10)
    assert message.type is aiohttp.WSMsgType.BINARY
    frame = json.loads(message.data)
    assert frame["accessPointId"] == person.hub.sgtin
    told = {event["pushEventType"]: event for event in frame["events"].values()}
    assert told["DEVICE_CHANGED"]["device"] == person.hub.state()["devices"][lamp]
    ids = {event["group"]["id"] for event in frame["events"].values() if event["pushEventType"] == "GROUP_CHANGED"}
    assert room in ids
    await events.close()


async def test_a_command_that_changes_nothing_is_not_echoed(person: Person) -> None:
    lamp = person.device("Nachtlicht Emma")
    for on in (True, False):
        await person.post("device/control/setSwitchState", {"deviceId": lamp, "channelIndex": 1, "on": on})
    await person.hub.until(lambda: person.hub.count("websocket_out"))
    assert person.hub.count("websocket_out") == 1


@pytest.mark.parametrize(
    ("path", "body", "code"),
    [
        ("device/control/fly", {}, "UNKNOWN_REQUEST"),
        ("device/control/setSwitchState", {"deviceId": "nobody", "channelIndex": 1, "on": True}, "UNKNOWN_DEVICE"),
        ("device/control/setSwitchState", {"deviceId": "nobody", "channelIndex": 1, "on": 1}, "INVALID_REQUEST"),
        ("device/control/setSwitchState", [], "INVALID_REQUEST"),
        ("device/control/setDimLevel", {"deviceId": "nobody", "channelIndex": 1, "dimLevel": 1.2}, "INVALID_REQUEST"),
        ("group/heating/setBoost", {"groupId": "nobody", "boost": True}, "UNKNOWN_GROUP"),
        ("rule/enableSimpleRule", {"ruleId": "nobody", "enabled": True}, "UNKNOWN_RULE"),
        ("home/security/setZonesActivation", {"zonesActivation": {"ATTIC": True}}, "INVALID_REQUEST"),
        ("home/heating/activateVacation", {"endTime": "tomorrow", "temperature": 20}, "INVALID_REQUEST"),
    ],
)
async def test_what_makes_no_sense_is_refused_by_name(person: Person, path: str, body: object, code: str) -> None:
    answer = await person.post(path, body)
    assert answer.body["errorCode"] == code
    assert answer.status in {400, 404}


async def test_a_channel_that_can_not_do_it_says_so(person: Person) -> None:
    contact = {"deviceId": person.device("Schlafzimmerfenster"), "channelIndex": 1}
    answer = await person.post("device/control/setSwitchState", contact | {"on": True})
    assert answer.body == {"errorCode": "FEATURE_NOT_SUPPORTED"}
    answer = await person.post("group/heating/setBoost", {"groupId": person.group("META", "Bad"), "boost": True})
    assert answer.body == {"errorCode": "NOT_HEATING_GROUP"}


async def test_a_second_socket_of_the_same_token_ends_the_first(person: Person) -> None:
    first = await person.listen()
    second = await person.listen()
    assert (await first.receive(timeout=10)).type is aiohttp.WSMsgType.CLOSE
    person.hub.push({"pushEventType": "SECURITY_JOURNAL_CHANGED"})
    assert (
        json.loads((await second.receive(timeout=10)).data)["events"]["0"]["pushEventType"]
        == "SECURITY_JOURNAL_CHANGED"
    )
    await second.close()


async def test_the_system_pin_can_be_changed_with_the_old_one(person: Person) -> None:
    assert (await person.post("home/setPin", {"pin": "1111"})).status == 200
    assert person.hub.state()["home"]["pinAssigned"]
    assert (await person.post("home/setPin", {"pin": ""})).body == {"errorCode": "INVALID_PIN"}
    assert (await person.post("home/setPin", {"pin": ""}, PIN="1111")).status == 200
    assert not person.hub.state()["home"]["pinAssigned"]


async def test_a_button_can_press_itself() -> None:
    hub = VirtualHomematicIP(press_after=0)
    await hub.start()
    try:
        async with aiohttp.ClientSession() as session:
            person = Person(hub, session)
            body = {"deviceId": "me", "deviceName": "Me", "sgtin": hub.sgtin}
            assert (await person.post("auth/connectionRequest", body)).status == 200
            await hub.until(lambda: hub.count("button"))
            assert (await person.post("auth/isRequestAcknowledged", {"deviceId": "me"})).status == 200
    finally:
        await hub.stop()


async def test_things_under_way_say_so_and_can_be_stopped() -> None:
    hub = VirtualHomematicIP(travel=0.01)
    await hub.start()
    try:
        async with aiohttp.ClientSession() as session:
            person = Person(hub, session)
            shutter = {"deviceId": person.device("Rollladen Schlafzimmer"), "channelIndex": 1}
            await person.post("device/control/setShutterLevel", shutter | {"shutterLevel": 1.0})
            channel = hub.home.channel(shutter["deviceId"], 1)
            assert channel["processing"]
            await hub.until(lambda: channel["shutterLevel"] == 1.0 and not channel["processing"])
            hub.home.travel = 3600
            await person.post("device/control/setShutterLevel", shutter | {"shutterLevel": 0.0})
            assert channel["processing"]
            await person.post("device/control/stop", shutter)
            assert (channel["processing"], channel["shutterLevel"], hub.home.journeys) == (False, 1.0, {})
    finally:
        await hub.stop()


async def test_an_armed_zone_goes_off_with_its_sirens_and_is_calmed_by_disarming(person: Person) -> None:
    arm = {"zonesActivation": {"INTERNAL": False, "EXTERNAL": True}}
    siren = person.hub.home.group(person.group("ALARM_SWITCHING", "SIREN"))
    alarm = person.hub.home.functional_home("SECURITY_AND_ALARM")
    await person.control("set", device=person.device("Fenster Emma"), channel=1, values={"windowState": "OPEN"})
    assert not alarm["alarmActive"]
    await person.control("set", device=person.device("Fenster Emma"), channel=1, values={"windowState": "CLOSED"})
    assert (await person.post("home/security/setZonesActivation", arm)).status == 200
    ignored = person.device("Schlafzimmerfenster")
    await person.control("set", device=ignored, channel=1, values={"windowState": "TILTED"})
    assert not alarm["alarmActive"]
    await person.control("set", device=person.device("Fenster Emma"), channel=1, values={"windowState": "OPEN"})
    assert alarm["alarmActive"] and siren["on"]
    assert alarm["alarmEventDeviceChannel"]["deviceId"] == person.device("Fenster Emma")
    entries = (await person.post("home/security/getSecurityJournal")).body["entries"]
    assert [entry["eventType"] for entry in entries] == ["SENSOR_EVENT", "ACTIVATION_CHANGED"]
    await person.post("home/security/setZonesActivation", {"zonesActivation": {"INTERNAL": False, "EXTERNAL": False}})
    assert not alarm["alarmActive"] and not siren["on"]


async def test_who_walks_by_is_counted_and_who_rings_is_remembered(person: Person) -> None:
    stairs, bell = person.device("Durchgang Treppe"), person.device("Klingeltaster")
    events = await person.listen()
    await person.control("press", device=stairs, channel=1, event="PASSAGE_LEFT")
    frame = json.loads((await events.receive(timeout=10)).data)["events"].values()
    assert [event["pushEventType"] for event in frame] == ["DEVICE_CHANGED", "DEVICE_CHANNEL_EVENT"]
    counter = person.hub.home.channel(stairs, 1)
    assert (counter["leftCounter"], counter["leftRightCounterDelta"], counter["passageDirection"]) == (215, 6, "LEFT")
    await person.control("press", device=bell, channel=1, event="DOOR_BELL_SENSOR_EVENT")
    assert person.hub.home.channel(bell, 1)["doorBellSensorEventTimestamp"]
    await events.close()


async def test_two_equal_presses_are_two_events(person: Person) -> None:
    events, key = await person.listen(), person.device("Wandtaster Küche")
    for _ in range(2):
        await person.control("press", device=key, channel=1)
    for _ in range(2):
        frame = json.loads((await events.receive(timeout=10)).data)
        assert [event["pushEventType"] for event in frame["events"].values()] == ["DEVICE_CHANNEL_EVENT"]
    await events.close()


async def test_a_house_can_live() -> None:
    hub = VirtualHomematicIP(live=0.001, seed=5)
    await hub.start()
    try:
        await hub.until(lambda: hub.count("websocket_out", "DEVICE_CHANGED") >= 5)
    finally:
        await hub.stop()


def test_the_same_seed_lives_the_same_life() -> None:
    lives = [[VirtualHomematicIP(seed=seed).life.beat() for _ in range(3)] for seed in (1, 1, 2)]
    assert lives[0] == lives[1] != lives[2]
