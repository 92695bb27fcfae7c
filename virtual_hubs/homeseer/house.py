"""The devices of a virtual HomeSeer: rows with values, controls and texts, and what follows a command."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

ROOT, STANDALONE, CHILD = 2, 3, 4
"""Relationships (protocol page, section 1.4)."""

BUTTON, SLIDER, DROPDOWN, LIST, NUMBER_BOX, TEXT_BOX, COLOR_PICKER = 5, 7, 6, 3, 9, 10, 13
"""Control types (protocol page, section 1.5)."""


@dataclass(slots=True)
class Control:
    """One control pair: a value under a label, or a range of values."""

    label: str
    value: float = 0
    use: int = 0
    type: int = BUTTON
    range: tuple[float, float] | None = None
    prefix: str = ""
    suffix: str = ""
    decimals: int = 0
    string: str = ""
    choices: tuple[str, ...] = ()

    def takes(self, value: float) -> bool:
        """Whether this control can bring the value."""
        if self.range:
            return self.range[0] <= value <= self.range[1]
        return self.value == value


@dataclass(slots=True)
class Text:
    """How a value or a range of values is shown; ``{}`` in the text is the value."""

    low: float
    text: str
    high: float | None = None
    decimals: int = 0

    def shows(self, value: float) -> bool:
        """Whether this text is for the value."""
        return self.low <= value <= (self.low if self.high is None else self.high)


@dataclass(slots=True)
class Row:
    """One device or feature as HomeSeer keeps it; every row has its number, ``ref``."""

    ref: int
    name: str
    room: str = ""
    floor: str = ""
    value: float = 0
    codes: tuple[int, int, int] = (0, 0, 0)
    type_text: str = ""
    interface: str = ""
    relationship: int = STANDALONE
    associated: list[int] = field(default_factory=list)
    controls: list[Control] = field(default_factory=list)
    texts: list[Text] = field(default_factory=list)
    own_status: str | None = None
    hidden: bool = False
    misc: int = 0
    image: str = ""
    changed_at: int = field(default_factory=lambda: int(time.time() * 1000) - 3_600_000)
    last_level: float = 99

    def __post_init__(self) -> None:
        """Remember the level that it is at."""
        if 0 < self.value <= 100:
            self.last_level = self.value

    @property
    def status(self) -> str:
        """The text that HomeSeer shows for the value."""
        if self.own_status is not None:
            return self.own_status
        for text in self.texts:
            if text.shows(self.value):
                return text.text.replace("{}", f"{self.value:.{text.decimals}f}")
        for control in self.controls:
            if control.range is None and control.value == self.value:
                return control.label
        for control in self.controls:
            if control.range is not None and control.takes(self.value):
                return f"{control.prefix}{self.value:.{control.decimals}f}{control.suffix}"
        return f"{self.value:g}"


@dataclass(slots=True)
class Event:
    """One of the user's events, run by its number or by group and name."""

    id: int
    group: str
    name: str
    runs: int = 0


@dataclass(frozen=True, slots=True)
class Change:
    """A value that is not as it was (or was set once more)."""

    row: Row
    old: float
    value_changed: bool


class House:
    """All rows, events, counters and cameras of one system.

    ``listeners`` hear of each change; ``reactions`` do what a real device would do after a command
    (a thermostat that begins to heat, a door that is open in the end).
    """

    def __init__(self) -> None:
        """Begin with an empty house."""
        self.rows: dict[int, Row] = {}
        self.events: list[Event] = []
        self.counters: dict[str, float] = {}
        self.cameras: dict[int, str] = {}
        self.locations = ("Room", "Floor")
        self.fahrenheit = False
        self.listeners: list[Callable[[Change], None]] = []
        self.reactions: dict[int, Callable[[float], None]] = {}

    def add(self, row: Row) -> Row:
        """Put a row into the house."""
        self.rows[row.ref] = row
        return row

    def next_ref(self) -> int:
        """A number that no row has had."""
        return max(self.rows, default=100) + 1

    def remove(self, ref: int) -> None:
        """Take a row away, and out of its relatives."""
        del self.rows[ref]
        for row in self.rows.values():
            row.associated = [other for other in row.associated if other != ref]

    def set(self, ref: int, value: float | None = None, status: str | None = None) -> None:
        """Change a row as its device would, and tell the listeners.

        A status without a value is a change of the text alone.
        """
        row = self.rows[ref]
        old, old_status = row.value, row.status
        if value is not None:
            row.value = value
            if 0 < value <= 100:
                row.last_level = value
        if status is not None:
            row.own_status = status
        row.changed_at = max(int(time.time() * 1000), row.changed_at + 1)
        if value is not None or row.status != old_status:
            change = Change(row, old, row.value != old)
            for listener in list(self.listeners):
                listener(change)

    def control(self, ref: int, value: float, string: str = "") -> bool:
        """Do what a control with this value does; ``False`` when the row has none."""
        row = self.rows[ref]
        control = next((control for control in row.controls if control.takes(value)), None)
        if control is None:
            return False
        if control.use == 4 and value == 255:
            value = row.last_level
        self.set(ref, value, string or None)
        if reaction := self.reactions.get(ref):
            reaction(value)
        return True

    def family(self, ref: int) -> Iterable[Row]:
        """The row and those that belong to it."""
        row = self.rows[ref]
        return [row, *(self.rows[other] for other in row.associated if other in self.rows)]
