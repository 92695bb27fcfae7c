"""What HomeSeer can be told."""

from __future__ import annotations

from dataclasses import dataclass

from ...model import Request


@dataclass(frozen=True, slots=True)
class SetValue(Request):
    """Control a feature by value; of several in a row with ``sliding`` only the last one matters."""

    ref: int
    value: float
    sliding: bool = False


@dataclass(frozen=True, slots=True)
class SetLabel(Request):
    """Control a feature by the label of one of its controls."""

    ref: int
    label: str


@dataclass(frozen=True, slots=True)
class SetString(Request):
    """Give a feature's control (by its index) a text."""

    ref: int
    index: int
    value: float
    string: str


@dataclass(frozen=True, slots=True)
class SetUse(Request):
    """Control a device by what a control is for: HomeSeer looks for it among the root's features."""

    ref: int
    use: int
    value: float | None = None
    string: str | None = None


@dataclass(frozen=True, slots=True)
class RunEvent(Request):
    """Run one of the user's events: by its number, or by group and name where there is none."""

    id: int | None
    group: str
    name: str


@dataclass(frozen=True, slots=True)
class Speak(Request):
    """Say something on HomeSeer's speaker clients; ``host`` is ``HOST:NAME``, several with commas, ``*`` all."""

    phrase: str
    host: str = "*:*"


@dataclass(frozen=True, slots=True)
class ReadCamera(Request):
    """Take a camera's picture; the answer is its bytes."""

    id: str


@dataclass(frozen=True, slots=True)
class Several(Request):
    """Several requests, one after the other."""

    requests: tuple[Request, ...]
