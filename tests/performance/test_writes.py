"""One changed value is one state write, whatever the hub and the way; what is not changed is none."""

from __future__ import annotations

import pytest
from homeassistant.core import HomeAssistant

from tests.helpers import writes

from .houses import HOUSES, House, OpenMoticsLegacyHouse, standing, until

ENTITIES = 60
CHANGES = 12

VALUES = {OpenMoticsLegacyHouse: 2}
"""How many values one change is, where it is more than one: power and current."""


@pytest.mark.parametrize("kind", HOUSES, ids=lambda kind: kind.name)
async def test_a_changed_value_is_one_write_and_the_same_again_is_none(hass: HomeAssistant, kind: type[House]) -> None:
    house = kind(ENTITIES)
    values = VALUES.get(kind, 1)
    async with standing(hass, house):
        changes = house.changes()
        written = writes(hass)
        for number in range(CHANGES):
            change = next(changes)
            house.tell(change)
            await until(hass, lambda: len(written) >= (number + 1) * values)  # noqa: B023
            house.repeat(change)
        house.tell(next(changes))
        await until(hass, lambda: len(written) > CHANGES * values)
        await hass.async_block_till_done(wait_background_tasks=False)
        assert len(written) == (CHANGES + 1) * values, written


@pytest.mark.parametrize("kind", HOUSES, ids=lambda kind: kind.name)
async def test_a_snapshot_without_a_change_writes_nothing(hass: HomeAssistant, kind: type[House]) -> None:
    async with standing(hass, kind(ENTITIES)) as entry:
        written = writes(hass)
        await entry.runtime_data.async_refresh()
        await hass.async_block_till_done(wait_background_tasks=False)
        assert [entity for entity in written if not entity.endswith(("response_time", "last_message"))] == []
