"""The cloud of today (v1.1): client credentials in, JSON objects out, several installations."""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable, Mapping
from typing import Any

from aiohttp import web

from .cloud_objects import CloudObjects
from .doings import do_group_action, set_all_lights_off, set_output
from .house import House, RefusedError
from .rows import Row
from .shutters import Shutters
from .thermostats import set_thermostat, set_thermostat_group

BASE = "/api/v1.1"
OLD_ISSUER = f"{BASE}/authentication/oauth2/token"
NEW_ISSUER = "/rensonpublic.onmicrosoft.com/b2c_1a_smart_hrd_si_r1/oauth2/v2.0/token"
NEW_SCOPE = "https://rensonpublic.onmicrosoft.com/eb3ae9c8-806f-4cd5-8b93-737cbf34138d/.default"
OLD_SCOPE = "control view configure"
UUID_DASHES = 4
PAGE = 100

type Verb = Callable[[int, Mapping[str, Any]], Row]


class CloudInstallation:
    """One installation as the cloud knows it, and what can be done there."""

    def __init__(self, number: int, name: str, house: House, shutters: Shutters) -> None:
        """Speak for a house."""
        self.number = number
        self.name = name
        self.house = house
        self.online = True
        self.control_allowed = True
        self.objects = CloudObjects(number, house)
        self.verbs: dict[tuple[str, str], Verb] = {
            ("outputs", "turn_on"): lambda n, body: set_output(house, n, is_on=True, dimmer=body.get("value")),
            ("outputs", "turn_off"): lambda n, _: set_output(house, n, is_on=False),
            ("outputs", "toggle"): self._toggle,
            ("lights", "turn_on"): lambda n, body: self._light(n, on=True, value=body.get("value")),
            ("lights", "turn_off"): lambda n, _: self._light(n, on=False, value=None),
            ("shutters", "open"): lambda n, _: shutters.up(house, n),
            ("shutters", "close"): lambda n, _: shutters.down(house, n),
            ("shutters", "stop"): lambda n, _: shutters.stop(house, n),
            ("shutters", "change_position"): lambda n, body: shutters.goto(house, n, body["position"]),
            ("thermostats/groups", "mode"): lambda n, body: set_thermostat_group(house, n, mode=body["mode"].lower()),
            ("thermostats/units", "state"): lambda n, body: set_thermostat(house, n, state=body["state"].lower()),
            ("thermostats/units", "setpoint"): lambda n, body: set_thermostat(
                house, n, temperature=body["temperature"]
            ),
            ("thermostats/units", "preset"): lambda n, body: set_thermostat(house, n, preset=body["preset"].lower()),
            ("groupactions", "trigger"): lambda n, _: do_group_action(house, n),
        }

    def _light(self, number: int, *, on: bool, value: int | None) -> Row:
        light = next((light for light in self.house.lights if light["id"] == number + self.objects.base), None)
        if light is None:
            raise RefusedError("Object not found")
        light["status"]["on"] = on
        if value is not None:
            light["status"]["value"] = value
        return {}

    def _toggle(self, number: int, _: Mapping[str, Any]) -> Row:
        status = self.house.row("get_output_status", number, "status")
        if status is None:
            raise RefusedError("Object not found")
        return set_output(self.house, number, is_on=not status["status"])

    def described(self) -> Row:
        """The installation in the list of installations."""
        return {
            "id": self.number,
            "name": self.name,
            "description": "",
            "gateway_model": "openmotics",
            "platform": self.house.replies["get_platform_details"]["platform"],
            "version": self.house.replies["get_version"]["version"],
            "registration_key": f"key-{self.number}",
            "network": {"local_ip_address": "127.0.0.1"},
            "flags": {"ONLINE": self.online, "UNREAD_NOTIFICATIONS": False},
            "features": self.house.replies["get_features"]["features"],
            "user_role": {"role": "ADMIN", "user_id": 7},
            "_acl": {"control": {"allowed": self.control_allowed, "reason": None}},
        }


