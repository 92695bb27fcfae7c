"""What came of a command, read where nothing pushes it: once for many, and right whatever happens in between."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator
from typing import Any

import aiohttp
import pytest
from homeassistant.config_entries import ConfigEntryState
from homeassistant.core import HomeAssistant

from custom_components.multihub.hubs.base import HubAuthError, HubCommandError, HubConnectionError
from custom_components.multihub.hubs.openmotics import reading
from custom_components.multihub.hubs.openmotics.client import CloudClient, LegacyClient
from custom_components.multihub.hubs.openmotics.cloud_hub import CloudHub
from custom_components.multihub.hubs.openmotics.gateway_hub import GatewayHub
from custom_components.multihub.hubs.openmotics.legacy_hub import LegacyHub
from custom_components.multihub.hubs.openmotics.mapping.devices import Labels
from custom_components.multihub.hubs.openmotics.mapping.messages import event
from custom_components.multihub.hubs.openmotics.mapping.parts import Output, Shutter
from custom_components.multihub.hubs.openmotics.requests import MoveShutter, SetOutput
from custom_components.multihub.hubs.openmotics.sharing import Shared
from tests.helpers import writes
from virtual_hubs.openmotics import VirtualOpenMotics, doings
from virtual_hubs.openmotics.hub import CLOUD_CLIENT, CLOUD_SECRET, EMAIL, EMAIL_PASSWORD, HOME
from virtual_hubs.openmotics.parameters import ParameterError

from .helpers import Listener, call, id_of, of, set_up

OUTPUTS, SHUTTERS = "get_output_status", "get_shutter_status"
LABELS = Labels("Home")
LAMPS = ("0", "1", "2", "3", "4", "5", "6", "8")


@pytest.fixture
def hub(virtual: VirtualOpenMotics, session: aiohttp.ClientSession) -> LegacyHub:
    """An installation through the cloud of before, of which no output's state is ever pushed."""
    client = LegacyClient(session, EMAIL, EMAIL_PASSWORD, url=virtual.legacy_url, installation=str(HOME))
    return LegacyHub(client, "hub", LABELS)


@pytest.fixture
async def told(hub: LegacyHub) -> Listener:
    """What the hub tells, which is known from a first fetch."""
    hub._sink = listener = Listener()  # noqa: SLF001
    listener.changed((await hub.fetch()).devices)
    listener.heard_of.clear()
    return listener


@pytest.fixture
async def listening(hub: LegacyHub, told: Listener) -> AsyncIterator[asyncio.Task[None]]:
    """The hub hears messages."""
    task = asyncio.ensure_future(hub.listen(told))
    await told.stands.wait()
    yield task
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
    await hub.close()


@pytest.fixture
def holds(virtual: VirtualOpenMotics) -> Iterator[dict[str, asyncio.Event]]:
    """Functions that answer not before their event."""
    yield virtual.gateway.hanging
    for held in virtual.gateway.hanging.values():
        held.set()


def asked(virtual: VirtualOpenMotics, function: str = OUTPUTS) -> int:
    return virtual.count("legacy", f"/api/{function}")


def shown_on(told: Listener, lamp: str) -> Any:
    return next(own.is_on for own in told.devices[f"output_{lamp}"].features if own.key == "output")  # type: ignore[attr-defined]


def is_on(virtual: VirtualOpenMotics, lamp: str) -> bool:
    row = virtual.house.row(OUTPUTS, int(lamp), "status")
    assert row
    return bool(row["status"])


def does_nothing(*_: Any, **__: Any) -> dict[str, Any]:
    """What a gateway does that says yes and does not follow."""
    return {}


async def test_a_command_ends_with_the_state_shown(hub: LegacyHub, told: Listener, virtual: VirtualOpenMotics) -> None:
    on = not is_on(virtual, "2")
    await hub.send(SetOutput("2", on=on))
    assert (shown_on(told, "2"), told.heard_of) == (on, {"output_2"})


async def test_many_commands_at_once_are_confirmed_together(
    hub: LegacyHub, told: Listener, virtual: VirtualOpenMotics
) -> None:
    """One reading serves all whose command was done before it was sent: a second one those that were still under way."""
    wanted = {lamp: not is_on(virtual, lamp) for lamp in LAMPS}
    before = asked(virtual)
    await asyncio.gather(*(hub.send(SetOutput(lamp, on=on)) for lamp, on in wanted.items()))
    assert {lamp: shown_on(told, lamp) for lamp in LAMPS} == wanted
    assert asked(virtual) - before in (1, 2)


