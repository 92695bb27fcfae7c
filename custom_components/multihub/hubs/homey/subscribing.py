"""Whose news of a Homey are heard: its managers', and each device's."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from typing import Final

from ..base import HubAuthError, HubError
from .client.socket import HomeySocket
from .mapping.house import DEVICE_URI, MANAGER_URI, House

_LOGGER = logging.getLogger(__name__)

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


class Subscriptions:
    """What one socket is subscribed to, as devices come and go."""

    def __init__(self, socket: HomeySocket, house: House, may: Callable[[str], bool]) -> None:
        """Begin with nothing."""
        self._socket = socket
        self._house = house
        self._may = may
        self._devices: set[str] = set()

    async def begin(self) -> None:
        """Subscribe to everything that the key may read; raises what ends the connection."""
        for manager, operation in MANAGERS.items():
            if self._may(operation):
                await self._heard(self._socket.subscribe(f"{MANAGER_URI}{manager}"))
        await self._subscribe_devices()

    async def follow(self, is_there_more: asyncio.Event) -> None:
        """Subscribe to devices that appear, and forget those that went, until this is cancelled."""
        while True:
            await is_there_more.wait()
            is_there_more.clear()
            self._devices &= self._house.raw.keys()
            await self._subscribe_devices()

    async def _subscribe_devices(self) -> None:
        new = self._house.raw.keys() - self._devices
        self._devices |= new
        await asyncio.gather(*(self._heard(self._socket.subscribe(f"{DEVICE_URI}{one}")) for one in new))

    async def _heard(self, subscribing: Awaitable[None]) -> None:
        """What the key may not hear is left out; what breaks off is told by the socket's end."""
        try:
            await subscribing
        except HubAuthError:
            raise
        except HubError as err:
            _LOGGER.debug("Not subscribed: %s", err)
