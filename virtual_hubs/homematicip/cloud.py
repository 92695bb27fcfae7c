"""The app interface over HTTP: the lookup, ``POST /hmip/*`` and the event socket; a HCU1 speaks it too."""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from aiohttp import web

from .access import Access
from .commands import CommandError, execute
from .faults import Faults
from .home import Home
from .plugins import Plugins
from .sockets import Sockets

type Json = dict[str, Any]

GATEWAY_PAGE = "<html><head><title>{0} Bad Gateway</title></head><body><h1>{0}</h1></body></html>"
SGTIN = re.compile(r"[0-9A-F]{24}")
LOOKUP_API_VERSION = "12"
AUTH_PREFIX = "auth/"
CONNECT_STEPS = ("auth/requestConnectApiAuthToken", "auth/confirmConnectApiAuthToken")


@dataclass(slots=True)
class Host:
    """One port that the interface is served on; once retired it is a gateway without anything behind it."""

    retired: bool = False


class AppInterface:
    """One access point as its clients see it over HTTP, whichever port and certificate it has."""

    def __init__(
        self, home: Home, access: Access, faults: Faults, sockets: Sockets, record: Callable[..., None]
    ) -> None:
        """Speak for this home, let in whom ``access`` lets in, misbehave as ``faults`` says."""
        self.home = home
        self.access = access
        self.faults = faults
        self.sockets = sockets
        self.record = record
        self.changed: Callable[[], None] = lambda: None
        """Called after each command, to push what it changed."""
        self.asked: Callable[[], None] = lambda: None
        """Called when a client asks to be let in."""
        self.plugins: Plugins | None = None
        """The Connect API's clients, of a HCU1: they ask for their tokens here."""
        self.addresses: Callable[[], tuple[str, str]] = lambda: ("", "")
        """REST and websocket address that the lookup gives."""
        self._hosts: list[Host] = []

    def rest_app(self, *, events: bool = False, lookup: bool = False) -> web.Application:
        """The REST server; with the event socket and the lookup on the same port if asked for."""
        app = web.Application(client_max_size=16 * 1024**2)
        if lookup:
            app.router.add_post("/getHost", self._guarded(self._lookup))
        host = Host()
        self._hosts.append(host)
        app.router.add_post("/hmip/{path:.+}", self._guarded(self._rest, host))
        if events:
            app.router.add_get("/", self._guarded(self._events, host))
        return app

    def events_app(self) -> web.Application:
        """The event socket's server, at the root."""
        app = web.Application()
        app.router.add_get("/", self._guarded(self._events))
        return app

    def retire_hosts(self) -> None:
        """Whatever serves REST and events now is gone; the lookup stays."""
        for host in self._hosts:
            host.retired = True

    def _guarded(
        self, handler: Callable[[web.Request], Awaitable[web.StreamResponse]], host: Host | None = None
    ) -> Callable[[web.Request], Awaitable[web.StreamResponse]]:
        async def handle(request: web.Request) -> web.StreamResponse:
            if self.faults.refusing == "abort" and request.transport is not None:
                transport = request.transport
                if isinstance(transport, asyncio.WriteTransport):
                    transport.abort()
                return web.Response(status=503)
            if self.faults.refusing is not None or (host is not None and host.retired):
                status = int(self.faults.refusing or 502)
                headers = {"Retry-After": self.faults.retry_after} if self.faults.retry_after else None
                page = GATEWAY_PAGE.format(status)
                return web.Response(status=status, text=page, content_type="text/html", headers=headers)
            try:
                return await handler(request)
            except CommandError as error:
                return web.json_response(error.body, status=error.status)

        return handle

    async def _lookup(self, request: web.Request) -> web.StreamResponse:
        body = await _json(request)
        self.record("http", "getHost", body)
        if (answer := self._made_up("getHost")) is not None:
            return answer
        characteristics = body.get("clientCharacteristics") if isinstance(body, dict) else None
        if not isinstance(characteristics, dict) or "apiVersion" not in characteristics:
            raise CommandError(400, "INVALID_REQUEST")
        if not isinstance(body.get("id"), str) or not SGTIN.fullmatch(body["id"]):
            raise CommandError(400, "INVALID_REQUEST")
        rest, websocket = self.addresses()
        return web.json_response({"urlREST": rest, "urlWebSocket": websocket, "apiVersion": LOOKUP_API_VERSION})

    async def _rest(self, request: web.Request) -> web.StreamResponse:
        path = request.match_info["path"]
        body = await _json(request)
        self.record("http", path, body)
        await self.faults.linger()
        if (answer := self._made_up(path)) is not None:
            return answer
        if self.faults.throttled:
            return web.Response(status=429)
        self.access.check_version(request.headers)
        if self.plugins is not None and path in CONNECT_STEPS:
            return web.json_response(self._activate(self.plugins, path, body))
        self.access.check_client(request.headers)
        if path.startswith(AUTH_PREFIX):
            return web.json_response(self._pair(path.removeprefix(AUTH_PREFIX), body, request))
        self.access.check_token(request.headers)
        if path == "home/setPin":
            result: Any = self.access.change_pin(body, request.headers)
            self.home.write_home({"pinAssigned": self.access.pin is not None})
        else:
            result = execute(self.home, path, body)
        self.changed()
        # a command that has nothing to say is answered with nothing at all
        return web.Response() if result is None else web.json_response(result)

    def _pair(self, step: str, body: Any, request: web.Request) -> Json:
        if step == "connectionRequest":
            try:
                return self.access.connection_request(body, request.headers)
            finally:
                self.asked()
        if step == "isRequestAcknowledged":
            return self.access.is_request_acknowledged(body)
        if step == "requestAuthToken":
            return self.access.request_token(body)
        if step == "confirmAuthToken":
            answer, client = self.access.confirm_token(body)
            self._welcome(client)
            return answer
        raise CommandError(404, "UNKNOWN_REQUEST")

    def _activate(self, plugins: Plugins, path: str, body: Any) -> Json:
        if path == CONNECT_STEPS[0]:
            return plugins.request_token(body)
        answer, client = plugins.confirm_token(body)
        self._welcome(client)
        return answer

    def _welcome(self, client: Json) -> None:
        self.home.add("client", client | {"homeId": self.home.part("home").get("id"), "userRole": "ADMIN"})
        self.changed()

    async def _events(self, request: web.Request) -> web.StreamResponse:
        token = self.access.check_token(request.headers)
        return await self.sockets.serve(request, token)

    def _made_up(self, path: str) -> web.Response | None:
        answer = self.faults.made_up(path)
        if answer is None:
            return None
        return web.Response(status=answer.status, text=answer.body, content_type=answer.content_type)


async def _json(request: web.Request) -> Any:
    try:
        return json.loads(await request.text() or "null")
    except json.JSONDecodeError as error:
        raise CommandError(400, "INVALID_REQUEST") from error
