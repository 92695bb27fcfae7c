"""The heating of a room: its group, its members, its profiles and the absence of the home."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from homeassistant.components.climate import PRESET_AWAY, PRESET_BOOST, PRESET_ECO, PRESET_NONE, HVACAction, HVACMode
from homeassistant.const import UnitOfTemperature

from ....model import Choice, Climate, Command, Feature, Range
from ..requests import Call, Calls
from . import calls
from .part import Part
from .values import flag, mapping, number, text

AUTOMATIC: Final = "AUTOMATIC"
MANUAL: Final = "MANUAL"
ECO: Final = "ECO"
PARTY: Final = "party"

PROFILES: Final = ("PROFILE_1", "PROFILE_2", "PROFILE_3", "PROFILE_4", "PROFILE_5", "PROFILE_6")
HEATING_PROFILES: Final = PROFILES[:3]
COOLING_PROFILES: Final = PROFILES[3:]
RADIATOR: Final = "HEATING_THERMOSTAT_CHANNEL"
SWITCHES: Final = frozenset({"SWITCH_CHANNEL", "SWITCH_MEASURING_CHANNEL", "MULTI_MODE_INPUT_SWITCH_CHANNEL"})
PLAIN_RADIATOR_MODE: Final = "RADIATOR"
STEP: Final = 0.5
LIMITS: Final = (5.0, 30.0)


def watches_valves(raw: Mapping[str, Any]) -> bool:
    """Whether the temperature comes from a radiator's own valve, since no wall thermostat measures it."""
    return raw.get("actualTemperature") is None


def heating(part: Part) -> Iterator[Feature]:
    """A room's heating; without a wall thermostat its temperature is that of a radiator's valve."""
    raw, group_id = part.raw, part.device_id
    cooling = flag(raw.get("cooling")) is True
    ignored = cooling and (raw.get("coolingIgnored") is True or raw.get("coolingAllowed") is not True)
    kinds = {member.type for member in part.members}
    switched, radiator = not kinds.isdisjoint(SWITCHES), RADIATOR in kinds
    profiles = {} if ignored else _profiles(raw, COOLING_PROFILES if cooling else HEATING_PROFILES)
    boosting = flag(raw.get("boostMode")) is True
    control = text(raw.get("controlMode"))
    manual = HVACMode.COOL if cooling else HVACMode.HEAT
    modes: tuple[str, ...]
    if ignored and not switched:
        mode, modes = HVACMode.OFF, (HVACMode.OFF,)
    else:
        mode, modes = (manual if control == MANUAL or boosting else HVACMode.AUTO), (HVACMode.AUTO, manual)

    def set_mode(wanted: str) -> Call | Calls:
        end_boost = [calls.group(group_id, "heating/setBoost", boost=False)] if boosting else []
        target = AUTOMATIC if wanted == HVACMode.AUTO else MANUAL
        return calls.in_turn((*end_boost, calls.group(group_id, "heating/setControlMode", controlMode=target)))

    def set_preset(wanted: str) -> Call | Calls:
        if wanted == PRESET_BOOST:
            return calls.group(group_id, "heating/setBoost", boost=True)
        steps = [calls.group(group_id, "heating/setBoost", boost=False)] if boosting else []
        if wanted == PRESET_ECO:
            steps.append(calls.group(group_id, "heating/setControlMode", controlMode=ECO))
        elif wanted in profiles:
            if control != AUTOMATIC:
                steps.append(calls.group(group_id, "heating/setControlMode", controlMode=AUTOMATIC))
            number_of = PROFILES.index(profiles[wanted])
            steps.append(calls.group(group_id, "heating/setActiveProfile", profileIndex=number_of))
        elif control == ECO:
            steps.append(calls.group(group_id, "heating/setControlMode", controlMode=AUTOMATIC))
        return calls.in_turn(steps)

    can_boost = raw.get("boostAllowed") is not False and ((radiator and not cooling) or switched)
    preset = _preset(part, control, boosting, profiles)
    presets = [PRESET_NONE, *([PRESET_BOOST] if can_boost or boosting else []), PRESET_ECO, *profiles]
    if preset not in presets:
        presets.append(preset)
    lowest, highest = _limits(raw)
    yield Climate(
        key=part.key("climate"),
        name=None,
        translation_key="heating",
        unit=UnitOfTemperature.CELSIUS,
        current=_temperature(part),
        humidity=number(raw.get("humidity")),
        mode=Choice(mode, tuple(modes), Command(set_mode) if len(modes) > 1 else None),
        target=Range(
            number(raw.get("setPointTemperature")),
            lowest,
            highest,
            STEP,
            UnitOfTemperature.CELSIUS,
            Command(
                lambda temperature: calls.group(
                    group_id, "heating/setSetPointTemperature", latest=True, setPointTemperature=temperature
                )
            )
            if raw.get("controllable") is not False
            else None,
        ),
        action=_action(raw, radiator=radiator, cooling=cooling),
        preset=Choice(preset, tuple(presets), Command(set_preset)) if mode != HVACMode.OFF else None,
    )


def _limits(raw: Mapping[str, Any]) -> tuple[float, float]:
    """The temperatures that can be set; those of every thermostat where it tells none that make sense."""
    lowest, highest = number(raw.get("minTemperature")), number(raw.get("maxTemperature"))
    low, high = LIMITS[0] if lowest is None else lowest, LIMITS[1] if highest is None else highest
    return (float(low), float(high)) if low < high else LIMITS


def _profiles(raw: Mapping[str, Any], which: tuple[str, ...]) -> dict[str, str]:
    """The visible profiles by the user's name for them, or a number; two of the same name get one."""
    named: dict[str, str] = {}
    for number_of, index in enumerate(which, start=1):
        profile = mapping(mapping(raw.get("profiles")).get(index))
        if profile.get("visible") is not True or profile.get("enabled") is False:
            continue
        name = text(profile.get("name")) or f"Profile {number_of}"
        if name in named or name in (PRESET_NONE, PRESET_BOOST, PRESET_ECO, PRESET_AWAY, PARTY):
            name = f"{name} ({number_of})"
        named[name] = index
    return named


def _preset(part: Part, control: str | None, boosting: bool, profiles: Mapping[str, str]) -> str:
    raw = part.raw
    if boosting:
        return PRESET_BOOST
    if raw.get("partyMode") is True:
        return PARTY
    if control == ECO:
        return PRESET_AWAY if part.facts.absence == "VACATION" else PRESET_ECO
    if control == AUTOMATIC:
        active = raw.get("activeProfile")
        return next((name for name, index in profiles.items() if index == active), PRESET_NONE)
    return PRESET_NONE


def _temperature(part: Part) -> int | float | None:
    measured = number(part.raw.get("actualTemperature"))
    if measured is not None:
        return measured
    at_valves = (number(member.raw.get("valveActualTemperature")) for member in part.members)
    return next((value for value in at_valves if value is not None), None)


def _action(raw: Mapping[str, Any], *, radiator: bool, cooling: bool) -> HVACAction | None:
    """Whether a radiator heats; floor heating does not tell."""
    position = number(raw.get("valvePosition"))
    if not radiator or cooling or raw.get("floorHeatingMode") != PLAIN_RADIATOR_MODE or position is None:
        return None
    return HVACAction.HEATING if position > 0 else HVACAction.IDLE
