"""Each of the fourteen ways to a hub, those that are only asked too: a change is one write, a set-up so many requests."""

from __future__ import annotations

from collections import Counter

import pytest
from homeassistant.core import HomeAssistant

from tests.chaos import homematicip, homeseer, homey, openmotics
from tests.chaos.clock import Clock
from tests.chaos.conftest import StartHome, clock, start_home  # noqa: F401  fixtures
from tests.chaos.home import Home
from tests.chaos.test_faults import HOMES
from tests.helpers import entity_id, writes

from .houses import asked

CHANGES = 4
SMALL, BIG = 40, 400

REQUESTS: dict[type[Home], int] = {homematicip.Hcu: 3, homey.Old: 44, homey.Secure: 46}
"""What a hub is asked until push stands, by the ways that test_requests.py has not; a Homey is also told each device."""

KINDS: dict[type[Home], int] = {
    homey.Polled: 19,
    homeseer.Webhook: 8,
    homeseer.Changes: 8,
    homeseer.MyHS: 8,
    openmotics.Cloud: 13,
}
"""How many different things a hub is asked for where asking goes on for ever: how often depends on the time it takes."""

OFTEN = 5
"""Times that one thing may be asked for until the states are there; a small house has more devices."""


def sized(kind: type[Home], entities: int) -> type[Home]:
    """The home with about so many entities."""
    return type(kind.__name__, (kind,), {"entities": entities})


def by_name(kinds: list[type[Home]]) -> list[object]:
    return [pytest.param(kind, id=kind.name.replace(" ", "-")) for kind in kinds]


@pytest.mark.parametrize("kind", by_name(list(HOMES)))
async def test_a_change_is_one_write_and_a_snapshot_without_one_is_none(
    hass: HomeAssistant,
    clock: Clock,  # noqa: F811
    start_home: StartHome,  # noqa: F811
    kind: type[Home],
) -> None:
    home = await start_home(sized(kind, SMALL))
    lamp = entity_id(hass, home.lamp[0], f"{home.entry.data['hub_id']}_{home.lamp[1]}")
    home.switch(not home.is_on)
    await clock.until(lambda: home.right)  # a webhook stands from its first message on
    written = writes(hass)
    for number in range(CHANGES):
        home.switch(not home.is_on)
        await clock.until(lambda: home.right)
        assert written == [lamp] * (number + 1)
    await clock.during(home.entry.runtime_data.async_refresh())
    assert written == [lamp] * CHANGES


async def asked_at_set_up(hass: HomeAssistant, home: Home, clock: Clock) -> Counter[str]:  # noqa: F811
    """What the hub is asked for when its entry is set up again."""
    home.hub.log.clear()
    await clock.during(hass.config_entries.async_reload(home.entry.entry_id))
    if home.pushes:
        await clock.until(lambda: home.right)
    return asked(home.hub)


@pytest.mark.parametrize("kind", by_name([*REQUESTS]))
async def test_a_big_house_is_asked_for_no_more_than_a_small_one(
    hass: HomeAssistant,
    clock: Clock,  # noqa: F811
    start_home: StartHome,  # noqa: F811
    kind: type[Home],
) -> None:
    small = await asked_at_set_up(hass, await start_home(sized(kind, SMALL)), clock)
    assert small.total() == REQUESTS[kind], small
    assert await asked_at_set_up(hass, await start_home(sized(kind, BIG), 2), clock) == small


@pytest.mark.parametrize("kind", by_name([*KINDS]))
async def test_a_big_house_that_is_polled_is_asked_for_nothing_more_than_a_small_one(
    hass: HomeAssistant,
    clock: Clock,  # noqa: F811
    start_home: StartHome,  # noqa: F811
    kind: type[Home],
) -> None:
    small = await asked_at_set_up(hass, await start_home(sized(kind, SMALL)), clock)
    assert len(small) == KINDS[kind], small
    big = await asked_at_set_up(hass, await start_home(sized(kind, BIG), 2), clock)
    assert big.keys() == small.keys()
    assert max(big.values()) <= OFTEN, big
