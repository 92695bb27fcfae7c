"""Every documented reply of the vendor is parsed to the right entities."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from homeassistant.components.light import ColorMode
from homeassistant.components.sensor import SensorDeviceClass

from custom_components.multihub.hubs.homeseer.client import DeviceChange, RefusedError
from custom_components.multihub.hubs.homeseer.client.answers import parse
from custom_components.multihub.hubs.homeseer.client.ascii import parse_line
from custom_components.multihub.hubs.homeseer.mapping import HubFacts, hub_device, room_location
from custom_components.multihub.hubs.homeseer.requests import RunEvent, SetValue
from custom_components.multihub.model import Button, Light, Sensor

from .builders import house_of, row, said
from .samples import sample, sample_json


def test_the_documented_thermostat_and_switch_are_a_temperature_and_a_switch() -> None:
    """Their roots are not in the answer: each row is a device of its own."""
    rows = parse("getstatus", sample("vendor_doc_getstatus_thermostat_temp_and_switch.json"))["Devices"]
    temperature, status = house_of(rows).devices
    assert temperature.id == "3398"
    assert temperature.features[0] == Sensor(
        key="3398",
        name=None,
        value=82.0,
        unit="°F",
        device_class=SensorDeviceClass.TEMPERATURE,
        state_class="measurement",
    )
    assert (status.id, status.name, status.model) == ("3570", "Switch Binary", "Z-Wave Switch Binary")
    switched = house_of(rows, {3570: [{"Label": "On", "ControlValue": 255, "ControlUse": 1}]})
    assert switched.rows[3570].last_change == datetime(2014, 9, 8, 17, 15, 40, 597000, UTC)


def test_the_documented_dimmer_is_a_light() -> None:
    """The documented range does not tell its ends: they follow from the value of on."""
    raw = parse("getcontrol", sample("vendor_doc_getcontrol_dimmer_ref2256_PARTIAL.json"))
    house = house_of([row(2256, "light", 50, "Dim 50%")], {2256: raw["ControlPairs"]})
    (light,) = house.devices[0].features
    assert isinstance(light, Light)
    assert (light.is_on, light.brightness, light.color_modes) == (True, 129, {ColorMode.BRIGHTNESS})
    assert said(light.turn_on, brightness=255) == SetValue(2256, 99, True)
    assert said(light.turn_on, brightness=None) == SetValue(2256, 255)


@pytest.mark.parametrize("name", ["vendor_doc_getevents.json", "third_party_getevents_with_ids.json"])
def test_events_are_buttons_with_or_without_numbers(name: str) -> None:
    events = parse("getevents", sample(name))["Events"]
    facts = HubFacts("HomeSeer", "4.2.22.4", events=tuple(events), event_groups=frozenset({"Lighting"}))
    buttons = [feature for feature in hub_device(facts).features if isinstance(feature, Button)]
    first = buttons[0]
    assert first.name == "Lighting Outside Lights Off"
    assert first.key == ("event_1" if "id" in events[0] else "event_lighting_outside_lights_off")
    assert said(first.press) == RunEvent(events[0].get("id"), "Lighting", "Outside Lights Off")


def test_an_error_is_an_error() -> None:
    with pytest.raises(RefusedError) as raised:
        parse("getstatus", sample("hs4_error_bad_request.json"))
    assert raised.value.reason == "bad request"


def test_the_session_says_which_location_is_the_room() -> None:
    session = sample_json("vendor_doc_getsessionconfig.json")
    assert room_location(session) == "location"
    assert room_location({**session, "location1Label": "Floor", "location2Label": "Room"}) == "location2"


def test_ok_is_no_error() -> None:
    assert parse("setdevicestatus", sample("vendor_doc_setdevicestatus_ok.json")) == {"Response": "ok"}


def test_changed_refs_settings_and_systems_are_read() -> None:
    assert parse("getdeviceschanged", sample("vendor_doc_getdeviceschanged.json"))["refs"] == [2066, 2121, 2137, 2153]
    assert parse("getsetting", sample("vendor_doc_getsetting.json")) == {"Value": "Room"}
    assert parse("getsystems", sample("vendor_doc_getsystems.json"))["systems"][0]["license"] == "12345"


def test_the_documented_webhook_changes_its_row() -> None:
    house = house_of([row(7100, "Brightness", 0, "0%")])
    pushed = house.with_pushed(sample_json("vendor_doc_webhook_devicechange.json")["data"])
    assert pushed
    (changed,) = house.apply([pushed])
    assert changed.features[0].value == 11  # type: ignore[attr-defined]


def test_the_lines_of_the_ascii_port_are_read() -> None:
    lines = [line[3:] for line in sample("ascii_transcript.txt").splitlines() if line.startswith("S: ")]
    changes = [change for line in lines if (change := parse_line(line))]
    assert changes == [DeviceChange(576, 1), DeviceChange(42, 100)]
