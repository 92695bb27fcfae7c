"""Homey: devices, what a Homey tells of itself, and events, of either generation."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

from hypothesis import given

from custom_components.multihub.hubs.homey.mapping.house import HomeyFacts, House
from tests.hubs.homey.mapping import cap, device
from tests.hubs.homey.test_fuzz import ANSWERS, EVENTS
from virtual_hubs.homey import demo_house

from .breaking import BREAKS, MANY, ODDITIES, PICK, Break, Payload
from .looking import look

HOUSES = [demo_house("X", generation=generation) for generation in (2, 3)]
DEVICES = [Payload(json.loads(json.dumps(one))) for house in HOUSES for one in house.items["device"].values()]
DRIVERS = [Payload(json.loads(json.dumps(house.items["driver"]))) for house in HOUSES]
SECTIONS = [
    (name, Payload({"answer": json.loads(json.dumps(answers[kind]))}))
    for house in HOUSES
    for answers in ({"prices": [], **house.items, **house.values},)
    for name, kind in ANSWERS.items()
    if kind in answers
]
SOUND = device("sensor", cap("measure_temperature", 20))
NOW = datetime(2026, 1, 1, tzinfo=UTC)


def house_of(devices: dict[str, Any]) -> House:
    made = House(HomeyFacts("Homey"), lambda _: True)
    made.tell_time(NOW)
    made.take_devices({**devices, SOUND["id"]: SOUND})
    return made


EXPECTED = look(house_of({}).devices.values())[SOUND["id"]]


@given(PICK, PICK, BREAKS, BREAKS, PICK)
@MANY
def test_a_broken_device_or_section_takes_nothing_else_away(
    one: int, section: int, breaks: list[Break], pushed: list[Break], what: int
) -> None:
    raw = DEVICES[one % len(DEVICES)]
    name, answer = SECTIONS[section % len(SECTIONS)]
    made = House(HomeyFacts("Homey"), lambda _: True)
    made.tell_time(NOW)
    if what % 7 == 0:
        made.take_drivers(DRIVERS[what % 2].broken(breaks))
    broken = answer.broken(breaks)
    made.take_section(name, broken.get("answer"))
    made.take_devices({raw.root["id"]: raw.broken(breaks), SOUND["id"]: SOUND})
    assert look(made.devices.values())[SOUND["id"]] == EXPECTED
    message = raw.broken(pushed)
    if isinstance(message, dict):
        if message.get("id") == SOUND["id"]:
            return
        values = message.get("capabilitiesObj")
        capability = next(iter(values), "x") if isinstance(values, dict) else values
        message = {**message, "capabilityId": capability, "value": ODDITIES[what % len(ODDITIES)]}
    uri = (f"homey:device:{raw.root['id']}", "homey:manager:devices", "homey:manager:flow", "")[what % 4]
    made.hear(uri, EVENTS[what // 4 % len(EVENTS)], message)
    made.take_section(name, broken.get("answer"))
    assert look(made.devices.values())[SOUND["id"]] == EXPECTED
