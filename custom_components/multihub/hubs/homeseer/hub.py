"""HomeSeer as a hub: one state of all rows, fed by snapshots, by pushes and by the answers to commands."""

from __future__ import annotations

import time
import uuid
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import timedelta
from functools import partial
from typing import Any, Final

from homeassistant.config_entries import ConfigEntry
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers.aiohttp_client import async_get_clientsession
from homeassistant.util.unit_system import US_CUSTOMARY_SYSTEM

from ...const import CONF_HUB_ID
from ...model import HubInfo, Request
from ..base import IN_THE_HOUSE, IN_THE_INTERNET, Hub, Sink, Snapshot
from .actions import request_of
from .client import DeviceChange, HomeSeerClient
from .commands import Commands, refs_of, shown_by, wanted_of
from .early import EarlyLine
from .mapping import Press, Settings, Told
from .mapping.hub_device import HUB_DEVICE_ID, may_run_events
from .problems import Problems
from .push import ASCII, CHANGES, WEBHOOK, Ladder, Timing
from .reader import NEVER, Reader, Rows
from .recording import recording
from .requests import SetUse
from .settings import settings_of
from .starting import tried_again
from .timers import Timers
from .ways import OPTION_EVENT_GROUPS, ascii_address_of, endpoint_of
from .webhook import Webhook

CONFIRM_AFTER: Final = (0.2, 0.5, 1.0)
"""Seconds between the readings that confirm a command where nothing is pushed."""

LEVEL_AFTER: Final = 2.0
"""Seconds after which a dimmer that is on "at the last level" knows which one that is."""

NEW_ROWS_PAUSE: Final = 30.0
"""Seconds between two snapshots that are fetched because a row is not known yet."""

EARLY_ANSWER: Final = 5.0
"""Seconds that the ASCII port of a HomeSeer that can't tell its changes has before everything is read without it."""


