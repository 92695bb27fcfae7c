"""Raw values: sentinels, dates, decimals, and rows that are not as they should be."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from custom_components.multihub.hubs.homeseer.mapping.wire import (
    SHOWING,
    as_date,
    as_int,
    as_text,
    as_value,
    parse_pairs,
    parse_row,
    parse_shown,
)

from .builders import features_of, house_of, pair, row


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        (1, 1.0),
        (20.5, 20.5),
        ("20.5", 20.5),
        ("20,5", 20.5),
        (150520690.4, 150520690.4),
        (-2147483648, None),
        (2147483647, None),
        (float("nan"), None),
        (float("inf"), None),
        (10**400, None),
        ("on", None),
        (None, None),
        ([], None),
    ],
)
def test_values_are_numbers_or_unknown(raw: Any, value: float | None) -> None:
    assert as_value(raw) == value


@pytest.mark.parametrize(
    ("raw", "date"),
    [
        ("/Date(1410196540597)/", datetime(2014, 9, 8, 17, 15, 40, 597000, UTC)),
        ("/Date(1596138546712-0400)/", datetime(2020, 7, 30, 19, 49, 6, 712000, UTC)),
        ("/Date(1607956368164+0100)/", datetime(2020, 12, 14, 14, 32, 48, 164000, UTC)),
        ("/Date(-62135596800000)/", None),
        ("/Date(-62135578800000-0500)/", None),
        ("/Date(999999999999999999)/", None),
        ("yesterday", None),
        (None, None),
        (5, None),
    ],
)
def test_dates_are_utc_whatever_the_zone(raw: Any, date: datetime | None) -> None:
    assert as_date(raw) == date


def test_texts_with_half_a_sign_can_still_be_written() -> None:
    assert as_text("caf\ud800é").encode()
    assert as_text(None) == ""
    assert as_int("12") == 12


@pytest.mark.parametrize("ref", [None, 0, -1, "x", 1.5, float("nan"), [], {}])
def test_a_row_without_a_ref_is_none(ref: Any) -> None:
    assert parse_row(row(1) | {"ref": ref}) is None


@pytest.mark.parametrize(
    "broken",
    [
        {"device_type": None},
        {"device_type": {"Device_API": "x"}},
        {"associated_devices": None},
        {"associated_devices": ["x", None, 5]},
        {"value": "x"},
        {"status": None},
        {"status": 5},
        {"name": None},
        {"relationship": "root"},
        {"last_change": {}},
        {"misc": "many"},
    ],
)
def test_a_malformed_row_takes_no_other_with_it(broken: dict[str, Any]) -> None:
    sound = row(2, "Sound", 5, "5 W")
    house = house_of([row(1) | broken, sound, {"no": "ref"}])
    assert {device.id for device in house.devices} == {"1", "2"}
    assert house.rows[2].value == 5


def test_a_status_of_ten_kilobytes_is_a_sensor_that_fits() -> None:
    (sensor,) = features_of(row(1, "Log", 0, "x" * 10_000))
    assert sensor.value == "x" * 255  # type: ignore[attr-defined]
    (number,) = features_of(row(1, "Log", 0, "9" * 10_000))
    assert number.value == "9" * 255  # type: ignore[attr-defined]


@pytest.mark.parametrize("scale", [{"divisor": 5e-324}, {"divisor": 1e308}, {"divisor": -273}, {"offset": -1e308}])
def test_a_scale_by_which_numbers_become_infinite_or_run_backwards_is_none(scale: dict[str, float]) -> None:
    (control,) = parse_pairs({"ControlPairs": [pair("Dim", start=1, end=98, **scale)]})

    assert control.limits is not None
    assert (control.limits.shown(98), control.limits.raw(98)) == (98, 98)


@pytest.mark.parametrize(
    "told",
    [
        {},
        {"value": 7},
        {"value": None},
        {"value": 2147483647, "status": ""},
        {"value": "1,5", "status": " On "},
        {"status": None, "last_change": "/Date(1700000000000+0100)/"},
        {"name": "Other", "value": 3},
        {"device_type": None},
        {"hide_from_view": True},
        {"ref": 8},
        {"new": 1},
    ],
)
def test_a_row_that_shows_something_else_alone_is_read_as_one_that_is_read_whole(told: dict[str, Any]) -> None:
    raw = row(7, "Lamp", 5, "On", codes=(4, 0, 37), misc=0x20)
    before = parse_row(raw)
    assert before
    changed = {**raw, **told}
    shown = parse_shown(changed, raw, before)
    assert shown == (parse_row(changed, before) if told.keys() <= set(SHOWING) else None)
    del changed["status"]
    assert parse_shown(changed, raw, before) is None
