"""Which rows are one device."""

from __future__ import annotations

import pytest

from custom_components.multihub.hubs.homeseer.mapping import Settings
from custom_components.multihub.hubs.homeseer.mapping.grouping import Group, group_rows
from custom_components.multihub.hubs.homeseer.mapping.wire import parse_row

from .builders import ON_OFF, Raw, house_of, row


def grouped(*rows: Raw) -> tuple[Group, ...]:
    parsed = [parse_row(raw) for raw in rows]
    return group_rows({row.ref: row for row in parsed if row})


def test_a_root_and_its_features_are_one_device() -> None:
    root = row(1, relationship=2, associated_devices=[2, 3])
    assert grouped(root, row(2, root=1), row(3, root=1)) == (Group(1, (1, 2, 3)),)


def test_an_hs4_device_is_a_root_whatever_its_relationship() -> None:
    assert grouped(row(1, codes=(512, 3, 0), relationship=0), row(2, root=1)) == (Group(1, (1, 2)),)


def test_an_old_row_without_relationship_that_is_pointed_at_is_a_root() -> None:
    assert grouped(row(1, relationship=0), row(2, root=1)) == (Group(1, (1, 2)),)


def test_an_orphan_is_a_device_of_its_own() -> None:
    assert grouped(row(2, root=1)) == (Group(2, (2,)),)


def test_stand_alones_stand_alone() -> None:
    assert grouped(row(1), row(2)) == (Group(1, (1,)), Group(2, (2,)))


def test_rows_that_point_to_themselves_and_rings_do_no_harm() -> None:
    assert grouped(row(1, root=1)) == (Group(1, (1,)),)
    assert grouped(row(1, root=2), row(2, root=1)) == (Group(1, (1, 2)),)
    assert grouped(row(1, root=2), row(2, root=3), row(3, root=2)) == (Group(2, (1, 2, 3)),)


@pytest.mark.parametrize(
    ("root", "feature", "name"),
    [
        ("Thermostat", "Thermostat - Heating  Setpoint 1", "Heating Setpoint 1"),
        ("Thermostat", "Thermostat Mode", "Mode"),
        ("Lamp", "Lamplight", "Lamplight"),
        ("Lamp", "Switch Binary", "Switch Binary"),
        ("", "Switch", "Switch"),
    ],
)
def test_names_lose_their_roots_prefix(root: str, feature: str, name: str) -> None:
    rows = [row(1, root, relationship=2), row(2, feature, 3, "3 things", root=1)]
    (device,) = house_of(rows).devices
    assert device.features[0].name == name


def test_the_only_switch_of_a_device_goes_by_the_devices_name() -> None:
    rows = [
        row(1, "Lamp socket", relationship=2),
        row(2, "Lamp socket - Switch", root=1),
        row(3, "Lamp socket - Note", 0, "All is well", root=1),
    ]
    house = house_of(rows, {2: ON_OFF})
    assert [feature.name for feature in house.devices[0].features] == [None, "Note"]
    two = house_of([*rows, row(4, "Lamp socket - Other", root=1)], {2: ON_OFF, 4: ON_OFF})
    assert [feature.name for feature in two.devices[0].features] == ["Switch", "Note", "Other"]


@pytest.mark.parametrize(("area", "room"), [("location", "Kitchen"), ("location2", "First floor"), (None, None)])
def test_the_room_is_the_location_that_was_chosen(area: str | None, room: str | None) -> None:
    raw = row(1, value=5, status="5 W", location="Kitchen", location2="First floor")
    assert house_of([raw], settings=Settings(area=area)).devices[0].area == room


@pytest.mark.parametrize("place", ["Z-Wave", "Plugin", "Sonos", ""])
def test_a_location_that_names_a_technique_is_no_room(place: str) -> None:
    raw = row(1, value=5, status="5 W", location=place, interface_name="Sonos")
    assert house_of([raw]).devices[0].area is None


def test_hidden_rows_are_disabled() -> None:
    house = house_of([row(1, hide_from_view=True), row(2, misc=0x20), row(3)])
    assert [device.features[0].enabled_by_default for device in house.devices] == [False, False, True]


def test_a_root_that_says_nothing_is_no_entity() -> None:
    rows = [row(1, "Root", 0, "No Status", relationship=2), row(2, "Root - Power", 5, "5 W", root=1)]
    assert [feature.key for feature in house_of(rows).devices[0].features] == ["2"]
