"""The gateway's schedules as a calendar; pure.

A schedule repeats in cron's five fields: minute, hour, day, month, weekday. The gateway's own
scheduler counts weekdays from Monday as 0 (it is not cron), names are unambiguous.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta, tzinfo
from typing import Final

from ....model import Calendar, CalendarItem
from .parts import Schedule

WEEKDAYS: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
MONTHS: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")

LENGTH: Final = timedelta(minutes=1)
"""Schedules are moments; an appointment needs some length to be seen."""

LIMITS: Final = ((0, 59), (0, 23), (1, 31), (1, 12), (0, 6))
"""The lowest and highest value of each field."""

RULES: Final = ("BYMINUTE", "BYHOUR", "BYMONTHDAY", "BYMONTH", "BYDAY")
LONGEST: Final = 4 * 366
"""Days in which the first appointment of a series is looked for: some days come every fourth year."""


class CronError(ValueError):
    """A repetition that is none that we know."""


def values(field: str, lowest: int, highest: int, names: tuple[str, ...] = (), first: int = 0) -> list[int] | None:
    """The values of one field, ``None`` for any: lists, ranges, steps and names."""
    if field in ("*", "?"):
        return None

    def single(text: str) -> int:
        if text.lower() in names:
            return names.index(text.lower()) + first
        if not text.isdigit() or not lowest <= int(text) <= highest:
            raise CronError(field)
        return int(text)

    found: set[int] = set()
    for part in field.split(","):
        span, _, step = part.partition("/")
        if span == "*":
            begin, end = lowest, highest
        else:
            begin_text, is_range, end_text = span.partition("-")
            begin = single(begin_text)
            end = single(end_text) if is_range else (highest if step else begin)
        if step and (not step.isdigit() or step == "0"):
            raise CronError(field)
        found.update(range(begin, end + 1, int(step or 1)))
    if not found:
        raise CronError(field)
    return sorted(found)


def fields(repeat: str) -> list[list[int] | None]:
    """The values of the five fields."""
    parts = repeat.split()
    if len(parts) != len(LIMITS):
        raise CronError(repeat)
    names: tuple[tuple[str, ...], ...] = ((), (), (), MONTHS, WEEKDAYS)
    firsts = (0, 0, 0, 1, 0)
    return [
        values(part, *limits, named, first)
        for part, limits, named, first in zip(parts, LIMITS, names, firsts, strict=True)
    ]


def rule(parts: list[list[int] | None], until: datetime | None) -> str:
    """The recurrence (RFC 5545) of the five fields."""
    minutes, hours, *_ = parts
    frequency = "MINUTELY" if minutes is None else "HOURLY" if hours is None else "DAILY"
    words = [f"FREQ={frequency}"]
    for name, found in zip(RULES, parts, strict=True):
        if found is not None:
            listed = [WEEKDAYS[day][:2].upper() if name == "BYDAY" else str(day) for day in found]
            words.append(f"{name}={','.join(listed)}")
    if until:
        words.append(f"UNTIL={until.astimezone(UTC):%Y%m%dT%H%M%SZ}")
    return ";".join(words)


def first_run(parts: list[list[int] | None], start: datetime) -> datetime:
    """The first moment at or after ``start`` that fits the fields."""
    minutes, hours, days, months, weekdays = parts
    moment = start.replace(second=0, microsecond=0)
    if moment < start:
        moment += timedelta(minutes=1)
    for offset in range(LONGEST):
        day = moment + timedelta(days=offset)
        if (
            (days is not None and day.day not in days)
            or (months is not None and day.month not in months)
            or (weekdays is not None and day.weekday() not in weekdays)
        ):
            continue
        for hour in hours if hours is not None else range(24):
            for minute in minutes if minutes is not None else range(60):
                found = day.replace(hour=hour, minute=minute)
                if found >= moment:
                    return found
    raise CronError("never")


def item(schedule: Schedule, where: tzinfo) -> CalendarItem | None:
    """One schedule as an appointment; one that can't be read shows at least its next run."""
    try:
        start, recurrence = _series(schedule, where)
    except (CronError, OverflowError, OSError):
        if schedule.next_run is None:
            return None
        start, recurrence = datetime.fromtimestamp(schedule.next_run, where), None
    return CalendarItem(uid=schedule.id, summary=schedule.name, start=start, end=start + LENGTH, recurrence=recurrence)


def _series(schedule: Schedule, where: tzinfo) -> tuple[datetime, str | None]:
    """When a schedule runs first, and its recurrence if it has one."""
    begin = schedule.start if schedule.repeat else schedule.next_run or schedule.start
    if begin is None:
        raise CronError("no start")
    start = datetime.fromtimestamp(begin, where)
    if not schedule.repeat:
        return start, None
    parts = fields(schedule.repeat)
    until = datetime.fromtimestamp(schedule.end, where) if schedule.end else None
    return first_run(parts, start), rule(parts, until)


def calendar(schedules: Iterable[Schedule], where: tzinfo) -> Calendar:
    """All schedules as one calendar, in the gateway's time zone."""
    ordered = sorted(schedules, key=lambda one: int(one.id))
    items = tuple(found for schedule in ordered if (found := item(schedule, where)))
    return Calendar(key="schedules", translation_key="openmotics_schedules", items=items)
