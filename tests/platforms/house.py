"""One thing of the house at a time: set up, read, commanded."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from homeassistant.core import HomeAssistant, State

from custom_components.multihub.model import Choice, Device, Range
from tests.helpers import AddEntry, entity_id, set_up, state
from tests.memory_hub.house import FEATURES
from tests.memory_hub.hub import MemoryHub
from tests.memory_hub.words import DEVICE


class Thing:
    """One entity of the house, and what the hub has of it."""

    def __init__(self, hass: HomeAssistant, hub: MemoryHub, key: str) -> None:
        self.hass = hass
        self.hub = hub
        self.key = key
        self.platform = FEATURES[key].platform

    @property
    def entity_id(self) -> str:
        return entity_id(self.hass, self.platform, f"memory_{DEVICE}_{self.key}")

    @property
    def state(self) -> State:
        return state(self.hass, self.platform, f"memory_{DEVICE}_{self.key}")

    @property
    def feature(self) -> Any:
        return self.hub.feature(DEVICE, self.key)

    async def become(self, **fields: Any) -> None:
        """Let the hub push a change."""
        await self.hub.listening.wait()
        self.hub.become(DEVICE, self.key, **fields)
        await self.hass.async_block_till_done()

    async def call(self, service: str, /, **data: Any) -> Any:
        """Call a service of its domain; gives the response where there is one."""
        return await self.hass.services.async_call(
            self.platform, service, {"entity_id": self.entity_id, **data}, blocking=True
        )


async def put_up(hass: HomeAssistant, add_entry: AddEntry, key: str, **changes: Any) -> Thing:
    """Set up a hub with one feature of the house alone, changed as the test wants it."""
    feature = replace(FEATURES[key], **changes)
    hub = MemoryHub(Device(id=DEVICE, name="Thing", features=(feature,)))
    await set_up(hass, add_entry, hub)
    await hub.listening.wait()
    return Thing(hass, hub, key)


def plain(value: Any) -> Any:
    """The value of a choice or range, as tests like to write it."""
    return value.value if isinstance(value, Choice | Range) else value


def shown(state: State, wanted: Mapping[str, Any]) -> dict[str, Any]:
    """Of a state, what a test wants to know: ``state`` itself, or attributes."""
    return {name: state.state if name == "state" else state.attributes.get(name) for name in wanted}
