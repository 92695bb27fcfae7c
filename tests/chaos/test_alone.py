"""What happens to one of two connections, to push or to the requests, is not seen at all: the other carries on."""

from __future__ import annotations

import pytest
from homeassistant.core import Event, EventStateChangedData, HomeAssistant, callback

from . import homematicip, homeseer
from .clock import Clock
from .conftest import StartHome
from .home import Home
from .proxy import Proxy, Trouble
from .watching import issues, lines, told_secrets

HOMES: tuple[type[Home], ...] = (homematicip.Cloud, homematicip.Hcu, homeseer.Ascii, homeseer.Webhook)
"""Those whose push has a connection of its own; the others have one port for both."""

TROUBLES: tuple[Trouble, ...] = ("refuse", "reset", "half_open", "drip", "cut", "wrong_certificate")

TOLD_BY_REQUESTS = (homeseer.Ascii, homeseer.Webhook)
"""Where what is pushed is read by a request: without those the hub is lost."""


def rows(homes: list[type[Home]]) -> list[object]:
    return [
        pytest.param(home, trouble, id=f"{home.name.replace(' ', '-')}-{trouble}")
        for home in homes
        for trouble in TROUBLES
        if (home.secure or trouble != "wrong_certificate")
        and not (home is homeseer.Webhook and trouble in ("drip", "cut"))  # that is done to our answers alone
    ]


async def begin(proxies: list[Proxy], trouble: Trouble) -> None:
    for proxy in proxies:
        await proxy.begin(trouble)
        if trouble in ("drip", "cut"):
            proxy.break_off()


def unavailable(hass: HomeAssistant) -> list[str]:
    """Fills with what turns unavailable from now on."""
    found: list[str] = []

    @callback
    def look(event: Event[EventStateChangedData]) -> None:
        state = event.data["new_state"]
        if state and state.state == "unavailable":
            found.append(state.entity_id)

    hass.bus.async_listen("state_changed", look)
    return found


@pytest.mark.parametrize(("kind", "trouble"), rows([*HOMES]))
async def test_what_happens_to_push_alone_is_not_seen(
    hass: HomeAssistant,
    clock: Clock,
    start_home: StartHome,
    caplog: pytest.LogCaptureFixture,
    kind: type[Home],
    trouble: Trouble,
) -> None:
    caplog.set_level("DEBUG")
    home = await start_home(kind)
    home.switch(not home.is_on)
    await clock.until(lambda: home.right)  # a webhook stands from its first message on
    health = home.entry.runtime_data.connection.health
    way, gone = health.way, unavailable(hass)
    caplog.clear()
    await begin(home.of_push, trouble)
    for _ in range(3):  # a webhook is doubted when it has not told of two changes
        home.switch(not home.is_on)
        await clock.until(lambda: home.shown == ("on" if home.is_on else "off"), "shown without push")
    await clock.until(lambda: health.way != way, "another way", limit=3600)
    for proxy in home.of_push:
        await proxy.end()
    await clock.until(lambda: issues(hass) == set(), "no repair")

    def is_back() -> bool:
        home.switch(not home.is_on)
        return health.way == way

    await clock.until(is_back, "the better way")
    await clock.until(lambda: home.right, "right again")
    assert (gone, lines(caplog), told_secrets(caplog, home)) == ([], [], [])
    assert [proxy.told_to_strangers for proxy in home.every_proxy] == [0] * len(home.every_proxy)


@pytest.mark.parametrize(("kind", "trouble"), rows([home for home in HOMES if home not in TOLD_BY_REQUESTS]))
async def test_what_happens_to_the_requests_alone_is_not_seen(
    hass: HomeAssistant,
    clock: Clock,
    start_home: StartHome,
    caplog: pytest.LogCaptureFixture,
    kind: type[Home],
    trouble: Trouble,
) -> None:
    caplog.set_level("DEBUG")
    home = await start_home(kind)
    gone = unavailable(hass)
    caplog.clear()
    await begin([proxy for proxy in home.proxies if proxy not in home.of_push], trouble)
    for _ in range(3):
        home.switch(not home.is_on)
        await clock.until(lambda: home.shown == ("on" if home.is_on else "off"), "shown without being asked")
        await clock.pass_(400)
    for proxy in home.proxies:
        await proxy.end()
    await clock.until(lambda: home.right and issues(hass) == set(), "right again")
    assert (gone, lines(caplog), told_secrets(caplog, home)) == ([], [], [])
    assert [proxy.told_to_strangers for proxy in home.every_proxy] == [0] * len(home.every_proxy)
