"""A virtual HomeSeer for each test, and a session to speak with it."""

from __future__ import annotations

from collections.abc import AsyncIterator

import aiohttp
import pytest

from virtual_hubs.homeseer import VirtualHomeSeer


@pytest.fixture
async def virtual() -> AsyncIterator[VirtualHomeSeer]:
    """An HS4 at home."""
    hub = VirtualHomeSeer()
    await hub.start()
    yield hub
    await hub.stop()


@pytest.fixture
async def session() -> AsyncIterator[aiohttp.ClientSession]:
    """A session of the test's own."""
    async with aiohttp.ClientSession() as session:
        yield session
