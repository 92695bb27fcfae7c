"""The devices of the virtual Homey's demo house: each is there for one rule (protocol page, section 8)."""

from __future__ import annotations

from typing import Any

from .descriptors import capability as cap, choices

APP = "homey:app:com.example"
SVG = "<svg xmlns='http://www.w3.org/2000/svg'>" + "<path d='M0 0h24v24H0z'/>" * 220 + "</svg>"

type Row = tuple[str, str | None, str, list[dict[str, Any]], dict[str, Any]]
"""Name, zone, class, capabilities, and what is particular about the device."""


def _speaker() -> list[dict[str, Any]]:
    return [
        cap("speaker_playing", True),
        cap("speaker_next"),
        cap("speaker_prev"),
        cap("speaker_stop"),
        cap("speaker_shuffle", False),
        cap("speaker_repeat", "none"),
        cap("speaker_artist", "Miles Davis"),
        cap("speaker_album", "Kind of Blue"),
        cap("speaker_track", "So What"),
        cap("speaker_duration", 562),
        cap("speaker_position", 41),
        cap("volume_set", 0.35),
        cap("volume_mute", False),
        cap("volume_up"),
        cap("volume_down"),
    ]


def demo_devices() -> list[Row]:
    """Every kind that the page names, and a few that a house has anyway."""
    fahrenheit = {"units": "°F"}
    return [
        ("Ceiling light", "Living room", "light", [
            cap("onoff", True), cap("dim", 0.8), cap("light_hue", 0.1), cap("light_saturation", 0.9),
            cap("light_temperature", 0.4), cap("light_mode", "color"),
        ], {}),
        ("Reading lamp", "Living room", "light", [
            cap("onoff", False), cap("dim", 0.5), cap("light_temperature", 0.75),
        ], {}),
        ("Hall bulb", "Hall", "light", [cap("onoff", False)], {}),
        ("Floor lamp", "Living room", "socket", [
            cap("onoff", False), cap("measure_power", 0), cap("meter_power", 12.5),
        ], {"virtualClass": "light"}),
        ("Coffee socket", "Kitchen", "socket", [
            cap("onoff", True), cap("measure_power", 1240.5), cap("meter_power", 312.4, units="KWh"),
        ], {}),
        ("Double relay", "Kitchen", "relay", [
            cap("onoff.output1", True, title="Output 1"), cap("onoff.output2", False, title="Output 2"),
            cap("measure_power.output1", 40), cap("measure_power.output2", 0),
        ], {}),
        ("Dimmer", "Kitchen", "other", [cap("onoff", True), cap("dim", 0.6)], {}),
        ("Venetian blind", "Living room", "blinds", [
            cap("windowcoverings_set", 0.6), cap("windowcoverings_tilt_set", 0.5),
        ], {}),
        ("Roller shutter", "Bedroom", "shutterblinds", [cap("windowcoverings_state", "idle")], {}),
        ("Old shutter", "Bedroom", "windowcoverings", [cap("dim", 1.0), cap("windowcoverings_state", "idle")], {}),
        ("Garage door", "Garage", "garagedoor", [cap("garagedoor_closed", True), cap("alarm_contact", False)], {}),
        ("Thermostat", "Living room", "thermostat", [
            cap("target_temperature", 20.5, min=5, max=30, step=0.5), cap("measure_temperature", 20.1),
            cap("measure_humidity", 48), cap("thermostat_mode", "heat", values=choices("heat off")),
        ], {}),
        ("Radiator valve", "Bedroom", "thermostat", [
            cap("target_temperature", 18, min=4, max=28, step=0.5), cap("measure_temperature", 17.4),
            cap("valve_position", 0.3), cap("measure_battery", 81),
        ], {"energyObj": {"batteries": ["AA", "AA"]}}),
        ("Air conditioning", "Bedroom", "airconditioning", [
            cap("onoff", True), cap("target_temperature", 22, min=16, max=30, step=1),
            cap("measure_temperature", 24.5), cap("thermostat_mode", "cool"), cap("fan_mode", "auto"),
            cap("swing_mode", "vertical"),
        ], {}),
        ("Heat pump", "Garage", "heatpump", [
            cap("target_temperature", 21), cap("target_temperature.comfort", 22, title="Comfort temperature"),
            cap("measure_temperature", 20.7),
            cap("heatpump_mode", "comfort", type="enum", values=choices("comfort eco holiday"), title="Pump programme"),
        ], {}),
        ("Boiler", "Garage", "waterheater", [
            cap("target_temperature", 55, min=30, max=65), cap("measure_temperature", 52.2),
            cap("heater_operation_mode", "eco"), cap("onoff", True),
        ], {}),
        ("Dehumidifier", "Garage", "dehumidifier", [
            cap("onoff", True), cap("target_humidity", 0.5, min=0.3, max=0.8), cap("measure_humidity", 61),
        ], {}),
        ("Desk fan", "Bedroom", "fan", [cap("onoff", True), cap("fan_speed", 0.66), cap("oscillating", False)], {}),
        ("Front door lock", "Hall", "lock", [
            cap("locked", True), cap("lock_mode", "locked_until_unlock"), cap("measure_battery", 35),
            cap("alarm_battery", False),
        ], {}),
        ("Kitchen speaker", "Kitchen", "speaker", _speaker(), {"images": ["media"]}),
        ("Television", "Living room", "tv", [
            cap("onoff", True), cap("volume_set", 0.2), cap("volume_mute", False), cap("media_input", "hdmi_1"),
            cap("channel_up"), cap("channel_down"),
        ], {}),
        ("Robot vacuum", "Living room", "vacuumcleaner", [
            cap("vacuumcleaner_state", "docked"), cap("vacuumcleaner_job_mode", "normal"),
            cap("measure_battery", 90),
        ], {}),
        ("Mower", "Garden", "lawnmower", [cap("mower_state", "docked"), cap("measure_battery", 74)], {}),
        ("House alarm", "Hall", "homealarm", [cap("homealarm_state", "disarmed"), cap("alarm_generic", False)], {}),
        ("Wallbox", "Garage", "evcharger", [
            cap("evcharger_charging", True), cap("evcharger_charging_state", "plugged_in_charging"),
            cap("target_power", 7000), cap("measure_power", 6900), cap("meter_power", 2201.7),
        ], {"energyObj": {"evCharger": True}}),
        ("Home battery", "Garage", "battery", [
            cap("measure_power", -850), cap("measure_battery", 62), cap("meter_power.charged", 1210.5),
            cap("meter_power.discharged", 1088.2), cap("battery_charging_state", "discharging"),
        ], {"energyObj": {"homeBattery": True}}),
        ("Smart meter", "Hall", "sensor", [
            cap("measure_power", -1450), cap("meter_power.imported", 5123.4), cap("meter_power.exported", 2210.8),
            cap("meter_gas", 3011.2), cap("meter_water", 812.4),
        ], {"energyObj": {"cumulative": True}}),
        ("Solar panels", "Garden", "solarpanel", [cap("measure_power", 3480), cap("meter_power", 9811)], {}),
        ("Weather station", "Garden", "sensor", [
            cap("measure_temperature", 11.3), cap("measure_humidity", 78), cap("measure_rain", 0.4),
            cap("measure_rain_intensity", 0.1), cap("meter_rain", 512, units="mm"),
            cap("measure_gust_strength", 31), cap("measure_wind_strength", 18), cap("measure_wind_angle", 225),
            cap("measure_gust_angle", 230), cap("measure_ultraviolet", 2), cap("measure_pressure", 1016),
            cap("measure_luminance", 12000),
        ], {}),
        ("Air monitor", "Bedroom", "sensor", [
            cap("measure_pm25", 7, units="µg/m³"), cap("measure_pm1", 3), cap("measure_pm10", 12),
            cap("measure_tvoc", 120), cap("measure_co2", 640), cap("level_tvoc", "low"), cap("level_aqi", "good"),
            cap("level_pm25", "low"),
        ], {}),
        ("Back door", "Kitchen", "sensor", [cap("alarm_contact", False), cap("alarm_tamper", False)], {}),
        ("Hall motion", "Hall", "sensor", [
            cap("alarm_motion", False), cap("measure_luminance", 220), cap("alarm_connectivity", False),
        ], {}),
        ("Smoke detector", "Bedroom", "smokealarm", [cap("alarm_smoke", False), cap("alarm_battery", False)], {}),
        ("Leak sensor", "Kitchen", "sensor", [cap("alarm_water", False)], {}),
        ("American thermostat", "Garage", "thermostat", [
            cap("target_temperature", 70, min=40, max=95, step=1, **fahrenheit),
            cap("measure_temperature", 68, **fahrenheit),
        ], {}),
        ("Odd values", "Garage", "other", [
            cap("measure_temperature", "auto"), cap("operational_state", None), cap("onoff", None),
            cap("drawing", SVG, type="string", setable=False, title="Drawing"),
            cap("odd_type", 3, type="object", title="Odd type"),
        ], {}),
        ("Energy socket", "Garage", "socket", [
            cap("onoff", True), cap("meter_power", 5.5), cap("button"),
            cap("button.reset_meter", maintenanceAction=True, title="Reset meter"),
        ], {}),
        ("Unreachable lamp", "Garden", "light", [cap("onoff", True)],
         {"available": False, "unavailableMessage": "No answer from the device"}),
        ("Slow starter", "Garden", "light", [cap("onoff", True), cap("dim", 1)], {"ready": False}),
        ("Lost sensor", None, "sensor", [cap("measure_temperature", 9.5)], {"zone": "a-zone-that-is-gone"}),
        ("Sprinkler", "Garden", "sprinkler", [cap("onoff", False), cap("valve_position", 0)], {}),
        ("Siren", "Hall", "siren", [cap("onoff", False)], {}),
        ("Doorbell", "Hall", "doorbell", [cap("alarm_generic", False), cap("measure_battery", 77)],
         {"images": ["camera"]}),
        ("Driveway camera", "Garden", "camera", [cap("alarm_motion", False)], {"images": ["camera"]}),
        ("Washing machine", "Garage", "washer", [cap("operational_state", "running"), cap("measure_power", 480)], {}),
    ]  # fmt: skip
