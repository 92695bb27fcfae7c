"""A hub that is back with other devices, and two hubs of one vendor of which one is in trouble."""

from __future__ import annotations

import pytest
from homeassistant.core import HomeAssistant
from homeassistant.helpers import entity_registry as er

from .clock import Clock
from .conftest import StartHome
from .home import Home
from .test_faults import HOMES
from .watching import lines

AN_HOUR = 3600.0
"""Within which what a late message has made wrong is right again: most are read anew in minutes, a HomematicIP that is silent after half an hour."""

BY_NAME = [pytest.param(home, id=home.name.replace(" ", "-")) for home in HOMES]


@pytest.mark.parametrize("kind", BY_NAME)
async def test_a_hub_that_is_back_with_other_devices_is_shown_as_it_is(
    hass: HomeAssistant, clock: Clock, start_home: StartHome, kind: type[Home]
) -> None:
    home = await start_home(kind)
    registry = er.async_get(hass)

    def entity(end: str) -> str | None:
        wanted = f"{home.entry.data['hub_id']}_{end}"
        known = er.async_entries_for_config_entry(registry, home.entry.entry_id)
        return next((one.entity_id for one in known if one.unique_id == wanted), None)

    for _ in range(2):
        for proxy in home.every_proxy:
            await proxy.begin("refuse")
        await clock.until(lambda: home.shown == "unavailable", "lost")
        gone, come = home.change_devices()
        assert (bool(entity(gone)), entity(come)) == (True, None)
        for proxy in home.every_proxy:
            await proxy.end()
        await clock.until(lambda come=come: home.right and entity(come), "the new device", limit=3600)
        assert hass.states.get(entity(come) or "")
        await clock.during(home.entry.runtime_data.async_refresh())
        await clock.until(lambda gone=gone: not entity(gone), "the old device is gone", limit=3600)


@pytest.mark.parametrize("kind", [pytest.param(home, id=home.name.replace(" ", "-")) for home in HOMES if home.says])
async def test_what_a_message_that_comes_late_has_made_wrong_is_right_again(
    hass: HomeAssistant, clock: Clock, start_home: StartHome, kind: type[Home]
) -> None:
    """The message of before comes after the one that is true, as over a mobile phone's network."""
    home = await start_home(kind)
    home.switch(not home.is_on)
    await clock.until(lambda: home.right, "right")
    before = home.bytes()
    await home.say("late")
    await clock.until(lambda: home.bytes() > before, "it has come")
    await clock.until(lambda: home.right, "right again", limit=AN_HOUR)


@pytest.mark.parametrize("kind", BY_NAME)
async def test_of_two_hubs_of_one_vendor_only_the_one_in_trouble_is_lost(
    hass: HomeAssistant, clock: Clock, start_home: StartHome, caplog: pytest.LogCaptureFixture, kind: type[Home]
) -> None:
    ours, others = await start_home(kind), await start_home(kind, 2)
    caplog.clear()
    for proxy in others.every_proxy:
        await proxy.begin("refuse")
    await clock.until(lambda: others.shown == "unavailable", "the other is lost")
    for _ in range(2):
        ours.switch(not ours.is_on)
        await clock.until(lambda: ours.right, "ours is right")
    assert await clock.during(hass.config_entries.async_unload(ours.entry.entry_id))
    for proxy in others.every_proxy:
        await proxy.end()
    others.switch(not others.is_on)
    await clock.until(lambda: others.right, "the other is right")
    assert len(lines(caplog)) == 2
