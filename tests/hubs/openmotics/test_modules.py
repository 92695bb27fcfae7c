"""A module that vanished: its entities are unavailable, one line says so, nothing else is lost."""

from __future__ import annotations

import logging

import pytest
from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import FlowResultType
from homeassistant.helpers import issue_registry as ir
from homeassistant.setup import async_setup_component

from custom_components.multihub.const import DOMAIN
from custom_components.multihub.hubs.openmotics import form_hub
from custom_components.multihub.hubs.openmotics.gateway_hub import COUNTS_EVERY
from custom_components.multihub.hubs.openmotics.mapping.house import House
from custom_components.multihub.hubs.openmotics.mapping.modules import Module, modules
from custom_components.multihub.hubs.openmotics.mapping.parts import Abilities, Output
from tests.helpers import until
from virtual_hubs.openmotics import House as VirtualHouse, VirtualOpenMotics
from virtual_hubs.openmotics.parameters import ParameterError

from .helpers import of, set_up
from .samples import samples
from .test_mapping import house_of, shown

RELAYS = "079.000.000.001"
"""The module of the demo's first eight outputs."""


def lines(caplog: pytest.LogCaptureFixture) -> list[str]:
    """What a person reads of us in the log."""
    return [
        record.getMessage()
        for record in caplog.records
        if record.name.startswith("custom_components.multihub") and record.levelno >= logging.WARNING
    ]


@pytest.mark.parametrize("how", ["does not answer", "is not there"])
async def test_an_output_module_that_vanished(
    how: str, hass: HomeAssistant, virtual: VirtualOpenMotics, caplog: pytest.LogCaptureFixture
) -> None:
    entry = await set_up(hass, virtual)
    kept = dict(virtual.house.replies["get_modules_information"]["modules"]["master"])
    if how == "does not answer":
        virtual.house.module_answers(RELAYS, online=False)
    else:
        virtual.house.take_module(RELAYS)
    for _ in range(2):
        entry.runtime_data.hub.configured_at = None
        await entry.runtime_data.async_refresh()
    assert of(hass, "light", "output_0_output").state == "unavailable"
    assert of(hass, "switch", "output_1_output").state == "unavailable"
    assert of(hass, "light", "output_8_output").state == "off"
    assert of(hass, "valve", "output_16_output").state == "open"
    assert of(hass, "event", "input_0_press").state == "unknown"
    module = f"Home: output module {RELAYS} (Ceiling, TV outlet, Kitchen island, Dishwasher, Hall, …)"
    assert lines(caplog) == [f"{module} does not answer; its entities are unavailable until it does"]
    virtual.house.replies["get_modules_information"]["modules"]["master"] = kept
    for row in kept.values():
        row.pop("online", None)
    entry.runtime_data.hub.configured_at = None
    await entry.runtime_data.async_refresh()
    assert of(hass, "light", "output_0_output").state == "on"
    assert lines(caplog)[1:] == [f"{module} answers again"]


