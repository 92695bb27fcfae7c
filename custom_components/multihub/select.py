"""Selects."""

from __future__ import annotations

from homeassistant.components.select import SelectEntity
from homeassistant.const import Platform
from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from .coordinator import MultihubConfigEntry
from .entity import HubEntity, setup_platform
from .model import Select

PARALLEL_UPDATES = 0


async def async_setup_entry(
    hass: HomeAssistant, entry: MultihubConfigEntry, async_add_entities: AddConfigEntryEntitiesCallback
) -> None:
    """Make the selects of one hub."""
    setup_platform(entry, Platform.SELECT, HubSelect, async_add_entities)


class HubSelect(HubEntity[Select], SelectEntity):
    """One of several options to set."""

    @property
    def options(self) -> list[str]:
        """The options."""
        return list(self.feature.choice.options)

    @property
    def current_option(self) -> str | None:
        """The option in use."""
        return self.feature.choice.value

    async def async_select_option(self, option: str) -> None:
        """Choose an option."""
        await self._choose(self.feature.choice, option)
