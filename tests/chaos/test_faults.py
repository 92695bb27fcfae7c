"""Every fault at every home: right again without a restart, and nothing is left by who is unloaded in the middle."""

from __future__ import annotations

import pytest
from homeassistant.config_entries import ConfigEntryState
from homeassistant.core import HomeAssistant

from . import homematicip, homeseer, homey, openmotics
from .clock import Clock
from .conftest import StartHome
from .faults import GROUPS, Fault, Seen
from .home import Home
from .watching import issues, lines, listeners, reauths, tasks_of_ours, told_secrets

HOMES: tuple[type[Home], ...] = (
    homematicip.Cloud,
    homematicip.Hcu,
    homematicip.Connect,
    homey.Local,
    homey.Old,
    homey.Secure,
    homey.Polled,
    homeseer.Ascii,
    homeseer.Webhook,
    homeseer.Changes,
    homeseer.MyHS,
    openmotics.Local,
    openmotics.Cloud,
    openmotics.Legacy,
)

MIDDLE = (0.0, 15.0)
"""Seconds from a fault's beginning to the unloading: at once, and while it is tried again."""


def rows() -> list[object]:
    """The table: each home with the faults of a group; what makes no sense is skipped by name."""
    return [
        pytest.param(home, group, id=f"{home.name.replace(' ', '-')}-{group}") for home in HOMES for group in GROUPS
    ]


@pytest.mark.parametrize(("kind", "group"), rows())
async def test_whatever_happens_passes(
    hass: HomeAssistant,
    clock: Clock,
    start_home: StartHome,
    caplog: pytest.LogCaptureFixture,
    kind: type[Home],
    group: str,
) -> None:
    faults = [fault for fault in GROUPS[group] if fault.no_sense(kind) is None]
    if not faults:
        pytest.skip(str(GROUPS[group][0].no_sense(kind)))
    caplog.set_level("DEBUG")
    home = await start_home(kind)
    entities = set(hass.states.async_entity_ids())
    idle: dict[str, int] | None = None
    for fault in faults:
        try:
            caplog.clear()
            await passes(hass, home, fault, clock, caplog)
            for seconds in MIDDLE:
                idle = await is_unloaded_in_the_middle(hass, home, fault, seconds, clock, idle)
            assert set(hass.states.async_entity_ids()) == entities
            assert told_secrets(caplog, home) == []
        except (AssertionError, TimeoutError) as err:
            raise AssertionError(f"{home.name}, {fault.name}: {err}") from err


async def passes(hass: HomeAssistant, home: Home, fault: Fault, clock: Clock, caplog: pytest.LogCaptureFixture) -> None:
    """A fault comes and goes; a person sees what the table says, and everything is right in the end."""
    seen = fault.expected(home)
    await fault.begin(home, clock)
    home.switch(not home.is_on)
    if seen is Seen.LOST:
        await clock.until(lambda: home.shown == "unavailable", "lost")
    elif seen is Seen.ASKED:
        await clock.until(lambda: reauths(hass), "the dialog")
    else:
        await clock.until(lambda: fault.has_happened(home), "the fault has happened")
    if fault.issue:
        await clock.until(lambda: fault.issue in issues(hass), f"the repair {fault.issue}")
    if fault.alone:
        asked = home.http.given
        await clock.pass_(fault.alone)
        assert home.http.given == asked
    assert all(proxy.told_to_strangers == 0 for proxy in home.proxies)
    await fault.end(home, clock)
    if seen is Seen.ASKED:
        assert len(reauths(hass)) == 1
        for flow in reauths(hass):
            hass.config_entries.flow.async_abort(flow["flow_id"])
        await clock.during(hass.config_entries.async_reload(home.entry.entry_id))
    await clock.until(lambda: home.right, "right again")
    assert (reauths(hass), issues(hass)) == ([], set())
    told = lines(caplog)
    if seen is Seen.ASKED:
        assert told == []
    if seen is Seen.NOTHING:
        assert [line for line in told if fault.named not in line] == [] if fault.named else told == []
        assert len(told) <= 1
    if seen is Seen.LOST:
        assert told == [f"{home.title} can't be reached; trying again until it is back", f"{home.title} is back"]
    assert not [record for record in caplog.records if record.exc_info and record.name.startswith("custom_components")]


async def is_unloaded_in_the_middle(
    hass: HomeAssistant, home: Home, fault: Fault, seconds: float, clock: Clock, idle: dict[str, int] | None
) -> dict[str, int]:
    """Unloading so long after the fault began leaves nothing; set up again, all is right. Gives who listened meanwhile."""
    await fault.begin(home, clock)
    home.switch(not home.is_on)
    await clock.pass_(seconds)
    assert await clock.during(hass.config_entries.async_unload(home.entry.entry_id))
    assert home.entry.state is ConfigEntryState.NOT_LOADED
    await fault.end(home, clock)
    assert tasks_of_ours() == []
    await clock.pass_(60)  # in which Home Assistant's own session lets its idle connections go
    assert (home.streams, [proxy.connections for proxy in home.proxies]) == (0, [0] * len(home.proxies))
    assert idle in (None, listeners(hass))
    idle = listeners(hass)
    for flow in reauths(hass):
        hass.config_entries.flow.async_abort(flow["flow_id"])
    await clock.during(hass.config_entries.async_setup(home.entry.entry_id))
    # a hub that asked to be left alone is left alone: Home Assistant tries again by itself
    await clock.until(lambda: home.entry.state is ConfigEntryState.LOADED, "set up again")
    await clock.until(lambda: home.right, "right after being set up again")
    return idle
