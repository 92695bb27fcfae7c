"""A Homey as a hub: reads, listens and sends, by the socket where it stands and by HTTP where not."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Callable, Collection, Mapping
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
    CertificateChangedError,
    Hub,
    HubConnectionError,
    HubError,
    HubUnsupportedError,
    Recorded,
    Sink,
    Snapshot,
)
from .actions import Actions
from .client import HomeyClient, Identity, Session
from .entry import CONF_LEFT_OUT, CONF_WARM_IS_LOW, make_client
from .mapping.house import House
from .mapping.itself import HUB_DEVICE, HomeyFacts
from .mapping.told import Told
from .mapping.wire import words
from .reading import Read, Reader
from .recording import recording
from .records import recorded
from .rights import missing_scopes, tell_rights
from .sending import Sender
from .subscribing import Subscriptions

_LOGGER = logging.getLogger(__name__)

NET: Final = timedelta(minutes=5)
FALLBACK: Final = timedelta(seconds=20)
ENERGY_SECONDS: Final = 30.0
"""How often the live energy is read while the socket stands: it is never pushed."""

RESTART_SECONDS: Final = 5.0
RESTART_ATTEMPTS: Final = 120
"""How often and how many times a Homey that is away is looked for, before the pauses grow: ten minutes."""

LIVE: Final = ("energy",)
OF_A_DAY: Final = ("energy_today", "price")
"""The sections of the energy: what is of now, and what is of a day."""

type Message = tuple[str, str, Any]


class HomeyHub(Hub):
    """One Homey."""

    def __init__(
        self,
        client: HomeyClient,
        hub_id: str,
        name: str,
        *,
        tell_rights: Callable[[Session, tuple[str, ...]], None] | None = None,
        warm_is_low: bool = False,
        left_out: Collection[str] = (),
    ) -> None:
        """Speak through ``client`` with the Homey of this id.

        ``tell_rights`` hears what our key is, and which scopes would bring more; ``warm_is_low``
        turns the lights' warmth around; ``left_out`` are ids of devices that are not wanted.
        """
        self._tell_rights = tell_rights
        self.client = client
        client.http.homey_id = hub_id
        self.info = HubInfo(hub_id=hub_id, device_id=HUB_DEVICE, name=name)
        self.poll_interval = NET
        self.fallback_interval = FALLBACK
        self.longest_pause = IN_THE_HOUSE
        self.reader = Reader(client)
        self.house = House(HomeyFacts(name), self.reader.may, warm_is_low=warm_is_low, left_out=left_out)
        self._identity: Identity | None = None
        self._backlog: Backlog[Message] = Backlog()
        self._sink: Sink | None = None
        self._is_there_more = asyncio.Event()
        self._sender = Sender(client, self.house, tell=self._tell, read_again=self._read_again)

    # What a hub does

    async def connect(self) -> None:
        """Learn who answers and what our key may do; open the socket if it can be opened."""
        await self._identify()
        await self.reader.begin()
        if not self.reader.may("devices.getDevices"):
            raise HubUnsupportedError("the key may not read devices", key="missing_scopes")
        if self._tell_rights:
            self._tell_rights(self.reader.session, missing_scopes(self.reader.may))
        # the session is good: a socket that does not open only means that there is no push
        with contextlib.suppress(HubError):
            await self.client.open(self.info.hub_id, self._hear)

    async def fetch(self) -> Snapshot:
        """All devices, and what of the Homey itself is due."""
        with self._backlog.fetching() as kept:
            read = await self.reader.read(with_drivers=not self.house.drivers)
            if not isinstance(read.devices, dict | list):
                raise HubConnectionError("the Homey did not tell its devices")
            self._take(read)
            for message in kept:
                self.house.hear(*message)
        self._is_there_more.set()
        return Snapshot(tuple(self.house.devices.values()), read.is_complete)

    async def listen(self, sink: Sink) -> None:
        """Tell what happens until the socket breaks off."""
        self._sink = sink
        if not self.client.is_live:
            await self._wait_until_it_is_there()
        socket = await self.client.open(self.info.hub_id, self._hear)
        subscriptions = Subscriptions(socket, self.house, self.reader.may)
        await subscriptions.begin()
        sink.ready("websocket")
        helpers = [
            asyncio.create_task(subscriptions.follow(self._is_there_more)),
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
        return await Actions(self.client, self.house, is_old=self.reader.is_old).do(action, device_id, data)

    async def history(self, device_id: str, key: str, start: datetime | None, end: datetime) -> Recorded | None:
        """What the Homey's insights have of a capability."""
        if not self.reader.may("insights.getLogEntries"):
            return None
        return await recorded(
            self.client,
            self.house,
            device_id,
            key,
            start=start,
            end=end,
            is_old=self.reader.is_old,
            zone=self.reader.zone,
        )

    def diagnostics(self) -> dict[str, Any]:
        """What the Homey told, for the virtual one to play."""
        return recording(self.house, is_old=self.reader.is_old)

    async def close(self) -> None:
        """Close the socket."""
        await self.client.close()

    # Who is there

    async def _identify(self) -> None:
        """Ask who answers, before anything secret is sent: an address can come to be another's."""
        identity = await self.client.identify()
        if identity.homey_id != self.info.hub_id:
            raise HubUnsupportedError("another Homey answers at this address")
        self._identity = identity

    async def _wait_until_it_is_there(self) -> None:
        """A Homey restarts for minutes: ask again and again, so that its news are heard soon after that.

        Raises as ``_identify``, HubConnectionError only when it stays away for longer than a restart.
        """
        for _ in range(RESTART_ATTEMPTS):
            try:
                return await self._identify()
            except CertificateChangedError:
                raise
            except HubConnectionError as err:
                _LOGGER.debug("%s is not there: %s", self.info.name, err)
            await asyncio.sleep(RESTART_SECONDS)
        return await self._identify()

    # Reading

    def _take(self, read: Read) -> None:
        """Take everything that was read, at once."""
        info = read.sections.get("system")
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
        if not self.house.drivers:
            self.house.take_drivers(read.drivers)
        self.house.tell_time(self.reader.now())
        for name, answer in read.sections.items():
            if not isinstance(answer, HubError):
                self.house.take_section(name, answer)
        if self.reader.may("updates.getUpdates"):
            self.house.take_updates(read.updates)
        if self.reader.may("notifications.getNotifications"):
            self.house.take_timeline()
        self.house.take_devices(read.devices)

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
        for device_id, features in told.values.items():
            self._sink.updated(device_id, features)
        if told.changed:
            self._sink.changed(told.changed.values())
        if told.removed:
            self._sink.removed(told.removed)
        for device_id, key, event_type, attributes in told.events:
            self._sink.event(device_id, key, event_type, attributes)

    async def _watch_energy(self) -> None:
        """Read what of the energy is never pushed; a new day has its own reports."""
        while True:
            await asyncio.sleep(ENERGY_SECONDS)
            now = self.reader.now()
            is_new_day, self.reader.day = now.date() != self.reader.day, now.date()
            self.house.tell_time(now)
            self._tell_itself()
            for name in (*LIVE, *(OF_A_DAY if is_new_day else ())):
                if self.reader.is_due(name):
                    await self._read_again(name)

    async def _read_again(self, name: str) -> None:
        """Read one section, and tell what it has become."""
        answer = await self.reader.section(name)
        if isinstance(answer, HubError):
            _LOGGER.debug("No %s this time: %s", name, answer)
        elif answer is not None:
            self.house.take_section(name, answer)
        self._tell_itself()

    def _tell_itself(self) -> None:
        if self._sink is not None:
            self._sink.changed([self.house.devices[HUB_DEVICE]])


def create_hub(hass: HomeAssistant, entry: ConfigEntry[Any]) -> HomeyHub:
    """The hub of an entry."""
    client = make_client(async_get_clientsession(hass), entry.data)
    return HomeyHub(
        client,
        entry.data[CONF_HUB_ID],
        entry.title,
        tell_rights=partial(tell_rights, hass, entry),
        warm_is_low=entry.options.get(CONF_WARM_IS_LOW, False),
        left_out=frozenset(entry.options.get(CONF_LEFT_OUT, ())),
    )
