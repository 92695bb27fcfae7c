"""Hours in seconds: the clock jumps to the next timer whenever no byte is on its way; sockets stay real."""

from __future__ import annotations

import asyncio
import socket
import time
from collections.abc import Callable, Coroutine
from typing import Any

import pytest
from aiohttp import connector
from aiohttp.abc import AbstractResolver
from homeassistant.helpers import aiohttp_client
from homeassistant.util.async_ import get_scheduled_timer_handles

QUIET = 0.004
"""Seconds without a byte after which nothing is on its way any more: all of it is in this process."""

ROUNDS = 20
"""Times round the event loop before that is believed: what waited behind long work, such as 10 MB of JSON, is only then passed on."""

LONGEST_STEP = 10.0

SLOWLY = 0.1
"""Seconds at a time while something may be done in a thread."""


class Names(AbstractResolver):
    """The name server: every name is this machine, until they are gone."""

    def __init__(self) -> None:
        """Know every name."""
        self.gone = False

    def install(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Answer for the name server from now on."""
        loop = asyncio.get_running_loop()
        ask = loop.getaddrinfo

        async def getaddrinfo(host: Any, *args: Any, **kwargs: Any) -> Any:
            if self.gone and not str(host).startswith("127."):
                raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")
            return await ask("127.0.0.1", *args, **kwargs)

        monkeypatch.setattr(loop, "getaddrinfo", getaddrinfo)
        monkeypatch.setattr(aiohttp_client, "_async_make_resolver", lambda _: self)

    async def resolve(self, host: str, port: int = 0, family: Any = socket.AF_INET) -> Any:
        if self.gone:
            raise OSError(None, "DNS lookup failed")
        return [{"hostname": host, "host": "127.0.0.1", "port": port, "family": socket.AF_INET, "proto": 0, "flags": 0}]

    async def close(self) -> None:
        """Nothing is open."""

    real_close = close


class Clock:
    """The event loop's clock and ``time.monotonic``, which can be put forward."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Begin with the real time, which goes on."""
        self.wall = 0.0
        """Seconds by which the wall clock is wrong."""
        self.names = Names()
        real = time.time
        monkeypatch.setattr(time, "time", lambda: real() + self.wall)
        self.names.install(monkeypatch)
        self._real = time.monotonic
        self._ahead = 0.0
        self._bytes: list[Callable[[], int]] = []
        self._loop: Any = asyncio.get_running_loop()
        self._loop.time = self.now
        monkeypatch.setattr(time, "monotonic", self.now)
        monkeypatch.setattr(connector, "monotonic", self.now)

    def now(self) -> float:
        """Seconds, as ``time.monotonic``."""
        return self._real() + self._ahead

    def watch(self, count: Callable[[], int]) -> None:
        """Wait for what this counts to stand still before time is put forward."""
        self._bytes.append(count)

    def jump(self, seconds: float) -> None:
        """Put the clock forward at once, as after a laptop's sleep: all timers in between are due together."""
        self._ahead += seconds

    async def settle(self) -> None:
        """Let everything happen that can happen without waiting."""
        before = -1
        while before != (before := sum(count() for count in self._bytes)):
            await asyncio.sleep(QUIET)
            for _ in range(ROUNDS):
                await asyncio.sleep(0)

    async def pass_(self, seconds: float) -> None:
        """Let so much time pass."""
        end = self.now() + seconds
        while True:
            await self.settle()
            if (left := end - self.now()) <= 0:
                return
            self.jump(min(self._step(), left))

    async def until(self, holds: Callable[[], Any], what: str = "", *, limit: float = 1800) -> float:
        """Let time pass until something is so; gives how many seconds that took.

        Raises:
            AssertionError: it is not so after ``limit`` seconds.

        """
        began = self.now()
        while True:
            await self.settle()
            if holds():
                return self.now() - began
            assert self.now() - began < limit, f"{what or holds} is not so after {limit} s"
            self.jump(self._step())

    async def during[T](self, work: Coroutine[Any, Any, T]) -> T:
        """Let time pass until this is done: slowly, since what threads do counts no bytes."""
        task = asyncio.ensure_future(work)
        while not task.done():
            await self.settle()
            self.jump(SLOWLY)
        return await task

    def _step(self) -> float:
        """Seconds to the next timer, a second at least: many small timers need not be told apart."""
        now = self.now()
        due = [timer.when() - now for timer in get_scheduled_timer_handles(self._loop) if not timer.cancelled()]
        return min(LONGEST_STEP, max(1.0, min((seconds for seconds in due if seconds > 0), default=1.0)))
