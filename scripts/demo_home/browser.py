"""A person at a browser: adds a hub by clicking through the dialog, opens pages, switches, takes pictures."""

from __future__ import annotations

import json
import shutil
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import aiohttp
from playwright.async_api import Locator, Page, async_playwright

from . import ROOT, DemoError
from .processes import RunningHub

CHROMIUM: Final = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
"""The browser of this machine, ``None`` where there is none."""

DESKTOP: Final = (1280, 900)
PHONE: Final = (390, 844)

_SECONDS = 45
_FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@asynccontextmanager
async def open_browser(size: tuple[int, int], *, dark: bool = False) -> AsyncIterator[Page]:
    """An empty page in a browser of this size; a phone has twice the points."""
    if CHROMIUM is None:
        raise DemoError("there is no Chromium on this machine")
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=_FLAGS)
        try:
            context = await browser.new_context(
                viewport={"width": size[0], "height": size[1]},
                device_scale_factor=2 if size == PHONE else 1,
                locale="en-GB",
                color_scheme="dark" if dark else "light",
                has_touch=size == PHONE,
                is_mobile=size == PHONE,
            )
            context.set_default_timeout(_SECONDS * 1000)
            yield await context.new_page()
        finally:
            await browser.close()


@dataclass(slots=True)
class Person:
    """Somebody who looks at a Home Assistant and does what its pages offer."""

    page: Page
    address: str
    pictures: Path | None = None
    """Where to put a picture of each step, if anywhere."""

    async def go(self, path: str) -> None:
        """Open a page of Home Assistant; it lets this browser in without a password."""
        await self.page.goto(f"{self.address}{path}")

    async def picture(self, name: str, part: Locator | None = None) -> None:
        """Take a picture of the page or a part of it, if pictures are wanted."""
        if self.pictures is not None:
            await self.page.wait_for_timeout(600)  # until nothing moves any more
            await (part or self.page).screenshot(path=self.pictures / f"{name}.png")

    async def add(self, hub: RunningHub) -> None:
        """Add a hub: the integration's page, its dialog with all of its steps, to the end."""
        dialog = await self.begin()
        for step, typed in hub.flow.items():
            await self.answer(dialog, hub.hub, step, typed)
        await self._press_the_button_if_asked(dialog, hub)
        await dialog.get_by_role("button", name="Finish").or_(dialog.get_by_role("button", name="Skip")).first.click()
        # a dialog that closes goes back one step in the browser's history: not over the page that is opened next
        await dialog.locator("dialog").first.wait_for(state="hidden")
        await self.page.wait_for_timeout(500)

    async def begin(self) -> Locator:
        """Open the dialog that adds a hub."""
        await self.go("/config/integrations/dashboard/add?domain=multihub")
        await self.page.get_by_role("button", name="OK").click()
        return self.page.locator("dialog-data-entry-flow")

    async def answer(self, dialog: Locator, name: str, step: str, typed: str | Mapping[str, Any]) -> None:
        """Answer one step: choose from a menu, or fill a form and submit it."""
        texts = _texts()["step"][step]
        await dialog.get_by_text(texts["title"], exact=True).wait_for()
        if isinstance(typed, str):
            await self.picture(f"{name}-{step}", dialog.locator("dialog").first)
            await dialog.get_by_text(texts["menu_options"][typed], exact=True).click()
        else:
            await self._fill(dialog, texts, typed)
            await self.picture(f"{name}-{step}", dialog.locator("dialog").first)
            await dialog.get_by_role("button", name="Submit").click()

    async def is_told(self, dialog: Locator, error: str) -> None:
        """Wait until the dialog tells this error."""
        await dialog.get_by_text(_texts()["error"][error], exact=True).wait_for()

    async def typed(self, dialog: Locator, field: str) -> str:
        """What stands in a field of the form."""
        return await (await self._field(dialog, field)).locator("input").input_value()

    async def _press_the_button_if_asked(self, dialog: Locator, hub: RunningHub) -> None:
        waiting = dialog.get_by_text(
            _texts()["step"].get("press_button", {}).get("title", "no hub has a button"), exact=True
        )
        done = dialog.get_by_role("button", name="Finish").or_(dialog.get_by_role("button", name="Skip"))
        await waiting.or_(done).first.wait_for()
        if await waiting.count():
            await self.picture(f"{hub.hub}-press_button", dialog.locator("dialog").first)
            async with aiohttp.ClientSession() as session, session.post(f"{hub.control}/pair", json={}) as response:
                response.raise_for_status()
        await done.first.wait_for()

    async def _fill(self, form: Locator, texts: Mapping[str, Any], fields: Mapping[str, Any]) -> None:
        for field, value in fields.items():
            if isinstance(value, Mapping):
                section = texts["sections"][field]
                await form.get_by_text(section["name"], exact=True).click()
                await self._fill(form, section, value)
            elif isinstance(value, bool):
                box = (await self._field(form, field)).locator("input")
                await box.set_checked(value, force=True)
            else:
                await (await self._field(form, field)).locator("input").fill(str(value))

    async def _field(self, form: Locator, name: str) -> Locator:
        """The part of a form that asks for this field; only its script knows the field's name."""
        fields = form.locator("ha-selector, ha-form-string, ha-form-integer, ha-form-boolean")
        await fields.first.wait_for()
        for field in await fields.all():
            if await field.evaluate("part => part.name ?? part.schema?.name") == name:
                return field
        raise DemoError(f"the form does not ask for {name}")

    async def open_options(self, title: str) -> Locator:
        """Open the dialog of a hub's options, from its row on the integration's page; gives it when it can be sent."""
        await self.go("/config/integrations/integration/multihub")
        row = self.page.locator("ha-config-entry-row").filter(has_text=title).first
        await row.get_by_role("button", name="Configure").first.click()
        dialog = self.page.locator("dialog-data-entry-flow")
        await dialog.get_by_role("button", name="Submit").wait_for()
        return dialog

    async def open_device(self, device_id: str) -> None:
        """Open a device's page and wait until its entities are shown."""
        await self.go(f"/config/devices/device/{device_id}")
        await self.page.locator("ha-device-entities-card").first.wait_for()

    async def switch(self) -> None:
        """Press the first switch of the page; it shows the other state, and keeps it."""
        switch = self.page.locator("ha-entity-toggle ha-switch").first
        part = await switch.element_handle()
        was = await switch.evaluate("part => part.checked")
        await switch.click()
        await self.page.wait_for_function("([part, was]) => part.checked !== was", arg=[part, was])


def _texts() -> dict[str, Any]:
    path = ROOT / "custom_components" / "multihub" / "translations" / "en.json"
    texts: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))["config"]
    return texts
