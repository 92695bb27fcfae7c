"""What was measured of the integration that exists (the protocol page's section 9): ours is clearly better."""

from __future__ import annotations

import asyncio
import json

import pytest
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers import entity_registry as er

from custom_components.multihub.hubs.homey.mapping.capabilities import CAPABILITIES
from tests.helpers import entity_id, state, until, writes
from virtual_hubs.homey import VirtualHomey, capability

from .conftest import AddHomey, Clock, StartHomey, state_of, unique


@pytest.mark.parametrize("update_on_value", [True, False])
async def test_two_hundred_events_are_two_hundred_writes(
    hass: HomeAssistant, start_homey: StartHomey, add_homey: AddHomey, update_on_value: bool
) -> None:
    """Beside 203,206 of the other, whether the Homey sends the device after each value or not."""
    hub = await start_homey(update_on_value=update_on_value)
    await add_homey(hub)
    sensor = entity_id(hass, "sensor", unique(hub, "Coffee socket", "measure_power"))
    written = writes(hass)
    for value in range(200):
        hub.set_value("Coffee socket", "measure_power", value)
    await until(hass, lambda: hass.states.get(sensor).state == "199")  # type: ignore[union-attr]
    assert len(written) == 200


async def test_ten_lamps_at_once_are_all_switched_against_four_requests_a_second(
    hass: HomeAssistant, start_homey: StartHomey, add_homey: AddHomey
) -> None:
    """By HTTP alone, the way that is limited; the other had 3 of 10 done after 92 requests."""
    hub = await start_homey(limit=4)
    hub.no_socket = True
    for number in range(10):
        hub.house.add_device((f"Lamp {number}", "Hall", "light", [capability("onoff", False)], {}))
    await add_homey(hub, listens=False)
    lamps = [entity_id(hass, "light", unique(hub, f"Lamp {number}", "light")) for number in range(10)]
    before = hub.count("http", "PUT")
    await hass.services.async_call("light", "turn_on", {"entity_id": lamps}, blocking=True)
    assert all(hub.value(f"Lamp {number}", "onoff") for number in range(10))
    assert hub.count("http", "PUT") - before <= 20


async def test_ten_lamps_at_once_are_all_switched_where_the_socket_is_limited_too(
    hass: HomeAssistant, homey: VirtualHomey, add_homey: AddHomey
) -> None:
    """Whether a real Homey counts what the socket asks is not known: it may."""
    for number in range(10):
        homey.house.add_device((f"Lamp {number}", "Hall", "light", [capability("onoff", False)], {}))
    await add_homey(homey)
    lamps = [entity_id(hass, "light", unique(homey, f"Lamp {number}", "light")) for number in range(10)]
    homey.limit, homey.limits_socket = 4, True
    await hass.services.async_call("light", "turn_on", {"entity_id": lamps}, blocking=True)
    assert all(homey.value(f"Lamp {number}", "onoff") for number in range(10))
    assert homey.count("websocket", "devices setCapabilityValue") <= 20


@pytest.mark.parametrize("status", [429, 500])
async def test_a_refused_command_is_at_most_two_requests_and_an_error(
    hass: HomeAssistant, homey: VirtualHomey, add_homey: AddHomey, status: int
) -> None:
    """Beside 11 to 13 requests and a success that was none."""
    await add_homey(homey)
    homey.fail("SOCKET devices setCapabilityValue", status, "no", times=9)
    bulb = entity_id(hass, "light", unique(homey, "Hall bulb", "light"))
    with pytest.raises(HomeAssistantError):
        await hass.services.async_call("light", "turn_on", {"entity_id": bulb}, blocking=True)
    assert homey.count("websocket", "devices setCapabilityValue") <= 2
    assert homey.count("http", "PUT") == 0


async def test_push_stands_as_long_as_the_homey_does(
    hass: HomeAssistant, start_homey: StartHomey, add_homey: AddHomey
) -> None:
    """On an Engine.IO 3 hub the other's push dies after 45 s; here ten of the hub's intervals pass."""
    hub = await start_homey(ping_interval=0.05, ping_timeout=0.1)
    await add_homey(hub)
    session = next(iter(hub.sessions))
    await hub.until(lambda: hub.count("websocket", "ping") >= 10)
    assert hub.sessions == {session}
    hub.set_value("Coffee socket", "measure_power", 3)
    await until(hass, lambda: state_of(hass, hub, "sensor", "Coffee socket", "measure_power").state == "3")


