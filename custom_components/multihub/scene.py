"""Scenes."""

from __future__ import annotations

from typing import Any

from homeassistant.components.scene import Scene as SceneEntity
from homeassistant.const import Platform
from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from .coordinator import MultihubConfigEntry
from .entity import HubEntity, setup_platform
from .model import Scene

PARALLEL_UPDATES = 0


async def async_setup_entry(
    hass: HomeAssistant, entry: MultihubConfigEntry, async_add_entities: AddConfigEntryEntitiesCallback
) -> None:
    """Make the scenes of one hub."""
    setup_platform(entry, Platform.SCENE, HubScene, async_add_entities)


class HubScene(HubEntity[Scene], SceneEntity):
    """A scene of the hub."""

    async def async_activate(self, **kwargs: Any) -> None:
        """Let the hub bring it about."""
        await self._send(self.feature.activate)
