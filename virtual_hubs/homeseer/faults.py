"""What a HomeSeer, or something in its place, may answer instead of an answer."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass

from aiohttp import web

LOGIN_PAGE = """<!DOCTYPE html><html><head><title>HomeSeer Login</title></head><body>
<form method="post" action="/login.html"><input name="username"><input type="password" name="password"></form>
</body></html>"""
JSON_DISABLED = """<!DOCTYPE html><html><head><title>HomeSeer</title></head><body>
The JSON interface is not enabled on this HomeSeer system.</body></html>"""
OTHER_DEVICE = "<!DOCTYPE html><html><head><title>Printer</title></head><body>Ready.</body></html>"

BODIES = {
    "login_page": LOGIN_PAGE,
    "json_disabled": JSON_DISABLED,
    "not_homeseer": OTHER_DEVICE,
    "response_error": '{"Response":"Error, bad request"}',
    "bad_login": '{"Response":"Error, invalid user name or password"}',
    "no_permission": '{"Response":"Error, user does not have permission"}',
    "bare_error": "error",
    "empty": "",
    "truncated": '{"Name":"HomeSeer Devices","Version":"1.1","Devices":[{"ref":1',
    "wrong_shape": '{"Name":"HomeSeer Devices","Devices":{"ref":"x"}}',
    "list": "[1, 2, 3]",
}
"""Fault: the body that comes with status 200."""

STATUSES = {"unauthorized": 401, "forbidden": 403, "not_found": 404, "unavailable": 503}
"""Fault: the status that comes without a body."""


@dataclass(slots=True)
class Fault:
    """One fault; ``requests`` names the requests that have it (none: all), ``times`` how often."""

    form: str
    requests: tuple[str, ...] = ()
    times: int = -1
    retry_after: int = 30
    body: str = ""
    """What ``form`` "body" answers."""

    def hits(self, request: str) -> bool:
        """Whether this request has it; counts it."""
        if self.times == 0 or (self.requests and request not in self.requests):
            return False
        self.times -= 1
        return True

    async def answer(self, stopping: asyncio.Event) -> web.Response:
        """What is answered; ``silent`` answers nothing until the hub stops."""
        if self.form == "silent":
            await stopping.wait()
        if self.form == "throttled":
            return web.Response(status=429, headers={"Retry-After": str(self.retry_after)})
        if self.form == "redirect_to_login":
            return web.Response(status=302, headers={"Location": "/login.html"})
        if self.form in ("silent", "server_error"):
            return web.Response(status=500)
        if self.form in STATUSES:
            return web.Response(status=STATUSES[self.form])
        return web.Response(text=self.body or BODIES[self.form], content_type="text/html")
