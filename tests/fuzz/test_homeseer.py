"""HomeSeer: rows and controls of either generation, as read, as pushed, and as the answer to a command."""

from __future__ import annotations

import json
from typing import Any, Final

from custom_components.multihub.hubs.base import HubError
from custom_components.multihub.hubs.homeseer.client.answers import RefusedError, parse
from custom_components.multihub.hubs.homeseer.client.ascii import parse_line
from custom_components.multihub.hubs.homeseer.mapping import (
    VOCABULARY,
    House,
    HubFacts,
    Settings,
    hub_device,
    room_location,
    uses_fahrenheit,
)
from custom_components.multihub.hubs.homeseer.mapping.hub_device import may_run_events
from custom_components.multihub.hubs.homeseer.mapping.wire import as_number
from virtual_hubs.homeseer import demo_house
from virtual_hubs.homeseer.dialect import control_answer, status_answer
from virtual_hubs.homeseer.trees import Generation

from .breaking import Path, Payload, odd
from .cases import try_all
from .chance import Chance
from .looking import look
from .pressing import press

type Family = dict[str, list[dict[str, Any]]]

OFFSET: Final = 100_000
NEIGHBOUR_REF: Final = 2 * OFFSET
NEIGHBOUR_VALUE: Final = 123.0


def families(generation: Generation) -> list[Family]:
    """Each device of the demo house: its rows, and their controls."""
    house = demo_house(generation)
    found = []
    for root in house.rows.values():
        if root.relationship != 4:
            rows = [house.rows[ref] for ref in (root.ref, *root.associated)]
            status, controls = status_answer(rows, house, generation), control_answer(rows, single=False)
            found.append({"rows": status["Devices"], "controls": controls["Devices"]})
    return json.loads(json.dumps(found))  # type: ignore[no-any-return]


def may_break(path: Path) -> bool:
    """Whether that leaves the lists themselves as they are: what is none the client has said by then."""
    return len(path) > 1


FAMILIES: Final = [Payload(family, may_break) for family in families("hs3") + families("hs4")]


def sound_family() -> Family:
    """A light with numbers of its own, so that no broken row can be it."""
    family = next(one.root for one in FAMILIES if one.root["rows"][0]["name"] == "Hall light")
    rows = [
        {**row, "ref": row["ref"] + OFFSET, "associated_devices": [ref + OFFSET for ref in row["associated_devices"]]}
        for row in family["rows"]
    ]
    return {"rows": rows, "controls": [{**one, "ref": one["ref"] + OFFSET} for one in family["controls"]]}


SOUND: Final = sound_family()
NO_OVERRIDES: Final = Settings(False, "location", {})


def sound(house: House) -> Any:
    """What is shown of the sound light."""
    return look(house.devices)[str(SOUND["rows"][0]["ref"])]


def _expected() -> Any:
    house = House(NO_OVERRIDES)
    house.load_controls(SOUND["controls"])
    house.load(SOUND["rows"])
    return sound(house)


EXPECTED: Final = _expected()


def neighbour_of(family: Family) -> dict[str, Any]:
    """One more feature of the same device, which is sound."""
    root = family["rows"][0]
    return {
        **root,
        "ref": NEIGHBOUR_REF,
        "name": f"{root['name']} Frequency",
        "value": NEIGHBOUR_VALUE,
        "status": f"{NEIGHBOUR_VALUE} Hz",
        "device_type_string": "Neighbour",
        "relationship": 4,
        "associated_devices": [root["ref"]],
        "device_type": {},
    }


NEIGHBOURS: Final = [neighbour_of(payload.root) for payload in FAMILIES]


def objects(rows: list[Any]) -> list[dict[str, Any]]:
    """What of a list the client hands on."""
    return [one for one in rows if isinstance(one, dict)]


