"""What a Homey is told: one value after the other, sliders once, and read back where nothing is pushed."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable
from functools import partial
from typing import Any, Final

from ...model import Request
from ..base import HubError, HubUnsupportedError
from ..latest import Latest
from .client import HomeyClient
from .mapping.house import MANAGER_URI, House
from .mapping.told import Told
from .requests import Ask, FetchPicture, SetCapabilities
from .starting import refuse_paused

_LOGGER = logging.getLogger(__name__)

CHANGES: Final = {
    "flow.updateAdvancedFlow": "advanced_flows",
    "flow.updateFlow": "flows",
    "logic.updateVariable": "variables",
}
"""What changes a section: without the socket it is read again after that."""


class Sender:
    """Sends requests to one Homey."""

    def __init__(
        self,
        client: HomeyClient,
        house: House,
        *,
        tell: Callable[[Told], None],
        read_again: Callable[[str], Awaitable[None]],
    ) -> None:
        """Send by ``client``; ``tell`` hears what a device has become, ``read_again`` reads a section."""
        self._client = client
        self._house = house
        self._tell = tell
        self._read_again = read_again
        self._latest = Latest()

    async def send(self, request: Request) -> Any:
        """Send one request; gives what the Homey answers. Raises what ``Hub.send`` raises."""
        match request:
            case SetCapabilities():
                return await self._set(request)
            case FetchPicture(url=url):
                return await self._client.picture(url)
            case Ask(operation=operation, arguments=arguments):
                refuse_paused(self._house, operation, arguments)
                answer = await self._client.call(operation, **arguments)
                if not self._client.is_live and operation in CHANGES:
                    await self._read_again(CHANGES[operation])
                return answer
            case _:
                raise HubUnsupportedError(f"a {type(request).__name__} is not for this hub")

    async def _set(self, request: SetCapabilities) -> None:
        """Write one capability after the other. Of sliders that wait, only the last is written."""
        if all(type(write.value) in (int, float) for write in request.writes):
            key = (request.device_id, *(write.capability for write in request.writes))
            await self._latest.run(key, partial(self._write, request))
        else:
            await self._write(request)

    async def _write(self, request: SetCapabilities) -> None:
        for write in request.writes:
            arguments: dict[str, Any] = {"capabilityId": write.capability, "value": write.value}
            if write.duration is not None:
                arguments["opts"] = {"duration": write.duration}
            await self._client.call("devices.setCapabilityValue", deviceId=request.device_id, **arguments)
        if not self._client.is_live:
            await self._confirm(request.device_id)

    async def _confirm(self, device_id: str) -> None:
        """Nothing is pushed: read what has become of the device."""
        try:
            raw = await self._client.call("devices.getDevice", id=device_id)
        except HubError as err:
            _LOGGER.debug("Not confirmed: %s", err)
            return
        if isinstance(raw, dict):
            self._tell(self._house.hear(f"{MANAGER_URI}devices", "device.update", {**raw, "id": device_id}))
