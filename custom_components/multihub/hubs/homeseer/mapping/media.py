"""Players (protocol page, section 5.2, row 10)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from homeassistant.components.media_player import MediaPlayerState

from ....model import Command, Feature, MediaPlayer
from ..requests import SetValue
from .facts import Facts, Part, setter, words_of
from .uses import Use
from .wire import Row

MEDIA_USES: Final = frozenset(
    {Use.PLAY, Use.PAUSE, Use.STOP, Use.FORWARD, Use.REWIND, Use.NEXT, Use.PREVIOUS, Use.MUTE, Use.UNMUTE, Use.VOLUME}
)

STATES: Final = {
    "playing": MediaPlayerState.PLAYING,
    "play": MediaPlayerState.PLAYING,
    "paused": MediaPlayerState.PAUSED,
    "pause": MediaPlayerState.PAUSED,
    "stopped": MediaPlayerState.IDLE,
    "stop": MediaPlayerState.IDLE,
    "idle": MediaPlayerState.IDLE,
    "buffering": MediaPlayerState.BUFFERING,
    "off": MediaPlayerState.OFF,
    "standby": MediaPlayerState.OFF,
}
"""Words of the text: what the player does."""


def is_player(facts: Facts) -> bool:
    """Whether the row itself can play."""
    return Use.PLAY in facts.uses


def media_player(facts: Facts, volume: Facts | None = None) -> Part:
    """A player; ``volume`` is the sibling that holds its volume, or the row itself."""
    ref = facts.ref
    play, pause, stop = (facts.pair(use) for use in (Use.PLAY, Use.PAUSE, Use.STOP))
    following, previous = facts.pair(Use.NEXT), facts.pair(Use.PREVIOUS)
    mute, unmute = facts.pair(Use.MUTE), facts.pair(Use.UNMUTE)
    limits = volume.range_of(Use.VOLUME) if volume else None
    volume_ref = volume.ref if volume else ref
    commands: dict[str, Any] = {
        "play": setter(ref, play),
        "pause": setter(ref, pause),
        "stop": setter(ref, stop),
        "next": setter(ref, following),
        "previous": setter(ref, previous),
    }
    if limits:
        low, span = limits.low, limits.high - limits.low
        commands["set_volume"] = Command(lambda level: SetValue(volume_ref, round(low + level * span), sliding=True))
    if mute and unmute:
        on, off = mute.value, unmute.value
        commands["mute"] = Command(lambda is_muted: SetValue(ref, on if is_muted else off))

    def render(rows: Mapping[int, Row]) -> tuple[Feature, ...]:
        row = rows[ref]
        level: float | None = None
        if limits and (value := rows[volume_ref].value) is not None:
            level = max(0.0, min(1.0, (value - limits.low) / (limits.high - limits.low)))
        values: dict[str, Any] = {"state": _state(row, facts), "volume": level}
        return (MediaPlayer(**facts.base(), **values, **commands),)

    pairs = (play, pause, stop, following, previous, mute, unmute)
    used = {pair.index for pair in facts.pairs if pair in pairs or (pair.use == Use.VOLUME and volume is facts)}
    return Part("media_player", (ref, volume_ref) if volume_ref != ref else (ref,), render, frozenset(used))


def _state(row: Row, facts: Facts) -> MediaPlayerState | None:
    words = words_of(row.status)
    if known := next((state for word, state in STATES.items() if word in words), None):
        return known
    by_use = {Use.PLAY: "playing", Use.PAUSE: "paused", Use.STOP: "stopped"}
    for use, word in by_use.items():
        if (pair := facts.pair(use)) and pair.value == row.value:
            return STATES[word]
    return None
