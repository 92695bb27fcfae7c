"""What a Homey remembers, in Home Assistant's long-term statistics: by the option once, by the action at any time."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from homeassistant.components import persistent_notification
from homeassistant.components.recorder import Recorder, get_instance
from homeassistant.components.recorder.statistics import statistics_during_period
from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import FlowResultType
from pytest_homeassistant_custom_component.components.recorder.common import async_wait_recording_done

from tests.helpers import entity_id
from virtual_hubs.homey import VirtualHomey
from virtual_hubs.homey.insights import value_at

from .conftest import AddHomey, unique


async def hours(hass: HomeAssistant, entity: str, *kinds: Any) -> dict[datetime, tuple[Any, ...]]:
    start = datetime.now(UTC) - timedelta(days=4)
    rows = await get_instance(hass).async_add_executor_job(
        statistics_during_period, hass, start, None, {entity}, "hour", None, set(kinds)
    )
    return {
        datetime.fromtimestamp(row["start"], UTC): tuple(row[kind] for kind in kinds) for row in rows.get(entity, [])
    }


async def test_two_days_come_with_their_gaps_and_a_second_time_nothing(
    recorder_mock: Recorder, hass: HomeAssistant, homey: VirtualHomey, add_homey: AddHomey
) -> None:
    await add_homey(homey)
    warm = entity_id(hass, "sensor", unique(homey, "Weather station", "measure_temperature"))
    energy = entity_id(hass, "sensor", unique(homey, "Solar panels", "meter_power"))
    wanted = {
        "entities": [warm, energy],
        "start": (datetime.now(UTC) - timedelta(days=2)).isoformat(),
    }
    answers = []
    for _ in range(2):
        answers.append(
            await hass.services.async_call("multihub", "import_history", wanted, blocking=True, return_response=True)
        )
        await async_wait_recording_done(hass)
    assert 40 <= answers[0]["imported"][warm] < 48
    assert answers[1]["imported"] == {warm: 0, energy: 0}
    for moment, (mean,) in (await hours(hass, warm, "mean")).items():
        assert mean == value_at("measure_temperature", moment, 3600)
    counted = await hours(hass, energy, "state", "sum")
    assert all(state == value_at("meter_power", moment, 3600) for moment, (state, _) in counted.items())
    sums = [total for _, (_, total) in sorted(counted.items())]
    assert sums == sorted(sums) and sums[-1] > sums[0]


async def test_the_option_brings_everything_once_and_reports_it(
    recorder_mock: Recorder, hass: HomeAssistant, homey: VirtualHomey, add_homey: AddHomey
) -> None:
    entry = await add_homey(homey)
    form = await hass.config_entries.options.async_init(entry.entry_id)
    assert (form["type"], form["step_id"]) == (FlowResultType.FORM, "init")
    await hass.config_entries.options.async_configure(form["flow_id"], {"import_history": True})
    await hass.async_block_till_done()
    await homey.until(lambda: not entry.options.get("import_history"), timeout=60)
    await async_wait_recording_done(hass)
    notes = persistent_notification._async_get_or_create_notifications(hass)  # noqa: SLF001
    assert [one for one in notes.values() if one["title"] == "Our Homey"]
    warm = entity_id(hass, "sensor", unique(homey, "Weather station", "measure_temperature"))
    assert len(await hours(hass, warm, "mean")) > 80
