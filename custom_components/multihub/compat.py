"""Every difference between Home Assistant 2025.4 and today's, each with the release that lets it go."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Any

from homeassistant import config_entries, const
from homeassistant.helpers import device_registry as dr
from homeassistant.helpers.entity import Entity
from homeassistant.helpers.update_coordinator import UpdateFailed

# 2026.11 gave climate and water heaters `native_*` names for their temperatures and deprecated the
# old ones (gone in 2027.11). Ours are written with the new names. Goes when 2026.11 is the oldest.
_NATIVE = (
    "current_temperature",
    "target_temperature",
    "target_temperature_high",
    "target_temperature_low",
    "temperature_unit",
)


def native_temperatures[ClassT: type](entity: ClassT) -> ClassT:
    """Give a class with `native_*` temperatures the old names too, where Home Assistant reads those."""
    if not any("native_current_temperature" in vars(base) for base in entity.__mro__[1:]):
        for name in _NATIVE:
            if isinstance(new := entity.__dict__.get(f"native_{name}"), property):
                setattr(entity, name, new)
    return entity


def put_on(entity: Entity, device: dr.AnyDeviceEntry) -> None:
    """Put an entity that is not added yet on a device of the registry. Goes when 2025.8 is the oldest.

    2025.4 wants to be told by which identifiers it finds the device. Finding and comparing it for each entity costs a
    seventh of a set-up, so that it is handed over where Home Assistant takes it.
    """
    if (const.MAJOR_VERSION, const.MINOR_VERSION) >= (2025, 8):
        entity.device_entry = device
    else:
        entity._attr_device_info = dr.DeviceInfo(identifiers=device.identifiers)  # noqa: SLF001  what entities set


def retry_after(seconds: float) -> dict[str, Any]:
    """The argument of ``UpdateFailed`` that says when to try again. Goes when 2025.12, which has it, is the oldest."""
    return {"retry_after": seconds} if "retry_after" in UpdateFailed.__init__.__code__.co_varnames else {}


def member[ClassT: StrEnum](classes: type[ClassT], name: str, instead: ClassT | None = None) -> ClassT | None:
    """A device or state class by its name, ``instead`` where this Home Assistant lacks it.

    Since 2025.4 there came absolute humidity, glass break and differences of temperature. Goes when the
    oldest has them all.
    """
    return classes.__members__.get(name, instead)


def micrograms_per_cubic_metre() -> str:
    """The unit of fine dust: 2025.4 writes its letter another way. Goes when 2026.7, which gave it another name, is the oldest."""
    units = getattr(const, "UnitOfDensity", None)
    return str(units.MICROGRAMS_PER_CUBIC_METER if units else const.CONCENTRATION_MICROGRAMS_PER_CUBIC_METER)


def parts_per_million() -> str:
    """The unit of gases in the air. Goes when 2026.7, which gave it another name, is the oldest."""
    units = getattr(const, "UnitOfRatio", None)
    return str(units.PARTS_PER_MILLION if units else const.CONCENTRATION_PARTS_PER_MILLION)


def unit_class(unit: str | None) -> str | None:
    """The kind of unit by which the statistics convert; ``None`` where they don't."""
    from homeassistant.components.recorder.statistics import STATISTIC_UNIT_TO_UNIT_CONVERTER  # noqa: PLC0415

    converter = STATISTIC_UNIT_TO_UNIT_CONVERTER.get(unit)
    return converter.UNIT_CLASS if converter else None


def statistic_unit(unit: str | None) -> dict[str, str | None]:
    """The unit in a statistic's metadata, with its kind, which 2026.11 asks for. Goes when 2025.10, which knows it, is the oldest."""
    from homeassistant.components.recorder.models import StatisticMetaData  # noqa: PLC0415

    kind = {"unit_class": unit_class(unit)} if "unit_class" in StatisticMetaData.__annotations__ else {}
    return {"unit_of_measurement": unit, **kind}


def next_flow(flow_id: str) -> dict[str, Any]:
    """The argument that lets the dialog of a repair go on with another one. Goes when the oldest has ``repairs.FlowType``."""
    from homeassistant.components import repairs  # noqa: PLC0415

    kinds = getattr(repairs, "FlowType", None)
    return {"next_flow": (kinds.CONFIG_FLOW, flow_id)} if kinds else {}


if TYPE_CHECKING or hasattr(config_entries, "OptionsFlowWithReload"):
    from homeassistant.config_entries import OptionsFlowWithReload
else:

    class OptionsFlowWithReload(config_entries.OptionsFlow):
        """Reloads the entry when its options were changed; goes when 2025.8 is the oldest."""

        def async_create_entry(self, **kwargs: Any) -> config_entries.ConfigFlowResult:
            """End the dialog; the entry is reloaded as soon as its options are kept."""
            reload = self.hass.config_entries.async_schedule_reload
            self.hass.loop.call_soon(reload, self.config_entry.entry_id)
            return super().async_create_entry(**kwargs)


__all__ = [
    "OptionsFlowWithReload",
    "member",
    "micrograms_per_cubic_metre",
    "native_temperatures",
    "next_flow",
    "parts_per_million",
    "put_on",
    "retry_after",
    "statistic_unit",
    "unit_class",
]
