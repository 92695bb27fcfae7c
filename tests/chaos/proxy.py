"""A proxy on loopback before a server, that can do to a connection all that happens to connections."""

from __future__ import annotations

import asyncio
import contextlib
import socket
import ssl
import struct
from typing import Literal

type Trouble = Literal["refuse", "reset", "half_open", "drip", "cut", "wrong_certificate"]

DRIP = 0.5
"""Seconds from one byte to the next."""


class Proxy:
    """Passes bytes on, unless there is trouble."""

    def __init__(self, upstream: int, certificate: ssl.SSLContext | None = None) -> None:
        """Stand before this port; ``certificate`` is the wrong one."""
        self._upstream = upstream
        self._certificate = certificate
        self._server: asyncio.Server | None = None
        self._writers: set[asyncio.StreamWriter] = set()
        self._tasks: set[asyncio.Task[None]] = set()
        self.trouble: Trouble | None = None
        self.port = 0
        self.bytes = 0
        """Bytes that went through, in either direction, and connections that came and went."""
        self.told_to_strangers = 0
        """Bytes that a client has sent over a connection with the wrong certificate."""

    @property
    def connections(self) -> int:
        """Connections of clients that are open now."""
        return len(self._tasks)

    async def open(self) -> None:
        """Listen, at the same port each time."""
        self._server = await asyncio.start_server(self._accept, "127.0.0.1", self.port)
        self.port = self._server.sockets[0].getsockname()[1]

    async def close(self) -> None:
        """End everything."""
        if self._server:
            self._server.close()
        self._server = None
        self.break_off()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def begin(self, trouble: Trouble) -> None:
        """From now on there is trouble; what was open is broken off, save where that would tell."""
        self.trouble = trouble
        if trouble == "refuse":
            await self.close()
        if trouble == "wrong_certificate":
            self.break_off()
        if trouble == "reset":
            self.break_off(reset=True)

    async def end(self) -> None:
        """All is well again; what is half open stays so until somebody notices."""
        self.trouble = None
        if self._server is None:
            await self.open()

    def break_off(self, *, reset: bool = False) -> None:
        """Break every connection off."""
        for writer in list(self._writers):
            _abort(writer, reset=reset)

    async def _accept(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task
        self._tasks.add(task)
        self._writers.add(writer)
        self.bytes += 1
        try:
            await self._serve(reader, writer)
        finally:
            self.bytes += 1
            self._tasks.discard(task)
            self._writers.discard(writer)
            writer.transport.abort()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if self.trouble == "refuse":
            return  # it came in just before the port was closed
        if self.trouble == "wrong_certificate":
            assert self._certificate
            with contextlib.suppress(OSError):  # a client that turns away is no news
                await writer.start_tls(self._certificate)
            while told := await _read(reader):
                self.told_to_strangers += len(told)
            return
        if self.trouble == "reset":
            _abort(writer, reset=True)
            return
        if self.trouble == "half_open":
            while await _read(reader):
                pass
            return
        try:
            from_hub, to_hub = await asyncio.open_connection("127.0.0.1", self._upstream)
        except OSError:
            return
        self._writers.add(to_hub)
        up = asyncio.ensure_future(self._pass_on(reader, to_hub))
        down = asyncio.ensure_future(self._pass_on(from_hub, writer, downward=True))
        try:
            await asyncio.wait([up, down], return_when=asyncio.FIRST_COMPLETED)
        finally:
            for one in (up, down):
                one.cancel()
            await asyncio.gather(up, down, return_exceptions=True)
            self._writers.discard(to_hub)
            to_hub.transport.abort()

    async def _pass_on(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, *, downward: bool = False
    ) -> None:
        dead = False
        while data := await _read(reader):
            self.bytes += len(data)
            dead = dead or self.trouble == "half_open"
            if dead:
                continue  # once a connection is dead it stays so, whatever becomes of the others
            if downward and self.trouble == "cut":
                writer.write(data[: max(1, len(data) // 2)])
                return
            if downward and self.trouble == "drip":
                for byte in data:
                    writer.write(bytes([byte]))
                    await asyncio.sleep(DRIP)
                continue
            writer.write(data)
            with contextlib.suppress(ConnectionError):
                await writer.drain()


async def _read(reader: asyncio.StreamReader) -> bytes:
    """What came, nothing when the other side is gone, however it went."""
    try:
        return await reader.read(1 << 16)
    except OSError:
        return b""


def _abort(writer: asyncio.StreamWriter, *, reset: bool) -> None:
    if reset and (plain := writer.get_extra_info("socket")) is not None:
        with contextlib.suppress(OSError):
            plain.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    writer.transport.abort()
