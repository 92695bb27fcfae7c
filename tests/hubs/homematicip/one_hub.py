"""One hub of ours before a virtual cloud, and what of its home the tests look at."""

from __future__ import annotations

from functools import partial
from typing import Any

import aiohttp

from custom_components.multihub.hubs.homematicip.client import AppTransport, Credentials, Quota, lookup
from custom_components.multihub.hubs.homematicip.hub import HomematicIPHub
from custom_components.multihub.hubs.homematicip.requests import Call
from custom_components.multihub.model import Device, Feature, Switch
from virtual_hubs.homematicip import VirtualHomematicIP


def hub_of(cloud: VirtualHomematicIP, session: aiohttp.ClientSession, **options: Any) -> HomematicIPHub:
    quota = Quota(seconds_a_call=0)
    find = partial(lookup, session, quota, cloud.lookup_url, cloud.sgtin)
    transport = AppTransport(session, quota, Credentials(cloud.sgtin, cloud.token), find, is_local=False)
    return HomematicIPHub(transport, access_point=cloud.sgtin, **options)


def device_with[FeatureT: Feature](hub: HomematicIPHub, kind: type[FeatureT]) -> tuple[Device, FeatureT]:
    """The first device with a feature of this kind, and the feature."""
    for device in hub.house.devices():
        for feature in device.features:
            if isinstance(feature, kind) and device.id != hub.access_point:
                return device, feature
    raise AssertionError(f"no {kind.__name__}")


def switch_of(hub: HomematicIPHub) -> tuple[Device, Switch]:
    """The first device that is switched, and its switch."""
    for device in hub.house.devices():
        for feature in device.features:
            if isinstance(feature, Switch) and feature.turn_on is not None:
                request = feature.turn_on.request()
                if isinstance(request, Call) and request.path == "device/control/setSwitchState":
                    return device, feature
    raise AssertionError("no switch")


def feature_of(device: Device, key: str) -> Any:
    return next(feature for feature in device.features if feature.key == key)
