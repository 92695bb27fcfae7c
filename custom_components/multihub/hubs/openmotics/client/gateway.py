"""The gateway in the house."""

from __future__ import annotations

import time
from collections.abc import Callable

import aiohttp

from ...base import HubUnsupportedError
from ...tls import connection_error
from .errors import MAINTENANCE, error_of
from .form import TIMEOUT, FormClient, parsed


class GatewayClient(FormClient):
    """Speaks with a gateway over TLS; ``ssl`` is the certificate that was confirmed."""

    def __init__(
        self,
        session: aiohttp.ClientSession,
        host: str,
        port: int,
        username: str,
        password: str,
        *,
        ssl: aiohttp.Fingerprint | bool = True,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """Speak with the gateway at this address."""
        super().__init__(session, f"https://{bracketed(host)}:{port}", username, password, ssl=ssl, clock=clock)


async def is_gateway(session: aiohttp.ClientSession, host: str, port: int, *, ssl: aiohttp.Fingerprint | bool) -> None:
    """Ask without credentials whether an OpenMotics gateway answers (page, section 1.4, ``health_check``).

    Raises:
        HubConnectionError: nobody answers, or with another certificate.
        HubUnsupportedError: something else answers.

    """
    url = f"https://{bracketed(host)}:{port}/health_check"
    try:
        async with session.get(url, ssl=ssl, timeout=TIMEOUT, allow_redirects=False) as response:
            status, answer = response.status, parsed(await response.read())
    except (aiohttp.ClientError, TimeoutError, UnicodeDecodeError) as err:
        raise connection_error(err, "OpenMotics") from None
    if status == 503 and isinstance(answer, dict) and answer.get("msg") == MAINTENANCE:
        raise error_of("health_check", status, MAINTENANCE)
    if not isinstance(answer, dict) or "health_version" not in answer:
        raise HubUnsupportedError("What answers is not an OpenMotics gateway")


def bracketed(host: str) -> str:
    """The host as it stands in an address: an IPv6 one needs brackets."""
    return f"[{host}]" if ":" in host and not host.startswith("[") else host
