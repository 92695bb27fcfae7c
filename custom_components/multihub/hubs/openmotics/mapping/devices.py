"""From the parts of a house to devices, and what each of these is made of; pure.

A change reaches those that ``affected`` names.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Final

from ....model import Device, Feature
from . import climates, covers, others, outputs, sensors
from .house import House, PartKey
from .parts import (
    GATEWAY,
    Circuit,
    EnergyModule,
    Gateway,
    GroupAction,
    Input,
    Lamp,
    Output,
    Part,
    PulseCounter,
    Schedule,
    Sensor,
    Shutter,
    Thermostat,
    ThermostatGroup,
    Ventilation,
)
from .sensors import CounterOption

MANUFACTURER: Final = "OpenMotics"

MODELS: Final = {
    Shutter: "Shutter",
    Thermostat: "Thermostat",
    ThermostatGroup: "Thermostat group",
    Sensor: "Sensor",
    Input: "Input",
    EnergyModule: "Energy module",
    PulseCounter: "Pulse counter",
    Ventilation: "Ventilation",
}

PREFIXES: Final[dict[type[Part], str]] = {
    Output: "output",
    Lamp: "light",
    Shutter: "shutter",
    Thermostat: "thermostat",
    ThermostatGroup: "thermostat_group",
    Sensor: "sensor",
    Input: "input",
    EnergyModule: "energy",
    PulseCounter: "pulse_counter",
    Ventilation: "ventilation",
}
"""What has a device of its own, and how its id begins; the gateway's number follows."""

P1_METER: Final = 1
"""The version of an energy module that is a digital meter's port."""

type Counters = Mapping[str, CounterOption]


def device_id(kind: type[Part], part_id: str) -> str:
    """The device of a part that has one of its own."""
    return f"{PREFIXES[kind]}_{part_id}"


def input_device(part_id: str) -> str:
    """The device whose event tells of an input."""
    return device_id(Input, part_id)


def affected(house: House, changed: Iterable[PartKey]) -> set[PartKey]:
    """The parts whose devices show something of the changed ones; the gateway is one of them."""
    found: set[PartKey] = set()
    for kind, part_id in changed:
        if kind in PREFIXES:
            found.add((kind, part_id))
        if kind is Circuit and (circuit := house.get(Circuit, part_id)):
            found.add((EnergyModule, circuit.module))
        if kind is ThermostatGroup:
            found.update((Thermostat, part.id) for part in house.of(Thermostat).values() if part.group == part_id)
        in_group = kind is Shutter and (shutter := house.get(Shutter, part_id)) and shutter.groups
        if kind in (Gateway, GroupAction, Schedule) or in_group:
            found.add((Gateway, GATEWAY))
    return found


@dataclass(frozen=True, slots=True)
class Labels:
    """What a person or the way in says of a house: its name, the gateway's page, what counters count."""

    name: str
    url: str | None = None
    counters: Counters = field(default_factory=dict)


def is_available(house: House, part: Part) -> bool:
    """Whether a part can be reached: by its gateway, on its module, at the unit's end of the wire."""
    if not house.gateway.online:
        return False
    match part:
        case Output() | Input():
            return not house.is_silent(part.module)
        case Ventilation():
            return part.connected is not False
        case EnergyModule():
            return part.answers is not False
    return True


def device_of(part: Part, labels: Labels, features: tuple[Feature, ...], *, available: bool) -> Device:
    """The device of one part, with these features."""
    if isinstance(part, Gateway):
        return _gateway(part, labels, features)
    kind = type(part)
    details: dict[str, Any] = {"model": MODELS.get(kind), "manufacturer": MANUFACTURER}
    match part:
        case Output():
            details["model"] = outputs.MODELS.get(part.kind, part.kind.capitalize())
            if part.dims:
                details["model"] = f"{details['model']} (dimmer)"
        case Ventilation():
            details |= {"manufacturer": part.vendor or MANUFACTURER, "serial": part.serial}
            details["model"] = part.model or details["model"]
        case EnergyModule():
            details["model"] = "P1 meter" if part.version == P1_METER else details["model"]
            details["model_id"] = part.address
        case Sensor() if part.source:
            details["manufacturer"] = part.source
    return Device(
        id=device_id(kind, part.id),
        name=name_of(part),
        area=part.room,
        floor=part.floor,
        available=available,
        features=features,
        **details,
    )


