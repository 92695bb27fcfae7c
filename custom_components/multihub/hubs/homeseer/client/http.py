"""HomeSeer's JSON interface (protocol page, sections 1.1 to 1.3), directly or behind MyHS."""

from __future__ import annotations

import asyncio
import base64
from collections.abc import Iterable, Mapping
from typing import Any, Final

import aiohttp

from ...base import HubAuthError, HubError, HubUnsupportedError
from .answers import RefusedError, parse
from .query import address, number
from .way import CHARSETS, Endpoint, cloud_parameters, fetch, other_charset

QUICK: Final = 15.0
"""Seconds that one row or one command may take."""

GLANCE: Final = 3.0
"""Seconds that a camera has to show whether its pictures are answered at all."""

SLOW: Final = 90.0
"""Seconds that all rows or all controls may take; large houses have megabytes of them."""

_PICTURES: Final = (b"\xff\xd8", b"\x89PNG", b"GIF8", b"BM", b"RIFF")
"""How the files of pictures begin; the form of the answer is not documented."""

_LABELS: Final = {"location1Label": "gLocLabel", "location2Label": "gLocLabel2"}
"""Key of the session: the setting that holds the same."""


class HomeSeerClient:
    """Asks one system. Every method raises what ``Hub.connect`` raises, commands ``RefusedError`` too."""

    def __init__(self, session: aiohttp.ClientSession, endpoint: Endpoint) -> None:
        """Speak through ``session``; nothing is opened before the first question."""
        self._session = session
        self.endpoint = endpoint
        self._charset = CHARSETS[0]
        self._turns = asyncio.Semaphore(1 if endpoint.is_cloud else 4)

    # Reading

    async def version(self) -> str:
        """The version of HomeSeer, like ``4.2.22.4``."""
        try:
            data = await self._read("hsversion")
        except RefusedError as err:
            raise err.as_unsupported() from err
        return str(_mapping(data, "hsversion").get("Response", ""))

    async def session_config(self) -> dict[str, Any]:
        """What this user may do, and the labels of the two locations; the labels alone where the request is unknown."""
        try:
            return _mapping(await self._read("getsessionconfig"), "getsessionconfig")
        except RefusedError as err:
            if err.lacks_rights:
                raise err.as_unsupported() from err
            return {key: label for key, setting in _LABELS.items() if (label := await self.setting(setting))}

    async def setting(self, name: str) -> str:
        """One of HomeSeer's own settings; empty where the system does not tell."""
        try:
            data = await self._read("getsetting", {"setting": name})
        except RefusedError:
            return ""
        value = data.get("Value") if isinstance(data, dict) else None
        return value if isinstance(value, str) else ""

    async def status(self, refs: Iterable[int] | None = None) -> dict[str, Any]:
        """The rows (``Devices``), all or those of ``refs``; see section 1.4 for the keys."""
        return await self._rows("getstatus", {} if refs is None else {"ref": _list(refs)}, quick=refs is not None)

    async def controls(self, refs: Iterable[int] | None = None) -> dict[str, Any]:
        """The control pairs (``Devices``) of every row, or of ``refs``."""
        return await self._rows("getcontrol", {} if refs is None else {"ref": _list(refs)}, quick=refs is not None)

    async def changed(self, identity: str) -> list[int]:
        """The refs that have changed since this was asked last by the same identity.

        Raises:
            HubUnsupportedError: an older HomeSeer, which has no such request.

        """
        try:
            data = _mapping(await self._read("getdeviceschanged", {"devicechangeid": identity}), "getdeviceschanged")
        except RefusedError as err:
            raise HubUnsupportedError("No getdeviceschanged") from err
        refs = data.get("refs")
        if not isinstance(refs, list):
            raise HubUnsupportedError("No list of refs in getdeviceschanged")
        return [ref for ref in refs if isinstance(ref, int)]

    async def events(self) -> list[dict[str, Any]]:
        """The user's events: ``Group``, ``Name`` and, on newer systems, ``id``."""
        return await self._optional_list("getevents", "Events")

    async def counters(self) -> list[dict[str, Any]]:
        """The counters: ``name`` and ``value``."""
        return await self._optional_list("getcounter", "Counters", {"counter": "all"})

    async def cameras(self) -> list[dict[str, Any]]:
        """The cameras: ``Name`` and ``ID``, however they are spelt; an empty list where the system answers none."""
        names = {"id": "ID", "name": "Name"}
        cameras = await self._optional_list("getcameras", "Cameras")
        return [{names.get(key.lower(), key): value for key, value in camera.items()} for camera in cameras]

    async def shows(self, camera: Mapping[str, Any]) -> bool:
        """Whether a camera's pictures are answered here; not every system does, and one may be broken.

        One that takes its time may only be off today: it counts.
        """
        try:
            async with asyncio.timeout(GLANCE):
                await self.camera_picture(str(camera.get("ID", "")))
        except TimeoutError:
            return True
        except (RefusedError, HubError):
            return False
        return True

    async def camera_picture(self, camera: str) -> bytes:
        """A camera's picture as it is now: the answer itself, or what an answer in JSON carries."""
        body = await self._fetch({"request": "getcamerasnapshot", "camid": camera}, QUICK)
        if body.startswith(_PICTURES):
            return body
        data = self._parsed("getcamerasnapshot", body)
        encoded = data.get("FileBase64") if isinstance(data, dict) else None
        if not isinstance(encoded, str):
            raise RefusedError("getcamerasnapshot", "no picture")
        try:
            return base64.b64decode(encoded)
        except ValueError as err:
            raise RefusedError("getcamerasnapshot", "no picture") from err

    # Doing

    async def control_by_value(self, ref: int, value: float) -> list[dict[str, Any]]:
        """Set a feature; gives its rows as answered, which may still hold the old value."""
        return await self._control("controldevicebyvalue", {"ref": str(ref), "value": number(value)})

    async def control_by_label(self, ref: int, label: str) -> list[dict[str, Any]]:
        """Set a feature by a label of its controls."""
        return await self._control("controldevicebylabel", {"ref": str(ref), "label": label})

    async def control_by_index(self, ref: int, index: int, value: float, string: str) -> list[dict[str, Any]]:
        """Set a feature by the index of one of its controls, with a text."""
        parameters = {"ref": str(ref), "index": str(index), "value": number(value), "string": string}
        return await self._control("controldevicebyindex", parameters)

    async def control_by_use(
        self, ref: int, use: int, value: float | None = None, string: str | None = None
    ) -> list[dict[str, Any]]:
        """Set whichever feature of this root has a control for ``use`` (section 1.5)."""
        parameters = {"ref": str(ref), "controluse": str(use)}
        if value is not None:
            parameters["value"] = number(value)
        if string is not None:
            parameters["string"] = string
        return await self._control("controldevicebycontroluse", parameters)

    async def run_event(self, event: int | None, group: str, name: str) -> None:
        """Run an event by its number, else by group and name."""
        await self._read("runevent", {"id": str(event)} if event is not None else {"group": group, "name": name})

    async def speak(self, phrase: str, host: str) -> None:
        """Say a phrase on the speaker clients ``host``."""
        await self._read("speak", {"phrase": phrase, "host": host})

    # The way there and back

    async def _control(self, request: str, parameters: Mapping[str, str]) -> list[dict[str, Any]]:
        data = await self._read(request, parameters)
        return _rows_of(data) if isinstance(data, dict) else []

    async def _rows(self, request: str, parameters: Mapping[str, str], *, quick: bool) -> dict[str, Any]:
        try:
            data = await self._read(request, parameters, QUICK if quick else SLOW)
        except RefusedError as err:
            raise err.as_unsupported() from err
        answer = _mapping(data, request)
        if not isinstance(answer.get("Devices"), list):
            if "ControlPairs" in answer:
                return {"Devices": [answer]}
            raise HubUnsupportedError(f"No rows in the answer to {request}")
        return {**answer, "Devices": _rows_of(answer)}

    async def _optional_list(
        self, request: str, key: str, parameters: Mapping[str, str] | None = None
    ) -> list[dict[str, Any]]:
        """A list that not every system has: one that refuses it, in whatever way, has none."""
        try:
            data = await self._read(request, parameters)
        except (RefusedError, HubAuthError, HubUnsupportedError):
            return []
        found = data.get(key) if isinstance(data, dict) else None
        return [item for item in found if isinstance(item, dict)] if isinstance(found, list) else []

    async def _read(self, request: str, parameters: Mapping[str, str] | None = None, timeout: float = QUICK) -> Any:
        body = await self._fetch({"request": request, **(parameters or {})}, timeout)
        return self._parsed(request, body)

    def _parsed(self, request: str, body: bytes) -> Any:
        try:
            return parse(request, body.decode("utf-8-sig", "replace"))
        except RefusedError as err:
            raise err.without(self.endpoint.secrets) from None

    async def _fetch(self, parameters: Mapping[str, str], timeout: float) -> bytes:
        endpoint = self.endpoint
        if endpoint.is_cloud:
            url = address(f"{endpoint.url}/json", {**cloud_parameters(endpoint), **parameters})
        else:
            url = address(f"{endpoint.url}/JSON", parameters)
        async with self._turns:
            try:
                return await fetch(self._session, endpoint, url, timeout, self._charset)
            except HubAuthError:
                other = other_charset(endpoint, self._charset)
                if other is None:
                    raise
            body = await fetch(self._session, endpoint, url, timeout, other)
            self._charset = other
            return body


def _mapping(data: Any, request: str) -> dict[str, Any]:
    if not isinstance(data, dict):
        raise HubUnsupportedError(f"The answer to {request} is of another kind")
    return data


def _rows_of(data: Mapping[str, Any]) -> list[dict[str, Any]]:
    rows = data.get("Devices")
    return [row for row in rows if isinstance(row, dict)] if isinstance(rows, list) else []


def _list(refs: Iterable[int]) -> str:
    return ",".join(map(str, refs))
