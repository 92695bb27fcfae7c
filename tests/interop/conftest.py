"""What several referees of HomematicIP speak with."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from virtual_hubs.homematicip import VirtualHomematicIP


@pytest.fixture
async def cloud() -> AsyncIterator[VirtualHomematicIP]:
    """An access point behind its cloud, with our house."""
    hub = VirtualHomematicIP()
    await hub.start()
    yield hub
    await hub.stop()
