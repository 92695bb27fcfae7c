"""Who may know whom, held from the imports themselves (the design's plan)."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pytest
from homeassistant.const import Platform

from .repository import HUBS, INTEGRATION, ROOT, VIRTUAL_HUBS, relative, sources, tree

PACKAGE = "custom_components.multihub"
PLATFORMS = frozenset(Platform)

HUB_FILES = [path for hub in HUBS for path in sources(INTEGRATION / "hubs" / hub)]


def module_of(path: Path) -> str:
    """The dotted name of a file."""
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def is_type_checking(node: ast.AST) -> bool:
    return isinstance(node, ast.If) and ast.unparse(node.test) in ("TYPE_CHECKING", "typing.TYPE_CHECKING")


def nodes(node: ast.AST, *, deferred: bool) -> Iterator[ast.AST]:
    """The nodes of a file; without the deferred ones, only those that run when it is imported."""
    for child in ast.iter_child_nodes(node):
        if not deferred and (
            isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda) or is_type_checking(child)
        ):
            continue
        yield child
        yield from nodes(child, deferred=deferred)


def imported(module: ast.Module, package: str, *, deferred: bool) -> set[str]:
    """The dotted names that a module of this package imports: modules, and what is taken from them."""
    found: set[str] = set()
    for node in nodes(module, deferred=deferred):
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = node.module or ""
            if node.level:
                above = package.rsplit(".", node.level - 1)[0]
                base = f"{above}.{base}" if base else above
            found.update({base, *(f"{base}.{alias.name}" for alias in node.names)})
    return found


def imports(path: Path, *, deferred: bool = True) -> set[str]:
    """What a file imports, be it in a function or for the type checker alone (the deferred ones)."""
    module = module_of(path)
    package = module if path.name == "__init__.py" else module.rpartition(".")[0]
    return imported(tree(path), package, deferred=deferred)


def within(names: Iterable[str], *packages: str) -> set[str]:
    """Those of the names that are one of the packages, or in it."""
    return {name for name in names if any(name == package or name.startswith(f"{package}.") for package in packages)}


def hub_packages(*, but: str | None = None) -> tuple[str, ...]:
    return tuple(f"{PACKAGE}.hubs.{hub}" for hub in HUBS if hub != but)


def files_named(*names: str) -> list[Path]:
    """A hub's rooms: ``client`` is client.py as well as every file of a folder client."""
    return [path for path in HUB_FILES if any(name in (path.stem, *path.parent.parts[-2:]) for name in names)]


def test_the_law_sees_every_kind_of_import() -> None:
    """The reader of imports is itself put to the test, on a file that breaks every law."""
    lawless = ast.parse("""
import aiohttp
from typing import TYPE_CHECKING
from ..homeseer.client import Client
from ... import light
from .mapping import table
if TYPE_CHECKING:
    from ..openmotics import hub
def late():
    from ...config_flow import MultihubConfigFlow
""")
    package = f"{PACKAGE}.hubs.homey"
    everything = imported(lawless, package, deferred=True)
    assert within(everything, *hub_packages(but="homey")) == {
        f"{PACKAGE}.hubs.homeseer.client",
        f"{PACKAGE}.hubs.homeseer.client.Client",
        f"{PACKAGE}.hubs.openmotics",
        f"{PACKAGE}.hubs.openmotics.hub",
    }
    assert {"aiohttp", f"{PACKAGE}.light", f"{package}.mapping.table"} <= everything
    assert everything - imported(lawless, package, deferred=False) == {
        f"{PACKAGE}.config_flow",
        f"{PACKAGE}.config_flow.MultihubConfigFlow",
        f"{PACKAGE}.hubs.openmotics",
        f"{PACKAGE}.hubs.openmotics.hub",
    }


type Offences = dict[str, set[str]]
"""A file that breaks the law: what it imports."""


def offences(paths: Iterable[Path], forbidden: Callable[[Path], set[str]]) -> Offences:
    """The files among these that import what is forbidden to them."""
    return {relative(path): found for path in paths if (found := forbidden(path))}


def hub_of(path: Path) -> str:
    return path.relative_to(INTEGRATION / "hubs").parts[0]


def test_what_all_hubs_share_names_no_hub() -> None:
    """Platforms, entity, coordinator, model and their neighbours have never heard of any hub."""
    shared = [path for path in sources(INTEGRATION) if path.parent in (INTEGRATION, INTEGRATION / "hubs")]
    assert len(shared) > 10
    assert offences(shared, lambda path: within(imports(path), *hub_packages())) == {}