async def test_a_module_that_does_not_answer_is_a_repair_that_looks_again(
    hass: HomeAssistant, virtual: VirtualOpenMotics, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert await async_setup_component(hass, "repairs", {})
    monkeypatch.setattr(form_hub, "LOOK_AGAIN_AFTER", 0.0)
    virtual.house.module_answers(RELAYS, online=False)
    entry = await set_up(hass, virtual)
    issue_id = f"openmotics_modules_{entry.entry_id}"
    issue = ir.async_get(hass).async_get_issue(DOMAIN, issue_id)
    assert issue is not None
    assert issue.translation_placeholders is not None
    assert issue.translation_placeholders["modules"].startswith(f"- output module {RELAYS} (Ceiling, TV outlet")
    flows = hass.data["repairs"]["flow_manager"]
    flow = await flows.async_init(DOMAIN, data={"issue_id": issue_id})
    flow = await flows.async_configure(flow["flow_id"], {})
    assert flow["errors"] == {"base": "still_there"}
    virtual.house.module_answers(RELAYS, online=True)
    flow = await flows.async_configure(flow["flow_id"], {})
    assert flow["type"] is FlowResultType.CREATE_ENTRY
    assert ir.async_get(hass).async_get_issue(DOMAIN, issue_id) is None
    assert of(hass, "light", "output_0_output").state == "on"


async def test_an_energy_module_that_vanished_shows_no_old_power(
    hass: HomeAssistant, virtual: VirtualOpenMotics, caplog: pytest.LogCaptureFixture
) -> None:
    entry = await set_up(hass, virtual)
    hub = entry.runtime_data.hub
    end = virtual.house.silence_energy(1)
    for turn in (1, 2):
        await hub.look(turn)
    assert of(hass, "sensor", "energy_1_0_power").state == "unavailable"
    assert of(hass, "light", "output_0_output").state == "on"
    assert lines(caplog) == ["Home: energy module Fuse box does not answer; its entities are unavailable until it does"]
    end()
    await hub.look(3)
    assert of(hass, "sensor", "energy_1_0_power").state == "2310.0"
    assert lines(caplog)[1:] == ["Home: energy module Fuse box answers again"]


async def test_a_bus_of_energy_modules_that_stays_silent_shows_no_old_power(
    hass: HomeAssistant, virtual: VirtualOpenMotics, caplog: pytest.LogCaptureFixture
) -> None:
    """A single failure is nothing yet; when what failed is asked for again, it is."""
    entry = await set_up(hass, virtual)
    hub = entry.runtime_data.hub
    virtual.gateway.failing["get_realtime_power"] = ParameterError(503, {"success": False, "msg": "bus"})
    await hub.look(1)
    assert of(hass, "sensor", "energy_1_0_power").state == "2310.0"
    await hub.look(COUNTS_EVERY)
    assert of(hass, "sensor", "energy_1_0_power").state == "unavailable"
    del virtual.gateway.failing["get_realtime_power"]
    await hub.look(2 * COUNTS_EVERY)
    assert of(hass, "sensor", "energy_1_0_power").state == "2310.0"
    assert len(lines(caplog)) == 2


async def test_a_message_of_an_energy_module_shows_that_it_answers(
    hass: HomeAssistant, virtual: VirtualOpenMotics
) -> None:
    """Through the cloud of before, which tells of one module at a time."""
    entry = await set_up(hass, virtual, "legacy")
    end = virtual.house.silence_energy(1)
    await entry.runtime_data.async_refresh()
    assert of(hass, "sensor", "energy_1_0_power").state == "unavailable"
    end()
    virtual.house.draw_power(1, 0, 99.0)
    await until(hass, lambda: of(hass, "sensor", "energy_1_0_power").state == "99.0")


async def test_what_left_the_configuration_is_named_once(
    hass: HomeAssistant, virtual: VirtualOpenMotics, caplog: pytest.LogCaptureFixture
) -> None:
    entry = await set_up(hass, virtual)
    virtual.house.remove("get_output_configurations", 2)
    virtual.house.remove("get_sensor_configurations", 5)
    for _ in range(3):
        entry.runtime_data.hub.configured_at = None
        await entry.runtime_data.async_refresh()
    assert lines(caplog) == ["Home: not in the gateway's configuration any more, and removed: Kitchen island, Sensor 5"]


async def test_modules_are_asked_for_with_the_configuration_only(
    hass: HomeAssistant, virtual: VirtualOpenMotics
) -> None:
    """The gateway asks every module on its bus for the answer."""
    entry = await set_up(hass, virtual)
    for turn in range(1, 9):
        await entry.runtime_data.hub.look(turn)
    await entry.runtime_data.async_refresh()
    assert virtual.count("http", "/get_modules_information") == 1


def test_the_recorded_gateways_modules_all_answer() -> None:
    replies = VirtualHouse.from_folder(samples()).replies
    found = modules({}, replies["get_modules_information"])
    assert {module.place for module in found.values()} == {"input 0", "output 0", "dim_control 1", None}
    house = house_of(replies)
    house.take_modules(found)
    assert {output.module for output in house.of(Output).values()} <= {"output 0", "dim_control 1", None}
    assert shown(house)["output_0"].available


@pytest.mark.parametrize(
    "reply", [None, {}, {"modules": None}, {"modules": {"master": 5}}, {"modules": {"master": {}}}]
)
def test_a_gateway_that_tells_nothing_of_its_modules_has_lost_none(reply: dict[str, object] | None) -> None:
    known = {"1": Module("1", "output", "output 0", answers=True)}
    assert modules(known, reply) == known


def test_a_module_that_was_replaced_at_its_place_is_not_missed() -> None:
    known = {"1": Module("1", "output", "output 0", answers=True)}
    row = {"address": "2", "module_type": "output", "hardware_type": "physical", "order": 0}
    house = House(Abilities())
    house.take_modules(modules(known, {"modules": {"master": {"2": row}}}))
    assert not house.is_silent("output 0")
