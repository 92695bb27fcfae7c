"""The tables of the fields that are read alone: what each one on the wire becomes.

Units are the wire's: °C, % (relative humidity), g/m³, lx, W, kWh, km/h, mm, minutes, hPa, litres.
Levels between 0 and 1 become %.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from homeassistant.components.binary_sensor import BinarySensorDeviceClass as Binary
from homeassistant.components.sensor import SensorDeviceClass as Kind, SensorStateClass as Statistics
from homeassistant.const import (
    DEGREE,
    LIGHT_LUX,
    PERCENTAGE,
    SIGNAL_STRENGTH_DECIBELS_MILLIWATT,
    EntityCategory,
    UnitOfEnergy,
    UnitOfLength,
    UnitOfPower,
    UnitOfPrecipitationDepth,
    UnitOfPressure,
    UnitOfSpeed,
    UnitOfTemperature,
    UnitOfTime,
    UnitOfVolume,
    UnitOfVolumeFlowRate,
)

from ....compat import member, micrograms_per_cubic_metre
from .rows import Flag, Moment, Number, Row, Word, Words

DIAGNOSTIC: Final = EntityCategory.DIAGNOSTIC
CELSIUS: Final = UnitOfTemperature.CELSIUS
ABSOLUTE_HUMIDITY: Final = member(Kind, "ABSOLUTE_HUMIDITY")
WIND_DIRECTION: Final = member(Kind, "WIND_DIRECTION")
TOTAL: Final = Statistics.TOTAL_INCREASING

# Channel 0 -------------------------------------------------------------------------------------------

LOW_BATTERY: Final = Flag(field="lowBat", key="battery", device_class=Binary.BATTERY, category=DIAGNOSTIC, named=False)


def _fault(field: str, key: str, optional: str) -> Flag:
    """An error that the device may report; only where the firmware says that it can, it is on by default."""
    return Flag(field=field, key=key, device_class=Binary.PROBLEM, category=DIAGNOSTIC, enabled=None, optional=optional)


def _error(field: str, key: str) -> Flag:
    """A trouble that only the devices tell that can have it."""
    return Flag(field=field, key=key, device_class=Binary.PROBLEM, category=DIAGNOSTIC)


def _tamper(field: str, key: str) -> Flag:
    """Somebody tampers with the device."""
    return Flag(field=field, key=key, device_class=Binary.TAMPER, category=DIAGNOSTIC)


def _signal_strength(field: str, key: str) -> Number:
    return Number(
        field=field,
        key=key,
        device_class=Kind.SIGNAL_STRENGTH,
        unit=SIGNAL_STRENGTH_DECIBELS_MILLIWATT,
        category=DIAGNOSTIC,
        enabled=False,
    )


def _short_circuit(field: str, key: str) -> Word:
    """On which of the two wires of the bus there is a short circuit."""
    places = ("none", "bus_1", "bus_2", "bus_1_and_bus_2", "both")
    return Word(field=field, key=key, category=DIAGNOSTIC, options=places)


def _delay(field: str, key: str) -> Number:
    """After how many seconds something happens by itself; a setting."""
    return Number(
        field=field,
        key=key,
        device_class=Kind.DURATION,
        unit=UnitOfTime.SECONDS,
        state_class=None,
        category=DIAGNOSTIC,
        enabled=False,
        precision=0,
    )


SERVICE: Final[tuple[Row, ...]] = (
    LOW_BATTERY,
    _tamper("sabotage", "sabotage"),
    Flag(field="configPending", key="config_pending", device_class=Binary.PROBLEM, category=DIAGNOSTIC, enabled=False),
    Flag(
        field="dutyCycle",
        key="duty_cycle_reached",
        device_class=Binary.PROBLEM,
        category=DIAGNOSTIC,
        enabled=False,
        optional="IOptionalFeatureDutyCycle",
    ),
    _fault("deviceOverheated", "overheated", "IFeatureDeviceOverheated"),
    _fault("deviceOverloaded", "overloaded", "IFeatureDeviceOverloaded"),
    _fault("deviceUndervoltage", "undervoltage", "IFeatureDeviceUndervoltage"),
    _fault("devicePowerFailureDetected", "power_failure", "IFeatureDevicePowerFailure"),
    _fault("temperatureOutOfRange", "temperature_out_of_range", "IFeatureDeviceTemperatureOutOfRange"),
    _fault("coProFaulty", "coprocessor_faulty", "IFeatureDeviceCoProError"),
    _fault("coProRestartNeeded", "coprocessor_restart", "IFeatureDeviceCoProRestart"),
    _fault("coProUpdateFailure", "coprocessor_update_failed", "IFeatureDeviceCoProUpdate"),
    _error("lockJammed", "lock_jammed"),
    _error("incorrectPositioned", "incorrectly_positioned"),
    _error("badBatteryHealth", "battery_worn"),
    _error("notRechargeableBattery", "battery_not_rechargeable"),
    _error("blockedSabotage", "blocked_by_sabotage"),
    _error("blockedWrongCodePermanently", "blocked_for_good"),
    _error("blockedWrongCodeTemporarily", "blocked_for_a_while"),
    _error("busConfigMismatch", "bus_mismatch"),
    _error("deviceCommunicationError", "communication_error"),
    _error("deviceDriveError", "drive_error"),
    _error("deviceDriveModeError", "drive_mode_error"),
    _error("deviceCanBusError", "can_bus_error"),
    _error("mountingModuleError", "mounting_module_error"),
    _error("sensorError", "sensor_error"),
    _error("sensorCommunicationError", "sensor_communication_error"),
    _error("temperatureSensorError", "temperature_sensor_error"),
    _error("temperatureHumiditySensorError", "climate_sensor_error"),
    _error("temperatureHumiditySensorCommunicationError", "climate_sensor_communication_error"),
    _error("particulateMatterSensorError", "particle_sensor_error"),
    _error("particulateMatterSensorCommunicationError", "particle_sensor_communication_error"),
    _error("dataDecodingFailedError", "decoding_error"),
    _error("noDataFromLinkyError", "linky_no_data"),
    _error("ticVersionError", "linky_version_error"),
    _error("frostProtectionError", "frost_protection_error"),
    _error("valveFlowError", "valve_flow_error"),
    _error("valveWaterError", "valve_water_error"),
    Flag(
        field="profilePeriodLimitReached",
        key="profile_limit_reached",
        device_class=Binary.PROBLEM,
        category=DIAGNOSTIC,
        enabled=False,
        optional="IFeatureProfilePeriodLimit",
    ),
    _short_circuit("powerShortCircuit", "power_short_circuit"),
    _short_circuit("shortCircuitDataLine", "data_short_circuit"),
    Words(field="daliBusState", key="dali_bus", category=DIAGNOSTIC),
    _signal_strength("rssiDeviceValue", "rssi_device"),
    _signal_strength("rssiPeerValue", "rssi_peer"),
    Number(field="dutyCycleLevel", key="duty_cycle", unit=PERCENTAGE, category=DIAGNOSTIC, precision=1),
    Number(field="carrierSenseLevel", key="carrier_sense", unit=PERCENTAGE, category=DIAGNOSTIC, precision=1),
    Number(
        field="powerSupplyCurrent",
        key="supply_current",
        device_class=Kind.CURRENT,
        unit="mA",
        category=DIAGNOSTIC,
        precision=0,
    ),
    Moment(field="lastBootTimestamp", key="last_boot", category=DIAGNOSTIC, enabled=False),
)
"""Of every service channel; each device tells the ones that it has."""

# Climate ---------------------------------------------------------------------------------------------

TEMPERATURE: Final = Number(
    field="actualTemperature",
    key="temperature",
    device_class=Kind.TEMPERATURE,
    unit=CELSIUS,
    precision=1,
    always=True,
    named=False,
)
TEMPERATURE_TOO: Final = replace(TEMPERATURE, always=False)
"""The temperature of what measures something else, where it tells it."""
HUMIDITY: Final = Number(
    field="humidity", key="humidity", device_class=Kind.HUMIDITY, unit=PERCENTAGE, precision=0, named=False
)
VAPOR: Final = Number(
    field="vaporAmount", key="absolute_humidity", device_class=ABSOLUTE_HUMIDITY, unit="g/m³", precision=1
)
SET_POINT: Final = Number(
    field="setPointTemperature",
    key="set_point",
    device_class=Kind.TEMPERATURE,
    unit=CELSIUS,
    precision=1,
    enabled=False,
    state_class=None,
)
VALVE_TEMPERATURE: Final = Number(
    field="valveActualTemperature", key="valve_temperature", device_class=Kind.TEMPERATURE, unit=CELSIUS, precision=1
)
VALVE_POSITION: Final = Number(
    field="valvePosition",
    key="valve_position",
    unit=PERCENTAGE,
    factor=100,
    precision=0,
    always=True,
    enabled_when_told=True,
)
VALVE_STATES: Final = (
    "state_not_available",
    "run_to_start",
    "wait_for_adaption",
    "adaption_in_progress",
    "adaption_done",
    "too_tight",
    "adjustment_too_big",
    "adjustment_too_small",
    "error_position",
)
VALVE_STATE: Final = Word(
    field="valveState", key="valve_state", category=DIAGNOSTIC, options=VALVE_STATES, enabled=False
)


def _carbon_dioxide(*, always: bool) -> Number:
    return Number(
        field="carbonDioxideConcentration",
        key="carbon_dioxide",
        device_class=Kind.CO2,
        unit="ppm",
        precision=0,
        always=always,
        named=False,
    )


def _offset(field: str, key: str) -> Number:
    """By how many degrees something is moved; a setting."""
    return Number(field=field, key=key, unit=CELSIUS, state_class=None, category=DIAGNOSTIC, enabled=False, precision=1)


OFFSET: Final = _offset("temperatureOffset", "temperature_offset")
CLIMATE: Final[tuple[Row, ...]] = (TEMPERATURE, HUMIDITY, VAPOR)
THERMOSTAT: Final[tuple[Row, ...]] = (
    TEMPERATURE,
    HUMIDITY,
    VAPOR,
    _carbon_dioxide(always=False),
    SET_POINT,
    VALVE_TEMPERATURE,
    OFFSET,
)
AIR_QUALITY: Final[tuple[Row, ...]] = (_carbon_dioxide(always=True), TEMPERATURE, HUMIDITY, VAPOR)
RADIATOR: Final[tuple[Row, ...]] = (VALVE_POSITION, VALVE_TEMPERATURE, SET_POINT, VALVE_STATE, OFFSET)
FLOOR_VALVE: Final[tuple[Row, ...]] = (
    VALVE_POSITION,
    VALVE_STATE,
    *(
        Flag(field=field, key=key, device_class=kind, category=DIAGNOSTIC, enabled=False)
        for field, key, kind in (
            ("dewPointAlarmActive", "dew_point_alarm", Binary.PROBLEM),
            ("emergencyOperationActive", "emergency_operation", Binary.PROBLEM),
            ("frostProtectionActive", "frost_protection", Binary.RUNNING),
            ("externalClockActive", "external_clock", Binary.RUNNING),
            ("humidityLimiterAlarm", "humidity_alarm", Binary.PROBLEM),
            ("humidityLimiterPreAlarm", "humidity_warning", Binary.PROBLEM),
        )
    ),
)
AIR_PRESSURE: Final[tuple[Row, ...]] = (
    Number(
        field="airPressure",
        key="pressure",
        device_class=Kind.ATMOSPHERIC_PRESSURE,
        unit=UnitOfPressure.HPA,
        precision=1,
        always=True,
        named=False,
    ),
    TEMPERATURE_TOO,
)
TWO_TEMPERATURES: Final[tuple[Row, ...]] = tuple(
    Number(field=field, key=key, device_class=kind, unit=CELSIUS, precision=1, always=True)
    for field, key, kind in (
        ("temperatureExternalOne", "temperature_one", Kind.TEMPERATURE),
        ("temperatureExternalTwo", "temperature_two", Kind.TEMPERATURE),
        ("temperatureExternalDelta", "temperature_difference", member(Kind, "TEMPERATURE_DELTA")),
    )
)
_MASS: Final = micrograms_per_cubic_metre()
PARTICLES: Final[tuple[Row, ...]] = (
    *(
        Number(field=field, key=key, device_class=kind, unit=_MASS, precision=1, always=True, named=False)
        for field, key, kind in (
            ("particulateMassConcentrationOne", "pm1", Kind.PM1),
            ("particulateMassConcentrationTwoPointFive", "pm25", Kind.PM25),
            ("particulateMassConcentrationTen", "pm10", Kind.PM10),
        )
    ),
    *(
        Number(field=field, key=key, device_class=kind, unit=_MASS, precision=1, enabled=False)
        for field, key, kind in (
            ("particulateMassConcentrationOneAverage", "pm1_average", Kind.PM1),
            ("particulateMassConcentrationTwoPointFiveAverage", "pm25_average", Kind.PM25),
            ("particulateMassConcentrationTenAverage", "pm10_average", Kind.PM10),
        )
    ),
    *(
        Number(field=field, key=key, unit="1/cm³", precision=0, enabled=False)
        for field, key in (
            ("particulateNumberConcentrationOne", "pm1_number"),
            ("particulateNumberConcentrationTwoPointFive", "pm25_number"),
            ("particulateNumberConcentrationTen", "pm10_number"),
        )
    ),
    Number(field="particulateTypicalSize", key="particle_size", unit="µm", precision=2, enabled=False),
    Number(field="airQualityIndexTwoPointFive", key="air_quality_pm25", precision=0),
    Number(field="airQualityIndexTen", key="air_quality_pm10", precision=0),
    TEMPERATURE_TOO,
    HUMIDITY,
)
SOIL: Final[tuple[Row, ...]] = (
    Number(
        field="soilMoisture",
        key="soil_moisture",
        device_class=Kind.MOISTURE,
        unit=PERCENTAGE,
        precision=0,
        always=True,
    ),
    Number(
        field="soilTemperature",
        key="soil_temperature",
        device_class=Kind.TEMPERATURE,
        unit=CELSIUS,
        precision=1,
        always=True,
    ),
    Number(field="soilMoistureRawValue", key="soil_moisture_raw", category=DIAGNOSTIC, enabled=False),
)
HEAT_PUMP: Final[tuple[Row, ...]] = (
    Word(field="climateOperationMode", key="operating_mode", options=("auto", "heating", "cooling")),
    Word(field="presenceMode", key="presence_mode", options=("default", "normal", "home", "away", "vacation")),
    Number(
        field="supplyTemperature", key="supply_temperature", device_class=Kind.TEMPERATURE, unit=CELSIUS, precision=1
    ),
    _offset("heatingTemperatureOffset", "heating_offset"),
    _offset("coolingTemperatureOffset", "cooling_offset"),
)
"""What a plugin of a Home Control Unit tells of a heat pump (the vendor's Connect API, 1.0.1); nothing of it can be set."""

FLOOR_SWITCH: Final[tuple[Row, ...]] = (
    Flag(field="internalSwitchOutputEnabled", key="output_used", category=DIAGNOSTIC, enabled=False, always=True),
    Number(field="valvePosition", key="valve_position", unit=PERCENTAGE, factor=100, precision=0),
)

# Light and movement ----------------------------------------------------------------------------------


def _light(field: str, key: str, *, enabled: bool = True, always: bool = False, named: bool = True) -> Number:
    return Number(
        field=field,
        key=key,
        device_class=Kind.ILLUMINANCE,
        unit=LIGHT_LUX,
        precision=1,
        enabled=enabled,
        always=always,
        named=named,
    )


ILLUMINATION: Final[tuple[Row, ...]] = (
    _light("illumination", "illuminance", named=False),
    _light("currentIllumination", "current_illuminance", enabled=False),
)
LIGHT: Final[tuple[Row, ...]] = (
    _light("currentIllumination", "illuminance", always=True, named=False),
    _light("averageIllumination", "average_illuminance"),
    _light("highestIllumination", "highest_illuminance"),
    _light("lowestIllumination", "lowest_illuminance"),
)
MOTION: Final[tuple[Row, ...]] = (
    Flag(field="motionDetected", key="motion", device_class=Binary.MOTION, always=True, named=False, main=True),
    *ILLUMINATION,
)
PRESENCE: Final[tuple[Row, ...]] = (
    Flag(field="presenceDetected", key="presence", device_class=Binary.OCCUPANCY, always=True, named=False, main=True),
    *ILLUMINATION,
)
ACCELERATION: Final[tuple[Row, ...]] = (
    Flag(
        field="accelerationSensorTriggered",
        key="moving",
        device_class=Binary.MOVING,
        always=True,
        named=False,
        main=True,
    ),
    Number(field="absoluteAngle", key="angle", unit=DEGREE, precision=0),
    Word(field="tiltState", key="tilt", options=("neutral", "non_neutral", "tilted")),
)
PASSAGE: Final[tuple[Row, ...]] = (
    Number(field="leftCounter", key="passages_left", state_class=TOTAL, precision=0, always=True),
    Number(field="rightCounter", key="passages_right", state_class=TOTAL, precision=0, always=True),
    Number(field="leftRightCounterDelta", key="passages_balance", precision=0, always=True),
    Word(field="passageDirection", key="passage_direction", options=("left", "right"), enabled=False),
)
DISTANCE: Final[tuple[Row, ...]] = tuple(
    Number(
        field=field,
        key=key,
        device_class=Kind.DISTANCE,
        unit=UnitOfLength.CENTIMETERS,
        precision=0,
        always=field == "distance",
        named=field != "distance",
    )
    for field, key in (("distance", "distance"), ("calculatedHeight", "height"))
)
WHEEL: Final[tuple[Row, ...]] = (
    Word(field="rotationDirection", key="rotation", options=("clock_wise", "counter_clock_wise"), always=True),
)

# Contacts and alarms ---------------------------------------------------------------------------------

_OPEN: Final = frozenset({"OPEN", "TILTED"})
_SHUT: Final = frozenset({"CLOSED"})


def contact(
    kind: Binary, key: str = "contact", *, enabled: bool = True, always: bool = True, main: bool = True
) -> Flag:
    """A contact that is open or closed."""
    return Flag(
        field="windowState",
        key=key,
        device_class=kind,
        on=_OPEN,
        off=_SHUT,
        always=always,
        enabled=enabled,
        named=False,
        main=main,
    )


HANDLE: Final[tuple[Row, ...]] = (
    contact(Binary.WINDOW),
    Word(field="windowState", key="handle", options=("open", "closed", "tilted"), always=True),
)
DOOR_CONTACT: Final[tuple[Row, ...]] = (
    Flag(
        field="doorState",
        key="contact",
        device_class=Binary.DOOR,
        on=frozenset({"OPEN"}),
        off=_SHUT,
        always=True,
        named=False,
    ),
)
_UNLOCKED: Final = frozenset({"UNLOCKED", "OPEN"})
_LOCKED: Final = frozenset({"LOCKED"})
LOCK_SENSOR: Final[tuple[Row, ...]] = (
    Flag(
        field="lockState",
        key="lock",
        device_class=Binary.LOCK,
        always=True,
        named=False,
        main=True,
        on=_UNLOCKED,
        off=_LOCKED,
    ),
    Word(field="lockState", key="lock_state", options=("locked", "unlocked", "open", "none"), enabled=False),
)
LOCK_INPUT: Final[tuple[Row, ...]] = (
    Flag(field="lockState", key="lock", device_class=Binary.LOCK, always=True, named=False, on=_UNLOCKED, off=_LOCKED),
    Flag(
        field="glassBroken",
        key="glass_break",
        device_class=member(Binary, "GLASS_BREAK", Binary.SAFETY),
    ),
    contact(Binary.OPENING, always=False, main=False),
)
LOCK_PRO: Final[tuple[Row, ...]] = (
    _error("errorLoadTooLowDuringLockingActive", "load_too_low"),
    _error("errorLockedWhileDoorOpenActive", "locked_while_open"),
    _error("errorOpenedWhileDoorLockedActive", "opened_while_locked"),
    _tamper("sabotageAcceleration", "sabotage_shaking"),
    _tamper("sabotageBattery", "sabotage_battery"),
    _tamper("sabotageMagneticField", "sabotage_magnet"),
    _tamper("sabotageVertical", "sabotage_tilt"),
    Number(field="lastLockDriveLoad", key="drive_load", category=DIAGNOSTIC, enabled=False, precision=0),
    Words(field="lockStateChangeReason", key="lock_changed_by", category=DIAGNOSTIC, enabled=False),
)
LOCK_SETTINGS: Final[tuple[Row, ...]] = (
    Flag(field="autoRelockEnabled", key="auto_relock", category=DIAGNOSTIC, enabled=False),
    _delay("autoRelockDelay", "auto_relock_delay"),
)
AUTHORIZED: Final[tuple[Row, ...]] = (
    Flag(field="authorized", key="authorized", category=DIAGNOSTIC, enabled=False, always=True),
)
CODE_ACTION: Final[tuple[Row, ...]] = (
    *AUTHORIZED,
    Flag(field="actionCodeConfigured", key="code_configured", category=DIAGNOSTIC, enabled=False),
)
SMOKE_ALARMS: Final = ("idle_off", "primary_alarm", "secondary_alarm", "intrusion_alarm")
STATISTIC: Final = "IOptionalFeatureSmokeDetectorStatistic"
SMOKE: Final[tuple[Row, ...]] = (
    Flag(
        field="smokeDetectorAlarmType",
        key="smoke",
        device_class=Binary.SMOKE,
        on=frozenset({"PRIMARY_ALARM"}),
        off=frozenset({"IDLE_OFF", "SECONDARY_ALARM", "INTRUSION_ALARM"}),
        always=True,
        named=False,
        main=True,
    ),
    Word(field="smokeDetectorAlarmType", key="smoke_alarm", options=SMOKE_ALARMS, always=True),
    _error("chamberDegraded", "chamber_degraded"),
    Number(
        field="dirtLevel",
        key="dirt_level",
        unit=PERCENTAGE,
        factor=100,
        precision=0,
        category=DIAGNOSTIC,
        enabled=False,
    ),
    *(
        Number(field=field, key=key, state_class=TOTAL, category=DIAGNOSTIC, enabled=False, optional=STATISTIC)
        for field, key in (("smokeAlarmCounter", "smoke_alarms"), ("smokeTestCounter", "smoke_tests"))
    ),
    *(
        Moment(field=field, key=key, category=DIAGNOSTIC, enabled=False, optional=STATISTIC)
        for field, key in (
            ("lastSmokeAlarmTimestamp", "last_smoke_alarm"),
            ("lastSmokeTestTimestamp", "last_smoke_test"),
        )
    ),
)
WATER: Final[tuple[Row, ...]] = (
    Flag(field="moistureDetected", key="moisture", device_class=Binary.MOISTURE, always=True, named=False),
    Flag(field="waterlevelDetected", key="water_level", device_class=Binary.MOISTURE, always=True),
)
BASE_WATER: Final[tuple[Row, ...]] = (
    Flag(
        field="waterlevelDetected",
        key="water_level",
        device_class=Binary.MOISTURE,
        always=True,
        named=False,
        main=True,
    ),
    Flag(field="moistureDetected", key="moisture", device_class=Binary.MOISTURE),
)
RAIN: Final[tuple[Row, ...]] = (
    Flag(field="raining", key="raining", device_class=Binary.MOISTURE, always=True, main=True),
)
MAINS: Final[tuple[Row, ...]] = (
    Flag(
        field="powerMainsFailure",
        key="mains",
        device_class=Binary.POWER,
        inverted=True,
        always=True,
        named=False,
        main=True,
    ),
)

# Energy and water ------------------------------------------------------------------------------------

POWER: Final = Number(
    field="currentPowerConsumption",
    key="power",
    device_class=Kind.POWER,
    unit=UnitOfPower.WATT,
    precision=1,
    always=True,
    named=False,
)
ENERGY: Final = Number(
    field="energyCounter",
    key="energy",
    device_class=Kind.ENERGY,
    unit=UnitOfEnergy.KILO_WATT_HOUR,
    state_class=TOTAL,
    precision=2,
    always=True,
    named=False,
)
MEASURING: Final[tuple[Row, ...]] = (
    POWER,
    ENERGY,
    replace(ENERGY, field="energyCounterTwo", key="energy_fed_in", always=False, named=True),
)
FLOW: Final = Number(
    field="waterFlow",
    key="water_flow",
    device_class=Kind.VOLUME_FLOW_RATE,
    unit=UnitOfVolumeFlowRate.LITERS_PER_MINUTE,
    precision=1,
    always=True,
)
WATERING: Final[tuple[Row, ...]] = (
    FLOW,
    *(
        Number(
            field=field,
            key=key,
            device_class=Kind.WATER,
            unit=UnitOfVolume.LITERS,
            state_class=TOTAL,
            precision=1,
            always=True,
        )
        for field, key in (("waterVolume", "water_volume"), ("waterVolumeSinceOpen", "water_volume_since_open"))
    ),
    _delay("wateringOnTime", "watering_time"),
)
SUPPLY_STOP: Final[tuple[Row, ...]] = (
    FLOW,
    Number(
        field="waterPressure", key="water_pressure", device_class=Kind.PRESSURE, unit=UnitOfPressure.BAR, precision=2
    ),
    Word(
        field="waterSupplyState",
        key="water_supply",
        options=("no_waterflow", "reduced_waterflow", "full_opened"),
        always=True,
    ),
    Flag(field="waterAlarmActive", key="water_alarm", device_class=Binary.SAFETY, always=True),
    _error("waterFlowThresholdExceeded", "flow_too_high"),
    _error("waterFlowDurationExceeded", "flow_too_long"),
    Flag(field="waterSupplyVacationModeActive", key="water_vacation", category=DIAGNOSTIC, enabled=False),
    Moment(field="lastFlushTimestamp", key="last_flush", category=DIAGNOSTIC, enabled=False),
)
ANALOG: Final[tuple[Row, ...]] = (
    Number(field="analogOutputLevel", key="output_level", unit=PERCENTAGE, precision=0, always=True),
)
SOUND: Final[tuple[Row, ...]] = (
    _error("noSoundLowBat", "no_sound"),
    Words(field="mp3ErrorState", key="sound_error", category=DIAGNOSTIC, enabled=False),
)
LAMP: Final[tuple[Row, ...]] = (
    _fault("lampFailure", "lamp_failure", "IFeatureLampFailure"),
    _fault("controlGearFailure", "control_gear_failure", "IFeatureControlGearFailure"),
    _fault("limitFailure", "limit_failure", "IFeatureLimitFailure"),
    _fault("connectedDeviceUnreach", "lamp_unreachable", "IFeatureConnectedDeviceUnreach"),
)
DRIVE: Final[tuple[Row, ...]] = (_error("obstacleDetectedError", "obstacle"),)

# Weather ---------------------------------------------------------------------------------------------


def _sun(field: str, key: str, statistics: Statistics | None, *, enabled: bool = True) -> Number:
    return Number(
        field=field,
        key=key,
        device_class=Kind.DURATION,
        unit=UnitOfTime.MINUTES,
        state_class=statistics,
        precision=0,
        enabled=enabled,
    )


def _rain(field: str, key: str, statistics: Statistics | None, *, enabled: bool = True) -> Number:
    return Number(
        field=field,
        key=key,
        device_class=Kind.PRECIPITATION,
        unit=UnitOfPrecipitationDepth.MILLIMETERS,
        state_class=statistics,
        precision=1,
        enabled=enabled,
    )


WEATHER: Final[tuple[Row, ...]] = (
    TEMPERATURE,
    HUMIDITY,
    VAPOR,
    _light("illumination", "illuminance", named=False),
    Number(
        field="windSpeed",
        key="wind_speed",
        device_class=Kind.WIND_SPEED,
        unit=UnitOfSpeed.KILOMETERS_PER_HOUR,
        precision=1,
        always=True,
        named=False,
    ),
    Number(
        field="windDirection",
        key="wind_direction",
        device_class=WIND_DIRECTION,
        unit=DEGREE,
        state_class=member(Statistics, "MEASUREMENT_ANGLE"),
        precision=0,
    ),
    Number(field="windDirectionVariation", key="wind_variation", unit=DEGREE, precision=0, enabled=False),
    Flag(field="storm", key="storm", device_class=Binary.SAFETY, always=True),
    Flag(field="sunshine", key="sunshine", device_class=Binary.LIGHT, always=True),
    Flag(field="raining", key="raining", device_class=Binary.MOISTURE),
    _error("weathervaneAlignmentNeeded", "weathervane_alignment"),
    _rain("todayRainCounter", "rain_today", TOTAL),
    _rain("yesterdayRainCounter", "rain_yesterday", None, enabled=False),
    _rain("totalRainCounter", "rain_total", TOTAL, enabled=False),
    _sun("todaySunshineDuration", "sunshine_today", TOTAL),
    _sun("yesterdaySunshineDuration", "sunshine_yesterday", None, enabled=False),
    _sun("totalSunshineDuration", "sunshine_total", TOTAL, enabled=False),
)