class HomeSeerHub(Hub):
    """One system, at home or through MyHS."""

    def __init__(self, hass: HomeAssistant, entry: ConfigEntry[Any]) -> None:
        """Serve one entry; nothing is opened before ``connect``."""
        self._hass = hass
        self._entry = entry
        endpoint = endpoint_of(entry.data)
        self.client = HomeSeerClient(async_get_clientsession(hass), endpoint)
        self.info = HubInfo(hub_id=entry.data[CONF_HUB_ID], device_id=HUB_DEVICE_ID, name=entry.title)
        self.timing = Timing(changes=15.0 if endpoint.is_cloud else 5.0)
        self.poll_interval: timedelta | None = timedelta(minutes=5)
        self.fallback_interval: timedelta | None = timedelta(seconds=120 if endpoint.is_cloud else 20)
        self.longest_pause = IN_THE_INTERNET if endpoint.is_cloud else IN_THE_HOUSE
        identity = str(uuid.uuid5(uuid.NAMESPACE_URL, entry.entry_id))
        self.reader = Reader(self.client, identity, self._settings)
        self._commands = Commands(self.client)
        self._session: dict[str, Any] = {}
        self._sink: Sink | None = None
        self._ladder: Ladder | None = None
        self._news_at = -NEW_ROWS_PAUSE
        self._timers = Timers(hass.loop)
        self._early: EarlyLine | None = None
        self._stood: set[str] = set()
        self._polls_slowly_after = NEVER
        self._problems = Problems(hass, entry)
        self._webhook = Webhook(hass, entry, self._webhook_told)

    # Snapshots

    async def connect(self) -> None:
        """Learn who may do what, and the version; the protocol tells no more of who it is."""
        with tried_again():
            session = await self.client.session_config()
            version = str(session.get("hsVersion") or await self.client.version())
        self._session = session
        self.reader.facts = replace(
            self.reader.facts,
            name=self._entry.title,
            version=version,
            url=None if self.client.endpoint.is_cloud else self.client.endpoint.url,
            event_groups=frozenset(self._entry.options.get(OPTION_EVENT_GROUPS, ())),
            may_run_events=may_run_events(session),
        )
        await self._webhook.open()
        if self.reader.house is None and self._early is None and (address := ascii_address_of(self._entry.data)):
            self._early = EarlyLine(address, within=self.timing.connect_within)

    async def fetch(self) -> Snapshot:
        """All rows; the controls too when there are new rows."""
        with tried_again():
            if self.reader.house is None:
                await self._hear_first()
            snapshot, presses = await self.reader.snapshot(presses=self._way in (None, CHANGES))
        self._pace_polls()
        if self._ladder:
            self._ladder.found(self.reader.found)
        self._tell(presses)
        return snapshot

    async def _hear_first(self) -> None:
        """Before everything is read for the first time: be told of what changes from then on, so that once is enough."""
        await self.reader.begin_changes()
        if not self.reader.has_changes and self._early:
            await self._early.settled(EARLY_ANSWER)

    def _pace_polls(self) -> None:
        """Without the asking for changes the polls alone find what no push tells."""
        if self.reader.has_changes:
            self.poll_interval = timedelta(minutes=5)
        elif self.reader.read_at > self._polls_slowly_after:
            self.poll_interval = timedelta(seconds=90)

    def _settings(self, status: Mapping[str, Any]) -> Settings:
        us_units = self._hass.config.units is US_CUSTOMARY_SYSTEM
        return settings_of(self._entry.options, self._session, status, us_units=us_units)

    # Pushes

    @property
    def _way(self) -> str | None:
        return self._ladder.way if self._ladder else None

    async def listen(self, sink: Sink) -> None:
        """Hear of changes by the best way that stands."""
        self._sink = sink
        with tried_again():
            await self.client.version()  # a push that tells of rows which can't be read is none
        if not self.reader.has_changes:
            await self.reader.begin_changes()
            self._pace_polls()
        early, self._early = self._early, None
        self._ladder = Ladder(
            timing=self.timing,
            ascii_address=ascii_address_of(self._entry.data),
            early=early,
            has_webhook=self._webhook.is_open,
            has_changes=bool(self.reader.has_changes),
            ask=self.reader.changed if self.reader.has_changes else self._prove,
            read=self._read,
            ready=self._stands,
            changed=self._line_told,
            problem=self._problems.ascii_port,
        )
        try:
            await self._ladder.run()
        finally:
            self._ladder = None
            self._timers.cancel()
            self.reader.outdate()  # what was asked for last may not have been read

    def _stands(self, way: str, since: float | None) -> None:
        """A way stands: after a loss everything is read anew, else what it may not have told of until now."""
        if way in self._stood:
            self.reader.outdate()
        self._stood.add(way)
        now = time.monotonic()
        if not self.reader.has_changes and (since is None or since > self.reader.read_at):
            # what it did not tell of before is found by the next poll, which is as soon as it was without it
            self.poll_interval, self._polls_slowly_after = self.fallback_interval, now
            since = NEVER
        self.reader.rely_on(now if since is None else since)
        if self._sink:
            self._sink.ready(way)

    async def _prove(self) -> list[int]:
        """HomeSeer is still there; it can't tell what has changed."""
        await self.client.version()
        return []

    async def _read(self, refs: Iterable[int]) -> bool:
        """Read rows anew and tell what is not as it was; says whether anything was not."""
        refs = list(refs)
        self._look_for_new(refs)
        return self._take(await self.reader.rows([ref for ref in refs if self.reader.knows([ref])]), told_by=CHANGES)

    def _take(self, rows: Rows, *, told_by: str) -> bool:
        """Take rows as they are now, whoever told them; says whether anything is not as it was."""
        told, presses = self.reader.take(rows, presses=told_by == self._way)
        self._show(told)
        self._tell(presses)
        for row in rows:
            ref = row.get("ref")
            if isinstance(ref, int) and self.reader.house and self.reader.house.is_level_pending(ref):
                self._timers.after(LEVEL_AFTER, partial(self._mark, ref))
        return bool(told)

    def _show(self, told: Told) -> None:
        if self._sink is None:
            return
        if told.devices:
            self._sink.changed(told.devices)
        for device_id, features in told.values.items():
            self._sink.updated(device_id, features)

    def _mark(self, ref: int) -> None:
        if self._ladder:
            self._ladder.mark([ref])

    def _line_told(self, change: DeviceChange) -> bool:
        """The ASCII port told of a value: show it at once where its text is known; says whether to read the row.

        A press is told on at once too, since the next may hide it.
        """
        house = self.reader.house
        if house is None:
            return False
        if press := house.press(change.ref, change.value):
            self._tell([press])
        if (row := house.rows.get(change.ref)) and row.value == change.value is not None:
            return False  # the answer to our own command has told it
        self._show(self.reader.take_value(change.ref, change.value))
        return True

    @callback
    def _webhook_told(self, data: Mapping[str, Any]) -> None:
        """HS4 told of a row."""
        house, ref = self.reader.house, data.get("ref")
        if house is None or not isinstance(ref, int):
            return
        if self._ladder:
            self._ladder.pushed(ref)
        if row := house.with_pushed(data):
            self._take([row], told_by=WEBHOOK)
        else:
            self._look_for_new([ref])

    def _tell(self, presses: Iterable[Press]) -> None:
        if self._sink:
            for press in presses:
                self._sink.event(press.device_id, press.key, press.event_type, press.attributes)

    def _look_for_new(self, refs: Iterable[int]) -> None:
        """Fetch everything when a row is told of that is not known, but not all the time."""
        if self._way is None or self._sink is None or self.reader.knows(refs):
            return
        if time.monotonic() - self._news_at > NEW_ROWS_PAUSE:
            self._news_at = time.monotonic()
            self.reader.outdate()
            self._sink.ready(self._way)

    # Commands

    async def send(self, request: Request) -> Any:
        """Say it; the call ends when the row shows it, or when push will."""
        house, refs, wanted = self.reader.house, refs_of(request), wanted_of(request)
        if house and isinstance(request, SetUse):
            refs = house.family(request.ref)  # HomeSeer looks for the feature itself
        before = {ref: house.rows[ref].value for ref in refs if house and house.knows(ref)}
        answer, rows = await self._commands.say(request)
        if house is None or not refs:
            return answer
        self._take([row for row in rows if house.is_news(row, wanted)], told_by="answer")
        if self._ladder and self._way in (ASCII, WEBHOOK):
            shown = shown_by(rows, wanted)
            self._ladder.settle(shown)
            self._ladder.mark(set(refs) - shown)
        else:
            take = partial(self._take, told_by="answer")
            await self.reader.confirm(before, CONFIRM_AFTER, take)
        return answer

    async def act(self, action: str, device_id: str | None, data: Mapping[str, Any]) -> dict[str, Any] | None:
        """``control`` a row by value, label or use, ``speak``, ``run_event``."""
        await self.send(request_of(action, device_id, data))
        return None

    # The rest

    @property
    def event_groups(self) -> tuple[str, ...]:
        """The groups of the user's events, to choose from."""
        return tuple(sorted({str(event["Group"]) for event in self.reader.facts.events if event.get("Group")}))

    def feature_labels(self) -> dict[int, str]:
        """Every row by its ref, in words that tell it apart."""
        rows = self.reader.house.rows if self.reader.house else {}
        return {ref: f"{row.location} {row.name} ({ref})".strip() for ref, row in sorted(rows.items())}

    def diagnostics(self) -> dict[str, Any]:
        """What HomeSeer answered and told since, without what is private: the virtual HomeSeer can play it."""
        reader = self.reader
        return recording(self._session, reader.status_now, reader.house.controls if reader.house else (), reader.facts)

    async def close(self) -> None:
        """Let go of the webhook and the timers; the listening ends with its task."""
        self._webhook.close()
        early, self._early = self._early, None
        if early:
            await early.close()
        self._timers.cancel()
        self._sink = None


def create_hub(hass: HomeAssistant, entry: ConfigEntry[Any]) -> Hub:
    """The hub of one entry."""
    return HomeSeerHub(hass, entry)
