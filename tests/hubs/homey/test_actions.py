"""A Homey's actions, its memory, and what it gives a developer."""

from __future__ import annotations

import argparse
import asyncio
import itertools
import json
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError, ServiceValidationError

from custom_components.multihub.diagnostics import async_get_config_entry_diagnostics
from custom_components.multihub.hubs.base import HubConnectionError, HubUnsupportedError
from custom_components.multihub.hubs.homey.client import HomeyClient, api, http
from custom_components.multihub.hubs.homey.hub import HomeyHub
from tests.helpers import entity_id, state, until
from virtual_hubs.homey import API_KEY, HOMEY_ID, VirtualHomey, create
from virtual_hubs.homey.insights import value_at

from .conftest import AddHomey, StartHomey

type MakeHub = Callable[[VirtualHomey], Awaitable[HomeyHub]]


@pytest.fixture
def make_hub(make_client: Callable[..., HomeyClient]) -> MakeHub:
    """Makes hubs that are connected and have fetched."""

    async def make(virtual: VirtualHomey) -> HomeyHub:
        hub = HomeyHub(make_client(virtual), HOMEY_ID, "Our Homey")
        await hub.connect()
        await hub.fetch()
        return hub

    return make


async def act(hass: HomeAssistant, action: str, **data: Any) -> Any:
    return await hass.services.async_call("multihub", action, data, blocking=True)


async def test_a_flow_is_started_by_name_with_tokens_or_without(
    hass: HomeAssistant, homey: VirtualHomey, add_homey: AddHomey
) -> None:
    await add_homey(homey)
    flow = homey.house.id_of("flow", "Good night")
    advanced = homey.house.id_of("advancedflow", "Everyone away")
    await act(hass, "start_flow", flow="Good night")
    await act(hass, "start_flow", flow=advanced)
    await act(hass, "start_flow", flow="Good night", tokens={"Room": "Attic"})
    assert homey.happenings == [
        ("flow", flow),
        ("advancedflow", advanced),
        ("test_flow", {"trigger": {}, "conditions": [], "actions": []}, {"Room": "Attic"}),
    ]
    with pytest.raises(ServiceValidationError) as raised:
        await act(hass, "start_flow", flow="No such flow")
    assert raised.value.translation_key == "no_such_flow"
    with pytest.raises(ServiceValidationError):
        await act(hass, "start_flow", flow="Everyone away", tokens={"Room": "Attic"})


async def test_a_paused_flow_is_refused_with_the_reason_until_it_is_enabled(
    hass: HomeAssistant, homey: VirtualHomey, add_homey: AddHomey
) -> None:
    await add_homey(homey)
    paused = homey.house.id_of("flow", "Paused flow")
    button = entity_id(hass, "button", f"{homey.homey_id}_homey_flow_{paused}")
    for action, data in (
        ("button.press", {"entity_id": button}),
        ("multihub.start_flow", {"flow": "Paused flow"}),
        ("multihub.start_flow", {"flow": "Paused flow", "tokens": {"Room": "Attic"}}),
    ):
        with pytest.raises(ServiceValidationError) as raised:
            await hass.services.async_call(*action.split("."), data, blocking=True)
        assert raised.value.translation_key == "flow_paused"
        assert raised.value.translation_placeholders and raised.value.translation_placeholders["flow"] == "Paused flow"
    assert homey.happenings == []
    homey.change("flow", paused, enabled=True)
    listener = homey.house.id_of("variable", "Guests")
    homey.change("variable", listener, value=True)
    guests = f"{homey.homey_id}_homey_variable_{listener}"
    await until(hass, lambda: state(hass, "switch", guests).state == "on")
    await hass.services.async_call("button", "press", {"entity_id": button}, blocking=True)
    assert homey.happenings == [("flow", paused)]


async def test_an_older_homey_takes_tokens_the_same_way_and_speaks(
    hass: HomeAssistant, start_homey: StartHomey, add_homey: AddHomey
) -> None:
    hub = await start_homey(generation=2)
    await add_homey(hub)
    await act(hass, "start_flow", flow="Good night", tokens={"Room": "Attic"})
    await act(hass, "speak", message="Dinner is ready")
    assert hub.happenings == [
        ("test_flow", {"trigger": {}, "conditions": [], "actions": []}, {"Room": "Attic"}),
        ("say", "Dinner is ready"),
    ]


