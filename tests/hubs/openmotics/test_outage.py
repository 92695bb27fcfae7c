"""How often a gateway is asked, counted over simulated time: while all is well, while it is away, when it is back."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest
from freezegun.api import FrozenDateTimeFactory
from homeassistant.core import HomeAssistant

from custom_components.multihub import connection
from custom_components.multihub.hubs.openmotics.gateway_hub import GatewayHub
from tests.helpers import until
from virtual_hubs.openmotics import VirtualOpenMotics
from virtual_hubs.openmotics.doings import set_output

from .helpers import call, id_of, of, set_up
from .passing_time import PassingTime

HANDFUL = 5
MINUTE, QUARTER, HOUR = 60.0, 900.0, 3600.0


@pytest.fixture
def time(hass: HomeAssistant, freezer: FrozenDateTimeFactory, monkeypatch: pytest.MonkeyPatch) -> PassingTime:
    return PassingTime(hass, freezer, monkeypatch)


def watched(hub: GatewayHub, time: PassingTime, monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The moments at which the hub tries to reach its gateway, by fetching or by listening."""
    moments: list[float] = []
    for name in ("fetch", "listen"):
        method = getattr(hub, name)

        async def probing(*arguments: Any, method: Any = method) -> Any:
            moments.append(time.now)
            return await method(*arguments)

        monkeypatch.setattr(hub, name, probing)
    return moments


async def test_no_more_than_a_handful_of_requests_a_minute_while_the_websocket_stands(
    hass: HomeAssistant, virtual: VirtualOpenMotics, time: PassingTime
) -> None:
    """An hour: the readings of the power, the safety polls, the configuration every quarter."""
    entry = await set_up(hass, virtual)
    minutes: list[int] = []
    asked: Counter[str] = Counter()
    for _ in range(round(HOUR / MINUTE)):
        before = len(virtual.log)
        await time.passes(entry, MINUTE, step=5.0)
        requests = [logged.what for logged in virtual.log[before:] if logged.kind == "http"]
        minutes.append(len(requests))
        asked.update(requests)
    assert sum(minutes) <= HANDFUL * len(minutes)
    quiet = sorted(minutes)[: len(minutes) - 4]
    assert max(quiet) <= HANDFUL, minutes
    assert asked["/get_output_configurations"] == asked["/get_modules_information"] == HOUR / QUARTER
    assert asked["/get_realtime_power"] == HOUR / 30 + HOUR / QUARTER
    assert asked["/login"] == 0
    assert entry.runtime_data.connection.health.reconnects == 0


@pytest.mark.parametrize("away", [20.0, 120.0, 600.0, HOUR])
async def test_after_an_outage_it_logs_in_once_and_hears_again_within_seconds(
    away: float,
    hass: HomeAssistant,
    virtual: VirtualOpenMotics,
    time: PassingTime,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    entry = await set_up(hass, virtual)
    health = entry.runtime_data.connection.health
    probes = watched(entry.runtime_data.hub, time, monkeypatch)
    await virtual.stop_gateway()
    await virtual.until(lambda: not virtual.gateway.sockets)
    await time.passes(entry, away)
    assert (of(hass, "light", "output_2_output").state == "unavailable") is (away > connection.GRACE)
    # two readings and two tries to listen a minute, their pauses up to a quarter shorter or longer
    assert len(probes) <= 8 + 5 * away / MINUTE, "those of the first moments, and then a few a minute"

    set_output(virtual.house, 2, is_on=True)
    logins, back = virtual.count("http", "/login"), time.now
    await virtual.start_gateway()
    await time.passes(entry, MINUTE, until=lambda: health.way == "websocket" and health.connected)
    assert time.now - back <= GatewayHub.longest_pause + 3, "a step or two for the timers of Home Assistant"
    assert virtual.count("http", "/login") == logins + 1
    assert of(hass, "light", "output_2_output").state == "on"
    set_output(virtual.house, 2, is_on=False)
    await until(hass, lambda: of(hass, "light", "output_2_output").state == "off", timeout=1)
    requests = virtual.count("http")
    await time.passes(entry, 29.0)
    assert virtual.count("http") - requests <= HANDFUL


async def test_a_restart_is_over_a_second_after_the_gateway_is_back(
    hass: HomeAssistant, virtual: VirtualOpenMotics, time: PassingTime
) -> None:
    entry = await set_up(hass, virtual)
    health = entry.runtime_data.connection.health
    await virtual.restart()
    await virtual.until(lambda: not virtual.gateway.sockets)
    await time.passes(entry, MINUTE, until=lambda: health.reconnects and health.way == "websocket")
    assert time.now <= 2
    assert virtual.count("http", "/login") == 2


async def test_a_gateway_that_lets_no_websocket_in_is_polled_and_not_hammered(
    hass: HomeAssistant, virtual: VirtualOpenMotics, time: PassingTime
) -> None:
    """Only msgpack, and that package is not there: it is asked every half minute, the websocket no more often."""
    virtual.gateway.json_websocket = False
    entry = await set_up(hass, virtual, listens=False)
    await time.passes(entry, 10 * MINUTE)
    before = virtual.count("http", "/ws_events")
    await time.passes(entry, 10 * MINUTE)
    assert virtual.count("http", "/ws_events") - before <= 30
    virtual.house.measure(1, 3.0)
    await time.passes(entry, MINUTE)
    assert of(hass, "sensor", "sensor_1_value").state == "3.0"


async def test_a_shutter_of_which_no_event_tells_is_followed_while_it_moves(
    hass: HomeAssistant, virtual: VirtualOpenMotics, time: PassingTime
) -> None:
    """Core gateways send none of the shutter with the number nought (protocol page, section 1.4)."""
    row = virtual.house.row("get_shutter_configurations", 0)
    assert row
    row.update(name="Office blind", steps=101, timer_up=30, timer_down=30)
    virtual.house.replies["get_shutter_status"]["detail"]["0"]["actual_position"] = 0
    entry = await set_up(hass, virtual)

    def seen() -> tuple[str, int]:
        cover = of(hass, "cover", "shutter_0_shutter")
        return cover.state, cover.attributes["current_position"]

    await call(hass, "cover", "close_cover", id_of(hass, "cover", "shutter_0_shutter"))
    assert seen() == ("closing", 100)
    virtual.house.replies["get_shutter_status"]["detail"]["0"]["actual_position"] = 40
    await time.passes(entry, 6)
    assert seen() == ("closing", 60)
    virtual.shutters.settle(0)
    await time.passes(entry, 6)
    assert seen() == ("closed", 0)
    asked = virtual.count("http", "/get_shutter_status")
    await time.passes(entry, MINUTE)
    assert virtual.count("http", "/get_shutter_status") <= asked + 1
    virtual.gateway.shutters.up(virtual.house, 0)  # by a button on the wall
    await time.passes(entry, 2 * MINUTE + 1)
    assert seen()[0] == "opening"
    virtual.shutters.settle(0)
    await time.passes(entry, 6)
    assert seen() == ("open", 100)


async def test_other_shutters_are_not_asked_after(
    hass: HomeAssistant, virtual: VirtualOpenMotics, time: PassingTime
) -> None:
    entry = await set_up(hass, virtual)
    asked = virtual.count("http", "/get_shutter_status")
    await call(hass, "cover", "close_cover", id_of(hass, "cover", "shutter_1_shutter"))
    await until(hass, lambda: of(hass, "cover", "shutter_1_shutter").state == "closing")
    await time.passes(entry, 3 * MINUTE)
    assert virtual.count("http", "/get_shutter_status") == asked
