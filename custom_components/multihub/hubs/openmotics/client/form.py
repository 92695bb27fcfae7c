"""The gateway's own way of speaking: forms in, JSON out, a token that is renewed."""

from __future__ import annotations

import asyncio
import json
import time
from collections import Counter
from collections.abc import Callable, Mapping
from typing import Any, Final

import aiohttp

from ...base import HubAuthError, HubCommandError, HubConnectionError, HubUnsupportedError
from ...jsontext import loads
from ...tls import connection_error
from .errors import FunctionFailedError, NoAnswerError, error_of

type Reply = dict[str, Any]

type Read = Callable[[bytes], Any]
"""Makes of an answer what ``parsed`` makes of it."""

TIMEOUT: Final = aiohttp.ClientTimeout(total=30)
"""A BeagleBone under load takes seconds for an answer."""

AT_ONCE: Final = 2
"""Calls at the same time: a gateway has ten threads for all its clients (page, section 1.5)."""

LIFETIME: Final = 24 * 3600
"""Seconds that we ask a token to last; gateways give from one hour to thirty days."""

SHORT_LIFETIME: Final = 3600
"""Seconds that a token lasts where nobody may ask for more (page, section 1.2)."""

RENEW: Final = 0.9
"""The part of a token's life after which it is renewed."""


def parsed(body: bytes) -> Any:
    """What is told: JSON, or else the text itself (a page, or a bare number's text); ``UnicodeDecodeError``: it is none."""
    try:
        return loads(body)
    except ValueError:
        return body.decode()


class FormClient:
    """Calls functions of one gateway, be it directly or through the cloud of before.

    Nothing is sent twice for a wrong token: one login, one more try, then ``HubAuthError``.
    """

    def __init__(
        self,
        session: aiohttp.ClientSession,
        url: str,
        username: str,
        password: str,
        *,
        ssl: aiohttp.Fingerprint | bool = True,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """Speak to ``url`` (no slash at its end), as this user; ``ssl`` is what to trust."""
        self.session = session
        self.url = url
        self.ssl = ssl
        self.timeout = TIMEOUT
        self.common: dict[str, str] = {}
        """Parameters that every call has."""
        self.sent: Counter[str] = Counter()
        """How often each function was sent so far: when its turn came, not when it was asked for."""
        self._username = username
        self._password = password
        self._clock = clock
        self._token: str | None = None
        self._renew_at = 0.0
        self._asks_lifetime = True
        self._login_lock = asyncio.Lock()
        self._turns = asyncio.Semaphore(AT_ONCE)

    # Logging in

    async def login(self, *, accept_terms: bool = False) -> None:
        """Get a token.

        Raises:
            HubAuthError: ``invalid_auth``, or ``terms_not_accepted`` when the gateway wants its
                terms accepted first (page, section 1.2).
            HubConnectionError: it can't be reached, or is in maintenance mode.
            HubUnsupportedError: what answers is not a gateway.

        """
        form = {"username": self._username, "password": self._password}
        if accept_terms:
            form["accept_terms"] = "true"
        try:
            reply, lifetime = await self._login(form)
        except (HubCommandError, FunctionFailedError) as err:
            raise HubConnectionError(f"The login failed: {err}") from err
        if not isinstance(reply, dict):
            raise HubUnsupportedError("The login gave no object")
        token = reply.get("token")
        if reply.get("next_step") == "accept_terms":
            raise HubAuthError("The terms are not accepted yet", key="terms_not_accepted")
        if not isinstance(token, str):
            raise HubUnsupportedError("The login gave no token")
        self._token = token
        self._renew_at = self._clock() + lifetime * RENEW

    async def _login(self, form: dict[str, str]) -> tuple[Any, float]:
        """What the login answers, and the seconds that its token lasts."""
        if self._asks_lifetime:
            try:
                return await self._post("login", form | {"timeout": str(LIFETIME)}), LIFETIME
            except HubUnsupportedError:
                # firmware that does not let a token's life be chosen refuses the parameter
                self._asks_lifetime = False
        return await self._post("login", form), SHORT_LIFETIME

    async def token(self, refused: str | None = None) -> str:
        """A token that should serve; a new one if it is ``refused`` or old. One login at a time."""
        async with self._login_lock:
            if self._token is None or self._token == refused or self._clock() >= self._renew_at:
                self._token = None
                await self.login()
            assert self._token is not None
            return self._token

    # Calling

    async def call(self, function: str, read: Read = parsed, /, **parameters: Any) -> Reply:
        """Call a function; ``None`` is left out, structures go as JSON. ``read`` is who reads the answer.

        Raises:
            HubAuthError: refused after a new login; ``missing_role`` where logging in went well.
            HubCommandError: the gateway says no.
            MissingFunctionError: this firmware does not know the function.
            HubError: whatever ``login`` raises.

        """
        form = {name: written(value) for name, value in parameters.items() if value is not None}
        answer = await self._authorized(function, form, read=read)
        if not isinstance(answer, dict):
            raise HubUnsupportedError(f"{function} gave no object")
        return answer

    async def _authorized(
        self,
        function: str,
        form: Mapping[str, str],
        query: Mapping[str, str] | None = None,
        timeout: aiohttp.ClientTimeout | None = None,
        read: Read = parsed,
    ) -> Any:
        token = await self.token()
        try:
            return await self._post(function, {**form, "token": token}, query, timeout, read)
        except HubAuthError:
            token = await self.token(refused=token)
        try:
            return await self._post(function, {**form, "token": token}, query, timeout, read)
        except HubAuthError as err:
            raise HubAuthError("A new token is refused, too", key="missing_role") from err

    async def _post(
        self,
        function: str,
        form: Mapping[str, str],
        query: Mapping[str, str] | None = None,
        timeout: aiohttp.ClientTimeout | None = None,
        read: Read = parsed,
    ) -> Any:
        """Send one form; gives JSON, or text where the answer is none."""
        try:
            async with self._turns:
                self.sent[function] += 1
                async with self.session.post(
                    f"{self.url}/{function}",
                    data={**form, **self.common},
                    params=query,
                    ssl=self.ssl,
                    timeout=timeout or self.timeout,
                    allow_redirects=False,
                ) as response:
                    status, answer = response.status, read(await response.read())
        except TimeoutError:
            raise NoAnswerError(f"{function}: no answer in time") from None
        except (aiohttp.ClientError, UnicodeDecodeError) as err:
            raise connection_error(err, "OpenMotics") from None
        is_object = isinstance(answer, dict)
        if status != 200 or (is_object and answer.get("success") is False):
            raise error_of(function, status, str(answer.get("msg", "")) if is_object else "")
        return answer


def written(value: Any) -> str:
    """A value as the gateway reads it from a form: only these words are false (page, section 1.1)."""
    match value:
        case bool():
            return "true" if value else "false"
        case str():
            return value
        case dict() | list() | tuple():
            return json.dumps(value)
        case _:
            return str(value)
