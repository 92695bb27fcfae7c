"""What a virtual HomeSeer answers to each request of its JSON interface (protocol page, section 1.3)."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable, Mapping
from typing import Any

from .dialect import control_answer, status_answer
from .house import Change, House, Row
from .trees import Generation

VERSIONS: dict[Generation, str] = {"hs3": "3.0.0.548", "hs4": "4.2.22.4"}

ADMIN_AND_LOCAL, GUEST = 6, 1

_JPEG = base64.b64decode(
    "/9j/4AAQSkZJRgABAQEASABIAAD/2wBDAP//////////////////////////////////////////////////////////////"
    "////////////////////////wgALCAABAAEBAREA/8QAFBABAAAAAAAAAAAAAAAAAAAAAP/aAAgBAQABPxA="
)
"""The smallest of pictures."""


class RefusalError(Exception):
    """HomeSeer does not do it: ``body`` is its answer."""

    def __init__(self, body: str) -> None:
        """Answer this."""
        super().__init__(body)
        self.body = body


def error(text: str) -> RefusalError:
    """The refusal that carries a text."""
    return RefusalError(json.dumps({"Response": f"Error, {text}"}))


COMMAND_FAILED = RefusalError("error")


class Api:
    """The requests of one system; ``answer`` gives the body, or bytes for a picture."""

    def __init__(self, house: House, generation: Generation) -> None:
        """Answer for this house."""
        self.house = house
        self.generation = generation
        self.permissions = ADMIN_AND_LOCAL
        self.username = "bill"
        self.spoken: list[tuple[str, str]] = []
        self.pictures_in_json = False
        self.stale_answers = False
        """Whether a command is answered with the row as it was before (page, section 5.4)."""
        self.unknown_refs = ""
        """How a question for rows is answered that names one which is not there: in silence, or by this body."""
        self.camera_key = "ID"
        """How the number of a camera is spelt."""
        self._changed: dict[str, set[int]] = {}
        house.listeners.append(self._remember)
        self._requests: dict[str, Callable[[Mapping[str, str]], Any]] = {
            "hsversion": lambda _: {"Response": VERSIONS[generation]},
            "getsessionconfig": self._session,
            "getstatus": self._status,
            "getcontrol": self._control,
            "getevents": self._events,
            "runevent": self._run_event,
            "getcounter": self._counter,
            "controldevicebyvalue": self._by_value,
            "controldevicebylabel": self._by_label,
            "controldevicebyindex": self._by_index,
            "controldevicebycontroluse": self._by_use,
            "setdevicestatus": self._set_status,
            "speak": self._speak,
            "getcameras": self._cameras,
            "getcamerasnapshot": self._snapshot,
            "getsetting": lambda asked: {"Value": house.locations[asked.get("setting", "").endswith("2")]},
            "getlocations": self._locations,
        }
        if generation == "hs4":
            self._requests["getdeviceschanged"] = self._changes

    def answer(self, request: str, parameters: Mapping[str, str]) -> str | bytes:
        """The body of the answer; names of requests and parameters are in lower case.

        Raises:
            RefusalError: HomeSeer answers an error.

        """
        handler = self._requests.get(request.lower())
        if handler is None:
            raise error("bad request")
        body = handler(parameters)
        return body if isinstance(body, bytes | str) else json.dumps(body)

    def post(self, body: Mapping[str, Any]) -> str | bytes:
        """The answer to the JSON body that may be posted in place of a query."""
        names = {
            "controlbyvalue": "controldevicebyvalue",
            "controlbylabel": "controldevicebylabel",
            "runevent": "runevent",
        }
        parameters = {("ref" if key == "deviceref" else key): str(value) for key, value in body.items()}
        return self.answer(names.get(str(body.get("action")), ""), parameters)

    def _remember(self, change: Change) -> None:
        for refs in self._changed.values():
            refs.add(change.row.ref)

    # Reading

    def _session(self, _: Mapping[str, str]) -> dict[str, Any]:
        return {
            "hsVersion": VERSIONS[self.generation],
            "isLocation1First": False,
            "useLocation2": True,
            "location1Label": self.house.locations[0],
            "location2Label": self.house.locations[1],
            "username": self.username,
            "userPermissions": {
                "user_permissions": self.permissions,
                "user_permissions_valid": True,
                "eventAccess": self.permissions != GUEST,
                "cameraAdd": False,
            },
        }

    def _selected(self, parameters: Mapping[str, str]) -> list[Row]:
        asked = parameters.get("ref", "all").lower()
        if asked in ("", "all", "0"):
            rows = list(self.house.rows.values())
        else:
            refs = [int(ref) for ref in asked.split(",")]
            if self.unknown_refs and not self.house.rows.keys() >= set(refs):
                raise RefusalError(self.unknown_refs)
            rows = [self.house.rows[ref] for ref in refs if ref in self.house.rows]
        for key, attribute in (("location1", "room"), ("location2", "floor")):
            wanted = parameters.get(key, "all").lower()
            if wanted != "all":
                rows = [row for row in rows if getattr(row, attribute).lower() == wanted]
        return rows

    def _status(self, parameters: Mapping[str, str]) -> dict[str, Any]:
        return status_answer(self._selected(parameters), self.house, self.generation)

    def _control(self, parameters: Mapping[str, str]) -> dict[str, Any]:
        asked = parameters.get("ref", "all").lower()
        return control_answer(self._selected(parameters), single=asked != "all" and "," not in asked)

    def _changes(self, parameters: Mapping[str, str]) -> dict[str, Any]:
        identity = parameters.get("devicechangeid", "")
        refs = self._changed.get(identity, set())
        self._changed[identity] = set()
        return {"refs": sorted(refs)}

    def _events(self, _: Mapping[str, str]) -> dict[str, Any]:
        modern = self.generation == "hs4"
        events = [
            {"Group": event.group, "Name": event.name}
            | ({"id": event.id, "voice_command": "", "voice_command_enabled": False} if modern else {})
            for event in self.house.events
        ]
        return {"Name": "HomeSeer Events", "Version": "1.0", "Events": events}

    def _counter(self, parameters: Mapping[str, str]) -> dict[str, Any]:
        wanted = parameters.get("counter", "all")
        counters = [
            {"name": name, "value": value} for name, value in self.house.counters.items() if wanted in ("all", name)
        ]
        return {"Name": "HomeSeer Counters", "Version": "1.0", "Counters": counters}

    def _locations(self, _: Mapping[str, str]) -> dict[str, Any]:
        rows = self.house.rows.values()
        return {
            "location1": sorted({row.room for row in rows}),
            "location2": sorted({row.floor for row in rows}),
        }

    def _cameras(self, _: Mapping[str, str]) -> dict[str, Any]:
        if self.generation == "hs3":
            raise error("bad request")
        cameras = [{"Name": name, self.camera_key: number} for number, name in self.house.cameras.items()]
        return {"Cameras": cameras}

    def _snapshot(self, parameters: Mapping[str, str]) -> bytes | dict[str, str]:
        if int(parameters.get("camid", 0)) not in self.house.cameras:
            raise error("camera not found")
        if self.pictures_in_json:
            return {"Response": "ok", "FileBase64": base64.b64encode(_JPEG).decode()}
        return _JPEG

    # Doing

    def _may(self) -> None:
        if self.permissions == GUEST:
            raise error("user does not have permission")

    def _row(self, parameters: Mapping[str, str]) -> Row:
        self._may()
        row = self.house.rows.get(int(parameters.get("ref", 0)))
        if row is None:
            raise COMMAND_FAILED
        return row

    def _done(self, row: Row, value: float, string: str = "") -> dict[str, Any]:
        before = status_answer([row], self.house, self.generation)
        if not self.house.control(row.ref, value, string):
            raise COMMAND_FAILED
        return before if self.stale_answers else status_answer([row], self.house, self.generation)

    def _by_value(self, parameters: Mapping[str, str]) -> dict[str, Any]:
        return self._done(self._row(parameters), float(parameters["value"]))

    def _by_label(self, parameters: Mapping[str, str]) -> dict[str, Any]:
        row = self._row(parameters)
        label = parameters.get("label", "").lower()
        for control in row.controls:
            if control.range is None and control.label.lower() == label:
                return self._done(row, control.value)
            start, end = control.prefix.lower(), control.suffix.lower()
            if control.range and label.startswith(start) and label.endswith(end):
                try:
                    return self._done(row, float(label.removeprefix(start).removesuffix(end)))
                except ValueError:
                    continue
        raise COMMAND_FAILED

    def _by_index(self, parameters: Mapping[str, str]) -> dict[str, Any]:
        row = self._row(parameters)
        index = int(parameters.get("index", -1))
        if not 0 <= index < len(row.controls):
            raise COMMAND_FAILED
        value = float(parameters.get("value") or row.controls[index].value)
        return self._done(row, value, parameters.get("string", ""))

    def _by_use(self, parameters: Mapping[str, str]) -> dict[str, Any]:
        use = int(parameters.get("controluse", 0))
        for row in self.house.family(self._row(parameters).ref):
            for control in row.controls:
                if control.use == use:
                    value = float(parameters.get("value") or control.value)
                    return self._done(row, value, parameters.get("string", ""))
        raise COMMAND_FAILED

    def _set_status(self, parameters: Mapping[str, str]) -> dict[str, Any]:
        row = self._row(parameters)
        value = parameters.get("value")
        self.house.set(row.ref, float(value) if value else None, parameters.get("string"))
        return {"Response": "ok"}

    def _run_event(self, parameters: Mapping[str, str]) -> str:
        self._may()
        for event in self.house.events:
            named = (event.group.lower(), event.name.lower())
            if parameters.get("id") == str(event.id) or named == (
                parameters.get("group", "").lower(),
                parameters.get("name", "").lower(),
            ):
                event.runs += 1
                return "ok"
        raise error("event not found")

    def _speak(self, parameters: Mapping[str, str]) -> str:
        self._may()
        self.spoken.append((parameters.get("host", ""), parameters.get("phrase", "")))
        return "ok"
