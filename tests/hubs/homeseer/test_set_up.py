"""A HomeSeer in a real Home Assistant: every platform's states, commands that come back, loss and return."""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import AsyncIterator
from typing import Any
from unittest.mock import patch

import pytest
from homeassistant.components.camera import async_get_image
from homeassistant.config_entries import SOURCE_REAUTH, ConfigEntryState
from homeassistant.core import HomeAssistant, State
from homeassistant.exceptions import HomeAssistantError, ServiceValidationError
from homeassistant.helpers import device_registry as dr, entity_registry as er, issue_registry as ir
from homeassistant.setup import async_setup_component
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.multihub import connection
from custom_components.multihub.const import DOMAIN
from custom_components.multihub.hubs.homeseer import hub as hub_module, push
from custom_components.multihub.hubs.homeseer.ways import CLOUD, LOCAL
from tests.helpers import entity_id, state, until
from virtual_hubs.homeseer import VirtualHomeSeer
from virtual_hubs.homeseer.ascii_port import Mode
from virtual_hubs.homeseer.trees import Generation

from .builders import CONTROLS_OF_A_DIMMER
from .listening import entry_for


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Be sooner than a real house needs."""
    monkeypatch.setattr(hub_module, "CONFIRM_AFTER", (0.01, 0.02, 0.05))
    monkeypatch.setattr(connection, "FIRST_PAUSE", 0.05)
    monkeypatch.setattr(connection, "GRACE", 0.2)
    monkeypatch.setattr(push.Timing, "__init__", _quick_timing)


def _quick_timing(timing: Any, **_: float) -> None:
    timing.changes = timing.net = timing.retry = timing.longest = 0.05
    timing.debounce, timing.connect_within = 0, 0.2
    timing.ping_after = timing.answer_within = 60


async def added(hass: HomeAssistant, virtual: VirtualHomeSeer, **changes: Any) -> Any:
    """Set a HomeSeer up, and wait until it is listened to."""
    entry = entry_for(virtual, **changes)
    entry.add_to_hass(hass)
    await hass.config_entries.async_setup(entry.entry_id)
    await hass.async_block_till_done()
    return entry


class Home:
    """One HomeSeer that is set up."""

    def __init__(self, hass: HomeAssistant, virtual: VirtualHomeSeer, entry: Any) -> None:
        self.hass, self.virtual, self.entry = hass, virtual, entry

    def ref(self, device: str, feature: str = "") -> int:
        """A row, by its device's and its own name in either generation."""
        rows = self.virtual.house.rows
        root = next(row for row in rows.values() if row.name == device)
        names = {feature, f"{device} - {feature}"}
        return next((ref for ref in root.associated if rows[ref].name in names), root.ref)

    def unique_id(self, device: str, feature: str = "", key: str = "") -> str:
        ref = self.ref(device, feature)
        root = next(row.ref for row in self.virtual.house.rows.values() if row.name == device)
        return f"local-1_{root}_{key or ref}"

    def state(self, platform: str, device: str, feature: str = "", key: str = "") -> State:
        return state(self.hass, platform, self.unique_id(device, feature, key))

    async def call(
        self, platform: str, service: str, device: str, feature: str = "", key: str = "", **data: Any
    ) -> None:
        target = entity_id(self.hass, platform, self.unique_id(device, feature, key))
        await self.hass.services.async_call(platform, service, {"entity_id": target, **data}, blocking=True)


@pytest.fixture(params=["hs4", "hs3"])
async def home(hass: HomeAssistant, request: pytest.FixtureRequest) -> AsyncIterator[Home]:
    generation: Generation = request.param
    virtual = VirtualHomeSeer(generation=generation, password_required=True)
    await virtual.start()
    entry = await added(hass, virtual)
    await virtual.until(lambda: virtual.ascii.listeners)
    yield Home(hass, virtual, entry)
    await hass.config_entries.async_unload(entry.entry_id)
    await virtual.stop()


