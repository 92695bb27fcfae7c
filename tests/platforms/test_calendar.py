"""A calendar: what is on, what comes next, and all of a week."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from freezegun.api import FrozenDateTimeFactory
from homeassistant.core import HomeAssistant
from homeassistant.util import dt as dt_util
from pytest_homeassistant_custom_component.common import async_fire_time_changed
from pytest_homeassistant_custom_component.typing import ClientSessionGenerator

from custom_components.multihub.model import CalendarItem
from tests.helpers import AddEntry
from tests.memory_hub.living import ITEMS, ZONE

from .house import put_up, shown


@pytest.fixture(autouse=True)
async def in_brussels(hass: HomeAssistant, freezer: FrozenDateTimeFactory) -> None:
    await hass.config.async_set_time_zone("Europe/Brussels")
    freezer.move_to(datetime(2025, 6, 20, 4, tzinfo=UTC))


async def test_the_next_appointment_is_shown_begins_and_ends(
    hass: HomeAssistant, add_entry: AddEntry, freezer: FrozenDateTimeFactory
) -> None:
    one = await put_up(hass, add_entry, "calendar")
    friday = {
        "message": "Heat the bathroom",
        "description": "Every working day",
        "all_day": False,
        "start_time": "2025-06-20 06:30:00",
        "end_time": "2025-06-20 08:00:00",
    }
    assert shown(one.state, {"state": "", **friday}) == {"state": "off", **friday}

    freezer.move_to(datetime(2025, 6, 20, 6, 30, 1, tzinfo=ZONE))
    async_fire_time_changed(hass, dt_util.utcnow())
    await hass.async_block_till_done()
    assert shown(one.state, {"state": "", **friday}) == {"state": "on", **friday}

    freezer.move_to(datetime(2025, 6, 20, 8, 0, 1, tzinfo=ZONE))
    async_fire_time_changed(hass, dt_util.utcnow())
    await hass.async_block_till_done()
    party = {"state": "off", "message": "Party", "all_day": True, "start_time": "2025-06-21 00:00:00"}
    assert shown(one.state, party) == party

    freezer.move_to(datetime(2025, 6, 22, 23, tzinfo=ZONE))
    async_fire_time_changed(hass, dt_util.utcnow())
    await hass.async_block_till_done()
    assert shown(one.state, {"state": "", "message": ""}) == {"state": "on", "message": "Party"}


async def test_changed_appointments_are_shown_at_once(hass: HomeAssistant, add_entry: AddEntry) -> None:
    one = await put_up(hass, add_entry, "calendar")
    soon = datetime(2025, 6, 20, 5, tzinfo=UTC)

    await one.become(items=(*ITEMS, CalendarItem("now", "Now", soon - timedelta(hours=2), soon)))
    assert shown(one.state, {"state": "", "message": ""}) == {"state": "on", "message": "Now"}
    await one.become(items=())

    assert shown(one.state, {"state": "", "message": ""}) == {"state": "off", "message": None}


async def test_what_is_over_for_ever_is_not_next(hass: HomeAssistant, add_entry: AddEntry) -> None:
    old = CalendarItem("old", "Old", date(2020, 1, 1), date(2020, 1, 2))

    one = await put_up(hass, add_entry, "calendar", items=(old,))

    assert shown(one.state, {"state": "", "message": ""}) == {"state": "off", "message": None}


async def test_the_appointments_of_a_week_are_told_in_order(
    hass: HomeAssistant, add_entry: AddEntry, hass_client: ClientSessionGenerator
) -> None:
    one = await put_up(hass, add_entry, "calendar")
    client = await hass_client()

    response = await client.get(
        f"/api/calendars/{one.entity_id}?start=2025-06-20T00:00:00%2B02:00&end=2025-06-24T00:00:00%2B02:00"
    )

    found = [(event["summary"], event["start"]) for event in await response.json()]
    assert found == [
        ("Heat the bathroom", {"dateTime": "2025-06-20T06:30:00+02:00"}),
        ("Party", {"date": "2025-06-21"}),
        ("Heat the bathroom", {"dateTime": "2025-06-23T06:30:00+02:00"}),
    ]


async def test_the_service_gives_the_appointments_too(hass: HomeAssistant, add_entry: AddEntry) -> None:
    one = await put_up(hass, add_entry, "calendar")

    response: Any = await hass.services.async_call(
        "calendar",
        "get_events",
        {"entity_id": one.entity_id, "start_date_time": "2025-12-01", "duration": {"days": 2}},
        blocking=True,
        return_response=True,
    )

    starts = [event["start"] for event in response[one.entity_id]["events"]]
    assert starts == ["2025-12-01T06:30:00+01:00", "2025-12-02T06:30:00+01:00"]
