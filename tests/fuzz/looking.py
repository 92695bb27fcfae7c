"""Looking at devices as the platforms would."""

from __future__ import annotations

from collections.abc import Iterable

from custom_components.multihub.model import Device, Feature, Range, Sensor


def look(devices: Iterable[Device]) -> dict[str, tuple[Feature, ...]]:
    """The features of each device; nothing is twice, nothing is no number where one is meant."""
    seen: dict[str, tuple[Feature, ...]] = {}
    for device in devices:
        assert device.id not in seen
        seen[device.id] = device.features
        assert isinstance(device.name, str)
        assert len({feature.key for feature in device.features}) == len(device.features)
        for feature in device.features:
            assert feature.platform
            if isinstance(feature, Sensor) and isinstance(feature.value, float):
                assert feature.value - feature.value == 0, "NaN and infinity are unknown, not numbers"
            for name in feature.__dataclass_fields__:
                limits = getattr(feature, name)
                if isinstance(limits, Range):
                    assert limits.min - limits.min == limits.max - limits.max == 0, (feature.key, limits)
                    assert limits.value is None or limits.value - limits.value == 0
        repr(device)
    return seen
