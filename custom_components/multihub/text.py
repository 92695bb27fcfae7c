"""Texts."""

from __future__ import annotations

from homeassistant.components.text import TextEntity, TextMode
from homeassistant.const import MAX_LENGTH_STATE_STATE, Platform
from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from .coordinator import MultihubConfigEntry
from .entity import HubEntity, setup_platform
from .model import Text

PARALLEL_UPDATES = 0


async def async_setup_entry(
    hass: HomeAssistant, entry: MultihubConfigEntry, async_add_entities: AddConfigEntryEntitiesCallback
) -> None:
    """Make the texts of one hub."""
    setup_platform(entry, Platform.TEXT, HubText, async_add_entities)


class HubText(HubEntity[Text], TextEntity):
    """A text to set."""

    @property
    def mode(self) -> TextMode:
        """Whether it is hidden while it is typed."""
        return TextMode.PASSWORD if self.feature.is_password else TextMode.TEXT

    @property
    def native_min(self) -> int:
        """The least number of characters."""
        return self.feature.min

    @property
    def native_max(self) -> int:
        """The most characters."""
        return min(self.feature.max, MAX_LENGTH_STATE_STATE)

    @property
    def pattern(self) -> str | None:
        """The regular expression that it has to match."""
        return self.feature.pattern

    @property
    def native_value(self) -> str | None:
        """The text, cut to what Home Assistant can hold; one that is not as it should be is unknown."""
        value = self.feature.value
        if value is None or len(value) < self.native_min:
            return None
        value = value[: self.native_max]
        return None if self.pattern_cmp and not self.pattern_cmp.match(value) else value

    async def async_set_value(self, value: str) -> None:
        """Set it."""
        await self._send(self.feature.set, value)
