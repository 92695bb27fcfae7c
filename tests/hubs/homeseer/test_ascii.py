"""The ASCII port: login, changes, and what a port does that is not well."""

from __future__ import annotations

import asyncio

import pytest

from custom_components.multihub.hubs.base import HubAuthError, HubConnectionError, HubInputError
from custom_components.multihub.hubs.homeseer.client import AsciiConnection, DeviceChange
from custom_components.multihub.hubs.homeseer.client.ascii import parse_line
from virtual_hubs.homeseer import VirtualHomeSeer


async def opened(virtual: VirtualHomeSeer, **changes: str) -> AsciiConnection:
    who = {"username": virtual.username, "password": virtual.password, **changes}
    return await AsciiConnection.open("127.0.0.1", virtual.ascii.port, who["username"], who["password"], within=0.3)


async def test_a_changed_value_is_told(virtual: VirtualHomeSeer) -> None:
    connection = await opened(virtual)
    changes = connection.changes()
    virtual.house.set(103, 51)
    virtual.house.set(103, 52)
    assert [await anext(changes), await anext(changes)] == [DeviceChange(103, 51), DeviceChange(103, 52)]
    connection.close()


async def test_a_text_that_changes_alone_is_not_told(virtual: VirtualHomeSeer) -> None:
    """As on the real one: another way has to find it."""
    connection = await opened(virtual)
    virtual.house.set(115, status="Unlocked from keypad by Ann")
    virtual.house.set(103, 51)
    assert await anext(connection.changes()) == DeviceChange(103, 51)
    connection.close()


async def test_wrong_credentials_and_guests_are_refused(virtual: VirtualHomeSeer) -> None:
    with pytest.raises(HubAuthError):
        await opened(virtual, password="wrong")
    virtual.api.permissions = 1
    with pytest.raises(HubAuthError):
        await opened(virtual)
    assert virtual.ascii.listeners == 0


async def test_a_comma_in_the_password_is_told_before_anything_is_sent(virtual: VirtualHomeSeer) -> None:
    with pytest.raises(HubInputError) as raised:
        await opened(virtual, password="a,b")
    assert raised.value.key == "ascii_password"
    assert virtual.count("ascii") == 0


async def test_a_port_that_never_answers_has_a_deadline(virtual: VirtualHomeSeer) -> None:
    virtual.ascii.mode = "mute"
    with pytest.raises(HubConnectionError):
        await opened(virtual)


async def test_a_port_that_is_closed_is_no_connection(virtual: VirtualHomeSeer) -> None:
    await virtual.ascii.close()
    with pytest.raises(HubConnectionError):
        await opened(virtual)


async def test_a_connection_that_falls_silent_is_dead(virtual: VirtualHomeSeer) -> None:
    connection = await opened(virtual)
    virtual.ascii.mode = "deaf"
    with pytest.raises(HubConnectionError):
        await anext(connection.changes(ping_after=0.02, answer_within=0.05))
    assert virtual.count("ascii", "vr") == 1
    connection.close()


async def test_silence_that_answers_a_ping_is_fine(virtual: VirtualHomeSeer) -> None:
    connection = await opened(virtual)
    waiting = asyncio.ensure_future(anext(connection.changes(ping_after=0.02, answer_within=5)))
    await virtual.until(lambda: virtual.count("ascii", "vr") >= 2)
    virtual.house.set(103, 51)
    assert await waiting == DeviceChange(103, 51)
    connection.close()


async def test_a_break_and_a_line_without_end_are_told(virtual: VirtualHomeSeer) -> None:
    connection = await opened(virtual)
    virtual.ascii.drop()
    with pytest.raises(HubConnectionError):
        await anext(connection.changes())
    connection = await opened(virtual)
    virtual.ascii.send("x" * 200_000)
    with pytest.raises(HubConnectionError):
        await anext(connection.changes())
    connection.close()


@pytest.mark.parametrize(
    ("line", "change"),
    [
        ("DC,576,1,0", DeviceChange(576, 1)),
        ("DC,42,100,0", DeviceChange(42, 100)),
        ("DC,42,20.5,20", DeviceChange(42, 20.5)),
        ("DC,42,twenty,0", DeviceChange(42, None)),
        ("DC,42,20,5,20,0", DeviceChange(42, 20.5)),
        ("DC,42,20,5,20", DeviceChange(42, None)),
        ("DC,42,NaN,0", DeviceChange(42, None)),
        ("DC,42,Infinity,0", DeviceChange(42, None)),
        ("DC,42,1", DeviceChange(42, 1)),
        ("DC,x,1,0", None),
        ("DC", None),
        ("3.0.0.127", None),
        ("error, no user or bad pass", None),
        ("", None),
    ],
)
def test_lines_are_read(line: str, change: DeviceChange | None) -> None:
    assert parse_line(line) == change
