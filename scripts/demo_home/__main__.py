"""``python -m scripts.demo_home``: what ``scripts/demo`` runs once its environment stands."""

from __future__ import annotations

import argparse
import asyncio
import importlib.metadata
import json
import shlex
import signal
import socket
import sys
import time
from collections.abc import Coroutine, Iterable
from contextlib import AsyncExitStack
from dataclasses import asdict
from pathlib import Path
from typing import Any

import aiohttp

from virtual_hubs.__main__ import HUBS

from . import ROOT, DemoError
from .check import control_one, members, table
from .configuration import write_configuration
from .dialog import add_hub
from .processes import Child, RunningHub, announced, start
from .rest import HomeAssistant, until

PORT = 8123


def arguments() -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(prog="scripts/demo", description=__doc__)
    parser.add_argument("--check", action="store_true", help="read what came up, control one device of each hub, end")
    parser.add_argument("--port", type=int, help=f"of Home Assistant, 0: any; {PORT} by default, any where it is taken")
    parser.add_argument("--folder", type=Path, default=ROOT / ".demo", help="the configuration folder, made anew")
    parser.add_argument("--hubs", nargs="*", choices=HUBS, default=HUBS, help="all of them by default")
    parser.add_argument("--by-hand", action="store_true", help="start the hubs, but leave it to you to add them")
    parser.add_argument("--json", action="store_true", help="for programs: say where all is, end when the input does")
    return parser.parse_args()


def free_port(wanted: int | None) -> int:
    """The port that is asked for (0: any that is free), else the usual one, else any that is free."""
    for port in (PORT, 0) if wanted is None else (wanted,):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            return int(probe.getsockname()[1])
    raise DemoError(f"Port {wanted} is taken")


