"""A home whose folder has the blueprints."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest
from freezegun.api import FrozenDateTimeFactory
from homeassistant.core import HomeAssistant

from tests.helpers import AddEntry

from .home import MakeHome, home_of


@pytest.fixture
def make_home(hass: HomeAssistant, add_entry: AddEntry, freezer: FrozenDateTimeFactory, tmp_path: Path) -> MakeHome:
    """Make a home of these features."""
    return partial(home_of, hass, add_entry, freezer, tmp_path)
