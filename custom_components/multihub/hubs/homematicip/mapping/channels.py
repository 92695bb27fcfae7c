"""The decision about every type of channel: the features that it becomes, or none and why.

Types are the ``functionalChannelType`` of the wire (protocol page, section 5.1). What stands in no
row is mapped by ``unknown``.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from homeassistant.components.binary_sensor import BinarySensorDeviceClass as Binary
from homeassistant.components.cover import CoverDeviceClass

from ....model import BinarySensor, Feature
from . import (
    covers,
    energy,
    events,
    fans,
    fields,
    lights,
    locks,
    service,
    signals,
    sirens,
    switches,
    unknown,
    valves,
    weather,
)
from .part import Part
from .readers import ACTUATOR, KEY, SENSOR, Decision, Nothing, becomes, reads, says
from .values import flag, number, text

LAMPS: Final = frozenset({"BRAND_SWITCH_NOTIFICATION_LIGHT", "BRAND_SWITCH_MEASURING"})
"""Switches that are made for the lamp of a room."""

CONTACT_KINDS: Final = {"WINDOW_SENSOR": Binary.WINDOW, "DOOR_SENSOR": Binary.DOOR}
"""What the app says that a contact is used for: what it is."""

INPUT_CONTACTS: Final = {kind: fields.contact(kind, always=False) for kind in (Binary.OPENING, *CONTACT_KINDS.values())}
INPUT_CONTACT_OF_KEY: Final = fields.contact(Binary.OPENING, always=False, main=False, enabled=False)
KEY_MODE: Final = "KEY_BEHAVIOR"


@says("is_on", flag, "on")
def switch_or_lamp(part: Part) -> Iterator[Feature]:
    """A switch, or a light where the device is one for lamps."""
    yield from lights.switched(part) if text(part.device.get("type")) in LAMPS else switches.switch(part)


def contact_or_key(part: Part) -> Iterator[Feature]:
    """An input: a key where it is used as one, else a contact."""
    mode = part.raw.get("multiModeInputMode")
    is_key = mode == KEY_MODE or (mode is None and part.raw.get("windowState") is None)
    contact = (
        INPUT_CONTACT_OF_KEY
        if is_key or part.role == events.DOOR_BELL
        else INPUT_CONTACTS[CONTACT_KINDS.get(part.role or "", Binary.OPENING)]
    )
    if is_key or part.had("button") or part.role == events.DOOR_BELL:
        yield from events.key(part)
    if contact.has(part):
        yield contact.feature(part)


def heating_output(part: Part) -> Iterator[Feature]:
    """Whether the output of a wall thermostat heats."""
    position = number(part.raw.get("valvePosition"))
    if position is not None or part.had("heat"):
        yield BinarySensor(
            key=part.key("heat"),
            **part.as_other(None, "heat"),
            is_on=None if position is None else position > 0,
            device_class=Binary.HEAT,
        )


@reads("multiModeInputMode")
def input_key(part: Part) -> Iterator[Feature]:
    """The input of an actuator that has one of its own, as a key."""
    if part.raw.get("multiModeInputMode") == KEY_MODE or part.had("button"):
        yield from events.input_button(part)


SERVICE: Final = becomes(service.reachable, *fields.SERVICE, switches.identify)
LOCKABLE: Final = becomes(service.reachable, *fields.SERVICE, switches.operation_lock, switches.identify)
KEYPAD: Final = becomes(
    service.reachable,
    *fields.SERVICE,
    events.code,
    events.keypad_doorbell,
    switches.reset("reset_blocking", "resetBlocking"),
    switches.identify,
)

SWITCH: Final = becomes(switch_or_lamp, rank=ACTUATOR)
DIMMER: Final = becomes(lights.dimmer(), rank=ACTUATOR)
COLOR: Final = becomes(lights.universal, *fields.LAMP, rank=ACTUATOR)
BLIND: Final = becomes(covers.shutter(CoverDeviceClass.SHUTTER, slats=True), covers.favorite, rank=ACTUATOR)
SHUTTER: Final = becomes(covers.shutter(CoverDeviceClass.SHUTTER), covers.favorite, *fields.DRIVE, rank=ACTUATOR)
INPUT: Final = becomes(contact_or_key, rank=KEY)
THERMOSTAT: Final = becomes(*fields.THERMOSTAT)
CLIMATE: Final = becomes(*fields.CLIMATE)
WEATHER: Final = becomes(weather.station, *fields.WEATHER, rank=SENSOR)
READABLE: Final = becomes(unknown.anything, rank=SENSOR)
ENERGY: Final = becomes(energy.interface)
VENTILATION: Final = becomes(fans.told, unknown.rest(*fans.FIELDS), rank=ACTUATOR)
CONTACT: Final = becomes(fields.contact(Binary.OPENING), rank=SENSOR)
SMOKE: Final = becomes(*fields.SMOKE, rank=SENSOR)
WATER: Final = becomes(*fields.WATER)

ON_GROUPS: Final = Nothing("it tells nothing itself; what it does stands on the groups of floor heating")
DISPLAY: Final = Nothing("it shows what others tell and has no state of its own")
CAMERA: Final = Nothing("its pictures are not part of this interface")

CHANNELS: Final[dict[str, Decision]] = {
    # service channels
    "DEVICE_BASE": SERVICE,
    "DEVICE_BASE_FLOOR_HEATING": SERVICE,
    "DEVICE_BLOCKING": KEYPAD,
    "DEVICE_BLOCKING_WITH_TEACHABLE_CODE": KEYPAD,
    "DEVICE_GLASS_DISPLAY": SERVICE,
    "DEVICE_GLOBAL_PUMP_CONTROL": SERVICE,
    "DEVICE_INCORRECT_POSITIONED": SERVICE,
    "DEVICE_OPERATIONLOCK": LOCKABLE,
    "DEVICE_OPERATIONLOCK_WITH_SABOTAGE": LOCKABLE,
    "DEVICE_PERMANENT_FULL_RX": SERVICE,
    "DEVICE_RECHARGEABLE_WITH_SABOTAGE": SERVICE,
    "DEVICE_SABOTAGE": SERVICE,
    "ACCESS_CONTROLLER_CHANNEL": SERVICE,
    "ACCESS_CONTROLLER_WIRED_CHANNEL": SERVICE,
    "EXTERNAL_BASE_CHANNEL": SERVICE,
    # switches
    "SWITCH_CHANNEL": SWITCH,
    "MULTI_MODE_INPUT_SWITCH_CHANNEL": becomes(switch_or_lamp, input_key, events.doorbell, rank=ACTUATOR),
    "EXTERNAL_SWITCH_CHANNEL": SWITCH,
    "GENERIC_SWITCH_CHANNEL": READABLE,
    "EXTERNAL_HOT_WATER_SWITCH_CHANNEL": READABLE,
    "SWITCH_MEASURING_CHANNEL": becomes(
        switch_or_lamp,
        *fields.MEASURING,
        switches.reset("reset_energy", "resetEnergyCounter"),
        rank=ACTUATOR,
    ),
    "INTERNAL_SWITCH_CHANNEL": becomes(heating_output, *fields.FLOOR_SWITCH),
    # lights
    "DIMMER_CHANNEL": DIMMER,
    "MULTI_MODE_INPUT_DIMMER_CHANNEL": becomes(lights.dimmer(), input_key, events.doorbell, rank=ACTUATOR),
    "UNIVERSAL_DIMMING_CHANNEL": DIMMER,
    "GENERIC_DIMMER_CHANNEL": DIMMER,
    "BACKLIGHT_CHANNEL": becomes(lights.dimmer("backlight", backlight=True)),
    "UNIVERSAL_LIGHT_CHANNEL": COLOR,
    "UNIVERSAL_LIGHT_GROUP_CHANNEL": COLOR,
    "EXTERNAL_UNIVERSAL_LIGHT_CHANNEL": COLOR,
    "GENERIC_COLOR_DIMMER_CHANNEL": COLOR,
    "NOTIFICATION_LIGHT_CHANNEL": becomes(signals.signal(effects=False)),
    "OPTICAL_SIGNAL_CHANNEL": becomes(signals.signal(several="led_channel")),
    "OPTICAL_SIGNAL_GROUP_CHANNEL": becomes(signals.signal(key="all_leds", several="led_channel")),
    # sirens
    "NOTIFICATION_MP3_SOUND_CHANNEL": becomes(
        sirens.sound_player, signals.signal(effects=False, main=False), *fields.SOUND, rank=ACTUATOR
    ),
    "ALARM_SIREN_CHANNEL": Nothing("it can't be told anything; it sounds through the siren of its alarm group"),
    # ventilation
    "UNIVERSAL_ACTUATOR_CHANNEL": becomes(fans.actuator, rank=ACTUATOR),
    "AIR_VENTILATION_CONTROLLER_CHANNEL": VENTILATION,
    "AIR_VENTILATION_ROOM_CHANNEL": VENTILATION,
    "EXTRACTION_FAN_CHANNEL": VENTILATION,
    "SUPPLY_FAN_CHANNEL": VENTILATION,
    "FAN_CONTROL_CHANNEL": VENTILATION,
    "FLOW_REGULATOR_CHANNEL": READABLE,
    "FLOW_REGULATOR_WITH_CARBON_CHANNEL": READABLE,
    "FLOW_REGULATOR_WITH_CLIMATE_CHANNEL": READABLE,
    "FLOW_SENSOR_CHANNEL": READABLE,
    "FLOW_SENSOR_WITH_VOC_NOX_CHANNEL": READABLE,
    "ANALOG_OUTPUT_CHANNEL": becomes(*fields.ANALOG),
    # covers
    "BLIND_CHANNEL": BLIND,
    "MULTI_MODE_INPUT_BLIND_CHANNEL": becomes(
        covers.shutter(CoverDeviceClass.SHUTTER, slats=True),
        covers.favorite,
        input_key,
        events.doorbell,
        rank=ACTUATOR,
    ),
    "SHUTTER_CHANNEL": SHUTTER,
    "TUBULAR_DRIVE_CHANNEL": SHUTTER,
    "GENERIC_WINDOW_COVERING_CHANNEL": SHUTTER,
    "WINDOW_DRIVE_CHANNEL": becomes(covers.shutter(CoverDeviceClass.WINDOW), *fields.DRIVE, rank=ACTUATOR),
    "SHADING_CHANNEL": becomes(covers.shading, covers.favorite, rank=ACTUATOR),
    "DOOR_CHANNEL": becomes(covers.garage, covers.garage_vent, rank=ACTUATOR),
    "IMPULSE_OUTPUT_CHANNEL": becomes(switches.impulse, rank=ACTUATOR),
    # locks and access
    "DOOR_LOCK_CHANNEL": becomes(locks.lock, *fields.LOCK_SETTINGS, rank=ACTUATOR),
    "DOOR_LOCK_PRO_CHANNEL": becomes(locks.lock, *fields.LOCK_PRO, *fields.LOCK_SETTINGS, rank=ACTUATOR),
    "DOOR_SWITCH_CHANNEL": becomes(switches.always_open, switches.door_impulse, rank=ACTUATOR),
    "ACCESS_AUTHORIZATION_CHANNEL": becomes(locks.door_opener, *fields.AUTHORIZED),
    "EXTERNAL_DOOR_SWITCH_CHANNEL": READABLE,
    "DOOR_LOCK_SENSOR_CHANNEL": becomes(*fields.LOCK_SENSOR, rank=SENSOR),
    "DOOR_LOCK_SENSOR_BASE_CHANNEL": becomes(*fields.LOCK_SENSOR, rank=SENSOR),
    "MAGNETIC_DOOR_SENSOR_CHANNEL": becomes(*fields.DOOR_CONTACT),
    "MULTI_MODE_LOCK_INPUT_CHANNEL": becomes(*fields.LOCK_INPUT, input_key, events.doorbell),
    # inputs and contacts
    "MULTI_MODE_INPUT_CHANNEL": INPUT,
    "GENERIC_INPUT_CHANNEL": INPUT,
    "GENERIC_SWITCH_INPUT_CHANNEL": INPUT,
    "CONTACT_INTERFACE_CHANNEL": CONTACT,
    "GENERIC_CONTACT_SENSOR_CHANNEL": CONTACT,
    "SHUTTER_CONTACT_CHANNEL": becomes(fields.contact(Binary.WINDOW), rank=SENSOR),
    "ROTARY_HANDLE_CHANNEL": becomes(*fields.HANDLE, rank=SENSOR),
    # keys
    "SINGLE_KEY_CHANNEL": becomes(events.key, rank=KEY),
    "ROTARY_WHEEL_CHANNEL": becomes(*fields.WHEEL),
    "BLIND_GROUP_REMOTE_CONTROL_CHANNEL": becomes(events.key, rank=KEY),
    "EXTERNAL_DOORBELL_CHANNEL": becomes(events.always_doorbell, rank=KEY),
    "EXTERNAL_ACCESS_EVENT_CHANNEL": becomes(events.key, unknown.readable, rank=KEY),
    "CODE_PROTECTED_PRIMARY_ACTION_CHANNEL": becomes(*fields.CODE_ACTION),
    "CODE_PROTECTED_SECONDARY_ACTION_CHANNEL": becomes(*fields.AUTHORIZED),
    "CODE_PROTECTED_SINGLE_ACTION_CHANNEL": becomes(*fields.CODE_ACTION),
    # movement
    "MOTION_DETECTION_CHANNEL": becomes(*fields.MOTION, switches.motion_detection_active, rank=SENSOR),
    "PRESENCE_DETECTION_CHANNEL": becomes(*fields.PRESENCE, rank=SENSOR),
    "GENERIC_OCCUPANCY_SENSOR_CHANNEL": becomes(*fields.PRESENCE, rank=SENSOR),
    "PASSAGE_DETECTOR_CHANNEL": becomes(
        events.passage, *fields.PASSAGE, switches.reset("reset_passages", "resetPassageCounter"), rank=SENSOR
    ),
    "ACCELERATION_SENSOR_CHANNEL": becomes(*fields.ACCELERATION, rank=SENSOR),
    "TILT_VIBRATION_SENSOR_CHANNEL": becomes(*fields.ACCELERATION, rank=SENSOR),
    # alarms
    "SMOKE_DETECTOR_CHANNEL": SMOKE,
    "GENERIC_SMOKE_ALARM_CHANNEL": SMOKE,
    "WATER_SENSOR_CHANNEL": WATER,
    "BASE_WATER_SENSOR_CHANNEL": becomes(*fields.BASE_WATER, rank=SENSOR),
    "GENERIC_WATER_SENSOR_CHANNEL": WATER,
    "RAIN_DETECTION_CHANNEL": becomes(*fields.RAIN, rank=SENSOR),
    "MAINS_FAILURE_CHANNEL": becomes(*fields.MAINS, rank=SENSOR),
    # climate
    "CLIMATE_SENSOR_CHANNEL": CLIMATE,
    "GENERIC_CLIMATE_SENSOR_CHANNEL": CLIMATE,
    "WALL_MOUNTED_THERMOSTAT_WITHOUT_DISPLAY_CHANNEL": THERMOSTAT,
    "WALL_MOUNTED_THERMOSTAT_PRO_CHANNEL": THERMOSTAT,
    "WALL_MOUNTED_THERMOSTAT_CHANNEL": THERMOSTAT,
    "WALL_MOUNTED_THERMOSTAT_BASIC_CHANNEL": THERMOSTAT,
    "WALL_MOUNTED_THERMOSTAT_WITH_CARBON_CHANNEL": THERMOSTAT,
    "ANALOG_ROOM_CONTROL_CHANNEL": THERMOSTAT,
    "CARBON_DIOXIDE_SENSOR_CHANNEL": becomes(*fields.AIR_QUALITY),
    "HEATING_THERMOSTAT_CHANNEL": becomes(*fields.RADIATOR),
    "GENERIC_THERMOSTAT_CHANNEL": READABLE,
    "EXTERNAL_HEAT_PUMP_CHANNEL": READABLE,
    "FLOOR_TERMINAL_BLOCK_MECHANIC_CHANNEL": becomes(*fields.FLOOR_VALVE),
    "FLOOR_TERMINAL_BLOCK_CHANNEL": ON_GROUPS,
    "FLOOR_TERMINAL_BLOCK_LOCAL_PUMP_CHANNEL": ON_GROUPS,
    "HEAT_DEMAND_CHANNEL": ON_GROUPS,
    "DEHUMIDIFIER_DEMAND_CHANNEL": ON_GROUPS,
    "CHANGE_OVER_CHANNEL": ON_GROUPS,
    "TEMPERATURE_SENSOR_CHANNEL": becomes(fields.TEMPERATURE),
    "TEMPERATURE_SENSOR_2_EXTERNAL_DELTA_CHANNEL": becomes(*fields.TWO_TEMPERATURES),
    "AIR_PRESSURE_SENSOR_CHANNEL": becomes(*fields.AIR_PRESSURE),
    # other sensors
    "LIGHT_SENSOR_CHANNEL": becomes(*fields.LIGHT),
    "PARTICULATE_MATTER_SENSOR_CHANNEL": becomes(*fields.PARTICLES),
    "GENERIC_PARTICULATE_MATTER_SENSOR_CHANNEL": becomes(*fields.PARTICLES),
    "SOIL_MOISTURE_SENSOR_INTERFACE_CHANNEL": becomes(*fields.SOIL),
    "DISTANCE_SENSOR_CHANNEL": becomes(*fields.DISTANCE),
    "NUMBER_VALUE_SENSOR_CHANNEL": becomes(energy.number_value, rank=SENSOR),
    "ENERGY_SENSORS_INTERFACE_CHANNEL": ENERGY,
    "ENERGY_SENSORS_INTERFACE_LINKY_CHANNEL": ENERGY,
    "GENERIC_ENERGY_METER_CHANNEL": READABLE,
    "GENERIC_SMART_METER_GATEWAY_CHANNEL": READABLE,
    "GENERIC_BATTERY_CHANNEL": READABLE,
    "GENERIC_ELECTRIC_VEHICLE_CHANNEL": READABLE,
    # weather
    "WEATHER_SENSOR_CHANNEL": WEATHER,
    "WEATHER_SENSOR_PLUS_CHANNEL": WEATHER,
    "WEATHER_SENSOR_PRO_CHANNEL": WEATHER,
    # water
    "WATERING_ACTUATOR_CHANNEL": becomes(
        valves.watering,
        *fields.WATERING,
        switches.reset("reset_water_volume", "resetWaterVolume"),
        rank=ACTUATOR,
    ),
    "WATER_SUPPLY_STOP_CHANNEL": becomes(valves.supply_stop, *fields.SUPPLY_STOP, rank=ACTUATOR),
    # nothing
    "EXTERNAL_CAMERA_CHANNEL": CAMERA,
    "EXTERNAL_HMIP_CAMERA_CHANNEL": CAMERA,
    "INPUT_QUICK_ACTION_DISPLAY_CHANNEL": DISPLAY,
    "INPUT_TILE_DISPLAY_CHANNEL": DISPLAY,
    "INDOOR_CLIMATE_DISPLAY_CHANNEL": DISPLAY,
    "WEATHER_DISPLAY_CHANNEL": DISPLAY,
    "FUNCTIONAL_CHANNEL": Nothing("the name of all channels in general, no channel of a device has it"),
}

UNKNOWN: Final = becomes(unknown.anything, rank=SENSOR)
"""What becomes of a type that stands in no row."""


def decision(channel_type: object) -> Decision:
    """The decision about a type."""
    return CHANNELS.get(channel_type, UNKNOWN) if isinstance(channel_type, str) else UNKNOWN
