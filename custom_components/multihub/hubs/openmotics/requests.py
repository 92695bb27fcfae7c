"""What OpenMotics is told; the mapping makes these, ``calls.py`` puts them into the wire's words.

Ids are the mapping's: the gateway's own number, or for what only the cloud knows ``cloud<number>``.
"""

from __future__ import annotations

from dataclasses import dataclass

from ...model import Request


@dataclass(frozen=True, slots=True)
class OnPart(Request):
    """Something that is done with one part of the house; of several that wait only the last is done."""

    id: str


@dataclass(frozen=True, slots=True)
class SetOutput(OnPart):
    """Switch an output; ``level`` in % for those that dim, ``timer`` in seconds until it goes off."""

    on: bool
    level: int | None = None
    timer: int | None = None


@dataclass(frozen=True, slots=True)
class SetLamp(SetOutput):
    """The same with a light that is no output of the gateway."""


@dataclass(frozen=True, slots=True)
class AllLightsOff(Request):
    """Turn off every output that is a light."""


@dataclass(frozen=True, slots=True)
class MoveShutter(OnPart):
    """Send a shutter ``up`` or ``down``, or ``stop`` it."""

    direction: str


@dataclass(frozen=True, slots=True)
class MoveShutterGroup(MoveShutter):
    """The same with a group of shutters."""


@dataclass(frozen=True, slots=True)
class PlaceShutter(OnPart):
    """Send a shutter to a step: 0 is open, the last one is closed. Only for shutters with steps."""

    step: int


@dataclass(frozen=True, slots=True)
class SetTemperature(OnPart):
    """Ask a thermostat for a temperature in °C."""

    temperature: float


@dataclass(frozen=True, slots=True)
class SetPreset(OnPart):
    """Put a thermostat on ``auto``, ``away``, ``vacation`` or ``party``."""

    preset: str


@dataclass(frozen=True, slots=True)
class SetThermostatState(OnPart):
    """Switch a thermostat on or off, for ``heating`` or ``cooling``; ``group`` if its group must change for it."""

    on: bool
    group: str | None = None
    mode: str | None = None


@dataclass(frozen=True, slots=True)
class SetThermostatMode(Request):
    """Have a whole thermostat group do ``heating`` or ``cooling``; it puts its thermostats on auto."""

    group: str
    mode: str


@dataclass(frozen=True, slots=True)
class SetVentilation(OnPart):
    """Have a ventilation unit blow at ``level`` (for ``timer`` seconds), or decide itself (``None``)."""

    level: int | None
    timer: int | None = None


@dataclass(frozen=True, slots=True)
class RunGroupAction(Request):
    """Run a group action; each time that it is asked for."""

    id: str


@dataclass(frozen=True, slots=True)
class RunBasicAction(Request):
    """Run a basic action of the master, by its codes."""

    action_type: int
    action_number: int


@dataclass(frozen=True, slots=True)
class FlashLed(Request):
    """Blink the lamp of an output (0), an input (1) or a sensor (2) on its module, by the master's number."""

    kind: int
    id: str


@dataclass(frozen=True, slots=True)
class Identify(Request):
    """Blink the gateway's own lamp."""
