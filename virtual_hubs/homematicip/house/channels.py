"""Every functional channel type and the fields it has, with the values of a quiet house.

Field names are the protocol's (protocol page, section 5.1, and what the clients of it read); values are ours.
"""

from __future__ import annotations

import copy
from typing import Any

type Json = dict[str, Any]

AUTOMATIC: Json = {"profileMode": "AUTOMATIC", "userDesiredProfileMode": "AUTOMATIC"}
SWITCH: Json = {"on": False, **AUTOMATIC, "powerUpSwitchState": "PERMANENT_OFF", "switchVisualization": "LIGHT"}
DIMMER: Json = {"dimLevel": 0.0, "on": False, **AUTOMATIC, "dimmingMode": "REGULAR_DIMMING", "rampTime": 0.5}
INPUT: Json = {"binaryBehaviorType": "NORMALLY_CLOSE", "multiModeInputMode": "KEY_BEHAVIOR"}
SIGNAL: Json = {
    **SWITCH, "dimLevel": 0.0, "onMinLevel": 0.05, "opticalSignalBehaviour": "ON", "simpleRGBColorState": "WHITE",
}  # fmt: skip
SHUTTER: Json = {
    "shutterLevel": 0.0, "previousShutterLevel": None, "processing": False, **AUTOMATIC,
    "changeOverDelay": 0.5, "delayCompensationValue": 12.7, "topToBottomReferenceTime": 24.0,
    "bottomToTopReferenceTime": 26.5, "endpositionAutoDetectionEnabled": True, "selfCalibrationInProgress": None,
    "supportingDelayCompensation": True, "supportingEndpositionAutoDetection": True, "supportingSelfCalibration": True,
    "favoritePrimaryShadingPosition": 0.5,
}  # fmt: skip
BLIND: Json = {
    **SHUTTER, "slatsLevel": 0.0, "previousSlatsLevel": None, "slatsReferenceTime": 1.6, "blindModeActive": True,
    "favoriteSecondaryShadingPosition": 0.5,
}  # fmt: skip
CLIMATE: Json = {"actualTemperature": 21.4, "humidity": 47, "vaporAmount": 8.8}
THERMOSTAT: Json = {**CLIMATE, "setPointTemperature": 21.0, "temperatureOffset": 0.0}
ACCELERATION: Json = {
    "accelerationSensorEventFilterPeriod": 0.5, "accelerationSensorMode": "FLAT_DECT",
    "accelerationSensorNeutralPosition": "VERTICAL", "accelerationSensorSensitivity": "SENSOR_RANGE_2G",
    "accelerationSensorTriggerAngle": 45, "accelerationSensorTriggered": False,
}  # fmt: skip
BRIGHTNESS: Json = {
    "illumination": 86.3, "currentIllumination": None, "motionBufferActive": False,
    "motionDetectionSendInterval": "SECONDS_240", "numberOfBrightnessMeasurements": 7,
}  # fmt: skip
WEATHER: Json = {
    "actualTemperature": 9.6, "humidity": 78, "vaporAmount": 7.1, "illumination": 1843.0,
    "illuminationThresholdSunshine": 3500.0, "storm": False, "sunshine": False, "todaySunshineDuration": 42,
    "totalSunshineDuration": 91250, "yesterdaySunshineDuration": 116, "windSpeed": 7.4, "windValueType": "AVERAGE_VALUE",
}  # fmt: skip
RAIN: Json = {"raining": False, "todayRainCounter": 1.4, "totalRainCounter": 2817.5, "yesterdayRainCounter": 6.2}
VALVES: Json = {"valveProtectionDuration": 5, "valveProtectionSwitchingInterval": 14, "frostProtectionTemperature": 8.0}
LOCK: Json = {
    "lockState": "LOCKED", "motorState": "STOPPED", "autoRelockDelay": 300.0, "autoRelockEnabled": False,
    "doorHandleType": "LEVER_HANDLE", "doorLockDirection": "RIGHT", "doorLockNeutralPosition": "VERTICAL",
    "doorLockTurns": 2, "channelRole": "DOOR_LOCK_ACTUATOR",
}  # fmt: skip
WATER_TRIGGERS: Json = {
    "inAppWaterAlarmTrigger": "WATER_MOISTURE_DETECTION", "sirenWaterAlarmTrigger": "WATER_MOISTURE_DETECTION",
}  # fmt: skip
LIGHT: Json = {
    "dimLevel": 0.0, "on": False, "hue": None, "saturationLevel": None, "colorTemperature": 3000,
    "minimalColorTemperature": 2000, "maximumColorTemperature": 6500, "channelRole": "UNIVERSAL_LIGHT_ACTUATOR",
}  # fmt: skip
UNIVERSAL_LIGHT: Json = {
    **LIGHT, "channelActive": True, "lampFailure": False, "controlGearFailure": False, "connectedDeviceUnreach": False,
    "limitFailure": None, "dim2WarmActive": False, "humanCentricLightActive": False, "lightSceneId": 0,
    "hardwareColorTemperatureColdWhite": 6500, "hardwareColorTemperatureWarmWhite": 2000, "onMinLevel": 0.05,
    "rampTime": 0.5, "powerUpSwitchState": "PERMANENT_OFF", **AUTOMATIC,
}  # fmt: skip
VENTILATION: Json = {"ventilationLevel": 0.3, "ventilationState": "VENTILATION", **AUTOMATIC}
FLOW: Json = {"flowVolume": 34.0, "flowVolumeTarget": 40.0, "dampersPosition": 0.45}
DOORBELL: Json = {"doorBellSensorEventTimestamp": None}

