"""What an event maps again: what reads the fields that changed, and nothing else; the outcome is as if all were read."""

from __future__ import annotations

import copy
import json
from dataclasses import replace
from typing import Any

import pytest

from custom_components.multihub.hubs.homematicip.mapping import House
from custom_components.multihub.hubs.homematicip.mapping.group import GroupRecord
from custom_components.multihub.hubs.homematicip.mapping.mapped import MappedHome
from tests.referees import recorded_home

from .homes import HUB, channel, device, group, house, of, service, state, told

VALVE = device("valve", channel(1, "HEATING_THERMOSTAT_CHANNEL", valveActualTemperature=19.0))


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> dict[str, list[Any]]:
    """The groups and the parts of the home that are mapped, as it happens."""
    seen: dict[str, list[Any]] = {"groups": [], "home": []}
    map_group, map_home = GroupRecord.map, MappedHome.map_home

    def group_mapped(self: GroupRecord, *args: Any) -> bool:
        seen["groups"].append(self.id)
        return map_group(self, *args)

    def home_mapped(self: MappedHome, names: Any, touched: set[str]) -> None:
        names = tuple(names)
        seen["home"].extend(names)
        map_home(self, names, touched)

    monkeypatch.setattr(GroupRecord, "map", group_mapped)
    monkeypatch.setattr(MappedHome, "map_home", home_mapped)
    return seen


def rooms(number: int) -> tuple[dict[str, Any], ...]:
    """So many rooms with a heating each, and the two zones of the alarm."""
    made = []
    for room in range(number):
        made.append(group(f"room {room}", "META", label=f"Room {room}"))
        heating = group(f"heating {room}", "HEATING", ("valve", 1), metaGroupId=f"room {room}", cooling=False)
        made.append({**heating, "actualTemperature": 20.0})
    zones = (group(label.lower(), "SECURITY_ZONE", label=label, active=False) for label in ("EXTERNAL", "INTERNAL"))
    return (VALVE, *made, *zones)


def pushed(made: House, group_id: str, **values: Any) -> set[str]:
    """The house hears of a group; the devices that changed."""
    raw = {**(made.raw(group_id) or {}), **values}
    return set(told(made.apply({"pushEventType": "GROUP_CHANGED", "group": raw})))


@pytest.mark.parametrize("number", [1, 20])
def test_a_value_of_a_room_maps_that_rooms_group_and_nothing_of_the_home(
    counted: dict[str, list[Any]], number: int
) -> None:
    made = house(*rooms(number))
    counted["groups"].clear(), counted["home"].clear()
    assert pushed(made, "heating 0", actualTemperature=21.0) == {"room 0"}
    assert counted == {"groups": ["heating 0"], "home": []}


@pytest.mark.parametrize("group_id", ["room 0", "heating 0", "external"])
def test_the_time_of_a_frame_alone_maps_nothing(counted: dict[str, list[Any]], group_id: str) -> None:
    made = house(*rooms(2))
    counted["groups"].clear(), counted["home"].clear()
    assert pushed(made, group_id, lastStatusUpdate=1700000000000) == set()
    assert counted == {"groups": [], "home": []}


@pytest.mark.parametrize(
    ("group_id", "values", "parts"),
    [
        ("heating 0", {"cooling": True}, ["cooling"]),
        ("external", {"active": True}, ["alarm"]),
        ("external", {"windowState": "OPEN"}, []),
    ],
)
def test_of_the_home_only_what_reads_the_changed_field_is_mapped(
    counted: dict[str, list[Any]], group_id: str, values: dict[str, Any], parts: list[str]
) -> None:
    made = house(*rooms(2))
    counted["home"].clear()
    pushed(made, group_id, **values)
    assert counted["home"] == parts


def test_a_whole_state_without_a_change_maps_no_group(counted: dict[str, list[Any]]) -> None:
    made = house(*rooms(3))
    counted["groups"].clear()
    made.read(copy.deepcopy(state(*rooms(3))))
    assert counted["groups"] == []


def test_a_valve_that_comes_later_or_changes_in_a_whole_state_gives_its_room_the_temperature() -> None:
    room = group("room", "META", label="Room")
    heating = group("heating", "HEATING", ("valve", 1), metaGroupId="room")
    made = house(room, heating)
    made.apply({"pushEventType": "DEVICE_ADDED", "device": VALVE})
    assert of(made, "room").features[0].current == 19.0  # type: ignore[attr-defined]
    warmer = device("valve", channel(1, "HEATING_THERMOSTAT_CHANNEL", valveActualTemperature=22.0))
    made.read(state(room, heating, warmer))
    assert of(made, "room").features[0].current == 22.0  # type: ignore[attr-defined]
    made.read(state(room, heating))
    assert of(made, "room").features[0].current is None  # type: ignore[attr-defined]


def _other(value: Any) -> Any:
    if isinstance(value, bool):
        return not value
    if isinstance(value, int | float):
        return value + 1
    return f"{value}X" if isinstance(value, str) else value


GUEST = device("guest", service(), channel(1, "SWITCH_CHANNEL", on=True))
"""With it gone a home is mapped as a whole, while a home of the same things is asked for what differs."""


STAYS = frozenset({"id", "index", "functionalChannelType"})


def test_what_events_make_is_what_a_whole_state_makes() -> None:
    """Each field of each group of the recorded home changes, one event each; then all is read anew."""
    home = json.loads(recorded_home().read_text(encoding="utf-8"))
    made, at_once = House(HUB), House(HUB)
    made.read(copy.deepcopy(home))
    at_once.read(_with_guest(home))
    for raw in home["groups"].values():
        for name in tuple(raw):
            if name != "id":
                raw[name] = _other(raw[name])
                made.apply({"pushEventType": "GROUP_CHANGED", "group": copy.deepcopy(raw)})
    at_once.read(home)
    assert shown(made) == shown(at_once)


@pytest.mark.parametrize("of", ["groups", "devices", "channels", "home"])
def test_a_state_of_the_same_things_makes_what_one_makes_that_is_mapped_as_a_whole(of: str) -> None:
    """Each field of each group, of each device, of each channel or of the home is another in the second state."""
    home = json.loads(recorded_home().read_text(encoding="utf-8"))
    made, at_once = House(HUB), House(HUB)
    made.read(copy.deepcopy(home))
    at_once.read(_with_guest(home))
    before = shown(made)
    channels = [raw for one in home["devices"].values() for raw in one["functionalChannels"].values()]
    for raw in {"channels": channels, "home": [home["home"]]}.get(of) or home[of].values():
        raw.update({name: _other(value) for name, value in raw.items() if name not in STAYS})
    made.read(copy.deepcopy(home))
    at_once.read(home)
    assert shown(made) == shown(at_once) != before


def _with_guest(home: dict[str, Any]) -> dict[str, Any]:
    known = copy.deepcopy(home)
    known["devices"]["guest"] = GUEST
    return known


def shown(made: House) -> dict[str, tuple[Any, dict[str, Any]]]:
    """Every device, and its features in whatever order; what is enabled from the start says nothing later."""
    return {
        one.id: (
            replace(one, features=()),
            {feature.key: replace(feature, enabled_by_default=True) for feature in one.features},
        )
        for one in made.devices()
    }
