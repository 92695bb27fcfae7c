"""A websocket: opened with a limit, kept alive, ended when it is silent for too long."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from typing import Final, NoReturn

import aiohttp

from ...base import HubConnectionError
from ...tls import connection_error
from .quota import Quota, seconds_asked_for

HEARTBEAT: Final = 30.0
CONNECT_TIMEOUT: Final = 30.0
STALE_SECONDS: Final = 1800.0
"""A connection that brought nothing for so long, or for nearly so long, is opened anew (protocol page, section 1.4)."""

_MAX_MESSAGE: Final = 64 * 1024**2


class HandshakeRefusedError(HubConnectionError):
    """The websocket is refused with 401 or 403: perhaps the token is revoked."""


class StaleError(HubConnectionError):
    """Nothing came for ``STALE_SECONDS``."""


@asynccontextmanager
async def connected(
    session: aiohttp.ClientSession,
    url: str,
    *,
    quota: Quota,
    headers: Mapping[str, str],
    ssl: aiohttp.Fingerprint | bool,
) -> AsyncIterator[aiohttp.ClientWebSocketResponse]:
    """An open websocket.

    Raises:
        HandshakeRefusedError: 401 or 403.
        HubThrottledError: 429.
        HubConnectionError: it can't be opened.

    """
    try:
        async with asyncio.timeout(CONNECT_TIMEOUT):
            socket = await session.ws_connect(
                url, headers=headers, heartbeat=HEARTBEAT, ssl=ssl, max_msg_size=_MAX_MESSAGE
            )
    except aiohttp.WSServerHandshakeError as err:
        if err.status == 429:
            raise quota.throttle(seconds_asked_for(err.headers or {})) from err
        refused = HandshakeRefusedError if err.status in (401, 403) else HubConnectionError
        raise refused(f"The websocket is refused with {err.status}") from err
    except (aiohttp.ClientError, TimeoutError, OSError, ValueError) as err:
        raise connection_error(err, "The websocket") from err
    try:
        yield socket
    finally:
        await socket.close()


async def read(socket: aiohttp.ClientWebSocketResponse, take: Callable[[str | bytes], Awaitable[None]]) -> NoReturn:
    """Hand on what comes in, text or binary, until the connection ends; that ends with an error.

    Raises:
        StaleError: nothing came for too long.
        HubConnectionError: the connection ended.

    """
    clock = asyncio.get_running_loop().time
    try:
        async with asyncio.timeout(STALE_SECONDS) as patience:
            moved = clock()
            while True:
                message = await socket.receive()
                # a limit of its own for each message would cost half as much as reading it
                if (now := clock()) - moved > STALE_SECONDS / 10:
                    moved = now
                    patience.reschedule(now + STALE_SECONDS)
                if message.type in (aiohttp.WSMsgType.TEXT, aiohttp.WSMsgType.BINARY):
                    await take(message.data)
                elif message.type is aiohttp.WSMsgType.ERROR:
                    raise HubConnectionError(f"The websocket broke: {type(message.data).__name__}")
                else:
                    raise HubConnectionError("The websocket was closed")
    except TimeoutError as err:
        raise StaleError("The websocket is silent") from err
