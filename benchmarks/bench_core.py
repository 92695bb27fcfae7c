"""The core beside its references: pushes, snapshots, set-up, memory, loss and return."""

from __future__ import annotations

import asyncio
import gc
import logging
import statistics
import time
import tracemalloc
from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import Any

import pytest
from freezegun.api import FrozenDateTimeFactory
from homeassistant.core import HomeAssistant
from pytest_homeassistant_custom_component.common import async_fire_time_changed

import custom_components.multihub.binary_sensor
import custom_components.multihub.sensor  # noqa: F401  not to be counted as memory
from custom_components.multihub.hubs.base import HubConnectionError
from tests.helpers import writes

from .subjects import Floor, Mqtt, Multihub, PlainCoordinator, Subject
from .table import OURS, Table

ENTITIES = 5_000
PUSHES = 1_000


@pytest.fixture(params=["multihub", "floor", "coordinator", "mqtt"])
def subject(request: pytest.FixtureRequest) -> Subject:
    """Each that is compared, in turn."""
    if request.param == "mqtt":
        return Mqtt(request.getfixturevalue("mqtt_mock_entry"))
    return {"multihub": Multihub, "floor": Floor, "coordinator": PlainCoordinator}[request.param]()


def microseconds(work: Callable[[int], Any], times: int) -> list[float]:
    """How long each call took."""
    result = []
    gc.disable()
    for number in range(times):
        began = time.perf_counter_ns()
        work(number)
        result.append((time.perf_counter_ns() - began) / 1_000)
    gc.enable()
    return result


async def timed(work: Awaitable[Any]) -> float:
    """How many seconds it took."""
    began = time.perf_counter()
    await work
    return time.perf_counter() - began


async def test_push(hass: HomeAssistant, subject: Subject, table: Table) -> None:
    """One pushed value to a written state."""
    await subject.start()
    await subject.set_up(hass, ENTITIES)
    rounds = PUSHES if subject.name != "coordinator" else 30
    took = microseconds(lambda number: subject.push(number * 7 % ENTITIES, number + 0.5), rounds)
    name = f"core: pushed value to state, {ENTITIES:,} entities"
    table.add(f"{name}, median", subject.name, statistics.median(took), "µs", reach="≤ 50 µs, < MQTT")
    table.add(f"{name}, 99 %", subject.name, statistics.quantiles(took, n=100)[98], "µs")


async def test_set_up(hass: HomeAssistant, subject: Subject, table: Table) -> None:
    """From nothing to 1,000 states."""
    await subject.start()
    gc.collect()  # what earlier measurements have left is not of this one
    took = await timed(subject.set_up(hass, 1_000)) * 1_000
    table.add("core: set-up of 1,000 entities", subject.name, took, "ms", reach="≤ 1.2 × floor, < MQTT")


async def test_memory(hass: HomeAssistant, subject: Subject, table: Table) -> None:
    """What an entity holds on to."""
    await subject.start()
    gc.collect()
    tracemalloc.start()
    await subject.set_up(hass, 2_000)
    gc.collect()
    held = tracemalloc.get_traced_memory()[0]
    tracemalloc.stop()
    table.add("core: memory an entity, of 2,000", subject.name, held / 2_000 / 1_024, "KiB", reach="≤ 1.2 × floor")


@pytest.mark.parametrize("entities", [500, 2_000, 8_000])
async def test_push_at_three_sizes(hass: HomeAssistant, table: Table, entities: int) -> None:
    """The cost of a change does not grow with the house."""
    ours = Multihub()
    await ours.set_up(hass, entities)
    took = microseconds(lambda number: ours.push(number * 7 % entities, number + 0.5), PUSHES)
    name = f"core: pushed value to state, {entities:,} entities"
    table.add(name, OURS, statistics.median(took), "µs", reach="flat")


async def test_snapshot_and_frame(hass: HomeAssistant, table: Table) -> None:
    """A snapshot without a change, a frame with a hundred."""
    ours = Multihub()
    await ours.set_up(hass, ENTITIES)
    coordinator, hub = ours.entry.runtime_data, ours.hub
    written = writes(hass)
    hub.devices = {
        device.id: replace(device, features=tuple(replace(feature) for feature in device.features))
        for device in hub.devices.values()
    }
    took_ms = await timed(coordinator.async_refresh()) * 1e3
    table.add("core: snapshot without a change, 5,000 entities", OURS, took_ms, "ms", reach="≤ 20 ms")
    table.add("core: its state writes", OURS, len(written), "", reach="0")
    changed = [
        replace(device, features=tuple(replace(feature, value=99.0) for feature in device.features))
        for device in list(hub.devices.values())[1:21]
    ]
    took = microseconds(lambda _: hub.put(*changed), 1)
    table.add("core: frame with 100 changed values", OURS, took[0] / 1_000, "ms", reach="≤ 2 ms")
    table.add("core: state writes of that frame", OURS, len(written), "", reach="100")
    table.add("core: the same frame again", OURS, microseconds(lambda _: hub.put(*changed), 1)[0] / 1_000, "ms")
    table.add("core: state writes of the same frame again", OURS, len(written) - 100, "", reach="0")


async def test_loss_and_return(
    hass: HomeAssistant, table: Table, freezer: FrozenDateTimeFactory, caplog: pytest.LogCaptureFixture
) -> None:
    """A hub goes and comes back."""
    logging.disable(logging.NOTSET)
    caplog.set_level(logging.INFO)
    ours = Multihub()
    await ours.set_up(hass, ENTITIES)
    hub, health = ours.hub, ours.entry.runtime_data.connection.health
    lines = len(_lines(caplog))
    written = writes(hass)
    hub.errors = {"listen": HubConnectionError(), "fetch": HubConnectionError()}
    hub.drop()
    await _until(hass, freezer, lambda: not health.connected)
    hub.errors = {}
    await _until(hass, freezer, lambda: health.connected)
    sensors = [entity for entity in written if entity.startswith("sensor.") and "memory" not in entity]
    table.add(
        "core: state writes an entity, loss and return, 5,000 entities", OURS, len(sensors) / ENTITIES, "", reach="2"
    )
    table.add("core: log lines, loss and return", OURS, len(_lines(caplog)) - lines, "", reach="2")


async def _until(hass: HomeAssistant, freezer: FrozenDateTimeFactory, holds: Callable[[], bool]) -> None:
    for _ in range(200):
        if holds():
            return
        freezer.tick(10)
        async_fire_time_changed(hass)
        for _ in range(10):
            await asyncio.sleep(0)
    raise AssertionError("it did not happen")


def _lines(caplog: pytest.LogCaptureFixture) -> list[logging.LogRecord]:
    return [
        record
        for record in caplog.records
        if record.name.startswith("custom_components.multihub") and record.levelno >= logging.INFO
    ]
