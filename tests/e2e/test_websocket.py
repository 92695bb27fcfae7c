"""Home Assistant's websocket, as its frontend uses it."""

from __future__ import annotations

import pytest

from . import HUBS
from .house import House


async def test_devices_hang_together_from_hub_to_part(house: House) -> None:
    async with house.websocket() as socket:
        devices = {device["id"]: device for device in await socket.ask("config/device_registry/list")}
        areas = await socket.ask("config/area_registry/list")
    for entry_id in house.where.entries.values():
        own = [device for device in devices.values() if entry_id in device["config_entries"]]
        roots = [device for device in own if device["via_device_id"] is None]
        assert own
        assert len(roots) == 1, [root["name"] for root in roots]
        assert all(device["name"] and device["manufacturer"] for device in own)
        assert all(device["via_device_id"] in devices for device in own if device not in roots)
        assert any(device["area_id"] for device in own)
    assert areas


async def test_every_entity_of_the_registry_is_ours_by_a_unique_id_of_its_own(house: House) -> None:
    async with house.websocket() as socket:
        entities = [
            entry for entry in await socket.ask("config/entity_registry/list") if entry["platform"] == "multihub"
        ]
    assert {entity["config_entry_id"] for entity in entities} == set(house.where.entries.values())
    unique = [(entity["entity_id"].partition(".")[0], entity["unique_id"]) for entity in entities]
    assert len(unique) == len(set(unique))
    assert not any(entity["unique_id"].startswith(("multihub", "http", "127.")) for entity in entities)


async def test_a_switch_made_elsewhere_is_told_to_the_browser_at_once(house: House) -> None:
    light = await house.first("light")
    await house.home.call("light.turn_off", entity_id=light)
    await house.until_state(light, "off")
    async with house.websocket() as socket:
        await socket.ask("subscribe_events", event_type="state_changed")
        await socket.ask("call_service", domain="light", service="turn_on", service_data={"entity_id": light})
        event = await socket.event(lambda event: event["data"]["entity_id"] == light)
        assert event["data"]["new_state"]["state"] == "on"


async def test_the_frontend_gets_texts_and_icons(house: House) -> None:
    async with house.websocket() as socket:
        for category in ("config", "entity", "exceptions"):
            answer = await socket.ask(
                "frontend/get_translations", language="en", category=category, integration=["multihub"]
            )
            assert any(key.startswith("component.multihub.") for key in answer["resources"]), category
        icons = await socket.ask("frontend/get_icons", category="entity", integration="multihub")
        assert icons["resources"]["multihub"]


async def test_the_frontend_knows_the_integration_as_a_custom_one(house: House) -> None:
    async with house.websocket() as socket:
        manifest = await socket.ask("manifest/get", integration="multihub")
        assert manifest["config_flow"] is True
        assert manifest["is_built_in"] is False


async def test_nothing_needs_repair_in_a_healthy_home(house: House) -> None:
    async with house.websocket() as socket:
        issues = (await socket.ask("repairs/list_issues"))["issues"]
    assert [issue for issue in issues if issue["domain"] == "multihub"] == []


async def test_system_health_tells_how_each_hub_is_reached(house: House) -> None:
    async with house.websocket() as socket:
        await socket.ask("system_health/info")
        event = await socket.event(lambda event: event["type"] == "initial")
        told = event["data"]["multihub"]["info"]
    assert set(told) == set(house.where.hubs)
    assert all(str(line).startswith("connected, by ") for line in told.values()), told


@pytest.mark.parametrize("hub", HUBS)
async def test_a_device_is_described_to_whoever_asks(house: House, hub: str) -> None:
    """One of our own actions, with its response."""
    device_id = next(member.device_id for member in await house.entities(hub) if member.device_id)
    answer = await house.home.post("/api/services/multihub/describe?return_response", {"device": device_id})
    assert answer["service_response"]


async def test_an_action_for_nobody_is_refused_with_its_reason(house: House) -> None:
    async with house.websocket() as socket:
        error = await socket.refusal(
            "call_service",
            domain="multihub",
            service="describe",
            service_data={"device": "no-such-device"},
            return_response=True,
        )
    assert error["code"] == "service_validation_error"
    assert error["translation_domain"] == "multihub"
    assert error["message"]
