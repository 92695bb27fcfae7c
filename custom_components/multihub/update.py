"""Firmware."""

from __future__ import annotations

from typing import Any

from homeassistant.components.update import UpdateDeviceClass, UpdateEntity, UpdateEntityFeature
from homeassistant.const import Platform
from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from .coordinator import MultihubConfigEntry
from .entity import HubEntity, setup_platform, supported
from .model import Update

PARALLEL_UPDATES = 0

_FEATURES = {"install": UpdateEntityFeature.INSTALL}


async def async_setup_entry(
    hass: HomeAssistant, entry: MultihubConfigEntry, async_add_entities: AddConfigEntryEntitiesCallback
) -> None:
    """Make the update entities of one hub."""
    setup_platform(entry, Platform.UPDATE, HubUpdate, async_add_entities)


class HubUpdate(HubEntity[Update], UpdateEntity):
    """The firmware of a device, or of the hub."""

    _attr_device_class = UpdateDeviceClass.FIRMWARE

    @property
    def supported_features(self) -> UpdateEntityFeature:
        """Whether it can be installed from here; its progress is the hub's to tell in any case."""
        return supported(self.feature, _FEATURES, UpdateEntityFeature.PROGRESS)

    @property
    def installed_version(self) -> str | None:
        """What runs."""
        return self.feature.installed

    @property
    def latest_version(self) -> str | None:
        """What could run."""
        return self.feature.latest

    @property
    def in_progress(self) -> bool:
        """Whether it is being installed."""
        return self.feature.in_progress

    @property
    def update_percentage(self) -> int | None:
        """How much of it is done, in %."""
        return self.feature.percentage

    @property
    def title(self) -> str | None:
        """Its name."""
        return self.feature.title

    @property
    def release_url(self) -> str | None:
        """Where its maker tells of it."""
        return self.feature.release_url

    async def async_install(self, version: str | None, backup: bool, **kwargs: Any) -> None:
        """Install it."""
        await self._send(self.feature.install)
