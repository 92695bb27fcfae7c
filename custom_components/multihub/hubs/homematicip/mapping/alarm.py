"""The alarm: the classic panel of two zones, and the newer one of two modes that is asked, not told.

Classic zones are ``EXTERNAL`` (the shell) and ``INTERNAL`` (inside), the newer ones ``PRESENCE`` and
``ABSENCE`` (protocol page, section 1.5).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

from homeassistant.components.alarm_control_panel import AlarmControlPanelState as State
from homeassistant.const import EntityCategory

from ....model import AlarmControlPanel, Button, Command, Feature, Switch
from ..requests import Call
from . import calls
from .values import flag, mapping, text

EXTERNAL: Final = "EXTERNAL"
INTERNAL: Final = "INTERNAL"
PRESENCE: Final = "PRESENCE"
ABSENCE: Final = "ABSENCE"
REQUESTED: Final = frozenset({PRESENCE, ABSENCE})

HOME: Final = "home"
AWAY: Final = "away"
DISARMED: Final = "disarmed"

ZONE_FIELDS: Final = frozenset({"active", "label", "silent"})
"""What is read of a zone."""

CLASSIC_ZONES: Final = {
    HOME: {EXTERNAL: True, INTERNAL: False},
    AWAY: {EXTERNAL: True, INTERNAL: True},
    DISARMED: {EXTERNAL: False, INTERNAL: False},
}
REQUESTED_ZONES: Final = {
    HOME: {PRESENCE: True, ABSENCE: False},
    AWAY: {PRESENCE: False, ABSENCE: True},
    DISARMED: {PRESENCE: False, ABSENCE: False},
}

CLASSIC_STATES: Final = {
    (False, False): State.DISARMED,
    (True, False): State.ARMED_HOME,
    (True, True): State.ARMED_AWAY,
    (False, True): State.ARMED_CUSTOM_BYPASS,
}
"""Armed zones (external, internal): the state."""


def is_requested(zones: Iterable[Mapping[str, Any]]) -> bool:
    """Whether the home has the newer panel."""
    return any(text(zone.get("label")) in REQUESTED for zone in zones)


def arm(zones: Sequence[Mapping[str, Any]], target: str) -> Call:
    """The call that arms ``home`` or ``away``, or disarms."""
    requested = is_requested(zones)
    return calls.activate_zones((REQUESTED_ZONES if requested else CLASSIC_ZONES)[target], requested=requested)


def arm_anyway(zones: Sequence[Mapping[str, Any]], target: str, ignored: Iterable[Mapping[str, Any]] = ()) -> Call:
    """The call that arms although sensors report problems."""
    wanted = (REQUESTED_ZONES if is_requested(zones) else CLASSIC_ZONES)[target]
    return calls.activate_zones_anyway(wanted, ignored)


def panel(security: Mapping[str, Any], zones: Sequence[Mapping[str, Any]]) -> Iterator[Feature]:
    """The alarm panel."""
    yield AlarmControlPanel(
        key="home_alarm",
        translation_key="alarm",
        state=_state(security, zones),
        disarm=Command(lambda code=None: arm(zones, DISARMED)),
        arm_home=Command(lambda code=None: arm(zones, HOME)),
        arm_away=Command(lambda code=None: arm(zones, AWAY)),
    )


def silent_zones(zones: Callable[[], Sequence[Mapping[str, Any]]]) -> Iterator[Feature]:
    """Which of the classic zones raise their alarm without a siren; ``zones`` gives them as they are now.

    Both are told together: each command reads the other zone when it is sent.
    """

    def silent() -> dict[str, bool | None]:
        return {
            str(zone.get("label")): flag(zone.get("silent"))
            for zone in zones()
            if zone.get("label") in (EXTERNAL, INTERNAL) and "silent" in zone
        }

    def turn(label: str, on: bool) -> Command:
        def request() -> Call:
            wanted = {**{name: value is True for name, value in silent().items()}, label: on}
            return calls.home("security/setZonesSilentAlarm", zonesSilentAlarm=wanted)

        return Command(request)

    known = silent()
    for label in sorted(known) if len(known) == 2 else ():
        yield Switch(
            key=f"home_silent_{label.lower()}",
            translation_key=f"silent_{label.lower()}",
            category=EntityCategory.CONFIG,
            enabled_by_default=False,
            is_on=known[label],
            turn_on=turn(label, True),
            turn_off=turn(label, False),
        )


def safety(security: Mapping[str, Any]) -> Iterator[Feature]:
    """What else the alarm lets do: end the alarm of smoke and water, and let smoke detectors sound for burglars."""
    yield Button(
        key="home_acknowledge_alarm",
        translation_key="acknowledge_alarm",
        press=Command(lambda: calls.home("security/acknowledgeSafetyAlarm")),
    )
    if "intrusionAlertThroughSmokeDetectors" in security:
        yield Switch(
            key="home_smoke_detectors_alert",
            translation_key="smoke_detectors_alert",
            category=EntityCategory.CONFIG,
            enabled_by_default=False,
            is_on=flag(security.get("intrusionAlertThroughSmokeDetectors")),
            turn_on=_smoke_detectors_alert(True),
            turn_off=_smoke_detectors_alert(False),
        )


def _smoke_detectors_alert(on: bool) -> Command:
    return Command(
        lambda: calls.home("security/setIntrusionAlertThroughSmokeDetectors", intrusionAlertThroughSmokeDetectors=on)
    )


def blocking(answer: object) -> dict[str, tuple[str, ...]]:
    """What an answer to arming says is in the way: ``deviceId:channelIndex`` and the reasons."""
    problems = mapping(mapping(answer).get("channelActivationProblems"))
    return {
        str(key): tuple(str(reason) for reason in reasons) if isinstance(reasons, list) else ()
        for key, reasons in problems.items()
    }


def _state(security: Mapping[str, Any], zones: Sequence[Mapping[str, Any]]) -> State | None:
    if security.get("alarmActive") is True:
        return State.TRIGGERED
    if security.get("activationInProgress") is True:
        return State.ARMING
    active = {text(zone.get("label")): flag(zone.get("active")) is True for zone in zones}
    if is_requested(zones):
        if active.get(ABSENCE):
            return State.ARMED_AWAY
        return State.ARMED_HOME if active.get(PRESENCE) else State.DISARMED
    if not active:
        return None
    return CLASSIC_STATES[active.get(EXTERNAL, False), active.get(INTERNAL, False)]
