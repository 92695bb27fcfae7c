"""A HomematicIP home in a real Home Assistant: its entry, its lamp, and waiting for what is to come."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from typing import Any

from homeassistant.config_entries import ConfigEntryState
from homeassistant.core import HomeAssistant, State
from homeassistant.helpers import entity_registry as er
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.multihub.const import DOMAIN
from virtual_hubs.homematicip import VirtualHomematicIP


def entry_for(cloud: VirtualHomematicIP, way: str = "homematicip_cloud", **data: Any) -> MockConfigEntry:
    return MockConfigEntry(
        domain=DOMAIN,
        title="Home",
        unique_id=cloud.sgtin,
        data={
            "hub": "homematicip",
            "hub_id": cloud.sgtin,
            "way": way,
            "access_point": cloud.sgtin,
            "url": cloud.lookup_url,
            "token": cloud.token,
            **data,
        },
    )


async def set_up(hass: HomeAssistant, entry: MockConfigEntry) -> None:
    entry.add_to_hass(hass)
    assert await hass.config_entries.async_setup(entry.entry_id)
    await listens(hass, entry)


async def unload(hass: HomeAssistant, entry: MockConfigEntry) -> None:
    if entry.state is ConfigEntryState.LOADED:
        await hass.config_entries.async_unload(entry.entry_id)


async def until(hass: HomeAssistant, holds: Callable[[], Any]) -> None:
    """Let the event loop run until something is so."""
    async with asyncio.timeout(10):
        while not holds():
            await hass.async_block_till_done(wait_background_tasks=False)
            await asyncio.sleep(0.005)


async def listens(hass: HomeAssistant, entry: MockConfigEntry) -> None:
    """Wait until push stands and the read that follows it is over."""
    coordinator = entry.runtime_data
    await until(hass, lambda: coordinator.connection.health.way == "websocket" and not coordinator._fetches)  # noqa: SLF001


def channels_of(cloud: VirtualHomematicIP, kind: str, **values: Any) -> Iterator[tuple[str, int]]:
    """The channels of a type with these values."""
    wanted = {"functionalChannelType": kind, **values}.items()
    for device in cloud.state()["devices"].values():
        channels = device.get("functionalChannels", {}) if isinstance(device, dict) else {}
        yield from ((device["id"], channel["index"]) for channel in channels.values() if wanted <= _plain(channel))


def _plain(channel: dict[str, Any]) -> set[tuple[str, Any]]:
    return {(key, value) for key, value in channel.items() if not isinstance(value, list | dict)}


def channel_of(cloud: VirtualHomematicIP, kind: str, **values: Any) -> tuple[str, int]:
    """The first channel of a type with these values."""
    return next(channels_of(cloud, kind, **values))


def entity_of(hass: HomeAssistant, cloud: VirtualHomematicIP, platform: str, device: str, key: str) -> str:
    found = er.async_get(hass).async_get_entity_id(platform, DOMAIN, f"{cloud.sgtin}_{device}_{key}")
    assert found, f"{platform} {key}"
    return found


def state_of(hass: HomeAssistant, entity_id: str) -> State:
    state = hass.states.get(entity_id)
    assert state is not None
    return state


async def call(hass: HomeAssistant, action: str, entity_id: str, **data: Any) -> None:
    domain, service = action.split(".")
    await hass.services.async_call(domain, service, {"entity_id": entity_id, **data}, blocking=True)


class Lamp:
    """One switched channel, in the house and in Home Assistant."""

    def __init__(self, hass: HomeAssistant, cloud: VirtualHomematicIP) -> None:
        self.hass = hass
        self.cloud = cloud
        registry = er.async_get(hass)
        for device, index in channels_of(cloud, "SWITCH_CHANNEL", on=False):
            unique_id = f"{cloud.sgtin}_{device}_{index}_switch"
            if entity_id := registry.async_get_entity_id("switch", DOMAIN, unique_id):
                self.device, self.index, self.entity_id = device, index, entity_id

    @property
    def state(self) -> str:
        return state_of(self.hass, self.entity_id).state

    @property
    def is_on(self) -> bool:
        return bool(self.cloud.home.channel(self.device, self.index)["on"])

    def become(self, on: bool, *, quiet: bool = False) -> None:
        self.cloud.set(device=self.device, channel=self.index, values={"on": on}, quiet=quiet)
