"""Every key that the code names has its text: read from the code itself."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from pathlib import Path

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


type Missing = set[tuple[str, str]]
"""What stands in the code and not in the texts: the file and the key."""


def missing(path: Path, keys: Iterable[str], texts: Iterable[str]) -> Missing:
    return {(relative(path), key) for key in set(keys) - set(texts)}


def test_every_step_that_is_shown_has_its_text() -> None:
    found: Missing = set()
    for path in FILES:
        for call, called, dialog in calls(path):
            if dialog == "issues":
                continue
            texts = ENGLISH.get(dialog, {})
            if called in ("async_show_form", "async_show_menu", "async_show_progress", "form"):
                shown = set(literals(argument(call, "step_id", 0 if called == "form" else None)))
                found |= missing(path, shown, texts.get("step", {}))
                if called == "async_show_menu" and len(shown) == 1:
                    options = texts["step"].get(min(shown), {}).get("menu_options", {})
                    found |= missing(path, literals(argument(call, "menu_options")), options)
            if called == "async_show_progress":
                found |= missing(path, literals(argument(call, "progress_action")), CONFIG.get("progress", {}))
            if called == "async_abort":
                found |= missing(path, literals(argument(call, "reason", 0)), texts.get("abort", {}))
    assert found == set()


def test_every_error_of_a_dialog_has_its_text() -> None:
    """``errors["base"] = "key"`` and ``errors={"field": "key"}``."""
    found: Missing = set()
    for path in FILES:
        for node in ast.walk(tree(path)):
            match node:
                case ast.Assign(targets=[ast.Subscript(value=ast.Name(id="errors"))], value=value):
                    found |= missing(path, literals(value), CONFIG["error"])
                case ast.keyword(arg="errors", value=ast.Dict(values=values)):
                    found |= missing(path, (key for value in values for key in literals(value)), CONFIG["error"])
    assert found == set()


def test_every_error_of_a_hub_has_its_message() -> None:
    """A HubError's key: of the class, or of the one that is raised."""
    found: Missing = set()
    for path in FILES:
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.ClassDef) and any(name_of(base).endswith("Error") for base in node.bases):
                for part in node.body:
                    if isinstance(part, ast.Assign | ast.AnnAssign):
                        target = part.targets[0] if isinstance(part, ast.Assign) else part.target
                        if name_of(target) == "key":
                            found |= missing(path, literals(part.value), ENGLISH["exceptions"])
            if isinstance(node, ast.Call) and name_of(node.func).endswith("Error"):
                found |= missing(path, literals(argument(node, "key")), ENGLISH["exceptions"])
    assert found == set()


def test_every_translation_key_has_its_text() -> None:
    """Of entities, exceptions, issues and selectors, wherever it stands as a literal."""
    found: Missing = set()
    entities = {platform: set(keys) for platform, keys in ENGLISH["entity"].items()}
    exceptions, issues = set(ENGLISH["exceptions"]), set(ENGLISH.get("issues", {}))
    for path in FILES:
        for call, called, _ in calls(path):
            if called in PLATFORM_OF:
                texts = entities.get(PLATFORM_OF[called], set())
            elif called.endswith(("Error", "Failed", "NotReady")):
                texts = exceptions
            elif called in ("async_create_issue", "create_issue"):
                texts = issues
            elif called.startswith("SelectSelector"):
                texts = set(ENGLISH.get("selector", {}))
            else:
                texts = exceptions.union(issues, *entities.values())
            found |= missing(path, literals(argument(call, "translation_key")), texts)
    assert found == set()


def test_every_platform_is_known_to_this_test() -> None:
    assert {"Switch": "switch", "Climate": "climate", "Scene": "scene"}.items() <= PLATFORM_OF.items()
