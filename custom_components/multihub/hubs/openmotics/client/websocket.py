"""The gateway's push: events by websocket (protocol page, section 1.5)."""

from __future__ import annotations

import asyncio
import importlib
import json
import logging
from collections.abc import Callable, Iterable
from typing import Any, Final, Protocol

import aiohttp

from ...base import HubAuthError, HubConnectionError, HubUnsupportedError
from ...jsontext import loads
from ...tls import connection_error
from .form import FormClient

_LOGGER = logging.getLogger(__name__)

HEARTBEAT: Final = 30
"""Seconds between pings: the gateway answers them and sends none itself."""

CONNECT_WITHIN: Final = 30.0
"""Seconds for the handshake."""

PONG_WITHIN: Final = 5.0
"""Seconds after which a subscription counts even if the gateway does not answer our ping."""

UNKNOWN_PARAMETER: Final = (400, 404)
"""How gateways before 2.19 may refuse to be asked for JSON."""

type Handler = Callable[[str, Any], None]


class Packer(Protocol):
    """The msgpack package, where Home Assistant has it at hand."""

    def packb(self, value: Any) -> bytes:
        """Pack a value."""

    def unpackb(self, data: bytes) -> Any:
        """Unpack a value."""


class Websocket:
    """Listens to the events of one gateway; nothing arrives that is not subscribed to."""

    def __init__(self, client: FormClient) -> None:
        """Use the client's address, session and token."""
        self._client = client
        self._packer: Packer | None = None

    async def listen(self, types: Iterable[str], ready: Callable[[], None], handle: Handler) -> None:
        """Hand every event on as (type, data), until the connection ends.

        ``ready`` is called when the subscription stands, which a pong or the first event proves; a
        gateway that gives neither is believed after a while.

        Raises:
            HubAuthError: refused even with a new token.
            HubConnectionError: it can't be reached, or broke off.
            HubUnsupportedError: this firmware speaks only msgpack, and we have none.

        """
        socket = await self._connected()
        believed = asyncio.get_running_loop().call_later(PONG_WITHIN, ready)

        def proven() -> None:
            if not believed.cancelled():
                believed.cancel()
                ready()

        try:
            await self._send(socket, "ACTION", {"action": "set_subscription", "types": list(types)})
            await self._send(socket, "PING", None)
            async for message in socket:
                self._take(message, proven, handle)
        except (aiohttp.ClientError, ConnectionError, TimeoutError) as err:
            raise connection_error(err, "The gateway's websocket") from None
        finally:
            believed.cancel()
            await socket.close()

    async def _connected(self) -> aiohttp.ClientWebSocketResponse:
        token = await self._client.token()
        for attempt in range(2):
            try:
                return await self._in_some_words(token)
            except HubAuthError:
                if attempt:
                    raise
                token = await self._client.token(refused=token)
        raise AssertionError

    async def _in_some_words(self, token: str) -> aiohttp.ClientWebSocketResponse:
        """Connect for JSON, else for msgpack."""
        try:
            self._packer = None
            return await self._connect(token, {"serialization": "json"})
        except HubUnsupportedError:
            self._packer = packer()
            return await self._connect(token, {})

    async def _connect(self, token: str, query: dict[str, str]) -> aiohttp.ClientWebSocketResponse:
        client = self._client
        try:
            async with asyncio.timeout(CONNECT_WITHIN):
                return await client.session.ws_connect(
                    f"{client.url}/ws_events",
                    params=query,
                    headers={"Authorization": f"Bearer {token}"},
                    ssl=client.ssl,
                    heartbeat=HEARTBEAT,
                )
        except aiohttp.WSServerHandshakeError as err:
            if err.status == 401:
                raise HubAuthError("The websocket refuses the token") from None
            if err.status in UNKNOWN_PARAMETER and query:
                raise HubUnsupportedError("The websocket does not know JSON") from None
            raise HubConnectionError(f"The websocket answers HTTP {err.status}") from None
        except (aiohttp.ClientError, TimeoutError) as err:
            raise connection_error(err, "The gateway's websocket") from None

    async def _send(self, socket: aiohttp.ClientWebSocketResponse, kind: str, data: Any) -> None:
        message = {"type": kind, "data": data}
        if self._packer:
            await socket.send_bytes(self._packer.packb(message))
        else:
            await socket.send_str(json.dumps(message))

    def _take(self, message: aiohttp.WSMessage, ready: Callable[[], None], handle: Handler) -> None:
        if message.type not in (aiohttp.WSMsgType.TEXT, aiohttp.WSMsgType.BINARY):
            return
        try:
            event = self._packer.unpackb(message.data) if self._packer else loads(message.data)
            kind, data = event["type"], event.get("data")
        except (ValueError, TypeError, KeyError, AttributeError) as err:
            _LOGGER.debug("A frame that is no event: %s", type(err).__name__)
            return
        ready()
        if kind != "PONG":
            handle(kind, data)


def packer() -> Packer:
    """The msgpack package, if it happens to be installed; it is never required."""
    try:
        found: Packer = importlib.import_module("msgpack")
    except ImportError:
        raise HubUnsupportedError("This firmware's websocket speaks msgpack only", key="not_this_hub") from None
    return found
