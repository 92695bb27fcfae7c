"""The hub without a coordinator: snapshots, commands and what becomes of them, actions, diagnostics."""

from __future__ import annotations

import asyncio
import itertools
import json
from typing import Any

import pytest
from homeassistant.core import HomeAssistant

from custom_components.multihub.hubs.base import (
    HubAuthError,
    HubCommandError,
    HubConnectionError,
    HubError,
    HubInputError,
    HubThrottledError,
    HubUnsupportedError,
)
from custom_components.multihub.hubs.homeseer import hub as hub_module, reader as reader_module
from custom_components.multihub.hubs.homeseer.requests import SetValue
from custom_components.multihub.hubs.homeseer.ways import CLOUD
from custom_components.multihub.model import Button, Camera, Sensor
from virtual_hubs.homeseer import VirtualHomeSeer, recorded_house
from virtual_hubs.homeseer.house import Control

from .builders import CONTROLS_OF_A_DIMMER, mapped
from .listening import Listener, entry_for, listener_for, ref


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Confirm commands sooner than a real house needs."""
    monkeypatch.setattr(hub_module, "CONFIRM_AFTER", (0.01, 0.02, 0.05))
    monkeypatch.setattr(hub_module, "LEVEL_AFTER", 0.02)


async def polled(home: Listener) -> Listener:
    """A hub that has read everything and hears of nothing."""
    await home.hub.connect()
    await home.fetch()
    home.hub._sink = home  # noqa: SLF001
    return home


# Snapshots


async def test_the_hub_is_a_device_with_counters_and_cameras(virtual: VirtualHomeSeer, home: Listener) -> None:
    await polled(home)
    device = home.devices["hub"]
    assert (device.manufacturer, device.model, device.sw_version) == ("HomeSeer", "HS4", "4.2.22.4")
    assert device.configuration_url == virtual.url
    counters = [feature for feature in device.features if isinstance(feature, Sensor)]
    assert [(counter.name, counter.value) for counter in counters] == [
        ("Door bell rings", 12),
        ("Dish washer runs", 203),
    ]
    (camera,) = [feature for feature in device.features if isinstance(feature, Camera)]
    assert (await home.hub.send(camera.fetch.request())).startswith(b"\xff\xd8")
    virtual.house.counters["Door bell rings"] = 13
    home.hub.reader.outdate()
    await home.fetch()
    assert home.feature("hub", "counter_door_bell_rings").value == 13


@pytest.mark.parametrize("key", ["ID", "Id", "id"])
async def test_a_camera_is_there_however_its_number_is_spelt(
    virtual: VirtualHomeSeer, home: Listener, key: str
) -> None:
    virtual.api.camera_key = key
    await polled(home)
    camera = home.feature("hub", "camera_1")
    assert (await home.hub.send(camera.fetch.request())).startswith(b"\xff\xd8")
    assert home.hub.diagnostics()["getcameras"]["Cameras"][0]["ID"] == 1


async def test_cameras_that_are_off_do_not_wait_for_each_other(virtual: VirtualHomeSeer, home: Listener) -> None:
    virtual.house.cameras = {1: "Driveway", 2: "Garden", 3: "Porch"}
    virtual.fail("silent", "getcamerasnapshot")
    await home.hub.connect()
    fetching = asyncio.ensure_future(home.fetch())
    await virtual.until(lambda: virtual.requests("getcamerasnapshot") == 3)
    assert not fetching.done()
    fetching.cancel()


UNKNOWN = ["", "error", '{"Response":"Error, device reference not found"}']


@pytest.mark.parametrize("body", UNKNOWN)
async def test_a_row_that_is_gone_takes_no_other_with_it_however_homeseer_says_so(
    virtual: VirtualHomeSeer, home: Listener, body: str
) -> None:
    await home.begin()
    await home.until(lambda: home.ways == ["ascii"])
    virtual.api.unknown_refs = body
    gone = ref(virtual, "Leak sensor - Water")
    virtual.house.set(gone, 255)
    virtual.house.set(103, 52)
    virtual.house.remove(gone)
    await home.until(lambda: home.by_ref(103).value == 52)  # type: ignore[attr-defined]
    assert home.ended is None
    home.hub.reader.outdate()
    snapshot = await home.fetch()
    assert snapshot.complete
    assert str(gone) not in {feature.key for device in snapshot.devices for feature in device.features}


@pytest.mark.parametrize("body", UNKNOWN)
async def test_a_command_to_a_row_that_is_gone_is_refused(virtual: VirtualHomeSeer, home: Listener, body: str) -> None:
    await polled(home)
    virtual.api.unknown_refs = body
    gone = ref(virtual, "Hall light - Switch")
    light: Any = home.by_ref(gone)
    virtual.house.remove(gone)
    with pytest.raises(HubCommandError) as raised:
        await home.hub.send(light.turn_on.request())
    assert raised.value.key == "refused_without_reason"


async def test_rows_that_are_there_and_refused_are_no_rows_that_are_gone(
    virtual: VirtualHomeSeer, home: Listener
) -> None:
    await polled(home)
    virtual.fail("response_error", "getstatus", times=1)
    with pytest.raises(HubUnsupportedError) as raised:
        await home.hub.reader.rows([103])
    assert (raised.value.key, raised.value.placeholders) == ("refused", {"reason": "bad request"})


# Controls


async def test_a_new_control_of_a_known_row_is_found(
    virtual: VirtualHomeSeer, home: Listener, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without a reload, by a look at some rows now and then."""
    await polled(home)
    outlet = ref(virtual, "Outlet - Switch")
    virtual.house.rows[outlet].controls = [*virtual.house.rows[outlet].controls, Control("Toggle", 7)]
    home.hub.reader.outdate()
    await home.fetch()
    assert virtual.requests("getcontrol") == 1
    monkeypatch.setattr(reader_module, "CONTROLS_EVERY", 0)
    home.hub.reader.outdate()
    await home.fetch()
    button = home.feature(ref(virtual, "Outlet"), f"{outlet}_2")
    await home.hub.send(button.press.request())
    assert virtual.house.rows[outlet].value == 7


