"""A function that fails costs its own part: not the snapshot, not the websocket, not the other parts."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from types import SimpleNamespace

import aiohttp
import pytest
from homeassistant.config_entries import ConfigEntryState
from homeassistant.core import HomeAssistant

from custom_components.multihub.hubs.base import HubConnectionError
from custom_components.multihub.hubs.openmotics import gateway_hub, reading
from custom_components.multihub.hubs.openmotics.client import GatewayClient, NoAnswerError
from custom_components.multihub.hubs.openmotics.client.form import AT_ONCE
from custom_components.multihub.hubs.openmotics.form_hub import FIRST, STATUS_OF
from custom_components.multihub.hubs.openmotics.gateway_hub import GatewayHub
from custom_components.multihub.hubs.openmotics.mapping.devices import Labels
from custom_components.multihub.hubs.openmotics.mapping.gateway import CONFIGURATIONS
from custom_components.multihub.hubs.openmotics.mapping.states import COUNTS, ENERGY
from custom_components.multihub.model import Device
from tests.helpers import until
from virtual_hubs.openmotics import VirtualOpenMotics
from virtual_hubs.openmotics.parameters import ParameterError

from .helpers import entry_of, of, set_up

PAGE = "<!DOCTYPE html><html><body><h2>400 Bad Request</h2></body></html>"
SILENT_MASTER = {"success": False, "msg": "Internal communication failure"}
TIMED_OUT = {"success": False, "msg": "Internal communication timeout"}

FAILURES = {
    "503": ParameterError(503, SILENT_MASTER),
    "503 page": ParameterError(503, PAGE),
    "504": ParameterError(504, PAGE),
    "400 page": ParameterError(400, PAGE),
    "500": ParameterError(500, {"success": False, "msg": "unknown_error"}),
    "refused": ParameterError(200, TIMED_OUT),
    "no object": ParameterError(200, "OK"),
    "hangs": None,
}
"""How a function can fail; the last one gives no answer at all."""

OPTIONAL = [function for function in (*CONFIGURATIONS, *STATUS_OF) if function != "get_version"]


@pytest.fixture(autouse=True)
def nothing_rests(monkeypatch: pytest.MonkeyPatch) -> None:
    """What gave no answer may be asked again at once, save in the test of that."""
    monkeypatch.setattr(reading, "REST", 0.0)


@contextmanager
def failing(virtual: VirtualOpenMotics, function: str, how: str) -> Iterator[None]:
    """Let one function fail for a while."""
    gateway = virtual.gateway
    if (failure := FAILURES[how]) is not None:
        gateway.failing[function] = failure
        yield
        del gateway.failing[function]
        return
    held = gateway.hanging[function] = asyncio.Event()
    yield
    del gateway.hanging[function]
    held.set()


@pytest.fixture
def make_hub(gateway_client: GatewayClient) -> Callable[[], GatewayHub]:
    """Makes hubs that wait for an answer for a moment only."""
    gateway_client.timeout = aiohttp.ClientTimeout(total=0.3)
    return lambda: GatewayHub(gateway_client, "hub", Labels("Home"))


def kinds(devices: Iterable[Device]) -> dict[str, str]:
    """The devices by id, with what they are."""
    return {device.id: device.id.rpartition("_")[0] for device in devices}


@pytest.mark.parametrize("how", ["503", "400 page", "hangs"])
async def test_a_read_that_fails_later_loses_nothing(
    how: str, virtual: VirtualOpenMotics, make_hub: Callable[[], GatewayHub]
) -> None:
    hub = make_hub()
    before = await hub.fetch()
    for function in OPTIONAL:
        hub.configured_at = None
        with failing(virtual, function, how):
            snapshot = await hub.fetch()
        assert (kinds(snapshot.devices), snapshot.complete) == (kinds(before.devices), False), function
        assert (await hub.fetch()).complete, function


@pytest.mark.parametrize("how", ["503", "400 page", "hangs"])
async def test_a_read_that_fails_at_set_up_costs_its_own_part_until_it_works(
    how: str, virtual: VirtualOpenMotics, make_hub: Callable[[], GatewayHub]
) -> None:
    everything = kinds((await make_hub().fetch()).devices)
    for function in OPTIONAL:
        if function == FIRST:
            continue
        hub = make_hub()
        with failing(virtual, function, how):
            snapshot = await hub.fetch()
        lost = {kind for device_id, kind in everything.items() if device_id not in kinds(snapshot.devices)}
        assert len(lost) <= 1, function
        assert not snapshot.complete, function
        again = await hub.fetch()
        assert (kinds(again.devices), again.complete) == (everything, True), function


async def test_a_house_whose_outputs_can_not_be_read_is_not_set_up_yet(
    hass: HomeAssistant, virtual: VirtualOpenMotics
) -> None:
    entry = entry_of(hass, virtual)
    with failing(virtual, FIRST, "503"):
        await hass.config_entries.async_setup(entry.entry_id)
        assert entry.state is ConfigEntryState.SETUP_RETRY
    await hass.config_entries.async_reload(entry.entry_id)
    assert entry.state is ConfigEntryState.LOADED


async def test_a_house_is_set_up_without_its_energy_and_shows_it_when_it_is_back(
    hass: HomeAssistant, virtual: VirtualOpenMotics, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gateway_hub, "ENERGY_EVERY", 0.01)
    with failing(virtual, "get_power_modules", "503"), failing(virtual, "get_realtime_power", "503"):
        entry = await set_up(hass, virtual)
        assert of(hass, "light", "output_0_output").state == "on"
        await virtual.until(lambda: virtual.count("http", "/get_power_modules") >= 4)
        assert entry.runtime_data.connection.health.way == "websocket"
    await until(hass, lambda: hass.states.get("sensor.fuse_box_main_power") is not None)
    assert of(hass, "sensor", "energy_1_0_power").state == "2310.0"
    assert entry.runtime_data.connection.health.reconnects == 0


@pytest.mark.parametrize("how", FAILURES)
@pytest.mark.parametrize("function", [*ENERGY, *COUNTS])
async def test_a_reading_that_fails_does_not_end_the_websocket(
    function: str, how: str, hass: HomeAssistant, virtual: VirtualOpenMotics
) -> None:
    entry = await set_up(hass, virtual)
    hub = entry.runtime_data.hub
    hub.client.timeout = aiohttp.ClientTimeout(total=0.2)
    with failing(virtual, function, how):
        asked = virtual.count("http", f"/{function}")
        for turn in range(1, 10):
            await hub.look(turn)
        # once when it began, and then each time that what failed is asked for again
        assert virtual.count("http", f"/{function}") - asked <= 3
    health = entry.runtime_data.connection.health
    assert (health.way, health.reconnects) == ("websocket", 0)
    assert virtual.gateway.sockets
    virtual.house.draw_power(1, 0, 777.0)
    virtual.house.replies["get_total_energy"]["1"][0] = [3.0, 4.0]
    virtual.house.count_pulses(0, 77)
    await hub.look(gateway_hub.COUNTS_EVERY)
    await hass.async_block_till_done()
    assert of(hass, "sensor", "energy_1_0_power").state == "777.0"
    assert of(hass, "sensor", "energy_1_0_energy").state == "7.0"
    assert of(hass, "sensor", "pulse_counter_0_count").state == "77"


async def test_maintenance_and_a_gateway_that_is_gone_do_not_end_the_websocket_by_themselves(
    hass: HomeAssistant, virtual: VirtualOpenMotics
) -> None:
    entry = await set_up(hass, virtual)
    virtual.gateway.maintenance = True
    await entry.runtime_data.hub.look(1)
    virtual.gateway.maintenance = False
    assert entry.runtime_data.connection.health.way == "websocket"
    assert virtual.gateway.sockets


async def test_a_master_that_does_not_answer_is_not_asked_for_everything(
    virtual: VirtualOpenMotics, make_hub: Callable[[], GatewayHub]
) -> None:
    hub = make_hub()
    await hub.fetch()
    virtual.gateway.master_answers = False
    asked = virtual.count("http")
    with pytest.raises(HubConnectionError):
        await hub.fetch()
    # those under way, and those that may begin in their places before the first answer is looked at
    assert virtual.count("http") - asked <= 2 * AT_ONCE


async def test_a_gateway_that_gives_no_answer_at_all_is_a_broken_connection(
    virtual: VirtualOpenMotics, make_hub: Callable[[], GatewayHub]
) -> None:
    hub = make_hub()
    await hub.fetch()
    with (
        failing(virtual, "get_output_status", "hangs"),
        failing(virtual, "get_version", "hangs"),
        pytest.raises(NoAnswerError),
    ):
        await hub.fetch()


async def test_a_function_that_gave_no_answer_is_left_alone_for_some_minutes(
    virtual: VirtualOpenMotics,
    make_hub: Callable[[], GatewayHub],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Else a hub that is polled would wait for it each time."""
    now = 1000.0
    monkeypatch.setattr(reading, "time", SimpleNamespace(monotonic=lambda: now))
    monkeypatch.setattr(reading, "REST", 290.0)
    hub = make_hub()
    await hub.fetch()
    with failing(virtual, "get_total_energy", "hangs"):
        await hub.fetch()
        asked = virtual.count("http", "/get_total_energy")
        for _ in range(3):
            assert not (await hub.fetch()).complete
    assert virtual.count("http", "/get_total_energy") == asked
    now += 291
    assert (await hub.fetch()).complete
    assert virtual.count("http", "/get_total_energy") == asked + 1
