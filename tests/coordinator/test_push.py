"""One changed value is one state write; a slow snapshot never overwrites something newer."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import timedelta

from freezegun.api import FrozenDateTimeFactory
from homeassistant.core import HomeAssistant
from homeassistant.helpers import device_registry as dr, entity_registry as er
from pytest_homeassistant_custom_component.common import async_fire_time_changed

from custom_components.multihub.const import DOMAIN
from custom_components.multihub.model import BinarySensor, Device, Sensor, Switch
from tests.fifth_hub.house import becomes
from tests.helpers import AddEntry, device, entity_id, set_up, state, writes
from tests.memory_hub.house import thing
from tests.memory_hub.hub import MemoryHub


async def quiet(hass: HomeAssistant, hub: MemoryHub) -> None:
    """Wait until the hub listens and the fetch after that is done."""
    await hub.fetched_while_listening.wait()
    await hass.async_block_till_done()


async def test_a_changed_value_is_one_write_of_one_entity(hass: HomeAssistant, add_entry: AddEntry) -> None:
    hub = MemoryHub(thing())
    await set_up(hass, add_entry, hub)
    await quiet(hass, hub)
    written = writes(hass)

    hub.become("thing", "temperature", value=21.0)

    assert state(hass, "sensor", "memory_thing_temperature").state == "21.0"
    assert written == [entity_id(hass, "sensor", "memory_thing_temperature")]


async def test_a_value_that_is_told_alone_is_one_write_of_one_entity(hass: HomeAssistant, add_entry: AddEntry) -> None:
    hub = MemoryHub(thing())
    await set_up(hass, add_entry, hub)
    await quiet(hass, hub)
    written = writes(hass)
    warmer = next(replace(one, value=21.0) for one in thing().features if isinstance(one, Sensor))
    assert hub.sink

    hub.sink.updated("thing", [warmer])
    hub.sink.updated("thing", [warmer])

    assert state(hass, "sensor", "memory_thing_temperature").state == "21.0"
    assert written == [entity_id(hass, "sensor", "memory_thing_temperature")]


async def test_a_value_that_is_told_alone_while_a_fetch_runs_survives_it(
    hass: HomeAssistant, add_entry: AddEntry
) -> None:
    hub = MemoryHub(thing())
    entry = await set_up(hass, add_entry, hub)
    await quiet(hass, hub)
    warmer = next(replace(one, value=21.0) for one in thing().features if isinstance(one, Sensor))
    hub.fetching = asyncio.Event()
    refresh = hass.async_create_task(entry.runtime_data.async_refresh())
    await hub.fetching.wait()
    assert hub.sink

    hub.sink.updated("thing", [warmer])
    hub.fetch_may_end.set()
    await refresh

    assert state(hass, "sensor", "memory_thing_temperature").state == "21.0"


async def test_the_same_frame_again_writes_nothing(hass: HomeAssistant, add_entry: AddEntry) -> None:
    hub = MemoryHub(thing())
    await set_up(hass, add_entry, hub)
    await quiet(hass, hub)
    written = writes(hass)

    hub.put(thing())

    assert not written


async def test_a_snapshot_without_changes_writes_nothing(hass: HomeAssistant, add_entry: AddEntry) -> None:
    hub = MemoryHub(thing())
    entry = await set_up(hass, add_entry, hub)
    await quiet(hass, hub)
    written = writes(hass)
    hub.devices["thing"] = thing()

    await entry.runtime_data.async_refresh()
    await hass.async_block_till_done()

    assert not written


async def test_a_snapshot_tells_only_what_changed(hass: HomeAssistant, add_entry: AddEntry) -> None:
    hub = MemoryHub(thing())
    entry = await set_up(hass, add_entry, hub)
    await quiet(hass, hub)
    written = writes(hass)
    device = thing()
    features = tuple(replace(f, value=25.0) if isinstance(f, Sensor) else f for f in device.features)
    hub.devices["thing"] = replace(device, features=features)

    await entry.runtime_data.async_refresh()

    assert written == [entity_id(hass, "sensor", "memory_thing_temperature")]


async def test_what_is_pushed_while_a_fetch_runs_survives_it(hass: HomeAssistant, add_entry: AddEntry) -> None:
    hub = MemoryHub(thing())
    entry = await set_up(hass, add_entry, hub)
    await quiet(hass, hub)
    hub.fetching = asyncio.Event()
    refresh = hass.async_create_task(entry.runtime_data.async_refresh())
    await hub.fetching.wait()
    written = writes(hass)

    hub.become("thing", "temperature", value=30.0)
    assert state(hass, "sensor", "memory_thing_temperature").state == "30.0"
    hub.fetch_may_end.set()
    await refresh

    assert state(hass, "sensor", "memory_thing_temperature").state == "30.0"
    assert len(written) == 1


async def test_a_device_removed_while_a_fetch_runs_stays_away(hass: HomeAssistant, add_entry: AddEntry) -> None:
    hub = MemoryHub(thing())
    entry = await set_up(hass, add_entry, hub)
    await quiet(hass, hub)
    hub.fetching = asyncio.Event()
    refresh = hass.async_create_task(entry.runtime_data.async_refresh())
    await hub.fetching.wait()

    assert hub.sink
    hub.sink.removed(["thing"])
    hub.fetch_may_end.set()
    await refresh

    assert er.async_get(hass).async_get_entity_id("switch", DOMAIN, "memory_thing_switch") is None


async def test_an_unavailable_device_writes_each_of_its_entities_once(hass: HomeAssistant, add_entry: AddEntry) -> None:
    other = Device(id="other", name="Other", features=(Switch(key="on", name=None, is_on=True),))
    hub = MemoryHub(thing(), other)
    await set_up(hass, add_entry, hub)
    await quiet(hass, hub)
    written = writes(hass)

    hub.put(thing(available=False))

    assert state(hass, "switch", "memory_thing_switch").state == "unavailable"
    assert state(hass, "switch", "memory_other_on").state == "on"
    assert sorted(written) == sorted(set(written))
    assert len(written) == len(thing().features)


async def test_a_new_feature_and_a_new_device_appear_by_themselves(hass: HomeAssistant, add_entry: AddEntry) -> None:
    hub = MemoryHub(Device(id="a", name="A", features=(Sensor(key="x", name=None, value=1),)))
    entry = await set_up(hass, add_entry, hub)
    await quiet(hass, hub)

    hub.put(
        Device(id="a", name="A", features=(Sensor(key="x", name=None, value=1), Sensor(key="y", name="Y", value=2))),
        Device(id="b", name="B", parent="a", features=(Sensor(key="z", name=None, value=3),)),
    )
    await hass.async_block_till_done()

    assert state(hass, "sensor", "memory_a_y").state == "2"
    assert state(hass, "sensor", "memory_b_z").state == "3"
    registry = dr.async_get(hass)
    ids = {device.name: device for device in dr.async_entries_for_config_entry(registry, entry.entry_id)}
    assert ids["B"].via_device_id == ids["A"].id


async def test_a_feature_that_is_gone_leaves_the_registry(hass: HomeAssistant, add_entry: AddEntry) -> None:
    hub = MemoryHub(thing())
    await set_up(hass, add_entry, hub)
    await quiet(hass, hub)

    hub.put(thing(features=tuple(f for f in thing().features if f.key != "window")))
    await hass.async_block_till_done()

    assert er.async_get(hass).async_get_entity_id("binary_sensor", DOMAIN, "memory_thing_window") is None
    assert state(hass, "switch", "memory_thing_switch").state == "off"


async def test_a_feature_that_changes_its_platform_moves(hass: HomeAssistant, add_entry: AddEntry) -> None:
    hub = MemoryHub(Device(id="a", name="A", features=(Sensor(key="x", name=None, value=1),)))
    await set_up(hass, add_entry, hub)
    await quiet(hass, hub)

    hub.put(Device(id="a", name="A", features=(BinarySensor(key="x", name=None, is_on=True),)))
    await hass.async_block_till_done()

    assert er.async_get(hass).async_get_entity_id("sensor", DOMAIN, "memory_a_x") is None
    assert state(hass, "binary_sensor", "memory_a_x").state == "on"


async def test_two_snapshots_without_a_device_remove_it_one_does_not(hass: HomeAssistant, add_entry: AddEntry) -> None:
    hub = MemoryHub(thing())
    entry = await set_up(hass, add_entry, hub)
    await quiet(hass, hub)
    gone = hub.devices.pop("thing")

    await entry.runtime_data.async_refresh()
    assert state(hass, "switch", "memory_thing_switch").state == "off"
    hub.devices["thing"] = gone
    await entry.runtime_data.async_refresh()
    del hub.devices["thing"]
    await entry.runtime_data.async_refresh()
    assert state(hass, "switch", "memory_thing_switch").state == "off"
    await entry.runtime_data.async_refresh()
    await hass.async_block_till_done()

    assert er.async_get(hass).async_get_entity_id("switch", DOMAIN, "memory_thing_switch") is None


async def test_incomplete_or_empty_snapshots_never_remove_anything(hass: HomeAssistant, add_entry: AddEntry) -> None:
    hub = MemoryHub(thing())
    entry = await set_up(hass, add_entry, hub)
    await quiet(hass, hub)

    hub.devices.clear()
    for _ in range(3):
        await entry.runtime_data.async_refresh()
    hub.devices["hub"] = Device(id="hub", name="Memory")
    hub.complete = False
    for _ in range(3):
        await entry.runtime_data.async_refresh()

    assert state(hass, "switch", "memory_thing_switch").state == "off"


async def test_names_models_and_firmware_stay_current(hass: HomeAssistant, add_entry: AddEntry) -> None:
    hub = MemoryHub(thing())
    await set_up(hass, add_entry, hub)
    await quiet(hass, hub)

    hub.put(thing(name="Renamed", sw_version="2.0", area="Attic"))

    renamed = device(hass, "switch", "memory_thing_switch")
    assert (renamed.name, renamed.sw_version) == ("Renamed", "2.0")
    assert renamed.area_id == "kitchen"


async def test_an_event_is_told_once_and_twice_where_it_happens_twice(hass: HomeAssistant, add_entry: AddEntry) -> None:
    hub = MemoryHub(thing())
    entry = await set_up(hass, add_entry, hub)
    await quiet(hass, hub)
    written = writes(hass)
    key = entity_id(hass, "event", "memory_thing_key")

    assert hub.sink
    hub.sink.event("thing", "key", "short_release", {"count": 1})
    first = state(hass, "event", "memory_thing_key")
    hub.sink.event("thing", "key", "short_release", {"count": 1})
    hub.sink.event("thing", "key", "no such type", {})
    hub.sink.event("nobody", "key", "short_release", {})

    assert first.attributes["event_type"] == "short_release"
    assert first.attributes["count"] == 1
    assert written == [key, key]
    await entry.runtime_data.async_refresh()
    assert written == [key, key]


async def test_polling_goes_on_when_every_entity_is_disabled(
    hass: HomeAssistant, add_entry: AddEntry, freezer: FrozenDateTimeFactory
) -> None:
    hub = MemoryHub(thing())
    entry = await set_up(hass, add_entry, hub)
    registry = er.async_get(hass)
    for entity in er.async_entries_for_config_entry(registry, entry.entry_id):
        registry.async_update_entity(entity.entity_id, disabled_by=er.RegistryEntryDisabler.USER)
    await hass.config_entries.async_reload(entry.entry_id)
    await quiet(hass, hub)
    assert not [state for state in hass.states.async_all() if state.state != "unavailable"]
    fetches = hub.calls.count("fetch")

    assert hub.poll_interval
    freezer.tick(hub.poll_interval + timedelta(seconds=1))
    async_fire_time_changed(hass)
    await hass.async_block_till_done()

    assert hub.calls.count("fetch") == fetches + 1


async def test_equal_features_with_other_commands_are_no_change(hass: HomeAssistant, add_entry: AddEntry) -> None:
    switch = Switch(key="x", name=None, is_on=True, turn_off=becomes("x", is_on=False))
    hub = MemoryHub(Device(id="a", name="A", features=(switch,)))
    await set_up(hass, add_entry, hub)
    await quiet(hass, hub)
    written = writes(hass)

    hub.put(Device(id="a", name="A", features=(replace(switch, turn_off=becomes("x", is_on=None)),)))

    assert not written
