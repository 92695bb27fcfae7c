"""Each hub in a process of its own, so that ours alone is measured: set-up, a snapshot, a storm."""

from __future__ import annotations

import asyncio
import gc
import os
import statistics
import sys
import time
from array import array
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

import pytest
from homeassistant.config_entries import ConfigEntry
from homeassistant.core import HomeAssistant
from homeassistant.helpers import device_registry as dr, entity_registry as er
from homeassistant.setup import async_setup_component
from pytest_homeassistant_custom_component.common import flush_store

from tests.helpers import writes
from tests.performance.houses import (
    HOUSES,
    HomematicIPConnectHouse,
    HomematicIPHouse,
    HomeSeerAsciiHouse,
    HomeyHouse,
    House,
    OpenMoticsHouse,
    standing,
)

from .apart import HouseApart
from .stopwatch import Stopwatch
from .table import OURS, Table

ENTITIES = int(os.environ.get("BENCH_ENTITIES", "5000"))
SNAPSHOTS = 5

STORMS = (HomematicIPHouse, HomematicIPConnectHouse, HomeyHouse, HomeSeerAsciiHouse, OpenMoticsHouse)
"""Ways on which messages can come 2,000 a second."""

STORM_SECONDS, PUSHES_A_TICK = int(os.environ.get("BENCH_STORM", "10")), 10
LOOK = 0.002
"""Seconds between two looks at how late the loop is."""

OF_THE_CONNECTION = ("response_time", "last_message")
"""What tells of the asking itself, and not of the house."""


@dataclass(slots=True)
class Since:
    """How long it is since this was made."""

    clock: float = field(default_factory=time.perf_counter)
    work: float = field(default_factory=time.process_time)

    def by_the_clock(self) -> float:
        """Milliseconds that have passed."""
        return (time.perf_counter() - self.clock) * 1e3

    def of_work(self) -> float:
        """Milliseconds that this process has worked, in all its threads."""
        return (time.process_time() - self.work) * 1e3


@pytest.fixture(autouse=True)
async def web_server(hass: HomeAssistant) -> None:
    """Have Home Assistant's web server, for HomeSeer's webhook."""
    assert await async_setup_component(hass, "http", {})


@pytest.mark.parametrize("kind", HOUSES, ids=lambda kind: kind.name)
async def test_hub_apart(hass: HomeAssistant, table: Table, kind: type[House]) -> None:
    """One hub with all these entities, in its own process."""
    house = HouseApart(kind, ENTITIES)
    since = Since()
    async with standing(hass, house) as entry:
        name = f"set-up until push stands, {len(hass.states.async_all()):,} entities"
        table.add(f"{name}, our work: {kind.name}", OURS, since.of_work() / 1e3, "s")
        await _snapshot(hass, entry, table, kind)
        if kind in STORMS:
            await _storm(hass, house, table)


async def _snapshot(hass: HomeAssistant, entry: ConfigEntry[Any], table: Table, kind: type[House]) -> None:
    """Everything read again, though nothing has changed; the hub's own diagnostics may write."""
    await entry.runtime_data.async_refresh()
    written, work, clock = writes(hass), [], []
    for _ in range(SNAPSHOTS):
        gc.collect()
        since = Since()
        await entry.runtime_data.async_refresh()
        work.append(since.of_work())
        clock.append(since.by_the_clock())
    name = f"whole snapshot without a change, {ENTITIES:,} entities"
    table.add(f"{name}, our work: {kind.name}", OURS, statistics.median(work), "ms", reach="≤ 20 ms")
    table.add(f"{name}, with the hub's answers: {kind.name}", OURS, statistics.median(clock), "ms")
    of_the_house = [entity for entity in written if not entity.endswith(OF_THE_CONNECTION)]
    table.add(f"its state writes: {kind.name}", OURS, len(of_the_house), "", reach="0")


async def _storm(hass: HomeAssistant, house: HouseApart, table: Table) -> None:
    """2,000 pushes a second: how late our loop is, whether all arrive, whether memory grows."""
    for registry in (er.async_get(hass), dr.async_get(hass)):
        await flush_store(registry._store)  # noqa: SLF001  what they keep of it would else be made in the storm
    watch = Stopwatch(hass)
    first, *_ = await _half_a_storm(hass, house, watch)
    before = sys.getallocatedblocks()
    told, took, lag = await _half_a_storm(hass, house, watch)
    grown = (sys.getallocatedblocks() - before) / told
    name = f"storm of 2,000 pushes a second for {STORM_SECONDS} s"
    table.add(f"{name}, told a second: {house.name}", OURS, told / took, "", reach="2,000")
    table.add(f"{name}, loop's lag, 99 %: {house.name}", OURS, lag, "ms", reach="≤ 10 ms")
    table.add(f"{name}, values lost: {house.name}", OURS, first + told - watch.writes, "", reach="0")
    table.add(f"{name}, blocks of memory kept a push, second half: {house.name}", OURS, grown, "", reach="0")


async def _half_a_storm(hass: HomeAssistant, house: HouseApart, watch: Stopwatch) -> tuple[int, float, float]:
    """Half of it; gives how many were told in how many seconds, and the loop's lag, 99 %, in milliseconds."""
    lags = array("d")
    before = watch.writes

    async def measure() -> None:
        while True:
            due = hass.loop.time() + LOOK
            await asyncio.sleep(LOOK)
            lags.append((hass.loop.time() - due) * 1e3)

    measuring = asyncio.create_task(measure())
    did = await house.hub.do("storm", seconds=STORM_SECONDS / 2, a_tick=PUSHES_A_TICK)
    measuring.cancel()
    with suppress(TimeoutError):  # what has not come by then is lost
        await watch.written(before + did["told"])
    await hass.async_block_till_done(wait_background_tasks=False)
    gc.collect()
    return did["told"], did["took"], statistics.quantiles(lags, n=100)[98]
