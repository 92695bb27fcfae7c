"""How the Connect API calls what the app's interface calls otherwise, and what it lacks.

The commands of the mapping are in the words of the app's interface (protocol page, sections 5 and 6.1; the
vendor's documentation of the Connect API, 1.0.1, lists every path that it takes).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from ...base import HubCommandError

PATHS: Final[dict[str, tuple[str, dict[str, str]]]] = {
    "group/heating/setProfileMode": ("group/profile/setProfileMode", {}),
    "group/switching/setShutterLevel": (
        "group/switching/setPrimaryShadingLevel",
        {"shutterLevel": "primaryShadingLevel"},
    ),
    "group/switching/setSlatsLevel": (
        "group/switching/setSecondaryShadingLevel",
        {"shutterLevel": "primaryShadingLevel", "slatsLevel": "secondaryShadingLevel"},
    ),
}
"""Path of the app's interface: the Connect API's path and how its fields are called there."""

MISSING: Final = frozenset(
    {
        "device/authorizeUpdate",
        "device/configuration/setOperationLock",
        "device/control/setWaterSupplyState",
        "group/switching/alarm/testSignalAcoustic",
        "group/switching/alarm/testSignalOptical",
        "home/security/setExtendedZonesActivationWithIgnoreList",
        "home/security/setIntrusionAlertThroughSmokeDetectors",
        "home/security/setZonesSilentAlarm",
    }
)
"""Paths of the app's interface that the Connect API has nothing for."""

PROFILE: Final = "profileIndex"


def in_connect_words(path: str, body: Mapping[str, Any]) -> tuple[str, dict[str, Any]]:
    """The same in the Connect API's words: a climate profile by its name, not by its number.

    Raises:
        HubCommandError: ``not_by_connect_api``, it has no such command.

    """
    if path in MISSING:
        raise HubCommandError(f"The Connect API has no {path}", key="not_by_connect_api")
    path, names = PATHS.get(path, (path, {}))
    told = {names.get(key, key): value for key, value in body.items()}
    if isinstance(number := told.get(PROFILE), int):
        told[PROFILE] = f"PROFILE_{number + 1}"
    return path, told
