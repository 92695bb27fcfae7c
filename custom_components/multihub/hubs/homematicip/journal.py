"""Reading the security journal when it changed: one read at a time, and one more for what came meanwhile."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable


class Journal:
    """Reads beside everything else, for as long as the hub is open."""

    def __init__(self, read: Callable[[], Awaitable[None]]) -> None:
        """Read with ``read``, which raises nothing."""
        self._read = read
        self._asked = False
        self._task: asyncio.Task[None] | None = None

    def ask(self) -> None:
        """Read soon; while a read runs, once more after it."""
        self._asked = True
        if self._task is None or self._task.done():
            self._task = asyncio.create_task(self._run())

    async def close(self) -> None:
        """Stop reading."""
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)

    async def _run(self) -> None:
        while self._asked:
            self._asked = False
            await self._read()
