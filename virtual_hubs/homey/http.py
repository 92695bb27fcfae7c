"""The virtual Homey's HTTP side: the local Web API, pictures, and the vendor's account service."""

from __future__ import annotations

import base64
import json
import re
import secrets
from functools import partial
from typing import TYPE_CHECKING, Any

from aiohttp import web

from .operations import ApiError, Operation, in_generation
from .realtime import Session

if TYPE_CHECKING:
    from .hub import VirtualHomey

PICTURE = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
"""A PNG of one pixel."""

PING = "/api/manager/system/ping"
LOGIN = "/api/manager/users/login"
KEYS = "/api/manager/users/pat"
ME = "/api/manager/sessions/session/me"

type Route = tuple[str, re.Pattern[str], Operation]


def routes(generation: int) -> list[Route]:
    """The operations of a generation, as what to match a request with."""
    result: list[Route] = []
    for operation in in_generation(generation):
        path = re.sub(r":(\w+)", r"(?P<\1>[^/]+)", operation.path).rstrip("/")
        result.append((operation.method, re.compile(f"^/api/manager/{operation.manager}{path}/?$"), operation))
    return result


def build(hub: VirtualHomey) -> web.Application:
    """The application of one hub."""
    app = web.Application(client_max_size=64 * 1024**2)
    known = routes(hub.generation)

    async def socket(request: web.Request) -> web.StreamResponse:
        if hub.down or hub.no_socket or request.query.get("EIO") != "3":
            raise web.HTTPBadRequest(text="no such transport")
        websocket = web.WebSocketResponse(autoping=True, max_msg_size=0)
        await websocket.prepare(request)
        session = Session(hub, websocket)
        hub.sessions.add(session)
        hub.touch()
        try:
            await session.run()
        finally:
            hub.sessions.discard(session)
            hub.touch()
        return websocket

    async def api(request: web.Request) -> web.StreamResponse:
        if hub.down:
            if request.transport is not None:
                request.transport.abort()
            raise web.HTTPServiceUnavailable
        body = await _body(request)
        path = request.path.rstrip("/")
        hub.record("http", f"{request.method} {path}", None if path == LOGIN else body)
        headers = hub.identity_headers()
        try:
            answer = await _answer(hub, known, request, path, body)
        except ApiError as err:
            hub.record("http_out", f"{err.status} {request.method} {path}")
            return web.json_response(err.body, status=err.status, headers=headers | _rest(hub, err.status))
        if isinstance(answer, web.Response):
            return answer
        return web.json_response(answer, headers=headers)

    app.router.add_get("/socket.io/", socket)
    app.router.add_route("*", "/api/{path:.*}", api)
    app.router.add_get("/cloud/user/me", partial(_account, hub))
    app.router.add_post("/cloud/delegation/token", partial(_delegation, hub))
    return app


async def _body(request: web.Request) -> Any:
    if not request.can_read_body:
        return None
    try:
        return await request.json()
    except ValueError:
        return None


def _bearer(request: web.Request) -> str | None:
    kind, _, token = request.headers.get("Authorization", "").partition(" ")
    return token if kind == "Bearer" and token else None


async def _answer(hub: VirtualHomey, known: list[Route], request: web.Request, path: str, body: Any) -> Any:
    if path != PING:
        hub.limit_rate()
    if (fault := hub.next_fault(request.method, path)) is not None:
        status, text = fault
        hub.record("http_out", f"{status} {request.method} {path}")
        headers = {} if path == PING else hub.identity_headers()
        return web.Response(status=status, text=text, headers=headers | _rest(hub, status))
    if path == PING:
        return _ping(hub, request)
    if hub.cloud_only:
        raise ApiError(404, "not_found")
    if path == LOGIN:
        return hub.login(str((body or {}).get("token")))
    token = _bearer(request)
    if hub.hides_routes:
        hub.scopes_of(token)
    if path == KEYS and hub.generation == 3:
        hub.scopes_of(token)
        raise ApiError(403, "missing_scopes")
    if path == ME:
        return hub.session_of(token)
    if path.startswith("/api/image/"):
        hub.scopes_of(token)
        return web.Response(body=PICTURE, content_type="image/png")
    for method, pattern, operation in known:
        if method == request.method and (found := pattern.match(path)):
            args: dict[str, Any] = {**request.query, **found.groupdict()}
            if operation.root:
                args[operation.root] = body
            elif isinstance(body, dict):
                args.update(body)
            return await hub.perform(operation, args, token)
    if hub.generation == 2:
        raise ApiError(500, "missing_api_method")
    raise ApiError(404, "not_found")


def _rest(hub: VirtualHomey, status: int) -> dict[str, str]:
    """For how long to leave it alone, where it refuses for haste and says so."""
    return {"Retry-After": str(hub.retry_after)} if status == 429 and hub.retry_after is not None else {}


def _ping(hub: VirtualHomey, request: web.Request) -> Any:
    if hub.ping_error:
        raise ApiError(403, hub.ping_error)
    asked = request.query.get("id")
    return "pong" if asked in (None, hub.homey_id) else False


async def _account(hub: VirtualHomey, request: web.Request) -> web.Response:
    hub.record("http", f"GET {request.path}")
    if _bearer(request) != hub.account_token:
        return web.json_response({"statusCode": 401, "error": "Unauthorized"}, status=401)
    if hub.account_answer is not None:
        return web.Response(text=hub.account_answer, content_type="application/json")
    homey = {
        "_id": hub.homey_id,
        "name": "Our Homey",
        "platform": "cloud" if hub.cloud_only else "local",
        "platformVersion": 1 if hub.generation == 2 else 2,
        "softwareVersion": hub.version,
        "role": "owner",
    }
    return web.json_response({"_id": "account", "firstname": "Sanne", "homeys": [*hub.other_homeys, homey]})


async def _delegation(hub: VirtualHomey, request: web.Request) -> web.Response:
    hub.record("http", f"POST {request.path}")
    if _bearer(request) != hub.account_token:
        return web.json_response({"statusCode": 401, "error": "Unauthorized"}, status=401)
    if hub.account_answer is not None:
        return web.Response(text=hub.account_answer, content_type="application/json")
    delegation = ".".join(secrets.token_urlsafe(24) for _ in range(3))
    hub.delegations.add(delegation)
    return web.Response(text=json.dumps(delegation), content_type="application/json")
