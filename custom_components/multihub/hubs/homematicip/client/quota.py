"""How much the cloud may be asked: our own limit, and silence when it asks for silence."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Mapping
from typing import Final

from ...base import HubCommandError, HubThrottledError

CAPACITY: Final = 10
SECONDS_A_CALL: Final = 8.0
"""Ten calls at once, then one in eight seconds (protocol page, section 1.3)."""

PATIENCE: Final = 60.0
"""How many seconds a command may wait for its turn before it fails honestly."""

THROTTLE_SECONDS: Final = 15 * 60.0
"""How long to be silent when the cloud names no time (protocol page, section 3)."""


def seconds_asked_for(headers: Mapping[str, str]) -> float | None:
    """How many seconds an answer with 429 asks for; ``None``: it names none."""
    told = headers.get("Retry-After", "")
    return float(told) if told.isdecimal() else None


class Quota:
    """One access point's: shared by whoever asks it, and kept over reloads.

    Commands go before reads. ``seconds_a_call`` of 0 means no limit of our own (a hub in the house).
    """

    def __init__(self, *, capacity: int = CAPACITY, seconds_a_call: float = SECONDS_A_CALL) -> None:
        """Begin with a full bucket."""
        self.capacity = capacity
        self.seconds_a_call = seconds_a_call
        self.patience = PATIENCE
        self._tokens = float(capacity)
        self._filled = time.monotonic()
        self._throttled_until = 0.0
        self._waiting: list[tuple[bool, object]] = []

    @property
    def throttled_for(self) -> float:
        """For how many seconds nothing may be asked."""
        return max(0.0, self._throttled_until - time.monotonic())

    def throttle(self, seconds: float | None) -> HubThrottledError:
        """Be silent from now on, for as long as the cloud says; gives the error to raise."""
        self._throttled_until = time.monotonic() + (THROTTLE_SECONDS if seconds is None else seconds)
        return self._throttled()

    def check(self) -> None:
        """Raise ``HubThrottledError`` while the cloud wants to be left alone."""
        if self.throttled_for:
            raise self._throttled()

    async def turn(self, *, command: bool) -> None:
        """Wait for a turn: commands in their order, then reads.

        Raises:
            HubThrottledError: the cloud wants to be left alone.
            HubCommandError: a command would have to wait longer than ``PATIENCE``.

        """
        self.check()
        if not self.seconds_a_call:
            return
        ticket = (command, object())
        self._waiting.append(ticket)
        try:
            if command and (seconds := self._seconds_until_turn(ticket)) > self.patience:
                raise HubCommandError(
                    "Too many commands at once", key="too_many_commands", placeholders={"seconds": str(round(seconds))}
                )
            while seconds := self._seconds_until_turn(ticket):
                await asyncio.sleep(seconds)
                self.check()
            self._tokens -= 1
        finally:
            self._waiting.remove(ticket)

    def _throttled(self) -> HubThrottledError:
        return HubThrottledError("The access point asks to be left alone", retry_after=self.throttled_for)

    def _seconds_until_turn(self, ticket: tuple[bool, object]) -> float:
        now = time.monotonic()
        if self.seconds_a_call:
            self._tokens = min(self.capacity, self._tokens + (now - self._filled) / self.seconds_a_call)
        self._filled = now
        commands = [waiting for waiting in self._waiting if waiting[0]]
        row = commands + [waiting for waiting in self._waiting if not waiting[0]]
        missing = row.index(ticket) + 1 - self._tokens
        return missing * self.seconds_a_call if missing > 1e-6 else 0.0
