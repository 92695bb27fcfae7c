"""The paths that the Connect API documents, version 1.0.1: it takes no others."""

from __future__ import annotations

DOCUMENTED = {
    "device/control": (
        "acknowledgeFrostProtectionError", "pullLatch", "resetBlocking", "resetEnergyCounter", "resetPassageCounter",
        "resetWaterVolume", "sendDoorCommand", "setColorTemperatureDimLevel", "setColorTemperatureDimLevelWithTime",
        "setDimLevel", "setDimLevelWithTime", "setDoorLockActive", "setDoorLockActiveWithAuthorization",
        "setFavoriteShadingPosition", "setHueSaturationDimLevel", "setHueSaturationDimLevelWithTime", "setIdentify",
        "setIdentifyOem", "setLockState", "setMotionDetectionActive", "setOpticalSignal", "setOpticalSignalWithTime",
        "setPrimaryShadingLevel", "setSecondaryShadingLevel", "setShutterLevel", "setSimpleRGBColorDimLevel",
        "setSimpleRGBColorDimLevelWithTime", "setSlatsLevel", "setSoundFileVolumeLevel",
        "setSoundFileVolumeLevelWithTime", "setSwitchState", "setSwitchStateForIdentify", "setSwitchStateWithTime",
        "setVentilationLevel", "setVentilationLevelWithTime", "setVentilationState", "setVentilationStateWithTime",
        "setWateringSwitchState", "setWateringSwitchStateWithTime", "startImpulse", "startLightScene", "stop",
        "toggleCameraNightVision", "toggleGarageDoorState", "toggleShadingState", "toggleSwitchState",
        "toggleVentilationState", "toggleWateringState",
    ),
    "group/heating": (
        "activatePartyMode", "setActiveProfile", "setBoost", "setControlMode", "setHotWaterOnTime",
        "setHotWaterProfileMode", "setHotWaterState", "setSetPointTemperature",
    ),
    "group/linked/control": (
        "setOpticalSignalBehaviour", "setSoundFileVolumeLevel", "setVentilationLevel", "setVentilationLevelWithTime",
        "setVentilationState", "setVentilationStateWithTime", "setWateringSwitchState",
        "setWateringSwitchStateWithTime", "startNotification", "stopNotification", "toggleVentilationState",
        "toggleWateringState",
    ),
    "group/profile": ("setProfileMode",),
    "group/switching": (
        "setColorTemperatureDimLevel", "setColorTemperatureDimLevelWithTime", "setDimLevel", "setDimLevelWithTime",
        "setFavoriteShadingPosition", "setHueSaturationDimLevel", "setHueSaturationDimLevelWithTime",
        "setPrimaryShadingLevel", "setSecondaryShadingLevel", "setState", "setSwitchStateWithTime", "startLightScene",
        "stop", "toggleShadingState", "toggleSwitchState",
    ),
    "home": ("checkAuthToken", "getState", "getStateForClient", "getSystemState"),
    "home/heating": (
        "activateAbsencePermanent", "activateAbsenceWithDuration", "activateAbsenceWithFuturePeriod",
        "activateAbsenceWithPeriod", "activateFutureVacation", "activateVacation", "deactivateAbsence",
        "deactivateVacation", "setCooling",
    ),
    "home/security": ("acknowledgeSafetyAlarm", "setExtendedZonesActivation", "setZonesActivation"),
    "rule": ("enableSimpleRule",),
}  # fmt: skip

CONNECT_PATHS = frozenset(f"{folder}/{name}" for folder, names in DOCUMENTED.items() for name in names)
