"""The virtual cloud, a client that speaks with it, and its home in Home Assistant."""

from __future__ import annotations

from collections.abc import AsyncIterator

import aiohttp
import pytest
from homeassistant.core import HomeAssistant
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.multihub import connection
from custom_components.multihub.hubs.homematicip.client import app, connect_api
from custom_components.multihub.hubs.homematicip.hub import HomematicIPHub
from virtual_hubs.homematicip import VirtualHomematicIP

from .at_home import Lamp, entry_for, set_up, unload
from .one_hub import hub_of


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


@pytest.fixture
async def unread(cloud: VirtualHomematicIP, session: aiohttp.ClientSession) -> AsyncIterator[HomematicIPHub]:
    """A hub that has not asked for its home yet."""
    hub = hub_of(cloud, session)
    yield hub
    await hub.close()


@pytest.fixture
async def hub(unread: HomematicIPHub) -> HomematicIPHub:
    """A hub that has read its home."""
    await unread.connect()
    await unread.fetch()
    return unread


@pytest.fixture(autouse=True)
def soon(monkeypatch: pytest.MonkeyPatch) -> None:
    """Reconnect at once."""
    monkeypatch.setattr(connection, "FIRST_PAUSE", 0.01)


@pytest.fixture
async def entry(hass: HomeAssistant, cloud: VirtualHomematicIP) -> AsyncIterator[MockConfigEntry]:
    """The home, set up and listening."""
    entry = entry_for(cloud)
    await set_up(hass, entry)
    yield entry
    await unload(hass, entry)


@pytest.fixture
def lamp(hass: HomeAssistant, cloud: VirtualHomematicIP, entry: MockConfigEntry) -> Lamp:
    return Lamp(hass, cloud)
