"""How the demo adds a hub, beside a Home Assistant that is made up."""

from __future__ import annotations

from typing import Any

import aiohttp
import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from scripts.demo_home import DemoError
from scripts.demo_home.dialog import add_hub
from scripts.demo_home.processes import RunningHub
from scripts.demo_home.rest import HomeAssistant

HUB = RunningHub("homey", "http://127.0.0.1:9", "http://127.0.0.1:9", {})


async def added(entries: list[dict[str, Any]]) -> dict[str, Any]:
    """Add a hub where the dialog makes an entry at once; ``entries`` are those that there are then."""

    async def dialog(_: web.Request) -> web.Response:
        return web.json_response({"type": "create_entry", "result": {"entry_id": "1"}})

    async def listed(_: web.Request) -> web.Response:
        return web.json_response(entries)

    app = web.Application()
    app.router.add_post("/api/config/config_entries/flow", dialog)
    app.router.add_get("/api/config/config_entries/entry", listed)
    async with TestServer(app) as server, aiohttp.ClientSession() as session:
        return await add_hub(HomeAssistant(session, str(server.make_url("")).rstrip("/")), HUB)


def entry(state: str) -> dict[str, Any]:
    return {"entry_id": "1", "title": "Homey", "state": state, "reason": "it is asleep"}


async def test_the_new_entry_is_given_when_it_is_loaded() -> None:
    assert await added([entry("loaded")]) == entry("loaded")


async def test_an_entry_that_can_not_be_set_up_says_why() -> None:
    with pytest.raises(DemoError, match="setup_error: it is asleep"):
        await added([entry("setup_error")])


async def test_an_entry_that_is_gone_again_is_told_as_such() -> None:
    with pytest.raises(DemoError, match="gone again"):
        await added([])
