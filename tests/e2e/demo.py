"""The demo as a process: started as anybody starts it, ended as Ctrl-C does."""

from __future__ import annotations

import os
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from .house import Address

ROOT = Path(__file__).parents[2]
LANE = os.environ.get("MULTIHUB_E2E", "")
"""The lane to run on; these tests are not collected where nobody asks for one."""

_STOP_SECONDS = 60


def command(folder: Path, *options: str) -> list[str]:
    """The demo on a port of its own, in a folder of its own."""
    return [str(ROOT / "scripts" / "demo"), "--port", "0", "--folder", str(folder), *options]


def environment() -> dict[str, str]:
    return {**os.environ, "MULTIHUB_LANE": LANE}


@contextmanager
def running(folder: Path, *options: str) -> Iterator[Address]:
    """The demo, until the end of the block."""
    with subprocess.Popen(
        command(folder, "--json", *options), env=environment(), stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout
        try:
            line = process.stdout.readline()
            assert line, f"the demo did not come up: {process.wait()}"
            yield Address.read(line)
        finally:
            process.send_signal(signal.SIGINT)
            process.wait(timeout=_STOP_SECONDS)
