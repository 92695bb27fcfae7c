"""A person's report, played again on a developer's desk: downloaded, replayed, added by the dialog."""

from __future__ import annotations

import json
import re
from collections import Counter
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from scripts.demo_home import DemoError
from scripts.demo_home.dialog import add_hub
from scripts.demo_home.processes import announced, start

from . import HUBS
from .house import House

OF_THE_MOMENT = ("connection", "way", "reconnects", "last_message", "response")
"""Features of the connection: how it stands is not the home's."""

DRAWING = "drawing"
"""A Homey's capability that is no state since it is a drawing: its stand-in is a short text, and would be one."""

ANY_NAME = re.compile(r"\b[a-z]+ \d+\b|(?<=_)name_\d+|[+-]\d\d:\d\d|[\w:-]*\d[\w:-]{7,}")
"""Stand-ins (each file numbers its own), ids, moments and their zone, which is the place's."""


async def test_what_a_person_typed_stands_nowhere_in_the_file(house: House) -> None:
    for name, hub in house.where.hubs.items():
        text = json.dumps(await house.home.get(f"/api/diagnostics/config_entry/{house.where.entries[name]}"))
        secrets = {
            value
            for fields in hub.flow.values()
            if isinstance(fields, dict)
            for field, value in fields.items()
            if field in ("token", "password", "pin", "client_secret", "activation_key", "access_point") and value
        }
        assert [secret for secret in secrets if str(secret) in text] == [], name


@pytest.mark.parametrize("hub", HUBS)
async def test_a_device_has_a_file_of_its_own_and_it_is_that_of_the_hub(house: House, hub: str) -> None:
    entry_id = house.where.entries[hub]
    device_id = next(member.device_id for member in await house.entities(hub) if member.device_id)
    told = (await house.home.get(f"/api/diagnostics/config_entry/{entry_id}/device/{device_id}"))["data"]
    assert set(told) == {"entry", "connection", "device"}
    whole = (await house.home.get(f"/api/diagnostics/config_entry/{entry_id}"))["data"]
    assert shape_of([told["device"]]).keys() <= shape_of(whole["devices"]).keys()


@pytest.mark.parametrize("hub", HUBS)
async def test_a_downloaded_file_is_played_again_as_the_same_home(
    house: House, empty_house: House, hub: str, tmp_path: Path
) -> None:
    """In another Home Assistant, as on a developer's desk: the same devices, keys, kinds, states and parents."""
    file = tmp_path / "diagnostics.json"
    told = await house.home.get(f"/api/diagnostics/config_entry/{house.where.entries[hub]}")
    file.write_text(json.dumps(told), encoding="utf-8")
    original = shape_of(told["data"]["devices"])
    platforms = await platforms_of(house, house.where.entries[hub])
    child = await start("replay", "virtual_hubs", "replay", str(file), log=tmp_path / "replay.out")
    try:
        entry_id = (await add_hub(empty_house.home, await announced(child)))["entry_id"]

        async def shape() -> Counter[str]:
            again = await empty_house.home.get(f"/api/diagnostics/config_entry/{entry_id}")
            return shape_of(again["data"]["devices"])

        async def same() -> bool:
            return await shape() == original and await platforms_of(empty_house, entry_id) == platforms

        with suppress(DemoError):  # what differs is told below
            await empty_house.until("the same entities", same)
        again = await shape()
        assert sorted((original - again).elements()) == sorted((again - original).elements())
        assert await platforms_of(empty_house, entry_id) == platforms
    finally:
        await empty_house.forget_all()  # first, or it would rightly say that it lost its hub
        await child.stop()


async def platforms_of(house: House, entry_id: str) -> Counter[str]:
    return Counter(member.platform for member in await house.entities_of(entry_id))


def shape_of(devices: list[dict[str, Any]]) -> Counter[str]:
    """Each feature of a home in a line: its device's model and parent, what it is, and its values."""
    models = {device["id"]: device.get("model") for device in devices}
    lines: Counter[str] = Counter()
    for device in devices:
        where = f"{device.get('model')} < {models.get(device.get('parent', ''))}"
        for feature in device["features"]:
            if feature["key"] not in (*OF_THE_MOMENT, DRAWING):
                told = {name: value for name, value in feature.items() if name != "name"}
                lines[ANY_NAME.sub("*", f"{where}: {json.dumps(told, sort_keys=True)}")] += 1
    return lines
