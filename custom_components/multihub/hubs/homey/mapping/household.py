"""Who is at home, and where something is going on."""

from __future__ import annotations

from homeassistant.components.binary_sensor import BinarySensorDeviceClass

from ....model import BinarySensor, Feature
from .section import DIAGNOSTIC, Answer, May
from .wire import boolean, items, words
from .zones import zone_names


def users(answer: Answer, _: May) -> tuple[Feature, ...]:
    """Who is at home, and who sleeps."""
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


def zones(answer: Answer, _: May) -> tuple[Feature, ...]:
    """Where something is going on: a zone is active while a sensor in it says so."""
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
