"""The floor of ways on which each message is a request of its own: the same messages, written into bare entities."""

from __future__ import annotations

import asyncio
import json
from contextlib import suppress
from typing import Any, Final

import aiohttp
from aiohttp import web
from aiohttp.test_utils import TestServer
from homeassistant.components import webhook
from homeassistant.core import HomeAssistant
from homeassistant.setup import async_setup_component

from .subjects import Floor

WEBHOOK: Final = "floor"

CIRCUITS: Final = 12
"""What an energy module tells of at once."""


class Bare:
    """Bare entities that are told by requests."""

    def __init__(self) -> None:
        """Begin without entities."""
        self._floor = Floor()

    async def start(self, hass: HomeAssistant, entities: int) -> None:
        """Make the entities, and what tells them."""
        await self._floor.set_up(hass, entities)
        self._session = aiohttp.ClientSession()

    async def tell(self, number: int, value: float) -> None:
        """Let one entity have another value; over when the message is on its way."""
        raise NotImplementedError

    async def close(self) -> None:
        """End what ``start`` has opened."""
        await self._session.close()

    def write(self, number: int, value: float) -> None:
        """Write one state."""
        self._floor.push(number, value)


class BareWebhook(Bare):
    """A webhook of Home Assistant's, whose handler reads HS4's message and writes one state."""

    async def start(self, hass: HomeAssistant, entities: int) -> None:
        """Register the webhook."""
        await super().start(hass, entities)
        assert await async_setup_component(hass, "webhook", {})
        webhook.async_register(hass, "floor", "Floor", WEBHOOK, self._handle, allowed_methods=("POST",))
        self._server = TestServer(hass.http.app)
        await self._server.start_server()

    async def tell(self, number: int, value: float) -> None:
        """Post what HS4 posts."""
        data = {
            "ref": number,
            "name": "Sensor",
            "location": "Kitchen",
            "location2": "Ground floor",
            "value": value,
            "status": f"{value} °C",
            "last_change": "/Date(1795215791000-0400)/",
        }
        body = {"type": "devicechange", "data": data}
        async with self._session.post(self._server.make_url(f"/api/webhook/{WEBHOOK}"), json=body) as answer:
            answer.raise_for_status()

    async def close(self) -> None:
        """End the server, too."""
        await super().close()
        await self._server.close()

    async def _handle(self, _: HomeAssistant, __: str, request: web.Request) -> None:
        data = (await request.json())["data"]
        self.write(data["ref"], data["value"])


class BareLongPoll(Bare):
    """A long poll, whose messages hold all circuits of an energy module and write one state."""

    async def start(self, hass: HomeAssistant, entities: int) -> None:
        """Begin to poll."""
        await super().start(hass, entities)
        self._messages: asyncio.Queue[dict[str, Any]] = asyncio.Queue()
        app = web.Application()
        app.router.add_post("/messages", self._answer)
        self._server = TestServer(app)
        await self._server.start_server()
        self._polling = asyncio.create_task(self._poll())

    async def tell(self, number: int, value: float) -> None:
        """Answer the poll that waits."""
        circuits = [[230.1, 50.0, round(value / 230.1, 2), value]] * CIRCUITS
        message = {"type": "TYPE_RT_POWER_RAW", "data": {str(number): circuits}}
        self._messages.put_nowait({"last_message_id": number, "messages": [message]})

    async def close(self) -> None:
        """End the polling, too."""
        self._polling.cancel()
        with suppress(asyncio.CancelledError):
            await self._polling
        await super().close()
        await self._server.close()

    async def _answer(self, request: web.Request) -> web.Response:
        await request.post()
        return web.json_response(await self._messages.get())

    async def _poll(self) -> None:
        url, form = self._server.make_url("/messages"), {"token": "floor", "installation_id": "1"}
        while True:
            async with self._session.post(url, data=form) as answer:
                told = json.loads(await answer.text())
            for message in told["messages"]:
                for number, circuits in message["data"].items():
                    self.write(int(number), circuits[0][3])
