"""The whole house: rows as they are now, and the devices that they make; no input or output.

Only what changed is looked at again: a row that is equal costs a comparison, a changed value one
rendering of the parts that read it, a changed description a new plan for its device.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Set as AbstractSet
from dataclasses import replace
from operator import attrgetter
from typing import Any, Final

from ....model import Device, Feature
from .devices import Plan, make_device, plan_group, signature_of
from .facts import LAST_LEVEL, Settings
from .grouping import group_rows
from .scenes import event_type
from .texts import Texts
from .told import Press, Told
from .wire import SENTINEL, Pair, Row, as_date, as_int, as_text, as_value, parse_pairs, parse_row, parse_shown

PUSHED: Final = ("value", "status", "last_change", "name", "location", "location2")
"""What HS4's webhook tells of a row (protocol page, section 2)."""

DESCRIBING: Final = ("device_type", "device_type_string", "interface_name", "relationship", "misc")
"""What of a row tells what it is."""

_LEVEL_KINDS: Final = frozenset({"light", "fan", "cover"})

type Changed = dict[int, bool]
"""Rows that are not as they were, and of each whether more is another than what it shows."""


class House:
    """Rows in, devices out."""

    def __init__(self, settings: Settings) -> None:
        """Begin with nothing known."""
        self.settings = settings
        self.rows: dict[int, Row] = {}
        self.controls: tuple[Mapping[str, Any], ...] = ()
        self._raw: dict[int, Mapping[str, Any]] = {}
        self._pairs: dict[int, tuple[Pair, ...]] = {}
        self._texts = Texts()
        self._plans: dict[int, Plan] = {}
        self._plan_of: dict[int, int] = {}
        self._pressable: frozenset[int] = frozenset()
        self._features: dict[int, list[tuple[Feature, ...]]] = {}
        self._devices: dict[int, Device] = {}
        self._behind: set[int] = set()
        """The roots of devices of which values were told that ``_devices`` does not have yet."""
        self._is_stale = True

    @property
    def devices(self) -> tuple[Device, ...]:
        """Every device that has something to show."""
        self._catch_up()
        return tuple(device for device in self._devices.values() if device.features)

    def load_controls(self, controls: Iterable[Mapping[str, Any]]) -> None:
        """Take the controls of all rows; ``load`` then makes plans of them."""
        self.controls = tuple(controls)
        self._is_stale = True
        self._pairs = {as_int(raw.get("ref")): pairs for raw in self.controls if (pairs := parse_pairs(raw))}

    def renew_controls(self, controls: Iterable[Mapping[str, Any]]) -> None:
        """Take the controls of some rows anew; ``load`` then makes new plans of those that are not as they were.

        A row that is not among them keeps its controls: an answer that lacks it is no proof that they are gone.
        """
        fresh = {as_int(raw.get("ref")): raw for raw in controls}
        pairs = {ref: found for ref, raw in fresh.items() if (found := parse_pairs(raw))}
        if all(self._pairs.get(ref) == found for ref, found in pairs.items()):
            return
        known = {as_int(raw.get("ref")): raw for raw in self.controls}
        self.controls = tuple((known | {ref: fresh[ref] for ref in pairs}).values())
        self._pairs |= pairs
        self._is_stale = True

    def described_anew(self, rows: Iterable[Mapping[str, Any]]) -> list[int]:
        """The known refs that these rows describe as something else than before, so that their controls may be others."""
        return [
            ref
            for raw in rows
            if (before := self._raw.get(ref := as_int(raw.get("ref"))))
            and any(raw.get(key) != before.get(key) for key in DESCRIBING)
        ]

    def load(self, rows: Iterable[Mapping[str, Any]]) -> set[int]:
        """Take all rows there are; gives the refs whose rows are not as they were.

        A row that can't be read is left out; it takes no other one with it.
        """
        changed: Changed = {}
        present: set[int] = set()
        for raw in rows:
            ref = self._take(raw, changed)
            if ref is not None:
                present.add(ref)
        gone = self.rows.keys() - present
        for ref in gone:
            del self.rows[ref], self._raw[ref]
        if gone or self._is_stale:
            self._replan()
        else:
            self._refreshed(changed)
        self._is_stale = False
        return set(changed)

    def apply(self, rows: Iterable[Mapping[str, Any]]) -> Told:
        """Take some rows; gives what is not as it was."""
        changed: Changed = {}
        for raw in rows:
            self._take(raw, changed)
        return self._refreshed(changed)

    def as_now(self, rows: Iterable[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
        """These raw rows with what was told of them since; one that is not known stays as it is."""
        return [self._raw.get(as_int(raw.get("ref")), raw) for raw in rows]

    def with_pushed(self, data: Mapping[str, Any]) -> dict[str, Any] | None:
        """The whole raw row after what HS4's webhook tells of it; ``None`` for a row that is not known."""
        before = self._raw.get(as_int(data.get("ref")))
        return None if before is None else {**before, **{key: data[key] for key in PUSHED if key in data}}

    def apply_value(self, ref: int, value: float | None) -> tuple[dict[str, Any], Told] | None:
        """Take a row's value alone, where the text that it has for it is known; else it must be read (``None``).

        Gives the whole raw row as it is now, and what is not as it was.
        """
        row = self.rows.get(ref)
        if row is None or value is None or abs(value) > SENTINEL:
            return None
        text = self._texts.of(row, value, self._pairs.get(ref, ()))
        if text is None:
            return None
        raw = {**self._raw[ref], "value": value, "status": text}
        previous = row.previous if row.value in (None, value) else row.value
        self._raw[ref] = raw
        self.rows[ref] = row._replace(value=value, status=text, previous=previous)
        return raw, self._refreshed({ref: False})

    def is_news(self, raw: Mapping[str, Any], wanted: Mapping[int, float]) -> bool:
        """Whether a row that answers a command shows its effect; it may still hold the old value."""
        ref = as_int(raw.get("ref"))
        row = self.rows.get(ref)
        value = as_value(raw.get("value"))
        return row is not None and (value != row.value or value == wanted.get(ref))

    def knows(self, ref: int) -> bool:
        """Whether there is such a row."""
        return ref in self.rows

    def family(self, ref: int) -> tuple[int, ...]:
        """The refs of the device that a row belongs to; the row alone where it is not known."""
        plan = self._plans.get(self._plan_of.get(ref, 0))
        return plan.group.members if plan else (ref,)

    def is_level_pending(self, ref: int) -> bool:
        """Whether a row says "on, at a level that is told in a moment" (section 5.4)."""
        row, plan = self.rows.get(ref), self._plans.get(self._plan_of.get(ref, 0))
        if row is None or plan is None or row.value != LAST_LEVEL:
            return False
        dims = any(pair.limits and pair.limits.high < LAST_LEVEL for pair in self._pairs.get(ref, ()))
        return dims and any(part.kind in _LEVEL_KINDS and ref in part.sources for part in plan.parts)

    def presses(self, rows: Iterable[Mapping[str, Any]]) -> list[Press]:
        """What was pressed by these rows, before they are taken: those that changed since."""
        found: list[Press] = []
        for raw in rows:
            ref = as_int(raw.get("ref"))
            row = self.rows.get(ref) if ref in self._pressable else None
            if row is None or row.last_change is None:
                continue
            now = as_date(raw.get("last_change"))
            if now is None or now <= row.last_change:
                continue
            if press := self.press(row.ref, as_value(raw.get("value")), as_text(raw.get("status"))):
                found.append(press)
        return found

    def press(self, ref: int, value: float | None, status: str | None = None) -> Press | None:
        """What was pressed when this row takes this value; ``None`` if nothing was."""
        kind = event_type(value) if ref in self._pressable else None
        if kind is None:
            return None
        attributes: dict[str, Any] = {"value": value}
        if status:
            attributes["status"] = status
        return Press(str(self._plan_of[ref]), str(ref), kind, attributes)

    # Keeping up

    def _take(self, raw: Mapping[str, Any], changed: Changed) -> int | None:
        """Take one raw row; gives its ref."""
        ref = raw.get("ref")
        if isinstance(ref, int) and self._raw.get(ref) == raw:
            return ref
        before = self.rows.get(ref) if isinstance(ref, int) else None
        shown = parse_shown(raw, self._raw[before.ref], before) if before else None
        row = shown or parse_row(raw, before)
        if row is None:
            return None
        self._raw[row.ref] = raw
        if row != self.rows.get(row.ref):
            changed[row.ref] = changed.get(row.ref, False) or shown is None
            self._texts.learn(row)
        self.rows[row.ref] = row
        return row.ref

    def _replan(self) -> None:
        """Group everything anew; plans of groups that are described the same stay."""
        plans: dict[int, Plan] = {}
        for group in group_rows(self.rows):
            old = self._plans.get(group.root)
            signature = tuple((*signature_of(self.rows[ref]), self._pairs.get(ref)) for ref in group.members)
            if old is None or old.group != group or old.signature != signature or old.undecided:
                old = plan_group(group, self.rows, self._pairs, self.settings)
            plans[group.root] = old
        stale = self._plans.keys() - plans.keys()
        for root in stale:
            self._features.pop(root, None)
            self._devices.pop(root, None)
            self._behind.discard(root)
        self._plans = plans
        self._plan_of = {ref: root for root, plan in plans.items() for ref in plan.group.members}
        parts = [part for plan in plans.values() for part in plan.parts if part.kind == "event"]
        self._pressable = frozenset(source for part in parts for source in part.sources)
        for root in plans:
            self._render(root)

    def _refreshed(self, changed: Changed) -> Told:
        """What comes out different of some changed rows."""
        if not changed:
            return Told()
        if any(self._is_to_plan(ref, more=more) for ref, more in changed.items()):
            self._catch_up()
            before = dict(self._devices)
            self._replan()
            return Told(tuple(device for root, device in self._devices.items() if before.get(root) != device))
        devices, values = [], {}
        for root in sorted({self._plan_of[ref] for ref in changed}):
            features = self._render_again(root, changed.keys())
            if features is None:
                devices.append(self._device(root))
            elif features:
                values[str(root)] = features
        return Told(tuple(devices), values)

    def _is_to_plan(self, ref: int, *, more: bool) -> bool:
        """Whether its device is to be planned anew; ``more``: not only what the row shows is another."""
        root = self._plan_of.get(ref)
        if root is None:
            return True
        plan = self._plans[root]
        if ref in plan.undecided:
            return True
        if not more:
            return False
        position = plan.group.members.index(ref)
        return plan.signature[position] != (*signature_of(self.rows[ref]), self._pairs.get(ref))

    def _render(self, root: int) -> None:
        """Render all parts of a device."""
        plan = self._plans[root]
        self._features[root] = [part.render(self.rows) for part in plan.parts]
        self._behind.discard(root)
        made = make_device(plan, self.rows, self._shown(root), self.settings)
        if self._devices.get(root) != made:
            self._devices[root] = made

    def _render_again(self, root: int, changed: AbstractSet[int]) -> tuple[Feature, ...] | None:
        """Render the parts that read changed rows; gives what has other values, ``None`` where some came or went."""
        known = self._features[root]
        told: list[Feature] = []
        is_the_same = True
        for place, part in enumerate(self._plans[root].parts):
            if changed.isdisjoint(part.sources):
                continue
            before, now = known[place], part.render(self.rows)
            if now != before:
                known[place] = now
                told += now
                is_the_same = is_the_same and [*map(_place, now)] == [*map(_place, before)]
        if told or not is_the_same:
            self._behind.add(root)
        return tuple(told) if is_the_same else None

    def _shown(self, root: int) -> tuple[Feature, ...]:
        return tuple(feature for features in self._features[root] for feature in features)

    def _device(self, root: int) -> Device:
        """One device with its features as they are now."""
        if root in self._behind:
            self._behind.discard(root)
            self._devices[root] = replace(self._devices[root], features=self._shown(root))
        return self._devices[root]

    def _catch_up(self) -> None:
        for root in tuple(self._behind):
            self._device(root)


_place: Final = attrgetter("key", "platform")
"""What of a feature says which entity shows it."""
