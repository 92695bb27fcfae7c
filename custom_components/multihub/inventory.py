"""What differs between what is known of a hub and what it says now: pure, and fast where nothing does."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from operator import attrgetter
from typing import Final

from homeassistant.const import Platform

from .model import Device, Feature

type FeatureId = tuple[str, str]
"""Device id and feature key."""


@dataclass(slots=True)
class Difference:
    """What one device's new face means for the rest of the house."""

    changed: list[FeatureId] = field(default_factory=list)
    """Features whose entity has something to write."""
    added: list[FeatureId] = field(default_factory=list)
    gone: list[tuple[Platform, FeatureId]] = field(default_factory=list)
    """Features without an entity from now on, with the platform that they had."""
    registered: list[str] = field(default_factory=list)
    """Devices whose entry in the device registry is not right any more, or not there."""


class Inventory:
    """The devices and features of one hub, as last told."""

    def __init__(self) -> None:
        """Begin with nothing known."""
        self.features: dict[FeatureId, Feature] = {}
        self._devices: dict[str, Device] = {}
        self._behind: set[str] = set()
        """Devices that do not have the newest of their features yet."""

    @property
    def devices(self) -> dict[str, Device]:
        """The devices by id, with their features as they are now."""
        while self._behind:
            device = self._devices[self._behind.pop()]
            features = tuple(self.features[device.id, feature.key] for feature in device.features)
            self._devices[device.id] = replace(device, features=features)
        return self._devices

    def is_available(self, device_id: str) -> bool:
        """Whether there is such a device and it can be reached."""
        device = self._devices.get(device_id)
        return device is not None and device.available

    def update(self, device_id: str, features: Iterable[Feature]) -> list[FeatureId]:
        """Take other values of features that are known; gives those that are not as they were."""
        known, changed = self.features, []
        for feature in features:
            feature_id = (device_id, feature.key)
            previous = known.get(feature_id)
            if previous is not None and previous.platform is feature.platform and previous != feature:
                known[feature_id] = feature
                changed.append(feature_id)
        if changed:
            self._behind.add(device_id)
        return changed

    def put(self, devices: Iterable[Device]) -> Difference:
        """Take devices as they are now; gives what that changes. Equal features cost a comparison."""
        difference = Difference()
        known = self.devices
        for device in devices:
            if (old := known.get(device.id)) is device:
                continue
            known[device.id] = device
            if old is None or registry_facts(old) != registry_facts(device):
                difference.registered.append(device.id)
            self._put_features(device, old, difference)
        return difference

    def remove(self, device_id: str) -> None:
        """Forget a device and its features, if it is known."""
        if device := self.devices.pop(device_id, None):
            for feature in device.features:
                self.features.pop((device_id, feature.key), None)

    def _put_features(self, device: Device, old: Device | None, difference: Difference) -> None:
        everything = old is not None and old.available is not device.available
        known = self.features
        added = 0
        features: Iterable[Feature] = device.features
        if old is not None and not everything and len(old.features) == len(device.features):
            # nearly always all but one are the very same in the same place
            features = [new for new, before in zip(device.features, old.features, strict=True) if new is not before]
        for feature in features:
            feature_id = (device.id, feature.key)
            previous = known.get(feature_id)
            if previous is feature and not everything:
                continue
            known[feature_id] = feature
            if previous is None:
                difference.added.append(feature_id)
                added += 1
            elif previous.platform is not feature.platform:
                difference.gone.append((previous.platform, feature_id))
                difference.added.append(feature_id)
            elif everything or previous != feature:
                difference.changed.append(feature_id)
        if old is not None and len(old.features) + added > len(device.features):
            keys = {feature.key for feature in device.features}
            for feature in old.features:
                if feature.key not in keys:
                    del known[device.id, feature.key]
                    difference.gone.append((feature.platform, (device.id, feature.key)))


registry_facts: Final[Callable[[Device], tuple[object, ...]]] = attrgetter(
    "name",
    "manufacturer",
    "model",
    "model_id",
    "sw_version",
    "hw_version",
    "serial",
    "mac",
    "parent",
    "configuration_url",
    "is_service",
)
"""What of a device stands in Home Assistant's device registry."""


def parents_first(devices: Mapping[str, Device], device_ids: Iterable[str], hub_id: str) -> list[Device]:
    """The devices in an order in which each comes after its parent; the hub is everybody's first."""
    ordered: dict[str, Device] = {}

    def visit(device_id: str, path: frozenset[str]) -> None:
        device = devices.get(device_id)
        if device is None or device_id in ordered or device_id in path:
            return
        if device.parent is not None:
            visit(device.parent, path | {device_id})
        ordered[device_id] = device

    wanted = set(device_ids)
    for device_id in sorted(wanted, key=lambda wanted_id: wanted_id != hub_id):
        visit(device_id, frozenset())
    return [device for device in ordered.values() if device.id in wanted]


def overlaid(device: Device, newer: Mapping[FeatureId, Feature]) -> Device:
    """The device with those of its features replaced that something newer is known of."""
    if not newer or not any((device.id, feature.key) in newer for feature in device.features):
        return device
    features = tuple(newer.get((device.id, feature.key), feature) for feature in device.features)
    return replace(device, features=features)
