"""The decision for each of the 184 official capabilities (protocol page, section 3.3).

A row says what a capability is when it stands alone. Those that a light, a cover or another whole is
made of are taken by it (``classes``); they have a row all the same, for the devices without the whole.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from homeassistant.components.binary_sensor import BinarySensorDeviceClass as Binary
from homeassistant.components.number import NumberDeviceClass
from homeassistant.components.sensor import SensorDeviceClass as Measure, SensorStateClass
from homeassistant.components.switch import SwitchDeviceClass
from homeassistant.const import EntityCategory

from .wire import BOOLEAN, ENUM, NUMBER, STRING

DIAGNOSTIC: Final = EntityCategory.DIAGNOSTIC
CONFIG: Final = EntityCategory.CONFIG
MEASUREMENT: Final = SensorStateClass.MEASUREMENT


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """What a capability is on its own.

    ``access`` is the official one: ``r``, ``rw`` or ``w``; where a device's differs, the hub's words name it.
    ``named`` is whether it has a name of its own in the translations; else its device class names it.
    ``inverted``: true on the wire is false in Home Assistant. ``unit`` is the official one, taken
    where the device tells none.
    """

    kind: str
    access: str = "rw"
    named: bool = True
    unit: str | None = None
    binary: Binary | None = None
    measure: Measure | None = None
    amount: NumberDeviceClass | None = None
    socket: SwitchDeviceClass | None = None
    state_class: SensorStateClass | None = None
    category: EntityCategory | None = None
    enabled: bool = True
    inverted: bool = False


def _alarm(
    device_class: Binary | None, *, named: bool = False, inverted: bool = False, diagnostic: bool = False
) -> Row:
    category = DIAGNOSTIC if diagnostic else None
    return Row(kind=BOOLEAN, access="r", binary=device_class, named=named, inverted=inverted, category=category)


def _measure(
    device_class: Measure | None,
    unit: str | None,
    *,
    named: bool = False,
    state_class: SensorStateClass | None = MEASUREMENT,
    diagnostic: bool = False,
) -> Row:
    return Row(
        kind=NUMBER,
        access="r",
        measure=device_class,
        unit=unit,
        named=named or device_class is None,
        state_class=state_class,
        category=DIAGNOSTIC if diagnostic else None,
    )


def _meter(device_class: Measure, unit: str) -> Row:
    return Row(
        kind=NUMBER,
        access="r",
        measure=device_class,
        unit=unit,
        named=False,
        state_class=SensorStateClass.TOTAL_INCREASING,
    )


_PROBLEM = _alarm(Binary.PROBLEM, named=True)
_LEVEL = Row(kind=ENUM, access="r")
_FILTER_LEVEL = Row(kind=ENUM, access="r", category=DIAGNOSTIC)
_CHOICE = Row(kind=ENUM)
_STATE = Row(kind=ENUM, access="r")
_SETTING = Row(kind=ENUM, category=CONFIG)
_FLAG = Row(kind=BOOLEAN)
_PRESS = Row(kind=BOOLEAN, access="w")
_TEXT = Row(kind=STRING, access="r")
_FRACTION = Row(kind=NUMBER, unit="%")
_CELSIUS = Row(kind=NUMBER, unit="°C", amount=NumberDeviceClass.TEMPERATURE)
_HUMIDITY = Row(kind=NUMBER, unit="%", amount=NumberDeviceClass.HUMIDITY)

CAPABILITIES: Final[dict[str, Row]] = {
    # alarms: true is an alarm
    "alarm_battery": _alarm(Binary.BATTERY, diagnostic=True),
    "alarm_bin_full": _PROBLEM,
    "alarm_bin_missing": _PROBLEM,
    "alarm_cleaning_pad_missing": _PROBLEM,
    "alarm_co": _alarm(Binary.CO),
    "alarm_co2": _PROBLEM,
    "alarm_cold": _alarm(Binary.COLD),
    "alarm_connectivity": _alarm(Binary.CONNECTIVITY, inverted=True, diagnostic=True),
    "alarm_contact": _alarm(Binary.OPENING),
    "alarm_door_fault": _PROBLEM,
    "alarm_fire": _alarm(Binary.SMOKE, named=True),
    "alarm_freeze_risk": _PROBLEM,
    "alarm_gas": _alarm(Binary.GAS),
    "alarm_generic": _alarm(None, named=True),
    "alarm_heat": _alarm(Binary.HEAT),
    "alarm_light": _alarm(Binary.LIGHT),
    "alarm_lost": _PROBLEM,
    "alarm_moisture": _alarm(Binary.MOISTURE),
    "alarm_motion": _alarm(Binary.MOTION),
    "alarm_night": _alarm(None, named=True),
    "alarm_noise": _alarm(Binary.SOUND),
    "alarm_occupancy": _alarm(Binary.OCCUPANCY),
    "alarm_open": _alarm(Binary.OPENING, named=True),
    "alarm_pm01": _PROBLEM,
    "alarm_pm1": _PROBLEM,
    "alarm_pm10": _PROBLEM,
    "alarm_pm25": _PROBLEM,
    "alarm_power": _alarm(Binary.POWER),
    "alarm_presence": _alarm(Binary.PRESENCE),
    "alarm_problem": _alarm(Binary.PROBLEM),
    "alarm_pump_device": _PROBLEM,
    "alarm_pump_supply": _PROBLEM,
    "alarm_rain": _alarm(Binary.MOISTURE, named=True),
    "alarm_running": _alarm(Binary.RUNNING),
    "alarm_safety": _alarm(Binary.SAFETY),
    "alarm_smoke": _alarm(Binary.SMOKE),
    "alarm_stuck": _PROBLEM,
    "alarm_tamper": _alarm(Binary.TAMPER, diagnostic=True),
    "alarm_tank_empty": _PROBLEM,
    "alarm_tank_missing": _PROBLEM,
    "alarm_tank_open": _alarm(Binary.OPENING, named=True),
    "alarm_vibration": _alarm(Binary.VIBRATION),
    "alarm_water": _alarm(Binary.MOISTURE, named=True),
    # measures
    "measure_aqi": _measure(Measure.AQI, None),
    "measure_battery": _measure(Measure.BATTERY, "%", diagnostic=True),
    "measure_carbon_filter": _measure(None, "%", diagnostic=True),
    "measure_ch2o": _measure(None, "μg/m³"),
    "measure_co": _measure(Measure.CO, "ppm"),
    "measure_co2": _measure(Measure.CO2, "ppm"),
    "measure_content_volume": _measure(Measure.VOLUME_STORAGE, "L", named=True),
    "measure_current": _measure(Measure.CURRENT, "A"),
    "measure_data_rate": _measure(Measure.DATA_RATE, "bit/s"),
    "measure_data_size": _measure(Measure.DATA_SIZE, "B"),
    "measure_distance": _measure(Measure.DISTANCE, "m"),
    "measure_frequency": _measure(Measure.FREQUENCY, "Hz"),
    "measure_gust_angle": _measure(
        Measure.WIND_DIRECTION, "°", named=True, state_class=SensorStateClass.MEASUREMENT_ANGLE
    ),
    "measure_gust_strength": _measure(Measure.WIND_SPEED, "km/h", named=True),
    "measure_hepa_filter": _measure(None, "%", diagnostic=True),
    "measure_humidity": _measure(Measure.HUMIDITY, "%"),
    "measure_luminance": _measure(Measure.ILLUMINANCE, "lx"),
    "measure_moisture": _measure(Measure.MOISTURE, "%"),
    "measure_monetary": _measure(Measure.MONETARY, "EUR", state_class=None),
    "measure_noise": _measure(Measure.SOUND_PRESSURE, "dB"),
    "measure_nox": _measure(None, "μg/m³"),
    "measure_o3": _measure(Measure.OZONE, "μg/m³"),
    "measure_odor": _measure(None, "OU"),
    "measure_ph": _measure(Measure.PH, None),
    "measure_pm01": _measure(None, "μg/m³"),
    "measure_pm1": _measure(Measure.PM1, "μg/m³"),
    "measure_pm10": _measure(Measure.PM10, "μg/m³"),
    "measure_pm25": _measure(Measure.PM25, "μg/m³"),
    "measure_power": _measure(Measure.POWER, "W"),
    "measure_pressure": _measure(Measure.PRESSURE, "mbar"),
    "measure_radon": _measure(None, "Bq/m³"),
    "measure_rain": _measure(Measure.PRECIPITATION, "mm"),
    "measure_rain_intensity": _measure(Measure.PRECIPITATION_INTENSITY, "mm/h"),
    "measure_rotation": _measure(None, "°"),
    "measure_signal_strength": _measure(Measure.SIGNAL_STRENGTH, "dB", diagnostic=True),
    "measure_so2": _measure(Measure.SULPHUR_DIOXIDE, "μg/m³"),
    "measure_speed": _measure(Measure.SPEED, "m/s"),
    "measure_temperature": _measure(Measure.TEMPERATURE, "°C"),
    "measure_tvoc": _measure(Measure.VOLATILE_ORGANIC_COMPOUNDS, "μg/m³"),
    "measure_tvoc_index": _measure(None, None),
    "measure_ultraviolet": _measure(None, "UV index"),
    "measure_voltage": _measure(Measure.VOLTAGE, "V"),
    "measure_water": _measure(Measure.VOLUME_FLOW_RATE, "L/min", named=True),
    "measure_weight": _measure(Measure.WEIGHT, "g"),
    "measure_wind_angle": _measure(Measure.WIND_DIRECTION, "°", state_class=SensorStateClass.MEASUREMENT_ANGLE),
    "measure_wind_strength": _measure(Measure.WIND_SPEED, "km/h"),
    # meters
    "meter_gas": _meter(Measure.GAS, "m³"),
    "meter_power": _meter(Measure.ENERGY, "kWh"),
    "meter_rain": Row(
        kind=NUMBER, access="r", measure=Measure.VOLUME, unit="m³", state_class=SensorStateClass.TOTAL_INCREASING
    ),
    "meter_water": _meter(Measure.WATER, "m³"),
    # levels
    "level_aqi": _LEVEL,
    "level_carbon_filter": _FILTER_LEVEL,
    "level_ch2o": _LEVEL,
    "level_co": _LEVEL,
    "level_co2": _LEVEL,
    "level_hepa_filter": _FILTER_LEVEL,
    "level_nox": _LEVEL,
    "level_o3": _LEVEL,
    "level_pm01": _LEVEL,
    "level_pm1": _LEVEL,
    "level_pm10": _LEVEL,
    "level_pm25": _LEVEL,
    "level_radon": _LEVEL,
    "level_so2": _LEVEL,
    "level_tvoc": _LEVEL,
    # what can be set, and its state
    "audio_output": _CHOICE,
    "battery_charging_state": _STATE,
    "button": _PRESS,
    "channel_down": _PRESS,
    "channel_up": _PRESS,
    "cooking_time": Row(kind=NUMBER, unit="s", amount=NumberDeviceClass.DURATION),
    "dim": _FRACTION,
    "dishwasher_program": _STATE,
    "docked": Row(kind=BOOLEAN, access="r"),
    "ev_charging_state": _STATE,
    "evcharger_charging": _FLAG,
    "evcharger_charging_state": _STATE,
    "fan_mode": _CHOICE,
    "fan_speed": _FRACTION,
    "garagedoor_closed": _FLAG,
    "heater_operation_mode": _CHOICE,
    "homealarm_state": _CHOICE,
    "hot_water_mode": _CHOICE,
    "laundry_dryer_dryness": _CHOICE,
    "laundry_washer_cycles": _CHOICE,
    "laundry_washer_program": _STATE,
    "laundry_washer_speed": _CHOICE,
    "light_hue": _FRACTION,
    "light_mode": _CHOICE,
    "light_saturation": _FRACTION,
    "light_temperature": _FRACTION,
    "lock_mode": _SETTING,
    "locked": _FLAG,
    "media_input": _CHOICE,
    "microwave_mode": _CHOICE,
    "mower_state": _CHOICE,
    "onoff": Row(kind=BOOLEAN),
    "operational_state": _STATE,
    "oscillating": _FLAG,
    "oven_mode": _CHOICE,
    "power_boost": _FLAG,
    "power_level": _FRACTION,
    "progress": Row(kind=NUMBER, access="r", unit="%", state_class=None),
    "pump_mode": _CHOICE,
    "pump_setpoint": _FRACTION,
    "refrigerator_mode": _CHOICE,
    "speaker_album": _TEXT,
    "speaker_artist": _TEXT,
    "speaker_duration": Row(kind=NUMBER, access="r", unit="s", measure=Measure.DURATION),
    "speaker_next": _PRESS,
    "speaker_playing": _FLAG,
    "speaker_position": Row(kind=NUMBER, access="r", unit="s", measure=Measure.DURATION),
    "speaker_prev": _PRESS,
    "speaker_repeat": _CHOICE,
    "speaker_shuffle": _FLAG,
    "speaker_stop": _PRESS,
    "speaker_track": _TEXT,
    "swing_mode": _CHOICE,
    "target_humidity": _HUMIDITY,
    "target_humidity_max": _HUMIDITY,
    "target_humidity_min": _HUMIDITY,
    "target_power": Row(kind=NUMBER, unit="W", amount=NumberDeviceClass.POWER),
    "target_power_mode": _SETTING,
    "target_temperature": _CELSIUS,
    "target_temperature_level": _CHOICE,
    "target_temperature_max": _CELSIUS,
    "target_temperature_min": _CELSIUS,
    "thermostat_mode": _CHOICE,
    "vacuumcleaner_job_mode": _CHOICE,
    "vacuumcleaner_state": _CHOICE,
    "valve_position": _FRACTION,
    "volume_down": _PRESS,
    "volume_mute": _FLAG,
    "volume_set": _FRACTION,
    "volume_up": _PRESS,
    "windowcoverings_closed": _FLAG,
    "windowcoverings_set": _FRACTION,
    "windowcoverings_state": _CHOICE,
    "windowcoverings_tilt_down": _PRESS,
    "windowcoverings_tilt_set": _FRACTION,
    "windowcoverings_tilt_up": _PRESS,
}

COMMON_BUT_UNOFFICIAL: Final[dict[str, Row]] = {
    "alarm_burglar": _alarm(Binary.SAFETY, named=True),
    "alarm_maintenance": _PROBLEM,
    "alarm_panic": _alarm(Binary.SAFETY, named=True),
    "alarm_pressure": _alarm(None, named=True),
}
"""What many apps have, under these very names (section 3.3)."""

ROWS: Final = {**CAPABILITIES, **COMMON_BUT_UNOFFICIAL}

PARTS: Final[dict[str, str]] = {
    "meter_power.imported": "energy_imported",
    "meter_power.exported": "energy_exported",
    "meter_power.returned": "energy_returned",
    "meter_power.charged": "energy_charged",
    "meter_power.discharged": "energy_discharged",
}
"""Parts that mean the same in every app: their translation key. Others bear the hub's own words."""

OUTDOORS: Final = frozenset(
    {"measure_rain", "measure_rain_intensity", "measure_wind_strength", "measure_wind_angle", "measure_humidity"}
)
"""A sensor with one of these measures the air's pressure; any other pressure is a pipe's or a tyre's."""
