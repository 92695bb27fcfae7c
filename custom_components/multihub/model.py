"""What a hub is translated into: devices made of features.

Plain, frozen data in Home Assistant's own words, without input or output. What a feature can do
follows from its commands, choices and ranges alone: a command that is there can be sent. A value of
``None`` is unknown; whether a device can be reached stands in ``Device.available``.

The file is a table, and long as tables are: a class without methods for each of Home Assistant's
platforms, so that what a feature may have stands in one place.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, ClassVar

from homeassistant.const import EntityCategory, Platform
from homeassistant.helpers.typing import UNDEFINED, UndefinedType

if TYPE_CHECKING:
    from datetime import date, datetime
    from decimal import Decimal

    from homeassistant.components.alarm_control_panel import AlarmControlPanelState, CodeFormat
    from homeassistant.components.binary_sensor import BinarySensorDeviceClass
    from homeassistant.components.button import ButtonDeviceClass
    from homeassistant.components.climate import HVACAction
    from homeassistant.components.cover import CoverDeviceClass, CoverState
    from homeassistant.components.event import EventDeviceClass
    from homeassistant.components.humidifier import HumidifierAction, HumidifierDeviceClass
    from homeassistant.components.lawn_mower import LawnMowerActivity
    from homeassistant.components.light import ColorMode
    from homeassistant.components.media_player import (
        MediaPlayerDeviceClass,
        MediaPlayerState,
        RepeatMode,
    )
    from homeassistant.components.number import NumberDeviceClass, NumberMode
    from homeassistant.components.sensor import SensorDeviceClass, SensorStateClass
    from homeassistant.components.switch import SwitchDeviceClass
    from homeassistant.components.vacuum import VacuumActivity
    from homeassistant.components.valve import ValveDeviceClass, ValveState


class Request:
    """What a hub is told: each hub has its own frozen dataclasses of this kind."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Command:
    """Turns Home Assistant's arguments into the hub's own request; pure.

    Commands are equal whatever they do: a command that comes or goes is a change, its code is not.
    """

    request: Callable[..., Request] = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Choice:
    """One of several options; ``set`` takes the option."""

    value: str | None
    options: tuple[str, ...]
    set: Command | None = None


@dataclass(frozen=True, slots=True)
class Range:
    """A number between two limits, in ``unit``; ``set`` takes the number."""

    value: float | None
    min: float
    max: float
    step: float = 1
    unit: str | None = None
    set: Command | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Feature:
    """One thing that a device has: an entity.

    ``key`` is unique within the device and stable for ever, since it is part of the unique id.
    ``name`` is ``None`` for the device's main feature, text for the hub's or the user's own words,
    and undefined where the translation key or the device class names it.
    ``needs_connection`` is false for what can be told even while the hub is out of reach.
    """

    platform: ClassVar[Platform]

    key: str
    name: str | UndefinedType | None = UNDEFINED
    translation_key: str | None = None
    translation_placeholders: Mapping[str, str] | None = None
    category: EntityCategory | None = None
    enabled_by_default: bool = True
    assumed_state: bool = False
    needs_connection: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class AlarmControlPanel(Feature):
    """An alarm panel; its commands take the code as ``code`` (text or ``None``)."""

    platform: ClassVar = Platform.ALARM_CONTROL_PANEL

    state: AlarmControlPanelState | None
    changed_by: str | None = None
    code_format: CodeFormat | None = None
    code_arm_required: bool = False
    disarm: Command | None = None
    arm_home: Command | None = None
    arm_away: Command | None = None
    arm_night: Command | None = None
    arm_vacation: Command | None = None
    arm_custom_bypass: Command | None = None
    trigger: Command | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class BinarySensor(Feature):
    """Something that is or is not."""

    platform: ClassVar = Platform.BINARY_SENSOR

    is_on: bool | None
    device_class: BinarySensorDeviceClass | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Button(Feature):
    """Something to press; ``press`` takes nothing."""

    platform: ClassVar = Platform.BUTTON

    press: Command
    device_class: ButtonDeviceClass | None = None


