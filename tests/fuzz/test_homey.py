"""Homey: devices, what a Homey tells of itself, and events, of either generation."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, Final

from custom_components.multihub.hubs.homey.mapping.home import SECTIONS
from custom_components.multihub.hubs.homey.mapping.house import HomeyFacts, House
from custom_components.multihub.hubs.homey.mapping.itself import HUB_DEVICE
from custom_components.multihub.model import Feature
from tests.hubs.homey.mapping import cap, device
from tests.hubs.homey.test_fuzz import ANSWERS
from virtual_hubs.homey import demo_house

from .breaking import Path, Payload, copied, odd
from .cases import try_all
from .chance import Chance
from .looking import look
from .pressing import press

HOUSES: Final = [demo_house("X", generation=generation) for generation in (2, 3)]
PRICES: Final = {
    "priceUnit": "EUR",
    "pricesPerInterval": [{"periodStart": f"2026-01-01T{hour:02}:00:00Z", "value": 0.1} for hour in range(3)],
}
TOLD: Final = [json.loads(json.dumps({**house.items, **house.values, "prices": PRICES})) for house in HOUSES]


DEVICES: Final = [Payload(one) for told in TOLD for one in told["device"].values()]
DRIVERS: Final = [Payload(told["driver"]) for told in TOLD]
UPDATES: Final = Payload({"answer": [{"version": "13.0.0", "changelog": {"en": "x"}}]})

SOUND_ITEM: Final = "sound-item"
"""In each list one more item, which stays as it is."""


def with_sound_item(name: str, answer: Any) -> Any:
    """A section's answer; if it is a list, with one more item, the last one."""
    if not SECTIONS[name].item:
        return answer
    return {**answer, SOUND_ITEM: {**next(reversed(answer.values())), "id": SOUND_ITEM, "name": "Sound"}}


def may_break(path: Path) -> bool:
    """Whether that leaves the sound item and the list as they are."""
    return path[1:2] not in ((), (SOUND_ITEM,))


BROKEN: Final = [
    (name, Payload({"answer": with_sound_item(name, told[kind])}, may_break if SECTIONS[name].item else lambda _: True))
    for told in TOLD
    for name, kind in ANSWERS.items()
]
"""The sections of a Homey of either generation, each with what may be broken in it."""

SOUND: Final = device("sensor", cap("measure_temperature", 20))
NEIGHBOUR: Final = cap("neighbour", 20.5, type="number", setable=False)
"""A capability that stands beside the broken ones of the same device."""

FATAL: Final[frozenset[Path]] = frozenset({("id",), ("capabilitiesObj",)})
"""Where a device that is broken is none."""

NOW: Final = datetime(2026, 1, 1, 1, tzinfo=UTC)
OTHER_MESSAGES: Final = (
    ("homey:manager:images", "image.update", {"id": "picture", "lastUpdated": "2026-01-01T00:00:00Z"}),
    ("homey:manager:notifications", "notification.create", {"id": "1", "excerpt": "**Hello**", "ownerName": "Homey"}),
    ("homey:manager:devices", "device.delete", {"id": "x"}),
    ("homey:manager:x", "x", {"id": "x"}),
)
WHAT: Final = ("create", "update", "delete", "x")


def house_of(devices: Mapping[str, Any], drivers: Any = None, *, may: bool = True) -> House:
    """A Homey with these devices and the sound one."""
    made = House(HomeyFacts("Homey"), lambda _: may)
    made.tell_time(NOW)
    made.take_drivers(drivers)
    made.take_devices({**devices, SOUND["id"]: SOUND})
    return made


EXPECTED: Final = look(house_of({}).devices.values())[SOUND["id"]]


def kept_of(name: str, answer: Payload) -> tuple[Feature, ...]:
    """What the sound item of a section becomes by itself."""
    if not SECTIONS[name].item:
        return ()
    made = house_of({})
    made.take_section(name, {SOUND_ITEM: answer.root["answer"][SOUND_ITEM]})
    return tuple(one for one in made.devices[HUB_DEVICE].features if SOUND_ITEM in one.key)


WHOLE: Final = {
    raw.root["id"]: house_of({raw.root["id"]: copied(raw.root)}).devices[raw.root["id"]].features for raw in DEVICES
}
"""The devices as they are when nothing is broken."""

KEPT: Final = [kept_of(name, answer) for name, answer in BROKEN]


def with_neighbour(raw: Any) -> Any:
    """The device with one more capability, which is sound."""
    described = raw.get("capabilitiesObj")
    return (
        {**raw, "capabilitiesObj": {**described, NEIGHBOUR["id"]: {**NEIGHBOUR}}}
        if isinstance(described, dict)
        else raw
    )


def neighbour(house: House, device_id: str) -> Any:
    """What is shown of the neighbour."""
    return next(one.value for one in house.devices[device_id].features if one.key == NEIGHBOUR["id"])  # type: ignore[attr-defined]


def a_broken_device_or_section_takes_nothing_else_away(chance: Chance) -> None:
    raw, place = chance.among(DEVICES), chance.below(len(BROKEN))
    name, answer = BROKEN[place]
    breaks = [raw.break_by(chance) for _ in range(1 + chance.below(4))]
    broken = raw.broken(breaks)
    own = raw.root["id"]
    drivers = chance.among(DRIVERS).broken_by(chance) if chance.one_in(10) else None
    may = not chance.one_in(16)
    made = house_of({own: with_neighbour(broken)}, drivers, may=may)
    made.take_section(name, answer.broken_by(chance).get("answer"))
    if chance.one_in(10):
        made.take_updates(UPDATES.broken_by(chance).get("answer"))
    seen = look(made.devices.values())
    assert seen[SOUND["id"]] == EXPECTED
    if FATAL.isdisjoint(path for path, _ in breaks):
        assert neighbour(made, own) == NEIGHBOUR["value"]
    for feature in KEPT[place] if may else ():
        assert feature in seen[HUB_DEVICE], feature.key
    press(one for one in made.devices.values() if one.id != SOUND["id"])
    hear(made, chance, raw, name, answer)
    made.take_devices({own: copied(raw.root), SOUND["id"]: SOUND})
    seen = look(made.devices.values())
    assert seen[SOUND["id"]] == EXPECTED
    if may:
        assert seen[own] == WHOLE[own], "a device that is whole again is as it was"


def hear(made: House, chance: Chance, raw: Payload, name: str, answer: Payload) -> None:
    """Tell the house something broken: a value, a device, an item of a section, or something else."""
    own = f"homey:device:{raw.root['id']}"
    match chance.below(5):
        case 0 | 1:
            told = {"capabilityId": chance.among([*raw.root["capabilitiesObj"]]), "value": odd(chance)}
            if chance.one_in(8):
                told["capabilityId"] = odd(chance)
            made.hear(own, "capability", {**told, "transactionTime": odd(chance)})
        case 2:
            made.hear("homey:manager:devices", f"device.{chance.among(WHAT)}", raw.broken_by(chance))
        case 3 if (section := SECTIONS[name]).item:
            told = answer.broken_by(chance)["answer"]
            items = [*told.values()] if isinstance(told, dict) else told
            item = items[0] if isinstance(items, list) and items else items
            made.hear(f"homey:manager:{section.manager}", f"{section.item}.{chance.among(WHAT)}", item)
        case _:
            uri, event, data = chance.among(OTHER_MESSAGES)
            made.hear(uri, event, Payload(data).broken_by(chance) if chance.below(2) else odd(chance))


def test_a_broken_device_or_section_takes_nothing_else_away() -> None:
    try_all(a_broken_device_or_section_takes_nothing_else_away)
