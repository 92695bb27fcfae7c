"""``python -m virtual_hubs <hub>``: one virtual hub on the command line, until Ctrl-C."""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import importlib
import signal
import sys
from pathlib import Path

from .base import VirtualHub
from .memory import Memory

HUBS = ("homematicip", "homey", "homeseer", "openmotics")
"""Each is a module of this package with ``add_arguments(parser)`` and ``create(arguments)``."""


def parser() -> argparse.ArgumentParser:
    """The command line; only the hub that is asked for is imported."""
    main = argparse.ArgumentParser(prog="python -m virtual_hubs", description=__doc__)
    main.add_argument("hub", choices=(*HUBS, "replay"), help="which hub, or a diagnostics file to replay")
    return main


def hub_parser(name: str) -> argparse.ArgumentParser:
    """The options of one hub: those that all have, and its own."""
    options = argparse.ArgumentParser(prog=f"python -m virtual_hubs {name}")
    options.add_argument("--port", type=int, default=0, help="main port; any free one by default")
    options.add_argument("--memory", type=Path, help="a file in which it keeps what outlives a power cut")
    options.add_argument("--house", default="demo", help="demo, or a file that the hub's module can read")
    options.add_argument("--size", type=int, default=0, help="make a house of about this many entities")
    options.add_argument("--seed", type=int, default=0, help="for the names and values of --size")
    importlib.import_module(f".{name}", __package__).add_arguments(options)
    return options


async def serve(hub: VirtualHub) -> None:
    """Run the hub until the process is asked to end."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for name in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(name, stop.set)
    await hub.start()
    try:
        print(hub.announcement(), flush=True)
        await stop.wait()
    finally:
        await hub.stop()


async def main(arguments: list[str]) -> None:
    """Make the hub inside the event loop and serve it."""
    first = parser().parse_args(arguments[:1] or ["--help"])
    if first.hub == "replay":
        replay = importlib.import_module(".replay", __package__)
        await serve(replay.create(arguments[1:]))
        return
    options = hub_parser(first.hub).parse_args(arguments[1:])
    hub: VirtualHub = importlib.import_module(f".{first.hub}", __package__).create(options)
    hub.memory = Memory(options.memory)
    await serve(hub)


if __name__ == "__main__":
    with contextlib.suppress(KeyboardInterrupt):
        asyncio.run(main(sys.argv[1:]))