@pytest.fixture
async def hs4(hass: HomeAssistant, virtual: VirtualHomeSeer) -> AsyncIterator[Home]:
    entry = await added(hass, virtual)
    await virtual.until(lambda: virtual.ascii.listeners)
    yield Home(hass, virtual, entry)
    if entry.state is ConfigEntryState.LOADED:
        await hass.config_entries.async_unload(entry.entry_id)


async def test_every_kind_of_device_is_there(home: Home) -> None:
    climate = home.state("climate", "Thermostat", key="climate")
    assert (climate.state, climate.attributes["temperature"], climate.attributes["current_temperature"]) == (
        "heat",
        21,
        20.5,
    )
    assert climate.attributes["hvac_modes"] == ["off", "heat", "cool", "heat_cool"]
    assert home.state("cover", "Garage door", "Barrier Operator").state == "closed"
    assert home.state("lock", "Front door", "Lock").state == "locked"
    assert home.state("fan", "Ceiling fan", "Switch Multilevel").state == "off"
    assert home.state("light", "Reading lamp", "Dimmer").attributes["rgb_color"] == (255, 136, 0)
    assert home.state("cover", "Blind", "Window Covering").attributes["current_position"] == 100
    assert home.state("switch", "Outlet", "Switch").state == "on"
    assert home.state("sensor", "Outlet", "kW Hours").state == "183.25"
    assert home.state("binary_sensor", "Multisensor", "Motion").state == "off"
    assert home.state("binary_sensor", "Window", "Home Security").attributes["device_class"] == "window"
    assert home.state("media_player", "Sonos", "Control").attributes["volume_level"] == 0.35
    assert home.state("button", "Omni", "Zone 1 bypass").state == "unknown"
    assert home.state("select", "House mode", "Mode").state == "Home"
    assert home.state("number", "Pool pump hours", "Hours").state == "4.0"
    assert home.state("valve", "Irrigation valve", "Valve").state == "closed"
    assert home.state("event", "Light", "Central Scene").state == "unknown"
    assert home.state("sensor", "Sprinkler error", "Error").state == "unknown"
    secret = entity_id(home.hass, "switch", home.unique_id("Secret switch", "Switch"))
    assert er.async_get(home.hass).async_get(secret).disabled_by is er.RegistryEntryDisabler.INTEGRATION  # type: ignore[union-attr]


async def test_the_registry_knows_rooms_models_and_the_hub(hass: HomeAssistant, hs4: Home) -> None:
    devices = dr.async_entries_for_config_entry(dr.async_get(hass), hs4.entry.entry_id)
    lock = next(device for device in devices if device.name == "Front door")
    hub = next(device for device in devices if device.name == "HomeSeer")
    assert (lock.manufacturer, lock.model, lock.via_device_id) == ("Z-Wave", "Z-Wave Device", hub.id)
    assert lock.area_id == "hall"
    assert (hub.model, hub.sw_version) == ("HS4", "4.2.22.4")
    assert state(hass, "sensor", "local-1_hub_way").state == "ascii"


