"""Many cases, in portions."""

from __future__ import annotations

import os
import time
from collections.abc import Callable

from hypothesis import HealthCheck, Phase, given, seed, settings, strategies as st

from .chance import LENGTH, Chance

CASES = int(os.environ.get("MULTIHUB_FUZZ_CASES", "10000"))
"""Cases a hub: the same ones each time, unless others are asked for (``scripts/fuzz``)."""

SEED = int(os.environ.get("MULTIHUB_FUZZ_SEED", "0"))

PORTION = 5_000
"""Cases after which hypothesis begins anew: it remembers each one, so that none comes twice."""


def try_all(check: Callable[[Chance], None]) -> None:
    """Check as many cases as are asked for; what fails is made simpler, and raised with its bytes and seed."""
    begun = time.monotonic()
    for number, done in enumerate(range(0, CASES, PORTION)):
        _portion(check, min(PORTION, CASES - done), SEED + number)
        told = min(CASES, done + PORTION)
        seconds = time.monotonic() - begun
        print(f"{check.__name__}: {told:,} cases, seeds {SEED} to {SEED + number}, {seconds:.0f} s")  # noqa: T201


def _portion(check: Callable[[Chance], None], cases: int, first: int) -> None:
    @seed(first)
    @settings(
        max_examples=cases,
        database=None,
        deadline=None,
        phases=(Phase.generate, Phase.shrink),
        suppress_health_check=list(HealthCheck),
    )
    @given(st.binary(min_size=LENGTH, max_size=LENGTH))
    def case(told: bytes) -> None:
        check(Chance(told))

    case()
