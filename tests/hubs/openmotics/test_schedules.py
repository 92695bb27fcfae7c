"""The gateway's schedules as appointments."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from custom_components.multihub.hubs.openmotics.mapping.parts import Schedule
from custom_components.multihub.hubs.openmotics.mapping.schedules import CronError, calendar, fields

BRUSSELS = ZoneInfo("Europe/Brussels")
START = datetime(2026, 1, 1, tzinfo=BRUSSELS)


def appointment(repeat: str | None, **more: float) -> tuple[datetime, str | None] | None:
    """When the only schedule of a calendar runs first, and how it comes back."""
    schedule = Schedule(id="1", name="Evening", start=START.timestamp(), repeat=repeat, **more)  # type: ignore[arg-type]
    items = calendar([schedule], "Europe/Brussels").items
    return (items[0].start, items[0].recurrence) if items else None


@pytest.mark.parametrize(
    ("repeat", "start", "rule"),
    [
        ("30 18 * * *", datetime(2026, 1, 1, 18, 30), "FREQ=DAILY;BYMINUTE=30;BYHOUR=18"),
        ("0 6 * 5-9 mon,wed,fri", datetime(2026, 5, 1, 6), "FREQ=DAILY;BYMINUTE=0;BYHOUR=6;BYMONTH=5,6,7,8,9;BYDAY=MO,WE,FR"),
        ("*/15 * * * *", datetime(2026, 1, 1), "FREQ=HOURLY;BYMINUTE=0,15,30,45"),
        ("* 7 * * *", datetime(2026, 1, 1, 7), "FREQ=MINUTELY;BYHOUR=7"),
        ("0 8 1,15 * *", datetime(2026, 1, 1, 8), "FREQ=DAILY;BYMINUTE=0;BYHOUR=8;BYMONTHDAY=1,15"),
        ("0 8 * jan-mar *", datetime(2026, 1, 1, 8), "FREQ=DAILY;BYMINUTE=0;BYHOUR=8;BYMONTH=1,2,3"),
        ("0 8 * * 0", datetime(2026, 1, 5, 8), "FREQ=DAILY;BYMINUTE=0;BYHOUR=8;BYDAY=MO"),
        ("0 8 * * 6", datetime(2026, 1, 4, 8), "FREQ=DAILY;BYMINUTE=0;BYHOUR=8;BYDAY=SU"),
    ],
)  # fmt: skip
def test_a_repetition_is_a_series_from_its_first_run(repeat: str, start: datetime, rule: str) -> None:
    """Weekdays by number begin with Monday, since the gateway's scheduler counts so."""
    assert appointment(repeat) == (start.replace(tzinfo=BRUSSELS), rule)


def test_a_series_ends_where_the_schedule_does() -> None:
    end = datetime(2026, 3, 1, tzinfo=UTC).timestamp()
    found = appointment("0 8 * * *", end=end)
    assert found and found[1] == "FREQ=DAILY;BYMINUTE=0;BYHOUR=8;UNTIL=20260301T000000Z"


def test_a_single_run_is_one_appointment() -> None:
    assert appointment(None) == (START, None)
    later = datetime(2026, 7, 1, 12, tzinfo=BRUSSELS)
    assert appointment(None, next_run=later.timestamp()) == (later, None)


def test_what_can_not_be_read_shows_its_next_run_if_any() -> None:
    next_run = datetime(2026, 7, 1, 12, tzinfo=BRUSSELS)
    assert appointment("whenever", next_run=next_run.timestamp()) == (next_run, None)
    assert appointment("whenever") is None
    assert appointment("0 0 31 2 *") is None


def test_an_unknown_time_zone_is_utc() -> None:
    schedule = Schedule(id="1", name="Evening", start=START.timestamp(), repeat="0 8 * * *")
    assert calendar([schedule], "Mars/Olympus").items[0].start.tzinfo is UTC


@pytest.mark.parametrize("repeat", ["", "* * * *", "60 * * * *", "* 24 * * *", "* * * * 7", "*/0 * * * *", "5- * * * *", "mon * * * *", "9-3 * * * *"])  # fmt: skip
def test_a_repetition_that_is_none_is_refused(repeat: str) -> None:
    with pytest.raises(CronError):
        fields(repeat)