async def test_a_homey_without_a_speaker_says_so(hass: HomeAssistant, homey: VirtualHomey, add_homey: AddHomey) -> None:
    await add_homey(homey)
    with pytest.raises(HomeAssistantError) as raised:
        await act(hass, "speak", message="Hello")
    assert raised.value.translation_key == "action_not_supported"


async def test_a_device_is_described_as_the_wire_has_it_and_other_hubs_actions_are_refused(
    homey: VirtualHomey, make_hub: MakeHub
) -> None:
    hub = await make_hub(homey)
    lamp = homey.device("Reading lamp")
    assert await hub.act("describe", lamp["id"], {}) == lamp
    hub.house.hear(f"homey:device:{lamp['id']}", "capability", {"capabilityId": "dim", "value": 0.9})
    described = await hub.act("describe", lamp["id"], {})
    assert described and described["capabilitiesObj"]["dim"]["value"] == 0.9
    with pytest.raises(HubUnsupportedError) as raised:
        await hub.act("set_profile", lamp["id"], {})
    assert raised.value.key == "action_not_supported"


async def test_what_the_homey_has_no_log_of_has_no_history(homey: VirtualHomey, make_hub: MakeHub) -> None:
    hub = await make_hub(homey)
    homey.fail("SOCKET insights getLogEntries", 404, "not_found", times=3)
    sensor = homey.device("Weather station")["id"]
    assert await hub.history(sensor, "measure_temperature", None, datetime.now(UTC)) is None


async def test_a_card_is_run_and_any_capability_set(homey: VirtualHomey, make_hub: MakeHub) -> None:
    hub = await make_hub(homey)
    card = "homey:manager:notifications:create_notification"
    assert await hub.act("run_flow_card", None, {"card": card, "arguments": {"text": "Hi"}}) == {"result": None}
    lamp = homey.device("Reading lamp")["id"]
    await hub.act("set_capability", lamp, {"capability": "dim", "value": 0.3})
    assert homey.happenings == [
        ("card", f"homey:manager:notifications/{card}", {"text": "Hi"}, None),
        ("set", "Reading lamp", "dim", 0.3),
    ]
    with pytest.raises(Exception, match="no capability"):
        await hub.act("set_capability", lamp, {"capability": "wings", "value": 1})


@pytest.mark.parametrize("by_socket", [True, False])
async def test_a_trigger_that_is_not_answered_is_not_repeated(
    homey: VirtualHomey, make_hub: MakeHub, monkeypatch: pytest.MonkeyPatch, by_socket: bool
) -> None:
    homey.no_socket = not by_socket
    hub = await make_hub(homey)
    monkeypatch.setattr(api, "SOCKET_TIMEOUT", 0.1)
    monkeypatch.setattr(http, "TIMEOUT", 0.1)
    homey.hold = asyncio.Event()
    with pytest.raises(HubConnectionError):
        await hub.act("start_flow", None, {"flow": "Good night"})
    homey.hold.set()
    await homey.until(lambda: homey.happenings)
    asked = (homey.count("websocket", "flow triggerFlow"), homey.count("http", "POST"))
    assert asked == ((1, 0) if by_socket else (0, 1))


@pytest.mark.parametrize("generation", [2, 3])
async def test_what_a_homey_remembers_comes_hour_by_hour_with_its_gaps(
    start_homey: StartHomey, make_hub: MakeHub, generation: int
) -> None:
    virtual = await start_homey(generation=generation)
    hub = await make_hub(virtual)
    sensor = virtual.device("Weather station")["id"]
    end = datetime.now(UTC)
    recorded = await hub.history(sensor, "measure_temperature", end - timedelta(days=3), end)
    assert recorded is not None
    assert virtual.count("websocket", "insights getLogEntries") == 1
    assert recorded.step == timedelta(hours=1)
    moments = [moment for moment, _ in recorded.values]
    assert len(moments) in (71, 72)
    assert all(later - earlier == timedelta(hours=1) for earlier, later in itertools.pairwise(moments))
    assert all(value == value_at("measure_temperature", moment, 3600) for moment, value in recorded.values)
    assert None in [value for _, value in recorded.values]


