"""What a feature is: the first rule that fits (protocol page, section 5.2)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Final

from .contacts import binary_sensor, is_binary
from .covers import blind, garage
from .facts import Facts, Part, words_of
from .fans import fan, speeds
from .lights import color_light, color_pair, dimmed_light
from .locks import lock
from .media import MEDIA_USES, is_player, media_player
from .scenes import is_scene, scene
from .sensors import UNKNOWN_TEXTS, sensor
from .switches import buttons, leftovers, number, plain_light, select, switch, text, valve
from .uses import RANGE_TYPES, Show, Use

BARRIER: Final = (4, 0, 102)
DOOR_LOCK: Final = (4, 0, 98)
GARAGE_WORDS: Final = frozenset({"barrier", "garage", "gate"})
FAN_WORDS: Final = frozenset({"fan", "fans"})
LIGHT_WORDS: Final = frozenset({"light", "lights", "lamp", "lamps", "licht", "dimmer"})
BLIND_WORDS: Final = frozenset(
    word + end for word in ("blind", "shade", "curtain", "shutter", "awning", "roller", "covering") for end in ("", "s")
)
VALVE_WORDS: Final = frozenset({"valve", "valves"})
DOOR_LABELS: Final = frozenset({"open", "close"})
MOVE_LABELS: Final = frozenset({"open", "close", "closed", "up", "down"})
CAN_MOVE_LABELS: Final = MOVE_LABELS - {"closed"}
MOMENTARY: Final = MEDIA_USES | {Use.REPEAT, Use.SHUFFLE, Use.MUTE_TOGGLE, Use.INCREMENT, Use.DECREMENT}
"""Uses of controls that are pressed; a row with one of them that can't play is buttons."""

ROOT_FAN, ROOT_LIGHT, ROOT_WINDOW = (512, 2), (512, 3), (512, 9)


def _root(facts: Facts) -> tuple[int, int]:
    return facts.root.api, facts.root.type


def _is_garage(facts: Facts) -> bool:
    # a door that can't be told anything is what its text says: a binary sensor
    if not facts.pairs:
        return False
    locks = {Use.LOCK, Use.UNLOCK} <= facts.uses
    if facts.row.codes == BARRIER or (locks and facts.labels & DOOR_LABELS):
        return True
    # the word alone is no door: a garage has lamps and outlets too, and "on" does not tell which way a door goes
    return bool(GARAGE_WORDS & facts.words and MOVE_LABELS & words_of(*facts.labels))


def _is_lock(facts: Facts) -> bool:
    by_use = {Use.LOCK, Use.UNLOCK} <= facts.uses or {"lock", "unlock"} <= facts.labels
    # a lock that can't be told anything is what its text says
    return by_use or (facts.row.codes == DOOR_LOCK and bool(facts.discrete))


def _is_fan(facts: Facts) -> bool:
    if Use.DIM_FAN in facts.uses:
        return True
    if speeds(facts):
        return True
    is_named = bool(FAN_WORDS & facts.own_words) or (
        bool(FAN_WORDS & facts.root_words) and not LIGHT_WORDS & facts.own_words
    )
    return Use.DIM in facts.uses and (_root(facts) == ROOT_FAN or is_named)


def _is_blind(facts: Facts) -> bool:
    moves = bool({Use.DIM, Use.STOP} & facts.uses)
    if moves and CAN_MOVE_LABELS & facts.labels:
        return True
    if BLIND_WORDS & facts.words or _root(facts) == ROOT_WINDOW:
        # a blind's other features (its battery, its lamp) have the device's name too, and don't move
        is_itself = bool(BLIND_WORDS & facts.own_words) and not LIGHT_WORDS & facts.own_words
        return moves or bool(MOVE_LABELS & facts.labels) or (is_itself and _is_on_off(facts))
    return False


def _is_on_off(facts: Facts) -> bool:
    plain = {pair.label.lower() for pair in facts.discrete if pair.use in (0, Use.ON, Use.OFF)}
    return {Use.ON, Use.OFF} <= facts.uses or {"on", "off"} <= plain


def _is_plain_light(facts: Facts) -> bool:
    is_lamp = facts.row.is_light or _root(facts) == ROOT_LIGHT or bool(LIGHT_WORDS & facts.words)
    return _is_on_off(facts) and is_lamp


def _are_buttons(facts: Facts) -> bool:
    pressable = facts.pressable
    if not pressable or facts.ranges:
        return False
    return len(pressable) == 1 or facts.uses == {Use.ON} or bool(MOMENTARY & facts.uses)


def _is_number(facts: Facts) -> bool:
    return any(pair.limits or pair.type in RANGE_TYPES for pair in facts.pairs)


