"""Breaking a hub's own payloads: values of other types, keys missing, deep nesting, huge numbers, NaN, surrogates."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import Any

from hypothesis import HealthCheck, Phase, settings, strategies as st

CASES = int(os.environ.get("MULTIHUB_FUZZ_CASES", "10000"))
"""Cases a hub: the same ones each time, unless more are asked for (``scripts/fuzz``)."""

_NEW = "MULTIHUB_FUZZ_CASES" in os.environ

MANY = settings(
    max_examples=CASES,
    derandomize=not _NEW,
    database=None,
    deadline=None,
    phases=(Phase.explicit, Phase.generate, Phase.shrink),
    suppress_health_check=list(HealthCheck),
)


def _deep(levels: int) -> Any:
    nested: Any = 1
    for _ in range(levels):
        nested = {"x": [nested]}
    return nested


REMOVED, SWAPPED = object(), object()
"""Not a value: the key is missing; the value of another place stands there."""

ODDITIES: tuple[Any, ...] = (
    REMOVED, SWAPPED, SWAPPED, None, True, False, 0, 1, -1, 0.5, 255, 65535, -4095, 10**400, -(2**63), 1e308, -1e308, 5e-324,
    float("nan"), float("inf"), float("-inf"), "", " ", "1", "-1.5", "nan", "true", "text", "\ud800", "x\udfffy", "x" * 3000,
    "2026-13-45T99:99:99Z", "/Date(99999999999999999-0400)/", "#ffffff", "\x00", "__proto__", [], [None], [[]], [1, "a", {}], {},
    {"id": None}, {"id": {}}, {"value": []}, {"0": {}}, _deep(40), _deep(450),
)  # fmt: skip

type Path = tuple[Any, ...]
type Break = tuple[int, int, int]

BREAKS = st.lists(
    st.tuples(st.integers(0, 1 << 20), st.integers(0, len(ODDITIES) - 1), st.integers(0, 1 << 20)),
    min_size=1,
    max_size=5,
)
"""Where to break, with what, and where to take it from when it is swapped."""

PICK = st.integers(0, 1 << 20)


class Payload:
    """One payload of a hub, and where its values stand."""

    def __init__(self, root: Any) -> None:
        """Know every place in it."""
        self.root = root
        self.places: list[Path] = [*_places(root, ())]

    def broken(self, breaks: Sequence[Break]) -> Any:
        """A copy with so many breaks in it; what is not broken is shared."""
        root = self.root
        emptied: set[Path] = set()
        for place, oddity, other in breaks:
            value = ODDITIES[oddity]
            path = self.places[place % len(self.places)]
            if value is SWAPPED:
                value = _at(self.root, self.places[other % len(self.places)])
            if value is REMOVED:
                emptied.add(path[:-1])
            root = _with(root, path, value)
        for path in sorted(emptied, key=len, reverse=True):
            root = _closed_up(root, path)
        return root


def _places(value: Any, path: Path) -> list[Path]:
    found: list[Path] = [path] if path else []
    if isinstance(value, dict):
        for key, inner in value.items():
            found += _places(inner, (*path, key))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            found += _places(inner, (*path, index))
    return found


def _at(value: Any, path: Path) -> Any:
    for key in path:
        value = value[key]
    return value


def _with(value: Any, path: Path, new: Any) -> Any:
    """The value with something else at the path; as it is where an earlier break took the place away."""
    key, *rest = path
    if isinstance(value, dict) and key in value:
        copied: Any = dict(value)
    elif isinstance(value, list) and isinstance(key, int) and key < len(value):
        copied = list(value)
    else:
        return value
    if rest:
        copied[key] = _with(copied[key], tuple(rest), new)
    elif new is REMOVED and isinstance(copied, dict):
        del copied[key]
    else:
        copied[key] = new
    return copied


def _closed_up(value: Any, path: Sequence[Any]) -> Any:
    """The list at the path without what was removed from it: last of all, so that the other rows keep their places."""
    if not path:
        return [one for one in value if one is not REMOVED] if isinstance(value, list) else value
    key, *rest = path
    if isinstance(value, dict) and key in value:
        return {**value, key: _closed_up(value[key], rest)}
    if isinstance(value, list) and isinstance(key, int) and key < len(value):
        return [*value[:key], _closed_up(value[key], rest), *value[key + 1 :]]
    return value
