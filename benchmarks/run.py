"""Runs the benchmarks and prints one table: each file, and in it each hub's way, in a process of its own, as a home has it.

``python -m benchmarks.run``; ``scripts/bench`` does that in an environment that it has made.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import time
from collections.abc import Iterable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from .byte_code import with_byte_code
from .page import page
from .table import Table

PYTEST = (
    *("-q", "-p", "no:cacheprovider", "--show-capture=no"),
    *("-o", "python_files=bench_*.py", "-o", "log_level=WARNING"),
)


class Found:
    """What pytest has found."""

    items: Sequence[pytest.Item] = ()

    def pytest_collection_finish(self, session: pytest.Session) -> None:
        """Keep it."""
        self.items = session.items


def parts(items: Iterable[pytest.Item]) -> dict[str, list[str]]:
    """What is measured in one process: a file, or of a file what has the same ``kind``; by name, in their order."""
    found: dict[str, list[str]] = {}
    for item in items:
        kind = item.callspec.params.get("kind") if hasattr(item, "callspec") else None
        name = f"{item.path.stem}: {kind.name}" if kind else item.path.stem
        found.setdefault(name, []).append(item.nodeid)
    return found


def measure(tests: Sequence[str], cache: Path, table: Table) -> str:
    """Measure in a new process and put its figures down; gives what it has printed if it failed."""
    figures = cache / "figures.json"
    figures.unlink(missing_ok=True)
    run = subprocess.run(
        [sys.executable, "-m", "pytest", *PYTEST, "--json", figures, *tests],
        env=with_byte_code(cache),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    if figures.exists():
        table.take(figures.read_text(encoding="utf-8"))
    return run.stdout if run.returncode else ""


def main(arguments: Sequence[str], folder: Path = Path(__file__).parent) -> int:
    """Measure everything, or what ``-k`` names; gives the exit code."""
    parser = argparse.ArgumentParser("scripts/bench", description="Measures speed and cost, and prints one table.")
    parser.add_argument("-k", default="", metavar="NAME", help="only what has this in its name, as pytest's -k")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures to this file, too")
    parser.add_argument("--page", type=Path, metavar="FILE", help="write them to this file as a page, too")
    options = parser.parse_args(arguments)
    found = Found()
    if code := pytest.main([*PYTEST, "-q", "--collect-only", "-k", options.k, str(folder)], plugins=[found]):
        print("Nothing was measured.")
        return code
    table, failed, began = Table(), False, time.monotonic()
    with TemporaryDirectory() as cache:
        for name, tests in parts(found.items).items():
            since = time.monotonic()
            said = measure(tests, Path(cache), table)
            failed = failed or bool(said)
            print(f"{name}: {time.monotonic() - since:.0f} s{', FAILED' if said else ''}", flush=True)
            print(said, end="")
    print(f"Measured in {time.monotonic() - began:.0f} s.\n", *table.lines(), sep="\n")
    if failed:
        print("Not everything could be measured: no file is written.")
        return 1
    if options.json:
        options.json.write_text(table.as_json() + "\n", encoding="utf-8")
    if options.page:
        options.page.write_text(page(table), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