def a_broken_row_or_control_takes_nothing_else_away(chance: Chance) -> None:
    place = chance.below(len(FAMILIES))
    payload = FAMILIES[place]
    broken = payload.broken_by(chance)
    house = House(settings(chance, payload.root) if chance.one_in(8) else NO_OVERRIDES)
    house.load_controls([*objects(broken["controls"]), *SOUND["controls"]])
    house.load([*objects(broken["rows"]), NEIGHBOURS[place], *SOUND["rows"]])
    seen = look(house.devices)
    assert seen[str(SOUND["rows"][0]["ref"])] == EXPECTED
    assert NEIGHBOUR_VALUE in [
        getattr(feature, "value", None)
        for features in seen.values()
        for feature in features
        if feature.key == str(NEIGHBOUR_REF)
    ]
    press(house.devices)
    again = payload.broken_by(chance)
    rows = objects(again["rows"])
    push(house, chance, payload.root, rows)
    if chance.below(2):
        house.renew_controls(objects(again["controls"]))
    house.described_anew(rows)
    house.load([*rows, *SOUND["rows"]])
    house.as_now(rows)
    assert sound(house) == EXPECTED


def settings(chance: Chance, family: Family) -> Settings:
    """What a person chose: what a row is to be, degrees, which location is the room."""
    overrides = {row["ref"]: chance.among(sorted(VOCABULARY)) for row in family["rows"]}
    return Settings(chance.one_in(2), chance.among(("location", "location2", None)), overrides)


def push(house: House, chance: Chance, family: Family, rows: list[dict[str, Any]]) -> None:
    """Tell the house something broken by one of the ways: rows, a row's news, a value, the answer to a command."""
    ref = chance.among(family["rows"])["ref"]
    match chance.below(4):
        case 0:
            house.presses(rows)
            house.apply(rows)
        case 1:
            data = {
                "ref": ref,
                chance.among(("value", "status", "last_change", "name")): odd(chance),
                "value": odd(chance),
            }
            if whole := house.with_pushed(data):
                house.presses([whole])
                house.apply([whole])
                house.is_level_pending(ref)
        case 2:
            value = as_number(odd(chance))
            house.press(ref, value)
            house.apply_value(ref, value)
            house.family(ref)
        case _:
            house.apply([row for row in rows if house.is_news(row, {ref: 1.0})])


def test_a_broken_row_or_control_takes_nothing_else_away() -> None:
    try_all(a_broken_row_or_control_takes_nothing_else_away)


ITSELF: Final = Payload(
    {
        "events": [{"Group": "Lights", "Name": "All off", "id": 7}, {"Group": "Lights", "Name": "Cinema"}],
        "counters": [{"name": "Rain", "value": 12}, {"name": "Visitors", "value": 3}],
        "cameras": [{"ID": "1", "Name": "Door"}, {"ID": "2", "Name": "Garden"}],
        "session": {"location1Label": "Floor", "location2Label": "Room", "useLocation2": True, "userPermissions": {}},
        "status": {"TempFormatF": None, "Devices": [{"status": "20 C"}, {"status": "70 F"}]},
    },
    may_break,
)
"""What the hub's own device is made of."""

ANSWERS: Final = [json.dumps({"Devices": payload.root["rows"]}) for payload in FAMILIES]
PIECES: Final = (
    "",
    '"',
    "\\ud800",
    "NaN",
    "\n",
    "\x00",
    "[" * 5000,
    "1e999",
    ",",
    "}",
    "{",
    "]",
    "\\",
    "-",
    "é",
    "<",
    "error",
    "ok",
)


def an_answer_that_is_cut_or_has_something_in_it_is_data_or_an_error_of_ours(chance: Chance) -> None:
    whole, text = chance.among(ANSWERS), chance.among(PIECES)
    place = chance.below(len(whole))
    for body in (whole[:place] + text + whole[place:], whole[:place] + text, text):
        try:
            parse("getstatus", body)
        except (HubError, RefusedError):
            continue
    parse_line(f"DC,{text},{place}")
    parse_line(f"DC,{place},{text}")
    told = ITSELF.broken_by(chance)
    lists = {name: tuple(objects(told[name])) for name in ("events", "counters", "cameras")}
    groups = frozenset({"Lights"})
    device = hub_device(HubFacts("HomeSeer", "4.2", event_groups=groups, **lists))
    look([device])
    press([device])
    assert room_location(told["session"]) in ("location", "location2")
    assert may_run_events(told["session"]) in (True, False)
    assert uses_fahrenheit(told["status"], default=False) in (True, False)


def test_an_answer_that_is_cut_or_has_something_in_it_is_data_or_an_error_of_ours() -> None:
    try_all(an_answer_that_is_cut_or_has_something_in_it_is_data_or_an_error_of_ours)
