"""Blinds, shutters, curtains, awnings and garage doors (protocol page, section 3.3)."""

from __future__ import annotations

from homeassistant.components.cover import CoverDeviceClass, CoverState

from ....model import Command, Cover, Feature
from .classes import COVER, ClassRow
from .parts import (
    Made,
    adjustable,
    choosable,
    choose,
    made,
    percent,
    percent_command,
    press,
    switch_to,
    switchable,
    to_percent,
)
from .wire import Capability, Values, WireDevice, boolean

UP, IDLE, DOWN = "up", "idle", "down"

MOVING = {UP: CoverState.OPENING, DOWN: CoverState.CLOSING}
"""``windowcoverings_state`` is what a cover does, not where it is."""


def make(device: WireDevice, kind: ClassRow) -> Made | None:
    """A cover: where it is, what it does, whether it is closed, and how its slats stand.

    An old shutter has ``dim`` for where it is. A relay that is only called a garage door has none of
    this, and stays a switch.
    """
    is_cover = COVER in kind.makers
    where = adjustable(device, "windowcoverings_set") or (adjustable(device, "dim") if is_cover else None)
    state = choosable(device, "windowcoverings_state")
    closed = switchable(device, "windowcoverings_closed") or switchable(device, "garagedoor_closed")
    if not (where or state or closed):
        return None
    tilt = adjustable(device, "windowcoverings_tilt_set")
    tilt_up, tilt_down = switchable(device, "windowcoverings_tilt_up"), switchable(device, "windowcoverings_tilt_down")
    device_class = kind.cover
    if device_class is None and closed and closed.base == "garagedoor_closed":
        device_class = CoverDeviceClass.GARAGE
    open_cover, close_cover = _ways(device, where, state, closed)

    def build(values: Values) -> Feature:
        position = percent(where, values) if where else None
        is_closed = boolean(values.get(closed.id)) if closed else None
        if is_closed is None and position is not None:
            is_closed = position == 0
        return Cover(
            key="cover",
            name=None,
            device_class=device_class,
            is_closed=is_closed,
            position=position,
            tilt_position=percent(tilt, values) if tilt else None,
            moving=MOVING.get(str(values.get(state.id))) if state else None,
            assumed_state=not where and not closed,
            open=open_cover,
            close=close_cover,
            stop=choose(device, state, IDLE),
            set_position=percent_command(device, where) if where else None,
            set_tilt_position=percent_command(device, tilt) if tilt else None,
            open_tilt=press(device, tilt_up) or to_percent(device, tilt, 100),
            close_tilt=press(device, tilt_down) or to_percent(device, tilt, 0),
        )

    # the switch of an old shutter that has dim is taken too: both move it
    onoff = switchable(device, "onoff") if where and where.base == "dim" else None
    return made(build, where, state, closed, tilt, tilt_up, tilt_down, onoff)


def _ways(
    device: WireDevice, where: Capability | None, state: Capability | None, closed: Capability | None
) -> tuple[Command | None, Command | None]:
    """How it is opened and closed: by its motion if it has one, else by its position or its being closed."""
    return (
        choose(device, state, UP) or to_percent(device, where, 100) or switch_to(device, closed, False),
        choose(device, state, DOWN) or to_percent(device, where, 0) or switch_to(device, closed, True),
    )
