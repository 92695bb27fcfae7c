"""All rows of one system as last read: snapshots, single rows, and what was pressed between two readings."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import Any, Final

from ...model import Device
from ..base import Backlog, HubUnsupportedError, Snapshot
from .client import HomeSeerClient
from .mapping import House, HubFacts, Press, Settings, hub_device

FRESH: Final = 30.0
"""Seconds for which a snapshot can be brought up to date by asking what has changed since."""

STEADY: Final = 60.0
"""Seconds after a reading in which a press that the next one finds still counts as news."""

MANY: Final = 100
"""Refs in one question; more are more questions."""

type Rows = list[dict[str, Any]]
type SettingsOf = Callable[[Mapping[str, Any]], Settings]


class Reader:
    """Reads through one client into one house."""

    def __init__(self, client: HomeSeerClient, identity: str, settings_of: SettingsOf) -> None:
        """Read nothing yet; ``identity`` is who asks for changes, ``settings_of`` what the first answer decides."""
        self._client = client
        self._identity = identity
        self._settings_of = settings_of
        self.house: House | None = None
        self.facts = HubFacts("", "")
        self.status: dict[str, Any] = {}
        self.has_changes: bool | None = None
        """Whether HomeSeer can tell what has changed; ``None`` before it was asked."""
        self._backlog: Backlog[Rows] = Backlog()
        self._fetched_at = -FRESH
        self._heard_at = -STEADY

    async def snapshot(self, *, presses: bool) -> tuple[Snapshot, list[Press]]:
        """Everything as it is now, and with ``presses`` what was pressed since the last reading."""
        found: list[Press] = []
        with self._backlog.fetching() as kept:
            try:
                if not await self._catch_up():
                    found = await self._read_all(presses=presses)
            finally:
                if self.house:
                    for rows in kept:
                        self.house.apply(rows)
        assert self.house
        return Snapshot((hub_device(self.facts), *self.house.devices)), found

    def outdate(self) -> None:
        """Let the next snapshot read everything."""
        self._fetched_at = -FRESH

    async def changed(self) -> list[int]:
        """The refs that have changed since the last question."""
        refs = await self._client.changed(self._identity)
        self._heard_at = time.monotonic()
        return refs

    async def rows(self, refs: list[int]) -> Rows:
        """Some rows as they are now."""
        rows: Rows = []
        for start in range(0, len(refs), MANY):
            rows += (await self._client.status(refs[start : start + MANY]))["Devices"]
        return rows

    def take(self, rows: Rows, *, presses: bool) -> tuple[tuple[Device, ...], list[Press]]:
        """Take rows, whoever told them: the devices that are not as they were, and what was pressed."""
        if self.house is None or not rows:
            return (), []
        self._backlog.keep(rows)
        found = self.house.presses(rows) if presses else []
        return self.house.apply(rows), found

    def knows(self, refs: Iterable[int]) -> bool:
        """Whether all these rows are known."""
        return self.house is not None and all(self.house.knows(ref) for ref in refs)

    async def _read_all(self, *, presses: bool) -> list[Press]:
        if self.has_changes is not False:
            await self.begin_changes()
        status = await self._client.status()
        rows = status["Devices"]
        house = self.house
        if house is None:
            house = House(self._settings_of(status))
            house.load_controls((await self._client.controls())["Devices"])
            await self._learn_extras()
        else:
            if not self.knows(ref for row in rows if isinstance(ref := row.get("ref"), int)):
                house.load_controls((await self._client.controls())["Devices"])
            if self.facts.counters:
                self.facts = replace(self.facts, counters=tuple(await self._client.counters()))
        is_steady = time.monotonic() - self._heard_at < STEADY
        found = house.presses(rows) if presses and is_steady else []
        house.load(rows)
        self.house, self.status = house, status
        self._fetched_at = self._heard_at = time.monotonic()
        return found

    async def _catch_up(self) -> bool:
        """Bring a fresh snapshot up to date by its changes alone, where HomeSeer can tell them."""
        if self.house is None or not self.has_changes or time.monotonic() - self._fetched_at > FRESH:
            return False
        self.outdate()
        refs = await self._client.changed(self._identity)
        if not self.knows(refs):
            return False
        if refs:
            self.house.apply(await self.rows(refs))
        return True

    async def begin_changes(self) -> None:
        """Learn whether HomeSeer tells of changes, and begin to be told of changes; what the first answer holds means nothing (protocol page, section 2)."""
        try:
            await self._client.changed(self._identity)
        except HubUnsupportedError:
            self.has_changes = False
        else:
            self.has_changes = True

    async def _learn_extras(self) -> None:
        """Events, counters and cameras; a system without them answers none."""
        client = self._client
        events = tuple(await client.events())
        counters = tuple(await client.counters())
        cameras = tuple([camera for camera in await client.cameras() if await client.shows(camera)])
        self.facts = replace(self.facts, events=events, counters=counters, cameras=cameras)
