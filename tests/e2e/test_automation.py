"""An automation, written in Home Assistant's YAML, on what a hub tells."""

from __future__ import annotations

from .house import House

BUTTON, LAMP = "Wandtaster Küche", "Arbeitsplatte"


async def test_a_homematicip_wall_button_switches_a_lamp(house: House) -> None:
    """``automations.yaml`` of the demo: a short press switches the lamp, the next one switches it back."""
    devices = (await house.held_by("homematicip"))["devices"].values()
    button = next(device["id"] for device in devices if device["label"] == BUTTON)
    lamp = next(
        member.entity_id
        for member in await house.entities("homematicip")
        if member.platform == "light" and member.entity_id.endswith(LAMP.lower())
    )
    before = await house.home.state(lamp)
    after = "off" if before == "on" else "on"
    for state in (after, before):
        await house.control("homematicip", "press", {"device": button, "channel": 1, "event": "KEY_PRESS_SHORT"})
        await house.until_state(lamp, state)
        assert await dimmed(house) is (state == "on")
    automation = await house.home.get("/api/states/automation.wall_button_in_the_kitchen")
    assert automation["attributes"]["last_triggered"]


async def test_another_key_of_the_same_button_does_nothing(house: House) -> None:
    devices = (await house.held_by("homematicip"))["devices"].values()
    button = next(device["id"] for device in devices if device["label"] == BUTTON)
    lit = await dimmed(house)
    [other] = [
        member.entity_id
        for member in await house.entities("homematicip")
        if member.entity_id.endswith("wandtaster_kuche_button_2")
    ]
    before = await house.home.state(other)
    await house.control("homematicip", "press", {"device": button, "channel": 2, "event": "KEY_PRESS_SHORT"})

    async def pressed() -> bool:
        return await house.home.state(other) != before

    await house.until("the press is heard", pressed)
    assert await dimmed(house) is lit


async def test_the_blueprints_are_offered_without_a_fault(house: House) -> None:
    async with house.websocket() as socket:
        offered = await socket.ask("blueprint/list", domain="automation")
    ours = {path: found for path, found in offered.items() if path.startswith("multihub/")}
    assert len(ours) == 4
    assert [path for path, found in ours.items() if "error" in found] == []


async def test_a_blueprint_lets_a_homematicip_button_switch_an_openmotics_light(house: House) -> None:
    """Filled in by Home Assistant's own page of automations."""
    devices = (await house.held_by("homematicip"))["devices"].values()
    button = next(device["id"] for device in devices if device["label"] == BUTTON)
    [key] = [
        member.entity_id
        for member in await house.entities("homematicip")
        if member.entity_id.endswith("wandtaster_kuche_button_2")
    ]
    light = await house.first("light", "openmotics")
    inputs = {"button": key, "lights": {"entity_id": light}}
    await house.home.post(
        "/api/config/automation/config/from_a_blueprint",
        {"alias": "From a blueprint", "use_blueprint": {"path": "multihub/wall_button.yaml", "input": inputs}},
    )

    async def ready() -> bool:
        return "automation.from_a_blueprint" in {one["entity_id"] for one in await house.home.get("/api/states")}

    await house.until("the automation is there", ready)
    before = await house.home.state(light)
    after = "off" if before == "on" else "on"
    for state in (after, before):
        await house.control("homematicip", "press", {"device": button, "channel": 2, "event": "KEY_PRESS_SHORT"})
        await house.until_state(light, state)
    gone = await house.home.request("DELETE", "/api/config/automation/config/from_a_blueprint")
    assert gone.status == 200


async def dimmed(house: House) -> bool:
    """Whether the hub itself holds that the lamp is lit."""
    state = await house.held_by("homematicip")
    [channel] = [
        channel
        for device in state["devices"].values()
        for channel in device["functionalChannels"].values()
        if channel.get("label") == LAMP
    ]
    return bool(channel["dimLevel"] > 0)