@pytest.mark.parametrize(
    ("platform", "service", "device", "feature", "key", "data", "row", "value", "wanted"),
    [
        ("switch", "turn_off", "Outlet", "Switch", "", {}, "Switch", 0, "off"),
        ("light", "turn_on", "Light", "Dimmer", "", {"brightness": 128}, "Dimmer", 50, "on"),
        ("light", "turn_on", "Hall light", "Switch", "", {}, "Switch", 255, "on"),
        ("cover", "open_cover", "Garage door", "Barrier Operator", "", {}, "Barrier Operator", 255, "open"),
        (
            "cover",
            "set_cover_position",
            "Blind",
            "Window Covering",
            "",
            {"position": 0},
            "Window Covering",
            0,
            "closed",
        ),
        ("lock", "unlock", "Front door", "Lock", "", {}, "Lock", 0, "unlocked"),
        (
            "fan",
            "set_percentage",
            "Ceiling fan",
            "Switch Multilevel",
            "",
            {"percentage": 50},
            "Switch Multilevel",
            66,
            "on",
        ),
        ("valve", "open_valve", "Irrigation valve", "Valve", "", {}, "Valve", 255, "open"),
        ("select", "select_option", "House mode", "Mode", "", {"option": "Away (3)"}, "Mode", 3, "Away (3)"),
        ("number", "set_value", "Pool pump hours", "Hours", "", {"value": 6.5}, "Hours", 6.5, "6.5"),
        ("media_player", "media_play", "Sonos", "Control", "", {}, "Control", 1, "playing"),
        ("media_player", "volume_set", "Sonos", "Control", "", {"volume_level": 0.5}, "Volume", 50, "paused"),
        ("climate", "set_hvac_mode", "Thermostat", "", "climate", {"hvac_mode": "cool"}, "Mode", 2, "cool"),
        (
            "climate",
            "set_temperature",
            "Thermostat",
            "",
            "climate",
            {"temperature": 23},
            "Heating  Setpoint 1",
            23,
            "heat",
        ),
        ("climate", "set_preset_mode", "Thermostat", "", "climate", {"preset_mode": "Hold On"}, "Hold", 1, "heat"),
        ("climate", "set_fan_mode", "Thermostat", "", "climate", {"fan_mode": "on"}, "Fan Mode", 1, "heat"),
    ],
)
async def test_a_command_reaches_the_row_and_comes_back(
    hs4: Home,
    platform: str,
    service: str,
    device: str,
    feature: str,
    key: str,
    data: dict[str, Any],
    row: str,
    value: float,
    wanted: str,
) -> None:
    await hs4.call(platform, service, device, feature, key, **data)
    assert hs4.virtual.house.rows[hs4.ref(device, row)].value == value
    await until(hs4.hass, lambda: hs4.state(platform, device, feature, key).state == wanted)


async def test_a_colour_is_told_as_text(hs4: Home) -> None:
    await hs4.call("light", "turn_on", "Reading lamp", "Dimmer", rgb_color=[0, 0, 255])
    assert hs4.virtual.house.rows[hs4.ref("Reading lamp", "Color")].status == "0000ff"
    await until(
        hs4.hass, lambda: hs4.state("light", "Reading lamp", "Dimmer").attributes.get("rgb_color") == (0, 0, 255)
    )


async def test_a_press_at_the_wall_is_an_event(home: Home) -> None:
    home.virtual.house.set(home.ref("Light", "Central Scene"), 1003)
    await until(
        home.hass,
        lambda: home.state("event", "Light", "Central Scene").attributes.get("event_type") == "scene_1_pressed_2x",
    )
    assert home.state("event", "Light", "Central Scene").attributes["value"] == 1003


async def test_a_row_that_homeseer_does_not_let_us_set_is_an_error(hs4: Home) -> None:
    hs4.virtual.fail("bare_error", "controldevicebyvalue")
    with pytest.raises(HomeAssistantError) as raised:
        await hs4.call("switch", "turn_off", "Outlet", "Switch")
    assert raised.value.translation_key == "refused_without_reason"


@pytest.mark.parametrize("value", ["nan", "inf", "-inf"])
async def test_what_is_no_number_is_refused_before_anything_is_sent(hass: HomeAssistant, hs4: Home, value: str) -> None:
    before = hs4.virtual.count("http", "control")
    with pytest.raises(ServiceValidationError) as raised:
        await hass.services.async_call(DOMAIN, "control", {"ref": 103, "value": value}, blocking=True)
    assert raised.value.translation_key == "not_a_number"
    assert raised.value.translation_placeholders is not None
    assert raised.value.translation_placeholders["value"] == value
    assert hs4.virtual.count("http", "control") == before


async def test_a_camera_shows_its_picture(hass: HomeAssistant, hs4: Home) -> None:
    image = await async_get_image(hass, entity_id(hass, "camera", "local-1_hub_camera_1"))
    assert image.content.startswith(b"\xff\xd8")


