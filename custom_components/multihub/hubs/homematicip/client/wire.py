"""The words of the wire: headers, paths, error codes, and how frames and answers are read."""

from __future__ import annotations

import hashlib
import re
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

import orjson

from ...base import HubCommandError, HubConnectionError, HubError, HubInputError, HubUnsupportedError
from .transport import Events

LOOKUP_URL: Final = "https://lookup.homematic.com:48335/getHost"
API_VERSION: Final = "12"
STATE_PATH: Final = "home/getCurrentState"

_SALT: Final = "jiLpVitHvWnIGD1yo7MA"
_ACCESS_POINT: Final = re.compile(r"[0-9A-F]{24}")
_ACCESS_POINT_TYPES: Final = frozenset({"HOME_CONTROL_ACCESS_POINT", "HOME_CONTROL_ACCESS_POINT_TWO", "ACCESS_POINT"})

INPUT_ERRORS: Final = {
    "INVALID_AUTHORIZATION_PIN": "wrong_lock_pin",
    "INVALID_PIN": "invalid_pin",
}
"""Error code of a call: the message, where the person typed something wrong."""

COMMAND_ERRORS: Final = {
    "ACCESS_AUTHORIZATION_DENIED": "access_denied",
    "CLIENT_ACCESS_DENIED": "access_denied",
    "CLIENT_INVALID_AUTHORIZATION": "access_denied",
    "INVALID_AUTHORIZATION": "access_denied",
    "DEVICE_BUSY": "device_busy",
    "DEVICE_UNREACHABLE": "device_unreachable",
    "INVALID_CHANNEL": "device_gone",
    "INVALID_DEVICE": "device_gone",
    "INVALID_GROUP": "device_gone",
    "INVALID_RULE": "device_gone",
    "UNKNOWN_DEVICE": "device_gone",
    "UNKNOWN_GROUP": "device_gone",
}
"""Error code of a call: the message, where the access point or the device says no."""

PAIRING_ERRORS: Final = {
    "INVALID_PIN": "invalid_pin",
    "ASSIGNMENT_LOCKED": "hub_locked",
    "AUTH_IN_PROCESS": "pairing_busy",
}
"""Error code of the pairing: the message in the dialog; every other one means a wrong SGTIN."""


@dataclass(frozen=True, slots=True)
class Credentials:
    """Who asks whom: the access point's SGTIN and our token (``None`` before the pairing)."""

    access_point: str = field(repr=False)
    token: str | None = field(default=None, repr=False)

    def headers(self) -> dict[str, str]:
        """The headers of every request and of the websocket (protocol page, sections 1.1 and 1.2)."""
        headers = {
            "VERSION": API_VERSION,
            "CLIENTAUTH": hashlib.sha512((self.access_point + _SALT).encode()).hexdigest().upper(),
            "ACCESSPOINT-ID": self.access_point,
        }
        if self.token is not None:
            headers["AUTHTOKEN"] = self.token
        return headers


class RefusedError(HubCommandError):
    """The access point answered no: its HTTP-like ``status``, ``code`` (may be empty) and details."""

    def __init__(self, path: str, status: int, answer: Any) -> None:
        """Read the answer, whatever it is."""
        details = answer if isinstance(answer, Mapping) else {}
        self.status = status
        self.code = code if isinstance(code := details.get("errorCode"), str) else ""
        self.blocked_until = details.get("blockingTime")
        super().__init__(f"{path} is refused: {status} {self.code}".rstrip())
        self.placeholders = {"reason": self.code.replace("_", " ").lower() or str(status)}

    def for_command(self) -> HubCommandError:
        """The same in the words of commands; a wrong PIN says how long the lock is blocked."""
        if key := INPUT_ERRORS.get(self.code):
            minutes = _minutes_until(self.blocked_until)
            if minutes and key == "wrong_lock_pin":
                return HubInputError(str(self), key="wrong_lock_pin_blocked", placeholders={"minutes": str(minutes)})
            return HubInputError(str(self), key=key)
        key = COMMAND_ERRORS.get(self.code, "command_failed")
        return HubCommandError(str(self), key=key, placeholders=self.placeholders)

    def for_pairing(self) -> HubError:
        """The same in the words of the dialog; without an error code something else answered."""
        if not self.code:
            return HubUnsupportedError(str(self))
        return HubError(str(self), key=PAIRING_ERRORS.get(self.code, "invalid_access_point"))


def _minutes_until(milliseconds: Any) -> int:
    """Minutes until a moment that the cloud names in milliseconds since 1970, 0 for anything else."""
    if isinstance(milliseconds, bool) or not isinstance(milliseconds, int | float):
        return 0
    return max(0, round((milliseconds / 1000 - time.time()) / 60 + 0.5))


def normalized_access_point(text: str) -> str:
    """The SGTIN as the cloud wants it: 24 hex digits, whatever dashes and spaces were typed.

    Raises:
        HubError: ``invalid_access_point``, it is none.

    """
    sgtin = re.sub(r"[\s\-–—]", "", text).upper()
    if not _ACCESS_POINT.fullmatch(sgtin):
        raise HubError("Not a SGTIN", key="invalid_access_point")
    return sgtin


def access_points(state: Mapping[str, Any]) -> set[str]:
    """The SGTINs of the home's access points, as far as the state tells them."""
    home, devices = state.get("home"), state.get("devices")
    updates = home.get("accessPointUpdateStates") if isinstance(home, Mapping) else None
    found: set[Any] = set(updates) if isinstance(updates, Mapping) else set()
    if isinstance(devices, Mapping):
        found |= {
            device_id
            for device_id, device in devices.items()
            if isinstance(device, Mapping) and device.get("type") in _ACCESS_POINT_TYPES
        }
    return {sgtin for sgtin in found if isinstance(sgtin, str) and _ACCESS_POINT.fullmatch(sgtin)}


def access_point_label(state: Mapping[str, Any], access_point: str) -> str:
    """What the person calls the access point, else ``HomematicIP`` and the end of its SGTIN."""
    devices = state.get("devices")
    device = devices.get(access_point) if isinstance(devices, Mapping) else None
    label = device.get("label") if isinstance(device, Mapping) else None
    return label if isinstance(label, str) and label else f"HomematicIP {access_point[-4:]}"


def checked_state(answer: Any) -> dict[str, Any]:
    """The answer, if it is a home.

    Raises:
        HubConnectionError: it is something else (a proxy's page, an empty body).

    """
    if isinstance(answer, dict) and isinstance(answer.get("devices"), dict):
        return answer
    raise HubConnectionError("The access point answered something that is not a home")


def decoded(data: str | bytes) -> Any:
    """The JSON of a frame or an answer.

    Raises:
        ValueError: it is none.

    """
    return orjson.loads(data)


def events_of(message: Any) -> Events:
    """The events of a frame, in the order of their numbers.

    Raises:
        ValueError: the frame is none.

    """
    if not isinstance(message, dict) or not isinstance(events := message.get("events", {}), dict):
        raise ValueError("a frame without events")  # noqa: TRY004 one kind of error for all that is not a frame
    ordered = sorted(events.items(), key=_number) if len(events) > 1 else events.items()
    return [event for _, event in ordered if isinstance(event, dict)]


def _number(item: Iterable[Any]) -> tuple[int, str]:
    key = str(next(iter(item)))
    return (int(key), "") if key.isdecimal() else (1 << 30, key)
