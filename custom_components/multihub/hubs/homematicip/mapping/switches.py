"""Channels and settings that are switched on and off, and the ones that are pressed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from homeassistant.components.button import ButtonDeviceClass
from homeassistant.components.switch import SwitchDeviceClass
from homeassistant.const import EntityCategory

from ....model import Button, Command, Feature, Switch
from . import calls
from .part import Part
from .readers import Mapper, reads, says
from .values import flag, text

OUTLETS: Final = frozenset(
    {
        "PLUGABLE_SWITCH",
        "PLUGABLE_SWITCH_MEASURING",
        "SWITCH_MEASURING_CABLE_INDOOR",
        "SWITCH_MEASURING_CABLE_OUTDOOR",
        "USB_SWITCH_MEASURING",
    }
)
"""Types of devices that something is plugged into."""


def switch(part: Part) -> Iterator[Feature]:
    """A channel that switches something."""
    yield Switch(
        key=part.key("switch"),
        **part.as_main("switch"),
        is_on=flag(part.raw.get("on")),
        device_class=SwitchDeviceClass.OUTLET if text(part.device.get("type")) in OUTLETS else SwitchDeviceClass.SWITCH,
        turn_on=Command(lambda: part.tell("setSwitchState", on=True)),
        turn_off=Command(lambda: part.tell("setSwitchState", on=False)),
    )


@says("is_on", flag, "motionDetectionActive")
def motion_detection_active(part: Part) -> Iterator[Feature]:
    """Whether a motion detector looks out, where it can be told so."""
    if part.raw.get("motionDetectionActive") is None and not part.had("motion_detection"):
        return
    yield Switch(
        key=part.key("motion_detection"),
        **part.as_other("motion_detection"),
        category=EntityCategory.CONFIG,
        is_on=flag(part.raw.get("motionDetectionActive")),
        turn_on=Command(lambda: part.tell("setMotionDetectionActive", motionDetectionActive=True)),
        turn_off=Command(lambda: part.tell("setMotionDetectionActive", motionDetectionActive=False)),
    )


@says("is_on", flag, "operationLockActive")
def operation_lock(part: Part) -> Iterator[Feature]:
    """Whether the keys of a device are locked."""
    yield Switch(
        key=part.key("operation_lock"),
        **part.as_other("operation_lock"),
        category=EntityCategory.CONFIG,
        is_on=flag(part.raw.get("operationLockActive")),
        turn_on=Command(lambda: calls.configure(part.device_id, part.index, "setOperationLock", operationLock=True)),
        turn_off=Command(lambda: calls.configure(part.device_id, part.index, "setOperationLock", operationLock=False)),
    )


@says("is_on", flag, "doorLockActive")
def always_open(part: Part) -> Iterator[Feature]:
    """Whether a door is released for good; on the wire ``doorLockActive`` is true then."""
    yield Switch(
        key=part.key("always_open"),
        **part.as_other("always_open"),
        is_on=flag(part.raw.get("doorLockActive")),
        turn_on=Command(lambda: part.tell("setDoorLockActive", doorLockActive=True)),
        turn_off=Command(lambda: part.tell("setDoorLockActive", doorLockActive=False)),
    )


@reads()
def impulse(part: Part) -> Iterator[Feature]:
    """An output that gives a short impulse."""
    yield Button(
        key=part.key("impulse"),
        **part.as_main("impulse"),
        press=Command(lambda: part.tell("startImpulse")),
    )


@reads()
def door_impulse(part: Part) -> Iterator[Feature]:
    """The impulse of a door switch; only the app's administrators may, so it is off by default."""
    yield Button(
        key=part.key("impulse"),
        **part.as_other("impulse"),
        enabled_by_default=False,
        press=Command(lambda: part.tell("startImpulse")),
    )


@reads()
def identify(part: Part) -> Iterator[Feature]:
    """Let a device show which one it is, where it can."""
    if part.supports("IFeatureDeviceIdentify"):
        yield Button(
            key=part.key("identify"),
            **part.as_other(None, "identify"),
            category=EntityCategory.DIAGNOSTIC,
            device_class=ButtonDeviceClass.IDENTIFY,
            press=Command(lambda: part.tell("setIdentify")),
        )


def reset(key: str, verb: str) -> Mapper:
    """A button that sets a counter of a channel back."""

    @reads()
    def button(part: Part) -> Iterator[Feature]:
        """The button."""
        yield Button(
            key=part.key(key),
            **part.as_other(key),
            category=EntityCategory.CONFIG,
            enabled_by_default=False,
            press=Command(lambda: part.tell(verb)),
        )

    return button
