"""Home Assistant's REST interface, as its own page describes it, with our entities in it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from .house import House


def minutes_ago(minutes: int) -> str:
    return (datetime.now(UTC) - timedelta(minutes=minutes)).strftime("%Y-%m-%dT%H:%M:%S+00:00")


async def test_the_interface_runs(house: House) -> None:
    assert await house.home.get("/api/") == {"message": "API running."}


async def test_the_configuration_names_the_integration_as_loaded(house: House) -> None:
    configuration = await house.home.get("/api/config")
    assert configuration["state"] == "RUNNING"
    assert "multihub" in configuration["components"]
    assert configuration["version"] == house.where.version


async def test_every_entry_is_loaded_and_has_entities_of_its_own(house: House) -> None:
    entries = await house.home.entries()
    assert {entry["state"] for entry in entries} == {"loaded"}
    assert {entry["entry_id"] for entry in entries} == set(house.where.entries.values())
    for hub in house.where.hubs:
        assert await house.entities(hub), hub


async def test_the_states_hold_every_entity_and_one_can_be_asked_for(house: House) -> None:
    states = {state["entity_id"]: state for state in await house.home.get("/api/states")}
    ours = {member.entity_id for member in await house.entities()}
    assert ours <= set(states)
    one = min(ours)
    assert (await house.home.get(f"/api/states/{one}"))["entity_id"] == one


async def test_no_entity_is_unnamed(house: House) -> None:
    """Every friendly name says something, and none is a key that has no text."""
    states = {state["entity_id"]: state for state in await house.home.get("/api/states")}
    names = {m.entity_id: states[m.entity_id]["attributes"].get("friendly_name", "") for m in await house.entities()}
    assert {entity_id for entity_id, name in names.items() if not name.strip() or "None" in name.split()} == set()


async def test_the_services_of_every_platform_are_listed(house: House) -> None:
    services = {domain["domain"]: domain["services"] for domain in await house.home.get("/api/services")}
    platforms = {member.platform for member in await house.entities()}
    silent = {"binary_sensor", "calendar", "event", "image", "sensor", "weather"}
    assert platforms - silent <= set(services)


async def test_the_bus_is_listened_to(house: House) -> None:
    assert "state_changed" in {event["event"] for event in await house.home.get("/api/events")}


async def test_what_was_switched_stands_in_history_and_logbook(house: House) -> None:
    light = await house.first("light")
    for turn in ("on", "off", "on"):
        await house.home.call(f"light.turn_{turn}", entity_id=light)
        await house.until_state(light, turn)

    async def recorded() -> bool:
        history = await house.home.get(
            f"/api/history/period/{minutes_ago(10)}?filter_entity_id={light}&minimal_response"
        )
        return [state["state"] for state in history[0]][-3:] == ["on", "off", "on"] if history else False

    async def told() -> bool:
        lines = await house.home.get(f"/api/logbook/{minutes_ago(10)}?entity={light}")
        return {"on", "off"} <= {line.get("state") for line in lines}

    assert await house.until("the history has it", recorded)
    assert await house.until("the logbook has it", told)


async def test_a_press_stands_in_the_logbook(house: House) -> None:
    """As an event of its button: Home Assistant tells it by itself, nothing of ours is needed for it."""
    devices = (await house.held_by("homematicip"))["devices"].values()
    button = next(device for device in devices if device["label"] == "Wandtaster Küche")
    [event] = [
        member.entity_id
        for member in await house.entities("homematicip")
        if member.entity_id.endswith("wandtaster_kuche_button_2")
    ]
    await house.control("homematicip", "press", {"device": button["id"], "channel": 2, "event": "KEY_PRESS_SHORT"})

    async def told() -> bool:
        lines = await house.home.get(f"/api/logbook/{minutes_ago(2)}?entity={event}")
        return any(line["entity_id"] == event and line["name"] for line in lines)

    assert await house.until("the logbook has it", told)


async def test_a_template_reads_our_states(house: House) -> None:
    light = await house.first("light")
    response = await house.home.request("POST", "/api/template", json={"template": f"{{{{ states('{light}') }}}}"})
    assert (response.status, response.text) == (200, await house.home.state(light))


async def test_a_cameras_picture_comes_through(house: House) -> None:
    camera = await house.first("camera")
    response = await house.home.request("GET", f"/api/camera_proxy/{camera}")
    assert response.status == 200
    assert response.content_type.startswith("image/")
    assert len(response.body) > 100


async def test_calendars_are_listed_and_one_can_be_read(house: House) -> None:
    ours = await house.first("calendar")
    assert ours in {calendar["entity_id"] for calendar in await house.home.get("/api/calendars")}
    start, end = datetime.now(UTC) - timedelta(days=31), datetime.now(UTC) + timedelta(days=31)
    path = f"/api/calendars/{ours}?start={start:%Y-%m-%dT%H:%M:%SZ}&end={end:%Y-%m-%dT%H:%M:%SZ}"
    appointments = await house.home.get(path)
    assert appointments
    assert all(appointment["summary"] and appointment["start"] for appointment in appointments)


async def test_a_state_can_be_laid_over_from_outside_and_the_hub_takes_it_back(house: House) -> None:
    light = await house.first("light")
    await house.home.call("light.turn_on", entity_id=light)
    await house.until_state(light, "on")
    laid = await house.home.request("POST", f"/api/states/{light}", json={"state": "off"})
    assert laid.status == 200
    assert await house.home.state(light) == "off"
    await house.home.call("light.turn_off", entity_id=light)
    await house.home.call("light.turn_on", entity_id=light)
    await house.until_state(light, "on")


async def test_a_state_of_somebody_elses_is_made_and_found(house: House) -> None:
    made = await house.home.request("POST", "/api/states/sensor.from_outside", json={"state": "7"})
    assert made.status in (200, 201)
    assert await house.home.state("sensor.from_outside") == "7"


async def test_an_event_can_be_fired_and_is_heard(house: House) -> None:
    async with house.websocket() as socket:
        await socket.ask("subscribe_events", event_type="from_outside")
        await house.home.post("/api/events/from_outside", {"count": 3})
        event = await socket.event(lambda event: event["event_type"] == "from_outside")
        assert event["data"] == {"count": 3}


@pytest.mark.parametrize(
    ("method", "path", "body", "status"),
    [
        ("POST", "/api/services/light/turn_on", '{"entity_id": ', 400),
        ("POST", "/api/services/light/turn_on", '{"brightness": "very"}', 400),
        ("POST", "/api/services/nobody/has_this", "{}", 400),
        ("POST", "/api/states/sensor.from_outside", "{}", 400),
        ("GET", "/api/states/light.nobody_has_this", None, 404),
        ("GET", "/api/nothing/here", None, 404),
        ("PUT", "/api/states/light.nobody_has_this", "{}", 405),
        ("POST", "/api/config", "{}", 405),
    ],
)
async def test_what_is_wrong_is_refused_and_told_apart(
    house: House, method: str, path: str, body: str | None, status: int
) -> None:
    assert (await house.home.request(method, path, data=body)).status == status


@pytest.mark.parametrize("token", ["", "not-a-token"])
async def test_nobody_comes_in_without_a_token(house: House, token: str) -> None:
    house.home.token = token
    assert (await house.home.request("GET", "/api/states")).status == 401


async def test_the_configuration_is_found_valid(house: House) -> None:
    assert (await house.home.post("/api/config/core/check_config"))["result"] == "valid"


async def test_home_assistant_calls_back_into_itself(house: House) -> None:
    """``rest_command``, as the page on the REST interface shows it."""
    light = await house.first("light")
    await house.home.call("light.turn_off", entity_id=light)
    await house.until_state(light, "off")
    await house.home.call(
        "rest_command.call_service",
        address=house.where.address,
        token=house.where.token,
        service="light/turn_on",
        entity_id=light,
    )
    await house.until_state(light, "on")


async def test_an_intent_turns_a_light_on(house: House) -> None:
    """By the name that the room and the lamp have in the hub."""
    light = await house.first("light")
    await house.home.call("light.turn_off", entity_id=light)
    await house.until_state(light, "off")
    name = (await house.home.get(f"/api/states/{light}"))["attributes"]["friendly_name"]
    answer = await house.home.post("/api/intent/handle", {"name": "HassTurnOn", "data": {"name": name}})
    assert answer["response_type"] == "action_done"
    await house.until_state(light, "on")


async def test_somebody_says_turn_on_the_kitchen_light(house: House) -> None:
    """In words, to Home Assistant's own assistant: the lights of the room that the hubs call so."""

    async def say(verb: str) -> set[str]:
        text = {"text": f"turn {verb} the kitchen light", "language": "en"}
        response = (await house.home.post("/api/conversation/process", text))["response"]
        assert response["response_type"] == "action_done", response["speech"]
        return {target["id"] for target in response["data"]["success"] if target["type"] == "entity"}

    lights = await say("off")
    assert lights & {member.entity_id for member in await house.entities() if member.platform == "light"}
    for light in lights:
        await house.until_state(light, "off")
    assert await say("on") == lights
    for light in lights:
        await house.until_state(light, "on")
