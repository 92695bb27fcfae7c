"""What HomematicIP is told; the mapping makes these, the hub sends them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from ...model import Request


@dataclass(frozen=True, slots=True)
class Call(Request):
    """One call of the app's interface: a path below ``/hmip/`` and its JSON body.

    Of the calls with the same ``path`` and ``key`` that wait at the same time only the last one is sent
    (a slider that is moved). ``takes_pin`` marks the calls that an access authorization may guard with a PIN
    (``setLockState``, ``pullLatch``; protocol page, section 3): the hub then adds
    ``authorizationPin``, always as text, from ``pin`` or else from what the person stored. The PIN is
    never part of ``body``, so that no repr and no log shows it.
    """

    path: str
    body: Mapping[str, Any] = field(default_factory=dict)
    key: str | None = None
    takes_pin: bool = False
    pin: str | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class Timed(Request):
    """A call whose effect ends by itself, and the one that makes it last.

    That one is said when the ``seconds`` of the first's ramp are over, or when the hub is closed before, if nothing
    else was wanted since.
    """

    call: Call
    lasting: Call
    seconds: float


@dataclass(frozen=True, slots=True)
class Calls(Request):
    """Several calls, one after the other; the first that fails ends the row."""

    calls: tuple[Call, ...]
