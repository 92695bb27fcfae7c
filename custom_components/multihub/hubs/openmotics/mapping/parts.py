"""What an OpenMotics house is made of, whoever told of it: the gateway or a cloud.

A part's id is the gateway's own number as text, which the clouds know as ``local_id``; what only a
cloud knows has ``cloud`` before its number. ``state`` names the fields that change all the time;
configurations come without them. Empty slots are no parts.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar, Final

HEATING: Final = "heating"
COOLING: Final = "cooling"
"""What a thermostat group does, in the gateway's words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One thing of the house; ``room`` is the name of the room that it is in, ``floor`` of the floor."""

    state: ClassVar[tuple[str, ...]] = ()

    id: str
    name: str = ""
    room: str | None = None
    floor: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Output(Part):
    """A relay or dimmer; ``kind`` is a word of ``outputs.KINDS``, ``level`` in %."""

    state: ClassVar = ("is_on", "level", "locked")

    kind: str
    dims: bool = False
    module: str | None = None
    """The place of the module that it is on, if that one can fall silent."""
    is_on: bool | None = None
    level: int | None = None
    locked: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Lamp(Output):
    """A light that hangs on no relay or dimmer of the gateway; only the cloud of today knows it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shutter(Part):
    """A shutter; with ``steps`` it knows positions, from 0 (open) to ``steps`` - 1 (closed)."""

    state: ClassVar = ("moves", "position", "last_change")

    steps: int | None = None
    groups: tuple[str, ...] = ()
    moves: str | None = None
    """``going_up``, ``going_down``, ``stopped``, ``up`` or ``down``."""
    position: int | None = None
    last_change: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Thermostat(Part):
    """A thermostat; temperatures in °C, ``steering`` (how far its valve is open) in %."""

    state: ClassVar = ("is_on", "preset", "mode", "current", "target", "steering")

    group: str | None = None
    heats: bool = True
    cools: bool = False
    is_on: bool | None = None
    preset: str | None = None
    mode: str | None = None
    current: float | None = None
    target: float | None = None
    steering: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ThermostatGroup(Part):
    """Thermostats that heat or cool together; ``mode`` is ``heating`` or ``cooling``."""

    state: ClassVar = ("mode",)

    heats: bool = True
    cools: bool = False
    mode: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sensor(Part):
    """One measured quantity, in the gateway's words for quantity and unit."""

    state: ClassVar = ("value",)

    quantity: str
    unit: str | None = None
    source: str | None = None
    external: str | None = None
    led: str | None = None
    """The number by which its module blinks, if it is on one."""
    optional: bool = False
    """Whether it is no sensor at all as long as it has no value."""
    value: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Input(Part):
    """A button or contact; ``module`` as an output's."""

    state: ClassVar = ("pressed",)

    module: str | None = None
    pressed: bool | None = None


MOST_CLAMPS: Final = 12
"""No energy module has more."""


def clamps_of(version: int | None) -> int:
    """How many clamps an energy module has: its version says so."""
    return min(version or 0, MOST_CLAMPS)


@dataclass(frozen=True, slots=True, kw_only=True)
class EnergyModule(Part):
    """An energy module; ``circuits`` are its clamps with a name, by their number."""

    state: ClassVar = ("answers",)

    address: str | None = None
    version: int | None = None
    circuits: tuple[tuple[int, str], ...] = ()
    answers: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Circuit(Part):
    """What one clamp measures: V, Hz, A, W, and Wh by day and by night. Its id is module and clamp."""

    state: ClassVar = ("voltage", "frequency", "current", "power", "day", "night")

    module: str
    voltage: float | None = None
    frequency: float | None = None
    current: float | None = None
    power: float | None = None
    day: float | None = None
    night: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PulseCounter(Part):
    """A counter of pulses; ``place`` is where the gateway tells its count."""

    state: ClassVar = ("count",)

    place: int = 0

    count: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupAction(Part):
    """A row of actions to run; ``in_app`` is whether the vendor's app shows it."""

    in_app: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Ventilation(Part):
    """A ventilation unit: ``level`` is from 0 to ``levels``, ``remaining`` in seconds."""

    state: ClassVar = ("mode", "level", "remaining", "connected")

    levels: int
    vendor: str | None = None
    model: str | None = None
    serial: str | None = None
    mode: str | None = None
    level: int | None = None
    remaining: float | None = None
    connected: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Schedule(Part):
    """Something that the gateway does by the clock; ``repeat`` in cron's five fields, times in epoch seconds."""

    kind: str | None = None
    start: float | None = None
    repeat: str | None = None
    end: float | None = None
    next_run: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Gateway(Part):
    """The gateway itself."""

    state: ClassVar = ("master_online", "cloud_connected", "master_last_success")

    version: str | None = None
    master_version: str | None = None
    platform: str | None = None
    hardware: str | None = None
    mac: str | None = None
    serial: str | None = None
    timezone: str | None = None
    online: bool = True
    master_online: bool | None = None
    cloud_connected: bool | None = None
    master_last_success: float | None = None


GATEWAY: Final = "gateway"
"""The id of the one gateway, as a part and as a device."""


@dataclass(frozen=True, slots=True)
class Change:
    """New values for the state of one part."""

    kind: type[Part]
    id: str
    values: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Pressed:
    """An input was pressed (or released), told by an event: not a state that was read."""

    id: str
    on: bool
    momentary: bool = False
    """Whether only the press is ever told."""


@dataclass(frozen=True, slots=True)
class Abilities:
    """What the way in lets us do."""

    control: bool = True
    """Commands are allowed."""
    identify: bool = True
    """Lamps can be made to blink."""
    ventilation: bool = True
    """Ventilation can be set."""
    presses: bool = True
    """It is told when an input is pressed."""
    releases: bool = True
    """It is told when an input is released."""
