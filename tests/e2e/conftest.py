"""Starts the demo once. These tests run only when MULTIHUB_E2E names the lane to run them on (scripts/test --all does)."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator

import aiohttp
import pytest

from scripts.demo_home.running import Address, running

from . import LANE
from .house import House

collect_ignore_glob = [] if LANE else ["test_*.py"]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What the log says is looked at when all else has been done."""
    items.sort(key=lambda item: "test_at_the_end" in item.nodeid)


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Address]:
    """The demo, as anybody starts it."""
    with running(tmp_path_factory.mktemp("demo") / "home", lane=LANE) as where:
        yield where


@pytest.fixture
async def house(demo: Address) -> AsyncIterator[House]:
    """The home that the demo started, with a session of this test's own."""
    async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=30)) as session:
        yield House(session, demo)


@pytest.fixture(scope="session")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Address]:
    """A Home Assistant to which nobody has added a hub yet."""
    with running(tmp_path_factory.mktemp("empty") / "home", "--by-hand", lane=LANE) as where:
        yield where


@pytest.fixture
async def empty_house(empty: Address) -> AsyncIterator[House]:
    """The same, left as empty as it was found."""
    async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=30)) as session:
        house = House(session, empty)
        yield house
        await house.forget_all()
