"""The groups that the family and the system have set up beside the rooms', one of each kind that there is."""

from __future__ import annotations

from typing import Any

from . import groups as kinds
from .groups import Groups, group_id, of_kinds
from .models import NOW

type Json = dict[str, Any]

LINKED: Json = {"groupVisibility": "VISIBLE", "sensorSpecificParameters": {}}


class Household:
    """The devices by label, to tie their channels to groups."""

    def __init__(self, devices: dict[str, Json]) -> None:
        """Keep them by label."""
        self.by_label = {device["label"]: device for device in devices.values()}

    def channel(self, label: str, index: int = 1) -> list[Json]:
        """That channel, in a list; empty if the house has no such device."""
        device = self.by_label.get(label)
        return [device["functionalChannels"][str(index)]] if device else []

    def of(self, wanted: frozenset[str] | set[str]) -> list[Json]:
        """All channels of these kinds."""
        every = [channel for device in self.by_label.values() for channel in device["functionalChannels"].values()]
        return of_kinds(every, wanted)


def furnish(groups: Groups, house: Household) -> None:
    """All groups that don't belong to one room."""
    _light_and_shadow(groups, house)
    _climate(groups, house)
    _security(groups, house)
    _access(groups, house)
    _other(groups, house)


def _light_and_shadow(groups: Groups, house: Household) -> None:
    lamps = house.channel("Leselampe") + house.channel("Schalter an der Tür") + house.channel("Lichtband Regal")
    covers = house.of({"BLIND_CHANNEL", "SHUTTER_CHANNEL"})
    switched: Json = {"on": False, "dimLevel": None, "onTime": 600.0, "onLevel": 1.0, **LINKED}
    groups.add("EXTENDED_LINKED_SWITCHING", "Abendlicht", lamps, **switched)
    groups.add(
        "EXTENDED_LINKED_SHUTTER", "Alle Rollläden", covers, **kinds.SHADING, **LINKED, topShutterLevel=0.0,
        bottomShutterLevel=1.0, topSlatsLevel=0.0, bottomSlatsLevel=1.0,
    )  # fmt: skip
    groups.add(
        "EXTENDED_LINKED_NOTIFICATION", "Statusleuchten", house.channel("Schalter an der Tür", 2), on=False,
        dimLevel=0.0, onTime=300.0, onLevel=1.0, opticalSignalBehaviour="ON", simpleRGBColorState="BLACK",
        onOpticalSignalBehaviour="ON", onSimpleRGBColor="WHITE", dimStep=0.05, soundFile=None, volumeLevel=0.0,
        onSoundFile="INTERNAL_SOUNDFILE", onVolumeLevel=1.0, triggered=False, **LINKED,
    )  # fmt: skip
    profile = {"profileId": group_id("switching profile"), "profileMode": "AUTOMATIC"}
    groups.add("SWITCHING_PROFILE", "Nachtlicht", house.channel("Nachtlicht Emma"), on=False, dimLevel=None, **profile)
    groups.add(
        "SHUTTER_PROFILE", "Rollladen Zeitplan", house.channel("Rollladen Schlafzimmer"), **kinds.SHADING, **profile
    )
    groups.add("LINKED_SWITCHING", "COMING_HOME", house.channel("Schalter an der Tür"), on=False, dimLevel=None)
    rule: Json = {"targetShutterLevel": 0.0, "targetSlatsLevel": 0.0}
    groups.add("SHUTTER_WIND_PROTECTION_RULE", "Sturmschutz", covers, windSpeedThreshold=35.0, **rule)
    groups.add(
        "OVER_HEAT_PROTECTION_RULE", "Hitzeschutz", covers, temperatureLowerThreshold=24.0,
        temperatureUpperThreshold=26.0, startHour=10, startMinute=0, startSunrise=False, endHour=18, endMinute=30,
        endSunset=False, **rule,
    )  # fmt: skip
    groups.add(
        "LOCK_OUT_PROTECTION_RULE", "Aussperrschutz", house.channel("Fenstergriff Erker"), triggered=False,
        windowState="CLOSED",
    )  # fmt: skip
    groups.add("LINKED_RAIN_PROTECTION", "Regenschutz", covers, triggered=False, enabled=True)


