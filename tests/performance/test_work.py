"""What is not as it was is worked on, and nothing else: counted in calls."""

from __future__ import annotations

from typing import Any

import pytest
from homeassistant.core import HomeAssistant

from custom_components.multihub.hubs.openmotics import form_hub
from custom_components.multihub.hubs.openmotics.mapping import shown, states
from custom_components.multihub.hubs.openmotics.mapping.parts import Circuit, Output
from custom_components.multihub.hubs.openmotics.requests import SetOutput

from .houses import OpenMoticsHouse, OpenMoticsLegacyHouse, standing, until


class Counted:
    """A function that counts its calls."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, owner: Any, name: str) -> None:
        self.calls = 0
        self._original = getattr(owner, name)
        monkeypatch.setattr(owner, name, self)

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        self.calls += 1
        return self._original(*args, **kwargs)


async def test_a_fetch_of_openmotics_states_maps_no_configuration(
    hass: HomeAssistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with standing(hass, OpenMoticsHouse(40)) as entry:
        mapped = Counted(monkeypatch, form_hub.wire, "parts")
        await entry.runtime_data.async_refresh()
        assert mapped.calls == 0


@pytest.mark.parametrize("size", [40, 400])
async def test_the_names_of_a_configuration_are_made_twice_however_big_the_house(
    hass: HomeAssistant, monkeypatch: pytest.MonkeyPatch, size: int
) -> None:
    house = OpenMoticsHouse(size)
    async with standing(hass, house) as entry:
        named = Counted(monkeypatch, form_hub, "named")
        house.hub.house.rows("get_output_configurations", "config")[0]["name"] = "Called another way"
        entry.runtime_data.hub.configured_at = None
        await entry.runtime_data.async_refresh()
        assert named.calls == 2


async def test_a_configuration_is_mapped_when_it_is_not_as_it_was(
    hass: HomeAssistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    house = OpenMoticsHouse(40)
    async with standing(hass, house) as entry:
        house.hub.log.clear()
        mapped = Counted(monkeypatch, form_hub.wire, "parts")
        entry.runtime_data.hub.configured_at = None
        await entry.runtime_data.async_refresh()
        assert (house.asked()["http /get_output_configurations"], mapped.calls) == (1, 0)
        house.hub.house.rows("get_output_configurations", "config")[0]["name"] = "Called another way"
        entry.runtime_data.hub.configured_at = None
        await entry.runtime_data.async_refresh()
        assert mapped.calls == 1


@pytest.mark.parametrize("size", [40, 400])
async def test_a_reading_that_confirms_a_command_maps_the_rows_that_changed(
    hass: HomeAssistant, monkeypatch: pytest.MonkeyPatch, size: int
) -> None:
    """The cloud of before tells of nothing but that something changed: all outputs are read for one that is switched."""
    async with standing(hass, OpenMoticsLegacyHouse(size)) as entry:
        hub = entry.runtime_data.hub
        mapped = Counted(monkeypatch, states, "flag")
        await hub.send(SetOutput("0", on=not hub.house.of(Output)["0"].is_on))
        assert mapped.calls == 2  # whether it is on, and whether it is locked


async def test_of_an_energy_module_the_circuit_that_changed_is_rendered(
    hass: HomeAssistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    house = OpenMoticsLegacyHouse(40)
    async with standing(hass, house) as entry:
        rendered = Counted(monkeypatch, shown, "circuit_features")
        change = next(house.changes())
        house.tell(change)
        circuits = entry.runtime_data.hub.house.of(Circuit)
        await until(hass, lambda: circuits["1_0"].power == change[2])
        assert (len(circuits), rendered.calls) == (4, 1)
