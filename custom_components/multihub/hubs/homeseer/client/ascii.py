"""The ASCII port: a line for each changed value, with deadlines everywhere (protocol page, section 2)."""

from __future__ import annotations

import asyncio
import math
import time
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Final, Self

from ...base import HubAuthError, HubConnectionError, HubInputError

DEFAULT_PORT: Final = 11000
_DEFAULT_ACCOUNT: Final = "default"
_MAX_LINE: Final = 64 * 1024


@dataclass(frozen=True, slots=True)
class DeviceChange:
    """``DC,ref,new,old``: this row's value is another one now; ``None`` where it is no number."""

    ref: int
    value: float | None


class AsciiConnection:
    """One connection that is logged in; ``async for change in connection.changes()`` until it breaks."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Use ``open``."""
        self._reader = reader
        self._writer = writer
        self.opened_at = time.monotonic()
        """Since when it is told of everything."""

    @classmethod
    async def open(cls, host: str, port: int, username: str, password: str, *, within: float = 10) -> Self:
        """Connect and log in, all ``within`` seconds.

        Without a user HomeSeer's own default account is tried.

        Raises:
            HubInputError: these credentials can't be sent over this port (a comma in them).
            HubAuthError: the port refuses them; guests may not listen.
            HubConnectionError: nobody answers, or not in time.

        """
        username, password = username or _DEFAULT_ACCOUNT, password or (_DEFAULT_ACCOUNT if not username else "")
        if any(sign in username + password for sign in ",\r\n"):
            raise HubInputError(
                "The ASCII port can't take a comma in user or password", key="ascii_password", placeholders={}
            )
        writer: asyncio.StreamWriter | None = None
        answer = ""
        try:
            async with asyncio.timeout(within):
                reader, writer = await asyncio.open_connection(host, port, limit=_MAX_LINE)
                writer.write(f"au,{username},{password}\r\n".encode())
                await writer.drain()
                answer = _text(await reader.readline())
            if answer.lower() == "ok":
                return cls(reader, writer)
        except (OSError, TimeoutError, ValueError) as err:
            raise HubConnectionError(f"The ASCII port {port} does not answer: {type(err).__name__}") from None
        finally:
            if writer and answer.lower() != "ok":
                writer.transport.abort()
        if answer.lower().startswith("error"):
            raise HubAuthError("The ASCII port refuses the user")
        raise HubConnectionError(f"The ASCII port {port} answers something else")

    async def changes(self, *, ping_after: float = 60, answer_within: float = 15) -> AsyncIterator[DeviceChange]:
        """Each change as it comes.

        After ``ping_after`` seconds of silence HomeSeer is asked for its version; with no line
        ``answer_within`` seconds later the connection counts as dead.

        Raises:
            HubConnectionError: the connection ended, broke or is dead.

        """
        asked = False
        while True:
            try:
                async with asyncio.timeout(answer_within if asked else ping_after):
                    line = await self._reader.readline()
            except TimeoutError:
                if asked:
                    raise HubConnectionError("The ASCII port has fallen silent") from None
                asked = True
                self._writer.write(b"vr\r\n")
                continue
            except (OSError, ValueError) as err:
                raise HubConnectionError(f"The ASCII port broke off: {type(err).__name__}") from None
            if not line:
                raise HubConnectionError("The ASCII port was closed")
            asked = False
            if change := parse_line(_text(line)):
                yield change

    def close(self) -> None:
        """Break off at once; HomeSeer forgets a connection that is gone."""
        self._writer.transport.abort()


def parse_line(line: str) -> DeviceChange | None:
    """The change that a line tells of, ``None`` for every other line."""
    kind, _, rest = line.partition(",")
    if kind.strip().upper() != "DC":
        return None
    ref, _, values = rest.partition(",")
    try:
        return DeviceChange(int(ref), _new_value(values))
    except ValueError:
        return None


def _new_value(values: str) -> float | None:
    """The first of "new,old", ``None`` where it is no number or can't be told apart.

    A HomeSeer whose locale has decimal commas may write ``20,5,20,0``; of ``20,5,20`` nobody knows.
    """
    parts = values.split(",")
    if len(parts) == 3:
        return None
    try:
        value = float(f"{parts[0]}.{parts[1]}" if len(parts) == 4 else parts[0])
    except ValueError:
        return None
    return value if math.isfinite(value) else None


def _text(line: bytes) -> str:
    return line.decode("utf-8", "replace").strip()
