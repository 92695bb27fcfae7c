"""Home Assistant's own ``homematicip_cloud`` is a second referee of the virtual HomematicIP."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import pytest
from homeassistant.const import STATE_UNAVAILABLE
from homeassistant.core import Event, EventStateChangedData, HomeAssistant, callback
from homeassistant.helpers import device_registry as dr
from homeassistant.helpers.event import async_track_state_change_event

from tests.referees import recorded_home
from virtual_hubs.homematicip import VirtualHomematicIP

from .home_assistants_own import entities_by_platform, own_integration

RECORDED = {
    "binary_sensor": 186, "sensor": 171, "event": 60, "switch": 56, "light": 43, "cover": 15, "climate": 5,
    "weather": 4, "lock": 4, "button": 2, "alarm_control_panel": 1, "fan": 1, "siren": 1, "valve": 1,
}  # fmt: skip
"""What it makes of the recorded home, 2026.10 and 2026.11 alike."""


@pytest.fixture
async def cloud(request: pytest.FixtureRequest) -> AsyncIterator[VirtualHomematicIP]:
    hub = VirtualHomematicIP(house=recorded_home() if getattr(request, "param", None) == "recorded" else None)
    await hub.start()
    yield hub
    await hub.stop()


async def test_it_finds_our_house_alive(hass: HomeAssistant, cloud: VirtualHomematicIP) -> None:
    async with own_integration(hass, cloud):
        dead = {state.entity_id for state in hass.states.async_all() if state.state == STATE_UNAVAILABLE}
        assert dead and all("wettersensor_pool" in entity_id for entity_id in dead)
        assert entities_by_platform(hass).total() > 280


async def test_it_switches_and_hears_of_it(hass: HomeAssistant, cloud: VirtualHomematicIP) -> None:
    lamp, off = "switch.nachtlicht_emma", asyncio.Event()
    async with own_integration(hass, cloud):
        assert hass.states.get(lamp).state == "on"
        await cloud.until(lambda: len(cloud.sockets) == 1)

        @callback
        def look(event: Event[EventStateChangedData]) -> None:
            if event.data["new_state"] is not None and event.data["new_state"].state == "off":
                off.set()

        unsubscribe = async_track_state_change_event(hass, lamp, look)
        await hass.services.async_call("switch", "turn_off", {"entity_id": lamp}, blocking=True)
        assert cloud.count("http", "device/control/setSwitchState") == 1
        async with asyncio.timeout(10):
            await off.wait()
        unsubscribe()


@pytest.mark.parametrize("cloud", ["recorded"], indirect=True)
async def test_it_makes_of_the_recorded_home_what_it_always_made(
    hass: HomeAssistant, cloud: VirtualHomematicIP
) -> None:
    async with own_integration(hass, cloud) as entry:
        assert entities_by_platform(hass) == RECORDED
        devices = dr.async_entries_for_config_entry(dr.async_get(hass), entry.entry_id)
        assert len(devices) >= 158
