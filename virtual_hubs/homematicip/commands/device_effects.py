"""What the commands to one device do to it."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

from ..home import BLOCKING_SECONDS, WRONG_PINS_BEFORE_BLOCKING, Home, milliseconds
from .checks import CommandError, Json

ON_FOREVER = 111600.0
NOMINAL_WATTS = 42.5
SHADING_LEVELS = ("primaryShadingLevel", "secondaryShadingLevel")
DOOR_STATES = {"OPEN": "OPEN", "CLOSE": "CLOSED", "PARTIAL_OPEN": "VENTILATION_POSITION"}

type ChannelEffect = Callable[[Home, Json, Json], Any]
"""What a command does: home, body, the channel."""


def write(home: Home, body: Json, values: Json) -> None:
    """Lay the values over the channel that the body names."""
    home.write_channel(body["deviceId"], body["channelIndex"], values)


def switch(home: Home, body: Json, channel: Json) -> None:
    """On or off, with the power that it then draws; off again after ``onTime``."""
    values: Json = {"on": body["on"]}
    if "currentPowerConsumption" in channel:
        values["currentPowerConsumption"] = NOMINAL_WATTS if body["on"] else 0.0
    if "dimLevel" in channel:
        values["dimLevel"] = (channel["dimLevel"] or 1.0) if body["on"] else 0.0
    write(home, body, values)
    off_after(home, body, {"on": False})


def light(*fields: str, unset: tuple[str, ...] = ()) -> ChannelEffect:
    """Write these fields; bright is on, 1.01 leaves the brightness, ``unset`` are the other way to say a colour."""

    def effect(home: Home, body: Json, channel: Json) -> None:
        values: Json = {key: body[key] for key in fields if key in body}
        if values.get("dimLevel", 0) > 1:
            values["dimLevel"] = channel.get("dimLevel") or 1.0
        if "on" in channel and "dimLevel" in values:
            values["on"] = values["dimLevel"] > 0
        write(home, body, values | {key: None for key in unset if key in channel})
        off_after(
            home, body, {key: 0.0 if key == "dimLevel" else False for key in ("on", "dimLevel") if key in channel}
        )

    return effect


def off_after(home: Home, body: Json, values: Json) -> None:
    """Off after ``onTime``, unless the channel is told something else before."""
    channel = (body["deviceId"], body["channelIndex"])
    timer = home.timers[channel] = object()

    def off() -> None:
        if home.timers[channel] is timer:
            write(home, body, values)

    seconds = body.get("onTime", ON_FOREVER)
    if 0 < seconds < ON_FOREVER:
        home.later(seconds, off)


def move(*fields: str) -> ChannelEffect:
    """Set out for these levels; there at once unless the home takes time to travel."""

    def effect(home: Home, body: Json, _channel: Json) -> None:
        _travel(home, body, {key: body[key] for key in fields}, {"processing": True}, {"processing": False})

    return effect


def _travel(home: Home, body: Json, there: Json, meanwhile: Json, after: Json) -> None:
    if not home.travel:
        write(home, body, there | after)
        return
    address = body["deviceId"], body["channelIndex"]
    journey = home.journeys[address] = object()
    write(home, body, meanwhile)

    def arrive() -> None:
        if home.journeys.get(address) is journey:
            del home.journeys[address]
            write(home, body, there | after)

    home.later(home.travel, arrive)


def stop(home: Home, body: Json, channel: Json) -> None:
    """Stay where it is."""
    home.journeys.pop((body["deviceId"], body["channelIndex"]), None)
    write(home, body, {"processing": False} if "processing" in channel else {})


def favourite(home: Home, body: Json, channel: Json) -> None:
    """Set out for the favourite position."""
    primary, secondary = ("shutterLevel", "slatsLevel") if "shutterLevel" in channel else SHADING_LEVELS
    there = {primary: channel.get("favoritePrimaryShadingPosition", 0.5)}
    if channel.get(secondary) is not None:
        there[secondary] = channel.get("favoriteSecondaryShadingPosition", 0.5)
    _travel(home, body, there, {"processing": True}, {"processing": False})


def door(home: Home, body: Json, channel: Json) -> None:
    """Open, close, air or stop a garage door."""
    command = body["doorCommand"]
    if command == "STOP":
        home.journeys.pop((body["deviceId"], body["channelIndex"]), None)
        write(home, body, {"processing": False})
        return
    if command == "PARTIAL_OPEN" and not channel.get("ventilationPositionSupported"):
        raise CommandError(400, "INVALID_REQUEST")
    there = {"doorState": DOOR_STATES[command]}
    _travel(home, body, there, {"processing": True}, {"processing": False})


def impulse(home: Home, body: Json, channel: Json) -> None:
    """Close the relay for its impulse; an opener with access authorizations hears only ``pullLatch``."""
    if channel["functionalChannelType"] == "DOOR_SWITCH_CHANNEL" and any(
        other.get("functionalChannelType") == "ACCESS_AUTHORIZATION_CHANNEL"
        for other in home.device(body["deviceId"])["functionalChannels"].values()
    ):
        raise CommandError(403, "CLIENT_ACCESS_DENIED")
    write(home, body, {"processing": True})
    home.later(channel.get("impulseDuration") or 0.1, lambda: write(home, body, {"processing": False}))


def _authorize(home: Home, body: Json) -> None:
    """The access authorization: the client must belong to it, and its PIN must be right."""
    if not home.authorized:
        raise CommandError(403, "CLIENT_ACCESS_DENIED")
    now = time.time()
    if now < home.blocked_until:
        raise CommandError(400, "INVALID_AUTHORIZATION_PIN", blockingTime=int(home.blocked_until * 1000))
    if body["authorizationPin"] == home.authorization_pin:
        home.wrong_pins = 0
        return
    home.wrong_pins += 1
    blocking: Json = {}
    if home.wrong_pins >= WRONG_PINS_BEFORE_BLOCKING:
        home.blocked_until = now + BLOCKING_SECONDS
        home.wrong_pins = 0
        blocking["blockingTime"] = int(home.blocked_until * 1000)
    raise CommandError(400, "INVALID_AUTHORIZATION_PIN", **blocking)


def lock(home: Home, body: Json, channel: Json) -> None:
    """Turn a lock, if the PIN is right."""
    _authorize(home, body)
    target = body["targetLockState"]
    motor = "CLOSING" if target == "LOCKED" else "OPENING"
    del channel
    _travel(home, body, {"lockState": target}, {"motorState": motor}, {"motorState": "STOPPED"})


def pull_latch(home: Home, body: Json, channel: Json) -> None:
    """Let the opener buzz, if the PIN is right."""
    _authorize(home, body)
    if channel.get("channelRole") != "DOOR_OPENER_ACTUATOR":
        raise CommandError(400, "FEATURE_NOT_SUPPORTED")
    home.touch("device", body["deviceId"])


def always_open(home: Home, body: Json, channel: Json) -> None:
    """Release the door for good, or end that, if the PIN is right."""
    _authorize(home, body)
    del channel
    for other in home.device(body["deviceId"])["functionalChannels"].values():
        if other.get("functionalChannelType") == "DOOR_SWITCH_CHANNEL":
            home.write_channel(body["deviceId"], other["index"], {"doorLockActive": body["doorLockActive"]})


def ventilate(home: Home, body: Json, channel: Json) -> None:
    """Air at this level."""
    level = body["ventilationLevel"]
    values: Json = {"ventilationLevel": level, "dimLevel": level, "on": level > 0}
    values["ventilationState"] = "VENTILATION" if level else "NO_VENTILATION"
    write(home, body, {key: value for key, value in values.items() if key in channel})


def ventilation_state(home: Home, body: Json, channel: Json) -> None:
    """Air as before, or not at all."""
    level = 0.0 if body["ventilationState"] == "NO_VENTILATION" else channel.get("ventilationLevel") or 1.0
    ventilate(home, body | {"ventilationLevel": level}, channel)


def water(home: Home, body: Json, channel: Json) -> None:
    """Open or close the tap; closed again after ``wateringTime``."""
    active = body.get("wateringActive", not channel.get("wateringActive"))
    write(home, body, {"wateringActive": active, "waterFlow": 12.0 if active else 0.0})
    duration = body.get("wateringTime", 0)
    if active and duration:
        home.later(duration, lambda: write(home, body, {"wateringActive": False, "waterFlow": 0.0}))


def sound(home: Home, body: Json, channel: Json) -> None:
    """Play a sound file; silence ends it."""
    values: Json = {"soundFile": body["soundFile"], "volumeLevel": body["volumeLevel"]}
    values["playingFileActive"] = body["volumeLevel"] > 0
    values["on"] = values["playingFileActive"] or bool(channel.get("dimLevel"))
    write(home, body, values)


def toggle(field: str, effect: ChannelEffect) -> ChannelEffect:
    """Do ``effect`` with the opposite of what the channel's field is."""
    return lambda home, body, channel: effect(home, body | {field: not channel.get(field)}, channel)


