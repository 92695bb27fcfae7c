"""Breaking a hub's own payloads: values of other types, keys missing, deep nesting, huge numbers, NaN, surrogates."""

from __future__ import annotations

import marshal
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from .chance import Chance


def _deep(levels: int) -> Any:
    nested: Any = 1
    for _ in range(levels):
        nested = {"x": [nested]}
    return nested


REMOVED, SWAPPED = object(), object()
"""Not a value: the key is missing; the value of another place stands there."""

ODDITIES: tuple[Any, ...] = (
    REMOVED, REMOVED, REMOVED, SWAPPED, SWAPPED, None, True, False, 0, 1, -1, 0.5, 255, 65535, -4095, 10**400, -(2**63), 1e308, -1e308, 5e-324,
    float("nan"), float("inf"), float("-inf"), "", " ", "1", "-1.5", "nan", "true", "text", "\ud800", "x\udfffy", "x" * 3000,
    "2026-13-45T99:99:99Z", "9999-12-31T23:59:59Z", 253402300799000, 253402300799,
    "/Date(99999999999999999-0400)/", "#ffffff", "\x00", "__proto__", [], [None], [[]], [1, "a", {}], {},
    {"id": None}, {"id": {}}, {"value": []}, {"0": {}}, _deep(40), _deep(450),
)  # fmt: skip

type Path = tuple[Any, ...]
type Break = tuple[Path, Any]

MOST_BREAKS = 5


class Payload:
    """One payload of a hub, and where its values stand."""

    def __init__(self, root: Any, may_break: Callable[[Path], bool] = lambda _: True) -> None:
        """Know every place in it that may be broken."""
        self.root = root
        self.places: list[Path] = [path for path in _places(root, ()) if may_break(path)]

    def broken_by(self, chance: Chance) -> Any:
        """A copy that is broken in a few places."""
        return self.broken(self.break_by(chance) for _ in range(1 + chance.below(MOST_BREAKS)))

    def break_by(self, chance: Chance) -> Break:
        """A place, and what stands there instead."""
        path, value = chance.among(self.places), chance.among(ODDITIES)
        return path, _at(self.root, chance.among(self.places)) if value is SWAPPED else value

    def hides(self, breaks: Iterable[Break]) -> bool:
        """Whether one of the breaks is equal to what stood there, though not the same (0 for False): it may stay unseen."""
        return any(value == _at(self.root, path) for path, value in breaks)

    def broken(self, breaks: Iterable[Break]) -> Any:
        """A copy with these breaks in it, which whoever takes it may write into."""
        root = self.root
        emptied: set[Path] = set()
        for path, value in breaks:
            if value is REMOVED:
                emptied.add(path[:-1])
            root = _with(root, path, value)
        for path in sorted(emptied, key=len, reverse=True):
            root = _closed_up(root, path)
        return copied(root)


def odd(chance: Chance) -> Any:
    """A value that no hub should tell."""
    value = chance.among(ODDITIES)
    return None if value is REMOVED or value is SWAPPED else value


def copied(value: Any) -> Any:
    """A copy of the whole, with halves of characters, NaN and all."""
    return marshal.loads(marshal.dumps(value))


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
