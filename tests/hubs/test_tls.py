"""Pinned certificates: the connection that stands is used again, and another certificate is still refused."""

from __future__ import annotations

from collections.abc import AsyncIterator

import aiohttp
import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from custom_components.multihub.hubs.tls import pin
from virtual_hubs.certificate import Certificate, make_certificate


@pytest.fixture
def certificate() -> Certificate:
    """What the server shows."""
    return make_certificate()


@pytest.fixture
async def server(certificate: Certificate) -> AsyncIterator[TestServer]:
    """Answers with the port that the request came from."""

    async def answer(request: web.Request) -> web.Response:
        assert request.transport
        return web.Response(text=str(request.transport.get_extra_info("peername")[1]))

    app = web.Application()
    app.router.add_get("/", answer)
    server = TestServer(app, scheme="https")
    await server.start_server(ssl=certificate.context)
    yield server
    await server.close()


async def test_requests_with_the_same_pin_share_a_connection(server: TestServer, certificate: Certificate) -> None:
    async with aiohttp.ClientSession() as session:
        ports = set()
        for _ in range(5):
            async with session.get(server.make_url("/"), ssl=pin(certificate.fingerprint)) as response:
                ports.add(await response.text())
    assert len(ports) == 1


async def test_a_connection_that_stands_lets_no_other_pin_through(server: TestServer, certificate: Certificate) -> None:
    async with aiohttp.ClientSession() as session:
        async with session.get(server.make_url("/"), ssl=pin(certificate.fingerprint)) as response:
            await response.read()
        with pytest.raises(aiohttp.ServerFingerprintMismatch):
            await session.get(server.make_url("/"), ssl=pin(make_certificate().fingerprint))


async def test_without_a_pin_a_certificate_is_verified(server: TestServer) -> None:
    async with aiohttp.ClientSession() as session:
        with pytest.raises(aiohttp.ClientConnectorCertificateError):
            await session.get(server.make_url("/"), ssl=pin(None))
