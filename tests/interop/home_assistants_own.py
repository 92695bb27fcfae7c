"""Home Assistant's own ``homematicip_cloud``, pointed at a virtual cloud: what it makes of a house is our measure."""

from __future__ import annotations

from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib.util import find_spec
from unittest.mock import patch

import pytest
from homeassistant.config_entries import ConfigEntryState
from homeassistant.core import HomeAssistant
from pytest_homeassistant_custom_component.common import MockConfigEntry

from virtual_hubs.homematicip import VirtualHomematicIP

LOOKUP = "homematicip.connection.connection_url_resolver.ConnectionUrlResolver.lookup_urls_async"
OLD_LIBRARY = "homematicip.aio"
"""What Home Assistant before 2025.5 imports; the library 2.x that the tests have lacks it."""


def skip_if_it_is_too_old() -> None:
    """Skip where Home Assistant's own integration wants another library than the tests have."""
    try:
        import homeassistant.components.homematicip_cloud.hap  # noqa: F401, PLC0415
    except ImportError as error:
        assert find_spec(OLD_LIBRARY) is None
        pytest.skip(f"Home Assistant's own integration of this version needs homematicip 1.x ({error})")


@asynccontextmanager
async def own_integration(hass: HomeAssistant, hub: VirtualHomematicIP) -> AsyncIterator[MockConfigEntry]:
    """Home Assistant's own integration, set up with this cloud; unloaded afterwards."""
    skip_if_it_is_too_old()

    async def found(*_: object, **__: object) -> tuple[str, str]:
        return hub.rest_url, hub.websocket_url

    data = {"hapid": hub.sgtin, "authtoken": hub.token, "name": ""}
    entry = MockConfigEntry(domain="homematicip_cloud", version=2, data=data, unique_id=hub.sgtin)
    entry.add_to_hass(hass)
    # it has no option for the lookup's address
    with patch(LOOKUP, found):
        assert await hass.config_entries.async_setup(entry.entry_id)
        await hass.async_block_till_done()
        assert entry.state is ConfigEntryState.LOADED
        try:
            yield entry
        finally:
            assert await hass.config_entries.async_unload(entry.entry_id)
            await hass.async_block_till_done()


def entities_by_platform(hass: HomeAssistant) -> Counter[str]:
    """How many states each platform has."""
    return Counter(state.domain for state in hass.states.async_all())
