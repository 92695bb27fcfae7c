"""The websockets that clients hold open: one a token, frames of events out, nothing but pings in."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from typing import Any

from aiohttp import WSCloseCode, WSMsgType, web

from .faults import Faults
from .home import milliseconds

type Json = dict[str, Any]


def frame(events: list[Json], access_point: str) -> str:
    """The text of one frame that tells of these events, as they are at this moment."""
    return json.dumps(
        {
            "events": {str(number): event for number, event in enumerate(events)},
            "origin": {"originType": "DEVICE", "id": access_point},
            "accessPointId": access_point,
            "timestamp": milliseconds(),
        }
    )


class Sockets:
    """Every open event socket of one server."""

    def __init__(self, faults: Faults, record: Callable[..., None]) -> None:
        """Frames obey ``faults``; comings and goings are recorded."""
        self._faults = faults
        self._record = record
        self._open: dict[str, web.WebSocketResponse] = {}
        self._transports: dict[str, asyncio.BaseTransport | None] = {}

    def __len__(self) -> int:
        """How many are open."""
        return len(self._open)

    async def serve(self, request: web.Request, token: str) -> web.WebSocketResponse:
        """Hold the socket of this token until it ends; an older one of the same token ends now."""
        socket = web.WebSocketResponse(autoping=False, compress=False, timeout=1)
        await socket.prepare(request)
        older = self._open.pop(token, None)
        self._open[token] = socket
        self._transports[token] = request.transport
        if older is not None:
            await older.close(code=WSCloseCode.GOING_AWAY, message=b"another session")
        self._record("websocket", "open")
        try:
            async for message in socket:
                if message.type is WSMsgType.PING and not self._faults.half_open:
                    await socket.pong(message.data)
                elif message.type in (WSMsgType.TEXT, WSMsgType.BINARY):
                    self._record("websocket", "message", message.data)
        finally:
            if self._open.get(token) is socket:
                del self._open[token]
                self._transports.pop(token, None)
            self._record("websocket", "closed")
        return socket

    async def send(self, text: str, what: str = "raw") -> None:
        """Exactly this text as one frame to every open socket, whether it is JSON or not."""
        if self._faults.half_open:
            return
        for socket in list(self._open.values()):
            try:
                if self._faults.binary:
                    await socket.send_bytes(text.encode())
                else:
                    await socket.send_str(text)
            except (ConnectionError, RuntimeError):
                # it ended this very moment; its own task tidies up
                continue
        self._record("websocket_out", what)

    async def cut_within_a_frame(self) -> None:
        """The head and half the body of a frame, then the connection is gone."""
        for transport in list(self._transports.values()):
            if isinstance(transport, asyncio.Transport):
                transport.write(b"\x82\x7e\x01\x00" + b'{"events": {"0": {"pushEventType": "DEVICE_CH')
                await asyncio.sleep(0)
                transport.close()

    async def close(self, tokens: list[str] | None = None, *, abort: bool = False) -> None:
        """End the sockets of these tokens, or all: with a close frame, or without a word."""
        for token in list(self._open) if tokens is None else tokens:
            socket = self._open.pop(token, None)
            transport = self._transports.pop(token, None)
            if abort and isinstance(transport, asyncio.WriteTransport):
                transport.abort()
            elif socket is not None:
                await socket.close(code=WSCloseCode.GOING_AWAY)
