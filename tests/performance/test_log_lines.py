"""How much is written into the log: nothing while all is well."""

from __future__ import annotations

import logging

import pytest
from homeassistant.core import HomeAssistant

from .houses import HOUSES, House, standing, until

ENTITIES, CHANGES = 60, 5


@pytest.mark.parametrize("kind", HOUSES, ids=lambda kind: kind.name)
async def test_a_day_without_trouble_writes_no_line(
    hass: HomeAssistant, kind: type[House], caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    house = kind(ENTITIES)
    async with standing(hass, house) as entry:
        changes = house.changes()
        for _ in range(CHANGES):
            house.tell(next(changes))
        await until(hass, lambda: house.hub.log)
        await entry.runtime_data.async_refresh()
        await hass.config_entries.async_reload(entry.entry_id)
    lines = [
        record.getMessage()
        for record in caplog.records
        if record.name.startswith("custom_components.multihub") and record.levelno >= logging.INFO
    ]
    assert lines == []
