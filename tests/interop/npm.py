"""Packages of the vendors' JavaScript, fetched into ``.cache`` by npm and never copied here."""

from __future__ import annotations

import asyncio
import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

CACHE = Path(__file__).parents[2] / ".cache" / "npm"
INSTALL_SECONDS = 180
RUN_SECONDS = 60


def npm_package(name: str, version: str) -> Path:
    """The folder of an installed package; skips the test, saying why, where it can't be had."""
    prefix = CACHE / f"{name}-{version}"
    folder = prefix / "node_modules" / name
    if folder.is_dir():
        return folder
    for tool in ("node", "npm"):
        if shutil.which(tool) is None:
            pytest.skip(f"{name} {version} can't be fetched: there is no {tool} on this machine")
    prefix.mkdir(parents=True, exist_ok=True)
    command = [
        "npm",
        "install",
        "--no-audit",
        "--no-fund",
        "--ignore-scripts",
        "--prefix",
        str(prefix),
        f"{name}@{version}",
    ]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=INSTALL_SECONDS, check=False)
    except subprocess.TimeoutExpired:
        pytest.skip(f"{name} {version} can't be fetched: npm took longer than {INSTALL_SECONDS} s")
    if done.returncode:
        said = (done.stderr.strip().splitlines() or ["nothing said"])[0]
        pytest.skip(f"{name} {version} can't be fetched: {said}")
    return folder


async def run_node(script: str, package: Path, **given: Any) -> dict[str, Any]:
    """Run a script that has ``given`` and ``require``; gives the JSON of the last line that it prints.

    The script is the body of an async function; what it returns is printed.
    """
    body = f"""
    const given = {json.dumps(given)};
    (async () => {{ {script} }})().then(
      (result) => {{ console.log(JSON.stringify(result ?? {{}})); process.exit(0); }},
      (error) => {{ console.error(error); process.exit(1); }},
    );
    """
    process = await asyncio.create_subprocess_exec(
        "node", "-e", body, cwd=package.parent, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE
    )
    try:
        async with asyncio.timeout(RUN_SECONDS):
            out, err = await process.communicate()
    except TimeoutError:
        process.kill()
        await process.wait()
        raise
    assert process.returncode == 0, err.decode()
    result: dict[str, Any] = json.loads(out.decode().strip().splitlines()[-1])
    return result
