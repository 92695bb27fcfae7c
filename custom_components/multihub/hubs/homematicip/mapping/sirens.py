"""Sirens: the one that plays sound files, and those that sound through their alarm group."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from ....model import Command, Feature, Siren
from ..requests import Call, Calls
from . import calls
from .part import Part
from .values import flag, text, word

SOUND_FILES: Final = {
    "internal": "INTERNAL_SOUNDFILE",
    "random": "RANDOM_SOUNDFILE",
    **{f"sound_{number}": f"SOUNDFILE_{number:03}" for number in range(1, 253)},
}
"""Our tones: the wire's sound files."""

SILENCE: Final = "DISABLE_ACOUSTIC_SIGNAL"
DARKNESS: Final = "DISABLE_OPTICAL_SIGNAL"

ACOUSTIC_SIGNALS: Final = {
    name.lower(): name
    for name in (
        "FREQUENCY_RISING",
        "FREQUENCY_FALLING",
        "FREQUENCY_RISING_AND_FALLING",
        "FREQUENCY_ALTERNATING_LOW_HIGH",
        "FREQUENCY_ALTERNATING_LOW_MID_HIGH",
        "FREQUENCY_HIGHON_OFF",
        "FREQUENCY_HIGHON_LONGOFF",
        "FREQUENCY_LOWON_OFF_HIGHON_OFF",
        "FREQUENCY_LOWON_LONGOFF_HIGHON_LONGOFF",
        "LOW_BATTERY",
        "DISARMED",
        "INTERNALLY_ARMED",
        "EXTERNALLY_ARMED",
        "DELAYED_INTERNALLY_ARMED",
        "DELAYED_EXTERNALLY_ARMED",
        "EVENT",
        "ERROR",
    )
}
"""Our tones: the signals of the sirens (protocol page, section 6.1)."""

DEFAULT_SIGNAL: Final = "FREQUENCY_RISING"


def sound_player(part: Part) -> Iterator[Feature]:
    """The device that plays sound files."""

    def turn_on(tone: str | None = None, volume: float | None = None, **_: Any) -> Call:
        return part.tell(
            "setSoundFileVolumeLevel",
            soundFile=SOUND_FILES.get(tone or "internal", SOUND_FILES["internal"]),
            volumeLevel=1.0 if volume is None else round(volume, 3),
        )

    yield Siren(
        key=part.key("siren"),
        **part.as_main("siren"),
        is_on=flag(part.raw.get("playingFileActive")),
        tones=tuple(SOUND_FILES),
        has_volume=True,
        turn_on=Command(turn_on),
        turn_off=Command(lambda: turn_on(volume=0.0)),
    )


def alarm_group(part: Part) -> Iterator[Feature]:
    """The sirens of one of the alarm's groups, sounded the way the app tests them."""
    own = text(part.raw.get("signalAcoustic"))
    own = own if own and own != SILENCE else DEFAULT_SIGNAL
    group_id = part.device_id

    def turn_on(tone: str | None = None, **_: Any) -> Call:
        return calls.group(
            group_id, "switching/alarm/testSignalAcoustic", signalAcoustic=ACOUSTIC_SIGNALS.get(tone or "", own)
        )

    def turn_off() -> Call | Calls:
        return calls.in_turn(
            (
                calls.group(group_id, "switching/alarm/testSignalAcoustic", signalAcoustic=SILENCE),
                calls.group(group_id, "switching/alarm/testSignalOptical", signalOptical=DARKNESS),
            )
        )

    key = word(part.label) if part.label in ("SIREN", "ALARM", "BACKUP_ALARM_SIREN") else None
    yield Siren(
        key=part.key("siren"),
        **({"translation_key": f"group_{key}"} if key else {"name": part.label}),
        is_on=flag(part.raw.get("on")),
        tones=tuple(ACOUSTIC_SIGNALS),
        turn_on=Command(turn_on),
        turn_off=Command(turn_off),
    )
