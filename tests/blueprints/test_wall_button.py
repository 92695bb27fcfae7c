"""A wall button to any light."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from homeassistant.components.event import EventDeviceClass
from homeassistant.core import HomeAssistant
from homeassistant.setup import async_setup_component

from custom_components.multihub.model import Event
from tests.memory_hub.house import FEATURES
from tests.memory_hub.words import DEVICE

from .home import Home, MakeHome

HOMEMATICIP = ("press_end", "long_press_start", "long_press_end")
OPENMOTICS = ("press_start", "press_end", "long_press_start", "long_press_end")
OPENMOTICS_WITHOUT_RELEASE = ("press_start",)
HOMESEER = ("scene_1_pressed", "scene_1_held", "scene_2_pressed", "scene_2_held")


def button(*event_types: str) -> Event:
    return Event(key="key", name="Key", event_types=event_types, device_class=EventDeviceClass.BUTTON)


async def with_button(make_home: MakeHome, *event_types: str, **inputs: Any) -> Home:
    home = await make_home(button(*event_types), FEATURES["light"], FEATURES["switch"])
    lights = {"entity_id": home.entity_id("light")}
    await home.automate("wall_button", button=home.entity_id("key"), lights=lights, **inputs)
    return home


@pytest.mark.parametrize(
    ("event_types", "press"),
    [
        (HOMEMATICIP, ["press_end"]),
        (OPENMOTICS, ["press_start", "press_end"]),
        (OPENMOTICS_WITHOUT_RELEASE, ["press_start"]),
        (HOMESEER, ["scene_1_pressed"]),
    ],
    ids=["homematicip", "openmotics", "openmotics without release", "homeseer"],
)
async def test_each_press_turns_the_light_over_in_the_words_of_every_hub(
    make_home: MakeHome, event_types: tuple[str, ...], press: list[str]
) -> None:
    home = await with_button(make_home, *event_types)
    for state in ("on", "off", "on"):
        for event_type in press:
            await home.happens("key", event_type)
        assert home.state("light").state == state
        assert home.hub.feature(DEVICE, "light").is_on is (state == "on")


async def test_a_long_press_does_what_was_chosen_and_leaves_the_light_alone(make_home: MakeHome) -> None:
    home = await with_button(
        make_home,
        *OPENMOTICS,
        long_press=[{"action": "switch.turn_on", "target": {"entity_id": "switch.thing"}}],
    )
    for event_type in ("press_start", "long_press_start", "long_press_end"):
        await home.happens("key", event_type)
    assert home.state("switch").state == "on"
    assert home.state("light").state == "off"


async def test_a_press_in_other_words_can_be_chosen(make_home: MakeHome) -> None:
    home = await with_button(make_home, *HOMESEER, short_types=["scene_2_pressed"])
    await home.happens("key", "scene_1_pressed")
    assert home.state("light").state == "off"
    await home.happens("key", "scene_2_pressed")
    assert home.state("light").state == "on"


async def test_a_button_that_comes_back_or_is_called_otherwise_was_not_pressed(make_home: MakeHome) -> None:
    home = await with_button(make_home, *HOMEMATICIP)
    await home.happens("key", "press_end")
    assert home.state("light").state == "on"
    home.hub.put(replace(home.hub.devices[DEVICE], available=False))
    await home.hass.async_block_till_done()
    assert home.state("key").state == "unavailable"
    home.hub.put(replace(home.hub.devices[DEVICE], available=True))
    await home.become("key", name="Other key")
    assert home.state("key").attributes["friendly_name"] == "Thing Other key"
    assert home.state("light").state == "on"


async def test_the_first_press_ever_counts(hass: HomeAssistant, make_home: MakeHome) -> None:
    home = await with_button(make_home, *HOMEMATICIP)
    assert home.state("key").state == "unknown"
    await home.happens("key", "press_end")
    assert home.state("light").state == "on"


async def test_an_input_that_is_left_out_is_told(
    hass: HomeAssistant, make_home: MakeHome, caplog: pytest.LogCaptureFixture
) -> None:
    """So that a test that passes has all of them."""
    home = await make_home(button(*HOMEMATICIP))
    use = {"path": "multihub/wall_button.yaml", "input": {"button": home.entity_id("key")}}
    assert await async_setup_component(hass, "automation", {"automation": {"use_blueprint": use}})
    assert "Missing input lights" in caplog.text
