"""What is downloaded of a hub: everything that a developer needs, and nothing private."""

from __future__ import annotations

import json
import re
from datetime import date
from typing import Any

from homeassistant.config_entries import ConfigEntryState
from homeassistant.core import HomeAssistant
from homeassistant.helpers import device_registry as dr
from homeassistant.setup import async_setup_component
from pytest_homeassistant_custom_component.common import MockConfigEntry, get_system_health_info
from pytest_homeassistant_custom_component.typing import ClientSessionGenerator

from custom_components.multihub.hubs.base import HubConnectionError
from custom_components.multihub.model import Choice, Climate, Device, Select, Sensor, Switch, Text
from tests.helpers import AddEntry, device, set_up
from tests.memory_hub.house import thing
from tests.memory_hub.hub import MemoryHub

PRIVATE = (
    "Anna's lamp",
    "Bedroom",
    "s3cret-token-value",
    "10.1.2.3",
    "4711",
    "3014F711A000000000000042",
    "Holiday home",
    "anna_s_visits",
    "Homeoffice",
)
SGTIN = "3014F711A000000000000042"


def lamp() -> Device:
    return Device(
        id=SGTIN,
        name="Anna's lamp",
        area="Bedroom",
        serial=SGTIN,
        model="PSM",
        configuration_url="http://10.1.2.3/lamp",
        features=(
            Switch(key="on", name="Anna's lamp", is_on=True),
            Sensor(key="note", name="Note", value="Anna is here"),
            Sensor(key="latitude", name="Latitude", value=51.05),
            Sensor(key="since", name="Since", value=date(2025, 1, 2)),
            Text(key="pin", name="Pin", value="4711", is_password=True),
            Select(key="mode", name="Mode", choice=Choice("Holiday home", ("Holiday home", "eco"))),
            Climate(
                key="climate",
                translation_key="heating",
                unit="°C",
                current=20.0,
                mode=Choice("auto", ("auto", "heat")),
                preset=Choice("Homeoffice", ("eco", "Homeoffice")),
            ),
            Select(key="known", translation_key="way", choice=Choice("fast", ("fast", "slow"))),
        ),
    )


async def download(hass: HomeAssistant, hass_client: ClientSessionGenerator, path: str) -> Any:
    await async_setup_component(hass, "diagnostics", {})
    client = await hass_client()
    response = await client.get(f"/api/diagnostics/{path}")
    assert response.status == 200
    return (await response.json())["data"]


async def private_entry(hass: HomeAssistant, add_entry: AddEntry, hub: MemoryHub) -> MockConfigEntry:
    entry = add_entry(hub)
    hass.config_entries.async_update_entry(
        entry,
        title="Holiday home",
        data={**entry.data, "host": "10.1.2.3", "token": "s3cret-token-value", "port": 443},
        options={"lock_code": "stored", "lock_pin": "4711", "groups": ["Bedroom"], "sub": {"x": "Bedroom"}},
    )
    await hass.config_entries.async_setup(entry.entry_id)
    await hass.async_block_till_done()
    return entry


async def test_nothing_private_is_in_the_file(
    hass: HomeAssistant, add_entry: AddEntry, hass_client: ClientSessionGenerator
) -> None:
    hub = MemoryHub(lamp())
    visits = Sensor(key="counter_anna_s_visits", name="Anna's visits", value=7)
    hub.devices["hub"] = Device(id="hub", name="Memory", features=(visits,))
    hub.record = {"log": ["GET http://10.1.2.3/ s3cret-token-value"], "devices": {SGTIN: {"id": SGTIN, "on": True}}}
    entry = await private_entry(hass, add_entry, hub)

    told = await download(hass, hass_client, f"config_entry/{entry.entry_id}")

    text = json.dumps(told)
    assert [private for private in PRIVATE if private in text] == []
    assert "51.05" not in text
    assert told["recording"]["devices"] == {told["devices"][1]["id"]: {"id": told["devices"][1]["id"], "on": True}}
    assert told["recording"]["log"] == ["GET http://host 1/ token 1"]
    assert told["entry"]["data"] | {"hub": "fifth", "way": "fifth", "port": 443} == told["entry"]["data"]
    assert told["entry"]["options"]["lock_code"] == "stored"
    assert re.fullmatch(r"counter_name_\d+", told["devices"][0]["features"][0]["key"])


