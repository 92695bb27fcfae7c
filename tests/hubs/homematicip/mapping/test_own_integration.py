"""Home Assistant's own integration on the recorded home: what it makes of it, we have at the same place."""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from typing import Any
from unittest.mock import patch

import pytest
from homeassistant.config_entries import ConfigEntryState
from homeassistant.core import HomeAssistant
from homeassistant.helpers import entity_registry as er
from homematicip.async_home import AsyncHome
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.multihub.hubs.homematicip.mapping import House
from tests.referees import recorded_home

from .test_recorded_home import HUB, OWN_INTEGRATION

OUR_WORDS = {
    "acceleration": "moving",
    "alarm": "home_alarm",
    "blind": "cover",
    "cloud_connection": "home_connected",
    "color_light": "light",
    "combination_signalling_light": "signal_light",
    "dimmer": "light",
    "esi_iec_energy_high": "energy_one",
    "esi_iec_energy_input": "energy_three",
    "esi_iec_energy_low": "energy_two",
    "esi_iec_power": "power",
    "ftb_valve_position": "valve_position",
    "garage_button": "impulse",
    "garage_door": "cover",
    "lock_opener_button": "open_door",
    "mains_failure": "mains",
    "notification_light": "signal_light",
    "optical_signal_light": "signal_light",
    "passage_counter": "passages_balance",
    "rain": "raining",
    "security": "safety",
    "security_zone": "safety",
    "shutter": "cover",
    "shutter_contact": "contact",
    "slats": "cover",
    "smoke_alarm_counter": "smoke_alarms",
    "smoke_test_counter": "smoke_tests",
    "temperature_external_ch1": "temperature_one",
    "temperature_external_ch2": "temperature_two",
    "temperature_external_delta": "temperature_difference",
    "tilt_angle": "angle",
    "tilt_state": "tilt",
    "tilt_vibration": "moving",
    "today_rain": "rain_today",
    "ventilation": "fan",
    "water": "moisture",
    "watering": "valve",
    "window_state": "handle",
}
"""The own integration's word for a feature: our key, where it is another."""

RADIATORS = {"HmIP-eTRV-C", "HmIP-eTRV-E", "HmIP-eTRV-3", "HmIP-eTRV-F", "HMIP-eTRV", "HmIP-eTRV-2 I9F", "HmIP-eTRV-CL"}

NOT_OURS = {
    ("HmIPW-WTH", "absolute_humidity"): "the device does not tell it: theirs stays unknown",
    ("HmIP-STV", "angle"): "the device does not tell it: theirs stays unknown",
    ("HmIP-STV", "tilt"): "the device does not tell it: theirs stays unknown",
    ("HmIPW-SPI", "battery"): "a wired device without a battery: theirs is always full",
    ("HmIP-FCI6", "contact"): "five of the six are used as keys and tell no contact: ours are events",
    **{(model, "temperature"): "ours is called the temperature at the valve" for model in RADIATORS},
}
"""Model and our word: why we have fewer of these than they. Stands in docs/homematicip.md too."""


@pytest.mark.skipif(
    sys.version_info < (3, 14), reason="the own integration of 2025.4 wants the library's first version"
)
async def test_what_the_own_integration_makes_of_the_recorded_home_we_have_at_the_same_place(
    hass: HomeAssistant,
) -> None:
    state = json.loads(recorded_home().read_text(encoding="utf-8"))

    async def get_hap(self: Any, *_: Any) -> AsyncHome:
        home = AsyncHome()
        home.name, home.label, home.modelType = "", "Home", "HomematicIP Cloud Home"
        home.update_home(state)
        return home

    entry = MockConfigEntry(
        domain="homematicip_cloud",
        version=2,
        unique_id=HUB,
        data={"hapid": HUB, "authtoken": "token", "name": ""},
    )
    entry.add_to_hass(hass)
    with (
        patch("homeassistant.components.homematicip_cloud.hap.HomematicipHAP.get_hap", get_hap),
        patch("homeassistant.requirements.async_process_requirements"),
    ):
        await hass.config_entries.async_setup(entry.entry_id)
        await hass.async_block_till_done()
    assert entry.state is ConfigEntryState.LOADED
    theirs = er.async_entries_for_config_entry(er.async_get(hass), entry.entry_id)
    counts = Counter(str(one.domain) for one in theirs)
    assert all(counts[platform] >= count for platform, count in OWN_INTEGRATION.items())

    house = House(HUB)
    house.read(state)
    devices = {device.id: device for device in house.devices()}
    ours = Counter(
        (device.id, str(feature.platform), re.sub(r"^(\d+|group|[\w-]{36})_", "", feature.key))
        for device in devices.values()
        for feature in device.features
    )
    wanted = Counter(placed(one.unique_id, str(one.domain), state, set(devices)) for one in theirs)
    fewer = {
        (devices[device_id].model, key)
        for (device_id, platform, key), count in wanted.items()
        if ours[device_id, platform, key] < count
    }
    assert fewer == set(NOT_OURS)


def placed(unique_id: str, platform: str, state: dict[str, Any], ours: set[str]) -> tuple[str, str, str]:
    """Where an entity of the own integration (``{id}_{channel}_{feature}``) is in our house, and our word for it."""
    home, groups = state["home"]["id"], state["groups"]
    owner = max((one for one in (*ours, *groups, home) if unique_id.startswith(one)), key=len)
    feature = re.sub(r"^\d+_", "", unique_id.removeprefix(f"{owner}_"))
    key = OUR_WORDS.get(feature, feature)
    if owner in groups and owner not in ours:
        room = groups[owner]["metaGroupId"]
        return (room if room in ours else HUB, platform, key)
    return (HUB if owner == home else owner, platform, key)
