"""What a house shows: each device is made once, and kept as long as nothing that it is made of is another; pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from operator import attrgetter
from typing import Final

from ....model import Device, Feature, Sensor
from .devices import FEATURES, PREFIXES, SOURCES, Labels, affected, device_id, device_of, is_available
from .house import House, PartKey
from .parts import GATEWAY, Circuit, EnergyModule, Gateway, Part
from .sensors import circuit_features


@dataclass(slots=True)
class _Face:
    """A part as it was shown last; ``device`` is made when it is asked for, and of nothing that has no features."""

    sources: tuple[object, ...]
    available: bool
    features: tuple[Feature, ...]
    device: Device | None = None


@dataclass(slots=True)
class News:
    """What is not as it was: whole devices, and of others the features that have other values, by device."""

    devices: list[Device] = field(default_factory=list)
    values: dict[str, tuple[Feature, ...]] = field(default_factory=dict)

    def add(self, device: str, features: tuple[Feature, ...]) -> None:
        """Have these features of a device in it, too."""
        if features:
            self.values[device] = self.values.get(device, ()) + features


class Shown:
    """The devices of one house."""

    def __init__(self, house: House, labels: Labels) -> None:
        """Begin with nothing shown."""
        self._house = house
        self._labels = labels
        self._context: object = None
        self._faces: dict[type[Part], dict[str, _Face]] = {}
        self._circuits: dict[str, tuple[Circuit, tuple[Sensor, ...]]] = {}

    def devices(self) -> tuple[Device, ...]:
        """All devices as they are now; one that is as it was is the very same."""
        self._begin()
        found: list[Device] = []
        for kind in _KINDS:
            parts = self._parts(kind)
            faces = self._faces.setdefault(kind, {})
            for part_id, part in parts.items():
                sources = self._sources(kind, part)
                face = faces.get(part_id)
                if face is None or face.sources != sources:
                    face = faces[part_id] = self._look(part, sources)
                if device := face.device or self._make(part, face):
                    found.append(device)
            for part_id in faces.keys() - parts.keys():
                del faces[part_id]
        for circuit_id in self._circuits.keys() - self._house.of(Circuit).keys():
            del self._circuits[circuit_id]
        return tuple(found)

    def news(self, changed: Iterable[PartKey]) -> News:
        """What comes of changed parts."""
        self._begin()
        found, others = News(), []
        for kind, part_id in changed:
            if kind is Circuit and (circuit := self._house.get(Circuit, part_id)):
                self._look_at_circuit(circuit, found)
            else:
                others.append((kind, part_id))
        for kind, part_id in affected(self._house, others) if others else ():
            if part := self._parts(kind).get(part_id):
                self._look_again(part, found)
        return found

    def _begin(self) -> None:
        """Keep nothing of what was shown under other circumstances."""
        if (context := self._house.context) != self._context:
            self._context = context
            self._faces.clear()
            self._circuits.clear()

    def _parts(self, kind: type[Part]) -> Mapping[str, Part]:
        return {GATEWAY: self._house.gateway} if kind is Gateway else self._house.of(kind)

    def _sources(self, kind: type[Part], part: Part) -> tuple[object, ...]:
        """What its device is made of, beside the circumstances."""
        sources = SOURCES.get(kind)
        return tuple(sources(self._house, part)) if sources else (part,)

    def _look(self, part: Part, sources: tuple[object, ...]) -> _Face:
        return _Face(sources, is_available(self._house, part), self._features(part))

    def _make(self, part: Part, face: _Face) -> Device | None:
        if face.features:
            face.device = device_of(part, self._labels, face.features, available=face.available)
        return face.device

    def _features(self, part: Part) -> tuple[Feature, ...]:
        if isinstance(part, EnergyModule):
            sources = SOURCES[EnergyModule](self._house, part)
            return tuple(own for one in sources if isinstance(one, Circuit) for own in self._of_circuit(one))
        return tuple(FEATURES[type(part)](self._house, part, self._labels.counters))

    def _of_circuit(self, circuit: Circuit) -> tuple[Sensor, ...]:
        """The features of a circuit, those of them that have the same value the very same."""
        before, known = self._circuits.get(circuit.id, (None, ()))
        if before is circuit:
            return known
        now = circuit_features(circuit, known)
        self._circuits[circuit.id] = circuit, now
        return now

    def _look_at_circuit(self, circuit: Circuit, found: News) -> None:
        """One of the many that share a device: the others are not looked at."""
        if circuit.id not in self._circuits:
            if module := self._house.get(EnergyModule, circuit.module):
                self._look_again(module, found)
            return
        _, before = self._circuits[circuit.id]
        now = self._of_circuit(circuit)
        told = tuple(new for new, old in zip(now, before, strict=True) if new is not old)
        found.add(device_id(EnergyModule, circuit.module), told)

    def _look_again(self, part: Part, found: News) -> None:
        kind = type(part)
        faces = self._faces.setdefault(kind, {})
        before, face = faces.get(part.id), self._look(part, self._sources(kind, part))
        faces[part.id] = face
        if before is None or before.available is not face.available or _places(before) != _places(face):
            if device := self._make(part, face):
                found.devices.append(device)
            return
        pairs = zip(face.features, before.features, strict=True)
        face.features = tuple(old if new == old else new for new, old in pairs)
        told = tuple(new for new, old in zip(face.features, before.features, strict=True) if new is not old)
        found.add(GATEWAY if kind is Gateway else device_id(kind, part.id), told)


def _places(face: _Face) -> list[tuple[object, ...]]:
    """Which entities show it."""
    return [_place(feature) for feature in face.features]


_place: Final = attrgetter("key", "platform")
_KINDS: Final[tuple[type[Part], ...]] = (Gateway, *PREFIXES)
