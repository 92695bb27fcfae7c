"""How the benchmarks are run: each house in a process of its own, and told as one table."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks.table import OURS, Table

ROOT = Path(__file__).parents[2]

CONFTEST = "from benchmarks.conftest import pytest_addoption, pytest_terminal_summary, table"

HOUSES = """
from types import SimpleNamespace
import pytest

each = pytest.mark.parametrize("kind", [SimpleNamespace(name=name) for name in ("Cabin", "Villa")])
measured = []

@each
def test_reference(table, kind):
    measured.append(kind)
    table.add(f"measured in this process: {kind.name}", "MQTT", len(measured), "", reach="soon")

@each
def test_ours(table, kind):
    measured.append(kind)
    table.add(f"measured in this process: {kind.name}", "Multihub", len(measured), "")
"""

ROOFS = """
def test_roof(table):
    table.add("roofs", "Multihub", 1, "")

def test_rain():
    assert "the roof" == "tight"

def test_tower(table):
    table.add("towers", "Multihub", 1, "")
"""

RUN = "import sys, pathlib, benchmarks.run as run; sys.exit(run.main(sys.argv[2:], pathlib.Path(sys.argv[1])))"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Benchmarks of two houses, and of a roof that leaks."""
    folder = tmp_path_factory.mktemp("benchmarks")
    for name, text in {"conftest": CONFTEST, "bench_houses": HOUSES, "bench_roofs": ROOFS}.items():
        (folder / f"{name}.py").write_text(text, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def run(folder: Path) -> subprocess.CompletedProcess[str]:
    """What a run of them gives."""
    return subprocess.run(
        [sys.executable, "-c", RUN, folder, "-k", "houses or test_roof or rain", "--json", folder / "figures.json"],
        cwd=folder,
        env={**os.environ, "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1", "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )


def test_each_house_is_measured_after_its_reference_in_a_process_of_its_own(
    run: subprocess.CompletedProcess[str],
) -> None:
    rows = re.findall(
        r"^measured in this process: (\w+) +(\d+) +soon +MQTT (\d+) +MQTT ×0.50$", run.stdout, re.MULTILINE
    )
    assert rows == [("Cabin", "2", "1"), ("Villa", "2", "1")]


def test_what_fails_is_told_with_its_reason(run: subprocess.CompletedProcess[str]) -> None:
    assert run.returncode == 1
    assert re.search(r"^bench_houses: Villa: \d+ s$", run.stdout, re.MULTILINE)
    assert re.search(r"^bench_roofs: \d+ s, FAILED$", run.stdout, re.MULTILINE)
    assert "AssertionError: assert 'the roof' == 'tight'" in run.stdout


def test_a_run_that_failed_writes_no_figures(run: subprocess.CompletedProcess[str], folder: Path) -> None:
    assert "roofs  " in run.stdout
    assert not (folder / "figures.json").exists()


def test_only_what_is_named_is_measured(run: subprocess.CompletedProcess[str]) -> None:
    assert "towers" not in run.stdout


def test_figures_that_were_written_are_the_same_when_another_table_takes_them() -> None:
    first, second = Table(), Table()
    first.add("pushes", OURS, 20.0, "µs", reach="≤ 50 µs")
    first.add("pushes", "MQTT", 50.0, "µs")
    first.add("pushes", "theirs", None, "µs")
    first.note("`theirs` is not here.")
    second.note("`theirs` is not here.")
    second.take(first.as_json())
    assert list(second.lines()) == list(first.lines())
    assert "MQTT 50 µs, theirs n/a" in "".join(second.lines())
