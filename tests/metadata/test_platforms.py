"""The platform files, by the rules that hassfest's and Home Assistant's own reviewer hold."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
from homeassistant.const import Platform

from .repository import INTEGRATION, VIRTUAL_HUBS, relative, sources, tree

PLATFORM_FILES = [path for name in sorted(Platform) if (path := INTEGRATION / f"{name}.py").exists()]

LONGEST = 450


def assigned(path: Path, name: str) -> ast.expr | None:
    """The value that a module gives to a name."""
    for node in tree(path).body:
        match node:
            case ast.Assign(targets=[ast.Name(id=found)], value=value) if found == name:
                return value
            case ast.AnnAssign(target=ast.Name(id=found), value=ast.expr() as value) if found == name:
                return value
    return None


@pytest.mark.parametrize("path", PLATFORM_FILES, ids=relative)
def test_a_platform_says_how_many_updates_may_run_at_once(path: Path) -> None:
    value = assigned(path, "PARALLEL_UPDATES")
    assert isinstance(value, ast.Constant)
    assert isinstance(value.value, int)


@pytest.mark.parametrize("path", PLATFORM_FILES, ids=relative)
def test_a_platform_sets_its_entities_up(path: Path) -> None:
    assert any(isinstance(node, ast.AsyncFunctionDef) and node.name == "async_setup_entry" for node in tree(path).body)


def test_a_file_has_one_reason_to_exist() -> None:
    """Beyond this length two things live in it, unless it is a table: most of its lines are data then."""
    long = {}
    for path in (*sources(INTEGRATION), *sources(VIRTUAL_HUBS)):
        lines = path.read_text(encoding="utf-8").count("\n")
        logic = sum(
            (node.end_lineno or node.lineno) - node.lineno + 1
            for node in tree(path).body
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef) and not _is_plain_data(node)
        )
        if lines > LONGEST and logic >= lines / 3:
            long[relative(path)] = f"{lines} lines, {logic} of them code"
    assert long == {}


def _is_plain_data(node: ast.AST) -> bool:
    """A dataclass without methods."""
    return isinstance(node, ast.ClassDef) and not any(
        isinstance(part, ast.FunctionDef | ast.AsyncFunctionDef) for part in node.body
    )
