"""HomeSeer itself as a device: its events, counters and cameras (protocol page, section 5.5)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from homeassistant.components.sensor import SensorStateClass
from homeassistant.util import slugify

from ....model import Button, Camera, Command, Device, Feature, Sensor
from ..requests import ReadCamera, RunEvent
from .units import UNITS, split_number
from .wire import as_int, as_number, as_text

HUB_DEVICE_ID: Final = "hub"

ROOM_WORDS: Final = frozenset({"room", "rooms", "raum", "zimmer", "kamer", "ruimte", "pièce", "piece"})
"""What people call the location that is a room, in the languages that we know."""


@dataclass(frozen=True, slots=True)
class HubFacts:
    """What is known of the system itself; events only of the groups that the person chose."""

    name: str
    version: str
    url: str | None = None
    events: tuple[Mapping[str, Any], ...] = ()
    event_groups: frozenset[str] = frozenset()
    counters: tuple[Mapping[str, Any], ...] = ()
    cameras: tuple[Mapping[str, Any], ...] = field(default=())
    may_run_events: bool = True


def hub_device(facts: HubFacts) -> Device:
    """The hub's own device."""
    generation = facts.version.split(".", 1)[0]
    events = _events(facts) if facts.may_run_events else ()
    return Device(
        id=HUB_DEVICE_ID,
        name=facts.name,
        features=(*events, *_counters(facts.counters), *_cameras(facts.cameras)),
        manufacturer="HomeSeer",
        model=f"HS{generation}" if generation.isdigit() else None,
        sw_version=facts.version or None,
        configuration_url=facts.url,
    )


def _events(facts: HubFacts) -> tuple[Feature, ...]:
    features: dict[str, Feature] = {}
    for raw in facts.events:
        group, name = as_text(raw.get("Group")), as_text(raw.get("Name"))
        if not name or group not in facts.event_groups:
            continue
        number = as_int(raw.get("id")) or None
        key = f"event_{number}" if number else f"event_{slugify(group)}_{slugify(name)}"
        request = RunEvent(number, group, name)
        features[key] = Button(key=key, name=f"{group} {name}", press=Command(lambda request=request: request))
    return tuple(features.values())


def _counters(counters: Iterable[Mapping[str, Any]]) -> tuple[Feature, ...]:
    features: dict[str, Feature] = {}
    for raw in counters:
        if name := as_text(raw.get("name")):
            key = f"counter_{slugify(name)}"
            features[key] = Sensor(
                key=key,
                name=name,
                value=as_number(raw.get("value")),
                state_class=SensorStateClass.MEASUREMENT,
                enabled_by_default=False,
            )
    return tuple(features.values())


def _cameras(cameras: Iterable[Mapping[str, Any]]) -> tuple[Feature, ...]:
    features: dict[str, Feature] = {}
    for raw in cameras:
        identity = as_text(str(raw.get("ID", "")))
        if identity:
            key = f"camera_{slugify(identity)}"
            request = ReadCamera(identity)
            name = as_text(raw.get("Name")) or f"Camera {identity}"
            features[key] = Camera(key=key, name=name, fetch=Command(lambda request=request: request))
    return tuple(features.values())


def room_location(session: Mapping[str, Any]) -> str:
    """Which location names the room, by the labels that the system uses; ``location`` if nothing tells."""
    labels = {
        "location": as_text(session.get("location1Label")).lower(),
        "location2": as_text(session.get("location2Label")).lower(),
    }
    for location, label in labels.items():
        if label in ROOM_WORDS and (location == "location" or session.get("useLocation2", True) is not False):
            return location
    return "location"


def may_run_events(session: Mapping[str, Any]) -> bool:
    """Whether this user may run events; yes, where the system does not say."""
    permissions = session.get("userPermissions")
    return not (isinstance(permissions, Mapping) and permissions.get("eventAccess") is False)


def uses_fahrenheit(status: Mapping[str, Any], default: bool) -> bool:
    """The system's unit: as it says (HS4), else as most of its texts say, else ``default``."""
    if isinstance(told := status.get("TempFormatF"), bool):
        return told
    rows = status.get("Devices")
    found: Counter[str] = Counter()
    for row in rows if isinstance(rows, list) else ():
        shown = split_number(as_text(row.get("status"))) if isinstance(row, Mapping) else None
        if shown and (known := UNITS.get(shown[1])) and known.unit in ("°F", "°C"):
            found[known.unit] += 1
    return found.most_common(1)[0][0] == "°F" if found else default
