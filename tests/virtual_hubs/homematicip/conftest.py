"""A virtual HomematicIP, and plain HTTP to speak with it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any

import aiohttp
import pytest

from virtual_hubs.homematicip import VirtualHomematicIP
from virtual_hubs.homematicip.access import client_authentication


@dataclass(frozen=True)
class Answer:
    """What came back."""

    status: int
    text: str
    body: Any


class Person:
    """Somebody who speaks to the hub with nothing but HTTP."""

    def __init__(self, hub: VirtualHomematicIP, session: aiohttp.ClientSession) -> None:
        self.hub = hub
        self.session = session

    @property
    def headers(self) -> dict[str, str]:
        """What every request must show."""
        sgtin = self.hub.sgtin
        client = {"CLIENTAUTH": client_authentication(sgtin), "ACCESSPOINT-ID": sgtin}
        return {"VERSION": "12", "AUTHTOKEN": self.hub.token, **client}

    async def post(self, path: str, body: Any = None, **changed: str) -> Answer:
        """``POST /hmip/path``."""
        headers = self.headers | changed
        async with self.session.post(f"{self.hub.rest_url}/hmip/{path}", json=body, headers=headers) as response:
            text = await response.text()
            body = await response.json() if response.content_type == "application/json" and text else None
            return Answer(response.status, text, body)

    async def control(self, name: str, **body: Any) -> Answer:
        """``POST {control}/name``."""
        async with self.session.post(f"{self.hub.control}/{name}", json=body) as response:
            return Answer(response.status, await response.text(), await response.json())

    async def listen(self, **changed: str) -> aiohttp.ClientWebSocketResponse:
        """Open the event socket."""
        return await self.session.ws_connect(self.hub.websocket_url, headers=self.headers | changed)

    def device(self, label: str) -> str:
        """The id of the device of this name."""
        return next(str(one["id"]) for one in self.hub.state()["devices"].values() if one["label"] == label)

    def group(self, kind: str, label: str) -> str:
        """The id of the group of this type and name."""
        groups = self.hub.state()["groups"].values()
        return next(str(one["id"]) for one in groups if (one["type"], one["label"]) == (kind, label))


@pytest.fixture
async def hub() -> AsyncIterator[VirtualHomematicIP]:
    hub = VirtualHomematicIP()
    await hub.start()
    yield hub
    await hub.stop()


@pytest.fixture
async def person(hub: VirtualHomematicIP) -> AsyncIterator[Person]:
    async with aiohttp.ClientSession() as session:
        yield Person(hub, session)
