"""Blinds, shutters, shades, awnings and garage doors.

On the wire 0 is open and 1 closed, for the shutter and for its slats (protocol page, section 5.1);
in Home Assistant 100 is open.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Final

from homeassistant.components.cover import CoverDeviceClass, CoverState

from ....model import Button, Command, Cover, Feature
from ..requests import Call
from .part import Part
from .readers import Mapper, reads
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


@dataclass(frozen=True, slots=True)
class Levels:
    """How a cover calls its two levels, and what tells it them."""

    travel: str
    move: str
    tilt: str
    turn: str


SHUTTER: Final = Levels("shutterLevel", "setShutterLevel", "slatsLevel", "setSlatsLevel")
SHADE: Final = Levels(
    "primaryShadingLevel", "setPrimaryShadingLevel", "secondaryShadingLevel", "setSecondaryShadingLevel"
)
NO_TILT: Final = frozenset({"NOT_EXISTENT", "NOT_POSSIBLE"})
"""``secondaryShadingStateType`` of a shade without a second level."""


def shutter(device_class: CoverDeviceClass, *, slats: bool = False) -> Mapper:
    """A cover that is told ``shutterLevel``, with slats where it has them."""
    return lambda part: _cover(part, SHUTTER, device_class, tilts=slats)


def shading(part: Part) -> Iterator[Feature]:
    """A shade with a primary level and, where it exists, a secondary one."""
    tilts = text(part.raw.get("secondaryShadingStateType")) not in NO_TILT
    yield from _cover(part, SHADE, CoverDeviceClass.SHADE, tilts=tilts)


def _cover(part: Part, levels: Levels, device_class: CoverDeviceClass, *, tilts: bool) -> Iterator[Feature]:
    """A cover, as a blind where it ``tilts`` and tells how far."""
    level, tilt = share(part.raw.get(levels.travel)), share(part.raw.get(levels.tilt)) if tilts else None

    def move(position: float) -> Call:
        return part.tell(levels.move, latest=True, **{levels.travel: level_of(position)})

    def turn(position: float) -> Call:
        wanted = {levels.travel: CLOSED if level is None else level, levels.tilt: level_of(position)}
        return part.tell(levels.turn, latest=True, **wanted)

    stop = Command(lambda: part.tell("stop"))
    yield Cover(
        key=part.key("cover"),
        **part.as_main("cover"),
        device_class=device_class if tilt is None else CoverDeviceClass.BLIND,
        is_closed=closed(level),
        **travel(part, level, move, stop),
        **tilting(tilt, turn, stop),
    )


def garage(part: Part) -> Iterator[Feature]:
    """A garage door."""
    state = text(part.raw.get("doorState"))

    def send(command: str) -> Command:
        return Command(lambda: part.tell("sendDoorCommand", doorCommand=command))

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
            press=Command(lambda: part.tell("sendDoorCommand", doorCommand="PARTIAL_OPEN")),
        )


@reads("favoritePrimaryShadingPosition")
def favorite(part: Part) -> Iterator[Feature]:
    """The button for the position that the user likes, where the cover keeps one."""
    if part.raw.get("favoritePrimaryShadingPosition") is not None or part.had("favorite"):
        yield Button(
            key=part.key("favorite"),
            **part.as_other("favorite"),
            enabled_by_default=False,
            press=Command(lambda: part.tell("setFavoriteShadingPosition")),
        )


def moving(part: Part) -> CoverState | None:
    """Where a cover that is under way goes, if it tells."""
    return DIRECTIONS.get(str(part.raw.get("lastShadingDirection"))) if flag(part.raw.get("processing")) else None


def travel(part: Part, level: float | None, move: Callable[[float], Call], stop: Command) -> dict[str, Any]:
    """What a cover that moves to a level shows of it and can be told."""
    return {
        "position": position_of(level),
        "moving": moving(part),
        "open": Command(lambda: move(100)),
        "close": Command(lambda: move(0)),
        "stop": stop,
        "set_position": Command(move),
    }


def tilting(level: float | None, turn: Callable[[float], Call], stop: Command) -> dict[str, Any]:
    """What slats show and can be told; nothing of a cover that tells no ``level`` of them."""
    if level is None:
        return {}
    return {
        "tilt_position": position_of(level),
        "open_tilt": Command(lambda: turn(100)),
        "close_tilt": Command(lambda: turn(0)),
        "stop_tilt": stop,
        "set_tilt_position": Command(turn),
    }
