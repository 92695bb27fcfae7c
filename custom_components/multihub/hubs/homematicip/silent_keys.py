"""Keys that never fired: the app hands on only the keys that it uses, and a repair hint says so."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import timedelta
from typing import Any, Final

from homeassistant.components.event import EventDeviceClass
from homeassistant.config_entries import ConfigEntry
from homeassistant.const import STATE_UNKNOWN, Platform
from homeassistant.core import HomeAssistant
from homeassistant.helpers import entity_registry as er, issue_registry as ir
from homeassistant.util import dt as dt_util

from ...const import CONF_HUB_ID, DOMAIN
from ...model import Device, Event

PATIENCE: Final = timedelta(days=7)
"""How long after the entry was made a key may be silent without a word."""

NAMED: Final = 5
"""How many devices the hint names."""


class SilentKeys:
    """The hint for one entry; it goes away when every device with keys has fired once, or is gone."""

    def __init__(self, hass: HomeAssistant, entry: ConfigEntry[Any]) -> None:
        """Say nothing yet."""
        self._hass = hass
        self._entry = entry
        self._issue = f"silent_keys_{entry.entry_id}"

    def check(self, devices: Iterable[Device]) -> None:
        """Look at the keys of these devices: all there are."""
        if dt_util.utcnow() - self._entry.created_at < PATIENCE:
            return
        silent = sorted(device.name for device in devices if self._is_silent(device))
        if not silent:
            self.close()
            return
        more = ["…"] if len(silent) > NAMED else []
        ir.async_create_issue(
            self._hass,
            DOMAIN,
            self._issue,
            is_fixable=False,
            severity=ir.IssueSeverity.WARNING,
            translation_key="silent_keys",
            translation_placeholders={"hub": self._entry.title, "devices": ", ".join(silent[:NAMED] + more)},
        )

    def close(self) -> None:
        """Take the hint away."""
        ir.async_delete_issue(self._hass, DOMAIN, self._issue)

    def _is_silent(self, device: Device) -> bool:
        """Whether the device has keys that a person uses in Home Assistant, and none of them ever fired."""
        states = list(self._states(device))
        return bool(states) and all(state == STATE_UNKNOWN for state in states)

    def _states(self, device: Device) -> Iterator[str]:
        registry = er.async_get(self._hass)
        for feature in device.features:
            if isinstance(feature, Event) and feature.device_class is EventDeviceClass.BUTTON:
                unique_id = f"{self._entry.data[CONF_HUB_ID]}_{device.id}_{feature.key}"
                entity_id = registry.async_get_entity_id(Platform.EVENT, DOMAIN, unique_id)
                if entity_id and (state := self._hass.states.get(entity_id)):
                    yield state.state
