"""The home itself: what the hub's device has besides the access point's own channel.

Each part names the fields of the home and the types of groups that it reads; it is mapped again only
when one of these changed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, tzinfo
from typing import Any, Final

from homeassistant.components.binary_sensor import BinarySensorDeviceClass
from homeassistant.components.sensor import SensorDeviceClass, SensorStateClass
from homeassistant.const import PERCENTAGE, EntityCategory, UnitOfTemperature

from ....model import BinarySensor, Choice, Command, Event, Feature, Select, Sensor, Switch, Update
from ..requests import Call, Calls
from . import calls
from .alarm import ZONE_FIELDS, panel, safety, silent_zones
from .unknown import title
from .values import NOTHING, flag, local_moment, mapping, number, text
from .weather import weather

DIAGNOSTIC: Final = EntityCategory.DIAGNOSTIC
UPDATING: Final = frozenset({"PERFORM_UPDATE_SENT", "PERFORMING_UPDATE"})

PRESENT: Final = "present"
ABSENCES: Final = {
    "NOT_ABSENT": PRESENT,
    "PERMANENT": "eco",
    "PERIOD": "eco_until",
    "VACATION": "vacation",
    "PARTY": "party",
}
"""``absenceType``: our word for it. The first two can be chosen without saying more."""
CHOOSABLE: Final = (PRESENT, "eco")

JOURNAL_TYPES: Final = (
    "sensor_event",
    "access_point_disconnected",
    "access_point_connected",
    "activation_changed",
    "silence_changed",
    "sabotage",
    "moisture_detection_event",
    "smoke_alarm",
    "external_triggered",
    "offline_alarm",
    "water_detection_event",
    "mains_failure_event",
    "offline_water_detection_event",
    "glass_breakage_detection_event",
    "human_event",
    "motion_by_camera_event",
    "motion_event",
    "noise_event",
    "offline_glass_breakage_detection_event",
    "other",
)
"""The types of entries of the security journal; one that is not among them, or can't be read, is ``other``."""

JOURNAL_KEY: Final = "home_security_journal"


@dataclass(slots=True)
class HomeView:
    """What the home's parts read: its raw data and time zone, groups by type, how many devices are out of reach.

    It is always of now, for commands too, which may be older than what they read.
    """

    raw: Mapping[str, Any] = field(default_factory=dict)
    groups: dict[str, dict[str, Mapping[str, Any]]] = field(default_factory=lambda: defaultdict(dict))
    unreachable: int = 0
    zone: tzinfo = UTC

    def functional(self, solution: str) -> Mapping[str, Any]:
        """One of the ``functionalHomes``."""
        return mapping(mapping(self.raw.get("functionalHomes")).get(solution))

    def of_type(self, kind: str) -> tuple[Mapping[str, Any], ...]:
        """The groups of a type."""
        return tuple(self.groups.get(kind, NOTHING).values())


@dataclass(frozen=True, slots=True)
class HomePart:
    """A part of the home: what it becomes, the fields of the home that it reads, and by type those of groups."""

    features: Callable[[HomeView], Iterable[Feature]]
    reads: frozenset[str]
    groups: Mapping[str, frozenset[str]] = field(default_factory=dict)


def connection(home: HomeView) -> Iterator[Feature]:
    """Whether the access point reaches the cloud."""
    yield BinarySensor(
        key="home_connected",
        translation_key="cloud_connection",
        device_class=BinarySensorDeviceClass.CONNECTIVITY,
        category=DIAGNOSTIC,
        is_on=flag(home.raw.get("connected")),
    )


def radio(home: HomeView) -> Iterator[Feature]:
    """How busy the radio is."""
    for key, name in (("dutyCycle", "duty_cycle"), ("carrierSense", "carrier_sense")):
        if key in home.raw:
            yield Sensor(
                key=f"home_{name}",
                translation_key=f"home_{name}",
                category=DIAGNOSTIC,
                enabled_by_default=home.raw[key] is not None,
                value=number(home.raw[key]),
                unit=PERCENTAGE,
                state_class=SensorStateClass.MEASUREMENT,
                precision=1,
            )


def reach(home: HomeView) -> Iterator[Feature]:
    """How many devices the access point does not reach."""
    yield Sensor(
        key="home_unreachable",
        translation_key="unreachable_devices",
        category=DIAGNOSTIC,
        value=home.unreachable,
        state_class=SensorStateClass.MEASUREMENT,
    )


def firmware(home: HomeView) -> Iterator[Feature]:
    """The access point's firmware; it installs what there is by itself."""
    installed = text(home.raw.get("currentAPVersion"))
    if installed is None:
        return
    yield Update(
        key="home_firmware",
        translation_key="access_point_firmware",
        installed=installed,
        latest=text(home.raw.get("availableAPVersion")) or installed,
        in_progress=text(home.raw.get("updateState")) in UPDATING,
    )


