"""The ways in as entry data has them: where a system answers, and who asks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from yarl import URL

from ...const import CONF_FINGERPRINT, CONF_WAY
from ..base import HubConnectionError
from .client import MYHS_URL, Endpoint

LOCAL: Final = "homeseer_local"
CLOUD: Final = "homeseer_cloud"

CONF_HOST: Final = "host"
CONF_PORT: Final = "port"
CONF_SSL: Final = "ssl"
CONF_USERNAME: Final = "username"
CONF_PASSWORD: Final = "password"
CONF_ASCII_PORT: Final = "ascii_port"
CONF_TOKEN: Final = "token"
CONF_URL: Final = "url"
CONF_LICENSE: Final = "license"
CONF_WEBHOOK_ID: Final = "webhook_id"

OPTION_EVENT_GROUPS: Final = "event_groups"
OPTION_AREA: Final = "area"
OPTION_OVERRIDES: Final = "overrides"

DEFAULT_PORT: Final = 80
DEFAULT_TLS_PORT: Final = 443


def endpoint_of(data: Mapping[str, Any], *, way: str | None = None) -> Endpoint:
    """The endpoint of an entry's data, or of what was typed for ``way``.

    Raises:
        HubConnectionError: there can't be such a host.

    """
    common = {"username": str(data.get(CONF_USERNAME) or ""), "password": str(data.get(CONF_PASSWORD) or "")}
    if (way or data[CONF_WAY]) == CLOUD:
        return Endpoint(
            url=str(data.get(CONF_URL) or MYHS_URL).rstrip("/"),
            token=str(data.get(CONF_TOKEN) or ""),
            license=str(data.get(CONF_LICENSE) or ""),
            **common,
        )
    try:
        url = URL.build(
            scheme="https" if data.get(CONF_SSL) else "http",
            host=str(data[CONF_HOST]),
            port=int(data.get(CONF_PORT) or DEFAULT_PORT),
        )
    except ValueError as err:
        raise HubConnectionError("There can't be such a host") from err
    return Endpoint(url=str(url).rstrip("/"), fingerprint=data.get(CONF_FINGERPRINT), **common)


@dataclass(frozen=True, slots=True)
class AsciiAddress:
    """Where the ASCII port is, and who logs in."""

    host: str
    port: int
    username: str
    password: str = field(repr=False)


def ascii_address_of(data: Mapping[str, Any]) -> AsciiAddress | None:
    """The ASCII port of an entry's data; ``None`` where it is turned off, and through MyHS, which has none."""
    port = int(data.get(CONF_ASCII_PORT) or 0)
    if data[CONF_WAY] == CLOUD or not port:
        return None
    username, password = str(data.get(CONF_USERNAME) or ""), str(data.get(CONF_PASSWORD) or "")
    return AsciiAddress(str(data[CONF_HOST]), port, username, password)
