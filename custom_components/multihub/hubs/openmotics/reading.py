"""Reads a gateway's functions: what this firmware does not know is left out, what fails costs itself alone."""

from __future__ import annotations

import asyncio
import time
from collections import defaultdict
from collections.abc import Iterable
from typing import Final

from ..base import HubCommandError, HubError, HubUnsupportedError
from .client import FormClient, FunctionFailedError, MissingFunctionError, NoAnswerError, Reply, Rows
from .mapping.gateway import FIELDS
from .mapping.states import STATES

REST: Final = 290.0
"""Seconds for which a function that gave no answer is left alone: each attempt holds one of our two turns."""

SPACING: Final = 0.3
"""Seconds after a reading for which the next one that nobody waits for is put off: one serves many messages."""


class Reader:
    """The replies of one gateway by function; a reply stays until a newer one is there."""

    def __init__(self, client: FormClient) -> None:
        """Ask through ``client``."""
        self.client = client
        self.replies: dict[str, Reply] = {}
        self.missing: set[str] = set()
        """What this firmware does not know: it is not asked for again."""
        self.failed: dict[str, HubError] = {}
        """What could not be read the last time."""
        self._rows = {function: Rows() for function in STATES}
        """What is asked for all the time, and told nearly as it was before."""
        self._all_fields: set[str] = set()
        self._rests_until: dict[str, float] = {}
        self._turns: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)
        self._sent: dict[str, int] = {}
        """The moment at which the newest reading that has ended was sent."""
        self._ended: dict[str, float] = {}
        """When that one ended, by the clock."""

    def moment(self, function: str) -> int:
        """Now, as ``read`` takes it: how often the function was sent so far."""
        return self.client.sent[function]

    async def read(self, function: str, after: int | None = None) -> bool:
        """Read one function into ``replies``; gives whether that is as it should be.

        One reading at a time, so that no older reply comes after a newer one. Who waits for another's end
        is served by any that was sent ``after`` the moment that is meant, which is now if it is not said.

        Raises:
            HubAuthError: the user may not.
            HubConnectionError: the gateway itself can't be reached or is in maintenance.

        """
        meant = self.moment(function) if after is None else after
        async with self._turns[function]:
            if self._sent.get(function, 0) <= meant:
                await self._read(function)
                self._sent[function] = self.moment(function)
                self._ended[function] = time.monotonic()
            return function not in self.failed

    async def rest(self, function: str) -> None:
        """Wait until a reading that runs is over, and that is a moment ago; a function that was not just read has rested."""
        async with self._turns[function]:
            ended = self._ended.get(function)
        if ended is not None and (left := ended + SPACING - time.monotonic()) > 0:
            await asyncio.sleep(left)

    async def _read(self, function: str) -> None:
        if function in self.missing:
            return
        if time.monotonic() < self._rests_until.get(function, 0.0):
            return
        try:
            self.replies[function] = await self._call(function)
        except MissingFunctionError:
            self.missing.add(function)
            self.replies.pop(function, None)
        except (HubCommandError, HubUnsupportedError, FunctionFailedError) as err:
            self.failed[function] = err
            return
        except NoAnswerError as err:
            # a bus that is silent holds up its own functions; does the gateway answer at all?
            await self.client.call("get_version")
            self._rests_until[function] = time.monotonic() + REST
            self.failed[function] = err
            return
        self.failed.pop(function, None)

    def is_complete(self, functions: Iterable[str]) -> bool:
        """Whether all of these could be read."""
        return self.failed.keys().isdisjoint(functions)

    async def _call(self, function: str) -> Reply:
        if rows := self._rows.get(function):
            return await self.client.call(function, rows.read)
        fields = FIELDS.get(function)
        if fields is None or function in self._all_fields:
            return await self.client.call(function)
        try:
            return await self.client.call(function, fields=fields)
        except MissingFunctionError:
            raise
        except (HubUnsupportedError, HubCommandError):
            # older firmware takes no fields: the long reply has them all
            reply = await self.client.call(function)
            self._all_fields.add(function)
            return reply
