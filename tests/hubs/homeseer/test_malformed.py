"""What is malformed costs nothing but itself."""

from __future__ import annotations

from custom_components.multihub.hubs.homeseer.mapping import HubFacts, hub_device


def test_a_cameras_number_with_half_a_character_in_it_names_it_in_whole_ones() -> None:
    device = hub_device(HubFacts("HomeSeer", "4.2", cameras=({"ID": "1\ud800"},)))
    assert [feature.name for feature in device.features] == ["Camera 1?"]
