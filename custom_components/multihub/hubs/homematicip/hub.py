"""One HomematicIP home behind whatever transport: keeps it, tells of it, and speaks to it."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, timedelta, tzinfo
from typing import Any, Final

from homeassistant.config_entries import ConfigEntry
from homeassistant.core import HomeAssistant

from ...const import CONF_HUB_ID, DOMAIN
from ...model import HubInfo, Request
from ..base import IN_THE_HOUSE, IN_THE_INTERNET, Backlog, Hub, HubAuthError, HubError, Sink, Snapshot
from ..zones import zone_of
from .actions import described, request_of
from .client import Transport, access_point_label
from .client.transport import Events
from .journal import Journal
from .mapping import Change, House
from .recording import recording
from .remote_access import has_control_unit
from .silent_keys import SilentKeys
from .speaker import Speaker
from .ways import CONF_LOCK_PIN, CONF_RAW_EVENTS, transport_of

_LOGGER = logging.getLogger(__name__)

CLOUD_POLL: Final = timedelta(hours=6)
CLOUD_FALLBACK: Final = timedelta(minutes=15)
LOCAL_POLL: Final = timedelta(hours=1)
LOCAL_FALLBACK: Final = timedelta(minutes=1)

JOURNAL_PATH: Final = "home/security/getSecurityJournal"

FRESH_SECONDS: Final = 30.0
"""So long the state that proved the connection serves as the first snapshot."""

REREAD_SECONDS: Final = 300.0
"""After a frame that could not be read the home is read again, but not more often than this."""

EVENT_RAW: Final = f"{DOMAIN}_raw_event"
"""What Home Assistant's event bus calls an event of the access point, where the person wants them."""

OCCURRENCES: Final = frozenset({"DEVICE_CHANNEL_EVENT", "DEVICE_CODE_STATE_EVENT", "SECURITY_JOURNAL_CHANGED"})
"""Push events that tell what happened and leave the state as it is."""