def toggle_shading(home: Home, body: Json, channel: Json) -> None:
    """Down if it is up, up if it is down."""
    primary = "shutterLevel" if "shutterLevel" in channel else SHADING_LEVELS[0]
    move(primary)(home, body | {primary: 0.0 if channel.get(primary) else 1.0}, channel)


def toggle_ventilation(home: Home, body: Json, channel: Json) -> None:
    """Air if it doesn't, don't if it does."""
    ventilate(home, body | {"ventilationLevel": 0.0 if channel.get("ventilationLevel") else 1.0}, channel)


def toggle_door(home: Home, body: Json, channel: Json) -> None:
    """Close a garage door unless it is closed."""
    door(home, body | {"doorCommand": "OPEN" if channel.get("doorState") == "CLOSED" else "CLOSE"}, channel)


def unblock(home: Home, body: Json, channel: Json) -> None:
    """Forget the wrong codes."""
    write(home, body, {key: False for key in channel if key.startswith("blockedWrongCode")})


def acknowledge(home: Home, body: Json, channel: Json) -> None:
    """The frost protection error was seen."""
    del channel
    write(home, body, {"frostProtectionErrorAcknowledged": True})


def reset(*fields: str) -> ChannelEffect:
    """Set these counters to nothing."""

    def effect(home: Home, body: Json, channel: Json) -> None:
        write(home, body, {key: 0 if isinstance(channel[key], int) else 0.0 for key in fields if key in channel})

    return effect


