"""Appointments that recur, by the clock on the wall."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from itertools import islice
from zoneinfo import ZoneInfo

import pytest

from custom_components.multihub.model import CalendarItem
from custom_components.multihub.recurrence import occurrences

BRUSSELS = ZoneInfo("Europe/Brussels")


def item(start: date, recurrence: str | None = None, minutes: int = 60) -> CalendarItem:
    return CalendarItem("1", "It", start, start + timedelta(minutes=minutes), recurrence)


def brussels(year: int, month: int, day: int, hour: int = 0, minute: int = 0) -> datetime:
    return datetime(year, month, day, hour, minute, tzinfo=BRUSSELS)


def starts(what: CalendarItem, since: datetime, until: datetime) -> list[str]:
    return [f"{found.start:%Y-%m-%d %H:%M}" for found in occurrences(what, since, until)]


def test_seven_o_clock_stays_seven_o_clock_when_summer_time_begins() -> None:
    daily = item(brussels(2025, 3, 1, 7), "FREQ=DAILY")

    found = list(occurrences(daily, brussels(2025, 3, 29), brussels(2025, 4, 1)))

    begins = [one.start for one in found if isinstance(one.start, datetime)]
    assert [begin.hour for begin in begins] == [7, 7, 7]
    assert [begin.astimezone(UTC).hour for begin in begins] == [6, 5, 5]
    assert all(one.recurrence is None for one in found)


def test_what_reaches_into_the_time_asked_for_is_part_of_it() -> None:
    single = item(brussels(2025, 1, 1, 23), minutes=120)

    assert starts(single, brussels(2025, 1, 2), brussels(2025, 1, 3)) == ["2025-01-01 23:00"]
    assert starts(single, brussels(2025, 1, 2, 1), brussels(2025, 1, 3)) == []
    assert starts(single, brussels(2024, 12, 31), brussels(2025, 1, 1, 23)) == []


def test_a_moment_without_length_happens_too() -> None:
    moment = item(brussels(2025, 1, 1, 12), minutes=0)

    assert starts(moment, brussels(2025, 1, 1, 12), brussels(2025, 1, 2)) == ["2025-01-01 12:00"]


def test_an_end_before_the_start_counts_as_none() -> None:
    wrong = item(brussels(2025, 1, 1, 12), minutes=-30)

    (found,) = occurrences(wrong, brussels(2025, 1, 1), brussels(2025, 1, 2))
    assert found.start == found.end


def test_days_stay_days_wherever_one_is() -> None:
    yearly = CalendarItem("1", "Birthday", date(2020, 2, 29), date(2020, 3, 1), "FREQ=YEARLY")

    (found,) = occurrences(yearly, datetime(2024, 1, 1, tzinfo=UTC), datetime(2025, 1, 1, tzinfo=UTC))

    assert (found.start, found.end) == (date(2024, 2, 29), date(2024, 3, 1))
    assert not isinstance(found.start, datetime)


def test_a_day_that_ends_where_it_begins_lasts_a_day() -> None:
    day = CalendarItem("1", "Day", date(2025, 1, 1), date(2025, 1, 1))

    (found,) = occurrences(day, datetime(2025, 1, 1, 12, tzinfo=UTC), datetime(2025, 1, 2, tzinfo=UTC))
    assert found.end == date(2025, 1, 2)


@pytest.mark.parametrize(
    ("rule", "wanted"),
    [
        ("RRULE:FREQ=WEEKLY;BYDAY=MO,FR", ["2025-06-02 08:00", "2025-06-06 08:00"]),
        ("FREQ=WEEKLY;INTERVAL=2", ["2025-06-04 08:00"]),
        ("FREQ=DAILY;COUNT=2", []),
        ("FREQ=MONTHLY;BYMONTHDAY=3", ["2025-06-03 08:00"]),
        ("FREQ=DAILY;UNTIL=20250602T060000Z", ["2025-06-02 08:00"]),
        ("FREQ=DAILY;UNTIL=20250602T055900Z", []),
        ("FREQ=DAILY;UNTIL=20250603T080000", ["2025-06-02 08:00", "2025-06-03 08:00"]),
        ("FREQ=DAILY;UNTIL=20250602", ["2025-06-02 08:00"]),
        ("freq=daily;until=20240101", []),
        ("FREQ=HOURLY;BYHOUR=9;BYMINUTE=0,30;BYDAY=TU", ["2025-06-03 09:00", "2025-06-03 09:30"]),
    ],
)
def test_rules_are_unfolded(rule: str, wanted: list[str]) -> None:
    recurring = item(brussels(2025, 1, 1, 8), rule)

    assert starts(recurring, brussels(2025, 6, 2), brussels(2025, 6, 7)) == wanted


def test_a_series_has_nothing_before_it_begins() -> None:
    recurring = item(brussels(2025, 1, 1, 8), "FREQ=DAILY")

    assert starts(recurring, brussels(2024, 1, 1), brussels(2025, 1, 2)) == ["2025-01-01 08:00"]


def test_years_of_minutes_are_not_counted_from_the_first_one_on() -> None:
    every_minute = item(brussels(1970, 1, 1), "FREQ=MINUTELY", minutes=1)

    found = islice(occurrences(every_minute, brussels(2025, 1, 1), brussels(2026, 1, 1)), 2)

    assert [f"{one.start:%H:%M}" for one in found] == ["00:00", "00:01"]


@pytest.mark.parametrize("rule", ["", "nonsense", "FREQ=SECONDLY", "FREQ=DAILY;BYDAY=XX", "FREQ=DAILY;UNTIL=soon"])
def test_a_rule_that_makes_no_sense_counts_as_none(rule: str) -> None:
    recurring = item(brussels(2025, 1, 1, 8), rule)

    assert starts(recurring, brussels(2025, 1, 1), brussels(2025, 2, 1)) == ["2025-01-01 08:00"]


def test_a_time_without_a_zone_is_home_assistant_s_own() -> None:
    (found,) = occurrences(item(datetime(2025, 1, 1, 8)), brussels(2025, 1, 1), brussels(2025, 1, 2))

    assert isinstance(found.start, datetime)
    assert found.start.tzinfo is not None
