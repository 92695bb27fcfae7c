"""What HomematicIP can be told: one function for each call, its path and body as the protocol has them.

Paths and bodies are those of the app's interface and of the vendor's Connect API, which are the same
(protocol page, sections 5 and 6.1). Levels are 0 to 1, times seconds unless it is said otherwise.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from ..requests import Call, Calls


def channel(device_id: str, index: int, verb: str, *, latest: bool = False, **body: Any) -> Call:
    """Tell a channel something; of several ``latest`` ones that wait only the last is sent."""
    return Call(
        path=f"device/control/{verb}",
        body={"deviceId": device_id, "channelIndex": index, **body},
        key=f"{device_id}:{index}" if latest else None,
    )


def guarded(device_id: str, index: int, verb: str, code: str | None, **body: Any) -> Call:
    """Tell a channel something that an access authorization may guard with a PIN."""
    return Call(
        path=f"device/control/{verb}",
        body={"deviceId": device_id, "channelIndex": index, **body},
        takes_pin=True,
        pin=code or None,
    )


def configure(device_id: str, index: int, verb: str, **body: Any) -> Call:
    """Change a setting of a channel."""
    return Call(
        path=f"device/configuration/{verb}", body={"deviceId": device_id, "channelIndex": index, **body}, key=None
    )


def group(group_id: str, verb: str, *, latest: bool = False, **body: Any) -> Call:
    """Tell a group something; ``verb`` is the path below ``group/``."""
    return Call(path=f"group/{verb}", body={"groupId": group_id, **body}, key=group_id if latest else None)


def home(verb: str, **body: Any) -> Call:
    """Tell the home something; ``verb`` is the path below ``home/``."""
    return Call(path=f"home/{verb}", body=body)


def in_turn(calls: Iterable[Call]) -> Call | Calls:
    """Several calls one after the other; a single one as it is."""
    several = tuple(calls)
    return several[0] if len(several) == 1 else Calls(several)


def update_firmware(device_id: str) -> Call:
    """Let a device install the firmware that waits for it."""
    return Call(path="device/authorizeUpdate", body={"deviceId": device_id})


def enable_rule(rule_id: str, enabled: bool) -> Call:
    """Switch an automation of the app on or off."""
    return Call(path="rule/enableSimpleRule", body={"ruleId": rule_id, "enabled": enabled})


def activate_zones(zones: Mapping[str, bool], *, requested: bool) -> Call:
    """Arm or disarm; ``requested`` for the newer panel, which may answer that sensors block it."""
    if requested:
        return home("security/setExtendedZonesActivation", zonesActivation=dict(zones), ignoreLowBat=True)
    return home("security/setZonesActivation", zonesActivation=dict(zones))


def activate_zones_anyway(zones: Mapping[str, bool], ignored: Iterable[Mapping[str, Any]]) -> Call:
    """Arm although sensors report problems: they stay unwatched. Only ever on an explicit wish."""
    return home(
        "security/setExtendedZonesActivationWithIgnoreList",
        zonesActivation=dict(zones),
        ignorableDeviceChannels=[dict(one) for one in ignored],
        ignoreLowBat=True,
    )
