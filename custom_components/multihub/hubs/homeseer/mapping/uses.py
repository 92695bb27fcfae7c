"""HomeSeer's own words for what a control is for and how it is shown (protocol page, section 1.5)."""

from __future__ import annotations

from enum import IntEnum


class Use(IntEnum):
    """ControlUse: what a control is for."""

    ON = 1
    OFF = 2
    DIM = 3
    ON_ALTERNATE = 4
    PLAY = 5
    PAUSE = 6
    STOP = 7
    FORWARD = 8
    REWIND = 9
    REPEAT = 10
    SHUFFLE = 11
    HEAT_SETPOINT = 12
    COOL_SETPOINT = 13
    MODE_OFF = 14
    MODE_HEAT = 15
    MODE_COOL = 16
    MODE_AUTO = 17
    LOCK = 18
    UNLOCK = 19
    FAN_AUTO = 20
    FAN_ON = 21
    COLOR = 22
    DIM_FAN = 23
    MOTION_ACTIVE = 24
    MOTION_INACTIVE = 25
    CONTACT_ACTIVE = 26
    CONTACT_INACTIVE = 27
    MUTE = 28
    UNMUTE = 29
    MUTE_TOGGLE = 30
    NEXT = 31
    PREVIOUS = 32
    VOLUME = 33
    INCREMENT = 34
    DECREMENT = 35


class Show(IntEnum):
    """ControlType: how a control is shown."""

    STATUS_ONLY = 1
    VALUES = 2
    TEXT_FROM_LIST = 3
    BUTTON = 5
    RANGE_LIST = 6
    SLIDER = 7
    NUMBER_BOX = 9
    TEXT_BOX = 10
    RADIO = 11
    COLOR_PICKER = 13


STATUS_USES = frozenset({Use.MOTION_ACTIVE, Use.MOTION_INACTIVE, Use.CONTACT_ACTIVE, Use.CONTACT_INACTIVE})
"""Uses that say what a value means; nothing is controlled by them."""

CHOICE_TYPES = frozenset({0, Show.VALUES, Show.TEXT_FROM_LIST, Show.BUTTON, Show.RADIO})
"""How one of several values is shown to be chosen; 0 where the answer does not tell."""

RANGE_TYPES = frozenset({Show.RANGE_LIST, Show.SLIDER, Show.NUMBER_BOX})
