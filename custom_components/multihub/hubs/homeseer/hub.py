"""HomeSeer as a hub: one state of all rows, fed by snapshots, by pushes and by the answers to commands."""

from __future__ import annotations

import asyncio
import time
import uuid
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from typing import Any, Final

from homeassistant.config_entries import ConfigEntry
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers.aiohttp_client import async_get_clientsession
from homeassistant.util.unit_system import US_CUSTOMARY_SYSTEM

from ...const import CONF_HUB_ID
from ...model import HubInfo, Request
from ..base import Backlog, Hub, HubConnectionError, HubError, HubUnsupportedError, Sink, Snapshot
from .actions import request_of
from .client import DeviceChange, HomeSeerClient
from .commands import Commands, refs_of, wanted_of
from .mapping import House, HubFacts, Press, Settings, hub_device, room_location, uses_fahrenheit
from .mapping.hub_device import HUB_DEVICE_ID
from .problems import Problems
from .push import ASCII, CHANGES, WEBHOOK, AsciiAddress, Ladder, Timing
from .recording import recording
from .ways import (
    CONF_ASCII_PORT,
    CONF_HOST,
    CONF_PASSWORD,
    CONF_USERNAME,
    OPTION_AREA,
    OPTION_EVENT_GROUPS,
    OPTION_OVERRIDES,
    endpoint_of,
)
from .webhook import Webhook

CONFIRM_AFTER: Final = (0.2, 0.5, 1.0)
"""Seconds between the readings that confirm a command where nothing is pushed."""

LEVEL_AFTER: Final = 2.0
"""Seconds after which a dimmer that is on "at the last level" knows which one that is."""

FRESH: Final = 30.0
"""Seconds for which a snapshot can be brought up to date by asking what has changed since."""

MANY: Final = 100
"""Refs in one question; more are more questions."""

NEW_ROWS_PAUSE: Final = 30.0
"""Seconds between two snapshots that are fetched because a row is not known yet."""

