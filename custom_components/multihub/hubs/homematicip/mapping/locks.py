"""Door locks and door openers. A PIN is the call's, never part of a feature."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from ....model import Button, Command, Feature, Lock
from . import calls
from .part import Part
from .values import text

PIN: Final = r"^\d{0,8}$"
"""What the PIN of an access authorization looks like; none is asked for where the authorization has none."""

DOOR_OPENER: Final = "DOOR_OPENER_ACTUATOR"
KNOWN_LOCK_STATES: Final = frozenset({"LOCKED", "UNLOCKED", "OPEN"})


def lock(part: Part) -> Iterator[Feature]:
    """A lock with a motor; opening it pulls the latch."""
    state, motor = text(part.raw.get("lockState")), text(part.raw.get("motorState"))

    def turn(target: str) -> Command:
        return Command(
            lambda code=None: calls.guarded(part.device_id, part.index, "setLockState", code, targetLockState=target)
        )

    yield Lock(
        key=part.key("lock"),
        **part.as_main("lock"),
        is_locked=state == "LOCKED" if state in KNOWN_LOCK_STATES else None,
        is_open=state == "OPEN",
        is_locking=motor == "CLOSING",
        is_unlocking=motor == "OPENING",
        is_jammed=part.service.get("lockJammed") is True,
        code_format=PIN if part.device_id in part.facts.pins and not part.facts.pin_stored else None,
        lock=turn("LOCKED"),
        unlock=turn("UNLOCKED"),
        open=turn("OPEN"),
    )


def door_opener(part: Part) -> Iterator[Feature]:
    """The button that pulls the latch; it goes through the access authorization, as the app does."""
    if part.role == DOOR_OPENER or part.had("open_door"):
        yield Button(
            key=part.key("open_door"),
            **part.as_other("open_door"),
            press=Command(lambda: calls.guarded(part.device_id, part.index, "pullLatch", None)),
        )
