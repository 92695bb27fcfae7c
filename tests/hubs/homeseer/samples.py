"""The replies of the vendor's documentation: as our own data in the same shapes, and the originals where they are at hand."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from aiohttp import web

OWN: Final = Path(__file__).parent / "replies"

ORIGINALS: Final = {
    "ascii.txt": "ascii_transcript.txt",
    "error.json": "hs4_error_bad_request.json",
    "getcontrol_of_one.json": "vendor_doc_getcontrol_dimmer_ref2256_PARTIAL.json",
    "getdeviceschanged.json": "vendor_doc_getdeviceschanged.json",
    "getevents.json": "vendor_doc_getevents.json",
    "getevents_with_ids.json": "third_party_getevents_with_ids.json",
    "getsessionconfig.json": "vendor_doc_getsessionconfig.json",
    "getsetting.json": "vendor_doc_getsetting.json",
    "getstatus.json": "vendor_doc_getstatus_thermostat_temp_and_switch.json",
    "getsystems.json": "vendor_doc_getsystems.json",
    "setdevicestatus.json": "vendor_doc_setdevicestatus_ok.json",
    "webhook.json": "vendor_doc_webhook_devicechange.json",
}
"""Our name of a reply: the original's."""


def originals() -> Path | None:
    """The folder of the originals, which are not part of this repository."""
    folders = (parent.parent / "shared" / "samples" / "homeseer" for parent in Path(__file__).resolve().parents)
    return next((folder for folder in folders if folder.is_dir()), None)


@dataclass(frozen=True, slots=True)
class Replies:
    """One set of the documented replies."""

    folder: Path
    is_own: bool

    def text(self, name: str) -> str:
        return (self.folder / (name if self.is_own else ORIGINALS[name])).read_text(encoding="utf-8")

    def json(self, name: str) -> Any:
        return json.loads(self.text(name))

    @asynccontextmanager
    async def served(self, answers: Mapping[str, str]) -> AsyncIterator[tuple[str, list[dict[str, str]]]]:
        """A server that gives these bodies (by request, else the documented error); its address, and what it was asked.

        As on the real one every body ends in CRLF, and its content type says nothing.
        """
        asked: list[dict[str, str]] = []

        async def answer(request: web.Request) -> web.Response:
            name = request.query.get("request", request.path.strip("/"))
            asked.append({"request": name, **request.query})
            return web.Response(text=answers.get(name, self.text("error.json")) + "\r\n", content_type="text/html")

        app = web.Application()
        for path in ("/JSON", "/json", "/getsystems"):
            app.router.add_get(path, answer)
        runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.2)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        try:
            yield f"http://127.0.0.1:{runner.addresses[0][1]}", asked
        finally:
            await runner.cleanup()
