"""The processes of the demo: started in groups of their own, ended together."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import sys
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from . import ROOT, DemoError

_STOP_SECONDS = 20


@dataclass(slots=True)
class Child:
    """One process that we started, with whatever it starts itself."""

    name: str
    process: asyncio.subprocess.Process
    log: Path

    async def stop(self) -> None:
        """Ask it to end, and end it if it does not listen."""
        for ask in (signal.SIGTERM, signal.SIGKILL):
            if self.process.returncode is not None:
                return
            with suppress(ProcessLookupError):
                os.killpg(self.process.pid, ask)
            with suppress(TimeoutError):
                async with asyncio.timeout(_STOP_SECONDS):
                    await self.process.wait()

    async def kill(self) -> None:
        """End it at once, as a power cut does."""
        os.killpg(self.process.pid, signal.SIGKILL)
        await self.process.wait()

    def last_words(self, lines: int = 15) -> str:
        """The end of what it wrote."""
        return "\n".join(self.log.read_text(encoding="utf-8", errors="replace").splitlines()[-lines:])

    def raise_if_ended(self) -> None:
        """Say so if it is not there any more.

        Raises:
            DemoError: it has ended.

        """
        if self.process.returncode is not None:
            raise DemoError(f"{self.name} ended with code {self.process.returncode}:\n{self.last_words()}")


async def start(name: str, *arguments: str, log: Path, folder: Path = ROOT) -> Child:
    """Start a module with the Python that runs the demo; what it writes goes to the log."""
    with log.open("wb") as output:
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            *arguments,
            cwd=folder,
            stdin=asyncio.subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            start_new_session=True,
        )
    return Child(name, process, log)


@dataclass(frozen=True, slots=True)
class RunningHub:
    """A virtual hub that answers: where it is, and what to type in the dialog to add it."""

    hub: str
    url: str
    control: str
    flow: dict[str, Any]


async def announced(child: Child, *, timeout: float = 30) -> RunningHub:
    """Wait for the line in which a virtual hub says where it is.

    Raises:
        DemoError: it ended, or said nothing in time.

    """
    with suppress(TimeoutError):
        async with asyncio.timeout(timeout):
            while True:
                child.raise_if_ended()
                for line in child.log.read_text(encoding="utf-8").splitlines(keepends=True):
                    if line.startswith("{") and line.endswith("\n"):
                        said = json.loads(line)
                        return RunningHub(said["hub"], said["url"], said["control"], said["flow"])
                await asyncio.sleep(0.05)
    raise DemoError(f"{child.name} did not say where it is within {timeout:.0f} s:\n{child.last_words()}")
