"""Hours in minutes: events, reconnects and reloads by the thousand; everything counted at both ends, nothing grows.

``scripts/soak`` runs it; pytest does not collect it by itself.
"""

from __future__ import annotations

import asyncio
import ctypes
import gc
import os
import resource
import sys
from pathlib import Path

import pytest
from homeassistant.core import Event, EventStateChangedData, HomeAssistant, callback

from . import homematicip, homeseer, homey, openmotics
from .clock import Clock
from .conftest import StartHome
from .home import Home

EVENTS = int(os.environ.get("MULTIHUB_SOAK_EVENTS", "100000"))
RECONNECTS = int(os.environ.get("MULTIHUB_SOAK_RECONNECTS", "200"))
RELOADS = int(os.environ.get("MULTIHUB_SOAK_RELOADS", "50"))
BATCH = 50
"""Events between two looks at what has arrived."""

MOST_GROWTH = 40.0
"""MiB by which memory may grow: the gaps that 250 TLS handshakes leave between what is held, half a MiB of buffers each."""

TABLE: list[str] = []


def _descriptors() -> int:
    return len(list(Path("/proc/self/fd").iterdir()))


def _memory() -> float:
    """MiB that are held; what was let go, and the C library keeps for the next who asks, is given back first."""
    gc.collect()
    if trim := getattr(ctypes.CDLL(None), "malloc_trim", None):
        trim(0)
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * resource.getpagesize() / 2**20


OPENED = {
    "homematicip": ("websocket", "open"),
    "homey": ("websocket", "joined"),
    "homeseer": ("ascii", "au"),
    "openmotics": ("websocket", "connected"),
}
"""What the hub writes down when push has come to stand."""


def _opened(home: Home) -> int:
    return home.hub.count(*OPENED[home.vendor])


@pytest.mark.parametrize(
    "kind", [homematicip.Cloud, homey.Local, homeseer.Ascii, openmotics.Local], ids=lambda k: k.vendor
)
async def test_a_long_run(hass: HomeAssistant, clock: Clock, start_home: StartHome, kind: type[Home]) -> None:
    home = await start_home(kind)
    written = 0

    @callback
    def count(event: Event[EventStateChangedData]) -> None:
        nonlocal written
        written += event.data["entity_id"].startswith(home.lamp[0])

    for _ in range(2):  # both states have been seen: whoever learns their words has done so
        home.switch(not home.is_on)
        await clock.until(lambda: home.right)
    remove = hass.bus.async_listen("state_changed", count)
    before: tuple[int, int, float, int] | None = None
    told = 0
    while told < EVENTS:
        for _ in range(BATCH):
            home.switch(not home.is_on)
            told += 1
        home.hub.log.clear()
        async with asyncio.timeout(10):
            while written < told:
                await asyncio.sleep(0)
        if before is None and told >= EVENTS // 10:
            before = len(asyncio.all_tasks()), _descriptors(), _memory(), sys.getallocatedblocks()
    remove()
    events = written
    health = home.entry.runtime_data.connection.health
    way, reconnected = health.way, 0

    def is_back() -> bool:
        return home.right and health.way == way and _opened(home) > 0

    for number in range(1, RECONNECTS + 1):
        home.hub.log.clear()
        home.break_off()
        home.switch(not home.is_on)
        await clock.until(is_back, f"right again, by the same way, for the {number}th time")
        reconnected += _opened(home)
    for _ in range(RELOADS):
        home.hub.log.clear()
        await clock.during(hass.config_entries.async_reload(home.entry.entry_id))
        home.switch(not home.is_on)
        await clock.until(lambda: home.right, "right after a reload")
    await clock.pass_(60)
    assert before
    after = len(asyncio.all_tasks()), _descriptors(), _memory(), sys.getallocatedblocks()
    grown = [round(now - then, 1) for now, then in zip(after, before, strict=True)]
    TABLE.append(f"| {home.vendor} | {told} | {events} | {reconnected} | {RELOADS} | {' | '.join(map(str, grown))} |")
    print("\n| hub | told | written | reconnects | reloads | tasks | descriptors | MiB | blocks |\n" + "\n".join(TABLE))  # noqa: T201
    assert events == told
    assert reconnected == RECONNECTS
    assert grown[0] <= 1
    assert grown[1] <= 3
    assert grown[2] <= MOST_GROWTH
