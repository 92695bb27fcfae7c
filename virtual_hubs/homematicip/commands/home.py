"""``home/*`` and ``rule/*``: climate of the whole house, rules, what the house is called and where it stands."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ..home import Home, milliseconds
from . import checks
from .checks import Command, CommandError, Json

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

HOME_COMMANDS: dict[str, Command] = {
    **{f"home/heating/{name}": command for name, command in HEATING.items()},
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
