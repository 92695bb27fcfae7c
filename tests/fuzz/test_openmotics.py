"""OpenMotics: the gateway's replies, its events, and the objects of the cloud."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Final

from custom_components.multihub.hubs.openmotics.mapping import cloud, gateway
from custom_components.multihub.hubs.openmotics.mapping.as_now import as_now
from custom_components.multihub.hubs.openmotics.mapping.devices import Labels
from custom_components.multihub.hubs.openmotics.mapping.house import House, PartKey
from custom_components.multihub.hubs.openmotics.mapping.messages import event, happenings, message
from custom_components.multihub.hubs.openmotics.mapping.modules import INFORMATION, modules, silence, silent
from custom_components.multihub.hubs.openmotics.mapping.parts import Abilities
from custom_components.multihub.hubs.openmotics.mapping.replied import Replied
from custom_components.multihub.hubs.openmotics.mapping.sensors import CounterOption
from custom_components.multihub.hubs.openmotics.mapping.shown import Shown
from custom_components.multihub.hubs.openmotics.mapping.states import STATES, changes
from custom_components.multihub.model import Device
from virtual_hubs.openmotics import demo_house
from virtual_hubs.openmotics.cloud_objects import CloudObjects

from .breaking import Path, Payload
from .cases import try_all
from .chance import Chance
from .looking import look
from .pressing import press

type Replies = dict[str, dict[str, Any]]

SOUND: Final = 97
"""The number of what stays as it is, in each list."""

FEW: Final = 4
"""Rows of each list that are read at once: the rest of a house would only take time."""

HOUSE: Final = demo_house()
TOLD: Final[Replies] = {
    name: told for name, told in json.loads(json.dumps(HOUSE.replies)).items() if isinstance(told, dict)
}
INSTALLATION: Final = {"id": 21, "name": "Home"}
OBJECTS: Final[dict[str, list[dict[str, Any]]]] = {
    path: [json.loads(json.dumps(one)) for one in read()] for path, read in CloudObjects(21, HOUSE).kinds.items()
}
LABELS: Final = Labels("Home")
COUNTING: Final = replace(LABELS, counters={str(number): CounterOption("water", 10) for number in range(4)})


def shown(house: House, labels: Labels = LABELS) -> tuple[Device, ...]:
    """The devices of a house, all made now."""
    return Shown(house, labels).devices()


# Small houses ---------------------------------------------------------------------------------------


def with_sound(row: Any, number: int) -> Any:
    """The same row with another number."""
    return {**row, "id": number, "name": f"Sound {number}"} if "name" in row else {**row, "id": number}


def few(told: dict[str, Any], begin: int) -> dict[str, Any]:
    """A reply with a few of its rows and a sound one."""
    found: dict[str, Any] = {}
    for key, value in told.items():
        if key == "detail":
            rows = [*value.items()]
            found[key] = {**dict(rows[begin : begin + FEW] or rows[-FEW:]), str(SOUND): rows[-1][1]}
        elif isinstance(value, list) and value and isinstance(value[0], dict) and "id" in value[0]:
            found[key] = [*(value[begin : begin + FEW] or value[-FEW:]), with_sound(value[-1], SOUND)]
        else:
            found[key] = value
    if "1" in told:
        found[str(SOUND)] = told["1"]
    return found


def may_break(told: Mapping[str, Any]) -> Any:
    """What to break of a reply: not a list itself, nor what is sound in it."""

    def may(path: Path) -> bool:
        first = told[path[0]]
        if path[0] == str(SOUND) or (len(path) == 1 and isinstance(first, list | dict)):
            return False
        row = first[path[1]] if len(path) > 1 else None
        return not (path[1:2] == (str(SOUND),) or (isinstance(row, dict) and row.get("id") == SOUND))

    return may


SMALL: Final[list[Replies]] = [{name: few(told, begin) for name, told in TOLD.items()} for begin in range(0, 24, FEW)]
BROKEN: Final = [{name: Payload(told, may_break(told)) for name, told in small.items()} for small in SMALL]
NAMES: Final = sorted({*gateway.CONFIGURATIONS, *STATES} & TOLD.keys())
"""What is read of a gateway."""

WORDS: Final[Mapping[str, str]] = {
    "output": "output_",
    "shutter": "shutter_",
    "thermostat": "thermostat_",
    "cooling": "thermostat_",
    "sensor": "sensor_",
    "input": "input_",
    "power": "energy_",
    "energy": "energy_",
    "pulse": "pulse_counter_",
    "ventilation": "ventilation_",
}
"""By a word of a function's name: how the devices begin that it tells of. The others tell of the gateway."""

