"""The Homey's own health: apps, memory, storage, uptime, firmware, place."""

from __future__ import annotations

from typing import Any

from homeassistant.components.binary_sensor import BinarySensorDeviceClass
from homeassistant.components.button import ButtonDeviceClass
from homeassistant.components.sensor import SensorDeviceClass, SensorStateClass
from homeassistant.const import DEGREE, UnitOfTime

from ....model import BinarySensor, Button, Feature, Sensor, Update
from .section import CONFIG, DIAGNOSTIC, Answer, May, asking
from .wire import boolean, items, listed, number, words


def apps(answer: Answer, _: May) -> tuple[Feature, ...]:
    """Whether each app has crashed."""
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


def _used(total: Any, free: Any) -> float | None:
    """How much is used, in %."""
    whole, rest = number(total), number(free)
    return (
        None if whole is None or rest is None or whole <= 0 else round(100 * min(1, max(0, (whole - rest) / whole)), 1)
    )


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


def system(answer: Answer, may: May) -> tuple[Feature, ...]:
    """Memory in %, uptime in hours, and the restart where the key may do it."""
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
                press=asking("system.reboot"),
            )
        )
    return tuple(features)


def storage(answer: Answer, _: May) -> tuple[Feature, ...]:
    """How much of the storage is used, in %."""
    if not isinstance(answer, dict):
        return ()
    return (_share("storage_use", _used(answer.get("total"), answer.get("free"))),)


def firmware(version: str | None, answer: Answer, may: May) -> Feature:
    """The firmware: what runs, and what there is; ``answer`` lists updates, none is none."""
    newer = next((told for one in listed(answer) if (told := words(one.get("version")))), None)
    return Update(
        key="firmware",
        translation_key="firmware",
        installed=version,
        latest=newer or version,
        title="Homey",
        category=CONFIG,
        install=asking("updates.installUpdate") if may("updates.installUpdate") else None,
    )


def location(answer: Answer, _: May) -> tuple[Feature, ...]:
    """Where the Homey is, in degrees."""
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
