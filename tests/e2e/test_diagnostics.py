"""A person's report, played again on a developer's desk: downloaded, replayed, added by the dialog."""

from __future__ import annotations

import json
from collections import Counter
from contextlib import suppress
from pathlib import Path

import pytest

from scripts.demo_home import DemoError
from scripts.demo_home.dialog import add_hub
from scripts.demo_home.processes import announced, start

from . import HUBS
from .house import House


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
async def test_a_downloaded_file_is_played_again_as_the_same_home(
    house: House, empty_house: House, hub: str, tmp_path: Path
) -> None:
    """In another Home Assistant, as on a developer's desk."""
    file = tmp_path / "diagnostics.json"
    told = await house.home.get(f"/api/diagnostics/config_entry/{house.where.entries[hub]}")
    file.write_text(json.dumps(told), encoding="utf-8")
    original = await platforms(house, house.where.entries[hub])
    child = await start("replay", "virtual_hubs", "replay", str(file), log=tmp_path / "replay.out")
    try:
        entry_id = (await add_hub(empty_house.home, await announced(child)))["entry_id"]

        async def same() -> bool:
            return await platforms(empty_house, entry_id) == original

        with suppress(DemoError):  # what differs is told below
            await empty_house.until("the same entities", same)
        assert await platforms(empty_house, entry_id) == original
    finally:
        await child.stop()


async def platforms(house: House, entry_id: str) -> Counter[str]:
    return Counter(member.platform for member in await house.entities_of(entry_id))
