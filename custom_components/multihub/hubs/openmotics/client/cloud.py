"""The cloud of today, v1.1: client credentials, JSON objects (protocol page, section 2.1)."""

from __future__ import annotations

import asyncio
import json
import re
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urlsplit

import aiohttp

from ...base import (
    HubAuthError,
    HubCommandError,
    HubError,
    HubThrottledError,
    HubUnsupportedError,
)
from ...tls import connection_error
from .errors import ForbiddenError, FunctionFailedError, MissingFunctionError, NoAnswerError
from .form import parsed

CLOUD_URL: Final = "https://api.openmotics.com/api/v1.1"
NEW_ISSUER: Final = "https://rensonpublic.b2clogin.com"
NEW_TOKEN_PATH: Final = "/rensonpublic.onmicrosoft.com/b2c_1a_smart_hrd_si_r1/oauth2/v2.0/token"
NEW_SCOPE: Final = "https://rensonpublic.onmicrosoft.com/eb3ae9c8-806f-4cd5-8b93-737cbf34138d/.default"
OLD_TOKEN_PATH: Final = "/authentication/oauth2/token"
OLD_SCOPE: Final = "control view configure"

TIMEOUT: Final = aiohttp.ClientTimeout(total=30)
EARLY: Final = 60
"""Seconds before its end at which a token is renewed."""
LIFETIME: Final = 3600
RETRY_AFTER: Final = 300
MOST_PAGES: Final = 50

_UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)

type Item = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Installation:
    """One of the installations that the application may see."""

    id: str
    name: str
    may_control: bool
    data: Mapping[str, Any]


