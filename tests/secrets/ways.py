"""Each way in with secrets that nobody can mistake, and the dialog that leads there."""

from __future__ import annotations

import asyncio
import base64
import urllib.parse
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from homeassistant.config_entries import SOURCE_USER, ConfigEntry
from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import FlowResultType

from custom_components.multihub.const import DOMAIN
from virtual_hubs.base import VirtualHub
from virtual_hubs.homematicip import VirtualHomematicIP
from virtual_hubs.homematicip.house.build import house
from virtual_hubs.homeseer import VirtualHomeSeer, sized_house as small_homeseer
from virtual_hubs.homey import VirtualHomey
from virtual_hubs.openmotics import VirtualOpenMotics, sized_house as small_openmotics
from virtual_hubs.openmotics.hub import CLOUD_SECRET, EMAIL_PASSWORD, PASSWORD

PIN = "84736251"
SGTIN = "3014F711A0000CA7A717CA7A"
USER, PASS, LICENSE = "canary-user", "canary/pass word", "canary-license"


@dataclass(frozen=True)
class Way:
    """One way in."""

    name: str
    make: Callable[[], VirtualHub]
    secrets: Callable[[Any], set[str]]
    """What must never be told, of the hub as it is now: what it was told, and what it gave."""
    password: str
    """The field of the dialog that holds a secret."""
    wrong: str
    """What is typed there first, by mistake; also a secret: it may be a person's other password."""


def homematicip(way: str) -> Callable[[], VirtualHub]:
    rooms: dict[str, Any] = {"Hall": [("HmIP-HAP", "Access Point", {}), ("HmIP-PS-2", "Lamp", {})]}
    return lambda: VirtualHomematicIP(house=house(rooms, SGTIN), sgtin=SGTIN, pin=PIN, way=way)


def homeseer(way: str) -> VirtualHub:
    hub = VirtualHomeSeer(house=small_homeseer("hs4", 6), username=USER, password=PASS, password_required=True, way=way)
    hub.systems = {LICENSE: hub.systems["12345"]}
    return hub


def openmotics(way: str) -> Callable[[], VirtualHub]:
    return lambda: VirtualOpenMotics(house=small_openmotics(12, 1), way=way)


def _tokens(hub: VirtualHomematicIP) -> set[str]:
    return {PIN, *hub.access.tokens, *hub.plugins.tokens, "A1B2C3"}


def _homeseer(_: Any) -> set[str]:
    return {USER, PASS, LICENSE}


WAYS = (
    Way("homematicip cloud", homematicip("cloud"), _tokens, "pin", "73519264"),
    Way("homematicip hcu", homematicip("hcu"), _tokens, "pin", "73519264"),
    Way("homematicip connect", homematicip("connect"), _tokens, "activation_key", "C4A4A7"),
    Way("homematicip token", homematicip("token"), _tokens, "token", "CANARYWRONGTOKEN"),
    Way("homey key", lambda: VirtualHomey(size=4), lambda hub: set(hub.tokens), "token", "canary:wrong:key"),
    Way(
        "homey account",
        lambda: VirtualHomey(size=4, generation=2),
        lambda hub: {*hub.tokens, *hub.delegations, hub.account_token},
        "token",
        "canary-wrong-account",
    ),
    Way("homeseer local", lambda: homeseer("local"), _homeseer, "password", "canary-wrong-password"),
    Way("homeseer cloud", lambda: homeseer("cloud"), _homeseer, "password", "canary-wrong-password"),
    Way(
        "openmotics local",
        openmotics("local"),
        lambda hub: {PASSWORD, *hub.accounts._tokens},  # noqa: SLF001
        "password",
        "canary-wrong-password",
    ),
    Way(
        "openmotics cloud",
        openmotics("cloud"),
        lambda hub: {CLOUD_SECRET, *hub.cloud._tokens},  # noqa: SLF001
        "client_secret",
        "canary-wrong-secret",
    ),
    Way(
        "openmotics legacy",
        openmotics("legacy"),
        lambda hub: {EMAIL_PASSWORD, *hub.legacy_accounts._tokens},  # noqa: SLF001
        "password",
        "canary-wrong-password",
    ),
)


def disguises(secrets: set[str]) -> set[str]:
    """The secrets, also as they stand in addresses and headers."""
    quoted = {urllib.parse.quote(secret, safe="") for secret in secrets}
    packed = {base64.b64encode(secret.encode()).decode().rstrip("=") for secret in secrets}
    return {*secrets, *quoted, *packed, base64.b64encode(f"{USER}:{PASS}".encode()).decode()}


class Dialog:
    """The dialog that adds a hub, walked along what the hub says of itself; every page is kept."""

    def __init__(self, hass: HomeAssistant, hub: Any, way: Way) -> None:
        self.hass = hass
        self.hub = hub
        self.way = way
        self.pages: list[Any] = []
        self.wrong = True
        """Whether the secret is still to be typed wrongly."""

    async def walk(self) -> ConfigEntry[Any]:
        """To the end; gives the entry."""
        flows = self.hass.config_entries.flow
        page: Any = await flows.async_init(DOMAIN, context={"source": SOURCE_USER})
        async with asyncio.timeout(20):
            while page["type"] is not FlowResultType.CREATE_ENTRY:
                self.pages.append(page)
                page = await self._next(page)
        return page["result"]  # type: ignore[no-any-return]

    async def _next(self, page: Any) -> Any:
        flows = self.hass.config_entries.flow
        if page["type"] is FlowResultType.SHOW_PROGRESS:
            self.hub.press_button()
            await self.hass.async_block_till_done()
            return await flows.async_configure(page["flow_id"])
        step = page["step_id"]
        if page["type"] is FlowResultType.MENU:
            return await flows.async_configure(page["flow_id"], {"next_step_id": self.hub.flow[step]})
        assert page["type"] is FlowResultType.FORM, page
        if (page.get("errors") or {}).get("base") == "hub_locked":
            self.hub.press_button()
        typed = self.hub.flow.get(step, {})
        if self.wrong and self.way.password in typed:
            self.wrong = False
            typed = {**typed, self.way.password: self.way.wrong}
        return await flows.async_configure(page["flow_id"], typed)


def told_by(page: Any) -> str:
    """What a page tells: its words, its errors, and what its fields are filled with."""
    told = [str({key: value for key, value in page.items() if key not in ("data_schema", "data", "result", "context")})]
    schema = page.get("data_schema")
    for marker, kind in schema.schema.items() if schema else ():
        told += [str(getattr(marker, "description", "")), str(getattr(marker, "default", ""))]
        inner = getattr(getattr(kind, "schema", None), "schema", {})
        told += [str(getattr(one, "description", "")) for one in inner]
    return "\n".join(told)
