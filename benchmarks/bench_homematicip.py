"""Beside Home Assistant's own ``homematicip_cloud``, on the same recorded home of 159 devices; what groups cost."""

from __future__ import annotations

import asyncio
import gc
import statistics
import time
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager, suppress
from typing import Any, ClassVar

import pytest
from homeassistant.core import HomeAssistant
from homeassistant.helpers import entity_registry as er

from custom_components.multihub.hubs.homematicip.mapping import House as Mapping
from tests.interop.home_assistants_own import own_integration
from tests.performance.houses import HomematicIPHouse, House, standing
from tests.referees import recorded_home
from virtual_hubs.homematicip import VirtualHomematicIP

from .stopwatch import Stopwatch
from .table import OURS, Table

REFERENCE = "homematicip_cloud"
RECORDED = "recorded home of 159 devices"
PUSHES = 300


class RecordedHouse(HomematicIPHouse):
    """The home that the library's tests were recorded from."""

    VALUES: ClassVar = {
        "SWITCH_CHANNEL": ("on", (True, False)),
        "SHUTTER_CONTACT_CHANNEL": ("windowState", ("OPEN", "CLOSED")),
    }

    def __init__(self) -> None:
        """Serve it."""
        self.hub = VirtualHomematicIP(house=recorded_home(), way="token")


@asynccontextmanager
async def ours(hass: HomeAssistant, house: House) -> AsyncIterator[Any]:
    """Multihub, with this home."""
    async with standing(hass, house) as entry:
        yield entry


@asynccontextmanager
async def theirs(hass: HomeAssistant, house: RecordedHouse) -> AsyncIterator[Any]:
    """Home Assistant's own integration, with this home."""
    await house.hub.start()
    try:
        async with own_integration(hass, house.hub) as entry:
            await house.hub.until(lambda: len(house.hub.sockets) == 1)
            yield entry
    finally:
        await house.hub.stop()


SUBJECTS: dict[str, Callable[..., AbstractAsyncContextManager[Any]]] = {OURS: ours, REFERENCE: theirs}
FIGURES = {
    "set-up, virtual hub included": "s",
    "entities": "",
    "entities, with those that are off by default": "",
    "set-up an entity of all, virtual hub included": "ms",
    "message's bytes in hand to state": "µs",
    "state writes a pushed value": "",
    "state writes a repeated frame": "",
}


@pytest.mark.parametrize("subject", SUBJECTS)
async def test_recorded_home(hass: HomeAssistant, table: Table, monkeypatch: pytest.MonkeyPatch, subject: str) -> None:
    """Set-up, pushes and repeats of the recorded home."""
    house = RecordedHouse()
    try:
        found = await _measured(hass, house, monkeypatch, SUBJECTS[subject])
    except pytest.skip.Exception as reason:
        found = dict.fromkeys(FIGURES)
        table.note(f"`{subject}` is n/a: {reason}.")
    for name, unit in FIGURES.items():
        table.add(f"{RECORDED}: {name}", subject, found[name], unit)


async def _measured(
    hass: HomeAssistant,
    house: RecordedHouse,
    monkeypatch: pytest.MonkeyPatch,
    subject: Callable[..., AbstractAsyncContextManager[Any]],
) -> dict[str, float | None]:
    async with subject(hass, house) as entry:
        assert await hass.config_entries.async_unload(entry.entry_id)
        await hass.async_block_till_done()
        began = time.perf_counter()
        assert await hass.config_entries.async_setup(entry.entry_id)
        await hass.async_block_till_done(wait_background_tasks=False)
        seconds = time.perf_counter() - began
        await house.hub.until(lambda: len(house.hub.sockets) == 1)
        await asyncio.sleep(1)  # what follows the first connection is not of the pushes
        entities, registered = len(hass.states.async_all()), len(er.async_get(hass).entities)
        watch = Stopwatch(hass)
        changes = house.changes()
        written = []
        with monkeypatch.context() as patches:
            watch.watch_the_wire(patches)
            gc.collect()
            gc.disable()
            for _ in range(PUSHES):
                before = watch.writes
                house.tell(change := next(changes))
                await _settled(hass, watch, before + 1)
                written.append(watch.writes - before)
            gc.enable()
        before = watch.writes
        house.repeat(change)
        await _settled(hass, watch, before + 1)
        repeated = watch.writes - before
    each = seconds / registered * 1e3
    values = (seconds, entities, registered, each, statistics.median(watch.took), statistics.median(written), repeated)
    return dict(zip(FIGURES, values, strict=True))


async def _settled(hass: HomeAssistant, watch: Stopwatch, writes: int) -> None:
    with suppress(TimeoutError):  # not every value is shown by everybody
        await watch.written(writes, within=0.5)
    await hass.async_block_till_done(wait_background_tasks=False)


@pytest.mark.parametrize("entities", [500, 2_000, 8_000])
def test_groups(table: Table, entities: int) -> None:
    """A heating group's push is mapped; it does not cost more in a bigger house."""
    hub = VirtualHomematicIP(size=entities)
    house = Mapping(hub.sgtin)
    house.read(hub.state())
    groups = [group for group in hub.state()["groups"].values() if group["type"] in ("HEATING", "META")]
    took = []
    for number in range(200):
        group = {**groups[number % len(groups)], "lastStatusUpdate": number, "actualTemperature": 15 + number / 10}
        began = time.perf_counter_ns()
        house.apply({"pushEventType": "GROUP_CHANGED", "group": group})
        took.append((time.perf_counter_ns() - began) / 1_000)
    name = f"mapping of a room's or heating group's push, {entities:,} entities: HomematicIP"
    table.add(name, OURS, statistics.median(took), "µs", reach="flat")
