"""The energy of the whole house, as the Homey adds it up: power of now, energy of today, price of now."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import MAXYEAR, datetime, timedelta
from typing import Any, Final

from homeassistant.components.sensor import SensorDeviceClass, SensorStateClass
from homeassistant.const import UnitOfEnergy, UnitOfPower, UnitOfVolume

from ....model import Feature, Sensor
from .section import Answer, May
from .wire import moment, number, words

POWER: Final = {
    "totalConsumed": "power_consumed",
    "totalCumulative": "power_grid",
    "totalGenerated": "power_generated",
}
"""The live report's totals: the key of each. ``cumulative`` is what the meter at the door says."""

ELECTRICITY: Final = (SensorDeviceClass.ENERGY, UnitOfEnergy.KILO_WATT_HOUR)
GAS: Final = (SensorDeviceClass.GAS, UnitOfVolume.CUBIC_METERS)
WATER: Final = (SensorDeviceClass.WATER, UnitOfVolume.CUBIC_METERS)

TODAY: Final = (
    ("electricity", "consumedPeriod", "energy_consumed_today", ELECTRICITY),
    ("electricity", "importedPeriod", "energy_imported_today", ELECTRICITY),
    ("electricity", "exportedPeriod", "energy_exported_today", ELECTRICITY),
    ("electricity", "generatedPeriod", "energy_generated_today", ELECTRICITY),
    ("gas", "importedPeriod", "gas_imported_today", GAS),
    ("water", "importedPeriod", "water_imported_today", WATER),
)
"""The day report's parts and their totals, in kWh and m³: the key and the kind of each.

The operation is the official client's; the names of its answer are what another client of a real
Homey reads (its tests have them).
"""


def live(answer: Answer, _: May) -> tuple[Feature, ...]:
    """What the house takes, what comes from the grid, and what is generated, in W."""
    if not isinstance(answer, dict):
        return ()
    totals = {key: total for field, key in POWER.items() if isinstance(total := answer.get(field), dict)}
    return tuple(
        Sensor(
            key=key,
            translation_key=key,
            value=number(total.get("W")),
            unit=UnitOfPower.WATT,
            device_class=SensorDeviceClass.POWER,
            state_class=SensorStateClass.MEASUREMENT,
            precision=0,
        )
        for key, total in totals.items()
    )


def day(now: datetime) -> Mapping[str, str]:
    """What is asked with for a day: its date where the Homey is."""
    return {"date": now.date().isoformat()}


def today(answer: Answer, _: May) -> tuple[Feature, ...]:
    """What was used, bought, sold and made since midnight: counters that begin again each day.

    What this house does not have (``null``) is there, but not enabled.
    """
    features: list[Feature] = []
    for part, field, key, (device_class, unit) in TODAY:
        told = answer.get(part) if isinstance(answer, dict) else None
        if isinstance(told, dict) and field in told:
            value = number(told[field])
            features.append(
                Sensor(
                    key=key,
                    translation_key=key,
                    value=value,
                    unit=unit,
                    device_class=device_class,
                    state_class=SensorStateClass.TOTAL_INCREASING,
                    precision=2,
                    enabled_by_default=value is not None,
                )
            )
    return tuple(features)


def price_of(answer: Answer, now: datetime) -> Answer:
    """The price of now, of all the prices of a day; an unknown one where none is for now."""
    document = answer[0] if isinstance(answer, list) and answer else answer
    if not isinstance(document, dict) or not (currency := words(document.get("priceUnit"))):
        return None
    price = next((value for begins, ends, value in _prices(document) if begins <= now < ends), None)
    return {"currency": currency, "price": price}


def _prices(document: Mapping[str, Any]) -> Iterator[tuple[datetime, datetime, float | None]]:
    """When each price begins and ends; the end is left out by some, there the document says how long one holds."""
    listed = document.get("pricesPerInterval")
    minutes = document.get("priceInterval") or document.get("interval")
    holds = timedelta(minutes=15 if str(minutes) == "15" else 60)
    for one in listed if isinstance(listed, list) else ():
        begins = moment(one.get("periodStart")) if isinstance(one, dict) else None
        if begins is not None and begins.year < MAXYEAR:  # the calendar's last year has no end to count to
            yield begins, moment(one.get("periodEnd")) or begins + holds, number(one.get("value"))


def price(answer: Answer, _: May) -> tuple[Feature, ...]:
    """What a kWh costs on the market now, where the Homey knows it; the person's own costs are not in it."""
    if not isinstance(answer, dict):
        return ()
    return (
        Sensor(
            key="electricity_price",
            translation_key="electricity_price",
            value=answer["price"],
            unit=f"{answer['currency']}/{UnitOfEnergy.KILO_WATT_HOUR}",
            state_class=SensorStateClass.MEASUREMENT,
            precision=4,
        ),
    )
