"""The library's recorded home of 159 devices, served by all three ways, is the same devices and features."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import pytest
from homeassistant.core import HomeAssistant
from yarl import URL

from custom_components.multihub.hubs.homematicip.client import connect_api
from custom_components.multihub.hubs.homematicip.hub import HomematicIPHub
from custom_components.multihub.hubs.homematicip.ways import transport_of
from custom_components.multihub.model import Device
from tests.referees import recorded_home
from virtual_hubs.homematicip import VirtualHomematicIP


@pytest.fixture
async def hcu() -> AsyncIterator[VirtualHomematicIP]:
    hub = VirtualHomematicIP(house=recorded_home(), hcu=True)
    await hub.start()
    yield hub
    await hub.stop()


def ways_to(hcu: VirtualHomematicIP) -> dict[str, dict[str, Any]]:
    """The data of an entry for each way in."""
    assert hcu.certificate is not None
    house = {"host": "127.0.0.1", "fingerprint": hcu.certificate.fingerprint}
    plugin = hcu.plugins.invite(connect_api.PLUGIN_ID)
    return {
        "homematicip_cloud": {"url": hcu.lookup_url, "token": hcu.token},
        "homematicip_hcu": {
            **house,
            "port": URL(hcu.lan_rest_url).port,
            "events_port": URL(hcu.lan_events_url).port,
            "token": hcu.token,
        },
        "homematicip_connect": {**house, "websocket_port": URL(hcu.connect_url).port, "token": plugin},
    }


async def test_every_way_gives_the_same_devices_and_features(hass: HomeAssistant, hcu: VirtualHomematicIP) -> None:
    found: dict[str, tuple[Device, ...]] = {}
    for way, data in ways_to(hcu).items():
        transport = transport_of(hass, {"way": way, "access_point": hcu.sgtin, **data})
        hub = HomematicIPHub(transport, access_point=hcu.sgtin)
        await hub.connect()
        found[way] = (await hub.fetch()).devices
        await hub.close()
    cloud, local, connect = found.values()
    assert len(cloud) > 159
    assert cloud == local == connect
