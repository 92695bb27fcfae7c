"""Capabilities that stand alone: by their row in the table, else by how the device describes them (3.4)."""

from __future__ import annotations

from typing import Any, Final

from homeassistant.components.number import NumberMode
from homeassistant.components.number.const import DEVICE_CLASS_UNITS as NUMBER_UNITS
from homeassistant.components.sensor import SensorDeviceClass, SensorStateClass
from homeassistant.components.sensor.const import DEVICE_CLASS_UNITS as SENSOR_UNITS
from homeassistant.components.switch import SwitchDeviceClass
from homeassistant.const import EntityCategory

from ....model import BinarySensor, Button, Feature, Number, Range, Select, Sensor, Switch, Text
from ..requests import Write
from .capabilities import OUTDOORS, PARTS, ROWS, Row
from .classes import ClassRow
from .parts import Part, amount, choice, fixed, setting, span, step_of, switch_to
from .units import unit_of
from .wire import BOOLEAN, ENUM, NUMBER, Capability, Values, WireDevice, boolean, number, option, text

FURTHEST: Final = 1_000_000.0
"""The limits of a number that has none of its own."""

_BY_KIND: Final = {kind: Row(kind=kind, named=False) for kind in ("boolean", "number", "enum", "string")}


def single(device: WireDevice, capability: Capability, kind: ClassRow, *, is_main: bool = False) -> Part:
    """The part of one capability; ``is_main`` where it is what the device is about."""
    known = ROWS.get(capability.base)
    row = known if known and known.kind == capability.kind else _BY_KIND[capability.kind]
    common = {"key": capability.id, **_naming(device, capability, row), **_place(capability, row)}
    if is_main:
        common |= {"name": None, "translation_key": None}
    if capability.kind == BOOLEAN:
        return _boolean(device, capability, row, kind if is_main else None, common)
    if capability.kind == NUMBER:
        return _number(device, capability, row, common)
    if capability.kind == ENUM and capability.options:
        return _enum(device, capability, common)
    return _text(device, capability, common)


def _naming(device: WireDevice, capability: Capability, row: Row) -> dict[str, Any]:
    """A known thing is named by translation or device class, a part of it or an app's own by the hub's words."""
    if capability.id in PARTS:
        return {"translation_key": PARTS[capability.id]}
    if not capability.part and row is ROWS.get(capability.base):
        if not row.named:
            return {}
        if row.access == capability.access:
            return {"translation_key": capability.base}
    return {"name": _title(device, capability)}


def _title(device: WireDevice, capability: Capability) -> str:
    title = capability.title
    if title is None:
        return _readable(capability.id)
    same = sum(other.title == title for other in device.capabilities.values())
    return f"{title} {_readable(capability.part)}" if same > 1 and capability.part else title


def _readable(name: str) -> str:
    spaced = name.replace(".", " ").replace("_", " ").strip()
    return spaced[:1].upper() + spaced[1:]


def _place(capability: Capability, row: Row) -> dict[str, Any]:
    """Where it is shown; what maintains a device is neither in the way nor pressed by mistake."""
    if capability.is_maintenance:
        return {"category": EntityCategory.CONFIG, "enabled_by_default": False}
    return {"category": row.category, "enabled_by_default": row.enabled}


def _boolean(
    device: WireDevice, capability: Capability, row: Row, kind: ClassRow | None, common: dict[str, Any]
) -> Part:
    key = capability.id
    if row.binary is None and capability.setable and not capability.getable:
        return Part((), lambda _: Button(**common, press=fixed(device, Write(key, True))))
    if row.binary is None and capability.setable:
        outlet = SwitchDeviceClass.OUTLET if kind and kind.is_outlet else row.socket
        turn_on, turn_off = switch_to(device, capability, True), switch_to(device, capability, False)
        return Part(
            (key,),
            lambda values: Switch(
                **common,
                is_on=boolean(values.get(key)),
                device_class=outlet,
                turn_on=turn_on,
                turn_off=turn_off,
            ),
        )
    inverted = row.inverted

    def build(values: Values) -> Feature:
        value = boolean(values.get(key))
        return BinarySensor(
            **common, is_on=not value if inverted and value is not None else value, device_class=row.binary
        )

    return Part((key,), build)


