"""Home Assistant as an outside client sees it: its REST interface."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any

import aiohttp

from . import DemoError

USER = {"name": "Demo", "username": "demo", "password": "demo", "language": "en"}


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back for a request."""

    status: int
    content_type: str
    body: bytes

    @property
    def text(self) -> str:
        """The body as text."""
        return self.body.decode()

    @property
    def data(self) -> Any:
        """The body as JSON data."""
        return json.loads(self.body)


class HomeAssistant:
    """A Home Assistant at an address; ``token`` is there after ``onboard``."""

    def __init__(self, session: aiohttp.ClientSession, address: str) -> None:
        """Speak with the Home Assistant at this address."""
        self.session = session
        self.address = address
        self.token = ""

    async def request(self, method: str, path: str, **arguments: Any) -> Answer:
        """Send one request."""
        headers = {"Authorization": f"Bearer {self.token}"} if self.token else {}
        async with self.session.request(method, f"{self.address}{path}", headers=headers, **arguments) as response:
            return Answer(response.status, response.content_type, await response.read())

    async def get(self, path: str) -> Any:
        """What is at a path."""
        return _data("GET", path, await self.request("GET", path))

    async def post(self, path: str, data: Mapping[str, Any] | None = None) -> Any:
        """What a path answers to data."""
        return _data("POST", path, await self.request("POST", path, json=data or {}))

    async def answers(self) -> bool:
        """Whether its server is up and all of its integrations are set up."""
        try:
            response = await self.request("GET", "/api/config" if self.token else "/api/onboarding")
        except aiohttp.ClientError:
            return False
        if response.status != 200 or not self.token:
            return response.status == 200
        return bool(response.data["state"] == "RUNNING")

    async def onboard(self) -> None:
        """Make the only user, and sign in."""
        client = {"client_id": f"{self.address}/"}
        made = await self.post("/api/onboarding/users", {**USER, **client})
        form = {"grant_type": "authorization_code", "code": made["auth_code"], **client}
        token = _data("POST", "/auth/token", await self.request("POST", "/auth/token", data=form))
        self.token = token["access_token"]

    async def state(self, entity_id: str) -> str:
        """One entity's state."""
        return str((await self.get(f"/api/states/{entity_id}"))["state"])

    async def call(self, service: str, /, **data: Any) -> Any:
        """Call an action, ``light.turn_on`` say."""
        domain, _, name = service.partition(".")
        return await self.post(f"/api/services/{domain}/{name}", data)

    async def template(self, template: str) -> Any:
        """What a template that gives JSON gives."""
        response = await self.request("POST", "/api/template", json={"template": template})
        if response.status != 200:
            raise DemoError(f"The template failed: {response.text}")
        return response.data

    async def entries(self) -> list[dict[str, Any]]:
        """The integration's entries."""
        entries: list[dict[str, Any]] = await self.get("/api/config/config_entries/entry?domain=multihub")
        return entries


def _data(method: str, path: str, answer: Answer) -> Any:
    if answer.status not in (200, 201):
        raise DemoError(f"{method} {path} was answered with {answer.status}: {answer.text[:500]}")
    return answer.data


async def until[T](what: str, look: Callable[[], Awaitable[T | None]], *, timeout: float, pause: float = 0.1) -> T:
    """Look until there is something; gives it.

    Raises:
        DemoError: there was nothing in time; ``what`` says what was waited for.

    """
    try:
        async with asyncio.timeout(timeout):
            while not (found := await look()):
                await asyncio.sleep(pause)
            return found
    except TimeoutError:
        raise DemoError(f"{what}: not within {timeout:.0f} s") from None
