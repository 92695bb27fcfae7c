"""What a device is told of beside its channels: who it is, its firmware, whether its valve has to be learnt."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

from homeassistant.components.binary_sensor import BinarySensorDeviceClass
from homeassistant.const import EntityCategory

from ....model import BinarySensor, Command, Feature, Update
from . import calls
from .values import flag, text

HEAD: Final = (
    "label",
    "modelType",
    "type",
    "oem",
    "firmwareVersion",
    "availableFirmwareVersion",
    "updateState",
    "serializedGlobalTradeItemNumber",
    "automaticValveAdaptionNeeded",
)
"""The fields of a device that are not its channels'; others (``lastStatusUpdate``) change nothing."""

NO_VERSION: Final = "0.0.0"
UPDATING: Final = frozenset({"TRANSFERING_UPDATE", "UPDATE_AUTHORIZED", "PERFORMING_UPDATE", "PERFORM_UPDATE_SENT"})
UPDATE_WAITS: Final = "UPDATE_AVAILABLE"
DEFAULT_MAKER: Final = "eQ-3"


def identity(device_id: str, raw: Mapping[str, Any]) -> dict[str, Any]:
    """What Home Assistant's device registry is told of it, as fields of the model's ``Device``."""
    model, kind = text(raw.get("modelType")), text(raw.get("type"))
    return {
        "name": text(raw.get("label")) or model or kind or "HomematicIP",
        "manufacturer": text(raw.get("oem")) or DEFAULT_MAKER,
        "model": model,
        "model_id": kind,
        "sw_version": text(raw.get("firmwareVersion")),
        "serial": text(raw.get("serializedGlobalTradeItemNumber")) or device_id,
    }


def firmware(device_id: str, raw: Mapping[str, Any]) -> Iterable[Feature]:
    """The firmware of a device that tells which one there is for it."""
    installed, available = text(raw.get("firmwareVersion")), text(raw.get("availableFirmwareVersion"))
    if "availableFirmwareVersion" not in raw or installed is None:
        return
    state = text(raw.get("updateState"))
    latest = available if available and available != NO_VERSION else installed
    yield Update(
        key="firmware",
        translation_key="firmware",
        installed=installed,
        latest=latest,
        in_progress=state in UPDATING,
        install=Command(lambda: calls.update_firmware(device_id)) if state == UPDATE_WAITS else None,
    )


def valve_adaption(raw: Mapping[str, Any]) -> Iterable[Feature]:
    """Whether a radiator thermostat has to learn its valve again, where it tells."""
    if (needed := flag(raw.get("automaticValveAdaptionNeeded"))) is not None:
        yield BinarySensor(
            key="valve_adaption",
            translation_key="valve_adaption",
            category=EntityCategory.DIAGNOSTIC,
            device_class=BinarySensorDeviceClass.PROBLEM,
            is_on=needed,
        )
