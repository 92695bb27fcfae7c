"""A virtual OpenMotics for each test, and a session to speak with it."""

from __future__ import annotations

from collections.abc import AsyncIterator

import aiohttp
import pytest

from custom_components.multihub import connection
from virtual_hubs.openmotics import VirtualOpenMotics


@pytest.fixture
async def virtual() -> AsyncIterator[VirtualOpenMotics]:
    """A gateway with TLS and both clouds."""
    hub = VirtualOpenMotics(wait=0.05)
    await hub.start()
    yield hub
    await hub.stop()


@pytest.fixture
async def session() -> AsyncIterator[aiohttp.ClientSession]:
    """A session of the test's own."""
    async with aiohttp.ClientSession() as session:
        yield session


@pytest.fixture
def short_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    """Listen again almost at once: the pauses themselves are tested with the connection."""
    monkeypatch.setattr(connection, "FIRST_PAUSE", 0.02)
