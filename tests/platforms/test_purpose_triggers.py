"""Home Assistant's own triggers and conditions by purpose (2025.12 and later) serve our entities, for they are what they say."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from homeassistant import components
from homeassistant.components.alarm_control_panel import AlarmControlPanelState
from homeassistant.components.event import EventDeviceClass
from homeassistant.components.vacuum import VacuumActivity
from homeassistant.core import HomeAssistant
from homeassistant.setup import async_setup_component
from pytest_homeassistant_custom_component.common import async_capture_events

from custom_components.multihub.model import Device, Event
from tests.helpers import AddEntry, entity_id, set_up
from tests.memory_hub.house import FEATURES
from tests.memory_hub.hub import MemoryHub
from tests.memory_hub.words import DEVICE, limits

BELL = Event(key="bell", name="Bell", event_types=("ring",), device_class=EventDeviceClass.DOORBELL)
HOUSE = {**FEATURES, BELL.key: BELL}


@dataclass(frozen=True, slots=True)
class Case:
    """A trigger, the feature it watches, and what has to become of that."""

    trigger: str
    key: str
    becomes: dict[str, Any] = field(default_factory=dict)
    happens: str | None = None
    options: dict[str, Any] = field(default_factory=dict)
    condition: str | None = None
    """What holds afterwards, where there is one."""


CASES = [
    Case("light.turned_on", "light", {"is_on": True}, condition="light.is_on"),
    Case("switch.turned_on", "switch", {"is_on": True}, condition="switch.is_on"),
    Case("lock.unlocked", "lock", {"is_locked": False}, condition="lock.is_unlocked"),
    Case("window.opened", "window", {"is_on": True}, condition="window.is_open"),
    Case("cover.shutter_closed", "cover", {"is_closed": True, "position": 0}, condition="cover.shutter_is_closed"),
    Case("event.received", "key", happens="long_press", options={"event_type": ["long_press"]}),
    Case("doorbell.rang", "bell", happens="ring"),
    Case("vacuum.started_cleaning", "vacuum", {"activity": VacuumActivity.CLEANING}, condition="vacuum.is_cleaning"),
    Case(
        "alarm_control_panel.armed_away",
        "alarm",
        {"state": AlarmControlPanelState.ARMED_AWAY},
        condition="alarm_control_panel.is_armed_away",
    ),
    Case(
        "climate.target_temperature_changed",
        "climate",
        {"target": limits("climate", "target", 17, 5, 30, 0.5, "°C")},
        options={"threshold": {"type": "any"}},
    ),
]


def knows(case: Case) -> bool:
    """Whether this Home Assistant has the trigger."""
    domain = case.trigger.partition(".")[0]
    return any(Path(folder, domain, "triggers.yaml").exists() for folder in components.__path__)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.trigger)
async def test_it_fires_once_for_what_happens(hass: HomeAssistant, add_entry: AddEntry, case: Case) -> None:
    if not knows(case):
        pytest.skip("this Home Assistant has no such triggers")
    hub = MemoryHub(Device(id=DEVICE, name="Thing", features=(HOUSE[case.key],)))
    await set_up(hass, add_entry, hub)
    await hub.listening.wait()
    target = {"entity_id": entity_id(hass, HOUSE[case.key].platform, f"memory_{DEVICE}_{case.key}")}
    fired = async_capture_events(hass, "it_fired")
    automation = {
        "alias": "Ours",
        "triggers": {"trigger": case.trigger, "target": target, "options": case.options},
        "conditions": [{"condition": case.condition, "target": target}] if case.condition else [],
        "actions": {"event": "it_fired"},
    }
    assert await async_setup_component(hass, "automation", {"automation": automation})
    await hass.async_block_till_done()
    made = hass.states.get("automation.ours")
    assert made
    assert made.state == "on"
    assert fired == []
    if case.happens:
        assert hub.sink
        hub.sink.event(DEVICE, case.key, case.happens, {})
    else:
        hub.become(DEVICE, case.key, **case.becomes)
    await hass.async_block_till_done()
    assert len(fired) == 1
