"""Every difference between Home Assistant 2025.4 and today's, each with the release that lets it go."""

from __future__ import annotations

from typing import Any

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
    from homeassistant.components.climate import ClimateEntity  # heavy, and not every hub heats

    if not hasattr(ClimateEntity, "native_current_temperature"):
        for name in _NATIVE:
            if isinstance(new := entity.__dict__.get(f"native_{name}"), property):
                setattr(entity, name, new)
    return entity


def retry_after(seconds: float) -> dict[str, Any]:
    """The argument of ``UpdateFailed`` that says when to try again; 2025.4 to 2025.11 have none."""
    return {"retry_after": seconds} if "retry_after" in UpdateFailed.__init__.__code__.co_varnames else {}
