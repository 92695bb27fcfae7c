"""The ASCII port (protocol page, section 2): login, commands, and a line for each changed value."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable
from typing import TYPE_CHECKING, Literal

from .api import VERSIONS
from .house import Change, Control, Row

if TYPE_CHECKING:
    from .server import VirtualHomeSeer

type Mode = Literal["on", "mute", "deaf"]
"""``on``: as it should be; ``mute``: accepts and never answers; ``deaf``: answers the login, then nothing more."""


class AsciiPort:
    """The port's server; each connection must log in before it is told of changes."""

    def __init__(self, hub: VirtualHomeSeer) -> None:
        """Serve this system."""
        self.hub = hub
        self.mode: Mode = "on"
        self.refuses = False
        """Whether nobody is let in."""
        self.answers = asyncio.Event()
        """Cleared, the port takes its time: nothing is answered until this is set."""
        self.answers.set()
        self.port = 0
        self._server: asyncio.Server | None = None
        self._listening: set[asyncio.StreamWriter] = set()
        self._connections: set[asyncio.StreamWriter] = set()

    @property
    def listeners(self) -> int:
        """How many connections are logged in."""
        return len(self._listening)

    @property
    def connections(self) -> int:
        """How many connections there are, logged in or not."""
        return len(self._connections)

    async def open(self, port: int = 0) -> None:
        """Open the port."""
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", port or self.port)
        self.port = self._server.sockets[0].getsockname()[1]

    async def close(self) -> None:
        """Close the port and every connection."""
        if self._server:
            self._server.close()
        self._server = None
        self.drop()
        await asyncio.sleep(0)

    def drop(self) -> None:
        """Break every connection off."""
        for writer in list(self._connections):
            writer.transport.abort()
        self._listening.clear()

    def tell(self, change: Change) -> None:
        """Write ``DC,ref,new,old`` to everybody who is logged in; only a changed value is told."""
        if change.value_changed and self.mode == "on":
            self.send(f"DC,{change.row.ref},{change.row.value:g},{change.old:g}")

    def send(self, line: str) -> None:
        """Write any line to everybody who is logged in."""
        for writer in self._listening:
            writer.write(f"{line}\r\n".encode())
            self.hub.record("ascii_out", line)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._connections.add(writer)
        try:
            with contextlib.suppress(OSError, asyncio.IncompleteReadError):
                while line := await reader.readline():
                    text = line.decode("utf-8", "replace").strip()
                    self.hub.record("ascii", "au" if text.startswith("au,") else text)
                    await self.answers.wait()
                    answer = self._answer(text, writer)
                    if answer is not None and self._speaks(text):
                        writer.write(f"{answer}\r\n".encode())
        finally:
            self._connections.discard(writer)
            self._listening.discard(writer)
            self.hub.touch()
            writer.transport.abort()

    def _speaks(self, text: str) -> bool:
        return self.mode == "on" or (self.mode == "deaf" and text.startswith("au,"))

    def _answer(self, text: str, writer: asyncio.StreamWriter) -> str | None:
        command, *arguments = text.split(",")
        if command == "vr":
            return VERSIONS[self.hub.generation]
        if command == "au":
            if arguments != [self.hub.username, self.hub.password] or self.hub.is_guest or self.refuses:
                return "error, no user or bad pass"
            if self.mode != "mute":
                self._listening.add(writer)
            return "ok"
        if writer not in self._listening:
            return "error, not logged in"
        if command == "lo":
            self._listening.discard(writer)
            return "ok"
        handlers: dict[str, Callable[[list[str]], str]] = {
            "cv": self._by_value,
            "cl": self._by_label,
            "gc": self._controls,
            "gs": self._status,
        }
        handler = handlers.get(command)
        try:
            return handler(arguments) if handler else "error, unknown command"
        except (ValueError, LookupError):
            return "error"

    def _by_value(self, arguments: list[str]) -> str:
        return "ok" if self.hub.house.control(int(arguments[0]), float(arguments[1])) else "error"

    def _by_label(self, arguments: list[str]) -> str:
        row = self.hub.house.rows[int(arguments[0])]
        label = ",".join(arguments[1:]).lower()
        control = next(control for control in row.controls if control.label.lower() == label)
        return "ok" if self.hub.house.control(row.ref, control.value) else "error"

    def _controls(self, arguments: list[str]) -> str:
        row = self.hub.house.rows[int(arguments[0])]
        return ",".join([str(row.ref), *(_control_text(control) for control in row.controls)])

    def _status(self, arguments: list[str]) -> str:
        rows = self.hub.house.rows
        asked = [rows[int(arguments[0])]] if arguments and arguments[0] else list(rows.values())
        return "|".join(map(_row_text, asked))


def _control_text(control: Control) -> str:
    if control.range:
        return f"{control.label}={control.range[0]:g}->{control.range[1]:g}"
    return f"{control.label}={control.value:g}"


def _row_text(row: Row) -> str:
    parent = row.associated[0] if row.relationship == 4 and row.associated else 0
    fields = (str(row.ref), str(parent), row.status, row.name, row.floor, row.room)
    return ",".join(text.replace(",", "\\,") for text in fields)
