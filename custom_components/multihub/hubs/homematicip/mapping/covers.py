"""Blinds, shutters, shades, awnings and garage doors.

On the wire 0 is open and 1 closed, for the shutter and for its slats (protocol page, section 5.1);
in Home Assistant 100 is open.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from homeassistant.components.cover import CoverDeviceClass, CoverState

from ....model import Button, Command, Cover, Feature
from ..requests import Call
from . import calls
from .part import Mapper, Part
from .values import flag, share, text

CLOSED: Final = 1.0
OPEN: Final = 0.0

DOOR_STATES: Final = frozenset({"CLOSED", "VENTILATION_POSITION", "OPEN"})
"""What a garage door tells of itself; a position that it does not know is unknown here, too."""

DIRECTIONS: Final = {"LIGHTER": CoverState.OPENING, "DARKER": CoverState.CLOSING}


def level_of(position: float) -> float:
    """The wire's level of a position in %."""
    return round(1 - position / 100, 4)


def position_of(level: float | None) -> int | None:
    """The position in % of a level; only a shutter that is all the way down is at 0."""
    if level is None:
        return None
    position = round((1 - level) * 100)
    return 1 if position == 0 and level < CLOSED else position


def closed(level: float | None) -> bool | None:
    """Whether a shutter is all the way down."""
    return None if level is None else level >= CLOSED


def shutter(device_class: CoverDeviceClass, *, slats: bool = False) -> Mapper:
    """A cover that is told ``shutterLevel``, with slats where it has them."""

    def cover(part: Part) -> Iterator[Feature]:
        """The cover."""
        level, tilt = share(part.raw.get("shutterLevel")), share(part.raw.get("slatsLevel"))

        def move(position: float) -> Call:
            return calls.channel(
                part.device_id, part.index, "setShutterLevel", latest=True, shutterLevel=level_of(position)
            )

        def turn(position: float) -> Call:
            return calls.channel(
                part.device_id,
                part.index,
                "setSlatsLevel",
                latest=True,
                slatsLevel=level_of(position),
                shutterLevel=CLOSED if level is None else level,
            )

        has_tilt = slats and tilt is not None
        yield Cover(
            key=part.key("cover"),
            **part.as_main("cover"),
            device_class=CoverDeviceClass.BLIND if has_tilt else device_class,
            is_closed=closed(level),
            position=position_of(level),
            **_travel(part, move),
            **_tilt(part, turn, tilt) if has_tilt else {},
        )

    return cover


def shading(part: Part) -> Iterator[Feature]:
    """A shade with a primary level and, where it exists, a secondary one."""
    level, tilt = share(part.raw.get("primaryShadingLevel")), share(part.raw.get("secondaryShadingLevel"))

    def move(position: float) -> Call:
        return calls.channel(
            part.device_id, part.index, "setPrimaryShadingLevel", latest=True, primaryShadingLevel=level_of(position)
        )

    def turn(position: float) -> Call:
        return calls.channel(
            part.device_id,
            part.index,
            "setSecondaryShadingLevel",
            latest=True,
            primaryShadingLevel=CLOSED if level is None else level,
            secondaryShadingLevel=level_of(position),
        )

    has_tilt = tilt is not None and part.raw.get("secondaryShadingStateType") not in ("NOT_EXISTENT", "NOT_POSSIBLE")
    yield Cover(
        key=part.key("cover"),
        **part.as_main("cover"),
        device_class=CoverDeviceClass.BLIND if has_tilt else CoverDeviceClass.SHADE,
        is_closed=closed(level),
        position=position_of(level),
        **_travel(part, move),
        **_tilt(part, turn, tilt) if has_tilt else {},
    )


def garage(part: Part) -> Iterator[Feature]:
    """A garage door."""
    state = text(part.raw.get("doorState"))

    def send(command: str) -> Command:
        return Command(lambda: calls.channel(part.device_id, part.index, "sendDoorCommand", doorCommand=command))

    yield Cover(
        key=part.key("cover"),
        **part.as_main("cover"),
        device_class=CoverDeviceClass.GARAGE,
        is_closed=(state == "CLOSED") if state in DOOR_STATES else None,
        open=send("OPEN"),
        close=send("CLOSE"),
        stop=send("STOP"),
    )


def garage_vent(part: Part) -> Iterator[Feature]:
    """The vent position of a garage door that has one, as a button."""
    if part.raw.get("ventilationPositionSupported") is True or part.had("vent"):
        yield Button(
            key=part.key("vent"),
            **part.as_other("vent"),
            press=Command(
                lambda: calls.channel(part.device_id, part.index, "sendDoorCommand", doorCommand="PARTIAL_OPEN")
            ),
        )


def favorite(part: Part) -> Iterator[Feature]:
    """The button for the position that the user likes, where the cover keeps one."""
    if part.raw.get("favoritePrimaryShadingPosition") is not None or part.had("favorite"):
        yield Button(
            key=part.key("favorite"),
            **part.as_other("favorite"),
            enabled_by_default=False,
            press=Command(lambda: calls.channel(part.device_id, part.index, "setFavoriteShadingPosition")),
        )


def moving(part: Part) -> CoverState | None:
    """Where a cover that is under way goes, if it tells."""
    return DIRECTIONS.get(str(part.raw.get("lastShadingDirection"))) if flag(part.raw.get("processing")) else None


def _travel(part: Part, move: Any) -> dict[str, Any]:
    return {
        "moving": moving(part),
        "open": Command(lambda: move(100)),
        "close": Command(lambda: move(0)),
        "stop": Command(lambda: calls.channel(part.device_id, part.index, "stop")),
        "set_position": Command(move),
    }


def _tilt(part: Part, turn: Any, tilt: float | None) -> dict[str, Any]:
    return {
        "tilt_position": position_of(tilt),
        "open_tilt": Command(lambda: turn(100)),
        "close_tilt": Command(lambda: turn(0)),
        "stop_tilt": Command(lambda: calls.channel(part.device_id, part.index, "stop")),
        "set_tilt_position": Command(turn),
    }