async def test_many_commands_at_once_are_confirmed_together_by_the_cloud_of_today(
    virtual: VirtualOpenMotics, session: aiohttp.ClientSession
) -> None:
    hub = CloudHub(CloudClient(session, CLOUD_CLIENT, CLOUD_SECRET, url=virtual.cloud_url), str(HOME), "hub", LABELS)
    await hub.fetch()
    what = ("cloud", f"GET /api/v1.1/base/installations/{HOME}/outputs")
    wanted = {lamp: not is_on(virtual, lamp) for lamp in LAMPS}
    before = virtual.count(*what)
    await asyncio.gather(*(hub.send(SetOutput(lamp, on=on)) for lamp, on in wanted.items()))
    assert {lamp: hub.house.of(Output)[lamp].is_on for lamp in LAMPS} == wanted
    assert virtual.count(*what) - before in (1, 2)


async def test_a_reading_serves_who_asked_before_it_began_and_nobody_else() -> None:
    shared, gate, done = Shared(), asyncio.Event(), 0

    async def work() -> None:
        nonlocal done
        await gate.wait()
        done += 1

    running = asyncio.ensure_future(shared.run("list", work))
    await asyncio.sleep(0)
    waiting = [asyncio.ensure_future(shared.run("list", work)) for _ in range(5)]
    other = asyncio.ensure_future(shared.run("another list", work))
    await asyncio.sleep(0)
    gate.set()
    await asyncio.gather(running, *waiting, other)
    assert done == 3, "the one that ran, one for all that waited, and the other list's"
    await shared.run("list", work)
    assert done == 4


async def test_a_reading_that_fails_or_is_called_off_serves_nobody() -> None:
    shared, gate, ends = Shared(), asyncio.Event(), [HubConnectionError("gone")]

    async def work() -> None:
        await gate.wait()
        if ends:
            raise ends.pop()

    called_off = asyncio.ensure_future(shared.run("list", work))
    await asyncio.sleep(0)
    waiting = [asyncio.ensure_future(shared.run("list", work)) for _ in range(3)]
    await asyncio.sleep(0)
    called_off.cancel()
    gate.set()
    outcomes = await asyncio.gather(*waiting, return_exceptions=True)
    assert [type(outcome) for outcome in outcomes] == [HubConnectionError, type(None), type(None)]


async def test_a_gateway_that_does_not_follow_is_shown_as_it_is(
    hub: LegacyHub, told: Listener, virtual: VirtualOpenMotics, monkeypatch: pytest.MonkeyPatch
) -> None:
    on = is_on(virtual, "2")
    monkeypatch.setitem(doings.DOINGS, "set_output", does_nothing)
    await hub.send(SetOutput("2", on=not on))
    assert (shown_on(told, "2"), told.heard_of) == (on, set()), "nothing was made up, so nothing flips back"


@pytest.mark.usefixtures("listening")
async def test_a_gateway_that_follows_late_is_shown_when_its_message_comes(
    hub: LegacyHub, told: Listener, virtual: VirtualOpenMotics, monkeypatch: pytest.MonkeyPatch
) -> None:
    on = not is_on(virtual, "2")
    with monkeypatch.context() as patches:
        patches.setitem(doings.DOINGS, "set_output", does_nothing)
        await hub.send(SetOutput("2", on=on))
    doings.set_output(virtual.house, 2, is_on=on)
    await told.until(lambda: shown_on(told, "2") is on, timeout=2)


async def test_a_command_that_is_refused_fails_and_reads_nothing(
    hub: LegacyHub, told: Listener, virtual: VirtualOpenMotics
) -> None:
    before = asked(virtual)
    virtual.gateway.failing["set_output"] = ParameterError(200, {"success": False, "msg": "Object not found"})
    with pytest.raises(HubCommandError, match="Object not found"):
        await hub.send(SetOutput("2", on=True))
    assert asked(virtual) == before


