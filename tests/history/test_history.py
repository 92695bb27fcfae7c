"""What a hub has recorded comes into the long-term statistics, once, with its gaps, in the right unit."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from freezegun.api import FrozenDateTimeFactory
from homeassistant.components import persistent_notification
from homeassistant.components.recorder import Recorder, get_instance
from homeassistant.components.recorder.statistics import statistics_during_period
from homeassistant.components.sensor import SensorDeviceClass, SensorStateClass
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError, ServiceValidationError
from homeassistant.helpers import entity_registry as er
from homeassistant.util.unit_system import US_CUSTOMARY_SYSTEM
from pytest_homeassistant_custom_component.components.recorder.common import async_wait_recording_done

from custom_components.multihub.const import DOMAIN
from custom_components.multihub.history import Known, hours_of, sums
from custom_components.multihub.hubs.base import HubCommandError, Recorded
from custom_components.multihub.model import Device, Sensor
from tests.helpers import AddEntry, entity_id, set_up
from tests.memory_hub.hub import MemoryHub

NOON = datetime(2025, 6, 1, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)


def meters() -> Device:
    return Device(
        id="meter",
        name="Meter",
        features=(
            Sensor(
                key="warm",
                name="Warm",
                value=20,
                unit="°C",
                device_class=SensorDeviceClass.TEMPERATURE,
                state_class=SensorStateClass.MEASUREMENT,
            ),
            Sensor(
                key="energy",
                name="Energy",
                value=100,
                unit="kWh",
                device_class=SensorDeviceClass.ENERGY,
                state_class=SensorStateClass.TOTAL_INCREASING,
            ),
            Sensor(key="words", name="Words", value="none"),
        ),
    )


def recorded(*values: float | None, begin: datetime = NOON - 6 * HOUR, minutes: int = 30) -> Recorded:
    step = timedelta(minutes=minutes)
    return Recorded(tuple((begin + index * step, value) for index, value in enumerate(values)), step)


@pytest.fixture(autouse=True)
def noon(freezer: FrozenDateTimeFactory) -> None:
    freezer.move_to(NOON + timedelta(minutes=10))


@pytest.fixture
def hub() -> MemoryHub:
    hub = MemoryHub(meters())
    hub.recorded["warm"] = recorded(10, 20, None, None, 30, None)
    hub.recorded["energy"] = recorded(90, 91, 92, 93, 2, 4)
    return hub


def ids(hass: HomeAssistant) -> dict[str, str]:
    return {key: entity_id(hass, "sensor", f"memory_meter_{key}") for key in ("warm", "energy", "words")}


async def import_history(hass: HomeAssistant, **data: Any) -> Any:
    answer = await hass.services.async_call(DOMAIN, "import_history", data, blocking=True, return_response=True)
    await async_wait_recording_done(hass)
    return answer


async def statistics(hass: HomeAssistant, entity: str, *types: Any) -> list[tuple[Any, ...]]:
    rows = await get_instance(hass).async_add_executor_job(
        statistics_during_period, hass, NOON - 24 * HOUR, None, {entity}, "hour", None, set(types)
    )
    return [
        (datetime.fromtimestamp(row["start"], UTC).hour, *(dict(row)[kind] for kind in types))
        for row in rows.get(entity, [])
    ]


async def test_hours_are_imported_and_gaps_stay_gaps(
    recorder_mock: Recorder, hass: HomeAssistant, add_entry: AddEntry, hub: MemoryHub
) -> None:
    await set_up(hass, add_entry, hub)
    known = ids(hass)

    answer = await import_history(hass, entities=[known["warm"], known["energy"], known["words"]])

    assert answer == {"imported": {known["warm"]: 2, known["energy"]: 3}, "not_recorded": [known["words"]]}
    assert await statistics(hass, known["warm"], "mean", "min", "max") == [(6, 15, 10, 20), (8, 30, 30, 30)]
    assert await statistics(hass, known["energy"], "state", "sum") == [(6, 91, 1), (7, 93, 3), (8, 4, 7)]


async def test_a_second_time_adds_nothing(
    recorder_mock: Recorder, hass: HomeAssistant, add_entry: AddEntry, hub: MemoryHub
) -> None:
    await set_up(hass, add_entry, hub)
    known = ids(hass)
    await import_history(hass)

    answer = await import_history(hass)

    assert answer["imported"] == {known["warm"]: 0, known["energy"]: 0}
    assert [hour for hour, _ in await statistics(hass, known["warm"], "mean")] == [6, 8]


async def test_earlier_hours_lead_up_to_the_sum_that_is_there(
    recorder_mock: Recorder, hass: HomeAssistant, add_entry: AddEntry, hub: MemoryHub
) -> None:
    await set_up(hass, add_entry, hub)
    energy = ids(hass)["energy"]
    hub.recorded = {"energy": recorded(95, 97, begin=NOON - 3 * HOUR)}
    await import_history(hass)

    hub.recorded = {"energy": recorded(80, 85, 90, 92, 95, 97, begin=NOON - 5 * HOUR)}
    await import_history(hass)

    assert await statistics(hass, energy, "state", "sum") == [(7, 85, -10), (8, 92, -3), (9, 97, 2)]


async def test_values_are_in_the_unit_of_the_statistics(
    recorder_mock: Recorder, hass: HomeAssistant, add_entry: AddEntry, hub: MemoryHub
) -> None:
    hass.config.units = US_CUSTOMARY_SYSTEM
    await set_up(hass, add_entry, hub)
    warm = ids(hass)["warm"]
    shown = hass.states.get(warm)
    assert shown and shown.attributes["unit_of_measurement"] == "°F"

    await import_history(hass, entities=warm)
    hub.recorded["warm"] = recorded(0, begin=NOON - 8 * HOUR)
    await import_history(hass, entities=warm)

    assert await statistics(hass, warm, "mean") == [(4, 32), (6, 59), (8, 86)]


async def test_the_hour_that_is_not_over_is_home_assistant_s(
    recorder_mock: Recorder, hass: HomeAssistant, add_entry: AddEntry, hub: MemoryHub
) -> None:
    hub.recorded["warm"] = recorded(1, 2, 3, 4, begin=NOON - HOUR)
    await set_up(hass, add_entry, hub)

    await import_history(hass, entities=ids(hass)["warm"])

    assert await statistics(hass, ids(hass)["warm"], "mean") == [(11, 1.5)]


async def test_importing_says_nothing_outdated(
    recorder_mock: Recorder, hass: HomeAssistant, add_entry: AddEntry, hub: MemoryHub, caplog: pytest.LogCaptureFixture
) -> None:
    await set_up(hass, add_entry, hub)
    await import_history(hass)

    assert "Detected that custom integration" not in caplog.text


async def test_what_can_not_be_imported_is_told(
    recorder_mock: Recorder, hass: HomeAssistant, add_entry: AddEntry, hub: MemoryHub
) -> None:
    await set_up(hass, add_entry, hub)
    foreign = er.async_get(hass).async_get_or_create("sensor", "other", "1").entity_id
    for entity in (foreign, "sensor.nobody"):
        with pytest.raises(ServiceValidationError) as caught:
            await import_history(hass, entities=entity)
        assert caught.value.translation_key == "entity_not_found"

    hub.errors["history"] = HubCommandError("busy")
    with pytest.raises(HomeAssistantError) as failed:
        await import_history(hass)
    assert failed.value.translation_key == "command_failed"

    hub.errors.clear()
    hub.recorded.clear()
    with pytest.raises(HomeAssistantError) as unsupported:
        await import_history(hass)
    assert unsupported.value.translation_key == "action_not_supported"


async def test_without_a_recorder_there_is_nowhere_to_keep_it(
    hass: HomeAssistant, add_entry: AddEntry, hub: MemoryHub
) -> None:
    await set_up(hass, add_entry, hub)

    with pytest.raises(ServiceValidationError) as caught:
        await hass.services.async_call(DOMAIN, "import_history", {}, blocking=True, return_response=True)

    assert caught.value.translation_key == "no_recorder"


def notifications(hass: HomeAssistant) -> list[str]:
    return [one["message"] for one in persistent_notification._async_get_or_create_notifications(hass).values()]  # noqa: SLF001


async def test_a_wish_in_the_options_is_fulfilled_once_and_reported(
    recorder_mock: Recorder, hass: HomeAssistant, add_entry: AddEntry, hub: MemoryHub
) -> None:
    entry = add_entry(hub)
    hass.config_entries.async_update_entry(entry, options={"import_history": True, "other": 1})

    await hass.config_entries.async_setup(entry.entry_id)
    await hass.async_block_till_done(wait_background_tasks=False)
    await async_wait_recording_done(hass)
    while "import_history" in entry.options:
        await asyncio.sleep(0)

    assert entry.options == {"other": 1}
    assert notifications(hass) == [
        "What Memory has recorded is imported: 5 hours of 2 entities. Of 0 entities it has no records."
    ]
    await async_wait_recording_done(hass)
    assert await statistics(hass, ids(hass)["warm"], "mean") == [(6, 15), (8, 30)]
    assert hub.calls.count("history") == 2


async def test_a_wish_that_fails_stays_and_says_why(
    recorder_mock: Recorder, hass: HomeAssistant, add_entry: AddEntry, hub: MemoryHub
) -> None:
    hub.errors["history"] = HubCommandError("busy")
    entry = add_entry(hub)
    hass.config_entries.async_update_entry(entry, options={"import_history": True})

    await hass.config_entries.async_setup(entry.entry_id)
    while not notifications(hass) or "could not" not in notifications(hass)[0]:
        await asyncio.sleep(0)

    assert entry.options == {"import_history": True}
    assert "busy" in notifications(hass)[0]


def test_a_day_s_value_is_the_hour_that_it_begins_with() -> None:
    days = recorded(1, 2, begin=datetime(2025, 5, 29, 22, tzinfo=UTC), minutes=24 * 60)

    assert [(hour.start.day, hour.start.hour) for hour in hours_of(days, NOON)] == [(29, 22), (30, 22)]


def test_a_sum_that_is_not_known_begins_at_nothing() -> None:
    hours = hours_of(recorded(5, 6), NOON)

    assert [row["sum"] for row in sums(hours, Known())] == [1]
    assert sums(hours, Known(first=NOON - 12 * HOUR, state=1, sum=1)) == []
