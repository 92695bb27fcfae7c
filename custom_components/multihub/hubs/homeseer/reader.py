"""All rows of one system as last read: snapshots, single rows, and what was pressed between two readings."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import Any, Final

from ..base import Backlog, HubError, HubUnsupportedError, Snapshot
from .client import HomeSeerClient
from .mapping import House, HubFacts, Press, Settings, Told, hub_device

_LOGGER = logging.getLogger(__name__)

FRESH: Final = 30.0
"""Seconds for which a snapshot can be brought up to date by asking what has changed since."""

STEADY: Final = 60.0
"""Seconds after a reading in which a press that the next one finds still counts as news."""

MANY: Final = 100
"""Refs in one question; more are more questions."""

CONTROLS_EVERY: Final = 300.0
"""Seconds between two looks whether known rows have new controls, ``MANY`` rows each time."""

NEVER: Final = float("-inf")

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
        self.read_at = NEVER
        """When everything was begun to be read last (``time.monotonic``); ``NEVER`` where that counts no more."""
        self.found: frozenset[int] = frozenset()
        """The rows that the last reading of everything found not to be as they were known."""
        self._backlog: Backlog[Rows] = Backlog()
        self._outdated = 0
        self._heard_at = NEVER
        self._told_since: float | None = None
        self._controls_at = NEVER
        self._controls_next = 0

    @property
    def status_now(self) -> dict[str, Any]:
        """The last answer with all rows, with what was told of them since."""
        if self.house is None:
            return self.status
        return {**self.status, "Devices": self.house.as_now(self.status["Devices"])}

    async def snapshot(self, *, presses: bool) -> tuple[Snapshot, list[Press]]:
        """Everything as it is now, and with ``presses`` what was pressed since the last reading."""
        self.found = frozenset()
        with self._backlog.fetching() as kept:
            try:
                found = await self._caught_up()
                if found is None:
                    found = await self._read_all()
            finally:
                if self.house:
                    for rows in kept:
                        self.house.apply(rows)
        assert self.house
        return Snapshot((hub_device(self.facts), *self.house.devices)), found if presses else []

    def outdate(self) -> None:
        """Let the next snapshot read everything; one that is being read now does not count either."""
        self.read_at = NEVER
        self._outdated += 1

    def rely_on(self, since: float) -> None:
        """Let the next snapshot read only what may have been missed; of all after ``since`` we are told."""
        self._told_since = since

    async def changed(self) -> list[int]:
        """The refs that have changed since the last question."""
        refs = await self._client.changed(self._identity)
        self._heard_at = time.monotonic()
        return refs

    async def rows(self, refs: list[int]) -> Rows:
        """Some rows as they are now; those that HomeSeer does not have any more are left out."""
        rows: Rows = []
        with self._backlog.fetching() as kept:
            for start in range(0, len(refs), MANY):
                rows += await self._some(refs[start : start + MANY])
        newer = {row.get("ref"): row for told in kept for row in told}
        return [newer.get(row.get("ref"), row) for row in rows]

    async def _some(self, refs: list[int]) -> Rows:
        rows: Rows
        try:
            rows = (await self._client.status(refs))["Devices"]
        except HubUnsupportedError:
            # one that is gone may have the whole question refused: which one, only the list of all rows tells
            rows = (await self._client.status())["Devices"]
            if {row.get("ref") for row in rows}.issuperset(refs):
                raise
        return [row for row in rows if row.get("ref") in refs]

    def take(self, rows: Rows, *, presses: bool) -> tuple[Told, list[Press]]:
        """Take rows, whoever told them: what is not as it was, and what was pressed."""
        if self.house is None or not rows:
            return Told(), []
        self._backlog.keep(rows)
        found = self.house.presses(rows) if presses else []
        return self.house.apply(rows), found

    def take_value(self, ref: int, value: float | None) -> Told:
        """Take a value that was told without its text, where that is known: what is not as it was."""
        told = self.house.apply_value(ref, value) if self.house else None
        if told is None:
            return Told()
        self._backlog.keep([told[0]])
        return told[1]

    def knows(self, refs: Iterable[int]) -> bool:
        """Whether all these rows are known."""
        return self.house is not None and all(self.house.knows(ref) for ref in refs)

    async def begin_changes(self) -> None:
        """Learn whether HomeSeer can tell what has changed, and have it count from now on.

        What the first answer holds means nothing (protocol page, section 2).
        """
        try:
            await self._client.changed(self._identity)
        except HubUnsupportedError:
            self.has_changes = False
        else:
            self.has_changes = True

    async def confirm(
        self, before: Mapping[int, float | None], pauses: Iterable[float], take: Callable[[Rows], object]
    ) -> None:
        """Read the devices of some rows until their values are not as ``before``, after each pause; nothing pushes it."""
        house = self.house
        assert house
        family = sorted({other for ref in before for other in house.family(ref)})
        for pause in pauses:
            await asyncio.sleep(pause)
            try:
                take(await self.rows(family))
            except HubError:
                # the command itself succeeded; the next poll tells what became of it
                return
            if any(house.rows[ref].value != value for ref, value in before.items() if house.knows(ref)):
                return

    # Reading

    async def _read_all(self) -> list[Press]:
        if self.has_changes is not False:
            await self.begin_changes()
        began, outdated = time.monotonic(), self._outdated
        status = await self._client.status()
        rows = status["Devices"]
        house, is_first = self.house, self.house is None
        if house is None:
            house = House(self._settings_of(status))
            house.load_controls((await self._client.controls())["Devices"])
            self._controls_at = began
            await self._learn_extras()
        else:
            await self._renew_controls(house, rows)
            if self.facts.counters:
                self.facts = replace(self.facts, counters=tuple(await self._client.counters()))
        found = house.presses(rows) if time.monotonic() - self._heard_at < STEADY else []
        changed = house.load(rows)
        self.found = frozenset() if is_first else frozenset(changed)
        self.house, self.status = house, status
        self.read_at = began if outdated == self._outdated else NEVER
        self._heard_at = time.monotonic()
        return found

    async def _caught_up(self) -> list[Press] | None:
        """Bring what was read up to date by what may have been missed alone; ``None`` where that can't be done."""
        told_since, self._told_since = self._told_since, None
        if self.house is None or self.read_at == NEVER:
            return None
        if told_since is not None and told_since <= self.read_at:
            return []
        is_fresh = told_since is not None or time.monotonic() - self.read_at < FRESH
        return await self._catch_up(self.house) if self.has_changes and is_fresh else None

    async def _catch_up(self, house: House) -> list[Press] | None:
        read_at = self.read_at
        self.outdate()  # what is asked for and then not read would be lost
        outdated = self._outdated
        refs = await self.changed()
        if not self.knows(refs):
            return None
        rows = await self.rows(refs)
        found = house.presses(rows)
        house.apply(rows)
        if outdated == self._outdated:
            self.read_at = read_at
        return found

    async def _renew_controls(self, house: House, rows: Rows) -> None:
        """The controls of all rows when there is a new row; else of some, now and then, and of those described anew.

        All of them may be megabytes (protocol page, section 2), and nothing tells when a row gets another one.
        """
        refs = [ref for row in rows if isinstance(ref := row.get("ref"), int)]
        if not self.knows(refs):
            house.load_controls((await self._client.controls())["Devices"])
            self._controls_at = time.monotonic()
            return
        asked = house.described_anew(rows)
        if time.monotonic() - self._controls_at >= CONTROLS_EVERY:
            self._controls_at = time.monotonic()
            start = self._controls_next if self._controls_next < len(refs) else 0
            self._controls_next = start + MANY
            asked += refs[start : start + MANY]
        if not asked:
            return
        try:
            house.renew_controls((await self._client.controls(asked[: 2 * MANY]))["Devices"])
        except HubUnsupportedError as err:
            _LOGGER.debug("The controls stay as they were: %s", err)

    async def _learn_extras(self) -> None:
        """Events, counters and cameras; a system without them answers none."""
        client = self._client
        events = tuple(await client.events())
        counters = tuple(await client.counters())
        found = await client.cameras()
        shown = await asyncio.gather(*map(client.shows, found))
        cameras = tuple(camera for camera, shows in zip(found, shown, strict=True) if shows)
        self.facts = replace(self.facts, events=events, counters=counters, cameras=cameras)
