"""Devices and features as plain data: for diagnostics with stand-ins, for their owner in clear."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Any, Final

from homeassistant.exceptions import HomeAssistantError
from homeassistant.util import slugify

from .const import CONF_HUB, CONF_HUB_ID, CONF_WAY
from .coordinator import HubCoordinator, MultihubConfigEntry
from .hubs.pseudonyms import ID, Pseudonyms
from .model import Choice, Command, Device, Feature, Range, Select

type Told = Callable[[str, str], str]
"""What is told of a text of some kind."""

_BASE: Final = {field.name: field.default for field in fields(Feature)}

_PUBLIC: Final = frozenset(
    {
        "key",
        "translation_key",
        "unit",
        "content_type",
        "condition",
        "direction",
        "pattern",
        "code_format",
        "installed",
        "latest",
    }
)
"""Texts of a feature that are the maker's, not the person's."""

_WORDS: Final = frozenset(
    [
        "off",
        "heat",
        "cool",
        "heat_cool",
        "auto",
        "dry",
        "fan_only",
        "none",
        "eco",
        "away",
        "boost",
        "comfort",
        "home",
        "sleep",
        "manual",
        "vacation",
        "party",
        "low",
        "medium",
        "high",
    ]
)
"""Options that are Home Assistant's."""

_PLACE: Final = re.compile("latitude|longitude")

_CHOICE: Final = re.compile("[a-z_]+[0-9]?")
_SECRET: Final = re.compile("pin|key|pass|secret|token|user|url")

_DEVICE: Final = {
    "id": ID,
    "parent": ID,
    "serial": ID,
    "mac": ID,
    "name": "name",
    "area": "place",
    "floor": "place",
    "configuration_url": "url",
}
"""What of a device is private, and what kind of text it is."""


def clear(kind: str, text: str) -> str:
    """Tell everything."""
    return text


def projected_device(device: Device, told: Told) -> dict[str, Any]:
    """A device and its features, without what it does not have."""
    plain = {
        field.name: told(_DEVICE[field.name], value) if field.name in _DEVICE else value
        for field in fields(Device)
        if field.name != "features" and (value := getattr(device, field.name)) != field.default
    }
    return {**plain, "features": [projected_feature(feature, told) for feature in device.features]}


def projected_feature(feature: Feature, told: Told) -> dict[str, Any]:
    """A feature: its platform, its values, and the names of its commands."""
    values = {field.name: getattr(feature, field.name) for field in fields(feature)}
    base = {name: values.pop(name) for name in _BASE}
    commands = [name for name, value in values.items() if isinstance(value, Command)]
    return {
        "platform": str(feature.platform),
        **{
            name: told("name", value)
            if name == "name" and isinstance(value, str)
            else _plain(value, name, feature, told)
            for name, value in base.items()
            if name == "key" or value != _BASE[name]
        },
        "values": {name: _plain(value, name, feature, told) for name, value in values.items() if name not in commands},
        "commands": commands,
    }


def projected_hub(device: Device, told: Told) -> dict[str, Any]:
    """The hub's own device; a part of it that the hub knows by its name alone has that name in its key."""
    projected = projected_device(device, told)
    for feature, plain in zip(device.features, projected["features"], strict=True):
        if isinstance(feature.name, str) and feature.key.endswith(name := f"_{slugify(feature.name)}"):
            plain["key"] = f"{feature.key.removesuffix(name)}_{slugify(told('name', feature.name))}"
    return projected


def _plain(value: Any, name: str, feature: Feature, told: Told) -> Any:
    """One field's value as JSON has it."""
    match value:
        case Choice():
            return {
                "value": _option(value.value, feature, told),
                "options": [_option(option, feature, told) for option in value.options],
                "settable": value.set is not None,
            }
        case Range():
            known = {field.name: getattr(value, field.name) for field in fields(Range) if field.name != "set"}
            return {**known, "settable": value.set is not None}
        case Enum():
            return value.value
        case date():
            return value.isoformat()
        case Decimal():
            return str(value)
        case str() if name == "value" and getattr(feature, "is_password", False):
            return None
        case str():
            return value if name in _PUBLIC or getattr(feature, "options", None) else told("text", value)
        case bool() | None:
            return value
        case int() | float():
            return None if _PLACE.search(feature.key) and told is not clear else value
        case frozenset():
            return sorted(_plain(one, name, feature, told) for one in value)
        case Mapping():
            return {key: _plain(one, name, feature, told) for key, one in value.items()}
        case tuple() | list():
            return [
                one if isinstance(one, str) and one.islower() else _plain(one, name, feature, told) for one in value
            ]
        case _ if is_dataclass(value):
            return {
                field.name: _plain(getattr(value, field.name), field.name, feature, told) for field in fields(value)
            }
        case _:
            return str(value)


def _option(option: str | None, feature: Feature, told: Told) -> str | None:
    """Home Assistant's words and ours stay; those of a person's own (profiles of heating, say) do not."""
    if option is None or option in _WORDS:
        return option
    if isinstance(feature, Select) and feature.translation_key and _CHOICE.fullmatch(option):
        return option
    return told("option", option)


def recording(coordinator: HubCoordinator, names: Pseudonyms) -> dict[str, Any]:
    """What the hub has kept for a developer; what the entry and the devices' ids tell has its stand-in in it."""
    for device in coordinator.inventory.devices.values():
        for own in (device.id, device.serial, device.mac):
            if own:
                names.secret(ID, own)
    told_entry(coordinator.config_entry, names)
    told: dict[str, Any] = names.cleared(coordinator.hub.diagnostics())
    return told


def told_entry(entry: MultihubConfigEntry, names: Pseudonyms) -> dict[str, Any]:
    """An entry, of whose texts nothing stays but which hub it is and by what way; choices stay."""
    hub_id = entry.data[CONF_HUB_ID]
    return {
        "title": names.of("name", entry.title),
        "unique_id": names.secret(ID, entry.unique_id or hub_id),
        "version": [entry.version, entry.minor_version],
        "data": {
            key: value if key in (CONF_HUB, CONF_WAY) else _told_value(value, ID if value == hub_id else key, names)
            for key, value in entry.data.items()
        },
        "options": {
            key: value
            if isinstance(value, str) and _CHOICE.fullmatch(value) and not _SECRET.search(key)
            else _told_value(value, key, names)
            for key, value in entry.options.items()
        },
    }


def _told_value(value: Any, kind: str, names: Pseudonyms) -> Any:
    if isinstance(value, Mapping):
        return {key: _told_value(one, key, names) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_told_value(one, kind, names) for one in value]
    return names.secret(kind, value) if isinstance(value, str) else value


def dump(coordinator: HubCoordinator) -> dict[str, Any]:
    """What the hub has kept for a developer, with stand-ins for what is private."""
    return recording(coordinator, Pseudonyms())


async def describe(coordinator: HubCoordinator, device_id: str) -> dict[str, Any]:
    """A device as this integration sees it, and as its hub does where that can tell.

    Raises:
        HomeAssistantError: the hub can't be reached, or fails.

    """
    told = {"device": projected_device(coordinator.inventory.devices[device_id], clear)}
    try:
        return told | {"hub": await coordinator.async_act("describe", device_id, {})}
    except HomeAssistantError as err:
        if err.translation_key != "action_not_supported":
            raise
        return told
