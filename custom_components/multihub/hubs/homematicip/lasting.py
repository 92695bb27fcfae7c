"""Making last what was said for a time only: a light that was dimmed slowly stays as it is."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping
from typing import Any, Final

from ..base import HubError
from .requests import Call, Timed

_LOGGER = logging.getLogger(__name__)

MARGIN_SECONDS: Final = 2.0
"""So long after the ramp's end the light has told where it arrived."""

NEAR: Final = 0.02
"""Levels that differ by less are the same: devices round them."""


class Lasting:
    """Says what makes a timed call last, once the thing has arrived where the call wanted it."""

    def __init__(self, say: Callable[[Call], Awaitable[Any]], now: Callable[[Call], Mapping[str, Any] | None]) -> None:
        """Say with ``say``; ``now`` gives the raw channel that a call is for."""
        self._say = say
        self._now = now
        self._plans: dict[str, asyncio.Task[None]] = {}

    def plan(self, timed: Timed) -> None:
        """Make this last when its time has come."""
        self.forget(timed.call)
        target = _target(timed.call)
        task = self._plans[target] = asyncio.create_task(self._later(timed))
        task.add_done_callback(lambda done: self._plans.pop(target) if self._plans.get(target) is done else None)

    def forget(self, call: Call) -> None:
        """Something else is said to the same channel: what was planned for it is not wanted any more."""
        if (task := self._plans.pop(_target(call), None)) is not None:
            task.cancel()

    async def close(self) -> None:
        """Plan nothing any more."""
        tasks = tuple(self._plans.values())
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _later(self, timed: Timed) -> None:
        await asyncio.sleep(timed.seconds + MARGIN_SECONDS)
        if not _arrived(timed.lasting, self._now(timed.lasting)):
            return  # somebody else wanted something else meanwhile
        try:
            await self._say(timed.lasting)
        except HubError as err:
            _LOGGER.warning("A light that was dimmed slowly may go off by itself in some hours: %s", err)


def _target(call: Call) -> str:
    """What a call is said to: a channel, a group, or the home."""
    body = call.body
    return f"{body.get('deviceId') or body.get('groupId')}:{body.get('channelIndex')}"


def _arrived(call: Call, now: Mapping[str, Any] | None) -> bool:
    """Whether the channel is as bright as the call wants it."""
    level = now.get("dimLevel") if now else None
    return isinstance(level, int | float) and abs(level - call.body["dimLevel"]) < NEAR
