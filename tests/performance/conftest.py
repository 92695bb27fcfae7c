"""What the counts need: quick readings of a HomeSeer's rows, and Home Assistant's web server for its webhook."""

from __future__ import annotations

from typing import Any

import pytest
from homeassistant.core import HomeAssistant
from homeassistant.setup import async_setup_component

from custom_components.multihub.hubs.homeseer import push


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Read a HomeSeer's changed row at once."""
    made = push.Timing.__init__

    def quick(timing: Any, *args: Any, **kwargs: Any) -> None:
        made(timing, *args, **{"debounce": 0.0, **kwargs})

    monkeypatch.setattr(push.Timing, "__init__", quick)


@pytest.fixture(autouse=True)
async def web_server(request: pytest.FixtureRequest) -> None:
    """Have Home Assistant's web server, where there is a Home Assistant."""
    if "hass" in request.fixturenames:
        hass: HomeAssistant = request.getfixturevalue("hass")
        assert await async_setup_component(hass, "http", {})
