"""Life in the house: temperatures drift, people walk by, meters count."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from .home import Address, Home

type Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Drift:
    """How a number wanders: by so much at once, within bounds; one that never falls counts."""

    step: float
    low: float
    high: float
    digits: int = 1
    counts: bool = False


DRIFTS: dict[str, Drift] = {
    "actualTemperature": Drift(0.3, -15, 32),
    "valveActualTemperature": Drift(0.2, 12, 28),
    "humidity": Drift(2, 25, 90, 0),
    "vaporAmount": Drift(0.2, 3, 18),
    "illumination": Drift(60, 0, 60000),
    "currentIllumination": Drift(60, 0, 60000),
    "windSpeed": Drift(3, 0, 60),
    "valvePosition": Drift(0.05, 0, 1, 2),
    "carbonDioxideConcentration": Drift(40, 400, 2000, 0),
    "currentPowerConsumption": Drift(25, 0, 3600),
    "energyCounter": Drift(0.05, 0, 1e6, 4, counts=True),
    "energyCounterOne": Drift(0.05, 0, 1e6, 4, counts=True),
    "airPressure": Drift(0.4, 980, 1040),
    "soilMoisture": Drift(1, 5, 90, 0),
    "distance": Drift(2, 20, 200),
    "particulateMassConcentrationTwoPointFive": Drift(0.5, 0.5, 60),
}
HAPPENINGS = ("motionDetected", "presenceDetected")


class Life:
    """Makes one small change after another, the same ones for the same seed."""

    def __init__(self, home: Home, seed: int = 0) -> None:
        """Look which channels can change by themselves."""
        self._home = home
        self._chance = random.Random(seed)
        self._addresses = list(_living(home))

    def beat(self) -> Address | None:
        """Change something in one channel; gives which, ``None`` if nothing in this house can."""
        if not self._addresses:
            return None
        device_id, index = self._chance.choice(self._addresses)
        if device_id not in self._home.part("devices"):
            return None
        channel = self._home.channel(device_id, index)
        self._home.write_channel(device_id, index, self._changes(channel))
        return device_id, index

    def _changes(self, channel: Json) -> Json:
        changes: Json = {}
        for key, drift in DRIFTS.items():
            value = channel.get(key)
            if isinstance(value, (int, float)) and channel.get("on", True):
                changes[key] = self._wandered(value, drift)
        for key in HAPPENINGS:
            if key in channel:
                changes[key] = not channel[key]
        return changes

    def _wandered(self, value: float, drift: Drift) -> float:
        step = self._chance.uniform(0 if drift.counts else -drift.step, drift.step)
        wandered = round(min(max(value + step, drift.low), drift.high), drift.digits)
        return int(wandered) if drift.digits == 0 else wandered


def _living(home: Home) -> Iterator[Address]:
    for device_id, device in home.part("devices").items():
        for channel in device.get("functionalChannels", {}).values():
            if any(isinstance(channel.get(key), (int, float)) for key in (*DRIFTS, *HAPPENINGS)):
                yield device_id, channel["index"]
