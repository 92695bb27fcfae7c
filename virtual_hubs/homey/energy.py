"""The virtual Homey's energy: the report of a day, and the market's prices of a day, hour by hour."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from .descriptors import written

if TYPE_CHECKING:
    from .hub import VirtualHomey

REPORT: dict[str, dict[str, Any]] = {
    "electricity": {
        "consumedPeriod": 18.834,
        "importedPeriod": 14.577,
        "exportedPeriod": 2.2,
        "generatedPeriod": 6.457,
        "devices": {},
    },
    "gas": {"importedPeriod": 0.797},
    "water": {"importedPeriod": 0.39},
}
"""Today's counters, in kWh and m³."""

NOTHING_YET: dict[str, Any] = {part: dict.fromkeys(told) for part, told in REPORT.items()}
"""What the report of another day than today says."""


def report_day(hub: VirtualHomey, args: dict[str, Any]) -> Any:
    """The report of a day; of any other than today there is nothing."""
    wanted = date.fromisoformat(str(args["date"]))
    return hub.house.values["report"] if wanted == hub.now.astimezone(_zone(hub)).date() else NOTHING_YET


def prices(hub: VirtualHomey, args: dict[str, Any]) -> Any:
    """The prices of a day, one an hour; those of a recording are as they were recorded."""
    if (recorded := hub.house.values["prices"]) is not None:
        return recorded
    begins = datetime.combine(date.fromisoformat(str(args["date"])), datetime.min.time(), _zone(hub)).astimezone(UTC)
    hours = [begins + timedelta(hours=hour) for hour in range(24)]
    return {
        "priceUnit": "EUR",
        "priceInterval": "60",
        "pricesPerInterval": [
            {"periodStart": written(at), "periodEnd": written(at + timedelta(hours=1)), "value": price_at(at)}
            for at in hours
        ],
    }


def price_at(at: datetime) -> float:
    """What a kWh costs in the hour that begins then."""
    return round(0.05 + at.hour / 100, 4)


def _zone(hub: VirtualHomey) -> ZoneInfo:
    return ZoneInfo(hub.house.values["info"]["timezone"])
