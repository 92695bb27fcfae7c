"""A virtual Homey and a client of it, as every test of this hub wants them."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

import aiohttp
import pytest

from custom_components.multihub.hubs.homey.client import HomeyClient, Pace
from virtual_hubs.homey import API_KEY, VirtualHomey

type StartHomey = Callable[..., Awaitable[VirtualHomey]]


@pytest.fixture
async def start_homey() -> AsyncIterator[StartHomey]:
    """Starts virtual Homeys and stops them after the test."""
    started: list[VirtualHomey] = []

    async def start(**options: Any) -> VirtualHomey:
        hub = VirtualHomey(**options)
        await hub.start()
        started.append(hub)
        return hub

    yield start
    for hub in started:
        await hub.stop()


@pytest.fixture
async def homey(start_homey: StartHomey) -> VirtualHomey:
    """A Homey Pro of today with the demo house."""
    return await start_homey()


@pytest.fixture
async def web() -> AsyncIterator[aiohttp.ClientSession]:
    """An aiohttp session."""
    async with aiohttp.ClientSession() as session:
        yield session


@pytest.fixture
async def make_client(web: aiohttp.ClientSession) -> AsyncIterator[Callable[..., HomeyClient]]:
    """Makes clients, quick ones unless told otherwise, and closes them after the test."""
    made: list[HomeyClient] = []

    def make(hub: VirtualHomey, token: str = API_KEY, **options: Any) -> HomeyClient:
        client = HomeyClient(web, hub.url, token, **{"pace": Pace(spacing=0.001), **options})
        made.append(client)
        return client

    yield make
    for client in made:
        await client.close()
