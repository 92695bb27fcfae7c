"""The frame of the benchmarks: a Home Assistant without debugging, and the table that is printed at the end."""

from __future__ import annotations

import logging
import platform
from collections.abc import Iterator
from pathlib import Path

import pytest
from homeassistant.const import __version__
from homeassistant.core import HomeAssistant

import custom_components  # noqa: F401  before Home Assistant looks for them elsewhere
from custom_components.multihub import hubs
from tests.memory_hub.hub import HUBS

from .page import page
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
    parser.addoption("--page", default=None, help="write them to this file as a page, too")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Print the table."""
    if not TABLE.figures:
        return
    terminalreporter.write_line("")
    terminalreporter.write_line(f"Home Assistant {__version__}, Python {platform.python_version()}")
    for line in TABLE.lines():
        terminalreporter.write_line(line)
    if path := config.getoption("--json"):
        Path(path).write_text(TABLE.as_json() + "\n", encoding="utf-8")
    if path := config.getoption("--page"):
        Path(path).write_text(page(TABLE), encoding="utf-8")
