"""The virtual cloud, and a client that speaks with it."""

from __future__ import annotations

from collections.abc import AsyncIterator

import aiohttp
import pytest

from custom_components.multihub.hubs.homematicip.client import app, connect_api
from virtual_hubs.homematicip import VirtualHomematicIP


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Don't wait before a second question."""
    monkeypatch.setattr(app, "CONFIRM_SECONDS", 0)
    monkeypatch.setattr(connect_api, "CONFIRM_SECONDS", 0)


@pytest.fixture
async def session() -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession() as session:
        yield session


@pytest.fixture
async def cloud() -> AsyncIterator[VirtualHomematicIP]:
    hub = VirtualHomematicIP()
    await hub.start()
    yield hub
    await hub.stop()
