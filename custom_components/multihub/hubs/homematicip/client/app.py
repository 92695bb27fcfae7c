"""The app's interface: REST and a websocket, in the cloud or on an HCU1 in the house.

Protocol page, sections 1.1 to 1.4 (cloud) and 6.2 (HCU1).
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

import aiohttp
from yarl import URL

from ...base import HubAuthError, HubConnectionError
from ...tls import pin
from .http import STATE_TIMEOUT, post
from .quota import Quota
from .state_reader import StateReader
from .transport import OnEvents
from .websocket import HandshakeRefusedError, StaleError, connected, read
from .wire import API_VERSION, STATE_PATH, Credentials, RefusedError, checked_state, decoded, events_of

LOOKUP_AFTER_FAILURES: Final = 3
"""The cloud moves homes to other hosts: ask again after so many failures."""

PROBE_AFTER_FAILURES: Final = 3
PROBE_EVERY: Final = 10
"""A revoked token shows in REST only: ask once after so many failures, then now and then."""

PATHS: Final = {"group/heating/setHotWaterProfileMode": "group/heating/setProfileMode"}
"""Path of the Connect API: that of the app's interface, where it has the same for several kinds of groups."""

CONFIRM_SECONDS: Final = 2.0
"""How long after a first 403 the second request is made."""


@dataclass(frozen=True, slots=True)
class Endpoints:
    """Where an access point is served; the fingerprints pin what shows a certificate of its own."""

    rest: str
    websocket: str
    fingerprint: str | None = None
    websocket_fingerprint: str | None = None

    def url(self, path: str) -> str:
        """The address of a path below ``/hmip/``."""
        return f"{self.rest}/hmip/{path}"


type FindEndpoints = Callable[[], Awaitable[Endpoints]]


async def lookup(session: aiohttp.ClientSession, quota: Quota, url: str, access_point: str) -> Endpoints:
    """Ask the vendor's lookup where this access point is served (protocol page, section 1.1).

    A lookup over TLS must name addresses with TLS, so that no token ever goes out in clear.

    Raises:
        HubError: ``invalid_access_point``, the lookup does not know it.
        HubConnectionError: the lookup can't be reached, or something else answers (``not_this_hub``).

    """
    body = {
        "clientCharacteristics": {
            "apiVersion": "10",
            "applicationIdentifier": "multihub",
            "applicationVersion": "1.0",
            "deviceManufacturer": "none",
            "deviceType": "Computer",
            "language": "en_US",
            "osType": "Linux",
            "osVersion": "1",
        },
        "id": access_point,
    }
    try:
        answer = await post(session, url, body, quota=quota, headers={"VERSION": API_VERSION})
    except RefusedError as err:
        if not err.code:
            raise HubConnectionError(str(err), key="not_this_hub") from err
        raise err.for_pairing() from err
    found = [answer.get(key) for key in ("urlREST", "urlWebSocket")] if isinstance(answer, Mapping) else []
    allowed = ("https://", "wss://") if url.startswith("https://") else ("http://", "ws://", "https://", "wss://")
    match found:
        case [str(rest), str(websocket)] if rest.startswith(allowed) and websocket.startswith(allowed):
            return Endpoints(rest.rstrip("/"), websocket)
    raise HubConnectionError("The lookup names no usable address", key="not_this_hub")


def fixed_endpoints(
    host: str, port: int, events_port: int, fingerprint: str, events_fingerprint: str | None = None
) -> Endpoints:
    """Where an HCU1 serves the app's interface in the house (protocol page, section 6.2)."""
    return Endpoints(
        str(URL.build(scheme="https", host=host, port=port)),
        str(URL.build(scheme="wss", host=host, port=events_port)),
        fingerprint,
        events_fingerprint or fingerprint,
    )


