"""Each hub by each of its ways: pushes, repeats, a snapshot, commands, and what it holds up in a storm; beside MQTT."""

from __future__ import annotations

import asyncio
import gc
import os
import statistics
import sys
import time
from collections.abc import Callable
from typing import Any

import aiohttp
import pytest
from aiohttp.test_utils import TestServer
from homeassistant.config_entries import ConfigEntry
from homeassistant.core import HomeAssistant
from homeassistant.setup import async_setup_component

from tests.performance.houses import (
    HOUSES,
    HomematicIPConnectHouse,
    HomematicIPHouse,
    HomeSeerAsciiHouse,
    HomeSeerWebhookHouse,
    HomeyHouse,
    House,
    OpenMoticsHouse,
    OpenMoticsLegacyHouse,
    standing,
)

from .stopwatch import Stopwatch
from .subjects import Mqtt
from .table import OURS, Table

ENTITIES = int(os.environ.get("BENCH_ENTITIES", "5000"))
PUSHES, BURST = 1_000, 20

ONE_BY_ONE = (HomeSeerWebhookHouse, OpenMoticsLegacyHouse)
"""Ways on which every message is a request of its own: MQTT is measured with a request between its messages, too."""

STORMS = (HomematicIPHouse, HomematicIPConnectHouse, HomeyHouse, HomeSeerAsciiHouse, OpenMoticsHouse)
"""Ways on which messages can come 2,000 a second."""

VALUES_A_CHANGE = {OpenMoticsLegacyHouse: 2}
"""Power and current."""

STORM_SECONDS, TICK, PUSHES_A_TICK = int(os.environ.get("BENCH_STORM", "10")), 0.005, 10
COMMANDS = 7
COMMAND_PAUSE = 0.12
"""Seconds between commands: hubs want them spaced, and what waits is not what is measured."""


@pytest.fixture(autouse=True)
async def web_server(request: pytest.FixtureRequest) -> None:
    """Have Home Assistant's web server, for HomeSeer's webhook."""
    if "kind" in request.fixturenames:
        assert await async_setup_component(request.getfixturevalue("hass"), "http", {})


@pytest.fixture
def expected_lingering_timers() -> bool:
    """MQTT's own timers."""
    return True


