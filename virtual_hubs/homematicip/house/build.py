"""Puts rooms, devices, groups and the home together, as ``getCurrentState`` gives them."""

from __future__ import annotations

from typing import Any

from . import family
from .groups import Groups
from .models import NOW, device, group_id, sgtin
from .rooms import FIRMWARE_WAITING, ROOMS, RULES, Row

type Json = dict[str, Any]

HOME_ID = group_id("home")
FIRST_CLIENT = "5f0c1c0a-9d0e-4a53-8d3b-2f1a8a4f0b01"
WEATHER: Json = {
    "temperature": 9.4, "humidity": 79, "minTemperature": 6.1, "maxTemperature": 12.8, "windSpeed": 11.2,
    "windDirection": 240, "vaporAmount": 7.1, "weatherCondition": "LIGHT_CLOUDY", "weatherDayTime": "DAY",
}  # fmt: skip


def demo_house(access_point: str) -> Json:
    """Our house, with this access point in its hall."""
    return house(ROOMS, access_point)


def house(rooms: dict[str, list[Row]], access_point: str) -> Json:
    """A house of these rooms."""
    devices: Json = {}
    groups = Groups(HOME_ID)
    for room, rows in rooms.items():
        inside = []
        for model, label, changes in rows:
            identity = access_point if model == "HmIP-HAP" else sgtin(f"{room} {label}")
            one = device(model, label, identity, HOME_ID, changes)
            if waiting := FIRMWARE_WAITING.get(label):
                one |= {"updateState": "UPDATE_AVAILABLE", "availableFirmwareVersion": waiting}
            devices[identity] = one
            inside.append(one)
        groups.room(room, inside)
    family.furnish(groups, family.Household(devices))
    client = {"id": FIRST_CLIENT, "homeId": HOME_ID, "label": "Annas Telefon", "clientType": "APP", "userRole": "ADMIN"}
    return {
        "home": _home(groups, access_point),
        "devices": devices,
        "groups": groups.all,
        "clients": {FIRST_CLIENT: client},
    }


def _home(groups: Groups, access_point: str) -> Json:
    update = {"accessPointUpdateState": "UP_TO_DATE", "successfulUpdateTimestamp": 0, "updateStateChangedTimestamp": 0}
    rules = {
        group_id(f"rule {label}"): {
            "id": group_id(f"rule {label}"), "homeId": HOME_ID, "label": label, "active": active, "type": "SIMPLE",
            "ruleErrorCategories": [],
        }
        for label, active in RULES.items()
    }  # fmt: skip
    return {
        "id": HOME_ID,
        "connected": True,
        "currentAPVersion": "2.2.18",
        "availableAPVersion": None,
        "updateState": "UP_TO_DATE",
        "dutyCycle": 6.5,
        "carrierSense": 2.0,
        "pinAssigned": False,
        "timeZoneId": "Europe/Berlin",
        "powerMeterUnitPrice": 0.32,
        "powerMeterCurrency": "EUR",
        "userRightsManagementActive": True,
        "deviceUpdateStrategy": "AUTOMATICALLY_IF_POSSIBLE",
        "lastReadyForUpdateTimestamp": NOW,
        "apExchangeClientId": None,
        "apExchangeState": "NONE",
        "accessPointUpdateStates": {access_point: update},
        "location": {"city": "Musterstadt, Deutschland", "latitude": "51.000000", "longitude": "9.000000"},
        "weather": dict(WEATHER),
        "clients": [FIRST_CLIENT],
        "inboxGroup": group_id("INBOX INBOX "),
        "metaGroups": _ids(groups, "META"),
        "ruleGroups": _ids(groups, "HEATING_COOLING_DEMAND_BOILER") + _ids(groups, "HEATING_COOLING_DEMAND_PUMP"),
        "ruleMetaDatas": rules,
        "functionalHomes": _functional_homes(groups),
        "voiceControlSettings": {"allowedActiveSecurityZoneIds": []},
    }


def _ids(groups: Groups, *kinds: str) -> list[str]:
    return [identity for identity, group in groups.all.items() if group["type"] in kinds]


def _named(groups: Groups, kind: str) -> Json:
    return {group["label"]: identity for identity, group in groups.all.items() if group["type"] == kind}


def _functional_homes(groups: Groups) -> Json:
    floor = {kind: one for kind in FLOOR_GROUPS for one in _ids(groups, kind)}
    homes: Json = {
        "INDOOR_CLIMATE": {
            "absenceType": "NOT_ABSENT", "absenceEndTime": None, "coolingEnabled": False, "ecoDuration": "PERMANENT",
            "ecoTemperature": 17.0, "optimumStartStopEnabled": False, "floorHeatingSpecificGroups": floor,
            "functionalGroups": _ids(groups, "HEATING"),
        },
        "LIGHT_AND_SHADOW": {
            "extendedLinkedShutterGroups": _ids(groups, "EXTENDED_LINKED_SHUTTER"),
            "extendedLinkedSwitchingGroups": _ids(groups, "EXTENDED_LINKED_SWITCHING"),
            "shutterProfileGroups": _ids(groups, "SHUTTER_PROFILE"),
            "switchingProfileGroups": _ids(groups, "SWITCHING_PROFILE"),
            "functionalGroups": _ids(groups, "SWITCHING"),
        },
        "SECURITY_AND_ALARM": {
            "activationInProgress": False, "alarmActive": False, "alarmEventDeviceChannel": None,
            "alarmEventTimestamp": 0, "alarmSecurityJournalEntryType": None,
            "intrusionAlertThroughSmokeDetectors": False, "zoneActivationDelay": 0.0,
            "securityZoneActivationMode": "ACTIVATION_WITH_DEVICE_IGNORELIST",
            "securityZones": _named(groups, "SECURITY_ZONE"),
            "securitySwitchingGroups": _named(groups, "ALARM_SWITCHING") | _named(groups, "LINKED_SWITCHING"),
            "functionalGroups": _ids(groups, "SECURITY"),
        },
        "ACCESS_CONTROL": {
            "accessAuthorizationProfileGroups": _ids(groups, "ACCESS_AUTHORIZATION_PROFILE"),
            "lockProfileGroups": _ids(groups, "LOCK_PROFILE"),
            "autoRelockProfileGroups": _ids(groups, "AUTO_RELOCK_PROFILE"),
            "extendedLinkedGarageDoorGroups": _ids(groups, "EXTENDED_LINKED_GARAGE_DOOR"),
            "extendedLinkedNotificationGroups": _ids(groups, "EXTENDED_LINKED_NOTIFICATION"),
            "functionalGroups": _ids(groups, "ACCESS_CONTROL"),
        },
        "WEATHER_AND_ENVIRONMENT": {"functionalGroups": _ids(groups, "ENVIRONMENT")},
        "ENERGY": {"functionalGroups": _ids(groups, "ENERGY")},
    }  # fmt: skip
    for solution, part in homes.items():
        part |= {"solution": solution, "active": True}
    return homes


FLOOR_GROUPS = (
    "HEATING_CHANGEOVER", "HEATING_COOLING_DEMAND_BOILER", "HEATING_COOLING_DEMAND_PUMP", "HEATING_DEHUMIDIFIER",
    "HEATING_EXTERNAL_CLOCK", "HEATING_HUMIDITY_LIMITER", "HEATING_TEMPERATURE_LIMITER",
)  # fmt: skip
