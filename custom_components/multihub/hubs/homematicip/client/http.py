"""One POST: what goes out, what may come back, and what each answer means."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from typing import Any, Final

import aiohttp

from ...base import HubConnectionError
from ...tls import connection_error
from .quota import Quota, seconds_asked_for
from .wire import RefusedError, decoded

TIMEOUT: Final = 15.0
STATE_TIMEOUT: Final = 45.0
"""Seconds; the state of a big home is more than a megabyte."""


async def post(
    session: aiohttp.ClientSession,
    url: str,
    body: Mapping[str, Any],
    *,
    quota: Quota,
    headers: Mapping[str, str] | None = None,
    ssl: aiohttp.Fingerprint | bool = True,
    timeout: float = TIMEOUT,
    read: Callable[[bytes], Any] = decoded,
) -> Any:
    """POST JSON and give the answer's JSON, as ``read`` reads it, ``None`` for an empty one.

    Raises:
        HubThrottledError: 429; nothing is asked again before the time is over.
        RefusedError: any other refusal, with its error code.
        HubConnectionError: no answer, or one that is not of this interface.

    """
    quota.check()
    what = url.rsplit("/hmip/", 1)[-1] if "/hmip/" in url else "The lookup"
    try:
        async with asyncio.timeout(timeout):
            response = await session.post(url, json=body, headers=headers, ssl=ssl, allow_redirects=False)
            async with response:
                status, answered = response.status, response.headers
                content = await response.read()
    except (aiohttp.ClientError, TimeoutError, OSError, ValueError) as err:
        raise connection_error(err, what) from err
    if status == 429:
        raise quota.throttle(seconds_asked_for(answered))
    if status >= 500 or 300 <= status < 400:
        raise HubConnectionError(f"{what} answered {status}")
    try:
        answer = read(content) if content.strip() else None
    except ValueError as err:
        if status < 300:
            raise HubConnectionError(f"{what} answered something that is not JSON") from err
        answer = None
    if status >= 400:
        raise RefusedError(what, status, answer)
    return answer
