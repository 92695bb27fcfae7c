"""What a hub has recorded, brought into Home Assistant's long-term statistics; nothing comes twice."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from itertools import groupby
from typing import TYPE_CHECKING, Any, Final

from homeassistant.components import persistent_notification
from homeassistant.components.sensor import SensorStateClass
from homeassistant.core import HomeAssistant, callback
from homeassistant.exceptions import HomeAssistantError, ServiceValidationError
from homeassistant.helpers import entity_registry as er
from homeassistant.helpers.translation import async_get_translations
from homeassistant.util import dt as dt_util

from .compat import statistic_unit, unit_class
from .const import CONF_IMPORT_HISTORY, DOMAIN
from .coordinator import HubCoordinator
from .hubs.base import Recorded
from .inventory import FeatureId
from .model import Sensor

if TYPE_CHECKING:
    from homeassistant.components.recorder.models import StatisticData

_COUNTERS: Final = (SensorStateClass.TOTAL, SensorStateClass.TOTAL_INCREASING)
_SOURCE: Final = "recorder"


@dataclass(frozen=True, slots=True)
class Hour:
    """What was recorded in one hour."""

    start: datetime
    values: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Known:
    """What Home Assistant has of an entity: its hours, the first one's state and sum, and its unit."""

    hours: frozenset[datetime] = frozenset()
    first: datetime | None = None
    state: float | None = None
    sum: float | None = None
    unit: str | None = None


async def async_import_history(
    hass: HomeAssistant,
    coordinator: HubCoordinator,
    features: Iterable[tuple[FeatureId, str]] | None,
    start: datetime | None,
    end: datetime | None,
    *,
    progress: Callable[..., None] | None = None,
) -> dict[str, Any]:
    """Import what is recorded of these features (all, if ``None``); gives how many hours of which entity.

    ``progress`` is told before each one how many are ``done``, of ``every`` one.

    Raises:
        ServiceValidationError: Home Assistant's recorder is off.
        HomeAssistantError: the hub can't be reached, refuses or has no records.

    """
    if _SOURCE not in hass.config.components:
        raise ServiceValidationError(translation_domain=DOMAIN, translation_key="no_recorder")
    imported: dict[str, int] = {}
    nothing: list[str] = []
    wanted = list(features) if features is not None else _sensors(hass, coordinator)
    for done, (feature_id, entity_id) in enumerate(wanted):
        if progress:
            progress(done=done, every=len(wanted))
        feature = coordinator.inventory.features.get(feature_id)
        if isinstance(feature, Sensor) and feature.state_class is not None:
            recorded = await coordinator.async_history(feature_id, start, end or dt_util.utcnow())
            if recorded is not None:
                imported[entity_id] = await _import(hass, entity_id, feature, recorded)
                continue
        nothing.append(entity_id)
    return {"imported": imported, "not_recorded": nothing}


@callback
def async_import_once(hass: HomeAssistant, coordinator: HubCoordinator) -> None:
    """Import everything in the background if the options ask for it, and take the wish out of them when it is done.

    A notification tells how far it has come, and in the end what there is or why not.
    """
    entry = coordinator.config_entry
    if entry.options.get(CONF_IMPORT_HISTORY):
        entry.async_create_background_task(hass, _import_all(hass, coordinator), f"{DOMAIN} {entry.entry_id} history")


async def _import_all(hass: HomeAssistant, coordinator: HubCoordinator) -> None:
    entry = coordinator.config_entry
    texts = await async_get_translations(hass, hass.config.language, "exceptions", {DOMAIN})

    def say(key: str, **placeholders: object) -> None:
        text = texts[f"component.{DOMAIN}.exceptions.{key}.message"].format(hub=entry.title, **placeholders)
        persistent_notification.async_create(hass, text, entry.title, f"{DOMAIN}_history_{entry.entry_id}")

    try:
        answer = await async_import_history(
            hass, coordinator, None, None, None, progress=partial(say, "history_progress")
        )
    except HomeAssistantError as err:
        say("history_failed", reason=str(err))
        return
    hours = answer["imported"]
    say("history_imported", hours=sum(hours.values()), entities=len(hours), without=len(answer["not_recorded"]))
    options = {key: value for key, value in entry.options.items() if key != CONF_IMPORT_HISTORY}
    hass.config_entries.async_update_entry(entry, options=options)


def _sensors(hass: HomeAssistant, coordinator: HubCoordinator) -> list[tuple[FeatureId, str]]:
    """The sensors of this hub that have statistics and that nobody has disabled."""
    registry = er.async_get(hass)
    found = []
    for feature_id, feature in coordinator.inventory.features.items():
        if isinstance(feature, Sensor) and feature.state_class is not None:
            entity_id = registry.async_get_entity_id(
                feature.platform, DOMAIN, coordinator.registry.unique_id(feature_id)
            )
            if entity_id and hass.states.get(entity_id):
                found.append((feature_id, entity_id))
    return found


