"""The HCU1's Connect API: everything through one websocket (protocol page, section 6.1)."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from contextlib import AsyncExitStack
from dataclasses import dataclass
from typing import Any, Final
from uuid import uuid4

import aiohttp
import orjson
from yarl import URL

from ...base import HubAuthError, HubConnectionError, HubUnsupportedError
from ...tls import pin
from .connect_words import in_connect_words
from .http import STATE_TIMEOUT, TIMEOUT, post
from .quota import Quota
from .state_reader import StateReader
from .transport import OnEvents
from .websocket import HandshakeRefusedError, StaleError, connected, read
from .wire import API_VERSION, RefusedError, checked_state, decoded, events_of

PLUGIN_ID: Final = "org.multihub.homeassistant"
PLUGIN_NAME: Final = {"de": "Home Assistant (Multihub)", "en": "Home Assistant (Multihub)"}
STATE_PATH: Final = "home/getSystemState"
CONFIRM_SECONDS: Final = 2.0


@dataclass(frozen=True, slots=True)
class Address:
    """A port of an HCU1 in the house, and the certificate that it is known to show."""

    host: str
    port: int
    fingerprint: str

    def url(self, scheme: str, path: str = "") -> str:
        """The whole address."""
        return str(URL.build(scheme=scheme, host=self.host, port=self.port, path=path))


async def activate(session: aiohttp.ClientSession, quota: Quota, address: Address, activation_key: str) -> str:
    """Turn an activation key of HCUweb into a confirmed token; a key serves once.

    Raises:
        HubAuthError: the key is wrong, used or too old.
        HubUnsupportedError: something else answers.
        HubConnectionError: the HCU1 can't be reached.

    """

    async def ask(path: str, body: Mapping[str, Any]) -> Any:
        url = address.url("https", f"/hmip/auth/{path}")
        headers = {"VERSION": API_VERSION}
        return await post(session, url, body, quota=quota, headers=headers, ssl=pin(address.fingerprint))

    key = {"activationKey": activation_key}
    try:
        answer = await ask(
            "requestConnectApiAuthToken", {**key, "pluginId": PLUGIN_ID, "friendlyName": dict(PLUGIN_NAME)}
        )
        token = answer.get("authToken") if isinstance(answer, Mapping) else None
        if not isinstance(token, str) or not token:
            raise HubConnectionError("The HCU1 gave no token")
        await ask("confirmConnectApiAuthToken", {**key, "authToken": token})
    except RefusedError as err:
        raise HubAuthError(str(err)) if err.code else HubUnsupportedError(str(err)) from err
    return token


class ConnectTransport:
    """The Connect API with a token; the websocket is opened when it is needed."""

    is_local = True
    has_journal = False

    def __init__(self, session: aiohttp.ClientSession, quota: Quota, address: Address, token: str) -> None:
        """Speak over this session; nothing is sent yet."""
        self._session = session
        self._quota = quota
        self._url = address.url("wss")
        self._headers = {"authtoken": token, "plugin-id": PLUGIN_ID, "hmip-system-events": "true"}
        self._fingerprint = address.fingerprint
        self._opening = asyncio.Lock()
        self._socket: aiohttp.ClientWebSocketResponse | None = None
        self._reader: asyncio.Task[None] | None = None
        self._waiting: dict[str, asyncio.Future[Any]] = {}
        self._on_events: OnEvents | None = None
        self._states = StateReader()

    async def state(self) -> dict[str, Any]:
        """The whole home."""
        await self._quota.turn(command=False)
        try:
            return checked_state(await self._request(STATE_PATH, {}, STATE_TIMEOUT))
        except RefusedError as err:
            raise HubConnectionError(str(err)) from err

    async def read(self, path: str) -> Any:
        """Read something else than the state."""
        await self._quota.turn(command=False)
        return await self.call(path, {})

    async def turn(self) -> None:
        """Wait until a command may be sent."""
        await self._quota.turn(command=True)

    async def call(self, path: str, body: Mapping[str, Any]) -> Any:
        """Send a command, in the Connect API's words."""
        path, body = in_connect_words(path, body)
        try:
            return await self._request(path, body, TIMEOUT)
        except RefusedError as err:
            raise err.for_command() from err

    async def listen(self, opened: Callable[[], None], events: OnEvents) -> None:
        """Hold the websocket; a silent one is opened anew without a word."""
        self._on_events = events
        try:
            while True:
                await self._open()
                assert self._reader is not None
                opened()
                try:
                    await asyncio.shield(self._reader)
                except StaleError:
                    continue
        finally:
            self._on_events = None

    async def close(self) -> None:
        """Close the websocket."""
        if (reader := self._reader) is not None:
            reader.cancel()
            await asyncio.gather(reader, return_exceptions=True)

    async def _open(self) -> None:
        """Have an open websocket; a refusal is confirmed by a second handshake."""
        async with self._opening:
            if self._reader is not None and not self._reader.done():
                return
            try:
                await self._open_once()
            except HandshakeRefusedError:
                await asyncio.sleep(CONFIRM_SECONDS)
                try:
                    await self._open_once()
                except HandshakeRefusedError as err:
                    raise HubAuthError("The HCU1 refuses the token") from err

    async def _open_once(self) -> None:
        async with AsyncExitStack() as stack:
            socket = await stack.enter_async_context(
                connected(
                    self._session, self._url, quota=self._quota, headers=self._headers, ssl=pin(self._fingerprint)
                )
            )
            self._socket = socket
            await self._say("PLUGIN_STATE_RESPONSE", _READY)
            self._reader = asyncio.create_task(self._read(socket, stack.pop_all()))
            self._reader.add_done_callback(_retrieved)

    async def _read(self, socket: aiohttp.ClientWebSocketResponse, stack: AsyncExitStack) -> None:
        """Hand on what comes in, until the connection ends; then nobody waits for an answer any more."""
        async with stack:
            try:
                await read(socket, self._take)
            finally:
                self._socket = None
                for waiting in self._waiting.values():
                    if not waiting.done():
                        waiting.set_exception(HubConnectionError("The websocket was closed"))

    async def _take(self, data: str | bytes) -> None:
        try:
            message = self._states.read(data) if self._waiting else decoded(data)
            kind, number, body = str(message["type"]), str(message.get("id")), message.get("body")
            events = events_of(body["eventTransaction"]) if kind == "HMIP_SYSTEM_EVENT" else []
        except (ValueError, TypeError, KeyError, AttributeError):
            if self._on_events is not None:
                self._on_events(None)
            return
        if kind == "HMIP_SYSTEM_RESPONSE" and (waiting := self._waiting.get(number)) and not waiting.done():
            waiting.set_result(body)
        elif kind in _ANSWERS:
            await self._say(*_ANSWERS[kind], number=number)
        elif events and self._on_events is not None:
            self._on_events(events)

    async def _request(self, path: str, body: Mapping[str, Any], timeout: float) -> Any:
        self._quota.check()
        await self._open()
        number = str(uuid4())
        waiting = self._waiting[number] = asyncio.get_running_loop().create_future()
        try:
            async with asyncio.timeout(timeout):
                await self._say("HMIP_SYSTEM_REQUEST", {"path": f"/hmip/{path}", "body": body}, number=number)
                answer = await waiting
        except TimeoutError as err:
            raise HubConnectionError(f"{path} was not answered") from err
        finally:
            del self._waiting[number]
        code = answer.get("code") if isinstance(answer, Mapping) else None
        if not isinstance(code, int):
            raise HubConnectionError(f"{path} was answered without a code")
        if code == 429:
            raise self._quota.throttle(None)
        if code >= 500:
            raise HubConnectionError(f"{path} was answered {code}")
        if code >= 300:
            raise RefusedError(path, code, answer.get("body"))
        return answer.get("body")

    async def _say(self, kind: str, body: Mapping[str, Any], *, number: str | None = None) -> None:
        envelope = {"id": number or str(uuid4()), "pluginId": PLUGIN_ID, "type": kind, "body": body}
        if (socket := self._socket) is None:
            raise HubConnectionError("The websocket was closed")
        try:
            await socket.send_str(orjson.dumps(envelope).decode())
        except (aiohttp.ClientError, OSError) as err:
            raise HubConnectionError("The websocket was closed") from err


_READY: Final = {"pluginReadinessStatus": "READY", "friendlyName": PLUGIN_NAME}

_ANSWERS: Final[dict[str, tuple[str, Mapping[str, Any]]]] = {
    "PLUGIN_STATE_REQUEST": ("PLUGIN_STATE_RESPONSE", _READY),
    "CONFIG_TEMPLATE_REQUEST": ("CONFIG_TEMPLATE_RESPONSE", {"properties": {}}),
    "DISCOVER_REQUEST": ("DISCOVER_RESPONSE", {"success": True, "devices": []}),
}
"""What the HCU1 asks of a plugin: the answer."""


def _retrieved(reader: asyncio.Task[None]) -> None:
    """Look at how the reading ended, so that nobody complains that nobody did."""
    if not reader.cancelled():
        reader.exception()
