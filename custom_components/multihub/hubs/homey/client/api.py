"""One Homey: who it is, what we may do, and operations over the socket where it stands, else over HTTP."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from functools import partial
from typing import Any, Final

import aiohttp

from ...base import HubAuthError, HubConnectionError, HubThrottledError, HubUnsupportedError
from ...jsontext import Read, loads
from ...members import Members
from .http import HomeyHttp, Identity
from .operations import OPERATIONS, Operation, granted
from .pace import REFUSED_PAUSE, Pace
from .socket import EventListener, HomeySocket, open_socket

type Renew = Callable[[], Awaitable[str]]
"""Gives a new session's token, for the ways in whose sessions end."""

SOCKET_TIMEOUT: Final = 20.0


@dataclass(frozen=True, slots=True)
class Session:
    """What our token stands for: ``PAT`` (a local key), ``OAUTH`` or ``APP``, and what it may do."""

    kind: str | None
    scopes: tuple[str, ...]

    def may(self, operation: str) -> bool:
        """Whether we may do this operation of the table."""
        return granted(self.scopes, OPERATIONS[operation].scope)

    def has(self, scope: str) -> bool:
        """Whether this scope is granted."""
        return granted(self.scopes, scope)


class HomeyClient:
    """A Homey by its address and token."""

    def __init__(
        self,
        session: aiohttp.ClientSession,
        base_url: str,
        token: str,
        *,
        tls: aiohttp.Fingerprint | bool = True,
        renew: Renew | None = None,
        pace: Pace | None = None,
    ) -> None:
        """``renew`` is asked for another token when this one is refused, once for each refusal."""
        self._session = session
        self._token = token
        self._renew = renew
        self._renewing = asyncio.Lock()
        self._devices = Members()
        self.http = HomeyHttp(session, base_url, tls=tls, pace=pace)
        self.socket: HomeySocket | None = None

    @property
    def is_live(self) -> bool:
        """Whether the socket stands."""
        return self.socket is not None and not self.socket.ended.done()

    async def identify(self) -> Identity:
        """Who it is; raises as ``HomeyHttp.identify``."""
        return await self.http.identify()

    async def session(self) -> Session:
        """What our token may do.

        Raises:
            HubAuthError: the token is refused.
            HubConnectionError: the Homey can't be reached.

        """
        answer = await self._renewing_once(
            lambda token: self.http.operate(OPERATIONS["sessions.getSessionMe"], {}, token)
        )
        if not isinstance(answer, dict):
            raise HubUnsupportedError("no session")
        scopes = answer.get("intersectedScopes") or answer.get("scopes") or []
        kind = answer.get("type")
        return Session(kind if isinstance(kind, str) else None, tuple(s for s in scopes if isinstance(s, str)))

    async def open(self, homey_id: str, heard: EventListener) -> HomeySocket:
        """The socket, opened if it does not stand; raises as ``open_socket``."""
        if self.socket is not None and not self.socket.ended.done():
            return self.socket
        await self.close()
        self.socket = await self._renewing_once(
            lambda token: open_socket(
                self._session, self.http.base_url, tls=self.http.tls, token=token, homey_id=homey_id, heard=heard
            )
        )
        return self.socket

    async def call(self, operation: str, /, **arguments: Any) -> Any:
        """Do one operation of the table; gives what the Homey answers.

        Over the socket where it stands, as the official client does, else over HTTP. Refused for
        want of rest (429, before it is done) it is tried once more. It is not tried again after a
        silence, except over HTTP what can be done twice.
        """
        return await self._do(OPERATIONS[operation], arguments, loads)

    async def devices(self) -> Any:
        """All devices; one that is told as it was the last time is the very same, and not to be changed."""
        return await self._do(OPERATIONS["devices.getDevices"], {}, self._devices.read)

    async def picture(self, url: str) -> bytes:
        """The bytes of a picture, a path on the Homey."""
        return await self._renewing_once(lambda token: self.http.picture(url, token))

    async def close(self) -> None:
        """Close the socket."""
        if self.socket is not None:
            socket, self.socket = self.socket, None
            await socket.close()

    async def _do(self, known: Operation, arguments: dict[str, Any], read: Read) -> Any:
        if self.is_live:
            try:
                return await self._over_socket(known, arguments, read)
            except HubConnectionError:
                if not known.repeatable:
                    raise
        return await self._renewing_once(lambda token: self.http.operate(known, arguments, token, read=read))

    async def _over_socket(self, known: Operation, arguments: dict[str, Any], read: Read) -> Any:
        assert self.socket is not None
        operate = partial(self.socket.operate, known.manager, known.name, arguments, timeout=SOCKET_TIMEOUT, read=read)
        with contextlib.suppress(HubThrottledError):
            return await operate()
        # what was refused together is not said together again
        self.http.pace.rest(REFUSED_PAUSE)
        async with self.http.pace.slot():
            return await operate()

    async def _renewing_once[T](self, work: Callable[[str], Awaitable[T]]) -> T:
        """Do it; where the session has ended and can be renewed, once more with the new one."""
        token = self._token
        try:
            if token or self._renew is None:
                return await work(token)
        except HubAuthError:
            if self._renew is None:
                raise
        async with self._renewing:
            if self._token == token:
                self._token = await self._renew()
        return await work(self._token)
