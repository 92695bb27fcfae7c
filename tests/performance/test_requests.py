"""What a set-up costs on the wire: counted, and the same for a small house and a big one."""

from __future__ import annotations

from collections import Counter

import pytest
from homeassistant.core import HomeAssistant

from .houses import (
    HomematicIPConnectHouse,
    HomematicIPHouse,
    HomeSeerAsciiHouse,
    HomeyHouse,
    House,
    OpenMoticsHouse,
    OpenMoticsLegacyHouse,
    settled,
    standing,
)

SMALL, BIG = 40, 400

REQUESTS: dict[type[House], int] = {
    HomematicIPHouse: 4,
    HomematicIPConnectHouse: 7,
    HomeyHouse: 46,
    HomeSeerAsciiHouse: 11,
    OpenMoticsHouse: 45,
    OpenMoticsLegacyHouse: 44,
}
"""What a hub is asked from the first request to the snapshot that follows the push; a Homey is also told each device."""


async def asked_at_set_up(hass: HomeAssistant, house: House) -> Counter[str]:
    """What the hub is asked for when its entry is set up again."""
    async with standing(hass, house) as entry:
        house.hub.log.clear()
        await hass.config_entries.async_reload(entry.entry_id)
        await settled(hass, house, entry)
        return house.asked()


@pytest.mark.parametrize("kind", REQUESTS, ids=lambda kind: kind.name)
async def test_a_big_house_is_asked_for_no_more_than_a_small_one(hass: HomeAssistant, kind: type[House]) -> None:
    small = await asked_at_set_up(hass, kind(SMALL))
    assert small.total() == REQUESTS[kind], small
    entry = hass.config_entries.async_entries("multihub")[0]
    await hass.config_entries.async_remove(entry.entry_id)
    assert await asked_at_set_up(hass, kind(BIG)) == small
