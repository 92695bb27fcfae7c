"""A doorbell to a notice with a picture: the real app's registration, and what its push service is sent."""

from __future__ import annotations

from collections.abc import AsyncIterator
from http import HTTPStatus
from typing import Any

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer
from homeassistant.components.event import EventDeviceClass
from homeassistant.core import HomeAssistant
from homeassistant.helpers import device_registry as dr
from homeassistant.setup import async_setup_component
from pytest_homeassistant_custom_component.typing import ClientSessionGenerator

from custom_components.multihub.model import Event
from tests.memory_hub.house import FEATURES

from .home import MakeHome

RATE_LIMITS = {"successful": 1, "errors": 0, "maximum": 150, "resetsAt": "2099-01-01T00:00:00.000Z"}


@pytest.fixture
async def pushed() -> AsyncIterator[tuple[str, list[dict[str, Any]]]]:
    """The address of a push service, and what it was sent."""
    sent: list[dict[str, Any]] = []

    async def push(request: web.Request) -> web.Response:
        sent.append(await request.json())
        return web.json_response({"rateLimits": RATE_LIMITS}, status=HTTPStatus.CREATED)

    app = web.Application()
    app.router.add_post("/push", push)
    async with TestServer(app) as server:
        yield str(server.make_url("/push")), sent


async def phone(hass: HomeAssistant, client: ClientSessionGenerator, push_url: str) -> str:
    """Set up the app on a phone; gives its device."""
    assert await async_setup_component(hass, "notify", {})
    assert await async_setup_component(hass, "mobile_app", {})
    registration = {
        "app_id": "io.example.companion",
        "app_name": "Companion",
        "app_version": "1.0",
        "device_id": "phone",
        "device_name": "Phone",
        "manufacturer": "Nobody",
        "model": "Phone",
        "os_name": "None",
        "os_version": "1",
        "supports_encryption": False,
        "app_data": {"push_token": "token", "push_url": push_url},
    }
    answer = await (await client()).post("/api/mobile_app/registrations", json=registration)
    assert answer.status == HTTPStatus.CREATED
    await hass.async_block_till_done()
    [entry] = hass.config_entries.async_entries("mobile_app")
    [device] = dr.async_entries_for_config_entry(dr.async_get(hass), entry.entry_id)
    return device.id


def bell(*event_types: str, device_class: EventDeviceClass = EventDeviceClass.DOORBELL) -> Event:
    return Event(key="bell", name="Bell", event_types=event_types, device_class=device_class)


@pytest.mark.parametrize(("key", "way"), [("camera", "camera_proxy"), ("image", "image_proxy")])
async def test_a_ring_shows_who_is_at_the_door(
    hass: HomeAssistant,
    hass_client: ClientSessionGenerator,
    make_home: MakeHome,
    pushed: tuple[str, list[dict[str, Any]]],
    key: str,
    way: str,
) -> None:
    push_url, sent = pushed
    home = await make_home(bell("ring"), FEATURES[key], FEATURES["switch"])
    await home.automate(
        "doorbell",
        bell=home.entity_id("bell"),
        picture=home.entity_id(key),
        phone=await phone(hass, hass_client, push_url),
        also=[{"action": "switch.turn_on", "target": {"entity_id": home.entity_id("switch")}}],
    )
    await home.happens("bell", "ring")
    [notice] = sent
    assert notice["title"] == "Thing Bell"
    assert notice["message"] == "Somebody is at the door."
    assert notice["data"]["image"] == f"/api/{way}/{home.entity_id(key)}"
    assert home.state("switch").state == "on"
    # and that is where the picture is
    picture = await (await hass_client()).get(notice["data"]["image"])
    assert (picture.status, await picture.read()) == (HTTPStatus.OK, b"answer")


async def test_ringing_again_at_once_is_no_other_notice(
    hass: HomeAssistant,
    hass_client: ClientSessionGenerator,
    make_home: MakeHome,
    pushed: tuple[str, list[dict[str, Any]]],
) -> None:
    """A key that serves as a bell says that it is pressed, and that it is let go."""
    push_url, sent = pushed
    home = await make_home(
        bell("press_start", "press_end", "long_press_start", "long_press_end", device_class=EventDeviceClass.BUTTON),
        FEATURES["camera"],
    )
    await home.automate(
        "doorbell",
        bell=home.entity_id("bell"),
        picture=home.entity_id("camera"),
        phone=await phone(hass, hass_client, push_url),
        message="Ding dong.",
        pause=20,
    )
    await home.happens("bell", "press_start")
    await home.happens("bell", "press_end")
    assert [notice["message"] for notice in sent] == ["Ding dong."]
    await home.pass_time(seconds=30)
    await home.happens("bell", "long_press_end")
    assert len(sent) == 1
    await home.happens("bell", "press_start")
    assert len(sent) == 2
