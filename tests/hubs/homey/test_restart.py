"""A Homey that restarts: two minutes away, its apps later still, and everything is back by itself."""

from __future__ import annotations

import pytest
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError

from tests.helpers import entity_id, writes
from virtual_hubs.homey import VirtualHomey

from .conftest import AddHomey, Clock, state_of, unique


async def test_two_minutes_away_cost_a_loss_and_a_return_and_push_is_back_within_seconds(
    hass: HomeAssistant, homey: VirtualHomey, add_homey: AddHomey, clock: Clock
) -> None:
    entry = await add_homey(homey)
    health = entry.runtime_data.connection.health
    lamp = entity_id(hass, "light", unique(homey, "Ceiling light", "light"))
    sensor = entity_id(hass, "sensor", unique(homey, "Coffee socket", "measure_power"))
    await clock.advance(5)
    written = writes(hass)

    began = clock.passed
    await homey.shut_down()
    await clock.advance(20)
    assert state_of(hass, homey, "light", "Ceiling light", "light").state == "on", "a short absence is not seen"
    await clock.until(lambda: not health.connected, seconds=20)
    assert state_of(hass, homey, "light", "Ceiling light", "light").state == "unavailable"
    with pytest.raises(HomeAssistantError) as raised:
        await hass.services.async_call("multihub", "start_flow", {"flow": "Good night"}, blocking=True)
    assert raised.value.translation_key == "cannot_connect"
    await clock.advance(120 - (clock.passed - began))
    assert not health.connected

    homey.start_up()
    took = await clock.until(lambda: health.way == "websocket" and health.connected, seconds=60)
    assert took <= 10, f"push is back after {took} seconds"
    assert state_of(hass, homey, "light", "Ceiling light", "light").state == "unavailable", "its app has not started"
    homey.apps_ready()
    await clock.until(lambda: state_of(hass, homey, "light", "Ceiling light", "light").state == "on", seconds=10)
    homey.set_value("Coffee socket", "measure_power", 77)
    await clock.until(lambda: hass.states.get(sensor).state == "77", seconds=10)  # type: ignore[union-attr]
    assert written.count(lamp) <= 3, "lost, still away after the return, back"
