"""The ladder of ways to hear of changes: ASCII port, webhook, ``getdeviceschanged`` (protocol page, section 2).

The best that stands is the one in use; a better one is tried again and again, and taken when it is
back. Below the last one the coordinator polls everything.
"""

from __future__ import annotations

import asyncio
import logging
import random
from collections.abc import Awaitable, Callable, Collection, Iterable
from dataclasses import dataclass
from typing import Final

from ..base import HubAuthError, HubConnectionError, HubError, HubInputError
from .client import AsciiConnection, DeviceChange
from .early import EarlyLine
from .ways import AsciiAddress

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


class Ladder:
    """Runs the ways of one ``listen``; everything ends with it."""

    def __init__(
        self,
        *,
        timing: Timing,
        ascii_address: AsciiAddress | None,
        early: EarlyLine | None,
        has_webhook: bool,
        has_changes: bool,
        ask: Callable[[], Awaitable[list[int]]],
        read: Callable[[Iterable[int]], Awaitable[bool]],
        ready: Callable[[str, float | None], None],
        changed: Callable[[DeviceChange], bool],
        problem: Callable[[HubError | None], None],
    ) -> None:
        """Be told of what there is.

        ``early`` is the ASCII port's first connection, if it was begun before. ``ask`` gives the refs
        that have changed; where HomeSeer is too old to tell (no ``has_changes``) it gives none, and
        only proves that HomeSeer is still there. ``read`` reads rows anew and says whether any was
        not as it was known. ``ready`` is told the way, and since when (``time.monotonic``) it has told
        of everything, ``None`` where that is not known. ``changed`` is told a line, and says whether its
        row is to be read. ``problem`` hears why the ASCII port does not
        serve, ``None`` when it does.
        """
        self._timing = timing
        self._address = ascii_address
        self._early = early
        self._has_webhook = has_webhook
        self._ask = ask
        self._read = read
        self._ready = ready
        self._changed = changed
        self._problem = problem
        self._up: set[str] = {CHANGES} if has_changes else set()
        self._has_changes = has_changes
        self._ascii_since: float | None = None
        self.way: str | None = None
        self._fallen = asyncio.Event()
        self._dirty: set[int] = set()
        self._has_dirty = asyncio.Event()
        self._hurry = asyncio.Event()
        self._pushed: set[int] = set()
        self._unpushed = 0

    def mark(self, refs: Iterable[int]) -> None:
        """Have these rows read soon."""
        self._dirty.update(refs)
        self._has_dirty.set()

    def settle(self, refs: Iterable[int]) -> None:
        """These rows were told whole: they need not be read any more."""
        self._dirty.difference_update(refs)

    def pushed(self, ref: int) -> None:
        """The webhook has told of this row: it works."""
        self._pushed.add(ref)
        self._unpushed = 0
        self._set(WEBHOOK, stands=True)

    def found(self, refs: Collection[int]) -> None:
        """A reading of everything has found that these rows were not as they were known.

        Where HomeSeer can't tell its changes this alone shows that the webhook has stopped.
        """
        if refs and self.way == WEBHOOK and not self._has_changes:
            self._doubt_webhook()

    async def run(self) -> None:
        """Listen by the best way, until none is left or HomeSeer itself can't be reached.

        Where only the webhook is left to hope for, it is waited for; nothing is ready until it has told.

        Raises:
            HubError: why it ended.

        """
        first = asyncio.Event()
        error: HubError | None = None
        try:
            async with asyncio.TaskGroup() as group:
                if not (self._address or self._has_changes or self._has_webhook):
                    raise HubConnectionError("No way of push")
                group.create_task(self._read_marked())
                if self._address:
                    group.create_task(self._listen_ascii(self._address, first))
                group.create_task(self._ask_regularly(first))
                group.create_task(self._end_when_fallen())
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
                connection = await self._opened(address)
                self._problem(None)
                self._ascii_since = connection.opened_at
                self._set(ASCII, stands=True)
                pause = self._timing.retry
                first.set()
                changes = connection.changes(
                    ping_after=self._timing.ping_after, answer_within=self._timing.answer_within
                )
                async for change in changes:
                    if self._changed(change):
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
            if not self._up and not self._has_webhook:
                raise HubConnectionError(str(error))
            await asyncio.sleep(pause * random.uniform(0.75, 1.25))  # noqa: S311
            pause = min(pause * 2, self._timing.longest)

    async def _opened(self, address: AsciiAddress) -> AsciiConnection:
        early, self._early = self._early, None
        if early:
            return await early.take()
        return await AsciiConnection.open(
            address.host, address.port, address.username, address.password, within=self._timing.connect_within
        )

    async def _ask_regularly(self, first: asyncio.Event) -> None:
        if self._address:
            try:
                async with asyncio.timeout(FIRST_ANSWER):
                    await first.wait()
            except TimeoutError:
                _LOGGER.debug("The ASCII port takes its time")
        self._choose()
        while True:
            self._hurry.clear()
            pause = self._timing.changes if self.way == CHANGES else self._timing.net
            try:
                async with asyncio.timeout(pause):
                    await self._hurry.wait()
            except TimeoutError:
                if self.way is None:
                    continue  # everything is polled then
                refs = await self._ask()
                if refs and await self._read(refs) and self.way == WEBHOOK and not self._pushed.issuperset(refs):
                    self._doubt_webhook()
                self._pushed.clear()

    async def _end_when_fallen(self) -> None:
        await self._fallen.wait()
        raise HubConnectionError("No way of push is left")

    def _doubt_webhook(self) -> None:
        """Rows had changed that the webhook did not tell of; the second time it counts as gone."""
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
                self._ready(best, self._ascii_since if best == ASCII else None)
            else:
                self._fallen.set()


def _first(errors: BaseExceptionGroup[HubError]) -> HubError:
    """The first error of a group, however deep."""
    found = errors.exceptions[0]
    return _first(found) if isinstance(found, BaseExceptionGroup) else found
