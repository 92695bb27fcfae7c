"""A house through the cloud of today: polled, since nothing else is promised."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterable
from datetime import timedelta
from functools import partial
from typing import Any, Final

from ...model import Request
from ..base import HubCommandError, HubConnectionError, HubError, HubUnsupportedError, Sink, Snapshot
from .calls import CLOUD_CONFIRM, cloud_calls
from .client import (
    CloudClient,
    ForbiddenError,
    FunctionFailedError,
    Installation,
    MissingFunctionError,
)
from .house_hub import HouseHub
from .mapping import cloud as wire
from .mapping.devices import Labels
from .mapping.house import PartKey
from .mapping.parts import Abilities, Lamp, Part
from .recording import recorded
from .requests import AllLightsOff, SetLamp
from .sharing import Shared

EVERY: Final = timedelta(seconds=30)

RARELY_AFTER: Final = 900.0
"""Seconds after which the lists without a state are read again."""

BASE: Final = "/base/installations"


class CloudHub(HouseHub):
    """One installation of the cloud."""

    poll_interval: timedelta | None = EVERY
    fallback_interval: timedelta | None = EVERY

    def __init__(
        self,
        client: CloudClient,
        installation: str,
        hub_id: str,
        labels: Labels,
    ) -> None:
        """Ask through ``client``."""
        super().__init__(hub_id, labels, abilities_of(None))
        self._client = client
        self._number = installation
        self._installation: Installation | None = None
        self._objects: dict[str, list[dict[str, Any]]] = {}
        self._ids: wire.CloudIds = {}
        self._missing: set[str] = set()
        self._failed: dict[str, HubError] = {}
        self.rarely_at: float | None = None
        self._confirming = Shared()

    async def connect(self) -> None:
        """Ask for the installation."""
        await self._read_installation()

    async def fetch(self) -> Snapshot:
        """All lists; those without a state only now and then. One that fails costs its own part."""
        await self._read_installation()
        now = time.monotonic()
        rarely = self.rarely_at is None or now - self.rarely_at > RARELY_AFTER
        paths = [path for path in wire.PATHS if rarely or path not in wire.RARELY or path in self._failed]
        await self._read(paths)
        if self._failed.keys() >= set(paths) - self._missing:
            err = next(iter(self._failed.values()))
            raise HubConnectionError(f"No list can be read: {err}") from err
        if rarely:
            self.rarely_at = now
        self._configure()
        return self.snapshot(complete=not self._failed)

    async def listen(self, sink: Sink) -> None:
        """Nothing pushes; the sink is for what a command changes between two polls."""
        self._sink = sink
        await asyncio.Event().wait()

    async def send(self, request: Request) -> Any:
        """Do what is asked for and read what came of it."""
        await self.in_turn(request, partial(self._send, request))

    async def _send(self, request: Request) -> None:
        for one in (request, *self._lamps_off(request)):
            for call in cloud_calls(one, self._id):
                await self._client.do(f"{BASE}/{self._number}/{call.path}", call.body)
        paths = CLOUD_CONFIRM.get(type(request), ())
        await self._confirming.run(paths, partial(self._read_and_show, paths))

    async def _read_and_show(self, paths: Iterable[str]) -> None:
        await self._read(paths)
        self.show(self._configure())

    def _lamps_off(self, request: Request) -> list[SetLamp]:
        """What turns off the lights that are no outputs, if all lights are to go off."""
        if not isinstance(request, AllLightsOff):
            return []
        return [SetLamp(lamp.id, on=False) for lamp in self.house.of(Lamp).values() if lamp.is_on]

    async def read_outputs(self) -> None:
        """Read which outputs are on."""
        await self._read(("outputs",))
        self._configure()

    def diagnostics(self) -> dict[str, Any]:
        """The installation and its objects, with stand-ins for what is private: the virtual cloud plays them."""
        return recorded(
            {
                "way": "cloud",
                "installation": dict(self._installation.data) if self._installation else {},
                "objects": self._objects,
                "missing": sorted(self._missing),
            }
        )

    def _id(self, kind: type[Part], part_id: str) -> str:
        try:
            return self._ids[kind, part_id]
        except KeyError:
            raise HubCommandError("it is not there any more", key="device_gone") from None

    async def _read_installation(self) -> None:
        self._installation = await self._client.installation(self._number)
        self.house.abilities = abilities_of(self._installation)

    async def _read(self, paths: Iterable[str]) -> None:
        for path in paths:
            if path in self._missing:
                continue
            try:
                self._objects[path] = await self._client.items(f"{BASE}/{self._number}/{path}", usage=wire.PATHS[path])
            except MissingFunctionError:
                self._missing.add(path)
                self._objects.pop(path, None)
            except (ForbiddenError, FunctionFailedError, HubUnsupportedError) as err:
                self._failed[path] = err
                continue
            self._failed.pop(path, None)

    def _configure(self) -> set[PartKey]:
        """Have the parts that the lists tell of; gives those that are not as they were."""
        assert self._installation is not None
        changed: set[PartKey] = set()
        for kind, parts in wire.parts(self._objects, self._installation.data).items():
            changed |= self.house.configure(kind, parts, with_state=True)
        self._ids = wire.cloud_ids(self._objects)
        return changed


def abilities_of(installation: Installation | None) -> Abilities:
    """What the cloud lets us do there; ventilation and lamps it can't, and of presses it does not tell."""
    control = installation.may_control if installation else True
    return Abilities(control=control, identify=False, ventilation=False, presses=False)
