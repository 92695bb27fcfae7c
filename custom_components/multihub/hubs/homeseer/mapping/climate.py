"""Thermostats: one climate feature from a tree of rows (protocol page, section 5.4)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from homeassistant.components.climate import HVACAction, HVACMode

from ....model import Choice, Climate, Command, Feature, Range, Request
from ..requests import SetValue
from .facts import Facts, Part, words_of
from .sensors import measured
from .units import UNITS, split_number, unit_word
from .uses import Use
from .wire import Pair, Row

ROOT_CODES: Final = frozenset({(16, 99), (512, 8)})

CODES: Final[dict[str, tuple[tuple[int, int, int | None], ...]]] = {
    "temperature": ((16, 2, 0), (16, 2, 1), (513, 16, 0)),
    "humidity": ((16, 2, 5), (513, 16, 5)),
    "action": ((16, 1, None), (513, 16, 6)),
    "mode": ((16, 3, None), (16, 9, None), (513, 17, 3), (513, 17, 9)),
    "heat": ((16, 6, 1), (513, 17, 1)),
    "cool": ((16, 6, 2), (513, 17, 2)),
    "fan": ((16, 4, None), (513, 17, 4)),
    "hold": ((16, 8, None), (513, 17, 15)),
}
"""Role: API, type and subtype (``None``: any); what a control is for goes first."""

USES: Final[dict[str, frozenset[int]]] = {
    "mode": frozenset({Use.MODE_OFF, Use.MODE_HEAT, Use.MODE_COOL, Use.MODE_AUTO}),
    "heat": frozenset({Use.HEAT_SETPOINT}),
    "cool": frozenset({Use.COOL_SETPOINT}),
    "fan": frozenset({Use.FAN_AUTO, Use.FAN_ON}),
}

_SETPOINT_USES: Final = USES["heat"] | USES["cool"]

CONSUMED: Final = frozenset({"mode", "heat", "cool", "fan", "hold"})
"""Roles that are the climate feature's alone; temperature, humidity and state are sensors too."""

MODE_USES: Final = {
    Use.MODE_OFF: HVACMode.OFF,
    Use.MODE_HEAT: HVACMode.HEAT,
    Use.MODE_COOL: HVACMode.COOL,
    Use.MODE_AUTO: HVACMode.HEAT_COOL,
}
MODE_LABELS: Final = {
    "off": HVACMode.OFF,
    "heat": HVACMode.HEAT,
    "cool": HVACMode.COOL,
    "auto": HVACMode.HEAT_COOL,
    "auto changeover": HVACMode.HEAT_COOL,
    "heat cool": HVACMode.HEAT_COOL,
    "dry": HVACMode.DRY,
    "dry air": HVACMode.DRY,
    "fan": HVACMode.FAN_ONLY,
    "fan only": HVACMode.FAN_ONLY,
}
PRESET_LABELS: Final = frozenset({"eco", "away", "boost", "comfort", "sleep", "home"})
ACTION_WORDS: Final[tuple[tuple[str, HVACAction], ...]] = (
    ("pending", HVACAction.IDLE),
    ("idle", HVACAction.IDLE),
    ("heating", HVACAction.HEATING),
    ("heat", HVACAction.HEATING),
    ("cooling", HVACAction.COOLING),
    ("cool", HVACAction.COOLING),
    ("fan", HVACAction.FAN),
    ("vent", HVACAction.FAN),
    ("off", HVACAction.OFF),
)
ACTION_VALUES: Final = {0.0: HVACAction.IDLE, 1.0: HVACAction.HEATING, 2.0: HVACAction.COOLING, 3.0: HVACAction.FAN}

NO_PRESET: Final = "none"
_OFF_LABELS: Final = frozenset({"hold off", "off", "no hold", "none", "run", "run schedule"})
_FAN_LABELS: Final = frozenset({"auto", "on", "low", "medium", "high"})
_LIMITS: Final = {"°C": (5.0, 35.0, 0.5), "°F": (41.0, 95.0, 1.0)}
"""Unit: lowest, highest and step, where the controls tell none."""


@dataclass(frozen=True, slots=True)
class Thermostat:
    """The rows of a thermostat by what they are to it."""

    roles: dict[str, Facts] = field(default_factory=dict)

    @property
    def consumed(self) -> frozenset[int]:
        """The refs that are no features of their own."""
        return frozenset(facts.ref for role, facts in self.roles.items() if role in CONSUMED)


