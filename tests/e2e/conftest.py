"""Starts the demo once. These tests run only when MULTIHUB_E2E names the lane to run them on (scripts/test --all does)."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import aiohttp
import pytest

from .house import Address, House

ROOT = Path(__file__).parents[2]
LANE = os.environ.get("MULTIHUB_E2E")

collect_ignore_glob = [] if LANE else ["test_*.py"]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What the log says is looked at when all else has been done."""
    items.sort(key=lambda item: "test_at_the_end" in item.nodeid)


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Address]:
    """The demo, as anybody starts it."""
    folder = tmp_path_factory.mktemp("demo") / "home"
    command = [str(ROOT / "scripts" / "demo"), "--json", "--port", "0", "--folder", str(folder)]
    environment = {**os.environ, "MULTIHUB_LANE": LANE or ""}
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        try:
            line = process.stdout.readline()
            assert line, f"the demo did not come up: {process.wait()}"
            yield Address.read(line)
        finally:
            process.terminate()
            if code := process.wait(timeout=60):
                print(f"the demo ended with {code}", file=sys.stderr)


@pytest.fixture
async def house(demo: Address) -> AsyncIterator[House]:
    """The home that the demo started, with a session of this test's own."""
    async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=30)) as session:
        yield House(session, demo)
