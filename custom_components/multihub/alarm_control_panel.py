"""Alarm control panels."""

from __future__ import annotations

from homeassistant.components.alarm_control_panel import (
    AlarmControlPanelEntity,
    AlarmControlPanelEntityFeature,
    AlarmControlPanelState,
    CodeFormat,
)
from homeassistant.const import Platform
from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from .coordinator import MultihubConfigEntry
from .entity import HubEntity, setup_platform, supported
from .model import AlarmControlPanel

PARALLEL_UPDATES = 0

_FEATURES = {
    "arm_home": AlarmControlPanelEntityFeature.ARM_HOME,
    "arm_away": AlarmControlPanelEntityFeature.ARM_AWAY,
    "arm_night": AlarmControlPanelEntityFeature.ARM_NIGHT,
    "arm_vacation": AlarmControlPanelEntityFeature.ARM_VACATION,
    "arm_custom_bypass": AlarmControlPanelEntityFeature.ARM_CUSTOM_BYPASS,
    "trigger": AlarmControlPanelEntityFeature.TRIGGER,
}


async def async_setup_entry(
    hass: HomeAssistant, entry: MultihubConfigEntry, async_add_entities: AddConfigEntryEntitiesCallback
) -> None:
    """Make the alarm control panels of one hub."""
    setup_platform(entry, Platform.ALARM_CONTROL_PANEL, HubAlarmControlPanel, async_add_entities)


class HubAlarmControlPanel(HubEntity[AlarmControlPanel], AlarmControlPanelEntity):
    """An alarm panel."""

    @property
    def supported_features(self) -> AlarmControlPanelEntityFeature:
        """What there are commands for."""
        return supported(self.feature, _FEATURES, AlarmControlPanelEntityFeature(0))

    @property
    def alarm_state(self) -> AlarmControlPanelState | None:
        """Armed, disarmed, triggered or on the way to it."""
        return self.feature.state

    @property
    def changed_by(self) -> str | None:
        """Who armed or disarmed it."""
        return self.feature.changed_by

    @property
    def code_format(self) -> CodeFormat | None:
        """The form of the code that a person types."""
        return self.feature.code_format

    @property
    def code_arm_required(self) -> bool:
        """Whether arming takes the code, too."""
        return self.feature.code_arm_required

    async def async_alarm_disarm(self, code: str | None = None) -> None:
        """Disarm it."""
        await self._send(self.feature.disarm, code=code)

    async def async_alarm_arm_home(self, code: str | None = None) -> None:
        """Arm the outside while somebody is in."""
        await self._send(self.feature.arm_home, code=code)

    async def async_alarm_arm_away(self, code: str | None = None) -> None:
        """Arm all of it."""
        await self._send(self.feature.arm_away, code=code)

    async def async_alarm_arm_night(self, code: str | None = None) -> None:
        """Arm it for the night."""
        await self._send(self.feature.arm_night, code=code)

    async def async_alarm_arm_vacation(self, code: str | None = None) -> None:
        """Arm it for a long absence."""
        await self._send(self.feature.arm_vacation, code=code)

    async def async_alarm_arm_custom_bypass(self, code: str | None = None) -> None:
        """Arm it in spite of what is open."""
        await self._send(self.feature.arm_custom_bypass, code=code)

    async def async_alarm_trigger(self, code: str | None = None) -> None:
        """Set it off."""
        await self._send(self.feature.trigger, code=code)
