"""An installation through the cloud of before, with its long poll."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import Any

from ..base import Sink
from .client import LegacyClient, LongPoll
from .form_hub import FormHub
from .house_hub import first_of
from .mapping.devices import Labels
from .mapping.messages import MESSAGES, READ_AGAIN, message
from .mapping.parts import Abilities


class LegacyHub(FormHub):
    """Listens to the messages of one installation; most say only what is to be read."""

    way = "legacy"
    poll_interval: timedelta | None = timedelta(seconds=300)
    fallback_interval: timedelta | None = timedelta(seconds=60)

    def __init__(self, client: LegacyClient, hub_id: str, labels: Labels) -> None:
        """Listen to the messages of the client's installation."""
        super().__init__(client, hub_id, labels, Abilities(releases=False))
        self._long_poll = LongPoll(client)
        self._to_read: dict[str, int] = {}
        """Functions to read, and the moment at which the newest message said so."""
        self._told_to_read = asyncio.Event()

    async def listen(self, sink: Sink) -> None:
        """Hear the messages; what has no state is read."""
        self._sink = sink

        def ready() -> None:
            self._begin_again()
            sink.ready("long_poll")

        def handle(kind: str, data: Any) -> None:
            if function := READ_AGAIN.get(kind):
                self._to_read[function] = self.reader.moment(function)
                self._told_to_read.set()
            else:
                self.take(message(self.house, kind, data))

        await first_of(self._long_poll.listen(MESSAGES, ready, handle), self._read_again())

    async def _read_again(self) -> None:
        while True:
            await self._told_to_read.wait()
            self._told_to_read.clear()
            while self._to_read:
                function, moment = self._to_read.popitem()
                # the reading that confirms a command serves, too, if it was sent after the message came
                await self.refresh((function,), moment)
