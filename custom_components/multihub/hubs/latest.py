"""One thing at a time for each target, and of those that wait only the newest: for sliders that are moved."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Hashable


class Latest:
    """Lets works for the same key follow one another; one that was overtaken while it waited is left out."""

    def __init__(self) -> None:
        """Begin with nothing under way."""
        self._newest: dict[Hashable, object] = {}
        self._turns: dict[Hashable, asyncio.Lock] = {}

    async def run(self, key: Hashable, work: Callable[[], Awaitable[None]]) -> None:
        """Do the work when it is its turn, unless a newer one waits by then; raises what the work raises."""
        own = self._newest[key] = object()
        async with self._turns.setdefault(key, asyncio.Lock()):
            if self._newest.get(key) is not own:
                return
            try:
                await work()
            finally:
                if self._newest.get(key) is own:
                    del self._newest[key], self._turns[key]
