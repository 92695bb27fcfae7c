"""The figures of a run: a row each, ours first, beside what was to be reached and the references."""

from __future__ import annotations

import json
import platform
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any

from homeassistant.const import __version__

OURS = "Multihub"


@dataclass(frozen=True, slots=True)
class Figure:
    """One number: of what, whose, in which unit; ``None`` where this Home Assistant can't give it."""

    name: str
    subject: str
    value: float | None
    unit: str
    reach: str
    """What it should be, in words; empty where nothing is to be reached."""

    @property
    def words(self) -> str:
        """The number as people read it."""
        return "n/a" if self.value is None else f"{self.value:.4g} {self.unit}".strip()


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table: the ratio of a reference is its figure in ours."""

    name: str
    reach: str
    ours: str
    references: str
    ratios: str


class Table:
    """All figures of a run."""

    def __init__(self) -> None:
        """Begin empty."""
        self.figures: list[Figure] = []
        self.notes: list[str] = []

    def add(self, name: str, subject: str, value: float | None, unit: str, *, reach: str = "") -> None:
        """Put a figure down."""
        self.figures.append(Figure(name, subject, value, unit, reach))

    def note(self, text: str) -> None:
        """Say something about this run, once."""
        if text not in self.notes:
            self.notes.append(text)

    def rows(self) -> Iterator[Row]:
        """The table, a row for each figure in the order in which they came."""
        for name in dict.fromkeys(figure.name for figure in self.figures):
            figures = {figure.subject: figure for figure in self.figures if figure.name == name}
            reach = next((figure.reach for figure in figures.values() if figure.reach), "")
            ours = figures.pop(OURS, None)
            ratios = [
                f"{subject} ×{other.value / ours.value:.2f}"
                for subject, other in figures.items()
                if ours and ours.value and other.value
            ]
            yield Row(
                name,
                reach,
                ours.words if ours else "",
                ", ".join(f"{subject} {other.words}" for subject, other in figures.items()),
                ", ".join(ratios),
            )

    def lines(self) -> Iterator[str]:
        """The table for a terminal."""
        yield f"Home Assistant {__version__}, Python {platform.python_version()}"
        for row in self.rows():
            yield f"{row.name:<66} {row.ours:>12}  {row.reach:<16} {row.references}  {row.ratios}".rstrip()
        yield from self.notes

    def as_json(self) -> str:
        """The same for machines, with the versions that it was measured on."""
        return json.dumps(
            {
                **versions(),
                "figures": [asdict(figure) for figure in self.figures],
                "notes": self.notes,
            },
            indent=2,
        )

    def take(self, written: str) -> None:
        """Put down what another process has measured and written with ``as_json``."""
        told = json.loads(written)
        self.figures += [Figure(**figure) for figure in told["figures"]]
        for note in told["notes"]:
            self.note(note)


def versions() -> dict[str, Any]:
    """What was measured on."""
    return {
        "home_assistant": __version__,
        "python": platform.python_version(),
        "machine": f"{platform.machine()}, {platform.system()}",
    }
