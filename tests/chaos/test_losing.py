"""A loss and a return write each entity's state twice, and a line each way: whatever the hub and the way."""

from __future__ import annotations

import pytest
from homeassistant.core import HomeAssistant

from .clock import Clock
from .conftest import StartHome
from .home import Home
from .losing import lose_and_return
from .test_faults import HOMES

BY_NAME = [pytest.param(home, id=home.name.replace(" ", "-")) for home in HOMES]


@pytest.mark.parametrize("kind", BY_NAME)
async def test_a_loss_and_a_return_are_two_writes_an_entity_and_a_line_each_way(
    hass: HomeAssistant, clock: Clock, start_home: StartHome, caplog: pytest.LogCaptureFixture, kind: type[Home]
) -> None:
    caplog.set_level("INFO")
    home = await start_home(kind)
    written, told = await lose_and_return(hass, home, clock, caplog)
    assert {entity: times for entity, times in written.items() if times != 2} == {}
    assert told == [f"{home.title} can't be reached; trying again until it is back", f"{home.title} is back"]
