"""From appointments that recur to each time that they do: pure, and right across summer time."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta, tzinfo

from dateutil.rrule import rrulestr  # type: ignore[import-untyped]
from homeassistant.util import dt as dt_util

from .model import CalendarItem

_LOGGER = logging.getLogger(__name__)

_OFTEN = ("WEEKLY", "DAILY", "HOURLY", "MINUTELY")
"""Rules that are the same in every week: they are counted from a week before, not from their first day on."""

_FREQUENCIES = ("YEARLY", "MONTHLY", *_OFTEN)

_WEEK = timedelta(days=7)

_TIME = "%Y%m%dT%H%M%S"


def occurrences(item: CalendarItem, since: datetime, until: datetime) -> Iterator[CalendarItem]:
    """The item as often as it happens between two times (or reaches into that time), in order.

    A rule that makes no sense counts as none: what it belongs to happens once.
    """
    zone = _zone(item)
    first, length = _wall(item.start, zone), _length(item)
    since, until = _wall(since, zone), _wall(until, zone)
    for start in _starts(item, first, since - length, until):
        if start >= until:
            return
        if start + length > since or start >= since:
            end = start + length
            if isinstance(item.start, datetime):
                yield replace(item, recurrence=None, start=start.replace(tzinfo=zone), end=end.replace(tzinfo=zone))
            else:
                yield replace(item, recurrence=None, start=start.date(), end=end.date())


def _zone(item: CalendarItem) -> tzinfo:
    """The time zone in which the item recurs; a day is everywhere a day."""
    zone = item.start.tzinfo if isinstance(item.start, datetime) else None
    return zone or dt_util.get_default_time_zone()


def _wall(moment: date, zone: tzinfo) -> datetime:
    """What a clock on the wall shows in that time zone: seven o'clock stays seven o'clock all year."""
    if not isinstance(moment, datetime):
        return datetime.combine(moment, time.min)
    return moment.replace(tzinfo=None) if moment.tzinfo is None else moment.astimezone(zone).replace(tzinfo=None)


def _length(item: CalendarItem) -> timedelta:
    zone = _zone(item)
    least = timedelta(0) if isinstance(item.start, datetime) else timedelta(days=1)
    return max(_wall(item.end, zone) - _wall(item.start, zone), least)


def _starts(item: CalendarItem, first: datetime, since: datetime, until: datetime) -> Iterator[datetime]:
    if item.recurrence is not None:
        try:
            parts = _parts(item.recurrence, until, _zone(item))
            if parts["FREQ"] in _OFTEN and not parts.keys() & {"COUNT", "INTERVAL"}:
                first += max(0, (since - first) // _WEEK - 1) * _WEEK
            rule = rrulestr(";".join(f"{name}={value}" for name, value in parts.items()), dtstart=first)
        except (TypeError, ValueError) as err:
            _LOGGER.debug("The rule %r makes no sense: %s", item.recurrence, err)
        else:
            yield from rule.xafter(since, inc=True)
            return
    yield first


def _parts(recurrence: str, until: datetime, zone: tzinfo) -> dict[str, str]:
    """The parts of the rule, with an end on the wall's clock, at most ``until``: no rule is counted to the end of time."""
    parts = dict(part.split("=", 1) for part in recurrence.removeprefix("RRULE:").upper().split(";") if part)
    if parts.get("FREQ") not in _FREQUENCIES:
        raise ValueError("its frequency")
    if said := parts.pop("UNTIL", None):
        until = min(until, _end(said, zone))
    if "COUNT" not in parts:
        parts["UNTIL"] = until.strftime(_TIME)
    return parts


def _end(said: str, zone: tzinfo) -> datetime:
    """The last moment of a series: a time in UTC, a time on the wall, or a whole day."""
    if said.endswith("Z"):
        return _wall(datetime.strptime(said[:-1], _TIME).replace(tzinfo=UTC), zone)
    return datetime.strptime(said if "T" in said else f"{said}T235959", _TIME)
