"""A house whose gateway is asked itself, at home or through the cloud of before."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterable
from datetime import timedelta
from functools import partial
from typing import Any, ClassVar, Final

from ...model import Request
from ..base import HubCommandError, HubUnsupportedError, Sink, Snapshot
from .calls import CONFIRM, Call, gateway_calls
from .client import FormClient, GatewayClient, LegacyClient, LongPoll, MissingFunctionError, Reply, Websocket
from .house_hub import HouseHub, first_of
from .mapping import gateway as wire
from .mapping.devices import Labels
from .mapping.messages import EVENTS, MESSAGES, READ_AGAIN, event, message
from .mapping.parts import (
    Abilities,
    Circuit,
    Gateway,
    Input,
    Output,
    Part,
    PulseCounter,
    Sensor,
    Shutter,
    Thermostat,
    Ventilation,
)
from .mapping.states import COUNTS, ENERGY, INSTEAD, changes
from .recording import recorded

CONFIGURATIONS_AFTER: Final = 880.0
"""Seconds after which the next fetch reads the configuration too: gateways tell nothing of its changes."""

ENERGY_EVERY: Final = 30.0
"""Seconds between readings of the power, which no event tells."""

COUNTS_EVERY: Final = 4
"""After how many readings of the power the counters are read."""

STATUS_OF: Final[dict[str, type[Part]]] = {
    "get_output_status": Output,
    "get_shutter_status": Shutter,
    "get_thermostat_group_status": Thermostat,
    "get_sensor_status": Sensor,
    "get_input_status": Input,
    "get_realtime_power": Circuit,
    "get_total_energy": Circuit,
    "get_pulse_counter_status": PulseCounter,
    "get_ventilation_status": Ventilation,
    "health_check": Gateway,
    "get_errors": Gateway,
}
"""What is read, and the parts without which it is not."""


class FormHub(HouseHub):
    """Reads a gateway's functions; what this firmware does not know is left out for the session."""

    way: ClassVar[str]

    def __init__(
        self,
        client: FormClient,
        hub_id: str,
        labels: Labels,
        abilities: Abilities,
    ) -> None:
        """Ask through ``client``."""
        super().__init__(hub_id, labels, abilities)
        self.client = client
        self.replies: dict[str, Reply] = {}
        self.pushes = False
        self._missing: set[str] = set()
        self._all_fields: set[str] = set()
        self._configured_at: float | None = None
        self._heard_before = False

    async def connect(self) -> None:
        """Ask for the version: it needs the role that everything else needs."""
        await self.client.call("get_version")

    async def fetch(self) -> Snapshot:
        """The states, and the configuration when it is due."""
        complete = True
        with self._backlog.fetching() as held:
            if self._configured_at is None or time.monotonic() - self._configured_at > CONFIGURATIONS_AFTER:
                complete = await self._configure()
            complete = await self._read([name for name, kind in STATUS_OF.items() if self.house.of(kind)]) and complete
            self.house.apply(held)
        return self.snapshot(complete=complete)

    def _begin_again(self) -> None:
        """Push stands: what was configured while it did not is to be read again, save the first time."""
        if self._heard_before:
            self._configured_at = None
        self._heard_before = True

    async def _configure(self) -> bool:
        """Read the configuration; gives whether all of it could be read."""
        complete = True
        for function in wire.CONFIGURATIONS:
            complete = await self._ask(function) and complete
        for kind, parts in wire.parts(self.replies).items():
            self.house.configure(kind, parts)
        self._configured_at = time.monotonic()
        return complete

    async def _read(self, functions: Iterable[str]) -> bool:
        """Read states; gives whether all could be read."""
        complete = True
        for function in functions:
            found = await self._ask(function)
            if function in self._missing:
                for older in INSTEAD.get(function, ()):
                    await self._ask(older)
                    self._apply(older)
            elif found:
                self._apply(function)
            complete = complete and (found or function in self._missing)
        return complete

    def _apply(self, function: str) -> None:
        if reply := self.replies.get(function):
            self.house.apply(changes(self.house, function, reply))

    async def _ask(self, function: str) -> bool:
        """Read one function into ``replies``; gives whether that is as it should be."""
        if function in self._missing:
            return True
        try:
            self.replies[function] = await self._call(function)
        except MissingFunctionError:
            self._missing.add(function)
            self.replies.pop(function, None)
        except HubCommandError:
            return False
        return True

    async def _call(self, function: str) -> Reply:
        fields = wire.FIELDS.get(function)
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

    async def refresh(self, functions: Iterable[str]) -> None:
        """Read some states and show what is not as it was."""
        for function in functions:
            before = function in self._missing
            if await self._ask(function) and not before and function in self.replies:
                self.take(changes(self.house, function, self.replies[function]))
            if function in self._missing:
                for older in INSTEAD.get(function, ()):
                    if await self._ask(older) and older in self.replies:
                        self.take(changes(self.house, older, self.replies[older]))

    async def read_outputs(self) -> None:
        """Read which outputs are on."""
        await self.refresh(("get_output_status",))

    async def send(self, request: Request) -> Any:
        """Do what is asked for; without push, read what came of it."""
        await self.in_turn(request, partial(self._send, request))

    async def _send(self, request: Request) -> None:
        for call in gateway_calls(request, self.house.gateway.platform):
            await self._do(call)
        if not self.pushes:
            await self.refresh(CONFIRM.get(type(request), ()))

    async def _do(self, call: Call) -> None:
        try:
            await self.client.call(call.function, **call.parameters)
        except MissingFunctionError as err:
            if call.instead is None:
                raise HubCommandError(str(err)) from err
            await self._do(call.instead)

    def diagnostics(self) -> dict[str, Any]:
        """The replies by function, with stand-ins for what is private: the virtual gateway plays them."""
        return recorded({"way": self.way, "replies": self.replies, "missing": sorted(self._missing)})


