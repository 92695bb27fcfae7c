"""Small things that the tests of OpenMotics say."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from typing import Any

from homeassistant.config_entries import ConfigEntryState
from homeassistant.core import Event, EventStateChangedData, HomeAssistant, callback
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.multihub.const import CONF_FINGERPRINT, CONF_HUB, CONF_HUB_ID, CONF_WAY, DOMAIN
from virtual_hubs.openmotics import VirtualOpenMotics
from virtual_hubs.openmotics.hub import HOME

HUB_ID = "hub"
"""The hub id in these tests: that it stays whatever the way in is has its own tests."""


def entry_of(
    hass: HomeAssistant, virtual: VirtualOpenMotics, way: str = "local", options: Mapping[str, Any] | None = None
) -> MockConfigEntry:
    """An entry for a way in, as the dialogs would make it; not yet set up."""
    fields = virtual.flow_of(way)[f"openmotics_{way}"]
    values = {**fields, **fields.get("advanced", {})}
    values.pop("advanced", None)
    if way == "local":
        assert virtual.certificate
        values[CONF_FINGERPRINT] = virtual.certificate.fingerprint
    else:
        values["installation"] = str(HOME)
    entry = MockConfigEntry(
        domain=DOMAIN,
        title="Home",
        unique_id=HUB_ID,
        data={CONF_HUB: "openmotics", CONF_HUB_ID: HUB_ID, CONF_WAY: f"openmotics_{way}", **values},
        options=dict(options or {}),
    )
    entry.add_to_hass(hass)
    return entry


async def set_up(
    hass: HomeAssistant, virtual: VirtualOpenMotics, way: str = "local", *, listens: bool = True, **more: Any
) -> MockConfigEntry:
    """Set up an entry and wait until it listens, where that way has something to listen to."""
    entry = entry_of(hass, virtual, way, **more)
    await hass.config_entries.async_setup(entry.entry_id)
    await hass.async_block_till_done()
    assert entry.state is ConfigEntryState.LOADED
    if way != "cloud" and listens:
        await listening(hass, virtual, entry, way)
    return entry


async def listening(
    hass: HomeAssistant, virtual: VirtualOpenMotics, entry: MockConfigEntry, way: str = "local", times: int = 2
) -> None:
    """Wait until push stands and the fetch that follows it is done; ``times`` counts all fetches so far."""
    what = ("http", "/get_errors") if way == "local" else ("legacy", "/api/get_errors")
    await virtual.until(lambda: virtual.count(*what) >= times)
    while entry.runtime_data._fetches:  # noqa: SLF001
        await hass.async_block_till_done(wait_background_tasks=False)
        await asyncio.sleep(0)


async def call(hass: HomeAssistant, domain: str, action: str, entity_id: str, **data: Any) -> None:
    """Call an action and wait for it."""
    await hass.services.async_call(domain, action, {"entity_id": entity_id, **data}, blocking=True)


async def until(hass: HomeAssistant, holds: Callable[[], Any], timeout: float = 5) -> None:
    """Wait for the state change after which something holds."""
    changed = asyncio.Event()

    @callback
    def heard(_: Event[EventStateChangedData]) -> None:
        changed.set()

    remove = hass.bus.async_listen("state_changed", heard)
    try:
        async with asyncio.timeout(timeout):
            while not holds():
                changed.clear()
                await changed.wait()
    finally:
        remove()
