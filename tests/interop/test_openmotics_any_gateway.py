"""Our hub against any gateway: the virtual one always, a real one if the environment says where it is.

``OPENMOTICS_HOST``, ``OPENMOTICS_USERNAME`` and ``OPENMOTICS_PASSWORD`` (and ``OPENMOTICS_PORT``) name the gateway.
Everything is read. With ``OPENMOTICS_OUTPUT``, the number of an output that may be switched, that output is toggled,
heard of by push, and restored.
"""

from __future__ import annotations

import asyncio
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

import aiohttp
import pytest
import pytest_socket

from custom_components.multihub.hubs.base import HubUnsupportedError
from custom_components.multihub.hubs.openmotics.client import GatewayClient, is_gateway
from custom_components.multihub.hubs.openmotics.gateway_hub import GatewayHub
from custom_components.multihub.hubs.openmotics.mapping.devices import Labels
from custom_components.multihub.hubs.openmotics.mapping.parts import Output
from custom_components.multihub.hubs.openmotics.requests import SetOutput
from custom_components.multihub.hubs.tls import certificate_fingerprint, pin
from tests.hubs.openmotics.helpers import Listener
from virtual_hubs.openmotics import VirtualOpenMotics
from virtual_hubs.openmotics.doings import set_output
from virtual_hubs.openmotics.hub import PASSWORD, USERNAME

ANSWERS_WITHIN = 30.0


@dataclass(frozen=True)
class Somewhere:
    """A gateway, and the output that may be switched there."""

    host: str
    port: int
    username: str
    password: str
    output: str | None


@pytest.fixture(params=["virtual", "environment"])
async def somewhere(request: pytest.FixtureRequest) -> AsyncIterator[Somewhere]:
    if request.param == "virtual":
        virtual = VirtualOpenMotics()
        await virtual.start()
        yield Somewhere("127.0.0.1", virtual.port, USERNAME, PASSWORD, "2")
        await virtual.stop()
        return
    told = {name: os.environ.get(f"OPENMOTICS_{name}") for name in ("HOST", "USERNAME", "PASSWORD")}
    if not all(told.values()):
        pytest.skip("no real OpenMotics gateway: OPENMOTICS_HOST, OPENMOTICS_USERNAME, OPENMOTICS_PASSWORD are not set")
    pytest_socket._remove_restrictions()  # noqa: SLF001
    yield Somewhere(
        str(told["HOST"]),
        int(os.environ.get("OPENMOTICS_PORT", "443")),
        str(told["USERNAME"]),
        str(told["PASSWORD"]),
        os.environ.get("OPENMOTICS_OUTPUT"),
    )


@pytest.fixture
async def hub(somewhere: Somewhere) -> AsyncIterator[GatewayHub]:
    """Our hub, as Home Assistant would have it."""
    trusted = pin(await certificate_fingerprint(somewhere.host, somewhere.port))
    async with aiohttp.ClientSession() as session:
        await is_gateway(session, somewhere.host, somewhere.port, ssl=trusted)
        client = GatewayClient(
            session, somewhere.host, somewhere.port, somewhere.username, somewhere.password, ssl=trusted
        )
        hub = GatewayHub(client, "any", Labels("Any gateway"))
        yield hub
        await hub.close()


async def test_everything_that_the_gateway_has_is_read(hub: GatewayHub) -> None:
    await hub.connect()
    snapshot = await hub.fetch()
    assert snapshot.complete
    assert {device.id for device in snapshot.devices} >= {"gateway"}
    assert hub.house.gateway.version
    for output in hub.house.of(Output).values():
        assert output.is_on is not None, output
    keys = [(device.id, feature.key) for device in snapshot.devices for feature in device.features]
    assert len(keys) == len(set(keys))


@asynccontextmanager
async def restored(hub: GatewayHub, number: str) -> AsyncIterator[Output]:
    """One output as it is; whatever happens to it inside, it is so again afterwards, and the gateway says so."""
    before = hub.house.of(Output).get(number)
    assert before is not None, f"the gateway has no output {number}"
    try:
        yield before
    finally:
        level = before.level if before.dims and before.is_on else None
        await hub.client.call("set_output", id=number, is_on=bool(before.is_on), dimmer=level)
        await hub.fetch()
        after = hub.house.of(Output)[number]
        assert (after.is_on, after.is_on and after.level) == (before.is_on, before.is_on and before.level)


async def test_an_output_is_toggled_heard_of_and_restored(somewhere: Somewhere, hub: GatewayHub) -> None:
    if somewhere.output is None:
        pytest.skip("OPENMOTICS_OUTPUT does not say which output may be switched")
    listener = Listener()
    await hub.connect()
    await hub.fetch()
    async with restored(hub, somewhere.output) as before:
        listening = asyncio.create_task(hub.listen(listener))
        try:
            pushes = await stands(listener, listening)
            for on in (not before.is_on, bool(before.is_on)):
                await hub.send(SetOutput(before.id, on=on))
                await listener.until(lambda on=on: hub.house.of(Output)[before.id].is_on is on, ANSWERS_WITHIN)  # type: ignore[misc]
            if pushes:
                assert f"output_{before.id}" in listener.heard_of
        finally:
            listening.cancel()
            await asyncio.gather(listening, return_exceptions=True)


async def switched_and_failed(hub: GatewayHub, number: str) -> None:
    """Switch the output, of which the house does not hear, and fail."""
    async with restored(hub, number) as output:
        await hub.client.call("set_output", id=number, is_on=not output.is_on)
        raise TimeoutError


@pytest.mark.parametrize("number", ["0", "2", "8"])
async def test_the_output_is_restored_whatever_happens(number: str, session: aiohttp.ClientSession) -> None:
    """A light that is on, one that is off, a dimmer: also when the house has not heard of the change."""
    virtual = VirtualOpenMotics()
    set_output(virtual.house, 8, is_on=True, dimmer=42)
    await virtual.start()
    try:
        trusted = pin(await certificate_fingerprint("127.0.0.1", virtual.port))
        client = GatewayClient(session, "127.0.0.1", virtual.port, USERNAME, PASSWORD, ssl=trusted)
        hub = GatewayHub(client, "any", Labels("Any gateway"))
        await hub.fetch()
        before = dict(virtual.house.row("get_output_status", int(number), "status") or {})
        with pytest.raises(TimeoutError):
            await switched_and_failed(hub, number)
        assert virtual.house.row("get_output_status", int(number), "status") == before
    finally:
        await virtual.stop()


async def stands(listener: Listener, listening: asyncio.Task[None]) -> bool:
    """Whether the gateway pushes: one that speaks only msgpack need not."""
    waiting = asyncio.create_task(listener.stands.wait())
    async with asyncio.timeout(ANSWERS_WITHIN):
        await asyncio.wait({waiting, listening}, return_when=asyncio.FIRST_COMPLETED)
    waiting.cancel()
    if listening.done():
        assert isinstance(listening.exception(), HubUnsupportedError)
    return listener.stands.is_set()
