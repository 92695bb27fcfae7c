"""What a Homey's entry keeps, and the client that is made of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import aiohttp
from homeassistant.const import CONF_HOST, CONF_TOKEN

from ...const import CONF_FINGERPRINT
from ..tls import pin
from .address import base_url
from .client import Account, HomeyClient, HomeyHttp

CONF_WARM_IS_LOW: Final = "invert_color_temperature"
"""An option: this Homey's lights have warm and cold the other way round."""

CONF_LEFT_OUT: Final = "left_out"
"""An option: ids of devices that are not wanted in Home Assistant."""

CONF_ACCOUNT_URL: Final = "account_url"
CONF_BASE_URL: Final = "base_url"
"""The address of a Homey that is spoken to by https; one by http has its host."""

WAY_KEY: Final = "homey_key"
WAY_ACCOUNT: Final = "homey_account"


def make_client(session: aiohttp.ClientSession, data: Mapping[str, Any]) -> HomeyClient:
    """The client of an entry's data: with the key, or by sessions that the account gives."""
    url = str(base_url(data.get(CONF_BASE_URL) or data[CONF_HOST])).rstrip("/")
    tls = pin(data.get(CONF_FINGERPRINT))
    if CONF_ACCOUNT_URL not in data:
        return HomeyClient(session, url, data[CONF_TOKEN], tls=tls)
    account = Account(session, data[CONF_TOKEN], data[CONF_ACCOUNT_URL])
    http = HomeyHttp(session, url, tls=tls)

    async def renew() -> str:
        return await http.login(await account.delegation())

    return HomeyClient(session, url, "", tls=tls, renew=renew)
