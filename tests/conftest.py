"""What every test has: custom integrations allowed, sockets on loopback, nothing left behind."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterator

import aiohttp
import pytest
from homeassistant.core import HomeAssistant
from pytest_homeassistant_custom_component.common import MockConfigEntry
from pytest_homeassistant_custom_component.typing import ClientSessionGenerator

import custom_components  # noqa: F401  before Home Assistant looks for them elsewhere
from custom_components.multihub import hubs
from custom_components.multihub.const import CONF_HUB, CONF_HUB_ID, CONF_WAY, DOMAIN

from .memory_hub.hub import HUBS, MemoryHub
from .repairs.dialog import RepairDialog


@pytest.fixture(autouse=True)
def loopback(socket_enabled: None) -> None:
    """Let tests talk to their own servers."""


@pytest.fixture(autouse=True)
def custom_integrations(request: pytest.FixtureRequest) -> None:
    """Let Home Assistant load this repository's integration, in tests that have a Home Assistant."""
    if "recorder_mock" in request.fixturenames:
        request.getfixturevalue("recorder_mock")  # wants to be there before Home Assistant is
    if "hass" in request.fixturenames:
        request.getfixturevalue("enable_custom_integrations")


@pytest.fixture
async def session() -> AsyncIterator[aiohttp.ClientSession]:
    """A session of the test's own."""
    async with aiohttp.ClientSession() as session:
        yield session


@pytest.fixture
def fifth_hub(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Have the hub in memory in the registry of hubs, as a fifth folder would be."""
    monkeypatch.setitem(hubs.HUBS, "fifth", "tests.memory_hub")
    monkeypatch.setitem(hubs.STEPS, "fifth", "fifth")
    monkeypatch.setattr(hubs, "DISCOVERED", (("_fifth._tcp", "fifth"), ("fifth", "fifth")))
    yield
    HUBS.clear()


@pytest.fixture
def add_entry(hass: HomeAssistant, fifth_hub: None) -> Callable[[MemoryHub], MockConfigEntry]:
    """Add an entry for a hub in memory, not yet set up."""

    def add(hub: MemoryHub) -> MockConfigEntry:
        entry = MockConfigEntry(
            domain=DOMAIN,
            title=hub.info.name,
            unique_id=hub.info.hub_id,
            data={CONF_HUB: "fifth", CONF_HUB_ID: hub.info.hub_id, CONF_WAY: "fifth", "hub_name": hub.info.hub_id},
        )
        entry.add_to_hass(hass)
        return entry

    return add


@pytest.fixture
def repair_dialog(hass: HomeAssistant, hass_client: ClientSessionGenerator) -> RepairDialog:
    """The dialog of a repair, as the frontend goes through it."""
    return RepairDialog(hass, hass_client)
