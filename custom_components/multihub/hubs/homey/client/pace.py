"""How fast a Homey may be asked: few at once, a little apart, and not at all while it asks for rest."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

IN_FLIGHT = 2
SPACING = 0.26
"""Seconds between the beginnings of two requests: a Homey refuses the fifth in a second (section 6)."""


REFUSED_PAUSE = 1.2
"""Seconds to rest after a refusal for haste (429) that does not say for how long."""


class Pace:
    """Lets requests through, two at a time and a quarter of a second apart."""

    def __init__(self, *, in_flight: int = IN_FLIGHT, spacing: float = SPACING) -> None:
        """Begin with nothing on its way."""
        self._slots = asyncio.Semaphore(in_flight)
        self._spacing = spacing
        self._turn = asyncio.Lock()
        self._next = 0.0

    @asynccontextmanager
    async def slot(self) -> AsyncIterator[None]:
        """Wait for one's turn; hold it while the request is on its way."""
        async with self._slots:
            async with self._turn:
                loop = asyncio.get_running_loop()
                while (wait := self._next - loop.time()) > 0:
                    await asyncio.sleep(wait)
                self._next = loop.time() + self._spacing
            yield

    def rest(self, seconds: float) -> None:
        """Let nobody through for so long."""
        self._next = max(self._next, asyncio.get_running_loop().time() + seconds)
