"""The entity platforms of one entry: forwarded when their first feature comes, handed each new one."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from homeassistant.const import Platform
from homeassistant.core import HomeAssistant, callback

from .inventory import FeatureId, Inventory

if TYPE_CHECKING:
    from .coordinator import MultihubConfigEntry

type AddFeatures = Callable[[list[FeatureId]], None]


class Platforms:
    """Which platforms an entry has, and how each makes its entities."""

    def __init__(self, hass: HomeAssistant, entry: MultihubConfigEntry, inventory: Inventory) -> None:
        """Have no platform yet."""
        self._hass = hass
        self._entry = entry
        self._inventory = inventory
        self._add: dict[Platform, AddFeatures] = {}
        self._forwarding = asyncio.Lock()
        self.forwarded: set[Platform] = set()
        """The platforms that Home Assistant has been asked for."""

    async def forward(self, platforms: Iterable[Platform]) -> None:
        """Ask Home Assistant for those of these platforms that the entry does not have."""
        async with self._forwarding:
            if new := [platform for platform in sorted(platforms) if platform not in self.forwarded]:
                self.forwarded.update(new)
                await self._hass.config_entries.async_forward_entry_setups(self._entry, new)

    @callback
    def ready(self, platform: Platform, add: AddFeatures) -> None:
        """Let a platform make the entities of its features: those that are there, and those to come."""
        self._add[platform] = add
        add([fid for fid, feature in self._inventory.features.items() if feature.platform is platform])

    @callback
    def make_entities(self, feature_ids: Iterable[FeatureId]) -> None:
        """Hand new features to their platforms in one batch; forward the platforms that are new."""
        by_platform: dict[Platform, list[FeatureId]] = {}
        for feature_id in feature_ids:
            by_platform.setdefault(self._inventory.features[feature_id].platform, []).append(feature_id)
        for platform, of_platform in by_platform.items():
            if add := self._add.get(platform):
                add(of_platform)
        if missing := by_platform.keys() - self.forwarded:
            self._entry.async_create_task(self._hass, self.forward(missing))
