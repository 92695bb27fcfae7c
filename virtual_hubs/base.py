"""What every virtual hub has: servers on loopback, a control address, a log of what came in."""

from __future__ import annotations

import asyncio
import json
import ssl
import time
from collections.abc import Awaitable, Callable, Coroutine, Mapping
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web

from . import LOOPBACK
from .certificate import Certificate, make_certificate, read_certificate
from .memory import Memory

type ControlHandler = Callable[[dict[str, Any]], Awaitable[Any] | Any]


@dataclass(slots=True)
class LogEntry:
    """One request or message that came in, or message that went out."""

    kind: str
    """``http``, ``websocket``, ``line`` … for what came in, the same with ``_out`` for what went out."""
    what: str
    body: Any = None
    at: float = field(default_factory=time.time)


class VirtualHub:
    """A hub as a server. Subclasses add their servers in ``start_servers`` and their controls.

    ``await start()`` opens the ports, ``await stop()`` closes all of it. ``flow`` says what to type
    in the dialogs to add it. ``log`` holds what came in; ``until`` waits for more of it. ``memory``
    is set before the start where the hub is to be the same one after a power cut.
    """

    kind: str

    def __init__(self, *, port: int = 0) -> None:
        """Make a hub whose main server will listen on ``port`` (0: any free one)."""
        self.port = port
        self.url = ""
        self.control = ""
        self.flow: dict[str, Any] = {}
        self.log: list[LogEntry] = []
        self.memory = Memory()
        self.controls: dict[str, ControlHandler] = {}
        self._changed = asyncio.Condition()
        self._runners: list[web.AppRunner] = []
        self._tasks: set[asyncio.Task[Any]] = set()

    # What subclasses do

    async def start_servers(self) -> None:
        """Open the servers, set ``url`` and ``flow``."""
        raise NotImplementedError

    async def stop_servers(self) -> None:
        """Close what ``serve`` has not opened: sockets, waiting clients."""

    def state(self) -> Any:
        """What the hub now holds, as JSON data."""
        return {}

    def remembered(self) -> dict[str, Any]:
        """What is kept through a power cut besides ports and certificate: who may come in."""
        return {}

    def recall(self, kept: dict[str, Any]) -> None:
        """Take again what ``remembered`` gave before the power cut."""

    # What they are given

    async def start(self) -> None:
        """Open every port, the control address too."""
        self.recall(self.memory.get("remembered", {}))
        await self.start_servers()
        self.control = await self.serve(self._control_app(), name="control")

    async def stop(self) -> None:
        """Close every port and end every task."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await self.stop_servers()
        for runner in reversed(self._runners):
            await runner.cleanup()
        self._runners.clear()

    async def serve(
        self, app: web.Application, *, name: str = "", port: int = 0, tls: ssl.SSLContext | None = None
    ) -> str:
        """Serve the application on loopback; gives its address, without a slash at the end.

        A server with a ``name`` has the same port again after a power cut.
        """
        runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.2)
        await runner.setup()
        site = web.TCPSite(runner, LOOPBACK, port or self.kept_port(name), ssl_context=tls)
        await site.start()
        self._runners.append(runner)
        bound = runner.addresses[0][1]
        if name:
            self.keep_port(name, bound)
        return f"http{'s' if tls else ''}://{LOOPBACK}:{bound}"

    def kept_port(self, name: str) -> int:
        """The port that the server of this name had, 0 if there was none."""
        return int(self.memory.get("ports", {}).get(name, 0))

    def keep_port(self, name: str, port: int) -> None:
        """Keep the port of this server through a power cut."""
        self.memory.keep("ports", {**self.memory.get("ports", {}), name: port})

    def own_certificate(self, *names: str, anew: bool = False) -> Certificate:
        """The hub's own certificate: the kept one, or one made now if there is none or it is to be ``anew``."""
        kept = None if anew else self.memory.get("certificate")
        certificate = read_certificate(kept.encode()) if kept else make_certificate(names)
        self.memory.keep("certificate", certificate.with_key.decode())
        return certificate

    def spawn(self, work: Coroutine[Any, Any, Any]) -> asyncio.Task[Any]:
        """Run something beside, until the hub stops."""
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task

    def record(self, kind: str, what: str, body: Any = None) -> None:
        """Write down what came in or went out, and wake whoever waits for it."""
        self.log.append(LogEntry(kind, what, body))
        self.touch()

    def touch(self) -> None:
        """Wake whoever waits in ``until``: something is not as it was."""
        if self.memory.is_lasting:
            self.memory.keep("remembered", self.remembered())

        async def wake() -> None:
            async with self._changed:
                self._changed.notify_all()

        self.spawn(wake())

    async def until(self, holds: Callable[[], Any], timeout: float = 10) -> Any:
        """Wait for the event after which ``holds()`` is true; gives what it gave."""
        async with asyncio.timeout(timeout), self._changed:
            await self._changed.wait_for(holds)
            return holds()

    def count(self, kind: str, what: str = "") -> int:
        """How many log entries of this kind begin with ``what``."""
        return sum(1 for entry in self.log if entry.kind == kind and entry.what.startswith(what))

    def announcement(self) -> str:
        """The one line of JSON that the command prints when the hub answers."""
        return json.dumps({"hub": self.kind, "url": self.url, "control": self.control, "flow": self.flow})

    def _control_app(self) -> web.Application:
        app = web.Application(client_max_size=64 * 1024**2)

        async def get_log(_: web.Request) -> web.Response:
            return web.json_response(
                [{"kind": e.kind, "what": e.what, "body": e.body, "at": e.at} for e in self.log], dumps=_dumps
            )

        async def get_state(_: web.Request) -> web.Response:
            return web.json_response(self.state(), dumps=_dumps)

        async def post(request: web.Request) -> web.Response:
            handler = self.controls.get(request.match_info["name"])
            if handler is None:
                return web.json_response({"error": "unknown control", "known": sorted(self.controls)}, status=404)
            body = await request.json() if request.can_read_body else {}
            answer = handler(body)
            if isinstance(answer, Awaitable):
                answer = await answer
            self.touch()
            return web.json_response(answer if answer is not None else {"ok": True}, dumps=_dumps)

        app.router.add_get("/log", get_log)
        app.router.add_get("/state", get_state)
        app.router.add_post("/{name}", post)
        return app


def _dumps(data: Any) -> str:
    return json.dumps(data, default=str)


def merged(base: Mapping[str, Any], changes: Mapping[str, Any]) -> dict[str, Any]:
    """``base`` with ``changes`` laid over it, dictionaries within dictionaries too."""
    result = dict(base)
    for key, value in changes.items():
        old = result.get(key)
        both = isinstance(old, Mapping) and isinstance(value, Mapping)
        result[key] = merged(old, value) if both else value  # type: ignore[arg-type]
    return result