async def test_the_file_tells_what_a_developer_needs(
    hass: HomeAssistant, add_entry: AddEntry, hass_client: ClientSessionGenerator
) -> None:
    hub = MemoryHub(lamp(), thing())
    entry = await private_entry(hass, add_entry, hub)

    told = await download(hass, hass_client, f"config_entry/{entry.entry_id}")

    assert told["connection"]["connected"] is True
    hub_device, one, other = told["devices"]
    assert hub_device["name"].startswith("name")
    assert one["model"] == "PSM"
    assert one["name"] == one["features"][0]["name"]
    values = {feature["key"]: feature["values"] for feature in one["features"]}
    assert values.pop("climate")["preset"] == {"value": "option 2", "options": ["eco", "option 2"], "settable": False}
    assert values == {
        "on": {"is_on": True, "device_class": None, "turn_on": None, "turn_off": None},
        "note": {**NOTHING, "value": "text 1"},
        "latitude": {**NOTHING, "value": None},
        "since": {**NOTHING, "value": "2025-01-02"},
        "pin": {"value": None, "min": 0, "max": 255, "pattern": None, "is_password": True, "set": None},
        "mode": {"choice": {"value": "option 1", "options": ["option 1", "eco"], "settable": False}},
        "known": {"choice": {"value": "fast", "options": ["fast", "slow"], "settable": False}},
    }
    assert {feature["platform"] for feature in other["features"]} >= {"light", "calendar", "alarm_control_panel"}


NOTHING = {
    "unit": None,
    "device_class": None,
    "state_class": None,
    "options": None,
    "precision": None,
}


async def test_a_device_has_a_file_of_its_own(
    hass: HomeAssistant, add_entry: AddEntry, hass_client: ClientSessionGenerator
) -> None:
    entry = await private_entry(hass, add_entry, MemoryHub(lamp(), thing()))
    device_id = device(hass, "switch", f"memory_{SGTIN}_on").id

    told = await download(hass, hass_client, f"config_entry/{entry.entry_id}/device/{device_id}")

    assert [private for private in PRIVATE if private in json.dumps(told)] == []
    assert told["device"]["model"] == "PSM"
    assert len(told["device"]["features"]) == len(lamp().features)


async def test_a_device_that_the_hub_does_not_have_any_more_tells_nothing(
    hass: HomeAssistant, add_entry: AddEntry, hass_client: ClientSessionGenerator
) -> None:
    entry = await set_up(hass, add_entry, MemoryHub(thing()))
    left = dr.async_get(hass).async_get_or_create(
        config_entry_id=entry.entry_id, identifiers={("multihub", "memory_x")}
    )

    told = await download(hass, hass_client, f"config_entry/{entry.entry_id}/device/{left.id}")

    assert told["device"] is None


async def test_an_entry_that_was_never_set_up_tells_of_itself(
    hass: HomeAssistant, add_entry: AddEntry, hass_client: ClientSessionGenerator
) -> None:
    hub = MemoryHub()
    hub.errors["connect"] = HubConnectionError()
    entry = await private_entry(hass, add_entry, hub)
    assert entry.state is ConfigEntryState.SETUP_RETRY

    told = await download(hass, hass_client, f"config_entry/{entry.entry_id}")

    assert set(told) == {"entry"}
    assert [private for private in PRIVATE if private in json.dumps(told)] == []


async def test_the_health_page_has_a_line_for_each_hub(hass: HomeAssistant, add_entry: AddEntry) -> None:
    await async_setup_component(hass, "system_health", {})
    await set_up(hass, add_entry, MemoryHub(thing(), hub_id="one"))
    lost = await set_up(hass, add_entry, MemoryHub(hub_id="two"))
    lost.runtime_data.connection.health.connected = False

    told = await get_system_health_info(hass, "multihub")

    assert told["fifth"].startswith("connected, by websocket, 0 reconnects, 2 devices, ")
    assert told["fifth_2"].startswith("not connected, by websocket")