CHANNELS: dict[str, Json] = {
    # switches
    "SWITCH_CHANNEL": SWITCH,
    "MULTI_MODE_INPUT_SWITCH_CHANNEL": {**SWITCH, **INPUT},
    "EXTERNAL_SWITCH_CHANNEL": {"on": False},
    "GENERIC_SWITCH_CHANNEL": {"on": False},
    "SWITCH_MEASURING_CHANNEL": {
        **SWITCH, "currentPowerConsumption": 0.0, "energyCounter": 128.4321, "energyMeterMode": "CONSUMPTION_MEASURING",
        "currentDetectionBehavior": "CURRENTDETECTION_ACTIVE", "channelRole": "SWITCH_ACTUATOR_WITH_MEASURING",
    },
    "INTERNAL_SWITCH_CHANNEL": {
        **VALVES, "valvePosition": 0.0, "heatingValveType": "NORMALLY_CLOSE", "internalSwitchOutputEnabled": True,
        "climateControlType": "PWM_CONTROL",
    },
    "EXTERNAL_HOT_WATER_SWITCH_CHANNEL": {"on": True},
    # lights
    "DIMMER_CHANNEL": DIMMER,
    "MULTI_MODE_INPUT_DIMMER_CHANNEL": {**DIMMER, **INPUT},
    "UNIVERSAL_DIMMING_CHANNEL": {**DIMMER, **INPUT},
    "GENERIC_DIMMER_CHANNEL": {"dimLevel": 0.0, "on": False},
    "BACKLIGHT_CHANNEL": {**SWITCH, "dimLevel": 0.2, "on": True, "powerUpDimLevel": 0.5},
    "UNIVERSAL_LIGHT_CHANNEL": UNIVERSAL_LIGHT,
    "UNIVERSAL_LIGHT_GROUP_CHANNEL": {**UNIVERSAL_LIGHT, "channelSelections": []},
    "EXTERNAL_UNIVERSAL_LIGHT_CHANNEL": LIGHT,
    "GENERIC_COLOR_DIMMER_CHANNEL": {"dimLevel": 0.0, "on": False, "hue": 30, "saturationLevel": 0.6},
    "NOTIFICATION_LIGHT_CHANNEL": {
        "dimLevel": 0.0, "on": False, "simpleRGBColorState": "GREEN", "opticalSignalBehaviour": "ON", **AUTOMATIC,
        "channelRole": "NOTIFICATION_LIGHT_DIMMING_ACTUATOR",
    },
    "OPTICAL_SIGNAL_CHANNEL": SIGNAL,
    "OPTICAL_SIGNAL_GROUP_CHANNEL": SIGNAL,
    # sounds
    "NOTIFICATION_MP3_SOUND_CHANNEL": {
        "on": False, "dimLevel": 0.0, "simpleRGBColorState": "BLACK", "opticalSignalBehaviour": None,
        "soundFile": "INTERNAL_SOUNDFILE", "volumeLevel": 0.0, "playingFileActive": False, "mp3ErrorState": "NO_ERROR",
        "noSoundLowBat": False, "profileMode": "AUTOMATIC", "channelRole": "NOTIFICATION_LIGHT_SOUND_ACTUATOR",
        "lightSoundNotificationSettings": {},
    },
    "ALARM_SIREN_CHANNEL": {},
    # air
    "UNIVERSAL_ACTUATOR_CHANNEL": {
        **SWITCH, **VENTILATION, "dimLevel": 0.3, "on": True, "relayMode": "RELAY_OFFDELAY_0S",
        "channelRole": "VENTILATION_ACTUATOR", "switchVisualization": "VENTILATION",
    },
    "AIR_VENTILATION_CONTROLLER_CHANNEL": VENTILATION,
    "AIR_VENTILATION_ROOM_CHANNEL": VENTILATION,
    "EXTRACTION_FAN_CHANNEL": {**VENTILATION, "fanSpeed": 910},
    "SUPPLY_FAN_CHANNEL": {**VENTILATION, "fanSpeed": 880},
    "FAN_CONTROL_CHANNEL": {**VENTILATION, "on": True},
    "FLOW_REGULATOR_CHANNEL": FLOW,
    "FLOW_REGULATOR_WITH_CARBON_CHANNEL": {**FLOW, **CLIMATE, "carbonDioxideConcentration": 612.0},
    "FLOW_REGULATOR_WITH_CLIMATE_CHANNEL": {**FLOW, **CLIMATE},
    "FLOW_SENSOR_CHANNEL": {"flowVolume": 36.5, "actualTemperature": 19.8},
    "FLOW_SENSOR_WITH_VOC_NOX_CHANNEL": {"flowVolume": 35.0, "vocIndex": 96.0, "noxIndex": 1.0},
    "ANALOG_OUTPUT_CHANNEL": {"analogOutputLevel": 35.0},
    # covers
    "BLIND_CHANNEL": BLIND,
    "MULTI_MODE_INPUT_BLIND_CHANNEL": {**BLIND, **INPUT},
    "SHUTTER_CHANNEL": SHUTTER,
    "TUBULAR_DRIVE_CHANNEL": {
        "shutterLevel": 0.0, "processing": False, **AUTOMATIC, "favoritePrimaryShadingPosition": 0.5,
        "topPositionSet": True, "bottomPositionSet": True, "obstacleDetectedError": False,
    },
    "GENERIC_WINDOW_COVERING_CHANNEL": {"shutterLevel": 0.0, "processing": False},
    "WINDOW_DRIVE_CHANNEL": {"shutterLevel": 1.0, "processing": False, **AUTOMATIC},
    "SHADING_CHANNEL": {
        "primaryShadingLevel": 0.0, "primaryShadingStateType": "POSITION_USED", "primaryOpenAdjustable": True,
        "primaryCloseAdjustable": True, "previousPrimaryShadingLevel": None, "favoritePrimaryShadingPosition": 0.5,
        "secondaryShadingLevel": None, "secondaryShadingStateType": "NOT_EXISTENT", "secondaryOpenAdjustable": False,
        "secondaryCloseAdjustable": False, "previousSecondaryShadingLevel": None,
        "favoriteSecondaryShadingPosition": 0.5, "automationDriveSpeed": "SLOW_SPEED",
        "manualDriveSpeed": "NOMINAL_SPEED", "processing": False, "productId": 10, "identifyOemSupported": True,
        "shadingDriveVersion": None, "shadingPackagePosition": "TOP", "shadingPositionAdjustmentActive": None,
        "shadingPositionAdjustmentClientId": None, **AUTOMATIC,
    },
    "DOOR_CHANNEL": {"doorState": "CLOSED", "on": False, "processing": False, "ventilationPositionSupported": True},
    "IMPULSE_OUTPUT_CHANNEL": {"impulseDuration": 0.1, "processing": False},
    # locks
    "DOOR_LOCK_CHANNEL": LOCK,
    "DOOR_LOCK_PRO_CHANNEL": {
        **LOCK, "lastLockDriveLoad": 96, "errorLoadTooLowDuringLockingActive": False,
        "errorLockedWhileDoorOpenActive": False, "errorOpenedWhileDoorLockedActive": False,
        "sabotageAcceleration": False, "sabotageBattery": False, "sabotageMagneticField": False,
        "sabotageVertical": False, "lockStateChangeReason": "APP", "lockSilenceMode": "NORMAL",
        "doorOpeningDirection": "INWARDS", "doorLockInputActionShortPress": "TOGGLE",
        "doorLockInputActionLongPress": "TOGGLE", "doorLockEndStopOffsetLocked": "ANGLE_RANGE_ONE",
        "doorLockEndStopOffsetOpen": "ANGLE_RANGE_ONE",
    },
    "DOOR_SWITCH_CHANNEL": {
        "doorLockActive": False, "impulseDuration": 3.0, "processing": False, "multiModeInputMode": "KEY_BEHAVIOR",
        "internalLinkConfiguration": None, "channelRole": "DOOR_OPENER_ACTUATOR", **AUTOMATIC,
    },
    "ACCESS_AUTHORIZATION_CHANNEL": {"authorized": True},
    "EXTERNAL_DOOR_SWITCH_CHANNEL": {"doorLockActive": False, "processing": False},
    "DOOR_LOCK_SENSOR_CHANNEL": {
        "lockState": "LOCKED", "doorLockDirection": "LEFT", "doorLockNeutralPosition": "HORIZONTAL", "doorLockTurns": 2,
    },
    "DOOR_LOCK_SENSOR_BASE_CHANNEL": {"lockState": "LOCKED"},
    "MAGNETIC_DOOR_SENSOR_CHANNEL": {"eventDelay": 0, "doorState": "CLOSED"},
    "MULTI_MODE_LOCK_INPUT_CHANNEL": {
        **INPUT, **DOORBELL, "lockState": "LOCKED", "glassBroken": False, "windowState": "CLOSED", "eventDelay": 0,
        "actionParameter": "NOT_CUSTOMISABLE", "corrosionPreventionActive": False, "channelRole": None,
        "multiModeInputMode": "BINARY_BEHAVIOR",
    },
    # contacts
    "MULTI_MODE_INPUT_CHANNEL": {
        **INPUT, **DOORBELL, "windowState": "CLOSED", "actionParameter": "NOT_CUSTOMISABLE", "eventDelay": 0,
        "channelRole": "KEY_OR_SWITCH_FOR_GROUP", "corrosionPreventionActive": False,
    },
    "GENERIC_INPUT_CHANNEL": {},
    "GENERIC_SWITCH_INPUT_CHANNEL": {"windowState": "CLOSED"},
    "CONTACT_INTERFACE_CHANNEL": {
        "windowState": "CLOSED", "eventDelay": 0, "contactType": "NORMALLY_CLOSE",
        "alarmContactType": "WINDOW_DOOR_CONTACT",
    },
    "GENERIC_CONTACT_SENSOR_CHANNEL": {"windowState": "CLOSED"},
    "SHUTTER_CONTACT_CHANNEL": {"windowState": "CLOSED", "eventDelay": 0},
    "ROTARY_HANDLE_CHANNEL": {"windowState": "CLOSED", "eventDelay": 0},
    # keys and codes
    "SINGLE_KEY_CHANNEL": {
        **DOORBELL, "actionParameter": "NOT_CUSTOMISABLE", "channelRole": "KEY_OR_SWITCH_FOR_GROUP",
        "acousticSendStateEnabled": False, "doublePressTime": 0.0,
    },
    "ROTARY_WHEEL_CHANNEL": {"rotationDirection": "CLOCK_WISE", "channelRole": "KEY_OR_SWITCH_FOR_GROUP"},
    "BLIND_GROUP_REMOTE_CONTROL_CHANNEL": {"channelRole": "KEY_OR_SWITCH_FOR_GROUP"},
    "EXTERNAL_DOORBELL_CHANNEL": DOORBELL,
    "EXTERNAL_ACCESS_EVENT_CHANNEL": {"channelRole": "DOOR_BELL_INPUT"},
    "CODE_PROTECTED_PRIMARY_ACTION_CHANNEL": {
        "authorized": True, "actionCodeConfigured": True, "actionParameter": "SECURITY_INTERNAL_PROTECTION_MODE",
        "channelRole": "CODE_INPUT_FOR_GROUP_AND_ALARM_ZONE",
    },
    "CODE_PROTECTED_SECONDARY_ACTION_CHANNEL": {"channelRole": "CODE_INPUT_FOR_GROUP_AND_ALARM_ZONE"},
    "CODE_PROTECTED_SINGLE_ACTION_CHANNEL": {
        "authorized": True, "actionParameter": "NOT_CUSTOMISABLE", "channelRole": "WIEGAND_CHANNEL",
        "codeSelections": [],
    },
    # motion
    "MOTION_DETECTION_CHANNEL": {
        **BRIGHTNESS, "motionDetected": False, "motionDetectionActive": True, "channelRole": "MOTION_SENSOR",
    },
    "PRESENCE_DETECTION_CHANNEL": {**BRIGHTNESS, "presenceDetected": False, "channelRole": "MOTION_SENSOR"},
    "GENERIC_OCCUPANCY_SENSOR_CHANNEL": {"presenceDetected": False},
    "PASSAGE_DETECTOR_CHANNEL": {
        "leftCounter": 214, "rightCounter": 209, "leftRightCounterDelta": 5, "passageDirection": "LEFT",
        "passageBlindtime": 1.5, "passageSensorSensitivity": 50.0, "passageTimeout": 0.5,
    },
    "ACCELERATION_SENSOR_CHANNEL": {
        **ACCELERATION, "notificationSoundTypeHighToLow": "SOUND_NO_SOUND",
        "notificationSoundTypeLowToHigh": "SOUND_NO_SOUND",
    },
    "TILT_VIBRATION_SENSOR_CHANNEL": {
        **ACCELERATION, "absoluteAngle": 89, "accelerationSensorSecondTriggerAngle": 75, "tiltState": "NEUTRAL",
        "tiltVisualization": "GARAGE_DOOR", "channelRole": "ACCELERATION_SENSOR",
    },
    # dangers
    "SMOKE_DETECTOR_CHANNEL": {
        "smokeDetectorAlarmType": "IDLE_OFF", "chamberDegraded": False, "dirtLevel": 0.04, "smokeAlarmCounter": 0,
        "smokeTestCounter": 2, "lastSmokeAlarmTimestamp": None, "lastSmokeTestTimestamp": 1760000000000,
        "smokeDetectorGroupAssignment": ["NO_GROUP"], "smokeEventRepeatingActive": False, "channelRole": "SMOKE_ALARM",
    },
    "GENERIC_SMOKE_ALARM_CHANNEL": {"smokeDetectorAlarmType": "IDLE_OFF"},
    "WATER_SENSOR_CHANNEL": {
        "moistureDetected": False, "waterlevelDetected": False, "acousticAlarmSignal": "FREQUENCY_RISING",
        "acousticAlarmTiming": "ONCE_PER_MINUTE", "acousticWaterAlarmTrigger": "WATER_DETECTION", **WATER_TRIGGERS,
    },
    "BASE_WATER_SENSOR_CHANNEL": {"waterlevelDetected": False, **WATER_TRIGGERS},
    "GENERIC_WATER_SENSOR_CHANNEL": {"waterlevelDetected": False},
    "RAIN_DETECTION_CHANNEL": {"raining": False, "rainSensorSensitivity": 50.0},
    "MAINS_FAILURE_CHANNEL": {"powerMainsFailure": False, "genericAlarmSignal": "FULL_ALARM"},
    # climate
    "CLIMATE_SENSOR_CHANNEL": CLIMATE,
    "GENERIC_CLIMATE_SENSOR_CHANNEL": CLIMATE,
    "WALL_MOUNTED_THERMOSTAT_WITHOUT_DISPLAY_CHANNEL": {**CLIMATE, "temperatureOffset": 0.0},
    "WALL_MOUNTED_THERMOSTAT_PRO_CHANNEL": {**THERMOSTAT, "display": "ACTUAL"},
    "WALL_MOUNTED_THERMOSTAT_CHANNEL": {**THERMOSTAT, "display": "ACTUAL"},
    "WALL_MOUNTED_THERMOSTAT_BASIC_CHANNEL": THERMOSTAT,
    "ANALOG_ROOM_CONTROL_CHANNEL": {"actualTemperature": 20.8, "setPointTemperature": 20.5, "temperatureOffset": 0.0},
    "WALL_MOUNTED_THERMOSTAT_WITH_CARBON_CHANNEL": {
        **THERMOSTAT, "display": "ACTUAL", "carbonDioxideConcentration": 655.0,
    },
    "CARBON_DIOXIDE_SENSOR_CHANNEL": {
        **CLIMATE, "carbonDioxideConcentration": 742.0, "carbonDioxideVisualisationEnabled": True,
        "channelRole": "CARBON_DIOXIDE_SENSOR",
    },
    "HEATING_THERMOSTAT_CHANNEL": {
        "valvePosition": 0.12, "valveState": "ADAPTION_DONE", "valveActualTemperature": 21.9,
        "setPointTemperature": 21.0, "temperatureOffset": 0.0, "channelRole": "HEATING_CONTROLLER",
    },
    "GENERIC_THERMOSTAT_CHANNEL": {"actualTemperature": 20.2, "setPointTemperature": 20.0},
    "EXTERNAL_HEAT_PUMP_CHANNEL": {
        "climateOperationMode": "HEATING", "presenceMode": "NORMAL", "supplyTemperature": 38.5,
        "heatingTemperatureOffset": 0.0, "coolingTemperatureOffset": 0.0,
    },
    "FLOOR_TERMINAL_BLOCK_MECHANIC_CHANNEL": {
        "valvePosition": 0.2, "valveState": "ADAPTION_DONE", "dewPointAlarmActive": False,
        "emergencyOperationActive": False, "externalClockActive": False, "frostProtectionActive": False,
        "humidityLimiterAlarm": False, "humidityLimiterPreAlarm": None,
        "channelRole": "FLOOR_HEATING_COOLING_CONTROLLER",
    },
    "FLOOR_TERMINAL_BLOCK_CHANNEL": {},
    "FLOOR_TERMINAL_BLOCK_LOCAL_PUMP_CHANNEL": {
        "pumpFollowUpTime": 2, "pumpLeadTime": 2, "pumpProtectionDuration": 1, "pumpProtectionSwitchingInterval": 14,
    },
    "HEAT_DEMAND_CHANNEL": {},
    "DEHUMIDIFIER_DEMAND_CHANNEL": {},
    "CHANGE_OVER_CHANNEL": {},
    "TEMPERATURE_SENSOR_CHANNEL": {"actualTemperature": 12.3, "channelRole": "WEATHER_SENSOR"},
    "TEMPERATURE_SENSOR_2_EXTERNAL_DELTA_CHANNEL": {
        "temperatureExternalOne": 48.2, "temperatureExternalTwo": 36.9, "temperatureExternalDelta": 11.3,
    },
    # measuring
    "AIR_PRESSURE_SENSOR_CHANNEL": {"airPressure": 1014.6, "actualTemperature": 20.9},
    "LIGHT_SENSOR_CHANNEL": {
        "currentIllumination": 1204.0, "averageIllumination": 1190.5, "lowestIllumination": 1101.0,
        "highestIllumination": 1342.0,
    },
    "PARTICULATE_MATTER_SENSOR_CHANNEL": {
        "actualTemperature": 21.0, "humidity": 44, "airQualityIndexTen": 11.0, "airQualityIndexTwoPointFive": 18.0,
        "particulateMassConcentrationOne": 4.1, "particulateMassConcentrationOneAverage": 4.4,
        "particulateMassConcentrationTwoPointFive": 5.9, "particulateMassConcentrationTwoPointFiveAverage": 6.3,
        "particulateMassConcentrationTen": 8.8, "particulateMassConcentrationTenAverage": 9.2,
        "particulateNumberConcentrationOne": 31.0, "particulateNumberConcentrationTwoPointFive": 33.0,
        "particulateNumberConcentrationTen": 34.0, "particulateTypicalSize": 0.52,
        "channelRole": "PARTICULATE_MATTER_SENSOR",
    },
    "GENERIC_PARTICULATE_MATTER_SENSOR_CHANNEL": {"particulateMassConcentrationTwoPointFive": 6.5},
    "SOIL_MOISTURE_SENSOR_INTERFACE_CHANNEL": {
        "soilMoisture": 41, "soilTemperature": 11.5, "measuringInterval": 10, "soilMoistureRawValue": 3388,
        "soilMoistureMinimumReference": 3900, "soilMoistureMaximumReference": 3000, "soilMoistureNeutralMinimum": 20,
        "soilMoistureNeutralMaximum": 80, "soilTemperatureNeutralMinimum": 5.0, "soilTemperatureNeutralMaximum": 28.0,
        "channelRole": "SOIL_MOISTURE_SENSOR",
    },
    "DISTANCE_SENSOR_CHANNEL": {
        "distance": 122.0, "calculatedHeight": 88.0, "referenceHeight": 210.0, "heightActivated": True,
        "measuringInterval": 30, "distanceSensorVoltage": "SENSOR_VOLTAGE_3_3", "channelRole": "GENERIC_SENSOR",
    },
    "NUMBER_VALUE_SENSOR_CHANNEL": {
        "convertedValue": 7.21, "rawValue": 7210, "unit": "pH", "decimalPlaces": 2, "factor": 0.001, "offset": 0.0,
    },
    "ENERGY_SENSORS_INTERFACE_CHANNEL": {
        "connectedEnergySensorType": "ES_IEC", "currentPowerConsumption": 412.0, "currentGasFlow": None,
        "gasVolume": None, "gasVolumePerImpulse": 0.01, "impulsesPerKWH": 10000, "energyCounterOne": 8741.3,
        "energyCounterOneType": "ENERGY_COUNTER_USAGE_HIGH_TARIFF", "energyCounterTwo": 3120.8,
        "energyCounterTwoType": "ENERGY_COUNTER_USAGE_LOW_TARIFF", "energyCounterThree": 2266.1,
        "energyCounterThreeType": "ENERGY_COUNTER_INPUT_SINGLE_TARIFF", "energyMeterRole": "GRID_CONNECTION_POINT",
    },
    "ENERGY_SENSORS_INTERFACE_LINKY_CHANNEL": {
        "currentPowerConsumption": 530.0, "energyCounterOne": 1020.4, "energyCounterOneType": "UNKNOWN",
    },
    "GENERIC_ENERGY_METER_CHANNEL": {"currentPowerConsumption": 300.5, "energyCounterOne": 77.7},
    "GENERIC_SMART_METER_GATEWAY_CHANNEL": {"currentPowerConsumption": 644.0, "energyCounterOne": 15220.0},
    "GENERIC_BATTERY_CHANNEL": {"stateOfCharge": 0.68, "currentPowerConsumption": -820.0},
    "GENERIC_ELECTRIC_VEHICLE_CHANNEL": {"stateOfCharge": 0.55, "chargingActive": False},
    # weather
    "WEATHER_SENSOR_CHANNEL": WEATHER,
    "WEATHER_SENSOR_PLUS_CHANNEL": {**WEATHER, **RAIN},
    "WEATHER_SENSOR_PRO_CHANNEL": {
        **WEATHER, **RAIN, "windDirection": 235.0, "windDirectionVariation": 45.0, "weathervaneAlignmentNeeded": False,
    },
    # water
    "WATERING_ACTUATOR_CHANNEL": {
        "wateringActive": False, "waterFlow": 0.0, "waterVolume": 412.5, "waterVolumeSinceOpen": 0.0,
        "wateringOnTime": 1800.0, "channelRole": "WATERING_ACTUATOR", **AUTOMATIC,
    },
    "WATER_SUPPLY_STOP_CHANNEL": {
        "waterSupplyState": "FULL_OPENED", "waterFlow": 0, "waterPressure": 3.4, "waterAlarmActive": False,
        "waterFlowDurationExceeded": False, "waterFlowThresholdExceeded": False, "waterFlowErrorDuration": 60,
        "waterFlowErrorThreshold": 37, "waterFlowErrorDurationAction": "NOTIFICATION_AND_CLOSE_VALVE",
        "waterFlowErrorThresholdAction": "NOTIFICATION_AND_CLOSE_VALVE", "waterSupplyVacationModeActive": False,
        "vacationStartTime": None, "vacationEndTime": None, "flushReminderInterval": 0, "lastFlushTimestamp": None,
        "lastFlushReminderTimestamp": None, "externalSensorMode": "INACTIVE", "canbusSensorUsages": ["WATER_FLOW"],
        "waterAlarmGroupId": None, "processing": False, "channelRole": "WATER_SUPPLY",
    },
    # pictures and displays
    "EXTERNAL_CAMERA_CHANNEL": {"nightVisionActive": True},
    "EXTERNAL_HMIP_CAMERA_CHANNEL": {"nightVisionActive": True},
    "INPUT_QUICK_ACTION_DISPLAY_CHANNEL": {"channelRole": "KEY_OR_SWITCH_FOR_GROUP"},
    "INPUT_TILE_DISPLAY_CHANNEL": {"channelRole": "KEY_OR_SWITCH_FOR_GROUP"},
    "INDOOR_CLIMATE_DISPLAY_CHANNEL": {},
    "WEATHER_DISPLAY_CHANNEL": {},
    "FUNCTIONAL_CHANNEL": {},
}  # fmt: skip