@pytest.mark.usefixtures("listening")
@pytest.mark.parametrize("lost", ["maintenance", "bus"])
async def test_what_can_not_be_read_after_a_command_is_read_soon(
    lost: str, hub: LegacyHub, told: Listener, virtual: VirtualOpenMotics, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The command was done, which is no error; shutters have no message that would have them read."""
    move = doings.set_shutter

    def moves_and_is_lost(house: Any, id: int, **_: Any) -> dict[str, Any]:
        move(house, id, "going_up", 40)
        if lost == "maintenance":
            virtual.gateway.maintenance = True
        else:
            virtual.gateway.failing[SHUTTERS] = ParameterError(503, {"success": False, "msg": "not now"})
        return {}

    monkeypatch.setitem(virtual.shutters.functions, "do_shutter_up", moves_and_is_lost)
    await hub.send(MoveShutter("1", "up"))
    assert hub.house.of(Shutter)["1"].moves != "going_up"
    virtual.gateway.maintenance = False
    virtual.gateway.failing.clear()
    await told.until(lambda: hub.house.of(Shutter)["1"].moves == "going_up", timeout=2)


async def test_credentials_that_are_refused_after_a_command_are_told(
    hub: LegacyHub, told: Listener, virtual: VirtualOpenMotics
) -> None:
    virtual.gateway.failing[OUTPUTS] = ParameterError(401, {"success": False, "msg": "invalid_token"})
    with pytest.raises(HubAuthError):
        await hub.send(SetOutput("2", on=True))


@pytest.mark.usefixtures("listening")
async def test_messages_of_what_we_switched_are_read_with_what_confirms_it(
    hub: LegacyHub, told: Listener, virtual: VirtualOpenMotics
) -> None:
    """A gateway has two turns for us: no reading takes them from the commands that wait."""
    before = asked(virtual)
    wanted = {lamp: not is_on(virtual, lamp) for lamp in LAMPS}
    await asyncio.gather(*(hub.send(SetOutput(lamp, on=on)) for lamp, on in wanted.items()))
    assert {lamp: shown_on(told, lamp) for lamp in LAMPS} == wanted
    assert asked(virtual) - before <= 3


@pytest.mark.usefixtures("listening")
async def test_messages_that_follow_one_another_share_a_reading(
    hub: LegacyHub, told: Listener, virtual: VirtualOpenMotics, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The first is read at once, for who pressed a button; what comes with it is read together."""
    monkeypatch.setattr(reading, "SPACING", 1.5)
    await hub.reader.rest(OUTPUTS)
    before, polled = asked(virtual), virtual.count("legacy", "/api/get_messages_wait")
    for heard, lamp in enumerate(LAMPS):
        doings.set_output(virtual.house, int(lamp), is_on=not is_on(virtual, lamp))
        await virtual.until(lambda heard=heard: virtual.count("legacy", "/api/get_messages_wait") > polled + heard)
        if not heard:
            await told.until(lambda: shown_on(told, "0") == is_on(virtual, "0"), timeout=1)
    await told.until(lambda: all(shown_on(told, lamp) == is_on(virtual, lamp) for lamp in LAMPS), timeout=5)
    assert asked(virtual) - before == 2


async def test_what_a_fetch_has_read_for_a_command_is_shown_before_the_fetch_is_over(
    hub: LegacyHub, told: Listener, virtual: VirtualOpenMotics, holds: dict[str, asyncio.Event]
) -> None:
    """The command waits for the reading of a fetch that runs: nobody waits for the rest of the fetch, too."""
    before, on = asked(virtual), not is_on(virtual, "2")
    outputs = holds[OUTPUTS] = asyncio.Event()
    rest = holds[SHUTTERS] = asyncio.Event()
    meant = hub.reader.moment(OUTPUTS)
    fetch = asyncio.ensure_future(hub.fetch())
    await virtual.until(lambda: asked(virtual) == before + 1)
    doings.set_output(virtual.house, 2, is_on=on)
    confirming = asyncio.ensure_future(hub.refresh((OUTPUTS,), meant))
    outputs.set()
    await confirming
    assert (shown_on(told, "2"), asked(virtual), fetch.done()) == (on, before + 1, False)
    rest.set()
    await fetch


async def test_what_is_pushed_while_something_is_read_is_not_overwritten_by_what_is_older(
    gateway_client: Any, virtual: VirtualOpenMotics, monkeypatch: pytest.MonkeyPatch
) -> None:
    hub = GatewayHub(gateway_client, "hub", LABELS)
    await hub.fetch()
    read = hub.reader.read

    async def told_meanwhile(function: str, after: int | None = None) -> bool:
        right = await read(function, after)
        hub.take(event("SHUTTER_CHANGE", {"id": 1, "status": {"state": "STOPPED", "position": 7}}))
        return right

    doings.set_shutter(virtual.house, 1, "going_down", 40)
    with monkeypatch.context() as patches:
        patches.setattr(hub.reader, "read", told_meanwhile)
        await hub.refresh((SHUTTERS,))
    assert (hub.house.of(Shutter)["1"].moves, hub.house.of(Shutter)["1"].position) == ("stopped", 7)
    await hub.refresh((SHUTTERS,))
    assert hub.house.of(Shutter)["1"].moves == "going_down", "read again, it counts though the reply is as it was"


async def test_an_entry_that_is_unloaded_between_a_command_and_its_confirmation_is_told_nothing(
    hass: HomeAssistant, virtual: VirtualOpenMotics, holds: dict[str, asyncio.Event]
) -> None:
    entry = await set_up(hass, virtual, "legacy")
    before, light = asked(virtual), id_of(hass, "light", "output_8_output")
    held = holds[OUTPUTS] = asyncio.Event()
    command = asyncio.ensure_future(call(hass, "light", "turn_on", light))
    await virtual.until(lambda: asked(virtual) == before + 1)
    await hass.config_entries.async_unload(entry.entry_id)
    assert entry.state is ConfigEntryState.NOT_LOADED
    written = writes(hass)
    held.set()
    await command
    assert (written, of(hass, "light", "output_8_output").state) == ([], "unavailable")
