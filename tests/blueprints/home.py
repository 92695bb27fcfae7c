"""A home with one thing in it, and an automation made of one of our blueprints."""

from __future__ import annotations

import shutil
from collections.abc import Awaitable, Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

from freezegun.api import FrozenDateTimeFactory
from homeassistant.core import HomeAssistant, State
from homeassistant.setup import async_setup_component
from pytest_homeassistant_custom_component.common import async_fire_time_changed

from custom_components.multihub.model import Device, Feature
from tests.helpers import AddEntry, entity_id, set_up
from tests.memory_hub.hub import MemoryHub
from tests.memory_hub.words import DEVICE

BLUEPRINTS = Path(__file__).parents[2] / "blueprints"


class Home:
    """What a hub has, what Home Assistant shows of it, and the automation between."""

    def __init__(self, hass: HomeAssistant, hub: MemoryHub, clock: FrozenDateTimeFactory) -> None:
        self.hass = hass
        self.hub = hub
        self.clock = clock

    def entity_id(self, key: str) -> str:
        return entity_id(self.hass, self.hub.feature(DEVICE, key).platform, f"memory_{DEVICE}_{key}")

    def state(self, key: str) -> State:
        state = self.hass.states.get(self.entity_id(key))
        assert state
        return state

    async def automate(self, blueprint: str, **inputs: Any) -> None:
        """Make an automation as a person would: from the blueprint's file, with these inputs."""
        automation = {"alias": "Ours", "use_blueprint": {"path": f"multihub/{blueprint}.yaml", "input": inputs}}
        assert await async_setup_component(self.hass, "automation", {"automation": automation})
        await self.hass.async_block_till_done()
        # one whose blueprint or inputs are wrong is there too, and unavailable
        automation_state = self.hass.states.get("automation.ours")
        assert automation_state
        assert automation_state.state == "on"

    async def happens(self, key: str, event_type: str) -> None:
        """Let the hub tell of an event."""
        self.clock.tick(timedelta(seconds=1))
        assert self.hub.sink
        self.hub.sink.event(DEVICE, key, event_type, {})
        await self.hass.async_block_till_done()

    async def become(self, key: str, **fields: Any) -> None:
        """Let the hub tell of a change."""
        self.clock.tick(timedelta(seconds=1))
        self.hub.become(DEVICE, key, **fields)
        await self.hass.async_block_till_done()

    async def pass_time(self, **duration: float) -> None:
        self.clock.tick(timedelta(**duration))
        async_fire_time_changed(self.hass)
        await self.hass.async_block_till_done()


type MakeHome = Callable[..., Awaitable[Home]]
"""Makes a home of the features that it is given."""


async def home_of(
    hass: HomeAssistant, add_entry: AddEntry, clock: FrozenDateTimeFactory, folder: Path, *things: Feature
) -> Home:
    """Set up a hub with these features, in a configuration folder that has the blueprints."""
    shutil.copytree(BLUEPRINTS, folder / "blueprints")
    hass.config.config_dir = str(folder)
    for always_there in ("homeassistant", "scene"):
        assert await async_setup_component(hass, always_there, {})
    hub = MemoryHub(Device(id=DEVICE, name="Thing", features=things))
    await set_up(hass, add_entry, hub)
    await hub.listening.wait()
    return Home(hass, hub, clock)
