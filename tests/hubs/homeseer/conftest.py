"""A virtual HomeSeer for each test, and a hub of it without a coordinator."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
from homeassistant.core import HomeAssistant

from virtual_hubs.homeseer import VirtualHomeSeer

from .listening import Listener, entry_for, listener_for


@pytest.fixture
async def virtual() -> AsyncIterator[VirtualHomeSeer]:
    """An HS4 at home."""
    hub = VirtualHomeSeer()
    await hub.start()
    yield hub
    await hub.stop()


@pytest.fixture
async def home(hass: HomeAssistant, virtual: VirtualHomeSeer) -> AsyncIterator[Listener]:
    """A hub of it, which does not speak before it is told to."""
    listener = listener_for(hass, entry_for(virtual))
    yield listener
    await listener.end()


@pytest.fixture
async def pushed(home: Listener) -> Listener:
    """The same, listening to the ASCII port."""
    await home.begin()
    await home.until(lambda: home.ways == ["ascii"])
    return home
