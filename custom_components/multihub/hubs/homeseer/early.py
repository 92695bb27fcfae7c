"""The ASCII port, opened before everything is read for the first time: what changes meanwhile waits in it."""

from __future__ import annotations

import asyncio

from .client import AsciiConnection
from .ways import AsciiAddress


class EarlyLine:
    """One connection that is opened ahead of the listening, which takes it over.

    What HomeSeer tells in between is kept by the connection: one reading of all rows after it stands is enough.
    """

    def __init__(self, address: AsciiAddress, *, within: float) -> None:
        """Begin to open it, ``within`` seconds; close it if nobody takes it over."""
        self._opening = asyncio.ensure_future(
            AsciiConnection.open(address.host, address.port, address.username, address.password, within=within)
        )

    async def settled(self, within: float) -> None:
        """Wait until it stands or has failed, but no longer than these seconds."""
        await asyncio.wait([self._opening], timeout=within)

    async def take(self) -> AsciiConnection:
        """The connection; whoever takes it closes it.

        Raises:
            HubError: what ``AsciiConnection.open`` raises.

        """
        return await self._opening

    async def close(self) -> None:
        """Break it off; it was not taken over."""
        self._opening.cancel()
        await asyncio.wait([self._opening])
        if not self._opening.cancelled() and self._opening.exception() is None:
            self._opening.result().close()
