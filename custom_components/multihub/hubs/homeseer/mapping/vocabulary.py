"""Every word that the tables know: what a recording may tell as it is, since devices are known by it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from . import classify, climate, contacts, covers, fans, locks, media, sensors, units
from .devices import NO_ROOM
from .facts import words_of


def _all() -> Iterable[str]:
    for words in (
        classify.GARAGE_WORDS,
        classify.FAN_WORDS,
        classify.LIGHT_WORDS,
        classify.BLIND_WORDS,
        classify.VALVE_WORDS,
        classify.MOVE_LABELS,
        contacts.CLEAR,
        contacts.SET,
        contacts.WHOLE_TEXTS,
        locks.LOCKED_WORDS,
        locks.UNLOCKED_WORDS,
        locks.JAMMED_WORDS,
        media.STATES,
        sensors.UNKNOWN_TEXTS,
        units.UNITS,
        units.DEGREES,
        units.RAIN_WORDS,
        climate.MODE_LABELS,
        climate.PRESET_LABELS,
        fans.SPEED_WORDS,
        NO_ROOM,
    ):
        yield from words
    for table in (contacts.DEVICE_CLASSES, units.PERCENT_WORDS, units.PPM_WORDS):
        for words, _ in table:
            yield from words
    yield from (word for word, _ in (*covers.TEXTS, *covers.BLIND_CLASSES, *climate.ACTION_WORDS))
    for names in sensors.NAMES.values():
        yield from names
    yield from ("timer", "counter", "outlet", "central", "scene", "insteon", "energy", "save", "setpoint")


VOCABULARY: Final = words_of(*_all())
"""In lower case."""
