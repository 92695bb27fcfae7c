"""The ladder of ways to hear of changes: ASCII port, webhook, ``getdeviceschanged`` (protocol page, section 2).

The best that stands is the one in use; a better one is tried again and again, and taken when it is
back. Below the last one the coordinator polls everything.
"""

from __future__ import annotations

import asyncio
import logging
import random
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass
from typing import Final

from ..base import HubAuthError, HubConnectionError, HubError, HubInputError
from .client import AsciiConnection, DeviceChange

_LOGGER = logging.getLogger(__name__)

ASCII, WEBHOOK, CHANGES = "ascii", "webhook", "changes"

FIRST_ANSWER: Final = 1.0
"""Seconds that the ASCII port has before a lower way begins without it."""


@dataclass(slots=True)
class Timing:
    """Seconds; tests make them shorter."""

    changes: float = 5.0
    """Between two questions for changes, where that is the way in use (15 through MyHS)."""
    net: float = 30.0
    """The same below a better way: texts that change alone are told by no other way."""
    retry: float = 15.0
    """Before the ASCII port is tried again; each next time twice as long, up to ``longest``."""
    longest: float = 300.0
    debounce: float = 0.05
    """In which changed refs are gathered before they are read."""
    ping_after: float = 60.0
    answer_within: float = 15.0
    connect_within: float = 10.0


@dataclass(frozen=True, slots=True)
class AsciiAddress:
    """Where the ASCII port is, and who logs in."""

    host: str
    port: int
    username: str
    password: str


class Ladder:
    """Runs the ways of one ``listen``; everything ends with it."""

    def __init__(
        self,
        *,
        timing: Timing,
        ascii_address: AsciiAddress | None,
        ask_changes: Callable[[], Awaitable[list[int]]] | None,
        read: Callable[[Iterable[int]], Awaitable[bool]],
        ready: Callable[[str], None],
        changed: Callable[[DeviceChange], None],
        problem: Callable[[HubError | None], None],
    ) -> None:
        """Be told of what there is.

        ``ask_changes`` is ``None`` where HomeSeer is too old for it; ``read`` reads rows anew and says
        whether any was not as it was known; ``problem`` hears why the ASCII port does not serve,
        ``None`` when it does.
        """
        self._timing = timing
        self._address = ascii_address
        self._ask_changes = ask_changes
        self._read = read
        self._ready = ready
        self._changed = changed
        self._problem = problem
        self._up: set[str] = {CHANGES} if ask_changes else set()
        self.way: str | None = None
        self._dirty: set[int] = set()
        self._has_dirty = asyncio.Event()
        self._hurry = asyncio.Event()
        self._pushed: set[int] = set()
        self._unpushed = 0

    def mark(self, refs: Iterable[int]) -> None:
        """Have these rows read soon."""
        self._dirty.update(refs)
        self._has_dirty.set()

    def pushed(self, ref: int) -> None:
        """The webhook has told of this row: it works."""
        self._pushed.add(ref)
        self._unpushed = 0
        self._set(WEBHOOK, stands=True)

    async def run(self) -> None:
        """Listen by the best way, until none is left or HomeSeer itself can't be reached.

        Raises:
            HubError: why it ended.

        """
        first = asyncio.Event()
        error: HubError | None = None
        try:
            async with asyncio.TaskGroup() as group:
                group.create_task(self._read_marked())
                if self._address:
                    group.create_task(self._listen_ascii(self._address, first))
                elif not self._ask_changes:
                    raise HubConnectionError("No way of push")
                if self._ask_changes:
                    group.create_task(self._poll_changes(self._ask_changes, first))
        except* HubError as errors:
            error = _first(errors)
        if error:
            raise error

    # The ways

    async def _listen_ascii(self, address: AsciiAddress, first: asyncio.Event) -> None:
        pause = self._timing.retry
        while True:
            error: HubError
            connection: AsciiConnection | None = None
            try:
                connection = await AsciiConnection.open(
                    address.host, address.port, address.username, address.password, within=self._timing.connect_within
                )
                self._problem(None)
                self._set(ASCII, stands=True)
                pause = self._timing.retry
                first.set()
                changes = connection.changes(
                    ping_after=self._timing.ping_after, answer_within=self._timing.answer_within
                )
                async for change in changes:
                    self._changed(change)
                    self.mark([change.ref])
                error = HubConnectionError("The ASCII port ended")
            except (HubAuthError, HubInputError, HubConnectionError) as err:
                error = err
            finally:
                if connection:
                    connection.close()
            _LOGGER.debug("ASCII port: %s", error)
            if connection is None:
                self._problem(error)
            self._set(ASCII, stands=False)
            first.set()
            if not self._ask_changes:
                raise HubConnectionError(str(error))
            await asyncio.sleep(pause * random.uniform(0.75, 1.25))  # noqa: S311
            pause = min(pause * 2, self._timing.longest)

    async def _poll_changes(self, ask: Callable[[], Awaitable[list[int]]], first: asyncio.Event) -> None:
        if self._address:
            try:
                async with asyncio.timeout(FIRST_ANSWER):
                    await first.wait()
            except TimeoutError:
                _LOGGER.debug("The ASCII port takes its time")
        self._choose()
        while True:
            self._hurry.clear()
            is_net = bool(self._up & {ASCII, WEBHOOK})
            try:
                async with asyncio.timeout(self._timing.net if is_net else self._timing.changes):
                    await self._hurry.wait()
            except TimeoutError:
                refs = await ask()
                if refs and await self._read(refs) and self.way == WEBHOOK:
                    self._doubt_webhook(refs)
                self._pushed.clear()

    def _doubt_webhook(self, refs: Iterable[int]) -> None:
        """Rows had changed that the webhook did not tell of; the second time it counts as gone."""
        if not self._pushed.issuperset(refs):
            self._unpushed += 1
        if self._unpushed > 1:
            self._set(WEBHOOK, stands=False)

    async def _read_marked(self) -> None:
        while True:
            await self._has_dirty.wait()
            await asyncio.sleep(self._timing.debounce)
            refs, self._dirty = self._dirty, set()
            self._has_dirty.clear()
            await self._read(refs)

    # Which one is in use

    def _set(self, way: str, *, stands: bool) -> None:
        if stands == (way in self._up):
            return
        if stands:
            self._up.add(way)
        else:
            self._up.discard(way)
        self._choose()
        self._hurry.set()

    def _choose(self) -> None:
        best = next((way for way in (ASCII, WEBHOOK, CHANGES) if way in self._up), None)
        if best != self.way:
            self.way = best
            if best:
                self._ready(best)


def _first(errors: BaseExceptionGroup[HubError]) -> HubError:
    """The first error of a group, however deep."""
    found = errors.exceptions[0]
    return _first(found) if isinstance(found, BaseExceptionGroup) else found