_LOCATIONS: Final = ("location", "location2")


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
        self.house: House | None = None
        self._commands = Commands(self.client)
        self._session: dict[str, Any] = {}
        self._status: dict[str, Any] = {}
        self._facts = HubFacts(entry.title, "")
        self._backlog: Backlog[list[dict[str, Any]]] = Backlog()
        self._sink: Sink | None = None
        self._ladder: Ladder | None = None
        self._has_changes: bool | None = None
        self._identity = str(uuid.uuid5(uuid.NAMESPACE_URL, entry.entry_id))
        self._fetched_at = self._polled_at = -FRESH
        self._news_at = -NEW_ROWS_PAUSE
        self._timers: set[asyncio.TimerHandle] = set()
        self._problems = Problems(hass, entry)
        self._webhook = Webhook(hass, entry, self._webhook_told)

    # Snapshots

    async def connect(self) -> None:
        """Learn who may do what, and the version; the protocol tells no more of who it is."""
        with _tried_again():
            session = await self.client.session_config()
            version = str(session.get("hsVersion") or await self.client.version())
        self._session = session
        self._facts = HubFacts(
            self._entry.title,
            version,
            None if self.client.endpoint.is_cloud else self.client.endpoint.url,
            event_groups=frozenset(self._entry.options.get(OPTION_EVENT_GROUPS, ())),
            may_run_events=_may_run_events(session),
        )
        await self._webhook.open()

    async def fetch(self) -> Snapshot:
        """All rows; the controls too when there are new rows."""
        with self._backlog.fetching() as held, _tried_again():
            try:
                if not await self._catch_up():
                    await self._fetch_all()
            finally:
                if self.house:
                    for rows in held:
                        self.house.apply(rows)
        assert self.house
        return Snapshot((hub_device(self._facts), *self.house.devices))

    async def _fetch_all(self) -> None:
        if self._has_changes is not False:
            await self._ask_changes_once()
        status = await self.client.status()
        rows = status["Devices"]
        if self.house is None:
            house = House(self._settings(status))
            house.load_controls((await self.client.controls())["Devices"])
            await self._learn_extras()
        else:
            house = self.house
            if self._facts.counters:
                self._facts = replace(self._facts, counters=tuple(await self.client.counters()))
            if any(not house.knows(ref) for row in rows if isinstance(ref := row.get("ref"), int)):
                house.load_controls((await self.client.controls())["Devices"])
        is_read = self._ladder is None or self._ladder.way == CHANGES
        presses = house.presses(rows) if is_read and self._is_steady() else []
        house.load(rows)
        self.house, self._status = house, status
        self._fetched_at = self._polled_at = time.monotonic()
        self._tell(presses)

    def _is_steady(self) -> bool:
        """Whether the last poll was not long ago: what was pressed during an outage is not told."""
        longest = 2 * self.fallback_interval.total_seconds() if self.fallback_interval else 0
        return time.monotonic() - self._polled_at < longest

    async def _catch_up(self) -> bool:
        """Bring a fresh snapshot up to date by its changes alone, where HomeSeer can tell them."""
        if self.house is None or not self._has_changes or time.monotonic() - self._fetched_at > FRESH:
            return False
        self._fetched_at = -FRESH
        refs = await self.client.changed(self._identity)
        if any(not self.house.knows(ref) for ref in refs):
            return False
        if refs:
            self.house.apply(await self._rows(refs))
        return True

    async def _ask_changes_once(self) -> None:
        """Begin to be told of changes; what the first answer holds means nothing (section 2)."""
        try:
            await self.client.changed(self._identity)
        except HubUnsupportedError:
            self._has_changes = False
            self.poll_interval = timedelta(seconds=90)
        else:
            self._has_changes = True

    async def _learn_extras(self) -> None:
        """Events, counters and cameras; a system without them answers none."""
        events = await self.client.events()
        counters = await self.client.counters()
        cameras = [camera for camera in await self.client.cameras() if await self.client.shows(camera)]
        self._facts = replace(self._facts, events=tuple(events), counters=tuple(counters), cameras=tuple(cameras))

    def _settings(self, status: Mapping[str, Any]) -> Settings:
        options = self._entry.options
        chosen = options.get(OPTION_AREA, "auto")
        area = room_location(self._session) if chosen == "auto" else chosen if chosen in _LOCATIONS else None
        chosen_kinds = options.get(OPTION_OVERRIDES, {})
        overrides = {int(ref): str(kind) for kind, refs in chosen_kinds.items() for ref in refs}
        return Settings(uses_fahrenheit(status, self._hass.config.units is US_CUSTOMARY_SYSTEM), area, overrides)

    # Pushes

    async def listen(self, sink: Sink) -> None:
        """Hear of changes by the best way that stands."""
        self._sink = sink
        with _tried_again():
            await self.client.version()  # a push that tells of rows which can't be read is none
        data = self._entry.data
        address = None
        if not self.client.endpoint.is_cloud and (port := data.get(CONF_ASCII_PORT)):
            address = AsciiAddress(
                data[CONF_HOST], int(port), data.get(CONF_USERNAME) or "", data.get(CONF_PASSWORD) or ""
            )
        self._ladder = Ladder(
            timing=self.timing,
            ascii_address=address,
            ask_changes=self._ask_changes if self._has_changes else None,
            read=self._read,
            ready=sink.ready,
            changed=self._line_told,
            problem=self._problems.ascii_port,
        )
        try:
            await self._ladder.run()
        finally:
            self._ladder = None
            self._cancel_timers()

    async def _ask_changes(self) -> list[int]:
        refs = await self.client.changed(self._identity)
        self._polled_at = time.monotonic()
        return refs

    async def _read(self, refs: Iterable[int]) -> bool:
        """Read rows anew and tell what is not as it was; says whether anything was not."""
        house = self.house
        if house is None:
            return False
        refs = list(refs)
        self._look_for_new(refs)
        rows = await self._rows([ref for ref in refs if house.knows(ref)])
        return self._take(rows, told_by=CHANGES)

    async def _rows(self, refs: list[int]) -> list[dict[str, Any]]:
        rows: list[dict[str, Any]] = []
        for start in range(0, len(refs), MANY):
            rows += (await self.client.status(refs[start : start + MANY]))["Devices"]
        return rows

    def _take(self, rows: list[dict[str, Any]], *, told_by: str) -> bool:
        """Take rows as they are now, whoever told them."""
        house = self.house
        if house is None or not rows:
            return False
        self._backlog.keep(rows)
        way = self._ladder.way if self._ladder else None
        presses = house.presses(rows) if told_by == way else []
        devices = house.apply(rows)
        if devices and self._sink:
            self._sink.changed(devices)
        self._tell(presses)
        for row in rows:
            if isinstance(ref := row.get("ref"), int) and house.is_level_pending(ref):
                self._later(LEVEL_AFTER, ref)
        return bool(devices)

    def _line_told(self, change: DeviceChange) -> None:
        """The ASCII port told of a value; a press is told on at once, since the next may hide it."""
        if self.house and (press := self.house.press(change.ref, change.value)):
            self._tell([press])

    @callback
    def _webhook_told(self, data: Mapping[str, Any]) -> None:
        """HS4 told of a row."""
        house, ref = self.house, data.get("ref")
        if house is None or not isinstance(ref, int):
            return
        if self._ladder:
            self._ladder.pushed(ref)
        self._look_for_new([ref])
        if row := house.with_pushed(data):
            self._take([row], told_by=WEBHOOK)

    def _tell(self, presses: Iterable[Press]) -> None:
        if self._sink:
            for press in presses:
                self._sink.event(press.device_id, press.key, press.event_type, press.attributes)

    def _look_for_new(self, refs: Iterable[int]) -> None:
        """Fetch everything when a row is told of that is not known, but not all the time."""
        house, ladder = self.house, self._ladder
        if house is None or all(house.knows(ref) for ref in refs) or ladder is None or self._sink is None:
            return
        if ladder.way and time.monotonic() - self._news_at > NEW_ROWS_PAUSE:
            self._news_at = time.monotonic()
            self._fetched_at = -FRESH
            self._sink.ready(ladder.way)

    def _later(self, seconds: float, ref: int) -> None:
        """Read a row once more after a while."""

        def mark() -> None:
            self._timers.discard(timer)
            if self._ladder:
                self._ladder.mark([ref])

        timer = self._hass.loop.call_later(seconds, mark)
        self._timers.add(timer)

    def _cancel_timers(self) -> None:
        for timer in self._timers:
            timer.cancel()
        self._timers.clear()

    # Commands

    async def send(self, request: Request) -> Any:
        """Say it; the call ends when the row shows it, or when push will."""
        house = self.house
        refs = refs_of(request)
        wanted = wanted_of(request)
        before = {ref: house.rows[ref] for ref in refs if house and house.knows(ref)}
        answer, rows = await self._commands.say(request)
        if not house or not refs:
            return answer
        news = [row for row in rows if house.is_news(row, wanted)]
        if news:
            self._take(news, told_by="answer")
        if self._ladder and self._ladder.way in (ASCII, WEBHOOK):
            self._ladder.mark(refs)
        else:
            await self._confirm(house, refs, {ref: row.value for ref, row in before.items()})
        return answer

    async def _confirm(self, house: House, refs: Iterable[int], before: Mapping[int, float | None]) -> None:
        """Read the device until the rows are not as they were; nothing pushes it here."""
        family = sorted({other for ref in refs for other in house.family(ref)})
        for pause in CONFIRM_AFTER:
            await asyncio.sleep(pause)
            try:
                self._take(await self._rows(family), told_by="answer")
            except HubError:
                # the command itself succeeded; the next poll tells what became of it
                return
            if any(row.value != before.get(ref) for ref in refs if (row := house.rows.get(ref))):
                return

    async def act(self, action: str, device_id: str | None, data: Mapping[str, Any]) -> dict[str, Any] | None:
        """``control`` a row by value, label or use, ``speak``, ``run_event``."""
        await self.send(request_of(action, device_id, data))
        return None

    # The rest

    @property
    def event_groups(self) -> tuple[str, ...]:
        """The groups of the user's events, to choose from."""
        return tuple(sorted({str(event["Group"]) for event in self._facts.events if event.get("Group")}))

    def feature_labels(self) -> dict[int, str]:
        """Every row by its ref, in words that tell it apart."""
        rows = self.house.rows if self.house else {}
        return {ref: f"{row.location} {row.name} ({ref})".strip() for ref, row in sorted(rows.items())}

    def diagnostics(self) -> dict[str, Any]:
        """What HomeSeer answered, without what is private: the virtual HomeSeer can play it."""
        return recording(self._session, self._status, self.house.controls if self.house else (), self._facts)

    async def close(self) -> None:
        """Let go of the webhook and the timers; the listening ends with its task."""
        self._webhook.close()
        self._cancel_timers()
        self._sink = None


def create_hub(hass: HomeAssistant, entry: ConfigEntry[Any]) -> Hub:
    """The hub of one entry."""
    return HomeSeerHub(hass, entry)


@contextmanager
def _tried_again() -> Iterator[None]:
    """A HomeSeer that is starting up answers with pages too: what looks like another product is tried again."""
    try:
        yield
    except HubUnsupportedError as err:
        if err.key == "missing_role":
            raise
        raise HubConnectionError(str(err), key=err.key) from err


def _may_run_events(session: Mapping[str, Any]) -> bool:
    """Whether this user may run events; yes, where the system does not say."""
    permissions = session.get("userPermissions")
    return not (isinstance(permissions, Mapping) and permissions.get("eventAccess") is False)
