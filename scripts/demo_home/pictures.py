"""Takes the pictures in ``docs/pictures``: every dialog, the hubs' pages and devices, as the browser shows them."""

from __future__ import annotations

import asyncio
import sys
import tempfile
from pathlib import Path
from typing import Any, Final

import aiohttp

from . import ROOT, DemoError
from .browser import DESKTOP, PHONE, Person, open_browser
from .check import Member, members
from .rest import HomeAssistant
from .running import Address, running

PICTURES: Final = ROOT / "docs" / "pictures"

SHOWN: Final = ("climate", "cover", "light")
"""Of each hub the first device that has one of these, in this order."""


async def take(where: Address) -> None:
    """Add every hub by the dialog, and look at what came of it."""
    async with aiohttp.ClientSession() as session:
        home = HomeAssistant(session, where.address)
        home.token = where.token
        async with open_browser(DESKTOP) as page:
            person = Person(page, where.address, PICTURES)
            for name, hub in where.hubs.items():
                known = {entry["entry_id"] for entry in await home.entries()}
                await person.add(hub)
                [entry] = [entry for entry in await home.entries() if entry["entry_id"] not in known]
                await _look_at(person, name, entry, await _of(home, entry))
                print(f"{name}: taken")
            await person.go("/config/integrations/integration/multihub")
            await page.get_by_text("Multihub", exact=True).first.wait_for()
            await person.picture("integration")
        async with open_browser(PHONE) as page:
            person = Person(page, where.address, PICTURES)
            await person.open_device(str((await members_of_ours(home))[0].device_id))
            await person.picture("phone")


async def members_of_ours(home: HomeAssistant) -> list[Member]:
    """The entities of all hubs, those worth a picture first."""
    ours = {entry["entry_id"] for entry in await home.entries()}
    found = [member for member in await members(home) if member.entry_id in ours and member.device_id]
    return sorted(found, key=lambda member: SHOWN.index(member.platform) if member.platform in SHOWN else len(SHOWN))


async def _of(home: HomeAssistant, entry: dict[str, Any]) -> list[Member]:
    return [member for member in await members_of_ours(home) if member.entry_id == entry["entry_id"]]


async def _look_at(person: Person, name: str, entry: dict[str, Any], entities: list[Member]) -> None:
    """The hub's options, its list of devices, and the page of one."""
    options = await person.open_options(entry["title"])
    await person.picture(f"{name}-options", options.locator("dialog").first)
    await person.go(f"/config/devices/dashboard?config_entry={entities[0].entry_id}")
    await person.page.get_by_text("devices", exact=False).first.wait_for()
    await person.picture(f"{name}-devices")
    await person.open_device(str(entities[0].device_id))
    await person.picture(f"{name}-device")


def main() -> int:
    """Take them all; gives the exit code."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    try:
        with tempfile.TemporaryDirectory() as folder, running(Path(folder, "home"), "--by-hand") as where:
            asyncio.run(take(where))
    except DemoError as err:
        print(f"FAILED: {err}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
