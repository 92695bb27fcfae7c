"""Listening to a transport in tests: what came, and when."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

from custom_components.multihub.hubs.homematicip.client import Transport


class Heard:
    """What a transport told."""

    def __init__(self) -> None:
        self.opened = 0
        self.frames: list[list[dict[str, Any]] | None] = []
        self._changed = asyncio.Condition()
        self._loop = asyncio.get_running_loop()
        self._wakers: set[asyncio.Task[None]] = set()

    def on_open(self) -> None:
        self.opened += 1
        self.wake()

    def on_events(self, events: list[dict[str, Any]] | None) -> None:
        self.frames.append(events)
        self.wake()

    async def until(self, holds: Callable[[], Any]) -> None:
        async with asyncio.timeout(10), self._changed:
            await self._changed.wait_for(holds)

    def kinds(self) -> list[str]:
        return [event["pushEventType"] for events in self.frames for event in events or ()]

    def wake(self) -> None:
        async def wake() -> None:
            async with self._changed:
                self._changed.notify_all()

        task = self._loop.create_task(wake())
        self._wakers.add(task)
        task.add_done_callback(self._wakers.discard)


@asynccontextmanager
async def listening(transport: Transport) -> AsyncIterator[tuple[Heard, asyncio.Task[None]]]:
    """Listen beside, until the test is done with it."""
    heard = Heard()
    task = asyncio.create_task(transport.listen(heard.on_open, heard.on_events))
    task.add_done_callback(lambda _: heard.wake())
    try:
        await heard.until(lambda: heard.opened or task.done())
        yield heard, task
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
