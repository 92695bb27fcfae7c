"""The energy of the whole house: ready for the energy dashboard, of the Homey's own day, at the price of now."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from homeassistant.config_entries import ConfigEntryState
from homeassistant.core import HomeAssistant
from homeassistant.helpers import entity_registry as er

from custom_components.multihub.hubs.homey import hub as homey_hub
from custom_components.multihub.hubs.homey.mapping import energy
from tests.helpers import entity_id, state, until
from virtual_hubs.homey import VirtualHomey
from virtual_hubs.homey.energy import price_at

from .conftest import AddHomey, StartHomey

REPORT = "energy getReportDay"
PRICES = "energy fetchDynamicElectricityPrices"


def own(hub: VirtualHomey, key: str) -> str:
    return f"{hub.homey_id}_homey_{key}"


def asked(hub: VirtualHomey, what: str) -> list[Any]:
    return [entry.body for entry in hub.log if entry.kind == "websocket" and entry.what == what]


@pytest.mark.parametrize(
    ("key", "value", "unit", "device_class"),
    [
        ("energy_consumed_today", "18.834", "kWh", "energy"),
        ("energy_imported_today", "14.577", "kWh", "energy"),
        ("energy_exported_today", "2.2", "kWh", "energy"),
        ("energy_generated_today", "6.457", "kWh", "energy"),
        ("gas_imported_today", "0.797", "m³", "gas"),
        ("water_imported_today", "0.39", "m³", "water"),
    ],
)
async def test_what_was_used_today_can_be_chosen_in_the_energy_dashboard(
    hass: HomeAssistant, homey: VirtualHomey, add_homey: AddHomey, key: str, value: str, unit: str, device_class: str
) -> None:
    await add_homey(homey)
    shown = state(hass, "sensor", own(homey, key))
    assert shown.state == value
    told = {name: shown.attributes[name] for name in ("unit_of_measurement", "device_class", "state_class")}
    assert told == {"unit_of_measurement": unit, "device_class": device_class, "state_class": "total_increasing"}


async def test_the_price_is_that_of_now_in_the_homeys_currency(
    hass: HomeAssistant, homey: VirtualHomey, add_homey: AddHomey
) -> None:
    before = price_at(datetime.now(UTC))
    await add_homey(homey)
    shown = state(hass, "sensor", own(homey, "electricity_price"))
    assert float(shown.state) in (before, price_at(datetime.now(UTC)))
    assert shown.attributes["unit_of_measurement"] == "EUR/kWh"


@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "Pacific/Pago_Pago"])
async def test_the_day_is_the_homeys_own(
    hass: HomeAssistant, homey: VirtualHomey, add_homey: AddHomey, zone: str
) -> None:
    """These two never have the same date."""
    homey.house.values["info"]["timezone"] = zone
    before = datetime.now(ZoneInfo(zone)).date().isoformat()
    await add_homey(homey)
    days = {before, datetime.now(ZoneInfo(zone)).date().isoformat()}
    assert {one["date"] for one in asked(homey, REPORT)} <= days
    assert state(hass, "sensor", own(homey, "energy_imported_today")).state == "14.577"


@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "Pacific/Pago_Pago"])
async def test_the_day_of_a_homey_that_may_not_tell_its_zone_is_home_assistants(
    hass: HomeAssistant, start_homey: StartHomey, add_homey: AddHomey, zone: str
) -> None:
    hub = await start_homey(scopes=("homey.device", "homey.zone", "homey.energy"))
    await hass.config.async_set_time_zone(zone)
    days = {datetime.now(ZoneInfo(zone)).date().isoformat()}
    await add_homey(hub)
    days.add(datetime.now(ZoneInfo(zone)).date().isoformat())
    assert {one["date"] for one in asked(hub, REPORT)} <= days


async def test_prices_that_fail_while_the_homey_starts_up_come_later(
    hass: HomeAssistant, homey: VirtualHomey, add_homey: AddHomey
) -> None:
    homey.fail(f"SOCKET {PRICES}", 500, "not ready", times=2)
    entry = await add_homey(homey)
    await entry.runtime_data.async_refresh()
    await hass.async_block_till_done(wait_background_tasks=False)
    price = own(homey, "electricity_price")
    assert state(hass, "sensor", price).attributes["unit_of_measurement"] == "EUR/kWh"


async def test_a_new_day_has_its_own_report_soon(
    hass: HomeAssistant, homey: VirtualHomey, add_homey: AddHomey, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(homey_hub, "ENERGY_SECONDS", 0.02)
    entry = await add_homey(homey)
    before = len(asked(homey, REPORT))
    reader = entry.runtime_data.hub.reader
    homey.house.values["report"]["electricity"] = {"importedPeriod": 0, "generatedPeriod": None}
    reader.day -= timedelta(days=1)
    imported = own(homey, "energy_imported_today")
    await until(hass, lambda: state(hass, "sensor", imported).state == "0")
    assert len(asked(homey, REPORT)) == before + 1
    assert state(hass, "sensor", own(homey, "energy_generated_today")).state == "unknown"


async def test_what_a_house_does_not_have_is_not_enabled(
    hass: HomeAssistant, homey: VirtualHomey, add_homey: AddHomey
) -> None:
    homey.house.values["report"]["electricity"]["generatedPeriod"] = None
    await add_homey(homey)
    generated = er.async_get(hass).async_get(entity_id(hass, "sensor", own(homey, "energy_generated_today")))
    assert generated and generated.disabled


async def test_a_homey_of_2016_to_2019_is_not_asked_for_reports(
    hass: HomeAssistant, start_homey: StartHomey, add_homey: AddHomey
) -> None:
    hub = await start_homey(generation=2)
    await add_homey(hub)
    assert asked(hub, REPORT) == asked(hub, PRICES) == []
    assert state(hass, "sensor", own(hub, "power_grid")).state == "-1450"


@pytest.mark.parametrize(("status", "times"), [(400, 1), (404, 1), (500, 3)])
async def test_a_homey_without_prices_is_not_asked_for_ever_and_has_everything_else(
    hass: HomeAssistant, homey: VirtualHomey, add_homey: AddHomey, status: int, times: int
) -> None:
    homey.fail(f"SOCKET {PRICES}", status, "no_zone", times=9)
    entry = await add_homey(homey)
    for _ in range(4):
        await entry.runtime_data.async_refresh()
    assert entry.state is ConfigEntryState.LOADED
    assert len(asked(homey, PRICES)) == times
    assert er.async_get(hass).async_get_entity_id("sensor", "multihub", own(homey, "electricity_price")) is None
    assert state(hass, "sensor", own(homey, "energy_imported_today")).state == "14.577"


async def test_a_report_that_fails_later_leaves_its_counters_and_is_tried_again(
    hass: HomeAssistant, homey: VirtualHomey, add_homey: AddHomey
) -> None:
    entry = await add_homey(homey)
    homey.fail(f"SOCKET {REPORT}", 404, "not_found")
    await entry.runtime_data.async_refresh()
    assert state(hass, "sensor", own(homey, "energy_imported_today")).state == "14.577"
    homey.house.values["report"]["electricity"]["importedPeriod"] = 15
    await entry.runtime_data.async_refresh()
    assert state(hass, "sensor", own(homey, "energy_imported_today")).state == "15"


async def test_the_price_changes_when_its_time_is_over_without_being_read_again(
    hass: HomeAssistant, homey: VirtualHomey, add_homey: AddHomey, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(homey_hub, "ENERGY_SECONDS", 0.02)
    homey.fail("SOCKET energy getLiveReport", 403, "missing_scopes", times=9)
    now = datetime.now(UTC)
    soon = now + timedelta(seconds=2)
    homey.house.values["prices"] = prices(
        ((now - timedelta(hours=1)).isoformat(), 0.1, soon.isoformat()),
        (soon.isoformat(), 0.2, (soon + timedelta(hours=1)).isoformat()),
    )
    entry = await add_homey(homey)
    await entry.runtime_data.async_refresh()
    price = own(homey, "electricity_price")
    assert state(hass, "sensor", price).state == "0.1"
    before = len(asked(homey, PRICES))
    await until(hass, lambda: state(hass, "sensor", price).state == "0.2")
    assert len(asked(homey, PRICES)) == before


AT = datetime(2026, 1, 1, 12, 20, tzinfo=UTC)


def prices(*intervals: tuple[Any, ...], **more: Any) -> dict[str, Any]:
    """A day of prices: when each begins, what it is, and sometimes when it ends."""
    names = ("periodStart", "value", "periodEnd")
    return {"priceUnit": "DKK", "pricesPerInterval": [dict(zip(names, one, strict=False)) for one in intervals]} | more


@pytest.mark.parametrize(
    ("answer", "price"),
    [
        (prices(("2026-01-01T12:00:00Z", 1.5), ("2026-01-01T13:00:00Z", 2)), 1.5),
        (prices(("2026-01-01T12:00:00Z", 1.5), ("2026-01-01T12:15:00Z", -0.2), priceInterval="15"), -0.2),
        (prices(("2026-01-01T12:15:00Z", 1), ("2026-01-01T12:15:00Z", 1), interval=15), 1),
        ([prices(("2026-01-01T12:00:00Z", 1.5))], 1.5),
        (prices(("2026-01-01T11:00:00Z", 1.5)), None),
        (prices(("nonsense", 1.5), ("2026-01-01T12:00:00Z", None)), None),
    ],
)
def test_a_price_is_found_in_all_the_forms_that_a_day_of_prices_has(answer: Any, price: float | None) -> None:
    assert energy.price_of(answer, AT) == {"currency": "DKK", "price": price}


@pytest.mark.parametrize("answer", [None, [], {}, {"priceUnit": 4}, "free"])
def test_without_prices_there_is_no_price(answer: Any) -> None:
    assert energy.price(energy.price_of(answer, AT), lambda _: True) == ()
