"""The Homey itself: flows, moods, variables, people, zones, energy, weather and health as its features (3.5)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any, Final

from homeassistant.components.binary_sensor import BinarySensorDeviceClass
from homeassistant.components.button import ButtonDeviceClass
from homeassistant.components.number import NumberMode
from homeassistant.components.sensor import SensorDeviceClass, SensorStateClass
from homeassistant.const import DEGREE, EntityCategory, UnitOfPower, UnitOfTime

from ....model import (
    BinarySensor,
    Button,
    Command,
    Event,
    Feature,
    Number,
    Range,
    Scene,
    Sensor,
    Switch,
    Text,
    Update,
    Weather,
)
from ..requests import Ask
from .wire import boolean, items, number, text, words
from .zones import zone_names

DIAGNOSTIC: Final = EntityCategory.DIAGNOSTIC
CONFIG: Final = EntityCategory.CONFIG

NOTIFICATION: Final = "notification"
FURTHEST: Final = 1_000_000.0

type May = Callable[[str], bool]
"""Whether we may do an operation of the client's table."""

type Answer = Any
type Make = Callable[[Answer, May], tuple[Feature, ...]]


def _asking(operation: str, **arguments: Any) -> Command:
    return Command(lambda: Ask(operation, arguments))


def _flows(answer: Answer, may: May, *, trigger: str, update: str, body: str) -> tuple[Feature, ...]:
    """A button for each flow that can be started, and a switch where the key may pause flows."""
    features: list[Feature] = []
    for flow_id, flow in items(answer).items():
        name = words(flow.get("name")) or flow_id
        is_enabled = boolean(flow.get("enabled"))
        if flow.get("triggerable") is True and is_enabled and may(trigger):
            features.append(Button(key=f"flow_{flow_id}", name=name, press=_asking(trigger, id=flow_id)))
        if may(update):
            features.append(
                Switch(
                    key=f"flow_enabled_{flow_id}",
                    translation_key="flow_enabled",
                    translation_placeholders={"flow": name},
                    category=CONFIG,
                    enabled_by_default=False,
                    is_on=is_enabled,
                    turn_on=_asking(update, id=flow_id, **{body: {"enabled": True}}),
                    turn_off=_asking(update, id=flow_id, **{body: {"enabled": False}}),
                )
            )
    return tuple(features)


def _moods(answer: Answer, may: May) -> tuple[Feature, ...]:
    if not may("moods.setMood"):
        return ()
    return tuple(
        Scene(
            key=f"mood_{mood_id}",
            name=words(mood.get("name")) or mood_id,
            activate=_asking("moods.setMood", id=mood_id),
        )
        for mood_id, mood in items(answer).items()
    )


def _set_variable(variable_id: str) -> Command:
    return Command(lambda value: Ask("logic.updateVariable", {"id": variable_id, "variable": {"value": value}}))


def _variable(variable_id: str, variable: Mapping[str, Any], *, writable: bool) -> Feature:
    """A variable as something to set where the key may, else as something to read."""
    common: dict[str, Any] = {"key": f"variable_{variable_id}", "name": words(variable.get("name")) or variable_id}
    value, kind, change = variable.get("value"), variable.get("type"), _set_variable(variable_id)
    if kind == "boolean":
        if not writable:
            return BinarySensor(**common, is_on=boolean(value))
        on, off = (Command(partial(change.request, wanted)) for wanted in (True, False))
        return Switch(**common, is_on=boolean(value), turn_on=on, turn_off=off)
    if kind == "number":
        if not writable:
            return Sensor(**common, value=number(value), state_class=SensorStateClass.MEASUREMENT)
        amount = Range(number(value), -FURTHEST, FURTHEST, 0.01, None, change)
        return Number(**common, range=amount, mode=NumberMode.BOX)
    if kind == "string" and writable:
        return Text(**common, value=text(value), set=change)
    return Sensor(**common, value=text(value))


def _variables(answer: Answer, may: May) -> tuple[Feature, ...]:
    writable = may("logic.updateVariable")
    return tuple(_variable(one, variable, writable=writable) for one, variable in items(answer).items())


