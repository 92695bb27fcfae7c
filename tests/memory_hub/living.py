"""What plays, shows, cleans, guards and remembers in the house."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from homeassistant.components.alarm_control_panel import AlarmControlPanelState as Alarm, CodeFormat
from homeassistant.components.lawn_mower import LawnMowerActivity
from homeassistant.components.media_player import MediaPlayerDeviceClass, MediaPlayerState, RepeatMode
from homeassistant.components.number import NumberDeviceClass, NumberMode
from homeassistant.components.vacuum import VacuumActivity

from custom_components.multihub.model import (
    AlarmControlPanel,
    Calendar,
    CalendarItem,
    Camera,
    Command,
    Feature,
    Image,
    LawnMower,
    MediaPlayer,
    Number,
    Scene,
    Select,
    Siren,
    Text,
    Update,
    Vacuum,
)
from tests.fifth_hub.house import Become, becomes

from .words import DEVICE, choice, limits, sets

ZONE = ZoneInfo("Europe/Brussels")

ITEMS = (
    CalendarItem(
        "heat",
        "Heat the bathroom",
        start=datetime(2025, 1, 6, 6, 30, tzinfo=ZONE),
        end=datetime(2025, 1, 6, 8, 0, tzinfo=ZONE),
        recurrence="FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR",
        description="Every working day",
    ),
    CalendarItem("party", "Party", start=date(2025, 6, 21), end=date(2025, 6, 23)),
)


def _alarm() -> AlarmControlPanel:
    def arms(state: Alarm) -> Command:
        return Command(lambda code: Become(DEVICE, "alarm", {"state": state, "changed_by": code}))

    return AlarmControlPanel(
        key="alarm",
        name="Alarm",
        state=Alarm.DISARMED,
        code_format=CodeFormat.NUMBER,
        disarm=arms(Alarm.DISARMED),
        arm_home=arms(Alarm.ARMED_HOME),
        arm_away=arms(Alarm.ARMED_AWAY),
        arm_night=arms(Alarm.ARMED_NIGHT),
        arm_vacation=arms(Alarm.ARMED_VACATION),
        arm_custom_bypass=arms(Alarm.ARMED_CUSTOM_BYPASS),
        trigger=arms(Alarm.TRIGGERED),
    )


def _player() -> MediaPlayer:
    return MediaPlayer(
        key="player",
        name="Radio",
        device_class=MediaPlayerDeviceClass.SPEAKER,
        state=MediaPlayerState.PLAYING,
        volume=0.5,
        muted=False,
        shuffle=False,
        repeat=RepeatMode.OFF,
        source=choice("player", "source", "Radio", "Radio", "Tape"),
        title="Song",
        artist="Singer",
        album="Record",
        duration=180.4,
        position=12.0,
        position_updated=datetime(2025, 1, 1, tzinfo=UTC),
        turn_on=becomes("player", state=MediaPlayerState.IDLE),
        turn_off=becomes("player", state=MediaPlayerState.OFF),
        play=becomes("player", state=MediaPlayerState.PLAYING),
        pause=becomes("player", state=MediaPlayerState.PAUSED),
        stop=becomes("player", state=MediaPlayerState.IDLE),
        next=becomes("player", title="Next song"),
        previous=becomes("player", title="Song before"),
        set_volume=sets("player", lambda to: {"volume": to}),
        volume_up=becomes("player", volume=0.6),
        volume_down=becomes("player", volume=0.4),
        mute=sets("player", lambda to: {"muted": to}),
        set_shuffle=sets("player", lambda to: {"shuffle": to}),
        set_repeat=sets("player", lambda to: {"repeat": to}),
        seek=sets("player", lambda to: {"position": to}),
    )


def features() -> tuple[Feature, ...]:
    """One of each of these kinds."""
    return (
        _alarm(),
        Calendar(key="calendar", name="Schedule", items=ITEMS),
        Camera(key="camera", name="Camera", fetch=becomes("camera")),
        Image(key="image", name="Picture", fetch=becomes("image"), updated=datetime(2025, 1, 1, tzinfo=UTC)),
        LawnMower(
            key="mower",
            name="Mower",
            activity=LawnMowerActivity.DOCKED,
            start=becomes("mower", activity=LawnMowerActivity.MOWING),
            pause=becomes("mower", activity=LawnMowerActivity.PAUSED),
            dock=becomes("mower", activity=LawnMowerActivity.RETURNING),
        ),
        _player(),
        Number(
            key="number",
            name="Threshold",
            device_class=NumberDeviceClass.POWER,
            mode=NumberMode.BOX,
            range=limits("number", "range", 100, 0, 500, 0.5, "W"),
        ),
        Scene(key="scene", name="Evening", activate=becomes("scene")),
        Select(key="select", name="Programme", choice=choice("select", "choice", "wool", "wool", "silk")),
        Siren(
            key="siren",
            name="Siren",
            is_on=False,
            tones=("dog", "horn"),
            has_volume=True,
            has_duration=True,
            turn_on=becomes("siren", is_on=True),
            turn_off=becomes("siren", is_on=False),
        ),
        Text(
            key="text",
            name="Note",
            value="hello",
            min=1,
            max=1000,
            pattern="[a-z ]+",
            set=sets("text", lambda to: {"value": to}),
        ),
        Update(
            key="update",
            name="Firmware",
            installed="1.0",
            latest="1.1",
            title="Thing OS",
            release_url="https://example.org/1.1",
            install=becomes("update", in_progress=True, percentage=10),
        ),
        Vacuum(
            key="vacuum",
            name="Vacuum",
            activity=VacuumActivity.DOCKED,
            fan_speed=choice("vacuum", "fan_speed", "low", "low", "high"),
            start=becomes("vacuum", activity=VacuumActivity.CLEANING),
            stop=becomes("vacuum", activity=VacuumActivity.IDLE),
            pause=becomes("vacuum", activity=VacuumActivity.PAUSED),
            return_home=becomes("vacuum", activity=VacuumActivity.RETURNING),
            clean_spot=becomes("vacuum", activity=VacuumActivity.CLEANING),
            locate=becomes("vacuum"),
        ),
    )
