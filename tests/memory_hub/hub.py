"""The hub in memory: the fifth hub with the faults, gates and records that tests need."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from homeassistant.config_entries import ConfigEntry
from homeassistant.core import HomeAssistant

from custom_components.multihub.const import CONF_HUB_ID
from custom_components.multihub.hubs.base import Hub, HubError, Recorded, Sink, Snapshot
from custom_components.multihub.model import Device, Request
from tests.fifth_hub.house import Become
from tests.fifth_hub.hub import FifthHub

HUBS: dict[str, MemoryHub] = {}
"""The hubs that tests have made, by their hub id."""


class MemoryHub(FifthHub):
    """The fifth hub, to be broken, watched and held up by tests."""

    def __init__(self, *devices: Device, hub_id: str = "memory") -> None:
        """Have these devices, and the hub's own."""
        super().__init__(*devices, hub_id=hub_id, name="Memory")
        self.poll_interval = timedelta(minutes=5)
        self.fallback_interval = timedelta(seconds=30)
        self.complete = True
        self.way = "websocket"
        self.sent: list[Request] = []
        self.calls: list[str] = []
        self.errors: dict[str, HubError] = {}
        self.acts: list[tuple[str, str | None, Mapping[str, Any]]] = []
        self.answers: dict[str, dict[str, Any] | None] = {}
        self.record: dict[str, Any] = {}
        self.recorded: dict[str, Recorded] = {}
        self.fetching: asyncio.Event | None = None
        self.fetch_may_end = asyncio.Event()
        self.listening = asyncio.Event()
        self.fetched_while_listening = asyncio.Event()
        self.gone = asyncio.Event()
        self._end: asyncio.Future[None] | None = None
        HUBS[hub_id] = self

    def _call(self, name: str) -> None:
        self.calls.append(name)
        if error := self.errors.get(name):
            raise error

    async def connect(self) -> None:
        """Be there."""
        self._call("connect")

    async def fetch(self) -> Snapshot:
        """All devices; with ``fetching`` set, as they were before the test let the fetch end."""
        self._call("fetch")
        snapshot = Snapshot(tuple(self.devices.values()), self.complete)
        if self.fetching:
            self.fetching.set()
            await self.fetch_may_end.wait()
        if self.listening.is_set():
            self.fetched_while_listening.set()
        return snapshot

    async def listen(self, sink: Sink) -> None:
        """Listen until the test ends the connection."""
        self._call("listen")
        self.sink, self._end = sink, asyncio.get_running_loop().create_future()
        self.gone = asyncio.Event()
        self.listening.set()
        sink.ready(self.way)
        try:
            await self._end
        finally:
            self.gone.set()
            self.listening.clear()
            self.fetched_while_listening.clear()
            self.sink = None

    async def send(self, request: Request) -> Any:
        """Change a feature as asked, and push it; other requests are only remembered."""
        self._call("send")
        self.sent.append(request)
        if isinstance(request, Become):
            await super().send(request)
        return b"answer"

    async def act(self, action: str, device_id: str | None, data: Mapping[str, Any]) -> dict[str, Any] | None:
        """Remember the actions that the test has an answer for; others are not for this hub."""
        self._call("act")
        if action not in self.answers:
            return await super().act(action, device_id, data)
        self.acts.append((action, device_id, data))
        return self.answers[action]

    async def history(self, device_id: str, key: str, start: datetime | None, end: datetime) -> Recorded | None:
        """What the test has put there; without anything, this hub records nothing at all."""
        self._call("history")
        if not self.recorded:
            return await super().history(device_id, key, start, end)
        return self.recorded.get(key)

    def diagnostics(self) -> dict[str, Any]:
        """What the test has put there."""
        return self.record

    async def close(self) -> None:
        """Nothing is open."""
        self.calls.append("close")

    # What tests do

    def put(self, *devices: Device) -> None:
        """Push devices as they are now."""
        self.devices.update({device.id: device for device in devices})
        if self.sink:
            self.sink.changed(devices)

    def feature(self, device_id: str, key: str) -> Any:
        """The feature as the hub has it."""
        return next(feature for feature in self.devices[device_id].features if feature.key == key)

    def drop(self, error: Exception | None = None) -> None:
        """End the connection, by this error."""
        assert self._end
        if error:
            self._end.set_exception(error)
        else:
            self._end.set_result(None)


def create_hub(hass: HomeAssistant, entry: ConfigEntry[Any]) -> Hub:
    """The hub that the test has made for this entry."""
    return HUBS[entry.data[CONF_HUB_ID]]
