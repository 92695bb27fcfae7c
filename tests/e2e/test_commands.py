"""A call for each platform of each hub, made through Home Assistant and seen at the hub itself."""

from __future__ import annotations

import pytest

from scripts.demo_home import DemoError
from scripts.demo_home.check import Member

from . import HUBS
from .calls import ASKED, CALLS, DEEDS, PRESSED, READ_ONLY, Call, Deed
from .house import House


async def possible(house: House, entities: list[Member]) -> tuple[str, Call] | None:
    """The first entity that can be called, and what to call."""
    for member in entities:
        state = await house.home.get(f"/api/states/{member.entity_id}")
        if state["state"] != "unavailable" and (call := CALLS[member.platform](state)):
            return member.entity_id, call
    return None


async def made(house: House, hub: str, entity_id: str, call: Call) -> None:
    """Make a call: the hub holds something else, and the entity shows that it was done.

    Raises:
        DemoError: it was refused, the hub did nothing, or nothing came back.

    """
    before = await house.held_by(hub)
    await house.home.call(call.action, entity_id=entity_id, **call.data)

    async def obeyed() -> bool:
        return bool(await house.held_by(hub) != before)

    async def done() -> bool:
        return call.done(await house.home.get(f"/api/states/{entity_id}"))

    await house.until(f"the hub itself does {call.action} of {entity_id}", obeyed)
    await house.until(f"{entity_id} shows {call.action} {call.data}", done)


@pytest.mark.parametrize("hub", HUBS)
async def test_every_platform_of_a_hub_obeys(house: House, hub: str) -> None:
    entities = await house.entities(hub)
    platforms = {member.platform for member in entities} - READ_ONLY - set(PRESSED)
    assert platforms
    assert platforms <= set(CALLS)
    failures, uncallable = [], []
    for platform in sorted(platforms):
        found = await possible(house, [member for member in entities if member.platform == platform])
        if found is None:
            uncallable.append(platform)
            continue
        try:
            await made(house, hub, *found)
        except DemoError as err:
            failures.append(str(err))
    assert failures == []
    assert uncallable == []


@pytest.mark.parametrize("hub", HUBS)
async def test_a_button_and_a_scene_are_told_to_the_hub_in_its_own_words(house: House, hub: str) -> None:
    entities = [member for member in await house.entities(hub) if member.platform in PRESSED]
    assert {member.platform for member in entities} == set(DEEDS[hub])
    for platform, deed in DEEDS[hub].items():
        [one] = [m.entity_id for m in entities if m.platform == platform and m.entity_id.endswith(deed.entity)]
        before = len(await house.said_to(hub))
        await house.home.call(PRESSED[platform], entity_id=one)

        async def told(before: int = before, deed: Deed = deed) -> bool:
            said = (await house.said_to(hub))[before:]
            return any(s["what"] == deed.word and deed.arguments.items() <= (s["body"] or {}).items() for s in said)

        await house.until(f"the hub is told {deed.word} for {one}", told)


@pytest.mark.parametrize("hub", HUBS)
async def test_what_can_only_be_read_answers_and_is_read_again_when_asked(house: House, hub: str) -> None:
    """Each platform's own action where it has one that answers, and that of all: ``homeassistant.update_entity``."""
    readable = [m for m in await house.entities(hub) if m.platform in READ_ONLY and m.state != "unavailable"]
    firsts = {member.platform: member.entity_id for member in reversed(readable)}
    assert {"binary_sensor", "sensor"} <= set(firsts)
    before = len(await house.said_to(hub))
    await house.home.call("homeassistant.update_entity", entity_id=list(firsts.values()))

    async def asked() -> bool:
        return len(await house.said_to(hub)) > before

    await house.until(f"{hub} is asked again", asked)
    for entity_id in firsts.values():
        assert await house.home.state(entity_id) != "unavailable"
    for platform, (action, data) in ASKED.items():
        if platform in firsts:
            path = f"/api/services/{action.replace('.', '/')}?return_response"
            answer = await house.home.post(path, {"entity_id": firsts[platform], **data})
            assert answer["service_response"][firsts[platform]], platform
