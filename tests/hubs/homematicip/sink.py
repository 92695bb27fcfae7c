"""A sink that writes down what a hub tells it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Iterable, Mapping
from contextlib import asynccontextmanager
from typing import Any

from custom_components.multihub.hubs.base import Hub
from custom_components.multihub.model import Device, Feature


class WrittenSink:
    """What a hub told, in order."""

    def __init__(self) -> None:
        self.readies: list[str] = []
        self.devices: dict[str, Device] = {}
        self.updates: dict[str, dict[str, Any]] = {}
        self.gone: list[str] = []
        self.events: list[tuple[str, str, str, Mapping[str, Any]]] = []
        self.changes: list[str] = []
        self._waiting: list[tuple[Callable[[], Any], asyncio.Future[None]]] = []

    def ready(self, way: str = "websocket") -> None:
        self.readies.append(way)
        self.wake()

    def changed(self, devices: Iterable[Device]) -> None:
        for device in devices:
            self.devices[device.id] = device
            self.changes.append(device.id)
        self.wake()

    def updated(self, device_id: str, features: Iterable[Feature]) -> None:
        self.updates.setdefault(device_id, {}).update((feature.key, feature) for feature in features)
        self.changes.append(device_id)
        self.wake()

    def removed(self, device_ids: Iterable[str]) -> None:
        self.gone.extend(device_ids)
        self.wake()

    def event(self, device_id: str, key: str, event_type: str, attributes: Mapping[str, Any]) -> None:
        self.events.append((device_id, key, event_type, attributes))
        self.wake()

    async def until(self, holds: Callable[[], Any]) -> None:
        """Wait for the call after which ``holds()`` is true."""
        if holds():
            return
        future = asyncio.get_running_loop().create_future()
        self._waiting.append((holds, future))
        async with asyncio.timeout(10):
            await future

    def wake(self) -> None:
        for holds, future in self._waiting:
            if not future.done() and holds():
                future.set_result(None)


@asynccontextmanager
async def listening(hub: Hub) -> AsyncIterator[tuple[WrittenSink, asyncio.Task[None]]]:
    """Listen beside, until the test is done with it."""
    sink = WrittenSink()
    task = asyncio.create_task(hub.listen(sink))
    task.add_done_callback(lambda _: sink.wake())
    try:
        await sink.until(lambda: sink.readies or task.done())
        yield sink, task
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
