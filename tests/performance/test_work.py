"""What is not as it was is worked on, and nothing else: counted in calls."""

from __future__ import annotations

from typing import Any

import pytest
from homeassistant.core import HomeAssistant

from custom_components.multihub.hubs.openmotics import form_hub

from .houses import OpenMoticsHouse, standing


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
    async with standing(hass, OpenMoticsHouse(size)) as entry:
        named = Counted(monkeypatch, form_hub, "named")
        entry.runtime_data.hub.configured_at = None
        await entry.runtime_data.async_refresh()
        assert named.calls == 2
