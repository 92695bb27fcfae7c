"""What is malformed costs nothing but itself."""

from __future__ import annotations

from typing import Any

import pytest

from custom_components.multihub.hubs.openmotics.mapping import cloud, gateway
from custom_components.multihub.hubs.openmotics.mapping.as_now import as_now
from custom_components.multihub.hubs.openmotics.mapping.house import House
from custom_components.multihub.hubs.openmotics.mapping.parts import Abilities, EnergyModule, Output, Part
from virtual_hubs.openmotics import demo_house

HALF: Any = "Lamp\ud800"


@pytest.mark.parametrize("version", [100_000, 1e15])
def test_an_energy_module_has_no_more_clamps_than_there_are_however_many_it_says(version: float) -> None:
    replies: dict[str, Any] = {
        "get_power_modules": {"modules": [{"id": 1, "version": version, "input0": "Main", "input99999": "None such"}]}
    }
    (module,) = gateway.parts(replies)[EnergyModule]
    assert isinstance(module, EnergyModule)
    assert module.circuits == ((0, "Main"),)
    house = House(Abilities())
    for kind, parts in gateway.parts(replies).items():
        house.configure(kind, parts)
    told = as_now(house, {"get_realtime_power": {"1": [[230.0, 50.0, 1.0, 230.0]]}})
    assert len(told["get_realtime_power"].get("1", [])) <= 12


def named(parts: dict[type[Part], list[Part]]) -> list[tuple[str, str | None]]:
    return [(part.name, part.room) for part in parts[Output]]


def test_half_a_character_in_a_name_of_the_gateway_is_one_that_can_be_written() -> None:
    rows = demo_house().replies["get_output_configurations"]["config"]
    output = {**next(row for row in rows if row["name"]), "name": HALF, "room": 0}
    rooms = {"config": [{"id": 0, "name": HALF}]}
    replies: Any = {"get_output_configurations": {"config": [output]}, "get_room_configurations": rooms}
    assert named(gateway.parts(replies)) == [("Lamp?", "Lamp?")]


def test_half_a_character_in_a_name_of_the_cloud_is_one_that_can_be_written() -> None:
    objects: Any = {
        "outputs": [{"id": 7, "local_id": 0, "name": HALF, "location": {"room_id": 5}}],
        "rooms": [{"id": 5, "name": HALF, "floor_id": 1}],
    }
    assert named(cloud.parts(objects, {"id": 21})) == [("Lamp?", "Lamp?")]
