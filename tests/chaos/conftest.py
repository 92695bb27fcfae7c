"""The clock of these tests, and what is looked at when a hub has gone."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable

import pytest
from homeassistant.config_entries import ConfigEntryState
from homeassistant.core import HomeAssistant

from .clock import Clock
from .home import Home
from .watching import ignore_cut_handshakes

type StartHome = Callable[..., Awaitable[Home]]


@pytest.fixture
async def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """A clock that can be put forward."""
    return Clock(monkeypatch)


@pytest.fixture
async def start_home(hass: HomeAssistant, clock: Clock) -> AsyncIterator[StartHome]:
    """Starts hubs, sets them up and waits until all is right; stops them after the test."""
    started: list[Home] = []

    async def start(kind: type[Home], number: int = 1) -> Home:
        home = kind(hass, number)
        started.append(home)
        await home.start()
        clock.watch(home.bytes)
        await clock.during(hass.config_entries.async_setup(home.entry.entry_id))
        assert home.entry.state is ConfigEntryState.LOADED, home.entry.reason
        await clock.until(lambda: home.right, f"{home.name} is right", limit=120)
        return home

    ignore_cut_handshakes()
    yield start
    for home in started:
        if home.entry.state is ConfigEntryState.LOADED:
            await clock.during(hass.config_entries.async_unload(home.entry.entry_id))
        await home.stop()
