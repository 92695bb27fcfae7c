"""The vendors' own clients as referees: what only their source archives hold, fetched, never copied here."""

from __future__ import annotations

import functools
import hashlib
import importlib.util
import shutil
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web

ROOT = Path(__file__).parent.parent
CACHE = ROOT / ".cache" / "referees"
HOMEMATICIP = "homematicip"
HOMEMATICIP_VERSION = "2.19.1"
HOMEMATICIP_SHA256 = "1bc01884ab18add98f7c76a39c611db9437fc2b600c2d8832867217fa6e08d1a"
DOWNLOAD_SECONDS = 120


@functools.cache
def homematicip_source() -> Path:
    """The unpacked source archive of ``homematicip``: its demo server and the recorded home are only there.

    It is fetched once into ``.cache``. Skips the test, saying why, where the package index can't be reached.
    """
    return _unpacked(HOMEMATICIP, HOMEMATICIP_VERSION, HOMEMATICIP_SHA256)


def recorded_home() -> Path:
    """The file of the 159-device home that ``homematicip`` records its tests with, as ``getCurrentState`` gives it."""
    return homematicip_source() / "homematicip_demo" / "json_data" / "home.json"


@asynccontextmanager
async def homematicip_demo_server() -> AsyncIterator[Any]:
    """The library's own server with its recorded home on loopback; ``server.url + "/getHost"`` is the lookup.

    It knows the access point ``server.sgtin``; ``POST /hmip/auth/simulateBlueButton`` presses its button. Its
    commands change its ``server.data`` and push nothing; ``POST /hmip/ws/send`` pushes the body.
    """
    path = homematicip_source() / "homematicip_demo" / "fake_cloud_server.py"
    spec = importlib.util.spec_from_file_location("homematicip_demo_server", path)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    server = module.AsyncFakeCloudServer()
    app = web.Application()

    async def answer(request: web.Request) -> web.StreamResponse:
        response: web.StreamResponse = await server(request)
        return response

    for method in ("GET", "POST"):
        app.router.add_route(method, "/{tail:.*}", answer)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.2)
    await runner.setup()
    try:
        site = web.TCPSite(runner, "127.0.0.1", 0)
        await site.start()
        server.url = f"http://127.0.0.1:{runner.addresses[0][1]}"
        yield server
    finally:
        if server.ws is not None:
            await server.ws.close()
            server.ws = None
        await runner.cleanup()


def _unpacked(name: str, version: str, sha256: str) -> Path:
    tree = CACHE / f"{name}-{version}"
    if tree.is_dir():
        return tree
    CACHE.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=CACHE) as folder:
        archive = _downloaded(name, version, Path(folder))
        digest = hashlib.sha256(archive.read_bytes()).hexdigest()
        assert digest == sha256, f"the archive of {name} {version} is not the one we know"
        with tarfile.open(archive) as tar:
            tar.extractall(folder, filter="data")
        try:
            Path(folder, tree.name).rename(tree)
        except OSError:
            # another run of the tests was faster
            assert tree.is_dir()
    return tree


def _downloaded(name: str, version: str, folder: Path) -> Path:
    reasons = []
    for pip in _pips():
        command = [*pip, "download", "-q", "--no-deps", "--no-binary", name, "--ignore-requires-python"]
        command += ["-d", str(folder), f"{name}=={version}"]
        try:
            done = subprocess.run(command, capture_output=True, text=True, timeout=DOWNLOAD_SECONDS, check=False)
        except (OSError, subprocess.TimeoutExpired) as error:
            reasons.append(f"{pip[0]}: {type(error).__name__}")
            continue
        if archives := sorted(folder.glob(f"{name}-*.tar.gz")):
            return archives[0]
        reasons.append(f"{pip[0]}: {(done.stderr.strip().splitlines() or ['nothing said'])[-1]}")
    return pytest.skip(f"the source archive of {name} {version} can't be fetched: {'; '.join(reasons) or 'no pip'}")


def _pips() -> Iterator[list[str]]:
    """Each pip of this machine, this interpreter's first; a uv environment has none, but uv's own has."""
    yield [sys.executable, "-m", "pip"]
    if (python := ROOT / ".venv-uv" / "bin" / "python").exists():
        yield [str(python), "-m", "pip"]
    for name in ("pip3", "pip"):
        if found := shutil.which(name):
            yield [found]
    if found := shutil.which("uv"):
        yield [found, "tool", "run", "pip"]
