"""A house of a thousand rows is set up with one ``getstatus`` and one ``getcontrol``, and nothing is missed by that."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import Any

import pytest
from homeassistant.core import HomeAssistant
from homeassistant.helpers import entity_registry as er
from homeassistant.setup import async_setup_component

from custom_components.multihub.hubs.homeseer import hub, push
from custom_components.multihub.hubs.homeseer.ways import CLOUD, LOCAL
from tests.helpers import state, until
from virtual_hubs.homeseer import VirtualHomeSeer, sized_house
from virtual_hubs.homeseer.trees import Generation

from .listening import Listener, entry_for, listener_for

ROWS = 1000


@asynccontextmanager
async def thousand(hass: HomeAssistant, generation: Generation, **data: Any) -> AsyncIterator[tuple[Any, Listener]]:
    """A large house and who listens to it; asked for changes and polled so seldom that it does not count."""
    virtual = VirtualHomeSeer(generation=generation, house=sized_house(generation, ROWS))
    await virtual.start()
    home = listener_for(hass, entry_for(virtual, **data))
    home.hub.timing.changes = home.hub.timing.net = 60
    home.hub.timing.connect_within = 5
    try:
        yield virtual, home
    finally:
        virtual.ascii.answers.set()
        await home.end()
        await virtual.stop()


def questions(virtual: VirtualHomeSeer) -> tuple[int, int]:
    """How often everything was asked for: rows and controls."""
    asked = [entry.body for entry in virtual.log if entry.kind == "http" and "ref" not in (entry.body or {})]
    names = [str(body.get("request")) for body in asked if isinstance(body, dict)]
    return names.count("getstatus"), names.count("getcontrol")


def temperature(virtual: VirtualHomeSeer) -> int:
    return named(virtual, "Temperature")


def named(virtual: VirtualHomeSeer, name: str) -> int:
    return next(row.ref for row in virtual.house.rows.values() if row.name.endswith(name))


def shows(home: Listener, ref: int, value: float) -> Callable[[], bool]:
    return lambda: getattr(home.by_ref(ref), "value", None) == value


@pytest.mark.parametrize("generation", ["hs4", "hs3"])
async def test_with_the_ascii_port(hass: HomeAssistant, generation: Generation) -> None:
    """What changes after everything was read and before anybody listens waits in the port."""
    async with thousand(hass, generation) as (virtual, home):
        await home.hub.connect()
        snapshot = await home.fetch()
        assert sum(len(device.features) for device in snapshot.devices) >= ROWS
        virtual.house.set(temperature(virtual), 31)
        home.listen()
        await home.until(lambda: home.ways == ["ascii"])
        await home.until(shows(home, temperature(virtual), 31))
        assert questions(virtual) == (1, 1)
        assert virtual.count("ascii", "au") == 1


async def test_an_hs4_whose_port_takes_its_time(hass: HomeAssistant, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(push, "FIRST_ANSWER", 0.01)
    async with thousand(hass, "hs4") as (virtual, home):
        virtual.ascii.answers.clear()
        await home.begin()
        await home.until(lambda: home.ways == ["changes"])
        virtual.house.set(temperature(virtual), 32)
        virtual.ascii.answers.set()
        await home.until(lambda: home.ways == ["changes", "ascii"])
        await home.until(shows(home, temperature(virtual), 32))
        assert questions(virtual) == (1, 1)


async def test_an_hs3_whose_port_takes_its_time_is_read_when_it_stands(hass: HomeAssistant) -> None:
    """It can't tell what has changed: what it told before it is listened to would be lost."""
    async with thousand(hass, "hs3") as (virtual, home):
        virtual.ascii.answers.clear()
        began = asyncio.ensure_future(home.begin())
        await virtual.until(lambda: virtual.count("ascii", "au") and virtual.requests("getdeviceschanged"))
        assert questions(virtual) == (0, 0)
        virtual.ascii.answers.set()
        await began
        await home.until(lambda: home.ways == ["ascii"])
        virtual.house.set(temperature(virtual), 33)
        await home.until(shows(home, temperature(virtual), 33))
        assert questions(virtual) == (1, 1)


