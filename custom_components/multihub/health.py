"""How a hub is reached, as features of the hub's own device: pure."""

from __future__ import annotations

from dataclasses import replace

from homeassistant.components.binary_sensor import BinarySensorDeviceClass
from homeassistant.components.sensor import SensorDeviceClass, SensorStateClass
from homeassistant.const import EntityCategory, UnitOfTime

from .connection import NO_WAY, POLL, Health
from .model import BinarySensor, Device, Feature, Sensor

WAYS = ("websocket", "long_poll", "ascii", "webhook", "changes", POLL, NO_WAY)
"""What a hub may call its way of push, and what there is without one."""


def health_features(health: Health) -> tuple[Feature, ...]:
    """How a hub is reached; while it is not, all of it can be told but how long its last answer took."""
    return (
        BinarySensor(
            key="connection",
            is_on=health.connected,
            device_class=BinarySensorDeviceClass.CONNECTIVITY,
            translation_key="hub_connection",
            category=EntityCategory.DIAGNOSTIC,
            needs_connection=False,
        ),
        Sensor(
            key="way",
            value=health.way,
            options=WAYS,
            device_class=SensorDeviceClass.ENUM,
            translation_key="way",
            category=EntityCategory.DIAGNOSTIC,
            needs_connection=False,
        ),
        Sensor(
            key="reconnects",
            value=health.reconnects,
            state_class=SensorStateClass.TOTAL_INCREASING,
            translation_key="reconnects",
            category=EntityCategory.DIAGNOSTIC,
            enabled_by_default=False,
            needs_connection=False,
        ),
        Sensor(
            key="last_message",
            value=health.last_message,
            device_class=SensorDeviceClass.TIMESTAMP,
            translation_key="last_message",
            category=EntityCategory.DIAGNOSTIC,
            enabled_by_default=False,
            needs_connection=False,
        ),
        Sensor(
            key="response",
            value=health.response,
            unit=UnitOfTime.SECONDS,
            device_class=SensorDeviceClass.DURATION,
            state_class=SensorStateClass.MEASUREMENT,
            translation_key="response",
            precision=2,
            category=EntityCategory.DIAGNOSTIC,
            enabled_by_default=False,
        ),
    )


def with_health(device: Device, health: Health) -> Device:
    """The hub's own device with the features of its connection, in place of older ones."""
    told = health_features(health)
    keys = {feature.key for feature in told}
    return replace(device, features=(*(f for f in device.features if f.key not in keys), *told))
