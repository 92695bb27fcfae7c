"""Door locks (protocol page, section 5.4)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from ....model import Feature, Lock
from .facts import Facts, Part, setter, words_of
from .uses import Use
from .wire import Pair, Row

UNLOCKED_WORDS: Final = frozenset({"unlocked", "unsecured", "unlock", "unsecure"})
LOCKED_WORDS: Final = frozenset({"locked", "secured", "lock", "secure"})
JAMMED_WORDS: Final = frozenset({"jammed", "jam"})

LOCKED_VALUES: Final = frozenset({255.0, 65.0, 129.0})
UNLOCKED_VALUES: Final = frozenset({0.0, 1.0, 16.0, 17.0, 32.0, 33.0, 64.0, 128.0})
"""Z-Wave's own values, for texts that say nothing."""


def lock(facts: Facts) -> Part:
    """A lock."""
    lock_pair = facts.pair(Use.LOCK, "lock", "secure") or facts.pair(Use.ON, "on")
    unlock_pair = facts.pair(Use.UNLOCK, "unlock", "unsecure") or facts.pair(Use.OFF, "off")
    commands: dict[str, Any] = {"lock": setter(facts.ref, lock_pair), "unlock": setter(facts.ref, unlock_pair)}

    def render(rows: Mapping[int, Row]) -> tuple[Feature, ...]:
        row = rows[facts.ref]
        return (
            Lock(
                **facts.base(),
                is_locked=is_locked(row, lock_pair, unlock_pair),
                is_jammed=bool(words_of(row.status) & JAMMED_WORDS),
                **commands,
            ),
        )

    used = frozenset(pair.index for pair in (lock_pair, unlock_pair) if pair)
    return Part("lock", (facts.ref,), render, used)


def is_locked(row: Row, lock_pair: Pair | None, unlock_pair: Pair | None) -> bool | None:
    """What the text says ("unsecured" before "secured"), then the controls' values, then Z-Wave's."""
    words = words_of(row.status)
    if words & UNLOCKED_WORDS or "not" in words:
        return False
    if words & LOCKED_WORDS:
        return True
    if row.value is None:
        return None
    if lock_pair and row.value == lock_pair.value:
        return True
    if unlock_pair and row.value == unlock_pair.value:
        return False
    return True if row.value in LOCKED_VALUES else False if row.value in UNLOCKED_VALUES else None