async def test_loss_and_return_are_one_line_each_and_states_are_right_again(
    hs4: Home, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, "custom_components.multihub")
    hs4.virtual.fail("server_error")
    hs4.virtual.ascii.drop()
    await until(hs4.hass, lambda: hs4.state("switch", "Outlet", "Switch").state == "unavailable")
    hs4.virtual.house.rows[hs4.ref("Outlet", "Switch")].value = 0
    hs4.virtual.faults.clear()
    await until(hs4.hass, lambda: hs4.state("switch", "Outlet", "Switch").state == "off")
    lines = [record.getMessage() for record in caplog.records if record.levelno >= logging.INFO]
    ours = [line for line in lines if line.startswith("HomeSeer")]
    assert ours == ["HomeSeer can't be reached; trying again until it is back", "HomeSeer is back"]


async def test_the_ascii_port_alone_lost_makes_nothing_unavailable(hs4: Home) -> None:
    await hs4.virtual.ascii.close()
    await until(hs4.hass, lambda: state(hs4.hass, "sensor", "local-1_hub_way").state == "changes")
    hs4.virtual.house.set(hs4.ref("Outlet", "Switch"), 0)
    await until(hs4.hass, lambda: hs4.state("switch", "Outlet", "Switch").state == "off")
    await hs4.virtual.ascii.open()
    await until(hs4.hass, lambda: state(hs4.hass, "sensor", "local-1_hub_way").state == "ascii")


async def test_the_hubs_entity_says_which_way_is_in_use(hass: HomeAssistant, hass_client_no_auth: Any) -> None:
    """Nothing but the polls, until the webhook tells something; then the ASCII port."""
    await async_setup_component(hass, "webhook", {})
    virtual = VirtualHomeSeer()
    virtual.fail("response_error", "getdeviceschanged")
    await virtual.start()
    await virtual.ascii.close()
    entry = await added(hass, virtual, webhook_id="hook")
    home = Home(hass, virtual, entry)
    coordinator = entry.runtime_data
    await coordinator.async_refresh()
    assert state(hass, "sensor", "local-1_hub_way").state == "poll"
    client = await hass_client_no_auth()
    virtual.webhook_url = str(client.make_url("/api/webhook/hook"))
    for value in range(61, 99):
        virtual.house.set(103, value)
        await until(home.hass, lambda value=value: state(hass, "sensor", "local-1_101_103").state == f"{value}.0")  # type: ignore[misc]
        if state(hass, "sensor", "local-1_hub_way").state == "webhook":
            break
    await until(home.hass, lambda: state(hass, "sensor", "local-1_hub_way").state == "webhook")
    await virtual.ascii.open()
    await until(home.hass, lambda: state(hass, "sensor", "local-1_hub_way").state == "ascii")
    await hass.config_entries.async_unload(entry.entry_id)
    await virtual.stop()


@pytest.mark.parametrize(("data", "value"), CONTROLS_OF_A_DIMMER)
async def test_the_action_controls_by_value_label_or_use(
    hass: HomeAssistant, hs4: Home, data: dict[str, Any], value: float
) -> None:
    target: dict[str, Any] = {"ref": hs4.ref("Light", "Dimmer")}
    if "control_use" in data:
        devices = dr.async_entries_for_config_entry(dr.async_get(hass), hs4.entry.entry_id)
        target = {"device": next(device.id for device in devices if device.name == "Light")}
    await hass.services.async_call(DOMAIN, "control", {**target, **data}, blocking=True)
    assert hs4.virtual.house.rows[hs4.ref("Light", "Dimmer")].value == value


async def test_the_actions_speak_and_run_events(hass: HomeAssistant, hs4: Home) -> None:
    said = {"message": "Dinner & more, 50% off", "host": "KITCHEN:Speaker"}
    await hass.services.async_call(DOMAIN, "speak", said, blocking=True)
    await hass.services.async_call(DOMAIN, "run_event", {"event": 1}, blocking=True)
    await hass.services.async_call(DOMAIN, "run_event", {"group": "Climate", "name": "Set Thermostat"}, blocking=True)
    assert hs4.virtual.api.spoken == [("KITCHEN:Speaker", "Dinner & more, 50% off")]
    assert [event.runs for event in hs4.virtual.house.events] == [1, 0, 1]


