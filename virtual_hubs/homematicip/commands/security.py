"""``home/security/*``: zones, the alarm, the journal."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ..home import Home, milliseconds
from . import checks
from .checks import Command, CommandError, Json

ALARM_ZONES = ("INTERNAL", "EXTERNAL")
REQUEST_ZONES = ("PRESENCE", "ABSENCE")
SIRENS = ("SIREN", "ALARM")
"""The alarm groups that sound when the alarm goes off."""
INTRUSION: dict[str, tuple[Any, ...]] = {
    "windowState": ("OPEN", "TILTED"),
    "motionDetected": (True,),
    "presenceDetected": (True,),
    "glassBroken": (True,),
}
"""Field of a channel: what it says when somebody is there who should not be."""


def _zones(home: Home) -> dict[str, str]:
    """Zone label: group id."""
    names = {*ALARM_ZONES, *REQUEST_ZONES}
    return {
        group["label"]: group_id
        for group_id, group in home.part("groups").items()
        if group.get("type") == "SECURITY_ZONE" and group.get("label") in names
    }


def _problems(home: Home, wanted: Json, *, ignore_low_battery: bool) -> Json:
    """What keeps the zones that are to be armed from it: ``"device:channel": [reason]``."""
    problems: Json = {}
    zones = _zones(home)
    for label in (label for label, on in wanted.items() if on):
        for device_id, index in home.members(home.group(zones[label])):
            channel = home.channel(device_id, index)
            service = home.device(device_id)["functionalChannels"].get("0", {})
            reasons = []
            if channel.get("windowState") in {"OPEN", "TILTED"}:
                reasons.append("WINDOW_OPEN")
            if service.get("unreach"):
                reasons.append("UNREACH")
            if service.get("sabotage"):
                reasons.append("SABOTAGE")
            if service.get("lowBat") and not ignore_low_battery:
                reasons.append("LOW_BAT")
            if reasons:
                problems[f"{device_id}:{index}"] = reasons
    return problems


def _arm(home: Home, wanted: Json, *, ignored: list[Any] | None = None) -> None:
    zones = _zones(home)
    for label, on in wanted.items():
        changes: Json = {"active": on}
        if ignored is not None:
            changes["ignorableDeviceChannels"] = ignored if on else []
        home.write_group(zones[label], changes)
    armed = any(home.group(zone).get("active") for zone in zones.values())
    home.write_functional_home("SECURITY_AND_ALARM", {"activationInProgress": False})
    if not armed:
        calm_down(home)
    internal, external = (bool(wanted.get(label)) for label in ALARM_ZONES)
    journal(home, "ACTIVATION_CHANGED", "", {"INTERNAL": internal, "EXTERNAL": external})


def _is_zones(value: Any) -> bool:
    return isinstance(value, dict) and bool(value) and all(isinstance(on, bool) for on in value.values())


def _known_zones(home: Home, wanted: Json) -> Json:
    if not set(wanted) <= set(_zones(home)):
        raise CommandError(400, "INVALID_REQUEST")
    return wanted


def _set_zones(home: Home, body: Json) -> None:
    wanted = _known_zones(home, body["zonesActivation"])
    mode = home.functional_home("SECURITY_AND_ALARM").get("securityZoneActivationMode")
    if mode == "ACTIVATION_WITH_DEVICE_IGNORELIST":
        found = _problems(home, wanted, ignore_low_battery=True)
        _arm(home, wanted, ignored=[_channel(key) for key in found])
        return
    # the request-based panel answers 200 here and does not arm when something is open
    if not _problems(home, wanted, ignore_low_battery=True):
        _arm(home, wanted)


def _set_extended_zones(home: Home, body: Json) -> Json:
    wanted = _known_zones(home, body["zonesActivation"])
    problems = _problems(home, wanted, ignore_low_battery=body.get("ignoreLowBat", False))
    if not problems:
        _arm(home, wanted)
    return {"activationProblems": {}, "channelActivationProblems": problems}


def _arm_anyway(home: Home, body: Json) -> None:
    wanted = _known_zones(home, body["zonesActivation"])
    _arm(home, wanted, ignored=body["ignorableDeviceChannels"])


def _channel(key: str) -> Json:
    device_id, _, index = key.partition(":")
    return {"deviceId": device_id, "channelIndex": int(index)}


def journal(home: Home, event: str, label: str, zones: Json | None = None) -> None:
    """Write into the security journal, newest first, and tell that it changed."""
    entry: Json = {"eventType": event, "eventTimestamp": milliseconds(), "label": label}
    if zones is not None:
        entry["securityZoneValues"] = zones
    home.journal.insert(0, entry)
    home.tell({"pushEventType": "SECURITY_JOURNAL_CHANGED"})


def go_off(home: Home, device_id: str | None, index: int) -> None:
    """The alarm goes off because of this channel; its sirens with it, unless the zone is silent."""
    by = None if device_id is None else {"deviceId": device_id, "channelIndex": index}
    values: Json = {"alarmActive": True, "alarmEventTimestamp": milliseconds(), "alarmEventDeviceChannel": by}
    home.write_functional_home("SECURITY_AND_ALARM", values)
    label = home.device(device_id).get("label", "") if device_id is not None else ""
    journal(home, "SENSOR_EVENT", label)
    if not any(home.group(zone).get("silent") for zone in _zones(home).values() if home.group(zone).get("active")):
        _sound(home, on=True)


def calm_down(home: Home) -> None:
    """The alarm is over."""
    home.write_functional_home("SECURITY_AND_ALARM", {"alarmActive": False})
    _sound(home, on=False)


def watch(home: Home, device_id: str, index: int) -> None:
    """Let the alarm go off if this channel sees something in a zone that is armed and doesn't ignore it."""
    channel = home.channel(device_id, index)
    if not any(channel.get(key) in seen for key, seen in INTRUSION.items()):
        return
    for zone in map(home.group, _zones(home).values()):
        ignored = {(one.get("deviceId"), one.get("channelIndex")) for one in zone.get("ignorableDeviceChannels", ())}
        if zone.get("active") and (device_id, index) in set(home.members(zone)) - ignored:
            go_off(home, device_id, index)
            return


