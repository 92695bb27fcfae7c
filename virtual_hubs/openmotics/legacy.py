"""The cloud of before: the gateway's own functions for several installations, and messages by long poll."""

from __future__ import annotations

import asyncio
import json
from collections import deque
from collections.abc import Callable, Coroutine
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from aiohttp import web

from .accounts import Accounts
from .gateway import HIDDEN, Gateway, reply
from .house import RefusedError
from .parameters import ParameterError

THERMOSTAT, OUTPUT, INPUT, POWER = (
    "TYPE_THERMOSTAT_CHANGE",
    "TYPE_OUTPUT_CHANGE",
    "TYPE_INPUT_TRIGGER",
    "TYPE_RT_POWER_RAW",
)


def message(kind: str, data: Any) -> tuple[str, Any] | None:
    """The message of what happened: most say only which thing it is about (page, section 2.2)."""
    if kind == "OUTPUT_CHANGE":
        return OUTPUT, data["id"]
    if kind == "THERMOSTAT_CHANGE":
        return THERMOSTAT, data["id"]
    if kind == "INPUT_CHANGE" and data["status"]:
        return INPUT, data["id"]
    if kind == "POWER":
        return POWER, data
    return None


MOST_MESSAGES = 1_000
"""How many messages an installation keeps for those who have not asked yet."""


@dataclass(slots=True)
class Mailbox:
    """The newest messages of one installation."""

    newest: int = 0
    """The number of the last message."""
    messages: deque[dict[str, Any]] = field(default_factory=lambda: deque(maxlen=MOST_MESSAGES))
    subscriptions: dict[str, set[str]] = field(default_factory=dict)
    arrived: asyncio.Event = field(default_factory=asyncio.Event)

    def put(self, kind: str, data: Any) -> None:
        """Keep the message of what happened, if there is one."""
        if found := message(kind, data):
            self.add(*found)

    def add(self, kind: str, data: Any) -> None:
        """Keep a message and wake who waits."""
        self.messages.append({"type": kind, "data": data})
        self.newest += 1
        self.wake()

    def wake(self) -> None:
        """Let who waits look for messages."""
        self.arrived.set()
        self.arrived = asyncio.Event()

    def after(self, last: int, subscriber: str) -> list[dict[str, Any]]:
        """What a subscriber has not seen."""
        kinds = self.subscriptions.get(subscriber, set())
        seen = len(self.messages) - (self.newest - last)
        return [message for message in islice(self.messages, max(0, seen), None) if message["type"] in kinds]


class LegacyCloud:
    """Serves the installations of one user: ``/api/<function>``, everything in a form."""

    def __init__(
        self,
        installations: dict[int, tuple[str, Gateway]],
        accounts: Accounts,
        record: Callable[[str, str, Any], None],
        *,
        wait: float,
    ) -> None:
        """``wait`` is how long a long poll lasts when nothing happens, in seconds."""
        self.installations = installations
        self.accounts = accounts
        self.record = record
        self.wait = wait
        self.closing = False
        self.mailboxes: dict[int, Mailbox] = {}
        for number, (_, gateway) in installations.items():
            mailbox = self.mailboxes[number] = Mailbox()
            gateway.house.listeners.append(mailbox.put)
        self.messaging: dict[str, Callable[[web.Request, dict[str, str], Mailbox], Coroutine[Any, Any, Any]]] = {
            "update_message_subscription": self.subscribe,
            "get_last_message_id": self.last_message,
            "get_messages_wait": self.messages,
        }
        self.app = web.Application()
        self.app.router.add_route("*", "/api/{function}", self.call)

    def close(self) -> None:
        """Answer every long poll that waits."""
        self.closing = True
        for mailbox in self.mailboxes.values():
            mailbox.arrived.set()

    async def call(self, request: web.Request) -> web.StreamResponse:
        """Answer one call."""
        form = {name: str(value) for name, value in (await request.post()).items()}
        token = form.pop("token", None)
        installation = form.pop("installation_id", None)
        function = request.match_info["function"]
        shown = {name: value for name, value in form.items() if name not in HIDDEN}
        self.record("legacy", f"/api/{function}", {"installation_id": installation, **shown, **request.query})
        if function == "login":
            return self.login(form)
        if self.accounts.user_of(token) is None:
            return reply({"success": False, "msg": "invalid_token"}, 401)
        if function == "get_installations":
            return web.json_response(
                [{"id": number, "name": name, "version": "2.29.0"} for number, (name, _) in self.installations.items()]
            )
        number = request.query.get("id", installation)
        if number is None or int(number) not in self.installations:
            return reply({"success": False, "msg": "No such installation"})
        if function in self.messaging:
            given = dict(request.query) | form
            answer = await self.messaging[function](request, given, self.mailboxes[int(number)])
            return web.Response(text=answer) if isinstance(answer, str) else web.json_response(answer)
        gateway = self.installations[int(number)][1]
        if held := gateway.hanging.get(function):
            await held.wait()
        return self.through(gateway, function, form)

    def through(self, gateway: Gateway, function: str, form: dict[str, str]) -> web.StreamResponse:
        """Hand a call on to the installation's gateway."""
        own = gateway.accounts.issue(next(iter(gateway.accounts.users)), None)
        try:
            return reply(gateway.answer(function, form, own))
        except ParameterError as err:
            return reply(err.body, err.status)
        except RefusedError as err:
            return reply({"success": False, "msg": str(err)})
        finally:
            gateway.accounts.revoke(own)

    def login(self, form: dict[str, str]) -> web.StreamResponse:
        """Give a token."""
        if self.accounts.find(form.get("username", ""), form.get("password", "")) is None:
            return reply({"success": False, "msg": "invalid_credentials"}, 401)
        return reply({"success": True, "token": self.accounts.issue(form["username"], None)})

    async def subscribe(self, _: web.Request, given: dict[str, str], mailbox: Mailbox) -> dict[str, Any]:
        """Note what a subscriber wants to hear of."""
        mailbox.subscriptions[given["subscriber"]] = set(json.loads(given["types"]))
        return {"success": True}

    async def last_message(self, _: web.Request, __: dict[str, str], mailbox: Mailbox) -> str:
        """The number of the newest message, as plain text."""
        return str(mailbox.newest)

    async def messages(self, _: web.Request, given: dict[str, str], mailbox: Mailbox) -> dict[str, Any]:
        """The messages after one, as soon as there is any."""
        last = int(given["messageid"])
        if not mailbox.after(last, given["subscriber"]):
            try:
                async with asyncio.timeout(self.wait):
                    while not self.closing and not mailbox.after(last, given["subscriber"]):
                        await mailbox.arrived.wait()
            except TimeoutError:
                pass
        return {"last_message_id": mailbox.newest, "messages": mailbox.after(last, given["subscriber"])}