async def test_every_row_is_looked_at_in_its_turn(
    virtual: VirtualHomeSeer, home: Listener, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reader_module, "CONTROLS_EVERY", 0)
    monkeypatch.setattr(reader_module, "MANY", 25)
    await polled(home)
    for _ in range(-(-len(virtual.house.rows) // 25)):
        home.hub.reader.outdate()
        await home.fetch()
    asked = [entry.body["ref"] for entry in virtual.log if entry.what == "getcontrol" and "ref" in entry.body]
    assert sorted(int(ref) for refs in asked for ref in refs.split(",")) == sorted(virtual.house.rows)


async def test_a_row_that_is_described_anew_is_asked_for_its_controls_at_once(
    virtual: VirtualHomeSeer, home: Listener
) -> None:
    await polled(home)
    log = virtual.house.rows[ref(virtual, "Weather - Forecast")]
    log.type_text, log.controls = "Switchable forecast", [Control("On", 1, 1), Control("Off", 0, 2)]
    home.hub.reader.outdate()
    await home.fetch()
    assert home.by_ref(log.ref).platform == "switch"
    assert virtual.requests("getcontrol") == 2


@pytest.mark.parametrize("form", ["bare_error", "response_error", "wrong_shape"])
async def test_controls_that_are_not_told_again_stay(
    virtual: VirtualHomeSeer, home: Listener, monkeypatch: pytest.MonkeyPatch, form: str
) -> None:
    monkeypatch.setattr(reader_module, "CONTROLS_EVERY", 0)
    await polled(home)
    virtual.fail(form, "getcontrol")
    home.hub.reader.outdate()
    await home.fetch()
    assert home.by_ref(ref(virtual, "Outlet - Switch")).platform == "switch"


async def test_events_are_buttons_of_the_groups_that_were_chosen(hass: HomeAssistant, virtual: VirtualHomeSeer) -> None:
    home = listener_for(hass, entry_for(virtual, options={"event_groups": ["Lighting"]}))
    try:
        await polled(home)
        buttons = [feature for feature in home.devices["hub"].features if isinstance(feature, Button)]
        assert [button.key for button in buttons] == ["event_1", "event_2"]
        await home.hub.send(buttons[1].press.request())
        assert [event.runs for event in virtual.house.events] == [0, 1, 0]
        assert home.hub.event_groups == ("Climate", "Lighting")
    finally:
        await home.end()


async def test_a_user_who_may_not_run_events_has_no_buttons_for_them(
    hass: HomeAssistant, virtual: VirtualHomeSeer
) -> None:
    home = listener_for(hass, entry_for(virtual, options={"event_groups": ["Lighting"]}))
    virtual.api.permissions = 1
    try:
        await polled(home)
        assert not [feature for feature in home.devices["hub"].features if isinstance(feature, Button)]
    finally:
        await home.end()


async def test_options_decide_what_a_row_is_and_where(hass: HomeAssistant, virtual: VirtualHomeSeer) -> None:
    hall = ref(virtual, "Hall light - Switch")
    chosen = {"area": "location2", "overrides": {"switch": [str(hall)]}}
    home = listener_for(hass, entry_for(virtual, options=chosen))
    try:
        await polled(home)
        assert home.by_ref(hall).platform == "switch"
        assert {device.area for device in home.devices.values()} == {None, "Ground floor", "First floor"}
        assert home.hub.feature_labels()[hall] == f"Hall Hall light - Switch ({hall})"
    finally:
        await home.end()


@pytest.mark.parametrize(
    ("form", "error", "key"),
    [
        ("unauthorized", HubAuthError, "invalid_auth"),
        ("login_page", HubAuthError, "login_page"),
        ("bare_error", HubConnectionError, "refused_without_reason"),
        ("response_error", HubConnectionError, "refused"),
        ("json_disabled", HubConnectionError, "json_disabled"),
        ("not_homeseer", HubConnectionError, "not_this_hub"),
        ("no_permission", HubUnsupportedError, "missing_role"),
        ("server_error", HubConnectionError, "cannot_connect"),
        ("throttled", HubThrottledError, "throttled"),
    ],
)
async def test_what_is_wrong_at_start_is_told_apart_and_tried_again(
    virtual: VirtualHomeSeer, home: Listener, form: str, error: type[HubError], key: str
) -> None:
    """A HomeSeer that is only starting up may answer with pages: that is no reason to give up."""
    virtual.fail(form)
    with pytest.raises(error) as raised:
        await home.hub.connect()
    assert raised.value.key == key


async def test_what_was_pushed_while_everything_is_read_is_not_overwritten(
    virtual: VirtualHomeSeer, pushed: Listener
) -> None:
    home = pushed
    home.hub.reader.outdate()
    answers = home.hub.client.status

    async def slow(refs: Any = None) -> dict[str, Any]:
        rows = await answers(refs)
        if refs is None:
            virtual.house.set(103, 77)
            await home.until(lambda: home.by_ref(103).value == 77)  # type: ignore[attr-defined]
        return rows

    home.hub.client.status = slow  # type: ignore[method-assign]
    snapshot = await home.hub.fetch()
    by_id = {device.id: device for device in snapshot.devices}
    assert next(f for f in by_id["101"].features if f.key == "103").value == 77  # type: ignore[attr-defined]


# Commands


async def test_a_command_is_done_and_told_back(virtual: VirtualHomeSeer, pushed: Listener) -> None:
    dimmer = ref(virtual, "Light - Dimmer")
    light: Any = pushed.by_ref(dimmer)
    await pushed.hub.send(light.turn_on.request(brightness=128))
    assert virtual.house.rows[dimmer].value == 50
    await pushed.until(lambda: pushed.by_ref(dimmer).is_on)  # type: ignore[attr-defined]


async def test_a_command_costs_one_request_where_the_hub_pushes(virtual: VirtualHomeSeer, home: Listener) -> None:
    """The answer tells the row, the push says no more: it is read again only if either says something else."""
    home.hub.timing.debounce, home.hub.timing.net = 0.05, 60
    await home.begin()
    await home.until(lambda: home.ways == ["ascii"])
    dimmer, hall = ref(virtual, "Light - Dimmer"), ref(virtual, "Hall light - Switch")
    light: Any = home.by_ref(dimmer)
    switch: Any = home.by_ref(hall)
    before = len(virtual.log)
    await home.hub.send(light.turn_on.request(brightness=128))
    await home.hub.send(switch.turn_on.request())
    virtual.house.set(103, 53)
    await virtual.until(lambda: [e for e in virtual.log[before:] if e.what == "getstatus" and e.body["ref"] == "103"])
    asked = [entry.what for entry in virtual.log[before:] if entry.kind == "http"]
    assert asked == ["controldevicebyvalue", "controldevicebyvalue", "getstatus"]
    assert home.by_ref(dimmer).brightness == 129  # type: ignore[attr-defined]
    assert home.by_ref(hall).is_on  # type: ignore[attr-defined]


async def test_an_answer_that_is_not_there_yet_is_read_after_the_push(
    virtual: VirtualHomeSeer, pushed: Listener
) -> None:
    virtual.api.stale_answers = True
    hall = ref(virtual, "Hall light - Switch")
    light: Any = pushed.by_ref(hall)
    before = virtual.requests("getstatus")
    await pushed.hub.send(light.turn_on.request())
    await virtual.until(lambda: virtual.requests("getstatus") > before)
    await pushed.until(lambda: pushed.by_ref(hall).is_on)  # type: ignore[attr-defined]


async def test_without_push_a_command_ends_when_the_row_shows_it(virtual: VirtualHomeSeer, home: Listener) -> None:
    await polled(home)
    virtual.api.stale_answers = True
    switch = ref(virtual, "Hall light - Switch")
    light: Any = home.by_ref(switch)
    await home.hub.send(light.turn_on.request())
    assert home.by_ref(switch).is_on is True  # type: ignore[attr-defined]


async def test_without_push_the_whole_device_is_read_after_a_command(virtual: VirtualHomeSeer, home: Listener) -> None:
    await polled(home)
    climate = home.feature(101, "climate")
    await home.hub.send(climate.mode.set.request("off"))
    climate = home.feature(101, "climate")
    assert (climate.mode.value, climate.action) == ("off", "idle")


async def test_a_command_to_whichever_feature_ends_when_one_shows_it(virtual: VirtualHomeSeer, home: Listener) -> None:
    await polled(home)
    virtual.api.stale_answers = True
    before = virtual.requests("getstatus")
    await home.hub.act("control", str(ref(virtual, "Light")), {"control_use": 1})
    assert home.by_ref(ref(virtual, "Light - Dimmer")).brightness == 255  # type: ignore[attr-defined]
    assert virtual.requests("getstatus") == before + 1


async def test_a_reading_that_fails_after_a_command_does_not_fail_the_command(
    virtual: VirtualHomeSeer, home: Listener
) -> None:
    await polled(home)
    virtual.api.stale_answers = True
    virtual.fail("server_error", "getstatus")
    light: Any = home.by_ref(ref(virtual, "Hall light - Switch"))
    await home.hub.send(light.turn_on.request())
    assert virtual.house.rows[ref(virtual, "Hall light - Switch")].value == 255


async def test_of_a_sliders_values_only_the_last_ones_are_said(virtual: VirtualHomeSeer, pushed: Listener) -> None:
    dimmer = ref(virtual, "Light - Dimmer")
    light: Any = pushed.by_ref(dimmer)
    levels = [light.turn_on.request(brightness=level) for level in range(10, 210, 10)]
    await asyncio.gather(*(pushed.hub.send(level) for level in levels))
    assert virtual.house.rows[dimmer].value == levels[-1].value
    assert virtual.requests("controldevicebyvalue") <= 2


async def test_presses_of_a_button_are_all_said(virtual: VirtualHomeSeer, pushed: Listener) -> None:
    bypass: Any = pushed.by_ref(ref(virtual, "Omni - Zone 1 bypass"))
    await asyncio.gather(*(pushed.hub.send(bypass.press.request()) for _ in range(3)))
    assert virtual.requests("controldevicebyvalue") == 3


async def test_commands_keep_their_distance(virtual: VirtualHomeSeer, pushed: Listener) -> None:
    bypass: Any = pushed.by_ref(ref(virtual, "Omni - Zone 1 bypass"))
    await asyncio.gather(*(pushed.hub.send(bypass.press.request()) for _ in range(3)))
    times = [entry.at for entry in virtual.log if entry.what == "controldevicebyvalue"]
    assert all(later - earlier > 0.045 for earlier, later in itertools.pairwise(times))


async def test_a_dimmer_that_is_on_at_its_last_level_is_read_once_more(
    virtual: VirtualHomeSeer, pushed: Listener
) -> None:
    dimmer = ref(virtual, "Light - Dimmer")
    virtual.house.set(dimmer, 255)
    await pushed.until(lambda: pushed.by_ref(dimmer).is_on)  # type: ignore[attr-defined]
    virtual.house.rows[dimmer].value = 60
    await pushed.until(lambda: pushed.by_ref(dimmer).brightness == 155)  # type: ignore[attr-defined]


async def test_a_value_that_no_control_has_is_refused_with_a_reason(virtual: VirtualHomeSeer, pushed: Listener) -> None:
    with pytest.raises(HubCommandError) as raised:
        await pushed.hub.send(SetValue(103, 5))
    assert (raised.value.key, raised.value.placeholders) == ("refused_without_reason", {})
    virtual.fail("response_error", "controldevicebyvalue")
    with pytest.raises(HubCommandError) as raised:
        await pushed.hub.send(SetValue(103, 5))
    assert (raised.value.key, raised.value.placeholders) == ("command_failed", {"reason": "bad request"})


async def test_a_user_who_may_only_look_is_told_so(virtual: VirtualHomeSeer, pushed: Listener) -> None:
    virtual.api.permissions = 1
    with pytest.raises(HubCommandError) as raised:
        await pushed.hub.send(SetValue(ref(virtual, "Hall light - Switch"), 255))
    assert raised.value.key == "missing_role"


# Actions


@pytest.mark.parametrize(("data", "value"), CONTROLS_OF_A_DIMMER)
async def test_a_row_is_controlled_by_value_label_or_use(
    virtual: VirtualHomeSeer, pushed: Listener, data: dict[str, Any], value: float
) -> None:
    dimmer = ref(virtual, "Light - Dimmer")
    device = str(ref(virtual, "Light"))
    target = device if "control_use" in data else None
    await pushed.hub.act("control", target, data if target else {**data, "ref": dimmer})
    assert virtual.house.rows[dimmer].value == value


async def test_phrases_are_said_and_events_run(virtual: VirtualHomeSeer, pushed: Listener) -> None:
    await pushed.hub.act("speak", "hub", {"message": "Dinner, please", "host": "KITCHEN:Speaker"})
    await pushed.hub.act("run_event", "hub", {"event": 1})
    await pushed.hub.act("run_event", "hub", {"group": "Lighting", "name": "Kitchen Lights On"})
    assert virtual.api.spoken == [("KITCHEN:Speaker", "Dinner, please")]
    assert [event.runs for event in virtual.house.events] == [1, 1, 0]


@pytest.mark.parametrize(
    ("action", "data", "key"),
    [
        ("control", {}, "no_target"),
        ("control", {"ref": 5}, "nothing_to_set"),
        ("control", {"ref": 5, "value": "loud"}, "not_a_number"),
        ("control", {"ref": 5, "value": float("nan")}, "not_a_number"),
        ("control", {"ref": 5, "value": float("-inf")}, "not_a_number"),
        ("control", {"ref": 5, "control_use": 3, "value": float("inf")}, "not_a_number"),
        ("run_event", {}, "no_event"),
        ("run_event", {"group": "Lighting"}, "no_event"),
    ],
)
async def test_an_action_without_what_it_needs_is_refused(
    home: Listener, action: str, data: dict[str, Any], key: str
) -> None:
    with pytest.raises(HubInputError) as raised:
        await home.hub.act(action, None, data)
    assert raised.value.key == key


async def test_an_action_of_another_hub_is_not_supported(home: Listener) -> None:
    with pytest.raises(HubUnsupportedError) as raised:
        await home.hub.act("dance", None, {})
    assert raised.value.key == "action_not_supported"


# Diagnostics


async def test_diagnostics_tell_nothing_private_and_play_the_same_house(
    virtual: VirtualHomeSeer, home: Listener
) -> None:
    row = virtual.house.rows[ref(virtual, "Front door - Lock Log")]
    row.own_status = "Locked from keypad by Winifred"
    virtual.house.rows[ref(virtual, "Window")].name = "Winifreds Fenster"
    await polled(home)
    recording = json.loads(json.dumps(home.hub.diagnostics()))
    text = json.dumps(recording)
    for secret in ("Winifred", "Fenster", virtual.password, virtual.username, "127.0.0.1", "Kitchen", "Sonos lamp"):
        assert secret not in text
    played = mapped(recorded_house(recording), "hs4")
    assert home.hub.reader.house

    def shape(devices: Any) -> list[Any]:
        return [
            (device.id, device.parent, [(f.platform, f.key, getattr(f, "device_class", None)) for f in device.features])
            for device in devices
        ]

    assert shape(played.devices) == shape(home.hub.reader.house.devices)
    assert recorded_house(recording).cameras.keys() == virtual.house.cameras.keys()


def recorded(home: Listener, number: int) -> tuple[float, str]:
    """A row's value and text in the recording."""
    rows = home.hub.diagnostics()["getstatus"]["Devices"]
    return next((row["value"], row["status"]) for row in rows if row["ref"] == number)


async def test_diagnostics_record_what_was_pushed_since_all_was_read(
    virtual: VirtualHomeSeer, pushed: Listener
) -> None:
    lamp, read = ref(virtual, "Hall light - Switch"), virtual.requests("getstatus")
    assert recorded(pushed, lamp) == (0, "Off")
    virtual.house.set(lamp, 255)
    await pushed.until(lambda: pushed.by_ref(lamp).is_on)  # type: ignore[attr-defined]
    assert (recorded(pushed, lamp), virtual.requests("getstatus")) == ((255, "On"), read)


async def test_diagnostics_record_what_a_command_has_changed(virtual: VirtualHomeSeer, home: Listener) -> None:
    await polled(home)
    lamp = ref(virtual, "Hall light - Switch")
    await home.hub.send(SetValue(lamp, 255))
    assert recorded(home, lamp) == (255, "On")


async def test_the_same_is_so_through_the_cloud(hass: HomeAssistant, virtual: VirtualHomeSeer) -> None:
    home = listener_for(hass, entry_for(virtual, way=CLOUD))
    try:
        await polled(home)
        assert home.devices["hub"].configuration_url is None
        text = json.dumps(home.hub.diagnostics())
        assert virtual.password not in text and "12345" not in text
    finally:
        await home.end()
