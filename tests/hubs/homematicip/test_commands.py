"""How commands are said: the last of a slider's wins, and the pushed echo confirms."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from custom_components.multihub.hubs.base import HubCommandError
from custom_components.multihub.hubs.homematicip import commands
from custom_components.multihub.hubs.homematicip.commands import (
    Echoes,
    Latest,
    addressee,
    sets_something,
)
from custom_components.multihub.hubs.homematicip.requests import Call


def dim(level: float, key: str | None = "lamp") -> Call:
    return Call("device/control/setDimLevel", {"deviceId": "lamp", "channelIndex": 1, "dimLevel": level}, key)


class Wire:
    """Takes calls; each is over when the test says so."""

    def __init__(self) -> None:
        self.sent: list[Any] = []
        self.goes_on = asyncio.Event()
        self.began = asyncio.Event()
        self.error: HubCommandError | None = None
        self.latest = Latest(self.turn, self.send)

    async def turn(self) -> None:
        await asyncio.sleep(0)

    async def send(self, call: Call) -> Any:
        self.sent.append(call.body["dimLevel"])
        self.began.set()
        await self.goes_on.wait()
        if self.error:
            raise self.error
        return call.body["dimLevel"]


async def test_of_the_values_that_wait_only_the_last_is_sent_and_all_hear_of_it() -> None:
    wire = Wire()
    first = asyncio.create_task(wire.latest.send(dim(0.1)))
    await wire.began.wait()
    rest = [asyncio.create_task(wire.latest.send(dim(level))) for level in (0.2, 0.3, 0.4)]
    await asyncio.sleep(0)
    wire.goes_on.set()
    assert await asyncio.gather(first, *rest) == [0.1, 0.4, 0.4, 0.4]
    assert wire.sent == [0.1, 0.4]


async def test_a_value_that_still_waits_for_its_turn_is_replaced_by_a_newer_one() -> None:
    wire = Wire()
    wire.goes_on.set()
    assert await asyncio.gather(*(wire.latest.send(dim(level)) for level in (0.1, 0.2, 0.3))) == [0.3, 0.3, 0.3]
    assert wire.sent == [0.3]


async def test_a_failure_is_told_to_all_whose_value_it_was_and_forgotten_then() -> None:
    wire = Wire()
    wire.error = HubCommandError("no")
    wire.goes_on.set()
    outcomes = await asyncio.gather(*(wire.latest.send(dim(level)) for level in (0.1, 0.2)), return_exceptions=True)
    assert outcomes == [wire.error, wire.error]
    wire.error = None
    assert await wire.latest.send(dim(0.5)) == 0.5


async def test_calls_of_other_keys_or_without_one_don_t_wait_for_each_other() -> None:
    wire = Wire()
    calls = [asyncio.create_task(wire.latest.send(dim(level, key))) for level, key in ((1, "a"), (2, "b"), (3, None))]
    async with asyncio.timeout(1):
        while len(wire.sent) < 3:
            await asyncio.sleep(0)
    wire.goes_on.set()
    assert sorted(await asyncio.gather(*calls)) == [1, 2, 3]


async def test_a_cancelled_call_leaves_the_others_alone() -> None:
    wire = Wire()
    first = asyncio.create_task(wire.latest.send(dim(0.1)))
    await wire.began.wait()
    second = asyncio.create_task(wire.latest.send(dim(0.2)))
    await asyncio.sleep(0)
    first.cancel()
    wire.goes_on.set()
    assert await second == 0.2
    with pytest.raises(asyncio.CancelledError):
        await first


async def test_a_command_is_over_when_its_echo_is_heard(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(commands, "ECHO_SECONDS", 60)
    echoes = Echoes()
    with echoes.expected(dim(0.5)) as echo:
        echoes.heard("another")
        echoes.heard("lamp")
        async with asyncio.timeout(1):
            await echo()


async def test_a_command_without_an_echo_is_over_soon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(commands, "ECHO_SECONDS", 0.01)
    echoes = Echoes()
    with echoes.expected(dim(0.5)) as echo:
        async with asyncio.timeout(1):
            await echo()


def test_the_echo_of_a_call_is_of_its_device_its_group_or_the_home() -> None:
    assert addressee(dim(1)) == "lamp"
    assert addressee(Call("group/heating/setBoost", {"groupId": "room", "boost": True})) == "room"
    assert addressee(Call("home/heating/activateAbsencePermanent")) == "home"


def test_a_call_that_changes_nothing_needs_no_echo() -> None:
    assert sets_something(dim(0.5), {"dimLevel": 0.4})
    assert sets_something(dim(0.5), None)
    assert not sets_something(dim(0.5), {"dimLevel": 0.5})
    assert not sets_something(Call("device/control/stop", {"deviceId": "x", "channelIndex": 1}), None)


def test_a_pin_shows_in_no_repr() -> None:
    assert "4711" not in repr(Call("device/control/setLockState", {"deviceId": "x"}, takes_pin=True, pin="4711"))
