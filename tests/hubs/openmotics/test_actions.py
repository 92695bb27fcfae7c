"""The examples of the vendor's SDK."""

from __future__ import annotations

from typing import Any

import pytest
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError, ServiceValidationError

from custom_components.multihub.const import DOMAIN
from virtual_hubs.openmotics import VirtualOpenMotics

from .helpers import set_up

WAYS = ("local", "cloud", "legacy")


async def act(hass: HomeAssistant, action: str, *, answers: bool = False, **data: Any) -> Any:
    return await hass.services.async_call(DOMAIN, action, data, blocking=True, return_response=answers)


def row(virtual: VirtualOpenMotics, number: int) -> dict[str, Any]:
    return virtual.house.row("get_output_status", number, "status") or {}


@pytest.mark.parametrize("way", WAYS)
async def test_output_one_is_switched_on_as_in_the_sdks_example(
    way: str, hass: HomeAssistant, virtual: VirtualOpenMotics
) -> None:
    await set_up(hass, virtual, way)
    await act(hass, "set_output", output=1, is_on=True)
    assert row(virtual, 1)["status"] == 1
    await act(hass, "set_output", output="dining table", is_on=True, level=30)
    assert (row(virtual, 8)["status"], row(virtual, 8)["dimmer"]) == (1, 30)


@pytest.mark.parametrize("way", WAYS)
async def test_all_outputs_that_are_on_are_shown_and_turned_off(
    way: str, hass: HomeAssistant, virtual: VirtualOpenMotics
) -> None:
    await set_up(hass, virtual, way)
    row(virtual, 8).update(status=1, dimmer=40)
    answer = await act(hass, "outputs_on", answers=True)
    assert answer["outputs"] == [
        {"id": "0", "name": "Ceiling", "room": "Living", "level": None},
        {"id": "8", "name": "Dining table", "room": "Living", "level": 40},
        {"id": "16", "name": "Valve living", "room": "Living", "level": None},
    ]
    assert await act(hass, "all_outputs_off", answers=True) == answer
    assert [status["id"] for status in virtual.house.rows("get_output_status", "status") if status["status"]] == []
    assert await act(hass, "outputs_on", answers=True) == {"outputs": []}


async def test_a_timer_is_for_the_gateway(hass: HomeAssistant, virtual: VirtualOpenMotics) -> None:
    await set_up(hass, virtual)
    await act(hass, "set_output", output=2, is_on=True, timer={"minutes": 5})
    assert row(virtual, 2)["ctimer"] == 300


async def test_a_classic_gateway_takes_only_its_own_timers(hass: HomeAssistant, virtual: VirtualOpenMotics) -> None:
    virtual.house.replies["get_platform_details"]["platform"] = "CLASSIC"
    await set_up(hass, virtual)
    with pytest.raises(ServiceValidationError) as refused:
        await act(hass, "set_output", output=2, is_on=True, timer={"minutes": 5})
    assert refused.value.translation_key == "no_such_timer"
    assert "450, 900" in (refused.value.translation_placeholders or {})["allowed"]
    await act(hass, "set_output", output=2, is_on=True, timer={"seconds": 450})
    assert row(virtual, 2)["ctimer"] == 450


@pytest.mark.parametrize(
    ("data", "said", "output"),
    [
        ({"output": 99}, "no_such_output", "99"),
        ({"output": "Attic"}, "no_such_output", "Attic"),
        ({"output": "Twin"}, "several_outputs", "Twin"),
        ({"output": 2, "level": 50}, "does_not_dim", "Kitchen island"),
    ],
)
async def test_what_can_not_be_switched_is_said_in_the_readers_language(
    data: dict[str, Any], said: str, output: str, hass: HomeAssistant, virtual: VirtualOpenMotics
) -> None:
    for number in (4, 5):
        found = virtual.house.row("get_output_configurations", number)
        assert found
        found["name"] = "Twin"
    await set_up(hass, virtual)
    with pytest.raises(ServiceValidationError) as refused:
        await act(hass, "set_output", is_on=True, **data)
    assert refused.value.translation_key == said
    assert (refused.value.translation_placeholders or {})["output"] == output


async def test_the_cloud_takes_no_timer_and_other_hubs_actions_are_not_ours(
    hass: HomeAssistant, virtual: VirtualOpenMotics
) -> None:
    await set_up(hass, virtual, "cloud")
    with pytest.raises(HomeAssistantError):
        await act(hass, "set_output", output=2, is_on=True, timer={"minutes": 5})
    with pytest.raises(HomeAssistantError):
        await act(hass, "activate_eco")
