"""Whether a hub is there: the listening that begins again, the grace before the loss, one line each way."""

from __future__ import annotations

import logging
import random
from asyncio import Event, wait_for
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final

from homeassistant.core import CALLBACK_TYPE, HomeAssistant, callback
from homeassistant.helpers.event import async_call_later
from homeassistant.util.dt import utcnow

from . import issues
from .errors import remember_throttling
from .hubs.base import Hub, HubAuthError, HubError, HubThrottledError, Sink

if TYPE_CHECKING:
    from .coordinator import MultihubConfigEntry

_LOGGER = logging.getLogger(__package__)

GRACE: Final = 30.0
"""Seconds in which no way may deliver before the entities turn unavailable."""

FIRST_PAUSE = 1.0
"""Seconds before the first new attempt to listen; each next pause is twice as long, up to the hub's longest."""

STEADY = 60.0
"""Seconds after which a connection counts as good: the next pause is the first again."""

RETRY = 10.0
"""Seconds until the first fetch after a loss of push, and between fetches that fail."""

NO_WAY: Final = "none"
POLL: Final = "poll"


@dataclass(slots=True)
class Health:
    """How the hub is reached right now."""

    connected: bool = True
    """Some way delivers, or did so within the grace."""
    way: str = NO_WAY
    """The way of push in use; ``poll`` where there is none, ``none`` where nothing delivers."""
    reconnects: int = 0
    last_message: datetime | None = None
    """When the hub last said something, as of the last fetch: not a write for each message."""
    response: float | None = None
    """How long the last fetch took, in seconds."""


