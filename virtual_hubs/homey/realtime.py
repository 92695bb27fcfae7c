"""The virtual Homey's socket: Socket.IO packets of protocol 4 over Engine.IO 3, websocket only (section 2)."""

from __future__ import annotations

import asyncio
import json
import re
import uuid
from typing import TYPE_CHECKING, Any

from aiohttp import WSMsgType, web

from .operations import ApiError

if TYPE_CHECKING:
    from .hub import VirtualHomey

NAMESPACE = "/api"
_EVENT = re.compile(r"^42(?:(/[^,]+),)?(\d*)(\[.*)$", re.DOTALL)


class Session:
    """One client that is connected to the socket."""

    def __init__(self, hub: VirtualHomey, socket: web.WebSocketResponse) -> None:
        """Serve one websocket."""
        self.hub = hub
        self.socket = socket
        self.token: str | None = None
        self.joined = False
        self.subscriptions: set[str] = set()
        self.seen = asyncio.Event()

    async def run(self) -> None:
        """Greet, then answer until the client leaves or stops pinging."""
        hub = self.hub
        opening = {
            "sid": uuid.uuid4().hex[:20],
            "upgrades": [],
            "pingInterval": hub.ping_interval_ms,
            "pingTimeout": hub.ping_timeout_ms,
        }
        await self.write("0" + json.dumps(opening))
        await self.write("40")
        watch = asyncio.create_task(self._end_the_silent())
        try:
            async for message in self.socket:
                self.seen.set()
                if message.type is WSMsgType.TEXT:
                    await self.take(message.data)
        finally:
            watch.cancel()

    async def _end_the_silent(self) -> None:
        """Engine.IO 3: it is the client that pings; one that does not is dropped."""
        patience = (self.hub.ping_interval_ms + self.hub.ping_timeout_ms) / 1000
        while True:
            self.seen.clear()
            try:
                async with asyncio.timeout(patience):
                    await self.seen.wait()
            except TimeoutError:
                self.hub.record("websocket_out", "dropped for silence")
                await self.socket.close()
                return

    async def write(self, text: str) -> None:
        """Send one Engine.IO packet."""
        if not self.socket.closed:
            try:
                await self.socket.send_str(text)
            except ConnectionError:
                return

    async def take(self, text: str) -> None:
        """Do what one packet asks."""
        if text.startswith("2"):
            self.hub.record("websocket", "ping")
            if not self.hub.deaf:
                await self.write("3" + text[1:])
        elif text == f"40{NAMESPACE},":
            await self._join()
        elif text.startswith("41"):
            await self._leave(text)
        elif found := _EVENT.match(text):
            namespace, ack, data = found.groups()
            name, *arguments = json.loads(data)
            await self._answer(namespace, ack, await self._event(namespace, name, arguments))

    async def _join(self) -> None:
        if self.token is None:
            await self.write(f'44{NAMESPACE},"Not authenticated"')
            return
        self.joined = True
        self.hub.record("websocket", "joined")
        await self.write(f"40{NAMESPACE},")

    async def _leave(self, text: str) -> None:
        self.joined = False
        self.subscriptions.clear()
        if text == "41":
            await self.socket.close()

    async def _answer(self, namespace: str | None, ack: str, answer: list[Any]) -> None:
        if ack:
            prefix = f"{namespace}," if namespace else ""
            await self.write(f"43{prefix}{ack}{json.dumps(answer)}")

    async def _event(self, namespace: str | None, name: str, arguments: list[Any]) -> list[Any]:
        hub = self.hub
        if namespace is None and name == "handshakeClient":
            return self._handshake(arguments[0])
        if namespace != NAMESPACE or not self.joined:
            return [{"statusCode": 401, "error": "not_joined"}]
        if name == "subscribe":
            self.subscriptions.add(arguments[0])
            hub.record("websocket", f"subscribe {arguments[0]}")
            return [None]
        if name == "unsubscribe":
            self.subscriptions.discard(arguments[0])
            return [None]
        if name != "api":
            return [f"unknown event {name}"]
        asked = arguments[0]
        args = dict(asked.get("args") or {})
        what = f"{str(asked['uri']).removeprefix('homey:manager:')} {asked['operation']}"
        hub.record("websocket", what, {key: value for key, value in args.items() if not key.startswith("$")})
        try:
            result = await hub.operate(asked["uri"], asked["operation"], args, self.token)
        except ApiError as err:
            hub.record("websocket_out", f"{err.status} {what}")
            return [{"statusCode": err.status, **err.body}]
        return [None, result]

    def _handshake(self, said: dict[str, Any]) -> list[Any]:
        self.hub.record("websocket", "handshakeClient", {"homeyId": said.get("homeyId")})
        token = said.get("token")
        if token not in self.hub.tokens or self.hub.refuses_handshakes:
            return [{"code": 401, "error": "invalid_session", "error_description": "Invalid session [invalid_session]"}]
        self.token = token
        return [None, {"token": token, "namespace": NAMESPACE, "success": True}]

    async def tell(self, uri: str, event: str) -> None:
        """Send an event, as JSON, to a client that subscribed to its address."""
        if self.joined and uri in self.subscriptions:
            await self.write(f"42{NAMESPACE},{event}")
