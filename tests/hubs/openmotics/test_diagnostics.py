"""What a person can give away of a house: that it is the same house when it is played."""

from __future__ import annotations

import json
from collections.abc import Callable
from copy import deepcopy
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from homeassistant.core import HomeAssistant
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.multihub.const import CONF_WAY
from custom_components.multihub.diagnostics import async_get_config_entry_diagnostics
from custom_components.multihub.model import Calendar, Feature
from tests.helpers import until
from virtual_hubs import replay
from virtual_hubs.openmotics import VirtualOpenMotics, doings, thermostats

from .helpers import set_up

WAYS = ("local", "cloud", "legacy")


def faces(entry: MockConfigEntry) -> dict[str, Any]:
    """What a house looks like, without its names and its place: everything else of its features."""

    def face(feature: Feature) -> Feature:
        named = {"items": ()} if isinstance(feature, Calendar) else {}
        return replace(feature, name=None, translation_placeholders={}, **named)

    devices = entry.runtime_data.inventory.devices.values()
    return {
        device.id: (device.parent, device.available, {own.key: face(own) for own in device.features})
        for device in devices
    }


def without_moments(found: dict[str, Any]) -> dict[str, Any]:
    """Without what differs from one run to the next: how the connection is."""
    parent, available, features = found["gateway"]
    changing = ("response", "last_message", "reconnects", "way")
    kept = {key: face for key, face in features.items() if key not in changing}
    return {**found, "gateway": (parent, available, kept)}


@pytest.mark.parametrize("way", WAYS)
async def test_a_downloaded_diagnostics_file_is_the_same_house_again(
    way: str,
    hass: HomeAssistant,
    virtual: VirtualOpenMotics,
    tmp_path: Path,
) -> None:
    virtual.house.rows("get_input_configurations")[5]["name"] = "NOT_IN_USE"
    entry = await set_up(hass, virtual, way)
    told = json.dumps({"data": await async_get_config_entry_diagnostics(hass, entry)}, default=str)
    for private in (
        "Ceiling",
        "Living",
        "OM-DEMO-0001",
        "02:4f:4d",
        "02:4F:4D",
        "Main",
        "Brussels",
        "virtual-password",
    ):
        assert private not in told, private
    before = without_moments(faces(entry))
    assert without_moments(await played_again(hass, entry, told, tmp_path)) == before


async def played_again(hass: HomeAssistant, entry: MockConfigEntry, told: str, folder: Path) -> dict[str, Any]:
    """What a file that was taken of an entry looks like when it is played."""
    await hass.config_entries.async_remove(entry.entry_id)
    file = folder / "diagnostics.json"
    file.write_text(told)
    again = replay.create([str(file)])
    assert isinstance(again, VirtualOpenMotics)
    assert again.way == entry.data[CONF_WAY].removeprefix("openmotics_")
    await again.start()
    try:
        second = await set_up(hass, again, again.way)
        found = faces(second)
        await hass.config_entries.async_remove(second.entry_id)
    finally:
        await again.stop()
    return found


def pushed_by_a_gateway(virtual: VirtualOpenMotics) -> None:
    """Something of every kind that its websocket tells."""
    house = virtual.house
    doings.set_output(house, 8, is_on=True, dimmer=37)
    doings.set_shutter(house, 1, "going_down", 40)
    thermostats.set_thermostat(house, 0, preset="away")
    thermostats.set_thermostat_group(house, 0, mode="cooling")
    doings.set_ventilation_level(house, 1, 2)
    house.measure(512, 731)
    house.press_input(0, on=True)
    doings.set_output(house, 2, is_on=True)


def pushed_by_the_cloud(virtual: VirtualOpenMotics) -> None:
    """What has its state in its message."""
    virtual.house.draw_power(1, 1, 1234)


def pushed_by_older_firmware(virtual: VirtualOpenMotics) -> None:
    """A thermostat of the time before 2.19."""
    thermostats.set_thermostat(virtual.house, 0, preset="party")
    doings.set_output(virtual.house, 2, is_on=True)


@pytest.mark.parametrize(
    ("way", "unknown", "push", "last"),
    [
        ("local", [], pushed_by_a_gateway, "output_2"),
        ("local", ["get_thermostat_group_status"], pushed_by_older_firmware, "output_2"),
        ("legacy", [], pushed_by_the_cloud, "energy_1"),
    ],
)
async def test_a_file_that_is_taken_after_a_push_is_the_house_with_what_was_pushed(
    way: str,
    unknown: list[str],
    push: Callable[[VirtualOpenMotics], None],
    last: str,
    hass: HomeAssistant,
    virtual: VirtualOpenMotics,
    tmp_path: Path,
) -> None:
    virtual.house.without.update(unknown)
    entry = await set_up(hass, virtual, way)
    hub = entry.runtime_data.hub
    replies, before = deepcopy(hub.reader.replies), without_moments(faces(entry))
    push(virtual)
    await until(hass, lambda: without_moments(faces(entry))[last] != before[last])
    told = json.dumps({"data": await async_get_config_entry_diagnostics(hass, entry)}, default=str)
    assert hub.reader.replies == replies, "it was read, not pushed"
    shown = without_moments(faces(entry))
    assert without_moments(await played_again(hass, entry, told, tmp_path)) == shown
