"""What importing the integration costs in a Home Assistant that runs."""

from __future__ import annotations

import statistics
import subprocess
import sys
from pathlib import Path

from homeassistant.const import Platform

from custom_components.multihub.hubs import HUBS
from tests.performance.test_imports import IN_A_RUNNING_HOME, PACKAGE

from .byte_code import with_byte_code
from .table import OURS, Table

ROUNDS = 4

SCRIPT = """
import importlib, sys, time
loaded, ours = (names.split(",") for names in sys.argv[1:])
for name in loaded:
    importlib.import_module(name)
began = time.perf_counter()
for name in ours:
    importlib.import_module(name)
print((time.perf_counter() - began) * 1e3)
"""

INTEGRATION = (PACKAGE, f"{PACKAGE}.config_flow")


def milliseconds(cache: Path, loaded: tuple[str, ...], ours: tuple[str, ...]) -> float:
    """How long it takes to import modules of ours, with byte code in its cache."""
    command = [sys.executable, "-c", SCRIPT, ",".join(loaded), ",".join(ours)]
    took = []
    for _ in range(ROUNDS + 1):
        run = subprocess.run(command, capture_output=True, text=True, check=True, env=with_byte_code(cache))
        took.append(float(run.stdout.splitlines()[-1]))
    return statistics.median(took[1:])  # the first has written the cache


def test_import(table: Table, tmp_path: Path) -> None:
    """The integration with its dialogs' entrance, then one hub more, then its platforms."""
    took = milliseconds(tmp_path, IN_A_RUNNING_HOME, INTEGRATION)
    table.add("import of the integration", OURS, took, "ms", reach="≤ 50 ms")
    for hub in HUBS:
        if hub == "fifth":
            continue
        took = milliseconds(tmp_path, (*IN_A_RUNNING_HOME, *INTEGRATION), (f"{PACKAGE}.hubs.{hub}.hub",))
        table.add(f"import of one hub more: {hub}", OURS, took, "ms", reach="≤ 30 ms")
    platforms = tuple(
        f"{PACKAGE}.{platform}" for platform in Platform if Path(f"custom_components/multihub/{platform}.py").exists()
    )
    took = milliseconds(tmp_path, (*IN_A_RUNNING_HOME, *INTEGRATION), platforms)
    table.add(f"import of all {len(platforms)} platforms", OURS, took, "ms")
