"""A call for each platform of each hub, made through Home Assistant and seen at the hub itself."""

from __future__ import annotations

import pytest

from scripts.demo_home import DemoError
from scripts.demo_home.check import Member

from . import HUBS
from .calls import ASKED, CALLS, READ_ONLY, Call
from .house import House


async def possible(house: House, entities: list[Member]) -> tuple[str, Call] | None:
    """The first entity that can be called, and what to call."""
    for member in entities:
        state = await house.home.get(f"/api/states/{member.entity_id}")
        if state["state"] != "unavailable" and (call := CALLS[member.platform](state)):
            return member.entity_id, call
    return None


async def made(house: House, hub: str, entity_id: str, call: Call) -> None:
    """Make a call: the hub is told, and the entity shows that it was done.

    Raises:
        DemoError: it was refused, the hub was told nothing, or nothing came back.

    """
    before = len(await house.said_to(hub))
    await house.home.call(call.action, entity_id=entity_id, **call.data)

    async def told() -> bool:
        return len(await house.said_to(hub)) > before

    async def done() -> bool:
        return call.done(await house.home.get(f"/api/states/{entity_id}"))

    await house.until(f"the hub is told of {call.action} of {entity_id}", told)
    await house.until(f"{entity_id} shows {call.action} {call.data}", done)


@pytest.mark.parametrize("hub", HUBS)
async def test_every_platform_of_a_hub_obeys(house: House, hub: str) -> None:
    entities = await house.entities(hub)
    platforms = {member.platform for member in entities} - READ_ONLY
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
    for platform, call in ASKED.items():
        if platform in firsts:
            path = f"/api/services/{call.action.replace('.', '/')}?return_response"
            answer = await house.home.post(path, {"entity_id": firsts[platform], **call.data})
            assert answer["service_response"][firsts[platform]], platform
