"""The time zone that a hub names."""

from __future__ import annotations

from zoneinfo import ZoneInfo

import pytest
from homeassistant.core import HomeAssistant

from custom_components.multihub.hubs.zones import zone_of


@pytest.fixture(autouse=True)
async def at_home(hass: HomeAssistant) -> None:
    """Home Assistant's own zone is another than the tests name."""
    await hass.config.async_set_time_zone("America/Chicago")


async def test_a_known_name_gives_its_zone() -> None:
    assert await zone_of("Europe/Berlin") == ZoneInfo("Europe/Berlin")


@pytest.mark.parametrize(
    "name", [None, "", 7, "time zone 1", "Europe", "../etc/passwd", "/etc/passwd", "a\0b", "\ud800"]
)
async def test_what_is_no_zone_gives_that_of_home_assistant(name: object, caplog: pytest.LogCaptureFixture) -> None:
    assert await zone_of(name) == ZoneInfo("America/Chicago")
    assert not caplog.records
