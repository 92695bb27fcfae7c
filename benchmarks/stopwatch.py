"""Times a message from its bytes to the written state, and a command without the wire's share."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from typing import Any

import aiohttp
import pytest
from homeassistant.core import Event, EventStateChangedData, HomeAssistant, callback

HANDS_OVER = (
    (asyncio.StreamReader, "readline"),
    (aiohttp.StreamReader, "read"),
    (aiohttp.StreamReader, "readany"),
    (aiohttp.ClientResponse, "read"),
    (aiohttp.ClientWebSocketResponse, "receive"),
)
"""Where aiohttp (for HomeSeer's ASCII port asyncio) hands a message over: the last of them counts."""

SENDS = (
    (aiohttp.ClientSession, "_request"),
    (aiohttp.ClientWebSocketResponse, "send_str"),
    (aiohttp.ClientWebSocketResponse, "send_bytes"),
)
"""Where something goes out."""


class Stopwatch:
    """Starts when a message is handed over, stops when a state is written."""

    def __init__(self, hass: HomeAssistant) -> None:
        """Begin with nothing timed."""
        self.took: list[float] = []
        """Microseconds from a message to its first state."""
        self.writes = 0
        self.handed_over = 0
        self.sent = 0
        """When a message came in last, and when something went out first since the last ``begin``."""
        self.last = 0
        """When the last state was written."""
        self._began = 0
        self._written = asyncio.Event()
        hass.bus.async_listen("state_changed", self._wrote)

    def start(self) -> None:
        """A message is here."""
        self._began = self.handed_over = time.perf_counter_ns()

    def watch_the_wire(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Start by itself with each message from now on, and note what goes out."""
        for owner, method in HANDS_OVER:
            self._watch(monkeypatch, owner, method, after=self.start)
        for owner, method in SENDS:
            self._watch(monkeypatch, owner, method, before=self._sends)

    @staticmethod
    def _watch(
        monkeypatch: pytest.MonkeyPatch,
        owner: type,
        method: str,
        *,
        before: Callable[[], None] | None = None,
        after: Callable[[], None] | None = None,
    ) -> None:
        original: Callable[..., Any] = getattr(owner, method)

        async def watched(*args: Any, **kwargs: Any) -> Any:
            if before:
                before()
            result = await original(*args, **kwargs)
            if after:
                after()
            return result

        monkeypatch.setattr(owner, method, watched)

    def _sends(self) -> None:
        self.sent = self.sent or time.perf_counter_ns()

    @callback
    def _wrote(self, _: Event[EventStateChangedData]) -> None:
        self.last = now = time.perf_counter_ns()
        self.writes += 1
        if self._began:
            self.took.append((now - self._began) / 1_000)
            self._began = 0
        self._written.set()

    async def written(self, writes: int, *, within: float = 20) -> None:
        """Wait until so many states have been written in all; raises ``TimeoutError``."""
        async with asyncio.timeout(within):
            while self.writes < writes:
                self._written.clear()
                await self._written.wait()

    async def above_the_wire(self, work: Callable[[], Any]) -> float:
        """Milliseconds of some work, less the time from what goes out first to what comes in last."""
        self.sent = 0
        began = time.perf_counter_ns()
        await work()
        ended = time.perf_counter_ns()
        assert began < self.sent < self.handed_over < ended
        return (self.sent - began + ended - self.handed_over) / 1e6