class CloudClient:
    """Speaks with the cloud as an application of the user's."""

    def __init__(
        self,
        session: aiohttp.ClientSession,
        client_id: str,
        client_secret: str,
        *,
        url: str = CLOUD_URL,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """Speak to ``url``; an address of one's own serves the tokens as well."""
        self._session = session
        self._client_id = client_id.strip()
        self._client_secret = client_secret.strip()
        self._url = url.rstrip("/")
        self._clock = clock
        self._token: str | None = None
        self._renew_at = 0.0
        self._lock = asyncio.Lock()

    # Tokens

    def issuer(self) -> tuple[str, str]:
        """Where this id gets its tokens, and for which scope: ids in the form of a UUID are the new ones."""
        if not _UUID.fullmatch(self._client_id):
            return f"{self._url}{OLD_TOKEN_PATH}", OLD_SCOPE
        parts = urlsplit(self._url)
        origin = NEW_ISSUER if self._url == CLOUD_URL else f"{parts.scheme}://{parts.netloc}"
        return f"{origin}{NEW_TOKEN_PATH}", NEW_SCOPE

    async def token(self, refused: str | None = None) -> str:
        """A token that should serve; one request for it at a time."""
        async with self._lock:
            if self._token is None or self._token == refused or self._clock() >= self._renew_at:
                self._token = None
                await self._request_token()
            assert self._token is not None
            return self._token

    async def _request_token(self) -> None:
        url, scope = self.issuer()
        form = {
            "grant_type": "client_credentials",
            "client_id": self._client_id,
            "client_secret": self._client_secret,
            "scope": scope,
        }
        status, answer, _ = await self._exchange("POST", url, data=form)
        if status in (400, 401, 403):
            raise HubAuthError("The cloud refuses the client's id or secret")
        if status != 200 or not isinstance(answer, dict) or "access_token" not in answer:
            raise error_of(status, "token")
        self._token = str(answer["access_token"])
        self._renew_at = self._clock() + max(number_in(answer.get("expires_in"), LIFETIME) - EARLY, EARLY)

    # What the hub asks

    async def installations(self) -> list[Installation]:
        """Every installation that the application may see."""
        return [installation_of(data) for data in await self.items("/base/installations") if "id" in data]

    async def installation(self, number: str) -> Installation:
        """One installation."""
        data = (await self._ask("GET", f"/base/installations/{number}")).get("data")
        if not isinstance(data, dict) or "id" not in data:
            raise HubUnsupportedError("The installation gave no object")
        return installation_of(data)

    async def items(self, path: str, *, usage: str | None = None) -> list[Item]:
        """All objects of a list, page after page; ``usage`` filters.

        Raises:
            MissingFunctionError: the cloud has no such list.
            HubError: whatever ``do`` raises.

        """
        query = {"filter": json.dumps({"usage": usage})} if usage else {}
        found: list[Item] = []
        for page in range(1, MOST_PAGES + 1):
            answer = await self._ask("GET", path, params=query if page == 1 else {**query, "page": str(page)})
            data = answer.get("data")
            if not isinstance(data, list):
                raise HubUnsupportedError(f"{path} gave no list")
            found.extend(item for item in data if isinstance(item, dict))
            if page >= number_in(part(answer, "_paging").get("number_of_pages"), 1):
                break
        return found

    async def do(self, path: str, body: Mapping[str, Any]) -> None:
        """Do something with an object.

        Raises:
            HubAuthError: the credentials are refused, even with a new token.
            HubCommandError: the cloud says no.
            HubConnectionError: it can't be reached.
            HubThrottledError: it asks to be left alone.

        """
        await self._ask("POST", path, json=dict(body))

    # Inside

    async def _ask(self, method: str, path: str, **what: Any) -> Item:
        token = await self.token()
        status, answer, retry_after = await self._authorized(method, path, token, what)
        if status == 401:
            token = await self.token(refused=token)
            status, answer, retry_after = await self._authorized(method, path, token, what)
        if status == 429:
            raise HubThrottledError("The cloud asks for a pause", retry_after=retry_after)
        problem = answer.get("_error") if isinstance(answer, dict) else None
        if method == "POST" and (status in (400, 403, 404, 409, 422) or (status < 300 and problem)):
            raise HubCommandError(described(problem, status))
        if status >= 300:
            raise error_of(status, path)
        if not isinstance(answer, dict):
            raise HubUnsupportedError(f"{path} gave no object")
        if problem:
            raise FunctionFailedError(f"{path}: {described(problem, status)}")
        return answer

    async def _authorized(self, method: str, path: str, token: str, what: Mapping[str, Any]) -> tuple[int, Any, float]:
        headers = {"Authorization": f"Bearer {token}", "Accept": "application/json"}
        return await self._exchange(method, f"{self._url}{path}", headers=headers, **what)

    async def _exchange(self, method: str, url: str, **what: Any) -> tuple[int, Any, float]:
        """Status, answer and the seconds to wait, if the server asks for some."""
        try:
            async with self._session.request(method, url, timeout=TIMEOUT, allow_redirects=False, **what) as response:
                wait = number_in(response.headers.get("Retry-After"), RETRY_AFTER)
                return response.status, parsed(await response.read()), wait
        except TimeoutError:
            raise NoAnswerError("The OpenMotics cloud gave no answer in time") from None
        except (aiohttp.ClientError, UnicodeDecodeError) as err:
            raise connection_error(err, "The OpenMotics cloud") from None


def installation_of(data: Mapping[str, Any]) -> Installation:
    """An installation from the cloud's object; what it does not say is allowed."""
    control = part(part(data, "_acl"), "control").get("allowed")
    return Installation(
        id=str(data["id"]), name=str(data.get("name") or data["id"]), may_control=control is not False, data=data
    )


def part(data: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    """An object within an object, empty where there is none."""
    found = data.get(key)
    return found if isinstance(found, Mapping) else {}


def error_of(status: int, path: str) -> HubError:
    """The error of an answer that is not a good one."""
    if status == 401:
        return HubAuthError(f"{path}: HTTP {status}")
    if status == 403:
        return ForbiddenError(f"{path}: HTTP {status}")
    if status == 404:
        return MissingFunctionError(f"{path} is not known to the cloud")
    if status >= 500:
        return FunctionFailedError(f"{path}: HTTP {status}")
    return HubUnsupportedError(f"{path}: HTTP {status}")


def described(problem: Any, status: int) -> str:
    """The cloud's own words for what went wrong."""
    if isinstance(problem, dict):
        return str(problem.get("description") or problem.get("message") or problem.get("type") or f"HTTP {status}")
    return str(problem or f"HTTP {status}")


def number_in(value: Any, otherwise: float) -> float:
    """A number, which may come as text."""
    try:
        return float(value)
    except (TypeError, ValueError):
        return otherwise