SERVICE: Json = {
    "unreach": False, "lowBat": None, "dutyCycle": False, "configPending": False, "rssiDeviceValue": -62,
    "rssiPeerValue": None, "routerModuleEnabled": False, "routerModuleSupported": False,
    "multicastRoutingEnabled": False, "coProFaulty": False, "coProRestartNeeded": False, "coProUpdateFailure": False,
    "deviceOverheated": False, "deviceOverloaded": False, "deviceUndervoltage": False,
    "devicePowerFailureDetected": False, "temperatureOutOfRange": False, "busConfigMismatch": None,
    "powerShortCircuit": None, "shortCircuitDataLine": None, "profilePeriodLimitReached": None,
    "mountingOrientation": None, "displayContrast": None, "lockJammed": None, "defaultLinkedGroup": [],
}  # fmt: skip
BLOCKING: Json = {
    "sabotage": False, "blockedSabotage": False, "blockedWrongCodePermanently": False,
    "blockedWrongCodeTemporarily": False, "blockingPermanentAttempts": 5, "blockingTemporaryAttempts": 2,
}  # fmt: skip
FLOOR: Json = {
    **VALVES, "coolingEmergencyValue": 0.0, "heatingEmergencyValue": 0.25, "minimumFloorHeatingValvePosition": 0.0,
    "pulseWidthModulationAtLowFloorHeatingValvePositionEnabled": True,
}  # fmt: skip