class AppTransport:
    """The app's interface with a token; ``find`` gives the endpoints, and is asked again when they fail."""

    def __init__(
        self,
        session: aiohttp.ClientSession,
        quota: Quota,
        credentials: Credentials,
        find: FindEndpoints,
        *,
        is_local: bool,
    ) -> None:
        """Speak over this session; nothing is sent yet."""
        self.is_local = is_local
        self.has_journal = True
        self._session = session
        self._quota = quota
        self._credentials = credentials
        self._find = find
        self._reader = StateReader()
        self._endpoints: Endpoints | None = None
        self._failures = 0
        self._lost = 0
        self._refused = 0

    async def state(self) -> dict[str, Any]:
        """The whole home; a refusal is confirmed by a second request."""
        await self._quota.turn(command=False)
        try:
            return await self._state()
        except RefusedError as err:
            if err.status not in (401, 403):
                raise HubConnectionError(str(err)) from err
        await asyncio.sleep(CONFIRM_SECONDS)
        try:
            return await self._state()
        except RefusedError as err:
            if err.status in (401, 403):
                raise HubAuthError("The access point refuses the token") from err
            raise HubConnectionError(str(err)) from err

    async def read(self, path: str) -> Any:
        """Read something else than the state."""
        await self._quota.turn(command=False)
        return await self.call(path, {})

    async def turn(self) -> None:
        """Wait until a command may be sent."""
        await self._quota.turn(command=True)

    async def call(self, path: str, body: Mapping[str, Any]) -> Any:
        """Send a command; when it is the token that is refused, a read confirms it."""
        try:
            return await self._post(PATHS.get(path, path), body)
        except RefusedError as err:
            if err.status == 401 or (err.status == 403 and err.code in ("", "INVALID_AUTHORIZATION")):
                await self.state()
            raise err.for_command() from err

    async def listen(self, opened: Callable[[], None], events: OnEvents) -> None:
        """Hold the websocket; a silent one is opened anew without a word."""
        while True:
            try:
                await self._listen_once(opened, events)
            except StaleError:
                continue
            except HandshakeRefusedError:
                await self._failed(refused=True)
                raise
            except HubConnectionError:
                await self._failed(refused=False)
                raise

    async def close(self) -> None:
        """Nothing stays open: the session is not ours, the websocket ends with ``listen``."""

    async def _listen_once(self, opened: Callable[[], None], events: OnEvents) -> None:
        endpoints = await self._where()
        async with connected(
            self._session,
            endpoints.websocket,
            quota=self._quota,
            headers=self._credentials.headers(),
            ssl=pin(endpoints.websocket_fingerprint),
        ) as socket:

            async def take(data: str | bytes) -> None:
                self._failures = self._lost = self._refused = 0
                events(_read(data))

            opened()
            await read(socket, take)

    async def _failed(self, *, refused: bool) -> None:
        """Ask REST whether the token still counts: at the first refusal, after a few losses, then now and then."""
        self._count_failure()
        if refused:
            self._refused += 1
        else:
            self._lost += 1
        count, first = (self._refused, 1) if refused else (self._lost, PROBE_AFTER_FAILURES)
        if count == first or count % PROBE_EVERY == 0:
            await self.state()

    async def _state(self) -> dict[str, Any]:
        return checked_state(await self._post(STATE_PATH, {}, timeout=STATE_TIMEOUT, read=self._reader.read))

    async def _where(self) -> Endpoints:
        if self._endpoints is None:
            self._endpoints = await self._find()
        return self._endpoints

    async def _post(self, path: str, body: Mapping[str, Any], **kwargs: Any) -> Any:
        endpoints = await self._where()
        try:
            answer = await post(
                self._session,
                endpoints.url(path),
                body,
                quota=self._quota,
                headers=self._credentials.headers(),
                ssl=pin(endpoints.fingerprint),
                **kwargs,
            )
        except HubConnectionError:
            self._count_failure()
            raise
        self._failures = 0
        return answer

    def _count_failure(self) -> None:
        """After a few in a row, forget the host: the home may have moved."""
        self._failures += 1
        if self._failures % LOOKUP_AFTER_FAILURES == 0:
            self._endpoints = None


def _read(data: str | bytes) -> list[dict[str, Any]] | None:
    try:
        return events_of(decoded(data))
    except ValueError:
        return None
