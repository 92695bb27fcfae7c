"""The time zone that a hub names: looked up without holding up Home Assistant."""

from __future__ import annotations

from datetime import tzinfo

from homeassistant.util import dt as dt_util


async def zone_of(name: object) -> tzinfo:
    """The time zone of this name (IANA, ``Europe/Berlin``); Home Assistant's own where it is none.

    A name that nobody uses yet is read from disk by Home Assistant's executor, so
    ask when the hub is read, not for each value. Nothing is raised and nothing logged.
    """
    if not isinstance(name, str) or not name:
        return dt_util.get_default_time_zone()
    try:
        zone = await dt_util.async_get_time_zone(name)
    except (ValueError, OSError):  # a name that is no path in the data of the time zones, or a folder there
        zone = None
    return zone or dt_util.get_default_time_zone()
