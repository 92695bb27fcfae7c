"""Every key that the code names has its text: read from the code itself."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from custom_components.multihub.model import Feature

from .repository import INTEGRATION, read_json, relative, sources, tree

ENGLISH = read_json(INTEGRATION / "translations" / "en.json")
CONFIG = ENGLISH["config"]

PLATFORM_OF = {feature.__name__: str(feature.platform) for feature in Feature.__subclasses__()}


def name_of(node: ast.expr) -> str:
    """The last word of what is called or inherited."""
    match node:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name
        case ast.Subscript(value=value):
            return name_of(value)
        case _:
            return ""


def literals(node: ast.expr | None) -> Iterator[str]:
    """The texts that an expression can be: a constant, either side of an if, the members of a list or set."""
    match node:
        case ast.Constant(value=str(value)):
            yield value
        case ast.IfExp(body=body, orelse=other):
            yield from literals(body)
            yield from literals(other)
        case ast.BoolOp(values=parts) | ast.List(elts=parts) | ast.Tuple(elts=parts) | ast.Set(elts=parts):
            for part in parts:
                yield from literals(part)


def argument(call: ast.Call, name: str, position: int | None = None) -> ast.expr | None:
    for keyword in call.keywords:
        if keyword.arg == name:
            return keyword.value
    return call.args[position] if position is not None and len(call.args) > position else None


def calls(path: Path) -> Iterator[tuple[ast.Call, str, str]]:
    """Every call: the node, the last word of what is called, and which kind of dialog its class is."""

    def walk(node: ast.AST, dialog: str) -> Iterator[tuple[ast.Call, str, str]]:
        for child in ast.iter_child_nodes(node):
            inner = dialog
            if isinstance(child, ast.ClassDef):
                bases = " ".join(map(name_of, child.bases))
                inner = "options" if "Options" in bases else "issues" if "Repair" in bases else "config"
            if isinstance(child, ast.Call):
                yield child, name_of(child.func), inner
            yield from walk(child, inner)

    yield from walk(tree(path), "config")


FILES = sources(INTEGRATION)


@pytest.mark.parametrize("path", FILES, ids=relative)
def test_every_step_that_is_shown_has_its_text(path: Path) -> None:
    for call, called, dialog in calls(path):
        if dialog == "issues":
            continue
        steps = ENGLISH.get(dialog, {}).get("step", {})
        if called in ("async_show_form", "async_show_menu", "async_show_progress", "form"):
            shown = set(literals(argument(call, "step_id", 0 if called == "form" else None)))
            assert shown <= set(steps)
            if called == "async_show_menu" and len(shown) == 1:
                options = set(literals(argument(call, "menu_options")))
                assert options <= set(steps[min(shown)]["menu_options"])
        if called == "async_show_progress":
            assert set(literals(argument(call, "progress_action"))) <= set(CONFIG.get("progress", {}))
        if called == "async_abort":
            assert set(literals(argument(call, "reason", 0))) <= set(ENGLISH[dialog].get("abort", {}))


@pytest.mark.parametrize("path", FILES, ids=relative)
def test_every_error_of_a_dialog_has_its_text(path: Path) -> None:
    """``errors["base"] = "key"`` and ``errors={"field": "key"}``."""
    for node in ast.walk(tree(path)):
        found: set[str] = set()
        match node:
            case ast.Assign(targets=[ast.Subscript(value=ast.Name(id="errors"))], value=value):
                found = set(literals(value))
            case ast.keyword(arg="errors", value=ast.Dict(values=values)):
                found = {key for value in values for key in literals(value)}
        assert found <= set(CONFIG["error"]), relative(path)


@pytest.mark.parametrize("path", FILES, ids=relative)
def test_every_error_of_a_hub_has_its_message(path: Path) -> None:
    """A HubError's key: of the class, or of the one that is raised."""
    found: set[str] = set()
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.ClassDef) and any(name_of(base).endswith("Error") for base in node.bases):
            for part in node.body:
                if isinstance(part, ast.Assign | ast.AnnAssign):
                    target = part.targets[0] if isinstance(part, ast.Assign) else part.target
                    if name_of(target) == "key":
                        found |= set(literals(part.value))
        if isinstance(node, ast.Call) and name_of(node.func).endswith("Error"):
            found |= set(literals(argument(node, "key")))
    assert found <= set(ENGLISH["exceptions"])


@pytest.mark.parametrize("path", FILES, ids=relative)
def test_every_translation_key_has_its_text(path: Path) -> None:
    """Of entities, exceptions, issues and selectors, wherever it stands as a literal."""
    entities = {platform: set(keys) for platform, keys in ENGLISH["entity"].items()}
    anywhere = set().union(*entities.values()) if entities else set()
    for call, called, _ in calls(path):
        keys = set(literals(argument(call, "translation_key")))
        if called in PLATFORM_OF:
            assert keys <= entities.get(PLATFORM_OF[called], set()), called
        elif called.endswith(("Error", "Failed", "NotReady")):
            assert keys <= set(ENGLISH["exceptions"])
        elif called in ("async_create_issue", "create_issue"):
            assert keys <= set(ENGLISH.get("issues", {}))
        elif called.startswith("SelectSelector"):
            assert keys <= set(ENGLISH.get("selector", {}))
        else:
            assert keys <= anywhere | set(ENGLISH["exceptions"]) | set(ENGLISH.get("issues", {})), called


def test_every_platform_is_known_to_this_test() -> None:
    assert {"Switch": "switch", "Climate": "climate", "Scene": "scene"}.items() <= PLATFORM_OF.items()