def identify(home: Home, body: Json, channel: Json) -> None:
    """Let the device show itself, if it can."""
    features = channel.get("supportedOptionalFeatures") or {}
    if not features.get("IFeatureDeviceIdentify"):
        raise CommandError(400, "INVALID_REQUEST")
    home.touch("device", body["deviceId"])


def scene(home: Home, body: Json, channel: Json) -> None:
    """Start a light scene at this brightness."""
    level = body["dimLevel"] if body["dimLevel"] <= 1 else channel.get("dimLevel") or 1.0
    write(home, body, {"lightSceneId": body["id"], "on": level > 0, "dimLevel": level})


def label(home: Home, body: Json) -> None:
    """Give the device another name."""
    home.device(body["deviceId"])["label"] = body["label"]
    home.touch("device", body["deviceId"])


def delete(home: Home, body: Json) -> None:
    """Take the device out of the home."""
    home.remove("device", body["deviceId"])


def update_applicable(home: Home, body: Json) -> Json:
    """Whether firmware waits for it."""
    return {"updateApplicable": home.device(body["deviceId"]).get("updateState") == "UPDATE_AVAILABLE"}


def authorize_update(home: Home, body: Json) -> None:
    """Let the waiting firmware be installed."""
    device = home.device(body["deviceId"])
    if device.get("updateState") != "UPDATE_AVAILABLE":
        raise CommandError(400, "UPDATE_NOT_APPLICABLE")
    device["updateState"] = "UPDATE_AUTHORIZED"
    home.touch("device", body["deviceId"])

    def done() -> None:
        device["updateState"] = "UP_TO_DATE"
        device["firmwareVersion"] = device.get("availableFirmwareVersion") or device["firmwareVersion"]
        device["lastStatusUpdate"] = milliseconds()
        home.touch("device", body["deviceId"])

    home.later(home.travel, done)