def _gateway(gateway: Gateway, labels: Labels, features: tuple[Feature, ...]) -> Device:
    return Device(
        id=GATEWAY,
        name=labels.name,
        configuration_url=labels.url,
        manufacturer=MANUFACTURER,
        model=gateway.hardware or gateway.platform,
        model_id=gateway.platform,
        sw_version=gateway.version,
        hw_version=gateway.master_version,
        serial=gateway.serial,
        mac=gateway.mac,
        available=gateway.online,
        features=features,
    )


def named(house: House) -> dict[PartKey, str]:
    """What has a device of its own, and how it is called."""
    return {(kind, part.id): name_of(part) for kind in PREFIXES for part in house.of(kind).values()}


def name_of(part: Part) -> str:
    """How a part is called: what has no name by its kind and number."""
    return part.name or f"{MODELS.get(type(part), 'Output')} {unnamed(part)}"


def unnamed(part: Part) -> str:
    """What to tell apart by what has no name: the gateway's number of it."""
    return part.id.partition("_")[0]


def _circuits(house: House, module: EnergyModule) -> Iterator[Circuit]:
    for clamp, _ in module.circuits:
        if circuit := house.get(Circuit, f"{module.id}_{clamp}"):
            yield circuit


def _of_gateway(house: House, gateway: Gateway) -> Iterator[object]:
    yield gateway
    yield house.zone
    yield from house.of(GroupAction).values()
    yield from house.of(Schedule).values()
    yield from (shutter for shutter in house.of(Shutter).values() if shutter.groups)


SOURCES: Final[dict[type[Part], Callable[[House, Any], Iterable[object]]]] = {
    Gateway: _of_gateway,
    Thermostat: lambda house, part: (part, house.get(ThermostatGroup, part.group)),
    EnergyModule: lambda house, part: (part, *_circuits(house, part)),
}
"""What a device is made of where that is more than the part itself; ``House.context`` is in all of them."""


def _in_its_group(house: House, thermostat: Thermostat) -> Thermostat:
    """The thermostat as its group makes it: the group alone heats or cools."""
    group = house.get(ThermostatGroup, thermostat.group)
    return replace(thermostat, mode=group.mode) if group and group.mode else thermostat


def _sensor(house: House, part: Sensor, _: Counters) -> Iterator[Feature]:
    """Nothing of what has no value where that says that there is no sensor."""
    if part.value is not None or not part.optional:
        yield from sensors.features(part, house.abilities)


FEATURES: Final[dict[type[Part], Callable[[House, Any, Counters], Iterator[Feature]]]] = {
    Gateway: lambda house, _, __: others.gateway_features(house),
    Output: lambda house, part, _: outputs.features(part, house.abilities),
    Lamp: lambda house, part, _: outputs.features(part, house.abilities),
    Shutter: lambda house, part, _: covers.features(part, house.abilities),
    Thermostat: lambda house, part, _: climates.features(_in_its_group(house, part), house.abilities),
    ThermostatGroup: lambda house, part, _: climates.group_features(part, house.abilities),
    Sensor: _sensor,
    Input: lambda house, part, _: others.input_features(part, house.abilities),
    PulseCounter: lambda _, part, counters: sensors.counter_features(part, counters),
    Ventilation: lambda house, part, _: others.ventilation_features(part, house.abilities),
}
"""What each kind of part has; an energy module has what its circuits have (``sensors.circuit_features``)."""
