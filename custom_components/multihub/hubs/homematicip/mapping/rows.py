"""Fields of a channel that are read alone: a row of a table says what one of them becomes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from homeassistant.components.binary_sensor import BinarySensorDeviceClass
from homeassistant.components.sensor import SensorDeviceClass, SensorStateClass
from homeassistant.const import EntityCategory

from ....model import BinarySensor, Feature, Sensor
from .part import Part
from .readers import ValueReader
from .values import flag, moment, number, text, word


@dataclass(frozen=True, slots=True, kw_only=True)
class Row(ValueReader):
    """One field of the wire and what it becomes.

    It becomes a feature when it is told (``null`` is not), when ``always`` is set, when the firmware
    says that it is real (``optional``), or when it was one before. ``enabled`` of ``None``: only where
    the firmware says that it is real; ``enabled_when_told``: only where it tells a value. ``named`` is
    false where the device class has the right name; ``main`` marks the field that may give its
    device's main feature.
    """

    says: str = "value"

    field: str
    key: str
    category: EntityCategory | None = None
    enabled: bool | None = True
    enabled_when_told: bool = False
    always: bool = False
    optional: str | None = None
    named: bool = True
    main: bool = False

    def __call__(self, part: Part) -> tuple[Feature, ...]:
        """Its feature, if the part has it."""
        return (self.feature(part),) if self.has(part) else ()

    def has(self, part: Part) -> bool:
        """Whether this part has the field."""
        supported = part.supports(self.optional)
        if supported is not None:
            return supported
        return self.always or part.raw.get(self.field) is not None or part.had(self.key)

    def common(self, part: Part) -> dict[str, Any]:
        """What every feature has."""
        enabled = self.enabled if self.enabled is not None else bool(part.supports(self.optional))
        if self.enabled_when_told and not part.had(self.key):
            enabled = enabled and part.raw.get(self.field) is not None
        translation = self.key if self.named else None
        return {
            "key": part.key(self.key),
            "category": self.category,
            "enabled_by_default": enabled,
            **(part.as_main(translation, f"{self.key}_channel") if self.main else part.as_other(translation, self.key)),
        }

    def feature(self, part: Part) -> Feature:
        """The feature of this row."""
        raise NotImplementedError


@dataclass(frozen=True, slots=True, kw_only=True)
class Number(Row):
    """A measured number, in ``unit`` once it is multiplied with ``factor``."""

    device_class: SensorDeviceClass | None = None
    state_class: SensorStateClass | None = SensorStateClass.MEASUREMENT
    unit: str | None = None
    precision: int | None = None
    factor: float = 1

    @property
    def numbers(self) -> tuple[str, ...]:
        """Its field."""
        return (self.field,)

    def feature(self, part: Part) -> Feature:
        """A sensor."""
        return Sensor(
            **self.common(part),
            value=self.value(part.raw.get(self.field)),
            unit=self.unit,
            device_class=self.device_class,
            state_class=self.state_class,
            precision=self.precision,
        )

    def value(self, told: object) -> int | float | None:
        """The number in ``unit``."""
        value = number(told)
        if value is not None and self.factor != 1:
            value = number(round(value * self.factor, 6))  # the product of a huge one is infinite
        return value


@dataclass(frozen=True, slots=True, kw_only=True)
class Word(Row):
    """One of several words; one that is not among the options is unknown."""

    options: tuple[str, ...]

    def feature(self, part: Part) -> Feature:
        """A sensor with options."""
        return Sensor(
            **self.common(part),
            value=self.value(part.raw.get(self.field)),
            device_class=SensorDeviceClass.ENUM,
            options=self.options,
        )

    def value(self, told: object) -> str | None:
        """The word, if it is one of the options."""
        value = word(told)
        return value if value in self.options else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Flag(Row):
    """Something that is or is not: true, or one of the words ``on``; ``inverted`` for the other way."""

    says: str = "is_on"

    device_class: BinarySensorDeviceClass | None = None
    on: frozenset[str] = frozenset()
    off: frozenset[str] = frozenset()
    inverted: bool = False

    def feature(self, part: Part) -> Feature:
        """A binary sensor."""
        return BinarySensor(
            **self.common(part), is_on=self.value(part.raw.get(self.field)), device_class=self.device_class
        )

    def value(self, told: object) -> bool | None:
        """Whether it is."""
        if self.on and isinstance(told, str):
            is_on = True if told in self.on else False if told in self.off else None
        else:
            is_on = flag(told)
        return not is_on if self.inverted and is_on is not None else is_on


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment(Row):
    """A point in time, in milliseconds since 1970."""

    def feature(self, part: Part) -> Feature:
        """A timestamp sensor."""
        return Sensor(
            **self.common(part),
            value=self.value(part.raw.get(self.field)),
            device_class=SensorDeviceClass.TIMESTAMP,
        )

    def value(self, told: object) -> datetime | None:
        """The time, aware."""
        return moment(told)


@dataclass(frozen=True, slots=True, kw_only=True)
class Words(Row):
    """A text as it is."""

    def feature(self, part: Part) -> Feature:
        """A sensor."""
        return Sensor(**self.common(part), value=self.value(part.raw.get(self.field)))

    def value(self, told: object) -> str | None:
        """The text."""
        return text(told)
