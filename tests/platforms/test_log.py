"""Nothing of ours is on its way out of Home Assistant, be it the oldest or the newest."""

from __future__ import annotations

import pytest
from homeassistant.core import HomeAssistant

from tests.helpers import AddEntry, set_up
from tests.memory_hub.house import thing
from tests.memory_hub.hub import MemoryHub

OUTDATED = ("detected that custom integration", "deprecated", "will stop working", "is using deprecated")


async def test_setting_up_and_unloading_the_whole_house_logs_nothing_of_what_is_outdated(
    hass: HomeAssistant, add_entry: AddEntry, caplog: pytest.LogCaptureFixture
) -> None:
    entry = await set_up(hass, add_entry, MemoryHub(thing()))
    await hass.config_entries.async_unload(entry.entry_id)
    await hass.async_block_till_done()

    lines = [record.getMessage() for record in caplog.records]
    assert len(lines) > 20
    assert [line for line in lines if any(word in line.lower() for word in OUTDATED)] == []


async def test_setting_up_the_whole_house_logs_no_error_of_ours(
    hass: HomeAssistant, add_entry: AddEntry, caplog: pytest.LogCaptureFixture
) -> None:
    await set_up(hass, add_entry, MemoryHub(thing()))

    ours = [record for record in caplog.records if "multihub" in record.name or "multihub" in record.getMessage()]
    assert ours
    assert [
        r.getMessage() for r in ours if r.levelname in ("WARNING", "ERROR") and "not been tested" not in r.msg
    ] == []
