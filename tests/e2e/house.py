"""The demo as the tests see it: Home Assistant by its interfaces, the hubs by their control addresses."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any

import aiohttp

from scripts.demo_home.check import Member, members
from scripts.demo_home.rest import HomeAssistant, until
from scripts.demo_home.running import Address

SECONDS = 30
NOT_TESTED = "We found a custom integration multihub which has not been tested by Home Assistant"

SLOW = re.compile(r"Updating state for .* took \d")
"""Said where a machine that has much else to do stood still for 0.4 s in the middle of a write."""


class House:
    """One Home Assistant with its hubs, for the length of a test."""

    def __init__(self, session: aiohttp.ClientSession, where: Address) -> None:
        self.session = session
        self.where = where
        self.home = HomeAssistant(session, where.address)
        self.home.token = where.token

    async def entities(self, hub: str | None = None) -> list[Member]:
        """The entities of one hub, or of all."""
        return await self.entities_of(*([self.where.entries[hub]] if hub else self.where.entries.values()))

    async def entities_of(self, *entry_ids: str) -> list[Member]:
        """The entities of these entries."""
        return [member for member in await members(self.home) if member.entry_id in entry_ids]

    async def forget_all(self) -> None:
        """Remove every hub."""
        for entry in await self.home.entries():
            removed = await self.home.request("DELETE", f"/api/config/config_entries/entry/{entry['entry_id']}")
            assert removed.status == 200, removed.text

    async def first(self, platform: str, hub: str | None = None) -> str:
        """The id of the first entity of a platform that can be reached.

        HomematicIP's come last: its commands are spaced after the first few, as its cloud wants it.
        """
        last = self.where.entries.get("homematicip")
        for member in sorted(await self.entities(hub), key=lambda member: member.entry_id == last):
            if member.platform == platform and member.state != "unavailable":
                return member.entity_id
        raise AssertionError(f"{hub or 'no hub'} has no {platform}")

    async def control(self, hub: str, name: str, body: dict[str, Any] | None = None) -> Any:
        """Do something to a virtual hub."""
        async with self.session.post(f"{self.where.hubs[hub].control}/{name}", json=body or {}) as response:
            assert response.status == 200, await response.text()
            return await response.json()

    async def said_to(self, hub: str) -> list[dict[str, Any]]:
        """What has come in at a virtual hub so far."""
        async with self.session.get(f"{self.where.hubs[hub].control}/log") as response:
            return [entry for entry in await response.json() if not entry["kind"].endswith("_out")]

    async def held_by(self, hub: str) -> Any:
        """What the virtual hub holds."""
        async with self.session.get(f"{self.where.hubs[hub].control}/state") as response:
            return await response.json()

    async def until[T](self, what: str, look: Callable[[], Awaitable[T | None]]) -> T:
        """Wait for something that has no event of its own."""
        return await until(what, look, timeout=SECONDS)

    async def until_state(self, entity_id: str, *states: str) -> str:
        """Wait for an entity to take one of the states."""

        async def state() -> str | None:
            found = await self.home.state(entity_id)
            return found if found in states else None

        return await self.until(f"{entity_id} becomes {' or '.join(states)}", state)

    @asynccontextmanager
    async def websocket(self) -> AsyncIterator[Websocket]:
        """Home Assistant's websocket, signed in."""
        address = f"{self.where.address}/api/websocket"
        async with self.session.ws_connect(address, max_msg_size=64 * 1024**2) as socket:
            assert (await socket.receive_json())["type"] == "auth_required"
            await socket.send_json({"type": "auth", "access_token": self.where.token})
            assert (await socket.receive_json())["type"] == "auth_ok"
            yield Websocket(socket)


class Websocket:
    """Commands and their results, and the events that come between."""

    def __init__(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        self._socket = socket
        self._last = 0
        self._events: list[dict[str, Any]] = []

    async def _message(self) -> dict[str, Any]:
        async with asyncio.timeout(SECONDS):
            message: dict[str, Any] = await self._socket.receive_json()
            return message

    async def ask(self, command: str, **arguments: Any) -> Any:
        """Send a command; gives its result."""
        message = await self._answer(command, arguments)
        assert message["success"], f"{command}: {message['error']}"
        return message["result"]

    async def refusal(self, command: str, **arguments: Any) -> dict[str, Any]:
        """Send a command that is refused; gives the error."""
        message = await self._answer(command, arguments)
        assert not message["success"], message["result"]
        error: dict[str, Any] = message["error"]
        return error

    async def _answer(self, command: str, arguments: dict[str, Any]) -> dict[str, Any]:
        self._last += 1
        await self._socket.send_json({"id": self._last, "type": command, **arguments})
        while (message := await self._message())["type"] == "event" or message["id"] != self._last:
            self._events.append(message)
        return message

    async def event(self, fits: Callable[[dict[str, Any]], bool]) -> dict[str, Any]:
        """The next event that fits; those before it are gone."""
        while True:
            message = self._events.pop(0) if self._events else await self._message()
            if message["type"] == "event" and fits(message["event"]):
                found: dict[str, Any] = message["event"]
                return found


async def lines_of_ours(house: House) -> list[str]:
    """What Home Assistant's log says of the integration, besides that it is not its own and how fast this machine is."""
    response = await house.home.request("GET", "/api/error_log")
    assert response.status == 200
    lines = response.text.splitlines()
    assert any(NOT_TESTED in line for line in lines)
    return [line for line in lines if "multihub" in line and NOT_TESTED not in line and not SLOW.search(line)]
