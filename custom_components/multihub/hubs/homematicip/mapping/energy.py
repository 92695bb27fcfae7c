"""The counters of an energy interface, each named by what it counts, and numbers with a unit of their own."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from homeassistant.components.sensor import SensorDeviceClass, SensorStateClass
from homeassistant.const import UnitOfEnergy, UnitOfVolume, UnitOfVolumeFlowRate

from ....model import Feature, Sensor
from .fields import POWER
from .part import Part
from .rows import Number, Row
from .values import number, text, whole

COUNTERS: Final = {
    "energyCounterOne": "energy_one",
    "energyCounterTwo": "energy_two",
    "energyCounterThree": "energy_three",
}
"""Field of a counter: its key. What it counts stands in the field with ``Type`` behind its name."""

COUNTED: Final = {
    "ENERGY_COUNTER_USAGE_HIGH_TARIFF": "energy_usage_high_tariff",
    "ENERGY_COUNTER_USAGE_LOW_TARIFF": "energy_usage_low_tariff",
    "ENERGY_COUNTER_USAGE_SINGLE_TARIFF": "energy_usage",
    "ENERGY_COUNTER_INPUT_HIGH_TARIFF": "energy_fed_in_high_tariff",
    "ENERGY_COUNTER_INPUT_LOW_TARIFF": "energy_fed_in_low_tariff",
    "ENERGY_COUNTER_INPUT_SINGLE_TARIFF": "energy_fed_in",
}
"""What a counter counts: its name."""

GAS: Final[tuple[Row, ...]] = (
    Number(
        field="currentGasFlow",
        key="gas_flow",
        device_class=SensorDeviceClass.VOLUME_FLOW_RATE,
        unit=UnitOfVolumeFlowRate.CUBIC_METERS_PER_HOUR,
        precision=2,
        optional="IOptionalFeatureCurrentGasFlow",
    ),
    Number(
        field="gasVolume",
        key="gas_volume",
        device_class=SensorDeviceClass.GAS,
        unit=UnitOfVolume.CUBIC_METERS,
        state_class=SensorStateClass.TOTAL_INCREASING,
        precision=2,
        optional="IOptionalFeatureGasVolume",
    ),
)


def interface(part: Part) -> Iterator[Feature]:
    """The sensors of an energy interface (IEC, LED, gas, Linky)."""
    if part.raw.get("currentPowerConsumption") is not None or part.raw.get("currentGasFlow") is None:
        yield POWER.feature(part)
    for field, key in COUNTERS.items():
        if part.raw.get(field) is None and not part.had(key):
            continue
        counted = COUNTED.get(text(part.raw.get(f"{field}Type")) or "", key)
        yield Sensor(
            key=part.key(key),
            **part.as_other(counted),
            value=number(part.raw.get(field)),
            unit=UnitOfEnergy.KILO_WATT_HOUR,
            device_class=SensorDeviceClass.ENERGY,
            state_class=SensorStateClass.TOTAL_INCREASING,
            precision=2,
        )
    for row in GAS:
        if row.has(part):
            yield row.feature(part)


def number_value(part: Part) -> Iterator[Feature]:
    """A number that the user has given a unit."""
    decimals = whole(part.raw.get("decimalPlaces"))
    yield Sensor(
        key=part.key("value"),
        **part.as_main("value", "value_channel"),
        value=number(part.raw.get("convertedValue")),
        unit=text(part.raw.get("unit")),
        state_class=SensorStateClass.MEASUREMENT,
        precision=decimals if decimals is not None and 0 <= decimals <= 10 else None,
    )
