"""A Homey's local Web API over HTTP (protocol page, sections 1.2 and 6)."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

import aiohttp

from ...base import HubConnectionError, HubError, HubThrottledError, HubUnsupportedError
from ...jsontext import Read, loads
from ...tls import connection_error
from .errors import HomeyMissingError, error_of
from .operations import Operation
from .pace import REFUSED_PAUSE, Pace

TIMEOUT: Final = 20.0
"""Seconds: a command to a sleeping device takes longer than the official ten (section 6)."""

PING_TIMEOUT: Final = 8.0
PATIENCE: Final = 10.0
"""The longest rest that is waited out for a request that was refused with 429."""

FIRST_FIRMWARE: Final = "1."
"""Firmware of the first kind has another API, with ``PUT …/state`` instead of capabilities."""


@dataclass(frozen=True, slots=True)
class Identity:
    """Who a Homey is, told without any token: its id, firmware and tier (``None``: not told)."""

    homey_id: str
    version: str | None
    tier: str | None


class HomeyHttp:
    """Requests to one Homey: few at once, spaced, one repeat after a 429 and none after a timeout."""

    def __init__(
        self,
        session: aiohttp.ClientSession,
        base_url: str,
        *,
        tls: aiohttp.Fingerprint | bool = True,
        pace: Pace | None = None,
    ) -> None:
        """Speak to ``base_url`` (``http://192.168.1.100``); ``tls`` pins or verifies a certificate."""
        self._session = session
        self.homey_id: str | None = None
        """Whose answers count, once that is known: each names its Homey (section 0)."""
        self.base_url = base_url.rstrip("/")
        self.tls = tls
        self.pace = pace or Pace()

    async def identify(self) -> Identity:
        """Ask who it is.

        Raises:
            HubConnectionError: nobody answers, or a Homey that is starting up.
            HubThrottledError: it asks to be left alone.
            HubUnsupportedError: something else answers, the firmware is too old, or the Homey is
                not licensed any more.

        """
        status, headers, body = await self._raw("GET", "/api/manager/system/ping", timeout=PING_TIMEOUT)
        homey_id = headers.get("X-Homey-ID")
        if status in (403, 429):
            raise error_of(status, _decoded(body), "ping", retry_after=_seconds(headers.get("Retry-After")))
        if status >= 500:
            raise HubConnectionError(f"ping: {status}")
        if not homey_id:
            raise HubUnsupportedError("the answer bears no X-Homey-ID")
        version = headers.get("X-Homey-Version")
        if version and version.startswith(FIRST_FIRMWARE):
            raise HubUnsupportedError(f"firmware {version}", key="firmware_too_old")
        return Identity(homey_id, version, headers.get("X-Homey-Tier"))

    async def has_local_keys(self) -> bool:
        """Whether this Homey knows API keys of its own; those of 2016 to 2019 don't.

        Asked without a token: what has the route wants one (401, 403), what has not says so. One
        that wants a token before it looks for a route can't be told apart: it counts as having keys.

        Raises:
            HubConnectionError: nobody answers, or a Homey that is starting up.
            HubThrottledError: it asks to be left alone.

        """
        status, headers, body = await self._raw("GET", "/api/manager/users/pat", timeout=PING_TIMEOUT)
        if status in (200, 401, 403):
            return True
        error = error_of(status, _decoded(body), "users.pat", retry_after=_seconds(headers.get("Retry-After")))
        if isinstance(error, HubThrottledError):
            raise error
        if status >= 500 and not isinstance(error, HomeyMissingError):
            raise HubConnectionError(f"users.pat: {status}")
        return False

    async def operate(self, operation: Operation, arguments: dict[str, Any], token: str, *, read: Read = loads) -> Any:
        """Do one operation; raises what ``error_of`` makes of a refusal, and HubConnectionError.

        ``read`` makes data of what it gives.
        """
        path, query, body = operation.http(arguments)
        what = f"{operation.manager}.{operation.name}"
        return await self._patiently(operation.method, path, what, token=token, query=query, body=body, read=read)

    async def login(self, delegation: str) -> str:
        """A session of a day for the account service's word (section 1.1)."""
        token = await self._patiently("POST", "/api/manager/users/login", "login", body={"token": delegation})
        if not isinstance(token, str) or not token:
            raise HubUnsupportedError("login gave no session")
        return token

    async def picture(self, url: str, token: str) -> bytes:
        """The bytes of a picture; ``url`` is a path on the Homey."""
        if not url.startswith("/"):
            raise HubConnectionError("a picture that is not on the Homey")
        async with self.pace.slot():
            status, _, body = await self._raw("GET", url, token=token, timeout=TIMEOUT)
        if status != 200:
            raise error_of(status, None, "picture")
        return body

    async def _patiently(
        self,
        method: str,
        path: str,
        what: str,
        *,
        token: str | None = None,
        query: dict[str, str] | None = None,
        body: Any = None,
        read: Read = loads,
    ) -> Any:
        """One request, and a second one if the first was refused before it was done (429)."""
        for attempt in (1, 2):
            async with self.pace.slot():
                status, headers, answer = await self._raw(
                    method, path, token=token, query=query, body=body, timeout=TIMEOUT
                )
            if status < 300:
                return _decoded(answer, read)
            error: HubError = error_of(status, _decoded(answer), what, retry_after=_seconds(headers.get("Retry-After")))
            if not isinstance(error, HubThrottledError):
                raise error
            rest = error.retry_after if "Retry-After" in headers else REFUSED_PAUSE
            self.pace.rest(rest)
            if attempt == 2 or rest > PATIENCE:
                raise error
        raise AssertionError

    async def _raw(
        self,
        method: str,
        path: str,
        *,
        token: str | None = None,
        query: dict[str, str] | None = None,
        body: Any = None,
        timeout: float,
    ) -> tuple[int, Mapping[str, str], bytes]:
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        try:
            async with (
                asyncio.timeout(timeout),
                self._session.request(
                    method,
                    f"{self.base_url}{path}",
                    params=query or None,
                    json=body,
                    headers=headers,
                    ssl=self.tls,
                    allow_redirects=False,
                ) as response,
            ):
                data = await response.read()
        except (aiohttp.ClientError, OSError, TimeoutError) as err:
            raise connection_error(err, "the Homey") from err
        if self.homey_id and response.headers.get("X-Homey-ID", self.homey_id) != self.homey_id:
            raise HubUnsupportedError("another Homey answers at this address")
        return response.status, response.headers, data


def _decoded(data: bytes, read: Read = loads) -> Any:
    """The JSON of a body, its text where it is none, ``None`` where there is none."""
    if not data:
        return None
    text = data.decode("utf-8-sig", "replace")
    try:
        return read(text)
    except ValueError:
        return text


def _seconds(text: str | None) -> float | None:
    try:
        return max(0.0, float(text)) if text is not None else None
    except ValueError:
        return None