class Connection:
    """Listens to one hub for as long as its entry lives, and knows whether anything delivers."""

    def __init__(
        self,
        hass: HomeAssistant,
        entry: MultihubConfigEntry,
        hub: Hub,
        *,
        changed: Callable[[bool], None],
        poll: Callable[[], None],
    ) -> None:
        """Be told of nothing yet.

        ``changed`` is called when ``health`` is not as it was, with whether everything is lost by
        that; ``poll`` when ``interval`` is not as it was.
        """
        self._hass = hass
        self._entry = entry
        self._hub = hub
        self._changed = changed
        self._poll = poll
        self.health = Health(way=NO_WAY if hub.has_push else POLL)
        self.interval = hub.poll_interval if hub.has_push else hub.fallback_interval
        """The time until the next fetch; ``None``: none is due."""
        self._push = False
        self._is_replaced = False
        """Push does not stand, and the fetching has been put in its place."""
        self._failures = 0
        self._refused = False
        self._closed = False
        self._unanswered = False
        self._back = Event()
        self._heard: datetime | None = None
        self._grace: CALLBACK_TYPE | None = None

    def start(self, sink: Sink) -> None:
        """Listen in the background until the entry is unloaded."""
        if self._hub.has_push:
            self._entry.async_create_background_task(
                self._hass, self._listen(sink), f"multihub {self._entry.entry_id} listen"
            )

    @callback
    def close(self) -> None:
        """Stop waiting for anything; what ends because of it is no loss."""
        self._closed = True
        self._end_grace()

    # What the coordinator tells

    @callback
    def ready(self, way: str) -> None:
        """Push stands, by ``way``."""
        self._push = True
        self._is_replaced = False
        self.health.way = way
        if self._grace:
            self._begin_grace()  # the snapshot that this asks for gets the same time
        self._set_interval(self._hub.poll_interval)
        self._changed(False)

    @callback
    def heard(self) -> None:
        """The hub said something by itself."""
        self._heard = utcnow()

    @callback
    def delivered(self, seconds: float) -> bool:
        """A fetch succeeded in so many seconds; gives whether that ends a loss.

        The caller tells the entities then.
        """
        self._end_grace()
        if self._unanswered:
            self._unanswered = False
            self._back.set()
        self.health.response = round(seconds, 3)
        self.health.last_message = self._heard
        issues.delivered(self._hass, self._entry)
        self._failures = 0
        self._set_interval(self._hub.poll_interval if self._push else self._hub.fallback_interval)
        if not self._push:
            self.health.way = POLL
        if self.health.connected:
            return False
        self.health.connected = True
        _LOGGER.info("%s is back", self._entry.title)
        return True

    async def failed(self, err: HubError) -> None:
        """A fetch failed: decide when to try again, and whether to begin the grace."""
        self._unanswered = True
        await self._failed(err)

    async def _failed(self, err: HubError) -> None:
        if self._closed:
            return
        self._set_interval(self._next_try(err))
        await self._told(err)
        if not self._push and self.health.connected and self._grace is None:
            self._begin_grace()

    async def _told(self, err: HubError) -> None:
        """Tell the person what only a person can mend."""
        _LOGGER.debug("%s: %s", self._entry.title, err)
        if isinstance(err, HubThrottledError):
            remember_throttling(self._hass, self._entry.entry_id, err)
        if isinstance(err, HubAuthError):
            await self.refused()
        else:
            issues.raised(self._hass, self._entry, err)

    async def refused(self) -> None:
        """The hub refused the credentials: if it does so twice, ask the person, and stop trying."""
        if not self._refused and await self.is_refused():
            self._refused = True
            self._set_interval(None)
            self._entry.async_start_reauth(self._hass)

    async def is_refused(self) -> bool:
        """Ask a second time before credentials count as refused."""
        try:
            await self._hub.connect()
        except HubAuthError as err:
            issues.raised(self._hass, self._entry, err)
            return True
        except HubError as err:
            _LOGGER.debug("%s: not confirmed: %s", self._entry.title, err)
        return False

    # Inside

    def _next_try(self, err: HubError) -> timedelta | None:
        """When to fetch again after a failure: soon at first, then less and less often."""
        if self._refused:
            return None
        if isinstance(err, HubThrottledError):
            return timedelta(seconds=err.retry_after)
        if not self._push and self._hub.fallback_interval is None:
            return None
        self._failures += 1
        return timedelta(seconds=min(RETRY * 2 ** (self._failures - 1), self._hub.longest_pause))

    @callback
    def _set_interval(self, interval: timedelta | None) -> None:
        if interval != self.interval:
            self.interval = interval
            self._poll()

    @callback
    def _lost(self, _: datetime) -> None:
        self._grace = None
        self.health.connected = False
        if not self._push:
            self.health.way = NO_WAY
        _LOGGER.warning("%s can't be reached; trying again until it is back", self._entry.title)
        self._changed(True)

    @callback
    def _begin_grace(self) -> None:
        self._end_grace()
        self._grace = async_call_later(self._hass, GRACE, self._lost)

    @callback
    def _end_grace(self) -> None:
        if self._grace:
            self._grace()
            self._grace = None

    async def _listen(self, sink: Sink) -> None:
        """Listen, and begin again after each end, with longer and longer pauses."""
        loop = self._hass.loop
        pause = FIRST_PAUSE
        while True:
            began = loop.time()
            error = HubError("the hub ended the connection")
            try:
                await self._hub.listen(sink)
            except HubError as err:
                error = err
            except Exception:
                _LOGGER.exception("%s: unexpected error while listening", self._entry.title)
            stood = self._push
            await self._push_lost(error)
            if self._refused or self._closed:
                return
            if stood and loop.time() - began > STEADY:
                pause = FIRST_PAUSE
            asked = error.retry_after if isinstance(error, HubThrottledError) else 0
            await self._rest(max(asked, pause * random.uniform(0.75, 1.25)))  # noqa: S311
            pause = min(pause * 2, self._hub.longest_pause)

    async def _rest(self, seconds: float) -> None:
        """Wait so long, or until a fetch succeeds after one that failed: the hub is back."""
        self._back.clear()
        with suppress(TimeoutError):
            await wait_for(self._back.wait(), seconds)

    async def _push_lost(self, error: HubError) -> None:
        if self._push:
            self._push = False
            self.health.reconnects += 1
            self.health.way = POLL if self._hub.fallback_interval and self.health.connected else NO_WAY
            self._changed(False)
        if self._closed:
            return
        if self._is_replaced and not isinstance(error, HubThrottledError):
            # the fetching knows by itself how the hub is: what fails here puts no fetch off
            await self._told(error)
        else:
            self._is_replaced = True
            await self._failed(error)
