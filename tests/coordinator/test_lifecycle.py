"""From an entry to entities, and away again."""

from __future__ import annotations

from dataclasses import replace

import pytest
from homeassistant.config_entries import SOURCE_REAUTH, ConfigEntryState
from homeassistant.core import HomeAssistant
from homeassistant.helpers import (
    area_registry as ar,
    device_registry as dr,
    entity_registry as er,
    floor_registry as fr,
    issue_registry as ir,
)
from homeassistant.setup import async_setup_component
from pytest_homeassistant_custom_component.common import async_capture_events
from pytest_homeassistant_custom_component.typing import WebSocketGenerator

from custom_components.multihub.const import DOMAIN
from custom_components.multihub.hubs.base import (
    HubAuthError,
    HubConnectionError,
    HubError,
    HubThrottledError,
    HubUnsupportedError,
)
from custom_components.multihub.model import Device, Sensor
from tests.helpers import AddEntry, device, entity_id, set_up, state
from tests.memory_hub.house import thing
from tests.memory_hub.hub import MemoryHub


async def test_an_entry_becomes_devices_and_entities(hass: HomeAssistant, add_entry: AddEntry) -> None:
    entry = await set_up(hass, add_entry, MemoryHub(thing()))

    assert entry.state is ConfigEntryState.LOADED
    assert state(hass, "switch", "memory_thing_switch").state == "off"
    assert state(hass, "sensor", "memory_thing_temperature").state == "20.5"
    assert state(hass, "binary_sensor", "memory_hub_connection").state == "on"
    registry = dr.async_get(hass)
    devices = {device.name: device for device in dr.async_entries_for_config_entry(registry, entry.entry_id)}
    assert devices["Thing"].via_device_id == devices["Memory"].id
    assert (devices["Thing"].model, devices["Thing"].serial_number) == ("One of each", "42")
    area = ar.async_get(hass).async_get_area(devices["Thing"].area_id or "")
    assert area is not None
    assert area.name == "Kitchen"


async def test_the_area_of_a_new_device_is_put_on_its_floor_if_it_is_on_none(
    hass: HomeAssistant, add_entry: AddEntry
) -> None:
    areas, floors = ar.async_get(hass), fr.async_get(hass)
    upstairs = floors.async_create("Upstairs")
    areas.async_create("Attic", floor_id=upstairs.floor_id)
    things = [
        replace(thing(), id=room, name=room, area=room, floor="Ground floor") for room in ("Kitchen", "Hall", "Attic")
    ]
    hub = MemoryHub(*things, replace(thing(), id="nowhere", name="nowhere", area=None, floor="Cellar"))
    await set_up(hass, add_entry, hub)
    ground = floors.async_get_floor_by_name("Ground floor")
    assert ground is not None
    found = {area.name: area.floor_id for area in areas.async_list_areas()}
    assert found == {"Kitchen": ground.floor_id, "Hall": ground.floor_id, "Attic": upstairs.floor_id}
    assert floors.async_get_floor_by_name("Cellar") is None

    kitchen = areas.async_get_area_by_name("Kitchen")
    assert kitchen is not None
    areas.async_update(kitchen.id, floor_id=None)
    hub.put(replace(things[0], sw_version="2.0"))
    await hass.async_block_till_done()
    kitchen = areas.async_get_area_by_name("Kitchen")
    assert kitchen is not None
    assert kitchen.floor_id is None, "from then on it is the person's"


async def test_platforms_that_no_feature_needs_are_not_set_up(hass: HomeAssistant, add_entry: AddEntry) -> None:
    entry = await set_up(hass, add_entry, MemoryHub())

    assert entry.runtime_data.platforms.forwarded == {"binary_sensor", "sensor"}


async def test_a_platform_that_appears_later_is_set_up_then(hass: HomeAssistant, add_entry: AddEntry) -> None:
    hub = MemoryHub()
    await set_up(hass, add_entry, hub)
    await hub.listening.wait()

    hub.put(thing())
    await hass.async_block_till_done()

    assert state(hass, "valve", "memory_thing_valve").state == "closed"
    assert state(hass, "light", "memory_thing_light").state == "off"


async def test_unloading_closes_the_hub_and_leaves_nothing(hass: HomeAssistant, add_entry: AddEntry) -> None:
    hub = MemoryHub(thing())
    entry = await set_up(hass, add_entry, hub)

    await hass.config_entries.async_unload(entry.entry_id)
    await hass.async_block_till_done()

    assert entry.state is ConfigEntryState.NOT_LOADED
    assert hub.calls[-1] == "close"
    assert not hub.listening.is_set()
    assert state(hass, "switch", "memory_thing_switch").state == "unavailable"


async def test_a_reload_keeps_what_a_person_has_changed(hass: HomeAssistant, add_entry: AddEntry) -> None:
    entry = await set_up(hass, add_entry, MemoryHub(thing()))
    er.async_get(hass).async_update_entity(
        entity_id(hass, "switch", "memory_thing_switch"), name="Mine", new_entity_id="switch.mine"
    )
    dr.async_get(hass).async_update_device(device(hass, "switch", "memory_thing_switch").id, area_id=None)

    await hass.config_entries.async_reload(entry.entry_id)
    await hass.async_block_till_done()

    mine = state(hass, "switch", "memory_thing_switch")
    assert mine.entity_id == "switch.mine"
    assert mine.attributes["friendly_name"].endswith("Mine")
    assert device(hass, "switch", "memory_thing_switch").area_id is None


