"""What no entity can say: the integration's own actions in the words of HomematicIP; pure."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any, Final

from ...model import Button, Climate, Device, Lock, Request
from ..base import HubInputError, HubUnsupportedError
from .mapping import House, calls
from .mapping.values import local_text
from .requests import Call

CLIMATE_SUFFIX: Final = "_climate"
"""The key of a room's climate is its heating group's id and this."""

LATCH_PATH: Final = "device/control/pullLatch"
RESET_PATH: Final = "device/control/resetEnergyCounter"
OUR_PRESETS: Final = frozenset({"none", "boost", "eco", "away", "party"})
"""Presets of a room that are no climate profiles."""

type Data = Mapping[str, Any]


def request_of(house: House, action: str, device_id: str | None, data: Data) -> Request:
    """The request that does an action for a device, or for the home.

    ``until`` is a ``datetime``, ``duration`` a ``timedelta``.

    Raises:
        HubUnsupportedError: HomematicIP has no such action.
        HubInputError: the device has nothing of that kind.

    """
    if (of_home := _OF_HOME.get(action)) is not None:
        return of_home(house, data)
    if (of_device := _OF_DEVICE.get(action)) is not None:
        return of_device(house, device_of(house, device_id), data)
    raise HubUnsupportedError(f"{action} is not for this hub", key="action_not_supported")


def device_of(house: House, device_id: str | None) -> Device:
    """The device of this id; raises ``HubInputError`` if there is none."""
    for device in house.devices():
        if device.id == device_id:
            return device
    raise HubInputError("No such device", key="device_gone")


def described(house: House, device_id: str | None) -> dict[str, Any]:
    """What the access point itself says of a device (or a room, a group, the home), and of its groups."""
    device = device_of(house, device_id)
    state = house.state()
    told = {
        "raw": state["devices"].get(device.id) or state["groups"].get(device.id) or {},
        "groups": list(house.groups_of(device.id)),
    }
    return told if device.id != house.hub_id else {**told, "home": state["home"]}


def _end(house: House, until: datetime) -> str:
    return local_text(until, house.view.zone)


def _eco(house: House, data: Data) -> Call:
    if (duration := data.get("duration")) is not None:
        return calls.home("heating/activateAbsenceWithDuration", duration=max(1, duration // timedelta(minutes=1)))
    if (until := data.get("until")) is not None:
        return calls.home("heating/activateAbsenceWithPeriod", endTime=_end(house, until))
    return calls.home("heating/activateAbsencePermanent")


def _vacation(house: House, data: Data) -> Call:
    return calls.home(
        "heating/activateVacation", endTime=_end(house, data["until"]), temperature=float(data["temperature"])
    )


_OF_HOME: Final[dict[str, Callable[[House, Data], Request]]] = {
    "activate_eco": _eco,
    "deactivate_eco": lambda house, data: calls.home("heating/deactivateAbsence"),
    "activate_vacation": _vacation,
    "deactivate_vacation": lambda house, data: calls.home("heating/deactivateVacation"),
    "set_cooling": lambda house, data: calls.home("heating/setCooling", cooling=data["cooling"]),
}


def _climates(device: Device) -> Iterator[Climate]:
    return (feature for feature in device.features if isinstance(feature, Climate))


def _presses(device: Device, path: str) -> Iterator[Call]:
    """The calls of this path that buttons of the device make."""
    for feature in device.features:
        if (
            isinstance(feature, Button)
            and isinstance(request := feature.press.request(), Call)
            and request.path == path
        ):
            yield request


def _all(requests: list[Call], device: Device) -> Request:
    if not requests:
        raise HubInputError(f"Not for {device.model}", key="not_for_device", placeholders={"device": device.name})
    return calls.in_turn(requests)


def _party(house: House, device: Device, data: Data) -> Request:
    end, temperature = _end(house, data["until"]), float(data["temperature"])
    groups = [climate.key.removesuffix(CLIMATE_SUFFIX) for climate in _climates(device)]
    parties = [
        calls.group(group, "heating/activatePartyMode", endTime=end, temperature=temperature) for group in groups
    ]
    return _all(parties, device)


def _profile(house: House, device: Device, data: Data) -> Request:
    profile = data["profile"]
    known: list[str] = []
    for climate in _climates(device):
        if (preset := climate.preset) is None or preset.set is None:
            continue
        if profile in preset.options and profile not in OUR_PRESETS:
            return preset.set.request(profile)
        known.extend(option for option in preset.options if option not in OUR_PRESETS)
    if not known:
        return _all([], device)
    raise HubInputError(
        "No such profile", key="unknown_profile", placeholders={"profile": profile, "known": ", ".join(known)}
    )


def _latch(house: House, device: Device, data: Data) -> Request:
    pin = data.get("pin")
    openers = [replace(call, pin=pin) for call in _presses(device, LATCH_PATH)]
    for feature in device.features:
        if not openers and isinstance(feature, Lock) and feature.open is not None:
            return feature.open.request(code=pin)
    return _all(openers, device)


def _reset(house: House, device: Device, data: Data) -> Request:
    channel = data.get("channel")
    presses = [call for call in _presses(device, RESET_PATH) if channel in (None, call.body["channelIndex"])]
    return _all(presses, device)


_OF_DEVICE: Final[dict[str, Callable[[House, Device, Data], Request]]] = {
    "activate_party": _party,
    "set_climate_profile": _profile,
    "pull_latch": _latch,
    "reset_energy_counter": _reset,
}
