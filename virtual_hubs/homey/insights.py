"""The virtual Homey's memory: logs of its numbers, made up from the time, with a gap now and then."""

from __future__ import annotations

import math
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from .descriptors import written

if TYPE_CHECKING:
    from .hub import VirtualHomey

RESOLUTIONS: dict[str, tuple[int, int]] = {
    "lastHour": (60, 60),
    "last6Hours": (300, 72),
    "last24Hours": (600, 144),
    "last7Days": (3600, 168),
    "last14Days": (7200, 168),
    "last31Days": (21600, 124),
    "last2Years": (86400, 730),
}
"""Resolution: seconds a step, steps. One that is not known gives the default window (section 1.4)."""

GAP_EVERY = 17
"""Each so many steps there is nothing to read."""


def logs(hub: VirtualHomey, _: dict[str, Any]) -> Any:
    """The logs: one for each number that a device measures or counts."""
    result: dict[str, Any] = {}
    for device in hub.house.items["device"].values():
        for capability in device["capabilitiesObj"].values():
            if capability["type"] != "number" or not capability["id"].startswith(("measure_", "meter_")):
                continue
            uri = f"homey:device:{device['id']}"
            full = f"{uri}:{capability['id']}"
            result[full] = {
                "id": full if hub.generation == 3 else capability["id"],
                "uri": uri,
                "ownerUri": uri,
                "ownerId": capability["id"],
                "ownerName": device["name"],
                "type": "number",
                "title": capability["title"],
                "units": capability["units"],
                "decimals": capability.get("decimals"),
                "lastValue": capability["value"],
            }
    return hub.shaped(result)


def entries(hub: VirtualHomey, args: dict[str, Any]) -> Any:
    """The values of one log in a window; ``null`` where there was nothing to read."""
    step, count = RESOLUTIONS.get(str(args.get("resolution")), RESOLUTIONS["last24Hours"])
    end = hub.now.replace(second=0, microsecond=0)
    end = datetime.fromtimestamp(end.timestamp() // step * step, UTC)
    log = str(args["id"]).rsplit(":", 1)[-1]
    values = []
    for index in range(count):
        at = end - timedelta(seconds=step * (count - index))
        values.append({"t": _written(hub, at), "v": value_at(log, at, step)})
    return {
        "uri": args["uri"],
        "id": args["id"],
        "start": values[0]["t"],
        "end": written(end),
        "step": step * 1000,
        "values": values,
        "lastValue": values[-1]["v"],
        "updatesIn": step * 1000,
    }


def _written(hub: VirtualHomey, at: datetime) -> str:
    """A moment, with its zone or as the clocks of the house show it."""
    if hub.local_times:
        return at.astimezone(ZoneInfo(hub.house.values["info"]["timezone"])).replace(tzinfo=None).isoformat()
    return written(at)


def value_at(log: str, at: datetime, step: int) -> float | None:
    """What the log says of a moment: a meter counts on, a measure swings."""
    seconds = at.timestamp()
    if int(seconds // step) % GAP_EVERY == 0:
        return None
    if log.startswith("meter_"):
        return round(seconds / 36_000, 3)
    return round(20 + 5 * math.sin(seconds / 14_000), 2)