async def test_a_text_of_ten_kilobytes_is_a_state_that_fits(hs4: Home) -> None:
    hs4.virtual.house.set(hs4.ref("Front door", "Lock Log"), status="x" * 10_000)
    await until(hs4.hass, lambda: hs4.state("sensor", "Front door", "Lock Log").state == "x" * 255)
    assert hs4.state("lock", "Front door", "Lock").state == "locked"


async def test_without_webhooks_in_home_assistant_the_hub_works_without_them(
    hass: HomeAssistant, virtual: VirtualHomeSeer
) -> None:
    with patch("custom_components.multihub.hubs.homeseer.webhook.async_setup_component", return_value=False):
        entry = await added(hass, virtual, webhook_id="hook")
    assert entry.state is ConfigEntryState.LOADED
    await hass.config_entries.async_unload(entry.entry_id)


async def test_a_changed_password_asks_the_person(hass: HomeAssistant, caplog: pytest.LogCaptureFixture) -> None:
    virtual = VirtualHomeSeer(password="first-secret", password_required=True)
    await virtual.start()
    entry = await added(hass, virtual)
    virtual.controls["revoke"]({"password": "second-secret"})
    async with asyncio.timeout(5):
        await hass.async_block_till_done(wait_background_tasks=True)
    (flow,) = hass.config_entries.flow.async_progress()
    assert flow["context"]["source"] == SOURCE_REAUTH
    await hass.config_entries.async_unload(entry.entry_id)
    await virtual.stop()
    assert "first-secret" not in caplog.text and "second-secret" not in caplog.text


@pytest.mark.parametrize(
    ("form", "found"),
    [
        ("server_error", ConfigEntryState.SETUP_RETRY),
        ("json_disabled", ConfigEntryState.SETUP_RETRY),
        ("truncated", ConfigEntryState.SETUP_RETRY),
        # rights are given in HomeSeer: tried again by itself
        ("no_permission", ConfigEntryState.SETUP_RETRY),
        ("unauthorized", ConfigEntryState.SETUP_ERROR),
    ],
)
async def test_what_is_wrong_at_start(
    hass: HomeAssistant, virtual: VirtualHomeSeer, form: str, found: ConfigEntryState
) -> None:
    virtual.fail(form)
    entry = await added(hass, virtual)
    assert entry.state is found
    reauths = [flow for flow in hass.config_entries.flow.async_progress() if flow["context"]["source"] == SOURCE_REAUTH]
    assert len(reauths) == (form == "unauthorized")


@pytest.mark.parametrize("mode", ["on", "mute"])
async def test_a_set_up_that_fails_leaves_no_port_open(
    hass: HomeAssistant, virtual: VirtualHomeSeer, mode: Mode
) -> None:
    """The port is opened before everything is read; a lingering task would fail the test by itself."""
    virtual.ascii.mode = mode
    virtual.fail("server_error", "getstatus")
    entry = await added(hass, virtual)
    assert entry.state is ConfigEntryState.SETUP_RETRY
    assert virtual.count("ascii", "au") == 1
    await virtual.until(lambda: not virtual.ascii.connections)


async def test_unloading_leaves_nothing_and_setting_up_again_finds_the_same(hass: HomeAssistant, hs4: Home) -> None:
    before = set(hass.states.async_entity_ids())
    await hass.config_entries.async_unload(hs4.entry.entry_id)
    await hs4.virtual.until(lambda: not hs4.virtual.ascii.listeners)
    await hass.config_entries.async_setup(hs4.entry.entry_id)
    await hass.async_block_till_done()
    assert set(hass.states.async_entity_ids()) == before


