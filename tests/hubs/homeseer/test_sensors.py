"""Sensors: units by exact match, batteries, texts, and what is or is not."""

from __future__ import annotations

from typing import Any

import pytest

from custom_components.multihub.hubs.homeseer.mapping import Settings, uses_fahrenheit
from custom_components.multihub.hubs.homeseer.mapping.contacts import state
from custom_components.multihub.hubs.homeseer.mapping.wire import parse_row

from .builders import applied, feature_of, house_of, row


@pytest.mark.parametrize(
    ("name", "value", "status", "unit", "device_class", "shown"),
    [
        ("Temp", 82, "82 F", "°F", "temperature", 82),
        ("Temp", 24, "24 C", "°C", "temperature", 24),
        ("Temp", 24, "24°C", "°C", "temperature", 24),
        ("Temp", 24, "24°", "°C", "temperature", 24),
        ("Temperature", 24, "24", "°C", "temperature", 24),
        ("Humidity", 47, "47%", "%", "humidity", 47),
        ("Soil moisture", 47, "47 %", "%", "moisture", 47),
        ("Luminance", 47, "47%", "%", None, 47),
        ("Luminance", 47, "47 Lux", "lx", "illuminance", 47),
        ("Meter", 11.5, "11.5 Watts", "W", "power", 11.5),
        ("Meter", 1.5, "1.5 kW", "kW", "power", 1.5),
        ("Meter", 183.25, "183.25 kW Hours", "kWh", "energy", 183.25),
        ("Meter", 230, "230 Volts", "V", "voltage", 230),
        ("Meter", 2, "2 Amps", "A", "current", 2),
        ("Solar", 0, "3,25 kWh", "kWh", "energy", 3.25),
        ("Solar", 0, "1,234.5 kWh", "kWh", "energy", 1234.5),
        ("Solar", 0, "1.234,5 kWh", "kWh", "energy", 1234.5),
        ("CO2", 600, "600 ppm", "ppm", "carbon_dioxide", 600),
        ("Rain today", 4, "4 mm", "mm", "precipitation", 4),
        ("Distance", 4, "4 mm", "mm", "distance", 4),
        ("Pressure", 1013, "1013 hPa", "hPa", "atmospheric_pressure", 1013),
        ("Wind", 4, "4 mph", "mph", "wind_speed", 4),
        ("Things", 4, "4 things", "things", None, 4),
        ("Bare", 4, "4", None, None, 4),
    ],
)
def test_a_unit_makes_a_measurement(
    name: str, value: float, status: str, unit: str | None, device_class: str | None, shown: float
) -> None:
    sensor = feature_of(row(1, name, value, status))
    assert (sensor.unit, sensor.device_class, sensor.value) == (unit, device_class, shown)
    assert sensor.state_class == ("total_increasing" if device_class == "energy" else "measurement")


@pytest.mark.parametrize("status", ["Cool", "Fan On", "Auto", "Vacation", "12:30", "1742:03:18:09", "5 of 10 W left"])
def test_a_letter_within_a_text_is_no_unit(status: str) -> None:
    sensor = feature_of(row(1, value=3, status=status))
    assert (sensor.value, sensor.unit, sensor.state_class) == (status, None, None)


@pytest.mark.parametrize("status", ["", "Unknown", "No Status", "Not Set"])
def test_texts_that_say_nothing_are_unknown(status: str) -> None:
    assert feature_of(row(1, value=3, status=status)).value is None


def test_a_sentinel_is_unknown() -> None:
    assert feature_of(row(1, value=-2147483648, status="0 W")).value is None


def test_a_sensor_whose_unit_is_learned_later_becomes_a_measurement() -> None:
    house = house_of([row(1, value=0, status="Unknown")])
    (device,) = applied(house, row(1, value=12, status="12 W"))
    assert (device.features[0].unit, device.features[0].value) == ("W", 12)  # type: ignore[attr-defined]
    (device,) = applied(house, row(1, value=12, status="Unknown"))
    assert (device.features[0].unit, device.features[0].value) == ("W", None)  # type: ignore[attr-defined]


@pytest.mark.parametrize(("value", "shown"), [(80, 80), (0, 0), (255, 0), (200, None)])
def test_a_battery_that_warns_is_empty(value: float, shown: float | None) -> None:
    battery = feature_of(row(1, "Battery", value, f"{value}%", codes=(4, 0, 128)))
    assert (battery.device_class, battery.value, battery.category) == ("battery", shown, "diagnostic")


def test_a_battery_is_one_by_its_words_too() -> None:
    """The codes of a battery are those of a feature that nothing was set of, too."""
    assert feature_of(row(1, "Button A", 1, "On", codes=(513, 0, 0))).platform == "binary_sensor"
    assert feature_of(row(1, "Keypad", 1, "Night", codes=(513, 0, 0))).device_class is None
    by_image = row(1, "Level", 75, "Fine", codes=(513, 0, 0), status_image="/images/HomeSeer/status/battery_75.png")
    assert feature_of(by_image).device_class == "battery"


def test_timers_are_durations_that_are_off_at_first() -> None:
    timer = feature_of(row(1, "Away", 150520690.4, "1742:03:18:09", device_type_string="Timer"))
    assert (timer.value, timer.unit, timer.enabled_by_default) == (150520690.4, "s", False)


@pytest.mark.parametrize(
    ("value", "status", "is_on"),
    [
        (0, "No Motion", False),
        (255, "Motion", True),
        (22, "Window Open", True),
        (23, "Window Closed", False),
        (0, "Not Detected", False),
        (0, "Detected", True),
        (1, "Unsecured", True),
        (1, "Secured", False),
        (23, "", False),
        (22, "", True),
        (5632, "", True),
        (5633, "", True),
        (0, "", False),
        (None, "", None),
    ],
)
def test_text_goes_before_value(value: Any, status: str, is_on: bool | None) -> None:
    parsed = parse_row(row(1, value=value, status=status))
    assert parsed and state(parsed) is is_on


def test_a_fault_keeps_what_was_known() -> None:
    house = house_of([row(1, "Door", 22, "", codes=(4, 0, 113))])
    assert not house.apply([row(1, "Door", 254, "", codes=(4, 0, 113))])
    assert house.devices[0].features[0].is_on is True  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("name", "status", "device_class"),
    [
        ("Motion", "No Motion", "motion"),
        ("Home Security", "Window Closed", "window"),
        ("Front door", "Closed", "door"),
        ("Contact", "Closed", "opening"),
        ("Water", "Dry", "moisture"),
        ("Smoke", "Clear", "smoke"),
        ("Tamper", "Clear", "tamper"),
        ("Garage contact", "Closed", "garage_door"),
        ("Presence", "Vacant", "occupancy"),
        ("Thing", "Off", None),
    ],
)
def test_words_tell_what_it_is(name: str, status: str, device_class: str | None) -> None:
    assert feature_of(row(1, name, status=status)).device_class == device_class


def test_the_unit_of_the_system_is_told_or_learned() -> None:
    devices = [row(1, status="70 F"), row(2, status="71 F"), row(3, status="20 C")]
    assert uses_fahrenheit({"TempFormatF": False, "Devices": devices}, True) is False
    assert uses_fahrenheit({"Devices": devices}, False) is True
    assert uses_fahrenheit({"Devices": []}, True) is True
    assert feature_of(row(1, "Temperature", 70, "70°"), settings=Settings(fahrenheit=True)).unit == "°F"
