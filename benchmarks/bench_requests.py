"""What a set-up costs on the wire: the requests, in a small house and in one ten times as big."""

from __future__ import annotations

import pytest
from homeassistant.core import HomeAssistant
from homeassistant.setup import async_setup_component

from tests.performance.houses import House
from tests.performance.test_requests import BIG, REQUESTS, SMALL, asked_at_set_up

from .table import OURS, Table


@pytest.mark.parametrize("kind", REQUESTS, ids=lambda kind: kind.name)
async def test_requests(hass: HomeAssistant, table: Table, kind: type[House]) -> None:
    """From the first request to the snapshot that follows the push; a Homey's subscriptions to devices apart."""
    assert await async_setup_component(hass, "http", {})
    for entities in (SMALL, BIG):
        asked = await asked_at_set_up(hass, kind(entities))
        name = f"requests at set-up, about {entities} entities: {kind.name}"
        table.add(name, OURS, asked.total(), "", reach=str(REQUESTS[kind]))
        (entry,) = hass.config_entries.async_entries("multihub")
        await hass.config_entries.async_remove(entry.entry_id)
