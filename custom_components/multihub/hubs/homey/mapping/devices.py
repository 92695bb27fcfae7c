"""A Homey's devices: planned once from how the wire describes them, mapped again value by value."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from homeassistant.components.event import EventDeviceClass

from ....model import Command, Device, Event, Feature, Image
from ..requests import FetchPicture
from . import air, appliances, classes, climate, cover, light, media, security
from .classes import ALWAYS, CLASSES, UNKNOWN, ClassRow
from .parts import Made, Maker, Part
from .singles import single
from .wire import BOOLEAN, Picture, Values, WireDevice, moment, read_device, words

MAKERS: Final[dict[str, Maker]] = {
    classes.ALARM: security.make_alarm,
    classes.CLIMATE: climate.make,
    classes.COVER: cover.make,
    classes.FAN: air.make_fan,
    classes.HUMIDIFIER: air.make_humidifier,
    classes.LAWN_MOWER: appliances.make_mower,
    classes.LIGHT: light.make,
    classes.LOCK: security.make_lock,
    classes.MEDIA_PLAYER: media.make,
    classes.SIREN: appliances.make_siren,
    classes.VACUUM: appliances.make_vacuum,
    classes.VALVE: appliances.make_valve,
    classes.WATER_HEATER: appliances.make_water_heater,
}

DOORBELL: Final = "doorbell"
RING: Final = "ring"
RINGS: Final = ("alarm_generic", "button")
"""What becomes true when somebody rings."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What else a device is made of: the zones' names, the drivers, what a person chose and what the key may do."""

    areas: Mapping[str, str]
    drivers: Mapping[str, Mapping[str, Any]]
    warm_is_low: bool = False
    may_set: bool = True
    """Whether the key may set capabilities: without that, devices are there to read."""


@dataclass(frozen=True, slots=True)
class Plan:
    """A device with how each of its features is made. ``rings`` are sources whose truth is a ring."""

    facts: Device
    parts: tuple[Part, ...]
    by_source: Mapping[str, tuple[int, ...]]
    rings: frozenset[str]


def plan(raw: Mapping[str, Any], surroundings: Surroundings) -> Plan | None:
    """How a device on the wire becomes one of ours; ``None`` for what has no id."""
    device = read_device(raw, warm_is_low=surroundings.warm_is_low, may_set=surroundings.may_set)
    if device is None:
        return None
    kind = CLASSES.get(device.device_class, UNKNOWN)
    made = _whole(device, kind)
    taken = made.taken if made else frozenset()
    parts = list(made.parts) if made else []
    main = None if made or "onoff" not in device.capabilities else "onoff"
    parts += [
        single(device, capability, kind, is_main=capability.id == main)
        for capability in device.capabilities.values()
        if capability.id not in taken
    ]
    parts += [_picture(device, picture) for picture in device.pictures]
    rings = _rings(device, kind)
    if rings:
        parts.append(Part((), lambda _: _bell()))
    by_source: dict[str, tuple[int, ...]] = {}
    for index, part in enumerate(parts):
        for source in part.sources:
            by_source[source] = (*by_source.get(source, ()), index)
    return Plan(_facts(device, surroundings), tuple(parts), by_source, rings)


def _whole(device: WireDevice, kind: ClassRow) -> Made | None:
    for name in dict.fromkeys((*kind.makers, *ALWAYS)):
        if found := MAKERS[name](device, kind):
            return found
    return None


def _facts(device: WireDevice, surroundings: Surroundings) -> Device:
    driver = surroundings.drivers.get(device.driver or "") or {}
    owner = words(driver.get("ownerName"))
    return Device(
        id=device.id,
        name=device.name,
        available=device.available,
        manufacturer=owner or _app(device.owner or device.driver),
        model=words(driver.get("name")) or (device.driver or "").rpartition(":")[2] or None,
        area=surroundings.areas.get(device.zone or ""),
    )


def _app(uri: str | None) -> str | None:
    """The app's own id, for want of its name."""
    parts = (uri or "").split(":")
    return parts[2] if len(parts) > 2 and parts[1] == "app" else None


def _picture(device: WireDevice, picture: Picture) -> Part:
    source = f"image:{picture.id}"
    fetch = Command(lambda: FetchPicture(picture.url))
    alone = len([one for one in device.pictures if one.kind == picture.kind]) == 1
    naming: dict[str, Any] = {"translation_key": f"picture_{picture.kind}"} if picture.kind in KINDS else {}
    if not naming or not alone:
        naming = {"name": picture.title or picture.kind.capitalize()}

    def build(values: Values) -> Feature:
        return Image(key=source, **naming, fetch=fetch, updated=moment(values.get(source)))

    return Part((source,), build)


KINDS: Final = ("camera", "media")


def _rings(device: WireDevice, kind: ClassRow) -> frozenset[str]:
    if not kind.rings:
        return frozenset()
    return frozenset(one for one in RINGS if device.capability(one, BOOLEAN))


def _bell() -> Feature:
    return Event(key=DOORBELL, event_types=(RING,), device_class=EventDeviceClass.DOORBELL)
