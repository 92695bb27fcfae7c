"""OpenMotics as a hub: the one of three that the entry's way in asks for."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import Any

from homeassistant.config_entries import ConfigEntry
from homeassistant.core import HomeAssistant

from ...const import CONF_HUB_ID, CONF_WAY
from ..base import Hub
from .absences import show_silent
from .cloud_hub import CloudHub
from .form_hub import FormHub
from .forms import counters_of
from .gateway_hub import GatewayHub
from .legacy_hub import LegacyHub
from .mapping.devices import Labels
from .ways import CLOUD, CONF_INSTALLATION, LEGACY, cloud_client, gateway_client, legacy_client


def create_hub(hass: HomeAssistant, entry: ConfigEntry[Any]) -> Hub:
    """The hub of an entry."""
    data = entry.data
    hub_id, labels = data[CONF_HUB_ID], Labels(entry.title, counters=counters_of(entry.options))
    if data[CONF_WAY] == CLOUD:
        return CloudHub(cloud_client(hass, data), data[CONF_INSTALLATION], hub_id, labels)
    if data[CONF_WAY] == LEGACY:
        hub: FormHub = LegacyHub(legacy_client(hass, data), hub_id, labels)
    else:
        client = gateway_client(hass, data)
        hub = GatewayHub(client, hub_id, replace(labels, url=client.url))
    hub.absences.show = partial(show_silent, hass, entry)
    return hub