@pytest.mark.parametrize(("no_socket", "least", "most"), [(False, 1, 3), (True, 25, 35)])
async def test_the_net_is_wide_and_close_only_while_the_socket_is_down(
    hass: HomeAssistant,
    homey: VirtualHomey,
    add_homey: AddHomey,
    clock: Clock,
    no_socket: bool,
    least: int,
    most: int,
) -> None:
    """In ten minutes: every five with push, every 20 seconds without."""
    homey.no_socket = no_socket
    await add_homey(homey, listens=not no_socket)
    await clock.advance(30)
    kind, what = ("http", "GET /api/manager/devices/device") if no_socket else ("websocket", "devices getDevices")
    before = homey.count(kind, what)
    await clock.advance(600)
    assert least <= homey.count(kind, what) - before <= most


async def test_set_up_asks_each_thing_once(hass: HomeAssistant, homey: VirtualHomey, add_homey: AddHomey) -> None:
    """Two requests by HTTP; the rest by the socket, and a second time only after its subscriptions stand."""
    await add_homey(homey)
    assert homey.count("http") == 2
    asked = [entry.what for entry in homey.log if entry.kind == "websocket" and entry.what.startswith("zones ")]
    assert len(asked) <= 2


async def test_only_what_can_be_set_is_a_select(hass: HomeAssistant, homey: VirtualHomey, add_homey: AddHomey) -> None:
    """The other makes a select of each enumeration, read-only ones too."""
    await add_homey(homey)
    selects = [
        one for one in er.async_get(hass).entities.values() if (one.platform, one.domain) == ("multihub", "select")
    ]
    assert selects
    for entity in selects:
        key = next(one for one in (*CAPABILITIES, "heatpump_mode") if entity.unique_id.endswith(one))
        assert key == "heatpump_mode" or CAPABILITIES[key].access == "rw"


async def test_a_slider_that_is_moved_writes_its_first_and_its_last_value(
    hass: HomeAssistant, homey: VirtualHomey, add_homey: AddHomey
) -> None:
    await add_homey(homey)
    number = entity_id(hass, "number", unique(homey, "Wallbox", "target_power"))
    homey.hold = asyncio.Event()
    moves = [
        hass.async_create_task(
            hass.services.async_call("number", "set_value", {"entity_id": number, "value": value}, blocking=True)
        )
        for value in (1000, 2000, 3000, 4000)
    ]
    await homey.until(lambda: homey.count("websocket", "devices setCapabilityValue") == 1)
    homey.hold.set()
    await asyncio.gather(*moves)
    assert [one[3] for one in homey.happenings] == [1000, 4000]


async def test_a_malformed_house_is_no_traceback(
    hass: HomeAssistant, homey: VirtualHomey, add_homey: AddHomey, caplog: pytest.LogCaptureFixture
) -> None:
    """Whatever else is broken, the sound devices are there."""
    homey.house.items["device"]["odd"] = {"id": "odd", "name": None, "capabilitiesObj": {"onoff": 3, "dim": None}}
    homey.house.items["device"]["none"] = {"id": "none", "class": 7, "zone": [], "images": [None, {"imageObj": 4}]}
    homey.house.items["zone"]["odd"] = {"id": "odd", "name": 4, "parent": {}}
    homey.house.items["flow"]["odd"] = {"id": "odd", "triggerable": "yes"}
    homey.house.items["variable"]["odd"] = {"id": "odd", "type": "number", "value": "text"}
    homey.house.values["weather"] = "sunny"
    homey.house.values["live"] = {"totalConsumed": 5}
    await add_homey(homey)
    assert state(hass, "light", unique(homey, "Ceiling light", "light")).state == "on"
    assert "Traceback" not in caplog.text
    assert json.dumps(homey.state(), default=str)
