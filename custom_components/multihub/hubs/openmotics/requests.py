"""What OpenMotics is told; the mapping makes these, ``calls.py`` puts them into the wire's words.

Ids are the mapping's: the gateway's own number, or for what only the cloud knows ``cloud<number>``.
"""

from __future__ import annotations

from dataclasses import dataclass

from ...model import Request


@dataclass(frozen=True, slots=True)
class SetOutput(Request):
    """Switch an output; ``level`` in % for those that dim, ``timer`` in seconds until it goes off."""

    id: str
    on: bool
    level: int | None = None
    timer: int | None = None


@dataclass(frozen=True, slots=True)
class AllLightsOff(Request):
    """Turn off every output that is a light."""


@dataclass(frozen=True, slots=True)
class MoveShutter(Request):
    """Send a shutter ``up`` or ``down``, or ``stop`` it."""

    id: str
    direction: str


@dataclass(frozen=True, slots=True)
class PlaceShutter(Request):
    """Send a shutter to a step: 0 is open, the last one is closed. Only for shutters with steps."""

    id: str
    step: int


@dataclass(frozen=True, slots=True)
class MoveShutterGroup(Request):
    """Send a group of shutters ``up`` or ``down``, or ``stop`` it."""

    id: str
    direction: str


@dataclass(frozen=True, slots=True)
class SetTemperature(Request):
    """Ask a thermostat for a temperature in °C."""

    id: str
    temperature: float


@dataclass(frozen=True, slots=True)
class SetPreset(Request):
    """Put a thermostat on ``auto``, ``away``, ``vacation`` or ``party``."""

    id: str
    preset: str


@dataclass(frozen=True, slots=True)
class SetThermostatState(Request):
    """Switch a thermostat on or off, for ``heating`` or ``cooling``; ``group`` if its group must change for it."""

    id: str
    on: bool
    group: str | None = None
    mode: str | None = None


@dataclass(frozen=True, slots=True)
class SetThermostatMode(Request):
    """Have a whole thermostat group do ``heating`` or ``cooling``; it puts its thermostats on auto."""

    group: str
    mode: str


@dataclass(frozen=True, slots=True)
class SetVentilation(Request):
    """Have a ventilation unit blow at ``level`` (for ``timer`` seconds), or decide itself (``None``)."""

    id: str
    level: int | None
    timer: int | None = None


@dataclass(frozen=True, slots=True)
class RunGroupAction(Request):
    """Run a group action."""

    id: str


@dataclass(frozen=True, slots=True)
class RunBasicAction(Request):
    """Run a basic action of the master, by its codes."""

    action_type: int
    action_number: int


@dataclass(frozen=True, slots=True)
class FlashLed(Request):
    """Blink the lamp of an output (0), an input (1) or a sensor (2) on its module."""

    kind: int
    id: str


@dataclass(frozen=True, slots=True)
class Identify(Request):
    """Blink the gateway's own lamp."""
