"""Central scenes: what was pressed, from the value that a press leaves behind (protocol page, section 5.5)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from homeassistant.components.event import EventDeviceClass

from ....model import Event, Feature
from .facts import Facts, Part
from .wire import Row

CODES: Final = frozenset({(4, 0, 91), (513, 0, 1)})

PER_SCENE: Final = 1000
"""A value is the scene's number times this, plus what was done."""

ACTIONS: Final = ("pressed", "released", "held", "pressed_2x", "pressed_3x", "pressed_4x", "pressed_5x")
SCENES: Final = 8
OTHER: Final = "other"

EVENT_TYPES: Final = (
    *(f"scene_{scene}_{action}" for scene in range(1, SCENES + 1) for action in ACTIONS),
    OTHER,
)


def is_scene(facts: Facts) -> bool:
    """Whether the row tells of presses."""
    return facts.row.codes in CODES or {"central", "scene"} <= facts.own_words


def scene(facts: Facts) -> Part:
    """The event of a central scene."""
    feature: tuple[Feature, ...] = (
        Event(
            **facts.base(),
            translation_key="central_scene",
            event_types=EVENT_TYPES,
            device_class=EventDeviceClass.BUTTON,
        ),
    )

    def render(_: Mapping[int, Row]) -> tuple[Feature, ...]:
        return feature

    return Part("event", (facts.ref,), render)


def event_type(value: float | None) -> str | None:
    """What a value tells: ``scene_2_held``; ``other`` for values of another make, ``None`` for a reset."""
    if not value:
        return None
    number, action = divmod(int(value), PER_SCENE)
    if 1 <= number <= SCENES and action < len(ACTIONS):
        return f"scene_{number}_{ACTIONS[action]}"
    return OTHER
