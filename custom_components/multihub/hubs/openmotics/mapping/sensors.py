"""Sensors of every quantity, energy and pulse counters; pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from operator import attrgetter
from typing import Final

from homeassistant.components.sensor import SensorDeviceClass, SensorStateClass
from homeassistant.const import (
    LIGHT_LUX,
    PERCENTAGE,
    EntityCategory,
    UnitOfElectricCurrent,
    UnitOfElectricPotential,
    UnitOfEnergy,
    UnitOfFrequency,
    UnitOfPower,
    UnitOfSoundPressure,
    UnitOfTemperature,
    UnitOfVolume,
)

from ....compat import micrograms_per_cubic_metre, parts_per_million
from ....model import Feature, Sensor
from ...copies import with_value
from .outputs import identify
from .parts import Abilities, Circuit, PulseCounter, Sensor as SensorPart

MICROGRAMS: Final = micrograms_per_cubic_metre()
PARTS_PER_MILLION: Final = parts_per_million()

UNITS: Final[dict[str | None, str | None]] = {
    "celcius": UnitOfTemperature.CELSIUS,
    "celsius": UnitOfTemperature.CELSIUS,
    "percent": PERCENTAGE,
    "decibel": UnitOfSoundPressure.DECIBEL,
    "lux": LIGHT_LUX,
    "micro_gram_per_cubic_meter": MICROGRAMS,
    "parts_per_million": PARTS_PER_MILLION,
    "volt": UnitOfElectricPotential.VOLT,
    "ampere": UnitOfElectricCurrent.AMPERE,
    "watt": UnitOfPower.WATT,
    "watt_hour": UnitOfEnergy.WATT_HOUR,
    "kilo_watt_hour": UnitOfEnergy.KILO_WATT_HOUR,
    "hertz": UnitOfFrequency.HERTZ,
    "none": None,
    None: None,
}
"""The gateway's words for units; its own spelling of one is among them."""


@dataclass(frozen=True, slots=True)
class Quantity:
    """How a quantity is shown: its class, the unit to take if none is told, and its name if the class has none."""

    device_class: SensorDeviceClass | None = None
    unit: str | None = None
    translation_key: str | None = None
    state_class: SensorStateClass = SensorStateClass.MEASUREMENT


_DUST = Quantity(SensorDeviceClass.PM1, MICROGRAMS)
_HUMIDITY = Quantity(SensorDeviceClass.HUMIDITY, PERCENTAGE)
_POWER = Quantity(SensorDeviceClass.POWER, UnitOfPower.WATT)
_CO2 = Quantity(SensorDeviceClass.CO2, PARTS_PER_MILLION)
_VOC = Quantity(SensorDeviceClass.VOLATILE_ORGANIC_COMPOUNDS_PARTS, PARTS_PER_MILLION)
_AQI = Quantity(SensorDeviceClass.AQI)
_SOUND = Quantity(SensorDeviceClass.SOUND_PRESSURE, UnitOfSoundPressure.DECIBEL)
_BRIGHTNESS = Quantity(None, PERCENTAGE, "relative_brightness")

QUANTITIES: Final = {
    "temperature": Quantity(SensorDeviceClass.TEMPERATURE, UnitOfTemperature.CELSIUS),
    "humidity": _HUMIDITY,
    "relative_humidity": _HUMIDITY,
    "brightness": _BRIGHTNESS,
    "relative_brightness": _BRIGHTNESS,
    "illuminance": Quantity(SensorDeviceClass.ILLUMINANCE, LIGHT_LUX),
    "sound": _SOUND,
    "sound_level": _SOUND,
    "dust": _DUST,
    "dust_pm1p0_mass_concentration": _DUST,
    "dust_pm2p5_mass_concentration": Quantity(SensorDeviceClass.PM25, MICROGRAMS),
    "dust_pm10_mass_concentration": Quantity(SensorDeviceClass.PM10, MICROGRAMS),
    "comfort_index": Quantity(None, None, "comfort_index"),
    "aqi": _AQI,
    "indoor_air_quality_index": _AQI,
    "co2": _CO2,
    "co2_concentration": _CO2,
    "voc": _VOC,
    "voc_concentration": _VOC,
    "electric_potential": Quantity(SensorDeviceClass.VOLTAGE, UnitOfElectricPotential.VOLT),
    "electric_current": Quantity(SensorDeviceClass.CURRENT, UnitOfElectricCurrent.AMPERE),
    "electric_power": _POWER,
    "power": _POWER,
    "energy": Quantity(SensorDeviceClass.ENERGY, UnitOfEnergy.WATT_HOUR, state_class=SensorStateClass.TOTAL_INCREASING),
    "frequency": Quantity(SensorDeviceClass.FREQUENCY, UnitOfFrequency.HERTZ),
}
"""What the gateway measures, newer firmware's words included (protocol page, section 1.4)."""

LED_OF_SENSOR: Final = 2

CLASSES_WITHOUT_UNIT: Final = frozenset({SensorDeviceClass.AQI})


def features(part: SensorPart, abilities: Abilities) -> Iterator[Feature]:
    """One sensor, and its lamp to find it by."""
    yield value(part)
    if abilities.identify and part.led is not None:
        yield identify(LED_OF_SENSOR, part.led)


