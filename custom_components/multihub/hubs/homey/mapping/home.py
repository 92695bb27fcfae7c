"""The parts of the Homey itself: flows, moods, variables, people, zones, energy, weather and health (3.5)."""

from __future__ import annotations

from functools import partial
from typing import Final

from . import energy, flows, household, system, variables, weather
from .section import Section

SECTIONS: Final[dict[str, Section]] = {
    "flows": Section(
        "flow.getFlows",
        partial(flows.flows, trigger="flow.triggerFlow", update="flow.updateFlow", body="flow"),
        "flow",
        "flow",
    ),
    "advanced_flows": Section(
        "flow.getAdvancedFlows",
        partial(flows.flows, trigger="flow.triggerAdvancedFlow", update="flow.updateAdvancedFlow", body="advancedflow"),
        "flow",
        "advancedflow",
    ),
    "moods": Section("moods.getMoods", flows.moods, "moods", "mood"),
    "variables": Section("logic.getVariables", variables.variables, "logic", "variable"),
    "users": Section("users.getUsers", household.users, "users", "user"),
    "zones": Section("zones.getZones", household.zones, "zones", "zone"),
    "apps": Section("apps.getApps", system.apps, "apps", "app"),
    "energy": Section("energy.getLiveReport", energy.live),
    "energy_today": Section("energy.getReportDay", energy.today, arguments=energy.day, is_luxury=True),
    "price": Section(
        "energy.fetchDynamicElectricityPrices",
        energy.price,
        arguments=energy.day,
        current=energy.price_of,
        is_luxury=True,
    ),
    "system": Section("system.getInfo", system.system),
    "storage": Section("system.getStorageInfo", system.storage),
    "weather": Section("weather.getWeather", weather.weather),
    "location": Section("geolocation.getOptionLocation", system.location),
}
"""Everything of the Homey itself that is read, in the order in which it is shown."""