@pytest.mark.parametrize("zone", ["Pacific/Auckland", "America/St_Johns", "no zone at all"])
async def test_moments_without_a_zone_are_those_of_the_homeys_clocks(
    homey: VirtualHomey, make_hub: MakeHub, zone: str, hass: HomeAssistant
) -> None:
    """Of a Homey that names no zone that there is, Home Assistant's own is taken."""
    await hass.config.async_set_time_zone("Asia/Kathmandu")
    known = zone if zone != "no zone at all" else "Asia/Kathmandu"
    homey.house.values["info"]["timezone"] = zone
    hub = await make_hub(homey)
    homey.house.values["info"]["timezone"], homey.local_times = known, True
    end = datetime.now(UTC)
    recorded = await hub.history(
        homey.device("Weather station")["id"], "measure_temperature", end - timedelta(days=1), end
    )
    assert recorded is not None
    assert len(recorded.values) in (23, 24)
    assert all(value == value_at("measure_temperature", moment, 3600) for moment, value in recorded.values)


async def test_of_all_time_finer_windows_replace_coarser_ones(homey: VirtualHomey, make_hub: MakeHub) -> None:
    hub = await make_hub(homey)
    meter = homey.device("Solar panels")["id"]
    recorded = await hub.history(meter, "meter_power", None, datetime.now(UTC))
    assert recorded is not None
    moments = [moment for moment, _ in recorded.values]
    assert moments == sorted(set(moments))
    assert moments[-1] - moments[0] > timedelta(days=700)
    assert moments[-1] - moments[-2] == timedelta(hours=1)
    known = [value for _, value in recorded.values if value is not None]
    assert known == sorted(known)


async def test_what_is_no_number_or_may_not_be_read_has_no_history(start_homey: StartHomey, make_hub: MakeHub) -> None:
    virtual = await start_homey(scopes=("homey.device",))
    hub = await make_hub(virtual)
    now = datetime.now(UTC)
    assert await hub.history(virtual.device("Solar panels")["id"], "meter_power", None, now) is None
    virtual.tokens[API_KEY] = ("homey",)
    await hub.connect()
    assert await hub.history(virtual.device("Hall bulb")["id"], "light", None, now) is None


async def test_the_diagnostics_are_a_house_that_can_be_played_and_hold_nothing_private(
    hass: HomeAssistant, homey: VirtualHomey, add_homey: AddHomey, tmp_path: Path
) -> None:
    entry = await add_homey(homey)
    told = json.loads(json.dumps(await async_get_config_entry_diagnostics(hass, entry), default=str))
    text = json.dumps(told)
    for private in (
        API_KEY,
        HOMEY_ID,
        "Our network",
        "90:13:da",
        "Sanne",
        "Cosy",
        "Good night",
        "Enschede",
        "52.22",
        "Comfort temperature",
    ):
        assert private not in text, private
    file = tmp_path / "recording.json"
    file.write_text(json.dumps(told["recording"]), encoding="utf-8")
    parsed = argparse.Namespace(
        port=0, generation=3, homey_id="replayed", limit=None, lists=False, tls=False, scopes="homey",
        cloud_only=False, house=str(file), size=0, seed=0,
    )  # fmt: skip
    replayed = create(parsed)
    await replayed.start()
    try:
        again = await add_homey(replayed)
        first, second = (one.runtime_data.inventory for one in (entry, again))
        assert len(first.devices) == len(second.devices)

        def shape(inventory: Any) -> list[tuple[str, int, str]]:
            return sorted(
                (str(feature.platform), len(key[1]), str(getattr(feature, "device_class", None)))
                for key, feature in inventory.features.items()
            )

        assert shape(first) == shape(second)
        zones = [one.runtime_data.hub.reader.zone for one in (entry, again)]
        assert zones == [ZoneInfo("Europe/Amsterdam")] * 2, "its days and its history need it"
        await hass.config_entries.async_unload(again.entry_id)
    finally:
        await replayed.stop()