def find_thermostat(root: Row, members: Sequence[Facts]) -> Thermostat | None:
    """The thermostat among a device's rows: a root that is one, or a set-point beside a temperature."""
    roles: dict[str, Facts] = {}
    if (root.api, root.type) not in ROOT_CODES and not any(_SETPOINT_USES & facts.uses for facts in members):
        if not any(_has_code(facts.row, role) for facts in members for role in ("heat", "cool")):
            return None
    for role in CODES:
        if found := _find(role, members, taken=roles.values()):
            roles[role] = found
    if "temperature" not in roles:
        sensor = next((facts for facts in members if not facts.pairs and _is_temperature(facts)), None)
        if sensor:
            roles["temperature"] = sensor
    has_setpoint = "heat" in roles or "cool" in roles
    is_thermostat = (root.api, root.type) in ROOT_CODES
    if has_setpoint and ("temperature" in roles or is_thermostat):
        return Thermostat(roles)
    return Thermostat(roles) if is_thermostat and "mode" in roles else None


def _find(role: str, members: Sequence[Facts], taken: Iterable[Facts]) -> Facts | None:
    free = [facts for facts in members if facts not in taken]
    uses = USES.get(role, frozenset())
    by_use = next((facts for facts in free if uses & facts.uses), None)
    return by_use or next((facts for facts in free if _has_code(facts.row, role)), None)


def _has_code(row: Row, role: str) -> bool:
    return any((row.api, row.type) == (api, kind) and sub in (None, row.subtype) for api, kind, sub in CODES[role])


def _is_temperature(facts: Facts) -> bool:
    shown = split_number(facts.row.status)
    return bool(shown and shown[1] in ("F", "C", "°F", "°C", "°")) or "temperature" in facts.own_words


def climate(thermostat: Thermostat, root: Row, fahrenheit: bool) -> Part:
    """The climate feature of a thermostat."""
    roles = thermostat.roles
    unit = _unit(roles, fahrenheit)
    modes = _modes(roles.get("mode"), roles)
    presets = _Presets.of(roles.get("mode"), roles.get("hold"))
    fan = roles.get("fan")
    fan_pairs = {_named(pair, _FAN_LABELS): pair for pair in fan.discrete} if fan else {}
    mode_facts = roles.get("mode")
    set_mode = Command(lambda mode: _set(mode_facts, modes[mode])) if mode_facts and modes else None
    set_fan = Command(lambda option: _set(fan, fan_pairs[option])) if fan_pairs else None
    heat, cool = roles.get("heat"), roles.get("cool")

    def render(rows: Mapping[int, Row]) -> tuple[Feature, ...]:
        mode = _mode_now(rows, mode_facts, modes)
        temperature, humidity, action = roles.get("temperature"), roles.get("humidity"), roles.get("action")
        fan_now = next((name for name, pair in fan_pairs.items() if fan and rows[fan.ref].value == pair.value), None)
        values: dict[str, Any] = _targets(mode, _range(heat, rows, unit), _range(cool, rows, unit))
        return (
            Climate(
                key="climate",
                name=None,
                unit=unit,
                current=measured(rows[temperature.ref]) if temperature else None,
                humidity=measured(rows[humidity.ref]) if humidity else None,
                mode=Choice(mode, tuple(modes) or (HVACMode.HEAT,), set_mode),
                action=_action_now(rows[action.ref]) if action else None,
                preset=presets.choice(rows),
                fan=Choice(fan_now, tuple(fan_pairs), set_fan) if fan_pairs else None,
                enabled_by_default=not root.hidden,
                **values,
            ),
        )

    return Part("climate", tuple(sorted({facts.ref for facts in roles.values()})), render)


def _named(pair: Pair, known: frozenset[str]) -> str:
    """A control's label; as Home Assistant writes it, where it has that word."""
    label = pair.label.lower()
    return label if label in known else pair.label


def _set(facts: Facts | None, pair: Pair | None) -> Request:
    assert facts and pair
    return SetValue(facts.ref, pair.value)


def _unit(roles: Mapping[str, Facts], fahrenheit: bool) -> str:
    """The unit of the set-points or of the temperature, by their texts, else the system's."""
    for role in ("heat", "cool", "temperature"):
        facts = roles.get(role)
        if facts is None:
            continue
        suffixes = [pair.limits.suffix for pair in facts.ranges if pair.limits]
        shown = split_number(facts.row.status)
        for word in (*map(unit_word, suffixes), shown[1] if shown else ""):
            if (known := UNITS.get(word)) and known.unit in _LIMITS:
                return known.unit
    return "°F" if fahrenheit else "°C"


