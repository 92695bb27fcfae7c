"""The integration's actions as HomeSeer's requests."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ...model import Request
from ..base import HubInputError, HubUnsupportedError
from .mapping.hub_device import HUB_DEVICE_ID
from .mapping.wire import as_number
from .requests import RunEvent, SetLabel, SetUse, SetValue, Speak


def request_of(action: str, device_id: str | None, data: Mapping[str, Any]) -> Request:
    """The request for an action.

    ``control`` takes one of ``value``, ``label`` or ``control_use`` (with ``value`` or ``text``), for
    the row ``ref`` or else the device; ``speak`` takes ``message`` and ``host``; ``run_event`` takes
    ``event`` (its number) or ``group`` and ``name``.

    Raises:
        HubInputError: something is missing.
        HubUnsupportedError: HomeSeer has no such action.

    """
    if action == "speak":
        return Speak(str(data["message"]), str(data.get("host") or "*:*"))
    if action == "run_event":
        if data.get("event") is not None:
            return RunEvent(_whole(data["event"]), "", "")
        if data.get("name"):
            return RunEvent(None, str(data.get("group") or ""), str(data["name"]))
        raise HubInputError("no event", key="no_event")
    if action == "control":
        return _control(device_id, data)
    raise HubUnsupportedError(f"HomeSeer has no action {action}", key="action_not_supported")


def _control(device_id: str | None, data: Mapping[str, Any]) -> Request:
    target = data.get("ref") or (device_id if device_id != HUB_DEVICE_ID else None)
    if target is None:
        raise HubInputError("no device and no ref", key="no_target")
    ref = _whole(target)
    if data.get("control_use") is not None:
        value = data.get("value")
        return SetUse(ref, _whole(data["control_use"]), None if value is None else _number(value), data.get("text"))
    if data.get("label"):
        return SetLabel(ref, str(data["label"]))
    if data.get("value") is not None:
        return SetValue(ref, _number(data["value"]))
    raise HubInputError("no value, label or use", key="nothing_to_set")


def _number(raw: Any) -> float:
    """A number that can be written: neither infinite nor none at all."""
    number = as_number(raw)
    if number is None:
        raise HubInputError("not a number", key="not_a_number", placeholders={"value": str(raw)[:50]})
    return number


def _whole(raw: Any) -> int:
    return int(_number(raw))
