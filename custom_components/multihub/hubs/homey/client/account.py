"""The vendor's account service: the way in to a Homey that has no keys of its own (section 1.1).

The account's token is exchanged for a delegation, and that, at the Homey itself, for a session of a
day; everything after that stays in the house.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import Any, Final

import aiohttp

from ...base import HubAuthError, HubConnectionError, HubUnsupportedError
from ...tls import connection_error
from .errors import error_of

ACCOUNT_URL: Final = "https://api.athom.com"
TIMEOUT: Final = 15.0


@dataclass(frozen=True, slots=True)
class AccountHomey:
    """A Homey of an account; ``is_local`` is false for one that lives in the cloud alone."""

    homey_id: str
    name: str
    is_local: bool


class Account:
    """One account, by its token."""

    def __init__(self, session: aiohttp.ClientSession, token: str, url: str | None = None) -> None:
        """``url`` is the service's address, the vendor's own where it is left out."""
        self._session = session
        self._token = token
        self._url = (url or ACCOUNT_URL).rstrip("/")

    async def homeys(self) -> list[AccountHomey]:
        """The Homeys of this account.

        Raises:
            HubAuthError: the token is refused.
            HubConnectionError: the service can't be reached.

        """
        answer = await self._request("GET", "/user/me")
        listed = answer.get("homeys") if isinstance(answer, dict) else None
        return [
            AccountHomey(
                str(one.get("_id") or one.get("id")),
                str(one.get("name") or "Homey"),
                one.get("platform") != "cloud",
            )
            for one in (listed if isinstance(listed, list) else ())
            if isinstance(one, dict)
        ]

    async def delegation(self) -> str:
        """The service's word that we may come in; raises as ``homeys``."""
        answer = await self._request("POST", "/delegation/token?audience=homey", {})
        if not isinstance(answer, str) or not answer:
            raise HubUnsupportedError("the account service gave no delegation")
        return answer

    async def check(self, homey_id: str) -> AccountHomey:
        """The Homey of this id.

        Raises:
            HubAuthError: the token is refused, or the account does not know this Homey.
            HubConnectionError: the service can't be reached.
            HubUnsupportedError: this Homey lives in the cloud alone.

        """
        for homey in await self.homeys():
            if homey.homey_id == homey_id:
                if not homey.is_local:
                    raise HubUnsupportedError("this Homey lives in the cloud", key="cloud_only")
                return homey
        raise HubAuthError("the account does not know this Homey", key="not_your_homey")

    async def _request(self, method: str, path: str, body: Any = None) -> Any:
        headers = {"Authorization": f"Bearer {self._token}"}
        try:
            async with (
                asyncio.timeout(TIMEOUT),
                self._session.request(method, f"{self._url}{path}", json=body, headers=headers) as response,
            ):
                status = response.status
                try:
                    answer = await response.json(content_type=None)
                except ValueError:
                    answer = None  # a page: the status says what it means
                    if status < 300:
                        raise HubConnectionError("the account service answered something unexpected") from None
        except (aiohttp.ClientError, OSError, TimeoutError) as err:
            raise connection_error(err, "the account service") from err
        if status >= 300:
            raise error_of(status, answer, "account")
        return answer
