"""HomematicIP: devices, groups and the home of our house, read and pushed."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import given

from custom_components.multihub.hubs.homematicip.mapping import House
from virtual_hubs.homematicip.house import demo_house

from .breaking import BREAKS, MANY, PICK, Break, Payload
from .looking import look

STATE = json.loads(json.dumps(demo_house("3014F711A000000000000AAA")))
DEVICES = {key: Payload(device) for key, device in STATE["devices"].items()}
GROUPS = {key: Payload(group) for key, group in STATE["groups"].items()}
IDS, GROUP_IDS = list(DEVICES), list(GROUPS)
HOME = Payload(STATE["home"])
SOUND_ID, SOUND = next((key, device) for key, device in STATE["devices"].items() if device["type"] == "PLUGABLE_SWITCH")


def state(broken: dict[str, Any], group_id: str = "", group: Any = None, home: Any = None) -> dict[str, Any]:
    """A home of the sound device and the broken one, with one group."""
    groups = {group_id: group} if group_id else {}
    devices = {**broken, SOUND_ID: SOUND}
    return {"home": home or STATE["home"], "devices": devices, "groups": groups, "clients": {}}


def shown(raw: dict[str, Any]) -> Any:
    house = House("hub")
    house.read(raw)
    return look(house.devices())[SOUND_ID]


EXPECTED = shown(state({}))


@given(PICK, PICK, BREAKS, BREAKS, PICK)
@MANY
def test_a_broken_device_group_or_home_takes_nothing_else_away(
    device: int, group: int, breaks: list[Break], pushed: list[Break], what: int
) -> None:
    device_id, group_id = IDS[device % len(IDS)], GROUP_IDS[group % len(GROUP_IDS)]
    raw, own = DEVICES[device_id], GROUPS[group_id]
    first = {device_id: raw.broken(breaks if what & 1 else pushed)} if device_id != SOUND_ID else {}
    house = House("hub")
    house.read(state(first, group_id, own.broken(breaks), HOME.broken(breaks) if what & 2 else None))
    features = look(house.devices())[SOUND_ID]
    assert features == EXPECTED
    kind, told = [("DEVICE", raw), ("GROUP", own), ("HOME", HOME)][what % 3]
    verb = ("CHANGED", "ADDED", "REMOVED")[what // 3 % 3]
    changed = told.broken(pushed)
    own_id = changed.get("id") if isinstance(changed, dict) else changed
    if kind != "DEVICE" or SOUND_ID not in (device_id, own_id):
        house.apply({"pushEventType": f"{kind}_{verb}", kind.lower(): changed, "id": own_id})
        assert look(house.devices())[SOUND_ID] == EXPECTED