BESIDE: Final = ("get_output_configurations", "get_output_status", "get_room_configurations")
"""What is read with every other reply."""


def prefix_of(name: str) -> str:
    """How the devices begin that a reply tells of; the gateway's own, if of none."""
    return next((prefix for word, prefix in WORDS.items() if word in name), "gateway")


RELATED: Final = {
    name: [other for other in TOLD if other in BESIDE or prefix_of(other) == prefix_of(name)] for name in NAMES
}


def read(replies: Replies) -> House:
    """A house of these replies, with all states that they tell."""
    house = House(Abilities())
    for kind, parts in gateway.parts(replies).items():
        house.configure(kind, parts)
    house.take_modules(modules(house.modules, replies.get(INFORMATION)))
    for function in STATES:
        if reply := replies.get(function):
            house.apply(changes(house, function, reply))
    return house


def sound_of(seen: Mapping[str, Any], prefix: str) -> dict[str, Any]:
    """What is shown of all that must stay as it is beside a broken reply about the devices that begin like this."""
    return {
        device_id: features
        for device_id, features in seen.items()
        if device_id != "gateway" and (not device_id.startswith(prefix) or device_id == f"{prefix}{SOUND}")
    }


EXPECTED: Final = [
    {name: sound_of(look(shown(read({one: small[one] for one in RELATED[name]}))), prefix_of(name)) for name in NAMES}
    for small in SMALL
]

MESSAGES: Final = {
    "OUTPUT_CHANGE": {"id": 0, "status": {"on": True, "value": 61, "locked": False}},
    "INPUT_CHANGE": {"id": 0, "status": True},
    "SHUTTER_CHANGE": {"id": 1, "status": {"state": "GOING_UP", "position": 61, "last_change": 62.0}},
    "SENSOR_CHANGE": {"id": 1, "value": 61.5},
    "VENTILATION_CHANGE": {"id": 1, "mode": "MANUAL", "level": 3, "remaining_time": 60, "is_connected": True},
    "THERMOSTAT_CHANGE": {
        "id": 0,
        "status": {
            "state": "ON",
            "preset": "AWAY",
            "mode": "HEATING",
            "actual_temperature": 20.5,
            "current_setpoint": 21.5,
        },
    },
    "THERMOSTAT_GROUP_CHANGE": {"id": 0, "status": {"mode": "COOLING"}},
    "EVENT_OF_TOMORROW": {"id": 0},
    "TYPE_INPUT_TRIGGER": {"id": 0},
    "TYPE_RT_POWER_RAW": {"1": [[231.0, 50.0, 1.5, 345.0], [231.0, 50.0, 1.5, 345.0]]},
}
"""What is pushed: the events of the websocket, and the messages of the cloud of before."""

KINDS: Final = list(MESSAGES)
TELLS_OF: Final = {
    "output_": ("OUTPUT_CHANGE",),
    "input_": ("INPUT_CHANGE", "TYPE_INPUT_TRIGGER"),
    "shutter_": ("SHUTTER_CHANGE",),
    "sensor_": ("SENSOR_CHANGE",),
    "ventilation_": ("VENTILATION_CHANGE",),
    "thermostat_": ("THERMOSTAT_CHANGE", "THERMOSTAT_GROUP_CHANGE"),
    "energy_": ("TYPE_RT_POWER_RAW",),
}
"""What is pushed of the devices that begin like this."""

PUSHED: Final = {kind: Payload({"data": data}) for kind, data in MESSAGES.items()}


