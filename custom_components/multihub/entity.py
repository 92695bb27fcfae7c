"""One entity of one feature: reads it, sends its commands, and is told when it changes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import IntFlag
from typing import Any

from homeassistant.const import Platform
from homeassistant.core import callback
from homeassistant.exceptions import ServiceValidationError
from homeassistant.helpers.entity import Entity
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback
from homeassistant.helpers.typing import UNDEFINED
from homeassistant.helpers.update_coordinator import CoordinatorEntity

from .compat import put_on
from .const import DOMAIN
from .coordinator import HubCoordinator, MultihubConfigEntry
from .inventory import FeatureId
from .model import Choice, Command, Feature, Range


class HubEntity[FeatureT: Feature](CoordinatorEntity[HubCoordinator]):
    """Renders one feature; the properties of the platform's class read ``self.feature``."""

    _attr_has_entity_name = True

    feature: FeatureT

    def __init__(self, coordinator: HubCoordinator, feature_id: FeatureId) -> None:
        """Render the feature that the coordinator knows by this id."""
        super().__init__(coordinator, context=feature_id)
        feature: FeatureT = coordinator.inventory.features[feature_id]  # type: ignore[assignment]
        self.feature = feature
        self._attr_unique_id = coordinator.registry.unique_id(feature_id)
        put_on(self, coordinator.registry.entry(feature_id[0]))
        if feature.name is not UNDEFINED:
            self._attr_name = feature.name
        if feature.translation_key is not None:
            self._attr_translation_key = feature.translation_key
        if feature.translation_placeholders:
            self._attr_translation_placeholders = feature.translation_placeholders
        if feature.category is not None:
            self._attr_entity_category = feature.category
        if not feature.enabled_by_default:
            self._attr_entity_registry_enabled_default = False

    @property
    def feature_id(self) -> FeatureId:
        """Device id and feature key."""
        return self.coordinator_context  # type: ignore[no-any-return]

    @property
    def available(self) -> bool:
        """Whether the hub delivers and the device can be reached."""
        if not self.feature.needs_connection:
            return True
        if not self.coordinator.connection.health.connected:
            return False
        return self.coordinator.inventory.is_available(self.feature_id[0])

    @property
    def assumed_state(self) -> bool:
        """Whether the state is a guess, since the protocol tells none."""
        return self.feature.assumed_state

    @callback
    def _handle_coordinator_update(self) -> None:
        """Take the feature as it is now and write it; one that is gone is being removed anyway."""
        feature = self.coordinator.inventory.features.get(self.feature_id)
        if feature is None or feature.platform is not self.feature.platform:
            return
        if feature.name != self.feature.name and feature.name is not UNDEFINED:
            self._attr_name = feature.name
        self.feature = feature  # type: ignore[assignment]
        self.async_write_ha_state()

    async def _send(self, command: Command | None, *args: Any, **kwargs: Any) -> Any:
        """Send one of the feature's commands; gives the hub's answer.

        Raises:
            ServiceValidationError: the feature has no such command, or an argument is wrong.
            HomeAssistantError: the hub can't be reached, refuses or fails.

        """
        if command is None:
            raise ServiceValidationError(
                translation_domain=DOMAIN,
                translation_key="not_possible",
                translation_placeholders={"entity": self.entity_id},
            )
        return await self.coordinator.async_command(command, *args, **kwargs)

    async def _choose(self, choice: Choice | None, option: str) -> None:
        """Set one of several options.

        Raises:
            ServiceValidationError: it is not one of them, or there is nothing to choose.
            HomeAssistantError: the hub can't be reached, refuses or fails.

        """
        if choice and choice.set and option not in choice.options:
            raise ServiceValidationError(
                translation_domain=DOMAIN,
                translation_key="no_such_option",
                translation_placeholders={
                    "entity": self.entity_id,
                    "option": option,
                    "options": ", ".join(choice.options),
                },
            )
        await self._send(choice.set if choice else None, option)

    async def _adjust(self, limits: Range | None, value: float) -> None:
        """Set a number; what lies outside by less than half a step (a converted unit) is the limit itself.

        Raises:
            ServiceValidationError: it lies outside of the limits, or there is nothing to set.
            HomeAssistantError: the hub can't be reached, refuses or fails.

        """
        if limits and limits.set:
            margin = limits.step / 2
            if not limits.min - margin <= value <= limits.max + margin:
                raise ServiceValidationError(
                    translation_domain=DOMAIN,
                    translation_key="out_of_range",
                    translation_placeholders={
                        "entity": self.entity_id,
                        "value": str(value),
                        "min": str(limits.min),
                        "max": str(limits.max),
                    },
                )
            value = max(limits.min, min(limits.max, value))
        await self._send(limits.set if limits else None, value)


def supported[FlagT: IntFlag](feature: Feature, features: Mapping[str, FlagT], nothing: FlagT) -> FlagT:
    """What of Home Assistant's features there is: those whose field has a command, or is one."""
    bits = int(nothing)  # whole numbers: adding up flags takes six times as long, with each write of a state
    for name, flag in features.items():
        field = getattr(feature, name)
        if (field.set if isinstance(field, Choice | Range) else field) is not None:
            bits |= int(flag)
    return type(nothing)(bits)


def number(limits: Range | None) -> float | None:
    """The number as it is now."""
    return limits.value if limits else None


def chosen(choice: Choice | None) -> str | None:
    """The option in use."""
    return choice.value if choice else None


def options(choice: Choice | None) -> list[str] | None:
    """The options, ``None`` where there is nothing to choose."""
    return list(choice.options) if choice else None


@callback
def setup_platform(
    entry: MultihubConfigEntry,
    platform: Platform,
    entity: Callable[[HubCoordinator, FeatureId], Entity],
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Make an entity of each feature of this platform, those to come included."""
    coordinator = entry.runtime_data

    @callback
    def add(feature_ids: list[FeatureId]) -> None:
        async_add_entities([entity(coordinator, feature_id) for feature_id in feature_ids])

    coordinator.platforms.ready(platform, add)
