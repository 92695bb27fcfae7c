"""What a row's text will be for a value that was told without it."""

from __future__ import annotations

from typing import Any

import pytest

from custom_components.multihub.hubs.homeseer.mapping import House

from .builders import DIMMER, ON_OFF, Raw, house_of, pair, row, told_of


def text_for(rows: list[Raw], value: Any, controls: list[Raw] | None = None) -> Any:
    """The text for a value after the row has been as these say."""
    house = house_of([rows[0]], {1: controls} if controls else {})
    for raw in rows[1:]:
        house.apply([raw])
    told = house.apply_value(1, value)
    return told and told[0]["status"]


@pytest.mark.parametrize(
    ("rows", "controls", "value", "text"),
    [
        ([row(1, value=20.5, status="20.5 C")], [], 21, "21.0 C"),
        ([row(1, value=47, status="47%")], [], 48, "48%"),
        ([row(1, value=3.25, status="3,25 kWh")], [], 4, "4 kWh"),
        ([row(1, value=5, status="20.5 C")], [], 21, None),
        ([row(1, value=0, status="Closed"), row(1, value=1, status="Open")], [], 0, "Closed"),
        ([row(1, value=0, status="Closed")], [], 1, None),
        (
            [row(1, value=0, status="By Ann"), row(1, value=1, status="?"), row(1, value=0, status="By Bill")],
            [],
            1,
            None,
        ),
        ([row(1, value=0, status="x" * 100), row(1, value=1, status="b")], [], 0, None),
        ([row(1, value=0, status="Off")], ON_OFF, 255, "On"),
        ([row(1, value=0, status="Home")], [pair("Home", 0), pair("Away", 1)], 1, None),
        (
            [row(1, value=50, status="Dim 50%")],
            [
                pair("Dim (value)%", 1, 3, 7, start=1, end=98)
                | {"Range": {"RangeStart": 1, "RangeEnd": 98, "RangeStatusPrefix": "Dim ", "RangeStatusSuffix": "%"}}
            ],
            60,
            "Dim 60%",
        ),
        ([row(1, value=50, status="50%")], DIMMER, 99, "On"),
        ([row(1, value=50, status="50 C")], [], None, None),
        ([row(1, value=50, status="50 C")], [], -2147483648, None),
    ],
)
def test_the_text_for_a_value(rows: list[Raw], controls: list[Raw], value: Any, text: str | None) -> None:
    assert text_for(rows, value, controls) == text


def test_a_row_that_is_not_known_has_no_text() -> None:
    assert house_of([row(1)]).apply_value(2, 5) is None


def test_a_guess_is_not_learned_from() -> None:
    """The controls say "On", the system shows "Running": after it was read once it is known better."""
    house = house_of([row(1, value=0, status="Resting")], {1: ON_OFF})
    assert shown(house, 255) == "On"
    house.apply([row(1, value=255, status="Running")])
    house.apply([row(1, value=0, status="Resting")])
    assert shown(house, 255) == "Running"


def test_only_so_many_values_of_a_row_are_remembered() -> None:
    house = house_of([row(1, value=0, status="Text 0 of it")])
    for value in range(1, 60):
        house.apply([row(1, value=value, status=f"Text {value} of it")])
    assert house.apply_value(1, 0) is None
    assert shown(house, 58) == "Text 58 of it"


def test_what_is_told_is_a_change_of_the_feature_alone_that_has_it() -> None:
    house = house_of([row(1, relationship=2), row(2, "A", 20, "20 C", root=1), row(3, "B", 5, "5 W", root=1)])
    before = house.devices[0]
    told = house.apply_value(2, 21)
    assert told
    (after,) = told_of(house, told[1])
    assert after.features[0].value == 21  # type: ignore[attr-defined]
    assert after.features[1] is before.features[1]
    assert (house.rows[2].previous, house.rows[2].status) == (20, "21 C")
    again = house.apply_value(2, 21)
    assert again
    assert not again[1]
    assert house.rows[2].previous == 20


def shown(house: House, value: float) -> str:
    told = house.apply_value(1, value)
    assert told
    return str(told[0]["status"])
