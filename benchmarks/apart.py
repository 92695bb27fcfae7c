"""A house whose virtual hub runs in a process of its own, so that what is measured here is ours alone.

``python -m benchmarks.apart HomeyHouse 5000`` is that process: it prints one line of JSON and serves until it is ended.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import signal
import sys
from typing import Any

import aiohttp
from aiohttp.test_utils import TestServer
from homeassistant.config_entries import ConfigEntry
from homeassistant.core import HomeAssistant

from tests.performance import houses
from tests.performance.houses import HomeSeerWebhookHouse, House

TICK = 0.005
LONGEST_LINE = 2**20
"""Bytes of the one line: it holds everything that is typed into the dialogs."""


class FarHub:
    """The virtual hub in its own process, as far as a benchmark needs it."""

    def __init__(self, house: str, entities: int) -> None:
        """``house`` is the name of a class of ``tests.performance.houses``."""
        self._command = (sys.executable, "-m", "benchmarks.apart", house, str(entities))
        self.kind = ""
        self.flow: dict[str, Any] = {}
        self._process: asyncio.subprocess.Process
        self._control = ""

    async def start(self) -> None:
        """Start the process and wait until the hub answers."""
        self._process = await asyncio.create_subprocess_exec(
            *self._command, stdout=asyncio.subprocess.PIPE, limit=LONGEST_LINE
        )
        assert self._process.stdout
        told = json.loads(await self._process.stdout.readline())
        self.kind, self.flow, self._control = told["hub"], told["flow"], told["control"]

    async def stop(self) -> None:
        """End the process."""
        with contextlib.suppress(ProcessLookupError):
            self._process.terminate()
        await self._process.wait()

    async def do(self, what: str, **how: Any) -> Any:
        """Let the house do something; gives its answer when it is done."""
        async with (
            aiohttp.ClientSession() as session,
            session.post(f"{self._control}/{what}", json=how) as response,
        ):
            response.raise_for_status()
            return await response.json()


class HouseApart(House):
    """A house of ``tests.performance.houses`` whose hub is far."""

    hub: FarHub  # type: ignore[assignment]

    def __init__(self, kind: type[House], entities: int) -> None:
        """Have a house of this kind with about so many entities."""
        self.name, self.way = kind.name, kind.way  # type: ignore[misc]
        self.kind = kind
        self.hub = FarHub(kind.__name__, entities)

    def flow(self) -> dict[str, Any]:
        """What to type into the dialogs."""
        return self.hub.flow

    async def connected(self, hass: HomeAssistant, entry: ConfigEntry[Any]) -> None:
        """Tell a HomeSeer where to post, and let it post."""
        if self.kind is HomeSeerWebhookHouse:
            self._server = TestServer(hass.http.app)
            await self._server.start_server()
            await self.hub.do("webhook", url=str(self._server.make_url(f"/api/webhook/{entry.data['webhook_id']}")))
            await self.hub.do("storm", seconds=TICK, a_tick=1)

    async def close(self) -> None:
        """End what ``connected`` has opened."""
        if self.kind is HomeSeerWebhookHouse:
            await self._server.close()


async def serve(house: House) -> None:
    """Be the process of this house's hub, until it is ended."""
    changes = house.changes()

    async def storm(how: dict[str, Any]) -> dict[str, float]:
        """Tell so many changes each 5 ms for so many seconds; gives how many, and how long that took."""
        loop = asyncio.get_running_loop()
        began, told = loop.time(), 0
        for tick in range(max(1, round(how["seconds"] / TICK))):
            await asyncio.sleep(began + tick * TICK - loop.time())
            for _ in range(how["a_tick"]):
                house.tell(next(changes))
                told += 1
            house.hub.log.clear()
        return {"told": told, "took": max(loop.time() - began, TICK)}

    ended = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, ended.set)
    await house.hub.start()
    house.hub.controls["storm"] = storm
    told = {"hub": house.hub.kind, "control": house.hub.control, "flow": house.flow()}
    print(json.dumps(told), flush=True)
    await ended.wait()
    await house.hub.stop()


if __name__ == "__main__":
    asyncio.run(serve(getattr(houses, sys.argv[1])(int(sys.argv[2]))))
