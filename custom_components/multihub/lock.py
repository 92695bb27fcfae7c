"""Locks."""

from __future__ import annotations

from typing import Any

from homeassistant.components.lock import LockEntity, LockEntityFeature
from homeassistant.const import ATTR_CODE, Platform
from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from .coordinator import MultihubConfigEntry
from .entity import HubEntity, setup_platform
from .model import Lock

PARALLEL_UPDATES = 0


async def async_setup_entry(
    hass: HomeAssistant, entry: MultihubConfigEntry, async_add_entities: AddConfigEntryEntitiesCallback
) -> None:
    """Make the locks of one hub."""
    setup_platform(entry, Platform.LOCK, HubLock, async_add_entities)


class HubLock(HubEntity[Lock], LockEntity):
    """A lock."""

    @property
    def supported_features(self) -> LockEntityFeature:
        """Whether it can open the door too."""
        return LockEntityFeature.OPEN if self.feature.open else LockEntityFeature(0)

    @property
    def code_format(self) -> str | None:
        """The form of the code that a person types."""
        return self.feature.code_format

    @property
    def is_locked(self) -> bool | None:
        """Whether it is locked."""
        return self.feature.is_locked

    @property
    def is_locking(self) -> bool:
        """Whether it is about to be locked."""
        return self.feature.is_locking

    @property
    def is_unlocking(self) -> bool:
        """Whether it is about to be unlocked."""
        return self.feature.is_unlocking

    @property
    def is_open(self) -> bool:
        """Whether the latch is pulled."""
        return self.feature.is_open

    @property
    def is_opening(self) -> bool:
        """Whether the latch is about to be pulled."""
        return self.feature.is_opening

    @property
    def is_jammed(self) -> bool:
        """Whether it is stuck."""
        return self.feature.is_jammed

    async def async_lock(self, **kwargs: Any) -> None:
        """Lock the door."""
        await self._send(self.feature.lock, code=kwargs.get(ATTR_CODE))

    async def async_unlock(self, **kwargs: Any) -> None:
        """Unlock the door."""
        await self._send(self.feature.unlock, code=kwargs.get(ATTR_CODE))

    async def async_open(self, **kwargs: Any) -> None:
        """Pull the latch."""
        await self._send(self.feature.open, code=kwargs.get(ATTR_CODE))
