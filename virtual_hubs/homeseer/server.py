"""The virtual HomeSeer: its web server, its ASCII port, its webhook, and MyHS before it."""

from __future__ import annotations

import asyncio
import base64
import contextlib
import json
import urllib.parse
from typing import Any

import aiohttp
from aiohttp import web

from .. import LOOPBACK
from ..base import VirtualHub
from ..certificate import Certificate
from .api import GUEST, Api, RefusalError
from .ascii_port import AsciiPort
from .controls import controls_of
from .demo import demo_house
from .faults import Fault
from .house import Change, House
from .trees import Generation

_CREDENTIALS = ("user", "pass", "token")


class VirtualHomeSeer(VirtualHub):
    """One HomeSeer at home and, through MyHS, ``systems`` of them.

    ``house`` is the first system's; the others have a demo house each, with licences counted from
    12345. ``password_required`` is what a Home Assistant in another subnet meets.
    """

    kind = "homeseer"

    def __init__(
        self,
        *,
        port: int = 0,
        ascii_port: int = 0,
        cloud_port: int = 0,
        generation: Generation = "hs4",
        house: House | None = None,
        fahrenheit: bool = False,
        tls: bool = False,
        username: str = "bill",
        password: str = "sesame",
        password_required: bool = False,
        systems: int = 1,
        way: str = "local",
    ) -> None:
        """Make a system of this generation."""
        super().__init__(port=port)
        self.generation: Generation = generation
        self.house = house or demo_house(generation, fahrenheit=fahrenheit)
        self.username, self.password = username, password
        self.password_required = password_required
        self.charset = "utf-8"
        """How the header that names the user is read."""
        self.token = "approved-client"
        self.api = Api(self.house, generation)
        self.api.username = username
        self.ascii = AsciiPort(self)
        self.tls = tls
        self.certificate: Certificate | None = None
        self.faults: list[Fault] = []
        self.webhook_url: str | None = None
        self.cloud_url = ""
        self.redirect_to: str | None = None
        """Where MyHS sends its callers on to, as the real one may."""
        self.way = way
        self._ascii_port, self._cloud_port = ascii_port, cloud_port
        others = [demo_house(generation) for _ in range(systems - 1)]
        self.systems = {"12345": ("Home", self.api)} | {
            str(12346 + number): (f"System {number + 2}", Api(other, generation)) for number, other in enumerate(others)
        }
        self._session: aiohttp.ClientSession | None = None
        self._stopping = asyncio.Event()
        self.controls |= controls_of(self)

    @property
    def is_guest(self) -> bool:
        """Whether the user may only look."""
        return self.api.permissions == GUEST

    async def start_servers(self) -> None:
        """Open the web server, the ASCII port and MyHS."""
        app = web.Application()
        for path in ("/JSON", "/json"):
            app.router.add_get(path, self._get)
            app.router.add_post(path, self._post)
        self.certificate = self.own_certificate("localhost") if self.tls else None
        context = self.certificate.context if self.certificate else None
        self.url = await self.serve(app, name="web", port=self.port, tls=context)
        self.port = int(self.url.rsplit(":", 1)[1])
        await self.ascii.open(self._ascii_port or self.kept_port("ascii"))
        self.keep_port("ascii", self.ascii.port)
        cloud = web.Application()
        cloud.router.add_get("/getsystems", self._systems)
        cloud.router.add_get("/json", self._cloud)
        self.cloud_url = await self.serve(cloud, name="cloud", port=self._cloud_port)
        self.house.listeners += [self._log_change, self.ascii.tell, self._post_webhook]
        self._session = aiohttp.ClientSession()
        self.flow = self._cloud_flow() if self.way == "cloud" else self._local_flow()

    async def stop_servers(self) -> None:
        """Close the ASCII port and the session that posts webhooks."""
        self._stopping.set()
        await self.ascii.close()
        if self._session:
            await self._session.close()

    def state(self) -> Any:
        """Every row's value and text by ref, what events ran and what was said."""
        return {
            "rows": {
                row.ref: {"name": row.name, "value": row.value, "status": row.status}
                for row in self.house.rows.values()
            },
            "events": {event.id: event.runs for event in self.house.events},
            "spoken": self.api.spoken,
            "ascii_listeners": self.ascii.listeners,
        }

    def fail(self, form: str, *requests: str, times: int = -1) -> Fault:
        """Answer these requests (none named: all) in this wrong way; ``faults`` lists what is wrong."""
        fault = Fault(form, requests, times)
        self.faults.append(fault)
        return fault

    def requests(self, name: str) -> int:
        """How often a request came in."""
        return sum(1 for entry in self.log if entry.kind == "http" and entry.what == name)

    # The flows that add it

    def _local_flow(self) -> dict[str, Any]:
        fields: dict[str, Any] = {"host": LOOPBACK, "port": self.port, "ascii_port": self.ascii.port}
        fields |= {"username": self.username, "password": self.password}
        if self.certificate:
            fields["ssl"] = True
        steps: dict[str, Any] = {"user": "homeseer", "homeseer": "homeseer_local", "homeseer_local": fields}
        return steps | ({"certificate": {}} if self.certificate else {})

    def _cloud_flow(self) -> dict[str, Any]:
        fields = {"username": self.username, "password": self.password, "advanced": {"url": self.cloud_url}}
        steps: dict[str, Any] = {"user": "homeseer", "homeseer": "homeseer_cloud", "homeseer_cloud": fields}
        return steps | ({"homeseer_system": {"license": "12345"}} if len(self.systems) > 1 else {})

    # Requests

    async def _get(self, request: web.Request) -> web.Response:
        return await self._answer(request, self.api, _parameters(request))

    async def _post(self, request: web.Request) -> web.Response:
        body = await request.json()
        self.record("http", str(body.get("action")), body)
        if not self._authorised(request, _parameters(request)):
            return web.Response(status=401)
        return _reply(lambda: self.api.post(body))

    async def _answer(self, request: web.Request, api: Api, parameters: dict[str, str]) -> web.Response:
        name = parameters.get("request", "")
        self.record("http", name, {key: value for key, value in parameters.items() if key not in _CREDENTIALS})
        for fault in self.faults:
            if fault.hits(name):
                return await fault.answer(self._stopping)
        if not self._authorised(request, parameters):
            return web.Response(status=401)
        return _reply(lambda: api.answer(name, parameters))

    def _authorised(self, request: web.Request, parameters: dict[str, str]) -> bool:
        header = request.headers.get("Authorization", "")
        if header.startswith("Basic "):
            user, _, password = base64.b64decode(header[6:]).decode(self.charset, "replace").partition(":")
            return (user, password) == (self.username, self.password)
        if "user" in parameters or "pass" in parameters:
            return (parameters.get("user"), parameters.get("pass")) == (self.username, self.password)
        return not self.password_required

    # MyHS

    def _cloud_authorised(self, parameters: dict[str, str]) -> bool:
        if "token" in parameters:
            return parameters["token"] == self.token
        return (parameters.get("user"), parameters.get("pass")) == (self.username, self.password)

    async def _systems(self, request: web.Request) -> web.Response:
        parameters = _parameters(request)
        self.record("http", "getsystems")
        for fault in self.faults:
            if fault.hits("getsystems"):
                return await fault.answer(self._stopping)
        if not self._cloud_authorised(parameters):
            return _json({"response": "error", "responsecode": 401, "systems": []})
        systems = [
            {
                "license": licence,
                "friendly_name": name,
                "hslocalip": f"{LOOPBACK}:{self.port}",
                "hswanip": "203.0.113.7",
                "detected_wan_ip": "203.0.113.7",
                "tunnelip": "connected22.homeseer.com",
                "online": True,
            }
            for licence, (name, _) in self.systems.items()
        ]
        return _json({"response": "ok", "responsecode": 200, "systems": systems, "HasSubscription": True})

    async def _cloud(self, request: web.Request) -> web.Response:
        if self.redirect_to:
            return web.Response(status=302, headers={"Location": f"{self.redirect_to}{request.rel_url}"})
        parameters = _parameters(request)
        if not self._cloud_authorised(parameters):
            return web.Response(status=401)
        system = self.systems.get(parameters.get("licenseid", ""))
        if system is None:
            return _json({"Response": "Error, license not found"})
        return await self._answer(request, system[1], {**parameters, "user": self.username, "pass": self.password})

    # The webhook, and what is written down

    def _log_change(self, change: Change) -> None:
        self.record("changed", str(change.row.ref), {"value": change.row.value, "status": change.row.status})

    def _post_webhook(self, change: Change) -> None:
        if self.webhook_url and self.generation == "hs4":
            row = change.row
            data = {
                "ref": row.ref,
                "name": row.name,
                "location": row.room,
                "location2": row.floor,
                "value": row.value,
                "status": row.status,
                "last_change": f"/Date({row.changed_at}-0400)/",
            }
            self.spawn(self._send_webhook(self.webhook_url, {"type": "devicechange", "data": data}))

    async def _send_webhook(self, url: str, body: dict[str, Any]) -> None:
        assert self._session
        with contextlib.suppress(aiohttp.ClientError, TimeoutError):
            async with self._session.post(url, json=body) as answer:
                self.record("webhook_out", str(body["data"]["ref"]), answer.status)


def _parameters(request: web.Request) -> dict[str, str]:
    """The query with its names in lower case; ``+`` stays a plus, as it may on the real one."""
    parameters = {}
    for part in request.rel_url.raw_query_string.split("&"):
        name, _, value = part.partition("=")
        parameters[urllib.parse.unquote(name).lower()] = urllib.parse.unquote(value)
    return parameters


def _reply(work: Any) -> web.Response:
    try:
        body = work()
    except RefusalError as refusal:
        body = refusal.body
    except (ValueError, KeyError):
        body = "error"
    if isinstance(body, bytes):
        return web.Response(body=body, content_type="image/jpeg")
    return web.Response(text=f"{body}\r\n", content_type="text/html" if body in ("ok", "error") else "application/json")


def _json(data: Any) -> web.Response:
    return web.Response(text=json.dumps(data), content_type="application/json")