def _climate(groups: Groups, house: Household) -> None:
    switch: Json = {"on": False}
    groups.add("HEATING_COOLING_DEMAND", "Wärmebedarf", house.channel("Kesselsteuerung", 1), dimLevel=None, **switch)
    groups.add(
        "HEATING_COOLING_DEMAND_BOILER", "HEATING_COOLING_DEMAND_BOILER", house.channel("Kesselsteuerung", 2),
        boilerFollowUpTime=2, boilerLeadTime=1, heatDemand=True, heatDemandRuleEnabled=False, triggered=False, **switch,
    )  # fmt: skip
    groups.add(
        "HEATING_COOLING_DEMAND_PUMP", "HEATING_COOLING_DEMAND_PUMP", house.channel("Kesselsteuerung", 1), heatDemand=True,
        pumpFollowUpTime=2, pumpLeadTime=2, pumpProtectionDuration=1, pumpProtectionSwitchingInterval=14, **switch,
    )  # fmt: skip
    groups.add("HEATING_CHANGEOVER", "HEATING_CHANGEOVER", on=None)
    groups.add("HEATING_DEHUMIDIFIER", "HEATING_DEHUMIDIFIER", on=None)
    for kind in ("HEATING_EXTERNAL_CLOCK", "HEATING_HUMIDITY_LIMITER", "HEATING_TEMPERATURE_LIMITER"):
        groups.add(kind, kind)
    groups.add(
        "HEATING_FAILURE_ALERT_RULE_GROUP", "HEATING_FAILURE_ALERT_RULE_GROUP", enabled=True, checkInterval=600,
        heatingFailureValidationResult="NO_HEATING_FAILURE", lastExecutionTimestamp=NOW, triggered=False,
        validationTimeout=86400000,
    )  # fmt: skip
    groups.add(
        "HUMIDITY_WARNING_RULE_GROUP", "Bad", house.channel("Thermostat Bad"), enabled=True, humidityLowerThreshold=40,
        humidityUpperThreshold=60, humidityValidationResult="GREATER_UPPER_THRESHOLD", lastExecutionTimestamp=NOW,
        outdoorClimateSensor=None, triggered=True, ventilationRecommended=True,
    )  # fmt: skip
    groups.add(
        "HOT_WATER", "HOT_WATER", house.channel("Wärmepumpe", 2), on=True, onTime=900.0,
        profileId=group_id("hot water"), profileMode="AUTOMATIC",
    )  # fmt: skip
    groups.add(
        "INDOOR_CLIMATE", "Haus", house.of(kinds.OUTER_SKIN), sabotage=False, windowState="CLOSED",
        ventilationLevel=0.3, ventilationState="VENTILATION", processing=None,
    )  # fmt: skip
    fan: Json = {"ventilationLevel": 0.3, "ventilationState": "VENTILATION"}
    bath = house.channel("Lüfter Bad")
    groups.add(
        "EXTENDED_LINKED_VENTILATION", "Lüftung Bad", bath, dimStep=0.05, processing=None, ventilationTime=111600.0,
        ventilationVentilationLevel=0.8, **fan, **LINKED,
    )  # fmt: skip
    groups.add(
        "VENTILATION_PROFILE", "Lüftung Zeitplan", bath, profileId=group_id("air"), profileMode="AUTOMATIC", **fan
    )
    groups.add("FAN_CONTROL_GROUP", "Wohnraumlüftung", house.channel("Wohnraumlüftung", 5), **fan)
    groups.add(
        "DEMAND_CONTROLLED_VENTILATION_GROUP", "Bedarfslüftung", house.channel("Wohnraumlüftung", 1), enabled=True
    )
    for kind in ("HEAT_DEMAND_RULE", "HEAT_DEMAND_RULE_WITH_LEAD_ROOM", "NO_HEAT_DEMAND_RULE"):
        groups.add(kind, kind.replace("_", " ").capitalize(), enabled=True, triggered=kind == "HEAT_DEMAND_RULE")
    groups.add("HEAT_PUMP_TEMPERATURE_RULE_GROUP", "Wärmepumpenregel", enabled=True, triggered=False)


