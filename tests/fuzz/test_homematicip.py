"""HomematicIP: devices, groups and the home of our house, read and pushed."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any, Final

from custom_components.multihub.hubs.homematicip.mapping import House
from custom_components.multihub.hubs.homematicip.mapping.events import CHANNEL_EVENTS, CODE_EVENTS
from custom_components.multihub.model import BinarySensor, Feature, Sensor, Switch
from virtual_hubs.homematicip.house import demo_house

from .breaking import Break, Path, Payload, copied, odd
from .cases import try_all
from .chance import Chance
from .looking import look
from .pressing import press

HUB_ID: Final = "3014F711A000000000000AAA"
STATE: Final = json.loads(json.dumps(demo_house(HUB_ID)))
SOUND_ID, SOUND = next((key, device) for key, device in STATE["devices"].items() if device["type"] == "PLUGABLE_SWITCH")
SOUND_GROUP: Final = {
    "id": "sound-group",
    "metaGroupId": None,
    "label": "Sound",
    "type": "SWITCHING",
    "on": True,
    "channels": [{"deviceId": SOUND_ID, "channelIndex": 1}],
}

DEVICES: Final = {key: Payload(device) for key, device in STATE["devices"].items() if key != SOUND_ID}
GROUPS: Final = {key: Payload(group) for key, group in STATE["groups"].items()}
HOME: Final = Payload(STATE["home"])
IDS, GROUP_IDS = list(DEVICES), list(GROUPS)
GROUPS_OF: Final = {
    key: [group for group, raw in STATE["groups"].items() if key in json.dumps(raw)] or GROUP_IDS for key in IDS
}
"""The groups that name a device."""

KEYPADS: Final = [key for key in IDS if "codeLabels" in json.dumps(STATE["devices"][key])]
"""The devices that tell of codes: few, so that they have turns of their own."""

NEIGHBOUR_INDEX: Final = 77
NEIGHBOUR: Final = {
    **next(one for one in SOUND["functionalChannels"].values() if one["functionalChannelType"] == "SWITCH_CHANNEL"),
    "index": NEIGHBOUR_INDEX,
    "on": True,
}
"""A channel that stands beside the broken ones of the same device."""

FATAL: Final[frozenset[Path]] = frozenset({("id",), ("functionalChannels",)})
"""Where a device that is broken is none, or has no channels."""

JOURNAL: Final = Payload(
    {
        "entries": [
            {
                "eventTimestamp": 1700000000000 + at,
                "eventType": kind,
                "label": "x",
                "securityZoneValues": {"INTERNAL": True},
            }
            for at, kind in enumerate(("ACTIVATION_CHANGED", "SENSOR_EVENT", "X"))
        ]
    }
)
IN_THE_WAY: Final = Payload({"channelActivationProblems": {f"{SOUND_ID}:1": ["WINDOW_OPEN"], "x:1": ["LOW_BAT"]}})
VERBS: Final = ("CHANGED", "ADDED", "REMOVED")


def state(devices: dict[str, Any], groups: dict[str, Any], home: Any = STATE["home"]) -> dict[str, Any]:
    """A home of these devices and groups, and of the sound ones."""
    return {
        "home": home,
        "devices": {**devices, SOUND_ID: SOUND},
        "groups": {**groups, SOUND_GROUP["id"]: SOUND_GROUP},
        "clients": {},
    }


def shown(house: House) -> tuple[Any, Any]:
    """What is shown of the sound device, and of its group."""
    seen = look(house.devices(), halves=True)
    return seen[SOUND_ID], seen[SOUND_GROUP["id"]]


def _expected() -> tuple[Any, Any]:
    house = House(HUB_ID)
    house.read(state({}, {}))
    return shown(house)


EXPECTED: Final = _expected()


def values(features: Iterable[Feature]) -> set[tuple[str, Any]]:
    """What features show, without those that remember what they once could do (a light's colours)."""
    found: set[tuple[str, Any]] = set()
    for one in features:
        match one:
            case Sensor():
                found.add((one.key, one.value))
            case BinarySensor() | Switch():
                found.add((one.key, one.is_on))
    return found


def whole(device_id: str) -> set[tuple[str, Any]]:
    """What a device shows when nothing is broken."""
    house = House(HUB_ID)
    house.read(state({device_id: copied(DEVICES[device_id].root)}, {}))
    return values(next((device.features for device in house.devices() if device.id == device_id), ()))


WHOLE: Final = {device_id: whole(device_id) for device_id in IDS if device_id != HUB_ID} | {HUB_ID: set()}


def with_neighbour(raw: Any) -> Any:
    """The device with one more channel, which is sound."""
    if not isinstance(raw, dict) or not isinstance(listed := raw.get("functionalChannels"), dict):
        return raw
    return {**raw, "functionalChannels": {**listed, str(NEIGHBOUR_INDEX): {**NEIGHBOUR}}}


def a_broken_device_group_or_home_takes_nothing_else_away(chance: Chance) -> None:
    device_id = chance.among(KEYPADS if chance.one_in(16) else IDS)
    group_id = chance.among(GROUPS_OF[device_id] if chance.below(2) else GROUP_IDS)
    raw, group = DEVICES[device_id], GROUPS[group_id]
    breaks = [raw.break_by(chance) for _ in range(1 + chance.below(4))]
    groups = {group_id: group.broken_by(chance) if chance.below(2) else copied(group.root)}
    home = HOME.broken_by(chance) if chance.one_in(4) else STATE["home"]
    house = House(HUB_ID, local=chance.one_in(4), pin_stored=chance.one_in(4))
    house.read(state({device_id: with_neighbour(raw.broken(breaks))}, groups, home))
    assert shown(house) == EXPECTED
    if FATAL.isdisjoint(path for path, _ in breaks):
        kept = [one for device in house.devices() if device.id == device_id for one in device.features]
        assert [one.is_on for one in kept if one.key.startswith(f"{NEIGHBOUR_INDEX}_")] == [True]  # type: ignore[attr-defined]
    press(device for device in house.devices() if device.id != SOUND_ID)
    again = [raw.break_by(chance) for _ in range(1 + chance.below(4))]
    push(house, chance, device_id, group_id, again)
    assert shown(house) == EXPECTED
    house.read(state({device_id: raw.root}, {group_id: group.root}))
    assert shown(house) == EXPECTED
    if not raw.hides((*breaks, *again)):
        kept = [one for device in house.devices() if device.id == device_id for one in device.features]
        assert WHOLE[device_id] <= values(kept), "a device that is whole again is as it was"


def push(house: House, chance: Chance, device_id: str, group_id: str, breaks: list[Break]) -> None:
    """Tell the house something broken: a device, a group, the home, an event, or the answer to a question."""
    match 6 if device_id in KEYPADS and chance.below(2) else chance.below(8):
        case 0 | 1 | 2:
            told = DEVICES[device_id].broken(breaks)
            verb = chance.among(VERBS)
            house.apply({"pushEventType": f"DEVICE_{verb}", "device": told, "id": device_id})
        case 3 | 4:
            told = GROUPS[group_id].broken_by(chance)
            verb = chance.among(VERBS)
            house.apply({"pushEventType": f"GROUP_{verb}", "group": told, "id": group_id})
        case 5:
            house.apply({"pushEventType": "HOME_CHANGED", "home": HOME.broken_by(chance)})
        case 6:
            kind = chance.among(("DEVICE_CHANNEL_EVENT", "DEVICE_CODE_STATE_EVENT", "SECURITY_JOURNAL_CHANGED", "X"))
            event = {
                "deviceId": device_id,
                "channelIndex": chance.below(4),
                "channelEventType": chance.among(sorted(CHANNEL_EVENTS)),
                "codeState": chance.among(sorted(CODE_EVENTS)),
                "codeIndex": chance.below(40),
            }
            house.apply({**(Payload(event).broken_by(chance) if chance.below(2) else event), "pushEventType": kind})
        case _:
            house.journal(JOURNAL.broken_by(chance))
            house.journal(odd(chance))
            assert all(isinstance(name, str) for name in house.blocking(IN_THE_WAY.broken_by(chance)))
            house.apply({"pushEventType": odd(chance), "device": odd(chance)})
            house.groups_of(device_id)
            house.members(odd(chance))
            house.raw(odd(chance), odd(chance))
            house.raw(device_id, odd(chance))
            assert house.state().keys() == {"home", "devices", "groups"}


def test_a_broken_device_group_or_home_takes_nothing_else_away() -> None:
    try_all(a_broken_device_group_or_home_takes_nothing_else_away)