def _sound(home: Home, *, on: bool) -> None:
    for group_id, group in list(home.part("groups").items()):
        if group.get("type") == "ALARM_SWITCHING" and group.get("label") in SIRENS and group.get("on") is not on:
            home.write_group(group_id, {"on": on})


def _silent(home: Home, body: Json) -> None:
    zones = _zones(home)
    for label, silent in _known_zones(home, body["zonesSilentAlarm"]).items():
        home.write_group(zones[label], {"silent": silent})


def _assign(home: Home, body: Json) -> None:
    zones = _zones(home)
    for label, channels in body["zonesDeviceAssignment"].items():
        if label not in zones:
            raise CommandError(400, "INVALID_REQUEST")
        home.write_group(zones[label], {"channels": channels})


def _light_group(home: Home, body: Json) -> None:
    home.write_group(home.group(body["groupId"])["id"], {"channels": body["switchChannels"]})


def _security(key: str) -> Callable[[Home, Json], None]:
    return lambda home, body: home.write_functional_home("SECURITY_AND_ALARM", {key: body[key]})


def _acknowledge(home: Home, _body: Json) -> None:
    calm_down(home)


SECURITY_COMMANDS: dict[str, Command] = {
    "home/security/setZonesActivation": Command(_set_zones, {"zonesActivation": _is_zones}),
    "home/security/setExtendedZonesActivation": Command(
        _set_extended_zones, {"zonesActivation": _is_zones}, {"ignoreLowBat": checks.boolean}
    ),
    "home/security/setExtendedZonesActivationWithIgnoreList": Command(
        _arm_anyway,
        {"zonesActivation": _is_zones, "ignorableDeviceChannels": checks.listing},
        {"ignoreLowBat": checks.boolean},
    ),
    "home/security/setZonesSilentAlarm": Command(_silent, {"zonesSilentAlarm": _is_zones}),
    "home/security/setZonesDeviceAssignment": Command(_assign, {"zonesDeviceAssignment": checks.mapping}),
    "home/security/setZoneActivationDelay": Command(
        _security("zoneActivationDelay"), {"zoneActivationDelay": checks.within(0, 600)}
    ),
    "home/security/setIntrusionAlertThroughSmokeDetectors": Command(
        _security("intrusionAlertThroughSmokeDetectors"), {"intrusionAlertThroughSmokeDetectors": checks.boolean}
    ),
    "home/security/setLightGroupSwitches": Command(
        _light_group, {"groupId": checks.text, "switchChannels": checks.listing}
    ),
    "home/security/acknowledgeSafetyAlarm": Command(_acknowledge),
    "home/security/getSecurityJournal": Command(lambda home, _body: {"entries": list(home.journal)}),
}
