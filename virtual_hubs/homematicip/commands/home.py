"""``home/*`` and ``rule/*``: climate of the whole house, alarm, journal, rules."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ..home import Home, milliseconds
from . import checks
from .checks import Command, CommandError, Json

ALARM_ZONES = ("INTERNAL", "EXTERNAL")
REQUEST_ZONES = ("PRESENCE", "ABSENCE")
TOKEN_VALID_MILLISECONDS = 300_000


def _write_home(*fields: str) -> Callable[[Home, Json], None]:
    return lambda home, body: home.write_home({key: body[key] for key in fields})


def _climate(**values: Any) -> Callable[[Home, Json], None]:
    """Write to the indoor climate; a value that is a function is asked with the body."""

    def effect(home: Home, body: Json) -> None:
        written = {key: value(body) if callable(value) else value for key, value in values.items()}
        home.write_functional_home("INDOOR_CLIMATE", written)
        eco = written.get("absenceType") in {"PERIOD", "PERMANENT", "VACATION"}
        if "absenceType" in written:
            _eco_groups(home, eco=eco, temperature=written.get("ecoTemperature"))

    return effect


def _eco_groups(home: Home, *, eco: bool, temperature: float | None) -> None:
    climate = home.functional_home("INDOOR_CLIMATE")
    lowered = temperature if temperature is not None else climate.get("ecoTemperature", 17.0)
    for group_id, group in list(home.part("groups").items()):
        if group.get("type") == "HEATING" and group.get("ecoAllowed") and not group.get("ecoIgnored"):
            values: Json = {"controlMode": "ECO" if eco else "AUTOMATIC"}
            values["setPointTemperature"] = lowered if eco else 21.0
            home.write_group(group_id, values)
            home.write_members(group, {"setPointTemperature": values["setPointTemperature"]})


def _end_time(body: Json) -> str:
    return str(body["endTime"])


def _start_time(body: Json) -> str:
    return str(body["startTime"])


def _cooling(home: Home, body: Json) -> None:
    if body["cooling"] and not home.functional_home("INDOOR_CLIMATE").get("coolingEnabled"):
        raise CommandError(400, "COOLING_NOT_ENABLED")
    for group_id, group in list(home.part("groups").items()):
        if group.get("type") == "HEATING" and group.get("coolingAllowed"):
            home.write_group(group_id, {"cooling": body["cooling"]})


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
    values: Json = {"activationInProgress": False}
    if not armed:
        values["alarmActive"] = False
    home.write_functional_home("SECURITY_AND_ALARM", values)
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
    return {"activationProblems": [], "channelActivationProblems": problems}


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
    home.write_functional_home("SECURITY_AND_ALARM", {"alarmActive": False})


def _one_time_key(_home: Home, _body: Json) -> Json:
    return {"authToken": "C0FFEE", "expirationTimestamp": milliseconds() + TOKEN_VALID_MILLISECONDS}


def _inclusion(home: Home, body: Json) -> None:
    home.tell({"pushEventType": "INCLUSION_REQUESTED", "deviceId": body["deviceId"]})


def _enable_rule(home: Home, body: Json) -> None:
    home.rule(body["ruleId"])["active"] = body["enabled"]
    home.touch("home", "")


def _label_rule(home: Home, body: Json) -> None:
    home.rule(body["ruleId"])["label"] = body["label"]
    home.touch("home", "")


def _read_rule(home: Home, body: Json) -> Json:
    empty: Json = {"errorRuleTriggerItems": [], "errorRuleConditionItems": [], "errorRuleActionItems": []}
    return {**home.rule(body["ruleId"]), **empty}


NOT_ABSENT = _climate(absenceType="NOT_ABSENT", absenceEndTime=None, ecoDuration="PERMANENT")

HEATING: dict[str, Command] = {
    "activateAbsencePermanent": Command(
        _climate(absenceType="PERMANENT", absenceEndTime=None, ecoDuration="PERMANENT")
    ),
    "activateAbsenceWithPeriod": Command(
        _climate(absenceType="PERIOD", absenceEndTime=_end_time), {"endTime": checks.end_time}
    ),
    "activateAbsenceWithDuration": Command(
        _climate(absenceType="PERIOD", absenceEndTime=lambda body: checks.end_in(body["duration"])),
        {"duration": checks.whole},
    ),
    "activateAbsenceWithFuturePeriod": Command(
        _climate(absenceStartTime=_start_time, absenceEndTime=_end_time),
        {"startTime": checks.end_time, "endTime": checks.end_time},
    ),
    "activateFutureVacation": Command(
        _climate(absenceStartTime=_start_time, absenceEndTime=_end_time),
        {"startTime": checks.end_time, "endTime": checks.end_time, "temperature": checks.within(5, 30)},
    ),
    "deactivateAbsence": Command(NOT_ABSENT),
    "activateVacation": Command(
        _climate(absenceType="VACATION", absenceEndTime=_end_time, ecoTemperature=lambda body: body["temperature"]),
        {"endTime": checks.end_time, "temperature": checks.within(5, 30)},
    ),
    "deactivateVacation": Command(NOT_ABSENT),
    "setCooling": Command(_cooling, {"cooling": checks.boolean}),
    "setCoolingEnabled": Command(
        lambda home, body: home.write_functional_home("INDOOR_CLIMATE", {"coolingEnabled": body["coolingEnabled"]}),
        {"coolingEnabled": checks.boolean},
    ),
    "setEcoTemperature": Command(
        lambda home, body: home.write_functional_home("INDOOR_CLIMATE", {"ecoTemperature": body["ecoTemperature"]}),
        {"ecoTemperature": checks.within(5, 30)},
    ),
    "setEcoDuration": Command(
        lambda home, body: home.write_functional_home("INDOOR_CLIMATE", {"ecoDuration": body["ecoDuration"]}),
        {"ecoDuration": checks.one_of("ONE", "TWO", "FOUR", "SIX", "PERMANENT")},
    ),
}

SECURITY: dict[str, Command] = {
    "setZonesActivation": Command(_set_zones, {"zonesActivation": _is_zones}),
    "setExtendedZonesActivation": Command(
        _set_extended_zones, {"zonesActivation": _is_zones}, {"ignoreLowBat": checks.boolean}
    ),
    "setExtendedZonesActivationWithIgnoreList": Command(
        _arm_anyway,
        {"zonesActivation": _is_zones, "ignorableDeviceChannels": checks.listing},
        {"ignoreLowBat": checks.boolean},
    ),
    "setZonesSilentAlarm": Command(_silent, {"zonesSilentAlarm": _is_zones}),
    "setZonesDeviceAssignment": Command(_assign, {"zonesDeviceAssignment": checks.mapping}),
    "setZoneActivationDelay": Command(_security("zoneActivationDelay"), {"zoneActivationDelay": checks.within(0, 600)}),
    "setIntrusionAlertThroughSmokeDetectors": Command(
        _security("intrusionAlertThroughSmokeDetectors"), {"intrusionAlertThroughSmokeDetectors": checks.boolean}
    ),
    "setLightGroupSwitches": Command(_light_group, {"groupId": checks.text, "switchChannels": checks.listing}),
    "acknowledgeSafetyAlarm": Command(_acknowledge),
    "getSecurityJournal": Command(lambda home, _body: {"entries": list(home.journal)}),
}

HOME_COMMANDS: dict[str, Command] = {
    **{f"home/heating/{name}": command for name, command in HEATING.items()},
    **{f"home/security/{name}": command for name, command in SECURITY.items()},
    "home/getCurrentState": Command(lambda home, _body: home.state),
    "home/getSystemState": Command(lambda home, _body: home.state),
    "home/getState": Command(lambda home, _body: home.state),
    "home/getStateForClient": Command(lambda home, _body: home.state),
    "home/checkAuthToken": Command(lambda _home, _body: None),
    "home/getOAuthOTK": Command(_one_time_key),
    "home/setLocation": Command(
        lambda home, body: home.write_home({"location": body}),
        {"city": checks.text, "latitude": checks.anything, "longitude": checks.anything},
    ),
    "home/setTimezone": Command(
        lambda home, body: home.write_home({"timeZoneId": body["timezoneId"]}), {"timezoneId": checks.text}
    ),
    "home/setPowerMeterUnitPrice": Command(_write_home("powerMeterUnitPrice"), {"powerMeterUnitPrice": checks.number}),
    "home/startInclusionModeForDevice": Command(_inclusion, {"deviceId": checks.text}),
    "rule/enableSimpleRule": Command(_enable_rule, {"ruleId": checks.text, "enabled": checks.boolean}),
    "rule/setRuleLabel": Command(_label_rule, {"ruleId": checks.text, "label": checks.text}),
    "rule/getSimpleRule": Command(_read_rule, {"ruleId": checks.text}),
}
