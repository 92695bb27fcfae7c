"""The gateway's schedules as appointments."""

from __future__ import annotations

import os
import threading
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from homeassistant.core import HomeAssistant

from custom_components.multihub.hubs.openmotics.gateway_hub import GatewayHub
from custom_components.multihub.hubs.openmotics.mapping.parts import Schedule
from custom_components.multihub.hubs.openmotics.mapping.schedules import CronError, calendar, fields
from custom_components.multihub.model import Calendar
from virtual_hubs.openmotics import VirtualOpenMotics

BRUSSELS = ZoneInfo("Europe/Brussels")
START = datetime(2026, 1, 1, tzinfo=BRUSSELS)


def appointment(repeat: str | None, **more: float) -> tuple[datetime, str | None] | None:
    """When the only schedule of a calendar runs first, and how it comes back."""
    schedule = Schedule(id="1", name="Evening", start=START.timestamp(), repeat=repeat, **more)  # type: ignore[arg-type]
    items = calendar([schedule], BRUSSELS).items
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


async def first_start(hub: GatewayHub) -> datetime:
    """When the gateway's first schedule begins, by its calendar."""
    gateway = next(device for device in (await hub.fetch()).devices if device.id == "gateway")
    [found] = [feature for feature in gateway.features if isinstance(feature, Calendar)]
    start = found.items[0].start
    assert isinstance(start, datetime)
    return start


async def test_schedules_are_in_the_gateways_own_zone(virtual: VirtualOpenMotics, hub: GatewayHub) -> None:
    virtual.house.replies["get_timezone"]["timezone"] = "Asia/Tokyo"
    start = await first_start(hub)
    assert (start.hour, start.utcoffset()) == (18, timedelta(hours=9))


@pytest.mark.parametrize("name", ["Mars/Olympus", "../secrets", "", None])
async def test_a_zone_that_is_none_is_that_of_home_assistant(
    name: str | None, hass: HomeAssistant, virtual: VirtualOpenMotics, hub: GatewayHub
) -> None:
    await hass.config.async_set_time_zone("America/Chicago")
    virtual.house.replies["get_timezone"]["timezone"] = name
    start = await first_start(hub)
    assert (start.hour, start.utcoffset()) == (18, timedelta(hours=-6))


async def test_no_zone_is_read_from_disk_in_the_event_loop(
    virtual: VirtualOpenMotics, hub: GatewayHub, monkeypatch: pytest.MonkeyPatch
) -> None:
    in_loop: list[bool] = []
    is_file = os.path.isfile

    def seen(path: Any) -> bool:
        if str(path).endswith("Kiritimati"):
            in_loop.append(threading.current_thread() is threading.main_thread())
        return is_file(path)

    virtual.house.replies["get_timezone"]["timezone"] = "Pacific/Kiritimati"
    ZoneInfo.clear_cache()
    monkeypatch.setattr(os.path, "isfile", seen)
    assert (await first_start(hub)).utcoffset() == timedelta(hours=14)
    assert in_loop
    assert not any(in_loop)


async def test_a_recording_names_a_zone_that_can_be_played_again(hub: GatewayHub) -> None:
    await hub.fetch()
    assert hub.diagnostics()["replies"]["get_timezone"]["timezone"] == "Etc/UTC"


@pytest.mark.parametrize("repeat", ["", "* * * *", "60 * * * *", "* 24 * * *", "* * * * 7", "*/0 * * * *", "5- * * * *", "mon * * * *", "9-3 * * * *"])  # fmt: skip
def test_a_repetition_that_is_none_is_refused(repeat: str) -> None:
    with pytest.raises(CronError):
        fields(repeat)
