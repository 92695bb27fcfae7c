"""Making last what was said for a time only: a light that was dimmed slowly stays as it is.

What is said with a ramp ends by itself after ``onTime`` (vendor's Connect API, 1.0.1: 16383 s at most), hours after
anybody thinks of it. So nothing that was planned is simply dropped: who closes says it at once, and the light jumps
to where it was going.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from ..base import HubError
from .requests import Call, Timed

_LOGGER = logging.getLogger(__name__)

MARGIN_SECONDS: Final = 2.0
"""So long after the ramp's end the light has told where it arrived."""

NEAR: Final = 0.02
"""Levels that differ by less are the same: devices round them."""

CLOSING_SECONDS: Final = 5.0
"""So long at most a stop of Home Assistant waits for what is still to be said."""

type Now = Callable[[Call], Mapping[str, Any] | None]
"""Gives the raw channel or group that a call is for, as it is now."""


@dataclass(frozen=True, slots=True)
class _Plan:
    """What waits for its time: the call that lasts, what of it was lit when this was planned, and the wait."""

    lasting: Call
    lit: frozenset[str]
    wait: asyncio.Task[None]

    def is_wanted(self, call: Call, now: Mapping[str, Any] | None) -> bool:
        """Whether nobody put out meanwhile what this call is for."""
        return _target(call) not in self.lit or _is_lit(now)


class Lasting:
    """Says what makes a timed call last, once the thing has arrived where the call wanted it."""

    def __init__(
        self, say: Callable[[Call], Awaitable[Any]], now: Now, apart: Callable[[Call], Iterable[Call]]
    ) -> None:
        """Say with ``say``; ``apart`` gives the calls that tell each member of a group what a call tells them all."""
        self._say = say
        self._now = now
        self._apart = apart
        self._plans: dict[str, _Plan] = {}

    def plan(self, timed: Timed) -> None:
        """Make this last when its time has come."""
        self.forget(timed.call)
        target, lasting = _target(timed.call), timed.lasting
        lit = frozenset(_target(call) for call in (lasting, *self._apart(lasting)) if _is_lit(self._now(call)))
        wait = asyncio.create_task(self._later(timed))
        plan = self._plans[target] = _Plan(lasting, lit, wait)
        wait.add_done_callback(lambda _: self._plans.pop(target) if self._plans.get(target) is plan else None)

    def forget(self, call: Call) -> None:
        """Something else is said to the same channel: what was planned for it is not wanted any more."""
        if (plan := self._plans.pop(_target(call), None)) is not None:
            plan.wait.cancel()

    async def close(self) -> None:
        """Say now what was planned for later, ``CLOSING_SECONDS`` at most; not to what was put out meanwhile."""
        plans = tuple(self._plans.values())
        for plan in plans:
            plan.wait.cancel()
        await asyncio.gather(*(plan.wait for plan in plans), return_exceptions=True)
        wanted = [call for plan in plans for call in self._still(plan.lasting, plan.is_wanted)]
        try:
            async with asyncio.timeout(CLOSING_SECONDS):
                await asyncio.gather(*map(self._tell, wanted))
        except TimeoutError:
            _warn("there was no time left to tell it to stay")

    async def _later(self, timed: Timed) -> None:
        await asyncio.sleep(timed.seconds + MARGIN_SECONDS)
        for call in self._still(timed.lasting, _has_arrived):
            await self._tell(call)

    def _still(self, call: Call, wanted: Callable[[Call, Mapping[str, Any] | None], bool]) -> Iterable[Call]:
        """The call if it is still wanted; of a group the calls to its members, if it is not of each of them."""
        apart = tuple(self._apart(call)) or (call,)
        left = tuple(one for one in apart if wanted(one, self._now(one)))
        return (call,) if len(left) == len(apart) else left

    async def _tell(self, call: Call) -> None:
        try:
            await self._say(call)
        except HubError as err:
            _warn(err)


def _warn(reason: object) -> None:
    _LOGGER.warning("A light that was dimmed slowly may go off by itself in some hours: %s", reason)


def _target(call: Call) -> str:
    """What a call is said to: a channel, a group, or the home."""
    body = call.body
    return f"{body.get('deviceId') or body.get('groupId')}:{body.get('channelIndex')}"


def _has_arrived(call: Call, now: Mapping[str, Any] | None) -> bool:
    """Whether what the call is for is as bright as it wants it, or on."""
    told, wanted = now or {}, call.body.get("dimLevel")
    if wanted is None:
        return told.get("on") is call.body["on"]
    level = told.get("dimLevel")
    return isinstance(level, int | float) and abs(level - wanted) < NEAR


def _is_lit(now: Mapping[str, Any] | None) -> bool:
    """Whether a channel or group tells that it shines."""
    level = now.get("dimLevel", now.get("on")) if now else None
    return isinstance(level, int | float) and level > 0
