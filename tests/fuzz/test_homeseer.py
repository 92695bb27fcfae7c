"""HomeSeer: rows and controls of either generation, as read, as pushed, and as the answer to a command."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import given, strategies as st

from custom_components.multihub.hubs.base import HubError
from custom_components.multihub.hubs.homeseer.client.answers import RefusedError, parse
from custom_components.multihub.hubs.homeseer.client.ascii import parse_line
from custom_components.multihub.hubs.homeseer.mapping import House, Settings
from virtual_hubs.homeseer import demo_house
from virtual_hubs.homeseer.dialect import control_answer, status_answer
from virtual_hubs.homeseer.trees import Generation

from .breaking import BREAKS, MANY, PICK, Break, Payload
from .looking import look

SETTINGS = Settings(False, "location", {})


def families(generation: Generation) -> list[tuple[list[Payload], list[Payload]]]:
    """Each device of the demo house: its rows, and their controls."""
    house = demo_house(generation)
    found = []
    for root in house.rows.values():
        if root.relationship == 4:
            continue
        rows = [house.rows[ref] for ref in (root.ref, *root.associated)]
        status = status_answer(rows, house, generation)["Devices"]
        controls = control_answer(rows, single=False)["Devices"]
        found.append(tuple([Payload(json.loads(json.dumps(one))) for one in each] for each in (status, controls)))
    return found  # type: ignore[return-value]


FAMILIES = families("hs3") + families("hs4")
OFFSET = 100_000


def moved(raw: Any) -> Any:
    """A row with numbers of its own, so that no broken row can be it."""
    row = json.loads(json.dumps(raw))
    row["ref"] += OFFSET
    row["associated_devices"] = [ref + OFFSET for ref in row.get("associated_devices", [])]
    return row


SOUND = [moved(payload.root) for payload in FAMILIES[0][0]]
SOUND_CONTROLS = [{**payload.root, "ref": payload.root["ref"] + OFFSET} for payload in FAMILIES[0][1]]


def sound(house: House) -> Any:
    return look(house.devices)[str(SOUND[0]["ref"])]


def _expected() -> Any:
    house = House(SETTINGS)
    house.load_controls(SOUND_CONTROLS)
    house.load(SOUND)
    return sound(house)


EXPECTED = _expected()


def broken(payloads: list[Payload], breaks: list[Break], where: int) -> list[dict[str, Any]]:
    """The payloads, one of them broken; what is no object the client has left out by then."""
    place = where % max(1, len(payloads))
    found = [one.broken(breaks) if number == place else one.root for number, one in enumerate(payloads)]
    return [one for one in found if isinstance(one, dict)]


@given(PICK, BREAKS, BREAKS, PICK)
@MANY
def test_a_broken_row_or_control_takes_nothing_else_away(
    family: int, breaks: list[Break], pushed: list[Break], where: int
) -> None:
    rows, controls = FAMILIES[family % len(FAMILIES)]
    house = House(SETTINGS)
    house.load_controls([*broken(controls, breaks, where), *SOUND_CONTROLS])
    house.load([*broken(rows, breaks if where & 1 else pushed, where), *SOUND])
    assert sound(house) == EXPECTED
    again = broken(rows, pushed, where // 2)
    house.presses(again)
    house.described_anew(again)
    house.apply(again)
    for row in again:
        house.is_news(row, {})
        if whole := house.with_pushed(row):
            house.apply([whole])
    house.renew_controls(broken(controls, pushed, where))
    house.load([*again, *SOUND])
    assert sound(house) == EXPECTED


ANSWERS = [json.dumps({"Devices": [one.root for one in rows]}) for rows, _ in FAMILIES]


@given(
    PICK,
    st.integers(0, 4000),
    st.text(max_size=6) | st.sampled_from(["\\ud800", "NaN", "\n", "\x00", "[" * 5000, "1e999"]),
)
@MANY
def test_an_answer_that_is_cut_or_has_something_in_it_is_data_or_an_error_of_ours(
    answer: int, place: int, text: str
) -> None:
    whole = ANSWERS[answer % len(ANSWERS)]
    for body in (whole[:place] + text + whole[place:], whole[:place] + text, text):
        try:
            parse("getstatus", body)
        except (HubError, RefusedError):
            continue
    parse_line(f"DC,{text},{place}")
    parse_line(f"DC,{place},{text}")
