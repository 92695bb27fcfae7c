"""Each hub by each way of push goes and comes back with 5,000 entities: states that are written, lines that are logged."""

from __future__ import annotations

import logging
import os
from collections.abc import Awaitable, Callable

import pytest
from homeassistant.core import HomeAssistant

from tests.chaos import homematicip, homeseer, homey, openmotics
from tests.chaos.clock import Clock
from tests.chaos.conftest import clock, start_home  # noqa: F401  fixtures
from tests.chaos.home import Home
from tests.chaos.losing import lose_and_return

from .table import OURS, Table

ENTITIES = int(os.environ.get("BENCH_ENTITIES", "5000"))

HOMES: tuple[type[Home], ...] = (
    homematicip.Cloud,
    homematicip.Connect,
    homey.Local,
    homeseer.Ascii,
    homeseer.Webhook,
    openmotics.Local,
    openmotics.Legacy,
)
"""The ways of push; ``tests/chaos`` has all fourteen, with smaller houses."""


@pytest.mark.parametrize("kind", HOMES, ids=lambda kind: kind.name)
async def test_loss_and_return(
    hass: HomeAssistant,
    clock: Clock,  # noqa: F811
    start_home: Callable[..., Awaitable[Home]],  # noqa: F811
    caplog: pytest.LogCaptureFixture,
    table: Table,
    kind: type[Home],
) -> None:
    """By this way."""
    home = await start_home(type(kind.__name__, (kind,), {"entities": ENTITIES}))
    logging.disable(logging.NOTSET)
    caplog.set_level(logging.INFO)
    written, told = await lose_and_return(hass, home, clock, caplog)
    name = f"loss and return of {len(written):,} entities"
    table.add(f"{name}, state writes an entity: {kind.name}", OURS, written.total() / len(written), "", reach="2")
    table.add(f"{name}, log lines: {kind.name}", OURS, len(told), "", reach="2")
