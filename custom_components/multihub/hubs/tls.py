"""Certificates: verified, or pinned to the one that the person confirmed. Never silently off."""

from __future__ import annotations

import asyncio
import hashlib
import ssl
from functools import lru_cache

import aiohttp

from .base import CertificateChangedError, HubConnectionError

_TIMEOUT = 10


async def certificate_fingerprint(host: str, port: int) -> str:
    """The SHA-256 of the certificate that a server shows, as 64 hex digits; nothing is sent to it.

    Raises:
        HubConnectionError: nobody answers there, or not with TLS.

    """
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    try:
        async with asyncio.timeout(_TIMEOUT):
            _, writer = await asyncio.open_connection(host, port, ssl=context)
    except (OSError, TimeoutError) as err:
        raise HubConnectionError(f"No TLS answer from {host}:{port}") from err
    try:
        certificate = writer.get_extra_info("ssl_object").getpeercert(binary_form=True)
    finally:
        writer.transport.abort()
    return hashlib.sha256(certificate).hexdigest()


@lru_cache(maxsize=64)
def pin(fingerprint: str | None) -> aiohttp.Fingerprint | bool:
    """What to give aiohttp as ``ssl``: the pinned certificate, or ``True`` to verify as usual.

    The same one each time: aiohttp takes a connection that stands only for the very object it was made with.
    """
    return aiohttp.Fingerprint(bytes.fromhex(fingerprint)) if fingerprint else True


def connection_error(err: Exception, what: str) -> HubConnectionError:
    """Translate what aiohttp or a socket raised; ``what`` says to whom we spoke, without a secret."""
    if isinstance(err, aiohttp.ServerFingerprintMismatch | aiohttp.ClientConnectorCertificateError):
        return CertificateChangedError(f"{what} shows another certificate than expected")
    return HubConnectionError(f"{what} can't be reached: {type(err).__name__}")


def readable_fingerprint(fingerprint: str) -> str:
    """The fingerprint as browsers show it: pairs of capital hex digits with colons between."""
    return ":".join(fingerprint[i : i + 2] for i in range(0, len(fingerprint), 2)).upper()
