"""Each hub by each of its ways: pushes, repeats and commands; beside MQTT."""

from __future__ import annotations

import asyncio
import gc
import os
import statistics
from collections.abc import Callable
from typing import Any

import aiohttp
import pytest
from aiohttp.test_utils import TestServer
from homeassistant.config_entries import ConfigEntry
from homeassistant.core import HomeAssistant
from homeassistant.helpers import entity_registry as er
from homeassistant.setup import async_setup_component

from tests.performance.houses import (
    HOUSES,
    HomeSeerWebhookHouse,
    House,
    OpenMoticsLegacyHouse,
    standing,
)

from .floors import Bare, BareLongPoll, BareWebhook
from .stopwatch import Stopwatch
from .subjects import Floor, Mqtt
from .table import OURS, Table

ENTITIES = int(os.environ.get("BENCH_ENTITIES", "5000"))
PUSHES, BURST = 1_000, 20

ONE_BY_ONE = (HomeSeerWebhookHouse, OpenMoticsLegacyHouse)
"""Ways on which every message is a request of its own: MQTT is measured with a request between its messages, too."""

FLOORS: dict[type[House], type[Bare]] = {HomeSeerWebhookHouse: BareWebhook, OpenMoticsLegacyHouse: BareLongPoll}
"""What these ways cost without us."""

VALUES_A_CHANGE = {OpenMoticsLegacyHouse: 2}
"""Power and current."""

COMMANDS = 25
COMMAND_PAUSE = 0.12
"""Seconds between commands: hubs want them spaced, and what waits is not what is measured."""


@pytest.fixture(autouse=True)
async def web_server(hass: HomeAssistant) -> None:
    """Have Home Assistant's web server, for HomeSeer's webhook and what comes between MQTT's messages."""
    assert await async_setup_component(hass, "http", {})


def bytes_to_state(kind: type[House]) -> str:
    """What the figure is called."""
    return f"message's bytes in hand (connection, HTTP and frames read) to state, {ENTITIES:,} entities: {kind.name}"


def pace(kind: type[House]) -> tuple[int, int]:
    """How many messages come at once, and how many in all."""
    return (1, PUSHES // 4) if kind in ONE_BY_ONE else (BURST, PUSHES)


@pytest.fixture
def expected_lingering_timers() -> bool:
    """MQTT's own timers."""
    return True


@pytest.mark.usefixtures("expected_lingering_timers")
@pytest.mark.parametrize("kind", HOUSES, ids=lambda kind: kind.name)
async def test_mqtt(hass: HomeAssistant, table: Table, mqtt_mock_entry: Callable[[], Any], kind: type[House]) -> None:
    """The reference: a message's payload to a written state, in bursts or one by one as ours."""
    mqtt = Mqtt(mqtt_mock_entry)
    await mqtt.start()
    await mqtt.set_up(hass, ENTITIES)
    burst, count = pace(kind)
    async with TestServer(hass.http.app) as server, aiohttp.ClientSession() as session:
        watch = Stopwatch(hass)
        gc.collect()
        gc.disable()
        for number in range(count):
            if number % burst == 0:
                await (await session.get(server.make_url("/manifest.json"))).read()
            watch.start()
            mqtt.push(number * 7 % ENTITIES, number + 1 / burst)
        gc.enable()
    table.add(bytes_to_state(kind), mqtt.name, statistics.median(watch.took), "µs")


@pytest.mark.parametrize("kind", FLOORS, ids=lambda kind: kind.name)
async def test_floor(hass: HomeAssistant, table: Table, monkeypatch: pytest.MonkeyPatch, kind: type[House]) -> None:
    """The reference where each message is a request: the same one, written into a bare entity."""
    floor = FLOORS[kind]()
    await floor.start(hass, ENTITIES)
    watch = Stopwatch(hass)
    with monkeypatch.context() as patches:
        watch.watch_the_wire(patches)
        gc.collect()
        gc.disable()
        for number in range(pace(kind)[1]):
            await floor.tell(number * 7 % ENTITIES, number + 1.5)
            await watch.written(number + 1)
        gc.enable()
    await floor.close()
    table.add(bytes_to_state(kind), Floor.name, statistics.median(watch.took), "µs")


@pytest.mark.parametrize("kind", HOUSES, ids=lambda kind: kind.name)
async def test_hub(hass: HomeAssistant, table: Table, monkeypatch: pytest.MonkeyPatch, kind: type[House]) -> None:
    """One hub with all these entities."""
    house = kind(ENTITIES)
    async with standing(hass, house) as entry:
        watch = Stopwatch(hass)
        with monkeypatch.context() as patches:
            watch.watch_the_wire(patches)
            await _pushes(hass, entry, house, watch, table)
            await _commands(hass, entry, house, watch, table)


async def _pushes(hass: HomeAssistant, entry: ConfigEntry[Any], house: House, watch: Stopwatch, table: Table) -> None:
    kind = type(house)
    values = VALUES_A_CHANGE.get(kind, 1)
    timing = getattr(entry.runtime_data.hub, "timing", None)
    if timing:
        timing.debounce = 0
    burst, count = pace(kind)
    changes = house.changes()
    before = watch.writes
    watch.took.clear()
    gc.collect()
    gc.disable()
    for _ in range(count // burst):
        expected = watch.writes + burst * values
        for _ in range(burst):
            house.tell(change := next(changes))
        await watch.written(expected)
    gc.enable()
    name = bytes_to_state(kind)
    table.add(name, OURS, statistics.median(watch.took), "µs", reach="≤ 50 µs, < MQTT")
    writes = (watch.writes - before) / (count // burst * burst * values)
    table.add(f"state writes a pushed value: {kind.name}", OURS, writes, "", reach="1")
    before = watch.writes
    for _ in range(burst):
        house.repeat(change)
    house.tell(next(changes))
    await watch.written(before + values)
    await hass.async_block_till_done(wait_background_tasks=False)
    table.add(
        f"state writes of {burst} repeated frames: {kind.name}", OURS, watch.writes - before - values, "", reach="0"
    )
    if timing:
        timing.debounce = 0.05


async def _commands(hass: HomeAssistant, entry: ConfigEntry[Any], house: House, watch: Stopwatch, table: Table) -> None:
    """A switch or a light that is turned on and off: what a device does, no setting of its, and no rule of the hub's."""
    took = []
    coordinator = entry.runtime_data
    hub = coordinator.registry.entry(coordinator.hub.info.device_id)
    known = er.async_get(hass).entities
    entity = next(
        state.entity_id
        for platform in ("switch", "light")
        for state in hass.states.async_all(platform)
        if state.state in ("on", "off")
        if known[state.entity_id].device_id != hub.id and known[state.entity_id].entity_category is None
    )
    for _ in range(COMMANDS):
        state = hass.states.get(entity)
        assert state
        action = "turn_off" if state.state == "on" else "turn_on"

        async def work(action: str = action) -> None:
            await hass.services.async_call(entity.partition(".")[0], action, {"entity_id": entity}, blocking=True)

        took.append(await watch.above_the_wire(work))
        await asyncio.sleep(COMMAND_PAUSE)
    table.add(f"a command, above the wire: {house.name}", OURS, statistics.median(took), "ms", reach="≤ 1 ms")
