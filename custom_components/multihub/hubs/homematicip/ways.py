"""From the data of an entry to its transport; what an access point may be asked is kept over reloads."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, Final

from homeassistant.core import HomeAssistant
from homeassistant.helpers.aiohttp_client import async_get_clientsession
from homeassistant.util.hass_dict import HassKey
from yarl import URL

from ...const import CONF_FINGERPRINT, CONF_WAY, DOMAIN
from .client import (
    LOOKUP_URL,
    Address,
    AppTransport,
    ConnectTransport,
    Credentials,
    Endpoints,
    Quota,
    Transport,
    fixed_endpoints,
    lookup,
)

CLOUD: Final = "homematicip_cloud"
HCU: Final = "homematicip_hcu"
CONNECT: Final = "homematicip_connect"
TOKEN: Final = "homematicip_token"

CONF_ACCESS_POINT: Final = "access_point"
CONF_ACTIVATION_KEY: Final = "activation_key"
CONF_EVENTS_FINGERPRINT: Final = "events_fingerprint"
CONF_EVENTS_PORT: Final = "events_port"
CONF_HOST: Final = "host"
CONF_LOCK_CODE: Final = "lock_code"
CONF_LOCK_PIN: Final = "lock_pin"
CONF_PIN: Final = "pin"
CONF_PORT: Final = "port"
CONF_RAW_EVENTS: Final = "raw_events"
CONF_TOKEN: Final = "token"
CONF_URL: Final = "url"
CONF_WEBSOCKET_PORT: Final = "websocket_port"

LOCK_CODE_ASKED: Final = "asked"
LOCK_CODE_STORED: Final = "stored"

APP_PORT: Final = 6969
EVENTS_PORT: Final = 8888
CONNECT_PORT: Final = 9001

_LOOPBACK: Final = frozenset({"127.0.0.1", "::1", "localhost"})

_QUOTAS: HassKey[dict[str, Quota]] = HassKey(f"{DOMAIN}_homematicip_quotas")


def quota_of(hass: HomeAssistant, data: Mapping[str, Any]) -> Quota:
    """What may be asked of this access point in the cloud, dialogs and entry together.

    A cloud on this very machine is a virtual one, and has no limit.
    """
    new = local_quota() if _is_on_this_machine(data.get(CONF_URL) or LOOKUP_URL) else Quota()
    return hass.data.setdefault(_QUOTAS, {}).setdefault(data[CONF_ACCESS_POINT], new)


def _is_on_this_machine(url: str) -> bool:
    try:
        return URL(url).host in _LOOPBACK
    except ValueError:
        return False


def local_quota() -> Quota:
    """No limit of our own for a hub in the house; it may still ask for silence itself."""
    return Quota(seconds_a_call=0)


async def endpoints_of(hass: HomeAssistant, data: Mapping[str, Any]) -> Endpoints:
    """Where the app's interface of this access point is served: in the house, or where the lookup says.

    Raises:
        HubError: what the lookup raises.

    """
    if CONF_HOST in data:
        return fixed_endpoints(
            data[CONF_HOST],
            data[CONF_PORT],
            data[CONF_EVENTS_PORT],
            data[CONF_FINGERPRINT],
            data.get(CONF_EVENTS_FINGERPRINT),
        )
    access_point = data[CONF_ACCESS_POINT]
    url = data.get(CONF_URL) or LOOKUP_URL
    return await lookup(async_get_clientsession(hass), quota_of(hass, data), url, access_point)


def app_quota(hass: HomeAssistant, data: Mapping[str, Any]) -> Quota:
    """The quota of the app's interface that this data leads to."""
    return local_quota() if CONF_HOST in data else quota_of(hass, data)


def _app(hass: HomeAssistant, data: Mapping[str, Any]) -> Transport:
    return AppTransport(
        async_get_clientsession(hass),
        app_quota(hass, data),
        Credentials(data[CONF_ACCESS_POINT], data[CONF_TOKEN]),
        partial(endpoints_of, hass, data),
        is_local=CONF_HOST in data,
    )


def _connect(hass: HomeAssistant, data: Mapping[str, Any]) -> Transport:
    address = Address(data[CONF_HOST], data[CONF_WEBSOCKET_PORT], data[CONF_FINGERPRINT])
    return ConnectTransport(async_get_clientsession(hass), local_quota(), address, data[CONF_TOKEN])


_TRANSPORTS: Final[dict[str, Callable[[HomeAssistant, Mapping[str, Any]], Transport]]] = {
    CLOUD: _app,
    TOKEN: _app,
    HCU: _app,
    CONNECT: _connect,
}


def transport_of(hass: HomeAssistant, data: Mapping[str, Any]) -> Transport:
    """The transport that an entry's data leads to; nothing is sent yet."""
    return _TRANSPORTS[data[CONF_WAY]](hass, data)
