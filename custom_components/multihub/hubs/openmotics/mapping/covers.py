"""Shutters and groups of them as covers; pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial
from typing import Final

from homeassistant.components.cover import CoverDeviceClass, CoverState

from ....model import Command, Cover, Feature
from ..requests import MoveShutter, MoveShutterGroup, PlaceShutter
from .house import House
from .parts import Abilities, Shutter

MOVING: Final = {"going_up": CoverState.OPENING, "going_down": CoverState.CLOSING}

CLOSED: Final = {"up": False, "down": True}
"""What the last movement of a shutter without positions says."""

OPEN: Final = 100

MUTE: Final = "0"
"""The shutter of whose movements Core gateways send no event (protocol page, section 1.4)."""

CORE: Final = "CORE"
"""What the names of these platforms begin with."""


def mute(house: House) -> Shutter | None:
    """The shutter that has to be asked after, if there is one."""
    return house.get(Shutter, MUTE) if (house.gateway.platform or "").startswith(CORE) else None


def position_of(step: int, steps: int) -> int:
    """A step (0 open, ``steps`` - 1 closed) as a position in %."""
    return min(OPEN, max(0, round(OPEN * (1 - step / (steps - 1)))))


def step_of(position: float, steps: int) -> int:
    """A position in % as a step."""
    return round((1 - position / OPEN) * (steps - 1))


def now_at(shutter: Shutter) -> int | None:
    """Its position in %, ``None`` where it knows none."""
    return position_of(shutter.position, shutter.steps) if shutter.steps and shutter.position is not None else None


def is_closed(shutter: Shutter) -> bool | None:
    """Whether it is closed: by its position, else by where it went last."""
    position = now_at(shutter)
    return CLOSED.get(shutter.moves or "") if position is None else position == 0


def place(part_id: str, steps: int, position: float) -> PlaceShutter:
    """Send a shutter to a position in %."""
    return PlaceShutter(part_id, step_of(position, steps))


def features(shutter: Shutter, abilities: Abilities) -> Iterator[Feature]:
    """A cover; it takes positions only if it has steps, since asking another for one drives it up.

    (Protocol page, section 1.4: the gateway resets such a shutter first, and then fails.)
    """
    position = now_at(shutter)
    steps = shutter.steps if abilities.control and position is not None else None

    def move(direction: str) -> Command | None:
        return Command(partial(MoveShutter, shutter.id, direction)) if abilities.control else None

    yield Cover(
        key="shutter",
        name=None,
        device_class=CoverDeviceClass.SHUTTER,
        assumed_state=not shutter.steps,
        is_closed=is_closed(shutter),
        position=position,
        moving=MOVING.get(shutter.moves or ""),
        open=move("up"),
        close=move("down"),
        stop=move("stop"),
        set_position=Command(partial(place, shutter.id, steps)) if steps else None,
    )


def groups(shutters: Iterable[Shutter], abilities: Abilities) -> Iterator[Feature]:
    """A cover for each group that has shutters; closed when all of them are."""
    if not abilities.control:
        return
    members: dict[str, list[Shutter]] = {}
    for shutter in shutters:
        for group in shutter.groups:
            members.setdefault(group, []).append(shutter)
    for group, own in sorted(members.items()):
        closed = {is_closed(shutter) for shutter in own}
        moves = {MOVING.get(shutter.moves or "") for shutter in own}
        yield Cover(
            key=f"shutter_group_{group}",
            translation_key="shutter_group",
            translation_placeholders={"number": str(int(group) + 1)},
            enabled_by_default=False,
            assumed_state=True,
            device_class=CoverDeviceClass.SHUTTER,
            is_closed=closed == {True} if None not in closed else None,
            moving=next(iter(moves)) if len(moves) == 1 else None,
            open=Command(partial(MoveShutterGroup, group, "up")),
            close=Command(partial(MoveShutterGroup, group, "down")),
            stop=Command(partial(MoveShutterGroup, group, "stop")),
        )