async def test_an_hs3_whose_port_takes_too_long_is_read_by_the_next_poll(
    hass: HomeAssistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What changed before it stood is found as soon as it would have been without it, and nothing is read for it."""
    monkeypatch.setattr(hub, "EARLY_ANSWER", 0.01)
    async with thousand(hass, "hs3") as (virtual, home):
        virtual.ascii.answers.clear()
        await home.begin()
        virtual.house.set(temperature(virtual), 35)
        virtual.ascii.answers.set()
        await home.until(lambda: home.ways == ["ascii"])
        virtual.house.set(named(virtual, "Watts"), 36)
        await home.until(shows(home, named(virtual, "Watts"), 36))
        assert questions(virtual) == (1, 1)
        assert home.hub.poll_interval == home.hub.fallback_interval == timedelta(seconds=20)
        await home.fetch()
        assert shows(home, temperature(virtual), 35)()
        assert questions(virtual) == (2, 1)
        assert home.hub.poll_interval == timedelta(seconds=90)


@pytest.mark.parametrize(
    ("way", "data"),
    [(LOCAL, {"ascii_port": 0}), (LOCAL, {"ascii_port": 1}), (CLOUD, {})],
    ids=["off", "closed", "MyHS"],
)
async def test_an_hs4_without_a_port(hass: HomeAssistant, way: str, data: dict[str, Any]) -> None:
    async with thousand(hass, "hs4", way=way, **data) as (virtual, home):
        await home.begin()
        await home.until(lambda: home.ways == ["changes"])
        assert questions(virtual) == (1, 1)


@pytest.mark.parametrize("ascii_port", [0, 1], ids=["off", "closed"])
async def test_an_hs3_without_a_port(hass: HomeAssistant, ascii_port: int) -> None:
    async with thousand(hass, "hs3", ascii_port=ascii_port) as (virtual, home):
        await home.begin()
        await home.until(lambda: home.ended)
        assert home.ways == []
        assert questions(virtual) == (1, 1)


@pytest.mark.parametrize("tells_changes", [True, False])
async def test_the_webhooks_first_word(hass: HomeAssistant, hass_client_no_auth: Any, tells_changes: bool) -> None:
    """It is the way from then on, and nothing is read twice for it; an HS4 that is old can't tell its changes."""
    await async_setup_component(hass, "webhook", {})
    async with thousand(hass, "hs4", ascii_port=0, webhook_id="hook") as (virtual, home):
        if not tells_changes:
            virtual.fail("response_error", "getdeviceschanged")
        client = await hass_client_no_auth()
        virtual.webhook_url = str(client.make_url("/api/webhook/hook"))
        await home.begin()
        if tells_changes:
            await home.until(lambda: home.ways == ["changes"])
        else:
            await virtual.until(lambda: virtual.requests("getdeviceschanged") == 2)
        virtual.house.set(temperature(virtual), 34)
        await home.until(lambda: "webhook" in home.ways)
        await home.until(shows(home, temperature(virtual), 34))
        assert home.ways == (["changes", "webhook"] if tells_changes else ["webhook"])
        assert questions(virtual) == (1, 1)
        poll = timedelta(minutes=5) if tells_changes else timedelta(seconds=20)
        assert home.hub.poll_interval == poll
        await home.fetch()
        assert home.hub.poll_interval == (poll if tells_changes else timedelta(seconds=90))


@pytest.mark.parametrize("generation", ["hs4", "hs3"])
async def test_in_a_home_assistant(hass: HomeAssistant, generation: Generation) -> None:
    virtual = VirtualHomeSeer(generation=generation, house=sized_house(generation, ROWS))
    await virtual.start()
    entry = entry_for(virtual)
    entry.add_to_hass(hass)
    await hass.config_entries.async_setup(entry.entry_id)
    await hass.async_block_till_done()
    await until(hass, lambda: state(hass, "sensor", "local-1_hub_way").state == "ascii")
    await hass.async_block_till_done()
    assert len(er.async_entries_for_config_entry(er.async_get(hass), entry.entry_id)) >= ROWS
    assert questions(virtual) == (1, 1)
    await hass.config_entries.async_unload(entry.entry_id)
    await virtual.stop()
