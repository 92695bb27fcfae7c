"""OpenMotics: the gateway's replies, its events, and the objects of the cloud."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

from hypothesis import given

from custom_components.multihub.hubs.openmotics.mapping import cloud, gateway
from custom_components.multihub.hubs.openmotics.mapping.as_now import as_now
from custom_components.multihub.hubs.openmotics.mapping.devices import Labels, devices
from custom_components.multihub.hubs.openmotics.mapping.house import House
from custom_components.multihub.hubs.openmotics.mapping.messages import EVENTS, event, happenings, message
from custom_components.multihub.hubs.openmotics.mapping.parts import Abilities
from custom_components.multihub.hubs.openmotics.mapping.states import STATES, changes
from virtual_hubs.openmotics import demo_house
from virtual_hubs.openmotics.cloud_objects import CloudObjects

from .breaking import BREAKS, MANY, PICK, Break, Payload
from .looking import look

SOUND = 2
"""The output that stays as it is: the first rows are broken instead."""

HOUSE = demo_house()
REPLIES: dict[str, Any] = json.loads(json.dumps(HOUSE.replies))
KNOWN = {name: Payload(reply) for name, reply in REPLIES.items() if isinstance(reply, dict)}
NAMES = sorted(KNOWN)
INSTALLATION = {"id": 21, "name": "Home"}
OBJECTS: dict[str, Any] = {path: json.loads(json.dumps(read())) for path, read in CloudObjects(21, HOUSE).kinds.items()}
LISTS = {path: [Payload(one) for one in objects] for path, objects in OBJECTS.items() if objects}
PATHS = sorted(LISTS)
LABELS = Labels("Home")
SOUND_ID = f"output_{SOUND}"


def read(replies: dict[str, Any]) -> House:
    """A house of these replies, with all states that they tell."""
    house = House(Abilities())
    for kind, parts in gateway.parts(replies).items():
        house.configure(kind, parts)
    for function in STATES:
        if isinstance(reply := replies.get(function), dict):
            house.apply(changes(house, function, reply))
    return house


def sound(house: House) -> Any:
    return next(features for name, features in look(devices(house, LABELS)).items() if name == SOUND_ID)


def of_cloud(objects: dict[str, Any]) -> House:
    house = House(Abilities(identify=False, ventilation=False, presses=False))
    for kind, parts in cloud.parts(objects, INSTALLATION).items():
        house.configure(kind, parts, with_state=True)
    return house


ALWAYS = [name for name in REPLIES if "output" in name or "room" in name]
RELATED = {
    name: {
        other: REPLIES[other] for other in REPLIES if other in ALWAYS or other.split("_")[1:2] == name.split("_")[1:2]
    }
    for name in KNOWN
}
"""What is read beside a reply: the rest of a house would only take time."""

EXPECTED = sound(read(REPLIES))
BESIDE = {path: OBJECTS[path] for path in ("outputs", "rooms") if path in OBJECTS}


def is_about_the_sound_one(path: tuple[Any, ...], root: Any) -> bool:
    """Whether a break at this place would break the sound output itself, or the list that it stands in."""
    row = root
    for key in path:
        row = row[key]
        if isinstance(row, dict) and row.get("id") == SOUND:
            return True
    return False


for _name, _payload in KNOWN.items():
    if "output" in _name:
        _payload.places = [
            one for one in _payload.places if len(one) > 1 and not is_about_the_sound_one(one, _payload.root)
        ]
    if "room" in _name:
        _payload.places = [one for one in _payload.places if len(one) > 2]


@given(PICK, BREAKS, BREAKS, PICK)
@MANY
def test_a_broken_reply_event_or_object_takes_nothing_else_away(
    one: int, breaks: list[Break], pushed: list[Break], what: int
) -> None:
    name = NAMES[one % len(NAMES)]
    payload = KNOWN[name]
    broken = payload.broken(breaks)
    house = read({**RELATED[name], name: broken})
    features = look(devices(house, LABELS))[SOUND_ID]
    if "output" not in name and "room" not in name:
        assert features == EXPECTED
    kinds = [*EVENTS, "EVENT_OF_TOMORROW"]
    told = payload.broken(pushed)
    inner = next(iter(told.values()), None) if isinstance(told, dict) else told
    data = (told, inner, inner[0] if isinstance(inner, list) and inner else None)[what % 3]
    happenings(house, event(kinds[what // 3 % len(kinds)], data))
    found, _ = happenings(house, message(house, ("TYPE_INPUT_TRIGGER", "TYPE_RT_POWER_RAW", "TYPE_X")[what % 3], data))
    house.apply(found)
    replies = {**RELATED[name], name: broken}
    now = as_now(house, {function: reply for function, reply in replies.items() if isinstance(reply, dict)})
    if "output" not in name and "room" not in name:
        assert look(devices(read(now), LABELS))[SOUND_ID] == look(devices(house, LABELS))[SOUND_ID]
    look(devices(house, replace(LABELS, counters={})))

    if what & 1:
        return
    path = PATHS[one // 7 % len(PATHS)]
    rows = LISTS[path]
    place = what % len(rows)
    if path in ("outputs", "rooms") and rows[place].root.get("local_id", rows[place].root.get("id")) in (SOUND, None):
        return
    objects = [row.broken(pushed) if number == place else row.root for number, row in enumerate(rows)]
    shown = look(devices(of_cloud({**BESIDE, path: [row for row in objects if isinstance(row, dict)]}), LABELS))
    assert SOUND_ID in shown