def a_broken_reply_event_or_object_takes_nothing_else_away(chance: Chance) -> None:
    if chance.one_in(3):
        a_broken_object(chance)
        return
    place, name = chance.below(len(SMALL)), chance.among(NAMES)
    payload = BROKEN[place][name]
    replies = {one: SMALL[place][one] for one in RELATED[name]} | {name: payload.broken_by(chance)}
    house = read(replies)
    prefix, expected = prefix_of(name), EXPECTED[place][name]
    kept = Shown(house, LABELS)
    found = kept.devices()
    assert sound_of(look(found), prefix) == expected
    press(found)
    kept.news(push(house, chance, prefix))
    look(shown(house, COUNTING))
    match chance.below(4):
        case way if way == 0 or (way == 3 and name in STATES):
            told = as_now(house, replies)
            assert sound_of(look(shown(read(told))), prefix) == sound_of(look(shown(house)), prefix)
        case 1 if name in STATES:
            replied = Replied()
            for reply in (replies[name], payload.broken_by(chance)):
                news = replied.news(name, reply)
                kept.news(house.apply([] if news is None else changes(house, name, news)))
            kept.news(house.apply(silence(house)))
            silent(house)
        case _:
            again = {**replies, name: payload.broken_by(chance)}
            for kind, parts in gateway.parts(again).items():
                house.configure(kind, parts)
            house.take_modules(modules(house.modules, again.get(INFORMATION)))
            look(kept.devices())
    assert kept.devices() == shown(house), "what is kept is what would be made"


def push(house: House, chance: Chance, prefix: str) -> set[PartKey]:
    """Tell the house something, mostly of what was read, broken or not; gives what is not as it was."""
    kind = chance.among(TELLS_OF.get(prefix, KINDS) if chance.below(4) else KINDS)
    data = PUSHED[kind].broken_by(chance).get("data") if chance.below(2) else MESSAGES[kind]
    if kind == "TYPE_INPUT_TRIGGER" and isinstance(data, dict):
        data = data.get("id")
    changed, _ = happenings(house, [*event(kind, data), *message(house, kind, data)])
    return house.apply(changed)


# The cloud ------------------------------------------------------------------------------------------


def sound_object(path: str, row: dict[str, Any]) -> dict[str, Any]:
    """One more object of a list, which is sound."""
    return {**row, "id": SOUND + 1000, "local_id": SOUND, "name": f"Sound {path}"}


LISTS: Final = {path: [*rows, sound_object(path, rows[-1])] for path, rows in OBJECTS.items() if rows}
PATHS: Final = sorted(LISTS)
ROWS: Final = {path: [Payload(row) for row in rows[:-1]] for path, rows in LISTS.items()}
ABILITIES: Final = Abilities(identify=False, ventilation=False, presses=False)


def of_cloud(objects: Mapping[str, Any]) -> House:
    """A house of the cloud's objects."""
    house = House(ABILITIES)
    for kind, parts in cloud.parts(objects, INSTALLATION).items():
        house.configure(kind, parts, with_state=True)
    return house


def beside(path: str) -> dict[str, Any]:
    """What is read beside a list: the sound one of each other."""
    return {other: rows[-1:] for other, rows in LISTS.items() if other != path}


OF_CLOUD: Final = {
    path: {
        one: told
        for one, told in look(shown(of_cloud({**beside(path), path: LISTS[path][-1:]}))).items()
        if one != "gateway"
    }
    for path in PATHS
}


def a_broken_object(chance: Chance) -> None:
    """An object of the cloud that is broken takes no other one away."""
    path = chance.among(PATHS)
    broken = [chance.among(ROWS[path]).broken_by(chance) for _ in range(1 + chance.below(2))]
    objects = {**beside(path), path: [*(row for row in broken if isinstance(row, dict)), LISTS[path][-1]]}
    found = shown(of_cloud(objects))
    seen = look(found)
    for device_id, features in OF_CLOUD[path].items():
        assert seen[device_id] == features, device_id
    press(found)
    cloud.cloud_ids(objects)
    cloud.gateway(Payload({**INSTALLATION, "flags": {"ONLINE": True}, "version": "1"}).broken_by(chance))


def test_a_broken_reply_event_or_object_takes_nothing_else_away() -> None:
    try_all(a_broken_reply_event_or_object_takes_nothing_else_away)
