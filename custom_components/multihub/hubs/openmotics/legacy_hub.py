"""An installation through the cloud of before, with its long poll."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from datetime import timedelta
from typing import Any, Final

from ..base import Sink
from .client import LegacyClient, LongPoll
from .form_hub import FormHub
from .house_hub import first_of
from .mapping.devices import Labels
from .mapping.messages import MESSAGES, READ_AGAIN, message
from .mapping.parts import Abilities

SOON: Final = 1.0
"""Seconds after which is read again what could not be read."""


class LegacyHub(FormHub):
    """Listens to the messages of one installation; most say only what is to be read."""

    way = "legacy"
    poll_interval: timedelta | None = timedelta(seconds=300)
    fallback_interval: timedelta | None = timedelta(seconds=60)

    def __init__(self, client: LegacyClient, hub_id: str, labels: Labels) -> None:
        """Listen to the messages of the client's installation."""
        super().__init__(client, hub_id, labels, Abilities(releases=False))
        self._long_poll = LongPoll(client)
        self._at_once = _ToRead()
        self._soon = _ToRead()

    async def listen(self, sink: Sink) -> None:
        """Hear the messages; what has no state is read."""
        self._sink = sink

        def ready() -> None:
            self._begin_again()
            sink.ready("long_poll")

        def handle(kind: str, data: Any) -> None:
            if function := READ_AGAIN.get(kind):
                self._at_once.add(function, self.reader.moment(function))
            else:
                self.take(message(self.house, kind, data))

        await first_of(
            self._long_poll.listen(MESSAGES, ready, handle),
            self._read_again(self._at_once),
            self._read_again(self._soon, SOON),
        )

    async def _read_again(self, to_read: _ToRead, pause: float = 0.0) -> None:
        while True:
            await to_read.told.wait()
            await asyncio.sleep(pause)
            to_read.told.clear()
            while to_read.moments:
                function = next(iter(to_read.moments))
                await self.reader.rest(function)
                # the reading that confirms a command serves, too, if it was sent after the newest message came
                await self.refresh((function,), to_read.moments.pop(function))

    def read_soon(self, functions: Iterable[str]) -> None:
        """Read again what could not be read after a command: of most things no message says so."""
        for function in functions:
            self._soon.add(function, self.reader.moment(function))


class _ToRead:
    """Functions to read, and the moment at which the newest word came that they are to be read."""

    def __init__(self) -> None:
        self.moments: dict[str, int] = {}
        self.told = asyncio.Event()

    def add(self, function: str, moment: int) -> None:
        self.moments[function] = moment
        self.told.set()
