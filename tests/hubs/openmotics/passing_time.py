"""Time that passes as fast as the machine can: Home Assistant's timers and our own pauses alike."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterable
from typing import Any

import pytest
from freezegun.api import FrozenDateTimeFactory
from homeassistant.core import HomeAssistant
from pytest_homeassistant_custom_component.common import MockConfigEntry, async_fire_time_changed

from custom_components.multihub import connection
from custom_components.multihub.hubs.openmotics import gateway_hub
from custom_components.multihub.hubs.openmotics.client import Websocket


class PassingTime:
    """Frozen time that a test lets pass; what our background tasks pause for ends in it."""

    def __init__(self, hass: HomeAssistant, freezer: FrozenDateTimeFactory, monkeypatch: pytest.MonkeyPatch) -> None:
        """Stop the clocks."""
        self._hass = hass
        self._freezer = freezer
        self.now = 0.0
        """Seconds since the beginning."""
        self._connecting = False
        self._pauses: list[tuple[float, asyncio.Future[None]]] = []
        monkeypatch.setattr(connection, "wait_for", self.wait_for)
        monkeypatch.setattr(gateway_hub, "sleep", self.sleep)
        listen = Websocket.listen

        async def listening(socket: Websocket, types: Iterable[str], ready: Callable[[], None], handle: Any) -> None:
            def stands() -> None:
                self._connecting = False
                ready()

            self._connecting = True
            try:
                await listen(socket, types, stands, handle)
            finally:
                self._connecting = False

        monkeypatch.setattr(Websocket, "listen", listening)

    async def sleep(self, seconds: float) -> None:
        """Pause in this time."""
        pause = self.now + seconds, asyncio.get_running_loop().create_future()
        self._pauses.append(pause)
        try:
            await pause[1]
        finally:
            self._pauses.remove(pause)

    async def wait_for[T](self, work: Awaitable[T], seconds: float) -> T:
        """Wait for something, so many seconds of this time."""
        waiting, ending = asyncio.ensure_future(work), asyncio.ensure_future(self.sleep(seconds))
        try:
            await asyncio.wait((waiting, ending), return_when=asyncio.FIRST_COMPLETED)
            if not waiting.done():
                raise TimeoutError
            return waiting.result()
        finally:
            for task in (waiting, ending):
                task.cancel()
            await asyncio.gather(waiting, ending, return_exceptions=True)

    async def passes(
        self, entry: MockConfigEntry, seconds: float, step: float = 1.0, until: Callable[[], object] = lambda: False
    ) -> None:
        """Let so many seconds pass, step by step, or until something holds; what each step begins is done first."""
        end = self.now + seconds
        while self.now < end and not until():
            self.now += step
            self._freezer.tick(step)
            for due, pause in list(self._pauses):
                if due <= self.now and not pause.done():
                    pause.set_result(None)
            async_fire_time_changed(self._hass)
            await self._settled(entry)

    async def _settled(self, entry: MockConfigEntry) -> None:
        """Wait until our background tasks pause (or listen), and no fetch runs."""
        coordinator = entry.runtime_data
        for _ in range(3):
            await self._hass.async_block_till_done(wait_background_tasks=False)
            while (
                self._connecting
                or coordinator._fetches  # noqa: SLF001
                or all(pause.done() for _, pause in self._pauses)
            ):
                await asyncio.sleep(0)
