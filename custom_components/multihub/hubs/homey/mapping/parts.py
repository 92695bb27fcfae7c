"""Parts: the unit of mapping. A part says which values it reads, and makes one feature of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from homeassistant.const import UnitOfTemperature

from ....model import Choice, Command, Feature, Range
from ..requests import SetCapabilities, Write
from .classes import ClassRow
from .units import unit_of
from .wire import BOOLEAN, ENUM, NUMBER, UPDATED, Capability, Values, WireDevice, number, option

type Build = Callable[[Values], Feature]


@dataclass(frozen=True, slots=True)
class Part:
    """One feature in the making: mapped again when one of its sources changes."""

    sources: tuple[str, ...]
    build: Build


@dataclass(frozen=True, slots=True)
class Made:
    """What a maker has made of a device, and the capabilities that it has taken for it."""

    parts: tuple[Part, ...]
    taken: frozenset[str]


type Maker = Callable[[WireDevice, ClassRow], Made | None]


def made(build: Build, *sources: Capability | None, keep: Iterable[str] = (), timed: Capability | None = None) -> Made:
    """One part of these capabilities; those of ``keep`` are read, and stand alone all the same.

    Of the one that is ``timed`` it reads the time of its value, too.
    """
    ids = tuple(source.id for source in sources if source)
    times = (timed.id + UPDATED,) if timed else ()
    return Made((Part((*ids, *times), build),), frozenset(ids) - frozenset(keep))


def switchable(device: WireDevice, capability_id: str) -> Capability | None:
    """A boolean that can be set."""
    return device.capability(capability_id, BOOLEAN, setable=True)


def adjustable(device: WireDevice, capability_id: str) -> Capability | None:
    """A number that can be set."""
    return device.capability(capability_id, NUMBER, setable=True)


def choosable(device: WireDevice, capability_id: str) -> Capability | None:
    """An enumeration that can be set, with something to choose from."""
    found = device.capability(capability_id, ENUM, setable=True)
    return found if found and found.options else None


# Requests


def put(device: WireDevice, *writes: Write) -> SetCapabilities:
    """Values for a device's capabilities, one after the other."""
    return SetCapabilities(device.id, writes)


def fixed(device: WireDevice, *writes: Write) -> Command:
    """A command without arguments."""
    return Command(lambda: put(device, *writes))


def press(device: WireDevice, capability: Capability | None) -> Command | None:
    """Press a button, if there is one."""
    return fixed(device, Write(capability.id, True)) if capability else None


def switch_to(device: WireDevice, capability: Capability | None, value: bool) -> Command | None:
    """Set a boolean, if there is one."""
    return fixed(device, Write(capability.id, value)) if capability else None


def choose(device: WireDevice, capability: Capability | None, wanted: str) -> Command | None:
    """Set an enumeration to one of its options, if it has that one."""
    return fixed(device, Write(capability.id, wanted)) if capability and wanted in capability.options else None


def setting(device: WireDevice, capability: Capability) -> Command:
    """Set a boolean, an option or a text to the argument."""
    return Command(lambda value: put(device, Write(capability.id, value)))


def amount(device: WireDevice, capability: Capability, divisor: float = 1) -> Command:
    """Set a number to the argument, which is ``divisor`` times what the wire has."""
    return Command(lambda value: put(device, Write(capability.id, capability.written(value / divisor))))


# Values


def percent(capability: Capability, values: Values) -> int | None:
    """A number as whole percent of its range."""
    value = number(values.get(capability.id))
    if value is None:
        return None
    low, high = _ends(capability)
    return round(100 * min(1, max(0, (value - low) / (high - low)))) if high > low else None


def from_percent(capability: Capability, value: float) -> float:
    """What the wire has for this percentage."""
    low, high = _ends(capability)
    return capability.written(low + value / 100 * (high - low))


def _ends(capability: Capability) -> tuple[float, float]:
    """What 0 and 100 % are on the wire; from 0 to 1 where the device does not say."""
    return capability.min or 0.0, 1.0 if capability.max is None else capability.max


def percent_command(device: WireDevice, capability: Capability) -> Command:
    """Set a number to a percentage of its range."""
    return Command(lambda value: put(device, Write(capability.id, from_percent(capability, value))))


def to_percent(device: WireDevice, capability: Capability | None, value: float) -> Command | None:
    """Set a number to this percentage of its range, if there is one."""
    return fixed(device, Write(capability.id, from_percent(capability, value))) if capability else None


def choice(device: WireDevice, capability: Capability, values: Values) -> Choice:
    """One of the options that the device itself tells."""
    command = setting(device, capability) if capability.setable else None
    return Choice(option(values.get(capability.id), capability.options), capability.options, command)


def span(capability: Capability, low: float, high: float) -> tuple[float, float]:
    """The capability's limits; those given where it has none that make sense."""
    bottom = low if capability.min is None else capability.min
    top = high if capability.max is None else capability.max
    return (bottom, top) if bottom < top else (low, high)


def step_of(capability: Capability, otherwise: float) -> float:
    """The distance between two values that can be set."""
    if capability.step and capability.step > 0:
        return capability.step
    return 10.0**-capability.decimals if capability.decimals is not None else otherwise


def temperature_unit(*capabilities: Capability | None) -> str:
    """°C, or °F where one of these says so."""
    units = {unit_of(capability.unit) for capability in capabilities if capability}
    return UnitOfTemperature.FAHRENHEIT if UnitOfTemperature.FAHRENHEIT in units else UnitOfTemperature.CELSIUS


def temperature(device: WireDevice, capability: Capability, values: Values) -> Range:
    """A temperature to set, in the unit and within the limits that the device tells."""
    unit = temperature_unit(capability)
    low, high = span(capability, *((40, 95) if unit == UnitOfTemperature.FAHRENHEIT else (4, 35)))
    step = capability.step or (0.5 if unit == UnitOfTemperature.CELSIUS else 1)
    return Range(number(values.get(capability.id)), low, high, step, unit, amount(device, capability))


def humidity(device: WireDevice, capability: Capability, values: Values) -> Range:
    """A humidity to set, in %."""
    scale = 100 if capability.is_fraction else 1
    low, high = span(capability, 0, 100 / scale)
    value = number(values.get(capability.id))
    return Range(
        None if value is None else round(value * scale, 2),
        round(low * scale, 2),
        round(high * scale, 2),
        max(1, round((capability.step or 0) * scale, 2)),
        "%",
        amount(device, capability, scale),
    )
