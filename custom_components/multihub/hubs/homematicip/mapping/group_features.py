"""What groups other than heating become: switched, moved and sensed together."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any, Final

from homeassistant.components.binary_sensor import BinarySensorDeviceClass
from homeassistant.components.cover import CoverDeviceClass
from homeassistant.components.light import ColorMode
from homeassistant.components.valve import ValveDeviceClass
from homeassistant.const import EntityCategory
from homeassistant.helpers.typing import UNDEFINED

from ....model import BinarySensor, Command, Cover, Feature, Light, Switch, Valve
from ..requests import Call, Calls, Timed
from . import calls
from .covers import CLOSED, DOOR_STATES, closed, level_of, tilting, travel
from .fans import fan
from .lights import brightness_of, level_of as light_level, slowly
from .part import Naming, Part
from .values import flag, share, text

GARAGE_DOOR: Final = "DOOR_CHANNEL"
NO_ALARM: Final = "IDLE_OFF"

UNSAFE_FLAGS: Final = (
    "motionDetected",
    "presenceDetected",
    "moistureDetected",
    "waterlevelDetected",
    "powerMainsFailure",
    "sabotage",
)
"""Flags of a security group or zone that each make it unsafe."""


def _named(part: Part, key: str) -> Naming:
    """The name of what a group does: its own device's, the group's label, or what it is where that is the room's."""
    if part.main:
        return {"name": None, "translation_key": key}
    label = part.label
    if label is not None and label != text(part.device.get("label")):
        return {"name": label, "translation_key": key}
    return {"name": UNDEFINED, "translation_key": key}


def switched(part: Part) -> Iterator[Feature]:
    """Lamps and switches that are switched together, dimmed where the group tells a level."""
    group_id, raw = part.device_id, part.raw
    automatic = part.raw.get("metaGroupId") is not None
    level = share(raw.get("dimLevel"))
    is_on = flag(raw.get("on"))
    if raw.get("dimLevel") is not None or part.had("light"):

        def shine(target: float, transition: float | None) -> Call | Timed:
            say = partial(calls.group, group_id, latest=True)
            return slowly(say, "switching/setDimLevel", transition, dimLevel=target)

        def turn_on(brightness: int | None = None, transition: float | None = None, **_: Any) -> Call | Timed:
            if brightness is None and not transition:
                return calls.group(group_id, "switching/setState", on=True)
            return shine(light_level(brightness) if brightness is not None else level or 1.0, transition)

        def turn_off(transition: float | None = None, **_: Any) -> Call | Timed:
            return shine(0.0, transition) if transition else calls.group(group_id, "switching/setState", on=False)

        yield Light(
            key=part.key("light"),
            **_named(part, "room_lights"),
            enabled_by_default=not automatic,
            is_on=is_on if is_on is not None else None if level is None else level > 0,
            color_modes=frozenset({ColorMode.BRIGHTNESS}),
            color_mode=ColorMode.BRIGHTNESS,
            brightness=brightness_of(level),
            transition=True,
            turn_on=Command(turn_on),
            turn_off=Command(turn_off),
        )
    elif is_on is not None or not automatic or part.had("switch"):
        yield Switch(
            key=part.key("switch"),
            **_named(part, "room_switches"),
            enabled_by_default=not automatic,
            is_on=is_on,
            turn_on=Command(lambda: calls.group(group_id, "switching/setState", on=True)),
            turn_off=Command(lambda: calls.group(group_id, "switching/setState", on=False)),
        )


def room_covers(part: Part) -> Iterator[Feature]:
    """The covers among what a room switches together."""
    if part.raw.get("shutterLevel") is not None or part.had("cover"):
        yield _cover(part, enabled=part.raw.get("metaGroupId") is None, **_named(part, "room_covers"))


def covers(part: Part) -> Iterator[Feature]:
    """Covers that move together."""
    yield _cover(part, **_named(part, "room_covers"))


def _cover(part: Part, *, enabled: bool = True, **naming: Any) -> Cover:
    group_id, raw = part.device_id, part.raw
    level, slats = share(raw.get("shutterLevel")), share(raw.get("slatsLevel"))
    if level is None:
        level = share(raw.get("primaryShadingLevel"))

    def move(position: float) -> Call:
        return calls.group(group_id, "switching/setShutterLevel", latest=True, shutterLevel=level_of(position))

    def turn(position: float) -> Call:
        return calls.group(
            group_id,
            "switching/setSlatsLevel",
            latest=True,
            shutterLevel=CLOSED if level is None else level,
            slatsLevel=level_of(position),
        )

    def close() -> Call:
        # closing by the shutter's level alone would leave the slats of a group as they are
        if slats is None:
            return move(0)
        return calls.group(group_id, "switching/setSlatsLevel", latest=True, shutterLevel=CLOSED, slatsLevel=CLOSED)

    stop = Command(lambda: calls.group(group_id, "switching/stop"))
    return Cover(
        key=part.key("cover"),
        **naming,
        enabled_by_default=enabled,
        device_class=CoverDeviceClass.SHUTTER if slats is None else CoverDeviceClass.BLIND,
        is_closed=closed(level),
        **{**travel(part, level, move, stop), "close": Command(close)},
        **tilting(slats, turn, stop),
    )


