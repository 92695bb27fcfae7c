"""A hub goes and comes back, by every way to it: what that costs in states and in log lines."""

from __future__ import annotations

from collections import Counter

import pytest
from homeassistant.core import HomeAssistant
from homeassistant.helpers import entity_registry as er

from tests.helpers import writes

from .clock import Clock
from .home import Home
from .watching import lines

OF_THE_CONNECTION = ("connection", "way", "reconnects", "last_message", "response")
"""Keys of what the hub's own device tells of how it is reached: it has more to tell than there and not there."""


async def lose_and_return(
    hass: HomeAssistant, home: Home, clock: Clock, caplog: pytest.LogCaptureFixture
) -> tuple[Counter[str], list[str]]:
    """A loss and a return; gives the writes of each entity of the house, and the log lines."""
    registry = er.async_get(hass)
    written = writes(hass)
    caplog.clear()
    for proxy in home.every_proxy:
        await proxy.begin("refuse")
    await clock.until(lambda: home.shown == "unavailable", f"{home.name} is lost")
    for proxy in home.every_proxy:
        await proxy.end()
    await clock.until(lambda: home.right, f"{home.name} is right again")
    hub = f"{home.entry.data['hub_id']}_"
    apart = {
        entity.entity_id
        for entity in er.async_entries_for_config_entry(registry, home.entry.entry_id)
        if entity.unique_id.startswith(hub) and entity.unique_id.endswith(tuple(f"_{key}" for key in OF_THE_CONNECTION))
    }
    counted = Counter(dict.fromkeys(set(hass.states.async_entity_ids()) - apart, 0))
    counted.update(entity for entity in written if entity not in apart)
    return counted, lines(caplog)