async def test_a_reload_takes_nothing_out_of_the_registry(hass: HomeAssistant, add_entry: AddEntry) -> None:
    """Nor the entities of the connection: Home Assistant 2025.4 would forget what a person has made of them."""
    entry = await set_up(hass, add_entry, MemoryHub(thing()))
    updates = async_capture_events(hass, er.EVENT_ENTITY_REGISTRY_UPDATED)

    await hass.config_entries.async_reload(entry.entry_id)
    await hass.async_block_till_done()

    assert [update.data["entity_id"] for update in updates if update.data["action"] == "remove"] == []


@pytest.mark.parametrize(
    ("error", "expected"),
    [
        (HubConnectionError(), ConfigEntryState.SETUP_RETRY),
        (HubThrottledError(retry_after=900), ConfigEntryState.SETUP_RETRY),
        (HubUnsupportedError(), ConfigEntryState.SETUP_ERROR),
        (HubAuthError(), ConfigEntryState.SETUP_ERROR),
    ],
)
@pytest.mark.parametrize("call", ["connect", "fetch"])
async def test_a_hub_that_is_not_ready_is_told_apart(
    hass: HomeAssistant, add_entry: AddEntry, error: HubError, expected: ConfigEntryState, call: str
) -> None:
    hub = MemoryHub()
    hub.errors = {call: error} if not isinstance(error, HubAuthError) else {call: error, "connect": error}

    entry = await set_up(hass, add_entry, hub)

    assert entry.state is expected
    assert hub.calls[-1] == "close"
    flows = hass.config_entries.flow.async_progress_by_handler(DOMAIN)
    assert [flow["context"]["source"] for flow in flows] == ([SOURCE_REAUTH] if isinstance(error, HubAuthError) else [])


async def test_credentials_refused_only_once_are_tried_again(hass: HomeAssistant, add_entry: AddEntry) -> None:
    hub = MemoryHub()
    hub.errors["fetch"] = HubAuthError()

    entry = await set_up(hass, add_entry, hub)

    assert entry.state is ConfigEntryState.SETUP_RETRY
    assert hub.calls.count("connect") == 2
    assert not hass.config_entries.flow.async_progress_by_handler(DOMAIN)


async def test_a_throttled_hub_is_not_asked_by_the_retries_of_the_set_up(
    hass: HomeAssistant, add_entry: AddEntry
) -> None:
    hub = MemoryHub()
    hub.errors["connect"] = HubThrottledError(retry_after=900)
    entry = await set_up(hass, add_entry, hub)
    assert hub.calls.count("connect") == 1

    await hass.config_entries.async_reload(entry.entry_id)
    await hass.async_block_till_done()

    assert hub.calls.count("connect") == 1
    assert ir.async_get(hass).async_get_issue(DOMAIN, f"throttled_{entry.entry_id}")


async def test_a_device_that_left_while_home_assistant_was_off_goes_after_two_snapshots(
    hass: HomeAssistant, add_entry: AddEntry
) -> None:
    hub = MemoryHub(thing(), Device(id="old", name="Old", features=(Sensor(key="value", name=None, value=1),)))
    entry = await set_up(hass, add_entry, hub)
    await hass.config_entries.async_unload(entry.entry_id)
    del hub.devices["old"]

    await hass.config_entries.async_setup(entry.entry_id)
    await hub.listening.wait()
    await hass.async_block_till_done(wait_background_tasks=False)
    await entry.runtime_data.async_refresh()

    registry = er.async_get(hass)
    assert registry.async_get_entity_id("sensor", DOMAIN, "memory_old_value") is None
    assert registry.async_get_entity_id("switch", DOMAIN, "memory_thing_switch") is not None


async def test_a_person_may_delete_only_devices_that_the_hub_does_not_have(
    hass: HomeAssistant, add_entry: AddEntry, hass_ws_client: WebSocketGenerator
) -> None:
    await async_setup_component(hass, "config", {})
    hub = MemoryHub(thing(), thing(id="old"))
    entry = await set_up(hass, add_entry, hub)
    living, old = (device(hass, "switch", f"memory_{name}_switch").id for name in ("thing", "old"))
    client = await hass_ws_client(hass)

    async def delete(device_id: str) -> bool:
        await client.send_json_auto_id(
            {
                "type": "config/device_registry/remove_config_entry",
                "config_entry_id": entry.entry_id,
                "device_id": device_id,
            }
        )
        return bool((await client.receive_json())["success"])

    assert not await delete(living)
    # it left while Home Assistant was off, and no snapshot has been complete since
    await hass.config_entries.async_unload(entry.entry_id)
    del hub.devices["old"]
    hub.complete = False
    await hass.config_entries.async_setup(entry.entry_id)
    await hass.async_block_till_done(wait_background_tasks=False)
    assert await delete(old)
    assert not await delete(living)
