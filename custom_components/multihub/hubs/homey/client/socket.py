"""Our own client of a Homey's socket: Engine.IO 3, Socket.IO 4, websocket only, on aiohttp (section 2).

Engine.IO 3 has the *client* ping; a socket whose pings are not answered is over.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from itertools import count
from typing import Any, Final

import aiohttp

from ...base import HubConnectionError
from ...jsontext import Read
from ...tls import connection_error
from . import packets
from .errors import error_of
from .packets import Packet

_LOGGER = logging.getLogger(__name__)

TIMEOUT: Final = 10.0
"""Seconds for the handshake, a subscription and an ordinary operation (section 2.2)."""

STABLE: Final = 0.025
"""Seconds to see whether the Homey drops the namespace that it just gave (section 2.2, note e)."""

LONGEST_PING: Final = 20.0

type EventListener = Callable[[str, str, Any], None]
"""Takes the address that was subscribed to, the event's name, its data."""


class HomeySocket:
    """One connection; when it is over, ``ended`` holds why, and a new one is needed."""

    def __init__(self, websocket: aiohttp.ClientWebSocketResponse, heard: EventListener) -> None:
        """Serve an open websocket; ``open_socket`` makes one."""
        self._websocket = websocket
        self._heard = heard
        self._numbers = count()
        self._waiting: dict[int, asyncio.Future[list[Any]]] = {}
        self._results: dict[int, Read] = {}
        self._namespace = ""
        self._opened: asyncio.Future[dict[str, Any]] = asyncio.get_running_loop().create_future()
        self._joined: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._pong = asyncio.Event()
        self._tasks: list[asyncio.Task[None]] = []
        self.ended: asyncio.Future[HubConnectionError] = asyncio.get_running_loop().create_future()

    async def begin(self, token: str, homey_id: str) -> None:
        """Introduce ourselves and enter the namespace of the API.

        Raises:
            HubAuthError: the token is refused.
            HubConnectionError: no sense is to be had from the other side.

        """
        self._tasks.append(asyncio.create_task(self._read()))
        opening = await self._within(self._opened)
        self._tasks.append(asyncio.create_task(self._ping(opening)))
        answer = await self._ask("handshakeClient", {"token": token, "homeyId": homey_id}, what="handshake")
        namespace = answer.get("namespace") if isinstance(answer, dict) else None
        self._namespace = namespace if isinstance(namespace, str) and namespace.startswith("/") else "/api"
        await self._send(Packet(packets.CONNECT, self._namespace))
        await self._within(self._joined)
        done, _ = await asyncio.wait([self.ended], timeout=STABLE)
        if done:
            raise self.ended.result()

    async def subscribe(self, uri: str) -> None:
        """Hear of what happens at this address from now on."""
        await self._ask("subscribe", uri, what=f"subscribe {uri}")

    async def operate(
        self,
        manager: str,
        name: str,
        arguments: dict[str, Any],
        *,
        timeout: float = TIMEOUT,
        read: Read | None = None,
    ) -> Any:
        """Do one operation; raises what ``error_of`` makes of a refusal. ``read`` makes data of its result."""
        call = {"uri": f"homey:manager:{manager}", "operation": name, "args": arguments}
        return await self._ask("api", call, what=f"{manager}.{name}", timeout=timeout, read=read)

    async def close(self) -> None:
        """End it."""
        self._end(HubConnectionError("closed by us"))
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await self._websocket.close()

    # Inside

    async def _ask(
        self, event: str, data: Any, *, what: str, timeout: float = TIMEOUT, read: Read | None = None
    ) -> Any:
        if self.ended.done():
            raise HubConnectionError(f"{what}: the socket is closed")
        number = next(self._numbers)
        self._waiting[number] = asyncio.get_running_loop().create_future()
        if read:
            self._results[number] = read
        try:
            await self._send(Packet(packets.EVENT, self._namespace, number, [event, data]))
            answer = await self._within(self._waiting[number], timeout)
        finally:
            del self._waiting[number]
            self._results.pop(number, None)
        error, result = [*answer, None, None][:2]
        if error:
            body = error if isinstance(error, dict) else {"error_description": str(error)}
            status = body.get("statusCode") or body.get("code")
            raise error_of(status if isinstance(status, int) else 500, body, what)
        return result

    async def _within[T](self, future: asyncio.Future[T], timeout: float = TIMEOUT) -> T:
        # not shield(): where the waiting is cancelled, Python 3.14 reports what becomes of the future as an error
        if not (await asyncio.wait([future], timeout=timeout))[0]:
            raise HubConnectionError("no answer over the socket")
        return future.result()

    async def _send(self, packet: Packet) -> None:
        try:
            await self._websocket.send_str(packets.encode(packet))
        except (aiohttp.ClientError, ConnectionError) as err:
            raise HubConnectionError("the socket broke off") from err

    async def _ping(self, opening: dict[str, Any]) -> None:
        interval = min(_seconds(opening.get("pingInterval"), 25.0), LONGEST_PING)
        patience = _seconds(opening.get("pingTimeout"), 5.0)
        try:
            while True:
                await asyncio.sleep(interval)
                self._pong.clear()
                await self._websocket.send_str(packets.PING)
                async with asyncio.timeout(patience):
                    await self._pong.wait()
        except TimeoutError:
            self._end(HubConnectionError("pings are not answered"))
            await self._websocket.close()
        except (aiohttp.ClientError, ConnectionError) as err:
            self._end(HubConnectionError(f"the socket broke off: {type(err).__name__}"))

    async def _read(self) -> None:
        try:
            async for message in self._websocket:
                self._pong.set()
                if message.type is aiohttp.WSMsgType.TEXT:
                    self._take(packets.decode(message.data, self._results))
                if self.ended.done():
                    break
        except (aiohttp.ClientError, ConnectionError) as err:
            self._end(HubConnectionError(f"the socket broke off: {type(err).__name__}"))
        self._end(HubConnectionError("the Homey closed the socket"))
        await self._websocket.close()

    def _take(self, packet: Packet | None) -> None:
        if packet is None:
            return
        if packet.kind == packets.EVENT:
            self._take_event(packet.data)
        elif packet.kind == packets.ACK:
            waiting = self._waiting.get(-1 if packet.number is None else packet.number)
            if waiting and not waiting.done():
                waiting.set_result(packet.data if isinstance(packet.data, list) else [])
        elif packet.kind == packets.OPEN:
            if not self._opened.done():
                self._opened.set_result(packet.data if isinstance(packet.data, dict) else {})
        elif packet.kind == packets.CONNECT:
            if packet.namespace and not self._joined.done():
                self._joined.set_result(None)
        elif packet.kind in (packets.DISCONNECT, packets.ERROR, packets.CLOSE):
            self._end(HubConnectionError("the Homey ended the session"))

    def _take_event(self, data: Any) -> None:
        match data:
            case [str(uri), str(event), *rest]:
                try:
                    self._heard(uri, event, rest[0] if rest else None)
                except Exception:
                    _LOGGER.exception("Unexpected error with the event %s of a Homey", event)
            case _:
                _LOGGER.debug("An event without an address")

    def _end(self, why: HubConnectionError) -> None:
        if self.ended.done():
            return
        self.ended.set_result(why)
        futures: list[asyncio.Future[Any]] = [self._opened, self._joined, *self._waiting.values()]
        for future in futures:
            if not future.done():
                future.set_exception(HubConnectionError(str(why)))
                future.exception()


def _seconds(milliseconds: Any, otherwise: float) -> float:
    return milliseconds / 1000 if isinstance(milliseconds, int | float) and milliseconds > 0 else otherwise


async def open_socket(
    session: aiohttp.ClientSession,
    base_url: str,
    *,
    tls: aiohttp.Fingerprint | bool,
    token: str,
    homey_id: str,
    heard: EventListener,
) -> HomeySocket:
    """Connect, and introduce ourselves; nothing is subscribed to yet. Raises as ``HomeySocket.begin``."""
    url = f"{base_url.replace('http', 'ws', 1)}/socket.io/?EIO=3&transport=websocket"
    try:
        async with asyncio.timeout(TIMEOUT):
            websocket = await session.ws_connect(url, ssl=tls, max_msg_size=0)
    except (aiohttp.ClientError, OSError, TimeoutError) as err:
        raise connection_error(err, "the Homey's socket") from err
    socket = HomeySocket(websocket, heard)
    try:
        await socket.begin(token, homey_id)
    except BaseException:
        await socket.close()
        raise
    return socket
