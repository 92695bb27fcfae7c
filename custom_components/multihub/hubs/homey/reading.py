"""What is read of a Homey: what is due, what it does not have, and where it is in time."""

from __future__ import annotations

import asyncio
import logging
from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from typing import Any, Final

from homeassistant.util import dt as dt_util

from ..base import HubAuthError, HubCommandError, HubError, HubInputError
from ..zones import zone_of
from .client import HomeyClient, HomeyForbiddenError, HomeyMissingError, Session
from .mapping.home import SECTIONS
from .mapping.wire import listed

_LOGGER = logging.getLogger(__name__)

SELDOM_SECONDS: Final = 300.0
OFTEN: Final = frozenset({"energy", "users", "variables"})
"""The sections that are read at each fetch without the socket; the others after five minutes again."""

OLD_ENERGY_SCOPE: Final = "homey.insights.readonly"
"""What live energy needs on a Homey of 2016 to 2019 (section 5)."""

TIMES: Final = 3
"""How often in a row what not every house has may fail before the Homey is not asked for it any more."""

ONLY_NEW: Final = frozenset({"energy.fetchDynamicElectricityPrices", "energy.getReportDay"})
"""What Homeys of 2016 to 2019 don't have (section 5): they are not asked."""


@dataclass(frozen=True, slots=True)
class Read:
    """What a fetch has read: answers by section, and of what could not be read this time the error."""

    devices: Any
    sections: dict[str, Any]
    drivers: Any
    updates: Any

    @property
    def is_complete(self) -> bool:
        """Whether everything that was due is there."""
        return bool(self.devices) and not any(isinstance(answer, HubError) for answer in self.sections.values())


class Reader:
    """Reads one Homey."""

    def __init__(self, client: HomeyClient) -> None:
        """Read by ``client``; until ``begin`` nothing may be read."""
        self._client = client
        self.session = Session(None, ())
        self.is_old = False
        """Whether it is a Homey of 2016 to 2019, by how it describes its devices."""
        self.zone: tzinfo = dt_util.get_default_time_zone()
        """The Homey's own; Home Assistant's until it tells."""
        self.day: date | None = None
        """The day that the reports of a day are of."""
        self._absent: set[str] = set()
        self._failed: Counter[str] = Counter()
        self._read_at: dict[str, float] = {}

    async def begin(self) -> None:
        """Learn what our key may do; what was absent may be there now. Raises as ``HomeyClient.session``."""
        self.session = await self._client.session()
        self._absent.clear()

    def may(self, operation: str) -> bool:
        """Whether the key may do this operation, and this Homey has it."""
        if self.is_old and operation in ONLY_NEW:
            return False
        if self.is_old and operation == "energy.getLiveReport":
            return self.session.has(OLD_ENERGY_SCOPE)
        return self.session.may(operation)

    def now(self) -> datetime:
        """The time where the Homey is."""
        return dt_util.now(self.zone)

    async def read(self, *, with_drivers: bool) -> Read:
        """All devices, and what of the Homey itself is due; raises what the client raises of the devices."""
        devices = await self._client.devices()
        drivers = await self._optional("drivers", "drivers.getDrivers") if with_drivers else None
        self.is_old = any("driverUri" in one for one in listed(devices))
        due = [name for name in SECTIONS if self.is_due(name)]
        sections: dict[str, Any] = {}
        if "system" in due:
            # before what is asked for by date: the Homey's day is not always Home Assistant's
            sections["system"] = info = await self.section("system")
            if isinstance(info, dict):
                self.zone = await zone_of(info.get("timezone"))
            due.remove("system")
        self.day = self.now().date()
        sections |= dict(zip(due, await asyncio.gather(*(self.section(name) for name in due)), strict=True))
        return Read(
            devices,
            {name: answer for name, answer in sections.items() if name not in self._absent},
            drivers,
            await self._optional("updates", "updates.getUpdates"),
        )

    def is_due(self, name: str) -> bool:
        """Whether a section is to be read now."""
        if name in self._absent or not self.may(SECTIONS[name].operation):
            return False
        if self._client.is_live or name in OFTEN or name not in self._read_at:
            return True
        return asyncio.get_running_loop().time() - self._read_at[name] >= SELDOM_SECONDS

    async def section(self, name: str) -> Any:
        """A section's answer; the error where it could not be read this time."""
        section = SECTIONS[name]
        try:
            answer = await self._client.call(section.operation, **section.arguments(self.now()))
        except HubError as err:
            if not self._is_for_good(name, err):
                return err
            _LOGGER.debug("No %s: %s", name, err)
            self._absent.add(name)
            return None
        self._read_at[name] = asyncio.get_running_loop().time()
        return answer

    def _is_for_good(self, name: str, err: HubError) -> bool:
        """Whether this Homey does not have it, or the key may not: what was there once is tried again."""
        if name in self._read_at:
            return isinstance(err, HomeyForbiddenError | HubAuthError)
        if SECTIONS[name].is_luxury and isinstance(err, HubCommandError):
            # a Homey that starts up fails, too: that is no word on what it has
            self._failed[name] += 1
            said = isinstance(err, HomeyForbiddenError | HomeyMissingError | HubInputError)
            return said or self._failed[name] >= TIMES
        # devices were read with the same key a moment ago: a 401 here is a right that it lacks
        return isinstance(err, HomeyForbiddenError | HomeyMissingError | HubAuthError)

    async def _optional(self, name: str, operation: str) -> Any:
        """What is good to have; ``None`` where it can't be had."""
        if name in self._absent or not self.may(operation):
            return None
        try:
            return await self._client.call(operation)
        except (HomeyForbiddenError, HomeyMissingError, HubAuthError):
            self._absent.add(name)
        except HubError as err:
            _LOGGER.debug("No %s this time: %s", name, err)
        return None
