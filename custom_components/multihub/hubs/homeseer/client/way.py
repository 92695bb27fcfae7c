"""How a system is reached, at home or behind MyHS, and who asks (protocol page, sections 1.2 and 1.6)."""

from __future__ import annotations

import asyncio
import base64
from dataclasses import dataclass, field
from typing import Final

import aiohttp
from yarl import URL

from ...base import HubAuthError, HubConnectionError, HubUnsupportedError
from ...tls import connection_error, pin
from .answers import check_status, login_page

CHARSETS: Final = ("utf-8", "latin-1")
"""How a name or a password that is not ASCII may be meant in a header: the header does not say."""

_MAX_HOPS: Final = 3


@dataclass(frozen=True, slots=True)
class Endpoint:
    """Where a system answers, and who asks.

    ``license`` is set for one behind MyHS: credentials go into the query there, since a redirect
    would lose a header (section 1.2); at home they go into the header.
    """

    url: str
    username: str = ""
    password: str = field(default="", repr=False)
    token: str = field(default="", repr=False)
    license: str | None = None
    fingerprint: str | None = None

    @property
    def secrets(self) -> tuple[str, ...]:
        """What no text may repeat."""
        return self.username, self.password, self.token, self.license or ""

    @property
    def is_cloud(self) -> bool:
        """Whether MyHS is asked."""
        return self.license is not None


def cloud_parameters(endpoint: Endpoint) -> dict[str, str]:
    """Who asks, as MyHS wants it in the query (section 1.6)."""
    who = {"token": endpoint.token} if endpoint.token else {"user": endpoint.username, "pass": endpoint.password}
    return ({"licenseid": endpoint.license} if endpoint.license else {}) | who


async def fetch(
    session: aiohttp.ClientSession, endpoint: Endpoint, url: URL, timeout: float, charset: str = CHARSETS[0]
) -> bytes:
    """Get an address; follows MyHS's redirects with their query, and nobody else's."""
    where = "MyHS" if endpoint.is_cloud else "HomeSeer"
    headers = _basic(endpoint, charset)
    try:
        async with asyncio.timeout(timeout):
            for _ in range(_MAX_HOPS):
                async with session.get(
                    url, headers=headers, ssl=pin(endpoint.fingerprint), allow_redirects=False
                ) as answer:
                    location = answer.headers.get("Location")
                    if answer.status // 100 != 3 or location is None:
                        body = await answer.read()
                        check_status(
                            answer.status,
                            answer.headers.get("Retry-After"),
                            answer.headers.get("Server", ""),
                            body[:5000].decode("utf-8", "replace"),
                        )
                        return body
                    url = _next_hop(endpoint, url, location)
    except (aiohttp.ClientError, TimeoutError, OSError) as err:
        raise connection_error(err, where) from None
    raise HubConnectionError(f"{where} sends us in circles")


def other_charset(endpoint: Endpoint, charset: str) -> str | None:
    """Another way to write who asks at home; ``None`` where all are the same, or it can't be written so."""
    credentials = f"{endpoint.username}:{endpoint.password}"
    other = next(name for name in CHARSETS if name != charset)
    written = credentials.encode(other, "ignore")
    is_same = endpoint.is_cloud or credentials.isascii()
    return None if is_same or written.decode(other) != credentials else other


def _basic(endpoint: Endpoint, charset: str) -> dict[str, str]:
    """Who asks, as the header that HomeSeer takes at home."""
    if endpoint.is_cloud or not (endpoint.username or endpoint.password):
        return {}
    if ":" in endpoint.username:
        raise HubAuthError("A user's name can't have a colon")
    credentials = f"{endpoint.username}:{endpoint.password}".encode(charset)
    return {"Authorization": f"Basic {base64.b64encode(credentials).decode()}"}


def _next_hop(endpoint: Endpoint, url: URL, location: str) -> URL:
    """Where a redirect leads: MyHS may send us on within its own domain, keeping our query."""
    if "login" in location.lower():
        raise login_page()
    if not endpoint.is_cloud:
        raise HubUnsupportedError("HomeSeer's address sends us somewhere else")
    target = url.join(URL(location))
    same_family = (target.host or "").split(".")[-2:] == (url.host or "").split(".")[-2:]
    if not same_family or (url.scheme == "https" and target.scheme != "https"):
        raise HubUnsupportedError("MyHS sends us to somebody else")
    return target if target.raw_query_string else URL(f"{target}?{url.raw_query_string}", encoded=True)
