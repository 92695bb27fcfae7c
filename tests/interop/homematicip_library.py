"""The ``homematicip`` library as a person would use it, pointed at a virtual cloud."""

from __future__ import annotations

import asyncio
import ssl
import uuid
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

import httpx
from homematicip.async_home import AsyncHome
from homematicip.auth import Auth
from homematicip.connection.client_token_builder import ClientTokenBuilder
from homematicip.connection.connection_context import ConnectionContext, ConnectionContextBuilder
from homematicip.connection.rest_connection import RestConnection, RestResult

from virtual_hubs.homematicip import VirtualHomematicIP

WAIT_SECONDS = 10


def unverified() -> ssl.SSLContext:
    """What a person gives the library for a HCU1's own certificate."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    return context


@asynccontextmanager
async def looked_up(
    hub: VirtualHomematicIP, *, access_point: str | None = None, token: str | None = None
) -> AsyncIterator[tuple[ConnectionContext, httpx.AsyncClient]]:
    """The addresses that the lookup gives, and a session of our own: without one each request loads certificates."""
    async with httpx.AsyncClient(verify=unverified()) as session:
        context = await ConnectionContextBuilder.build_context_async(
            access_point or hub.sgtin,
            lookup_url=hub.lookup_url,
            auth_token=token,
            httpx_client_session=session,
            ssl_ctx=unverified(),
        )
        yield context, session


@asynccontextmanager
async def pairing(hub: VirtualHomematicIP, *, access_point: str | None = None) -> AsyncIterator[Auth]:
    """Somebody about to pair; each a client of its own (the library's id is one for all)."""
    async with looked_up(hub, access_point=access_point) as (context, session):
        auth = Auth(RestConnection(context, session, False), context.client_auth_token, context.accesspoint_id)
        auth.client_id = str(uuid.uuid4())
        yield auth


@asynccontextmanager
async def at_home(
    hub: VirtualHomematicIP, *, listen: bool = False, context: ConnectionContext | None = None
) -> AsyncIterator[AsyncHome]:
    """The library's home with its state read; with ``listen`` its websocket is open."""
    async with looked_up(hub, token=hub.token) as (found, session):
        home = AsyncHome()
        home.init_with_context(context or found, use_rate_limiting=False, httpx_client_session=session)
        await home.get_current_state_async()
        if listen:
            before = hub.count("websocket", "open")
            await home.enable_events()
            # its second lookup after failures would go to the vendor's cloud
            home._websocket_client.RELOOKUP_AFTER_ATTEMPTS = float("inf")  # noqa: SLF001
            await hub.until(lambda: hub.count("websocket", "open") > before)
        try:
            yield home
        finally:
            await home.disable_events_async()


def in_the_house(hub: VirtualHomematicIP) -> ConnectionContext:
    """A HCU1 without the cloud: no lookup, its own certificate."""
    return ConnectionContext(
        auth_token=hub.token,
        client_auth_token=ClientTokenBuilder.build_client_token(hub.sgtin),
        rest_url=hub.lan_rest_url,
        websocket_url=hub.lan_events_url,
        accesspoint_id=hub.sgtin,
        ssl_ctx=unverified(),
    )


@asynccontextmanager
async def hears(thing: Any, holds: Callable[[], Any] = lambda: True) -> AsyncIterator[None]:
    """Do something and wait until the library hears of this device, group or home and ``holds()`` is true of it."""
    heard = asyncio.Event()

    def told(*_: Any, **__: Any) -> None:
        if holds():
            heard.set()

    thing.on_update(told)
    try:
        yield
        async with asyncio.timeout(WAIT_SECONDS):
            await heard.wait()
    finally:
        thing.remove_callback(told)


def done(result: RestResult) -> bool:
    """The request was taken; the library raises nothing if it was not."""
    assert result.success, f"{result.status} {result.text}"
    return True


def labelled(home: AsyncHome, label: str) -> Any:
    """The device of this name."""
    return next(device for device in home.devices if device.label == label)


def channel(home: AsyncHome, label: str, index: int = 1) -> Any:
    """The channel with this index, wherever it stands in the list."""
    return next(one for one in labelled(home, label).functionalChannels if one.index == index)


def group(home: AsyncHome, kind: str, label: str) -> Any:
    """The group of this type and name."""
    return next(one for one in home.groups if one.groupType == kind and one.label == label)
