"""A dialog of HomematicIP in Home Assistant, and the hubs that answer it."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from unittest.mock import AsyncMock, patch

import pytest
from homeassistant.core import HomeAssistant

from custom_components.multihub.hubs.homematicip.client import app, connect_api, pairing
from virtual_hubs.homematicip import VirtualHomematicIP

from .dialog import Dialog


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ask often whether the button was pressed, and don't wait before a second question."""
    monkeypatch.setattr(pairing, "POLL_SECONDS", 0.01)
    monkeypatch.setattr(app, "CONFIRM_SECONDS", 0)
    monkeypatch.setattr(connect_api, "CONFIRM_SECONDS", 0)


@pytest.fixture(autouse=True)
def set_up() -> Iterator[AsyncMock]:
    """The entry's own set-up is for other tests."""
    with patch("custom_components.multihub.async_setup_entry", return_value=True) as set_up:
        yield set_up


@pytest.fixture
async def cloud() -> AsyncIterator[VirtualHomematicIP]:
    """An access point behind its cloud."""
    hub = VirtualHomematicIP()
    await hub.start()
    yield hub
    await hub.stop()


@pytest.fixture
async def hcu() -> AsyncIterator[VirtualHomematicIP]:
    """A Home Control Unit in the house."""
    hub = VirtualHomematicIP(way="hcu")
    await hub.start()
    yield hub
    await hub.stop()


@pytest.fixture
def dialog(hass: HomeAssistant) -> Dialog:
    """A dialog that has not begun."""
    return Dialog(hass)
