"""What every test has: custom integrations allowed, sockets on loopback, nothing left behind."""

from __future__ import annotations

import pytest

import custom_components  # noqa: F401  before Home Assistant looks for them elsewhere


@pytest.fixture(autouse=True)
def loopback(socket_enabled: None) -> None:
    """Let tests talk to their own servers."""


@pytest.fixture(autouse=True)
def custom_integrations(request: pytest.FixtureRequest) -> None:
    """Let Home Assistant load this repository's integration, in tests that have a Home Assistant."""
    if "hass" in request.fixturenames:
        request.getfixturevalue("enable_custom_integrations")