def _number(device: WireDevice, capability: Capability, row: Row, common: dict[str, Any]) -> Part:
    if capability.setable and row.measure is None:
        return _amount(device, capability, row, common)
    key = capability.id
    scale = 100 if capability.is_fraction else 1
    measure, unit = _measure(device, capability, row)
    if measure is None and row.measure is not None and not row.named and "name" not in common:
        common = common | {"name": _title(device, capability)}
    state_class = row.state_class
    if row.kind == NUMBER and key not in PARTS and not row.named and row.measure is None and row.unit is None:
        state_class = SensorStateClass.MEASUREMENT if unit and state_class is None else state_class
    if measure is SensorDeviceClass.ENERGY and device.device_class == "battery" and not capability.part:
        state_class = SensorStateClass.TOTAL
    precision = capability.decimals
    if precision is not None and scale == 100:
        precision = max(0, precision - 2)

    def build(values: Values) -> Feature:
        value = number(values.get(key))
        if value is not None and scale != 1:
            value = round(value * scale, 4)
        return Sensor(
            **common, value=value, unit=unit, device_class=measure, state_class=state_class, precision=precision
        )

    return Part((key,), build)


def _measure(device: WireDevice, capability: Capability, row: Row) -> tuple[SensorDeviceClass | None, str | None]:
    """The device class and the unit, as far as Home Assistant takes them together."""
    measure = row.measure
    told = capability.unit or row.unit
    if measure is SensorDeviceClass.PRESSURE and OUTDOORS & device.capabilities.keys():
        measure = SensorDeviceClass.ATMOSPHERIC_PRESSURE
    if capability.base == "meter_rain" and unit_of(told) == "mm":
        measure = SensorDeviceClass.PRECIPITATION
    allowed = SENSOR_UNITS.get(measure) if measure else None
    unit = unit_of(told, allowed)
    if capability.is_fraction:
        unit = "%"
    if allowed is not None and unit not in allowed:
        measure = None
    return measure, unit


def _amount(device: WireDevice, capability: Capability, row: Row, common: dict[str, Any]) -> Part:
    key = capability.id
    scale = 100 if capability.is_fraction else 1
    allowed = NUMBER_UNITS.get(row.amount) if row.amount else None
    unit = "%" if capability.is_fraction else unit_of(capability.unit or row.unit, allowed)
    device_class = row.amount if allowed is None or unit in allowed else None
    low, high = span(capability, 0 if scale == 100 else -FURTHEST, 1 if scale == 100 else FURTHEST)
    step = max(round(step_of(capability, 0.01) * scale, 6), 0.000001)
    set_to = amount(device, capability, scale)
    mode = NumberMode.BOX if high - low >= 2 * FURTHEST else None

    def build(values: Values) -> Feature:
        value = number(values.get(key))
        return Number(
            **common,
            range=Range(
                None if value is None else round(value * scale, 6), low * scale, high * scale, step, unit, set_to
            ),
            device_class=device_class,
            mode=mode,
        )

    return Part((key,), build)


def _enum(device: WireDevice, capability: Capability, common: dict[str, Any]) -> Part:
    key, options = capability.id, capability.options
    if capability.setable:
        return Part((key,), lambda values: Select(**common, choice=choice(device, capability, values)))
    return Part(
        (key,),
        lambda values: Sensor(
            **common,
            value=option(values.get(key), options),
            options=options,
            device_class=SensorDeviceClass.ENUM,
        ),
    )


def _text(device: WireDevice, capability: Capability, common: dict[str, Any]) -> Part:
    key = capability.id
    if capability.setable and capability.kind != ENUM:
        common = common | {"enabled_by_default": False}
        return Part((key,), lambda values: Text(**common, value=text(values.get(key)), set=setting(device, capability)))

    def build(values: Values) -> Feature:
        return Sensor(**common, value=text(values.get(key)))

    return Part((key,), build)