def absence(home: HomeView) -> Iterator[Feature]:
    """Whether the home heats for people, and until when it does not."""
    climate = home.functional("INDOOR_CLIMATE")
    if not climate:
        return
    state = ABSENCES.get(text(climate.get("absenceType")) or "")

    def choose(option: str) -> Call | Calls:
        if option == "eco":
            return calls.home("heating/activateAbsencePermanent")
        if option == PRESENT:
            return calls.home("heating/deactivateVacation" if state == "vacation" else "heating/deactivateAbsence")
        return Calls(())  # already so: only the present state is among the options besides

    options = CHOOSABLE if state is None or state in CHOOSABLE else (*CHOOSABLE, state)
    yield Select(key="home_absence", translation_key="absence", choice=Choice(state, options, Command(choose)))
    yield Sensor(
        key="home_absence_end",
        translation_key="absence_end",
        device_class=SensorDeviceClass.TIMESTAMP,
        value=_until(climate, home),
    )
    yield Sensor(
        key="home_eco_temperature",
        translation_key="eco_temperature",
        device_class=SensorDeviceClass.TEMPERATURE,
        category=DIAGNOSTIC,
        enabled_by_default=False,
        value=number(climate.get("ecoTemperature")),
        unit=UnitOfTemperature.CELSIUS,
        precision=1,
    )


def _until(climate: Mapping[str, Any], home: HomeView) -> datetime | None:
    return local_moment(climate.get("absenceEndTime"), home.zone)


def cooling(home: HomeView) -> Iterator[Feature]:
    """Whether the home cools instead of heating."""
    climate = home.functional("INDOOR_CLIMATE")
    rooms = [flag(group.get("cooling")) for group in home.of_type("HEATING")]
    if "coolingEnabled" not in climate and not rooms:
        return
    known = [room for room in rooms if room is not None]
    yield Switch(
        key="home_cooling",
        translation_key="cooling",
        enabled_by_default=climate.get("coolingEnabled") is True,
        is_on=any(known) if known else None,
        turn_on=Command(lambda: calls.home("heating/setCooling", cooling=True)),
        turn_off=Command(lambda: calls.home("heating/setCooling", cooling=False)),
    )


def rules(home: HomeView) -> Iterator[Feature]:
    """The automations of the app, to be switched on and off."""
    for rule_id, raw in mapping(home.raw.get("ruleMetaDatas")).items():
        rule = mapping(raw)
        if rule:
            yield rule_switch(text(rule.get("id")) or rule_id, rule)


def rule_switch(rule_id: str, rule: Mapping[str, Any]) -> Switch:
    """One automation of the app."""
    return Switch(
        key=f"rule_{rule_id}",
        name=text(rule.get("label")) or title(text(rule.get("type")) or "rule"),
        category=EntityCategory.CONFIG,
        is_on=flag(rule.get("active")),
        turn_on=Command(lambda: calls.enable_rule(rule_id, True)),
        turn_off=Command(lambda: calls.enable_rule(rule_id, False)),
    )


def journal(home: HomeView) -> Iterator[Feature]:
    """What the alarm writes down."""
    if home.functional("SECURITY_AND_ALARM"):
        yield Event(key=JOURNAL_KEY, translation_key="security_journal", event_types=JOURNAL_TYPES)


def alarm(home: HomeView) -> Iterator[Feature]:
    """The alarm panel, and which zones sound no siren."""
    security, zones = home.functional("SECURITY_AND_ALARM"), home.of_type("SECURITY_ZONE")
    if security or zones:
        yield from panel(security, zones)
        yield from silent_zones(lambda: home.of_type("SECURITY_ZONE"))
        yield from safety(security)


def outside(home: HomeView) -> Iterator[Feature]:
    """The weather where the home is."""
    told = mapping(home.raw.get("weather"))
    if told is not NOTHING:
        yield weather(told)


HOME_PARTS: Final[dict[str, HomePart]] = {
    "connection": HomePart(connection, frozenset({"connected"})),
    "radio": HomePart(radio, frozenset({"dutyCycle", "carrierSense"})),
    "reach": HomePart(reach, frozenset()),
    "firmware": HomePart(firmware, frozenset({"currentAPVersion", "availableAPVersion", "updateState"})),
    "alarm": HomePart(alarm, frozenset({"functionalHomes"}), {"SECURITY_ZONE": ZONE_FIELDS}),
    "journal": HomePart(journal, frozenset({"functionalHomes"})),
    "absence": HomePart(absence, frozenset({"functionalHomes"})),
    "cooling": HomePart(cooling, frozenset({"functionalHomes"}), {"HEATING": frozenset({"cooling"})}),
    "rules": HomePart(rules, frozenset({"ruleMetaDatas"})),
    "weather": HomePart(outside, frozenset({"weather"})),
}
