"""The ways to a house: what an entry holds, and the client that comes of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final
from urllib.parse import urlsplit

from homeassistant.core import HomeAssistant
from homeassistant.helpers.aiohttp_client import async_get_clientsession

from ...const import CONF_FINGERPRINT
from ..tls import pin
from .client import CLOUD_URL, LEGACY_URL, CloudClient, GatewayClient, LegacyClient

LOCAL: Final = "openmotics_local"
CLOUD: Final = "openmotics_cloud"
LEGACY: Final = "openmotics_legacy"

CONF_CLIENT_ID: Final = "client_id"
CONF_CLIENT_SECRET: Final = "client_secret"
CONF_HOST: Final = "host"
CONF_INSTALLATION: Final = "installation"
CONF_PASSWORD: Final = "password"
CONF_PORT: Final = "port"
CONF_URL: Final = "url"
CONF_USERNAME: Final = "username"

type Values = Mapping[str, Any]


def gateway_client(hass: HomeAssistant, data: Values) -> GatewayClient:
    """The client of a gateway in the house; its certificate is the one that was confirmed."""
    return GatewayClient(
        async_get_clientsession(hass),
        data[CONF_HOST],
        data[CONF_PORT],
        data[CONF_USERNAME],
        data[CONF_PASSWORD],
        ssl=pin(data[CONF_FINGERPRINT]),
    )


def cloud_client(hass: HomeAssistant, data: Values) -> CloudClient:
    """The client of the cloud of today."""
    return CloudClient(
        async_get_clientsession(hass),
        data[CONF_CLIENT_ID],
        data[CONF_CLIENT_SECRET],
        url=data.get(CONF_URL) or CLOUD_URL,
    )


def legacy_client(hass: HomeAssistant, data: Values) -> LegacyClient:
    """The client of the cloud of before; before an installation is chosen, it has none."""
    return LegacyClient(
        async_get_clientsession(hass),
        data[CONF_USERNAME],
        data[CONF_PASSWORD],
        url=data.get(CONF_URL) or LEGACY_URL,
        installation=data.get(CONF_INSTALLATION),
    )


def address(typed: str, port: int) -> tuple[str, int]:
    """Host and port, also from an address as browsers show it."""
    typed = typed.strip()
    parts_of_url = urlsplit(typed if "//" in typed else f"//{typed}")
    try:
        return parts_of_url.hostname or typed, parts_of_url.port or port
    except ValueError:
        return typed, port
