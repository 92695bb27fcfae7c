"""The same cases each time, whatever else is loaded."""

from __future__ import annotations

import pytest
from hypothesis.internal.conjecture import providers


@pytest.fixture(autouse=True)
def no_numbers_from_loaded_modules(monkeypatch: pytest.MonkeyPatch) -> None:
    """Hypothesis mixes the constants of whatever local module is loaded into its cases, even derandomized ones."""
    nothing = providers.Constants(integers=set(), floats=set(), bytes=set(), strings=set())
    monkeypatch.setattr(providers, "_get_local_constants", lambda: nothing)
