"""HS4's webhook: changes with their texts, posted to Home Assistant (protocol page, section 2)."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from typing import Any, Final

from aiohttp import web
from homeassistant.components import webhook
from homeassistant.config_entries import ConfigEntry
from homeassistant.core import HomeAssistant, callback
from homeassistant.setup import async_setup_component

from ...const import CONF_WAY, DOMAIN
from ..jsontext import loads
from .ways import CLOUD, CONF_WEBHOOK_ID

_LOGGER = logging.getLogger(__name__)

WEBHOOK_COMPONENT: Final = "webhook"
MAX_BODY: Final = 64 * 1024


class Webhook:
    """The address that HS4 may be told of, under Home Assistant's own webhook component.

    Its id is random, made with the entry; for a system at home only addresses of the local network
    are let in.
    """

    def __init__(self, hass: HomeAssistant, entry: ConfigEntry[Any], told: Callable[[Mapping[str, Any]], None]) -> None:
        """Hand what is posted to ``told``."""
        self._hass = hass
        self._entry = entry
        self._told = told
        self.is_open = False

    async def open(self) -> None:
        """Listen, if the entry has an id for it."""
        webhook_id = self._entry.data.get(CONF_WEBHOOK_ID)
        if self.is_open or not webhook_id:
            return
        if not await async_setup_component(self._hass, WEBHOOK_COMPONENT, {}):
            _LOGGER.debug("No webhooks in this Home Assistant")
            return
        webhook.async_register(
            self._hass,
            DOMAIN,
            f"HomeSeer {self._entry.title}",
            webhook_id,
            self._handle,
            local_only=self._entry.data.get(CONF_WAY) != CLOUD,
            allowed_methods=("POST",),
        )
        self.is_open = True

    @callback
    def close(self) -> None:
        """Listen no longer."""
        if self.is_open:
            webhook.async_unregister(self._hass, self._entry.data[CONF_WEBHOOK_ID])
            self.is_open = False

    async def _handle(self, _: HomeAssistant, __: str, request: web.Request) -> web.Response:
        if (request.content_length or 0) > MAX_BODY:
            return web.Response(status=413)
        body = await request.content.read(MAX_BODY + 1)
        while len(body) <= MAX_BODY and (more := await request.content.read(MAX_BODY)):
            body += more
        if len(body) > MAX_BODY:
            return web.Response(status=413)
        try:
            message = loads(body)
        except ValueError:
            _LOGGER.debug("The webhook was sent something that is no JSON")
            return web.Response(status=400)
        if not isinstance(message, dict) or message.get("type") != "devicechange":
            return web.Response(status=400)
        if isinstance(data := message.get("data"), dict):
            self._told(data)
        return web.Response()
