"""The frame of the benchmarks: a Home Assistant without debugging, and the table that is printed at the end."""

from __future__ import annotations

import json
import logging
import platform
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from homeassistant.const import __version__
from homeassistant.core import HomeAssistant

import custom_components  # noqa: F401  before Home Assistant looks for them elsewhere
from custom_components.multihub import hubs
from tests.memory_hub.hub import HUBS

OURS = "Multihub"


@dataclass(frozen=True, slots=True)
class Figure:
    """One number of the table: of what, whose, in which unit."""

    name: str
    subject: str
    value: float
    unit: str


class Table:
    """The figures of a run, a row each, ours first."""

    def __init__(self) -> None:
        """Begin empty."""
        self.figures: list[Figure] = []

    def add(self, name: str, subject: str, value: float, unit: str) -> None:
        """Put a figure down."""
        self.figures.append(Figure(name, subject, value, unit))

    def lines(self) -> Iterator[str]:
        """The table as people read it; the ratio is the reference's figure in ours."""
        yield f"{'figure':<58} {'ours':>14}   references (ratio)"
        for name in dict.fromkeys(figure.name for figure in self.figures):
            row = {figure.subject: figure for figure in self.figures if figure.name == name}
            ours = row.pop(OURS, None)
            own = f"{ours.value:.4g} {ours.unit}" if ours else "-"
            others = ", ".join(
                f"{other.subject} {other.value:.4g} {other.unit}"
                + (f" (x{other.value / ours.value:.2f})" if ours and ours.value else "")
                for other in row.values()
            )
            yield f"{name:<58} {own:>14}   {others}"

    def as_json(self) -> str:
        """The same for machines, with the versions that it was measured on."""
        return json.dumps(
            {
                "home_assistant": __version__,
                "python": platform.python_version(),
                "machine": f"{platform.machine()}, {platform.system()}",
                "figures": [
                    {"name": f.name, "subject": f.subject, "value": f.value, "unit": f.unit} for f in self.figures
                ],
            },
            indent=2,
        )


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
    terminalreporter.write_line(f"Home Assistant {__version__}, Python {platform.python_version()}")
    for line in TABLE.lines():
        terminalreporter.write_line(line)
    if path := config.getoption("--json"):
        Path(path).write_text(TABLE.as_json() + "\n", encoding="utf-8")
