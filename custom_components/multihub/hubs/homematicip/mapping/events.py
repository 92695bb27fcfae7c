"""What happens: keys, doorbells, passages and codes, and how a pushed event finds its feature."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from homeassistant.components.event import EventDeviceClass

from ....model import Event, Feature
from .part import Part
from .readers import reads
from .values import text, whole

CHANNEL_EVENTS: Final[dict[str, tuple[str, str]]] = {
    "KEY_PRESS_SHORT": ("button", "press_end"),
    "KEY_PRESS_LONG_START": ("button", "long_press_start"),
    "KEY_PRESS_LONG_STOP": ("button", "long_press_end"),
    "DOOR_BELL_SENSOR_EVENT": ("doorbell", "ring"),
    "PASSAGE_LEFT": ("passage", "left"),
    "PASSAGE_RIGHT": ("passage", "right"),
}
"""``channelEventType``: the key of the event feature and the event type.

The names are those of Home Assistant's ``ButtonEventType`` and ``DoorbellEventType``, as text since
older versions do not have them.
"""

IGNORED_EVENTS: Final = frozenset({"KEY_PRESS_LONG"})
"""Repeats every quarter of a second while a key is held; its start and stop say the same."""

CODE_EVENTS: Final = {"KNOWN_CODE_ID_RECEIVED": "known_code", "UNKNOWN_CODE_DETECTED": "unknown_code"}
"""``codeState`` of a keypad: the event type."""

DOOR_BELL: Final = "DOOR_BELL_INPUT"

BUTTON_TYPES: Final = ("press_end", "long_press_start", "long_press_end")
BELL_TYPES: Final = ("ring",)
PASSAGE_TYPES: Final = ("left", "right")


@dataclass(frozen=True, slots=True)
class Occurrence:
    """Something happened at an event feature; told once."""

    device_id: str
    key: str
    event_type: str
    attributes: Mapping[str, Any]


@reads()
def key(part: Part) -> Iterator[Feature]:
    """A key; where it is used as a bell button, that comes first."""
    if part.role == DOOR_BELL:
        yield _bell(part, **part.as_main("doorbell", "doorbell_channel"))
        yield _button(part, **part.as_other("button"))
    else:
        yield _button(part, **part.as_main("button", "button_channel"))
        yield from doorbell(part)


def input_button(part: Part) -> Iterator[Feature]:
    """The key at the input of an actuator; off by default, since most only work their own output."""
    yield Event(
        key=part.key("button"),
        **part.as_other("input", "input"),
        event_types=BUTTON_TYPES,
        device_class=EventDeviceClass.BUTTON,
        enabled_by_default=False,
    )


@reads()
def doorbell(part: Part) -> Iterator[Feature]:
    """A bell button, where the channel is used as one."""
    if part.role == DOOR_BELL or part.had("doorbell"):
        yield _bell(part, **part.as_other("doorbell"))


@reads()
def always_doorbell(part: Part) -> Iterator[Feature]:
    """The bell button of a device that always has one."""
    yield _bell(part, **part.as_main("doorbell", "doorbell_channel"))


@reads("doorBellLabel")
def keypad_doorbell(part: Part) -> Iterator[Feature]:
    """The bell button of a keypad that has one."""
    if part.raw.get("doorBellLabel") is not None or part.had("doorbell"):
        yield _bell(part, **part.as_other("doorbell"))


def _button(part: Part, **naming: Any) -> Event:
    return Event(key=part.key("button"), **naming, event_types=BUTTON_TYPES, device_class=EventDeviceClass.BUTTON)


def _bell(part: Part, **naming: Any) -> Event:
    return Event(key=part.key("doorbell"), **naming, event_types=BELL_TYPES, device_class=EventDeviceClass.DOORBELL)


@reads()
def passage(part: Part) -> Iterator[Feature]:
    """Somebody passes, in one of two directions."""
    yield Event(key=part.key("passage"), **part.as_main("passage", "passage_channel"), event_types=PASSAGE_TYPES)


@reads()
def code(part: Part) -> Iterator[Feature]:
    """A code, a finger or a card at a keypad."""
    yield Event(key=part.key("code"), **part.as_other("code"), event_types=tuple(CODE_EVENTS.values()))


def channel_occurrence(event: Mapping[str, Any]) -> tuple[int, str, str] | None:
    """The channel, feature and event type of a ``DEVICE_CHANNEL_EVENT``."""
    index = whole(event.get("channelIndex"))
    if index is None:
        index = whole(event.get("functionalChannelIndex"))
    known = CHANNEL_EVENTS.get(str(event.get("channelEventType")))
    return None if index is None or known is None else (index, *known)


def code_occurrence(event: Mapping[str, Any], service: Mapping[str, Any]) -> tuple[str, dict[str, Any]] | None:
    """The event type and attributes of a ``DEVICE_CODE_STATE_EVENT``: which code it was, and its name."""
    event_type = CODE_EVENTS.get(str(event.get("codeState")))
    if event_type is None:
        return None
    index = whole(event.get("codeIndex"))
    attributes: dict[str, Any] = {} if index is None else {"code_index": index}
    labels = service.get("codeLabels")
    if index is not None and isinstance(labels, list) and 0 < index <= len(labels):
        if label := text(labels[index - 1]):
            attributes["code_name"] = label
    return event_type, attributes
