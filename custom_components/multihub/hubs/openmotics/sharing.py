"""Readings that many ask for at the same moment: one serves all who asked before it began."""

from __future__ import annotations

import asyncio
from collections import Counter, defaultdict
from collections.abc import Awaitable, Callable, Hashable


class Shared:
    """Does works of one key one after the other, and of those that wait only one."""

    def __init__(self) -> None:
        """Begin with nothing under way."""
        self._turns: defaultdict[Hashable, asyncio.Lock] = defaultdict(asyncio.Lock)
        self._begun: Counter[Hashable] = Counter()
        self._served: Counter[Hashable] = Counter()
        """Which of those that have begun was the newest to end well."""

    async def run(self, key: Hashable, work: Callable[[], Awaitable[None]]) -> None:
        """Do the work, or wait for one that has begun since; raises what the work raises."""
        meant = self._begun[key]
        async with self._turns[key]:
            if self._served[key] > meant:
                return
            self._begun[key] += 1
            own = self._begun[key]
            await work()
            self._served[key] = own
