"""Cameras and pictures: the hub is asked when somebody looks."""

from __future__ import annotations

from datetime import UTC, datetime
from http import HTTPStatus

import pytest
from homeassistant.components.camera import async_get_image
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError
from pytest_homeassistant_custom_component.typing import ClientSessionGenerator

from custom_components.multihub.hubs.base import HubCommandError
from tests.helpers import AddEntry

from .house import put_up

LATER = datetime(2025, 2, 1, tzinfo=UTC)


async def test_a_camera_shows_what_the_hub_answers(
    hass: HomeAssistant, add_entry: AddEntry, hass_client_no_auth: ClientSessionGenerator
) -> None:
    one = await put_up(hass, add_entry, "camera")
    client = await hass_client_no_auth()

    response = await client.get(one.state.attributes["entity_picture"])

    assert response.status == HTTPStatus.OK
    assert await response.read() == b"answer"
    assert response.content_type == "image/jpeg"


async def test_a_camera_that_fails_says_why(hass: HomeAssistant, add_entry: AddEntry) -> None:
    one = await put_up(hass, add_entry, "camera")
    one.hub.errors["send"] = HubCommandError("it is dark")

    with pytest.raises(HomeAssistantError) as caught:
        await async_get_image(hass, one.entity_id)

    assert caught.value.translation_key == "command_failed"


@pytest.mark.parametrize(("key", "proxy"), [("camera", "camera_proxy"), ("image", "image_proxy")])
async def test_a_picture_that_fails_is_an_error_and_no_traceback(
    hass: HomeAssistant,
    add_entry: AddEntry,
    hass_client: ClientSessionGenerator,
    caplog: pytest.LogCaptureFixture,
    key: str,
    proxy: str,
) -> None:
    one = await put_up(hass, add_entry, key)
    one.hub.errors["send"] = HubCommandError("it is dark")
    client = await hass_client()
    caplog.clear()

    response = await client.get(f"/api/{proxy}/{one.entity_id}")

    assert response.status == HTTPStatus.INTERNAL_SERVER_ERROR
    assert "Traceback" not in caplog.text


async def test_a_picture_is_fetched_once_for_each_time_that_it_changes(
    hass: HomeAssistant, add_entry: AddEntry, hass_client_no_auth: ClientSessionGenerator
) -> None:
    one = await put_up(hass, add_entry, "image")
    client = await hass_client_no_auth()

    async def look() -> bytes:
        response = await client.get(one.state.attributes["entity_picture"])
        assert response.status == HTTPStatus.OK
        body: bytes = await response.read()
        return body

    assert [await look(), await look()] == [b"answer", b"answer"]
    assert len(one.hub.sent) == 1
    await one.become(updated=LATER)
    await look()

    assert len(one.hub.sent) == 2
    assert one.state.state == LATER.isoformat()


async def test_a_picture_of_unknown_age_is_fetched_each_time(
    hass: HomeAssistant, add_entry: AddEntry, hass_client: ClientSessionGenerator
) -> None:
    one = await put_up(hass, add_entry, "image", updated=None, content_type="image/png")
    client = await hass_client()

    for _ in range(2):
        response = await client.get(f"/api/image_proxy/{one.entity_id}")
        assert response.content_type == "image/png"

    assert len(one.hub.sent) == 2
