"""The referee: libhomeseer 1.3.0 reads, switches and hears the virtual HomeSeer, by HTTP and by the ASCII port."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import libhomeseer
import pytest
from libhomeseer.devices import HomeSeerFanDevice

from virtual_hubs.homeseer import VirtualHomeSeer
from virtual_hubs.homeseer.trees import Generation


@pytest.fixture(params=["hs3", "hs4"])
async def virtual(request: pytest.FixtureRequest) -> AsyncIterator[VirtualHomeSeer]:
    generation: Generation = request.param
    hub = VirtualHomeSeer(generation=generation, password_required=True)
    await hub.start()
    yield hub
    await hub.stop()


@pytest.fixture
async def library(virtual: VirtualHomeSeer) -> AsyncIterator[libhomeseer.HomeSeer]:
    async with aiohttp.ClientSession() as session:
        client = libhomeseer.HomeSeer(
            "127.0.0.1",
            session,
            username=virtual.username,
            password=virtual.password,
            http_port=virtual.port,
            ascii_port=virtual.ascii.port,
        )
        await client.initialize()
        yield client


def by_root(virtual: VirtualHomeSeer, root: str, number: int = 0) -> int:
    """The feature of a device, by the device's name."""
    found = next(row for row in virtual.house.rows.values() if row.name == root)
    return found.associated[number] if found.associated else found.ref


async def test_it_finds_every_row_and_event(virtual: VirtualHomeSeer, library: libhomeseer.HomeSeer) -> None:
    assert library.devices.keys() == virtual.house.rows.keys()
    assert [(event.group, event.name) for event in library.events] == [
        (event.group, event.name) for event in virtual.house.events
    ]


async def test_it_takes_the_rows_for_what_they_are(virtual: VirtualHomeSeer, library: libhomeseer.HomeSeer) -> None:
    kinds = {
        "Hall light": libhomeseer.HomeSeerSwitchableDevice,
        "Blind": libhomeseer.HomeSeerDimmableDevice,
        "Light": libhomeseer.HomeSeerDimmableDevice,
        "Front door": libhomeseer.HomeSeerLockableDevice,
        "Multisensor": libhomeseer.HomeSeerStatusDevice,
    }
    assert {root: type(library.devices[by_root(virtual, root)]) for root in kinds} == kinds
    thermostat = library.devices[by_root(virtual, "Thermostat")]
    assert (thermostat.value, thermostat.status) == (20.5, "20.5 C")
    assert not isinstance(thermostat, HomeSeerFanDevice)


async def test_it_switches_dims_and_locks(virtual: VirtualHomeSeer, library: libhomeseer.HomeSeer) -> None:
    hall, light, door = (by_root(virtual, root) for root in ("Hall light", "Light", "Front door"))
    await library.devices[hall].on()
    await library.devices[light].dim(50)
    await library.devices[door].unlock()
    rows = virtual.house.rows
    assert (rows[hall].value, rows[light].value, rows[door].value) == (255, 49, 0)
    await library.devices[hall].off()
    assert rows[hall].value == 0


async def test_it_runs_events(virtual: VirtualHomeSeer, library: libhomeseer.HomeSeer) -> None:
    await library.events[1].run()
    assert [event.runs for event in virtual.house.events] == [0, 1, 0]


async def test_it_hears_of_changes_by_the_ascii_port(virtual: VirtualHomeSeer, library: libhomeseer.HomeSeer) -> None:
    hall: Any = library.devices[by_root(virtual, "Hall light")]
    heard = asyncio.Event()
    await library.start_listener()
    try:
        assert library.available
        hall.register_update_callback(heard.set, suppress_on_connection=True)
        virtual.house.set(hall.ref, 255)
        async with asyncio.timeout(5):
            await heard.wait()
        assert (hall.is_on, hall.status) == (True, "On")
    finally:
        await library.stop_listener()
        for task in asyncio.all_tasks():
            if "Listener" in str(task.get_coro()):
                task.cancel()


async def test_it_is_refused_with_a_wrong_password(virtual: VirtualHomeSeer) -> None:
    """It can't tell why: it finds nothing."""
    async with aiohttp.ClientSession() as session:
        client = libhomeseer.HomeSeer("127.0.0.1", session, password="wrong", http_port=virtual.port)
        await client.initialize()
        assert client.devices == {}
