"""What is to be done a little later, unless everything ends before."""

from __future__ import annotations

import asyncio
from collections.abc import Callable


class Timers:
    """Calls that are due; ``cancel`` forgets them all."""

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        """Nothing is due."""
        self._loop = loop
        self._due: set[asyncio.TimerHandle] = set()

    def after(self, seconds: float, do: Callable[[], None]) -> None:
        """Do it once, after so many seconds."""

        def fire() -> None:
            self._due.discard(timer)
            do()

        timer = self._loop.call_later(seconds, fire)
        self._due.add(timer)

    def cancel(self) -> None:
        """Do nothing of it."""
        for timer in self._due:
            timer.cancel()
        self._due.clear()