SERVICE_CHANNELS: dict[str, Json] = {
    "DEVICE_BASE": {},
    "DEVICE_BASE_FLOOR_HEATING": FLOOR,
    "DEVICE_BLOCKING": BLOCKING,
    "DEVICE_BLOCKING_WITH_TEACHABLE_CODE": {
        **BLOCKING, **DOORBELL, **{f"code{number:02d}Used": number <= 2 for number in range(1, 21)},
        "codeLabels": ["Familie", "Putzhilfe", *[None] * 18], "contactType": "NORMALLY_OPEN", "doorBellLabel": "Tor",
    },
    "DEVICE_GLASS_DISPLAY": {"displayContrast": 5, "displayMode": "AUTO", "invertedDisplayColors": False},
    "DEVICE_GLOBAL_PUMP_CONTROL": {
        **FLOOR, "globalPumpControl": True, "heatingLoadType": "LOAD_BALANCING", "heatingValveType": "NORMALLY_CLOSE",
    },
    "DEVICE_INCORRECT_POSITIONED": {"incorrectPositioned": False},
    "DEVICE_OPERATIONLOCK": {"operationLockActive": False},
    "DEVICE_OPERATIONLOCK_WITH_SABOTAGE": {"operationLockActive": False, "sabotage": False},
    "DEVICE_PERMANENT_FULL_RX": {"permanentFullRx": True},
    "DEVICE_RECHARGEABLE_WITH_SABOTAGE": {"sabotage": False, "badBatteryHealth": False},
    "DEVICE_SABOTAGE": {"sabotage": False},
    "ACCESS_CONTROLLER_CHANNEL": {
        "dutyCycleLevel": 6.5, "carrierSenseLevel": 2.0, "accessPointPriority": 0, "signalBrightness": 0.6,
        "filteredMulticastRoutingEnabled": True, "rssiDeviceValue": None,
    },
    "ACCESS_CONTROLLER_WIRED_CHANNEL": {
        "accessPointPriority": 0, "busConfigMismatch": False, "busMode": "STUBS", "powerSupplyCurrent": 1340,
        "powerShortCircuit": "NONE", "shortCircuitDataLine": "NONE", "signalBrightness": 1.0, "dutyCycle": None,
        "rssiDeviceValue": None,
    },
    "EXTERNAL_BASE_CHANNEL": {},
}  # fmt: skip
"""Channel 0 of each kind of device: its fields beside those that all have."""

