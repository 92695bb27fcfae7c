"""What is or is not: binary sensors, by their text before their value (protocol page, section 5.3)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from homeassistant.components.binary_sensor import BinarySensorDeviceClass as Kind

from ....model import BinarySensor, Feature
from .facts import Facts, Part, words_of
from .uses import STATUS_USES, Use
from .wire import Row

BINARY_CODES: Final = frozenset({(4, 0, 48), (4, 0, 113), (513, 0, 3)})

CLEAR: Final = frozenset(
    {
        "no",
        "not",
        "none",
        "closed",
        "close",
        "clear",
        "dry",
        "inactive",
        "idle",
        "normal",
        "off",
        "ok",
        "restored",
        "safe",
        "secure",
        "secured",
        "unoccupied",
        "vacant",
    }
)
"""Words that say that it is not so; they are looked for first ("no motion")."""

SET: Final = frozenset(
    {
        "open",
        "opened",
        "on",
        "motion",
        "detected",
        "wet",
        "leak",
        "leaking",
        "flood",
        "smoke",
        "active",
        "alarm",
        "alert",
        "tamper",
        "tampered",
        "tampering",
        "triggered",
        "occupied",
        "present",
        "unsecured",
        "unlocked",
        "vibration",
        "broken",
        "heat",
        "fire",
        "gas",
        "monoxide",
    }
)
"""Words that say that it is."""

WHOLE_TEXTS: Final[dict[str, bool]] = {
    "open": True,
    "opened": True,
    "closed": False,
    "motion": True,
    "motion detected": True,
    "no motion": False,
    "wet": True,
    "dry": False,
    "leak": True,
    "no leak": False,
    "leak detected": True,
    "no leak detected": False,
    "detected": True,
    "not detected": False,
    "clear": False,
    "tamper": True,
    "tamper detected": True,
    "no tamper": False,
    "on": True,
    "off": False,
    "occupied": True,
    "unoccupied": False,
    "vacant": False,
    "smoke": True,
    "smoke detected": True,
    "no smoke": False,
    "window open": True,
    "window closed": False,
    "door open": True,
    "door closed": False,
}
"""Texts that make a row without controls something that is or is not, whatever its type."""

_OFF_VALUES: Final = frozenset({0.0, 23.0})
_FAULT: Final = 254.0

_ACTIVE_USES: Final = frozenset({Use.MOTION_ACTIVE, Use.CONTACT_ACTIVE})
_CLASS_OF_USE: Final = {
    Use.MOTION_ACTIVE: Kind.MOTION,
    Use.MOTION_INACTIVE: Kind.MOTION,
    Use.CONTACT_ACTIVE: Kind.OPENING,
    Use.CONTACT_INACTIVE: Kind.OPENING,
}

_OPENING_WORDS: Final = frozenset({"open", "opened", "closed"})

DEVICE_CLASSES: Final[tuple[tuple[frozenset[str], Kind], ...]] = (
    (frozenset({"tamper", "tampering", "tampered"}), Kind.TAMPER),
    (frozenset({"motion", "pir"}), Kind.MOTION),
    (frozenset({"occupancy", "occupied", "vacant", "presence", "unoccupied"}), Kind.OCCUPANCY),
    (frozenset({"garage", "barrier"}), Kind.GARAGE_DOOR),
    (frozenset({"window"}), Kind.WINDOW),
    (frozenset({"door", "gate"}), Kind.DOOR),
    (frozenset({"contact"}), Kind.OPENING),
    (frozenset({"water", "leak", "flood", "wet", "dry"}), Kind.MOISTURE),
    (frozenset({"smoke", "fire"}), Kind.SMOKE),
    (frozenset({"co", "monoxide"}), Kind.CO),
    (frozenset({"gas"}), Kind.GAS),
    (frozenset({"vibration", "glass", "shock"}), Kind.VIBRATION),
    (frozenset({"heat"}), Kind.HEAT),
    (frozenset({"battery"}), Kind.BATTERY),
)
"""The first of these whose words are found: in the feature's name, then its text, type and root."""


def is_binary(facts: Facts) -> bool:
    """Whether a row without controls is something that is or is not."""
    by_use = bool(STATUS_USES & facts.uses)
    return by_use or facts.row.codes in BINARY_CODES or facts.row.status.lower() in WHOLE_TEXTS


def binary_sensor(facts: Facts) -> Part:
    """A binary sensor."""
    device_class = _device_class(facts)
    meanings = {pair.value: pair.use in _ACTIVE_USES for pair in facts.discrete if pair.use in STATUS_USES}

    def render(rows: Mapping[int, Row]) -> tuple[Feature, ...]:
        is_on = state(rows[facts.ref], meanings)
        return (BinarySensor(**facts.base(), is_on=is_on, device_class=device_class),)

    return Part("binary_sensor", (facts.ref,), render)


def state(row: Row, meanings: Mapping[float, bool] | None = None) -> bool | None:
    """What the text says; where it says nothing known, the value; a fault keeps the state before.

    ``meanings`` are values that say by their use what they mean.
    """
    text = row.status.lower()
    if (known := WHOLE_TEXTS.get(text)) is not None:
        return known
    words = words_of(text)
    if words & CLEAR:
        return False
    if words & SET:
        return True
    if meanings and row.value is not None and row.value in meanings:
        return meanings[row.value]
    value = row.previous if row.value == _FAULT else row.value
    return None if value is None else value not in _OFF_VALUES


def _device_class(facts: Facts) -> Kind | None:
    for words in (
        words_of(facts.name or ""),
        words_of(facts.row.status),
        facts.own_words,
        facts.root_words,
    ):
        for known, device_class in DEVICE_CLASSES:
            if known & words:
                return device_class
    if by_use := next((kind for use, kind in _CLASS_OF_USE.items() if use in facts.uses), None):
        return by_use
    return Kind.OPENING if words_of(facts.row.status) & _OPENING_WORDS else None
