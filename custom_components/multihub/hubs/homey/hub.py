"""A Homey as a hub: reads, listens and sends, by the socket where it stands and by HTTP where not."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from functools import partial
from typing import Any, Final

from homeassistant.config_entries import ConfigEntry
from homeassistant.core import HomeAssistant
from homeassistant.helpers.aiohttp_client import async_get_clientsession

from ...const import CONF_HUB_ID
from ...model import HubInfo, Request
from ..base import (
    IN_THE_HOUSE,
    Backlog,
    Hub,
    HubAuthError,
    HubConnectionError,
    HubError,
    HubUnsupportedError,
    Recorded,
    Sink,
    Snapshot,
)
from .actions import Actions
from .client import HomeyClient, HomeyForbiddenError, HomeyMissingError, Identity, Session
from .entry import CONF_WARM_IS_LOW, make_client
from .mapping.home import SECTIONS
from .mapping.house import DEVICE_URI, HUB_DEVICE, MANAGER_URI, HomeyFacts, House, Told
from .mapping.wire import words
from .recording import recording
from .records import recorded
from .rights import missing_scopes, tell_missing
from .sending import Sender

_LOGGER = logging.getLogger(__name__)

NET: Final = timedelta(minutes=5)
FALLBACK: Final = timedelta(seconds=20)
ENERGY_SECONDS: Final = 30.0
"""How often the live energy is read while the socket stands: it is never pushed."""

SELDOM_SECONDS: Final = 300.0
OFTEN: Final = frozenset({"energy", "users", "variables"})
"""The sections that are read at each fetch without the socket; the others after five minutes again."""

MANAGERS: Final = {
    "devices": "devices.getDevices",
    "zones": "zones.getZones",
    "flow": "flow.getFlows",
    "moods": "moods.getMoods",
    "logic": "logic.getVariables",
    "users": "users.getUsers",
    "notifications": "notifications.getNotifications",
    "apps": "apps.getApps",
    "images": "devices.getDevices",
}
"""Whose news to hear, and what the key must be able to read for it."""

OLD_ENERGY_SCOPE: Final = "homey.insights.readonly"
"""What live energy needs on a Homey of 2016 to 2019 (section 5)."""

type Message = tuple[str, str, Any]


class HomeyHub(Hub):
    """One Homey."""

    def __init__(
        self,
        client: HomeyClient,
        hub_id: str,
        name: str,
        *,
        tell_missing: Callable[[tuple[str, ...]], None] | None = None,
        warm_is_low: bool = False,
    ) -> None:
        """Speak through ``client`` with the Homey of this id.

        ``tell_missing`` hears which scopes would bring more; ``warm_is_low`` turns the lights' warmth around.
        """
        self._tell_missing = tell_missing
        self.client = client
        self.info = HubInfo(hub_id=hub_id, device_id=HUB_DEVICE, name=name)
        self.poll_interval = NET
        self.fallback_interval = FALLBACK
        self.longest_pause = IN_THE_HOUSE
        self.session = Session(None, ())
        self.house = House(HomeyFacts(name), self._may, warm_is_low=warm_is_low)
        self._identity: Identity | None = None
        self._backlog: Backlog[Message] = Backlog()
        self._absent: set[str] = set()
        self._read_at: dict[str, float] = {}
        self._sink: Sink | None = None
        self._is_old = False
        self._is_there_more = asyncio.Event()
        self._sender = Sender(client, self.house, tell=self._tell, read_again=self._read_again)

    # What a hub does

    async def connect(self) -> None:
        """Learn who answers and what our key may do; open the socket if it can be opened."""
        identity = await self.client.identify()
        if identity.homey_id != self.info.hub_id:
            raise HubUnsupportedError("another Homey answers at this address")
        self._identity = identity
        self.session = await self.client.session()
        if not self._may("devices.getDevices"):
            raise HubUnsupportedError("the key may not read devices", key="missing_scopes")
        self._absent.clear()
        if self._tell_missing:
            self._tell_missing(missing_scopes(self._may))
        # the session is good: a socket that does not open only means that there is no push
        with contextlib.suppress(HubError):
            await self.client.open(self.info.hub_id, self._hear)

    async def fetch(self) -> Snapshot:
        """All devices, and what of the Homey itself is due."""
        with self._backlog.fetching() as kept:
            devices = await self.client.call("devices.getDevices")
            if not self.house.drivers:
                self.house.take_drivers(await self._optional("drivers", "drivers.getDrivers"))
            if not isinstance(devices, dict | list):
                raise HubConnectionError("the Homey did not tell its devices")
            self._is_old = any(isinstance(one, dict) and "driverUri" in one for one in _values(devices))
            due = [name for name in SECTIONS if self._is_due(name)]
            answers = await asyncio.gather(*(self._section(name) for name in due))
            updates = await self._optional("updates", "updates.getUpdates")
            complete = bool(devices) and not any(isinstance(answer, HubError) for answer in answers)
            self._take(dict(zip(due, answers, strict=True)), devices, updates)
            for message in kept:
                self.house.hear(*message)
        self._is_there_more.set()
        return Snapshot(tuple(self.house.devices.values()), complete)

    async def listen(self, sink: Sink) -> None:
        """Tell what happens until the socket breaks off."""
        self._sink = sink
        socket = await self.client.open(self.info.hub_id, self._hear)
        subscribed: set[str] = set()
        for manager, operation in MANAGERS.items():
            if self._may(operation):
                await self._subscribe(socket.subscribe(f"{MANAGER_URI}{manager}"))
        await self._subscribe_devices(subscribed)
        sink.ready("websocket")
        helpers = [
            asyncio.create_task(self._subscribe_new(subscribed)),
            asyncio.create_task(self._watch_energy()),
        ]
        try:
            raise await asyncio.shield(socket.ended)
        finally:
            for helper in helpers:
                helper.cancel()
            await asyncio.gather(*helpers, return_exceptions=True)

    async def send(self, request: Request) -> Any:
        """Say something; without the socket, read back what a command has made of it."""
        return await self._sender.send(request)

    async def act(self, action: str, device_id: str | None, data: Mapping[str, Any]) -> dict[str, Any] | None:
        """Do one of the integration's actions."""
        return await Actions(self.client, self.house, is_old=self._is_old).do(action, device_id, data)

    async def history(self, device_id: str, key: str, start: datetime | None, end: datetime) -> Recorded | None:
        """What the Homey's insights have of a capability."""
        if not self._may("insights.getLogEntries"):
            return None
        return await recorded(self.client, self.house, device_id, key, start=start, end=end, is_old=self._is_old)

    def diagnostics(self) -> dict[str, Any]:
        """What the Homey told, for the virtual one to play."""
        return recording(self.house, is_old=self._is_old)

    async def close(self) -> None:
        """Close the socket."""
        await self.client.close()

    # Reading

    def _may(self, operation: str) -> bool:
        if operation == "energy.getLiveReport" and self._is_old:
            return self.session.has(OLD_ENERGY_SCOPE)
        return self.session.may(operation)

    def _is_due(self, name: str) -> bool:
        if name in self._absent or not self._may(SECTIONS[name].operation):
            return False
        if self.client.is_live or name in OFTEN or name not in self._read_at:
            return True
        return asyncio.get_running_loop().time() - self._read_at[name] >= SELDOM_SECONDS

    async def _section(self, name: str) -> Any:
        """A section's answer; the error where it could not be read this time."""
        try:
            answer = await self.client.call(SECTIONS[name].operation)
        except (HomeyForbiddenError, HomeyMissingError, HubAuthError) as err:
            # devices were read with the same key a moment ago: a 401 here is a right that it lacks
            _LOGGER.debug("No %s: %s", name, err)
            self._absent.add(name)
            return None
        except HubError as err:
            return err
        self._read_at[name] = asyncio.get_running_loop().time()
        return answer

    async def _optional(self, name: str, operation: str) -> Any:
        """What is good to have; ``None`` where it can't be had."""
        if name in self._absent or not self._may(operation):
            return None
        try:
            return await self.client.call(operation)
        except (HomeyForbiddenError, HomeyMissingError, HubAuthError):
            self._absent.add(name)
        except HubError as err:
            _LOGGER.debug("No %s this time: %s", name, err)
        return None

    def _take(self, answers: Mapping[str, Any], devices: Any, updates: Any) -> None:
        """Take everything that was read, at once."""
        info = answers.get("system")
        version = self._identity.version if self._identity else None
        if isinstance(info, dict):
            self.house.facts = HomeyFacts(
                self.info.name,
                words(info.get("homeyVersion")) or version,
                words(info.get("homeyModelName")),
                words(info.get("homeyModelId")),
            )
        elif self.house.facts.version is None:
            self.house.facts = HomeyFacts(self.info.name, version)
        for name, answer in answers.items():
            if not isinstance(answer, HubError) and name not in self._absent:
                self.house.take_section(name, answer)
        if self._may("updates.getUpdates"):
            self.house.take_updates(updates)
        if self._may("notifications.getNotifications"):
            self.house.take_timeline()
        self.house.take_devices(devices)

    # Listening

    def _hear(self, uri: str, event: str, data: Any) -> None:
        """Take one message, and hand on what it means."""
        self._backlog.keep((uri, event, data))
        told = self.house.hear(uri, event, data)
        if told.added:
            self._is_there_more.set()
        self._tell(told)

    def _tell(self, told: Told) -> None:
        if self._sink is None:
            return
        if told.changed:
            self._sink.changed(told.changed.values())
        if told.removed:
            self._sink.removed(told.removed)
        for device_id, key, event_type, attributes in told.events:
            self._sink.event(device_id, key, event_type, attributes)

    async def _subscribe(self, work: Any) -> None:
        """Subscribe; what the key may not hear is left out, what breaks off is told by the socket's end."""
        try:
            await work
        except HubAuthError:
            raise
        except HubError as err:
            _LOGGER.debug("Not subscribed: %s", err)

    async def _subscribe_devices(self, subscribed: set[str]) -> None:
        """Subscribe to every device that is not subscribed to yet."""
        if (socket := self.client.socket) is None:
            return
        new = self.house.raw.keys() - subscribed
        subscribed |= new
        await asyncio.gather(*(self._subscribe(socket.subscribe(f"{DEVICE_URI}{device_id}")) for device_id in new))

    async def _subscribe_new(self, subscribed: set[str]) -> None:
        """Subscribe to devices that appear, and forget those that went."""
        while True:
            await self._is_there_more.wait()
            self._is_there_more.clear()
            subscribed &= self.house.raw.keys()
            await self._subscribe_devices(subscribed)

    async def _watch_energy(self) -> None:
        """Read the live energy now and then."""
        while True:
            await asyncio.sleep(ENERGY_SECONDS)
            if self._is_due("energy"):
                await self._read_again("energy")

    async def _read_again(self, name: str) -> None:
        """Read one section, and tell what it has become."""
        answer = await self._section(name)
        if answer is not None and not isinstance(answer, HubError) and self._sink is not None:
            self.house.take_section(name, answer)
            self._sink.changed([self.house.devices[HUB_DEVICE]])


def _values(answer: dict[str, Any] | list[Any]) -> list[Any]:
    return list(answer.values()) if isinstance(answer, dict) else answer


def create_hub(hass: HomeAssistant, entry: ConfigEntry[Any]) -> HomeyHub:
    """The hub of an entry."""
    client = make_client(async_get_clientsession(hass), entry.data)
    return HomeyHub(
        client,
        entry.data[CONF_HUB_ID],
        entry.title,
        tell_missing=partial(tell_missing, hass, entry),
        warm_is_low=entry.options.get(CONF_WARM_IS_LOW, False),
    )
