"""A house whose gateway is asked itself, at home or through the cloud of before."""

from __future__ import annotations

import logging
import time
from collections.abc import Awaitable, Collection, Iterable
from functools import partial
from typing import Any, ClassVar, Final

from ...model import Request
from ..base import CertificateChangedError, HubAuthError, HubCommandError, HubConnectionError, HubError, Snapshot
from ..zones import zone_of
from .absences import Absences
from .calls import CONFIRM, Call, gateway_calls
from .client import FormClient, MissingFunctionError, UnknownFunctionError
from .house_hub import HouseHub
from .mapping import gateway as wire
from .mapping.as_now import as_now
from .mapping.devices import Labels, named
from .mapping.house import PartKey
from .mapping.modules import INFORMATION, modules, silence, silent
from .mapping.parts import (
    Abilities,
    Change,
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
from .mapping.replied import Replied
from .mapping.states import ENERGY, INSTEAD, changes
from .reading import Reader
from .recording import recorded

_LOGGER = logging.getLogger(__name__)

CONFIGURATIONS_AFTER: Final = 880.0
"""Seconds after which the next fetch reads the configuration too: gateways tell nothing of its changes."""

LOOK_AGAIN_AFTER: Final = 60.0
"""Seconds after which a fetch looks again at modules of which one does not answer: every one is asked for that."""

FIRST: Final = "get_output_configurations"
"""Without this one a house is not set up for the first time: its master does not answer."""

ENOUGH: Final = 3
"""After so many states in a row that can't be read the others are not asked for."""

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
        self.reader = Reader(client)
        self.absences = Absences(labels.name)
        self.pushes = False
        self._replied = Replied()
        self._unshown: set[PartKey] = set()
        """What a fetch that runs has found to be not as it was."""
        self._unknown: set[str] = set()
        self.configured_at: float | None = None
        self._looked_at = 0.0
        self._heard_before = False

    async def connect(self) -> None:
        """Ask for the version: it needs the role that everything else needs."""
        await self.client.call("get_version")

    async def fetch(self) -> Snapshot:
        """The states, and the configuration when it is due; a function that fails costs its own part."""
        with self._backlog.fetching() as held, self._shown_meanwhile.fetching() as shown:
            due = self._due()
            if due:
                await self._configure(due)
            if due is wire.CONFIGURATIONS:
                self.configured_at = time.monotonic()
            asked = self._states()
            await self._read(asked)
            self._replied.otherwise(self.house.apply(held))
            self._unshown.clear()
            # what was shown meanwhile stands over the snapshot: it is to be what the house is now
            self.show(set(shown))
        self.absences.tell(silent(self.house))
        return self.snapshot(complete=self.reader.is_complete((*wire.CONFIGURATIONS, *asked)))

    def _begin_again(self) -> None:
        """Push stands: what was configured while it did not is to be read again, save the first time."""
        if self._heard_before:
            self.configured_at = None
        self._heard_before = True

    def _due(self) -> tuple[str, ...]:
        """What of the configuration is to be read: all of it now and then, else what failed."""
        if self.configured_at is None or time.monotonic() - self.configured_at > CONFIGURATIONS_AFTER:
            return wire.CONFIGURATIONS
        again = self._failed_configurations()
        looked = time.monotonic() - self._looked_at > LOOK_AGAIN_AFTER
        return (*again, INFORMATION) if looked and not self.house.all_answer and INFORMATION not in again else again

    def _failed_configurations(self) -> tuple[str, ...]:
        return tuple(function for function in wire.CONFIGURATIONS if function in self.reader.failed)

    def _states(self) -> list[str]:
        """The functions that tell of the states of what there is."""
        return [name for name, kind in STATUS_OF.items() if self.house.of(kind)]

    async def _configure(self, functions: Collection[str]) -> None:
        """Read (a part of) the configuration.

        Raises:
            HubConnectionError: the first time, if the master does not answer.

        """
        replies = self.reader.replies
        told = {function: replies.get(function) for function in functions}
        for function in functions:
            await self.reader.read(function)
        if not self.house.parts and (err := self.reader.failed.get(FIRST)):
            raise HubConnectionError(f"The outputs can't be read: {err}") from err
        if not self.house.parts or any(told[name] != replies.get(name) for name in functions if name != INFORMATION):
            await self._take_configuration()
        if INFORMATION in functions:
            self._looked_at = time.monotonic()
        self.house.take_modules(modules(self.house.modules, replies.get(INFORMATION)))

    async def _take_configuration(self) -> None:
        """Have the parts that are configured now."""
        before = named(self.house)
        self._replied.forget()
        for kind, parts in wire.parts(self.reader.replies).items():
            self.house.configure(kind, parts)
        now = named(self.house)
        self.absences.removed(name for key, name in before.items() if key not in now)
        self.house.zone = await zone_of(self.house.gateway.timezone)

    async def _read(self, functions: Iterable[str]) -> None:
        """Read states.

        Raises:
            HubConnectionError: none of the first can be read, so none is there.

        """
        failed = 0
        for tried, function in enumerate(functions, 1):
            if (found := await self._changes(function)) is not None:
                self._unshown |= self.house.apply(found)
                continue
            failed += 1
            if failed == tried == ENOUGH:
                err = self.reader.failed[function]
                raise HubConnectionError(f"No state can be read: {err}") from err

    async def _changes(self, function: str, after: int | None = None) -> list[Change] | None:
        """What a function tells of states, or those of older firmware in its place; ``None`` if it fails."""
        if not await self.reader.read(function, after):
            return None
        if function not in self.reader.missing:
            news = self._replied.news(function, self.reader.replies[function])
            return [] if news is None else changes(self.house, function, news)
        found: list[Change] = []
        for older in INSTEAD.get(function, ()):
            if await self.reader.read(older) and older not in self.reader.missing:
                found += changes(self.house, older, self.reader.replies[older])
        return found

    def apply_pushed(self, changes: Iterable[Change]) -> set[PartKey]:
        """Take pushed states into the house, which the replies do not tell yet."""
        changed = super().apply_pushed(changes)
        self._replied.otherwise(changed)
        return changed

    async def refresh(self, functions: Iterable[str], after: int | None = None) -> bool:
        """Read some states and show what is not as it was; ``after`` is a ``Reader.moment``. Says whether all could be read.

        What is pushed meanwhile is newer. A fetch that runs may have read the same, and shows it when it is over.
        """
        all_read = True
        for function in functions:
            with self._backlog.fetching() as held:
                found = await self._changes(function, after)
                all_read &= found is not None
                changed = self.house.apply(found or ())
                pushed = self.house.apply(held)
            self._replied.otherwise(pushed)
            unshown, self._unshown = self._unshown, set()
            self.show(changed | pushed | unshown)
        return all_read

    async def mend(self) -> None:
        """Ask again for what failed, and show what came of it."""
        if configurations := self._failed_configurations():
            await self._configure(configurations)
            await self._read(self._states())
            self._unshown.clear()
            if self._sink:
                self._sink.changed(self.shown.devices())
            return
        await self.refresh([function for function in STATUS_OF if function in self.reader.failed])
        if not self.reader.is_complete(ENERGY):
            self.take(silence(self.house))

    async def read_outputs(self) -> None:
        """Read which outputs are on."""
        await self.refresh(("get_output_status",))

    async def send(self, request: Request) -> Any:
        """Do what is asked for; without push, read what came of it."""
        await self.in_turn(request, partial(self._send, request))

    async def _send(self, request: Request) -> None:
        for call in gateway_calls(request, self.house.gateway.platform):
            await self._do(call)
        if self.pushes:
            await self.confirm(request)
        elif not await self.quietly(self.refresh(functions := CONFIRM.get(type(request), ()))):
            self.read_soon(functions)

    async def confirm(self, request: Request) -> None:
        """Read what came of a command although something pushes; nothing, if that tells of everything."""

    async def quietly[T](self, work: Awaitable[T]) -> T | None:
        """Do a reading whose failure ends nothing: a command, say, was done, whether it can be confirmed or not.

        Raises:
            CertificateChangedError: something else answers.
            HubAuthError: the user may not any more.

        """
        try:
            return await work
        except (CertificateChangedError, HubAuthError):
            raise
        except HubError as err:
            _LOGGER.debug("Read again later: %s", err)
            return None

    def read_soon(self, functions: Iterable[str]) -> None:
        """Read again what could not be read after a command, where the next fetch is far away."""

    async def _do(self, call: Call) -> None:
        """Do one call, or what older firmware has in its place; a function that it does not know is asked once."""
        reason = f"{call.function} is not known to this firmware"
        if call.function not in self._unknown:
            try:
                await self.client.call(call.function, **call.parameters)
            except UnknownFunctionError:
                self._unknown.add(call.function)
            except MissingFunctionError as err:
                reason = str(err)
            else:
                return
        if call.instead is None:
            raise HubCommandError(reason)
        await self._do(call.instead)

    def diagnostics(self) -> dict[str, Any]:
        """The replies by function as they are now, with stand-ins for what is private: the virtual gateway plays them."""
        replies = as_now(self.house, self.reader.replies)
        return recorded({"way": self.way, "replies": replies, "missing": sorted(self.reader.missing)})
