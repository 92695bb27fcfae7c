"""A virtual hub is the same one after a power cut, if it has a memory."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from virtual_hubs.base import VirtualHub
from virtual_hubs.homematicip import VirtualHomematicIP
from virtual_hubs.homeseer import VirtualHomeSeer
from virtual_hubs.homey import VirtualHomey
from virtual_hubs.memory import Memory
from virtual_hubs.openmotics import VirtualOpenMotics

MAKE: dict[str, Callable[[], VirtualHub]] = {
    "homematicip": lambda: VirtualHomematicIP(hcu=True),
    "homey": lambda: VirtualHomey(tls=True),
    "homeseer": lambda: VirtualHomeSeer(tls=True),
    "openmotics": VirtualOpenMotics,
}


async def lived(name: str, memory: Path) -> dict[str, object]:
    """Start a hub with this memory and stop it; gives what it is known by."""
    hub = MAKE[name]()
    hub.memory = Memory(memory)
    await hub.start()
    certificate = getattr(hub, "certificate", None)
    seen = {"url": hub.url, "control": hub.control, "certificate": certificate and certificate.fingerprint}
    if name == "homematicip":
        assert isinstance(hub, VirtualHomematicIP)
        seen |= {"app": hub.lan_rest_url, "events": hub.lan_events_url, "connect": hub.connect_url}
    if name == "homeseer":
        assert isinstance(hub, VirtualHomeSeer)
        seen |= {"ascii": hub.ascii.port, "cloud": hub.cloud_url}
    await hub.stop()
    return seen


@pytest.mark.parametrize("name", MAKE)
async def test_a_hub_has_its_ports_and_its_certificate_again(name: str, tmp_path: Path) -> None:
    first = await lived(name, tmp_path / "memory")
    assert None not in first.values()
    assert await lived(name, tmp_path / "memory") == first
    other = await lived(name, tmp_path / "other")
    assert other["certificate"] != first["certificate"]


async def test_a_client_that_homematicip_let_in_is_let_in_again_and_one_that_was_deleted_is_not(tmp_path: Path) -> None:
    hub = VirtualHomematicIP()
    hub.memory = Memory(tmp_path / "memory")
    kept, deleted = hub.access.invite("kept"), hub.access.invite("deleted")
    hub.touch()
    hub.access.revoke(deleted)
    hub.touch()
    again = VirtualHomematicIP()
    again.memory = Memory(tmp_path / "memory")
    await again.start()
    assert kept in again.access.tokens
    assert deleted not in again.access.tokens
    await again.stop()
    await hub.stop()
