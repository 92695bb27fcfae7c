"""The frame of the benchmarks: a Home Assistant without debugging, and the table of what one process has measured."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest
from homeassistant.core import HomeAssistant

import custom_components  # noqa: F401  before Home Assistant looks for them elsewhere
from custom_components.multihub import hubs
from tests.memory_hub.hub import HUBS

from .table import Table

TABLE = Table()


@pytest.fixture
def table() -> Table:
    """Where the figures go."""
    return TABLE


@pytest.fixture(autouse=True)
def loopback(socket_enabled: None) -> None:
    """Let virtual hubs be reached."""


@pytest.fixture(autouse=True)
def fast_home(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A Home Assistant as people run it: no debugging of the loop, no logging of each entity."""
    monkeypatch.setitem(hubs.HUBS, "fifth", "tests.memory_hub")
    if "hass" in request.fixturenames:
        hass: HomeAssistant = request.getfixturevalue("hass")
        hass.loop.set_debug(False)
        request.getfixturevalue("enable_custom_integrations")
    logging.disable(logging.INFO)
    yield
    logging.disable(logging.NOTSET)
    HUBS.clear()


def pytest_addoption(parser: pytest.Parser) -> None:
    """Take the file for the figures."""
    parser.addoption("--json", default=None, help="write the figures to this file, too")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Print the table."""
    if not TABLE.figures:
        return
    terminalreporter.write_line("")
    for line in TABLE.lines():
        terminalreporter.write_line(line)
    if path := config.getoption("--json"):
        Path(path).write_text(TABLE.as_json() + "\n", encoding="utf-8")
