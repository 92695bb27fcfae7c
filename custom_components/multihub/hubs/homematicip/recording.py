"""The home as the access point told it, with stand-ins for what is private: it can be played again."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

from ..pseudonyms import ID, Pseudonyms

PRIVATE: Final = {
    "city": "place",
    "doorBellLabel": "name",
    "friendlyName": "name",
    "label": "name",
    "name": "name",
}
"""Key of a text that is a person's: the kind of its stand-in."""

COORDINATES: Final = frozenset({"latitude", "longitude"})

VENDORS_LABELS: Final = frozenset(
    {
        "ABSENCE",
        "ALARM",
        "BACKUP_ALARM_SIREN",
        "COMING_HOME",
        "EXTERNAL",
        "INBOX",
        "INTERNAL",
        "PANIC",
        "PRESENCE",
        "SIREN",
    }
)
"""Labels that the vendor gives to groups of its own; others of its groups are called as their type is."""

ID_KEYS: Final = frozenset({"id", "serializedGlobalTradeItemNumber"})

_ID: Final = re.compile(r"[0-9A-Fa-f]{24}|[\w]{8}-[\w]{4}-[\w]{4}-[\w]{4}-[\w]{12}")


def recording(state: Mapping[str, Any]) -> dict[str, Any]:
    """The state in the form of ``home/getCurrentState``, without anybody's names, places and ids."""
    names = Pseudonyms()
    for found in _ids(state, ""):
        names.secret(ID, found)
    told: dict[str, Any] = names.cleared(_without_words(state, "", names))
    return told


def _ids(data: Any, key: str) -> Iterator[str]:
    """Every id in the data: by its key, by the end of its key, or by its form."""
    if isinstance(data, Mapping):
        for name, value in data.items():
            if _ID.fullmatch(str(name)):
                yield str(name)
            yield from _ids(value, str(name))
    elif isinstance(data, list | tuple):
        for value in data:
            yield from _ids(value, key)
    elif isinstance(data, str) and (key in ID_KEYS or key.endswith("Id") or _ID.fullmatch(data)):
        if key != "timeZoneId":
            yield data


def _without_words(data: Any, key: str, names: Pseudonyms) -> Any:
    if isinstance(data, Mapping):
        return {
            name: value if name in PRIVATE and value == data.get("type") else _without_words(value, name, names)
            for name, value in data.items()
        }
    if isinstance(data, list | tuple):
        return [_without_words(value, key, names) for value in data]
    if key in COORDINATES:
        return None
    if isinstance(data, str) and key in PRIVATE and data not in VENDORS_LABELS:
        return names.of(PRIVATE[key], data)
    return data
