"""The pairing by the access point's button (protocol page, section 1.2)."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from typing import Any, Final
from uuid import uuid4

import aiohttp

from ...base import HubConnectionError
from ...tls import pin
from .app import Endpoints
from .http import post
from .quota import Quota
from .wire import Credentials, RefusedError

POLL_SECONDS: Final = 2.0
FAILURES_IN_A_ROW: Final = 3
DEVICE_NAME: Final = "Home Assistant (Multihub)"


class Pairing:
    """One pairing, with a device id of its own; the app shows ``DEVICE_NAME`` among its clients."""

    def __init__(
        self, session: aiohttp.ClientSession, quota: Quota, endpoints: Endpoints, access_point: str, pin: str | None
    ) -> None:
        """Prepare; nothing is sent yet. ``pin`` is the system PIN of the app, if there is one."""
        self._session = session
        self._quota = quota
        self._endpoints = endpoints
        self._access_point = access_point
        self._pin = pin or None
        self._device_id = str(uuid4())

    async def request(self) -> None:
        """Ask to be let in; then the person presses the button.

        Raises:
            HubError: ``invalid_pin``, ``hub_locked`` (HCU1: its button was not pressed before),
                ``pairing_busy`` or ``invalid_access_point``.

        """
        body = {"deviceId": self._device_id, "deviceName": DEVICE_NAME, "sgtin": self._access_point}
        headers = {"PIN": self._pin} if self._pin is not None else {}
        try:
            await self._post("auth/connectionRequest", body, headers)
        except RefusedError as err:
            raise err.for_pairing() from err

    async def button_pressed(self) -> None:
        """Wait until the button is pressed; whoever waits sets the limit."""
        failures = 0
        while True:
            try:
                if await self._is_acknowledged():
                    return
                failures = 0
            except HubConnectionError:
                if (failures := failures + 1) == FAILURES_IN_A_ROW:
                    raise
            await asyncio.sleep(POLL_SECONDS)

    async def token(self) -> str:
        """The token, confirmed: without that step it is not valid.

        Raises:
            HubError: it is refused, or the answer holds none.

        """
        try:
            answer = await self._post("auth/requestAuthToken", {"deviceId": self._device_id})
            token = answer.get("authToken") if isinstance(answer, Mapping) else None
            if not isinstance(token, str) or not token:
                raise HubConnectionError("The access point gave no token")
            await self._post("auth/confirmAuthToken", {"deviceId": self._device_id, "authToken": token})
        except RefusedError as err:
            raise err.for_pairing() from err
        return token

    async def _is_acknowledged(self) -> bool:
        try:
            body = {"deviceId": self._device_id, "accessPointId": self._access_point}
            await self._post("auth/isRequestAcknowledged", body)
        except RefusedError:
            return False
        return True

    async def _post(self, path: str, body: Mapping[str, Any], headers: Mapping[str, str] | None = None) -> Any:
        return await post(
            self._session,
            self._endpoints.url(path),
            body,
            quota=self._quota,
            headers={**Credentials(self._access_point).headers(), **(headers or {})},
            ssl=pin(self._endpoints.fingerprint),
        )