@dataclass(frozen=True, slots=True)
class CalendarItem:
    """One appointment, or with ``recurrence`` (an RFC 5545 RRULE) a series of them.

    ``start`` and ``end`` are both times with the time zone in which the series recurs (its summer
    time included), or both days, the end not included, for what lasts all day.
    """

    uid: str
    summary: str
    start: date
    end: date
    recurrence: str | None = None
    description: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Calendar(Feature):
    """Appointments; the platform unfolds the recurring ones."""

    platform: ClassVar = Platform.CALENDAR

    items: tuple[CalendarItem, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Camera(Feature):
    """A camera of still images; the answer to ``fetch`` is the image's bytes."""

    platform: ClassVar = Platform.CAMERA

    fetch: Command


@dataclass(frozen=True, slots=True, kw_only=True)
class Climate(Feature):
    """A room or device that heats or cools; temperatures in ``unit`` (°C or °F), humidity in %.

    The options of ``mode`` are Home Assistant's HVAC modes. ``turn_on`` and ``turn_off`` are for
    devices that have them besides their modes.
    """

    platform: ClassVar = Platform.CLIMATE

    unit: str
    current: float | None
    mode: Choice
    target: Range | None = None
    low: Range | None = None
    high: Range | None = None
    humidity: float | None = None
    target_humidity: Range | None = None
    action: HVACAction | None = None
    preset: Choice | None = None
    fan: Choice | None = None
    swing: Choice | None = None
    swing_horizontal: Choice | None = None
    turn_on: Command | None = None
    turn_off: Command | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Cover(Feature):
    """A cover; positions in % (0 closed, 100 open), ``moving`` is opening, closing or ``None``.

    ``set_position`` and ``set_tilt_position`` take the position.
    """

    platform: ClassVar = Platform.COVER

    is_closed: bool | None
    position: int | None = None
    tilt_position: int | None = None
    moving: CoverState | None = None
    device_class: CoverDeviceClass | None = None
    open: Command | None = None
    close: Command | None = None
    stop: Command | None = None
    set_position: Command | None = None
    open_tilt: Command | None = None
    close_tilt: Command | None = None
    stop_tilt: Command | None = None
    set_tilt_position: Command | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Event(Feature):
    """Something that happens; what happens comes through the sink."""

    platform: ClassVar = Platform.EVENT

    event_types: tuple[str, ...]
    device_class: EventDeviceClass | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Fan(Feature):
    """A fan; speed in % with ``speed_count`` steps.

    ``turn_on`` takes ``percentage`` and ``preset_mode`` (each may be ``None``), ``set_percentage``
    the speed, ``oscillate`` a bool, ``set_direction`` forward or reverse.
    """

    platform: ClassVar = Platform.FAN

    is_on: bool | None
    percentage: int | None = None
    speed_count: int = 100
    preset: Choice | None = None
    oscillating: bool | None = None
    direction: str | None = None
    turn_on: Command | None = None
    turn_off: Command | None = None
    set_percentage: Command | None = None
    oscillate: Command | None = None
    set_direction: Command | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Humidifier(Feature):
    """A humidifier or dehumidifier; humidity in %."""

    platform: ClassVar = Platform.HUMIDIFIER

    is_on: bool | None
    current: float | None = None
    target: Range | None = None
    mode: Choice | None = None
    action: HumidifierAction | None = None
    device_class: HumidifierDeviceClass | None = None
    turn_on: Command | None = None
    turn_off: Command | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Image(Feature):
    """A picture that changes now and then; the answer to ``fetch`` is its bytes."""

    platform: ClassVar = Platform.IMAGE

    fetch: Command
    updated: datetime | None
    content_type: str = "image/jpeg"


@dataclass(frozen=True, slots=True, kw_only=True)
class LawnMower(Feature):
    """A mower."""

    platform: ClassVar = Platform.LAWN_MOWER

    activity: LawnMowerActivity | None
    start: Command | None = None
    pause: Command | None = None
    dock: Command | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Light(Feature):
    """A light; brightness 0-255, ``hs`` in degrees and %, ``kelvin`` within its limits.

    ``turn_on`` takes all at once, each ``None`` where it is not asked for: ``brightness``, ``hs``,
    ``rgb``, ``rgbw``, ``kelvin``, ``effect``, ``transition`` (seconds); ``turn_off`` takes ``transition``.
    The options of ``effect`` are the effects; its own command is not used.
    """

    platform: ClassVar = Platform.LIGHT

    is_on: bool | None
    color_modes: frozenset[ColorMode]
    color_mode: ColorMode | None = None
    brightness: int | None = None
    hs: tuple[float, float] | None = None
    rgb: tuple[int, int, int] | None = None
    rgbw: tuple[int, int, int, int] | None = None
    kelvin: int | None = None
    min_kelvin: int = 2000
    max_kelvin: int = 6535
    effect: Choice | None = None
    transition: bool = False
    turn_on: Command | None = None
    turn_off: Command | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Lock(Feature):
    """A lock; its commands take the code as ``code`` (text or ``None``), its form is ``code_format``.

    ``code_format`` is a regular expression, or ``None`` where no code is asked for.
    """

    platform: ClassVar = Platform.LOCK

    is_locked: bool | None
    is_locking: bool = False
    is_unlocking: bool = False
    is_open: bool = False
    is_opening: bool = False
    is_jammed: bool = False
    code_format: str | None = None
    lock: Command | None = None
    unlock: Command | None = None
    open: Command | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MediaPlayer(Feature):
    """A player; volume 0-1, duration and position in seconds.

    ``set_volume`` and ``seek`` take a number, ``mute`` and ``set_shuffle`` a bool, ``set_repeat`` a
    repeat mode; the others take nothing.
    """

    platform: ClassVar = Platform.MEDIA_PLAYER

    state: MediaPlayerState | None
    device_class: MediaPlayerDeviceClass | None = None
    volume: float | None = None
    muted: bool | None = None
    shuffle: bool | None = None
    repeat: RepeatMode | None = None
    source: Choice | None = None
    title: str | None = None
    artist: str | None = None
    album: str | None = None
    duration: float | None = None
    position: float | None = None
    position_updated: datetime | None = None
    turn_on: Command | None = None
    turn_off: Command | None = None
    play: Command | None = None
    pause: Command | None = None
    stop: Command | None = None
    next: Command | None = None
    previous: Command | None = None
    set_volume: Command | None = None
    volume_up: Command | None = None
    volume_down: Command | None = None
    mute: Command | None = None
    set_shuffle: Command | None = None
    set_repeat: Command | None = None
    seek: Command | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Number(Feature):
    """A number to set."""

    platform: ClassVar = Platform.NUMBER

    range: Range
    device_class: NumberDeviceClass | None = None
    mode: NumberMode | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene(Feature):
    """A scene; ``activate`` takes nothing."""

    platform: ClassVar = Platform.SCENE

    activate: Command


@dataclass(frozen=True, slots=True, kw_only=True)
class Select(Feature):
    """One of several options to set."""

    platform: ClassVar = Platform.SELECT

    choice: Choice


@dataclass(frozen=True, slots=True, kw_only=True)
class Sensor(Feature):
    """A value to read, in ``unit``; ``precision`` is the number of decimals to show."""

    platform: ClassVar = Platform.SENSOR

    value: str | int | float | Decimal | date | datetime | None
    unit: str | None = None
    device_class: SensorDeviceClass | None = None
    state_class: SensorStateClass | None = None
    options: tuple[str, ...] | None = None
    precision: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Siren(Feature):
    """A siren; ``turn_on`` takes ``tone``, ``volume`` (0-1) and ``duration`` (seconds), each may be ``None``.

    What of the three it understands stands in ``tones``, ``has_volume`` and ``has_duration``.
    """

    platform: ClassVar = Platform.SIREN

    is_on: bool | None
    tones: tuple[str, ...] = ()
    has_volume: bool = False
    has_duration: bool = False
    turn_on: Command | None = None
    turn_off: Command | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Switch(Feature):
    """Something to switch on and off."""

    platform: ClassVar = Platform.SWITCH

    is_on: bool | None
    device_class: SwitchDeviceClass | None = None
    turn_on: Command | None = None
    turn_off: Command | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Text(Feature):
    """A text to set; ``set`` takes it."""

    platform: ClassVar = Platform.TEXT

    value: str | None
    min: int = 0
    max: int = 255
    pattern: str | None = None
    is_password: bool = False
    set: Command | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Update(Feature):
    """Firmware; ``install`` takes nothing. ``percentage`` is how much of it is done while it is in progress."""

    platform: ClassVar = Platform.UPDATE

    installed: str | None
    latest: str | None
    in_progress: bool = False
    percentage: int | None = None
    title: str | None = None
    release_url: str | None = None
    install: Command | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Vacuum(Feature):
    """A vacuum cleaner."""

    platform: ClassVar = Platform.VACUUM

    activity: VacuumActivity | None
    fan_speed: Choice | None = None
    start: Command | None = None
    stop: Command | None = None
    pause: Command | None = None
    return_home: Command | None = None
    clean_spot: Command | None = None
    locate: Command | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Valve(Feature):
    """A valve; position in % (0 closed, 100 open) where ``reports_position``."""

    platform: ClassVar = Platform.VALVE

    is_closed: bool | None
    position: int | None = None
    reports_position: bool = False
    moving: ValveState | None = None
    device_class: ValveDeviceClass | None = None
    open: Command | None = None
    close: Command | None = None
    stop: Command | None = None
    set_position: Command | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class WaterHeater(Feature):
    """Hot water; temperatures in ``unit``. The options of ``mode`` are Home Assistant's operations."""

    platform: ClassVar = Platform.WATER_HEATER

    unit: str
    current: float | None = None
    target: Range | None = None
    mode: Choice | None = None
    turn_on: Command | None = None
    turn_off: Command | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Weather(Feature):
    """The weather of now: °C, %, hPa, km/h, degrees."""

    platform: ClassVar = Platform.WEATHER

    condition: str | None
    temperature: float | None = None
    humidity: float | None = None
    pressure: float | None = None
    wind_speed: float | None = None
    wind_bearing: float | str | None = None
    attribution: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Device:
    """One device of a hub, or the hub itself.

    ``area`` is the hub's own word for where it is, ``floor`` for the floor of that. ``parent`` is another device's id; a device
    without one hangs on the hub. ``mac`` is a network address that other integrations may know too.
    """

    id: str
    name: str
    features: tuple[Feature, ...] = ()
    available: bool = True
    manufacturer: str | None = None
    model: str | None = None
    model_id: str | None = None
    sw_version: str | None = None
    hw_version: str | None = None
    serial: str | None = None
    mac: str | None = None
    area: str | None = None
    floor: str | None = None
    parent: str | None = None
    configuration_url: str | None = None
    is_service: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class HubInfo:
    """Who the hub is: ``hub_id`` is set once and never changes, ``device_id`` is its own device's id."""

    hub_id: str
    device_id: str
    name: str
