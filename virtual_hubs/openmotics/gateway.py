"""The gateway in the house: form parameters in, JSON out, with a real gateway's errors."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Mapping
from typing import Any

from aiohttp import WSMsgType, web

from . import msgpack
from .accounts import SUPER, Accounts, token_of
from .doings import DOINGS
from .house import House, RefusedError
from .parameters import ParameterError, parsed
from .shutters import Shutters

PADDED = 513
HIDDEN = ("password", "token")
WITHOUT_LOGIN = ("login", "health_check")


class Gateway:
    """Serves one house; ``maintenance``, ``master_answers`` and the like are what can be wrong with it.

    ``failing`` functions answer so, ``hanging`` ones not before their event.
    """

    def __init__(
        self, house: House, shutters: Shutters, accounts: Accounts, record: Callable[[str, str, Any], None]
    ) -> None:
        """Speak for a house."""
        self.house = house
        self.shutters = shutters
        self.accounts = accounts
        self.record = record
        self.maintenance = False
        self.master_answers = True
        self.json_websocket = True
        self.answers_pings = True
        self.failing: dict[str, ParameterError] = {}
        self.hanging: dict[str, asyncio.Event] = {}
        self.sockets: dict[web.WebSocketResponse, set[str]] = {}
        self._packed: dict[web.WebSocketResponse, bool] = {}
        self._sending: set[asyncio.Task[None]] = set()
        house.listeners.append(self.push)

    def application(self) -> web.Application:
        """A new application for this gateway: each start of its server needs its own."""
        app = web.Application()
        app.router.add_get("/ws_events", self.websocket)
        app.router.add_route("*", "/{function}", self.call)
        return app

    # Calls

    async def call(self, request: web.Request) -> web.StreamResponse:
        """Answer one call, any method, parameters in the address or in a form."""
        given = dict(request.query)
        if request.content_type == "application/x-www-form-urlencoded":
            given.update({name: str(value) for name, value in (await request.post()).items()})
        token = token_of(given.pop("token", None), request.headers.get("Authorization"), None)
        function = request.match_info["function"]
        self.record("http", f"/{function}", {name: v for name, v in given.items() if name not in HIDDEN})
        if held := self.hanging.get(function):
            await held.wait()
        try:
            return reply(self.answer(function, given, token))
        except ParameterError as err:
            return reply(err.body, err.status)
        except RefusedError as err:
            return reply({"success": False, "msg": str(err)})

    def answer(self, function: str, given: Mapping[str, str], token: str | None) -> dict[str, Any]:
        """What the gateway answers to one call."""
        known = function in self.house.replies or function in DOINGS or function in self.shutters.functions
        if (not known and function not in ("login", "logout")) or function in self.house.without:
            raise ParameterError(404, {"success": False, "msg": f"The path '/{function}' was not found."})
        if self.maintenance:
            raise ParameterError(503, {"success": False, "msg": "maintenance_mode"})
        if function not in WITHOUT_LOGIN:
            user = self.accounts.user_of(token)
            if user is None or user.role != SUPER:
                raise ParameterError(401, {"success": False, "msg": "invalid_token"})
        if failure := self.failing.get(function):
            raise failure
        values = parsed(function, given)
        if function == "login":
            return self.login(**values)
        if function == "logout":
            self.accounts.revoke(token)
            return {"success": True, "status": "OK"}
        if not self.master_answers and function not in ("get_version", "health_check", "get_features"):
            raise ParameterError(503, {"success": False, "msg": "Internal communication failure"})
        return self.do(function, values)

    def do(self, function: str, values: dict[str, Any]) -> dict[str, Any]:
        """Do a function of the house, or read one."""
        if function in DOINGS:
            return {"success": True, **DOINGS[function](self.house, **values)}
        if function in self.shutters.functions:
            return {"success": True, **self.shutters.functions[function](self.house, **values)}
        answer = self.house.replies[function]
        if (fields := values.get("fields")) and "config" in answer:
            rows = [{name: row[name] for name in fields if name in row} for row in answer["config"]]
            return {**answer, "config": rows}
        return answer

    def login(
        self,
        username: str,
        password: str,
        accept_terms: bool = False,
        timeout: int | None = None,
        impersonate: str | None = None,
    ) -> dict[str, Any]:
        """Give a token; the first time only to who accepts the terms."""
        user = self.accounts.find(username, password)
        if user is None:
            raise ParameterError(401, {"success": False, "msg": "invalid_credentials"})
        user.accepted_terms = user.accepted_terms or bool(accept_terms)
        if not user.accepted_terms:
            return {"success": True, "next_step": "accept_terms"}
        return {"success": True, "token": self.accounts.issue(username, timeout)}

    # Websocket

    async def websocket(self, request: web.Request) -> web.StreamResponse:
        """The events, for whoever subscribes; frames are binary even for JSON (page, section 1.5)."""
        token = token_of(
            request.query.get("token"),
            request.headers.get("Authorization"),
            request.headers.get("Sec-WebSocket-Protocol"),
        )
        self.record("http", "/ws_events", None)
        if token is None:
            assert request.transport is not None
            request.transport.write(b"Not authenticated\r\n\r\n")
            request.transport.close()
            return web.Response()
        user = self.accounts.user_of(token)
        if user is None or user.role != SUPER:
            return reply({"success": False, "msg": "invalid_token"}, 401)
        if unexpected := [name for name in request.query if name not in ("token", "serialization")]:
            return reply(f"<html>{unexpected[0]}</html>", 400)
        if not self.json_websocket and "serialization" in request.query:
            return reply("<html>serialization</html>", 400)
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        self.sockets[socket] = set()
        self._packed[socket] = request.query.get("serialization", "msgpack") == "msgpack"
        self.record("websocket", "connected", None)
        try:
            async for message in socket:
                if message.type in (WSMsgType.TEXT, WSMsgType.BINARY):
                    await self.hear(socket, message.data)
        finally:
            self.sockets.pop(socket, None)
            self._packed.pop(socket, None)
            self.record("websocket", "disconnected", None)
        return socket

    async def hear(self, socket: web.WebSocketResponse, data: str | bytes) -> None:
        """Take a subscription or a ping."""
        packed = isinstance(data, bytes) and self._packed[socket]
        message = msgpack.unpackb(data) if packed and isinstance(data, bytes) else json.loads(data)
        self.record("websocket", message["type"], message.get("data"))
        if message["type"] == "PING" and self.answers_pings:
            await self.send(socket, "PONG", None)
        elif message["type"] == "ACTION" and message["data"]["action"] == "set_subscription":
            self.sockets[socket] = set(message["data"]["types"])

    def push(self, kind: str, data: Any) -> None:
        """Send an event to whoever subscribed to its kind."""
        for socket, kinds in list(self.sockets.items()):
            if kind in kinds:
                task = asyncio.ensure_future(self.send(socket, kind, data))
                self._sending.add(task)
                task.add_done_callback(self._sending.discard)

    async def send(self, socket: web.WebSocketResponse, kind: str, data: Any) -> None:
        """Send one message."""
        envelope = {"type": kind, "data": data, "error": {"code": 0, "description": "no error"}, "_version": 1.0}
        if socket.closed:
            return
        packed = self._packed.get(socket, False)
        await socket.send_bytes(msgpack.packb(envelope) if packed else json.dumps(envelope).encode())
        self.record("websocket_out", kind, data)

    async def drop(self, code: int = 1001) -> None:
        """Close every websocket, as a gateway that stops does."""
        for socket in list(self.sockets):
            await socket.close(code=code)


def reply(body: dict[str, Any] | str, status: int = 200) -> web.Response:
    """An answer as CherryPy gives it: errors padded with blanks, some as a page."""
    if isinstance(body, str):
        return web.Response(text=body, status=status, content_type="text/html")
    text = json.dumps(body)
    if status in (404, 406):
        text = text.ljust(PADDED)
    return web.Response(text=text, status=status, content_type="application/json")