FEATURES: dict[str, str] = {
    "lowBat": "IOptionalFeatureLowBat",
    "dutyCycle": "IOptionalFeatureDutyCycle",
    "rssiDeviceValue": "IFeatureRssiValue",
}
"""Field of channel 0: the optional feature that says it is meant."""
ERROR_FEATURES = {
    "IFeatureDeviceCoProError": "coProFaulty",
    "IFeatureDeviceCoProRestart": "coProRestartNeeded",
    "IFeatureDeviceCoProUpdate": "coProUpdateFailure",
    "IFeatureDeviceOverheated": "deviceOverheated",
    "IFeatureDeviceOverloaded": "deviceOverloaded",
    "IFeatureDeviceTemperatureOutOfRange": "temperatureOutOfRange",
    "IFeatureDeviceUndervoltage": "deviceUndervoltage",
    "IFeatureDevicePowerFailure": "devicePowerFailureDetected",
}


def channel(kind: str, device_id: str, index: int, values: Json) -> Json:
    """One channel of a device, with ``values`` laid over what it has in a quiet house."""
    service = kind in SERVICE_CHANNELS
    fields = SERVICE_CHANNELS[kind] if service else CHANNELS[kind]
    base: Json = {}
    if service and kind != "EXTERNAL_BASE_CHANNEL":
        base = {**SERVICE}
    elif service:
        base = {"unreach": False}
    result: Json = {
        **copy.deepcopy(base),
        **copy.deepcopy(fields),
        "deviceId": device_id,
        "functionalChannelType": kind,
        "groupIndex": 0 if service else index,
        "groups": [],
        "index": index,
        "label": "",
        **values,
    }
    if base and kind != "EXTERNAL_BASE_CHANNEL":
        features = {feature: result.get(field) is not None for field, feature in FEATURES.items()}
        features |= dict.fromkeys(ERROR_FEATURES, False)
        result["supportedOptionalFeatures"] = {
            **features,
            "IFeatureDeviceIdentify": False,
            **values.get("features", {}),
        }
        result.pop("features", None)
    return result
