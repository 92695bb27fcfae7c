"""How much the cloud is asked: our own limit, commands first, silence when it asks for it."""

from __future__ import annotations

import asyncio
import time
from types import SimpleNamespace

import pytest

from custom_components.multihub.hubs.base import HubCommandError, HubThrottledError
from custom_components.multihub.hubs.homematicip.client import Quota, quota as quota_module

TICK = 0.02


async def test_a_full_bucket_lets_its_calls_go_at_once_and_the_next_one_waits() -> None:
    quota = Quota(capacity=3, seconds_a_call=TICK)
    began = time.monotonic()
    for _ in range(3):
        await quota.turn(command=True)
    assert time.monotonic() - began < TICK
    await quota.turn(command=True)
    assert time.monotonic() - began >= TICK * 0.9


async def test_commands_go_before_reads_that_wait_longer() -> None:
    quota = Quota(capacity=1, seconds_a_call=TICK)
    await quota.turn(command=False)
    order: list[str] = []

    async def ask(name: str, *, command: bool) -> None:
        await quota.turn(command=command)
        order.append(name)

    read = asyncio.create_task(ask("read", command=False))
    await asyncio.sleep(0)
    await asyncio.gather(read, ask("command 1", command=True), ask("command 2", command=True))
    assert order == ["command 1", "command 2", "read"]


async def test_a_command_that_would_wait_too_long_fails_at_once_and_says_how_long() -> None:
    quota = Quota(capacity=1, seconds_a_call=90)
    await quota.turn(command=True)
    with pytest.raises(HubCommandError) as error:
        await quota.turn(command=True)
    assert error.value.key == "too_many_commands"
    assert error.value.placeholders == {"seconds": "90"}


async def test_a_cancelled_wait_gives_its_place_away() -> None:
    quota = Quota(capacity=1, seconds_a_call=TICK)
    await quota.turn(command=True)
    waiting = asyncio.create_task(quota.turn(command=True))
    await asyncio.sleep(0)
    waiting.cancel()
    await asyncio.gather(waiting, return_exceptions=True)
    async with asyncio.timeout(TICK * 3):
        await quota.turn(command=True)


async def test_a_hub_in_the_house_has_no_limit_of_ours() -> None:
    quota = Quota(seconds_a_call=0)
    async with asyncio.timeout(1):
        for _ in range(200):
            await quota.turn(command=True)


async def test_a_throttled_access_point_is_left_alone_for_as_long_as_it_says(monkeypatch: pytest.MonkeyPatch) -> None:
    now = [1000.0]
    monkeypatch.setattr(quota_module, "time", SimpleNamespace(monotonic=lambda: now[0]))
    quota = Quota()
    assert quota.throttle(60).retry_after == 60
    now[0] += 59
    with pytest.raises(HubThrottledError):
        await quota.turn(command=True)
    with pytest.raises(HubThrottledError):
        quota.check()
    now[0] += 1
    quota.check()
    await quota.turn(command=True)


async def test_without_a_time_it_is_left_alone_for_a_quarter_of_an_hour() -> None:
    quota = Quota()
    error = quota.throttle(None)
    assert error.retry_after == pytest.approx(900, abs=1)
    assert error.placeholders == {"minutes": "15"}


async def test_who_waits_for_a_turn_hears_of_the_throttling() -> None:
    quota = Quota(capacity=1, seconds_a_call=TICK)
    await quota.turn(command=True)
    waiting = asyncio.create_task(quota.turn(command=True))
    await asyncio.sleep(0)
    quota.throttle(60)
    with pytest.raises(HubThrottledError):
        await waiting
