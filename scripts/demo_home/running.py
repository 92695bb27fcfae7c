"""The demo as a process of its own: for tests and pictures, which need another environment than it does."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from . import ROOT, DemoError
from .processes import RunningHub

_STOP_SECONDS = 60


@dataclass(frozen=True, slots=True)
class Address:
    """Where everything of the demo is, as it says itself."""

    address: str
    token: str
    version: str
    folder: str
    entries: dict[str, str]
    hubs: dict[str, RunningHub]

    @classmethod
    def read(cls, line: str) -> Address:
        """Take what ``scripts/demo --json`` has said."""
        said = json.loads(line)
        return cls(**{**said, "hubs": {name: RunningHub(**hub) for name, hub in said["hubs"].items()}})


def command(folder: Path, *options: str) -> list[str]:
    """The demo on a port of its own, in a folder of its own."""
    return [str(ROOT / "scripts" / "demo"), "--port", "0", "--folder", str(folder), *options]


def environment(lane: str | None = None) -> dict[str, str]:
    """What tells the demo its lane; the newest by default."""
    return {**os.environ, **({"MULTIHUB_LANE": lane} if lane else {})}


@contextmanager
def running(folder: Path, *options: str, lane: str | None = None) -> Iterator[Address]:
    """The demo, until the end of the block.

    Raises:
        DemoError: it did not come up; it has said why.

    """
    pipe = subprocess.PIPE
    with subprocess.Popen(
        command(folder, "--json", *options), env=environment(lane), stdin=pipe, stdout=pipe, text=True
    ) as process:
        assert process.stdin
        assert process.stdout
        try:
            line = process.stdout.readline()
            if not line:
                raise DemoError(f"the demo did not come up and ended with {process.wait()}")
            yield Address.read(line)
        finally:
            process.stdin.close()
            process.wait(timeout=_STOP_SECONDS)