async def _import(hass: HomeAssistant, entity_id: str, feature: Sensor, recorded: Recorded) -> int:
    """Import one entity's hours; gives how many."""
    from homeassistant.components.recorder import get_instance  # noqa: PLC0415
    from homeassistant.components.recorder.models import StatisticMeanType  # noqa: PLC0415
    from homeassistant.components.recorder.statistics import async_import_statistics  # noqa: PLC0415

    state = hass.states.get(entity_id)
    shown = state.attributes.get("unit_of_measurement") if state else None
    known = await get_instance(hass).async_add_executor_job(_known, hass, entity_id, shown)
    counts = feature.state_class in _COUNTERS
    hours = hours_of(_converted(recorded, recorded.unit or feature.unit, known.unit), dt_util.utcnow())
    rows = sums(hours, known) if counts else means(hours, known)
    if rows:
        metadata: dict[str, Any] = {
            "source": _SOURCE,
            "statistic_id": entity_id,
            "name": None,
            "has_sum": counts,
            "mean_type": StatisticMeanType.NONE if counts else StatisticMeanType.ARITHMETIC,
            **statistic_unit(known.unit),
        }
        async_import_statistics(hass, metadata, rows)  # type: ignore[arg-type]
    return len(rows)


def _known(hass: HomeAssistant, entity_id: str, shown: str | None) -> Known:
    """What the recorder has of an entity; blocking."""
    from homeassistant.components.recorder.statistics import get_metadata, statistics_during_period  # noqa: PLC0415

    if (metadata := get_metadata(hass, statistic_ids={entity_id}).get(entity_id)) is None:
        return Known(unit=shown)
    unit = metadata[1]["unit_of_measurement"]
    kind = unit_class(unit)
    rows = statistics_during_period(
        hass,
        dt_util.utc_from_timestamp(0),
        None,
        {entity_id},
        "hour",
        {kind: unit} if kind and unit else None,
        {"state", "sum"},
    ).get(entity_id, [])
    if not rows:
        return Known(unit=unit)
    starts = [dt_util.utc_from_timestamp(row["start"]) for row in rows]
    return Known(frozenset(starts), starts[0], rows[0].get("state"), rows[0].get("sum"), unit)


def _converted(recorded: Recorded, unit: str | None, wanted: str | None) -> Recorded:
    """The values in the unit of the statistics; those of another kind of unit are left as they are."""
    from homeassistant.components.recorder.statistics import STATISTIC_UNIT_TO_UNIT_CONVERTER  # noqa: PLC0415

    converter = STATISTIC_UNIT_TO_UNIT_CONVERTER.get(unit)
    if unit == wanted or converter is None or wanted not in converter.VALID_UNITS:
        return recorded
    convert = converter.converter_factory(unit, wanted)
    return Recorded(
        tuple((moment, None if value is None else convert(value)) for moment, value in recorded.values), recorded.step
    )


def hours_of(recorded: Recorded, now: datetime) -> list[Hour]:
    """The hours of which something is recorded, up to the last whole one; a gap is no hour."""
    known = [(_hour(moment), value) for moment, value in recorded.values if value is not None]
    last = _hour(now)
    return [
        Hour(start, tuple(value for _, value in group))
        for start, group in groupby(sorted(known, key=lambda one: one[0]), key=lambda one: one[0])
        if start < last
    ]


def _hour(moment: datetime) -> datetime:
    return dt_util.as_utc(moment).replace(minute=0, second=0, microsecond=0)


def means(hours: Iterable[Hour], known: Known) -> list[StatisticData]:
    """Mean, least and most of the hours that Home Assistant does not have."""
    return [
        {
            "start": hour.start,
            "mean": sum(hour.values) / len(hour.values),
            "min": min(hour.values),
            "max": max(hour.values),
        }
        for hour in hours
        if hour.start not in known.hours
    ]


def sums(hours: Iterable[Hour], known: Known) -> list[StatisticData]:
    """State and sum of the hours before the first that Home Assistant has; the sums lead up to that one's.

    A counter that shows less than before has begun again at zero.
    """
    total = 0.0
    before: float | None = None
    counted: list[tuple[datetime, float, float]] = []
    for hour in hours:
        if known.first is not None and hour.start >= known.first:
            break
        for value in hour.values:
            total += _counted(before, value)
            before = value
        counted.append((hour.start, hour.values[-1], total))
    offset = 0.0
    if known.sum is not None and known.state is not None:
        offset = known.sum - total - _counted(before, known.state)
    return [{"start": start, "state": state, "sum": so_far + offset} for start, state, so_far in counted]


def _counted(before: float | None, value: float) -> float:
    if before is None:
        return 0.0
    return value - before if value >= before else value
