"""How commands are said: the last of a slider's wins, and the pushed echo confirms."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, Final

from ..base import HubError
from .requests import Call

ECHO_SECONDS: Final = 1.5
"""How long a command waits for its echo, so that Home Assistant's page doesn't flip back."""

HOME: Final = "home"
ADDRESS_FIELDS: Final = frozenset({"deviceId", "channelIndex", "groupId", "ruleId"})
"""What of a body says to whom; a body without anything else sets nothing that could be echoed."""


@dataclass(slots=True)
class _Slot:
    """The calls of one key: the latest, and how far the sending has come."""

    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    latest: Call | None = None
    asked: int = 0
    sent: int = 0
    answer: Any = None
    error: HubError | None = None
    users: int = 0


class Latest:
    """Sends calls; of those that wait with the same path and key only the last, and all hear how it went."""

    def __init__(self, turn: Callable[[], Awaitable[None]], send: Callable[[Call], Awaitable[Any]]) -> None:
        """Send with ``send`` after each ``turn``."""
        self._turn = turn
        self._send = send
        self._slots: dict[tuple[str, str], _Slot] = {}

    async def send(self, call: Call) -> Any:
        """Send the call, or share the outcome of a newer one; gives the answer."""
        if call.key is None:
            await self._turn()
            return await self._send(call)
        name = (call.path, call.key)
        slot = self._slots.setdefault(name, _Slot())
        slot.users += 1
        slot.latest = call
        slot.asked += 1
        ticket = slot.asked
        try:
            async with slot.lock:
                if slot.sent < ticket:
                    await self._send_latest(slot)
            if slot.error is not None:
                raise slot.error
            return slot.answer
        finally:
            slot.users -= 1
            if not slot.users:
                del self._slots[name]

    async def _send_latest(self, slot: _Slot) -> None:
        slot.answer = slot.error = None
        sent = slot.asked
        try:
            await self._turn()
            sent, call = slot.asked, slot.latest
            assert call is not None
            slot.answer = await self._send(call)
        except HubError as err:
            slot.error = err
        slot.sent = sent


class Echoes:
    """Who waits for a push of which device, group or home."""

    def __init__(self) -> None:
        """Begin with nobody waiting."""
        self._waiting: dict[str, set[asyncio.Event]] = {}

    @property
    def expects(self) -> bool:
        """Whether anybody waits."""
        return bool(self._waiting)

    def heard(self, thing_id: str) -> None:
        """Something was pushed of this device or group, or of the ``home``."""
        for event in self._waiting.get(thing_id, ()):
            event.set()

    @contextmanager
    def expected(self, call: Call) -> Iterator[Callable[[], Awaitable[None]]]:
        """Begin to wait for the echo of a call; gives what waits for it, for ``ECHO_SECONDS`` at most."""
        thing_id = addressee(call)
        event = asyncio.Event()
        waiting = self._waiting.setdefault(thing_id, set())
        waiting.add(event)

        async def wait() -> None:
            try:
                async with asyncio.timeout(ECHO_SECONDS):
                    await event.wait()
            except TimeoutError:
                return  # some commands change nothing; the next push or read says what is

        try:
            yield wait
        finally:
            waiting.discard(event)
            if not waiting:
                self._waiting.pop(thing_id, None)


def addressee(call: Call) -> str:
    """Whose push is the echo of this call."""
    return str(call.body.get("deviceId") or call.body.get("groupId") or HOME)


def sets_something(call: Call, now: Mapping[str, Any] | None) -> bool:
    """Whether the call can change anything of what ``now`` says (``None``: unknown)."""
    wanted = {name: value for name, value in call.body.items() if name not in ADDRESS_FIELDS}
    return bool(wanted) and (now is None or any(now.get(name, ...) != value for name, value in wanted.items()))
