"""Calendars."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from itertools import islice

from homeassistant.components.calendar import CalendarEntity, CalendarEvent
from homeassistant.const import Platform
from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback
from homeassistant.util import dt as dt_util

from .coordinator import MultihubConfigEntry
from .entity import HubEntity, setup_platform
from .model import Calendar, CalendarItem
from .recurrence import occurrences

PARALLEL_UPDATES = 0

_AHEAD = timedelta(days=5 * 365)
"""How far to look for the next appointment: a 29th of February is in it."""

_MOST = 1000
"""How often one item may come up in one answer."""


async def async_setup_entry(
    hass: HomeAssistant, entry: MultihubConfigEntry, async_add_entities: AddConfigEntryEntitiesCallback
) -> None:
    """Make the calendars of one hub."""
    setup_platform(entry, Platform.CALENDAR, HubCalendar, async_add_entities)


class HubCalendar(HubEntity[Calendar], CalendarEntity):
    """Appointments of the hub."""

    _next: CalendarEvent | None = None
    _next_of: Calendar | None = None

    @property
    def event(self) -> CalendarEvent | None:
        """What is on, or else what comes next; it stays that until it is over."""
        now = dt_util.now()
        known = self._next
        if self._next_of is not self.feature or known is None or known.end_datetime_local <= now:
            self._next_of = self.feature
            firsts = (next(occurrences(item, now, now + _AHEAD), None) for item in self.feature.items)
            self._next = next(iter(_events(first for first in firsts if first)), None)
        return self._next

    async def async_get_events(
        self, hass: HomeAssistant, start_date: datetime, end_date: datetime
    ) -> list[CalendarEvent]:
        """All between two times."""
        return _events(
            found for item in self.feature.items for found in islice(occurrences(item, start_date, end_date), _MOST)
        )


def _events(items: Iterable[CalendarItem]) -> list[CalendarEvent]:
    """Home Assistant's form of appointments, in order."""
    events = [
        CalendarEvent(start=item.start, end=item.end, summary=item.summary, description=item.description, uid=item.uid)
        for item in items
    ]
    return sorted(events, key=lambda event: event.start_datetime_local)