def _modes(facts: Facts | None, roles: Mapping[str, Facts]) -> dict[str, Pair | None]:
    """HVAC mode: the control that takes it. Without a mode row it is what the set-points can do."""
    if facts is None:
        both = "heat" in roles and "cool" in roles
        return {HVACMode.HEAT_COOL if both else HVACMode.HEAT if "heat" in roles else HVACMode.COOL: None}
    modes: dict[str, Pair | None] = {}
    for pair in facts.discrete:
        mode = MODE_USES.get(pair.use) or MODE_LABELS.get(pair.label.lower())  # type: ignore[call-overload]
        if mode:
            modes.setdefault(mode, pair)
    return modes


def _mode_now(rows: Mapping[int, Row], facts: Facts | None, modes: Mapping[str, Pair | None]) -> str | None:
    if facts is None:
        return next(iter(modes))
    row = rows[facts.ref]
    for mode, pair in modes.items():
        if pair and pair.value == row.value:
            return mode
    # a mode that is a preset here ("Energy Save Heat") still heats or cools
    words = words_of(row.status)
    fitting = {"heat": HVACMode.HEAT, "cool": HVACMode.COOL, "auto": HVACMode.HEAT_COOL, "off": HVACMode.OFF}
    for word, mode in fitting.items():
        if word in words and mode in modes:
            return mode
    return None


@dataclass(frozen=True, slots=True)
class _Presets:
    """Holds and unusual modes, as presets."""

    options: dict[str, tuple[Facts, Pair]]
    release: dict[int, Pair]
    """Ref: the control that ends what a preset began there."""

    @classmethod
    def of(cls, mode: Facts | None, hold: Facts | None) -> _Presets:
        options: dict[str, tuple[Facts, Pair]] = {}
        release: dict[int, Pair] = {}
        for facts in (mode, hold):
            for pair in facts.discrete if facts else ():
                assert facts
                label = pair.label.lower()
                is_mode = facts is mode and (pair.use in MODE_USES or label in MODE_LABELS)
                if facts is hold and (label in _OFF_LABELS or pair.use == Use.OFF):
                    release.setdefault(facts.ref, pair)
                elif is_mode:
                    if label != "off" and pair.use != Use.MODE_OFF:
                        release.setdefault(facts.ref, pair)
                elif pair.label:
                    options.setdefault(_named(pair, PRESET_LABELS), (facts, pair))
        return cls(options, release)

    def choice(self, rows: Mapping[int, Row]) -> Choice | None:
        """The preset that is on, and all of them."""
        if not self.options:
            return None
        now = next((name for name, (facts, pair) in self.options.items() if rows[facts.ref].value == pair.value), None)
        active = self.options[now][0].ref if now else None

        def take(option: str) -> Request:
            if option != NO_PRESET:
                facts, pair = self.options[option]
                return SetValue(facts.ref, pair.value)
            ref = active if active in self.release else next(iter(self.release), None)
            assert ref is not None
            return SetValue(ref, self.release[ref].value)

        names = (NO_PRESET, *self.options) if self.release else tuple(self.options)
        return Choice(now or (NO_PRESET if self.release else None), names, Command(take))


def _range(facts: Facts | None, rows: Mapping[int, Row], unit: str) -> Range | None:
    if facts is None:
        return None
    low, high, step = _LIMITS[unit]
    pair = next((pair for pair in facts.ranges), None)
    limits = pair.limits if pair else None
    if limits and limits.is_known:
        low, high = limits.shown(limits.low), limits.shown(limits.high)
    value = rows[facts.ref].value
    shown = limits.shown(value) if limits and value is not None else value
    ref = facts.ref
    command = Command(lambda target: SetValue(ref, limits.raw(target) if limits else target, sliding=True))
    return Range(shown, low, high, step, unit, command)


def _targets(mode: str | None, heat: Range | None, cool: Range | None) -> dict[str, Range | None]:
    """One target where one counts, two where the thermostat keeps between them."""
    if heat and cool and mode in (HVACMode.HEAT_COOL, HVACMode.AUTO):
        return {"low": heat, "high": cool}
    if mode == HVACMode.COOL and cool:
        return {"target": cool}
    return {"target": heat or cool}


def _action_now(row: Row) -> HVACAction | None:
    words = words_of(row.status)
    by_word = next((action for word, action in ACTION_WORDS if word in words), None)
    return by_word or (ACTION_VALUES.get(row.value) if row.value is not None else None)
