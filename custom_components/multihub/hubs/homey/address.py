"""What a person types for a Homey, as the address to speak to."""

from __future__ import annotations

from typing import Final

from yarl import URL

from ..base import HubConnectionError, HubUnsupportedError

SECURE_PORT: Final = 4860
"""Where a Self-Hosted Server speaks https (protocol page, section 1.2)."""

IN_THE_CLOUD: Final = (".athom.com", "homey.app")
VERIFIED: Final = ".homeylocal.com"
"""Names whose certificates anybody can verify: they are never pinned."""


def base_url(typed: str) -> URL:
    """The address of a name, ``host:port`` or URL, without a path; http unless it says otherwise.

    Raises:
        HubConnectionError: that is no address.
        HubUnsupportedError: that is the vendor's cloud, not a Homey at home.

    """
    text = typed.strip()
    try:
        url = URL(text if "://" in text else f"http://{text}")
        host, port = url.host or "", url.explicit_port
        scheme = "https" if "://" not in text and port == SECURE_PORT else url.scheme
        address = URL.build(scheme=scheme, host=host, port=port)
    except ValueError as err:
        raise HubConnectionError("that is no address") from err
    if not host or scheme not in ("http", "https") or url.user or url.password:
        raise HubConnectionError("that is no address")
    if host.endswith(IN_THE_CLOUD):
        raise HubUnsupportedError("that is the vendor's cloud", key="cloud_only")
    return address


def may_be_pinned(url: URL) -> bool:
    """Whether a certificate of this server that can't be verified may be confirmed by the person."""
    return url.scheme == "https" and not (url.host or "").endswith(VERIFIED)
