"""Players of any kind (protocol page, section 3.3)."""

from __future__ import annotations

from datetime import datetime

from homeassistant.components.media_player import MediaPlayerState, RepeatMode

from ....model import Command, Feature, MediaPlayer
from ..requests import Write
from .classes import ClassRow
from .parts import (
    Made,
    adjustable,
    choice,
    choosable,
    from_percent,
    made,
    percent,
    press,
    put,
    setting,
    switch_to,
    switchable,
)
from .wire import NUMBER, STRING, UPDATED, Capability, Values, WireDevice, boolean, moment, number, text

REPEAT = {"none": RepeatMode.OFF, "track": RepeatMode.ONE, "playlist": RepeatMode.ALL}
REPEAT_IDS = {mode: word for word, mode in REPEAT.items()}


def make(device: WireDevice, kind: ClassRow) -> Made | None:
    """A player: what plays, has a volume, or a source to choose."""
    onoff, playing = switchable(device, "onoff"), switchable(device, "speaker_playing")
    volume, source = adjustable(device, "volume_set"), choosable(device, "media_input")
    if not (playing or volume or source or switchable(device, "volume_up")):
        return None
    muted, shuffle = switchable(device, "volume_mute"), switchable(device, "speaker_shuffle")
    repeat = choosable(device, "speaker_repeat")
    louder, softer = switchable(device, "volume_up"), switchable(device, "volume_down")
    stop = switchable(device, "speaker_stop")
    following = switchable(device, "speaker_next") or switchable(device, "channel_up")
    previous = switchable(device, "speaker_prev") or switchable(device, "channel_down")
    track, artist = device.capability("speaker_track", STRING), device.capability("speaker_artist", STRING)
    album = device.capability("speaker_album", STRING)
    duration, position = device.capability("speaker_duration", NUMBER), device.capability("speaker_position", NUMBER)

    def build(values: Values) -> Feature:
        return MediaPlayer(
            key="media_player",
            name=None,
            state=_state(onoff, playing, values),
            device_class=kind.player,
            volume=_volume(volume, values),
            muted=boolean(values.get(muted.id)) if muted else None,
            shuffle=boolean(values.get(shuffle.id)) if shuffle else None,
            repeat=REPEAT.get(str(values.get(repeat.id))) if repeat else None,
            source=choice(device, source, values) if source else None,
            title=_text(track, values),
            artist=_text(artist, values),
            album=_text(album, values),
            duration=number(values.get(duration.id)) if duration else None,
            position=number(values.get(position.id)) if position else None,
            position_updated=_time(position, values),
            turn_on=switch_to(device, onoff, True),
            turn_off=switch_to(device, onoff, False),
            play=switch_to(device, playing, True),
            pause=switch_to(device, playing, False),
            stop=press(device, stop),
            next=press(device, following),
            previous=press(device, previous),
            set_volume=_set_volume(device, volume),
            volume_up=press(device, louder),
            volume_down=press(device, softer),
            mute=setting(device, muted) if muted else None,
            set_shuffle=setting(device, shuffle) if shuffle else None,
            set_repeat=_set_repeat(device, repeat),
        )

    return made(
        build, onoff, playing, volume, source, muted, shuffle, repeat, louder, softer, stop, following, previous,
        track, artist, album, duration, position, timed=position,
    )  # fmt: skip


def _state(onoff: Capability | None, playing: Capability | None, values: Values) -> MediaPlayerState | None:
    is_on = boolean(values.get(onoff.id)) if onoff else None
    plays = boolean(values.get(playing.id)) if playing else None
    if is_on is False:
        return MediaPlayerState.OFF
    if plays is not None:
        return MediaPlayerState.PLAYING if plays else MediaPlayerState.PAUSED
    if is_on:
        return MediaPlayerState.ON
    return None if onoff or playing else MediaPlayerState.ON


def _volume(volume: Capability | None, values: Values) -> float | None:
    level = percent(volume, values) if volume else None
    return None if level is None else level / 100


def _set_volume(device: WireDevice, volume: Capability | None) -> Command | None:
    if volume is None:
        return None
    return Command(lambda level: put(device, Write(volume.id, from_percent(volume, level * 100))))


def _set_repeat(device: WireDevice, repeat: Capability | None) -> Command | None:
    if repeat is None:
        return None
    return Command(lambda mode: put(device, Write(repeat.id, REPEAT_IDS[RepeatMode(mode)])))


def _text(capability: Capability | None, values: Values) -> str | None:
    return text(values.get(capability.id)) if capability else None


def _time(capability: Capability | None, values: Values) -> datetime | None:
    return moment(values.get(capability.id + UPDATED)) if capability else None