def _users(answer: Answer, _: May) -> tuple[Feature, ...]:
    features: list[Feature] = []
    for user_id, user in items(answer).items():
        placeholders = {"user": words(user.get("name")) or user_id}
        for field, device_class in (("present", BinarySensorDeviceClass.PRESENCE), ("asleep", None)):
            features.append(
                BinarySensor(
                    key=f"user_{user_id}_{field}",
                    translation_key=f"user_{field}",
                    translation_placeholders=placeholders,
                    is_on=boolean(user.get(field)),
                    device_class=device_class,
                )
            )
    return tuple(features)


def _zones(answer: Answer, _: May) -> tuple[Feature, ...]:
    zones = items(answer)
    names = zone_names(zones)
    return tuple(
        BinarySensor(
            key=f"zone_{zone_id}",
            translation_key="zone_activity",
            translation_placeholders={"zone": names[zone_id]},
            is_on=boolean(zone.get("active")),
            device_class=BinarySensorDeviceClass.OCCUPANCY,
            category=DIAGNOSTIC,
        )
        for zone_id, zone in zones.items()
    )


def _apps(answer: Answer, _: May) -> tuple[Feature, ...]:
    return tuple(
        BinarySensor(
            key=f"app_{app_id}",
            translation_key="app_problem",
            translation_placeholders={"app": words(app.get("name")) or app_id},
            is_on=boolean(app.get("crashed")) or app.get("state") == "crashed",
            device_class=BinarySensorDeviceClass.PROBLEM,
            category=DIAGNOSTIC,
            enabled_by_default=False,
        )
        for app_id, app in items(answer).items()
    )


ENERGY: Final = {
    "totalConsumed": "power_consumed",
    "totalCumulative": "power_grid",
    "totalGenerated": "power_generated",
}
"""The live report's totals: the key of each. ``cumulative`` is what the meter at the door says."""


def _energy(answer: Answer, _: May) -> tuple[Feature, ...]:
    if not isinstance(answer, dict):
        return ()
    totals = {key: total for field, key in ENERGY.items() if isinstance(total := answer.get(field), dict)}
    return tuple(
        Sensor(
            key=key,
            translation_key=key,
            value=number(total.get("W")),
            unit=UnitOfPower.WATT,
            device_class=SensorDeviceClass.POWER,
            state_class=SensorStateClass.MEASUREMENT,
            precision=0,
        )
        for key, total in totals.items()
    )


def _used(total: Any, free: Any) -> float | None:
    """How much is used, in %."""
    whole, rest = number(total), number(free)
    return None if whole is None or rest is None or whole <= 0 else round((whole - rest) / whole * 100, 1)


def _share(key: str, value: float | None) -> Feature:
    return Sensor(
        key=key,
        translation_key=key,
        value=value,
        unit="%",
        state_class=SensorStateClass.MEASUREMENT,
        category=DIAGNOSTIC,
        enabled_by_default=False,
    )


def _system(answer: Answer, may: May) -> tuple[Feature, ...]:
    if not isinstance(answer, dict):
        return ()
    uptime = number(answer.get("uptime"))
    features: list[Feature] = [
        _share("memory_use", _used(answer.get("totalmem"), answer.get("freememMachine"))),
        Sensor(
            key="uptime",
            translation_key="uptime",
            value=None if uptime is None else round(uptime / 3600, 1),
            unit=UnitOfTime.HOURS,
            device_class=SensorDeviceClass.DURATION,
            category=DIAGNOSTIC,
            enabled_by_default=False,
        ),
    ]
    if may("system.reboot"):
        features.append(
            Button(
                key="restart",
                device_class=ButtonDeviceClass.RESTART,
                category=CONFIG,
                enabled_by_default=False,
                press=_asking("system.reboot"),
            )
        )
    return tuple(features)


def _storage(answer: Answer, _: May) -> tuple[Feature, ...]:
    if not isinstance(answer, dict):
        return ()
    return (_share("storage_use", _used(answer.get("total"), answer.get("free"))),)


