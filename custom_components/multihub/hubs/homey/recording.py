"""What a Homey told, without what is private: diagnostics that the virtual Homey can play again."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from ..pseudonyms import ID, Pseudonyms
from .mapping.house import House

ITEMS: Final = {
    "flows": "flow",
    "advanced_flows": "advancedflow",
    "moods": "mood",
    "variables": "variable",
    "users": "user",
    "zones": "zone",
    "apps": "app",
}
"""The house's sections: the kind of item that the virtual Homey has them as."""

VALUES: Final = {
    "energy": "live",
    "energy_today": "report",
    "price": "prices",
    "system": "info",
    "storage": "storage",
    "weather": "weather",
    "updates": "updates",
}
"""The sections that are one value."""

KINDS: Final = {
    "cloudId": ID,
    "wifiSsid": "network",
    "wifiAddress": "address",
    "wifiMac": ID,
    "avatar": "picture",
    "city": "place",
    "country": "place",
    "name": "name",
    "ownerName": "name",
    "excerpt": "text",
    "note": "text",
    "zoneName": "place",
    "unavailableMessage": "text",
    "warningMessage": "text",
}
"""Keys whose texts are private, and what kind of text each is."""

LEFT_OUT: Final = frozenset(
    {
        "data",
        "settings",
        "speechExamples",
        "cards",
        "trigger",
        "conditions",
        "actions",
        "devices",
        "bootId",
        "screensaver",
    }
)
"""What may hold anything, secrets too, and is needed for nothing."""

PUBLIC: Final = frozenset({"app", "driver"})
"""Items whose names are their makers', not the person's."""


def recording(house: House, *, is_old: bool) -> dict[str, Any]:
    """The house as the virtual Homey takes it with ``--house``."""
    names = Pseudonyms()
    items: dict[str, Any] = {
        "device": {device_id: _device(house, device_id, names) for device_id in house.raw},
        "driver": {key: _pruned(driver) for key, driver in house.drivers.items()},
    }
    for section, kind in ITEMS.items():
        answer = house.answers.get(section)
        plain = {key: _pruned(one) for key, one in answer.items()} if isinstance(answer, dict) else {}
        if kind == "variable":
            plain = {key: _variable(one) for key, one in plain.items()}
        items[kind] = plain if kind in PUBLIC else names.redacted(plain, KINDS)
    values = {told: names.redacted(_pruned(house.answers.get(section)), KINDS) for section, told in VALUES.items()}
    told = {"generation": 2 if is_old else 3, "version": house.facts.version, "items": items, "values": values}
    cleared: dict[str, Any] = names.cleared(told)
    return cleared


def _pruned(data: Any) -> Any:
    if isinstance(data, Mapping):
        return {key: _pruned(value) for key, value in data.items() if key not in LEFT_OUT}
    return [_pruned(one) for one in data] if isinstance(data, list | tuple) else data


def _device(house: House, device_id: str, names: Pseudonyms) -> dict[str, Any]:
    """A device with the values of now; texts that a person may have written have stand-ins."""
    told = _pruned({key: value for key, value in house.raw[device_id].items() if key != "capabilitiesObj"})
    redacted: dict[str, Any] = names.redacted(told, KINDS)
    values = house.values_of(device_id)
    described = house.raw[device_id].get("capabilitiesObj")
    redacted["capabilitiesObj"] = {
        key: {**one, "title": _title(one, names), "value": _value(one, values.get(key))}
        for key, one in (described.items() if isinstance(described, Mapping) else ())
        if isinstance(one, Mapping)
    }
    return redacted


def _title(described: Mapping[str, Any], names: Pseudonyms) -> str | None:
    """Some apps let a person write it."""
    title = described.get("title")
    return names.of("title", title) if isinstance(title, str) else None


def _value(described: Mapping[str, Any], value: Any) -> Any:
    if isinstance(value, str) and described.get("type") != "enum":
        return f"text of {len(value)}"
    return value


def _variable(one: Mapping[str, Any]) -> dict[str, Any]:
    value = one.get("value")
    return {**one, "value": "text" if isinstance(value, str) else value}
