"""What HomeSeer answered, with stable pseudonyms for what is private: diagnostics that can be played again."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any, Final

from .mapping import VOCABULARY, HubFacts

ROW_KEYS: Final = (
    "ref",
    "value",
    "status",
    "device_type_string",
    "last_change",
    "relationship",
    "hide_from_view",
    "associated_devices",
    "device_type",
    "status_image",
    "misc",
    "interface_name",
)
"""What of a row is told as it is; notes and voice commands are not told at all."""

_WORD: Final = re.compile(r"[^\W\d_]{2,}")


class Pseudonyms:
    """The same stand-in for the same word, within one recording.

    Words by which devices are known ("window", "fan") stay, the others are a person's: names of
    rooms, people and things. The shape of a text stays too, so that a feature's name still begins
    with its device's.
    """

    def __init__(self) -> None:
        """Begin with nobody known."""
        self._known: dict[str, str] = {}

    def of(self, text: Any) -> str:
        """The text with its private words replaced."""
        return _WORD.sub(self._word, text) if isinstance(text, str) else ""

    def _word(self, match: re.Match[str]) -> str:
        word = match[0]
        if word.lower() in VOCABULARY:
            return word
        return self._known.setdefault(word.lower(), f"Word{len(self._known) + 1}")


def recording(
    session: Mapping[str, Any],
    status: Mapping[str, Any],
    controls: Iterable[Mapping[str, Any]],
    facts: HubFacts,
) -> dict[str, Any]:
    """The answers of one system under the names of their requests."""
    names = Pseudonyms()
    rows = [row for row in status.get("Devices", ()) if isinstance(row, Mapping)]
    controls = list(controls)
    with_controls = {raw.get("ref") for raw in controls}
    return {
        "generation": "hs4" if facts.version.split(".", 1)[0] == "4" else "hs3",
        "hsversion": facts.version,
        "getsessionconfig": {
            key: session[key]
            for key in ("isLocation1First", "useLocation2", "location1Label", "location2Label", "userPermissions")
            if key in session
        },
        "getstatus": {
            **{key: value for key, value in status.items() if key != "Devices"},
            "Devices": [_row(row, names, is_label=row.get("ref") in with_controls) for row in rows],
        },
        "getcontrol": {
            "Devices": [{"ref": raw.get("ref"), "ControlPairs": raw.get("ControlPairs")} for raw in controls]
        },
        "getevents": {
            "Events": [
                {"Group": names.of(raw.get("Group")), "Name": names.of(raw.get("Name"))}
                | ({"id": raw["id"]} if "id" in raw else {})
                for raw in facts.events
            ]
        },
        "getcounter": {
            "Counters": [{"name": names.of(raw.get("name")), "value": raw.get("value")} for raw in facts.counters]
        },
        "getcameras": {"Cameras": [{"Name": names.of(raw.get("Name")), "ID": raw.get("ID")} for raw in facts.cameras]},
    }


def _row(row: Mapping[str, Any], names: Pseudonyms, *, is_label: bool) -> dict[str, Any]:
    told = {key: row[key] for key in ROW_KEYS if key in row}
    if not is_label:
        told["status"] = names.of(told.get("status"))
    return {
        **told,
        "name": names.of(row.get("name")),
        "location": names.of(row.get("location")),
        "location2": names.of(row.get("location2")),
    }