def update_feature(version: str | None, answer: Answer, may: May) -> Feature:
    """The firmware: what runs, and what there is; ``answer`` lists updates, none is none."""
    listed = answer if isinstance(answer, list) else list(answer.values()) if isinstance(answer, dict) else []
    newer = next((v for one in listed if isinstance(one, dict) and (v := words(one.get("version")))), None)
    return Update(
        key="firmware",
        translation_key="firmware",
        installed=version,
        latest=newer or version,
        title="Homey",
        category=CONFIG,
        install=_asking("updates.installUpdate") if may("updates.installUpdate") else None,
    )


def _location(answer: Answer, _: May) -> tuple[Feature, ...]:
    if not isinstance(answer, dict):
        return ()
    nested = answer.get("value")
    place: dict[str, Any] = nested if isinstance(nested, dict) else answer
    return tuple(
        Sensor(
            key=key,
            translation_key=key,
            value=number(place.get(key)),
            unit=DEGREE,
            category=DIAGNOSTIC,
            enabled_by_default=False,
        )
        for key in ("latitude", "longitude")
    )


CONDITIONS: Final = (
    ("thunder", "lightning-rainy"),
    ("sleet", "snowy-rainy"),
    ("snow", "snowy"),
    ("hail", "hail"),
    ("drizzle", "rainy"),
    ("shower", "rainy"),
    ("rain", "rainy"),
    ("mist", "fog"),
    ("fog", "fog"),
    ("haze", "fog"),
    ("clouds_light", "partlycloudy"),
    ("few", "partlycloudy"),
    ("partly", "partlycloudy"),
    ("cloud", "cloudy"),
    ("wind", "windy"),
    ("clear_night", "clear-night"),
    ("clear", "sunny"),
    ("sun", "sunny"),
)
"""A word in the icon's name: Home Assistant's condition. The first that is found counts."""


def _weather(answer: Answer, _: May) -> tuple[Feature, ...]:
    """Homey has humidity as a fraction, pressure in bar, and says its unit of temperature."""
    if not isinstance(answer, dict):
        return ()
    said = f"{answer.get('iconId') or ''} {answer.get('state') or ''}".lower()
    degrees = number(answer.get("temperatureCelsius"))
    if degrees is None and (degrees := number(answer.get("temperature"))) is not None:
        if "F" in str(answer.get("temperatureUnits")):
            degrees = round((degrees - 32) / 1.8, 1)
    moist, pressure = number(answer.get("humidity")), number(answer.get("pressure"))
    return (
        Weather(
            key="weather",
            translation_key="weather",
            condition=next((condition for word, condition in CONDITIONS if word in said), None),
            temperature=degrees,
            humidity=None if moist is None else round(moist * 100 if moist <= 1 else moist, 1),
            pressure=None if pressure is None else round(pressure * 1000 if pressure < 10 else pressure, 1),
        ),
    )


def notifications(_: Answer, may: May) -> tuple[Feature, ...]:
    """The timeline's lines, as events."""
    return (Event(key=NOTIFICATION, translation_key="timeline", event_types=(NOTIFICATION,)),)


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the Homey that is read at once, and pushed item by item where it has ``item``."""

    operation: str
    make: Make
    manager: str | None = None
    item: str | None = None


SECTIONS: Final[dict[str, Section]] = {
    "flows": Section(
        "flow.getFlows",
        partial(_flows, trigger="flow.triggerFlow", update="flow.updateFlow", body="flow"),
        "flow",
        "flow",
    ),
    "advanced_flows": Section(
        "flow.getAdvancedFlows",
        partial(_flows, trigger="flow.triggerAdvancedFlow", update="flow.updateAdvancedFlow", body="advancedflow"),
        "flow",
        "advancedflow",
    ),
    "moods": Section("moods.getMoods", _moods, "moods", "mood"),
    "variables": Section("logic.getVariables", _variables, "logic", "variable"),
    "users": Section("users.getUsers", _users, "users", "user"),
    "zones": Section("zones.getZones", _zones, "zones", "zone"),
    "apps": Section("apps.getApps", _apps, "apps", "app"),
    "energy": Section("energy.getLiveReport", _energy),
    "system": Section("system.getInfo", _system),
    "storage": Section("system.getStorageInfo", _storage),
    "weather": Section("weather.getWeather", _weather),
    "location": Section("geolocation.getOptionLocation", _location),
}
"""Everything of the Homey itself that is read, in the order in which it is shown."""
