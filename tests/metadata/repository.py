"""Where things are, and how they are read."""

from __future__ import annotations

import ast
import json
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from custom_components.multihub import hubs

ROOT = Path(__file__).parents[2]
INTEGRATION = ROOT / "custom_components" / "multihub"
VIRTUAL_HUBS = ROOT / "virtual_hubs"
HUBS = tuple(hubs.HUBS)
"""The folders of the hubs."""


@cache
def sources(folder: Path) -> tuple[Path, ...]:
    """Every Python file below the folder."""
    return tuple(sorted(folder.rglob("*.py")))


@cache
def tree(path: Path) -> ast.Module:
    """The file's syntax tree."""
    return ast.parse(path.read_text(encoding="utf-8"))


def read_json(path: Path) -> dict[str, Any]:
    """The file's object, its keys in their order; a key that stands twice is an error."""

    def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        keys = [key for key, _ in pairs]
        assert len(keys) == len(set(keys)), f"{path.name} has a key twice among {keys}"
        return dict(pairs)

    data = json.loads(path.read_text(encoding="utf-8"), object_pairs_hook=once)
    assert isinstance(data, dict)
    return data


def texts(data: Mapping[str, Any], path: str = "") -> Iterator[tuple[str, str]]:
    """Every text of a translation, with the way to it."""
    for key, value in data.items():
        where = f"{path}.{key}".removeprefix(".")
        if isinstance(value, Mapping):
            yield from texts(value, where)
        else:
            yield where, value


def relative(path: Path) -> str:
    """The path as people say it; older pytests ask for a name even where there is no path at all."""
    if not isinstance(path, Path):
        return "none"
    return path.relative_to(ROOT).as_posix()