async def test_a_row_that_disappears_is_gone_and_the_others_stay(hass: HomeAssistant, hs4: Home) -> None:
    refs = [hs4.ref("Leak sensor"), hs4.ref("Leak sensor", "Water"), hs4.ref("Leak sensor", "Battery")]
    gone = hs4.unique_id("Leak sensor", "Water")
    for ref in refs:
        hs4.virtual.house.remove(ref)
    coordinator = hs4.entry.runtime_data
    for _ in range(2):
        coordinator.hub.reader.outdate()
        await coordinator.async_refresh()
    assert er.async_get(hass).async_get_entity_id("binary_sensor", DOMAIN, gone) is None
    assert hs4.state("switch", "Outlet", "Switch").state == "on"


async def test_two_homeseers_do_not_get_into_each_others_way(hass: HomeAssistant, hs4: Home) -> None:
    other = VirtualHomeSeer()
    await other.start()
    second: MockConfigEntry = entry_for(other)
    data = {**second.data, "hub_id": "local-2"}
    entry = MockConfigEntry(domain=DOMAIN, title="Other", unique_id="local-2", data=data)
    entry.add_to_hass(hass)
    await hass.config_entries.async_setup(entry.entry_id)
    await hass.async_block_till_done()
    other.house.set(103, 99)
    temperature = "local-2_101_103"
    await until(hs4.hass, lambda: state(hass, "sensor", temperature).state == "99.0")
    assert state(hass, "sensor", "local-1_101_103").state == "47.0"
    await hass.config_entries.async_unload(entry.entry_id)
    await other.stop()


@pytest.mark.parametrize("fault", ["mute", "deaf", "closed", "silent", "server_error", "truncated", "throttled"])
async def test_unloading_in_the_middle_of_a_fault_leaves_nothing(
    hass: HomeAssistant, virtual: VirtualHomeSeer, fault: str
) -> None:
    """Lingering tasks, timers and sockets would fail the test by themselves."""
    entry = await added(hass, virtual)
    await virtual.until(lambda: virtual.ascii.listeners)
    if fault in ("mute", "deaf"):
        virtual.ascii.mode = "mute" if fault == "mute" else "deaf"
    elif fault == "closed":
        await virtual.ascii.close()
    else:
        virtual.fail(fault)
    virtual.ascii.drop()
    asked = virtual.count("http")
    await virtual.until(lambda: virtual.count("http") > asked)
    assert await hass.config_entries.async_unload(entry.entry_id)
    assert entry.state is ConfigEntryState.NOT_LOADED


@pytest.mark.parametrize("way", [LOCAL, CLOUD])
async def test_no_secret_is_told_to_anybody(hass: HomeAssistant, caplog: pytest.LogCaptureFixture, way: str) -> None:
    caplog.set_level(logging.DEBUG)
    virtual = VirtualHomeSeer(username="canary-user", password="canary-pass", password_required=True)
    await virtual.start()
    virtual.systems = {"canary-license": virtual.systems["12345"]}
    data = {"webhook_id": "canary-webhook"} | ({"license": "canary-license"} if way == CLOUD else {})
    entry = await added(hass, virtual, way=way, **data)
    assert entry.state is ConfigEntryState.LOADED
    for form, times in (
        ("truncated", 1),
        ("server_error", 1),
        ("not_homeseer", 1),
        ("bare_error", 1),
        ("unauthorized", 2),
    ):
        fault = virtual.fail(form, times=times)
        virtual.house.set(103, 50 + len(form))
        virtual.ascii.drop()
        await virtual.until(lambda fault=fault: fault.times == 0)  # type: ignore[misc]
    told = json.dumps(entry.runtime_data.hub.diagnostics())
    issues = str(ir.async_get(hass).issues)
    for canary in ("canary-user", "canary-pass", "canary-license"):
        assert canary not in caplog.text
        assert canary not in told + issues
    ours = [record.getMessage() for record in caplog.records if "multihub" in record.name]
    assert "canary-webhook" not in "".join(ours) + told + issues
    await hass.config_entries.async_unload(entry.entry_id)
    await virtual.stop()