class Cloud:
    """Serves the installations of one application."""

    def __init__(
        self,
        installations: list[CloudInstallation],
        credentials: Mapping[str, str],
        record: Callable[[str, str, Any], None],
        *,
        lifetime: float = 3600,
    ) -> None:
        """``credentials`` are the secrets by client id; ``lifetime`` that of a token, in seconds."""
        self.installations = {installation.number: installation for installation in installations}
        self.credentials = credentials
        self.record = record
        self.lifetime = lifetime
        self.page = PAGE
        self.failing: dict[str, int] = {}
        """The lists that can't be read, and the status with which that is said."""
        self._tokens: dict[str, float] = {}
        self.app = web.Application()
        self.app.router.add_post(OLD_ISSUER, self.token)
        self.app.router.add_post(NEW_ISSUER, self.token)
        self.app.router.add_get(f"{BASE}/base/installations", self.list_installations)
        self.app.router.add_route("*", BASE + "/base/installations/{number}", self.one_installation)
        self.app.router.add_route("*", BASE + "/base/installations/{number}/{path:.*}", self.in_installation)

    def revoke(self) -> None:
        """Forget every token."""
        self._tokens.clear()

    async def token(self, request: web.Request) -> web.Response:
        """Give a token to an application that knows its secret, at the issuer its id belongs to."""
        form = await request.post()
        client = str(form.get("client_id"))
        self.record("cloud", request.path, {"client_id": client, "scope": form.get("scope")})
        new = client.count("-") == UUID_DASHES
        right = (NEW_ISSUER, NEW_SCOPE) if new else (OLD_ISSUER, OLD_SCOPE)
        if (
            form.get("grant_type") != "client_credentials"
            or self.credentials.get(client) != form.get("client_secret")
            or (request.path, form.get("scope")) != right
        ):
            return web.json_response({"error": "invalid_client"}, status=401 if not new else 400)
        token = secrets.token_urlsafe(24)
        self._tokens[token] = time.time() + self.lifetime
        lifetime: str | int = str(int(self.lifetime)) if new else int(self.lifetime)
        return web.json_response({"access_token": token, "token_type": "Bearer", "expires_in": lifetime})

    async def list_installations(self, request: web.Request) -> web.Response:
        """The installations, page by page."""
        if (refused := self._refused(request)) is not None:
            return refused
        return self._paged(request, [installation.described() for installation in self.installations.values()])

    async def one_installation(self, request: web.Request) -> web.Response:
        """One installation."""
        if (refused := self._refused(request)) is not None:
            return refused
        installation = self.installations.get(int(request.match_info["number"]))
        return not_found() if installation is None else answer(installation.described())

    async def in_installation(self, request: web.Request) -> web.Response:
        """The things of an installation, and what is done with one."""
        if (refused := self._refused(request)) is not None:
            return refused
        installation = self.installations.get(int(request.match_info["number"]))
        if installation is None:
            return not_found()
        path = request.match_info["path"]
        body = await request.json() if request.can_read_body else {}
        if request.method == "POST":
            self.record("cloud_command", path, body)
            return self._do(installation, path, body)
        if status := self.failing.get(path):
            return web.json_response({"data": None, "_error": {"description": "Failed"}}, status=status)
        if path in installation.objects.kinds:
            return self._paged(request, installation.objects.kinds[path]())
        kind, _, number = path.rpartition("/")
        things = installation.objects.kinds.get(kind, list)()
        thing = next((thing for thing in things if str(thing["id"]) == number), None)
        return answer(thing) if thing else not_found()

    def _do(self, installation: CloudInstallation, path: str, body: Mapping[str, Any]) -> web.Response:
        if path == "outputs/turn_off":
            return answer(set_all_lights_off(installation.house))
        thing, _, verb = path.rpartition("/")
        kind, _, number = thing.rpartition("/")
        doing = installation.verbs.get((kind, verb))
        if doing is None or not number.isdigit():
            return not_found()
        if not installation.control_allowed:
            return web.json_response({"data": None, "_error": {"description": "Forbidden"}}, status=403)
        try:
            return answer(doing(installation.objects.local(int(number)), body))
        except RefusedError as err:
            return web.json_response({"data": None, "_error": {"description": str(err)}})

    def _refused(self, request: web.Request) -> web.Response | None:
        self.record("cloud", f"{request.method} {request.path}", dict(request.query))
        token = request.headers.get("Authorization", "").removeprefix("Bearer ")
        if self._tokens.get(token, 0) > time.time():
            return None
        return web.json_response({"data": None, "_error": {"description": "Unauthorized"}}, status=401)

    def _paged(self, request: web.Request, things: list[Row]) -> web.Response:
        page = int(request.query.get("page", 1))
        pages = max(1, -(-len(things) // self.page))
        part = things[(page - 1) * self.page : page * self.page]
        paging = {
            "page": page,
            "items_per_page": self.page,
            "number_of_items": len(things),
            "number_of_pages": pages,
        }
        return web.json_response({"data": part, "_error": None, "_acl": {}, "_paging": paging})


def answer(data: Any) -> web.Response:
    """A good answer."""
    return web.json_response({"data": data, "_error": None, "_acl": {}})


def not_found() -> web.Response:
    """What is not there."""
    return web.json_response({"data": None, "_error": {"description": "Not found"}}, status=404)