class HomematicIPHub(Hub):
    """A home, read whole and then kept up to date by what is pushed."""

    def __init__(
        self,
        transport: Transport,
        *,
        access_point: str,
        lock_pin: str | None = None,
        raw: Callable[[dict[str, Any]], None] | None = None,
        silent_keys: SilentKeys | None = None,
        remote_access_may_be_off: Callable[[], bool] = lambda: False,
    ) -> None:
        """Serve one home; ``lock_pin`` is the PIN of doors if the person left it with us.

        ``raw`` is told every event as it came, for whoever wants to listen to them all.
        """
        self.transport = transport
        self.access_point = access_point
        self.poll_interval = LOCAL_POLL if transport.is_local else CLOUD_POLL
        self.fallback_interval = LOCAL_FALLBACK if transport.is_local else CLOUD_FALLBACK
        self.longest_pause = IN_THE_HOUSE if transport.is_local else IN_THE_INTERNET
        self.house = House(access_point, local=transport.is_local, pin_stored=bool(lock_pin))
        self.info = HubInfo(hub_id=access_point, device_id=access_point, name=access_point_label({}, access_point))
        self._first: tuple[float, dict[str, Any]] | None = None
        self._zone_name: object = None
        self._zone: tzinfo = UTC
        self._backlog: Backlog[dict[str, Any]] = Backlog()
        self._speaker = Speaker(transport, self.house, lock_pin or "")
        self._sink: Sink | None = None
        self._raw = raw
        self._silent_keys = silent_keys
        self._remote_access_may_be_off = remote_access_may_be_off
        self._reread_due = False
        self._reread_at = -REREAD_SECONDS
        self._journal = Journal(self._read_journal)

    async def connect(self) -> None:
        """Read the whole home; the first ``fetch`` soon after takes what was read."""
        try:
            state = await self.transport.state()
        except HubAuthError as err:
            if self._remote_access_may_be_off():
                raise HubAuthError(str(err), key="remote_access_off") from err
            raise
        await self._find_zone(state)
        self._first = time.monotonic(), state
        self.info = HubInfo(
            hub_id=self.access_point,
            device_id=self.access_point,
            name=access_point_label(state, self.access_point),
        )

    async def fetch(self) -> Snapshot:
        """Read the whole home, and lay over it what was pushed meanwhile."""
        first, self._first = self._first, None
        if first is not None and time.monotonic() - first[0] < FRESH_SECONDS:
            state = first[1]
            self.house.read(state, self._zone)
        else:
            with self._backlog.fetching() as pushed:
                state = await self.transport.state()
                await self._find_zone(state)
                self.house.read(state, self._zone)
                for event in pushed:
                    self.house.apply(event)
            if self._silent_keys is not None:
                self._silent_keys.check(self.house.devices())
        _log(self.house.problems)
        complete = all(isinstance(device, dict) for device in state["devices"].values())
        return Snapshot(self.house.devices(), complete)

    async def listen(self, sink: Sink) -> None:
        """Tell what is pushed, until the connection ends."""
        self._first = None
        try:
            await self.transport.listen(lambda: self._opened(sink), lambda events: self._take(sink, events))
        finally:
            self._sink = None
            self._speaker.listening = False

    async def send(self, request: Request) -> Any:
        """Send a call, or several in their order; each is over when its echo came (or soon after)."""
        return await self._speaker.send(request)

    async def act(self, action: str, device_id: str | None, data: Mapping[str, Any]) -> dict[str, Any] | None:
        """Do what no entity can say (``actions``); ``describe`` tells what the access point says of a device."""
        if action == "describe":
            return described(self.house, device_id)
        if action == "arm_anyway":
            await self._speaker.arm_anyway(data["mode"])
        else:
            await self.send(request_of(self.house, action, device_id, data))
        return None

    def diagnostics(self) -> dict[str, Any]:
        """The home as it is now; the virtual hub can play it."""
        return recording(self.house.state())

    async def close(self) -> None:
        """End what is open."""
        if self._silent_keys is not None:
            self._silent_keys.close()
        await self._journal.close()
        await self._speaker.close()
        await self.transport.close()

    # What comes in

    def _opened(self, sink: Sink) -> None:
        self._sink = sink
        self._speaker.listening = True
        sink.ready("websocket")

    def _take(self, sink: Sink, events: Events | None) -> None:
        """Apply the events of one frame; of one that can't be read, read the home instead."""
        self._reread_due = self._reread_due or events is None
        if self._reread_due and time.monotonic() - self._reread_at > REREAD_SECONDS:
            self._reread_due, self._reread_at = False, time.monotonic()
            _LOGGER.warning("A message of the access point can't be read; the home is read again instead")
            sink.ready("websocket")
        for event in events or ():
            if self._raw is not None:
                self._raw(event)
            if event.get("pushEventType") not in OCCURRENCES:
                self._backlog.keep(event)
            of_home = "home" in event
            was_away = of_home and self._is_away
            change = self.house.apply(event)
            _tell(sink, change)
            if of_home and (self._has_moved() or (was_away and not self._is_away)):
                sink.ready("websocket")  # what happened while the access point had lost the cloud was not pushed
            if change.journal:
                self._tell_journal(sink)
            self._speaker.heard(event)

    @property
    def _is_away(self) -> bool:
        """Whether the access point has lost the cloud by which we speak to it."""
        return not self.transport.is_local and self.house.view.raw.get("connected") is False

    def _has_moved(self) -> bool:
        """Whether the home is in another time zone than when it was read; said once."""
        before, name = self._zone_name, self.house.view.raw.get("timeZoneId")
        if isinstance(name, str):
            self._zone_name = name
        return before != self._zone_name

    async def _find_zone(self, state: Mapping[str, Any]) -> None:
        home = state.get("home")
        self._zone_name = home.get("timeZoneId") if isinstance(home, Mapping) else None
        self._zone = await zone_of(self._zone_name)

    def _tell_journal(self, sink: Sink) -> None:
        """Read what is new in the security journal, or tell at least that there is something."""
        if self.transport.has_journal:
            self._journal.ask()
        else:
            _tell(sink, Change(occurrences=(self.house.unread_journal(),)))

    async def _read_journal(self) -> None:
        """Tell what is new in the security journal; what can't be read now is read the next time."""
        try:
            occurrences = self.house.journal(await self.transport.read(JOURNAL_PATH))
        except HubError as err:
            _LOGGER.debug("The security journal can't be read: %s", err)
            return
        if self._sink is not None:
            _tell(self._sink, Change(occurrences=occurrences))


def _log(problems: Iterable[str]) -> None:
    for problem in problems:
        _LOGGER.warning("%s", problem)


def _tell(sink: Sink, change: Change) -> None:
    _log(change.problems)
    for device_id, features in change.updated.items():
        sink.updated(device_id, features)
    if change.devices:
        sink.changed(change.devices)
    if change.removed:
        sink.removed(change.removed)
    for occurrence in change.occurrences:
        sink.event(occurrence.device_id, occurrence.key, occurrence.event_type, occurrence.attributes)


def create_hub(hass: HomeAssistant, entry: ConfigEntry[Any]) -> Hub:
    """The hub of an entry; nothing is sent yet."""

    def fire(event: dict[str, Any]) -> None:
        hass.bus.async_fire(EVENT_RAW, {"entry_id": entry.entry_id, "event": event})

    transport = transport_of(hass, entry.data)
    return HomematicIPHub(
        transport,
        access_point=entry.data[CONF_HUB_ID],
        lock_pin=entry.options.get(CONF_LOCK_PIN),
        silent_keys=SilentKeys(hass, entry),
        remote_access_may_be_off=lambda: not transport.is_local and has_control_unit(hass, entry),
        raw=fire if entry.options.get(CONF_RAW_EVENTS) else None,
    )