def garage(part: Part) -> Iterator[Feature]:
    """Garage doors that move together; told one by one, since the group can't be told anything."""
    state = text(part.raw.get("doorState"))
    doors = [member for member in part.members if member.type == GARAGE_DOOR]

    def send(command: str) -> Command | None:
        if not doors:
            return None

        def request() -> Call | Calls:
            return calls.in_turn(
                calls.channel(door.device_id, door.index, "sendDoorCommand", doorCommand=command) for door in doors
            )

        return Command(request)

    yield Cover(
        key=part.key("cover"),
        **_named(part, "room_garage"),
        device_class=CoverDeviceClass.GARAGE,
        is_closed=state == "CLOSED" if state in DOOR_STATES else None,
        open=send("OPEN"),
        close=send("CLOSE"),
        stop=send("STOP"),
    )


def notification(part: Part) -> Iterator[Feature]:
    """Signal lights that shine together, as the group is set up in the app."""
    group_id = part.device_id
    yield Light(
        key=part.key("light"),
        **_named(part, "room_signals"),
        is_on=flag(part.raw.get("on")),
        color_modes=frozenset({ColorMode.ONOFF}),
        color_mode=ColorMode.ONOFF,
        turn_on=Command(lambda **_: calls.group(group_id, "switching/setState", on=True)),
        turn_off=Command(lambda **_: calls.group(group_id, "switching/setState", on=False)),
    )


def ventilation(part: Part) -> Iterator[Feature]:
    """Fans that run together."""
    yield fan(
        part,
        lambda verb, **body: calls.group(part.device_id, f"linked/control/{verb}", latest=True, **body),
        **_named(part, "room_fans"),
    )


def watering(part: Part) -> Iterator[Feature]:
    """Valves that water together."""
    active = flag(part.raw.get("wateringActive"))

    def turn(on: bool) -> Command:
        return Command(lambda: calls.group(part.device_id, "linked/control/setWateringSwitchState", wateringActive=on))

    yield Valve(
        key=part.key("valve"),
        **_named(part, "room_watering"),
        device_class=ValveDeviceClass.WATER,
        is_closed=None if active is None else not active,
        open=turn(True),
        close=turn(False),
    )


def hot_water(part: Part) -> Iterator[Feature]:
    """Making hot water, by hand and by its profile."""
    group_id = part.device_id
    if part.raw.get("on") is not None or part.had("hot_water"):
        yield Switch(
            key=part.key("hot_water"),
            translation_key="hot_water",
            is_on=flag(part.raw.get("on")),
            turn_on=Command(lambda: calls.group(group_id, "heating/setHotWaterState", on=True)),
            turn_off=Command(lambda: calls.group(group_id, "heating/setHotWaterState", on=False)),
        )
    if part.raw.get("profileMode") is not None or part.had("profile"):
        yield from profile("hot_water_profile", "setHotWaterProfileMode")(part)


def profile(key: str, verb: str = "setProfileMode") -> Any:
    """A switch that follows a profile or not, told by this verb."""

    def follow(part: Part) -> Iterator[Feature]:
        """The switch."""
        mode = text(part.raw.get("profileMode"))

        def turn(target: str) -> Command:
            return Command(lambda: calls.group(part.device_id, f"heating/{verb}", profileMode=target))

        yield Switch(
            key=part.key("profile"),
            translation_key=key,
            category=EntityCategory.CONFIG,
            is_on=mode == "AUTOMATIC" if mode in ("AUTOMATIC", "MANUAL") else None,
            turn_on=turn("AUTOMATIC"),
            turn_off=turn("MANUAL"),
        )

    return follow


def safety(part: Part) -> Iterator[Feature]:
    """Whether anything in a room or zone is not as it should be: windows, movement, water, smoke."""
    raw = part.raw
    window = text(raw.get("windowState"))
    smoke = text(raw.get("smokeDetectorAlarmType"))
    known = [flag(raw.get(field)) for field in UNSAFE_FLAGS]
    unsafe = any(known) or window in ("OPEN", "TILTED") or smoke not in (None, NO_ALARM)
    told = any(value is not None for value in known) or window is not None or smoke is not None
    yield BinarySensor(
        key=part.key("safety"),
        **_zone_name(part),
        device_class=BinarySensorDeviceClass.SAFETY,
        is_on=unsafe if told else None,
    )


ZONES: Final = frozenset({"INTERNAL", "EXTERNAL", "ABSENCE", "PRESENCE"})


def _zone_name(part: Part) -> dict[str, Any]:
    if part.raw.get("type") != "SECURITY_ZONE":
        return {"translation_key": "room_safety"}
    label = part.label or ""
    return {"translation_key": f"zone_{label.lower()}"} if label in ZONES else {"name": label or "Zone"}
