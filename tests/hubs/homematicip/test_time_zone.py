"""Local times of a home, in the zone that it names."""

from __future__ import annotations

import os
import threading
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from homeassistant.core import HomeAssistant

from custom_components.multihub.hubs.homematicip.hub import HomematicIPHub
from custom_components.multihub.model import Event
from virtual_hubs.homematicip import VirtualHomematicIP

from .at_home import entity_of, entry_for, set_up, state_of, unload
from .one_hub import device_with, feature_of
from .sink import listening

END = "2026_12_24 18:00"


def away(cloud: VirtualHomematicIP, zone: Any) -> None:
    """Everybody is away until ``END``, in a home that names this zone."""
    cloud.home.write_functional_home("INDOOR_CLIMATE", {"absenceType": "PERIOD", "absenceEndTime": END})
    cloud.home.write_home({"timeZoneId": zone})
    cloud.home.take_events()


def end_of(hub: HomematicIPHub) -> str:
    device = next(device for device in hub.house.devices() if device.id == hub.access_point)
    return str(feature_of(device, "home_absence_end").value.isoformat())


async def test_times_are_in_the_homes_own_zone(cloud: VirtualHomematicIP, unread: HomematicIPHub) -> None:
    away(cloud, "Asia/Tokyo")
    await unread.connect()
    await unread.fetch()
    assert end_of(unread) == "2026-12-24T18:00:00+09:00"


@pytest.mark.parametrize("zone", ["time zone 1", "../secrets", "", None, 7])
async def test_a_home_that_names_no_zone_has_that_of_home_assistant(
    hass: HomeAssistant,
    cloud: VirtualHomematicIP,
    zone: object,
    caplog: pytest.LogCaptureFixture,
) -> None:
    await hass.config.async_set_time_zone("America/Chicago")
    away(cloud, zone)
    entry = entry_for(cloud)
    await set_up(hass, entry)
    absence_end = entity_of(hass, cloud, "sensor", cloud.sgtin, "home_absence_end")
    assert state_of(hass, absence_end).state == "2026-12-25T00:00:00+00:00"
    ours = [record for record in caplog.records if record.name.startswith("custom_components.multihub")]
    assert not [record for record in ours if record.levelname in ("WARNING", "ERROR")]
    await unload(hass, entry)


async def test_a_home_that_moves_to_another_zone_is_read_again_once(
    cloud: VirtualHomematicIP, unread: HomematicIPHub
) -> None:
    away(cloud, "Europe/Berlin")
    await unread.connect()
    await unread.fetch()
    async with listening(unread) as (sink, _):
        home = {**cloud.state()["home"], "timeZoneId": "Asia/Tokyo"}
        for _ in range(2):
            cloud.push({"pushEventType": "HOME_CHANGED", "home": home})
        device, key = device_with(unread, Event)
        cloud.press(device=device.id, channel=int(key.key.split("_")[0]))
        await sink.until(lambda: sink.events)
        assert len(sink.readies) == 2
        cloud.home.write_home({"timeZoneId": "Asia/Tokyo"})
        await unread.fetch()
        assert end_of(unread) == "2026-12-24T18:00:00+09:00"


async def test_no_zone_is_read_from_disk_in_the_event_loop(
    cloud: VirtualHomematicIP, unread: HomematicIPHub, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked_up = []
    is_file = os.path.isfile

    def seen(path: Any) -> bool:
        if str(path).endswith("Kiritimati"):
            looked_up.append(threading.current_thread() is threading.main_thread())
        return is_file(path)

    away(cloud, "Pacific/Kiritimati")
    ZoneInfo.clear_cache()
    monkeypatch.setattr(os.path, "isfile", seen)
    await unread.connect()
    await unread.fetch()
    assert end_of(unread) == "2026-12-24T18:00:00+14:00"
    assert looked_up
    assert not any(looked_up)
