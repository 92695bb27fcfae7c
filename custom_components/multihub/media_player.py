"""Players."""

from __future__ import annotations

from datetime import datetime

from homeassistant.components.media_player import (
    MediaPlayerDeviceClass,
    MediaPlayerEntity,
    MediaPlayerEntityFeature,
    MediaPlayerState,
    RepeatMode,
)
from homeassistant.const import Platform
from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from .coordinator import MultihubConfigEntry
from .entity import HubEntity, chosen, options, setup_platform, supported
from .model import MediaPlayer

PARALLEL_UPDATES = 0

_FEATURES = {
    "turn_on": MediaPlayerEntityFeature.TURN_ON,
    "turn_off": MediaPlayerEntityFeature.TURN_OFF,
    "play": MediaPlayerEntityFeature.PLAY,
    "pause": MediaPlayerEntityFeature.PAUSE,
    "stop": MediaPlayerEntityFeature.STOP,
    "next": MediaPlayerEntityFeature.NEXT_TRACK,
    "previous": MediaPlayerEntityFeature.PREVIOUS_TRACK,
    "set_volume": MediaPlayerEntityFeature.VOLUME_SET,
    "volume_up": MediaPlayerEntityFeature.VOLUME_STEP,
    "mute": MediaPlayerEntityFeature.VOLUME_MUTE,
    "set_shuffle": MediaPlayerEntityFeature.SHUFFLE_SET,
    "set_repeat": MediaPlayerEntityFeature.REPEAT_SET,
    "seek": MediaPlayerEntityFeature.SEEK,
    "source": MediaPlayerEntityFeature.SELECT_SOURCE,
}


async def async_setup_entry(
    hass: HomeAssistant, entry: MultihubConfigEntry, async_add_entities: AddConfigEntryEntitiesCallback
) -> None:
    """Make the players of one hub."""
    setup_platform(entry, Platform.MEDIA_PLAYER, HubMediaPlayer, async_add_entities)


class HubMediaPlayer(HubEntity[MediaPlayer], MediaPlayerEntity):
    """A player of sound or pictures."""

    @property
    def device_class(self) -> MediaPlayerDeviceClass | None:
        """Speaker, receiver or television."""
        return self.feature.device_class

    @property
    def supported_features(self) -> MediaPlayerEntityFeature:
        """What there are commands for."""
        return supported(self.feature, _FEATURES, MediaPlayerEntityFeature(0))

    @property
    def state(self) -> MediaPlayerState | None:
        """On, off, playing, paused or idle."""
        return self.feature.state

    @property
    def volume_level(self) -> float | None:
        """0 to 1."""
        return self.feature.volume

    @property
    def is_volume_muted(self) -> bool | None:
        """Whether it is silent."""
        return self.feature.muted

    @property
    def shuffle(self) -> bool | None:
        """Whether it plays in any order."""
        return self.feature.shuffle

    @property
    def repeat(self) -> RepeatMode | None:
        """What it begins again."""
        return self.feature.repeat

    @property
    def source(self) -> str | None:
        """The source in use."""
        return chosen(self.feature.source)

    @property
    def source_list(self) -> list[str] | None:
        """The sources."""
        return options(self.feature.source)

    @property
    def media_title(self) -> str | None:
        """What it plays."""
        return self.feature.title

    @property
    def media_artist(self) -> str | None:
        """Whose it is."""
        return self.feature.artist

    @property
    def media_album_name(self) -> str | None:
        """What it is part of."""
        return self.feature.album

    @property
    def media_duration(self) -> int | None:
        """Its length in seconds."""
        return _seconds(self.feature.duration)

    @property
    def media_position(self) -> int | None:
        """Seconds that were played at ``media_position_updated_at``."""
        return _seconds(self.feature.position)

    @property
    def media_position_updated_at(self) -> datetime | None:
        """When the position was true."""
        return self.feature.position_updated

    async def async_turn_on(self) -> None:
        """Switch on."""
        await self._send(self.feature.turn_on)

    async def async_turn_off(self) -> None:
        """Switch off."""
        await self._send(self.feature.turn_off)

    async def async_media_play(self) -> None:
        """Play."""
        await self._send(self.feature.play)

    async def async_media_pause(self) -> None:
        """Pause."""
        await self._send(self.feature.pause)

    async def async_media_stop(self) -> None:
        """Stop."""
        await self._send(self.feature.stop)

    async def async_media_next_track(self) -> None:
        """Go on with the next one."""
        await self._send(self.feature.next)

    async def async_media_previous_track(self) -> None:
        """Go back to the one before."""
        await self._send(self.feature.previous)

    async def async_set_volume_level(self, volume: float) -> None:
        """Choose the volume."""
        await self._send(self.feature.set_volume, volume)

    async def async_volume_up(self) -> None:
        """Make it louder, by the player's own step where it has one."""
        if self.feature.volume_up:
            await self._send(self.feature.volume_up)
        else:
            await super().async_volume_up()

    async def async_volume_down(self) -> None:
        """Make it softer, by the player's own step where it has one."""
        if self.feature.volume_down:
            await self._send(self.feature.volume_down)
        else:
            await super().async_volume_down()

    async def async_mute_volume(self, mute: bool) -> None:
        """Make it silent, or not."""
        await self._send(self.feature.mute, mute)

    async def async_set_shuffle(self, shuffle: bool) -> None:
        """Play in any order, or in theirs."""
        await self._send(self.feature.set_shuffle, shuffle)

    async def async_set_repeat(self, repeat: RepeatMode) -> None:
        """Begin again: nothing, one or all."""
        await self._send(self.feature.set_repeat, repeat)

    async def async_media_seek(self, position: float) -> None:
        """Go to this second."""
        await self._send(self.feature.seek, position)

    async def async_select_source(self, source: str) -> None:
        """Choose a source."""
        await self._choose(self.feature.source, source)


def _seconds(seconds: float | None) -> int | None:
    return None if seconds is None else round(seconds)
