"""Queries as HomeSeer's own tools write them: a space is ``%20``, never ``+`` (protocol page, section 1.2)."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import quote

from yarl import URL

from ...base import HubConnectionError


def address(base: str, parameters: Mapping[str, str]) -> URL:
    """The address with its query; everything but letters, digits and ``-._~`` is percent-encoded.

    Raises:
        HubConnectionError: there can't be such an address.

    """
    query = "&".join(f"{name}={quote(value, safe='')}" for name, value in parameters.items())
    try:
        return URL(f"{base}?{query}", encoded=True)
    except ValueError:
        raise HubConnectionError("There can't be such an address") from None


def number(value: float) -> str:
    """A number with a point and without needless decimals, whatever the locale: ``99``, ``20.5``."""
    return str(int(value)) if value == int(value) else repr(round(value, 6))