class GatewayHub(FormHub):
    """The gateway in the house, with its websocket."""

    way = "local"
    poll_interval: timedelta | None = timedelta(seconds=900)
    fallback_interval: timedelta | None = timedelta(seconds=30)

    def __init__(self, client: GatewayClient, hub_id: str, labels: Labels) -> None:
        """Listen to the gateway's websocket."""
        super().__init__(client, hub_id, labels, Abilities())
        self._websocket = Websocket(client)

    async def listen(self, sink: Sink) -> None:
        """Hear the events, and read the power meanwhile, which has none."""
        self._sink = sink
        try:
            await first_of(self._hear(sink), self._watch_energy())
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

    async def _watch_energy(self) -> None:
        turn = 0
        while True:
            await asyncio.sleep(ENERGY_EVERY)
            turn += 1
            if self.pushes:
                await self.read_energy(turn)

    async def read_energy(self, turn: int) -> None:
        """Read the power, and each time that it is the counters' turn these too."""
        wanted = (*ENERGY, *COUNTS) if turn % COUNTS_EVERY == 0 else ENERGY
        await self.refresh([name for name in wanted if self.house.of(STATUS_OF[name])])


class LegacyHub(FormHub):
    """An installation through the cloud of before, with its long poll."""

    way = "legacy"
    poll_interval: timedelta | None = timedelta(seconds=300)
    fallback_interval: timedelta | None = timedelta(seconds=60)

    def __init__(self, client: LegacyClient, hub_id: str, labels: Labels) -> None:
        """Listen to the messages of the client's installation."""
        super().__init__(client, hub_id, labels, Abilities(releases=False))
        self._long_poll = LongPoll(client)
        self._to_read: asyncio.Queue[str] = asyncio.Queue()

    async def listen(self, sink: Sink) -> None:
        """Hear the messages; what has no state is read."""
        self._sink = sink

        def ready() -> None:
            self._begin_again()
            sink.ready("long_poll")

        def handle(kind: str, data: Any) -> None:
            if function := READ_AGAIN.get(kind):
                self._to_read.put_nowait(function)
            else:
                self.take(message(self.house, kind, data))

        await first_of(self._long_poll.listen(MESSAGES, ready, handle), self._read_again())

    async def _read_again(self) -> None:
        while True:
            functions = {await self._to_read.get()}
            while not self._to_read.empty():
                functions.add(self._to_read.get_nowait())
            await self.refresh(sorted(functions))
