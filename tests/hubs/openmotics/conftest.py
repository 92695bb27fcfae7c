"""A virtual OpenMotics for each test, and how to speak with it."""

from __future__ import annotations

from collections.abc import AsyncIterator

import aiohttp
import pytest

from custom_components.multihub import connection
from custom_components.multihub.hubs.openmotics.client import GatewayClient
from custom_components.multihub.hubs.openmotics.gateway_hub import GatewayHub
from custom_components.multihub.hubs.openmotics.mapping.devices import Labels
from custom_components.multihub.hubs.tls import pin
from virtual_hubs.openmotics import VirtualOpenMotics
from virtual_hubs.openmotics.hub import PASSWORD, USERNAME


@pytest.fixture
async def virtual() -> AsyncIterator[VirtualOpenMotics]:
    """A gateway with TLS and both clouds."""
    hub = VirtualOpenMotics(wait=0.05)
    await hub.start()
    yield hub
    await hub.stop()


@pytest.fixture
def gateway_client(virtual: VirtualOpenMotics, session: aiohttp.ClientSession) -> GatewayClient:
    """A client of the gateway."""
    assert virtual.certificate
    trusted = pin(virtual.certificate.fingerprint)
    return GatewayClient(session, "127.0.0.1", virtual.port, USERNAME, PASSWORD, ssl=trusted)


@pytest.fixture
def hub(gateway_client: GatewayClient) -> GatewayHub:
    """A hub of the gateway, without a Home Assistant."""
    return GatewayHub(gateway_client, "hub", Labels("Home"))


@pytest.fixture
def short_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    """Listen again almost at once: the pauses themselves are tested with the connection."""
    monkeypatch.setattr(connection, "FIRST_PAUSE", 0.02)
