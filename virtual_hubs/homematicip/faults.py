"""What can go wrong between a client and the cloud, switched on for a while."""

from __future__ import annotations

import asyncio
import contextlib
import time
from dataclasses import dataclass, field
from typing import Any


@dataclass(slots=True)
class Answer:
    """An answer made up for a path: HTML, nothing at all, an error."""

    path: str
    status: int = 200
    body: str = ""
    content_type: str = "application/json"
    times: int = 1


@dataclass(slots=True)
class Faults:
    """The faults that are on now."""

    throttled_until: float = 0.0
    throttled_requests: int = 0
    refusing: str | None = None
    """``abort``: connections are cut; ``502``, ``503``: a gateway's HTML page; ``None``: all is well."""
    retry_after: str | None = None
    """What a refusal names as the time to wait, if anything."""
    delay: float = 0.0
    """Seconds before any REST request is looked at."""
    half_open: bool = False
    """Sockets stay open, nothing comes out of them any more, not even a pong."""
    binary: bool = True
    """Frames are binary, as the cloud sends them, or text."""
    answers: list[Answer] = field(default_factory=list)
    ended: asyncio.Event = field(default_factory=asyncio.Event)
    """Set when the hub stops: nobody waits any longer."""

    async def linger(self) -> None:
        """Wait for ``delay``, at most until the hub stops."""
        if self.delay:
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(self.delay):
                    await self.ended.wait()

    def throttle(self, seconds: float | None = None, requests: int = 0) -> None:
        """Answer 429 for some seconds (``None``: until told otherwise, 0: no longer), or to the next requests."""
        self.throttled_requests = requests
        if requests:
            return
        self.throttled_until = float("inf") if seconds is None else time.monotonic() + seconds

    @property
    def throttled(self) -> bool:
        """Whether the next request is answered 429; counts it."""
        if self.throttled_requests > 0:
            self.throttled_requests -= 1
            return True
        return time.monotonic() < self.throttled_until

    def made_up(self, path: str) -> Answer | None:
        """The answer that is laid out for this path, taken once."""
        for answer in self.answers:
            if answer.path == path and answer.times > 0:
                answer.times -= 1
                return answer
        return None

    def lay_out(self, **values: Any) -> None:
        """Lay out an answer for a path below ``/hmip/``, or for ``getHost``."""
        self.answers = [answer for answer in self.answers if answer.times > 0]
        self.answers.append(Answer(**values))