class Demo:
    """Everything that is started, and the way to end it."""

    def __init__(self, folder: Path, port: int, stack: AsyncExitStack) -> None:
        """Prepare a home in this folder, whose Home Assistant listens on this port."""
        self.folder = folder
        self.stack = stack
        self.version = importlib.metadata.version("homeassistant")
        self.port = port
        self.children: list[Child] = []
        self.hubs: dict[str, RunningHub] = {}
        self.entries: dict[str, dict[str, Any]] = {}
        self.failures: list[str] = []
        self.home: HomeAssistant

    async def _start(self, name: str, *command: str, folder: Path = ROOT) -> Child:
        child = await start(name, *command, log=self.folder / f"{name}.out", folder=folder)
        self.stack.push_async_callback(child.stop)
        self.children.append(child)
        return child

    def _hub_command(self, name: str) -> tuple[str, ...]:
        """What starts a virtual hub, and starts it again as the same one."""
        return "virtual_hubs", name, "--memory", str(self.folder / f"{name}.memory")

    async def bring_up(self, names: Iterable[str], *, add: bool = True) -> None:
        """Start Home Assistant and the hubs, and add these by the dialog."""
        year, month = map(int, self.version.split(".")[:2])
        write_configuration(self.folder, self.port, http_in_yaml=(year, month) < (2026, 10))
        hubs = {name: await self._start(name, *self._hub_command(name)) for name in names}
        hass = await self._start("hass", "homeassistant", "-c", ".", folder=self.folder)
        session = await self.stack.enter_async_context(aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=60)))
        self.home = HomeAssistant(session, f"http://127.0.0.1:{self.port}")

        async def up() -> bool:
            hass.raise_if_ended()
            return await self.home.answers()

        await until("Home Assistant's server answers", up, timeout=300)
        await self.home.onboard()
        await until("Home Assistant has started", up, timeout=300)
        for name, child in hubs.items():
            self.hubs[name] = await announced(child)
            if add:
                await self._add(name)

    async def _add(self, name: str) -> None:
        """Add a hub; one that can't be added keeps nobody from looking at the others."""
        try:
            self.entries[name] = await add_hub(self.home, self.hubs[name])
        except DemoError as err:
            self.failures.append(f"{name}: FAILED, {err}")

    async def check(self) -> bool:
        """Print what came up and control one device of each hub; whether all is well."""
        entities = await members(self.home)
        print(*table(self.entries, entities), sep="\n")
        for name, entry in self.entries.items():
            own = [member for member in entities if member.entry_id == entry["entry_id"]]
            try:
                print(f"{name}: {await control_one(self.home, self.hubs[name], own)}")
            except DemoError as err:
                self.failures.append(f"{name}: FAILED, {err}")
        print(*self.failures, sep="\n", end="\n" if self.failures else "")
        return not self.failures

    def address_card(self) -> str:
        """Where everything is, as one line of JSON."""
        return json.dumps(
            {
                "address": self.home.address,
                "token": self.home.token,
                "version": self.version,
                "folder": str(self.folder),
                "entries": {name: entry["entry_id"] for name, entry in self.entries.items()},
                "hubs": {name: asdict(hub) for name, hub in self.hubs.items()},
            }
        )

    async def stay(self, *ends: Coroutine[Any, Any, Any]) -> None:
        """Stay until Home Assistant ends, or one of ``ends`` does; a hub may be killed to see what becomes of it."""
        hass, *hubs = sorted(self.children, key=lambda child: child.name != "hass")
        watchers = [asyncio.create_task(self._watch(child)) for child in hubs]
        waiting = [asyncio.create_task(end) for end in (*ends, hass.process.wait())]
        try:
            await asyncio.wait(waiting, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for task in (*waiting, *watchers):
                task.cancel()
        hass.raise_if_ended()

    async def _watch(self, child: Child) -> None:
        """Say that a hub has ended, and how it is started again where it was."""
        await child.process.wait()
        again = shlex.join((sys.executable, "-m", *self._hub_command(child.name)))
        print(f"{child.name} has ended. Start it again where it was: {again}", file=sys.stderr)


async def run(options: argparse.Namespace) -> bool:
    """Bring everything up, and check it or stay; whether all is well."""
    began = time.monotonic()
    async with AsyncExitStack() as stack:
        demo = Demo(options.folder.resolve(), free_port(options.port), stack)
        print(f"Starting Home Assistant {demo.version} and {len(options.hubs)} virtual hubs …", file=sys.stderr)
        await demo.bring_up(options.hubs, add=not options.by_hand)
        seconds = time.monotonic() - began
        if options.check:
            well = await demo.check()
            print(f"Up in {seconds:.0f} s, checked in {time.monotonic() - began - seconds:.0f} s.")
            return well
        if options.json:
            print(*demo.failures, sep="\n", file=sys.stderr)
            print(demo.address_card(), flush=True)
            await demo.stay(input_ended())
        else:
            print(*table(demo.entries, await members(demo.home)), *demo.failures, sep="\n")
            for name, hub in demo.hubs.items():
                print(f"{name}'s control address: {hub.control}")
                if options.by_hand:
                    print(f"  what to type to add it: {json.dumps(hub.flow)}")
            print(f"Up in {seconds:.0f} s. Open {demo.home.address} (no password is asked for); Ctrl-C ends it all.")
            sys.stdout.flush()
            await demo.stay()
    return True


async def input_ended() -> None:
    """Wait for the end of the standard input: whoever started us is gone, or wants us to be."""
    reader = asyncio.StreamReader()
    await asyncio.get_running_loop().connect_read_pipe(lambda: asyncio.StreamReaderProtocol(reader), sys.stdin)
    await reader.read()


async def main() -> int:
    """Run until done or asked to end; gives the exit code."""
    options = arguments()
    task = asyncio.create_task(run(options))
    for name in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        asyncio.get_running_loop().add_signal_handler(name, task.cancel)
    try:
        return 0 if await task else 1
    except asyncio.CancelledError:
        print("Ended.", file=sys.stderr)
        return 130 if options.check else 0
    except DemoError as err:
        print(f"FAILED: {err}", file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(asyncio.run(main()))
