"""The HCU1's Connect API: everything through one websocket, in envelopes (protocol page, section 6.1)."""

from __future__ import annotations

import asyncio
import json
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from aiohttp import WSCloseCode, WSMsgType, web

from .commands import CommandError, execute
from .connect_paths import CONNECT_PATHS
from .faults import Faults
from .home import Home
from .plugins import Plugins

type Json = dict[str, Any]

API = "/hmip/"
HANDSHAKE = ("PLUGIN_STATE_REQUEST", "CONFIG_TEMPLATE_REQUEST", "DISCOVER_REQUEST")
"""What the HCU1 asks of a plugin that has just come."""


@dataclass(slots=True)
class Session:
    """One plugin's open websocket."""

    socket: web.WebSocketResponse
    transport: asyncio.BaseTransport | None
    plugin_id: str
    wants_events: bool
    readiness: str | None = None
    """What the plugin has said of itself: ``READY``, ``CONFIG_REQUIRED``, ``ERROR``."""


class ConnectInterface:
    """The Connect API of one HCU1."""

    def __init__(self, home: Home, plugins: Plugins, faults: Faults, record: Callable[..., None]) -> None:
        """Speak for this home to the plugins that were let in."""
        self.home = home
        self.plugins = plugins
        self.faults = faults
        self.record = record
        self.changed: Callable[[], None] = lambda: None
        """Called after each command, to push what it changed."""
        self.sessions: dict[str, Session] = {}
        """Token: its open websocket."""

    def app(self) -> web.Application:
        """The websocket's server, at the root."""
        app = web.Application()
        app.router.add_get("/", self._serve)
        return app

    async def _serve(self, request: web.Request) -> web.StreamResponse:
        if self.faults.refusing is not None:
            return web.Response(status=503)
        try:
            token, plugin = self.plugins.check(request.headers)
        except CommandError as error:
            return web.json_response(error.body, status=error.status)
        socket = web.WebSocketResponse(autoping=False, compress=False, timeout=1)
        await socket.prepare(request)
        older = self.sessions.get(token)
        wants = request.headers.get("hmip-system-events") == "true"
        session = self.sessions[token] = Session(socket, request.transport, plugin.plugin_id, wants)
        if older is not None:
            await older.socket.close(code=WSCloseCode.GOING_AWAY)
        self.record("connect", "open")
        try:
            for kind in HANDSHAKE:
                await self._say(session, kind, {})
            await self._read(session)
        finally:
            if self.sessions.get(token) is session:
                del self.sessions[token]
            self.record("connect", "closed")
        return socket

    async def _read(self, session: Session) -> None:
        async for message in session.socket:
            if message.type is WSMsgType.PING and not self.faults.half_open:
                await session.socket.pong(message.data)
            elif message.type in (WSMsgType.TEXT, WSMsgType.BINARY):
                await self._take(session, message.data)

    async def _take(self, session: Session, data: str | bytes) -> None:
        try:
            message = json.loads(data)
            kind, number, body = message["type"], message["id"], message.get("body") or {}
            known = message["pluginId"] == session.plugin_id
        except (ValueError, TypeError, KeyError):
            self.record("connect", "unreadable")
            await self._say(session, "ERROR_RESPONSE", {"error": {"message": "The message can't be read."}})
            return
        self.record("connect", f"{kind} {body.get('path', '')}".strip(), body)
        if not known:
            await self._say(session, "ERROR_RESPONSE", {"error": {"message": "Another plugin's id."}}, number)
        elif kind == "PLUGIN_STATE_RESPONSE":
            session.readiness = body.get("pluginReadinessStatus")
        elif kind == "HMIP_SYSTEM_REQUEST":
            await self._answer(session, number, body)

    async def _answer(self, session: Session, number: str, body: Json) -> None:
        path = str(body.get("path", "")).removeprefix(API)
        await self.faults.linger()
        if (made_up := self.faults.made_up(path)) is not None:
            await self.send_text(made_up.body, session)
            return
        answer: Json = {"code": 200}
        try:
            result = self._execute(body)
            if result is not None:
                answer["body"] = result
        except CommandError as error:
            answer = {"code": error.status, "body": error.body}
        await self._say(session, "HMIP_SYSTEM_RESPONSE", answer, number)
        self.changed()

    def _execute(self, body: Json) -> Any:
        path = str(body.get("path", ""))
        if self.faults.throttled:
            raise CommandError(429, "THROTTLED")
        if not path.startswith(API) or path.removeprefix(API) not in CONNECT_PATHS:
            raise CommandError(400, "UNKNOWN_REQUEST")
        return execute(self.home, path.removeprefix(API), body.get("body"))

    async def _say(self, session: Session, kind: str, body: Json, number: str | None = None) -> None:
        envelope = {"id": number or str(uuid.uuid4()), "pluginId": session.plugin_id, "type": kind, "body": body}
        await self.send_text(json.dumps(envelope), session)

    async def ask(self, kind: str, body: Json | None = None) -> None:
        """Ask every plugin something, as HCUweb does when its page is opened."""
        for session in list(self.sessions.values()):
            await self._say(session, kind, body or {})

    async def send_events(self, transaction: str) -> None:
        """One ``HMIP_SYSTEM_EVENT`` to every plugin that wants events; ``transaction`` is the cloud's frame."""
        for session in list(self.sessions.values()):
            if session.wants_events:
                await self._say(session, "HMIP_SYSTEM_EVENT", {"eventTransaction": json.loads(transaction)})

    async def send_text(self, text: str, only: Session | None = None) -> None:
        """Exactly this text to one plugin or to all, whether it is JSON or not."""
        if self.faults.half_open:
            return
        for session in [only] if only is not None else list(self.sessions.values()):
            try:
                await session.socket.send_str(text)
            except (ConnectionError, RuntimeError):
                # it ended this very moment; its own task tidies up
                continue

    async def close(self, tokens: list[str] | None = None, *, abort: bool = False) -> None:
        """End the websockets of these tokens, or all: with a close frame, or without a word."""
        for token in list(self.sessions) if tokens is None else tokens:
            session = self.sessions.pop(token, None)
            if session is None:
                continue
            if abort and isinstance(session.transport, asyncio.WriteTransport):
                session.transport.abort()
            else:
                await session.socket.close(code=WSCloseCode.GOING_AWAY)