def _set_number(facts: Facts) -> Part:
    pair = next((pair for pair in facts.pairs if pair.limits or pair.type in RANGE_TYPES), facts.pairs[0])
    return number(facts, pair)


RULES: Final[tuple[tuple[str, Callable[[Facts], bool], Callable[[Facts], Part]], ...]] = (
    ("event", is_scene, scene),
    ("garage", _is_garage, garage),
    ("lock", _is_lock, lock),
    ("light", lambda facts: color_pair(facts) is not None, color_light),
    ("fan", _is_fan, fan),
    ("cover", _is_blind, blind),
    ("light", lambda facts: Use.DIM in facts.uses, dimmed_light),
    ("light", _is_plain_light, plain_light),
    ("valve", lambda facts: _is_on_off(facts) and bool(VALVE_WORDS & facts.words), valve),
    ("switch", _is_on_off, switch),
    ("media_player", is_player, lambda facts: media_player(facts, facts if Use.VOLUME in facts.uses else None)),
    ("number", lambda facts: Use.VOLUME in facts.uses and bool(facts.ranges), _set_number),
    ("button", _are_buttons, buttons),
    # whatever value it has just now: an entity that is a select today must be one tomorrow
    ("select", lambda facts: len(facts.choices) > 1, select),
    ("number", _is_number, _set_number),
    ("text", lambda facts: any(pair.type == Show.TEXT_BOX for pair in facts.pairs), text),
    ("button", lambda facts: bool(facts.pressable), buttons),
    ("binary_sensor", is_binary, binary_sensor),
    ("sensor", lambda _: True, sensor),
)
"""Kind, the test, and what makes it; the first that fits."""

OVERRIDES: Final[dict[str, Callable[[Facts], Part]]] = {
    "binary_sensor": binary_sensor,
    "button": buttons,
    "cover": blind,
    "fan": fan,
    "garage": garage,
    "light": lambda facts: dimmed_light(facts) if facts.ranges else plain_light(facts),
    "lock": lock,
    "number": _set_number,
    "select": select,
    "sensor": sensor,
    "switch": switch,
    "valve": valve,
}
"""What a person may choose for a ref in the options."""

NEEDS_CONTROLS: Final = frozenset(OVERRIDES) - {"binary_sensor", "sensor"}
IGNORED: Final = "ignored"

_NOTHING: Final = UNKNOWN_TEXTS | {"0"}
"""What roots show that have nothing to say."""


def classify(facts: Facts, *, is_root: bool) -> tuple[Part, ...]:
    """The parts of one row: what it is, and what is left over of its controls."""
    chosen = facts.settings.overrides.get(facts.ref)
    if chosen == IGNORED or (chosen is None and is_root and _says_nothing(facts)):
        return ()
    maker = OVERRIDES.get(chosen or "")
    if chosen in NEEDS_CONTROLS and not facts.pairs:
        maker = None
    if maker is None:
        maker = next(make for _, fits, make in RULES if fits(facts))
    part = maker(facts)
    if chosen in ("sensor", "binary_sensor"):
        return (part,)
    return (part, *leftovers(facts, part.used))


def combined(parts: dict[int, tuple[Part, ...]], members: dict[int, Facts]) -> dict[int, tuple[Part, ...]]:
    """Put siblings together that are one thing: a colour with its dimmer, a player with its volume."""
    colors = [facts for facts in members.values() if color_pair(facts) and _is(parts, facts, "light")]
    dimmers = [
        facts
        for facts in members.values()
        if Use.DIM in facts.uses and _is(parts, facts, "light") and facts not in colors
    ]
    result = dict(parts)
    if len(colors) == 1 and len(dimmers) == 1:
        lamp = dimmed_light(dimmers[0], colors[0])
        result[dimmers[0].ref] = (lamp, *leftovers(dimmers[0], lamp.used))
        result[colors[0].ref] = parts[colors[0].ref][1:]
    players = [facts for facts in members.values() if _is(parts, facts, "media_player")]
    volumes = [facts for facts in members.values() if Use.VOLUME in facts.uses and _is(parts, facts, "number")]
    if len(players) == 1 and len(volumes) == 1 and Use.VOLUME not in players[0].uses:
        player = media_player(players[0], volumes[0])
        result[players[0].ref] = (player, *leftovers(players[0], player.used))
        result[volumes[0].ref] = parts[volumes[0].ref][1:]
    return result


def as_main(facts: Facts) -> Facts:
    """The same feature as its device's main one: without a name of its own."""
    return replace(facts, name=None)


def _is(parts: dict[int, tuple[Part, ...]], facts: Facts, kind: str) -> bool:
    return any(part.kind == kind for part in parts.get(facts.ref, ()))


def _says_nothing(facts: Facts) -> bool:
    return not facts.pairs and facts.row.status.lower() in _NOTHING