def _security(groups: Groups, house: Household) -> None:
    sirens = house.of({"ALARM_SIREN_CHANNEL"})
    zone: Json = {
        **kinds.GUARD, "active": False, "silent": False, "configPending": False, "ignorableDeviceChannels": [],
    }  # fmt: skip
    groups.add("SECURITY_ZONE", "EXTERNAL", house.of(kinds.OUTER_SKIN), **zone, zoneAssignmentIndex="ALARM_MODE_ZONE_1")
    groups.add(
        "SECURITY_ZONE", "INTERNAL", house.of(kinds.INNER_SPACE), **zone, zoneAssignmentIndex="ALARM_MODE_ZONE_2"
    )
    groups.add("ALARM_SWITCHING", "SIREN", sirens, **kinds.ALARM)
    groups.add("ALARM_SWITCHING", "ALARM", **kinds.ALARM)
    groups.add("ALARM_SWITCHING", "PANIC", sirens, **kinds.ALARM)
    groups.add("SECURITY_BACKUP_ALARM_SWITCHING", "BACKUP_ALARM_SIREN", **kinds.ALARM)
    groups.add(
        "SMOKE_ALARM_DETECTION_RULE", "SMOKE_ALARM_DETECTION_RULE", house.of({"SMOKE_DETECTOR_CHANNEL"}),
        smokeDetectorAlarmType="IDLE_OFF",
    )  # fmt: skip
    water = house.of({"WATER_SENSOR_CHANNEL", "BASE_WATER_SENSOR_CHANNEL"})
    groups.add(
        "WATER_ALARM", "Wasseralarm", house.channel("Hauptwasserhahn") + water, moistureDetected=False,
        waterlevelDetected=False, sensorSpecificParameters={},
    )  # fmt: skip
    groups.add("FALSE_ALARM_PROTECTION_RULE", "Fehlalarmschutz", house.of(kinds.INNER_SPACE), enabled=True)


def _access(groups: Groups, house: Household) -> None:
    profile: Json = {
        "active": True, "authorized": True, "authorizationPinAssigned": False, "clientIds": [],
        "groupVisibility": "VISIBLE", "profileId": group_id("access"),
    }  # fmt: skip
    groups.add("ACCESS_AUTHORIZATION_PROFILE", "Familie", house.channel("Haustürschloss", 2), **profile)
    groups.add("DOOR_LOCK_AUTHORIZATION_PROFILE", "Nachbarn", house.channel("Motorschloss Garage", 5), **profile)
    lock = house.channel("Haustürschloss")
    groups.add("LOCK_PROFILE", "Nachts zu", lock, profileMode="AUTOMATIC", profileId=group_id("lock"))
    groups.add("AUTO_RELOCK_PROFILE", "Wieder zu", lock, profileMode="AUTOMATIC", profileId=group_id("relock"))
    groups.add("OPEN_DOOR_NOTIFICATION_RULE_GROUP", "Tür offen", lock, enabled=True, triggered=False)
    groups.add(
        "EXTENDED_LINKED_GARAGE_DOOR", "Garage", house.channel("Garagentor"), doorState="CLOSED", processing=False,
        ventilationPositionSupported=True, **LINKED,
    )  # fmt: skip
    groups.add("RESIDENT", "Emma", present=True)


def _other(groups: Groups, house: Household) -> None:
    watering = house.channel("Rasenbewässerung")
    groups.add("EXTENDED_LINKED_WATERING", "Rasen", watering, wateringActive=False, wateringOnTime=1800.0, **LINKED)
    groups.add("WATERING_PROFILE", "Rasen morgens", watering, profileMode="AUTOMATIC", profileId=group_id("water"))
    groups.add("ELECTRICITY_SURPLUS_RULE_GROUP", "Sonnenstrom", house.channel("Wallbox"), enabled=True, triggered=False)
    groups.add("GENERIC_DATA", "Energiedaten")
    groups.add("GROUP", "Sonstiges")
    groups.add("INBOX", "INBOX")
