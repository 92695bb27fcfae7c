"""A real browser: each hub added by clicking through the dialog, a device page opened, something switched."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from . import HUBS
from .house import House

if TYPE_CHECKING:
    from playwright.async_api import Page

pytest.importorskip("playwright", reason="the browser tests are not run here: no Playwright for this Python")

from scripts.demo_home.browser import CHROMIUM, DESKTOP, PHONE, Person, open_browser

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="the browser tests are not run here: no Chromium")


@asynccontextmanager
async def seen_if_it_fails(page: Page, folder: Path) -> AsyncIterator[None]:
    """Keep a picture of what the browser showed when the test failed."""
    try:
        yield
    except BaseException:
        await page.screenshot(path=folder / "failed.png")
        print(f"what the browser showed: {folder / 'failed.png'}")  # noqa: T201
        raise


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
@pytest.mark.parametrize("hub", HUBS)
async def test_a_hub_is_added_and_a_device_switched(
    empty_house: House, hub: str, size: tuple[int, int], tmp_path: Path
) -> None:
    async with open_browser(size) as page, seen_if_it_fails(page, tmp_path):
        person = Person(page, empty_house.where.address)
        await person.add(empty_house.where.hubs[hub])
        [entry] = await empty_house.home.entries()
        empty_house.where.entries[hub] = entry["entry_id"]
        assert entry["state"] == "loaded"
        device, entity_id = await something_to_switch(empty_house, hub)
        before = await empty_house.home.state(entity_id)
        await person.open_device(device["id"])
        await page.get_by_text(device["name_by_user"] or device["name"], exact=True).first.wait_for()
        await person.switch()
        await empty_house.until_state(entity_id, "off" if before == "on" else "on")


async def test_a_wrong_password_is_told_and_what_was_typed_stays_but_for_it(empty_house: House, tmp_path: Path) -> None:
    hub = empty_house.where.hubs["homeseer"]
    async with open_browser(DESKTOP) as page, seen_if_it_fails(page, tmp_path):
        person = Person(page, empty_house.where.address)
        dialog = await person.begin()
        for step in ("user", "homeseer"):
            await person.answer(dialog, "homeseer", step, hub.flow[step])
        right = hub.flow["homeseer_local"]
        await person.answer(dialog, "homeseer", "homeseer_local", {**right, "password": "not this one"})
        await person.is_told(dialog, "invalid_auth")
        assert await person.typed(dialog, "host") == right["host"]
        assert await person.typed(dialog, "password") == ""
        assert await empty_house.home.entries() == []
        await person.answer(dialog, "homeseer", "homeseer_local", {"password": right["password"]})
        await (
            dialog.get_by_role("button", name="Finish").or_(dialog.get_by_role("button", name="Skip")).first.wait_for()
        )
    assert [entry["state"] for entry in await empty_house.home.entries()] == ["loaded"]


async def something_to_switch(house: House, hub: str) -> tuple[dict[str, str], str]:
    """A device of the hub with exactly one entity that can be switched."""
    switchable: dict[str, list[str]] = {}
    for member in await house.entities(hub):
        if member.platform in ("light", "switch") and member.state in ("on", "off") and member.device_id:
            switchable.setdefault(member.device_id, []).append(member.entity_id)
    device_id, entity_ids = next(item for item in switchable.items() if len(item[1]) == 1)
    async with house.websocket() as socket:
        devices = await socket.ask("config/device_registry/list")
    return next(device for device in devices if device["id"] == device_id), entity_ids[0]