@pytest.mark.usefixtures("expected_lingering_timers")
async def test_mqtt(hass: HomeAssistant, table: Table, mqtt_mock_entry: Callable[[], Any]) -> None:
    """The reference: a message's payload to a written state, in bursts and one by one as ours."""
    mqtt = Mqtt(mqtt_mock_entry)
    await mqtt.start()
    await mqtt.set_up(hass, ENTITIES)
    assert await async_setup_component(hass, "http", {})
    async with TestServer(hass.http.app) as server, aiohttp.ClientSession() as session:
        for burst, kinds in (
            (BURST, [kind for kind in HOUSES if kind not in ONE_BY_ONE]),
            (1, list(ONE_BY_ONE)),
        ):
            watch = Stopwatch(hass)
            gc.collect()
            gc.disable()
            for number in range(PUSHES if burst > 1 else PUSHES // 4):
                if number % burst == 0:
                    await (await session.get(server.make_url("/manifest.json"))).read()
                watch.start()
                mqtt.push(number * 7 % ENTITIES, number + 1 / burst)
            gc.enable()
            for kind in kinds:
                table.add(_bytes_to_state(kind), mqtt.name, statistics.median(watch.took), "µs")


def _bytes_to_state(kind: type[House]) -> str:
    return f"message's bytes to state, {ENTITIES:,} entities: {kind.name}"


@pytest.mark.parametrize("kind", HOUSES, ids=lambda kind: kind.name)
async def test_hub(hass: HomeAssistant, table: Table, monkeypatch: pytest.MonkeyPatch, kind: type[House]) -> None:
    """One hub with all these entities."""
    house = kind(ENTITIES)
    began = time.perf_counter()
    async with standing(hass, house) as entry:
        seconds = time.perf_counter() - began
        states = len(hass.states.async_all())
        table.add(
            f"set-up until push stands, {states:,} entities, virtual hub included: {kind.name}", OURS, seconds, "s"
        )
        watch = Stopwatch(hass)
        with monkeypatch.context() as patches:
            watch.watch_the_wire(patches)
            await _pushes(hass, entry, house, watch, table)
            await _commands(hass, house, watch, table)
        await _snapshot(entry, watch, table, kind)
        if kind in STORMS:
            await _storm(hass, entry, house, watch, table)


async def _pushes(hass: HomeAssistant, entry: ConfigEntry[Any], house: House, watch: Stopwatch, table: Table) -> None:
    kind = type(house)
    values = VALUES_A_CHANGE.get(kind, 1)
    timing = getattr(entry.runtime_data.hub, "timing", None)
    if timing:
        timing.debounce = 0
    burst = 1 if kind in ONE_BY_ONE else BURST
    count = PUSHES if burst > 1 else PUSHES // 4
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
        if kind is HomeSeerAsciiHouse:  # its rows are read together
            watch.took[-1] = (watch.last - watch.handed_over) / burst / 1_000
    gc.enable()
    name = _bytes_to_state(kind)
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


async def _commands(hass: HomeAssistant, house: House, watch: Stopwatch, table: Table) -> None:
    """A switch or a light that is turned on and off."""
    took = []
    entity = next(
        state.entity_id
        for platform in ("switch", "light")
        for state in hass.states.async_all(platform)
        if state.state in ("on", "off")
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


async def _snapshot(entry: ConfigEntry[Any], watch: Stopwatch, table: Table, kind: type[House]) -> None:
    """Everything read again, though nothing has changed; the hub's own diagnostics may write."""
    await entry.runtime_data.async_refresh()
    before = watch.writes
    began = time.perf_counter()
    await entry.runtime_data.async_refresh()
    took = (time.perf_counter() - began) * 1e3
    table.add(f"whole snapshot without a change, virtual hub included: {kind.name}", OURS, took, "ms")
    table.add(
        f"its state writes, the hub's response time apart: {kind.name}",
        OURS,
        max(0, watch.writes - before - 2),
        "",
        reach="0",
    )


async def _storm(hass: HomeAssistant, entry: ConfigEntry[Any], house: House, watch: Stopwatch, table: Table) -> None:
    """2,000 pushes a second: how late the loop is, whether all arrive, whether memory grows."""
    lags: list[float] = []
    done = asyncio.Event()

    async def measure() -> None:
        loop = hass.loop
        while not done.is_set():
            due = loop.time() + 0.002
            await asyncio.sleep(0.002)
            lags.append((loop.time() - due) * 1e3)

    changes = house.changes()
    before, told = watch.writes, 0
    gc.collect()
    half, blocks = told, 0
    measuring = asyncio.create_task(measure())
    began = hass.loop.time()
    for tick in range(int(STORM_SECONDS / TICK)):
        await asyncio.sleep(began + tick * TICK - hass.loop.time())
        for _ in range(PUSHES_A_TICK):
            house.tell(next(changes))
            told += 1
        if tick % 200 == 0:
            house.hub.log.clear()
        if tick == int(STORM_SECONDS / TICK / 2):
            gc.collect()
            half, blocks = told, sys.getallocatedblocks()
    took = hass.loop.time() - began
    done.set()
    await measuring
    await watch.written(before + told)
    await asyncio.sleep(1)  # what the virtual hub has still to do for these is not kept
    house.hub.log.clear()
    gc.collect()
    name = f"storm of 2,000 pushes a second for {STORM_SECONDS} s, virtual hub included"
    table.add(f"{name}, told a second: {house.name}", OURS, told / took, "", reach="2,000")
    table.add(
        f"{name}, loop's lag, 99 %: {house.name}", OURS, statistics.quantiles(lags, n=100)[98], "ms", reach="≤ 10 ms"
    )
    table.add(f"{name}, values lost: {house.name}", OURS, before + told - watch.writes, "", reach="0")
    grown = (sys.getallocatedblocks() - blocks) / (told - half)
    table.add(f"{name}, blocks of memory kept a push, second half: {house.name}", OURS, grown, "", reach="0")
