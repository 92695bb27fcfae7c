"""The decision about every type of group: where it belongs, the features it becomes, or none and why.

Types are the ``type`` of the wire (protocol page, section 5.3). A room's groups belong to the room's
device, those of the whole home to the hub, those that the user made have a device of their own.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any, Final

from homeassistant.components.binary_sensor import BinarySensorDeviceClass as Binary

from . import climate, fans, fields, group_features as features, sirens, unknown
from .readers import Features, Mapper, Nothing, becomes
from .rows import Flag, Number, Row, Word


class Place(Enum):
    """Whose features a group's are."""

    ROOM = "room"
    HUB = "hub"
    OWN = "own"


@dataclass(frozen=True, slots=True)
class Grouped:
    """The decision that a group becomes features of a place.

    ``joined`` when it needs to know its channels; ``watches`` says whether what they tell changes it.
    """

    place: Place
    features: Features
    joined: bool = False
    watches: Callable[[Mapping[str, Any]], bool] | None = None


type GroupDecision = Grouped | Nothing


def in_room(*mappers: Mapper) -> Grouped:
    """A group of a room."""
    return Grouped(Place.ROOM, becomes(*mappers))


def on_hub(*mappers: Mapper) -> Grouped:
    """A group of the whole home."""
    return Grouped(Place.HUB, becomes(*mappers))


def alone(*mappers: Mapper) -> Grouped:
    """A group that the user made."""
    return Grouped(Place.OWN, becomes(*mappers))


def _demand(key: str) -> Row:
    return Flag(field="on", key=key, device_class=Binary.RUNNING)


ROOM_CLIMATE: Final[tuple[Row, ...]] = (
    Flag(field="humidityLimiterAlarm", key="humidity_alarm", device_class=Binary.PROBLEM, enabled=False),
    Number(
        field="dewPointTemperature",
        key="dew_point",
        device_class=fields.Kind.TEMPERATURE,
        unit=fields.CELSIUS,
        precision=1,
        enabled=False,
    ),
    Number(field="valvePosition", key="room_valve_position", unit="%", factor=100, precision=0, enabled=False),
)
ENVIRONMENT: Final[tuple[Row, ...]] = tuple(
    row for row in fields.WEATHER if row.key in {"temperature", "humidity", "illuminance", "wind_speed", "raining"}
)
INDOOR: Final[tuple[Row, ...]] = (
    fields.contact(Binary.WINDOW, "room_window", always=False, main=False),
    Flag(field="sabotage", key="sabotage", device_class=Binary.TAMPER, category=fields.DIAGNOSTIC, enabled=False),
    Number(field="ventilationLevel", key="ventilation_level", unit="%", factor=100, precision=0, enabled=False),
)
HUMIDITY: Final[tuple[Row, ...]] = (
    Flag(field="ventilationRecommended", key="ventilation_recommended", always=True),
    Flag(field="triggered", key="humidity_warning", device_class=Binary.PROBLEM, always=True),
    Word(
        field="humidityValidationResult",
        key="humidity_range",
        options=(
            "lesser_lower_threshold",
            "greater_upper_threshold",
            "greater_lower_lesser_upper_threshold",
        ),
        enabled=False,
    ),
)
HEATING_FAILURE: Final[tuple[Row, ...]] = (
    Flag(field="triggered", key="heating_failure", device_class=Binary.PROBLEM, always=True),
    Word(
        field="heatingFailureValidationResult",
        key="heating_check",
        options=("no_heating_failure", "heating_failure_warning", "heating_failure_alarm"),
        enabled=False,
    ),
)
SMOKE_RULE: Final[tuple[Row, ...]] = (
    Word(field="smokeDetectorAlarmType", key="smoke_alarm", options=fields.SMOKE_ALARMS),
)
WATER_ALARM: Final[tuple[Row, ...]] = (
    Flag(field="moistureDetected", key="moisture_alarm", device_class=Binary.MOISTURE, always=True),
    Flag(field="waterlevelDetected", key="water_level_alarm", device_class=Binary.MOISTURE, always=True),
)


def _rule(key: str) -> Grouped:
    """A rule that tells whether it is in force."""
    return on_hub(Flag(field="triggered", key=key, device_class=Binary.RUNNING, always=True))


PROFILE: Final = Nothing("a profile of the app: times and members, no state to see or to set")
PROTECTION: Final = Nothing("a rule of the app without a state of its own; what it moves shows it")
ACCESS: Final = Nothing("who may open what; it is read for the locks' PIN and has no state of its own")
LIMITER: Final = Nothing("wires inputs and outputs of floor heating; the channels tell what happens")
INTERNAL: Final = Nothing("the app's own book-keeping")

