"""The gateway in the house, with its websocket."""

from __future__ import annotations

from asyncio import Event, sleep
from datetime import timedelta
from typing import Final

from ...model import Request
from ..base import IN_THE_HOUSE, Sink
from .calls import may_move
from .client import GatewayClient, Websocket
from .form_hub import STATUS_OF, FormHub
from .house_hub import first_of
from .mapping.covers import MOVING, MUTE, mute
from .mapping.devices import Labels
from .mapping.messages import EVENTS, event
from .mapping.modules import silent
from .mapping.parts import Abilities
from .mapping.states import COUNTS, ENERGY

ENERGY_EVERY: Final = 30.0
"""Seconds between readings of the power, which no event tells."""

COUNTS_EVERY: Final = 4
"""After how many readings of the power the counters are read, and again what failed."""

FOLLOW_EVERY: Final = 5.0
"""Seconds between readings of a shutter that moves and tells nothing of it."""

FOLLOW_TIMES: Final = 36
"""How often such a shutter is read at the most: none moves for longer than three minutes."""

SHUTTERS: Final = "get_shutter_status"


class GatewayHub(FormHub):
    """Hears the events of one gateway, and reads meanwhile what no event tells."""

    way = "local"
    poll_interval: timedelta | None = timedelta(seconds=900)
    fallback_interval: timedelta | None = timedelta(seconds=30)
    longest_pause = IN_THE_HOUSE

    def __init__(self, client: GatewayClient, hub_id: str, labels: Labels) -> None:
        """Listen to the gateway's websocket."""
        super().__init__(client, hub_id, labels, Abilities())
        self._websocket = Websocket(client)
        self._mute_moves = Event()

    async def listen(self, sink: Sink) -> None:
        """Hear the events, and read the power meanwhile, which has none."""
        self._sink = sink
        try:
            await first_of(self._hear(sink), self._watch(), self._follow())
        finally:
            self.pushes = False
            self.forget_presses()

    async def _hear(self, sink: Sink) -> None:
        def ready() -> None:
            if not self.pushes:
                self.pushes = True
                self._begin_again()
                sink.ready()

        await self._websocket.listen(EVENTS, ready, lambda kind, data: self.take(event(kind, data)))

    async def _watch(self) -> None:
        turn = 0
        while True:
            await sleep(ENERGY_EVERY)
            turn += 1
            if self.pushes:
                await self.look(turn)

    async def confirm(self, request: Request) -> None:
        """Read what came of a command if no event will tell of it."""
        if may_move(request, MUTE):
            await self._look_at_mute()

    async def _look_at_mute(self) -> None:
        """Read the shutter that tells nothing by itself; while it moves it is followed."""
        if mute(self.house):
            await self.refresh((SHUTTERS,))
            if self._mute_is_moving():
                self._mute_moves.set()

    def _mute_is_moving(self) -> bool:
        shutter = mute(self.house)
        return shutter is not None and shutter.moves in MOVING

    async def _follow(self) -> None:
        while True:
            await self._mute_moves.wait()
            self._mute_moves.clear()
            for _ in range(FOLLOW_TIMES):
                await sleep(FOLLOW_EVERY)
                await self.quietly(self.refresh((SHUTTERS,)))
                if not self._mute_is_moving():
                    break

    async def look(self, turn: int) -> None:
        """Read the power, and each time that it is the counters' turn these too, and what failed.

        That a reading fails says nothing of the websocket, which has its own pings.

        Raises:
            CertificateChangedError: something else answers.
            HubAuthError: the user may not any more.

        """
        await self.quietly(self._read_all() if turn % COUNTS_EVERY == 0 else self._refresh_there(ENERGY))
        self.absences.tell(silent(self.house))

    async def _read_all(self) -> None:
        """Read everything that no event tells of, and again what failed."""
        await self.mend()
        await self._refresh_there((*ENERGY, *COUNTS))
        await self._look_at_mute()

    async def _refresh_there(self, functions: tuple[str, ...]) -> None:
        """Read what there is something to read of; what fails is left to the mending."""
        await self.refresh(
            name for name in functions if self.house.of(STATUS_OF[name]) and name not in self.reader.failed
        )
