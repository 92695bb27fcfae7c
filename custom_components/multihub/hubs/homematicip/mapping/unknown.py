"""What becomes of types that no table knows: whatever they tell, and a switch where they can be switched."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import partial
from typing import Any, Final

from ....model import BinarySensor, Command, Feature, Sensor, Switch
from . import calls, fields
from .part import Naming, Part
from .readers import Mapper
from .rows import Row, Words
from .service import reachable
from .values import flag, number

SERVICE_ROWS: Final[dict[str, Row]] = {row.field: row for row in fields.SERVICE}
"""Fields of service channels, which a device has once."""

KNOWN_ROWS: Final[dict[str, Row]] = {
    row.field: replace(row, main=False)
    for table in (
        fields.THERMOSTAT,
        fields.RADIATOR,
        fields.HEAT_PUMP,
        fields.AIR_PRESSURE,
        fields.TWO_TEMPERATURES,
        fields.PARTICLES,
        fields.SOIL,
        fields.MOTION,
        fields.PRESENCE,
        fields.ACCELERATION,
        fields.PASSAGE,
        fields.DISTANCE,
        fields.LOCK_SENSOR[:1],
        fields.DOOR_CONTACT,
        (fields.contact(fields.Binary.OPENING, main=False),),
        fields.SMOKE[:1],
        fields.WATER,
        fields.RAIN,
        fields.MAINS,
        fields.MEASURING,
        fields.WATERING,
        fields.SUPPLY_STOP,
        fields.WEATHER,
    )
    for row in table
    if not isinstance(row, Words)
}
"""Fields that mean the same wherever they stand."""

SETTINGS: Final = frozenset(
    {
        "channelActive",
        "channelRole",
        "deviceId",
        "functionalChannelType",
        "groupIndex",
        "id",
        "homeId",
        "index",
        "label",
        "lastStatusUpdate",
        "metaGroupId",
        "multicastRoutingEnabled",
        "on",
        "processing",
        "profileId",
        "routerModuleEnabled",
        "routerModuleSupported",
        "type",
        "unreach",
        "visibleChannelIndex",
    }
)
"""Fields that say nothing about the house."""

SETTING_WORDS: Final = re.compile(
    r"^(powerUp|internalLink|favorite|supporting|blocking|numberOf)|(Timestamp|ReferenceTime|Sensitivity|Period|Threshold)$"
)
WORDS: Final = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")


def title(name: str) -> str:
    """The words of a field's or type's name: ``pumpSpeed`` is "Pump speed"."""
    return WORDS.sub(" ", name.replace("_", " ")).strip().capitalize()


def anything(part: Part) -> Iterator[Feature]:
    """What a channel of an unknown type tells, and a switch for its ``on``."""
    if isinstance(part.raw.get("on"), bool) or part.had("switch"):
        yield Switch(
            key=part.key("switch"),
            **part.as_main("switch"),
            is_on=flag(part.raw.get("on")),
            turn_on=Command(lambda: part.tell("setSwitchState", on=True)),
            turn_off=Command(lambda: part.tell("setSwitchState", on=False)),
        )
    if part.index == 0:
        yield from reachable(part)
    yield from readable(part)


def group(part: Part) -> Iterator[Feature]:
    """What a group of an unknown type tells, and a switch for its ``on``."""
    if isinstance(part.raw.get("on"), bool) or part.had("switch"):
        yield Switch(
            key=part.key("switch"),
            name=part.label,
            enabled_by_default=False,
            is_on=flag(part.raw.get("on")),
            turn_on=Command(lambda: calls.group(part.device_id, "switching/setState", on=True)),
            turn_off=Command(lambda: calls.group(part.device_id, "switching/setState", on=False)),
        )
    yield from readable(part)


def rest(*taken: str) -> Mapper:
    """The mapper of what a part tells besides these fields, which another mapper has taken."""
    return partial(readable, taken=frozenset(taken))


def readable(part: Part, taken: frozenset[str] = frozenset()) -> Iterator[Feature]:
    """The numbers and flags of a part: known fields as everywhere, others in the hub's own words."""
    done: set[str] = set()
    before = part.features
    is_service = part.index == 0 and part.prefix is None
    known = {**KNOWN_ROWS, **SERVICE_ROWS} if is_service else KNOWN_ROWS
    for field, value in part.raw.items():
        if not isinstance(field, str) or field in taken or field in SETTINGS or SETTING_WORDS.search(field):
            continue
        if part.prefix is not None and field in SERVICE_ROWS:
            continue  # a group only repeats what its members tell
        row = known.get(field)
        if row is not None:
            if row.key not in done and row.has(part) and (value is not None or part.had(row.key)):
                done.add(row.key)
                yield row.feature(part)
        elif value is not None or part.key(field) in before:
            yield from _own_words(part, field, value, before)


def _own_words(part: Part, field: str, value: Any, features: Mapping[str, Feature]) -> Iterator[Feature]:
    before = features.get(part.key(field))
    common: dict[str, Any] = {"key": part.key(field), **_named(part, field)}
    if isinstance(value, bool) or (value is None and isinstance(before, BinarySensor)):
        yield BinarySensor(**common, is_on=flag(value))
    elif number(value) is not None or isinstance(before, Sensor):
        yield Sensor(**common, value=number(value))


def _named(part: Part, field: str) -> Naming:
    name = title(field)
    if part.alone:
        return {"name": name}
    return {"name": f"{name} ({part.label or part.index})"}