GROUPS: Final[dict[str, GroupDecision]] = {
    # rooms
    "META": Nothing("a room: it becomes the area of its devices and the name of the room's device"),
    "HEATING": Grouped(
        Place.ROOM, becomes(climate.heating, *ROOM_CLIMATE), joined=True, watches=climate.watches_valves
    ),
    "SECURITY": in_room(features.safety),
    "HUMIDITY_WARNING_RULE_GROUP": in_room(*HUMIDITY),
    "INDOOR_CLIMATE": in_room(*INDOOR),
    "ENVIRONMENT": in_room(*ENVIRONMENT),
    "ENERGY": in_room(unknown.readable),
    "SWITCHING": in_room(features.switched, features.room_covers),
    # made by the user
    "EXTENDED_LINKED_SWITCHING": alone(features.switched),
    "EXTENDED_LINKED_SHUTTER": alone(features.covers),
    "SHUTTER_PROFILE": alone(features.covers, features.profile("shutter_profile")),
    "EXTENDED_LINKED_GARAGE_DOOR": Grouped(Place.OWN, becomes(features.garage), joined=True),
    "EXTENDED_LINKED_NOTIFICATION": alone(features.notification),
    "EXTENDED_LINKED_VENTILATION": alone(features.ventilation),
    "FAN_CONTROL_GROUP": alone(features.ventilation, unknown.rest(*fans.FIELDS)),
    "EXTENDED_LINKED_WATERING": alone(features.watering),
    # the alarm
    "ALARM_SWITCHING": on_hub(sirens.alarm_group),
    "SECURITY_BACKUP_ALARM_SWITCHING": on_hub(sirens.alarm_group),
    "SECURITY_ZONE": on_hub(features.safety),
    "WATER_ALARM": on_hub(*WATER_ALARM),
    "SMOKE_ALARM_DETECTION_RULE": on_hub(*SMOKE_RULE),
    # the whole home's heating
    "HOT_WATER": on_hub(features.hot_water),
    "HEATING_FAILURE_ALERT_RULE_GROUP": on_hub(*HEATING_FAILURE),
    "HEATING_COOLING_DEMAND": on_hub(_demand("demand")),
    "HEATING_COOLING_DEMAND_BOILER": on_hub(_demand("demand_boiler")),
    "HEATING_COOLING_DEMAND_PUMP": on_hub(_demand("demand_pump")),
    "HEATING_CHANGEOVER": on_hub(_demand("changeover")),
    "HEATING_DEHUMIDIFIER": on_hub(_demand("dehumidifier")),
    "HEAT_DEMAND_RULE": _rule("rule_heat_demand"),
    "HEAT_DEMAND_RULE_WITH_LEAD_ROOM": _rule("rule_lead_room"),
    "NO_HEAT_DEMAND_RULE": _rule("rule_no_heat_demand"),
    "ELECTRICITY_SURPLUS_RULE_GROUP": _rule("rule_surplus"),
    "HEAT_PUMP_TEMPERATURE_RULE_GROUP": _rule("rule_heat_pump"),
    "HEATING_EXTERNAL_CLOCK": LIMITER,
    "HEATING_HUMIDITY_LIMITER": LIMITER,
    "HEATING_TEMPERATURE_LIMITER": LIMITER,
    # profiles and rules without a state
    "SWITCHING_PROFILE": PROFILE,
    "VENTILATION_PROFILE": PROFILE,
    "WATERING_PROFILE": PROFILE,
    "DEMAND_CONTROLLED_VENTILATION_GROUP": PROFILE,
    "LINKED_SWITCHING": Nothing("lamps that the alarm switches (coming home, panic); it only lists them"),
    "LOCK_OUT_PROTECTION_RULE": PROTECTION,
    "OVER_HEAT_PROTECTION_RULE": PROTECTION,
    "SHUTTER_WIND_PROTECTION_RULE": PROTECTION,
    "OPEN_DOOR_NOTIFICATION_RULE_GROUP": PROTECTION,
    "FALSE_ALARM_PROTECTION_RULE": PROTECTION,
    "LINKED_RAIN_PROTECTION": PROTECTION,
    "ACCESS_AUTHORIZATION_PROFILE": ACCESS,
    "DOOR_LOCK_AUTHORIZATION_PROFILE": ACCESS,
    "ACCESS_CONTROL": ACCESS,
    "AUTO_RELOCK_PROFILE": ACCESS,
    "LOCK_PROFILE": ACCESS,
    "GROUP": INTERNAL,
    "INBOX": INTERNAL,
    "RESIDENT": INTERNAL,
    "GENERIC_DATA": INTERNAL,
}

UNKNOWN: Final = Grouped(Place.OWN, becomes(unknown.group))
"""What becomes of a type that stands in no row."""


def decision(group_type: object) -> GroupDecision:
    """The decision about a type."""
    return GROUPS.get(group_type, UNKNOWN) if isinstance(group_type, str) else UNKNOWN