def value(part: SensorPart) -> Feature:
    """What a sensor measures; an unknown quantity is shown in the gateway's words."""
    quantity = QUANTITIES.get(part.quantity)
    unit = UNITS.get(part.unit, part.unit)
    if quantity is None:
        return Sensor(
            key="value",
            name=part.quantity.replace("_", " ").capitalize() or None,
            value=part.value,
            unit=unit,
            state_class=SensorStateClass.MEASUREMENT,
        )
    if quantity is _BRIGHTNESS and unit == LIGHT_LUX:
        quantity = QUANTITIES["illuminance"]
    return Sensor(
        key="value",
        translation_key=quantity.translation_key,
        value=part.value,
        unit=None if quantity.device_class in CLASSES_WITHOUT_UNIT else unit or quantity.unit,
        device_class=quantity.device_class,
        state_class=quantity.state_class,
    )


@dataclass(frozen=True, slots=True)
class _Reading:
    """One number of a circuit."""

    field: str
    device_class: SensorDeviceClass
    unit: str
    state_class: SensorStateClass = SensorStateClass.MEASUREMENT
    detail: bool = False


READINGS: Final = (
    _Reading("power", SensorDeviceClass.POWER, UnitOfPower.WATT),
    _Reading("current", SensorDeviceClass.CURRENT, UnitOfElectricCurrent.AMPERE),
    _Reading("voltage", SensorDeviceClass.VOLTAGE, UnitOfElectricPotential.VOLT, detail=True),
    _Reading("frequency", SensorDeviceClass.FREQUENCY, UnitOfFrequency.HERTZ, detail=True),
    _Reading("energy", SensorDeviceClass.ENERGY, UnitOfEnergy.WATT_HOUR, SensorStateClass.TOTAL_INCREASING),
    _Reading("day", SensorDeviceClass.ENERGY, UnitOfEnergy.WATT_HOUR, SensorStateClass.TOTAL_INCREASING),
    _Reading("night", SensorDeviceClass.ENERGY, UnitOfEnergy.WATT_HOUR, SensorStateClass.TOTAL_INCREASING),
)
"""What a circuit measures; ``energy`` is day and night together, for the energy dashboard."""

_measured: Final = attrgetter("power", "current", "voltage", "frequency", "day", "night")


def circuit_features(circuit: Circuit, known: tuple[Sensor, ...] = ()) -> tuple[Sensor, ...]:
    """The sensors of one circuit; of those ``known`` of it, under the same name, the ones stay whose value does."""
    power, current, voltage, frequency, day, night = _measured(circuit)
    energy = None if day is None or night is None else day + night
    values = (power, current, voltage, frequency, energy, day, night)
    if known and known[0].translation_placeholders == {"circuit": circuit.name}:
        pairs = zip(known, values, strict=True)
        return tuple(before if before.value == value else with_value(before, "value", value) for before, value in pairs)
    return tuple(_reading(reading, circuit, value) for reading, value in zip(READINGS, values, strict=True))


def _reading(reading: _Reading, circuit: Circuit, value: float | None) -> Sensor:
    clamp = circuit.id.rpartition("_")[2]
    return Sensor(
        key=f"{clamp}_{reading.field}",
        translation_key=f"circuit_{reading.field}",
        translation_placeholders={"circuit": circuit.name},
        value=value,
        unit=reading.unit,
        device_class=reading.device_class,
        state_class=reading.state_class,
        category=EntityCategory.DIAGNOSTIC if reading.detail else None,
        enabled_by_default=not reading.detail,
    )


@dataclass(frozen=True, slots=True)
class CounterKind:
    """What pulses can count: the class and the unit of the sum, and how many make one if nobody says."""

    device_class: SensorDeviceClass
    unit: str
    pulses: float


COUNTER_KINDS: Final = {
    "water_m3": CounterKind(SensorDeviceClass.WATER, UnitOfVolume.CUBIC_METERS, 1000),
    "water_l": CounterKind(SensorDeviceClass.WATER, UnitOfVolume.LITERS, 1),
    "gas_m3": CounterKind(SensorDeviceClass.GAS, UnitOfVolume.CUBIC_METERS, 100),
    "electricity_kwh": CounterKind(SensorDeviceClass.ENERGY, UnitOfEnergy.KILO_WATT_HOUR, 1000),
    "electricity_wh": CounterKind(SensorDeviceClass.ENERGY, UnitOfEnergy.WATT_HOUR, 1),
}
"""What a person can say that a counter counts, and in which unit."""


@dataclass(frozen=True, slots=True)
class CounterOption:
    """What a person said of a pulse counter: a key of ``COUNTER_KINDS``, and its pulses for one unit."""

    kind: str
    pulses: float


def counter_features(counter: PulseCounter, options: Mapping[str, CounterOption]) -> Iterator[Feature]:
    """The sum of a counter: in the unit that a person chose, else the bare pulses."""
    option = options.get(counter.id)
    kind = COUNTER_KINDS.get(option.kind) if option else None
    if option is None or kind is None or option.pulses <= 0:
        yield Sensor(
            key="count",
            name=None,
            translation_key="pulses",
            value=counter.count,
            unit="pulses",
            state_class=SensorStateClass.TOTAL_INCREASING,
        )
        return
    yield Sensor(
        key="count",
        name=None,
        value=None if counter.count is None else round(counter.count / option.pulses, 6),
        unit=kind.unit,
        device_class=kind.device_class,
        state_class=SensorStateClass.TOTAL_INCREASING,
    )
