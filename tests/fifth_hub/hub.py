"""The fifth hub: its devices are a dictionary, and what it is told comes back as a push."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import timedelta
from typing import Any

from homeassistant.config_entries import ConfigEntry
from homeassistant.core import HomeAssistant

from custom_components.multihub.hubs.base import Hub, Sink, Snapshot
from custom_components.multihub.model import Device, HubInfo, Request

from .house import Become, thing


class FifthHub(Hub):
    """A hub whose house is a dictionary."""

    def __init__(self, *devices: Device, hub_id: str = "fifth", name: str = "Fifth") -> None:
        """Have these devices, and the hub's own."""
        self.info = HubInfo(hub_id=hub_id, device_id="hub", name=name)
        self.poll_interval: timedelta | None = None
        self.fallback_interval: timedelta | None = None
        self.devices = {device.id: device for device in (Device(id="hub", name=name), *devices)}
        self.sink: Sink | None = None

    async def connect(self) -> None:
        """Be there."""

    async def close(self) -> None:
        """Nothing is open."""

    async def fetch(self) -> Snapshot:
        """All devices as they are."""
        return Snapshot(tuple(self.devices.values()))

    async def listen(self, sink: Sink) -> None:
        """Push what becomes of the devices."""
        self.sink = sink
        sink.ready()
        try:
            await asyncio.Future()
        finally:
            self.sink = None

    async def send(self, request: Request) -> Any:
        """Change a feature as asked."""
        assert isinstance(request, Become)
        self.become(request.device_id, request.key, **request.fields)

    def become(self, device_id: str, key: str, **fields: Any) -> None:
        """Change a feature, and push it."""
        device = self.devices[device_id]
        features = tuple(replace(feature, **fields) if feature.key == key else feature for feature in device.features)
        self.devices[device_id] = replace(device, features=features)
        if self.sink:
            self.sink.changed([self.devices[device_id]])


def create_hub(hass: HomeAssistant, entry: ConfigEntry[Any]) -> Hub:
    """The hub of an entry."""
    return FifthHub(thing())
