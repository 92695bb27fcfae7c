"""What a Homey remembers of its numbers (insights), as moments and values (protocol page, section 1.4)."""

from __future__ import annotations

from datetime import datetime, timedelta, tzinfo
from typing import Any, Final

from homeassistant.util import dt as dt_util

from ..base import Recorded
from .client import HomeyClient, HomeyMissingError
from .mapping.house import DEVICE_URI, House
from .mapping.wire import NUMBER, moment, number, read_device

WINDOWS: Final = (
    ("last2Years", timedelta(days=731)),
    ("last31Days", timedelta(days=31)),
    ("last7Days", timedelta(days=7)),
)
"""Windows that end now, from the coarsest to the finest: a day, six hours and an hour a step."""

HOUR: Final = timedelta(hours=1)


async def recorded(
    client: HomeyClient,
    house: House,
    device_id: str,
    key: str,
    *,
    start: datetime | None,
    end: datetime,
    is_old: bool,
    zone: tzinfo,
) -> Recorded | None:
    """What is recorded of a capability between two moments; ``None`` for what has no log.

    Finer windows replace the coarser ones where they overlap. Gaps stay gaps. A moment that names no
    zone is in ``zone``, the Homey's. Raises what the client raises.
    """
    device = read_device(house.raw.get(device_id, {}))
    capability = device.capabilities.get(key) if device else None
    if capability is None or capability.kind != NUMBER:
        return None
    uri = f"{DEVICE_URI}{device_id}"
    log = key if is_old else f"{uri}:{key}"
    values: dict[datetime, float | None] = {}
    now = dt_util.utcnow()
    for index, (resolution, _) in enumerate(WINDOWS):
        finer = WINDOWS[index + 1][1] if index + 1 < len(WINDOWS) else timedelta(0)
        if start is not None and start >= now - finer and finer:
            continue
        try:
            answer = await client.call("insights.getLogEntries", uri=uri, id=log, resolution=resolution)
        except HomeyMissingError:
            continue
        told = _entries(answer, zone, 100 if capability.is_fraction else 1)
        if told:
            begins = min(told)
            values = {when: value for when, value in values.items() if when < begins} | told
    chosen = sorted((when, value) for when, value in values.items() if (start is None or when >= start) and when < end)
    return Recorded(tuple(chosen), HOUR) if chosen else None


def _entries(answer: Any, zone: tzinfo, scale: float) -> dict[datetime, float | None]:
    """The moments of one window; what has no sensible moment is left out."""
    listed = answer.get("values") if isinstance(answer, dict) else None
    told: dict[datetime, float | None] = {}
    for one in listed if isinstance(listed, list) else ():
        if not isinstance(one, dict) or (when := moment(one.get("t"), zone)) is None:
            continue
        value = number(one.get("v"))
        told[when] = None if value is None else value * scale
    return told