def test_platforms_entity_coordinator_and_model_do_not_say_the_name_of_a_hub() -> None:
    """Not even in a text or a comment."""
    named = {}
    for name in (*PLATFORMS, "entity", "coordinator", "model"):
        path = INTEGRATION / f"{name}.py"
        text = path.read_text(encoding="utf-8").lower() if path.exists() else ""
        if said := [hub for hub in HUBS if hub in text]:
            named[name] = said
    assert named == {}


def test_the_model_knows_nothing_of_the_integration() -> None:
    assert not within(imports(INTEGRATION / "model.py"), PACKAGE)


def test_the_hub_protocol_knows_only_the_model() -> None:
    assert within(imports(INTEGRATION / "hubs" / "base.py"), PACKAGE) <= within(
        imports(INTEGRATION / "hubs" / "base.py"), f"{PACKAGE}.model"
    )


def test_a_hub_imports_neither_another_hub_nor_a_platform() -> None:
    shared = [f"{PACKAGE}.{name}" for name in (*PLATFORMS, "entity", "coordinator")]
    forbidden = offences(HUB_FILES, lambda path: within(imports(path), *hub_packages(but=hub_of(path)), *shared))
    assert forbidden == {}


def named(*names: str) -> list[Path]:
    return [path for name in names if (path := INTEGRATION / f"{name}.py").exists()]


@pytest.mark.parametrize(
    ("who", "whom"),
    [
        (PLATFORMS, (*PLATFORMS, "config_flow")),
        (("entity",), (*PLATFORMS, "config_flow")),
        (("coordinator", "connection", "inventory", "registry"), ("entity", *PLATFORMS, "config_flow")),
        (("config_flow",), ("coordinator", "entity", *PLATFORMS)),
    ],
    ids=["platforms", "entity", "coordinator", "dialogs"],
)
def test_nobody_looks_up_to_those_who_stand_on_him(who: Iterable[str], whom: Iterable[str]) -> None:
    def forbidden(path: Path) -> set[str]:
        return within(imports(path), *(f"{PACKAGE}.{name}" for name in whom if name != path.stem))

    assert named(*who)
    assert offences(named(*who), forbidden) == {}


def test_the_model_knows_no_hass() -> None:
    assert not within(imports(INTEGRATION / "model.py"), "homeassistant.core", "homeassistant.config_entries")


def test_clients_know_nothing_of_the_rooms_that_use_them() -> None:
    def forbidden(path: Path) -> set[str]:
        return within(imports(path), *(f"{PACKAGE}.hubs.{hub_of(path)}.{room}" for room in ("mapping", "hub", "flow")))

    assert offences(files_named("client"), forbidden) == {}


def test_mapping_knows_no_client_and_no_hass() -> None:
    def forbidden(path: Path) -> set[str]:
        rooms = [f"{PACKAGE}.hubs.{hub_of(path)}.{room}" for room in ("client", "hub", "flow")]
        return within(imports(path), *rooms, "homeassistant.core", "homeassistant.config_entries", "aiohttp")

    assert files_named("mapping")
    assert offences(files_named("mapping"), forbidden) == {}


def test_a_client_can_be_run_without_home_assistant() -> None:
    """It imports nothing of it, and knows neither entities nor the coordinator."""
    forbidden = ("homeassistant", f"{PACKAGE}.entity", f"{PACKAGE}.coordinator")
    assert files_named("client")
    assert offences(files_named("client"), lambda path: within(imports(path), *forbidden)) == {}


def test_virtual_hubs_need_aiohttp_and_cryptography_alone() -> None:
    allowed = sys.stdlib_module_names | {"aiohttp", "cryptography", "virtual_hubs"}
    forbidden = offences(
        sources(VIRTUAL_HUBS), lambda path: {name for name in imports(path) if name.partition(".")[0] not in allowed}
    )
    assert forbidden == {}


@pytest.mark.parametrize("name", ["", ".config_flow"])
def test_importing_the_integration_imports_no_hub(name: str) -> None:
    """A hub that is not used costs nothing (law 8); seen in a new process."""
    script = f"import sys, {PACKAGE}{name}; print(*(m for m in sys.modules if m.startswith('{PACKAGE}.hubs.')))"
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True)
    assert within(done.stdout.split(), *hub_packages()) == set()
